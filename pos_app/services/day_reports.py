"""The reports of one closed day as tables, for whoever hands them out by a plan."""

from collections.abc import Callable, Sequence
from typing import Final

from pos_app.domain.identifiers import BusinessDate
from pos_app.domain.insight.figures import Dashboard
from pos_app.domain.insight.period import Lens, single_day
from pos_app.domain.insight.table import ReportTable
from pos_app.domain.report import ZReport
from pos_app.domain.shop import Reason
from pos_app.errand import Errand
from pos_app.services import report_tables as tables
from pos_app.services.admission import PLANNED
from pos_app.services.closing_tables import closing_tables
from pos_app.services.export_plan import Z_DAY
from pos_app.services.insights import Insights

_BY_REASON: Final = frozenset({"control", "lost_sales"})
_PARTS: Final[dict[str, Callable[[Dashboard], ReportTable]]] = {
    "categories": tables.categories_table,
    "tenders": tables.tenders_table,
    "hours": tables.hours_table,
    "operators": tables.operators_table,
    "members": tables.members_table,
    "coupons": tables.coupons_table,
    "promotions": tables.promotions_table,
}
"""Those that are one table of the dashboard's day."""

_MOST_GOODS: Final = 50_000
"""In a list of all that was sold on a day."""


class DayReports:
    """Reads what several reports share once. Any thread; one thread at a time."""

    def __init__(self, insights: Insights, report: ZReport, reasons: Sequence[Reason]) -> None:
        self._insights = insights
        self._report = report
        self._reasons = reasons
        self._dashboard: Dashboard | None = None

    def of(self, what: str, errand: Errand) -> tuple[ReportTable, ...]:
        """Make a report of ``DAY_REPORTS``.

        Refuses: what Insights refuses.
        """
        if what == Z_DAY:
            return closing_tables(self._report, self._reasons)
        day = self._read(errand)
        if what == "dashboard":
            return tables.dashboard_tables(day, self._reasons)
        if what == "goods":
            return (self._goods(day, errand),)
        if what in _BY_REASON:
            acts = day.control if what == "control" else day.lost_sales
            return (tables.control_table(what, acts, day, self._reasons),)
        return (_PARTS[what](day),)

    def _read(self, errand: Errand) -> Dashboard:
        if self._dashboard is None:
            period = single_day(self._date)
            self._dashboard = self._insights.dashboard(PLANNED, period, Lens(), errand)
        return self._dashboard

    def _goods(self, day: Dashboard, errand: Errand) -> ReportTable:
        period = single_day(self._date)
        sold = self._insights.goods(PLANNED, period, Lens(), _MOST_GOODS, errand)
        return tables.goods_table("goods", sold, day)

    @property
    def _date(self) -> BusinessDate:
        return self._report.x.business_date
