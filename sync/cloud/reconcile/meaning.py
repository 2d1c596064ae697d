"""What the projected tables say of a terminal's day, as sync/wire/digests.py defines it."""

from collections.abc import Iterable
from typing import Any, Final

import sqlalchemy as sa

from sync.cloud.schema.sales import (
    CASH_MOVEMENT,
    SALE,
    SALE_COUPON,
    SALE_LINE,
    SALE_POINTS,
    SALE_TAX,
    SHIFT,
    TENDER,
)
from sync.wire.digests import Meaning, receipt_set, tidy

CASH: Final = {
    "tender_loan": "loan",
    "tender_pickup": "pickup",
    "paid_in": "paid_in",
    "paid_out": "paid_out",
}
_MIRRORED: Final = SALE.c.kind == "post_void"


class Day:
    """One business day of one terminal; every method reads the tables anew."""

    def __init__(self, connection: sa.Connection, store: str, terminal: bytes, day: str) -> None:
        self._connection = connection
        self._of_day = (SALE.c.store == store, SALE.c.terminal == terminal, SALE.c.day == day)
        self._booked = (store, terminal, day)

    def meaning(self) -> Meaning:
        """Give every section."""
        return tidy(
            {
                "count": self._counts(),
                "total": self._totals(),
                "tender": self._sums(TENDER, TENDER.c.type, TENDER.c.amount),
                "tax": self._taxes(),
                "stock": self._stock(),
                "points": self._points(),
                "coupon": self._sums(
                    SALE_COUPON, SALE_COUPON.c.coupon, sa.case((_MIRRORED, -1), else_=1)
                ),
                "cash": self._cash(),
                "receipts": {"set": receipt_set(self._receipts())},
            }
        )

    def _counts(self) -> dict[str, int]:
        kinds = self._pairs(
            sa.select(SALE.c.kind, sa.func.count()).where(*self._of_day).group_by(SALE.c.kind)
        )
        lines = sa.select(sa.func.count()).select_from(_joined(SALE_LINE))
        kinds["lines"] = self._connection.execute(
            lines.where(*self._of_day, SALE_LINE.c.is_voided == 0)
        ).scalar_one()
        return kinds

    def _totals(self) -> dict[str, int]:
        names = ("total", "discount", "tax_added", "rounding")
        sums = [sa.func.coalesce(sa.func.sum(SALE.c[name]), 0) for name in names]
        found = self._connection.execute(sa.select(*sums).where(*self._of_day)).one()
        amounts = sa.select(sa.func.coalesce(sa.func.sum(SALE_LINE.c.amount), 0))
        lines = self._connection.execute(
            amounts.select_from(_joined(SALE_LINE)).where(*self._of_day, SALE_LINE.c.is_voided == 0)
        ).scalar_one()
        return {**dict(zip(names, map(int, found), strict=True)), "lines": int(lines)}

    def _taxes(self) -> dict[str, int]:
        sums = {}
        for name in ("base", "tax"):
            for code, amount in self._sums(SALE_TAX, SALE_TAX.c.code, SALE_TAX.c[name]).items():
                sums[f"{code}:{name}"] = amount
        return sums

    def _stock(self) -> dict[str, int]:
        line = SALE_LINE.c
        is_taken_back = (line.is_return == 1) != _MIRRORED
        quantity = sa.case((is_taken_back, -line.quantity), else_=line.quantity)
        return self._sums(SALE_LINE, line.sku, quantity, line.is_voided == 0)

    def _points(self) -> dict[str, int]:
        key = SALE.c.handle + ":" + SALE_POINTS.c.reason
        return self._sums(SALE_POINTS, key, SALE_POINTS.c.points)

    def _cash(self) -> dict[str, int]:
        store, terminal, day = self._booked
        moved, shift = CASH_MOVEMENT.c, SHIFT.c
        sums = self._pairs(
            sa.select(moved.kind, sa.func.sum(moved.amount))
            .where(moved.store == store, moved.terminal == terminal, moved.day == day)
            .group_by(moved.kind)
        )
        counted, expected = self._connection.execute(
            sa.select(
                sa.func.coalesce(sa.func.sum(shift.counted), 0),
                sa.func.coalesce(sa.func.sum(shift.expected), 0),
            ).where(shift.store == store, shift.terminal == terminal, shift.day == day)
        ).one()
        named = {CASH[kind]: amount for kind, amount in sums.items()}
        return {**named, "counted": int(counted), "expected": int(expected)}

    def _receipts(self) -> Iterable[str]:
        return self._connection.execute(sa.select(SALE.c.receipt).where(*self._of_day)).scalars()

    def _sums(
        self,
        table: sa.Table,
        key: sa.ColumnElement[Any],
        amount: sa.ColumnElement[Any],
        *but: sa.ColumnElement[bool],
    ) -> dict[str, int]:
        named = key.label("named")
        return self._pairs(
            sa.select(named, sa.func.sum(amount))
            .select_from(_joined(table))
            .where(*self._of_day, *but)
            .group_by(named)
        )

    def _pairs(self, statement: sa.Select[Any]) -> dict[str, int]:
        return {key: int(value) for key, value in self._connection.execute(statement)}


def _joined(table: sa.Table) -> sa.Join:
    same = sa.and_(table.c.store == SALE.c.store, table.c.sale_id == SALE.c.sale_id)
    return table.join(SALE, same)
