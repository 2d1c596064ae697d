"""Invariants of one till's file, by statements of our own: sync.md section 20, 1 to 3 and 8.

The journal is walked with this file's own hashing, so that a mistake of the product's cannot agree
with itself.
"""

import hashlib
import json
from typing import Any, Final

import sqlalchemy as sa

from tests.simulation.oracle import Expected
from tests.simulation.world import Broken

_ROWS: Final = """SELECT epoch, seq, event_id, kind, schema, body, hash, chain FROM journal
 ORDER BY epoch, seq"""
_HALVES: Final = """SELECT number FROM retail_transaction AS t WHERE
 (SELECT sum(net_minor) FROM sale_line AS l WHERE l.number = t.number AND NOT is_voided)
   + tax_added_minor <> total_minor
 OR (SELECT coalesce(sum(amount_minor), 0) FROM tender_line AS l WHERE l.number = t.number)
   <> total_minor + rounding_back_minor + rounding_minor"""
_EVENTS: Final = "(SELECT * FROM journal UNION ALL SELECT * FROM journal_lost)"
"""What this disk wrote, and what it got back after a restore."""

_UNJOURNALLED: Final = f"""SELECT number FROM retail_transaction AS t LEFT JOIN {_EVENTS} AS j
 ON j.event_id = t.id AND j.kind = t.kind WHERE j.event_id IS NULL"""
_UNRECORDED: Final = f"""SELECT DISTINCT seq FROM {_EVENTS} AS j LEFT JOIN retail_transaction AS t
 ON j.event_id = t.id WHERE t.id IS NULL AND j.kind IN ('sale', 'return', 'post_void')"""
_FINISHED: Final = ("sale", "return", "post_void")


def check_disk(name: str, connection: sa.Connection) -> None:
    """Invariants 2, 3 and 8: whole transactions, journals without holes, sums that agree."""
    _check_journal(name, connection)
    for number, statement in ((8, _HALVES), (2, _UNJOURNALLED), (2, _UNRECORDED)):
        found = connection.exec_driver_sql(statement).scalars().all()
        if found:
            raise Broken(number, f"{name}: transactions {found[:5]}")


def _check_journal(name: str, connection: sa.Connection) -> None:
    head = connection.exec_driver_sql("SELECT terminal_id, epoch, seq, chain FROM head").one()
    starts = {
        row[0]: (row[1], row[2])
        for row in connection.exec_driver_sql(
            "SELECT epoch, public_key, chain_before FROM journal_epoch"
        )
    }
    at: tuple[int, int, bytes] = (0, 0, bytes(32))
    for row in connection.exec_driver_sql(_ROWS):
        if row.epoch != at[0]:
            at = _entered(name, head.terminal_id, row.epoch, starts)
        if row.seq != at[1] + 1:
            raise Broken(3, f"{name}: epoch {row.epoch} goes from {at[1]} to {row.seq}")
        chain = chain_of_row(at[2], head.terminal_id, row)
        if chain != row.chain:
            raise Broken(3, f"{name}: the chain breaks at {row.epoch}.{row.seq}")
        at = (row.epoch, row.seq, chain)
    if at[0] < head.epoch:
        at = _entered(name, head.terminal_id, head.epoch, starts)
    if at != (head.epoch, head.seq, head.chain):
        raise Broken(3, f"{name}: head {head.epoch}.{head.seq}, rows end at {at[0]}.{at[1]}")


def _entered(
    name: str, terminal: bytes, epoch: int, starts: dict[int, tuple[bytes, bytes]]
) -> tuple[int, int, bytes]:
    if epoch not in starts:
        raise Broken(3, f"{name}: epoch {epoch} has no beginning")
    return epoch, 0, chain_of_start(terminal, epoch, starts[epoch])


def chain_of_start(terminal: bytes, epoch: int, start: tuple[bytes, bytes]) -> bytes:
    """Give the chain before an epoch's first row; ``start`` is its key and the chain before."""
    parts = (b"RPJ0", terminal, epoch.to_bytes(4, "big"), *start)
    return hashlib.sha256(b"".join(parts)).digest()


def chain_of_row(before: bytes, terminal: bytes, row: Any) -> bytes:
    """Give the chain after a row."""
    return hashlib.sha256(b"RPJC" + before + _hash(terminal, row)).digest()


def _hash(terminal: bytes, row: Any) -> bytes:
    kind = row.kind.encode()
    parts = (
        b"RPJ1",
        terminal,
        row.epoch.to_bytes(4, "big"),
        row.seq.to_bytes(8, "big"),
        row.event_id,
        row.schema.to_bytes(2, "big"),
        len(kind).to_bytes(1, "big"),
        kind,
        len(row.body).to_bytes(4, "big"),
        row.body,
    )
    return hashlib.sha256(b"".join(parts)).digest()


def check_printed(
    name: str, connection: sa.Connection, expected: Expected, twice: set[bytes]
) -> None:
    """Invariant 1: what was printed on this disk's line is in its journal, with its amount."""
    found = {
        row[0]: row[1]
        for row in connection.exec_driver_sql(
            f"SELECT event_id, body FROM {_EVENTS} WHERE kind IN ('sale', 'return', 'post_void')"
        )
    }
    for event_id, printed in expected.receipts.items():
        body = found.get(event_id)
        if body is None:
            raise Broken(1, f"{name}: {printed.receipt} was printed and is gone")
        if event_id not in twice and json.loads(body)["d"]["total"] != printed.total:
            raise Broken(1, f"{name}: {printed.receipt} says another amount")
