"""Takes rows of a terminal, in order, into the tables: once each, or into quarantine."""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

import sqlalchemy as sa

from sync.cloud.database import FAULTS, Conflicted
from sync.cloud.projectors import collisions, quarantine
from sync.cloud.projectors.marks import find_marks
from sync.cloud.projectors.originals import find_originals
from sync.cloud.projectors.projection import project
from sync.cloud.projectors.records import (
    NotProjected,
    Originals,
    Projection,
    Recorded,
    named_receipts,
)
from sync.cloud.schema.facts import INBOX
from sync.cloud.schema.sales import EFFECT, EVENT_SEEN, SALE
from sync.cloud.schema.sheets import DAY_TOUCHED
from sync.cloud.schema.stock import COUNT_ACT, STOCK_MOVE
from sync.cloud.schema.upsert import add_up, insert_new
from sync.cloud.stock import on_hand
from sync.wire import canonical, events
from sync.wire.packing import UnreadableError

Seen = tuple[bytes, int, int, bytes]
"""Terminal, epoch, seq and digest of an event id's first row."""


def recorded(row: sa.Row[Any]) -> Recorded:
    """Take what projecting needs from a row of the inbox."""
    return Recorded(
        tenant=row.tenant,
        store=row.store,
        terminal=row.terminal,
        epoch=row.epoch,
        seq=row.seq,
        event_id=row.event_id,
        kind=row.kind,
        schema=row.schema,
        body=row.body,
        received_ms=row.received_ms,
    )


def find_recorded(
    connection: sa.Connection, store: str, terminal: bytes, epoch: int, seq: int
) -> Recorded | None:
    """Read one row of the inbox."""
    row = connection.execute(
        sa.select(INBOX).where(
            INBOX.c.store == store,
            INBOX.c.terminal == terminal,
            INBOX.c.epoch == epoch,
            INBOX.c.seq == seq,
        )
    ).first()
    return recorded(row) if row else None


class Taking:
    """One transaction's worth. Rows are gathered by table and written together."""

    def __init__(self, connection: sa.Connection, now_ms: int) -> None:
        self._connection = connection
        self._now_ms = now_ms
        self._seen: dict[bytes, Seen] = {}
        self._open: dict[sa.Table, list[dict[str, Any]]] = {}

    def take_all(self, rows: Sequence[Recorded]) -> None:
        """Take rows of one terminal. Raises ``Conflicted`` when an id was taken meanwhile."""
        self._note_seen(rows)
        for row in rows:
            first = self._seen[row.event_id]
            if first[:3] == (row.terminal, row.epoch, row.seq):
                self.take(row)
            elif first[3] != row.digest:
                self._set_aside(row, "ROW_ID_REUSED")
        self._write()

    def take(self, row: Recorded) -> bool:
        """Take one row; False when it is in quarantine or waits behind one that is."""
        try:
            fact = _fact_of(row)
            originals, blocked = self._originals(row, fact)
            if blocked is not None:
                receipt = _receipt_of(fact)
                quarantine.park(self._connection, row, blocked, receipt, self._now_ms)
                return False
            self._add(project(row, originals, find_marks(self._connection, row)))
        except events.UnknownVersionError:
            self._set_aside(row, "ROW_TOO_NEW")
        except UnreadableError:
            self._set_aside(row, "ROW_UNREADABLE")
        except NotProjected as reason:
            self._set_aside(row, reason.reason)
        except FAULTS:
            self._set_aside(row, "ROW_FAULT")
        else:
            return True
        return False

    def give_up(self, row: Recorded) -> None:
        """Set a row aside that the tables themselves refuse."""
        self._note_seen([row])
        self._set_aside(row, "ROW_FAULT")

    def replay(self, row: Recorded) -> bool:
        """Take a row that was set aside or waits; what waited for it comes after. Writes at once.

        False when it is set aside once more, or waits still.
        """
        first = self._first_of(row)
        if first != (row.terminal, row.epoch, row.seq):
            self._set_aside(row, "ROW_ID_REUSED")
            return False
        if not self.take(row):
            return False
        self._write()
        quarantine.unpark(self._connection, row)
        quarantine.close(self._connection, row, "replayed", self._now_ms)
        return True

    # ---- what is known before

    def _note_seen(self, rows: Sequence[Recorded]) -> None:
        """Find where each id was first seen; here and now, for most."""
        firsts: dict[bytes, Recorded] = {}
        for row in rows:
            firsts.setdefault(row.event_id, row)
        new = [
            {
                "store": row.store,
                "tenant": row.tenant,
                "event_id": row.event_id,
                "terminal": row.terminal,
                "epoch": row.epoch,
                "seq": row.seq,
                "digest": row.digest,
            }
            for row in sorted(firsts.values(), key=lambda row: row.event_id)
        ]
        insert_new(self._connection, EVENT_SEEN, new)
        of = EVENT_SEEN.c
        found = self._connection.execute(
            sa.select(of.event_id, of.terminal, of.epoch, of.seq, of.digest).where(
                of.store == rows[0].store, of.event_id.in_(list(firsts))
            )
        )
        self._seen = {row[0]: (row[1], row[2], row[3], row[4]) for row in found}
        if len(self._seen) != len(firsts):
            raise Conflicted  # another terminal's commit became visible in between

    def _first_of(self, row: Recorded) -> tuple[bytes, int, int]:
        of = EVENT_SEEN.c
        found = self._connection.execute(
            sa.select(of.terminal, of.epoch, of.seq).where(
                of.store == row.store, of.event_id == row.event_id
            )
        ).one()
        return found.terminal, found.epoch, found.seq

    def _originals(self, row: Recorded, fact: events.Fact | None) -> tuple[Originals, str | None]:
        receipts = named_receipts(fact)
        if not receipts:
            return {}, None
        assert isinstance(fact, events.Transaction)
        self._write()
        found = find_originals(self._connection, row, fact, receipts)
        missing = [receipt for receipt in receipts if receipt not in found]
        return found, quarantine.find_blocked(self._connection, row, missing)

    # ---- what is written

    def _add(self, made: Projection) -> None:
        for table, rows in made.rows.items():
            self._open.setdefault(table, []).extend(rows)
        if made.effects:
            self._open.setdefault(EFFECT, []).extend(made.effects)

    def _set_aside(self, row: Recorded, reason: str) -> None:
        try:
            receipt = _receipt_of(_fact_of(row))
        except FAULTS:
            receipt = ""
        quarantine.set_aside(self._connection, row, reason, receipt, self._now_ms)

    def _write(self) -> None:
        collisions.note(self._connection, self._open.get(SALE, ()), self._now_ms)
        for table, rows in self._open.items():
            insert_new(self._connection, table, rows)
        touched = _days_of(self._open.get(SALE, ()))
        add_up(self._connection, DAY_TOUCHED, touched, sums=("changes",))
        moves, acts = self._open.get(STOCK_MOVE, ()), self._open.get(COUNT_ACT, ())
        self._open = {}
        on_hand.bring_forward(self._connection, moves, acts, self._now_ms)


def _fact_of(row: Recorded) -> events.Fact | None:
    try:
        canonical.decode(row.body)
    except canonical.NotCanonicalError as error:
        raise UnreadableError("no canonical body") from error
    read = events.read_fact(row.kind, row.schema, row.body)
    return read[1] if read else None


def _receipt_of(fact: events.Fact | None) -> str:
    return fact.rcpt.replace("\x00", "") if isinstance(fact, events.Transaction) else ""


def _days_of(sales: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Count the transactions of a batch by till and day."""
    named = ("store", "terminal", "day", "tenant")
    days = Counter(tuple(sale[name] for name in named) for sale in sales)
    return [{**dict(zip(named, day, strict=True)), "changes": n} for day, n in days.items()]
