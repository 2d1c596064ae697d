"""What the screens of shift, reports, receipts and returns say. English source by code."""

from pos_app.ui.marked import marked

SHIFT: dict[str, str] = {
    # Day, shift and drawer
    "SHIFT_OPENED": marked("Messages", "The shift is open. Scan the first item."),
    "COUNT_MISSING": marked(
        "Messages", "Nothing is counted yet. Type the pieces, or press F1 for an empty drawer."
    ),
    "CLOSE_SHIFT": marked("Messages", "Close shift {shift} with {counted} counted?"),
    "CLOSE_SHIFT_WHY": marked(
        "Messages",
        "The count cannot be changed afterwards. F9 closes the shift, Esc goes back to the count.",
    ),
    "CLOSE_DAY": marked("Messages", "Close the business day {date}?"),
    "CLOSE_DAY_WHY": marked(
        "Messages", "After this nothing more can be sold on this day. F9 closes it."
    ),
    "CONFIRM_CLOCK": marked("Messages", "Is the time of this machine right?"),
    "CONFIRM_CLOCK_WHY": marked(
        "Messages",
        "Compare date and time at the top with your own clock, year included. If they are wrong, "
        "set the machine's clock first. F9 confirms; member codes and coupons go by it then.",
    ),
    "CLOCK_CONFIRMED": marked(
        "Messages", "The time is confirmed. Member codes and coupons are taken again."
    ),
    "NOT_IN_TRAINING": marked("Messages", "Not while training. End training first."),
    "PAID_IN_DONE": marked("Messages", "{amount} paid in and recorded. Put it into the drawer."),
    "PAID_OUT_DONE": marked("Messages", "{amount} paid out and recorded. Take it from the drawer."),
    "PICKUP_DONE": marked("Messages", "{amount} recorded for the safe. Take it from the drawer."),
    "LOAN_DONE": marked("Messages", "{amount} of float recorded. Put it into the drawer."),
    "DRAWER_OPENED": marked("Messages", "Recorded. The drawer opens."),
    "NOTHING_TO_SCAN_HERE": marked(
        "Messages", "Nothing is scanned on this screen. Press Esc to sell, then scan again."
    ),
    "REPORT_SENT_TO_PRINTER": marked("Messages", "The report was sent to the printer."),
    "SLIP_SENT_TO_PRINTER": marked("Messages", "The slip was sent to the printer."),
    "SENT_TO_PRINTER_AGAIN": marked(
        "Messages", "What had not come out was sent to the printer again: {count}."
    ),
    # Receipts of the past
    "RECEIPT_NUMBER_WRONG": marked(
        "Messages",
        "That is no receipt number. Scan the receipt, or type the digits at the end of its number.",
    ),
    "SCAN_A_RECEIPT_HERE": marked(
        "Messages", "Scan a receipt here. To sell an item press Esc first."
    ),
    "COPY_PRINTED": marked("Messages", "Copy {copy} of {receipt} was sent to the printer."),
    "POST_VOID_DONE": marked(
        "Messages", "{receipt} is cancelled. Give {amount} back the way it was paid."
    ),
    # Goods that come back
    "SCAN_RECEIPT_OR_GOODS_HERE": marked(
        "Messages", "That code is not used here. Scan the receipt, or the goods that come back."
    ),
    "NOTHING_LEFT_TO_RETURN": marked(
        "Messages", "All of this line has come back already. Choose another line."
    ),
    "NOTHING_LEFT_ON_RECEIPT": marked(
        "Messages", "All that was sold on this receipt has come back already."
    ),
    "ITEM_NOT_ON_RECEIPT": marked(
        "Messages",
        "This item is not on the receipt. Open another receipt with F3, or press F7 to take it "
        "back without one.",
    ),
    "TAKEN_BACK": marked(
        "Messages", "Taken back for {amount}. F10 goes to the basket to pay it out or exchange."
    ),
}
