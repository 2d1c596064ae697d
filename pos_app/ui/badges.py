"""A badge scanned on a screen where nothing else is scanned: it names the second person."""

from collections.abc import Callable

from pos_app.domain.barcode.item import ShopCodes
from pos_app.domain.scan import OperatorBadgeScan, route
from pos_app.domain.scan_data import ScanData
from pos_app.errors import Refusal
from pos_app.ui.ports import Notices


def take_badge(scan: ScanData, offer: Callable[[str], bool], notices: Notices) -> None:
    """Give a badge's number to the approval panel, or say why the scan is of no use here."""
    try:
        badge = route(scan, ShopCodes())
    except Refusal as refusal:
        notices.trouble(refusal)
        return
    if not isinstance(badge, OperatorBadgeScan):
        notices.trouble(Refusal("NOTHING_TO_SCAN_HERE"))
    elif not offer(badge.operator_number):
        notices.trouble(Refusal("BADGE_NOT_NEEDED_HERE"))
