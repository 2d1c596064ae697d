"""Redemptions whose coupon number is known: does the till read the value that was given?

Each row of coupon_redemption_oracle.csv.gz links one redeemed coupon to the one receipt line that
could be its own. The till reads the number and says what it pays for these goods; where the data
says something else, the row is put into a class of causes and listed.

The data's shop tops a coupon up to a dollar, so a line's two coupon columns name the faces of the
coupons on it: 90 with a top-up of 90 is 50 and 40, each doubled.
"""

import csv
import gzip
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import combinations_with_replacement
from pathlib import Path

from pos_app.domain.gtin import check_digit
from pos_app.domain.maker_coupon import MakerCoupon, NamedGoods, read_maker_coupon, worth
from pos_app.domain.money import Money
from pos_app.errors import Refusal

FILE = "coupon_redemption_oracle.csv.gz"
CURRENCY = "USD"
DOLLAR = 100
COUPON_NUMBER_SYSTEM = "5"

_NOT_A_VALUE = "number system 1: the shop's own number, whose last digits are no value code"
_SEVERAL = "the line carries this coupon more than once"
_ANOTHER_TOO = "the line carries this coupon and others beside it (faces under the shop's top-up)"
_FREE_TOO = "the line carries this coupon and a free item beside it"
_ANOTHER = "the line carries another coupon: its amount and top-up are another single face's"


@dataclass
class Oracle:
    """Judges every row at once; ``numbers`` gives the coupon of a basket's product."""

    folder: Path
    agree: int = 0
    with_too_few: int = 0
    explained: dict[str, str] = field(default_factory=dict)
    unexplained: list[str] = field(default_factory=list)
    numbers: dict[str, str] = field(default_factory=dict)
    rows: int = 0
    coded: int = 0

    def __post_init__(self) -> None:
        for row in _rows(self.folder / FILE):
            self.rows += 1
            self.coded += row["number_system"] == COUPON_NUMBER_SYSTEM
            self._judge(row)

    def tell(self) -> None:
        """Print how many agree, and of the others every row under its cause."""
        if not self.rows:
            print("  coupon redemptions: none in this folder")
            return
        share = f"{100 * self.agree / self.coded:.1f} %" if self.coded else "none"
        print(
            f"  coupon redemptions: {self.rows}, of which {self.coded} have a value code; "
            f"{self.agree} of these agree with it ({share})"
        )
        print(
            f"    {self.with_too_few} of those were taken with fewer pieces than the code asks "
            "for; this till would ask for the others"
        )
        for cause in dict.fromkeys(self.explained.values()):
            rows = [row for row, why in self.explained.items() if why == cause]
            print(f"    {len(rows)}: {cause}")
            for row in rows:
                print(f"      {row}")
        for row in self.unexplained:
            print(f"FAILED coupon {row}")

    def _judge(self, row: Mapping[str, str]) -> None:
        given, topped_up = int(row["coupon_disc_c"]), int(row["coupon_match_disc_c"])
        number = row["coupon_upc"] + check_digit(row["coupon_upc"])
        name = f"{number} basket {row['basket_id']} product {row['product_id']}: {given}"
        name += f" and {topped_up} on top"
        if row["number_system"] != COUPON_NUMBER_SYSTEM:
            self.explained[name] = _NOT_A_VALUE
            return
        try:
            coupon = read_maker_coupon(number, CURRENCY)
            goods = _goods(row, coupon)
            face = worth(coupon, goods, None, CURRENCY).minor
        except Refusal as refusal:
            self.unexplained.append(f"{name}: {refusal}")
            return
        if face == given:
            self.agree += 1
            self.with_too_few += int(row["eligible_qty_in_basket"]) < coupon.units
            if int(row["quantity"]) >= coupon.units and int(row["sales_value_c"]) >= given:
                self.numbers[f"{row['basket_id']}-{row['product_id']}"] = number
            return
        cause = _cause(face, given, topped_up, _shelf_price(row))
        if cause:
            self.explained[f"{name}, its code {face}"] = cause
        else:
            self.unexplained.append(f"{name}, its code {face}")


def _goods(row: Mapping[str, str], coupon: MakerCoupon) -> tuple[NamedGoods, ...]:
    """Give the line, and the coupon's other pieces elsewhere in the basket at the shelf's price.

    The data names only one line; of the others it says how many pieces there are.
    """
    quantity, value = int(row["quantity"]), int(row["sales_value_c"])
    line = NamedGoods(1, _money(value), quantity, _money(value // quantity))
    more = coupon.units - quantity
    if more <= 0:
        return (line,)
    price = _shelf_price(row)
    return line, NamedGoods(2, _money(price * more), more, _money(price))


def _shelf_price(row: Mapping[str, str]) -> int:
    parts = ("sales_value_c", "retail_disc_c", "coupon_match_disc_c")
    return sum(int(row[part]) for part in parts) // int(row["quantity"])


def _cause(face: int, given: int, topped_up: int, price: int) -> str:
    """Say why a line's amount is not its coupon's face; empty when nobody knows.

    ``price`` is the shelf price of a piece: what a free one is worth.
    """
    if given % face == 0 and given > face and topped_up == given // face * _top_up(face):
        return _SEVERAL
    rest, rest_up = given - face, topped_up - _top_up(face)
    if rest > 0 and any(
        sum(faces) == rest and sum(map(_top_up, faces)) == rest_up
        for count in (1, 2)
        for faces in combinations_with_replacement(_FACES, count)
    ):
        return _ANOTHER_TOO
    if given in _FACES and topped_up == _top_up(given):
        return _ANOTHER
    if rest == price and rest_up == 0:
        return _FREE_TOO
    return ""


def _top_up(face: int) -> int:
    return min(face, DOLLAR - face) if face < DOLLAR else 0


def _faces() -> tuple[int, ...]:
    found = set()
    for code in range(100):
        body = f"537000123{code:02d}"
        try:
            found.add(read_maker_coupon(body + check_digit(body), CURRENCY).amount_minor)
        except Refusal:
            continue
    return tuple(sorted(found - {0}))


_FACES = _faces()


def _money(minor: int) -> Money:
    return Money(minor, CURRENCY)


def _rows(path: Path) -> Iterator[dict[str, str]]:
    if not path.exists():
        return
    with gzip.open(path, "rt", encoding="utf-8", newline="") as text:
        yield from csv.DictReader(text)
