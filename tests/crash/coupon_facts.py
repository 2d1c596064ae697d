"""What must be true of coupons at every cut: in till.db itself, and of what was acknowledged."""

import json
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

import sqlalchemy as sa

_SALES = "SELECT number, kind, detail FROM retail_transaction"
_OPEN = "SELECT id, detail FROM open_transaction"
_RESERVED = "SELECT coupon, transaction_id FROM coupon_reservation"
_USES = 'SELECT coupon, "use", number, when_returned, coupon_class, grant_no FROM coupon_redemption'
_BACK = 'SELECT coupon, "use", number FROM coupon_given_back'
_GRANTS = "SELECT grant_no, used, amount FROM spending_grant WHERE kind = 'right'"
_RECEIPT = """SELECT number, store || '-' || workstation || '-' || printf('%06d', number),
 post_void_of FROM retail_transaction"""
_SOLD = "SELECT number, line, quantity_thousandths FROM sale_line WHERE kind = 'sale'"
_CAME = """SELECT original_receipt, original_line, quantity_thousandths, number FROM sale_line
 WHERE kind = 'return' AND original_receipt IS NOT NULL AND NOT is_voided"""


def check_coupons(
    connection: sa.Connection, acks: Sequence[str], later: Sequence[str]
) -> Iterator[str]:
    """Compare uses with sales, reservations with baskets, rights with uses, and with the acks."""
    book = _Book(connection)
    yield from book.check_spent_with_their_sales()
    yield from book.check_reserved_with_their_baskets()
    yield from book.check_back_with_their_goods()
    yield from book.check_rights()
    yield from book.check_once()
    if later or not any(ack.startswith("fault ") for ack in acks):
        yield from book.check_acknowledged(acks, later)


class _Book:
    """All that the file says of coupons, read by this file's own statements."""

    def __init__(self, connection: sa.Connection) -> None:
        def rows(statement: str) -> list[Any]:
            return list(connection.exec_driver_sql(statement))

        self.sales = [(row[0], row[1], json.loads(row[2])) for row in rows(_SALES)]
        self.open = [(row[0], json.loads(row[1])) for row in rows(_OPEN)]
        self.reserved = {(row[0], row[1]) for row in rows(_RESERVED)}
        self.uses = [tuple(row) for row in rows(_USES)]
        self.back = [tuple(row) for row in rows(_BACK)]
        self.rights = [tuple(row) for row in rows(_GRANTS)]
        self.receipts = {row[0]: row[1] for row in rows(_RECEIPT)}
        self.voided = {row[2] for row in rows(_RECEIPT) if row[2]}
        self.sold = {(row[0], row[1]): row[2] for row in rows(_SOLD)}
        self.came: Counter[tuple[str, int]] = Counter()
        for receipt, line, quantity, number in rows(_CAME):
            if self.receipts[number] not in self.voided and not self._is_post_void(number):
                self.came[receipt, line] += quantity

    def _is_post_void(self, number: int) -> bool:
        return any(each[0] == number and each[1] == "post_void" for each in self.sales)

    def check_spent_with_their_sales(self) -> Iterator[str]:
        wanted = {
            (number, application["c"])
            for number, kind, detail in self.sales
            if kind != "post_void"
            for application in detail.get("trace", {}).get("apps", ())
            if "c" in application
        }
        found = {(use[2], use[0]) for use in self.uses}
        if wanted != found:
            yield f"coupons of sales and uses differ: {sorted(wanted ^ found)}"

    def check_reserved_with_their_baskets(self) -> Iterator[str]:
        wanted = {
            (held["n"], id_) for id_, detail in self.open for held in detail.get("coupons", ())
        }
        if wanted != self.reserved:
            odd = sorted(coupon for coupon, _ in wanted ^ self.reserved)
            yield f"coupons of open transactions and reservations differ: {odd}"

    def check_back_with_their_goods(self) -> Iterator[str]:
        wanted = {use[:2] for use in self.uses if self._must_be_back(use)}
        found = {use[:2] for use in self.uses if not self._stands(use)}
        if wanted != found:
            yield f"coupons whose goods are back and coupons given back differ: {wanted ^ found}"

    def _must_be_back(self, use: tuple[Any, ...]) -> bool:
        coupon, _, number, when_returned, *_ = use
        receipt = self.receipts[number]
        if receipt in self.voided:
            return True
        trace = next(detail["trace"] for at, _, detail in self.sales if at == number)
        touched = {
            share[0] for each in trace["apps"] if each.get("c") == coupon for share in each["l"]
        }
        is_back = all(self.came[receipt, line] == self.sold[number, line] for line in touched)
        return when_returned == "give_back" and is_back

    def _stands(self, use: tuple[Any, ...]) -> bool:
        return not any(
            back[:2] == use[:2] and self.receipts[back[2]] not in self.voided for back in self.back
        )

    def check_rights(self) -> Iterator[str]:
        spent = Counter(use[5] for use in self.uses if use[4] == "c" and self._stands(use))
        for grant_no, used, amount in self.rights:
            if used != spent[grant_no] or used > amount:
                yield f"right {grant_no}: {used} of {amount} used, by {spent[grant_no]} sales"

    def check_once(self) -> Iterator[str]:
        standing = Counter(use[0] for use in self.uses if self._stands(use))
        most = {
            held["n"]: held.get("max", 1)
            for _, _, detail in self.sales
            for held in detail.get("coupons", ())
        }
        yield from (f"spent twice: {c}" for c, count in standing.items() if count > most[c])

    def check_acknowledged(self, acks: Sequence[str], later: Sequence[str]) -> Iterator[str]:
        state = {coupon: "held" for coupon, _ in self.reserved}
        state |= {use[0]: "spent" for use in self.uses if self._stands(use)}
        said: dict[str, str] = {}
        for word, coupon, new in (ack.split() for ack in acks if ack.startswith("coupon ")):
            del word
            said[coupon] = new
        coming: dict[str, str] = {}
        for _, coupon, new in (ack.split() for ack in later if ack.startswith("coupon ")):
            coming.setdefault(coupon, new)
        for coupon in {*said, *state}:
            possible = {said.get(coupon, "free"), coming.get(coupon, said.get(coupon, "free"))}
            if state.get(coupon, "free") not in possible:
                yield f"coupon {coupon} is {state.get(coupon, 'free')}, not {sorted(possible)}"
