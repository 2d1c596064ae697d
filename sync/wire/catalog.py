"""What head office says of goods, prices and offers. Never spoken by a till.

Money in minor units. A price without a zone holds in every zone that has none of its own.
What is asked has no field besides its own: a name misspelt would be a wish that nobody heard.
"""

from typing import Literal

import msgspec

Why = Literal["missing", "too_long", "wrong", "unknown", "taken", "twice", "unreadable"]


class ZoneFields(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A zone of stores that sell the same goods at the same prices. ISO 4217 code."""

    currency: str


class TaxGroupFields(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """``rate_ppm``: millionths; ``inclusive``: prices contain it."""

    rate_ppm: int
    inclusive: bool


class ItemFields(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """An item, the whole of it; one line of an import. ``price`` None leaves prices as they are.

    ``gtin``: 8, 12, 13 or 14 digits. ``regular`` is the price before a markdown, ``lowest`` the one
    no promotion goes below. ``lots`` recalled, with spaces between; none: all of them.
    """

    sku: str
    tax: str
    unit: str
    zh: str = ""
    en: str = ""
    cat: str = ""
    gtin: str = ""
    plu: str = ""
    brand: str = ""
    pop: int | None = None
    recalled: bool = False
    lots: str = ""
    price: int | None = None
    regular: int | None = None
    lowest: int | None = None


class ItemSeen(msgspec.Struct, frozen=True):
    """An item and the zones' prices in force; zone "" is every zone without its own."""

    item: ItemFields
    prices: tuple["PriceSeen", ...]


class PriceSeen(msgspec.Struct, frozen=True):
    """A price, and since when; ``list_version`` is the list it came with."""

    zone: str
    price: int
    from_ms: int
    list_version: int


class Items(msgspec.Struct, frozen=True):
    """Items by their number; ``next``: where the next page begins, "" at the end."""

    items: tuple[ItemFields, ...]
    next: str = ""


class PriceFields(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A price of an item, in the zone and from the time its list says."""

    sku: str
    price: int
    regular: int | None = None
    lowest: int | None = None


class PriceList(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Prices that come into force together. ``from_ms`` 0 or past: at once. At most 5,000."""

    prices: tuple[PriceFields, ...]
    zone: str = ""
    from_ms: int = 0


class RowRefusal(msgspec.Struct, frozen=True):
    """Why a line was left out; lines count from 1. Without a field it is the line that is wrong."""

    line: int
    sku: str
    field: str
    why: Why


class Imported(msgspec.Struct, frozen=True):
    """What became of the lines; of those refused the first hundred are named."""

    created: int = 0
    changed: int = 0
    unchanged: int = 0
    refused: int = 0
    refusals: tuple[RowRefusal, ...] = ()
    list_version: int = 0


class BundleTaken(msgspec.Struct, frozen=True):
    """The rules that a zone's tills get. ``unknown``: what this version does not know of them."""

    version: int
    sha256: str
    bytes: int
    rules: int
    unknown: tuple[str, ...] = ()
