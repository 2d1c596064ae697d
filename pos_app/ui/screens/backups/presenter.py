"""Plans backups, makes one now and rehearses one, all beside the selling."""

from collections.abc import Callable

from pos_app.domain.operators import Approval
from pos_app.domain.scan_data import ScanData
from pos_app.errand import Errand
from pos_app.errors import Refusal
from pos_app.services.admission import Admission
from pos_app.services.backups import MOST_KEPT, BackupBook, BackupPlan, Backups, Copied
from pos_app.services.counter import Counter
from pos_app.ui.approving import Approving
from pos_app.ui.forms import Answer
from pos_app.ui.ports import Front, Reports, Trouble
from pos_app.ui.scanning import read_scan, take_badge
from pos_app.ui.screens.backups.contract import BackupsScreen, CopyRow, PlanShown

_LOOKING, _WORKING = "backups", "backup"
"""As whom the report thread knows the two questions: a look does not end a copy."""

_OF_THE_FOLDER = frozenset({"BACKUP_FOLDER_MISSING", "BACKUP_FOLDER_READ_ONLY"})

_HOUR_MS = 3_600_000

Work = Callable[[Backups, Admission, BackupPlan, Errand], Copied]


class BackupsPresenter:
    """One for the screen."""

    def __init__(
        self, view: BackupsScreen, counter: Counter, front: Front, reports: Reports
    ) -> None:
        self._view = view
        self._counter = counter
        self._front = front
        self._reports = reports
        self.approving = Approving(view, front, lambda: counter.approvals)
        self.now_ms: Callable[[], int] = lambda: 0
        self._plan = BackupPlan()
        self._shown = PlanShown(is_on=False, folder="", hour=0, keep=0)
        self._is_working = False

    def on_shown(self) -> None:
        """Read the plan, then look into its folder beside the till."""
        if self._front.attendance.session is not None:
            self._front.run(self._read_plan, self._look)

    def on_plan(self) -> None:
        """Ask for another plan."""
        self._view.ask_plan(self._shown)

    def on_answered(self, answer: Answer) -> None:
        """Keep the plan."""
        try:
            plan = _plan_of(answer)
        except Refusal as refusal:
            self._front.notices.trouble(refusal)
            return

        def done(_nothing: object) -> None:
            self._view.close_panel()
            self._front.notices.clear()
            self._front.notices.withdraw(_OF_THE_FOLDER)  # it may be another one now
            self._front.notices.tell("BACKUP_PLAN_KEPT" if plan.is_on else "BACKUP_PLAN_OFF")
            self._front.run(self._read_plan, self._look_at_kept)

        self.approving.attempt(
            lambda approval: self._counter.office.backups.set_plan(plan, approval), done
        )

    def on_run(self) -> None:
        """Make a backup now, whatever the plan says of the hour."""
        self._work(
            lambda backups, admission, plan, errand: backups.copy(admission, plan, errand.say)
        )

    def on_rehearse(self) -> None:
        """Restore the marked backup aside, look at it, and throw it away."""
        row = self._view.marked_copy()
        if row is None:
            self._front.notices.trouble(Refusal("BACKUP_NONE_MARKED"))
            return
        name = row.name
        self._work(
            lambda backups, admission, plan, errand: backups.rehearse(
                admission, plan, name, errand.say
            )
        )

    def on_scan(self, scan: ScanData) -> None:
        """Take a badge into the approval panel."""
        notices = self._front.notices
        take_badge(read_scan(scan, notices), self._view.offer_badge, notices)

    def _read_plan(self) -> tuple[Backups, BackupPlan]:
        backups = self._counter.office.backups
        backups.check_may_look()
        return backups, backups.plan()

    def _look(
        self,
        known: tuple[Backups, BackupPlan],
        then: Callable[[BackupBook], None] | None = None,
    ) -> None:
        backups, plan = known
        self._plan = plan
        self._reports.run(_LOOKING, lambda _errand: backups.look(plan), then or self._show)

    def _look_at_kept(self, known: tuple[Backups, BackupPlan]) -> None:
        """Say at once of a folder that was just named if it will not do."""

        def show(book: BackupBook) -> None:
            self._show(book)
            if book.fault is not None:
                self._front.notices.trouble(book.fault)

        self._look(known, show)

    def _work(self, work: Work) -> None:
        """Have something done on the report thread, once at a time, then write it down."""
        if self._is_working:
            return

        def admitted(known: tuple[Backups, Admission, BackupPlan]) -> None:
            backups, admission, plan = known
            self._is_working = True
            self._view.close_panel()
            self._view.show_progress(0.0)
            self._reports.run(
                _WORKING,
                lambda errand: work(backups, admission, plan, errand),
                lambda copied: self._on_worked(backups, copied),
                self._on_trouble,
                self._view.show_progress,
            )

        def admit(approval: Approval | None) -> tuple[Backups, Admission, BackupPlan]:
            backups = self._counter.office.backups
            return backups, backups.admit(approval), backups.plan()

        self.approving.attempt(admit, admitted)

    def _on_worked(self, backups: Backups, copied: Copied) -> None:
        self._is_working = False
        self._view.show_progress(None)
        self._front.notices.clear()
        if copied.fault is not None:
            self._front.notices.trouble(copied.fault)
        else:
            code = {"backup": "BACKUP_MADE", "rehearsal": "BACKUP_REHEARSED"}[copied.run.work]
            self._front.notices.tell(code, sales=copied.run.sales, file=copied.run.file)
        self._front.run(lambda: backups.note(copied), self._on_noted)

    def _on_noted(self, _nothing: None) -> None:
        self.on_shown()

    def _on_trouble(self, trouble: Trouble) -> None:
        self._is_working = False
        self._view.show_progress(None)
        self._front.notices.trouble(trouble)

    def _show(self, book: BackupBook) -> None:
        last = book.runs[0] if book.runs else None
        self._shown = PlanShown(
            is_on=book.plan.is_on,
            folder=book.plan.folder,
            hour=book.plan.hour,
            keep=book.plan.keep,
            last_ms=last.at_ms if last else None,
            last_code=last.code if last else "",
            fault=book.fault.code if book.fault else "",
        )
        now_ms = self.now_ms()
        rows = tuple(
            CopyRow(
                file.name,
                file.made_ms,
                max(0, now_ms - file.made_ms) // _HOUR_MS,
                file.bytes,
                file.rehearsed_ms,
            )
            for file in book.files
        )
        self._view.show_copies(self._shown, rows)


def _plan_of(answer: Answer) -> BackupPlan:
    """Read the form.

    Refuses: BACKUP_HOUR_WRONG, BACKUP_KEEP_WRONG.
    """
    texts = answer.texts
    hour, keep = texts["hour"].strip(), texts["keep"].strip()
    if not (hour.isascii() and hour.isdigit()):
        raise Refusal("BACKUP_HOUR_WRONG")
    if not (keep.isascii() and keep.isdigit()):
        raise Refusal("BACKUP_KEEP_WRONG", most=MOST_KEPT)
    return BackupPlan(answer.choice == "on", texts["folder"].strip(), int(hour), int(keep))
