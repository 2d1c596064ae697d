"""Builds screens and presenters over the services and connects every signal to its method.

The other half of the composition root: assembly.py builds what is below the window, this builds
what is in it. Imported after the first paint, because the services bring SQLAlchemy.
"""

from functools import partial

from pos_app.domain.shift import CashMovementKind
from pos_app.domain.shop import ReasonFor
from pos_app.receipts.paper import Roll
from pos_app.services.counter import Counter
from pos_app.ui.actions import ActionName
from pos_app.ui.approving import Approving
from pos_app.ui.attendance import WindowAttendance
from pos_app.ui.main_window import MainWindow
from pos_app.ui.ports import Front, Printing, ScreenName
from pos_app.ui.screen import Screen
from pos_app.ui.screens.checkout.presenter import CheckoutPresenter
from pos_app.ui.screens.checkout.view import CheckoutView
from pos_app.ui.screens.history.presenter import HistoryPresenter
from pos_app.ui.screens.history.view import HistoryView
from pos_app.ui.screens.reports.presenter import ReportsPresenter
from pos_app.ui.screens.reports.view import ReportsView
from pos_app.ui.screens.returns.presenter import ReturnsPresenter
from pos_app.ui.screens.returns.view import ReturnsView
from pos_app.ui.screens.shift.presenter import ShiftPresenter
from pos_app.ui.screens.shift.view import ShiftView
from pos_app.ui.screens.sign_on.presenter import SignOnPresenter
from pos_app.ui.screens.sign_on.view import SignOnView
from pos_app.ui.screens.tender.methods import Method
from pos_app.ui.screens.tender.presenter import TenderPresenter
from pos_app.ui.screens.tender.view import TenderView
from pos_app.ui.till_thread import TillThread
from pos_app.ui.widgets.reason_picker import Choice

_A = ActionName


class Wiring:
    """Keeps the presenters alive as long as the window."""

    def __init__(
        self,
        window: MainWindow,
        counter: Counter,
        till_thread: TillThread,
        printing: Printing,
        *,
        roll: Roll = Roll.MM80,
    ) -> None:
        self.window = window
        self.counter = counter
        self.printing = printing
        self.attendance = WindowAttendance(window, counter.profile)
        self.front = Front(till_thread.run, window, window, self.attendance)
        till_thread.troubled.connect(window.trouble)
        window.language_changed.connect(self.attendance.refresh)
        self._actions = window.actions_table
        self._utc_offset_minutes = printing.letterhead().utc_offset_minutes
        self._wire_checkout()
        self._wire_tender()
        self._wire_shift(roll)
        self._wire_reports(roll)
        self._wire_history(roll)
        self._wire_returns()
        self._wire_sign_on()
        till_thread.bug_found.connect(self.checkout.reload)
        self._actions[_A.BACK].triggered.connect(self._on_back)

    def _wire_sign_on(self) -> None:
        view = self.window.screen_named(ScreenName.SIGN_ON)
        assert isinstance(view, SignOnView)
        self.sign_on = SignOnPresenter(view, self.counter, self.front)
        view.signed.connect(self.sign_on.on_signed)
        view.scanned.connect(self.sign_on.on_scan)
        self._actions[_A.LOCK].triggered.connect(self.sign_on.on_lock)
        self._actions[_A.SIGN_OFF].triggered.connect(self.sign_on.on_sign_off)
        profile = self.counter.profile
        view.show_ready(profile.name_zh, profile.name_en)

    def _wire_checkout(self) -> None:
        view = CheckoutView(self._actions, self.counter.profile.currency)
        self.window.add_screen(ScreenName.CHECKOUT, view)
        self.checkout = CheckoutPresenter(view, self.counter, self.front, self.printing)
        presenter = self.checkout
        view.show_reasons(
            self.choices(ReasonFor.PRICE_OVERRIDE),
            self.choices(ReasonFor.DISCOUNT),
            self.choices(ReasonFor.VOID),
        )
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
        view.discount_panel.left_empty.connect(presenter.on_field_missing)
        view.discount_panel.reason_missing.connect(presenter.on_reason_missing)
        view.note_panel.answered.connect(presenter.on_note_answered)
        view.suspend_panel.answered.connect(presenter.on_suspend_answered)
        view.resume_panel.answered.connect(presenter.on_resume_answered)
        view.void_panel.answered.connect(presenter.on_void_answered)
        view.void_panel.reason_missing.connect(presenter.on_reason_missing)
        self.connect_approval(view, presenter.approving)
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
        view.tender_removed.connect(presenter.on_removed)
        self.connect_approval(view, presenter.approving)
        for name, method in (
            (_A.PAY, Method.CASH),
            (_A.TENDER_CASH, Method.CASH),
            (_A.TENDER_CARD, Method.CARD),
            (_A.TENDER_WECHAT, Method.WECHAT),
            (_A.TENDER_ALIPAY, Method.ALIPAY),
        ):
            self._actions[name].triggered.connect(partial(self._on_method, method))

    def _wire_shift(self, roll: Roll) -> None:
        view = ShiftView(self._actions, self.counter.profile, roll)
        self.window.add_screen(ScreenName.SHIFT, view)
        presenter = ShiftPresenter(view, self.counter, self.front, self.printing)
        self.shift = presenter
        view.card.show_time_zone(self._utc_offset_minutes)
        self.connect_way(_A.SHIFT, ScreenName.SHIFT)
        view.show_reasons({purpose: self.choices(purpose) for purpose in ReasonFor})
        view.shown.connect(presenter.on_shown)
        view.scanned.connect(presenter.on_scan)
        view.paper_left.connect(presenter.on_paper_left)
        view.day_panel.answered.connect(presenter.on_day_chosen)
        view.day_panel.left_empty.connect(presenter.on_date_missing)
        view.count_panel.answered.connect(presenter.on_counted)
        view.count_panel.left_empty.connect(presenter.on_count_missing)
        view.cash_panel.moved.connect(presenter.on_moved)
        view.cash_panel.opened.connect(presenter.on_no_sale)
        view.cash_panel.left_empty.connect(presenter.on_number_missing)
        view.cash_panel.reason_missing.connect(presenter.on_reason_missing)
        self.connect_approval(view, presenter.approving)
        self.window.language_changed.connect(presenter.on_language_changed)
        for name, method in (
            (_A.OPEN_SHIFT, presenter.on_open_shift),
            (_A.CLOSE_SHIFT, presenter.on_close_shift),
            (_A.CLOSE_DAY, presenter.on_close_day),
            (_A.PAID_IN, partial(presenter.on_cash_key, CashMovementKind.PAID_IN)),
            (_A.PAID_OUT, partial(presenter.on_cash_key, CashMovementKind.PAID_OUT)),
            (_A.PICKUP, partial(presenter.on_cash_key, CashMovementKind.TENDER_PICKUP)),
            (_A.LOAN, partial(presenter.on_cash_key, CashMovementKind.TENDER_LOAN)),
            (_A.NO_SALE, partial(presenter.on_cash_key, None)),
            (_A.PRACTISE, presenter.on_practise),
            (_A.X_REPORT, presenter.on_x_report),
            (_A.PRINT_PAPER, presenter.on_print),
        ):
            self._actions[name].triggered.connect(method)

    def _wire_reports(self, roll: Roll) -> None:
        view = ReportsView(self._actions, roll)
        self.window.add_screen(ScreenName.REPORTS, view)
        presenter = ReportsPresenter(view, self.counter, self.front, self.printing)
        self.reports = presenter
        view.show_time_zone(self._utc_offset_minutes)
        view.shown.connect(presenter.on_shown)
        view.scanned.connect(presenter.on_scan)
        view.report_marked.connect(presenter.on_report_marked)
        self.connect_approval(view, presenter.approving)
        self.window.language_changed.connect(presenter.on_language_changed)
        self.connect_way(_A.REPORTS, ScreenName.REPORTS)
        self._actions[_A.READ_X].triggered.connect(presenter.on_x_report)
        self._actions[_A.PRINT_REPORT].triggered.connect(presenter.on_print)

    def _wire_history(self, roll: Roll) -> None:
        view = HistoryView(self._actions, self.counter.profile.currency, roll)
        self.window.add_screen(ScreenName.HISTORY, view)
        presenter = HistoryPresenter(view, self.counter, self.front, self.printing)
        self.history = presenter
        view.sales.show_time_zone(self._utc_offset_minutes)
        view.post_void_panel.show_reasons(self.choices(ReasonFor.VOID))
        view.shown.connect(presenter.on_shown)
        view.scanned.connect(presenter.on_scan)
        view.sale_marked.connect(presenter.on_sale_marked)
        view.find_panel.answered.connect(presenter.on_find_answered)
        view.post_void_panel.answered.connect(presenter.on_post_void_answered)
        view.post_void_panel.reason_missing.connect(presenter.on_reason_missing)
        self.connect_approval(view, presenter.approving)
        self.window.language_changed.connect(presenter.on_language_changed)
        self.connect_way(_A.HISTORY, ScreenName.HISTORY)
        for name, method in (
            (_A.FIND, self._on_find),
            (_A.REPRINT, presenter.on_reprint),
            (_A.RETURN_RECEIPT, presenter.on_return),
            (_A.POST_VOID, presenter.on_post_void),
        ):
            self._actions[name].triggered.connect(method)

    def _wire_returns(self) -> None:
        view = ReturnsView(self._actions, self.counter.profile.currency)
        self.window.add_screen(ScreenName.RETURNS, view)
        presenter = ReturnsPresenter(view, self.counter, self.front)
        self.returns = presenter
        self.history.return_wanted = presenter.open_receipt
        self.checkout.receipt_scanned = presenter.open_receipt
        view.show_time_zone(self._utc_offset_minutes)
        view.show_reasons(self.choices(ReasonFor.RETURN))
        view.shown.connect(presenter.on_shown)
        view.scanned.connect(presenter.on_scan)
        view.sale_chosen.connect(presenter.on_open)
        view.line_chosen.connect(presenter.on_take_back)
        view.find_panel.answered.connect(presenter.on_find_answered)
        view.item_panel.searched.connect(presenter.on_searched)
        view.item_panel.taken.connect(presenter.on_item_taken)
        view.item_panel.left_empty.connect(presenter.on_item_missing)
        view.take_back_panel.answered.connect(presenter.on_take_back_answered)
        view.take_back_panel.left_empty.connect(presenter.on_number_missing)
        view.take_back_panel.reason_missing.connect(presenter.on_reason_missing)
        self.connect_approval(view, presenter.approving)
        self.connect_way(_A.RETURNS, ScreenName.RETURNS)
        for name, method in (
            (_A.OPEN_RECEIPT, presenter.on_open),
            (_A.OTHER_RECEIPT, presenter.on_other_receipt),
            (_A.WITHOUT_RECEIPT, presenter.on_without_receipt),
            (_A.TAKE_BACK, presenter.on_take_back),
            (_A.TO_BASKET, presenter.on_to_basket),
        ):
            self._actions[name].triggered.connect(method)

    # ------------------------------------------------------------------ for every screen

    def choices(self, purpose: ReasonFor) -> tuple[Choice, ...]:
        """Give the store's reasons for something, as keys."""
        reasons = self.counter.profile.reasons_for(purpose)
        return tuple(Choice(reason.code, reason.name_zh, reason.name_en) for reason in reasons)

    def connect_approval(self, view: Screen, approving: Approving) -> None:
        """Let a screen's approval panel answer its presenter."""
        view.approval_panel.approved.connect(approving.on_approved)
        view.approval_panel.left.connect(approving.on_left)

    def connect_way(self, action: ActionName, screen: ScreenName) -> None:
        """Let an action lead to a screen."""
        self._actions[action].triggered.connect(partial(self._on_way, screen))

    def _on_find(self) -> None:
        is_history = self.window.screen_named(ScreenName.HISTORY).isVisible()
        (self.history if is_history else self.returns).on_find()

    def _on_method(self, method: Method) -> None:
        view = self.window.screen_named(ScreenName.TENDER)
        assert isinstance(view, TenderView)
        view.show_method(method)
        if not view.isVisible():
            self.tender.on_begin()

    def _on_way(self, screen: ScreenName) -> None:
        self.window.go(screen)

    def _on_back(self) -> None:
        view = self.window.screen_named(ScreenName.CHECKOUT)
        assert isinstance(view, CheckoutView)
        view.leave_more()
        self.window.go(ScreenName.CHECKOUT)
