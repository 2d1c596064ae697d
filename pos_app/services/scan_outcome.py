"""What came of a scan on the sale screen."""

from dataclasses import dataclass
from enum import StrEnum

from pos_app.domain.catalog import Item
from pos_app.domain.identifiers import ReceiptNumber
from pos_app.domain.pricing.priced import PricedTransaction


class Happening(StrEnum):
    """What a scan turned out to be."""

    LINE_ADDED = "line_added"
    SEARCH = "search"
    RECEIPT = "receipt"
    OPERATOR_BADGE = "operator_badge"
    MEMBER = "member"
    COUPON = "coupon"


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
