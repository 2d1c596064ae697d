"""Codes of sync in a few words: why it did not go, who must do what, what differs in a day's proof.

What stands in the status bar and on the page about the cloud; the notice bar has its sentences in
sentences_cloud.py.
"""

from typing import Final

from PySide6.QtCore import QCoreApplication

from pos_app.ui.marked import marked

WHY: Final[dict[str, str]] = {
    # No answer of the cloud came
    "OFFLINE": marked("CloudCodes", "no network"),
    "TIMED_OUT": marked("CloudCodes", "no answer in time"),
    "CUT": marked("CloudCodes", "the connection broke"),
    "TLS_FAILED": marked("CloudCodes", "the server's certificate is not to be trusted"),
    "CERTIFICATE_ENDED": marked("CloudCodes", "certificate out of date: check this till's clock"),
    "CERTIFICATE_UNKNOWN": marked("CloudCodes", "certificate of an unknown issuer"),
    "CERTIFICATE_NAME": marked("CloudCodes", "certificate of another server"),
    "NOT_OURS": marked("CloudCodes", "something else answered: the Wi-Fi may want a login"),
    "GATEWAY_BUSY": marked("CloudCodes", "the cloud cannot be reached through its front door"),
    "TOO_MUCH": marked("CloudCodes", "the answer was too long"),
    # An answer that does not hold
    "FINGERPRINT_WRONG": marked("CloudCodes", "the cloud did not name this till's own key"),
    "ANCHOR_WRONG": marked("CloudCodes", "the cloud's signature is wrong"),
    "MANIFEST_WRONG": marked("CloudCodes", "the cloud's signature is wrong"),
    "PROOF_WRONG": marked("CloudCodes", "the cloud's signature is wrong"),
    "PAGE_WRONG": marked("CloudCodes", "what came is not whole"),
    "LOG_WRONG": marked("CloudCodes", "what came is not whole"),
    "SEGMENT_WRONG": marked("CloudCodes", "what came is not whole"),
    "JOURNALS_PART": marked(
        "CloudCodes", "this till's journal and the cloud's differ: being resolved"
    ),
    "NO_PROGRESS": marked("CloudCodes", "it did not get any further"),
    "STILL_DIFFERENT": marked("CloudCodes", "still different after the repair"),
    "NOT_ENROLLED": marked("CloudCodes", "this till belongs to no cloud"),
    "ADDRESS_UNSAFE": marked("CloudCodes", "only https addresses are used"),
    # The cloud's no
    "REVOKED": marked("CloudCodes", "this till's key was withdrawn"),
    "UNKNOWN_TERMINAL": marked("CloudCodes", "the cloud does not know this till"),
    "BAD_SIGNATURE": marked("CloudCodes", "this till's signature was not accepted"),
    "NOT_CONFIRMED": marked("CloudCodes", "head office has not confirmed this till yet"),
    "TOO_NEW_SCHEMA": marked("CloudCodes", "the cloud is older than this till: it needs an update"),
    "TOO_OLD_CLIENT": marked("CloudCodes", "this till is too old: it needs an update"),
    "OVERLOADED": marked("CloudCodes", "the cloud is busy"),
    "TOO_MANY": marked("CloudCodes", "asked too often: tried again soon"),
    "NOT_READY": marked("CloudCodes", "the cloud is starting"),
    "TOO_SLOW": marked("CloudCodes", "the connection is too slow"),
    "OUR_FAULT": marked("CloudCodes", "the cloud made a mistake: tell its operator"),
    "OUT_OF_SCOPE": marked("CloudCodes", "it belongs to another store"),
    "FEED_GEN": marked("CloudCodes", "the list began anew: it is fetched whole"),
    "GONE": marked("CloudCodes", "the list moved on: it is fetched whole"),
    "GAP": marked("CloudCodes", "rows are missing: sent again"),
    "FORK": marked("CloudCodes", "this till's journal and the cloud's differ: being resolved"),
    "MALFORMED": marked("CloudCodes", "the cloud did not understand this till"),
    "INVALID": marked("CloudCodes", "the cloud did not understand this till"),
    "CHANNEL_LOST": marked("CloudCodes", "the connection is made anew"),
    # Why a code to connect with was refused
    "unknown": marked("CloudCodes", "this code is not known"),
    "worn": marked("CloudCodes", "too many wrong tries, ask for a new code"),
    "used": marked("CloudCodes", "this code has been used"),
    "expired": marked("CloudCodes", "this code has expired"),
    "other_key": marked("CloudCodes", "this key belongs to another till"),
    "other_store": marked("CloudCodes", "this till belongs to another store"),
    "replaces": marked("CloudCodes", "this store has no such till to replace"),
    # Why a day is not proved
    "DAY_TRANSPORT_DIFFERS": marked("CloudCodes", "the journals differ"),
    "DAY_TRANSPORT_BEHIND": marked("CloudCodes", "not all of the day is in the cloud yet"),
    "DAY_NOT_PROJECTED": marked("CloudCodes", "the cloud is still booking the day"),
    "DAY_MEANING_DIFFERS": marked("CloudCodes", "the sums differ"),
    "DAY_SCOPES_DIFFER": marked("CloudCodes", "goods, prices or members differ"),
    "DAY_SCOPES_BEHIND": marked("CloudCodes", "goods, prices or members are not the newest"),
    "DAY_NOT_COMPARED": marked("CloudCodes", "not compared yet"),
    # What became of a row, and what a case is about
    "ROW_ID_REUSED": marked("CloudCodes", "a record came twice with different contents"),
    "ROW_TOO_NEW": marked("CloudCodes", "the cloud is too old to read this record"),
    "ROW_UNREADABLE": marked("CloudCodes", "the cloud cannot read this record"),
    "ROW_FAULT": marked("CloudCodes", "the cloud could not book this record"),
    "RECEIPT_NUMBER_TWICE": marked("CloudCodes", "this receipt number was given twice"),
    "COUPON_SPENT_TWICE": marked("CloudCodes", "a coupon was spent at two tills"),
    "COUPON_RIGHT_OVERSPENT": marked("CloudCodes", "more coupons were taken than this till may"),
    "POINTS_OVERSPENT": marked("CloudCodes", "more points were spent than there were"),
    "STORED_VALUE_OVERSPENT": marked("CloudCodes", "a gift card was spent beyond its balance"),
    "TERMINAL_COPIED": marked("CloudCodes", "two machines used this till's key"),
    "TERMINAL_REVOKED": marked("CloudCodes", "this till's key was withdrawn"),
    "ENROLMENT_UNREADABLE": marked("CloudCodes", "a new member's details could not be opened"),
    "EFFECT_REFUSED": marked("CloudCodes", "another system did not take what was sent to it"),
    "PROJECTION_DIFFERED": marked("CloudCodes", "the cloud's own books were put right"),
}
"""Why, by code."""

_WHO: Final[dict[str, str]] = {
    "till": marked("CloudCodes", "Nobody: this till"),
    "manager": marked("CloudCodes", "Store manager"),
    "head_office": marked("CloudCodes", "Head office"),
    "operator": marked("CloudCodes", "Cloud operator"),
}
_WHAT: Final[dict[str, str]] = {
    "till": marked("CloudCodes", "it is put right by itself"),
    "manager": marked("CloudCodes", "look at the receipt and settle it with head office"),
    "head_office": marked("CloudCodes", "decides who bears it and closes the case"),
    "operator": marked("CloudCodes", "looks at the record; the sale itself is safe"),
}
_SECTIONS: Final[dict[str, str]] = {
    "count": marked("CloudCodes", "Count"),
    "total": marked("CloudCodes", "Total"),
    "tender": marked("CloudCodes", "Payments"),
    "tax": marked("CloudCodes", "Tax"),
    "stock": marked("CloudCodes", "Goods"),
    "points": marked("CloudCodes", "Points"),
    "coupon": marked("CloudCodes", "Coupons"),
    "cash": marked("CloudCodes", "Drawer"),
    "receipts": marked("CloudCodes", "Receipt numbers"),
}
_MARKINGS: Final[dict[str, str]] = {
    "recorded": marked("CloudCodes", "recorded"),
    "sent": marked("CloudCodes", "sent"),
    "acknowledged": marked("CloudCodes", "acknowledged"),
    "applied": marked("CloudCodes", "applied"),
    "reconciled": marked("CloudCodes", "reconciled"),
}
_FEEDS: Final[dict[str, str]] = {
    "cat": marked("CloudCodes", "Goods and prices"),
    "promo": marked("CloudCodes", "Promotions"),
    "member": marked("CloudCodes", "Members"),
    "coupon": marked("CloudCodes", "Coupons"),
    "order": marked("CloudCodes", "Orders"),
    "stk": marked("CloudCodes", "Stock nearby"),
    "ctl": marked("CloudCodes", "This till's limits"),
}


def why(code: str) -> str:
    """Say why in a few words; a code of a newer cloud stands for itself."""
    return _said(WHY, code)


def who(code: str) -> str:
    """Name who must act."""
    return _said(_WHO, code)


def what_to_do(code: str) -> str:
    """Say what they must do."""
    return _said(_WHAT, code)


def section(code: str) -> str:
    """Name a part of a day's proof."""
    return _said(_SECTIONS, code)


def marking(code: str) -> str:
    """Say how far a receipt has come."""
    return _said(_MARKINGS, code)


def feed(name: str) -> str:
    """Name a feed by what it brings."""
    return _said(_FEEDS, name.partition(":")[0])


def _said(words: dict[str, str], code: str) -> str:
    text = words.get(code)
    return code if text is None else QCoreApplication.translate("CloudCodes", text)
