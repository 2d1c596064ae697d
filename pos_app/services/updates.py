"""A newer program: looked for, brought here, and run only when it can hurt nobody's day.

A till takes no update while a shift is open, a sale is begun or put aside, or anything waits for
the cloud: then its records are closed, proved elsewhere or both, and the copy that is made first is
all there is. The old program stays beside the new one and is gone back to (pos_app/updates).
"""

from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from pos_app.config import UpdateAddress
from pos_app.domain.events_set_up import Subject
from pos_app.domain.operators import Approval, Privilege
from pos_app.errand import Errand
from pos_app.errors import EnvironmentFault, Refusal
from pos_app.services.admission import Admission, Admissions
from pos_app.services.change_record import ChangeRecord
from pos_app.services.desk import Desk
from pos_app.store import cloud_head, journal_line, open_transactions, shifts
from pos_app.store.backup import Terminal, back_up
from pos_app.store.database import Connection
from pos_app.store.disk import check_room
from pos_app.store.migrations import drop_older_copies
from pos_app.store.reference_file import drop_copies
from pos_app.store.till_file import TILL_FILE
from pos_app.updates import rehearsal, slots
from pos_app.updates.client import Client, UpdateFolders, digest_of
from pos_app.updates.origin import FolderOrigin, Origin, ServerOrigin
from pos_app.updates.release import Release, Version


@dataclass(frozen=True, slots=True)
class UpdateGround:
    """What updates stand on. ``root`` is None in a program that was built without release keys."""

    version: Version
    root: bytes | None
    data: Path
    address: UpdateAddress
    terminal: Terminal

    @property
    def folder(self) -> Path:
        """Where updates are kept."""
        return self.data / slots.FOLDER


@dataclass(frozen=True, slots=True)
class ProgramStanding:
    """This program and what is known of others. ``rejected``: did not come up on this till.

    ``hindrances`` are codes of what keeps an update from being run now; none when it may be.
    """

    version: Version
    rejected: str
    address: str
    can_trust: bool
    hindrances: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Brought:
    """A newer release whose installer is here, whole and signed: then its SHA-256 is ``digest``."""

    release: Release
    setup: Path
    digest: bytes


class Updates:
    """Decides on the till thread; looks, brings and copies on any other, one at a time."""

    def __init__(self, desk: Desk, record: ChangeRecord, ground: UpdateGround) -> None:
        self._desk = desk
        self._record = record
        self._ground = ground
        self._admissions = Admissions(desk)

    # ---- Till thread

    def standing(self) -> ProgramStanding:
        """Say what runs here, and what is in the way of another.

        Refuses: NOT_SIGNED_ON, SCREEN_LOCKED.
        """
        self._desk.require_session()
        ground = self._ground
        with self._desk.till.read() as connection:
            hindrances = self._hindrances(connection)
        rejected = slots.read_slot(ground.folder).rejected
        has_root = ground.root is not None
        return ProgramStanding(ground.version, rejected, ground.address.url, has_root, hindrances)

    def admit(self, approval: Approval | None = None) -> Admission:
        """Let the operator look for an update, alone or with an approval.

        Refuses: NOT_IN_TRAINING, what Admissions.admit refuses.
        """
        self._record.check_real()
        return self._admissions.admit(Privilege.SET_UP_DEVICES, "program", approval)

    def stage(self, brought: Brought, approval: Approval | None = None) -> None:
        """Have the starter run the installer when the till has ended; the journal names both.

        Refuses: NOT_IN_TRAINING, NOT_SIGNED_ON, SCREEN_LOCKED, NOT_PERMITTED, APPROVAL_NEEDED,
        APPROVAL_EXPIRED, the hindrances of ``standing``, UPDATE_NOT_NEWER, UPDATE_FOLDER_UNUSABLE.
        """
        self._record.check_real()
        here, there = self._ground.version, brought.release.version
        subject = self._record.subject("program", str(there))
        authority = self._desk.allow(Privilege.SET_UP_DEVICES, subject, approval)
        if there <= here:
            raise Refusal("UPDATE_NOT_NEWER", there=str(there), here=str(here))
        with self._desk.till.write() as connection:
            for code in self._hindrances(connection):
                raise Refusal(code)
            about = (Subject.DEVICES, "program")
            self._record.write(connection, about, (str(here), str(there)), authority)
        try:
            slots.stage(self._ground.folder, brought.setup, str(there))
        except OSError as error:
            raise EnvironmentFault("UPDATE_FOLDER_UNUSABLE") from error

    def _hindrances(self, connection: Connection) -> tuple[str, ...]:
        currency = self._desk.profile.currency
        found = (
            ("UPDATE_SHIFT_OPEN", shifts.open_shift(connection, currency) is not None),
            ("UPDATE_SALE_OPEN", open_transactions.load_open(connection) is not None),
            ("UPDATE_SALE_SUSPENDED", open_transactions.count_suspended(connection) > 0),
            ("UPDATE_ROWS_WAIT", _is_behind(connection)),
        )
        return tuple(code for code, is_so in found if is_so)

    # ---- Any thread

    def look(self, admission: Admission, stick: Path | None, errand: Errand) -> Brought:
        """Find the newest release on the server, or on a stick, and bring its installer here.

        Refuses: UPDATE_NO_ROOT, UPDATE_NO_ADDRESS, UPDATE_NOT_NEWER, UPDATE_WAS_REJECTED,
        DISK_TOO_FULL, and what updates/client.py refuses.
        """
        assert admission.privilege is Privilege.SET_UP_DEVICES
        ground = self._ground
        if ground.root is None:
            raise Refusal("UPDATE_NO_ROOT")
        with closing(self._origin(stick, errand)) as origin:
            client = Client(origin, UpdateFolders(ground.folder), ground.root)
            release = client.newest()
            self._check_wanted(release.version)
            setup = client.fetch(release, lambda count: check_room(ground.folder, count))
        client.forget_others(setup)
        return Brought(release, setup, digest_of(setup))

    def copy(self, admission: Admission, brought: Brought, errand: Errand) -> Path:
        """Copy the records and check the copy, beside the update that is to come; gives the file.

        Refuses: UPDATE_NOT_TRUSTED where the installer is not the one that was brought (hours may
        lie between, and virus scanners); UPDATE_FOLDER_UNUSABLE; DISK_TOO_FULL also where the new
        program could not rehearse afterwards; what store/backup.back_up refuses.
        """
        assert admission.privilege is Privilege.SET_UP_DEVICES
        folder = self._ground.folder
        if digest_of(brought.setup) != brought.digest:
            raise Refusal("UPDATE_NOT_TRUSTED")
        try:
            for old in folder.glob("before-*.db"):
                old.unlink()
        except OSError as error:
            raise EnvironmentFault("UPDATE_FOLDER_UNUSABLE") from error
        till_bytes = self._desk.till.path.stat().st_size
        check_room(self._ground.data, till_bytes + rehearsal.room_for(self._ground.data))
        target = folder / f"before-{brought.release.version}.db"
        back_up(self._desk.till, self._ground.terminal, target, errand.say)
        return target

    def _check_wanted(self, found: Version) -> None:
        here, there = str(self._ground.version), str(found)
        if found <= self._ground.version:
            raise Refusal("UPDATE_NOT_NEWER", there=there, here=here)
        if slots.read_slot(self._ground.folder).rejected == there:
            raise Refusal("UPDATE_WAS_REJECTED", there=there)

    def _origin(self, stick: Path | None, errand: Errand) -> Origin:
        if stick is not None:
            return FolderOrigin(stick, errand.check)
        address = self._ground.address
        if not address.url:
            raise Refusal("UPDATE_NO_ADDRESS")
        return ServerOrigin(address.url, errand.check, address.authority)


def note_opened(data: Path, version: str) -> None:
    """Tell the starter that this version opened on this till's own records. Raises ``OSError``.

    What was kept for a way back to the version before goes, but for the records' own last copy.

    Refuses: DATABASE_IO.
    """
    slots.note_good(data / slots.FOLDER, version)
    rehearsal.tidy(data)
    drop_copies(data)
    drop_older_copies(data / TILL_FILE)


def _is_behind(connection: Connection) -> bool:
    """Tell whether a till of a cloud has rows that the cloud has not acknowledged."""
    if cloud_head.find_enrolment(connection) is None:
        return False
    acked = cloud_head.load(connection).acked
    _, head = journal_line.head(connection)
    return acked is None or (acked.epoch, acked.seq) != (head.epoch, head.seq)
