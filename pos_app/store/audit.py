"""The journal read for people: by business dates, in the order in which it was written. Reads only.

Nothing but the key of the journal is indexed, and nothing is added for this: within an epoch the
business dates rise, so that where a day begins is found by halving, in some twenty look-ups. Only
before the first shift of all it is the calendar's date that rows bear, of a clock that may have
been put right, or of a day after the one that was opened: these few rows are looked at one by one.
"""

import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from heapq import merge
from typing import Any, Final

import sqlalchemy as sa

from pos_app.domain.audit import (
    AuditFilter,
    AuditRow,
    acts_of,
    amount_of,
    drawer_change,
    tenders_of,
)
from pos_app.domain.identifiers import BusinessDate, OperatorId

_EPOCHS: Final = "SELECT epoch, min(seq), max(seq) FROM journal GROUP BY epoch ORDER BY epoch"
_DATE: Final = """SELECT json_extract(CAST(body AS TEXT), '$.bd') FROM journal
 WHERE epoch = ? AND seq = ?"""
_FIRST_SHIFT: Final = """SELECT seq FROM journal WHERE epoch = ? AND kind = 'shift_open'
 ORDER BY seq LIMIT 1"""
_ROWS: Final = """SELECT epoch, seq, event_id, kind, body FROM journal
 WHERE epoch = ? AND seq BETWEEN ? AND ? ORDER BY seq"""
_LOST: Final = """SELECT epoch, seq, event_id, kind, body FROM journal_lost
 WHERE json_extract(CAST(body AS TEXT), '$.bd') BETWEEN ? AND ? ORDER BY epoch, seq"""
_SHIFT_DATE: Final = "SELECT business_date FROM shift WHERE number = ?"
_BETWEEN_CHECKS: Final = 500
"""Some milliseconds of reading: whoever gives a question up does not wait."""

_CONSENT_BEFORE: Final = frozenset({"post_void", "reprint"})
"""Kinds that are called as their privilege is; its subject is the receipt."""


def list_rows(
    connection: sa.Connection, wanted: AuditFilter, check: Callable[[], None]
) -> Iterator[AuditRow]:
    """Give the rows that are wanted, in the order in which they were written.

    What this disk had lost stands where its times put it; what was told once more in a later epoch
    stands where it was told first. ``check`` is called every few hundred rows and ends it by
    raising.
    """
    here = _told(_between(connection, wanted.first, wanted.last), is_lost=False)
    rows = connection.exec_driver_sql(_LOST, (wanted.first, wanted.last))
    both = merge(here, _told(rows, is_lost=True), key=lambda told: told[1].at_ms)
    seen = set[bytes]()
    consent: AuditRow | None = None
    for count, (event, row) in enumerate(both, 1):
        if count % _BETWEEN_CHECKS == 0:
            check()
        if row.kind == "override":
            consent = row
        found = _with_consent(row, consent)
        if event not in seen and wanted.takes(found):
            seen.add(event)
            yield found


def date_of_shift(connection: sa.Connection, shift: int) -> BusinessDate | None:
    """Say on which day a shift was worked; None where there is none of that number."""
    found = connection.exec_driver_sql(_SHIFT_DATE, (shift,)).scalar_one_or_none()
    return BusinessDate(found) if found is not None else None


def _told(rows: Iterable[sa.Row[Any]], *, is_lost: bool) -> Iterator[tuple[bytes, AuditRow]]:
    """Read rows, with the ids of their events."""
    return ((bytes(row.event_id), _audit_row(row, is_lost=is_lost)) for row in rows)


def _with_consent(row: AuditRow, consent: AuditRow | None) -> AuditRow:
    """Note at a post void or a copy who consented to it: that stands in the row before alone."""
    if row.kind not in _CONSENT_BEFORE or consent is None:
        return row
    if (consent.said["privilege"], consent.said.get("subject")) != (row.kind, row.said.get("of")):
        return row
    acts = tuple(replace(act, approved_by=consent.approved_by or "") for act in row.acts)
    return replace(row, approved_by=consent.approved_by, acts=acts)


def _between(
    connection: sa.Connection, first: BusinessDate, last: BusinessDate
) -> Iterator[sa.Row[Any]]:
    """Give the rows of these dates, and some of other dates from before the first shift."""
    for at, (epoch, lowest, highest) in enumerate(connection.exec_driver_sql(_EPOCHS).all()):
        low = lowest if at else _first_shift(connection, epoch, highest)
        yield from connection.exec_driver_sql(_ROWS, (epoch, lowest, low - 1))
        begin = _seq_of(connection, (epoch, low, highest), lambda date: date >= first)
        end = _seq_of(connection, (epoch, low, highest), lambda date: date > last)
        yield from connection.exec_driver_sql(_ROWS, (epoch, begin, end - 1))


def _first_shift(connection: sa.Connection, epoch: int, highest: int) -> int:
    """Find where the first shift was opened, or the place after the last row."""
    found = connection.exec_driver_sql(_FIRST_SHIFT, (epoch,)).scalar_one_or_none()
    return highest + 1 if found is None else int(found)


def _seq_of(
    connection: sa.Connection, rows: tuple[int, int, int], is_past: Callable[[str], bool]
) -> int:
    """Find the first row of an epoch whose date is past, or the place after its last row."""
    epoch, low, high = rows
    high += 1
    while low < high:
        middle = (low + high) // 2
        if is_past(connection.exec_driver_sql(_DATE, (epoch, middle)).scalar_one()):
            high = middle
        else:
            low = middle + 1
    return low


def _audit_row(row: sa.Row[Any], *, is_lost: bool) -> AuditRow:
    body = json.loads(row.body)
    kind = row.kind
    data = body["d"]
    is_training = body.get("tr", False)
    said = {key: value for key, value in data.items() if not isinstance(value, list | dict)}
    approver = body.get("by", "")
    return AuditRow(
        epoch=row.epoch,
        seq=row.seq,
        kind=kind,
        at_ms=body["wall"],
        business_date=BusinessDate(body["bd"]),
        operator=OperatorId(body["op"]) if body["op"] else None,
        approved_by=OperatorId(approver) if approver else None,
        # The row that opens a shift is written before the shift is anybody's.
        shift=body.get("sh") or data.get("shift"),
        receipt=str(data.get("rcpt", "")),
        amount_minor=amount_of(kind, data),
        drawer_minor=0 if is_training else drawer_change(kind, data),
        acts=() if is_training else acts_of(kind, data, body["op"], approver),
        said=said,
        tenders=tenders_of(kind, data),
        is_training=is_training,
        is_lost=is_lost,
    )
