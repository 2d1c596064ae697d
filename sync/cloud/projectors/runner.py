"""Brings projections forward: a batch of one terminal's rows in one transaction with its cursor.

sync.md sections 17 and 19. Two projectors at once are harmless: the cursor moves only from where it
was read, so one of them begins anew.
"""

import logging
from typing import Final

import sqlalchemy as sa

from sync.cloud.database import CloudDatabase, Conflicted, is_content_fault
from sync.cloud.projectors.records import Recorded
from sync.cloud.projectors.taking import Taking, recorded
from sync.cloud.schema.facts import INBOX, TERMINAL

_LOG: Final = logging.getLogger(__name__)

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
        try:
            self._database.write(lambda connection: project_batch(connection, *found, now_ms))
        except Exception as error:
            if not is_content_fault(error):
                raise
            _LOG.exception("projection_failed")
            self._one_by_one(*found, now_ms)
        return True

    def _one_by_one(self, store: str, terminal: bytes, now_ms: int) -> None:
        """Find the row that the tables refuse, and set it aside: it stops no other."""
        for _ in range(MOST_ROWS):
            try:
                done = self._database.write(
                    lambda connection: project_batch(connection, store, terminal, now_ms, 1)
                )
            except Exception as error:
                if not is_content_fault(error):
                    raise
                self._database.write(
                    lambda connection: give_up_next(connection, store, terminal, now_ms)
                )
                return
            if not done:
                return

    def _next(self, connection: sa.Connection) -> tuple[str, bytes] | None:
        """Give every terminal its turn, however much another one has waiting."""
        after, self._last = self._last, _NOBODY
        found = _waiting_after(connection, after)
        if found is None and after != _NOBODY:
            found = _waiting_after(connection, _NOBODY)
        return found


def _waiting_after(connection: sa.Connection, last: tuple[str, bytes]) -> tuple[str, bytes] | None:
    found = connection.execute(_WAITING, {"after_store": last[0], "after": last[1]}).first()
    return (found.store, found.terminal) if found else None


_WAITING: Final = (
    sa.select(TERMINAL.c.store, TERMINAL.c.terminal)
    .where(
        sa.tuple_(TERMINAL.c.epoch, TERMINAL.c.seq)
        > sa.tuple_(TERMINAL.c.projected_epoch, TERMINAL.c.projected_seq),
        sa.tuple_(TERMINAL.c.store, TERMINAL.c.terminal)
        > sa.tuple_(
            sa.bindparam("after_store", type_=sa.Text), sa.bindparam("after", type_=sa.LargeBinary)
        ),
        TERMINAL.c.seq > 0,
    )
    .order_by(TERMINAL.c.store, TERMINAL.c.terminal)
    .limit(1)
)


def project_batch(
    connection: sa.Connection, store: str, terminal: bytes, now_ms: int, most: int = MOST_ROWS
) -> int:
    """Project up to so many rows after the cursor and move it; give their number.

    Atomicity: tables, effects, feed rows and cursor in the caller's transaction. Raises
    ``Conflicted`` when another projector came between.
    """
    cursor = _cursor(connection, store, terminal)
    rows = _rows_after(connection, store, terminal, cursor, most)
    if rows:
        Taking(connection, now_ms).take_all(rows)
        _move(connection, cursor, rows[-1])
    return len(rows)


def give_up_next(connection: sa.Connection, store: str, terminal: bytes, now_ms: int) -> None:
    """Set the row after the cursor aside and move on. Raises ``Conflicted`` as above."""
    cursor = _cursor(connection, store, terminal)
    for row in _rows_after(connection, store, terminal, cursor, 1):
        Taking(connection, now_ms).give_up(row)
        _move(connection, cursor, row)


Cursor = tuple[int, int]


def _cursor(connection: sa.Connection, store: str, terminal: bytes) -> Cursor:
    of = TERMINAL.c
    epoch, seq = connection.execute(
        sa.select(of.projected_epoch, of.projected_seq).where(
            of.store == store, of.terminal == terminal
        )
    ).one()
    return epoch, seq


def _rows_after(
    connection: sa.Connection, store: str, terminal: bytes, cursor: Cursor, most: int
) -> list[Recorded]:
    of = INBOX.c
    found = connection.execute(
        sa.select(INBOX)
        .where(
            of.store == store,
            of.terminal == terminal,
            sa.tuple_(of.epoch, of.seq) > sa.tuple_(*cursor),
        )
        .order_by(of.epoch, of.seq)
        .limit(most)
    )
    return [recorded(row) for row in found]


def _move(connection: sa.Connection, cursor: Cursor, last: Recorded) -> None:
    of = TERMINAL.c
    moved = connection.execute(
        sa.update(TERMINAL)
        .where(
            of.store == last.store,
            of.terminal == last.terminal,
            of.projected_epoch == cursor[0],
            of.projected_seq == cursor[1],
        )
        .values(projected_epoch=last.epoch, projected_seq=last.seq)
    )
    if moved.rowcount != 1:
        raise Conflicted
