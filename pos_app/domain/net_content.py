"""How much is in a pack, read from its name: the only place where the catalogue says it.

``可乐 330ml`` holds 330 ml, ``纯牛奶 250ml×16`` holds 4 000; ``6枚 138g`` holds 138 g. A name with
two sizes, or two names that disagree, say nothing: no unit price is better than a wrong one.
"""

import re
from dataclasses import dataclass
from enum import StrEnum

from pos_app.domain.catalog import Item
from pos_app.domain.money import Money, Rounding, round_cash
from pos_app.domain.quantity import Unit

_SIZE = re.compile(
    r"(?<![0-9.])([0-9]{1,5})(?:\.([0-9]{1,3}))?\s*(ml|mL|ML|毫升|kg|KG|千克|公斤|g|克|l|L|升)(?![A-Za-z])"
    r"(?:\s*[×x*]\s*([0-9]{1,3})(?![0-9.]))?"
)
_LARGEST = 100_000


class Measure(StrEnum):
    """What a content is measured in."""

    GRAMS = "g"
    MILLILITRES = "ml"


_UNITS = {
    "ml": (Measure.MILLILITRES, 1),
    "毫升": (Measure.MILLILITRES, 1),
    "l": (Measure.MILLILITRES, 1000),
    "升": (Measure.MILLILITRES, 1000),
    "g": (Measure.GRAMS, 1),
    "克": (Measure.GRAMS, 1),
    "kg": (Measure.GRAMS, 1000),
    "千克": (Measure.GRAMS, 1000),
    "公斤": (Measure.GRAMS, 1000),
}


@dataclass(frozen=True, slots=True)
class NetContent:
    """So many grams or millilitres."""

    amount: int
    measure: Measure


def content_of(name: str) -> NetContent | None:
    """Read the content of a pack from a name."""
    found = list(_SIZE.finditer(name))
    if len(found) != 1:
        return None
    whole, fraction, unit, packs = found[0].groups()
    measure, factor = _UNITS[unit.lower()]
    thousandths = int(whole + (fraction or "").ljust(3, "0")) * factor * int(packs or 1)
    amount, rest = divmod(thousandths, 1000)
    return NetContent(amount, measure) if not rest and 0 < amount <= _LARGEST else None


def price_of_hundred(item: Item) -> tuple[Money, Measure] | None:
    """Give what 100 grams or millilitres of an item cost, once rounded; None where unknown.

    Goods sold by weight or volume say their unit in their price.
    """
    if item.unit is not Unit.EACH or item.price is None:
        return None
    said = {content for content in map(content_of, (item.name_zh, item.name_en)) if content}
    if len(said) != 1:
        return None
    content = said.pop()
    hundred = Money(item.price.minor * 100, item.price.currency)
    # Brought to a multiple of the content, it is divided by it without a rest.
    whole = round_cash(hundred, content.amount, Rounding.HALF_UP)
    return Money(whole.minor // content.amount, whole.currency), content.measure
