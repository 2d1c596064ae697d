"""What goods cost the shop, as far as it is known: the other half of a margin."""

from typing import Protocol

from pos_app.domain.identifiers import BusinessDate
from pos_app.domain.money import Money


class CostBook(Protocol):
    """What a unit (a piece, a kilogram) of each item cost, day by day."""

    def __bool__(self) -> bool:
        """Tell whether any cost is known at all."""

    def cost_of(self, sku: str, day: BusinessDate) -> Money | None:
        """Give what a unit cost as of a day; None when that was not known yet."""

    def has_changed(self, sku: str, first: BusinessDate, last: BusinessDate) -> bool:
        """Tell whether another cost began after the first day and by the last."""
