"""A newer version that does not open gives way; the one before says once which did not come up."""

import contextlib
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent

from pos_app import __version__
from pos_app.clock import SystemClock
from pos_app.config import Config
from pos_app.opening import Opening
from pos_app.ui import trial
from pos_app.ui.wiring import Wiring
from pos_app.updates import slots
from tests.devices.conftest import wait_until
from tests.ui.shop import make_template


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_template(tmp_path_factory.mktemp("today"), SystemClock())


@pytest.fixture
def data(template: Path, tmp_path: Path, chinese: None) -> Path:
    """A till's folder on which another version is known to work."""
    shutil.copytree(template, tmp_path / "data")
    slots.note_good(tmp_path / "data" / slots.FOLDER, "0.0.1")
    return tmp_path / "data"


@pytest.fixture
def opening(data: Path) -> Iterator[Opening]:
    with contextlib.ExitStack() as held:
        opening = Opening(Config(data), held)
        yield opening
        opening.close()
        opening.window.close()
        opening.window.deleteLater()
        opening.deleteLater()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        sys.excepthook = sys.__excepthook__


def _codes(opening: Opening) -> list[str]:
    return [notice.code for notice in opening.window.notice_bar.notices]


def _fails(*_arguments: object, **_words: object) -> None:
    raise RuntimeError("a screen cannot be made")


@pytest.fixture
def broken(monkeypatch: pytest.MonkeyPatch, opening: Opening) -> Opening:
    """A version whose screens cannot be made."""
    monkeypatch.setattr(trial, "_READ_MS", 1)
    monkeypatch.setattr(Wiring, "__init__", _fails)
    return opening


def _show(opening: Opening) -> None:
    opening.show(is_full_screen=False)
    # What a slot raises comes here; the tests' own hook would take it for a failed test.
    sys.excepthook = opening.on_bug


def test_a_fault_before_there_is_a_till_ends_as_a_till_that_did_not_open(broken: Opening) -> None:
    _show(broken)
    wait_until(lambda: broken.exit_code == slots.TOLD_EXIT)
    assert _codes(broken) == ["INTERNAL_ERROR"]
    assert broken.window.isVisible(), "without a starter nobody opens another"


def test_a_version_on_trial_closes_by_itself(
    broken: Opening, data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(slots.STARTER, "1")
    _show(broken)
    wait_until(lambda: not broken.window.isVisible())
    assert broken.exit_code == slots.TOLD_EXIT
    assert _codes(broken) == ["UPDATE_GOES_BACK", "INTERNAL_ERROR"]
    assert slots.read_slot(data / slots.FOLDER).good == "0.0.1"


def test_a_version_that_is_good_here_stays_and_says_why(
    broken: Opening, data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(slots.STARTER, "1")
    slots.note_good(data / slots.FOLDER, __version__)
    _show(broken)
    wait_until(lambda: broken.exit_code == slots.TOLD_EXIT)
    assert _codes(broken) == ["INTERNAL_ERROR"]


def test_the_old_version_says_once_which_did_not_come_up(opening: Opening, data: Path) -> None:
    slots.note_good(data / slots.FOLDER, __version__)
    slots.note_rejected(data / slots.FOLDER, "9.9.9")
    opening.show(is_full_screen=False)
    wait_until(lambda: opening.is_linked)
    assert "UPDATE_WAS_REJECTED" in _codes(opening)
    assert slots.take_rejected(data / slots.FOLDER) == ""


def test_a_version_that_did_not_take_over_is_told_of(opening: Opening, data: Path) -> None:
    slots.note_good(data / slots.FOLDER, __version__)
    slots.stage(data / slots.FOLDER, data / "Setup.exe", "9.9.9")
    opening.show(is_full_screen=False)
    wait_until(lambda: opening.is_linked)
    assert "UPDATE_NOT_TAKEN_OVER" in _codes(opening)
