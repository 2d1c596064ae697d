"""A restored or copied till finds back: what it lacked is kept, its own rows stand once more.

sync.md section 6. Each step is one commit and harmless when it is repeated.
"""

import json
from collections.abc import Sequence
from typing import Any, Final

from pos_app.domain.synced import Place
from pos_app.store import journal_line, lost_facts
from pos_app.store.database import Connection
from pos_app.store.journal import Joined, JournalWriter
from pos_app.store.journal_line import LineRow
from pos_app.store.lost_transactions import FindItem
from sync.ports import Divergence
from sync.wire.exchange import EpochStart, LogRow, Position

_PUT_LOST: Final = """INSERT INTO journal_lost (epoch, seq, event_id, kind, schema, body, hash,
 chain, sig) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING"""
_PUT_EPOCH: Final = """INSERT INTO journal_lost_epoch (epoch, public_key, chain_before)
 VALUES (?, ?, ?) ON CONFLICT DO NOTHING"""
_OURS: Final = "SELECT chain FROM journal WHERE epoch = ? AND seq = ?"
_KEYS: Final = """SELECT public_key FROM journal_lost_epoch WHERE epoch = ?
 UNION ALL SELECT public_key FROM journal_epoch WHERE epoch = ?"""
_COUNT_LOST: Final = """SELECT count(*) FROM journal_lost
 WHERE (epoch, seq) > (?, ?) AND (epoch, seq) <= (?, ?)"""
_LOST_CHAIN: Final = "SELECT chain FROM journal_lost WHERE epoch = ? AND seq = ?"
_LOST_BODY: Final = "SELECT body FROM journal_lost WHERE epoch = ? AND seq = ?"
_LAST_LOST: Final = """SELECT epoch, seq FROM journal_lost WHERE (epoch, seq) <= (?, ?)
 AND (epoch, seq) > (?, ?) ORDER BY epoch DESC, seq DESC LIMIT 1"""
_TOTALS: Final = "SELECT gt_abs_minor, gt_net_minor FROM head"
_PUT_FORK: Final = """INSERT INTO journal_fork (epoch, common_epoch, common_seq, have_epoch,
 have_seq, lost, again) VALUES (?, ?, ?, ?, ?, ?, ?)"""
_SETTLE: Final = """UPDATE cloud_head SET is_in_doubt = 0, settled_epoch = ?, acked_epoch = ?,
 acked_seq = ?, acked_chain = ?"""

Totals = tuple[int, int]
"""The perpetual absolute and net total, in minor units."""


def keep_lost(
    connection: Connection,
    writer: JournalWriter,
    rows: Sequence[LogRow],
    starts: Sequence[EpochStart],
    find_item: FindItem,
) -> None:
    """Keep rows that the cloud has and this disk lacks, and make their facts known again.

    The till signs them itself where it still has their key: the signature is the same one.
    """
    for start in starts:
        row = (start.epoch, start.public_key, start.before)
        connection.exec_driver_sql(_PUT_EPOCH, row)
    for said in rows:
        place = (said.epoch, said.event.seq)
        if connection.exec_driver_sql(_OURS, place).scalar() == said.chain:
            continue
        row_kept = _line_row(connection, writer, said)
        kept = connection.exec_driver_sql(_PUT_LOST, _columns(row_kept)).rowcount
        if kept:
            lost_facts.bring_back(connection, row_kept, find_item)


def resolve(connection: Connection, writer: JournalWriter, found: Divergence) -> None:
    """Open the epoch that the cloud names, tell its own rows once more, end the doubt."""
    common, have = _place(found.common), _place(found.have)
    lost = int(connection.exec_driver_sql(_COUNT_LOST, (*common, *have)).scalar_one())
    last = connection.exec_driver_sql(_LOST_CHAIN, have).scalar() if lost else found.common.chain
    assert last == found.have.chain, "every lost row was kept before"
    again = tuple(journal_line.rows_after(connection, common))
    totals = _corrected(connection, common, have)
    joined = Joined(
        epoch=found.next_epoch,
        why="fork" if found.is_fork else "rewind",
        chain=found.have.chain,
        common=common,
        have=have,
        lost=lost,
        again=len(again),
    )
    writer.join_epoch(connection, joined, totals)
    writer.append_again(connection, ((r.event_id, r.kind, r.schema, r.body) for r in again))
    fork = (found.next_epoch, *common, *have, lost, len(again))
    connection.exec_driver_sql(_PUT_FORK, fork)
    connection.exec_driver_sql(_SETTLE, (found.next_epoch, *have, found.have.chain))


def _corrected(connection: Connection, common: Place, have: Place) -> Totals:
    """Add to the cloud's totals what this disk has sold since the common row."""
    now: Any = connection.exec_driver_sql(_TOTALS).one()
    then = _totals_on_line(connection, common)
    theirs = _totals_of_lost(connection, common, have) or then
    return theirs[0] + now[0] - then[0], theirs[1] + now[1] - then[1]


def _totals_on_line(connection: Connection, place: Place) -> Totals:
    """Say how the totals stood after a row of the line; at an epoch's start, after the one before.

    A row that stands once more tells an older total: the epoch's first row has the right one.
    """
    epoch, seq = place
    for fork in journal_line.forks(connection):
        if fork.epoch == epoch and 1 <= seq <= fork.last_again[1]:
            seq = 1
    if seq == 0:
        before = None
        for row in journal_line.rows_after(connection, (max(epoch - 1, 0), 0)):
            if row.place >= (epoch, 0):
                break
            before = row
        return _totals_on_line(connection, before.place) if before else (0, 0)
    row_there = journal_line.find_row(connection, (epoch, seq))
    assert row_there is not None, place
    return _stated(row_there.body)


def _totals_of_lost(connection: Connection, common: Place, have: Place) -> Totals | None:
    """Say how the totals stood after the last lost row; None where none was lost."""
    last = connection.exec_driver_sql(_LAST_LOST, (*have, *common)).first()
    if last is None:
        return None
    epoch, seq = last
    first = connection.exec_driver_sql(_LOST_BODY, (epoch, 1)).scalar()
    if first is not None:
        again = json.loads(first)["d"].get("again", -1)
        if seq <= 1 + again:  # another disk had told its own rows once more there
            return _stated(first)
    return _stated(connection.exec_driver_sql(_LOST_BODY, (epoch, seq)).scalar_one())


def _stated(body: bytes) -> Totals:
    totals = json.loads(body)["gt"]
    return totals["abs"], totals["net"]


def _line_row(connection: Connection, writer: JournalWriter, said: LogRow) -> LineRow:
    event = said.event
    keys = connection.exec_driver_sql(_KEYS, (said.epoch, said.epoch)).scalars().all()
    sig = writer.sign(said.chain) if keys and keys[0] == writer.public_key else b""
    return LineRow(
        said.epoch,
        event.seq,
        event.id,
        event.kind,
        event.schema,
        event.body.encode(),
        said.hash,
        said.chain,
        sig,
    )


def _columns(row: LineRow) -> tuple[Any, ...]:
    identity = (row.epoch, row.seq, row.event_id, row.kind, row.schema, row.body)
    return (*identity, row.hash, row.chain, row.sig)


def _place(position: Position) -> Place:
    return position.epoch, position.seq
