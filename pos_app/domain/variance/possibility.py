"""One thing that may have happened, what it would do to the count, and how often such things do.

Rates are in thousand-millionths of a shift: how many of so many shifts would show this very
mistake at this very place. They are the experience of shops put into numbers, not measured here;
only their proportions matter.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

EVERY_SHIFT: Final = 1_000_000_000
"""The rate of what happens once in every shift."""


class Cause(StrEnum):
    """What may have gone wrong; each has a sentence that begins with "Look at"."""

    PAID_OTHERWISE = "paid_otherwise"  # booked as cash, paid by card or wallet
    PAID_IN_CASH = "paid_in_cash"  # booked as card, paid in cash
    TENDER_KEYED = "tender_keyed"  # another amount keyed than was handed over
    CHANGE_GIVEN = "change_given"  # change counted out as for another note
    REFUNDED_OTHERWISE = "refunded_otherwise"  # booked as cash given back, went to the card
    REFUNDED_IN_CASH = "refunded_in_cash"  # booked to the card, given back in cash
    OPENED_WITHOUT_SALE = "opened_without_sale"
    NOT_BOOKED = "not_booked"  # a pickup, loan or payment that no record has
    BOOKED_TWICE = "booked_twice"
    NOT_MADE = "not_made"  # booked, but the money never moved
    MOVEMENT_KEYED = "movement_keyed"  # another amount booked than moved
    COUNT_SLIP = "count_slip"  # pieces of one kind too many or too few
    COUNT_KEYED = "count_keyed"  # digits of a number of pieces transposed, or in the wrong row
    FLOAT_WRONG = "float_wrong"  # the opening count
    VOIDED_AFTER_CASH = "voided_after_cash"  # cancelled, but the cash stayed in the drawer
    SMALL_CHANGE = "small_change"  # the jiao of many receipts


@dataclass(frozen=True, slots=True)
class Evidence:
    """Where to look: always a time, and a receipt where there is one.

    ``booked`` is what the record says, ``supposed`` what would explain the difference: minor units,
    and for a count pieces of ``denomination_minor`` instead.
    """

    at_ms: int
    receipt: str = ""
    booked: int = 0
    supposed: int = 0
    denomination_minor: int = 0
    word: str = ""
    """The journal's word for what was booked, or the reason given; empty for a receipt."""


@dataclass(frozen=True, slots=True)
class Possibility:
    """What would bring the count over (positive) or short (negative) by ``effect_minor``."""

    cause: Cause
    effect_minor: int
    rate: int
    evidence: tuple[Evidence, ...]


def one_in(shifts: int) -> int:
    """Give the rate of what happens once in so many chances."""
    return EVERY_SHIFT // shifts


def slips_of_key(amount: int) -> dict[int, int]:
    """List what was meant where ``amount`` was keyed, with weights: a zero, a turn, a digit.

    Whole numbers of whatever unit is keyed. A zero more or less weighs 3, two neighbouring digits
    turned around 2, a digit left out or struck twice 1.
    """
    text = str(amount)
    meant: dict[int, int] = {}

    def add(digits: str, weight: int) -> None:
        value = int(digits) if digits else 0
        if value > 0 and value != amount:
            meant[value] = max(weight, meant.get(value, 0))

    add(f"{text}0", 3)
    if text.endswith("0"):
        add(text[:-1], 3)
    for at in range(len(text) - 1):
        add(text[:at] + text[at + 1] + text[at] + text[at + 2 :], 2)
    for at in range(len(text)):
        add(text[: at + 1] + text[at:], 1)  # meant 115, keyed 15
        if at and text[at] == text[at - 1]:
            add(text[:at] + text[at + 1 :], 1)  # meant 15, keyed 115
    return meant
