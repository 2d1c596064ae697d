"""Which items may be taken: within the limits that the till's own import has."""

import re
from collections.abc import Collection
from typing import Any, Final, NamedTuple

from sync.cloud.rules import UNITS, gtin_of, item_limits
from sync.wire.catalog import ItemFields, Why

_PLU: Final = re.compile("[1-9][0-9]*")


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
    _check_text("sku", fields.sku, item_limits.LONGEST_SKU)
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
    if fields.plu and not _is_plu(fields.plu):
        raise ItemRefused("plu", "wrong")
    if fields.pop is not None and not 0 <= fields.pop <= item_limits.LOWEST_RANK:
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
    if not 0 <= price <= item_limits.HIGHEST_PRICE_MINOR:
        raise ItemRefused("price", "wrong")
    if regular is not None and not price <= regular <= item_limits.HIGHEST_PRICE_MINOR:
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


def _is_plu(text: str) -> bool:
    return len(text) <= item_limits.LONGEST_PLU and _PLU.fullmatch(text) is not None


def _category(text: str) -> str:
    parts = text.split("/") if text else []
    is_bare = all(part and part == part.strip() for part in parts)
    if len(parts) > item_limits.DEEPEST_CATEGORY or not is_bare:
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
    "zh": item_limits.LONGEST_NAME,
    "en": item_limits.LONGEST_NAME,
    "cat": item_limits.LONGEST_CATEGORY,
    "brand": item_limits.LONGEST_BRAND,
    "lots": item_limits.LONGEST_LOTS,
}
