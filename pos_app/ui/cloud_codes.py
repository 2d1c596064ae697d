"""Codes of sync in a few words: why it did not go, who must do what, what differs in a day's proof.

What stands in the status bar and on the page about the cloud; the notice bar has its sentences in
sentences_cloud.py, and what the command line says too is in pos_app/sync_words.py.
"""

from typing import Final

from PySide6.QtCore import QCoreApplication

from pos_app import sync_words
from pos_app.ui import language
from pos_app.ui.marked import marked
from sync.wire import proof_words

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
    return language.choose(*sync_words.why(code))


def not_connected(code: str) -> str | None:
    """Say what keeps this till from being connected; None where a code says something else."""
    words = sync_words.NOT_CONNECTED.get(code)
    return None if words is None else language.choose(*words)


def who(code: str) -> str:
    """Name who must act."""
    return _said(_WHO, code)


def what_to_do(code: str) -> str:
    """Say what they must do."""
    return _said(_WHAT, code)


def number(section: str, key: str) -> str:
    """Name a number of a day's proof."""
    return language.choose(*proof_words.number(section, key))


def marking(code: str) -> str:
    """Say how far a receipt has come."""
    return _said(_MARKINGS, code)


def feed(name: str) -> str:
    """Name a feed by what it brings."""
    return _said(_FEEDS, name.partition(":")[0])


def _said(words: dict[str, str], code: str) -> str:
    text = words.get(code)
    return code if text is None else QCoreApplication.translate("CloudCodes", text)
