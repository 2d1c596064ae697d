"""A till that does not open says why; a newer version gives way to the one before by itself.

The starter (resources/windows/starter.nsi) goes back as soon as a version that is new here has
ended without a till; nobody has to know that the window is to be closed for that.
"""

import os
from pathlib import Path
from typing import Final

from PySide6.QtCore import QTimer

from pos_app import __version__
from pos_app.errors import Refusal
from pos_app.ui.main_window import MainWindow
from pos_app.ui.ports import ScreenName, Trouble
from pos_app.ui.screens.sign_on.view import SignOnView
from pos_app.updates import slots

_READ_MS: Final = 15_000
"""As long as somebody needs to read why."""


def say_not_opened(window: MainWindow, trouble: Trouble, data: Path) -> None:
    """Say why nobody can sign on; where another version is known to work here, close after that."""
    view = window.screen_named(ScreenName.SIGN_ON)
    assert isinstance(view, SignOnView)
    view.show_not_opened()
    window.trouble(trouble)
    good = slots.read_slot(data / slots.FOLDER).good
    if slots.STARTER in os.environ and good not in {"", __version__}:
        window.trouble(Refusal("UPDATE_GOES_BACK", there=__version__, here=good))
        QTimer.singleShot(_READ_MS, window.leave)


def tell_of_versions(window: MainWindow, news: tuple[Refusal, ...]) -> None:
    """Say which newer version did not come up here, or is not here although it was asked for."""
    for each in news:
        window.trouble(each)
