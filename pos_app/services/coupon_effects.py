"""What a finished transaction does to coupons, inside its own commit: spent, or good again.

At every power cut a coupon is spent exactly with its sale and given back exactly with its return.
Coupons that the sale did not use go free with the end of the open transaction.
"""

from pos_app.domain.coupon import CouponClass, WhenReturned
from pos_app.domain.identifiers import ReceiptNumber
from pos_app.domain.pricing.trace import PriceTrace
from pos_app.domain.returns import ReturnableSale
from pos_app.domain.settlement import CompletedTransaction
from pos_app.services.desk import Desk
from pos_app.store import coupon_uses, grants, returnable
from pos_app.store.coupon_uses import CouponUse
from pos_app.store.database import Connection
from pos_app.store.transactions import key_of


def record_coupons(desk: Desk, connection: Connection, completed: CompletedTransaction) -> None:
    """Spend what the sale used, give back what its return undoes; in the caller's transaction.

    ``completed`` and its lines are written already.
    """
    transaction = completed.priced.transaction
    if transaction.post_void_of is not None:
        _undo_all(connection, completed, transaction.post_void_of)
        return
    _spend(desk, connection, completed)
    coupons_given_back(connection, completed)


def coupons_given_back(connection: Connection, completed: CompletedTransaction) -> None:
    """Make coupons good again when the last of the goods they touched has come back.

    A line counts as back when nothing of it is left. What the campaign keeps spent stays so.
    """
    for receipt in completed.priced.transaction.originals:
        uses = coupon_uses.uses_of_sale(connection, key_of(connection, receipt))
        if not uses:
            continue
        sale = returnable.find_returnable(connection, receipt)
        assert sale is not None, receipt
        for use in uses:
            if use.when_returned is WhenReturned.GIVE_BACK and _is_all_back(sale, use.coupon):
                _give_back(connection, use, completed)


def _spend(desk: Desk, connection: Connection, completed: CompletedTransaction) -> None:
    transaction, trace = completed.priced.transaction, completed.priced.trace
    member_key = transaction.member.member_key if transaction.member else None
    used = set(trace.coupons_used)
    for held in transaction.coupons:
        if held.number not in used:
            continue
        off_minor = sum(use.off for use in trace.applications if use.coupon == held.number)
        coupon_uses.spend(
            connection,
            completed.receipt.number,
            held,
            off_minor,
            member_key,
            desk.time.now_ms(),
        )
        if held.coupon_class is CouponClass.ESCROW:
            grants.use_right(connection, held.grant_no, 1)


def _undo_all(
    connection: Connection, completed: CompletedTransaction, voided: ReceiptNumber
) -> None:
    """Cancel what the cancelled transaction did: its uses, whatever the campaign says of returns.

    What a cancelled return had given back is spent again by itself: its rows count no more.
    """
    key = key_of(connection, voided)
    for use in coupon_uses.uses_undone_by(connection, key):
        _count_right(connection, use, 1)
    for use in coupon_uses.uses_of_sale(connection, key):
        _give_back(connection, use, completed)


def _give_back(connection: Connection, use: CouponUse, completed: CompletedTransaction) -> None:
    coupon_uses.give_back(connection, use, completed.receipt.number)
    _count_right(connection, use, -1)


def _count_right(connection: Connection, use: CouponUse, uses: int) -> None:
    if use.coupon_class is CouponClass.ESCROW:
        grants.use_right(connection, use.grant_no, uses)


def _is_all_back(sale: ReturnableSale, coupon: str) -> bool:
    touched = _lines_touched(sale.completed.priced.trace, coupon)
    return all(
        line.remaining.thousandths == 0 for line in sale.lines if line.sold.line.number in touched
    )


def _lines_touched(trace: PriceTrace, coupon: str) -> frozenset[int]:
    return frozenset(
        share.line for use in trace.applications if use.coupon == coupon for share in use.shares
    )
