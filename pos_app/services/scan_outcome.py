"""What came of a scan on the sale screen."""

from dataclasses import dataclass
from enum import StrEnum

from pos_app.domain.catalog import Item
from pos_app.domain.identifiers import ReceiptNumber
from pos_app.domain.pricing.priced import PricedTransaction
from pos_app.domain.scan import OperatorBadgeScan, ReceiptScan


class Happening(StrEnum):
    """What a scan turned out to be."""

    LINE_ADDED = "line_added"
    SEARCH = "search"
    RECEIPT = "receipt"
    OPERATOR_BADGE = "operator_badge"
    MEMBER = "member"
    COUPON = "coupon"
    COUNT_CODE = "count_code"


@dataclass(frozen=True, slots=True)
class ScanOutcome:
    """What came of a scan. ``line`` is the number of the line to show; ``notice`` a code.

    ``hits`` are what a text may mean when it is no code and no single item.
    """

    happening: Happening
    basket: PricedTransaction | None = None
    line: int | None = None
    receipt: ReceiptNumber | None = None
    operator_number: str = ""
    notice: str = ""
    hits: tuple[Item, ...] = ()


def of_paper(
    scanned: ReceiptScan | OperatorBadgeScan, basket: PricedTransaction | None
) -> ScanOutcome:
    """Say that it is no goods but a receipt, or a badge; the basket stays as it is."""
    if isinstance(scanned, ReceiptScan):
        return ScanOutcome(Happening.RECEIPT, basket, receipt=scanned.receipt)
    number = scanned.operator_number
    return ScanOutcome(Happening.OPERATOR_BADGE, basket, operator_number=number)
