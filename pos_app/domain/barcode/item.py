"""The item a code stands for, and what else the code says about the very piece."""

import re
from dataclasses import dataclass, replace

from pos_app.domain.barcode.elements import Element, Problem, Reading, Scaled
from pos_app.domain.barcode.iso_codes import CURRENCIES
from pos_app.domain.barcode.member_card import MemberCardPattern
from pos_app.domain.barcode.numbers import Gtin, Upc
from pos_app.domain.barcode.variable_measure import (
    EmbeddedMeasure,
    Measure,
    VariableMeasurePattern,
    find_embedded,
)
from pos_app.domain.money import LARGEST_MINOR, Money
from pos_app.domain.quantity import Quantity
from pos_app.errors import Refusal

CODE_PARTLY_UNREADABLE = "CODE_PARTLY_UNREADABLE"
"""Notice: the item is sure, but something else in its code could not be read."""

_EAN_13_DIGITS = 13
_UPC_E_DIGITS = (6, 7, 8)
_NOT_AN_ITEM = re.compile(r"98[0-4]|99")  # GS1 prefixes of refund notes and coupons
_COUPONS = ("255", "8110", "8112")
_COUNT = "30"
_WEIGHT = "310"
_PRICE = "392"
_PRICE_WITH_CURRENCY = "393"


@dataclass(frozen=True, slots=True)
class ShopCodes:
    """What the store has set up for the numbers it prints itself, its cards and its currency."""

    patterns: tuple[VariableMeasurePattern, ...] = ()
    currency: str = "CNY"
    minor_places: int = 2
    member_cards: tuple[MemberCardPattern, ...] = ()


@dataclass(frozen=True, slots=True)
class ItemScan:
    """An item by its GTIN. Weight, count and price are set when the code carries them.

    ``plu`` is the item number a scale printed inside a number of the store, without leading zeros;
    ``gtin`` is then that number with the value set to zero. Eight digits may be an EAN-8 or a
    UPC-E: ``gtin_otherwise`` is the second reading, for when the first is not in the catalogue.
    """

    gtin: int
    gtin_otherwise: int | None = None
    plu: str | None = None
    weight: Quantity | None = None
    count: Quantity | None = None
    price: Money | None = None
    elements: tuple[Element, ...] = ()
    notice: str | None = None


def plain_plu(digits: str) -> str:
    """Write a PLU as it is compared: scales print leading zeros, people do not type them."""
    return digits.lstrip("0") or "0"


def is_coupon_number(digits: str) -> bool:
    """Ask whether an EAN-13 is a coupon or refund note by its prefix, whoever issued it."""
    return len(digits) == _EAN_13_DIGITS and _NOT_AN_ITEM.match(digits) is not None


def has_coupon(reading: Reading) -> bool:
    """Ask for the identifiers of coupons."""
    return any(reading.find(ai) for ai in _COUPONS)


def item_of_number(digits: str, shop: ShopCodes, *, is_ean_8: bool = False) -> ItemScan:
    """Read the number of an EAN, UPC or ITF-14, and what a store's own number carries.

    Refuses: GTIN_NOT_DIGITS, GTIN_LENGTH_WRONG, CHECK_DIGIT_WRONG, MEASURE_CHECK_DIGIT_WRONG.
    """
    if len(digits) in _UPC_E_DIGITS and not is_ean_8:
        return _item_of_few_digits(digits)
    gtin = Gtin.parse(digits)
    embedded = find_embedded(gtin, shop.patterns)
    return _measured(embedded, shop) if embedded else ItemScan(gtin.number)


def item_of_elements(reading: Reading, shop: ShopCodes) -> ItemScan:
    """Take the item of a reading with a sure GTIN, whatever else in it is unreadable.

    Refuses: CHECK_DIGIT_WRONG, CODE_NAMES_NO_ITEM (a pallet, a place, two items …), and what
    ``item_of_number`` refuses of a store's own number.
    """
    gtin = reading.find_gtin()
    if gtin is None:
        wrong = next((e for e in reading.elements if _is_wrong_gtin(e)), None)
        if wrong:
            raise Refusal("CHECK_DIGIT_WRONG", number=wrong.value)
        raise Refusal("CODE_NAMES_NO_ITEM")
    return add_elements(item_of_number(str(gtin), shop), reading, shop)


def add_elements(item: ItemScan, reading: Reading, shop: ShopCodes) -> ItemScan:
    """Add to an item what elements say of the piece: weight, count, price, lot, dates."""
    is_unread = any(e.problem for e in reading.elements) or Problem.REPEATED in reading.problems
    for element in reading.elements:
        number = element.number()
        if element.problem:
            continue
        if element.ai == _COUNT:
            item = replace(item, count=Quantity.of(int(element.value)))
        elif number and element.ai.startswith(_WEIGHT):
            item = replace(item, weight=_quantity(number))
            is_unread = is_unread or item.weight is None
        elif number and element.ai.startswith((_PRICE, _PRICE_WITH_CURRENCY)):
            currency = CURRENCIES.get(element.currency() or "", shop.currency)
            item = replace(item, price=_money(number, currency, shop))
            is_unread = is_unread or item.price is None
    notice = CODE_PARTLY_UNREADABLE if is_unread else item.notice
    return replace(item, elements=reading.elements, notice=notice)


def _item_of_few_digits(digits: str) -> ItemScan:
    """Read both ways and prefer EAN-8 where eight digits are good as both."""
    readings: list[int] = []
    refusals: list[Refusal] = []
    for read in (_gtin_number, _upc_number):
        try:
            readings.append(read(digits))
        except Refusal as refusal:
            refusals.append(refusal)
    if not readings:
        raise refusals[0]
    return ItemScan(readings[0], gtin_otherwise=readings[1] if len(readings) > 1 else None)


def _gtin_number(digits: str) -> int:
    return Gtin.parse(digits).number


def _upc_number(digits: str) -> int:
    return int(Upc.parse(digits).upc_a)


def _measured(embedded: EmbeddedMeasure, shop: ShopCodes) -> ItemScan:
    value, measure = Scaled(embedded.value, embedded.decimals), embedded.measure
    is_price = measure is Measure.PRICE
    price = _money(value, shop.currency, shop) if is_price else None
    quantity = None if is_price else _quantity(value)
    is_unread = price is None and quantity is None
    return ItemScan(
        embedded.base_gtin,
        plu=plain_plu(embedded.item),
        weight=quantity if measure is Measure.WEIGHT else None,
        count=quantity if measure is Measure.COUNT else None,
        price=price,
        notice=CODE_PARTLY_UNREADABLE if is_unread else None,
    )


def _quantity(value: Scaled) -> Quantity | None:
    """Take a value as thousandths. None for one finer than that: nothing is rounded here."""
    thousandths = value.in_places(3)
    return None if thousandths is None else Quantity(thousandths)


def _money(value: Scaled, currency: str, shop: ShopCodes) -> Money | None:
    """Take a value as money of the shop. None for another currency or a part of a minor unit."""
    minor = value.in_places(shop.minor_places)
    if currency != shop.currency or minor is None or minor > LARGEST_MINOR:
        return None
    return Money(minor, currency)


def _is_wrong_gtin(element: Element) -> bool:
    return element.ai == "01" and element.problem is Problem.CHECK_DIGIT
