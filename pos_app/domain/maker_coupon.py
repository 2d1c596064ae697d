"""A maker's coupon: what its number says, which goods it asks for, and what it pays for them.

The maker pays the shop what the customer does not, so it is a tender: it never lowers a price or a
tax, and it never pays more than the goods it names cost. UPC-A numbers of number system 5 say what
they are worth (5, maker, family of goods, value code, check digit; the public list of value codes
as the package PyUPC-EAN on PyPI restates it, in cents). Of the GS1 prefixes 99 and 981-984 nothing
but the maker can tell, so the paper's value is typed.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from pos_app.domain.gtin import format_gtin, parse_gtin
from pos_app.domain.money import Money
from pos_app.errors import Refusal

VALUE_CODE_CURRENCY: Final = "USD"

_ONE_ITEM: Final = """
    03:110 04:135 05:140 06:160 10:10 11:185 12:12 15:15 18:260 20:20 25:25 26:285 29:29 30:30
    35:35 39:39 40:40 45:45 49:49 50:50 55:55 59:59 60:60 61:1000 62:950 63:900 64:850 65:65
    66:800 67:750 68:700 69:69 70:70 71:650 72:600 73:550 74:500 75:75 76:100 77:125 78:150
    79:79 80:80 81:175 82:200 83:225 84:250 85:85 86:275 87:300 88:325 89:89 90:90 91:350
    92:375 93:400 95:95 96:450 99:99
"""
_TWO_ITEMS: Final = """
    08:300 21:35 22:40 23:45 24:50 28:55 31:60 32:75 33:100 34:125 36:150 43:110 44:135 46:160
    47:175 48:185 51:200 53:10 54:15 56:20 57:25 58:30 98:65
"""
_THREE_ITEMS: Final = "07:150 09:200 37:25 38:30 41:50 42:100 52:55"
_FOUR_ITEMS: Final = "13:100"
_GET_ONE_FREE: Final = {"01": 0, "14": 1, "16": 2, "19": 3, "02": 4}
"""Value code -> how many have to be bought beside the free one."""

_TYPED_IN: Final = "00"


class Gives(StrEnum):
    """What a coupon is worth."""

    AMOUNT = "amount"
    FREE_ITEM = "free_item"  # the price of one of the goods it names
    TYPED = "typed"  # what the paper says and the number does not


@dataclass(frozen=True, slots=True)
class MakerCoupon:
    """A coupon as its number reads; ``number`` as scanned, 12 or 13 digits.

    ``units`` of the goods it names have to be in the basket, the free one included. ``maker`` is
    empty where the number does not name one; ``family`` (of the maker's goods) is the maker's own.
    """

    number: str
    gives: Gives
    units: int = 1
    amount_minor: int = 0
    maker: str = ""
    family: str = ""


def read_maker_coupon(number: str, currency: str) -> MakerCoupon:
    """Read the number of a coupon. In another currency than its code's, its value is typed.

    Refuses: MAKER_COUPON_UNREADABLE, MAKER_COUPON_UNKNOWN_VALUE.
    """
    if parse_gtin(number) is None:
        raise Refusal("MAKER_COUPON_UNREADABLE")
    upc = number[1:] if len(number) == _EAN_13 and number[0] == "0" else number
    if len(upc) == _EAN_13 and upc.startswith(_GS1_COUPONS):
        return MakerCoupon(number, Gives.TYPED)
    if len(upc) != _UPC_A or not upc.startswith(_NUMBER_SYSTEM):
        raise Refusal("MAKER_COUPON_UNREADABLE")
    maker, family, code = upc[1:6], upc[6:9], upc[9:11]
    if code == _TYPED_IN or currency != VALUE_CODE_CURRENCY:
        return MakerCoupon(number, Gives.TYPED, maker=maker, family=family)
    if code in _GET_ONE_FREE:
        units = _GET_ONE_FREE[code] + 1
        return MakerCoupon(number, Gives.FREE_ITEM, units, maker=maker, family=family)
    if code not in _AMOUNTS:
        raise Refusal("MAKER_COUPON_UNKNOWN_VALUE", value_code=code)
    units, amount = _AMOUNTS[code]
    return MakerCoupon(number, Gives.AMOUNT, units, amount, maker, family)


def may_be_coupon(gtin: int) -> bool:
    """Tell whether a number that no item has would be a UPC coupon.

    A few shops have goods with such numbers, so the catalogue is asked first.
    """
    return gtin // _FIRST_OF_A_NUMBER_SYSTEM == int(_NUMBER_SYSTEM)


def makes(coupon: MakerCoupon, gtin: int | None) -> bool:
    """Tell whether an item's number is of the maker that a UPC coupon names.

    The family is the maker's own list, which no till has: a person looks at the paper.
    """
    if not coupon.maker or gtin is None or gtin >= _FIRST_THAT_IS_NO_UPC:
        return False
    return format_gtin(gtin)[3:8] == coupon.maker


@dataclass(frozen=True, slots=True)
class NamedGoods:
    """One line that a coupon names: what is still to be paid for it, and how many units."""

    line: int
    value: Money
    units: int
    unit_price: Money


def worth(
    coupon: MakerCoupon, goods: Sequence[NamedGoods], typed: Money | None, currency: str
) -> Money:
    """Say what a coupon pays: its value, bounded by what the goods it names cost.

    A free item is the dearest one that is named alone, and the cheapest where others are bought
    with it. What exceeds the goods' value is nobody's change.

    Refuses, first reason wins: MAKER_COUPON_NO_ITEM, MAKER_COUPON_TOO_FEW (with the units it asks
    for), MAKER_COUPON_VALUE_NEEDED, MAKER_COUPON_WORTH_NOTHING.
    """
    if not goods:
        raise Refusal("MAKER_COUPON_NO_ITEM")
    if sum(one.units for one in goods) < coupon.units:
        raise Refusal("MAKER_COUPON_TOO_FEW", units=coupon.units)
    face = coupon.amount_minor
    if coupon.gives is Gives.FREE_ITEM:
        prices = [one.unit_price.minor for one in goods]
        face = max(prices) if coupon.units == 1 else min(prices)
    elif coupon.gives is Gives.TYPED:
        if typed is None:
            raise Refusal("MAKER_COUPON_VALUE_NEEDED")
        face = typed.minor
    value = min(face, sum(one.value.minor for one in goods))
    if value <= 0:
        raise Refusal("MAKER_COUPON_WORTH_NOTHING")
    return Money(value, currency)


def _amounts() -> dict[str, tuple[int, int]]:
    tables = (_ONE_ITEM, _TWO_ITEMS, _THREE_ITEMS, _FOUR_ITEMS)
    return {
        code: (units, int(cents))
        for units, table in enumerate(tables, 1)
        for code, cents in (entry.split(":") for entry in table.split())
    }


_AMOUNTS: Final = _amounts()
_UPC_A: Final = 12
_EAN_13: Final = 13
_FIRST_THAT_IS_NO_UPC: Final = 10**12
_FIRST_OF_A_NUMBER_SYSTEM: Final = 10**11
_NUMBER_SYSTEM: Final = "5"
_GS1_COUPONS: Final = ("99", "981", "982", "983", "984")


# ---- how a tender line names its coupon


@dataclass(frozen=True, slots=True)
class CouponReference:
    """What the tender line of a coupon carries: its number and the lines it pays for."""

    number: str
    lines: tuple[int, ...]

    def __str__(self) -> str:
        return f"{self.number}@{','.join(map(str, self.lines))}"

    @classmethod
    def parse(cls, text: str) -> "CouponReference":
        """Read it back; it was written by us."""
        number, _, lines = text.partition("@")
        return cls(number, tuple(int(line) for line in lines.split(",")))
