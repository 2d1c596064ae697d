"""The customer's window: on the second screen where there is one, or wherever it was put.

It never takes the keyboard and never stands over the till's own window. A screen that is unplugged
takes nothing along: the window hides at once, and fills the next one by itself.
"""

from typing import Final

from PySide6.QtCore import QEvent, Qt, QTimer
from PySide6.QtGui import QCloseEvent, QGuiApplication, QScreen
from PySide6.QtWidgets import QLayout, QVBoxLayout, QWidget

from pos_app.clock import Clock
from pos_app.ui import formats
from pos_app.ui.screens.customer_display.contract import Page, Stage
from pos_app.ui.screens.customer_display.face import CustomerFace
from pos_app.ui.screens.customer_display.pictures import Pictures
from pos_app.ui.screens.customer_display.tongue import Tongue

_AFTER_THE_TILL_MS: Final = 30
"""The till's own screen is painted first, and what comes at once is painted once."""

_TICK_MS: Final = 1_000
_PICTURE_TICKS: Final = 8
_THANKS_TICKS: Final = 30
"""How long the change stays, unless the next customer comes first."""

_TEST_TICKS: Final = 15
"""How long a test picture stays, unless something is rung up."""


class CustomerWindow(QWidget):
    """Meets ``contract.CustomerScreen``. ``is_always``: also where there is one screen alone."""

    def __init__(
        self, till: QWidget, pictures: Pictures, tongue: Tongue, clock: Clock, *, is_always: bool
    ) -> None:
        flags = Qt.WindowType.Window | Qt.WindowType.WindowDoesNotAcceptFocus
        super().__init__(None, flags)
        self.setObjectName("customer")
        self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._till = till
        self._clock = clock
        self._pictures = pictures
        self._is_always = is_always
        self._next = Page()
        self._ticks = 0
        self._is_gone = False
        self._was_beside = False
        self.page = Page()
        self.face = CustomerFace(pictures, tongue)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSizeConstraint(QLayout.SizeConstraint.SetNoConstraint)
        layout.addWidget(self.face)
        self.resize(self.face.sizeHint())
        self._later = QTimer(self, singleShot=True, interval=_AFTER_THE_TILL_MS)
        self._later.timeout.connect(self.paint_now)
        self._tick = QTimer(self, interval=_TICK_MS)
        self._tick.timeout.connect(self.on_tick)
        self._tick.start()
        self.on_tick()
        self._settle = QTimer(self, singleShot=True, interval=0)
        self._settle.timeout.connect(self.take_place)
        app = QGuiApplication.instance()
        assert isinstance(app, QGuiApplication)
        self._app = app
        app.screenAdded.connect(self._on_screen_added)
        app.screenRemoved.connect(self._on_screen_removed)
        for screen in app.screens():
            screen.geometryChanged.connect(self._settle.start)
        handle = till.windowHandle()
        if handle is not None:
            handle.screenChanged.connect(self._settle.start)

    def show_page(self, page: Page) -> None:
        """Show this from now on, once the till's own screen is painted."""
        self._next = page
        if not (self._is_gone or self._later.isActive()):
            self._later.start()

    def show_test(self) -> None:
        """Show a test picture for a while; whatever is rung up takes its place."""
        self._later.stop()
        self._ticks = 0
        self.page = Page(stage=Stage.TEST)
        self.face.show_page(self.page)

    def show_store(self, name_zh: str, name_en: str) -> None:
        """Name the store."""
        self.face.show_store(name_zh, name_en)
        self.setWindowTitle(name_zh or name_en)

    def paint_now(self) -> None:
        """Show the newest page; a thank-you gives way to the next basket alone."""
        page = self._next
        if page.stage is not self.page.stage:
            self._ticks = 0
        self.page = page
        self.face.show_page(page)

    def on_tick(self) -> None:
        """Move the clock, the pictures, and a thank-you that has stood long enough."""
        self._ticks += 1
        clock = self._clock
        self.face.show_moment(formats.local_moment(clock.wall_ms(), clock.utc_offset_minutes()))
        if self.page.stage is Stage.IDLE and self._ticks % _PICTURE_TICKS == 0:
            self._pictures.go_on()
            self.face.update()
        elif self.page.stage is Stage.DONE and self._ticks >= _THANKS_TICKS:
            self.show_page(Page(is_training=self.page.is_training, join=self.page.join))
        elif self.page.stage is Stage.TEST and self._ticks >= _TEST_TICKS:
            self.paint_now()

    def take_place(self) -> None:
        """Fill the second screen; without one, be an ordinary window or none.

        A window that has lost its screen hides, for it would come to stand over the till's.
        """
        second = self._second_screen()
        if second is not None:
            if self.isVisible() and self.screen() is not second:
                self.hide()  # what is full screen already stays where it is
            self.setScreen(second)
            self.setGeometry(second.geometry())
            self.showFullScreen()
            self._was_beside = True
        elif self._is_always and not self._was_beside:
            self.showNormal()
        else:
            self.hide()

    def _second_screen(self) -> QScreen | None:
        own = self._till.screen()
        return next((one for one in QGuiApplication.screens() if one is not own), None)

    def _on_screen_added(self, screen: QScreen) -> None:
        screen.geometryChanged.connect(self._settle.start)
        self._settle.start()

    def _on_screen_removed(self, screen: QScreen) -> None:
        """Hide before Qt moves the window over the till's; then wait until all have been moved."""
        if self._was_beside and (self.screen() is screen or self._second_screen() is None):
            self.hide()
        self._settle.start()

    def changeEvent(self, event: QEvent) -> None:
        """Give the keyboard back at once, whoever touched this screen: scans are the till's."""
        if event.type() == QEvent.Type.ActivationChange and self.isActiveWindow():
            self._till.activateWindow()
        super().changeEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Hide only: whoever closes this window alone does not end what listens to the till."""
        event.ignore()
        self.hide()

    def leave(self) -> None:
        """Go for good, with the till's window: nothing here outlives it."""
        if self._is_gone:
            return
        self._is_gone = True
        for timer in (self._later, self._tick, self._settle):
            timer.stop()
        self._app.screenAdded.disconnect(self._on_screen_added)
        self._app.screenRemoved.disconnect(self._on_screen_removed)
        self.hide()
        self.deleteLater()
