"""The business day, the shift and the money in the till: floats, movements, the blind count."""

from dataclasses import dataclass
from enum import StrEnum

from pos_app.domain.identifiers import BusinessDate, OperatorId
from pos_app.domain.money import Money
from pos_app.errors import Refusal

MOST_OF_ONE_DENOMINATION = 9_999

Counts = tuple[tuple[int, int], ...]
"""Pairs of (denomination in minor units, number of pieces)."""


LARGEST_MOVE_MINOR = 99_999_999
"""Of cash, between till, safe and bank: eight digits, and more is a slip of the keys."""


class CashMovementKind(StrEnum):
    """Money in or out of the till with no transaction."""

    TENDER_LOAN = "tender_loan"
    TENDER_PICKUP = "tender_pickup"
    PAID_IN = "paid_in"
    PAID_OUT = "paid_out"

    @property
    def is_inward(self) -> bool:
        """The till holds more after it."""
        return self in (CashMovementKind.TENDER_LOAN, CashMovementKind.PAID_IN)


@dataclass(frozen=True, slots=True)
class CashMovement:
    """One movement, its amount positive in either direction."""

    kind: CashMovementKind
    amount: Money
    reason_code: str
    operator: OperatorId
    approved_by: OperatorId | None
    at_ms: int


@dataclass(frozen=True, slots=True)
class Shift:
    """One operator answerable for one till, from the opening float to the count.

    ``number`` rises by one per workstation and is never used again.
    """

    number: int
    operator: OperatorId
    operator_name: str
    business_date: BusinessDate
    opened_ms: int
    opening_float: Money
    closed_ms: int | None = None

    @property
    def is_open(self) -> bool:
        """Still answerable."""
        return self.closed_ms is None


def count_total(counts: Counts, denominations: tuple[int, ...], currency: str) -> Money:
    """Add a count by denomination up.

    Refuses: DENOMINATION_UNKNOWN, COUNT_OUT_OF_RANGE.
    """
    for denomination, pieces in counts:
        if denomination not in denominations:
            raise Refusal("DENOMINATION_UNKNOWN", denomination=Money(denomination, currency))
        if not 0 <= pieces <= MOST_OF_ONE_DENOMINATION:
            raise Refusal("COUNT_OUT_OF_RANGE", most=MOST_OF_ONE_DENOMINATION)
    return Money(sum(denomination * pieces for denomination, pieces in counts), currency)


def check_movement(kind: CashMovementKind, amount: Money, in_till: Money) -> None:
    """Refuse a movement of nothing, or of more than the till should hold.

    Refuses: AMOUNT_NOT_POSITIVE, AMOUNT_TOO_LARGE, MORE_THAN_IN_TILL.
    """
    if amount.minor <= 0:
        raise Refusal("AMOUNT_NOT_POSITIVE")
    if amount.minor > LARGEST_MOVE_MINOR:
        raise Refusal("AMOUNT_TOO_LARGE")
    if not kind.is_inward and amount > in_till:
        raise Refusal("MORE_THAN_IN_TILL")
