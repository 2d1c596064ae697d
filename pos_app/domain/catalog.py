"""What the shop sells: items, their prices and tax groups, as the catalogue says."""

from dataclasses import dataclass

from pos_app.domain.money import Money
from pos_app.domain.quantity import Unit


@dataclass(frozen=True, slots=True)
class TaxGroup:
    """A rate of VAT (parts per million) and whether shelf prices already contain it."""

    code: str
    rate_ppm: int
    is_inclusive: bool = True


@dataclass(frozen=True, slots=True)
class Item:
    """One thing with one price. ``price`` is None when the catalogue has no price for it.

    ``gtin`` is the GS1 number as an integer (14 digits when written out); ``plu`` the short number
    an operator types or a scale prints. ``price_version`` names the price list the price is from.
    ``regular_price`` is the price before a markdown; no promotion goes below ``lowest_price``.
    """

    sku: str
    name_zh: str
    name_en: str
    category: tuple[str, ...]
    tax_group: TaxGroup
    unit: Unit
    price: Money | None
    price_version: int = 1
    gtin: int | None = None
    plu: str | None = None
    is_recalled: bool = False
    brand: str = ""
    regular_price: Money | None = None
    lowest_price: Money | None = None
