"""The store's cash outside the tills: rules for floats and pickups, and the safe's own ledger."""

from dataclasses import dataclass
from typing import Final

from pos_app.domain.money import LARGEST_MINOR


@dataclass(frozen=True, slots=True)
class CashPolicy:
    """What the store has decided about cash; None where it has no rule. Minor units.

    A till opens with the standard float. Above the pickup limit it is told to bring cash to the
    safe. A count that differs by more than the tolerance is made once more.
    """

    standard_float_minor: int | None = None
    pickup_limit_minor: int | None = None
    tolerance_minor: int | None = None

    def __post_init__(self) -> None:
        for value in (self.standard_float_minor, self.pickup_limit_minor, self.tolerance_minor):
            if value is not None and (type(value) is not int or not 0 <= value <= LARGEST_MINOR):
                raise ValueError(value)


NO_CASH_RULES: Final = CashPolicy()
