"""What stands out at a till, once for all who count it: the journal's readers and the reports.

Both count every act that was done, in the turn of whoever did it; what was cancelled afterwards
was done all the same. ``store/insight`` adds up ``ADDED_UP`` from the tables, ``domain/audit``
finds them and the others in the journal; a test compares the two over a whole day.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from pos_app.domain.money import Money, Rounding, extend


class ActKind(StrEnum):
    """What a manager looks at first, in the order of how much it can cost; what its amount is."""

    SELF_APPROVAL = "self_approval"  # impossible here; a foreign row may say it. No amount
    RETURN_WITHOUT_RECEIPT = "return_without_receipt"  # what the customer was given, a line each
    POST_VOID = "post_void"  # what the cancelled transaction came to
    RETURN = "return"  # goods of a known receipt: what the customer was given, a line each
    VOID = "void"  # a transaction dropped before it was paid
    VOID_LINE = "void_line"  # what goods would have cost; of goods taken back nothing
    OVERRIDE = "override"  # how far below the item's own price; negative above it
    DISCOUNT = "discount"  # what an operator gave away, not a rule; a line each
    NO_SALE = "no_sale"  # no amount
    PAID_OUT = "paid_out"
    PAID_IN = "paid_in"
    OVER_SHORT = "over_short"  # with its sign: short is negative
    REPRINT = "reprint"  # no amount
    LOCK_OUT = "lock_out"  # no amount
    CLOCK_CHANGE = "clock_change"  # no amount


ADDED_UP: Final = frozenset(ActKind) - {
    ActKind.SELF_APPROVAL,
    ActKind.OVER_SHORT,
    ActKind.LOCK_OUT,
    ActKind.CLOCK_CHANGE,
}
"""What reports count too. The amount of a dropped transaction stands in the journal alone."""

RETURNS: Final = (ActKind.RETURN, ActKind.RETURN_WITHOUT_RECEIPT)


@dataclass(frozen=True, slots=True)
class Act:
    """One thing that stands out, in minor units.

    ``approved_by`` is empty where nobody was asked, ``sku`` where it was about no goods.
    """

    kind: ActKind
    amount_minor: int = 0
    reason_code: str = ""
    approved_by: str = ""
    sku: str = ""


def worth_of_void(price_minor: int, thousandths: int) -> int:
    """Say what a line that was voided would have cost, rounded down."""
    return extend(Money(price_minor), thousandths, Rounding.DOWN).minor


def worth_of_override(listed_minor: int, price_minor: int, thousandths: int) -> int:
    """Say what a changed price took off, half up; negative where it was raised."""
    return extend(Money(listed_minor - price_minor), thousandths, Rounding.HALF_UP).minor
