"""A case's goods, taxes, fees and rounding -> the basket format of ``price``."""

from dataclasses import dataclass, field
from decimal import Decimal

from pos_app.domain.pricing.fields import Fields
from pos_app.domain.transaction import LARGEST_PRICE_MINOR
from tests.cases.promotion_case import (
    Facts,
    Policy,
    Skipped,
    decimal,
    done,
    minor,
    part,
    percentage,
    places_of,
)

FEE = "(fee)"
"""The category of what a till rings as a service: no promotion on goods touches it."""

PER_THOUSAND = "LTR"
"""The unit of what is sold at a price for a thousand pieces."""

NOW = "2026-06-15T12:00"
_MOST_PLACES = 5
_WHERE: dict[str, tuple[str, ...]] = {
    "unit price first": ("each_unit", "rounds_price"),
    "discount rounded per unit": ("each_unit",),
    "discount": (),
    "line": ("rounds_line",),
    "tax per line": ("rounds_tax",),
    "total": ("rounds_total",),
    "order": ("rounds_total",),
    "reported base per tax": ("keeps_parts",),
}
"""Where a case rounds, by how it begins to say so; the first that fits."""

_MIRRORED = {"half_up": "half_down", "half_down": "half_up", "up": "down", "down": "up"}
_MODES = ("half_up", "half_even", "half_down", "down", "up")


@dataclass
class Money:
    """How a case counts: its minor unit, where it rounds, and how the product is set for that."""

    places: int = 2
    mode: str = "half_up"
    each_unit: bool = False
    tax_mode: str = "half_up"
    rounds_price: bool = False
    rounds_line: bool = False
    rounds_total: bool = False
    rounds_tax: bool = False
    keeps_parts: bool = False

    @property
    def rule_mode(self) -> str:
        """Round a reduction so that the price of a unit is rounded as the case wants."""
        return _MIRRORED.get(self.mode, self.mode) if self.rounds_price else self.mode


@dataclass
class Goods:
    """The goods of a case as basket lines; ``taxes`` maps our group to the case's tax."""

    price_mode: str
    money: Money
    lines: list[Facts] = field(default_factory=list)
    taxes: dict[str, Facts] = field(default_factory=dict)
    tax_names: dict[str, str] = field(default_factory=dict)
    marked_down: dict[str, int] = field(default_factory=dict)
    policies: list[Policy] = field(default_factory=list)

    @property
    def has_fees(self) -> bool:
        return any(line["category"] == [FEE] for line in self.lines)

    def rate_of(self, skus: list[str]) -> Decimal:
        """Give the one rate of tax of these goods."""
        used = {line.get("tax", "") for line in self.lines if line["sku"] in skus}
        rates = {decimal(self.taxes[tax]["percent"]) if tax else Decimal(0) for tax in used}
        if len(rates) != 1:
            raise Skipped("states an amount in the other price mode over several rates of tax")
        return rates.pop()


def read_money(fields: Fields, amounts: list[object]) -> Money:
    """Read where and how a case rounds."""
    rounding = part(fields, "rounding")
    mode, where = rounding.any("mode", "half_up"), rounding.any("where", "line")
    done(rounding)
    finest = _finest(amounts)
    if mode == "none":
        return Money(places=finest)
    if mode not in _MODES:
        raise Skipped(f"rounds in a way the product does not know: {mode}")
    money = Money(mode=mode)
    for start, setting in _WHERE.items():
        if where.lower().startswith(start):
            for name in setting:
                setattr(money, name, True)
            break
    else:
        raise Skipped(f"rounds somewhere not known here: {where}")
    if money.rounds_total:
        money.places = finest
    if money.rounds_tax:
        money.tax_mode = mode
    return money


def _finest(amounts: list[object]) -> int:
    """Give decimals for a case that rounds nothing on the way: as many as fit, two to spare."""
    finest = max([2, *(places_of(amount) for amount in amounts)])
    largest = max([abs(decimal(amount)) for amount in amounts])
    while finest < _MOST_PLACES and largest.scaleb(finest + 1) < LARGEST_PRICE_MINOR:
        finest += 1
    return finest


def read_goods(fields: Fields, money: Money) -> Goods:
    """Read items and fees as basket lines."""
    goods = Goods(fields.any("price_mode", "no_tax"), money)
    if goods.price_mode not in ("no_tax", "tax_inclusive", "tax_exclusive", "mixed"):
        raise Skipped(f"has prices of a mode not known here: {goods.price_mode}")
    rates = fields.any("tax_rates", {})
    for at, entry in enumerate(fields.any("items", [])):
        goods.lines.append(_line(Fields(f"case.items[{at}]", entry), goods, rates))
    for at, entry in enumerate(fields.any("fees", [])):
        goods.lines.append(_fee(Fields(f"case.fees[{at}]", entry), at, goods))
    return goods


def _line(item: Fields, goods: Goods, rates: Facts) -> Facts:
    money = goods.money
    sku, qty = str(item.any("id")), decimal(item.any("qty", 1))
    price = decimal(item.any("unit_price"))
    markdown = decimal(item.any("catalog_discount_each", 0))
    if price < 0:
        raise Skipped("has a negative line: what comes back is a return, which no rule looks at")
    line: Facts = {"sku": sku, "category": list(item.any("categories", []))}
    if markdown:
        line["regular_price"] = minor(price, money.places)
        goods.marked_down[sku] = minor(markdown, money.places)
    if item.any("already_discounted", False):
        before = decimal(item.any("original_price", price + 1))
        line["regular_price"] = minor(before, money.places)
    floor = item.any("min_unit_price", None)
    if floor is not None:
        line["lowest_price"] = minor(floor, money.places)
    line |= _priced(price - markdown, qty, money)
    tax = _tax(item, goods, rates)
    done(item)
    return line | ({"tax": tax} if tax else {})


def _priced(price: Decimal, qty: Decimal, money: Money) -> Facts:
    """Give price and quantity; a price finer than the minor unit is one for a thousand."""
    cents = price.scaleb(money.places)
    if money.rounds_price:
        cents = cents.quantize(Decimal(1), f"ROUND_{money.mode.upper()}")
    if cents == cents.to_integral_value():
        is_whole = qty == qty.to_integral_value()
        return {
            "price": int(cents),
            "quantity": f"{qty:f}",
            "unit": "EA" if is_whole else "KGM",
        }
    thousand = cents * 1000
    if not money.rounds_line or thousand != thousand.to_integral_value() or qty % 1:
        raise Skipped("has a shelf price finer than the currency's minor unit")
    return {"price": int(thousand), "quantity": f"{qty / 1000:.3f}", "unit": PER_THOUSAND}


def _tax(item: Fields, goods: Goods, rates: Facts) -> str:
    names = item.any("tax", [])
    is_inclusive = item.any("tax_included", goods.price_mode == "tax_inclusive")
    if len(names) > 1 or item.any("first_tax_included", None) is not None:
        raise Skipped("puts several taxes on one line: the product has one tax group for an item")
    if not names or goods.price_mode == "no_tax":
        return ""
    (name,) = names
    if name not in rates:
        raise Skipped(f"names a tax without a rate: {name}")
    code = f"{name}{'+' if is_inclusive else ''}"
    goods.taxes[code] = {"percent": percentage(rates[name]), "inclusive": bool(is_inclusive)}
    goods.tax_names[code] = name
    return code


def _fee(fee: Fields, at: int, goods: Goods) -> Facts:
    """Ring a fee as a service, at what it costs with its tax."""
    fee.any("net")
    price = minor(fee.any("gross"), goods.money.places)
    line = {"sku": f"{FEE}{at}", "category": [FEE], "price": price}
    fee.any("kind")
    done(fee)
    return line
