"""One business day of the journal as lines for any verifier: tokens-and-journal.md section 10.

A day's part goes from the row after the closing of the day before to its own closing, so that every
row is in one archive and none in two; rows of the evening after the closing are in the next one.
Where the closing is among rows that a restored till told once more, the part ends with the last of
those. Section 10's trailer is made here too; the signature line is not: the store has no key.
"""

import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import takewhile
from typing import Any, Final

import sqlalchemy as sa

from pos_app.domain.identifiers import BusinessDate
from pos_app.domain.synced import Place
from pos_app.errors import Refusal
from pos_app.store.journal_body import MONEY_KINDS
from pos_app.store.journal_export import canonical_line, header_line, row_line
from pos_app.store.journal_line import (
    Fork,
    LineRow,
    chain_at,
    find_start,
    forks,
    head,
    rows_after,
    segments,
)

_CLOSINGS: Final = """SELECT epoch, seq, json_extract(CAST(body AS TEXT), '$.d.date') FROM {}
 WHERE (epoch, seq) > (?, ?) AND (epoch, seq) <= (?, ?) AND kind = 'business_date_close'
 ORDER BY epoch DESC, seq DESC"""


@dataclass(frozen=True, slots=True)
class EpochPart:
    """A day's rows of one epoch: header, rows and trailer, each line ended by LF."""

    epoch: int
    lines: bytes


@dataclass(frozen=True, slots=True)
class DayPart:
    """What the journal has of one business day."""

    terminal_id: bytes
    epochs: tuple[EpochPart, ...]


def read_day(connection: sa.Connection, date: BusinessDate) -> DayPart:
    """Read the part of a closed day.

    Refuses: DAY_UNKNOWN for a day that was not closed.
    """
    after, upto = _bounds(connection, date)
    rows = tuple(takewhile(lambda row: row.place <= upto, rows_after(connection, after)))
    terminal_id, _ = head(connection)
    resolved = forks(connection)
    epochs = sorted({row.epoch for row in rows})
    parts = []
    for epoch in epochs:
        own = tuple(row for row in rows if row.epoch == epoch)
        parts.append(EpochPart(epoch, _lines(connection, date, own, resolved)))
    return DayPart(terminal_id, tuple(parts))


def _bounds(connection: sa.Connection, date: BusinessDate) -> tuple[Place, Place]:
    """Give the last row before a day's part, and its own last row."""
    resolved = forks(connection)
    closings = _closings(connection, resolved)
    for place, closed in closings:
        if closed == date:
            before = next((place for place, _ in closings), (0, 0))
            return _end(before, resolved), _end(place, resolved)
    raise Refusal("DAY_UNKNOWN", date=date)


def _closings(connection: sa.Connection, resolved: tuple[Fork, ...]) -> Iterator[tuple[Place, str]]:
    """Walk the closings of days backwards: yesterday's is found at once in a long journal."""
    for piece in reversed(segments(resolved)):
        span = (*piece.after, *piece.upto)
        for epoch, seq, date in connection.exec_driver_sql(_CLOSINGS.format(piece.table), span):
            yield (epoch, seq), date


def _end(closing: Place, resolved: tuple[Fork, ...]) -> Place:
    for fork in resolved:
        if (fork.epoch, 1) < closing <= fork.last_again:
            return fork.last_again
    return closing


def _lines(
    connection: sa.Connection,
    date: BusinessDate,
    rows: tuple[LineRow, ...],
    resolved: tuple[Fork, ...],
) -> bytes:
    first, last = rows[0], rows[-1]
    start = find_start(connection, first.epoch)
    before = chain_at(connection, (first.epoch, first.seq - 1))
    assert start is not None, "the rows of the line stand in epochs of the line"
    assert before is not None, "a row of the line follows another, or an epoch's start"
    header = header_line(connection, start, (date, first.seq, before))
    lines = [header, *map(row_line, rows), _trailer(rows, _totals_at(last, rows, resolved))]
    return b"".join(line + b"\n" for line in lines)


def _totals_at(
    last: LineRow, rows: tuple[LineRow, ...], resolved: tuple[Fork, ...]
) -> dict[str, int]:
    """Give the perpetual totals after the last row.

    Rows told once more keep the totals they had where they stood first; what the line has reached
    with them is what the epoch's first row says.
    """
    for fork in resolved:
        if fork.again and last.place == fork.last_again:
            opening = next((row for row in rows if row.place == (fork.epoch, 1)), last)
            return _totals(opening)
    return _totals(last)


def _totals(row: LineRow) -> dict[str, int]:
    totals: dict[str, int] = json.loads(row.body)["gt"]
    return totals


def _trailer(rows: tuple[LineRow, ...], totals: dict[str, int]) -> bytes:
    kinds: Counter[str] = Counter(row.kind for row in rows)
    tenders: Counter[str] = Counter()
    tax: Counter[str] = Counter()
    for row in rows:
        body: dict[str, Any] = json.loads(row.body) if row.kind in MONEY_KINDS else {"tr": True}
        if "tr" in body:  # training never counts
            continue
        for tender in body["d"].get("tenders", []):
            tenders[tender["t"]] += tender["a"]
        for group in body["d"].get("taxes", []):
            tax[group["c"]] += group["x"]
    return canonical_line(
        {
            "anchors": [],
            "count": len(rows),
            "gt": totals,
            "last": rows[-1].seq,
            "last_chain": rows[-1].chain.hex(),
            "totals": {"kinds": dict(kinds), "tax": dict(tax), "tenders": dict(tenders)},
        }
    )
