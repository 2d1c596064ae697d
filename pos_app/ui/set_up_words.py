"""What the parts of the set-up are called, in the context Decisions; each is an English source."""

from typing import Final

from PySide6.QtCore import QCoreApplication

from pos_app.ui import report_words
from pos_app.ui.marked import marked

TEXTS: Final = {
    "name_zh": marked("Decisions", "Name, Chinese"),
    "name_en": marked("Decisions", "Name, English"),
    "address_zh": marked("Decisions", "Address, Chinese"),
    "address_en": marked("Decisions", "Address, English"),
    "phone": marked("Decisions", "Telephone"),
    "tax_registration": marked("Decisions", "Tax registration"),
    "receipt_footer_zh": marked("Decisions", "Foot of receipts, Chinese"),
    "receipt_footer_en": marked("Decisions", "Foot of receipts, English"),
}
NUMBERS: Final = {
    "lock_after_minutes": marked("Decisions", "Locks itself after minutes (0: never)"),
    "lowest_price_days": marked("Decisions", "Days a return without receipt looks back"),
}
REASONS: Final = {
    "price_override": marked("Decisions", "Another price"),
    "discount": marked("Decisions", "Discount"),
    "void": marked("Decisions", "Void"),
    "return": marked("Decisions", "Return"),
    "no_sale": marked("Decisions", "Drawer without sale"),
    "paid_in": marked("Decisions", "Paid in"),
    "paid_out": marked("Decisions", "Paid out"),
    "tender_loan": marked("Decisions", "More float"),
    "tender_pickup": marked("Decisions", "To the safe"),
    "lost_sale": marked("Decisions", "Lost sale"),
    "stock_out": marked("Decisions", "Stock taken off"),
    "stock_in": marked("Decisions", "Stock put on"),
}
OTHER_REASON: Final = marked("Decisions", "Other reasons")
ROUNDING: Final = marked("Decisions", "Cash is rounded to")
CASH: Final = {
    "standard_float_minor": marked("Decisions", "A shift begins with"),
    "pickup_limit_minor": marked("Decisions", "Cash to the safe above"),
    "tolerance_minor": marked("Decisions", "Counted again when off by more than"),
}
AMOUNTS: Final = {
    "denominations": marked("Decisions", "Notes and coins"),
    "quick_notes": marked("Decisions", "Notes on the quick keys"),
}
TAX: Final = marked("Decisions", "Tax group")
PATTERN: Final = marked("Decisions", "Barcodes of the scale")

_KEYS: Final = {
    **TEXTS,
    **NUMBERS,
    **AMOUNTS,
    "cash": marked("Decisions", "Rules for cash"),
    "cash_rounding": ROUNDING,
    "tax_groups": marked("Decisions", "Tax groups"),
    "tax_plan": marked("Decisions", "Planned tax"),
    "reasons": marked("Decisions", "Reasons"),
    "barcode_patterns": PATTERN,
    "name": marked("Decisions", "name"),
    "number": marked("Decisions", "number"),
    "role": marked("Decisions", "role"),
    "is_active": marked("Decisions", "may sign on"),
    "pin": marked("Decisions", "PIN"),
    "printer": marked("Decisions", "Receipt printer"),
    "scanner": marked("Decisions", "Scanner"),
    "camera": marked("Decisions", "Camera"),
    "scale": marked("Decisions", "Scale"),
    "language": marked("Decisions", "Language at the start"),
    "customer_display": marked("Decisions", "Customer's screen"),
    "program": marked("Decisions", "Program"),
    "full_screen": marked("Decisions", "Full screen"),
    "autostart": marked("Decisions", "Opens by itself"),
    "plan": marked("Decisions", "plan"),
    "export_plan": marked("Decisions", "Day exports"),
    "export_folder": marked("Decisions", "Folder of exports"),
    "folder": marked("Decisions", "folder"),
}


_PARTS: Final = {
    **REASONS,
    **CASH,
    "rate_ppm": marked("Decisions", "rate"),
    "is_inclusive": marked("Decisions", "in the price"),
    "from": marked("Decisions", "from"),
    "is_on": marked("Decisions", "by itself"),
    "hour": marked("Decisions", "hour"),
    "keep": marked("Decisions", "kept"),
    "reports": marked("Decisions", "files"),
    "kind": marked("Decisions", "connection"),
    "width_mm": marked("Decisions", "paper, mm"),
    "host": marked("Decisions", "address"),
    "port": marked("Decisions", "port"),
    "device": marked("Decisions", "device"),
    "baud": marked("Decisions", "baud"),
    "looks_per_second": marked("Decisions", "looks a second"),
    "item_digits": marked("Decisions", "digits of the item"),
    "value_digits": marked("Decisions", "digits of the value"),
    "value": marked("Decisions", "value"),
    "decimals": marked("Decisions", "after the point"),
    "price_check_digit": marked("Decisions", "check digit"),
    "zh": marked("Decisions", "Chinese"),
    "en": marked("Decisions", "English"),
    "both": marked("Decisions", "Chinese and English"),
    "zh_CN": marked("Decisions", "Chinese"),
    "down": marked("Decisions", "Down"),
    "up": marked("Decisions", "Up"),
    "half_up": marked("Decisions", "Half up"),
    "half_even": marked("Decisions", "Half even"),
    "half_down": marked("Decisions", "Half down"),
    "weight": marked("Decisions", "Weight"),
    "price": marked("Decisions", "Price"),
    "count": marked("Decisions", "Pieces"),
    "network": marked("Decisions", "Network"),
    "serial": marked("Decisions", "Serial"),
    "file": marked("Decisions", "Into a file"),
    "wedge": marked("Decisions", "Types like a keyboard"),
    "usb": "USB",
}
"""What the parts of a changed value are called."""


def key_words(key: str) -> str:
    """Say what a key of the set-up stands for; one of another part of the desk says it itself."""
    source = _KEYS.get(key)
    return key if source is None else QCoreApplication.translate("Decisions", source)


def part_words(part: str) -> str:
    """Say a part of a changed value; a report as a file such as ``z_day.pdf`` too."""
    what, _, kind = part.rpartition(".")
    if what in report_words.WORDS:
        return f"{report_words.word(what)} {kind.upper()}"
    source = _PARTS.get(part)
    return part if source is None else QCoreApplication.translate("Decisions", source)
