"""Rows of the pages about goods, as presenters hand them to views: what was read, nothing more."""

from dataclasses import dataclass
from enum import Enum, auto

from pos_app.domain.catalog import Item
from pos_app.domain.money import Money
from pos_app.domain.quantity import Quantity, Unit
from pos_app.domain.stock import ExpiringLot, OnHand, Reorder
from pos_app.ui import formats, language


class Page(Enum):
    """The pages of the room, in the order of their keys."""

    ON_HAND = auto()
    DELIVERY = auto()
    COUNT = auto()
    REVIEW = auto()
    LOW = auto()
    NEGATIVE = auto()
    EXPIRY = auto()
    MISSING = auto()
    LABELS = auto()


LISTS = (Page.LOW, Page.NEGATIVE, Page.EXPIRY, Page.MISSING)


@dataclass(frozen=True, slots=True)
class GoodsRow:
    """One line of a page; which of the fields are set depends on the page.

    ``line`` is a delivery's line number; quantities are thousandths.
    """

    sku: str
    item: Item | None
    on_hand: OnHand | None = None
    line: int = 0
    lot: str = ""
    expires_on: str = ""
    expected: int | None = None
    found: int | None = None
    cost: Money | None = None
    is_again: bool = False
    has_moved: bool = False
    before: int | None = None
    reorder: Reorder | None = None
    expiring: ExpiringLot | None = None
    days_left: int | None = None
    times: int = 0

    @property
    def unit(self) -> Unit:
        """What one of it is; pieces where the catalogue does not know it any more."""
        return self.item.unit if self.item else Unit.EACH

    @property
    def difference(self) -> int | None:
        """Found less expected, or counted less the books."""
        against = self.expected if self.before is None else self.before
        return None if against is None else (self.found or 0) - against


def name_of(row: GoodsRow) -> str:
    """Name it in the language spoken now, or by its number."""
    return language.name_of(row.item) if row.item else row.sku


def code_of(row: GoodsRow) -> str:
    """Give the number on the pack, or the store's own."""
    if row.item is not None and row.item.gtin is not None:
        return formats.gtin(row.item.gtin)
    return row.sku


def figure(thousandths: int | None, unit: Unit) -> str:
    """Write a quantity with its unit; empty for none."""
    if thousandths is None:
        return ""
    sign = "-" if thousandths < 0 else ""
    return sign + formats.quantity_with_unit(Quantity(abs(thousandths)), unit)


def signed(thousandths: int | None, unit: Unit) -> str:
    """Write a difference with its sign; empty where there is none."""
    if not thousandths:
        return ""
    return f"+{figure(thousandths, unit)}" if thousandths > 0 else figure(thousandths, unit)
