"""The safe's ledger read: entries, what is on its way, what should lie there."""

import json
from typing import Any, Final

import sqlalchemy as sa

from pos_app.domain.identifiers import BusinessDate, OperatorId
from pos_app.domain.money import Money
from pos_app.domain.safe import (
    TO_THE_SAFE,
    OnTheWay,
    SafeEntry,
    SafeEntryKind,
    SafeRecord,
    expected_content,
    match_arrivals,
)
from pos_app.domain.shift import Counts

_ENTRIES: Final = """SELECT kind, amount_minor, expected_minor, counts, reference, moved_ms,
 is_believed, operator, approved_by, business_date, at_ms,
 (SELECT name FROM operator WHERE operator.id = safe_entry.operator) AS name FROM safe_entry"""
_BASE: Final = """SELECT id, at_ms FROM safe_entry WHERE kind IN ('safe_open', 'safe_count')
 AND is_believed ORDER BY id DESC LIMIT 1"""
_OPENED: Final = "SELECT at_ms FROM safe_entry WHERE kind = 'safe_open' ORDER BY id LIMIT 1"
_FROM: Final = f"{_ENTRIES} WHERE id >= ? ORDER BY id"
_LATEST: Final = f"{_ENTRIES} ORDER BY id DESC LIMIT ?"
_COUNTS: Final = (
    f"""{_ENTRIES} WHERE kind IN ('safe_open', 'safe_count') ORDER BY id DESC LIMIT ?"""
)
_LAST_COUNT: Final = """SELECT is_believed FROM safe_entry
 WHERE kind IN ('safe_open', 'safe_count') ORDER BY id DESC LIMIT 1"""
_LOANS: Final = """SELECT coalesce(sum(amount_minor), 0) FROM cash_movement
 WHERE kind = 'tender_loan' AND at_ms > ?"""
_LOAN_LIST: Final = """SELECT amount_minor, operator, approved_by, at_ms,
 (SELECT business_date FROM shift WHERE shift.number = cash_movement.shift) AS business_date,
 (SELECT name FROM operator WHERE operator.id = cash_movement.operator) AS name
 FROM cash_movement WHERE kind = 'tender_loan' AND at_ms > ? ORDER BY id DESC LIMIT ?"""
_PICKUPS: Final = """SELECT shift, amount_minor, operator, at_ms FROM cash_movement
 WHERE kind = 'tender_pickup' AND reason_code = ? AND at_ms > ? ORDER BY id"""
_ARRIVED: Final = """SELECT moved_ms, expected_minor, amount_minor FROM safe_entry
 WHERE kind = 'safe_pickup' AND moved_ms BETWEEN ? AND ? ORDER BY id"""
_USED: Final = """SELECT amount_minor, business_date FROM safe_entry WHERE kind = ?
 AND replace(upper(reference), ' ', '') = replace(upper(?), ' ', '') ORDER BY id DESC LIMIT 1"""
_FOREVER_MS: Final = 2**62


def expected(connection: sa.Connection, currency: str) -> Money | None:
    """Add up what should lie in the safe; None while its ledger has not begun."""
    base = connection.exec_driver_sql(_BASE).one_or_none()
    if base is None:
        return None
    first, *since = (
        _record(row, currency).entry for row in connection.exec_driver_sql(_FROM, (base.id,))
    )
    loans = connection.exec_driver_sql(_LOANS, (base.at_ms,)).scalar_one()
    return expected_content(first, since, Money(loans, currency))


def is_count_waiting(connection: sa.Connection) -> bool:
    """Tell whether the last count was asked for once more and is still to be made."""
    return connection.exec_driver_sql(_LAST_COUNT).scalar() == 0


def on_the_way(connection: sa.Connection, currency: str) -> tuple[OnTheWay, ...]:
    """List pickups that left this till for the safe and have not arrived, oldest first."""
    opened_ms = connection.exec_driver_sql(_OPENED).scalar()
    if opened_ms is None:
        return ()
    rows = connection.exec_driver_sql(_PICKUPS, (TO_THE_SAFE, opened_ms)).all()
    arrived = [one[:2] for one in arrivals(connection, 0, _FOREVER_MS)]
    matched = match_arrivals([(row.at_ms, row.amount_minor) for row in rows], arrived)
    return tuple(
        OnTheWay(row.shift, Money(row.amount_minor, currency), OperatorId(row.operator), row.at_ms)
        for row, arrival in zip(rows, matched, strict=True)
        if arrival is None
    )


def find_used(
    connection: sa.Connection, kind: SafeEntryKind, reference: str, currency: str
) -> tuple[Money, BusinessDate] | None:
    """Find the latest entry of a kind under this number, blanks and small letters aside."""
    row = connection.exec_driver_sql(_USED, (kind.value, reference)).one_or_none()
    return None if row is None else (Money(row[0], currency), BusinessDate(row[1]))


def ledger(connection: sa.Connection, currency: str, limit: int) -> tuple[SafeRecord, ...]:
    """List the latest entries and this till's loans since the ledger began, newest first."""
    opened_ms = connection.exec_driver_sql(_OPENED).scalar()
    if opened_ms is None:
        return ()
    entries = [_record(row, currency) for row in connection.exec_driver_sql(_LATEST, (limit,))]
    loans = [
        _loan(row, currency) for row in connection.exec_driver_sql(_LOAN_LIST, (opened_ms, limit))
    ]
    return tuple(sorted((*entries, *loans), key=lambda record: -record.at_ms)[:limit])


def counts(connection: sa.Connection, currency: str, limit: int) -> tuple[SafeRecord, ...]:
    """List the latest counts, newest first, also those that were asked for once more."""
    return tuple(_record(row, currency) for row in connection.exec_driver_sql(_COUNTS, (limit,)))


def arrivals(
    connection: sa.Connection, from_ms: int, to_ms: int
) -> tuple[tuple[int, int, int], ...]:
    """List what arrived of pickups booked then: when booked, sent, arrived."""
    rows = connection.exec_driver_sql(_ARRIVED, (from_ms, to_ms))
    return tuple((row[0], row[1], row[2]) for row in rows)


def counts_of(text: str) -> Counts:
    """Read a column of counts."""
    return tuple((pair[0], pair[1]) for pair in json.loads(text))


def _record(row: Any, currency: str) -> SafeRecord:
    has_expected = row.expected_minor is not None
    entry = SafeEntry(
        kind=SafeEntryKind(row.kind),
        amount=Money(row.amount_minor, currency),
        counts=counts_of(row.counts),
        expected=Money(row.expected_minor, currency) if has_expected else None,
        reference=row.reference,
        moved_ms=row.moved_ms,
        is_believed=bool(row.is_believed),
    )
    return _recorded(entry, row)


def _loan(row: Any, currency: str) -> SafeRecord:
    return _recorded(SafeEntry(SafeEntryKind.LOAN, Money(row.amount_minor, currency)), row)


def _recorded(entry: SafeEntry, row: Any) -> SafeRecord:
    return SafeRecord(
        entry=entry,
        operator=OperatorId(row.operator),
        operator_name=row.name or row.operator,
        approved_by=OperatorId(row.approved_by) if row.approved_by else None,
        business_date=BusinessDate(row.business_date),
        at_ms=row.at_ms,
    )
