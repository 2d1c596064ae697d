"""The manager chooses what each closed day is handed out as, and sees what could not be written."""

import errno
import os
from pathlib import Path

import pytest

from pos_app.domain.events_export import FileFormat
from pos_app.services.export_plan import DAY_REPORTS, TABLE_FORMATS, DayReport, ExportPlan
from pos_app.services.exporting import Exporting
from pos_app.ui.export_clock import ExportClock
from pos_app.ui.language import Language, switch
from pos_app.ui.ports import ScreenName
from pos_app.ui.screens.day_exports.view import DayExportsView
from tests.ui.hands import sell, strike
from tests.ui.looking import settle
from tests.ui.looks_settings import enter
from tests.ui.shop import WATER, Shop
from tests.ui.test_exporting import close_next_day, names

PLAN = (
    DayReport("z_day", FileFormat.ARCHIVE),
    DayReport("z_day", FileFormat.PDF),
    DayReport("goods", FileFormat.XLSX),
    DayReport("members", FileFormat.CSV),
)
DAY = "2026-11-22"


@pytest.fixture
def room(shop: Shop) -> DayExportsView:
    """The room, entered by the manager of a shop whose day was closed."""
    sell(shop, WATER)
    counter = shop.till.counter
    counter.shifts.close_shift(((10_000, 3), (1_000, 2), (100, 1)))
    enter(shop, ScreenName.DAY_EXPORTS)
    counter.shifts.close_day()
    view = shop.window.screen_named(ScreenName.DAY_EXPORTS)
    assert isinstance(view, DayExportsView)
    return view


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "stick"
    folder.mkdir()
    return folder


def clock_of(shop: Shop) -> ExportClock:
    shared = shop.wiring._shared
    return ExportClock(shop.till.counter, shared.front, shared.reports, shop.window)


def exporting(shop: Shop) -> Exporting:
    return shop.till.counter.office.exporting


def plan(shop: Shop, folder: Path, reports: tuple[DayReport, ...] = PLAN) -> ExportClock:
    exporting(shop).set_plan(ExportPlan(str(folder), is_on=True, reports=reports))
    close_next_day(shop)
    return clock_of(shop)


def test_what_is_marked_counts_when_it_is_kept_and_is_a_change_in_the_books(
    shop: Shop, room: DayExportsView, folder: Path
) -> None:
    strike(shop, "F2", "F3")  # no XLSX of the Z report, but CSV
    strike(shop, "Down", "F1")
    strike(shop, "F6")
    room.form.fields[0].setText(str(folder))
    strike(shop, "F1", "F9")
    assert not exporting(shop).book().plan.is_on
    strike(shop, "F9")
    kept = exporting(shop).book().plan
    assert (kept.folder, kept.is_on) == (str(folder), True)
    assert list(map(str, kept.reports)) == [
        "z_day.archive",
        "z_day.pdf",
        "z_day.csv",
        "dashboard.pdf",
    ]
    assert shop.codes == ["EXPORT_PLAN_KEPT"]
    change = next(
        one.change
        for one in shop.till.counter.office.set_up_history.read()
        if one.change.key == "export_plan"
    )
    assert '"dashboard.pdf"' in change.after
    assert str(folder) not in change.after


def test_only_the_z_report_has_an_archive(shop: Shop, room: DayExportsView) -> None:
    strike(shop, "Down", "F4")
    assert shop.codes == ["EXPORT_NO_SUCH_FILE"]
    assert room.marked_report().chosen == frozenset()


def test_a_plan_without_a_report_or_a_folder_is_refused(shop: Shop, room: DayExportsView) -> None:
    strike(shop, "F1", "F2", "F4", "F6", "F1", "F9", "F9")
    assert shop.codes == ["EXPORT_NOTHING_CHOSEN"]
    strike(shop, "F1", "F6")
    room.form.fields[0].setText("stick")
    strike(shop, "F9", "F9")
    assert "EXPORT_FOLDER_NOT_NAMED" in shop.codes


def test_a_closed_day_goes_as_what_was_chosen(
    shop: Shop, room: DayExportsView, folder: Path
) -> None:
    plan(shop, folder).on_look()
    assert names(folder) == [
        f"goods-{DAY}.xlsx",
        f"members-{DAY}-members.csv",
        f"z_day-{DAY}.pdf",
        f"z_day-{DAY}.zip",
    ]
    assert exporting(shop).due() == ()


def test_every_report_can_be_handed_out_as_every_file(
    shop: Shop, room: DayExportsView, folder: Path
) -> None:
    reports = tuple(DayReport(what, format_) for what in DAY_REPORTS for format_ in TABLE_FORMATS)
    plan(shop, folder, reports).on_look()
    assert shop.codes == ["EXPORT_DAY_DONE"]
    written = {name.split(f"-{DAY}")[0] for name in names(folder)}
    assert written == set(DAY_REPORTS)
    assert all(path.stat().st_size for path in folder.iterdir())


def test_a_stick_that_fills_up_is_told_and_only_what_is_missing_is_written_again(
    shop: Shop, room: DayExportsView, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    clock = plan(shop, folder)
    whole = os.fsync

    def no_room_for_goods(handle: int) -> None:
        if "goods" in Path(f"/proc/self/fd/{handle}").readlink().name:
            raise OSError(errno.ENOSPC, "No space left on device")
        whole(handle)

    monkeypatch.setattr(os, "fsync", no_room_for_goods)
    clock.on_look()
    monkeypatch.undo()
    assert shop.codes == ["EXPORT_FOLDER_FULL"]
    assert [name for name in names(folder) if "goods" in name] == []
    assert list(folder.glob(".*")) == []
    last = exporting(shop).book().last
    assert last is not None
    assert (last.code, last.failed) == ("EXPORT_FOLDER_FULL", (PLAN[2],))
    enter(shop, ScreenName.DAY_EXPORTS)
    goods = next(row for row in room.model.rows if row.what == "goods")
    assert goods.failed == {FileFormat.XLSX}
    assert DAY in room.card._text.text()

    before = {path.name: path.stat().st_mtime_ns for path in folder.iterdir()}
    strike(shop, "F7")
    clock.on_look()
    assert exporting(shop).due() == ()
    after = {path.name: path.stat().st_mtime_ns for path in folder.iterdir()}
    assert {name for name in after if after[name] != before.get(name)} == {
        name for name in after if "goods" in name
    }


def test_without_a_wish_it_waits_after_a_failure(
    shop: Shop, room: DayExportsView, folder: Path
) -> None:
    clock = plan(shop, folder)
    pulled_out = folder.with_name("pulled out")
    folder.rename(pulled_out)
    clock.on_look()
    assert shop.codes == ["EXPORT_FOLDER_MISSING"]
    last = exporting(shop).book().last
    assert last is not None
    assert last.failed == PLAN
    enter(shop, ScreenName.DAY_EXPORTS)
    assert room._plan is not None
    assert room._plan.is_folder_there is False
    pulled_out.rename(folder)
    clock.on_look()
    assert names(folder) == []
    strike(shop, "F7")
    assert "EXPORT_WANTED" in shop.codes
    clock.on_look()
    assert len(names(folder)) == len(PLAN)


def test_the_words_follow_the_language(shop: Shop, room: DayExportsView) -> None:
    switch(Language.ENGLISH)
    settle()
    assert "F6" in room.card._text.text()
    assert "Nothing goes by itself" in room.card._text.text()
    switch(Language.CHINESE)
    settle()
    assert "Nothing" not in room.card._text.text()


def fill_up(clock: ExportClock, monkeypatch: pytest.MonkeyPatch) -> None:
    """Have everything but the goods written: there is no room for these."""
    whole = os.fsync

    def no_room_for_goods(handle: int) -> None:
        if "goods" in Path(f"/proc/self/fd/{handle}").readlink().name:
            raise OSError(errno.ENOSPC, "No space left on device")
        whole(handle)

    monkeypatch.setattr(os, "fsync", no_room_for_goods)
    clock.on_look()
    monkeypatch.undo()


def test_another_folder_gets_the_whole_day_not_what_the_first_one_lacked(
    shop: Shop, room: DayExportsView, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    clock = plan(shop, folder)
    fill_up(clock, monkeypatch)
    other = folder.with_name("another")
    other.mkdir()
    exporting(shop).set_plan(ExportPlan(str(other), is_on=True, reports=PLAN))
    exporting(shop).want()
    clock.on_look()
    assert len(names(other)) == len(PLAN)


def test_another_stick_in_the_place_of_the_first_gets_the_whole_day(
    shop: Shop, room: DayExportsView, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    clock = plan(shop, folder)
    fill_up(clock, monkeypatch)
    folder.rename(folder.with_name("pulled out"))
    folder.mkdir()
    exporting(shop).want()
    clock.on_look()
    assert len(names(folder)) == len(PLAN)
    last = exporting(shop).book().last
    assert last is not None
    assert sorted(last.files) == sorted(path.name for path in folder.iterdir())
