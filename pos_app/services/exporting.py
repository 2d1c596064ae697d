"""Figures handed out as files: who may, into which folder, and what the journal then says.

Leave is given on the till thread, with its journal row; the files are written elsewhere, each whole
or not there. A day that was closed is handed out by itself where the store has a plan for it: a
folder that is missing, such as that of a stick, is told and tried again, and holds nothing up.
"""

import errno
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Final

from pos_app.domain.events_export import FileFormat, FilesHandedOut
from pos_app.domain.events_set_up import Subject
from pos_app.domain.identifiers import BusinessDate
from pos_app.domain.operators import Approval, Privilege
from pos_app.domain.report import ZReport
from pos_app.durable import put_in_place
from pos_app.errors import EnvironmentFault, Refusal
from pos_app.exports.archive import DayJournal, Signing, write_archive
from pos_app.services.change_record import ChangeRecord
from pos_app.services.desk import Authority, Desk
from pos_app.services.export_plan import DayReport, ExportPlan, plan_of, reports_of
from pos_app.services.report_making import day_report
from pos_app.store import shifts
from pos_app.store.database import Connection
from pos_app.store.day_archive import read_day
from pos_app.store.settings import find_setting, put_setting

_PLAN: Final = "export_plan"
_LAST: Final = "export_last"
_DONE_UPTO: Final = "export_done_upto"
_PART: Final = ".part"
_MOST_DAYS: Final = 31
"""A plan that could not be carried out for longer goes on with the last month."""


@dataclass(frozen=True, slots=True)
class ExportRun:
    """How the last one went; ``code`` says what kept it from being written, empty if nothing did.

    ``date`` is the last business day in it; ``files`` are names without their folder. ``failed``
    are those of a plan that were not written, ``code`` is then of the first of them.
    """

    at_ms: int
    what: str
    date: BusinessDate
    files: tuple[str, ...]
    code: str = ""
    failed: tuple[DayReport, ...] = ()


@dataclass(frozen=True, slots=True)
class ExportBook:
    """What the panel and the screen show. ``waiting`` are closed days still to be handed out."""

    plan: ExportPlan
    last: ExportRun | None
    own_folder: str
    waiting: tuple[BusinessDate, ...] = ()


@dataclass(frozen=True, slots=True)
class Wanted:
    """A report to be handed out; ``detail`` tells several of one day apart, such as a shift."""

    what: str
    format: FileFormat
    first: BusinessDate
    last: BusinessDate
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Leave:
    """Leave to write one report, already judged and in the journal. Made by ``Exporting`` alone."""

    wanted: Wanted
    folder: Path
    stem: str

    def name(self, part: str = "") -> str:
        """Name a file: store, till, report, days; ``part`` tells several of one report apart."""
        suffix = "zip" if self.wanted.format is FileFormat.ARCHIVE else self.wanted.format.value
        return f"{self.stem}-{part}.{suffix}" if part else f"{self.stem}.{suffix}"


@dataclass(frozen=True, slots=True)
class ExportGround:
    """What it stands on: ``own_folder`` is used, and made, until somebody names another."""

    own_folder: Path
    key: Signing


class Exporting:
    """Judges and remembers on the till thread; writes on any other."""

    def __init__(self, desk: Desk, record: ChangeRecord, ground: ExportGround) -> None:
        self._desk = desk
        self._record = record
        self._ground = ground
        self._is_wanted = False

    @property
    def utc_offset_minutes(self) -> int:
        """How far the shop's own time is from UTC."""
        return self._desk.clock.utc_offset_minutes()

    @property
    def now_ms(self) -> int:
        """What the shop's clock shows."""
        return self._desk.clock.wall_ms()

    # ---- Till thread

    def book(self) -> ExportBook:
        """Tell where files go, whether days are handed out by themselves, and how the last went."""
        with self._desk.till.read() as connection:
            plan = self._plan(connection)
            last = find_setting(connection, _LAST)
        run = _run(last) if last else None
        return ExportBook(plan, run, str(self._ground.own_folder), self.due())

    def set_plan(self, plan: ExportPlan, approval: Approval | None = None) -> None:
        """Decide what each closed day is handed out as, and where to.

        Atomicity: the plan and its journal rows in one commit; see ``begin``.

        Refuses: NOT_IN_TRAINING, NOT_SIGNED_ON, SCREEN_LOCKED, NOT_PERMITTED, APPROVAL_NEEDED,
        APPROVAL_EXPIRED, what ``ExportPlan.check`` refuses.
        """
        self._record.check_real()
        subject = self._record.subject("export_plan", plan)
        authority = self._desk.allow(Privilege.EXPORT, subject, approval)
        plan.check()
        with self._desk.till.write() as connection:
            self._keep(connection, self._plan(connection), plan, authority)

    def want(self) -> int:
        """Have what waits written without the usual pause after a failure; say how many days.

        Refuses: NOT_IN_TRAINING, what ``check_may_look`` refuses, EXPORT_NONE_WAITING.
        """
        self._record.check_real()
        self.check_may_look()
        days = self.due()
        if not days:
            raise Refusal("EXPORT_NONE_WAITING")
        self._is_wanted = True
        return len(days)

    def take_wanted(self) -> bool:
        """Tell, once, whether somebody wants it now."""
        wanted, self._is_wanted = self._is_wanted, False
        return wanted

    def begin(self, wanted: Wanted, plan: ExportPlan, approval: Approval | None = None) -> Leave:
        """Give leave to write a report by a plan, which is kept when it is another one.

        Atomicity: the journal's row of the report, and those of the plan, in one commit. A plan
        that is switched on begins with the next day that is closed; the journal has the decision
        and not the folder's name.

        Refuses: NOT_IN_TRAINING, NOT_SIGNED_ON, SCREEN_LOCKED, NOT_PERMITTED, APPROVAL_NEEDED,
        APPROVAL_EXPIRED, what ``ExportPlan.check`` refuses, EXPORT_FOLDER_MISSING,
        EXPORT_NOT_WRITTEN.
        """
        self._record.check_real()
        what = f"{wanted.what}:{wanted.format.value}:{wanted.first}:{wanted.last}"
        subject = self._record.subject(what, plan)
        authority = self._desk.allow(Privilege.EXPORT, subject, approval)
        plan.check()
        folder = self._folder(plan)
        with self._desk.till.write() as connection:
            before = self._plan(connection)
            if plan != before:
                self._keep(connection, before, plan, authority)
            else:
                self._desk.record_authority(connection, authority)
            self._desk.record(connection, _event(wanted), authority.approved_by)
        return self._leave(wanted, folder)

    def _keep(
        self, connection: Connection, before: ExportPlan, plan: ExportPlan, authority: Authority
    ) -> None:
        put_setting(connection, _PLAN, plan.body())
        if plan.is_on and not before.is_on:
            put_setting(connection, _DONE_UPTO, _last_closed(connection) or "")
        told = (before.told(), plan.told())
        if told[0] != told[1]:
            self._record.write(connection, (Subject.STORE, "export_plan"), told, authority)
        if plan.folder != before.folder:
            self._record.write(connection, (Subject.STORE, "export_folder"), None, authority)

    def due(self) -> tuple[BusinessDate, ...]:
        """List the closed days that the plan has still to hand out, the oldest first."""
        with self._desk.till.read() as connection:
            if not self._plan(connection).is_on or self._desk.is_training:
                return ()
            done = find_setting(connection, _DONE_UPTO) or ""
            closed = shifts.closed_days(connection, _MOST_DAYS)
        return tuple(sorted(day.date for day in closed if day.date > done))

    def begin_planned(self, wanted: Wanted) -> Leave:
        """Give the plan's own leave, with its journal row; nobody has to be asked.

        Refuses: EXPORT_FOLDER_MISSING.
        """
        plan = self.book().plan
        assert plan.is_on
        folder = self._folder(plan)
        with self._desk.till.write() as connection:
            self._desk.record(connection, replace(_event(wanted), is_planned=True))
        return self._leave(wanted, folder)

    def note(self, run: ExportRun, *, is_day_done: bool = False) -> None:
        """Remember how an export went; ``is_day_done``: the plan need not come back to that day."""
        with self._desk.till.write() as connection:
            put_setting(
                connection,
                _LAST,
                {
                    "at_ms": run.at_ms,
                    "what": run.what,
                    "date": run.date,
                    "files": list(run.files),
                    "code": run.code,
                    "failed": [str(one) for one in run.failed],
                },
            )
            if is_day_done:
                put_setting(connection, _DONE_UPTO, run.date)

    def check_may_look(self) -> None:
        """Let whoever may hand figures out, alone or with an approval, see where they go.

        Refuses: NOT_SIGNED_ON, SCREEN_LOCKED, NOT_PERMITTED.
        """
        self._desk.check_may(Privilege.EXPORT)

    # ---- Any thread

    def put(self, leave: Leave, write: Callable[[Path], object], part: str = "") -> str:
        """Write a file of a report, over an older one of the same name, and give its name.

        Atomicity: ``write`` gets a path aside; the file has its name when it is whole on the disk.

        Refuses: EXPORT_FOLDER_MISSING, EXPORT_FOLDER_FULL, EXPORT_NOT_WRITTEN.
        """
        name = leave.name(part)
        with _told_as_faults(leave.folder):
            beside = leave.folder / f".{name}{_PART}"
            self._tidy(leave.folder)
            try:
                write(beside)
                put_in_place(beside, leave.folder / name)
            finally:
                beside.unlink(missing_ok=True)
        return name

    def put_archive(self, leave: Leave) -> str:
        """Write the signed archive of a closed day.

        Refuses: DAY_UNKNOWN, and what ``put`` refuses.
        """
        date = leave.wanted.last
        report = self.closed_day(date)
        with self._desk.till.read() as connection:
            day = read_day(connection, date)
        rows = tuple((part.epoch, part.lines) for part in day.epochs)
        journal = DayJournal(day.terminal_id, rows)
        return self.put(leave, lambda path: write_archive(path, report, journal, self._ground.key))

    def closed_day(self, date: BusinessDate) -> ZReport:
        """Read the Z report of a closed day.

        Refuses: DAY_UNKNOWN.
        """
        with self._desk.till.read() as connection:
            number = shifts.z_number(connection, date)
            if number is None:
                raise Refusal("DAY_UNKNOWN", date=date)
            return day_report(self._desk, connection, date, number, is_closed=True)

    def ended(self, leave: Leave, files: tuple[str, ...], code: str = "") -> ExportRun:
        """Say how a report's files came out, for ``note``."""
        return ExportRun(self.now_ms, leave.wanted.what, leave.wanted.last, files, code)

    # ---- within

    def _tidy(self, folder: Path) -> None:
        """Remove what a power cut left half written of this till's files; no other's."""
        profile = self._desk.profile
        for left in folder.glob(f".{profile.store}-{profile.workstation}-*{_PART}"):
            left.unlink()

    def _plan(self, connection: Connection) -> ExportPlan:
        body = find_setting(connection, _PLAN)
        return plan_of(body) if body else ExportPlan(str(self._ground.own_folder))

    def _folder(self, plan: ExportPlan) -> Path:
        """Give the folder, if it is there; only the till's own is made."""
        folder = Path(plan.folder)
        if folder == self._ground.own_folder:
            with _told_as_faults(folder):
                folder.mkdir(parents=True, exist_ok=True)
        if not _is_there(folder):
            raise EnvironmentFault("EXPORT_FOLDER_MISSING", folder=plan.folder)
        return folder

    def _leave(self, wanted: Wanted, folder: Path) -> Leave:
        profile = self._desk.profile
        days = wanted.first if wanted.first == wanted.last else f"{wanted.first}_{wanted.last}"
        parts = (profile.store, profile.workstation, wanted.what, days, wanted.detail)
        return Leave(wanted, folder, "-".join(part for part in parts if part))


@contextmanager
def _told_as_faults(folder: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        if not _is_there(folder):
            raise EnvironmentFault("EXPORT_FOLDER_MISSING", folder=str(folder)) from error
        if error.errno == errno.ENOSPC:
            raise EnvironmentFault("EXPORT_FOLDER_FULL", folder=str(folder)) from error
        problem = error.strerror or str(error)
        raise EnvironmentFault("EXPORT_NOT_WRITTEN", folder=str(folder), problem=problem) from error


def _is_there(folder: Path) -> bool:
    """Look for a folder; one that cannot be looked at, such as of a broken stick, is missing."""
    try:
        return folder.is_dir()
    except OSError:
        return False


def _last_closed(connection: Connection) -> BusinessDate | None:
    closed = shifts.closed_days(connection, 1)
    return closed[0].date if closed else None


def _event(wanted: Wanted) -> FilesHandedOut:
    return FilesHandedOut(wanted.what, wanted.format, wanted.first, wanted.last)


def _run(body: dict[str, Any]) -> ExportRun:
    date, files = BusinessDate(body["date"]), tuple(body["files"])
    failed = reports_of(body["failed"])
    return ExportRun(body["at_ms"], body["what"], date, files, body["code"], failed)
