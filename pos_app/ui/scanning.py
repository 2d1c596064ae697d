"""What screens that do not sell make of a scan: they read it themselves, and know badges."""

from collections.abc import Callable

from pos_app.domain.barcode.item import ShopCodes
from pos_app.domain.scan import OperatorBadgeScan, Scan, route
from pos_app.domain.scan_data import ScanData
from pos_app.errors import Refusal
from pos_app.ui.ports import Notices


def read_scan(scan: ScanData, notices: Notices) -> Scan | None:
    """Tell what a scan is without the store's own patterns; None once it is said why not."""
    try:
        return route(scan, ShopCodes())
    except Refusal as refusal:
        notices.trouble(refusal)
        return None


def take_badge(
    scanned: Scan | None,
    offer: Callable[[str], bool],
    notices: Notices,
    otherwise: str = "NOTHING_TO_SCAN_HERE",
) -> None:
    """Give a badge's number to the approval panel, or say why the scan is of no use here."""
    if isinstance(scanned, OperatorBadgeScan):
        if not offer(scanned.operator_number):
            notices.trouble(Refusal("BADGE_NOT_NEEDED_HERE"))
    elif scanned is not None:
        notices.trouble(Refusal(otherwise))
