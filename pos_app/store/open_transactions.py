"""Transactions not finished yet: the one at hand and the suspended ones, saved at each line.

Hot path: saving a basket writes its head and the lines that changed, nothing else.
"""

import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from pos_app.domain.identifiers import BusinessDate, OperatorId, TransactionId
from pos_app.domain.member import MemberRef
from pos_app.domain.money import Money
from pos_app.domain.pricing.priced import PricedTransaction
from pos_app.domain.transaction import RetailTransaction
from pos_app.store.line_body import (
    discount_body,
    discount_of,
    dump,
    line_of,
    line_text,
    tender_body,
    tender_of,
)
from pos_app.store.open_price import price_body, price_of
from pos_app.store.promotion_body import coupon_of, held_body, standing_body, standing_of

_SAVE_HEAD = """INSERT INTO open_transaction (id, state, operator, business_date, shift, opened_ms,
 saved_ms, currency, label, detail) VALUES (?, 'current', ?, ?, ?, ?, ?, ?, ?, ?)
 ON CONFLICT (id) DO UPDATE SET operator = excluded.operator, shift = excluded.shift,
 business_date = excluded.business_date, saved_ms = excluded.saved_ms, label = excluded.label,
 detail = excluded.detail"""
_SAVE_LINE = """INSERT INTO open_line (transaction_id, line, detail) VALUES (?, ?, ?)
 ON CONFLICT (transaction_id, line) DO UPDATE SET detail = excluded.detail"""
_HEADS = """SELECT id, operator, business_date, shift, opened_ms, currency, label, detail
 FROM open_transaction WHERE state = ?"""
_FIND_CURRENT = _HEADS
_FIND_DETAIL = "SELECT detail FROM open_transaction WHERE id = ?"
_FIND_SUSPENDED = f"{_HEADS} AND id = ?"
_LIST_SUSPENDED = """SELECT id, operator, opened_ms, saved_ms, currency, label, detail
 FROM open_transaction WHERE state = ? ORDER BY id"""
_LINES = "SELECT line, detail FROM open_line WHERE transaction_id = ? ORDER BY line"
_SET_STATE = "UPDATE open_transaction SET state = ?, label = ?, saved_ms = ? WHERE id = ?"
_DROP = "DELETE FROM open_transaction WHERE id = ?"
_COUNT_SUSPENDED = "SELECT count(*) FROM open_transaction WHERE state = 'suspended'"
_IDS = "SELECT id FROM open_transaction ORDER BY id"
_SET_ID = (
    "UPDATE open_transaction SET id = ? WHERE id = ?",
    "UPDATE open_line SET transaction_id = ? WHERE transaction_id = ?",
    "UPDATE coupon_reservation SET transaction_id = ? WHERE transaction_id = ?",
    "UPDATE seen_token SET transaction_id = ? WHERE transaction_id = ?",
)


@dataclass(frozen=True, slots=True)
class Suspended:
    """A suspended transaction in a list."""

    id: TransactionId
    label: str
    line_count: int
    total: Money
    opened_ms: int
    suspended_ms: int
    operator: OperatorId


def save_open(
    connection: sa.Connection,
    priced: PricedTransaction,
    before: RetailTransaction | None,
    saved_ms: int,
) -> None:
    """Make this the open transaction; ``before`` is what the disk holds of it already."""
    transaction = priced.transaction
    connection.exec_driver_sql(
        _SAVE_HEAD,
        (
            transaction.id,
            transaction.operator,
            transaction.business_date,
            transaction.shift,
            transaction.opened_ms,
            saved_ms,
            transaction.currency,
            transaction.label,
            _detail(priced),
        ),
    )
    saved = before.lines if before is not None and before.id == transaction.id else ()
    changed = [
        (transaction.id, line.number, line_text(line))
        for at, line in enumerate(transaction.lines)
        if at >= len(saved) or saved[at] is not line
    ]
    if changed:
        connection.exec_driver_sql(_SAVE_LINE, changed)


def load_open(connection: sa.Connection) -> RetailTransaction | None:
    """Give the transaction that was at hand when the till last saved one."""
    row = connection.exec_driver_sql(_FIND_CURRENT, ("current",)).one_or_none()
    return _read(connection, row) if row else None


def find_price(
    connection: sa.Connection, transaction: RetailTransaction
) -> PricedTransaction | None:
    """Give the price that an open transaction was saved with once money was taken; None before."""
    text = connection.exec_driver_sql(_FIND_DETAIL, (transaction.id,)).scalar_one()
    body = json.loads(text).get("price")
    return None if body is None else price_of(body, transaction)


def suspend(
    connection: sa.Connection, transaction: TransactionId, label: str, saved_ms: int
) -> None:
    """Put the open transaction aside."""
    connection.exec_driver_sql(_SET_STATE, ("suspended", label, saved_ms, transaction))


def resume(
    connection: sa.Connection, transaction: TransactionId, saved_ms: int
) -> RetailTransaction | None:
    """Take a suspended transaction up again; None when it is not there any more."""
    row = connection.exec_driver_sql(_FIND_SUSPENDED, ("suspended", transaction)).one_or_none()
    if row is None:
        return None
    connection.exec_driver_sql(_SET_STATE, ("current", row.label, saved_ms, transaction))
    return _read(connection, row)


def drop(connection: sa.Connection, transaction: TransactionId) -> None:
    """Forget an open transaction with its lines: finished or voided in the same commit."""
    connection.connection.cursor().execute(_DROP, (transaction,))


def renew_ids(
    connection: sa.Connection, new_id: Callable[[], bytes]
) -> dict[TransactionId, TransactionId]:
    """Give every open transaction another id, in the caller's transaction; say which became which.

    For a disk that was restored or copied: what is open here may be finished elsewhere under the
    old id, and no two sales may have one.
    """
    connection.exec_driver_sql("PRAGMA defer_foreign_keys = ON")  # until this commit
    old = connection.exec_driver_sql(_IDS).scalars().all()
    renewed = {TransactionId(one): TransactionId(new_id()) for one in old}
    for before, after in renewed.items():
        for statement in _SET_ID:
            connection.exec_driver_sql(statement, (after, before))
    return renewed


def list_suspended(connection: sa.Connection) -> tuple[Suspended, ...]:
    """List what was put aside, oldest first."""
    found = []
    for row in connection.exec_driver_sql(_LIST_SUSPENDED, ("suspended",)):
        detail = json.loads(row.detail)
        found.append(
            Suspended(
                id=TransactionId(row.id),
                label=row.label,
                line_count=detail["lines"],
                total=Money(detail["total"], row.currency),
                opened_ms=row.opened_ms,
                suspended_ms=row.saved_ms,
                operator=OperatorId(row.operator),
            )
        )
    return tuple(found)


def count_suspended(connection: sa.Connection) -> int:
    """Count what was put aside."""
    return int(connection.exec_driver_sql(_COUNT_SUSPENDED).scalar_one())


def _detail(priced: PricedTransaction) -> str:
    transaction = priced.transaction
    return dump(
        {
            "disc": [discount_body(discount) for discount in transaction.discounts],
            "tend": [tender_body(tender) for tender in transaction.tenders],
            "ok": list(transaction.approvals),
            "total": priced.total.minor,
            "lines": len(transaction.live_lines),
        }
        | _buyer_body(transaction)
        | ({"price": price_body(priced)} if transaction.tenders else {})
    )


def _buyer_body(transaction: RetailTransaction) -> dict[str, Any]:
    body: dict[str, Any] = {}
    if transaction.member is not None:
        body["mb"] = standing_body(transaction.member)
    elif transaction.member_ref is not None:
        body["ref"] = [transaction.member_ref.handle.hex(), transaction.member_ref.day]
    if transaction.coupons:
        body["coupons"] = [held_body(coupon) for coupon in transaction.coupons]
    if transaction.points_to_spend:
        body["pts"] = transaction.points_to_spend
    return body


def _ref_of(detail: dict[str, Any]) -> MemberRef | None:
    if "ref" not in detail:
        return None
    handle, day = detail["ref"]
    return MemberRef(bytes.fromhex(handle), day)


def _read(connection: sa.Connection, row: Any) -> RetailTransaction:
    detail = json.loads(row.detail)
    currency = row.currency
    member = standing_of(detail["mb"]) if "mb" in detail else None
    lines = connection.exec_driver_sql(_LINES, (row.id,))
    return RetailTransaction(
        id=TransactionId(row.id),
        operator=OperatorId(row.operator),
        business_date=BusinessDate(row.business_date),
        shift=row.shift,
        opened_ms=row.opened_ms,
        currency=currency,
        lines=tuple(line_of(line[0], line[1], currency) for line in lines),
        discounts=tuple(discount_of(entry, currency) for entry in detail["disc"]),
        tenders=tuple(tender_of(at, entry, currency) for at, entry in enumerate(detail["tend"], 1)),
        label=row.label,
        approvals=tuple(detail["ok"]),
        member=member,
        member_ref=member.ref if member else _ref_of(detail),
        coupons=tuple(coupon_of(entry) for entry in detail.get("coupons", ())),
        points_to_spend=detail.get("pts", 0),
    )
