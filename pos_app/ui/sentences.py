"""The English source of every sentence, by code; resources/i18n has the Chinese."""

from pos_app.ui.marked import marked

SENTENCES: dict[str, str] = {
    # Our own mistakes and jams
    "INTERNAL_ERROR": marked(
        "Messages",
        "Something went wrong in the till. Nothing that was confirmed is lost. "
        "Try again; if it stays, tell support the number {reference}.",
    ),
    "TILL_BUSY": marked(
        "Messages", "Too fast: the last scans are still being worked on. Scan again."
    ),
    # Quantities and lines
    "QUANTITY_NOT_POSITIVE": marked("Messages", "The quantity must be more than zero."),
    "QUANTITY_TOO_LARGE": marked("Messages", "At most {largest} in one line. Check the quantity."),
    "QUANTITY_NOT_WHOLE": marked(
        "Messages", "This item is sold by the piece: type a whole number."
    ),
    "LINE_UNKNOWN": marked("Messages", "There is no line {line}. Choose a line first."),
    "LINE_ALREADY_VOIDED": marked("Messages", "Line {line} is already voided."),
    "TENDER_STARTED": marked(
        "Messages", "Payment has begun. Remove the payments first, then change the basket."
    ),
}
