"""Which rows are in two places: those that stood here before a backup that was read back (X6).

Positions are noted before the backup begins and said to be safe once it is verified; whatever the
backup's own moment was, it holds them. Without backups nothing is ever safe, and tills prune
nothing.
"""

from collections.abc import Sequence
from typing import NamedTuple

import sqlalchemy as sa

from sync.cloud.schema.facts import TERMINAL


class Standing(NamedTuple):
    """Where a terminal's journal stood, in plain values that a file can keep."""

    store: str
    terminal: str
    epoch: int
    seq: int
    chain: str


def note_positions(connection: sa.Connection) -> list[Standing]:
    """Read where every journal stands; before the backup begins."""
    of = TERMINAL.c
    query = sa.select(of.store, of.terminal, of.epoch, of.seq, of.chain).where(of.seq > 0)
    return [
        Standing(row.store, bytes(row.terminal).hex(), row.epoch, row.seq, bytes(row.chain).hex())
        for row in connection.execute(query.order_by(of.store, of.terminal))
    ]


def note_verified(connection: sa.Connection, positions: Sequence[Standing]) -> int:
    """Keep that a verified backup holds these positions; give how many moved.

    A position that is not ahead of what is safe already, or that this database went back behind,
    is passed over.
    """
    of = TERMINAL.c
    moved = 0
    for one in positions:
        place = sa.tuple_(sa.literal(one.epoch), sa.literal(one.seq))
        done = connection.execute(
            sa.update(TERMINAL)
            .where(
                of.store == one.store,
                of.terminal == bytes.fromhex(one.terminal),
                place > sa.tuple_(of.safe_epoch, of.safe_seq),
                place <= sa.tuple_(of.epoch, of.seq),
            )
            .values(safe_epoch=one.epoch, safe_seq=one.seq, safe_chain=bytes.fromhex(one.chain))
        )
        moved += done.rowcount
    return moved
