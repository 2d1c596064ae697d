"""What is said of the safe, of tills that are counted, and of missing cash. English by code."""

from pos_app.ui.marked import marked

CASH: dict[str, str] = {
    "COUNT_AGAIN": marked(
        "Messages", "Please count the drawer once more. The first count is kept as well."
    ),
    "PICKUP_DUE": marked(
        "Messages",
        "There is more cash in the drawer than the store wants there. When the queue is short: "
        "shift screen, F5, to the safe.",
    ),
    "SAFE_NOT_COUNTED": marked(
        "Messages", "Count the safe first: its ledger begins with what is in it now."
    ),
    "MORE_THAN_IN_SAFE": marked(
        "Messages", "That is more than should be in the safe. Check the amount, or count the safe."
    ),
    "REFERENCE_WRONG": marked(
        "Messages", "Type the number of the bag, the order or the till: letters and digits."
    ),
    "TILL_IS_THIS_ONE": marked(
        "Messages",
        "{till} is this till. What it brings to the safe or takes from it is booked on the shift "
        "screen and entered here with F5.",
    ),
    "REFERENCE_USED": marked(
        "Messages",
        "{reference} is in the ledger already: {amount} on {date}. Read the number once more.",
    ),
    "PICKUP_UNKNOWN": marked("Messages", "This pickup is in the safe already."),
    "SAFE_COUNT_AGAIN": marked(
        "Messages", "This count differs. Count the safe once more; the first count is kept as well."
    ),
    "SAFE_COUNTED": marked("Messages", "The safe is counted: {counted}. Difference {difference}."),
    "SAFE_MOVED": marked("Messages", "Recorded: {amount}."),
    "SHIFT_NOT_CLOSED": marked("Messages", "Only a closed shift can be looked into."),
    "SHIFT_EVEN": marked("Messages", "Shift {shift} was even. There is nothing to look for."),
}
