"""Sentences of the manager's reports."""

from pos_app.ui.marked import marked

REPORTS: dict[str, str] = {
    "DATE_MISSING": marked("Messages", "Type the first day, such as 1121 for 21 November."),
    "PERIOD_WRONG": marked(
        "Messages",
        "From {first} to {last} is no period of days. The second day comes after the first, "
        "at most ten years later.",
    ),
    "NOTHING_MARKED": marked(
        "Messages", "Mark a bar or a row with the arrow keys first, or touch it."
    ),
    "READING_STOPPED": marked(
        "Messages", "Stopped. The figures shown are those that were added up before."
    ),
    "ROW_WITHOUT_RECEIPT": marked("Messages", "This row of the journal is of no receipt."),
}
