"""A till that fills the screen opens by itself and is closed by a manager alone, or by Windows."""

from pathlib import Path

import pytest
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QApplication

from pos_app.autostart import FILE, StartsFor
from pos_app.config import load
from pos_app.ui.ports import ScreenName
from pos_app.ui.screens.program.actions import ProgramAction
from pos_app.ui.screens.program.view import ProgramView
from tests.ui.hands import strike
from tests.ui.looking import settle
from tests.ui.looks_settings import enter
from tests.ui.shop import CASHIER, Shop


@pytest.fixture
def entry(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The file that the user's desktop would read; nothing is there yet."""
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    return tmp_path / "config" / "autostart" / FILE


@pytest.fixture
def view(shop: Shop, entry: Path) -> ProgramView:
    shop.window.hold()
    enter(shop, ScreenName.PROGRAM)
    view = shop.window.screen_named(ScreenName.PROGRAM)
    assert isinstance(view, ProgramView)
    return view


def _changes(shop: Shop, key: str) -> list[tuple[str, str]]:
    found = shop.till.counter.office.set_up_history.read()
    return [(one.change.before, one.change.after) for one in found if one.change.key == key]


def _ask_to_close(shop: Shop) -> bool:
    """Do what Alt+F4 does; tell whether the window would go."""
    event = QCloseEvent()
    QApplication.sendEvent(shop.window, event)
    return event.isAccepted()


def test_full_screen_counts_at_once_and_at_the_next_start_and_is_journalled(
    shop: Shop, view: ProgramView
) -> None:
    assert not view._shown.is_full_screen
    strike(shop, "F7")
    assert shop.window.isFullScreen()
    assert view._shown.is_full_screen
    assert load(shop.folder).is_full_screen
    strike(shop, "F7")
    assert not shop.window.isFullScreen()
    assert not load(shop.folder).is_full_screen
    assert _changes(shop, "full_screen") == [("true", "false"), ("", "true")]
    assert not shop.till.counter.office.devices.book().needs_restart


def test_opening_by_itself_is_told_to_the_system_and_journalled(
    shop: Shop, view: ProgramView, entry: Path
) -> None:
    assert view._shown.starts_for is StartsFor.NOBODY
    strike(shop, "F8")
    assert view._shown.starts_for is StartsFor.THIS_USER
    assert f'"--data" "{shop.folder}"' in entry.read_text("utf-8")
    strike(shop, "F8")
    assert view._shown.starts_for is StartsFor.NOBODY
    assert not entry.exists()
    assert _changes(shop, "autostart") == [("true", "false"), ("false", "true")]


def test_what_setup_did_for_everybody_is_not_undone_by_one_user(
    shop: Shop, view: ProgramView, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("pos_app.autostart.Autostart.is_for_everybody", lambda _self: True)
    enter(shop, ScreenName.PROGRAM)
    assert view._shown.starts_for is StartsFor.EVERYBODY
    strike(shop, "F8")
    assert shop.codes[-1] == "AUTOSTART_FOR_EVERYBODY"
    assert _changes(shop, "autostart") == []


def test_a_system_that_does_not_let_itself_be_told_leaves_nothing_in_the_journal(
    shop: Shop, view: ProgramView, entry: Path
) -> None:
    entry.parents[1].write_text("a file in the place of the folder")
    strike(shop, "F8")
    assert shop.codes[-1] == "AUTOSTART_NOT_WRITABLE"
    assert view._shown.starts_for is StartsFor.NOBODY
    assert _changes(shop, "autostart") == []


def test_in_full_screen_the_window_stays_and_says_who_may_close_it(
    shop: Shop, view: ProgramView
) -> None:
    assert _ask_to_close(shop)
    strike(shop, "F7")
    shop.codes.clear()
    assert not _ask_to_close(shop)
    assert shop.codes == ["FULL_SCREEN_STAYS"]
    assert shop.window.isVisible()


def test_a_manager_closes_it_after_one_question(shop: Shop, view: ProgramView) -> None:
    strike(shop, "F7", "F10", "Escape")
    settle()
    assert shop.window.isVisible()
    strike(shop, "F10", "F9")
    assert not shop.window.isVisible()


def test_a_cashier_finds_the_keys_greyed_out(shop: Shop, view: ProgramView) -> None:
    strike(shop, "F7")
    shop.till.counter.sign_on.sign_off()
    shop.wiring.attendance.note(shop.till.counter.sign_on.sign_on(*CASHIER))
    shop.window.go(ScreenName.PROGRAM)
    table = shop.window.actions_table
    names = (ProgramAction.FULL_SCREEN, ProgramAction.STARTING, ProgramAction.CLOSE)
    assert not any(table[name].isEnabled() for name in names)
    assert not _ask_to_close(shop)


def test_the_end_of_the_session_closes_it_in_full_screen_too(shop: Shop, view: ProgramView) -> None:
    strike(shop, "F7")
    shop.window.let_go()  # run_till has Qt call it when Windows asks whether it may end
    assert _ask_to_close(shop)


def test_a_till_that_did_not_open_holds_nobody(shop: Shop) -> None:
    shop.window.showFullScreen()
    assert _ask_to_close(shop)
