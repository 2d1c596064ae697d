"""The check of till.db's journal: its end at every start, the whole of it on request.

The one door to sync/journal_walk.py: here the tables of forks and lost rows become a line to walk.
"""

import json
from collections.abc import Iterator
from typing import Any, Final

from pos_app.domain.synced import Place
from pos_app.store import journal_line
from pos_app.store.database import Connection
from pos_app.store.journal_line import Fork, LineRow
from sync import journal_walk as walk
from sync.journal import Finding, JournalRow
from sync.journal_walk import Passed

_FIRST_ROWS: Final = """SELECT body FROM {} WHERE kind = 'epoch_open' AND seq = 1
 AND epoch IN (SELECT epoch FROM {}_epoch)"""
_PENDING: Final = """SELECT epoch, seq, event_id, kind, schema, body, hash, chain, sig
 FROM journal_lost WHERE (epoch, seq) > (?, ?) ORDER BY epoch, seq"""
_STARTS: Final = "SELECT epoch, public_key, chain_before FROM journal_epoch"


def check_end(connection: Connection, public_key: bytes) -> Finding | None:
    """Recompute the last links and the last signature."""
    return walk.verify_tail(connection, public_key)


def check_all(
    connection: Connection, terminal_id: bytes, public_key: bytes, passed: Passed | None = None
) -> Finding | None:
    """Check the whole journal against this terminal's id and key; None when all is well.

    ``passed`` is told each sound row and what part of the line it is.
    """
    return walk.verify(connection, terminal_id, public_key, passed, _line(connection))


def pending_rows(connection: Connection) -> Iterator[JournalRow]:
    """Give lost rows that were kept for a fork which is not resolved yet: no line has them."""
    if not journal_line.may_have_forks(connection):
        return
    resolved = journal_line.forks(connection)
    after = max((fork.have for fork in resolved), default=(0, 0))
    for row in connection.exec_driver_sql(_PENDING, after):
        yield JournalRow(*row)


def _line(connection: Connection) -> walk.Line:
    if not journal_line.may_have_forks(connection):
        return walk.plain_line(connection)
    resolved = journal_line.forks(connection)
    if not resolved:
        return walk.plain_line(connection)
    return walk.Line(
        rows=lambda: _rows(connection, resolved),
        starts=lambda epoch: _start(connection, epoch),
        branches=tuple(
            _branch(connection, fork, resolved[:at]) for at, fork in enumerate(resolved)
        ),
        commons=frozenset(_commons(connection)) | {fork.common for fork in resolved},
    )


def _rows(
    connection: Connection, resolved: tuple[Fork, ...], after: Place = (0, 0)
) -> Iterator[tuple[JournalRow, bool]]:
    for piece in journal_line.segments(resolved):
        for row in journal_line.rows_after(connection, after, (piece,)):
            yield _journal_row(row), piece.table == "journal_lost"


def _branch(connection: Connection, fork: Fork, before: tuple[Fork, ...]) -> walk.Branch:
    known = {row[0]: (row[1], row[2]) for row in connection.exec_driver_sql(_STARTS)}

    def rows() -> Iterator[JournalRow]:
        for row, _ in _rows(connection, before, fork.common):
            if row.epoch >= fork.epoch:
                return
            yield row

    return walk.Branch(
        epoch=fork.epoch,
        common=fork.common,
        have=fork.have,
        lost=fork.lost,
        again=fork.again,
        rows=rows,
        starts=known.get,
    )


def _start(connection: Connection, epoch: int) -> tuple[bytes, bytes] | None:
    start = journal_line.find_start(connection, epoch)
    return (start.public_key, start.before) if start else None


def _commons(connection: Connection) -> Iterator[Place]:
    """Name the places that forks go back to, as their first rows say; what is odd, say not."""
    for table in ("journal", "journal_lost"):
        statement = _FIRST_ROWS.format(table, table)
        for body in connection.exec_driver_sql(statement).scalars():
            try:
                common: Any = json.loads(body)["d"]["common"]
                yield int(common["epoch"]), int(common["seq"])
            except (KeyError, TypeError, ValueError):
                continue


def _journal_row(row: LineRow) -> JournalRow:
    return JournalRow(
        row.epoch,
        row.seq,
        row.event_id,
        row.kind,
        row.schema,
        row.body,
        row.hash,
        row.chain,
        row.sig,
    )
