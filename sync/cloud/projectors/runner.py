"""Brings projections forward: a batch of one terminal's rows in one transaction with its cursor.

sync.md sections 17 and 19. Two projectors at once are harmless: the cursor moves only from where it
was read, so one of them begins anew.
"""

from typing import Final

import sqlalchemy as sa

from sync.cloud.database import CloudDatabase, Conflicted
from sync.cloud.projectors.taking import Taking, recorded
from sync.cloud.schema.facts import INBOX, TERMINAL

MOST_ROWS: Final = 200
"""Of one transaction: a projector that dies loses little, and nobody waits long for its locks."""

_NOBODY: Final = ("", b"")


class Projector:
    """One for a process; one thread at a time may use it."""

    def __init__(self, database: CloudDatabase) -> None:
        self._database = database
        self._last = _NOBODY

    def work(self, now_ms: int) -> bool:
        """Project one batch of the next terminal that has rows waiting; False when none has."""
        found = self._database.read(self._next)
        if found is None:
            return False
        self._last = found
        store, terminal = found
        self._database.write(lambda connection: project_batch(connection, store, terminal, now_ms))
        return True

    def _next(self, connection: sa.Connection) -> tuple[str, bytes] | None:
        """Give every terminal its turn, however much another one has waiting."""
        return _waiting_after(connection, self._last) or _waiting_after(connection, _NOBODY)


def _waiting_after(connection: sa.Connection, last: tuple[str, bytes]) -> tuple[str, bytes] | None:
    of = TERMINAL.c
    found = connection.execute(
        sa.select(of.store, of.terminal)
        .where(
            sa.tuple_(of.epoch, of.seq) > sa.tuple_(of.projected_epoch, of.projected_seq),
            sa.tuple_(of.store, of.terminal) > sa.tuple_(*last),
            of.seq > 0,
        )
        .order_by(of.store, of.terminal)
        .limit(1)
    ).first()
    return (found.store, found.terminal) if found else None


def project_batch(connection: sa.Connection, store: str, terminal: bytes, now_ms: int) -> int:
    """Project up to ``MOST_ROWS`` rows after the cursor and move it; give their number.

    Atomicity: tables, effects, feed rows and cursor in the caller's transaction. Raises
    ``Conflicted`` when another projector came between.
    """
    of = TERMINAL.c
    where = (of.store == store, of.terminal == terminal)
    cursor = connection.execute(sa.select(of.projected_epoch, of.projected_seq).where(*where)).one()
    rows = connection.execute(
        sa.select(INBOX)
        .where(
            INBOX.c.store == store,
            INBOX.c.terminal == terminal,
            sa.tuple_(INBOX.c.epoch, INBOX.c.seq) > sa.tuple_(*cursor),
        )
        .order_by(INBOX.c.epoch, INBOX.c.seq)
        .limit(MOST_ROWS)
    ).all()
    if not rows:
        return 0
    Taking(connection, now_ms).take_all([recorded(row) for row in rows])
    moved = connection.execute(
        sa.update(TERMINAL)
        .where(
            *where,
            of.projected_epoch == cursor.projected_epoch,
            of.projected_seq == cursor.projected_seq,
        )
        .values(projected_epoch=rows[-1].epoch, projected_seq=rows[-1].seq)
    )
    if moved.rowcount != 1:
        raise Conflicted
    return len(rows)
