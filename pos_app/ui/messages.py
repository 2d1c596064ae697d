"""The sentence for every code of a refusal, a fault or a notice, in the language spoken now.

Lower layers know codes and facts only. What a person reads here says what happened, what is safe,
and who does what next. Facts fill the placeholders; the sentence is never made from data.
"""

import re

from PySide6.QtCore import QCoreApplication

from pos_app.domain.money import Money
from pos_app.domain.quantity import Quantity
from pos_app.item_words import WORDS
from pos_app.ui import cloud_codes, formats, language
from pos_app.ui.marked import marked
from pos_app.ui.sentences import SENTENCES

_PLACEHOLDER = re.compile(r"\{([a-z_]+)\}")

PRIVILEGES: dict[str, str] = {
    "sell": marked("Privileges", "Selling"),
    "void_line": marked("Privileges", "Voiding a line"),
    "void_transaction": marked("Privileges", "Voiding a transaction"),
    "price_override": marked("Privileges", "Changing a price"),
    "discount": marked("Privileges", "Discount"),
    "return_with_receipt": marked("Privileges", "Taking goods back"),
    "return_without_receipt": marked("Privileges", "Taking goods back without a receipt"),
    "refund_other_tender": marked("Privileges", "Refunding in another way than was paid"),
    "post_void": marked("Privileges", "Cancelling a finished sale"),
    "no_sale": marked("Privileges", "Opening the drawer without a sale"),
    "reprint": marked("Privileges", "Printing a copy"),
    "paid_in": marked("Privileges", "Money paid in"),
    "paid_out": marked("Privileges", "Money paid out"),
    "tender_loan": marked("Privileges", "More float"),
    "tender_pickup": marked("Privileges", "Cash to the safe"),
    "shift_open": marked("Privileges", "Opening a shift"),
    "x_report": marked("Privileges", "The X report"),
    "shift_close": marked("Privileges", "Closing a shift"),
    "close_others_shift": marked("Privileges", "Closing another person's shift"),
    "business_date_close": marked("Privileges", "Closing the business day"),
    "training": marked("Privileges", "Training"),
    "unlock_others": marked("Privileges", "Unlocking for others"),
    "confirm_clock": marked("Privileges", "Confirming the clock"),
    "erase_member": marked("Privileges", "Deleting a member"),
    "connect_cloud": marked("Privileges", "Connecting to a cloud"),
    "view_reports": marked("Privileges", "Reading the store's figures"),
    "export": marked("Privileges", "Handing figures out as files"),
    "audit": marked("Privileges", "Reading the journal"),
    "manage_safe": marked("Privileges", "Handling the safe"),
    "bank_deposit": marked("Privileges", "Taking money to the bank"),
    "receive_stock": marked("Privileges", "Receiving goods"),
    "transfer_stock": marked("Privileges", "Moving goods between stores"),
    "adjust_stock": marked("Privileges", "Correcting stock"),
    "count_stock": marked("Privileges", "Counting stock"),
    "change_price": marked("Privileges", "Changing shelf prices"),
    "set_up_store": marked("Privileges", "Setting up the store"),
    "set_up_people": marked("Privileges", "Setting up operators"),
    "set_up_devices": marked("Privileges", "Setting up devices"),
    "back_up": marked("Privileges", "Backups"),
}
"""What an operator may do, in words; a test compares the codes with the domain's list."""


ABILITIES: dict[str, str] = {
    "sell": marked("Readiness", "Sell"),
    "record": marked("Readiness", "Record sales"),
    "approve": marked("Readiness", "Have a second person consent"),
    "print": marked("Readiness", "Print receipts"),
    "scan": marked("Readiness", "Scan"),
    "offers": marked("Readiness", "Promotions"),
    "clock": marked("Readiness", "Know the time"),
    "member_codes": marked("Readiness", "Members by their code"),
    "member_names": marked("Readiness", "Members by name or phone"),
    "spend_points": marked("Readiness", "Spend points"),
    "coupons_alone": marked("Readiness", "Coupons taken on trust"),
    "coupons_by_right": marked("Readiness", "Coupons by this till's share"),
    "coupons_online": marked("Readiness", "Coupons that head office keeps"),
    "gift_cards": marked("Readiness", "Gift cards"),
    "restore": marked("Readiness", "Come back after a broken disk"),
}
"""What a shop does at a till, in words; a test compares the codes with domain/readiness."""


def sentence(code: str, facts: dict[str, object]) -> str:
    """Say a code in words.

    Why a code without a sentence is still shown: something did happen, and the code on the screen
    lets support find it. A test keeps such codes from being shipped.
    """
    text = cloud_codes.not_connected(code)
    if code in WORDS:
        text = language.choose(*WORDS[code])
    if text is None:
        template = SENTENCES.get(code)
        if template is None:
            unknown = QCoreApplication.translate("Messages", "It did not work ({code}).")
            return unknown.replace("{code}", code)
        text = QCoreApplication.translate("Messages", template)
    return _PLACEHOLDER.sub(lambda match: in_words(match[1], facts.get(match[1], "")), text)


def in_words(name: str, value: object) -> str:
    """Say one fact; its name tells what kind of thing it is."""
    if name == "privilege" and str(value) in PRIVILEGES:
        return QCoreApplication.translate("Privileges", PRIVILEGES[str(value)])
    if name == "ability" and str(value) in ABILITIES:
        return QCoreApplication.translate("Readiness", ABILITIES[str(value)])
    if name == "why":
        return cloud_codes.why(str(value))
    if isinstance(value, Money):
        return formats.money(value)
    if isinstance(value, Quantity):
        return formats.quantity(value)
    return str(value)
