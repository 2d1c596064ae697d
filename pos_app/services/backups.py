"""Backups of this till: when and where to, made while it sells, rehearsed before they are needed.

A backup is till.db alone, encrypted under this terminal's own key: it opens nowhere else. Nothing
here ever holds up a sale: a folder that is missing, a disk that is full, are things to tell.
"""

import errno
import re
import shutil
import tempfile
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from pos_app.domain.events_set_up import CopyMade, CopyWork, Subject
from pos_app.domain.operators import Approval, Privilege
from pos_app.domain.plain_text import is_one_line
from pos_app.errors import EnvironmentFault, Refusal
from pos_app.services.admission import Admission, Admissions
from pos_app.services.change_record import ChangeRecord
from pos_app.services.desk import Desk
from pos_app.store import copies
from pos_app.store.backup import Terminal, back_up, restore
from pos_app.store.copies import CopyRun
from pos_app.store.database import Database, Progress, Synchronous
from pos_app.store.settings import find_setting, put_setting
from pos_app.store.till_file import TILL_FILE
from pos_app.store.verification import verify_till

_PLAN: Final = "backup_plan"
MOST_KEPT: Final = 90
"""A copy a night for a quarter of a year."""

_MOST_SHOWN: Final = 50
"""Runs in the list: a copy and a rehearsal a night for some weeks."""

_HOUR_MS: Final = 3_600_000
_DAY_MS: Final = 24 * _HOUR_MS
_RESTORED: Final = 0.5
"""How far a rehearsal is, by experience, once the copy has been restored."""

_STAMP: Final = "%Y%m%dT%H%M%SZ"
_REHEARSAL: Final = "rehearsal-"


@dataclass(frozen=True, slots=True)
class BackupPlan:
    """A copy a day at an hour of the local clock; as many of this till's as ``keep`` stay."""

    is_on: bool = False
    folder: str = ""
    hour: int = 3
    keep: int = 14


@dataclass(frozen=True, slots=True)
class Copied:
    """How a run ended, to be written down on the till thread. ``fault`` is None when it is good."""

    run: CopyRun
    epoch: int = 0
    seq: int = 0
    fault: EnvironmentFault | None = None


@dataclass(frozen=True, slots=True)
class CopyFile:
    """A backup in the folder: when it was made, how large it is, and its last good rehearsal."""

    name: str
    made_ms: int
    bytes: int
    rehearsed_ms: int | None


@dataclass(frozen=True, slots=True)
class BackupBook:
    """What the screen shows. ``fault`` says why the folder cannot be read or written to."""

    plan: BackupPlan
    files: tuple[CopyFile, ...]
    runs: tuple[CopyRun, ...]
    fault: EnvironmentFault | None = None


class Backups:
    """Plans on the till thread; copies, rehearses and looks on any other."""

    def __init__(self, desk: Desk, terminal: Terminal, data: Path, record: ChangeRecord) -> None:
        self._desk = desk
        self._admissions = Admissions(desk)
        self._terminal = terminal
        self._data = data
        self._record = record

    # ---- Till thread

    def plan(self) -> BackupPlan:
        """Read the plan; without one there is a plan that does nothing."""
        with self._desk.till.read() as connection:
            return BackupPlan(**(find_setting(connection, _PLAN) or {}))

    def set_plan(self, plan: BackupPlan, approval: Approval | None = None) -> None:
        """Decide when and where to. The journal has the hour and not the folder's name.

        Refuses: NOT_IN_TRAINING, NOT_SIGNED_ON, SCREEN_LOCKED, NOT_PERMITTED, APPROVAL_NEEDED,
        APPROVAL_EXPIRED, BACKUP_FOLDER_NOT_NAMED, BACKUP_HOUR_WRONG, BACKUP_KEEP_WRONG.
        """
        self._record.check_real()
        subject = self._record.subject("backup_plan", plan)
        authority = self._desk.allow(Privilege.BACK_UP, subject, approval)
        _check_plan(plan)
        before = self.plan()
        with self._desk.till.write() as connection:
            body = {"is_on": plan.is_on, "folder": plan.folder}
            put_setting(connection, _PLAN, body | {"hour": plan.hour, "keep": plan.keep})
            about = (Subject.BACKUPS, "plan")
            self._record.write(connection, about, (_told(before), _told(plan)), authority)
            if before.folder != plan.folder:
                self._record.write(connection, (Subject.BACKUPS, "folder"), None, authority)

    def is_due(self) -> bool:
        """Tell whether today's copy is still to be made: its hour has come since the last good one.

        A till that was off at that hour makes it when it is next on.
        """
        plan = self.plan()
        if not plan.is_on or self._desk.is_training:
            return False
        clock = self._desk.clock
        local_ms = clock.wall_ms() + clock.utc_offset_minutes() * 60_000
        hour_ms = local_ms - local_ms % _DAY_MS + plan.hour * _HOUR_MS
        if hour_ms > local_ms:
            hour_ms -= _DAY_MS
        since_ms = hour_ms - clock.utc_offset_minutes() * 60_000
        with self._desk.till.read() as connection:
            last = copies.last_good(connection, CopyWork.BACKUP)
        return last is None or last.at_ms < since_ms

    def note(self, copied: Copied) -> None:
        """Write down how a copy or a rehearsal went, with its journal row."""
        desk, run = self._desk, copied.run
        id_ = desk.clock.new_id().bytes
        event = CopyMade(id_, run.work, run.code, copied.epoch, copied.seq, run.sales)
        with desk.till.write() as connection:
            desk.record(connection, event)
            copies.insert(connection, event, run)

    def admit(self, approval: Approval | None = None) -> Admission:
        """Let the operator copy or rehearse, alone or with an approval.

        Refuses: NOT_IN_TRAINING, what Admissions.admit refuses.
        """
        self._record.check_real()
        return self._admissions.admit(Privilege.BACK_UP, "backup", approval)

    def check_may_look(self) -> None:
        """Let whoever may back up, alone or with an approval, see the folder.

        Refuses: NOT_SIGNED_ON, SCREEN_LOCKED, NOT_PERMITTED.
        """
        self._desk.check_may(Privilege.BACK_UP)

    # ---- Any thread

    def tidy(self, plan: BackupPlan) -> None:
        """Remove what a power cut left of a rehearsal or of a copy; what cannot be, stays.

        Never beside a copy or a rehearsal: both begin with it, and one thread does them all.
        """
        for aside in self._data.glob(f"{_REHEARSAL}*"):
            shutil.rmtree(aside, ignore_errors=True)
        try:
            for left in Path(plan.folder).glob(f"{self._prefix()}*.db.unchecked*"):
                left.unlink()
        except OSError:
            return

    def look(self, plan: BackupPlan) -> BackupBook:
        """List the copies in the plan's folder, the newest first, and how the last runs went."""
        with self._desk.till.read() as connection:
            runs = copies.latest(connection, _MOST_SHOWN)
        if not plan.folder:
            return BackupBook(plan, (), runs)
        rehearsed: dict[str, int] = {}
        for run in runs:
            if run.work is CopyWork.REHEARSAL and not run.code:
                rehearsed.setdefault(run.file, run.at_ms)
        try:
            files = tuple(self._files(Path(plan.folder), rehearsed))
        except OSError:
            fault = EnvironmentFault("BACKUP_FOLDER_MISSING", folder=plan.folder)
            return BackupBook(plan, (), runs, fault)
        try:
            _check_folder(plan.folder)
        except EnvironmentFault as fault:
            return BackupBook(plan, files, runs, fault)
        return BackupBook(plan, files, runs)

    def copy(self, admission: Admission | None, plan: BackupPlan, progress: Progress) -> Copied:
        """Make a copy, check every page and row of it, and let the oldest beyond ``keep`` go.

        ``admission`` is None for the copy of the plan, which nobody has to ask for. Faults are in
        the answer: BACKUP_FOLDER_NOT_NAMED, BACKUP_FOLDER_MISSING, BACKUP_FOLDER_READ_ONLY, and
        those of store/backup.py.
        """
        assert admission is None or admission.privilege is Privilege.BACK_UP
        began_ms = self._desk.clock.mono_ms()
        stamp = datetime.fromtimestamp(self._desk.clock.wall_ms() / 1000, UTC).strftime(_STAMP)
        target = Path(plan.folder) / f"{self._prefix()}{stamp}.db"
        try:
            if not plan.folder:
                raise EnvironmentFault("BACKUP_FOLDER_NOT_NAMED")
            _check_folder(plan.folder)
            self.tidy(plan)
            report = back_up(self._desk.till, self._terminal, target, progress)
            size = target.stat().st_size
            self._prune(Path(plan.folder), plan.keep)
        except OSError:
            fault = EnvironmentFault("BACKUP_FOLDER_MISSING", folder=plan.folder)
            return self._ended(CopyWork.BACKUP, target.name, began_ms, fault)
        except EnvironmentFault as fault:
            return self._ended(CopyWork.BACKUP, target.name, began_ms, fault)
        run = self._run(CopyWork.BACKUP, target.name, began_ms, (size, report.sales))
        return Copied(run, report.epoch, report.seq)

    def rehearse(
        self, admission: Admission, plan: BackupPlan, name: str, progress: Progress
    ) -> Copied:
        """Restore a copy into a folder aside, verify it as a till would be, and throw it away.

        The till goes on selling from its own file. Faults are in the answer: those of
        store/backup.restore, and COPY_DIFFERS for a copy whose tables are not its journal's.
        """
        assert admission.privilege is Privilege.BACK_UP
        began_ms = self._desk.clock.mono_ms()
        self.tidy(plan)
        aside = Path(tempfile.mkdtemp(prefix=_REHEARSAL, dir=self._data))
        try:
            return self._rehearse(Path(plan.folder) / name, aside, began_ms, progress)
        except EnvironmentFault as fault:
            return self._ended(CopyWork.REHEARSAL, name, began_ms, fault)
        finally:
            shutil.rmtree(aside, ignore_errors=True)

    def _rehearse(self, source: Path, aside: Path, began_ms: int, progress: Progress) -> Copied:
        def first(share: float) -> None:
            progress(share * _RESTORED)

        def rest(share: float) -> None:
            progress(_RESTORED + share * (1 - _RESTORED))

        clock = self._desk.clock
        report, _ = restore(source, aside, self._terminal, clock, accept_loss=True, progress=first)
        database = Database(aside / TILL_FILE, self._terminal.till_key, Synchronous.NORMAL)
        try:
            verdict = verify_till(database, self._terminal, rest)
        finally:
            database.close()
        if verdict.difference is not None:
            raise EnvironmentFault("COPY_DIFFERS", what=verdict.difference.what)
        size = source.stat().st_size
        run = self._run(CopyWork.REHEARSAL, source.name, began_ms, (size, report.sales))
        return Copied(run, report.epoch, report.seq)

    def _ended(self, work: CopyWork, file: str, began_ms: int, fault: EnvironmentFault) -> Copied:
        run = self._run(work, file, began_ms, (0, 0), fault.code)
        return Copied(run, fault=fault)

    def _run(
        self,
        work: CopyWork,
        file: str,
        began_ms: int,
        found: tuple[int, int],
        code: str = "",
    ) -> CopyRun:
        clock = self._desk.clock
        took_ms = clock.mono_ms() - began_ms
        return CopyRun(clock.wall_ms(), work, code, file, *found, took_ms)

    def _prefix(self) -> str:
        profile = self._desk.profile
        return f"till-{profile.store}-{profile.workstation}-"

    def _files(self, folder: Path, rehearsed: dict[str, int]) -> list[CopyFile]:
        form = re.compile(re.escape(self._prefix()) + r"(\d{8}T\d{6}Z)\.db")
        found = []
        for path in folder.iterdir():
            match = form.fullmatch(path.name)
            if match:
                made = datetime.strptime(match[1], _STAMP).replace(tzinfo=UTC)
                made_ms = int(made.timestamp()) * 1000
                size = path.stat().st_size
                found.append(CopyFile(path.name, made_ms, size, rehearsed.get(path.name)))
        return sorted(found, key=lambda file: file.name, reverse=True)

    def _prune(self, folder: Path, keep: int) -> None:
        """Let the oldest copies of this till go; what cannot be removed is no reason to fail."""
        for file in self._files(folder, {})[keep:]:
            try:
                (folder / file.name).unlink()
            except OSError:
                return


def _check_plan(plan: BackupPlan) -> None:
    if plan.is_on and not plan.folder:
        raise Refusal("BACKUP_FOLDER_NOT_NAMED")
    if plan.folder and not (is_one_line(plan.folder) and Path(plan.folder).is_absolute()):
        raise Refusal("BACKUP_FOLDER_NOT_NAMED")
    if not 0 <= plan.hour <= 23:
        raise Refusal("BACKUP_HOUR_WRONG")
    if not 1 <= plan.keep <= MOST_KEPT:
        raise Refusal("BACKUP_KEEP_WRONG", most=MOST_KEPT)


def _check_folder(folder: str) -> None:
    """Try whether a file can be put into a folder; nothing of it stays.

    A full disk is told when something is to be put there.

    Refuses: BACKUP_FOLDER_MISSING, BACKUP_FOLDER_READ_ONLY.
    """
    if not Path(folder).is_dir():
        raise EnvironmentFault("BACKUP_FOLDER_MISSING", folder=folder)
    try:
        with tempfile.TemporaryFile(dir=folder) as tried:
            tried.write(b"ronghe")
    except OSError as error:
        if error.errno != errno.ENOSPC:
            raise EnvironmentFault("BACKUP_FOLDER_READ_ONLY", folder=folder) from error


def _told(plan: BackupPlan) -> dict[str, object]:
    """Say a plan in the journal's words: a folder's name may be somebody's name."""
    return {"is_on": plan.is_on, "hour": plan.hour, "keep": plan.keep}
