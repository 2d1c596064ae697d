"""What history and returns share: which receipt is meant, and one found receipt as a list row."""

from dataclasses import dataclass
from typing import Protocol

from pos_app.domain.identifiers import BusinessDate, ReceiptNumber
from pos_app.domain.money import Money
from pos_app.domain.settlement import CompletedTransaction
from pos_app.domain.shop import StoreProfile
from pos_app.domain.transaction import TransactionKind
from pos_app.errors import Refusal


class SaleWanted(Protocol):
    """What the find panel answers; what is empty matches everything."""

    @property
    def receipt(self) -> str:
        """A receipt number, its end, or the text of its QR code."""

    @property
    def business_date(self) -> BusinessDate | None:
        """The day."""

    @property
    def total(self) -> Money | None:
        """What was paid."""

    @property
    def item_text(self) -> str:
        """Part of an item's name."""

    @property
    def card_last_four(self) -> str:
        """The end of the card's number."""


class SaleRow(Protocol):
    """A finished transaction as a list shows it."""

    @property
    def receipt(self) -> ReceiptNumber:
        """What is printed on its paper."""

    @property
    def kind(self) -> TransactionKind:
        """Sale, return or post void."""

    @property
    def business_date(self) -> BusinessDate:
        """The day it counts for."""

    @property
    def completed_ms(self) -> int:
        """When it was finished."""

    @property
    def paid(self) -> Money:
        """What the customer paid; negative was given back."""

    @property
    def line_count(self) -> int:
        """How many lines it has."""

    @property
    def first_item_zh(self) -> str:
        """Its first line in Chinese."""

    @property
    def first_item_en(self) -> str:
        """Its first line in English."""


@dataclass(frozen=True, slots=True)
class FoundSale:
    """One receipt that was asked for by its number."""

    receipt: ReceiptNumber
    kind: TransactionKind
    business_date: BusinessDate
    completed_ms: int
    paid: Money
    line_count: int
    first_item_zh: str
    first_item_en: str


def found_sale(completed: CompletedTransaction) -> FoundSale:
    """Make a list row of a finished transaction."""
    transaction = completed.priced.transaction
    lines = transaction.live_lines
    return FoundSale(
        receipt=completed.receipt,
        kind=transaction.kind,
        business_date=transaction.business_date,
        completed_ms=completed.completed_ms,
        paid=completed.paid,
        line_count=len(lines),
        first_item_zh=lines[0].item.name_zh if lines else "",
        first_item_en=lines[0].item.name_en if lines else "",
    )


def receipt_meant(text: str, profile: StoreProfile) -> ReceiptNumber:
    """Read a whole receipt number, the text of its QR code, or the digits at its end.

    Refuses: RECEIPT_NUMBER_WRONG.
    """
    parts = text.split(":")
    typed = parts[1] if len(parts) > 1 and parts[0].upper() == "RPR1" else text
    receipt = ReceiptNumber.parse(typed)
    if receipt is not None:
        return receipt
    digits = typed.rsplit("-", 1)[-1]
    if not (digits.isascii() and digits.isdecimal() and 0 < len(digits) <= 9):
        raise Refusal("RECEIPT_NUMBER_WRONG")
    return ReceiptNumber(profile.store, profile.workstation, int(digits))
