"""Builds screens and presenters over the services and connects every signal to its method.

The other half of the composition root: assembly.py builds what is below the window, this builds
what is in it. Imported after the first paint, because the services bring SQLAlchemy.
"""

from pos_app.services.counter import Counter
from pos_app.ui.actions import ActionName
from pos_app.ui.attendance import WindowAttendance
from pos_app.ui.main_window import MainWindow
from pos_app.ui.ports import Front, ScreenName
from pos_app.ui.screens.sign_on.presenter import SignOnPresenter
from pos_app.ui.screens.sign_on.view import SignOnView
from pos_app.ui.till_thread import TillThread


class Wiring:
    """Keeps the presenters alive as long as the window."""

    def __init__(self, window: MainWindow, counter: Counter, till_thread: TillThread) -> None:
        self.window = window
        self.counter = counter
        self.till_thread = till_thread
        self.attendance = WindowAttendance(window, counter.profile)
        self.front = Front(till_thread.run, window, window, self.attendance)
        till_thread.troubled.connect(window.trouble)
        window.language_changed.connect(self.attendance.refresh)
        self._wire_sign_on()

    def _wire_sign_on(self) -> None:
        view = self.window.screen_named(ScreenName.SIGN_ON)
        assert isinstance(view, SignOnView)
        self.sign_on = SignOnPresenter(view, self.counter, self.front)
        actions = self.window.actions_table
        view.signed.connect(self.sign_on.on_signed)
        actions[ActionName.LOCK].triggered.connect(self.sign_on.on_lock)
        actions[ActionName.SIGN_OFF].triggered.connect(self.sign_on.on_sign_off)
        view.show_ready(self.counter.profile.name_zh)
