"""The one door to sync.journal: an event goes in, a signed row comes out, in the caller's commit.

Also what a start asks of the journal: that there is one, that its end is sound, and that this disk
is the one the terminal last ran on.
"""

import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, Final

import sqlalchemy as sa

from pos_app.clock import Clock
from pos_app.domain import events
from pos_app.domain.events_set_up import CopyMade, SetUpChange, ShelfPrice
from pos_app.domain.identifiers import (
    BusinessDate,
    OperatorId,
    StoreId,
    TransactionId,
    WorkstationId,
)
from pos_app.domain.money import Money
from pos_app.domain.report import GrandTotals
from pos_app.domain.settlement import JournalPosition
from pos_app.errors import EnvironmentFault
from pos_app.store import (
    open_transactions,
    outgoing_cash,
    outgoing_drill,
    outgoing_export,
    outgoing_offers,
    outgoing_set_up,
    outgoing_stock,
)
from pos_app.store.journal_check import check_all, check_end
from pos_app.store.outgoing import data_of
from pos_app.store.settings import find_setting, put_setting
from sync import journal as log
from sync.journal_walk import Passed
from sync.wire import canonical

BODIES: Final = (
    outgoing_cash,
    outgoing_drill,
    outgoing_export,
    outgoing_offers,
    outgoing_set_up,
    outgoing_stock,
)
"""Whose import registers the bodies of events that outgoing.py does not know by itself."""

MARK_BYTES: Final = 16
CLOCK_JUMP_MS: Final = 5_000
"""Two clocks of one machine drift by less than this between two rows; more is somebody's hand."""

_MARK: Final = "terminal_mark"
_KINDS_AFTER: Final = "SELECT DISTINCT kind FROM journal WHERE (epoch, seq) > (?, ?)"
_LATEST_DATE = "SELECT max(business_date) FROM business_day"
_INSERT_COUNTER = "INSERT INTO receipt_counter (one, store, workstation, last_number)"
_NEW_COUNTER = f"{_INSERT_COUNTER} VALUES (1, ?, ?, 0)"
_LAST_BODY = "SELECT body FROM journal ORDER BY epoch DESC, seq DESC LIMIT 1"
_LAST_BOOT = """SELECT json_extract(CAST(body AS TEXT), '$.boot') FROM journal
 WHERE kind IN ('start', 'boot', 'epoch_open') ORDER BY epoch DESC, seq DESC LIMIT 1"""
_GET_WORKSTATION = "SELECT workstation FROM receipt_counter"
_SET_WORKSTATION = "UPDATE receipt_counter SET workstation = ?"

Renewed = dict[TransactionId, TransactionId]
"""The ids that open transactions had, and those they have."""


@dataclass(frozen=True, slots=True)
class Identity:
    """What the first row of a terminal's journal says of it."""

    store: StoreId
    workstation: WorkstationId
    currency: str


@dataclass(frozen=True, slots=True)
class Joined:
    """The epoch that ends a fork: it goes on after ``have``, whose chain is ``chain``.

    ``lost`` rows lead from ``common`` to ``have``; ``again`` rows of this file follow once more.
    """

    epoch: int
    why: str
    chain: bytes
    common: tuple[int, int]
    have: tuple[int, int]
    lost: int
    again: int


class JournalWriter:
    """Writes the journal of one file with this terminal's key.

    Thread: the till thread, like every write to till.db.
    """

    def __init__(
        self, terminal_id: bytes, seed: bytes, clock: Clock, *, is_training: bool = False
    ) -> None:
        self._log = log.Journal(terminal_id, seed)
        self._clock = clock
        self._is_training = is_training
        self._offset_ms = clock.wall_ms() - clock.mono_ms()
        self._listener: Callable[[], None] | None = None

    def tell(self, listener: Callable[[], None] | None) -> None:
        """Call ``listener`` at every row, inside its transaction, which may come to nothing.

        It must come back at once and raise nothing.
        """
        self._listener = listener

    def start(
        self, connection: sa.Connection, identity: Identity, mark: bytes | None = None
    ) -> bytes:
        """Make or check the journal, and give the mark to leave outside the file after the commit.

        ``mark`` is what the last start left there. A file that does not know it is a restored or
        copied one: what it sells from now on belongs to a new epoch, and its receipts say so.

        Refuses: JOURNAL_DAMAGED.
        """
        if log.find_head(connection) is None:
            self._log.open_epoch(connection)
            connection.exec_driver_sql(_NEW_COUNTER, (identity.store, identity.workstation))
            self.append(
                connection, events.Start(identity.store, identity.workstation, identity.currency)
            )
        else:
            self.check_end(connection)
            known = find_setting(connection, _MARK)
            if (mark.hex() if mark else None) not in (known or [None]):
                self.open_epoch(connection, "other_disk")
            self._note_clock_set_meanwhile(connection)
        return self.renew_mark(connection, mark)

    def check_end(self, connection: sa.Connection) -> None:
        """Recompute the last links and the last signature.

        Refuses: JOURNAL_DAMAGED.
        """
        finding = check_end(connection, self._log.public_key)
        if finding:
            raise EnvironmentFault(
                "JOURNAL_DAMAGED",
                epoch=finding.epoch,
                seq=finding.seq,
                reason=finding.reason.value,
            )

    def renew_mark(self, connection: sa.Connection, outside: bytes | None = None) -> bytes:
        """Make the file's next mark.

        It goes on knowing the one that lies ``outside`` now (None at the first start), because the
        power may go, any number of times, before the new one is written there.
        """
        mark = self._clock.random_bytes(MARK_BYTES)
        put_setting(connection, _MARK, [mark.hex(), outside.hex() if outside else None])
        return mark

    def open_epoch(self, connection: sa.Connection, why: str) -> Renewed:
        """Begin a new epoch where the file ends: rows after it may exist elsewhere.

        Receipts from here on carry the epoch in the workstation's name (T03E2), because numbers
        given out after the copy was made may be on paper. Open transactions get other ids.
        """
        before = log.get_head(connection)
        epoch = self._log.open_epoch(connection)
        self._rename(connection, before.epoch, epoch)
        self._note_epoch(connection, {"why": why, "before": _place(before.epoch, before.seq)})
        return self.renew_open(connection)

    def renew_open(self, connection: sa.Connection) -> Renewed:
        """Give the open transactions of a restored or copied disk other ids: old -> new."""
        return open_transactions.renew_ids(connection, lambda: self._clock.new_id().bytes)

    def join_epoch(self, connection: sa.Connection, joined: Joined, totals: tuple[int, int]) -> int:
        """Begin the epoch that the cloud names, on the rows of this terminal that it holds.

        ``totals``: the corrected absolute and net total. Then the rows of this file that are not
        among those stand once more (``append_again``). Gives the number of the epoch before it.
        """
        before = log.get_head(connection)
        self._log.open_epoch_after(connection, joined.epoch, joined.chain, totals)
        self._rename(connection, before.epoch, joined.epoch)
        self._note_epoch(
            connection,
            {
                "why": joined.why,
                "before": _place(*joined.have),
                "common": _place(*joined.common),
                "lost": joined.lost,
                "again": joined.again,
            },
        )
        return before.epoch

    def append_again(
        self, connection: sa.Connection, rows: Iterable[tuple[bytes, str, int, bytes]]
    ) -> None:
        """Write rows once more: event id, kind, schema and body as they are."""
        for row in rows:
            self._log.append_again(connection, canonical.RowIdentity(*row))

    @property
    def public_key(self) -> bytes:
        """This terminal's."""
        return self._log.public_key

    def sign(self, chain: bytes) -> bytes:
        """Sign a chain as the row at its end was, or would have been, signed."""
        return self._log.sign(chain)

    def _rename(self, connection: sa.Connection, before: int, epoch: int) -> None:
        workstation = connection.exec_driver_sql(_GET_WORKSTATION).scalar_one()
        base = workstation.removesuffix(f"E{before}")
        connection.exec_driver_sql(_SET_WORKSTATION, (f"{base}E{epoch}",))

    def _note_epoch(self, connection: sa.Connection, data: dict[str, Any]) -> None:
        entry = log.Entry(
            kind="epoch_open", data=data, boot=self._clock.boot_id(), **self._now(connection)
        )
        self._append(connection, entry)

    def append(
        self,
        connection: sa.Connection,
        event: events.Event,
        *,
        business_date: BusinessDate | None = None,
        operator: OperatorId | None = None,
        shift: int | None = None,
        approved_by: OperatorId | None = None,
    ) -> JournalPosition:
        """Write an event down.

        Atomicity: the caller's transaction. Without a business date it is booked on the latest
        day there is. A wall clock that was set since the last row is noted first, in a row of its
        own.
        """
        jump_ms = self._clock.wall_ms() - self._clock.mono_ms() - self._offset_ms
        if abs(jump_ms) > CLOCK_JUMP_MS:
            self._offset_ms += jump_ms
            self.append(
                connection,
                events.ClockChange(jump_ms),
                business_date=business_date,
                operator=operator,
                shift=shift,
            )
        is_start = isinstance(event, events.Start | events.Boot)
        facts = self._now(connection, business_date)
        if isinstance(event, events.TransactionRecorded):
            # One id from the first line to the cloud: the journal takes it once.
            facts["event_id"] = event.completed.priced.transaction.id
        elif isinstance(event, events.MemberEnrolled | SetUpChange | ShelfPrice | CopyMade):
            facts["event_id"] = event.id
        entry = log.Entry(
            kind=event.kind,
            schema=event.schema,
            data=data_of(event),
            operator=operator or "",
            approver=approved_by or "",
            shift=shift or 0,
            boot=self._clock.boot_id() if is_start else "",
            **facts,
        )
        return self._append(connection, entry)

    def _note_clock_set_meanwhile(self, connection: sa.Connection) -> None:
        """Note that the clock was set while the till was not running.

        Within one boot of the machine the other clock tells; after another boot only a clock that
        stands before the last row is sure to have been set.
        """
        last = connection.exec_driver_sql(_LAST_BODY).scalar_one_or_none()
        if last is None:
            return
        body = json.loads(last)
        jump_ms = self._clock.wall_ms() - int(body["wall"])
        if connection.exec_driver_sql(_LAST_BOOT).scalar() == self._clock.boot_id():
            jump_ms -= self._clock.mono_ms() - int(body["mono"])
        else:
            jump_ms = min(jump_ms, 0)
        if abs(jump_ms) > CLOCK_JUMP_MS:
            self.append(connection, events.ClockChange(jump_ms))

    def _append(self, connection: sa.Connection, entry: log.Entry) -> JournalPosition:
        position = self._log.append(connection, entry)
        if self._listener is not None:
            self._listener()
        return JournalPosition(position.epoch, position.seq, position.chain)

    def _now(
        self, connection: sa.Connection, business_date: BusinessDate | None = None
    ) -> dict[str, Any]:
        return {
            "event_id": self._clock.new_id().bytes,
            "business_date": business_date or self._latest_date(connection),
            "wall_ms": self._clock.wall_ms(),
            "mono_ms": self._clock.mono_ms(),
            "is_training": self._is_training,
        }

    def _latest_date(self, connection: sa.Connection) -> str:
        latest = connection.exec_driver_sql(_LATEST_DATE).scalar_one()
        if latest:
            return str(latest)
        # Before the first business day: the calendar's.
        local = datetime.fromtimestamp(self._clock.wall_ms() / 1000, UTC)
        return (local + timedelta(minutes=self._clock.utc_offset_minutes())).date().isoformat()


def walk_journal(
    connection: sa.Connection,
    terminal_id: bytes,
    seed: bytes,
    passed: Passed | None = None,
) -> log.Finding | None:
    """Check the whole journal against this terminal's id and key; None when all is well."""
    return check_all(connection, terminal_id, log.Journal(terminal_id, seed).public_key, passed)


def row_count(connection: sa.Connection) -> int:
    """Count the rows of all epochs."""
    return int(connection.exec_driver_sql("SELECT count(*) FROM journal").scalar_one())


def kinds_after(connection: sa.Connection, epoch: int, seq: int) -> frozenset[str]:
    """Name what kinds of rows were written after a position."""
    rows = connection.exec_driver_sql(_KINDS_AFTER, (epoch, seq))
    return frozenset(rows.scalars())


def head_position(connection: sa.Connection) -> JournalPosition:
    """Give the position of the last row, for paper."""
    position = log.get_head(connection).position
    return JournalPosition(position.epoch, position.seq, position.chain)


def grand_totals(connection: sa.Connection, currency: str) -> GrandTotals:
    """Give the perpetual totals."""
    head = log.get_head(connection)
    return GrandTotals(
        net=Money(head.gt_net_minor, currency), absolute=Money(head.gt_abs_minor, currency)
    )


def _place(epoch: int, seq: int) -> dict[str, int]:
    return {"epoch": epoch, "seq": seq}
