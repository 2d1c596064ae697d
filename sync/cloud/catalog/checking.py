"""Which items may be taken: the same limits as the till's own import has."""

import re
from collections.abc import Collection
from typing import Any, Final, NamedTuple

from sync.cloud.rules import UNITS, gtin_of
from sync.wire.catalog import ItemFields, Why

LONGEST_SKU: Final = 40
LONGEST_NAME: Final = 200
LONGEST_CATEGORY: Final = 120
LONGEST_BRAND: Final = 60
LONGEST_LOTS: Final = 1_000
DEEPEST_CATEGORY: Final = 6
HIGHEST_PRICE_MINOR: Final = 100_000_000
LOWEST_RANK: Final = 10**9

_PLU: Final = re.compile("[1-9][0-9]{0,5}")


class ItemRefused(Exception):
    """An item that no till could use: which field, and why."""

    def __init__(self, field: str, why: Why) -> None:
        super().__init__(field, why)
        self.field = field
        self.why: Why = why


class Amounts(NamedTuple):
    """A price with the one before a markdown and the one no promotion goes below."""

    price: int
    regular: int | None
    lowest: int | None


def item_values(fields: ItemFields, tax_groups: Collection[str]) -> dict[str, Any]:
    """Give an item's columns. Raises ``ItemRefused``, the first reason that stands."""
    _check_text("sku", fields.sku, LONGEST_SKU)
    if not fields.sku:
        raise ItemRefused("sku", "missing")
    if not fields.zh and not fields.en:
        raise ItemRefused("zh", "missing")
    for name, longest in _TEXTS.items():
        _check_text(name, getattr(fields, name), longest)
    if fields.tax not in tax_groups:
        raise ItemRefused("tax", "unknown")
    if fields.unit not in UNITS:
        raise ItemRefused("unit", "unknown")
    if fields.plu and _PLU.fullmatch(fields.plu) is None:
        raise ItemRefused("plu", "wrong")
    if fields.pop is not None and not 0 <= fields.pop <= LOWEST_RANK:
        raise ItemRefused("pop", "wrong")
    return {
        "sku": fields.sku,
        "zh": fields.zh,
        "en": fields.en,
        "cat": _category(fields.cat),
        "tax": fields.tax,
        "unit": fields.unit,
        "gtin": _gtin(fields.gtin),
        "plu": fields.plu or None,
        "brand": fields.brand,
        "pop": fields.pop,
        "recalled": int(fields.recalled),
        "lots": fields.lots,
    }


def amounts_of(price: int, regular: int | None, lowest: int | None) -> Amounts:
    """Check a price: ``lowest`` <= ``price`` <= ``regular``. Raises ``ItemRefused``."""
    if not 0 <= price <= HIGHEST_PRICE_MINOR:
        raise ItemRefused("price", "wrong")
    if regular is not None and not price <= regular <= HIGHEST_PRICE_MINOR:
        raise ItemRefused("regular", "wrong")
    if lowest is not None and not 0 <= lowest <= price:
        raise ItemRefused("lowest", "wrong")
    return Amounts(price, regular, lowest)


def _check_text(field: str, text: str, longest: int) -> None:
    if len(text) > longest:
        raise ItemRefused(field, "too_long")
    # Control characters and marks that turn the direction of writing are no part of a receipt.
    if not text.isprintable() or text != text.strip():
        raise ItemRefused(field, "wrong")


def _category(text: str) -> str:
    parts = text.split("/") if text else []
    if len(parts) > DEEPEST_CATEGORY or any(not part or part != part.strip() for part in parts):
        raise ItemRefused("cat", "wrong")
    return text


def _gtin(text: str) -> int | None:
    if not text:
        return None
    gtin = gtin_of(text)
    if gtin is None:
        raise ItemRefused("gtin", "wrong")
    return gtin


_TEXTS: Final = {
    "zh": LONGEST_NAME,
    "en": LONGEST_NAME,
    "cat": LONGEST_CATEGORY,
    "brand": LONGEST_BRAND,
    "lots": LONGEST_LOTS,
}
