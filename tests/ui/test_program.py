"""A manager brings a newer program from a stick and closes the till for it, when nobody is hurt."""

from pathlib import Path

import pytest

from pos_app.store import disk
from pos_app.ui.ports import ScreenName
from pos_app.ui.screens.program.view import ProgramView
from pos_app.updates import slots
from tests.devices.conftest import wait_until
from tests.ui.hands import strike
from tests.ui.looks_settings import enter
from tests.ui.shop import Shop
from tests.updates.releases import Site, make_site


@pytest.fixture
def stick(shop: Shop, tmp_path: Path, root: Path, monkeypatch: pytest.MonkeyPatch) -> Site:
    """A stick with a release, plugged into a till that was built with its keys."""
    site = make_site(tmp_path / "releases", root)
    office = shop.till.counter.office
    ground = office.updates._ground
    object.__setattr__(ground, "root", site.root)
    monkeypatch.setattr("pos_app.ui.sticks.plugged_in", lambda: (str(site.folder),))
    return site


@pytest.fixture
def view(shop: Shop, stick: Site) -> ProgramView:
    enter(shop, ScreenName.PROGRAM)
    view = shop.window.screen_named(ScreenName.PROGRAM)
    assert isinstance(view, ProgramView)
    return view


def _close_shift(shop: Shop) -> None:
    shop.till.counter.shifts.close_shift(((10_000, 2), (1_000, 10), (100, 22)))


@pytest.fixture
def asked(shop: Shop) -> list[str]:
    asked: list[str] = []
    shop.window.update_asked.connect(lambda: asked.append("asked"))
    return asked


def test_with_the_shift_closed_it_is_brought_copied_staged_and_journalled(
    shop: Shop, view: ProgramView, stick: Site, asked: list[str]
) -> None:
    stick.add("9.1.0", b"MZ the new one")
    _close_shift(shop)
    enter(shop, ScreenName.PROGRAM)
    strike(shop, "F6")
    wait_until(lambda: view._shown.found == "9.1.0")
    assert view._shown.hindrances == ()
    strike(shop, "F9")
    strike(shop, "F9")
    wait_until(lambda: bool(asked))
    folder = shop.till.counter.office.updates._ground.folder
    slot = slots.read_slot(folder)
    assert Path(slot.setup).read_bytes() == b"MZ the new one"
    assert (folder / "before-9.1.0.db").is_file()
    changes = shop.till.counter.office.set_up_history.read()
    assert [one.change.after for one in changes if one.change.key == "program"] == ['"9.1.0"']


def test_with_a_shift_open_or_a_sale_begun_it_waits(
    shop: Shop, view: ProgramView, stick: Site, asked: list[str]
) -> None:
    stick.add("9.1.0")
    strike(shop, "F6")
    wait_until(lambda: view._shown.found == "9.1.0")
    assert "UPDATE_SHIFT_OPEN" in view._shown.hindrances
    strike(shop, "F9")
    assert shop.codes[-1] == "UPDATE_SHIFT_OPEN"
    assert view.panel is None
    assert not asked
    assert slots.read_slot(shop.till.counter.office.updates._ground.folder).setup == ""


def test_what_begins_between_the_look_and_the_key_is_seen(
    shop: Shop, view: ProgramView, stick: Site, asked: list[str]
) -> None:
    stick.add("9.1.0")
    _close_shift(shop)
    enter(shop, ScreenName.PROGRAM)
    strike(shop, "F6")
    wait_until(lambda: view._shown.found == "9.1.0")
    strike(shop, "F9")
    shop.till.counter.shifts.open_shift(((10_000, 1),))
    strike(shop, "F9")
    wait_until(lambda: "UPDATE_SHIFT_OPEN" in shop.codes)
    assert not asked


@pytest.mark.parametrize("harm", ["changed", "gone"])
def test_an_installer_that_is_not_the_one_that_was_brought_is_not_run(
    shop: Shop, view: ProgramView, stick: Site, asked: list[str], harm: str
) -> None:
    stick.add("9.1.0")
    _close_shift(shop)
    enter(shop, ScreenName.PROGRAM)
    strike(shop, "F6")
    wait_until(lambda: view._shown.found == "9.1.0")
    folder = shop.till.counter.office.updates._ground.folder
    (setup,) = (folder / "fetched").glob("*.exe")
    setup.write_bytes(b"MZ evil.") if harm == "changed" else setup.unlink()
    strike(shop, "F9")
    strike(shop, "F9")
    wait_until(lambda: "UPDATE_NOT_TRUSTED" in shop.codes)
    assert not asked
    assert slots.read_slot(folder).setup == ""
    strike(shop, "Escape")
    strike(shop, "F6")
    wait_until(lambda: setup.exists() and setup.read_bytes() == b"MZ setup")


def test_a_disk_without_room_for_the_rehearsal_is_told_before_anything_is_installed(
    shop: Shop,
    view: ProgramView,
    stick: Site,
    asked: list[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    stick.add("9.1.0")
    _close_shift(shop)
    enter(shop, ScreenName.PROGRAM)
    strike(shop, "F6")
    wait_until(lambda: view._shown.found == "9.1.0")
    till = shop.till.counter.office.updates._ground.data / "till.db"
    free = disk.RESERVE_BYTES + 2 * till.stat().st_size
    monkeypatch.setattr(disk, "free_bytes", lambda _folder: free)
    strike(shop, "F9")
    strike(shop, "F9")
    wait_until(lambda: "DISK_TOO_FULL" in shop.codes)
    assert not asked


@pytest.mark.parametrize("version", ["0.0.1", "0.1.0"])
def test_an_older_or_the_same_version_is_refused_in_words(
    shop: Shop, view: ProgramView, stick: Site, version: str
) -> None:
    stick.add(version)
    strike(shop, "F6")
    wait_until(lambda: "UPDATE_NOT_NEWER" in shop.codes)
    assert view._shown.found == ""


def test_a_version_that_did_not_come_up_here_is_not_tried_again(
    shop: Shop, view: ProgramView, stick: Site
) -> None:
    slots.note_rejected(shop.till.counter.office.updates._ground.folder, "9.1.0")
    stick.add("9.1.0")
    strike(shop, "F6")
    wait_until(lambda: "UPDATE_WAS_REJECTED" in shop.codes)


def test_a_stick_without_a_release_is_told(shop: Shop, view: ProgramView, stick: Site) -> None:
    for path in (stick.folder / "metadata").iterdir():
        path.unlink()
    strike(shop, "F6")
    wait_until(lambda: "UPDATE_ORIGIN_UNREACHABLE" in shop.codes)


@pytest.mark.parametrize("is_first", [True, False])
def test_what_is_wrong_with_a_stick_is_told_whatever_else_is_plugged_in(
    shop: Shop,
    stick: Site,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    *,
    is_first: bool,
) -> None:
    stick.add("9.1.0")
    (setup,) = (stick.folder / "targets").glob("*.exe")
    setup.write_bytes(b"MZ other")
    empty = tmp_path / "empty"
    empty.mkdir()
    found = [str(stick.folder), str(empty)]
    monkeypatch.setattr(
        "pos_app.ui.sticks.plugged_in", lambda: tuple(found if is_first else reversed(found))
    )
    enter(shop, ScreenName.PROGRAM)
    strike(shop, "F6")
    wait_until(lambda: bool(shop.codes))
    assert shop.codes == ["UPDATE_NOT_TRUSTED"]


def test_two_keys_at_once_look_once(shop: Shop, view: ProgramView, stick: Site) -> None:
    stick.add("9.1.0")
    strike(shop, "F6", "F6", "F5")
    wait_until(lambda: view._shown.found == "9.1.0")
    assert shop.codes == []
