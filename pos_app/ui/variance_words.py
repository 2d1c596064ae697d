"""What the cash detective says: where to look, never who.

No sentence names a person or says that somebody did something: it says what to look at.
"""

from PySide6.QtCore import QCoreApplication

from pos_app.domain.money import Money
from pos_app.domain.variance.explain import Part
from pos_app.domain.variance.possibility import Cause, Evidence
from pos_app.ui import formats
from pos_app.ui.marked import marked

_COLONS = ": \uff1a"
"""What is left of a sentence whose place has no name, in either language."""

_LOOK_AT: dict[Cause, str] = {
    Cause.PAID_OTHERWISE: marked(
        "Variance", "Look at this cash sale: it may have been paid by card or phone."
    ),
    Cause.PAID_IN_CASH: marked(
        "Variance", "Look at this card sale: it may have been paid in cash."
    ),
    Cause.TENDER_KEYED: marked(
        "Variance", "Look at what was handed over: another amount may have been keyed."
    ),
    Cause.CHANGE_GIVEN: marked(
        "Variance", "Look at the change: it may have been given as for another note."
    ),
    Cause.REFUNDED_OTHERWISE: marked(
        "Variance", "Look at this refund: booked as cash, it may have gone to a card."
    ),
    Cause.REFUNDED_IN_CASH: marked(
        "Variance", "Look at this refund: booked to a card, it may have been cash."
    ),
    Cause.OPENED_WITHOUT_SALE: marked("Variance", "Look at the drawer opened without a sale."),
    Cause.NOT_BOOKED: marked(
        "Variance", "Look at this time: money may have moved without being booked."
    ),
    Cause.BOOKED_TWICE: marked(
        "Variance", "Look at these two entries: they may be one, booked twice."
    ),
    Cause.NOT_MADE: marked("Variance", "Look at this entry: the money may not have been moved."),
    Cause.MOVEMENT_KEYED: marked(
        "Variance", "Look at this entry: another amount may have moved than was booked."
    ),
    Cause.COUNT_SLIP: marked(
        "Variance", "Look at the closing count: pieces missed or counted twice."
    ),
    Cause.COUNT_KEYED: marked(
        "Variance", "Look at the closing count: digits turned around, or another row."
    ),
    Cause.FLOAT_WRONG: marked(
        "Variance", "Look at the opening float: it may have been another amount."
    ),
    Cause.VOIDED_AFTER_CASH: marked(
        "Variance", "Look at this cancelled sale: its cash may have stayed in the drawer."
    ),
    Cause.SMALL_CHANGE: marked(
        "Variance", "Look at the small coins: odd change of many receipts adds up."
    ),
}
"""For every cause; a test compares them with the domain's."""

_BOOKED: dict[str, str] = {
    "tender_loan": marked("Variance", "More float"),
    "tender_pickup": marked("Variance", "To the safe"),
    "paid_in": marked("Variance", "Paid in"),
    "paid_out": marked("Variance", "Paid out"),
}


def look_at(cause: Cause) -> str:
    """Say where to look."""
    return QCoreApplication.translate("Variance", _LOOK_AT[cause])


def how_rare(part: Part) -> str:
    """Say how many chances of this shift come to the amount."""
    words = QCoreApplication.translate("Variance", "{fitting} of {of} chances in this shift fit.")
    return words.replace("{fitting}", str(part.fitting)).replace("{of}", str(part.of))


def where(evidence: Evidence, currency: str) -> str:
    """Say what the record holds there, and what would fit instead."""
    if evidence.denomination_minor:
        return _counted(evidence, currency)
    place = evidence.receipt or _entry(evidence)
    booked = formats.money(Money(evidence.booked, currency))
    supposed = formats.money(Money(evidence.supposed, currency))
    if not evidence.booked:
        words = QCoreApplication.translate("Variance", "{place}: {supposed} would fit")
    elif evidence.supposed in (0, evidence.booked):
        words = QCoreApplication.translate("Variance", "{place}: {booked}")
    else:
        words = QCoreApplication.translate(
            "Variance", "{place}: {booked} booked, {supposed} would fit"
        )
    return (
        words.replace("{place}", place).replace("{booked}", booked).replace("{supposed}", supposed)
    ).lstrip(_COLONS)


def _entry(evidence: Evidence) -> str:
    booked = _BOOKED.get(evidence.word)
    return QCoreApplication.translate("Variance", booked) if booked else ""


def _counted(evidence: Evidence, currency: str) -> str:
    words = QCoreApplication.translate(
        "Variance", "{piece}: {booked} pieces counted, {supposed} would fit"
    )
    piece = formats.money(Money(evidence.denomination_minor, currency)).removesuffix(".00")
    return (
        words.replace("{piece}", piece)
        .replace("{booked}", str(evidence.booked))
        .replace("{supposed}", str(evidence.supposed))
    )
