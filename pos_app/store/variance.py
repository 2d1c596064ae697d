"""A closed shift's cash as the record has it, read whole for the detective (domain/variance).

Sales, movements and drawer openings stand in tables; what was on a voided transaction stands in
the journal alone, in the stretch of it that lies between the receipts around the shift.
"""

import json
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from typing import Any, Final

import sqlalchemy as sa

from pos_app.domain.identifiers import ReceiptNumber
from pos_app.domain.money import Money, round_cash
from pos_app.domain.safe import TO_THE_SAFE, match_arrivals
from pos_app.domain.shift import CashMovementKind
from pos_app.domain.shop import StoreProfile
from pos_app.domain.tender import TenderType
from pos_app.domain.transaction import TransactionKind
from pos_app.domain.variance.facts import Deal, Moved, Opened, ShiftFacts, Voided
from pos_app.store import safe, shifts, till_counts
from pos_app.store.safe import counts_of
from pos_app.store.transactions import key_of

_SHIFT: Final = """SELECT business_date, opened_ms, opening_counts, closed_ms,
 counted_minor - expected_minor AS over_short, closing_counts FROM shift
 WHERE number = ? AND closed_ms IS NOT NULL"""
_DEALS: Final = """SELECT number, printf('%s-%s-%06d', store, workstation,
 coalesce(printed_number, number)) AS receipt, kind, completed_ms FROM retail_transaction
 WHERE business_date = ? AND shift = ? ORDER BY completed_ms, number"""
_TENDERS: Final = """SELECT number, tender_type, amount_minor, is_change FROM tender_line
 WHERE number IN (SELECT number FROM retail_transaction WHERE business_date = ? AND shift = ?)"""
_ORIGINALS: Final = """SELECT DISTINCT number, original_receipt FROM sale_line
 WHERE original_receipt IS NOT NULL AND NOT is_voided AND number IN
 (SELECT number FROM retail_transaction WHERE business_date = ? AND shift = ?)"""
_PAID_BY: Final = "SELECT DISTINCT tender_type FROM tender_line WHERE number = ? AND NOT is_change"
_MOVEMENTS: Final = """SELECT kind, amount_minor, reason_code, at_ms FROM cash_movement
 WHERE shift = ? ORDER BY id"""
_OPENED: Final = """SELECT at_ms, reason_code FROM control_event
 WHERE shift = ? AND kind = 'no_sale' ORDER BY id"""
_BEFORE: Final = """SELECT journal_epoch, journal_seq FROM retail_transaction
 WHERE completed_ms < ? AND number < coalesce((SELECT min(number) FROM retail_transaction
 WHERE business_date = ? AND shift = ? AND number > 0), 9223372036854775807) AND number > 0
 ORDER BY number DESC LIMIT 1"""
_DROPPED: Final = """SELECT body FROM journal WHERE (epoch, seq) > (?, ?) AND kind = 'void'
 AND json_extract(CAST(body AS TEXT), '$.sh') = ? ORDER BY epoch, seq"""


def shift_facts(connection: sa.Connection, number: int, profile: StoreProfile) -> ShiftFacts | None:
    """Read what a shift's record says of its cash; None when there is no such closed shift."""
    shift = connection.exec_driver_sql(_SHIFT, (number,)).one_or_none()
    if shift is None:
        return None
    scope = (shift.business_date, number)
    open_while = (shift.opened_ms, shift.closed_ms)
    return ShiftFacts(
        shift=number,
        currency=profile.currency,
        opened_ms=shift.opened_ms,
        closed_ms=shift.closed_ms,
        over_short_minor=shift.over_short,
        opening=counts_of(shift.opening_counts),
        counts=counts_of(shift.closing_counts),
        counted_before=till_counts.before(connection, number, shift.opened_ms),
        denominations=profile.denominations,
        step_minor=profile.cash_rounding.step_minor,
        deals=_deals(connection, scope),
        movements=_movements(connection, number, safe.arrivals(connection, *open_while)),
        openings=tuple(Opened(*row) for row in connection.exec_driver_sql(_OPENED, (number,))),
        voided=_voided(connection, shift.opened_ms, scope, profile),
        standard_float_minor=profile.cash.standard_float_minor,
        pickup_limit_minor=profile.cash.pickup_limit_minor,
    )


def _deals(connection: sa.Connection, scope: tuple[str, int]) -> tuple[Deal, ...]:
    tenders: dict[int, list[Any]] = defaultdict(list)
    for row in connection.exec_driver_sql(_TENDERS, scope):
        tenders[row.number].append(row)
    origins = _origins(connection, scope)
    return tuple(
        replace(_deal(row, tenders[row.number]), was_paid_in_cash=origins.get(row.number))
        for row in connection.exec_driver_sql(_DEALS, scope)
    )


def _origins(connection: sa.Connection, scope: tuple[str, int]) -> dict[int, bool]:
    """Tell for each return whether what came back had been paid in cash, where this till knows."""
    found = {}
    for number, text in connection.exec_driver_sql(_ORIGINALS, scope).all():
        receipt = ReceiptNumber.parse(text)
        assert receipt is not None, text
        key = key_of(connection, receipt)
        paid_by = set(connection.exec_driver_sql(_PAID_BY, (key,)).scalars())
        if len(paid_by) == 1:
            found[number] = paid_by == {TenderType.CASH.value}
    return found


def _deal(row: Any, tenders: list[Any]) -> Deal:
    cash = [tender for tender in tenders if tender.tender_type == TenderType.CASH.value]
    net = sum(tender.amount_minor for tender in cash)
    handed = sum(tender.amount_minor for tender in cash if not tender.is_change)
    return Deal(
        receipt=row.receipt,
        kind=TransactionKind(row.kind),
        at_ms=row.completed_ms,
        cash_minor=net,
        card_minor=sum(
            tender.amount_minor for tender in tenders if tender.tender_type == TenderType.CARD.value
        ),
        handed_minor=handed if net > 0 else 0,
        change_minor=handed - net if net > 0 else 0,
    )


def _movements(
    connection: sa.Connection, number: int, arrivals: Sequence[tuple[int, int, int]]
) -> tuple[Moved, ...]:
    rows = connection.exec_driver_sql(_MOVEMENTS, (number,)).all()
    # Whatever else moved has no arrival: the safe counts pickups on their way to it alone.
    to_safe = [at for at, row in enumerate(rows) if row.reason_code == TO_THE_SAFE]
    sent = [(rows[at].at_ms, rows[at].amount_minor) for at in to_safe]
    matched = match_arrivals(sent, [one[:2] for one in arrivals])
    there = {
        at: arrivals[arrival][2]
        for at, arrival in zip(to_safe, matched, strict=True)
        if arrival is not None
    }
    return tuple(
        Moved(
            CashMovementKind(row.kind), row.amount_minor, row.reason_code, row.at_ms, there.get(at)
        )
        for at, row in enumerate(rows)
    )


def _voided(
    connection: sa.Connection, opened_ms: int, scope: tuple[str, int], profile: StoreProfile
) -> tuple[Voided, ...]:
    """Find what was voided; its total as cash would have settled it."""
    after = connection.exec_driver_sql(_BEFORE, (opened_ms, *scope)).one_or_none() or (0, 0)
    found = []
    for row in connection.exec_driver_sql(_DROPPED, (*after, shifts.number_given(scope[1]))):
        body = json.loads(row.body)
        total = Money(body["d"]["total"], profile.currency)
        rounding = profile.cash_rounding
        cash = round_cash(total, rounding.step_minor, rounding.rounding)
        found.append(Voided(body["wall"], cash.minor))
    return tuple(found)
