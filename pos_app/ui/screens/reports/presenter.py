"""Reads X and Z reports and prints them again; nothing here closes anything."""

from collections.abc import Callable

from pos_app.domain.report import XReport, ZReport
from pos_app.domain.scan_data import ScanData
from pos_app.receipts import reports
from pos_app.receipts.paper import Paper
from pos_app.services.counter import Counter
from pos_app.ui.approving import Approving
from pos_app.ui.ports import Front, Printing
from pos_app.ui.scanning import read_scan, take_badge
from pos_app.ui.screens.reports.contract import ReportRow, ReportsScreen


class ReportsPresenter:
    """Shows the report that is marked."""

    def __init__(
        self, view: ReportsScreen, counter: Counter, front: Front, printing: Printing
    ) -> None:
        self._view = view
        self._counter = counter
        self._front = front
        self._printing = printing
        self.approving = Approving(view, front, lambda: counter.approvals)
        self._report: XReport | ZReport | None = None
        self.export_wanted: Callable[[XReport | ZReport], None] | None = None

    def on_shown(self) -> None:
        """List what was closed."""
        session = self._front.attendance.session
        if session is None:
            return
        self._view.show_possible(can_read_x=session.shift is not None)
        self._front.run(lambda: self._counter.shifts.recent_reports(), self._view.show_reports)

    def on_report_marked(self) -> None:
        """Read the marked report from the record."""
        row = self._view.marked_report()
        if row is None:
            self._show(None)
            return
        self._front.run(lambda: self._read(row), self._show)

    def on_x_report(self) -> None:
        """Read the open shift without closing it."""
        self.approving.attempt(
            lambda approval: self._counter.shifts.x_report(approval), self._on_x_read
        )

    def on_print(self) -> None:
        """Print what is on the screen."""
        if self._report is not None:
            self._printing.print_paper(self._set(self._report))
            self._front.notices.tell("REPORT_SENT_TO_PRINTER")

    def on_export(self) -> None:
        """Hand out what is on the screen as files."""
        if self._report is not None and self.export_wanted is not None:
            self.export_wanted(self._report)

    def on_scan(self, scan: ScanData) -> None:
        """Take a badge into the approval panel; nothing else is scanned here."""
        notices = self._front.notices
        take_badge(read_scan(scan, notices), self._view.offer_badge, notices)

    def on_language_changed(self) -> None:
        """Set the paper again in the language spoken now."""
        self._show(self._report)

    def _read(self, row: ReportRow) -> ZReport:
        shifts = self._counter.shifts
        if row.shift is not None:
            return shifts.shift_report(row.shift.number)
        return shifts.day_report(row.business_date)

    def _on_x_read(self, report: XReport) -> None:
        self._front.notices.clear()
        self._show(report)

    def _show(self, report: XReport | ZReport | None) -> None:
        self._report = report
        self._view.show_paper(None if report is None else self._set(report))

    def _set(self, report: XReport | ZReport) -> Paper:
        return reports.report(report, self._printing.letterhead())
