"""What must hold at the cloud after any trouble: every row of every till once, and used once.

The inbox is compared with the tills' own journals, the projections with the inbox, the sums with
what they are sums of. Everything is read; so it may be asked of a standby as well.
"""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import sqlalchemy as sa

from sync.cloud.projectors.rebuild import find_differing
from sync.cloud.schema.facts import INBOX, TERMINAL
from sync.cloud.schema.sales import EFFECT, PARKED, QUARANTINE, SALE
from sync.cloud.schema.stock import STOCK_MOVE, STOCK_ON_HAND


@dataclass(frozen=True)
class Journal:
    """What one till wrote: ``ids`` is ``digest_of`` its events, ``sales`` how many are sales."""

    terminal_id: bytes
    rows: int
    ids: str
    sales: int


def digest_of(event_ids: Iterable[bytes]) -> str:
    """Sum up event ids in their order."""
    return hashlib.sha256(b"".join(event_ids)).hexdigest()


def find_faults(connection: sa.Connection, journals: Sequence[Journal]) -> list[str]:
    """Say what was lost, doubled or wrongly added up."""
    faults = [
        f"till {journal.terminal_id.hex()[-4:]}: {fault}"
        for journal in journals
        for fault in _find_faults_of(connection, journal)
    ]
    return faults + find_projection_faults(connection)


def _find_faults_of(connection: sa.Connection, journal: Journal) -> list[str]:
    mine = INBOX.c.terminal == journal.terminal_id
    found = connection.execute(
        sa.select(INBOX.c.seq, INBOX.c.event_id).where(mine).order_by(INBOX.c.epoch, INBOX.c.seq)
    ).all()
    faults = []
    if len(found) != journal.rows:
        faults.append(f"{len(found)} of {journal.rows} rows")
    elif digest_of(row.event_id for row in found) != journal.ids:
        faults.append("other rows than it wrote")
    sold = connection.scalar(
        sa.select(sa.func.count()).select_from(SALE).where(SALE.c.terminal == journal.terminal_id)
    )
    if sold != journal.sales:
        faults.append(f"{sold} of {journal.sales} sales")
    return faults


def find_projection_faults(connection: sa.Connection) -> list[str]:
    """Make every projection again from the inbox, and every sum from what it sums up."""
    faults = []
    for row in connection.execute(sa.select(TERMINAL)).all():
        name = f"till {row.terminal.hex()[-4:]}"
        if (row.projected_epoch, row.projected_seq) != (row.epoch, row.seq):
            faults.append(f"{name}: rows are not projected")
        differing = find_differing(connection, row.store, row.terminal)
        if differing:
            faults.append(f"{name}: {', '.join(differing)} are not what its journal makes")
    for table in (QUARANTINE, PARKED, EFFECT):
        left = connection.scalar(sa.select(sa.func.count()).select_from(table))
        if left:
            faults.append(f"{left} rows are left in {table.name}")
    return faults + _find_stock_faults(connection)


def _find_stock_faults(connection: sa.Connection) -> list[str]:
    move, sums = STOCK_MOVE.c, (sa.func.sum(STOCK_MOVE.c.quantity), sa.func.count())
    made = {
        tuple(row[:2]): (int(row[2]), row[3])
        for row in connection.execute(
            sa.select(move.store, move.sku, *sums).group_by(move.store, move.sku)
        )
    }
    there = {
        (row.store, row.sku): (row.on_hand, row.moves)
        for row in connection.execute(sa.select(STOCK_ON_HAND))
    }
    return [] if made == there else ["what is on hand is not the sum of what was moved"]
