"""Builds screens and presenters over the services and connects every signal to its method.

The other half of the composition root: assembly.py builds what is below the window, this builds
what is in it. Imported after the first paint, because the services bring SQLAlchemy. The till is
ready when it can be signed on to and sells; the other screens (wiring_shift.py) follow one by one
while the operator types.
"""

from collections.abc import Callable
from dataclasses import replace
from functools import partial

from PySide6.QtCore import QTimer

from pos_app.devices.scale import ScaleDesk
from pos_app.domain.shop import ReasonFor, StoreProfile
from pos_app.receipts.paper import Roll
from pos_app.services.counter import Counter
from pos_app.ui.action_names import ActionName
from pos_app.ui.attendance import WindowAttendance
from pos_app.ui.bench import Bench, CustomerStand
from pos_app.ui.cloud_watch import CloudWatch
from pos_app.ui.connections import Connections
from pos_app.ui.main_window import MainWindow
from pos_app.ui.ports import Front, Printing, ScreenName
from pos_app.ui.report_thread import ReportThread
from pos_app.ui.screen import Screen
from pos_app.ui.screens.checkout.presenter import CheckoutPresenter
from pos_app.ui.screens.checkout.view import CheckoutView
from pos_app.ui.screens.sign_on.presenter import SignOnPresenter
from pos_app.ui.screens.sign_on.view import SignOnView
from pos_app.ui.screens.tender.methods import Method
from pos_app.ui.screens.tender.presenter import TenderPresenter
from pos_app.ui.screens.tender.view import TenderView
from pos_app.ui.till_thread import TillThread

_A = ActionName
_PAUSE_MS = 80
"""Between two screens built in the background: time for the keys that are typed meanwhile."""


class Wiring:
    """Keeps the presenters alive as long as the window."""

    def __init__(
        self,
        window: MainWindow,
        counter: Counter,
        till_thread: TillThread,
        printing: Printing,
        report_thread: ReportThread,
        *,
        roll: Roll = Roll.MM80,
    ) -> None:
        self.window = window
        self.counter = counter
        self.printing = printing
        self.attendance = WindowAttendance(window, counter.profile)
        self.cloud = CloudWatch(window.status, window.clock, counter.profile.currency, window)
        window.language_changed.connect(self.cloud.say)
        self.front = Front(till_thread.run, window, window, self.attendance)
        till_thread.troubled.connect(window.trouble)
        report_thread.troubled.connect(window.trouble)
        window.language_changed.connect(self.attendance.refresh)
        self._actions = window.actions_table
        self._shared = Connections(window, counter, self.front, printing, report_thread)
        self._roll = roll
        self._wire_checkout()
        self._wire_sign_on()
        till_thread.bug_found.connect(self.checkout.reload)
        self._actions[_A.BACK].triggered.connect(self._on_back)
        self._left_to_build: list[Callable[[], None]] = [
            self._wire_members,
            self._wire_lost_sales,
            self._wire_tender,
            self._wire_shift,
        ]
        window.screen_wanted.connect(self.finish)
        self._next = QTimer(window)
        self._next.setInterval(_PAUSE_MS)
        self._next.timeout.connect(self._on_next)
        self._next.start()

    def attach_scale(self, scale: ScaleDesk) -> None:
        """Let the weight panel read a scale; what it cannot read is told, and may be typed."""
        view = self.window.screen_named(ScreenName.CHECKOUT)
        assert isinstance(view, CheckoutView)
        panel = view.quantity_panel
        panel.offer_scale()
        panel.weight_wanted.connect(scale.weigh)
        scale.weighed.connect(panel.show_weight)
        scale.failed.connect(self.window.trouble)

    def attach_bench(self, bench: Bench) -> None:
        """Let the set-up see and test the devices."""
        self._shared.bench = replace(bench, customer=self._shared.bench.customer)

    def attach_customer(self, stand: CustomerStand) -> None:
        """Let the set-up see and test the customer's screen."""
        self._shared.bench = replace(self._shared.bench, customer=stand)

    def finish(self, _wanted: object = None) -> None:
        """Build what is left, at once: a screen was asked for before its turn came."""
        while self._left_to_build:
            self._on_next()

    def _on_next(self) -> None:
        """Build one more of the screens that nobody needs to sign on."""
        if self._left_to_build:
            self._left_to_build.pop(0)()
        if not self._left_to_build:
            self._next.stop()

    def _wire_members(self) -> None:
        from pos_app.ui.wiring_members import MemberCorner  # as with the screens of the shift

        self.members = MemberCorner(self._shared, self.checkout)

    def _wire_lost_sales(self) -> None:
        from pos_app.ui.wiring_lost_sales import LostSaleCorner  # as with the screens of the shift

        self.lost_sales = LostSaleCorner(self._shared)

    def _wire_shift(self) -> None:
        from pos_app.ui.wiring_shift import ShiftScreens  # the way to the first sale is shorter so

        self.shift_screens = ShiftScreens(self._shared, self.checkout, self.cloud, self._roll)
        self._left_to_build += self.shift_screens.steps

    def _wire_sign_on(self) -> None:
        view = self.window.screen_named(ScreenName.SIGN_ON)
        assert isinstance(view, SignOnView)
        self.sign_on = SignOnPresenter(view, self.counter, self.front)
        self.sign_on.signed_off = self.checkout.forget
        view.signed.connect(self.sign_on.on_signed)
        view.scanned.connect(self.sign_on.on_scan)
        self._actions[_A.LOCK].triggered.connect(self.sign_on.on_lock)
        self._actions[_A.SIGN_OFF].triggered.connect(self.sign_on.on_sign_off)
        self.window.profile_changed.connect(self._on_profile_changed)
        self._on_profile_changed(self.counter.profile)

    def _on_profile_changed(self, profile: StoreProfile) -> None:
        self.attendance.on_profile_changed(profile)
        view = self.window.screen_named(ScreenName.SIGN_ON)
        assert isinstance(view, SignOnView)
        view.show_ready(profile.name_zh, profile.name_en)
        self._show_reasons()

    def _show_reasons(self) -> None:
        view = self.window.screen_named(ScreenName.CHECKOUT)
        assert isinstance(view, CheckoutView)
        view.show_reasons(
            self._shared.choices(ReasonFor.PRICE_OVERRIDE),
            self._shared.choices(ReasonFor.DISCOUNT),
            self._shared.choices(ReasonFor.VOID),
        )

    def _wire_checkout(self) -> None:
        view = CheckoutView(self._actions, self.counter.profile.currency)
        self.window.add_screen(ScreenName.CHECKOUT, view)
        self.checkout = CheckoutPresenter(view, self.counter, self.front, self.printing)
        presenter = self.checkout
        view.shown.connect(presenter.on_shown)
        view.scanned.connect(presenter.on_scan)
        view.entered.connect(presenter.on_entered)
        view.searched.connect(presenter.on_searched)
        view.item_taken.connect(presenter.on_item_taken)
        view.quantity_panel.answered.connect(presenter.on_quantity_answered)
        view.quantity_panel.left_empty.connect(presenter.on_field_missing)
        view.price_panel.answered.connect(presenter.on_price_answered)
        view.price_panel.left_empty.connect(presenter.on_field_missing)
        view.price_panel.reason_missing.connect(presenter.on_reason_missing)
        view.discount_panel.answered.connect(presenter.on_discount_answered)
        view.discount_panel.removed.connect(presenter.on_discounts_removed)
        view.discount_panel.left_empty.connect(presenter.on_field_missing)
        view.discount_panel.reason_missing.connect(presenter.on_reason_missing)
        view.note_panel.answered.connect(presenter.on_note_answered)
        view.suspend_panel.answered.connect(presenter.on_suspend_answered)
        view.resume_panel.answered.connect(presenter.on_resume_answered)
        view.void_panel.answered.connect(presenter.on_void_answered)
        view.void_panel.reason_missing.connect(presenter.on_reason_missing)
        self._shared.connect_approval(view, presenter.approving)
        for name, method in (
            (_A.CHANGE_QUANTITY, presenter.on_quantity),
            (_A.OVERRIDE_PRICE, presenter.on_price),
            (_A.DISCOUNT, presenter.on_discount),
            (_A.NOTE, presenter.on_note),
            (_A.VOID_LINE, presenter.on_void_line),
            (_A.VOID_TRANSACTION, presenter.on_void_transaction),
            (_A.SUSPEND, presenter.on_suspend),
            (_A.RESUME, presenter.on_resume),
            (_A.PRINT_AGAIN, presenter.on_print_again),
            (_A.TRAINING, presenter.on_training),
        ):
            self._actions[name].triggered.connect(method)

    def _wire_tender(self) -> None:
        view = TenderView(self._actions, self.counter.profile.currency)
        self.window.add_screen(ScreenName.TENDER, view)
        presenter = TenderPresenter(view, self.counter, self.front, self.checkout.on_completed)
        self.tender = presenter
        view.scanned.connect(presenter.on_scan)
        view.cash_taken.connect(presenter.on_cash)
        view.cash_edited.connect(presenter.on_cash_edited)
        view.card_taken.connect(presenter.on_card)
        view.even_taken.connect(presenter.on_even)
        view.wallet_taken.connect(presenter.on_wallet)
        view.coupon_taken.connect(presenter.on_coupon)
        view.gift_card_taken.connect(presenter.on_gift_card)
        view.tender_removed.connect(presenter.on_removed)
        self._shared.connect_approval(view, presenter.approving)
        for name, method in (
            (_A.PAY, Method.CASH),
            (_A.TENDER_CASH, Method.CASH),
            (_A.TENDER_CARD, Method.CARD),
            (_A.TENDER_WECHAT, Method.WECHAT),
            (_A.TENDER_ALIPAY, Method.ALIPAY),
            (_A.TENDER_COUPON, Method.COUPON),
            (_A.TENDER_GIFT_CARD, Method.GIFT_CARD),
        ):
            self._actions[name].triggered.connect(partial(self._on_method, method))

    def _on_method(self, method: Method) -> None:
        view = self.window.screen_named(ScreenName.TENDER)
        assert isinstance(view, TenderView)
        view.show_method(method)
        if not view.isVisible():
            self.tender.on_begin()

    def _on_back(self) -> None:
        view = self.window.screen_named(ScreenName.CHECKOUT)
        assert isinstance(view, CheckoutView)
        view.leave_more()
        front = self.window.stack.currentWidget()
        assert isinstance(front, Screen)
        self.window.clear()  # what this screen has said is not about the next one
        self.window.go(front.way_back)
