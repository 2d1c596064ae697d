"""Builds the dashboard and the list of receipts behind its figures, when it is first entered."""

from typing import TYPE_CHECKING

from PySide6.QtGui import QPicture

from pos_app.domain.insight.figures import Dashboard
from pos_app.domain.shop import Reason
from pos_app.receipts.paper import Roll
from pos_app.ui import language
from pos_app.ui.connections import Connections
from pos_app.ui.ports import ScreenName
from pos_app.ui.screens.behind.actions import SPECS as BEHIND_SPECS
from pos_app.ui.screens.behind.actions import BehindAction
from pos_app.ui.screens.behind.presenter import BehindPresenter
from pos_app.ui.screens.behind.view import BehindView
from pos_app.ui.screens.dashboard.actions import SPECS, DashboardAction
from pos_app.ui.screens.dashboard.presenter import DashboardPresenter
from pos_app.ui.screens.dashboard.view import DashboardView

if TYPE_CHECKING:
    from pos_app.ui.exporting import HandingOut

_D = DashboardAction


class DashboardRoom:
    """Keeps the two presenters."""

    def __init__(self, shared: Connections, roll: Roll) -> None:
        self._shared = shared
        self.behind = self._wire_behind(roll)
        self.dashboard = self._wire_dashboard()
        self.dashboard.drilled = self.behind.open
        self.dashboard.export_wanted = self._on_export_wanted
        self._exports: HandingOut | None = None

    def _wire_dashboard(self) -> DashboardPresenter:
        shared = self._shared
        shared.actions.learn(SPECS)
        view = DashboardView(shared.actions, shared.counter.profile.currency, self._reason)
        shared.window.add_screen(ScreenName.DASHBOARD, view)
        presenter = DashboardPresenter(view, shared.counter, shared.front, shared.reports)
        view.head.show_time_zone(shared.printing.letterhead().utc_offset_minutes)
        view.shown.connect(presenter.on_shown)
        view.hidden.connect(presenter.on_hidden)
        view.scanned.connect(presenter.on_scan)
        view.minute_passed.connect(presenter.on_minute)
        view.bar_touched.connect(presenter.on_bar_touched)
        view.period_panel.answered.connect(presenter.on_period_answered)
        view.filter_panel.answered.connect(presenter.on_filter_answered)
        shared.connect_approval(view, presenter.approving)
        for name, method in (
            (_D.PERIOD, presenter.on_period),
            (_D.FILTER, presenter.on_filter),
            (_D.STOP, presenter.on_stop),
            (_D.READ_AGAIN, presenter.read),
            (_D.RECEIPTS_BEHIND, presenter.on_drill),
            (_D.HAND_OUT, presenter.on_hand_out),
        ):
            shared.actions[name].triggered.connect(method)
        return presenter

    def _wire_behind(self, roll: Roll) -> BehindPresenter:
        shared = self._shared
        shared.actions.learn(BEHIND_SPECS)
        view = BehindView(shared.actions, roll, self._reason_name)
        view.way_back = ScreenName.DASHBOARD
        shared.window.add_screen(ScreenName.BEHIND, view)
        presenter = BehindPresenter(
            view, shared.counter, shared.front, shared.printing, shared.reports
        )
        view.sales.show_time_zone(shared.printing.letterhead().utc_offset_minutes)
        view.hidden.connect(presenter.on_hidden)
        view.scanned.connect(presenter.on_scan)
        view.sales.marked.connect(presenter.on_sale_marked)
        shared.connect_approval(view, presenter.approving)
        shared.window.language_changed.connect(presenter.on_language_changed)
        shared.actions[BehindAction.WHY_IT_COST].triggered.connect(presenter.on_why)
        shared.actions[BehindAction.COPY].triggered.connect(presenter.on_copy)
        return presenter

    def _on_export_wanted(self, dashboard: Dashboard) -> None:
        """Hand figures out; what that needs is built when it is wanted first."""
        from pos_app.services.report_tables import dashboard_tables
        from pos_app.ui.exporting import ExportSubject, HandingOut

        if self._exports is None:
            view = self._shared.window.screen_named(ScreenName.DASHBOARD)
            assert isinstance(view, DashboardView)
            shared, approving = self._shared, self.dashboard.approving
            self._exports = HandingOut(view, view.export_panel, shared, approving)
        period, reasons = dashboard.period, self._shared.counter.profile.reasons
        self._exports.ask(
            ExportSubject(
                "dashboard",
                period.first,
                period.last,
                lambda _errand: dashboard_tables(dashboard, reasons),
                pictures=self._charts(),
            )
        )

    def _charts(self) -> tuple[QPicture, ...]:
        """Give the charts of the first page as they stand, for paper."""
        from pos_app.ui.widgets.chart_picture import picture_of

        view = self._shared.window.screen_named(ScreenName.DASHBOARD)
        assert isinstance(view, DashboardView)
        page = view.overview
        charts = (page.months, page.days, page.hours, page.tenders, page.goods)
        shown = [one for one in charts if one.marks and one.isVisibleTo(page)]
        return tuple(picture_of(one) for one in shown)

    def _reason(self, code: str) -> Reason | None:
        reasons = self._shared.counter.profile.reasons
        return next((reason for reason in reasons if reason.code == code), None)

    def _reason_name(self, code: str) -> str:
        reason = self._reason(code)
        return language.name_of(reason) if reason else code
