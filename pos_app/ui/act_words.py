"""What stands out at a till in words: one table for the journal, the figures and the reports."""

from typing import Final

from PySide6.QtCore import QCoreApplication

from pos_app.domain.acts import ActKind
from pos_app.ui.marked import marked

ACTS: Final[dict[str, str]] = {
    ActKind.SELF_APPROVAL: marked("Acts", "Approved their own act"),
    ActKind.RETURN_WITHOUT_RECEIPT: marked("Acts", "Taken back, no receipt"),
    ActKind.POST_VOID: marked("Acts", "Finished sale cancelled"),
    ActKind.RETURN: marked("Acts", "Goods taken back"),
    ActKind.VOID: marked("Acts", "Whole sale voided"),
    ActKind.VOID_LINE: marked("Acts", "Line voided"),
    ActKind.OVERRIDE: marked("Acts", "Price changed"),
    ActKind.DISCOUNT: marked("Acts", "Discount by hand"),
    ActKind.NO_SALE: marked("Acts", "Drawer opened, no sale"),
    ActKind.PAID_OUT: marked("Acts", "Paid out"),
    ActKind.PAID_IN: marked("Acts", "Paid in"),
    ActKind.OVER_SHORT: marked("Acts", "Over / short"),
    ActKind.REPRINT: marked("Acts", "Copy printed"),
    ActKind.LOCK_OUT: marked("Acts", "Locked out"),
    ActKind.CLOCK_CHANGE: marked("Acts", "Clock changed"),
}
"""Source by kind; also of transactions and movements of money that are called the same."""


def act(kind: str) -> str:
    """Name an act; one that is not known yet by its code."""
    return QCoreApplication.translate("Acts", ACTS[kind]) if kind in ACTS else kind
