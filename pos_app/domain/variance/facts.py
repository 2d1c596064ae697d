"""What a closed shift's record says of its cash: the detective's only evidence.

Amounts are minor units of one currency, times are the till's wall clock.
"""

from dataclasses import dataclass

from pos_app.domain.shift import CashMovementKind, Counts
from pos_app.domain.transaction import TransactionKind


@dataclass(frozen=True, slots=True)
class Deal:
    """A finished transaction as the drawer knows it.

    ``cash_minor`` and ``card_minor`` are signed: negative went out. ``handed_minor`` and
    ``change_minor`` are what was keyed as handed over in cash and what was given back of it, both
    positive, and 0 where money only went out. ``was_paid_in_cash``: how the goods that come back
    had been paid, None where the record does not say.
    """

    receipt: str
    kind: TransactionKind
    at_ms: int
    cash_minor: int
    card_minor: int
    handed_minor: int = 0
    change_minor: int = 0
    was_paid_in_cash: bool | None = None


@dataclass(frozen=True, slots=True)
class Moved:
    """Cash in or out without a transaction. ``arrived_minor``: what the safe then counted of it."""

    kind: CashMovementKind
    amount_minor: int
    reason_code: str
    at_ms: int
    arrived_minor: int | None = None


@dataclass(frozen=True, slots=True)
class Opened:
    """The drawer opened without a transaction."""

    at_ms: int
    reason_code: str


@dataclass(frozen=True, slots=True)
class Voided:
    """A transaction that was voided before it was finished; what stood on it, in cash."""

    at_ms: int
    total_minor: int


@dataclass(frozen=True, slots=True)
class ShiftFacts:
    """One shift. ``counted_before`` are counts that were made and then made again.

    ``standard_float_minor`` and ``pickup_limit_minor`` are the store's rules, None where it has
    none. ``step_minor`` is the smallest cash step.
    """

    shift: int
    currency: str
    opened_ms: int
    closed_ms: int
    over_short_minor: int
    opening: Counts
    counts: Counts
    counted_before: tuple[Counts, ...]
    denominations: tuple[int, ...]
    step_minor: int
    deals: tuple[Deal, ...]
    movements: tuple[Moved, ...]
    openings: tuple[Opened, ...]
    voided: tuple[Voided, ...]
    standard_float_minor: int | None = None
    pickup_limit_minor: int | None = None
