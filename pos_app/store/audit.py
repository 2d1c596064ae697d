"""The journal read for people: by business dates, in the order in which it was written. Reads only.

Nothing but the key of the journal is indexed, and nothing is added for this: within an epoch the
business dates rise, so that where a day begins is found by halving, in some twenty look-ups.
"""

import json
from collections.abc import Callable, Iterator
from itertools import chain
from typing import Any, Final

import sqlalchemy as sa

from pos_app.domain.audit import (
    AuditFilter,
    AuditRow,
    acts_of,
    amount_of,
    drawer_change,
)
from pos_app.domain.identifiers import BusinessDate, OperatorId

_EPOCHS: Final = "SELECT epoch, min(seq), max(seq) FROM journal GROUP BY epoch ORDER BY epoch"
_DATE: Final = """SELECT json_extract(CAST(body AS TEXT), '$.bd') FROM journal
 WHERE epoch = ? AND seq = ?"""
_ROWS: Final = """SELECT epoch, seq, kind, body FROM journal
 WHERE epoch = ? AND seq BETWEEN ? AND ? ORDER BY seq"""
_LOST: Final = """SELECT epoch, seq, kind, body FROM journal_lost
 WHERE json_extract(CAST(body AS TEXT), '$.bd') BETWEEN ? AND ? ORDER BY epoch, seq"""
_SHIFT_DATE: Final = "SELECT business_date FROM shift WHERE number = ?"
_BETWEEN_CHECKS: Final = 500


def list_rows(
    connection: sa.Connection, wanted: AuditFilter, check: Callable[[], None]
) -> Iterator[AuditRow]:
    """Give the rows that are wanted; what this disk had lost comes last.

    ``check`` is called every few hundred rows and ends it by raising.
    """
    here = ((row, False) for row in _between(connection, wanted.first, wanted.last))
    lost = ((row, True) for row in connection.exec_driver_sql(_LOST, (wanted.first, wanted.last)))
    for seen, (row, is_lost) in enumerate(chain(here, lost), 1):
        if seen % _BETWEEN_CHECKS == 0:
            check()
        found = _audit_row(row, is_lost=is_lost)
        if wanted.takes(found):
            yield found


def date_of_shift(connection: sa.Connection, shift: int) -> BusinessDate | None:
    """Say on which day a shift was worked; None where there is none of that number."""
    found = connection.exec_driver_sql(_SHIFT_DATE, (shift,)).scalar_one_or_none()
    return BusinessDate(found) if found is not None else None


def _between(
    connection: sa.Connection, first: BusinessDate, last: BusinessDate
) -> Iterator[sa.Row[Any]]:
    for epoch, lowest, highest in connection.exec_driver_sql(_EPOCHS).all():
        begin = _seq_of(connection, (epoch, lowest, highest), lambda date: date >= first)
        end = _seq_of(connection, (epoch, lowest, highest), lambda date: date > last)
        yield from connection.exec_driver_sql(_ROWS, (epoch, begin, end - 1))


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
    approver = body.get("by") or None
    is_own = approver is not None and approver == body["op"]
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
        acts=() if is_training else acts_of(kind, data, approved_self=is_own),
        said=said,
        is_training=is_training,
        is_lost=is_lost,
    )
