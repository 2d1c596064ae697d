"""What the till says about points, makers' coupons and gift cards that it could not take.

English source by code; the Chinese is in resources/i18n.
"""

from pos_app.ui.marked import marked

SPENDING: dict[str, str] = {
    "POINTS_NOT_HERE": marked("Messages", "Points cannot be spent in this store."),
    "POINTS_IDENTIFY_BY_CODE": marked(
        "Messages",
        "Points are only spent with the live member code. Let the customer open the app and scan "
        "it.",
    ),
    "POINTS_CLOCK_UNSURE": marked(
        "Messages",
        "This till is not sure of the time, so no points can be spent. A manager can confirm the "
        "clock; points are still earned.",
    ),
    "POINTS_NO_ALLOWANCE": marked(
        "Messages",
        "This till has no leave to spend this member's points without network. They are still "
        "earned.",
    ),
    "POINTS_ALLOWANCE_ENDED": marked(
        "Messages",
        "The leave to spend points without network has run out. Connect the till; points are "
        "still earned.",
    ),
    "POINTS_UNANSWERED": marked(
        "Messages",
        "The head office did not answer in time. No points were taken; try again, or go on "
        "without.",
    ),
    "POINTS_NOT_ENOUGH": marked("Messages", "At most {points} points can be spent here now."),
    "POINTS_BELOW_BLOCK": marked("Messages", "Points are spent from {points} on."),
    "MAKER_COUPON_UNREADABLE": marked(
        "Messages",
        "This is not the number of a maker's coupon: 12 or 13 digits with a right check digit.",
    ),
    "MAKER_COUPON_UNKNOWN_VALUE": marked(
        "Messages", "The value code {value_code} of this coupon stands for nothing. Do not take it."
    ),
    "MAKER_COUPON_NO_ITEM": marked(
        "Messages",
        "Nothing in this sale is named by the coupon, or it has served another coupon. Choose the "
        "goods it names.",
    ),
    "MAKER_COUPON_TOO_FEW": marked(
        "Messages", "This coupon asks for {units} pieces of the goods it names."
    ),
    "MAKER_COUPON_VALUE_NEEDED": marked(
        "Messages", "The number does not say what this coupon is worth. Type what the paper says."
    ),
    "MAKER_COUPON_WORTH_NOTHING": marked(
        "Messages", "The goods this coupon names are paid for already."
    ),
    "STORED_VALUE_NEEDS_HOLD": marked(
        "Messages",
        "Gift cards need the network, and there is none. {due} can be paid in cash or by bank "
        "card, or the sale put aside until it is back.",
    ),
    "STORED_VALUE_UNANSWERED": marked(
        "Messages",
        "No clear answer about this gift card. Nothing was taken; try again or pay another way.",
    ),
    "STORED_VALUE_UNKNOWN_CARD": marked(
        "Messages", "This gift card is not known. Check the number."
    ),
    "STORED_VALUE_NOT_ACTIVE": marked(
        "Messages", "This gift card is not active. The customer can ask where it was bought."
    ),
    "STORED_VALUE_EMPTY": marked("Messages", "There is nothing left on this gift card."),
    "STORED_VALUE_HOLD_ENDED": marked(
        "Messages",
        "The amount is not held on the gift card any more. Take this payment out and try again, "
        "or pay another way.",
    ),
    "STORED_VALUE_CARD_UNREADABLE": marked(
        "Messages", "This is not the number of a gift card: 8 to 32 letters and digits."
    ),
    "STORED_VALUE_NOT_PAID_SO": marked(
        "Messages", "These goods were not paid by gift card. Give the money back another way."
    ),
}
