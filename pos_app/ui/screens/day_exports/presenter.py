"""Chooses what goes out after each day; what is chosen counts when it is kept."""

from dataclasses import replace
from pathlib import Path

from pos_app.domain.events_export import FileFormat
from pos_app.domain.operators import Approval
from pos_app.domain.scan_data import ScanData
from pos_app.errors import Refusal
from pos_app.services.counter import Counter
from pos_app.services.export_plan import DAY_REPORTS, DayReport, ExportPlan
from pos_app.services.exporting import ExportBook
from pos_app.ui.approving import Approving
from pos_app.ui.forms import Answer
from pos_app.ui.ports import Front, Reports
from pos_app.ui.scanning import read_scan, take_badge
from pos_app.ui.screens.day_exports.contract import DayExportsScreen, PlanShown, ReportRow

_ASKER = "folder of day exports"


class DayExportsPresenter:
    """One for the screen."""

    def __init__(
        self, view: DayExportsScreen, counter: Counter, front: Front, reports: Reports
    ) -> None:
        self._view = view
        self._counter = counter
        self._front = front
        self._reports = reports
        self.approving = Approving(view, front, lambda: counter.approvals)
        self._book: ExportBook | None = None
        self._plan = ExportPlan()
        self._is_folder_there: bool | None = None

    def on_shown(self) -> None:
        """Begin with the plan that counts."""
        if self._front.attendance.session is not None:
            self._front.run(self._read, self._on_read)

    def on_format(self, format_: FileFormat) -> None:
        """Choose the marked report as this kind of file, or no longer."""
        row = self._view.marked_report()
        if row is None or self._book is None:
            return
        if format_ not in row.possible:
            self._front.notices.trouble(Refusal("EXPORT_NO_SUCH_FILE"))
            return
        report = DayReport(row.what, format_)
        chosen = {*self._plan.reports} ^ {report}
        self._plan = replace(self._plan, reports=_in_order(chosen))
        self._show()

    def on_folder(self) -> None:
        """Ask where to, and whether days go by themselves."""
        if self._book is not None:
            self._view.ask_folder(self._shown())

    def on_answered(self, answer: Answer) -> None:
        """Take what was filled in; it counts when the plan is kept."""
        folder = answer.texts["folder"].strip()
        self._plan = replace(self._plan, folder=folder, is_on=answer.choice == "on")
        self._view.close_panel()
        self._look()
        self._show()

    def on_keep(self) -> None:
        """Let the plan count from the next day that is closed."""
        plan = self._plan

        def kept(_nothing: object) -> None:
            self._view.close_panel()
            self._front.notices.clear()
            self._front.notices.tell("EXPORT_PLAN_KEPT" if plan.is_on else "EXPORT_PLAN_OFF")
            self.on_shown()

        def keep(approval: Approval | None) -> None:
            self._counter.office.exporting.set_plan(plan, approval)

        self.approving.attempt(keep, kept)

    def on_write_now(self) -> None:
        """Have what waits tried again without the usual pause."""
        self._front.run(lambda: self._counter.office.exporting.want(), self._on_wanted)

    def on_scan(self, scan: ScanData) -> None:
        """Take a badge into the approval panel."""
        notices = self._front.notices
        take_badge(read_scan(scan, notices), self._view.offer_badge, notices)

    def _read(self) -> ExportBook:
        exporting = self._counter.office.exporting
        exporting.check_may_look()
        return exporting.book()

    def _on_read(self, book: ExportBook) -> None:
        self._book, self._plan = book, book.plan
        self._look()
        self._show()

    def _on_wanted(self, days: int) -> None:
        self._front.notices.tell("EXPORT_WANTED", count=days)

    def _look(self) -> None:
        """Look for the folder beside the till: a disk that does not answer holds nothing up."""
        folder, self._is_folder_there = self._plan.folder, None

        def look(_errand: object) -> bool:
            return _is_there(folder)

        self._reports.run(_ASKER, look, lambda found: self._on_looked(is_there=found))

    def _on_looked(self, *, is_there: bool) -> None:
        # The till's own folder is made when the first file goes there.
        is_own = self._book is not None and self._plan.folder == self._book.own_folder
        self._is_folder_there = is_there or is_own
        self._show()

    def _show(self) -> None:
        self._view.show_reports(self._shown(), tuple(map(self._row, DAY_REPORTS)))

    def _row(self, what: str) -> ReportRow:
        run = self._book.last if self._book else None
        failed = run.failed if run else ()
        kinds = frozenset(one for one in FileFormat if DayReport(what, one).is_possible)
        return ReportRow(
            what,
            frozenset(one.format for one in self._plan.reports if one.what == what),
            kinds,
            frozenset(one.format for one in failed if one.what == what),
        )

    def _shown(self) -> PlanShown:
        book, plan = self._book, self._plan
        run = book.last if book else None
        return PlanShown(
            is_on=plan.is_on,
            folder=plan.folder,
            is_kept=book is None or plan == book.plan,
            is_folder_there=self._is_folder_there,
            last_ms=run.at_ms if run else None,
            last_date=str(run.date) if run else "",
            last_count=len(run.files) if run else 0,
            last_code=run.code if run else "",
            waiting=tuple(map(str, book.waiting)) if book else (),
        )


def _in_order(reports: set[DayReport]) -> tuple[DayReport, ...]:
    """Put reports as they are shown, the archive first: it is what counts at an audit."""
    kinds = (FileFormat.ARCHIVE, FileFormat.PDF, FileFormat.XLSX, FileFormat.CSV)
    every = (DayReport(what, format_) for what in DAY_REPORTS for format_ in kinds)
    return tuple(one for one in every if one in reports)


def _is_there(folder: str) -> bool:
    try:
        return Path(folder).is_dir()
    except (OSError, ValueError):
        return False
