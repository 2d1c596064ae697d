"""Finished transactions: written once by ``record``, read back whole, never changed.

Hot path: one statement per table, no ORM, and a cursor of the driver's own, because SQLAlchemy's
exec_driver_sql takes as long as the statement itself. What the rows say is what the journal body
says; the ``verify`` command compares the two.
"""

import json
from collections.abc import Iterable
from typing import Any

import sqlalchemy as sa

from pos_app.domain.catalog import TaxGroup
from pos_app.domain.identifiers import (
    BusinessDate,
    OperatorId,
    ReceiptNumber,
    TransactionId,
)
from pos_app.domain.member import MemberRef
from pos_app.domain.money import Money
from pos_app.domain.pricing.priced import (
    PricedLine,
    PricedTransaction,
    PriceModifier,
    TaxTotal,
    check_sums,
)
from pos_app.domain.settlement import CompletedTransaction, JournalPosition, rounding_shares
from pos_app.domain.tender import CardSlip, TenderLine, TenderType
from pos_app.domain.transaction import Line, RetailTransaction, ReturnLine, SaleLine
from pos_app.store.line_body import discount_body, discount_of, dump, line_of, line_text
from pos_app.store.points import moves_of
from pos_app.store.promotion_body import coupon_body, coupon_of, trace_body, trace_of

_NEXT_RECEIPT = """UPDATE receipt_counter SET last_number = last_number + 1
 RETURNING store, workstation, last_number"""
INSERT_TRANSACTION = """INSERT INTO retail_transaction (number, store, workstation, id, kind,
 operator, operator_name, business_date, shift, opened_ms, completed_ms, currency, post_void_of,
 subtotal_minor, discount_minor, tax_added_minor, total_minor, rounding_back_minor, rounding_minor,
 change_minor, journal_epoch, journal_seq, detail, member_handle, member_day, printed_number)
 VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"""
INSERT_LINE = """INSERT INTO sale_line (number, line, kind, sku, quantity_thousandths,
 unit_price_minor, extended_minor, net_minor, tax_minor, amount_minor, rounding_minor, is_voided,
 is_overridden, original_receipt, original_line, detail)
 VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"""
INSERT_MODIFIER = """INSERT INTO line_modifier (number, line, position, amount_minor, reason_code,
 given_by, approved_by, rate_ppm, is_share, application)
 VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"""
INSERT_TENDER = """INSERT INTO tender_line (number, tender, tender_type, amount_minor, is_change,
 card_brand, card_last_four, card_approval_code, reference)
 VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)"""
INSERT_TAX = """INSERT INTO transaction_tax (number, position, tax_code, rate_ppm, is_inclusive,
 base_minor, tax_minor) VALUES (?, ?, ?, ?, ?, ?, ?)"""

_FIND = "SELECT * FROM retail_transaction WHERE number = ?"
_FIND_LINES = """SELECT line, extended_minor, net_minor, tax_minor, amount_minor, detail
 FROM sale_line WHERE number = ? ORDER BY line"""
_FIND_MODIFIERS = """SELECT line, amount_minor, reason_code, given_by, rate_ppm, approved_by,
 is_share, application FROM line_modifier WHERE number = ? ORDER BY line, position"""
_FIND_TENDERS = """SELECT tender, tender_type, amount_minor, card_brand, card_last_four,
 card_approval_code, reference, is_change FROM tender_line WHERE number = ? ORDER BY tender"""
_FIND_TAXES = """SELECT tax_code, rate_ppm, is_inclusive, base_minor, tax_minor
 FROM transaction_tax WHERE number = ? ORDER BY position"""
_KEY_OF_PRINTED = """SELECT number FROM retail_transaction
 WHERE (printed_number, workstation, store) = (?, ?, ?) AND NOT EXISTS (SELECT 1
 FROM retail_transaction AS own WHERE (own.number, own.workstation, own.store) = (?, ?, ?))
 LIMIT 1"""
_KEY_OF_ID = """SELECT number FROM (SELECT number, id FROM retail_transaction WHERE number = ?
 UNION ALL SELECT number, id FROM retail_transaction WHERE printed_number = ?) WHERE id = ?"""
_LAST_OF_SHIFT = """SELECT store, workstation, number FROM retail_transaction
 WHERE shift = ? ORDER BY number DESC LIMIT 1"""
_COUNT_COPIES = "SELECT count(*) FROM control_event WHERE kind = 'reprint' AND receipt = ?"


def next_receipt(connection: sa.Connection) -> ReceiptNumber:
    """Take the next number, in the sale's own transaction: a sale undone gives it back."""
    driver = connection.connection.cursor()
    driver.execute(_NEXT_RECEIPT)
    return ReceiptNumber(*driver.fetchall()[0])


def record(connection: sa.Connection, completed: CompletedTransaction) -> None:
    """Write a finished transaction: the only place that does."""
    priced = completed.priced
    check_sums(priced)
    number = completed.receipt.number
    driver = connection.connection.cursor()
    driver.execute(INSERT_TRANSACTION, _transaction_row(completed))
    shares = rounding_shares(priced, completed.rounding)
    driver.executemany(
        INSERT_LINE,
        [_line_row(number, line, share) for line, share in zip(priced.lines, shares, strict=True)],
    )
    driver.executemany(INSERT_MODIFIER, list(_modifier_rows(number, priced)))
    driver.executemany(INSERT_TENDER, [_tender_row(number, t) for t in _tenders(priced)])
    driver.executemany(
        INSERT_TAX,
        [
            (
                number,
                at,
                entry.group.code,
                entry.group.rate_ppm,
                int(entry.group.is_inclusive),
                entry.base.minor,
                entry.tax.minor,
            )
            for at, entry in enumerate(priced.taxes, 1)
        ],
    )


def find_finished(
    connection: sa.Connection, receipt: ReceiptNumber, of: TransactionId | None = None
) -> CompletedTransaction | None:
    """Read a finished transaction back, every amount as recorded; None when there is none.

    ``of`` tells which one where two disks gave the same number out; otherwise see ``key_of``.
    """
    key = key_of(connection, receipt)
    if of is not None:
        named = (receipt.number, receipt.number, of)
        key = connection.exec_driver_sql(_KEY_OF_ID, named).scalar() or key
    row = connection.exec_driver_sql(_FIND, (key,)).one_or_none()
    if row is None or (row.store, row.workstation) != (receipt.store, receipt.workstation):
        return None
    priced = _priced_of(connection, row)
    check_sums(priced)
    return CompletedTransaction(
        priced=priced,
        receipt=receipt,
        completed_ms=row.completed_ms,
        rounding=Money(row.rounding_minor, row.currency),
        change=Money(row.change_minor, row.currency),
        position=JournalPosition(
            row.journal_epoch, row.journal_seq, bytes.fromhex(json.loads(row.detail)["chain"])
        ),
        operator_name=row.operator_name,
        points=tuple(move for _, move in moves_of(connection, key) if move.points),
    )


def key_of(connection: sa.Connection, receipt: ReceiptNumber) -> int:
    """Give the number by which a transaction is kept: that of its receipt, nearly always.

    One that a restored disk had lost and got back is kept by another where its number had been
    given out again meanwhile. The two receipts differ in the workstation; if the copy had gone
    unnoticed they do not, and the one that was sold here is meant.
    """
    printed = (receipt.number, receipt.workstation, receipt.store)
    found = connection.exec_driver_sql(_KEY_OF_PRINTED, (*printed, *printed)).scalar()
    return receipt.number if found is None else int(found)


def last_receipt(connection: sa.Connection, shift: int) -> ReceiptNumber | None:
    """Give the number of the shift's latest finished transaction."""
    row = connection.exec_driver_sql(_LAST_OF_SHIFT, (shift,)).one_or_none()
    return ReceiptNumber(*row) if row else None


def count_copies(connection: sa.Connection, receipt: ReceiptNumber) -> int:
    """Count the copies of a receipt that were asked for."""
    return int(connection.exec_driver_sql(_COUNT_COPIES, (receipt.number,)).scalar_one())


def _tenders(priced: PricedTransaction) -> tuple[TenderLine, ...]:
    return priced.transaction.tenders


def _transaction_row(completed: CompletedTransaction) -> tuple[Any, ...]:
    priced = completed.priced
    transaction = priced.transaction
    voided = transaction.post_void_of
    detail = {
        "disc": [discount_body(discount) for discount in transaction.discounts],
        "ok": list(transaction.approvals),
        "label": transaction.label,
        # Beside the row and not by a join: a journal row is long, and a return look-up wants none.
        "chain": completed.position.chain.hex(),
        "trace": trace_body(priced.trace),
        "tier": transaction.member.tier if transaction.member else "",
        "coupons": [coupon_body(coupon) for coupon in transaction.coupons],
        "why": transaction.post_void_reason,
    }
    ref = transaction.member_ref
    return (
        completed.receipt.number,
        completed.receipt.store,
        completed.receipt.workstation,
        transaction.id,
        transaction.kind.value,
        transaction.operator,
        completed.operator_name,
        transaction.business_date,
        transaction.shift,
        transaction.opened_ms,
        completed.completed_ms,
        transaction.currency,
        str(voided) if voided else None,
        priced.subtotal.minor,
        priced.discount.minor,
        priced.tax_added.minor,
        priced.total.minor,
        priced.rounding_back.minor,
        completed.rounding.minor,
        completed.change.minor,
        completed.position.epoch,
        completed.position.seq,
        dump({key: value for key, value in detail.items() if value}),
        ref.handle if ref else None,
        ref.day if ref else None,
        None,
    )


def _line_row(receipt_number: int, priced: PricedLine, rounding: Money) -> tuple[Any, ...]:
    line = priced.line
    is_return = isinstance(line, ReturnLine)
    original = line.original if isinstance(line, ReturnLine) else None
    return (
        receipt_number,
        line.number,
        "return" if is_return else "sale",
        line.item.sku,
        line.quantity.thousandths,
        _unit_price(line),
        priced.extended.minor,
        priced.net.minor,
        priced.tax.minor,
        priced.amount.minor,
        rounding.minor,
        int(line.is_voided),
        int(isinstance(line, SaleLine) and line.price_override is not None),
        str(original.receipt) if original else None,
        original.line_number if original else None,
        line_text(line),
    )


def _unit_price(line: Line) -> int:
    """Give the price of a unit; of goods taken back, what a whole line of them was worth."""
    return line.net.minor if isinstance(line, ReturnLine) else line.unit_price.minor


def _modifier_rows(receipt_number: int, priced: PricedTransaction) -> Iterable[tuple[Any, ...]]:
    for line in priced.lines:
        for at, modifier in enumerate(line.modifiers, 1):
            yield (
                receipt_number,
                line.line.number,
                at,
                modifier.amount.minor,
                modifier.reason_code,
                modifier.given_by,
                modifier.approved_by,
                modifier.rate_ppm,
                int(modifier.is_share),
                modifier.application,
            )


def _tender_row(receipt_number: int, tender: TenderLine) -> tuple[Any, ...]:
    card = tender.card
    return (
        receipt_number,
        tender.number,
        tender.tender_type.value,
        tender.amount.minor,
        int(tender.is_change),
        card.brand if card else None,
        card.last_four if card else None,
        card.approval_code if card else None,
        tender.reference or None,
    )


def _priced_of(connection: sa.Connection, row: sa.Row[Any]) -> PricedTransaction:
    number, currency = row.number, row.currency
    detail = json.loads(row.detail)
    lines = _lines_of(connection, number, currency)
    transaction = RetailTransaction(
        id=TransactionId(row.id),
        operator=OperatorId(row.operator),
        business_date=BusinessDate(row.business_date),
        shift=row.shift,
        opened_ms=row.opened_ms,
        currency=currency,
        lines=tuple(line.line for line in lines),
        discounts=tuple(discount_of(entry, currency) for entry in detail.get("disc", ())),
        tenders=_tenders_of(connection, number, currency),
        label=detail.get("label", ""),
        post_void_of=ReceiptNumber.parse(row.post_void_of) if row.post_void_of else None,
        approvals=tuple(detail.get("ok", ())),
        member_ref=MemberRef(row.member_handle, row.member_day) if row.member_handle else None,
        coupons=tuple(coupon_of(entry) for entry in detail.get("coupons", ())),
        post_void_reason=detail.get("why", ""),
    )
    taxes = tuple(
        TaxTotal(
            TaxGroup(entry.tax_code, entry.rate_ppm, bool(entry.is_inclusive)),
            Money(entry.base_minor, currency),
            Money(entry.tax_minor, currency),
        )
        for entry in connection.exec_driver_sql(_FIND_TAXES, (number,))
    )
    return PricedTransaction(
        transaction=transaction,
        lines=lines,
        taxes=taxes,
        subtotal=Money(row.subtotal_minor, currency),
        discount=Money(row.discount_minor, currency),
        tax_added=Money(row.tax_added_minor, currency),
        total=Money(row.total_minor, currency),
        rounding_back=Money(row.rounding_back_minor, currency),
        trace=trace_of(detail.get("trace")),
    )


def _lines_of(connection: sa.Connection, number: int, currency: str) -> tuple[PricedLine, ...]:
    modifiers: dict[int, list[PriceModifier]] = {}
    for entry in connection.exec_driver_sql(_FIND_MODIFIERS, (number,)):
        modifiers.setdefault(entry.line, []).append(
            PriceModifier(
                Money(entry.amount_minor, currency),
                entry.reason_code,
                OperatorId(entry.given_by),
                entry.rate_ppm,
                entry.approved_by,
                is_share=bool(entry.is_share),
                application=entry.application,
            )
        )
    return tuple(
        PricedLine(
            line_of(entry.line, entry.detail, currency),
            Money(entry.extended_minor, currency),
            tuple(modifiers.get(entry.line, ())),
            Money(entry.net_minor, currency),
            Money(entry.tax_minor, currency),
            Money(entry.amount_minor, currency),
        )
        for entry in connection.exec_driver_sql(_FIND_LINES, (number,))
    )


def _tenders_of(connection: sa.Connection, number: int, currency: str) -> tuple[TenderLine, ...]:
    return tuple(
        TenderLine(
            entry.tender,
            TenderType(entry.tender_type),
            Money(entry.amount_minor, currency),
            CardSlip(entry.card_brand, entry.card_last_four, entry.card_approval_code)
            if entry.card_brand
            else None,
            is_change=bool(entry.is_change),
            reference=entry.reference or "",
        )
        for entry in connection.exec_driver_sql(_FIND_TENDERS, (number,))
    )
