"""Builds the customer's screen beside a till that sells already, and lets it listen."""

from pathlib import Path

from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QGuiApplication, QScreen

from pos_app.clock import Clock
from pos_app.errors import Refusal
from pos_app.services.counter import Counter
from pos_app.ui.main_window import MainWindow
from pos_app.ui.ports import Attendance, ScreenName
from pos_app.ui.screens.checkout.view import CheckoutView
from pos_app.ui.screens.customer_display.pictures import FOLDER, Pictures
from pos_app.ui.screens.customer_display.presenter import CustomerPresenter
from pos_app.ui.screens.customer_display.tongue import Speech, Tongue
from pos_app.ui.screens.customer_display.window import CustomerWindow
from pos_app.ui.screens.tender.view import TenderView
from pos_app.ui.wiring import Wiring

_NO_SCREEN = "CUSTOMER_NO_SCREEN"
_AFTER_MS = 2_000
"""By then the till's own screens are built; no customer stands there yet."""


class CustomerPlace(QObject):
    """Waits for a screen to show the customer something on; without one nothing is built."""

    def __init__(
        self,
        window: MainWindow,
        wiring: Wiring,
        data: Path,
        parent: QObject,
        *,
        speech: Speech = Speech.CHINESE,
        is_always: bool = False,
    ) -> None:
        super().__init__(parent)
        self._window = window
        self._tongue = Tongue(speech)
        self._wiring = wiring
        self._data = data
        self._is_always = is_always
        self.side: CustomerSide | None = None
        app = QGuiApplication.instance()
        assert isinstance(app, QGuiApplication)
        app.screenAdded.connect(self.on_look)
        wiring.attach_customer(self)
        QTimer.singleShot(_AFTER_MS, self.on_look)

    def on_look(self, _screen: QScreen | None = None) -> None:
        """Build the customer's window when there is a place for it."""
        if self.side is None and (self._is_always or len(QGuiApplication.screens()) > 1):
            wiring = self._wiring
            self.side = CustomerSide(
                self._window,
                wiring.counter,
                wiring.attendance,
                self._data,
                self._tongue,
                is_always=self._is_always,
            )

    @property
    def trouble(self) -> str:
        """Say what keeps customers from seeing anything, in a code; empty when they do."""
        return "" if self.side is not None and self.side.window.isVisible() else _NO_SCREEN

    def show_test(self) -> None:
        """Show a test picture.

        Refuses: CUSTOMER_NO_SCREEN.
        """
        self.on_look()
        side = self.side
        if side is None or not side.window.isVisible():
            raise Refusal(_NO_SCREEN)
        side.window.show_test()


class CustomerSide:
    """Keeps window and presenter; closed with the till's window."""

    def __init__(
        self,
        window: MainWindow,
        counter: Counter,
        attendance: Attendance,
        data: Path,
        tongue: Tongue,
        *,
        is_always: bool = False,
    ) -> None:
        """``is_always``: show it as a window of its own where there is no second screen."""
        clock: Clock = window.clock
        pictures = Pictures(data / FOLDER)
        self.window = CustomerWindow(window, pictures, tongue, clock, is_always=is_always)
        self.presenter = CustomerPresenter(
            self.window,
            attendance,
            lambda operator: counter.join_codes.text_for(operator, clock.wall_ms()),
        )
        self.presenter.on_profile(counter.profile)
        checkout = window.screen_named(ScreenName.CHECKOUT)
        tender = window.screen_named(ScreenName.TENDER)
        assert isinstance(checkout, CheckoutView)
        assert isinstance(tender, TenderView)
        checkout.basket_shown.connect(self.presenter.on_basket)
        checkout.completed_shown.connect(self.presenter.on_completed)
        tender.basket_shown.connect(self.presenter.on_basket)
        window.profile_changed.connect(self.presenter.on_profile)
        window.closing.connect(self.window.leave)
        self.presenter.on_basket(None)
        self.window.take_place()
