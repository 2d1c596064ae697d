"""The one window: header, stack of screens, notice bar, status strip.

It paints its first screen before any service exists; wiring.py attaches them afterwards.
"""

from PySide6.QtCore import QEvent, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QIcon, QResizeEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from pos_app import resources
from pos_app.clock import Clock
from pos_app.errors import Refusal
from pos_app.ui import formats, language, theme
from pos_app.ui.action_names import ActionName
from pos_app.ui.actions import Actions
from pos_app.ui.focus import FocusKeeper
from pos_app.ui.ports import Bug, ScreenName, Standing, Trouble
from pos_app.ui.screen import Screen
from pos_app.ui.sounds import Sound, Sounds
from pos_app.ui.widgets.header import Header
from pos_app.ui.widgets.notice_bar import Level, Notice, NoticeBar
from pos_app.ui.widgets.status_strip import StatusStrip

_CLOCK_MS = 1_000


class MainWindow(QWidget):
    """Meets the Protocols Notices and Navigator for the presenters.

    Signals: ``closing()`` when the window is about to close, to stop the till thread;
    ``language_changed()`` for what is not a widget and shows names all the same;
    ``profile_changed(StoreProfile)`` when the store has decided something anew;
    ``screen_wanted(name)`` when a screen is asked for that has not been built yet.
    """

    closing = Signal()
    update_asked = Signal()
    language_changed = Signal()
    profile_changed = Signal(object)
    screen_wanted = Signal(object)

    def __init__(self, clock: Clock, sounds: Sounds) -> None:
        super().__init__()
        self.setObjectName("till")
        self.setWindowIcon(QIcon(str(resources.path("icons", "till.svg"))))
        self.setMinimumSize(1024, 700)
        self.clock = clock
        self._sounds = sounds
        self._holds = False
        self._screens: dict[ScreenName, Screen] = {}
        self.actions_table = Actions(self)
        self.header = Header(self.actions_table)
        self.stack = QStackedWidget()
        self.status = StatusStrip()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(theme.px(12), theme.px(6), theme.px(12), theme.px(4))
        layout.setSpacing(theme.px(6))
        layout.addWidget(self.header)
        layout.addWidget(self.stack, 1)
        layout.addWidget(self.status)
        self.notice_bar = NoticeBar(self)
        self.notice_bar.noticed.connect(self._on_noticed)
        self.focus = FocusKeeper(self)
        self._tick = QTimer(self)
        self._tick.setInterval(_CLOCK_MS)
        self._tick.timeout.connect(self._on_tick)
        self._tick.start()
        self.actions_table[ActionName.LANGUAGE].triggered.connect(self._on_language)
        self.actions_table[ActionName.DISMISS_NOTICE].triggered.connect(self.notice_bar.dismiss)
        self._on_tick()
        self._retranslate()

    # Screens

    def add_screen(self, name: ScreenName, screen: Screen) -> None:
        """Take a screen into the stack; the first one is shown."""
        self._screens[name] = screen
        screen.keyboard_moved.connect(self._on_keyboard_moved)
        self.stack.addWidget(screen)

    def drop_screen(self, name: ScreenName) -> None:
        """Let go of a screen that nobody comes to any more; another one is in front."""
        screen = self._screens.pop(name)
        self.stack.removeWidget(screen)
        screen.deleteLater()

    def screen_named(self, name: ScreenName) -> Screen:
        """Give a screen of the stack."""
        if name not in self._screens:
            self.screen_wanted.emit(name)
        return self._screens[name]

    def go(self, screen: ScreenName) -> None:
        """Bring a screen to the front and give it the keyboard; no panel waits behind a lock."""
        left = self._front()
        if screen is ScreenName.SIGN_ON and left.panel is not None:
            left.panel.on_cancel()
            left.close_panel()
        self.stack.setCurrentWidget(self.screen_named(screen))
        self._front().move_keyboard()

    def _front(self) -> Screen:
        front = self.stack.currentWidget()
        assert isinstance(front, Screen)
        return front

    def show_standing(self, standing: Standing) -> None:
        """Say who stands here; training tints the whole till."""
        self.header.show_standing(standing)
        if self.property("training") != standing.is_training:
            self.setProperty("training", standing.is_training)
            self.style().unpolish(self)
            self.style().polish(self)

    # Notices

    def tell(self, code: str, **facts: object) -> None:
        """See ``ports.Notices``."""
        self.notice_bar.show_notice(Level.INFO, code, facts)

    def trouble(self, trouble: Trouble) -> None:
        """See ``ports.Notices``. A refusal asks for another try, a fault for a person."""
        level = Level.REFUSAL if isinstance(trouble, Refusal) else Level.FAULT
        self.notice_bar.show_notice(level, trouble.code, dict(trouble.facts))

    def clear(self) -> None:
        """See ``ports.Notices``."""
        self.notice_bar.clear()

    def withdraw(self, codes: frozenset[str]) -> None:
        """See ``ports.Notices``."""
        self.notice_bar.withdraw(codes)

    def report_bug(self, reference: str) -> None:
        """Show a mistake of ours that happened on the window's own thread."""
        self.trouble(Bug(reference))

    # The screen

    def fill_screen(self, *, is_full: bool) -> None:
        """Fill the screen, without a frame, or stand in a window."""
        if is_full:
            self.showFullScreen()
        else:
            self.showNormal()

    def on_fill_screen(self, is_full: object) -> None:
        """Do as the program's screen was told."""
        self.fill_screen(is_full=bool(is_full))

    def hold(self) -> None:
        """From now on there is a till to leave in order: in full screen Alt+F4 does not end it."""
        self._holds = True

    def let_go(self) -> None:
        """Let the window be closed: the computer is turned off, or its user signs off from it."""
        self._holds = False

    def leave(self) -> None:
        """Close the window, as somebody who may has asked for."""
        self.let_go()
        self.close()

    # Qt

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the notice bar over the header."""
        super().resizeEvent(event)
        self._place_notices()

    def changeEvent(self, event: QEvent) -> None:
        """Take the words again when the language changes."""
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
            self.language_changed.emit()
        super().changeEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Say so before the window goes; one that fills the screen stays, and says how to leave."""
        if self._holds and self.isFullScreen():
            event.ignore()
            self.tell("FULL_SCREEN_STAYS")
            return
        self.closing.emit()
        super().closeEvent(event)

    def _retranslate(self) -> None:
        self.setWindowTitle(self.tr("Ronghe POS"))
        self.actions_table.retranslate()
        self.notice_bar.retranslate()

    def _place_notices(self) -> None:
        area = self.header.geometry()
        self.notice_bar.setGeometry(area.adjusted(0, -theme.px(2), 0, theme.px(2)))

    def _on_keyboard_moved(self) -> None:
        self._place_notices()
        self.focus.bring(self._front())

    def _on_noticed(self, notice: Notice) -> None:
        self._place_notices()
        self._sounds.play(Sound.OK if notice.level is Level.INFO else Sound.ERROR)

    def _on_language(self) -> None:
        language.switch(language.current().other)

    def _on_tick(self) -> None:
        moment = formats.local_moment(self.clock.wall_ms(), self.clock.utc_offset_minutes())
        self.header.show_moment(moment)
