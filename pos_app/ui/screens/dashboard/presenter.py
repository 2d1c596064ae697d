"""Has the dashboard added up beside the till, and leads from its bars to the receipts behind them.

Leave to read is judged once, when the room is entered. A newer question takes the place of the one
being read, and what was read before stays on the page until the answer is there.
"""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from pos_app.domain.identifiers import BusinessDate
from pos_app.domain.insight.figures import Dashboard, MembersReport, MonthFigure
from pos_app.domain.insight.period import Lens, Period, single_day
from pos_app.domain.operators import Privilege
from pos_app.domain.scan_data import ScanData
from pos_app.errand import Errand
from pos_app.errors import Refusal
from pos_app.services.counter import Counter
from pos_app.ui.approving import Approving
from pos_app.ui.behind import Behind
from pos_app.ui.ports import Front, Reports, Trouble
from pos_app.ui.scanning import read_scan, take_badge
from pos_app.ui.screens.dashboard.contract import Bar, Closer, DashboardScreen, Stretch, Wanted

if TYPE_CHECKING:
    from pos_app.domain.operators import Approval
    from pos_app.services.admission import Admission
    from pos_app.services.insights import Insights

_ASKER, _MORE = "dashboard", "dashboard, more"
_MONTHS_FROM = 3
"""From so many months on they are shown one by one: a line of so many days is a fence."""


class DashboardPresenter:
    """Remembers the question while somebody goes down to the receipts and comes back."""

    def __init__(
        self, view: DashboardScreen, counter: Counter, front: Front, reports: Reports
    ) -> None:
        self._view = view
        self._counter = counter
        self._front = front
        self._reports = reports
        self.approving = Approving(view, front, lambda: counter.approvals)
        self.drilled: Callable[[Behind], None] | None = None
        self.export_wanted: Callable[[Dashboard], None] | None = None
        self._insights: Insights | None = None
        self._admission: Admission | None = None
        self._today = BusinessDate("")
        self._stretch: Stretch | None = Stretch.TODAY
        self._shown_stretch: Stretch | None = None
        self._period: Period | None = None
        self._compared: Period | None = None
        self._lens = Lens()
        self._dashboard: Dashboard | None = None
        self._tills: tuple[str, ...] = ()
        self._is_below = False
        self._is_reading = False

    # ------------------------------------------------------------------ coming and going

    def on_shown(self) -> None:
        """Ask for leave and begin with today; whoever comes back from below finds it as it was.

        Somebody else who stands here by now asks for leave of their own.
        """
        was_below, self._is_below = self._is_below, False
        session, admission = self._front.attendance.session, self._admission
        who = admission.operator if admission is not None else None
        is_same = session and who and session.operator.id == who.id
        if was_below and is_same:
            return
        self._admission, self._dashboard = None, None
        self._view.show_nothing()
        self._stretch, self._compared, self._lens = Stretch.TODAY, None, Lens()
        self._note_reading(None)
        self.approving.attempt(self._enter, self._on_entered)

    def on_hidden(self) -> None:
        """Read nothing while nobody looks."""
        self._stop()

    def _enter(self, approval: "Approval | None") -> "tuple[Admission, Insights, BusinessDate]":
        office = self._counter.office
        admission = office.admissions.admit(Privilege.VIEW_REPORTS, "dashboard", approval)
        status = self._counter.shifts.status()
        return admission, office.insights, status.business_date or status.suggested_date

    def _on_entered(self, entered: "tuple[Admission, Insights, BusinessDate]") -> None:
        self._admission, self._insights, self._today = entered
        self._front.notices.clear()
        self._period = _stretched(Stretch.TODAY, self._today)
        self.read()

    # ------------------------------------------------------------------ reading

    def on_minute(self) -> None:
        """Bring a day that is still traded on up to date, unasked, so nothing moves meanwhile."""
        shown = self._dashboard
        is_idle = shown is not None and not self._is_reading
        if is_idle and shown is not None and shown.takings_by_now is not None:
            self._read(is_unasked=True)

    def read(self) -> None:
        """Have it added up, anew."""
        self._read(is_unasked=False)

    def _read(self, *, is_unasked: bool) -> None:
        admission, insights, period = self._admission, self._insights, self._period
        if admission is None or insights is None or period is None:
            return
        lens, compared = self._lens, self._compared or period.before()
        if not is_unasked:
            self._view.show_question(period, compared, self._stretch)
            self._note_reading(0.0)

        def operation(errand: Errand) -> Dashboard:
            return insights.dashboard(admission, period, lens, errand, compared)

        self._reports.cancel(_MORE)
        progressed = None if is_unasked else self._note_reading
        self._reports.run(_ASKER, operation, self._on_read, self._on_refused, progressed)

    def on_stop(self) -> None:
        """Stop reading; what was there before stays, and says what it is of."""
        self._stop()
        shown = self._dashboard
        if shown is not None:
            self._period, self._compared, self._lens = shown.period, shown.compared, shown.lens
            self._stretch = self._shown_stretch
            self._view.show_question(shown.period, shown.compared, self._stretch)
        self._front.notices.tell("READING_STOPPED")

    def _stop(self) -> None:
        self._reports.cancel(_ASKER)
        self._reports.cancel(_MORE)
        self._note_reading(None)

    def _note_reading(self, done: float | None) -> None:
        self._is_reading = done is not None
        self._view.show_reading(done)

    def _on_read(self, dashboard: Dashboard) -> None:
        self._dashboard, self._shown_stretch = dashboard, self._stretch
        if dashboard.lens.till is None and dashboard.lens.shift is None:
            self._tills = tuple(mark.till for mark in dashboard.completeness.tills)
        self._note_reading(None)
        self._view.show_dashboard(dashboard)
        self._read_more(dashboard)

    def _read_more(self, shown: Dashboard) -> None:
        """Have read what the first look does not wait for."""
        admission, insights = self._admission, self._insights
        if admission is None or insights is None:
            return
        is_long = len(shown.period.months()) >= _MONTHS_FROM

        def operation(errand: Errand) -> tuple[MembersReport, tuple[MonthFigure, ...]]:
            members = insights.members(admission, shown.period, shown.lens, errand)
            if not is_long:
                return members, ()
            return members, insights.months(admission, shown.period, shown.lens, errand)

        self._reports.run(_MORE, operation, lambda more: self._view.show_more(*more))

    def _on_refused(self, trouble: Trouble) -> None:
        self._note_reading(None)
        self._front.notices.trouble(trouble)

    # ------------------------------------------------------------------ another question

    def on_period(self) -> None:
        """Ask for another period."""
        if self._period is not None:
            self._view.ask_period(self._period, self._today)

    def on_period_answered(self, wanted: Wanted) -> None:
        """Read another period, or the same measured against another."""
        try:
            period, compared = self._meant(wanted)
        except Refusal as refusal:
            self._front.notices.trouble(refusal)
            return
        self._period, self._compared, self._stretch = period, compared, wanted.stretch
        self._front.notices.clear()
        self._view.close_panel()
        self.read()

    def _meant(self, wanted: Wanted) -> tuple[Period, Period | None]:
        """Turn an answer into periods.

        Refuses: DATE_MISSING, PERIOD_WRONG.
        """
        if wanted.stretch is not None:
            period = _stretched(wanted.stretch, self._today)
        elif wanted.first is None:
            raise Refusal("DATE_MISSING")
        else:
            period = Period(wanted.first, wanted.last or wanted.first)
        if wanted.compared is None:
            return period, None
        away = date.fromisoformat(wanted.compared) - date.fromisoformat(period.first)
        return period, period.moved(away.days)

    def on_filter(self) -> None:
        """Ask what of the period is looked at."""
        self._view.ask_filter(self._lens, self._tills, self._dashboard)

    def on_filter_answered(self, lens: Lens) -> None:
        """Look at another part of the period; a shift is one of this till unless said otherwise."""
        insights, shown = self._insights, self._dashboard
        if lens.shift is not None and lens.till is None and insights and shown:
            lens = replace(lens, till=insights.here if _elsewhere(shown) else None)
        self._lens = lens
        self._front.notices.clear()
        self._view.close_panel()
        self.read()

    # ------------------------------------------------------------------ down to the receipts

    def on_drill(self) -> None:
        """Go down from the marked bar."""
        bar = self._view.marked_bar()
        if bar is None:
            self._front.notices.trouble(Refusal("NOTHING_MARKED"))
        else:
            self.on_bar_touched(bar)

    def on_bar_touched(self, bar: Bar | Closer) -> None:
        """Show the receipts behind a bar, or the days of one that stands for many."""
        if isinstance(bar, Closer):
            self.on_period_answered(Wanted(None, bar.period.first, bar.period.last))
            return
        admission, insights, shown = self._admission, self._insights, self._dashboard
        if admission is None or insights is None or shown is None or self.drilled is None:
            return
        period, lens, part = shown.period, shown.lens, bar.part
        self._is_below = True
        self._front.notices.clear()
        self.drilled(
            Behind(
                period,
                part,
                bar.name_zh,
                bar.name_en,
                insights.most_receipts,
                lambda errand: insights.receipts(admission, period, lens, part, errand),
                _elsewhere(shown),
                is_here=not insights.is_elsewhere(lens),
            )
        )

    def on_hand_out(self) -> None:
        """Hand what is shown out as files."""
        if self._dashboard is not None and self.export_wanted is not None:
            self.export_wanted(self._dashboard)

    def on_scan(self, scan: ScanData) -> None:
        """Take a badge into the approval panel; nothing else is scanned here."""
        notices = self._front.notices
        take_badge(read_scan(scan, notices), self._view.offer_badge, notices)


def _elsewhere(shown: Dashboard) -> tuple[str, ...]:
    """Give the other tills that figures are of."""
    marks = shown.completeness.tills
    return tuple(mark.till for mark in marks if not mark.is_here and not mark.is_left_out)


def _stretched(stretch: Stretch, today: BusinessDate) -> Period:
    """Give the days that a key stands for; weeks begin on Monday."""
    now = date.fromisoformat(today)
    first = {
        Stretch.TODAY: now,
        Stretch.YESTERDAY: now - timedelta(days=1),
        Stretch.WEEK: now - timedelta(days=now.weekday()),
        Stretch.MONTH: now.replace(day=1),
        Stretch.YEAR: now.replace(month=1, day=1),
    }[stretch]
    if stretch is Stretch.YESTERDAY:
        return single_day(BusinessDate(first.isoformat()))
    return Period(BusinessDate(first.isoformat()), today)
