"""Quantities in thousandths of a unit, and the units a shop sells by."""

from dataclasses import dataclass
from enum import StrEnum

from pos_app.errors import Refusal

THOUSAND = 1000
LARGEST_THOUSANDTHS = 99_999 * THOUSAND
"""More of one item than this in one line is a slip of the keys or a barcode read as a quantity."""


class Unit(StrEnum):
    """What one of an item is; the code is UN/ECE Recommendation 20, as GS1 messages use it."""

    EACH = "EA"
    KILOGRAM = "KGM"
    LITRE = "LTR"
    METRE = "MTR"

    @property
    def is_measured(self) -> bool:
        """Sold by weight, volume or length, so fractions make sense."""
        return self is not Unit.EACH


@dataclass(frozen=True, slots=True)
class Quantity:
    """So many thousandths of a unit. Positive in sale lines and in return lines alike."""

    thousandths: int

    @classmethod
    def of(cls, count: int) -> "Quantity":
        """Make a whole number of units."""
        return cls(count * THOUSAND)

    @property
    def is_whole(self) -> bool:
        """No fraction of a unit."""
        return self.thousandths % THOUSAND == 0

    def __add__(self, other: "Quantity") -> "Quantity":
        return Quantity(self.thousandths + other.thousandths)

    def __sub__(self, other: "Quantity") -> "Quantity":
        return Quantity(self.thousandths - other.thousandths)

    def __lt__(self, other: "Quantity") -> bool:
        return self.thousandths < other.thousandths

    def __le__(self, other: "Quantity") -> bool:
        return self.thousandths <= other.thousandths


ONE = Quantity(THOUSAND)


def check_sellable(quantity: Quantity, unit: Unit) -> None:
    """Refuse a quantity that no line may have.

    Refuses: QUANTITY_NOT_POSITIVE, QUANTITY_TOO_LARGE, QUANTITY_NOT_WHOLE.
    """
    if quantity.thousandths <= 0:
        raise Refusal("QUANTITY_NOT_POSITIVE")
    if quantity.thousandths > LARGEST_THOUSANDTHS:
        raise Refusal("QUANTITY_TOO_LARGE", largest=LARGEST_THOUSANDTHS // THOUSAND)
    if not unit.is_measured and not quantity.is_whole:
        raise Refusal("QUANTITY_NOT_WHOLE")
