"""Builds the screens that a shift needs besides selling: shift, reports, receipts, returns, cloud.

Each is a step of its own, so that no step holds the window up; wiring.py takes them in this order.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from pos_app.domain.report import XReport, ZReport
from pos_app.domain.shift import CashMovementKind
from pos_app.domain.shop import ReasonFor, StoreProfile
from pos_app.receipts.paper import Roll
from pos_app.ui.action_names import ActionName
from pos_app.ui.cloud_watch import CloudWatch
from pos_app.ui.connections import Connections
from pos_app.ui.pickup_watch import PickupWatch
from pos_app.ui.ports import ScreenName
from pos_app.ui.screen import Screen
from pos_app.ui.screens.checkout.presenter import CheckoutPresenter
from pos_app.ui.screens.history.presenter import HistoryPresenter
from pos_app.ui.screens.history.view import HistoryView
from pos_app.ui.screens.reports.presenter import ReportsPresenter
from pos_app.ui.screens.reports.view import ReportsView
from pos_app.ui.screens.returns.presenter import ReturnsPresenter
from pos_app.ui.screens.returns.view import ReturnsView
from pos_app.ui.screens.shift.presenter import ShiftPresenter
from pos_app.ui.screens.shift.view import ShiftView

if TYPE_CHECKING:
    from pos_app.ui.exporting import HandingOut

_A = ActionName


class ShiftScreens:
    """Keeps the presenters of these screens."""

    def __init__(
        self, shared: Connections, checkout: CheckoutPresenter, cloud: CloudWatch, roll: Roll
    ) -> None:
        self._shared = shared
        self._cloud = cloud
        self._checkout = checkout
        self._roll = roll
        self._actions = shared.actions
        self._exports: HandingOut | None = None
        self._utc_offset_minutes = shared.printing.letterhead().utc_offset_minutes
        self.steps = [
            self._wire_shift,
            self._wire_reports,
            self._wire_history,
            self._wire_returns,
            self._wire_sync,
            self._wire_back_office,
            self._follow_profile,
        ]

    def _wire_shift(self) -> None:
        view = ShiftView(self._actions, self._shared.counter.profile, self._roll)
        self._shared.window.add_screen(ScreenName.SHIFT, view)
        presenter = ShiftPresenter(
            view, self._shared.counter, self._shared.front, self._shared.printing
        )
        self.shift = presenter
        self.pickups = PickupWatch(self._shared.counter, self._shared.front, view)
        view.card.show_time_zone(self._utc_offset_minutes)
        self._shared.connect_way(_A.SHIFT, ScreenName.SHIFT)
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
        self._shared.connect_approval(view, presenter.approving)
        self._shared.window.language_changed.connect(presenter.on_language_changed)
        for name, method in (
            (_A.OPEN_SHIFT, presenter.on_open_shift),
            (_A.CLOSE_SHIFT, presenter.on_close_shift),
            (_A.CLOSE_DAY, presenter.on_close_day),
            (_A.CONFIRM_CLOCK, presenter.on_confirm_clock),
            (_A.PAID_IN, partial(presenter.on_cash_key, CashMovementKind.PAID_IN)),
            (_A.PAID_OUT, partial(presenter.on_cash_key, CashMovementKind.PAID_OUT)),
            (_A.PICKUP, partial(presenter.on_cash_key, CashMovementKind.TENDER_PICKUP)),
            (_A.LOAN, partial(presenter.on_cash_key, CashMovementKind.TENDER_LOAN)),
            (_A.NO_SALE, partial(presenter.on_cash_key, None)),
            (_A.SHIFT_TRAINING, presenter.on_training),
            (_A.X_REPORT, presenter.on_x_report),
            (_A.PRINT_PAPER, presenter.on_print),
        ):
            self._actions[name].triggered.connect(method)

    def _wire_reports(self) -> None:
        view = ReportsView(self._actions, self._roll)
        self._shared.window.add_screen(ScreenName.REPORTS, view)
        presenter = ReportsPresenter(
            view, self._shared.counter, self._shared.front, self._shared.printing
        )
        self.reports = presenter
        view.show_time_zone(self._utc_offset_minutes)
        view.shown.connect(presenter.on_shown)
        view.scanned.connect(presenter.on_scan)
        view.report_marked.connect(presenter.on_report_marked)
        self._shared.connect_approval(view, presenter.approving)
        self._shared.window.language_changed.connect(presenter.on_language_changed)
        self._shared.connect_way(_A.REPORTS, ScreenName.REPORTS)
        self._actions[_A.READ_X].triggered.connect(presenter.on_x_report)
        self._actions[_A.PRINT_REPORT].triggered.connect(presenter.on_print)
        self._actions[_A.EXPORT_REPORT].triggered.connect(presenter.on_export)
        presenter.export_wanted = self._on_export_wanted

    def _on_export_wanted(self, report: XReport | ZReport) -> None:
        """Hand a report out; what that needs is built when it is wanted first."""
        from pos_app.ui.exporting import HandingOut, closing_subject

        if self._exports is None:
            view = self._shared.window.screen_named(ScreenName.REPORTS)
            assert isinstance(view, ReportsView)
            shared, approving = self._shared, self.reports.approving
            self._exports = HandingOut(view, view.export_panel, shared, approving)
        reasons = self._shared.counter.profile.reasons
        self._exports.ask(closing_subject(report, reasons))

    def _wire_history(self) -> None:
        view = HistoryView(self._actions, self._shared.counter.profile.currency, self._roll)
        self._shared.window.add_screen(ScreenName.HISTORY, view)
        presenter = HistoryPresenter(
            view, self._shared.counter, self._shared.front, self._shared.printing
        )
        self.history = presenter
        view.sales.show_time_zone(self._utc_offset_minutes)
        view.shown.connect(presenter.on_shown)
        view.scanned.connect(presenter.on_scan)
        view.sale_marked.connect(presenter.on_sale_marked)
        view.find_panel.answered.connect(presenter.on_find_answered)
        view.post_void_panel.answered.connect(presenter.on_post_void_answered)
        view.post_void_panel.reason_missing.connect(presenter.on_reason_missing)
        self._shared.connect_approval(view, presenter.approving)
        self._shared.window.language_changed.connect(presenter.on_language_changed)
        self._shared.connect_way(_A.HISTORY, ScreenName.HISTORY)
        for name, method in (
            (_A.FIND, self._on_find),
            (_A.REPRINT, presenter.on_reprint),
            (_A.RETURN_RECEIPT, presenter.on_return),
            (_A.POST_VOID, presenter.on_post_void),
        ):
            self._actions[name].triggered.connect(method)

    def _wire_returns(self) -> None:
        view = ReturnsView(self._actions, self._shared.counter.profile.currency)
        self._shared.window.add_screen(ScreenName.RETURNS, view)
        presenter = ReturnsPresenter(view, self._shared.counter, self._shared.front)
        self.returns = presenter
        self.history.return_wanted = presenter.open_receipt
        self._checkout.receipt_scanned = presenter.open_receipt
        view.show_time_zone(self._utc_offset_minutes)
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
        view.take_all_panel.answered.connect(presenter.on_take_all_answered)
        view.take_all_panel.reason_missing.connect(presenter.on_reason_missing)
        self._shared.connect_approval(view, presenter.approving)
        self._shared.connect_way(_A.RETURNS, ScreenName.RETURNS)
        for name, method in (
            (_A.OPEN_RECEIPT, presenter.on_open),
            (_A.OTHER_RECEIPT, presenter.on_other_receipt),
            (_A.WITHOUT_RECEIPT, presenter.on_without_receipt),
            (_A.TAKE_BACK, presenter.on_take_back),
            (_A.TAKE_ALL_BACK, presenter.on_take_all),
            (_A.TO_BASKET, presenter.on_to_basket),
        ):
            self._actions[name].triggered.connect(method)

    def _wire_sync(self) -> None:
        from pos_app.ui.screens.sync.presenter import SyncPresenter  # sync is not here before
        from pos_app.ui.screens.sync.view import SyncView

        view = SyncView(self._actions, self._shared.counter.profile.currency)
        self._shared.window.add_screen(ScreenName.SYNC, view)
        presenter = SyncPresenter(view, self._shared.counter, self._shared.front, self._cloud)
        self.sync = presenter
        view.show_time_zone(self._utc_offset_minutes)
        view.shown.connect(presenter.on_shown)
        view.hidden.connect(presenter.on_hidden)
        view.scanned.connect(presenter.on_scan)
        view.searched.connect(presenter.on_searched)
        view.connect_panel.answered.connect(presenter.on_connection_answered)
        self._shared.connect_approval(view, presenter.approving)
        self._cloud.changed.connect(presenter.on_changed)
        self._shared.connect_way(_A.SYNC, ScreenName.SYNC)
        self._shared.window.status.tapped.connect(self._on_strip_tapped)
        self._actions[_A.SYNC_NOW].triggered.connect(presenter.on_sync_now)
        self._actions[_A.SYNC_CONNECT].triggered.connect(presenter.on_connect)

    def _wire_back_office(self) -> None:
        from pos_app.ui.wiring_back_office import BackOfficeRooms

        self.back_office = BackOfficeRooms(self._shared, self._roll)

    def _follow_profile(self) -> None:
        self._shared.window.profile_changed.connect(self._on_profile_changed)
        self._on_profile_changed(self._shared.counter.profile)

    def _on_profile_changed(self, _profile: StoreProfile) -> None:
        """Offer the store's reasons as they are now."""
        shared, screen_named = self._shared, self._shared.window.screen_named
        shift, history = screen_named(ScreenName.SHIFT), screen_named(ScreenName.HISTORY)
        returns = screen_named(ScreenName.RETURNS)
        assert isinstance(shift, ShiftView)
        assert isinstance(history, HistoryView)
        assert isinstance(returns, ReturnsView)
        shift.show_reasons({purpose: shared.choices(purpose) for purpose in ReasonFor})
        history.post_void_panel.show_reasons(shared.choices(ReasonFor.VOID))
        returns.show_reasons(shared.choices(ReasonFor.RETURN))

    def _on_strip_tapped(self) -> None:
        """Lead to the page about the cloud whoever is signed on and has nothing half typed."""
        session = self._shared.front.attendance.session
        front = self._shared.window.stack.currentWidget()
        is_free = isinstance(front, Screen) and front.panel is None
        if session is not None and not session.is_locked and is_free:
            self._shared.window.go(ScreenName.SYNC)

    def _on_find(self) -> None:
        is_history = self._shared.window.screen_named(ScreenName.HISTORY).isVisible()
        (self.history if is_history else self.returns).on_find()
