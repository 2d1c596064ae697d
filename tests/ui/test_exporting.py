"""A manager hands X and Z reports out from the screen; closed days go by themselves."""

from pathlib import Path

import pytest

from pos_app.domain.identifiers import BusinessDate
from pos_app.ui.action_names import ActionName
from pos_app.ui.export_clock import ExportClock
from pos_app.ui.language import Language, switch
from pos_app.ui.ports import ScreenName
from tests.ui.hands import go, sell, strike
from tests.ui.looking import settle
from tests.ui.shop import CASHIER, MANAGER, WATER, Shop
from tests.verifier.judging import verifier

_A = ActionName


@pytest.fixture
def closed(shop: Shop) -> Shop:
    """A shop whose day was closed by the manager who is signed on."""
    sell(shop, WATER)
    counter = shop.till.counter
    counter.shifts.close_shift(((10_000, 3), (1_000, 2), (100, 1)))
    shop.wiring.sign_on.on_sign_off()
    shop.wiring.sign_on.on_signed(*MANAGER)
    counter.shifts.close_day()
    return shop


def hand_out(shop: Shop, key: str, folder: Path) -> None:
    """Open the panel with F5, name the folder, choose, and confirm."""
    strike(shop, "F5")
    view = shop.window.screen_named(ScreenName.REPORTS)
    view.export_panel.folder.setText(str(folder))
    strike(shop, key)
    strike(shop, "F9")


def names(folder: Path) -> list[str]:
    return sorted(path.name.split("-", 2)[2] for path in folder.iterdir())


@pytest.mark.parametrize(("key", "suffix"), [("F1", "pdf"), ("F2", "xlsx"), ("F4", "zip")])
def test_a_closed_day_goes_as_one_file(closed: Shop, tmp_path: Path, key: str, suffix: str) -> None:
    folder = tmp_path / "out"
    folder.mkdir()
    go(closed, ScreenName.REPORTS)
    hand_out(closed, key, folder)
    assert names(folder) == [f"z_day-2026-11-21.{suffix}"]
    assert closed.codes == ["EXPORT_DONE"]
    if suffix == "zip":
        assert verifier.main(["--archive", str(next(folder.iterdir()))]) == 0


def test_a_spreadsheet_program_gets_a_file_for_each_table(closed: Shop, tmp_path: Path) -> None:
    folder = tmp_path / "out"
    folder.mkdir()
    go(closed, ScreenName.REPORTS)
    strike(closed, "Down")  # the shift
    hand_out(closed, "F3", folder)
    tables = ["cash", "control", "discounts", "summary", "taxes", "tenders", "trade"]
    assert names(folder) == [f"z_shift-2026-11-21-1-{name}.csv" for name in tables]


def test_a_shift_has_no_archive(closed: Shop, tmp_path: Path) -> None:
    folder = tmp_path / "out"
    folder.mkdir()
    go(closed, ScreenName.REPORTS)
    strike(closed, "Down")
    hand_out(closed, "F4", folder)
    assert names(folder) == ["z_shift-2026-11-21-1.pdf"]


def test_a_stick_that_is_missing_leaves_the_panel_open_and_is_said(
    closed: Shop, tmp_path: Path
) -> None:
    view = go(closed, ScreenName.REPORTS)
    hand_out(closed, "F1", tmp_path / "stick")
    assert closed.codes == ["EXPORT_FOLDER_MISSING"]
    assert view.panel is view.export_panel
    (tmp_path / "stick").mkdir()
    strike(closed, "F9")
    assert len(list((tmp_path / "stick").iterdir())) == 1
    assert view.panel is None


def test_the_panel_says_how_the_last_export_went(closed: Shop, tmp_path: Path) -> None:
    view = go(closed, ScreenName.REPORTS)
    hand_out(closed, "F1", tmp_path)
    strike(closed, "F5")
    assert "2026-11-21" in view.export_panel._last.text()
    assert view.export_panel.folder.text() == str(tmp_path)


def test_a_stick_that_is_plugged_in_is_one_key_away(closed: Shop, tmp_path: Path) -> None:
    view = go(closed, ScreenName.REPORTS)
    strike(closed, "F5")
    view.export_panel.show_places("/nowhere", (str(tmp_path / "stick"),))
    (tmp_path / "stick").mkdir()
    strike(closed, "F7")
    strike(closed, "F9")
    assert len(list((tmp_path / "stick").iterdir())) == 1
    strike(closed, "F5")
    strike(closed, "F6")
    assert view.export_panel.folder.text() == closed.till.counter.office.exporting.book().own_folder


def test_a_cashier_has_no_such_key(shop: Shop) -> None:
    assert shop.wiring.attendance.session.operator.number == CASHIER[0]
    go(shop, ScreenName.REPORTS)
    assert not shop.window.actions_table[_A.EXPORT_REPORT].isEnabled()


def planned(shop: Shop, folder: Path) -> ExportClock:
    """Plan it for every day from the next on, and give the clock, which the test looks at."""
    go(shop, ScreenName.REPORTS)
    strike(shop, "F5")
    view = shop.window.screen_named(ScreenName.REPORTS)
    view.export_panel.folder.setText(str(folder))
    strike(shop, "F5")
    strike(shop, "F9")
    shared = shop.wiring._shared
    return ExportClock(shop.till.counter, shared.front, shared.reports, shop.window)


def close_next_day(shop: Shop) -> None:
    counter = shop.till.counter
    counter.shifts.open_day(BusinessDate("2026-11-22"))
    counter.shifts.open_shift(())
    counter.shifts.close_shift(())
    counter.shifts.close_day()


def test_a_day_that_is_closed_later_goes_by_itself_and_once(closed: Shop, tmp_path: Path) -> None:
    folder = tmp_path / "out"
    folder.mkdir()
    clock = planned(closed, folder)
    clock.on_look()
    assert names(folder) == ["z_day-2026-11-21.pdf"]
    close_next_day(closed)
    clock.on_look()
    assert names(folder)[1:] == [f"z_day-2026-11-22.{kind}" for kind in ("pdf", "xlsx", "zip")]
    assert "EXPORT_DAY_DONE" in closed.codes
    rows = closed.till.counter.office.exporting.due()
    assert rows == ()


def test_a_stick_that_comes_back_gets_what_it_missed(closed: Shop, tmp_path: Path) -> None:
    folder = tmp_path / "stick"
    folder.mkdir()
    clock = planned(closed, folder)
    close_next_day(closed)
    folder.rename(tmp_path / "pulled out")
    clock.on_look()
    assert "EXPORT_FOLDER_MISSING" in closed.codes
    last = closed.till.counter.office.exporting.book().last
    assert last is not None
    assert last.code == "EXPORT_FOLDER_MISSING"
    folder.mkdir()
    for _ in range(50):  # it waits a while after a failure
        clock.on_look()
    assert names(folder) == [f"z_day-2026-11-22.{kind}" for kind in ("pdf", "xlsx", "zip")]


def test_the_panel_speaks_the_other_language_while_it_is_open(closed: Shop, tmp_path: Path) -> None:
    view = go(closed, ScreenName.REPORTS)
    hand_out(closed, "F1", tmp_path)
    strike(closed, "F5")
    panel = view.export_panel
    told = []
    for spoken in (Language.CHINESE, Language.ENGLISH, Language.CHINESE):
        switch(spoken)
        settle()
        told.append((panel.heading.text(), panel._last.text(), panel._keys[4].text()))
    assert told[0] == told[2]
    assert told[1][0] == "Export: Z report 2026-11-21"
    assert told[0][0] == "导出：日结报表 2026-11-21"
    assert all(one != other for one, other in zip(told[0], told[1], strict=True))
