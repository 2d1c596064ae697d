"""What the customer hands over: cash, a card on a stand-alone terminal, and the change."""

import re
from dataclasses import dataclass
from enum import StrEnum

from pos_app.domain.money import Money
from pos_app.errors import Refusal


class TenderType(StrEnum):
    """The kinds of tender; the code is what records and reports carry."""

    CASH = "cash"
    CARD = "card"
    COUPON = "coupon"  # a maker's coupon: the maker pays what the customer does not
    STORED_VALUE = "stored_value"  # a gift card or a member's wallet, by a hold of the cloud


@dataclass(frozen=True, slots=True)
class CardSlip:
    """What the stand-alone terminal printed. Never a card number."""

    brand: str
    last_four: str
    approval_code: str


@dataclass(frozen=True, slots=True)
class TenderLine:
    """Money in (positive) or out (negative: a refund, or the change).

    ``reference`` names what was handed over: maker_coupon.CouponReference of a maker's coupon,
    stored_value.ValueReference of a gift card.
    """

    number: int
    tender_type: TenderType
    amount: Money
    card: CardSlip | None = None
    is_change: bool = False
    reference: str = ""


_LAST_FOUR = re.compile(r"[0-9]{4}")
_APPROVAL_CODE = re.compile(r"[A-Za-z0-9]{1,12}")
_BRAND = re.compile(r"[^\W\d_][\w ]{0,19}")


def check_card_slip(slip: CardSlip) -> None:
    """Refuse what cannot be on a terminal's slip, above all a whole card number.

    Refuses: CARD_NUMBER_NOT_TAKEN, CARD_BRAND_MISSING, CARD_LAST_FOUR_WRONG, APPROVAL_CODE_WRONG.
    """
    for text in (slip.brand, slip.last_four, slip.approval_code):
        if sum(character.isdigit() for character in text) > 12:
            raise Refusal("CARD_NUMBER_NOT_TAKEN")
    if not _BRAND.fullmatch(slip.brand):
        raise Refusal("CARD_BRAND_MISSING")
    if not _LAST_FOUR.fullmatch(slip.last_four):
        raise Refusal("CARD_LAST_FOUR_WRONG")
    if not _APPROVAL_CODE.fullmatch(slip.approval_code):
        raise Refusal("APPROVAL_CODE_WRONG")


def quick_amounts(due: Money, notes: tuple[int, ...]) -> tuple[Money, ...]:
    """Suggest what a customer may hand over: the exact amount, then round sums above it.

    For each note the next multiple of it that covers the amount; ascending, no repeats, five at
    most.
    """
    if due.minor <= 0:
        return (due,)
    sums = {due.minor} | {-(-due.minor // note) * note for note in notes}
    return tuple(Money(minor, due.currency) for minor in sorted(sums)[:5])
