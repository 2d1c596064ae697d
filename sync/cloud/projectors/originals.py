"""What a return or a post void has to know of the transactions it names."""

from collections.abc import Iterable
from typing import Any

import sqlalchemy as sa

from sync.cloud.projectors.records import Original, Originals, Recorded
from sync.cloud.schema.sales import SALE, SALE_COUPON, SALE_LINE
from sync.wire import events


def find_originals(
    connection: sa.Connection, row: Recorded, fact: events.Transaction, receipts: Iterable[str]
) -> Originals:
    """Read the transactions behind receipts, as far as they are here.

    Of two with one number, which a restored till can leave behind, the last one before the row.
    What comes after it is not looked at, so that making it again finds the same.
    """
    found = {}
    for receipt in receipts:
        original = _by_receipt(connection, row, receipt)
        if original is not None:
            found[receipt] = _original(connection, original, fact)
    return found


def _by_receipt(connection: sa.Connection, row: Recorded, receipt: str) -> sa.Row[Any] | None:
    of = SALE.c
    is_before = sa.or_(
        of.terminal != row.terminal,
        sa.tuple_(of.epoch, of.seq) < sa.tuple_(row.epoch, row.seq),
    )
    return connection.execute(
        sa.select(SALE)
        .where(of.store == row.store, of.receipt == receipt, is_before)
        .order_by(of.epoch.desc(), of.seq.desc())
        .limit(1)
    ).first()


def _original(connection: sa.Connection, row: sa.Row[Any], fact: events.Transaction) -> Original:
    if row.kind == "return" and fact.of:
        coupons = _coupons_behind(connection, row)
        return Original(row.sale_id, row.kind, row.handle, row.handle_day, coupons)
    touched = _touched(connection, row.store, row.sale_id)
    left = _left(connection, row, fact) if touched and not fact.of else {}
    back = tuple(
        coupon
        for coupon, lines in touched.items()
        if left and all(left[line] <= 0 for line in lines if line in left)
    )
    return Original(row.sale_id, row.kind, row.handle, row.handle_day, tuple(touched), back)


def _touched(connection: sa.Connection, store: str, sale_id: bytes) -> dict[str, tuple[int, ...]]:
    rows = connection.execute(
        sa.select(SALE_COUPON.c.coupon, SALE_COUPON.c.lines)
        .where(SALE_COUPON.c.store == store, SALE_COUPON.c.sale_id == sale_id)
        .order_by(SALE_COUPON.c.coupon)
    )
    return {row.coupon: tuple(map(int, row.lines.split())) for row in rows}


def _coupons_behind(connection: sa.Connection, row: sa.Row[Any]) -> tuple[str, ...]:
    """Name the coupons of the sales whose goods a return took back."""
    line, sale, coupon = SALE_LINE.c, SALE.c, SALE_COUPON.c
    statement = (
        sa.select(coupon.coupon)
        .distinct()
        .select_from(
            SALE_LINE.join(
                SALE, sa.and_(sale.store == line.store, sale.receipt == line.of_receipt)
            ).join(
                SALE_COUPON,
                sa.and_(coupon.store == sale.store, coupon.sale_id == sale.sale_id),
            )
        )
        .where(line.store == row.store, line.sale_id == row.sale_id, line.of_receipt != "")
        .order_by(coupon.coupon)
    )
    return tuple(connection.execute(statement).scalars())


def _left(connection: sa.Connection, row: sa.Row[Any], fact: events.Transaction) -> dict[int, int]:
    """Count what is left of each line of a sale once the transaction at hand is done."""
    line = SALE_LINE.c
    sold = connection.execute(
        sa.select(line.n, line.quantity).where(
            line.store == row.store,
            line.sale_id == row.sale_id,
            line.is_voided == 0,
            line.is_return == 0,
        )
    )
    left = {one.n: one.quantity for one in sold}
    for one in connection.execute(_returned(row.store, row.receipt, bytes.fromhex(fact.txn))):
        if one.of_line in left:
            left[one.of_line] -= one.quantity
    for taken in fact.live_lines:
        if taken.back and taken.of == row.receipt and taken.of_n in left:
            left[taken.of_n] -= taken.q
    return left


def _returned(store: str, receipt: str, but: bytes) -> sa.Select[Any]:
    """Select what came back of a sale by returns that were not cancelled themselves."""
    line, sale, voided = SALE_LINE.c, SALE.c, SALE.alias("voided").c
    is_cancelled = sa.exists().where(voided.store == sale.store, voided.cancels == sale.receipt)
    return (
        sa.select(line.of_line, line.quantity)
        .select_from(
            SALE_LINE.join(SALE, sa.and_(sale.store == line.store, sale.sale_id == line.sale_id))
        )
        .where(
            line.store == store,
            line.of_receipt == receipt,
            line.is_voided == 0,
            line.is_return == 1,
            line.sale_id != but,
            sale.kind != "post_void",
            ~is_cancelled,
        )
    )
