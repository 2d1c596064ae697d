"""Reading a basket from a JSON file: all that pricing has to know, and no till to ask.

resources/rules/RULES.md describes the format. A basket is strict: a field that is not known is
refused, because whoever wrote it meant something by it.
"""

import json
from dataclasses import dataclass, replace
from typing import Any, Final

from pos_app.domain.catalog import Item, TaxGroup
from pos_app.domain.identifiers import BusinessDate, OperatorId, TransactionId
from pos_app.domain.money import Money, Rounding
from pos_app.domain.pricing.bundle import RuleBundle
from pos_app.domain.pricing.circumstances import (
    Buyer,
    Circumstances,
    PresentedCoupon,
    UsedSoFar,
)
from pos_app.domain.pricing.engine import StoreRounding
from pos_app.domain.pricing.fields import Fields, Unknown, is_list, local_ms, wrong
from pos_app.domain.quantity import THOUSAND, Quantity, Unit
from pos_app.domain.transaction import (
    MOST_LINES,
    Entry,
    RetailTransaction,
    SaleLine,
    check_price,
)
from pos_app.errors import Refusal

FORMAT: Final = "ronghe-basket/1"
LONGEST_BASKET: Final = 4 * 1024 * 1024
_UNITS: Final = {unit.value: unit for unit in Unit}
_UNTAXED: Final = TaxGroup("-", 0)


@dataclass(frozen=True, slots=True)
class Basket:
    """What a file says. ``coupons`` are number and campaign; the rules are the bundle's."""

    transaction: RetailTransaction
    around: Circumstances
    coupons: tuple[tuple[str, int], ...]
    rounding: StoreRounding

    def before(self, bundle: RuleBundle) -> Circumstances:
        """Give the circumstances with the coupons' rules.

        Refuses: BASKET_COUPON_UNKNOWN.
        """
        presented = []
        for number, campaign in self.coupons:
            rules = [rule for rule in bundle.rules if rule.campaign == campaign]
            if not rules:
                raise Refusal("BASKET_COUPON_UNKNOWN", coupon=number, campaign=campaign)
            presented += [PresentedCoupon(number, campaign, rule) for rule in rules]
        return replace(self.around, coupons=tuple(presented))


def read_basket(text: bytes) -> Basket:
    """Read a basket as it stands in a file: UTF-8 JSON.

    Refuses: BASKET_TOO_LARGE, BASKET_NOT_JSON, BASKET_OTHER_FORMAT, BASKET_WRONG,
    BASKET_LINE_REFUSED.
    """
    if len(text) > LONGEST_BASKET:
        raise Refusal("BASKET_TOO_LARGE", most=LONGEST_BASKET)
    try:
        data = json.loads(text)
    except (ValueError, RecursionError):
        raise Refusal("BASKET_NOT_JSON") from None
    try:
        return _basket(Fields("basket", data))
    except Unknown as unknown:
        raise Refusal("BASKET_WRONG", path=str(unknown), expected="a known field") from None
    except Refusal as refusal:
        if refusal.code != "BUNDLE_WRONG":
            raise
        raise Refusal("BASKET_WRONG", **refusal.facts) from None


def _basket(fields: Fields) -> Basket:
    if fields.any("format") != FORMAT:
        raise Refusal("BASKET_OTHER_FORMAT", known=FORMAT)
    currency = fields.text("currency", "CNY")
    if not (len(currency) == 3 and currency.isascii() and currency.isupper()):
        raise wrong(fields.at("currency"), "three capital letters")
    taxes = _taxes(Fields(fields.at("taxes"), fields.any("taxes", {})))
    transaction = RetailTransaction(
        TransactionId(bytes(16)), OperatorId(""), BusinessDate(""), 0, 0, currency
    )
    entries = fields.any("lines", [])
    if not is_list(entries) or len(entries) > MOST_LINES:
        raise wrong(fields.at("lines"), f"list of at most {MOST_LINES}")
    for at, entry in enumerate(entries):
        path = fields.at(f"lines[{at}]")
        line = _line(Fields(path, entry), at + 1, currency, taxes)
        try:
            check_price(line.unit_price)
            transaction = transaction.add_line(line)
        except Refusal as refusal:
            raise Refusal("BASKET_LINE_REFUSED", path=path, reason=refusal.code) from None
    rounding = _rounding(Fields(fields.at("rounding"), fields.any("rounding", {})))
    coupons = _coupons(fields)
    around = Circumstances(
        store=fields.text("store", ""),
        channel=fields.text("channel", "till"),
        local_ms=local_ms(fields.any("at"), fields.at("at")) or 0,
        buyer=_buyer(fields),
        entitlements=fields.texts("entitlements"),
        points_to_spend=fields.whole("points_to_spend", 0),
        used=_used(Fields(fields.at("used"), fields.any("used", {}))),
    )
    fields.done()
    return Basket(transaction, around, coupons, rounding)


def _taxes(fields: Fields) -> dict[str, TaxGroup]:
    taxes = {}
    for code in fields.names():
        group = Fields(fields.at(code), fields.any(code))
        is_exclusive = group.has("inclusive") and not group.flag("inclusive")
        taxes[code] = TaxGroup(
            code, group.rate("percent", most_percent=100), is_inclusive=not is_exclusive
        )
        group.done()
    return taxes


def _line(fields: Fields, number: int, currency: str, taxes: dict[str, TaxGroup]) -> SaleLine:
    tax, unit = fields.text("tax", ""), fields.text("unit", Unit.EACH.value)
    if tax and tax not in taxes:
        raise wrong(fields.at("tax"), "a tax of this basket")
    if unit not in _UNITS:
        raise wrong(fields.at("unit"), " ".join(_UNITS))
    names = Fields(fields.at("name"), fields.any("name", {}))
    price = Money(fields.whole("price"), currency)
    line_price = fields.optional("line_price")
    item = Item(
        sku=fields.text("sku"),
        name_zh=names.text("zh", ""),
        name_en=names.text("en", ""),
        category=_category(fields.any("category", ""), fields.at("category")),
        tax_group=taxes[tax] if tax else _UNTAXED,
        unit=_UNITS[unit],
        price=price,
        brand=fields.text("brand", ""),
        regular_price=_money(fields.optional("regular_price"), currency),
        lowest_price=_money(fields.optional("lowest_price"), currency),
    )
    quantity = _quantity(fields.any("quantity", 1), fields.at("quantity"))
    names.done()
    fields.done()
    fixed_price = _money(line_price, currency)
    return SaleLine(number, item, quantity, price, Entry.KEYED, fixed_price=fixed_price)


def _money(minor: int | None, currency: str) -> Money | None:
    return None if minor is None else Money(minor, currency)


def _category(value: Any, path: str) -> tuple[str, ...]:
    """Read a path such as ``drinks/tea``, or a list of levels from the top."""
    levels = value.split("/") if isinstance(value, str) else value
    if not is_list(levels) or not all(isinstance(level, str) for level in levels):
        raise wrong(path, "path such as drinks/tea, or list of texts")
    return tuple(level for level in levels if level)


def _quantity(value: Any, path: str) -> Quantity:
    """Read a whole number, or a text with at most three decimals."""
    if type(value) is int:
        value = str(value)
    whole, point, part = value.partition(".") if isinstance(value, str) else ("", "", "")
    digits = f"{whole}{part.ljust(3, '0')}"
    is_number = digits.isascii() and digits.isdecimal() and bool(whole) and len(whole) <= 6
    if not is_number or len(part) > 3 or (point and not part):
        raise wrong(path, 'quantity such as 2 or "0.455"')
    return Quantity(int(whole) * THOUSAND + int(part.ljust(3, "0")))


def _rounding(fields: Fields) -> StoreRounding:
    default = StoreRounding()
    rounding = StoreRounding(
        fields.choice("extend", Rounding, default.extend),
        fields.choice("tax", Rounding, default.tax),
    )
    fields.done()
    return rounding


def _buyer(fields: Fields) -> Buyer:
    if not fields.has("member"):
        return Buyer()
    member = Fields(fields.at("member"), fields.any("member"))
    buyer = Buyer(
        is_member=True,
        tier=member.text("tier", ""),
        segments=member.texts("segments"),
        is_birthday=member.flag("birthday"),
        is_first_purchase=member.flag("first_purchase"),
        points=member.whole("points", 0),
    )
    member.done()
    return buyer


def _coupons(fields: Fields) -> tuple[tuple[str, int], ...]:
    """Read what is presented; the same number twice is one coupon."""
    entries = fields.items("coupons") if fields.has("coupons") else []
    found: dict[str, int] = {}
    for at, entry in enumerate(entries):
        coupon = Fields(f"{fields.at('coupons')}[{at}]", entry)
        campaign = coupon.whole("campaign")
        found.setdefault(coupon.text("number", f"#{at + 1}"), campaign)
        coupon.done()
    return tuple(found.items())


def _used(fields: Fields) -> dict[str, UsedSoFar]:
    used = {}
    for rule in fields.names():
        entry = Fields(fields.at(rule), fields.any(rule))
        used[rule] = UsedSoFar(
            entry.whole("times", 0), entry.whole("times_by_member", 0), entry.whole("amount", 0)
        )
        entry.done()
    return used
