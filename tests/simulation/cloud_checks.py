"""Invariants of the cloud's database, by statements and hashing of our own.

Cheap ones read what was added since the last look; the others recompute everything.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

import sqlalchemy as sa

from sync.cloud.projectors.rebuild import find_differing
from tests.simulation.oracle import Expected, Oracle, Printed
from tests.simulation.stock_checks import check_stock
from tests.simulation.till_checks import chain_of_row, chain_of_start
from tests.simulation.world import Broken

_INBOX: Final = """SELECT terminal, epoch, seq, event_id, kind, schema, body, hash, chain FROM inbox
 ORDER BY terminal, epoch, seq"""
_EPOCHS: Final = "SELECT terminal, epoch, public_key, chain_before FROM epoch"
_TERMINALS: Final = "SELECT terminal, state, epoch, seq, chain, forks FROM terminal"
_FINISHED: Final = """SELECT event_id FROM inbox
 WHERE terminal = ? AND kind IN ('sale', 'return', 'post_void')"""
_DIGEST_AT: Final = "SELECT digest FROM feed_row WHERE feed = ? AND pos = ?"
_UNREAD: Final = "SELECT count(*) FROM feed_row WHERE feed = ? AND pos > ? AND at_ms <= ?"
_HELD: Final = """SELECT event_id FROM inbox UNION SELECT event_id FROM set_aside"""

Place = tuple[bytes, int, int]


@dataclass(frozen=True, slots=True)
class Terminal:
    """What the cloud says of a till."""

    state: str
    epoch: int
    seq: int
    chain: bytes
    forks: int


@dataclass(slots=True)
class Logs:
    """Chains of every row the cloud has ever shown, since it was last restored."""

    chains: dict[Place, bytes] = field(default_factory=dict)


def terminals(connection: sa.Connection) -> dict[bytes, Terminal]:
    """Read what the cloud says of each till."""
    return {
        bytes(row.terminal): Terminal(row.state, row.epoch, row.seq, bytes(row.chain), row.forks)
        for row in connection.exec_driver_sql(_TERMINALS)
    }


def check_inbox(connection: sa.Connection, logs: Logs) -> None:
    """Invariants 3 and 5: logs without a hole, chained, and no row ever another one."""
    starts = {(row[0], row[1]): (row[2], row[3]) for row in connection.exec_driver_sql(_EPOCHS)}
    at: tuple[bytes, int, int] = (b"", 0, 0)
    chain = b""
    found: dict[Place, bytes] = {}
    for row in connection.exec_driver_sql(_INBOX):
        if (row.terminal, row.epoch) != at[:2]:
            start = starts.get((row.terminal, row.epoch))
            if start is None:
                raise Broken(3, f"cloud: epoch {row.epoch} has no beginning")
            at, chain = (row.terminal, row.epoch, 0), chain_of_start(row.terminal, row.epoch, start)
        if row.seq != at[2] + 1:
            raise Broken(3, f"cloud: epoch {row.epoch} goes from {at[2]} to {row.seq}")
        chain = chain_of_row(chain, row.terminal, row)
        if chain != row.chain:
            raise Broken(3, f"cloud: the chain breaks at {row.epoch}.{row.seq}")
        at = (row.terminal, row.epoch, row.seq)
        found[at] = chain
    for place, known in logs.chains.items():
        if found.get(place) != known:
            raise Broken(18, f"cloud: row {place[1:]} was there and is gone or another one")
    logs.chains = found


def held_events(connection: sa.Connection) -> set[bytes]:
    """Name every event that the cloud keeps, applied or apart."""
    return {bytes(row[0]) for row in connection.exec_driver_sql(_HELD)}


def transactions_of(connection: sa.Connection, terminal: bytes) -> set[bytes]:
    """Name every finished transaction that the cloud ever took of a till."""
    rows = connection.exec_driver_sql(_FINISHED, (terminal,))
    return {bytes(row[0]) for row in rows}


def missing_receipts(
    connection: sa.Connection, oracle: Oracle, disks: list[Expected]
) -> Iterator[Printed]:
    """Invariants 18 and 19: whatever was printed has arrived.

    But for what was lost with its disk before it was sent, and is on no other disk.
    """
    held = held_events(connection)
    for event_id, printed in oracle.printed.items():
        is_here = any(event_id in disk.receipts for disk in disks)
        if event_id not in held and (is_here or event_id not in oracle.missable):
            yield printed


def check_projected(connection: sa.Connection) -> None:
    """Invariants 8 and 9: each sale's tenders its total, stock what the journals say it is."""
    for number, what, statement in _WRONG:
        found = connection.exec_driver_sql(statement).all()
        if found:
            raise Broken(number, f"cloud: {what}: {[tuple(row) for row in found[:3]]}")
    check_stock(connection)


_WRONG: Final = (
    (
        8,
        "sales whose tenders are not their total",
        """SELECT receipt, total, rounding, rounding_back FROM sale AS s
 WHERE total + rounding + rounding_back <> (SELECT coalesce(sum(amount), 0) FROM tender AS t
 WHERE t.store = s.store AND t.sale_id = s.sale_id)""",
    ),
)
_RECORDED: Final = """SELECT store, event_id, body, received_ms FROM inbox
 WHERE kind IN ('sale', 'return', 'post_void')"""
_SET_ASIDE: Final = """SELECT i.store, i.event_id FROM inbox AS i JOIN
 (SELECT store, terminal, epoch, seq FROM quarantine WHERE state = 'open' UNION
 SELECT store, terminal, epoch, seq FROM parked) USING (store, terminal, epoch, seq)"""


def check_all_projected(connection: sa.Connection) -> None:
    """Invariants 5, 7 and 18: every sale of the inbox is in the tables once, or is put aside."""
    said: dict[tuple[str, bytes], set[int]] = {}
    for row in connection.exec_driver_sql(_RECORDED):
        body = json.loads(row.body)
        if not body.get("tr"):
            said.setdefault((row.store, bytes(row.event_id)), set()).add(body["d"]["total"])
    aside = {(row[0], bytes(row[1])) for row in connection.exec_driver_sql(_SET_ASIDE)}
    made = {
        (row[0], bytes(row[1])): row[2]
        for row in connection.exec_driver_sql("SELECT store, sale_id, total FROM sale")
    }
    for key, totals in said.items():
        if key not in aside and made.get(key) not in totals:
            raise Broken(7, f"cloud: a sale of {sorted(totals)} is {made.get(key)} in its tables")
    strange = made.keys() - said.keys()
    if strange:
        raise Broken(7, f"cloud: {len(strange)} sales that nobody recorded")


def check_recomputed(connection: sa.Connection) -> None:
    """Invariant 7: the product's own recomputation finds nothing that differs."""
    for row in connection.exec_driver_sql("SELECT store, terminal FROM terminal").all():
        differing = find_differing(connection, row.store, bytes(row.terminal))
        if differing:
            raise Broken(7, f"cloud: {', '.join(differing)} are not what the journal makes")


def generation(connection: sa.Connection) -> int:
    """Read the server's generation."""
    return int(connection.exec_driver_sql("SELECT server_gen FROM server_head").scalar_one())


def feed_heads(connection: sa.Connection) -> dict[str, tuple[int, int, bytes]]:
    """Read generation, position and digest of each feed."""
    gen = generation(connection)
    rows = connection.exec_driver_sql("SELECT feed, pos, digest FROM feed_head")
    return {row.feed: (gen, row.pos, bytes(row.digest)) for row in rows}


def digest_at(connection: sa.Connection, feed: str, pos: int) -> bytes | None:
    """Read the digest of a feed at a position; None where a batch of the writer does not end."""
    found = connection.exec_driver_sql(_DIGEST_AT, (feed, pos)).first()
    return bytes(found[0]) if found and found[0] is not None else None


def unread_rows(connection: sa.Connection, feed: str, pos: int, until_ms: int) -> int:
    """Count the rows of a feed after a position that were written up to a moment."""
    return int(connection.exec_driver_sql(_UNREAD, (feed, pos, until_ms)).scalar_one())
