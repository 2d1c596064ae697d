"""What the selling, payment and return screens answer.

English source by code; the Chinese is in resources/i18n.
"""

from pos_app.ui.marked import marked

SELLING: dict[str, str] = {
    "TILL_BUSY": marked(
        "Messages", "Too fast: the last scans are still being worked on. Scan again."
    ),
    "QUANTITY_NOT_POSITIVE": marked("Messages", "The quantity must be more than zero."),
    "QUANTITY_TOO_LARGE": marked("Messages", "At most {largest} in one line. Check the quantity."),
    "QUANTITY_NOT_WHOLE": marked(
        "Messages", "This item is sold by the piece: type a whole number."
    ),
    "LINE_UNKNOWN": marked("Messages", "There is no line {line}. Choose a line first."),
    "LINE_ALREADY_VOIDED": marked("Messages", "Line {line} is already voided."),
    "CHOOSE_A_SALE_LINE": marked(
        "Messages", "Choose a line that is being sold, with Up and Down or by touch."
    ),
    "TENDER_STARTED": marked(
        "Messages", "Payment has begun. Remove the payments first, then change the basket."
    ),
    "TRANSACTION_TOO_LARGE": marked(
        "Messages",
        "This basket is as large as one receipt can be. Take payment now and go on with a new one.",
    ),
    "TOO_MANY_LINES": marked(
        "Messages",
        "A transaction takes at most {most} lines. Take payment, then begin another one.",
    ),
    "RETURN_LINE_IS_FIXED": marked(
        "Messages", "A returned line cannot be changed. Void it and take the goods back again."
    ),
    "PRICE_IS_IN_THE_CODE": marked(
        "Messages",
        "The price of this line is printed in its barcode. Void the line and scan again.",
    ),
    "PRICE_NEGATIVE": marked("Messages", "A price cannot be below zero."),
    "PRICE_TOO_LARGE": marked(
        "Messages", "That price is too large. Was a barcode typed into the price?"
    ),
    "DISCOUNT_OUT_OF_RANGE": marked(
        "Messages", "A discount is more than nothing and at most the whole price."
    ),
    "DISCOUNT_TOO_LARGE_NOW": marked(
        "Messages",
        "Nothing changed: the discount already given would become too large a share. Take the "
        "discount off first, or void its line, then give it anew.",
    ),
    "LINE_TOO_LARGE": marked(
        "Messages", "No line can be worth that much. Check the quantity and the price."
    ),
    "NOTHING_TO_DISCOUNT": marked("Messages", "There is no sold line to take anything off."),
    "NOTE_TOO_LONG": marked("Messages", "A note has at most {most} characters."),
    "LABEL_TOO_LONG": marked("Messages", "The name has at most {most} characters."),
    "NUMBER_MISSING": marked("Messages", "Type a number first, then press F9."),
    "REASON_MISSING": marked(
        "Messages", "Choose a reason first (F1 to F8 or touch), then press F9."
    ),
    "REASON_UNKNOWN": marked("Messages", "The store does not use this reason. Choose another one."),
    "NO_OPEN_TRANSACTION": marked(
        "Messages", "There is nothing in the basket. Scan an item first."
    ),
    "TRANSACTION_IS_OPEN": marked(
        "Messages", "A transaction is open. Take payment, suspend or void it first."
    ),
    "TRANSACTION_VOIDED": marked("Messages", "The transaction was voided. Nothing was sold."),
    "TRANSACTION_SUSPENDED": marked(
        "Messages", "The transaction was put aside. F7 takes it up again."
    ),
    "SUSPENDED_UNKNOWN": marked(
        "Messages", "That transaction has already been taken up again or voided."
    ),
    "ITEM_NOT_FOUND": marked(
        "Messages", "Not in the catalogue. Check the code, or look for the item by name."
    ),
    "ITEM_HAS_NO_PRICE": marked(
        "Messages", "This item has no price yet. Do not sell it; ask the manager."
    ),
    "ITEM_OTHER_CURRENCY": marked(
        "Messages",
        "This item is priced in {currency}, which this till does not count. Do not sell it; "
        "ask head office.",
    ),
    "ITEM_RECALLED": marked(
        "Messages", "This item was recalled. Do not sell it; put it aside for the manager."
    ),
    "LOT_RECALLED": marked(
        "Messages", "Lot {lot} was recalled. Do not sell it; put it aside for the manager."
    ),
    "LOT_EXPIRED": marked(
        "Messages",
        "This piece may not be sold after {expired_on}. Take another one from the shelf.",
    ),
    "WEIGHT_NEEDED": marked(
        "Messages", "This item is sold by weight. Weigh it and type the weight."
    ),
    "CODE_PARTLY_UNREADABLE": marked(
        "Messages",
        "Sold. Another part of the code, such as lot or date, could not be read: check "
        "it on the pack.",
    ),
    "SCAN_EMPTY": marked("Messages", "The scan was empty. Scan again."),
    "SCAN_TOO_LONG": marked(
        "Messages",
        "This code has {length} characters; the till takes at most {longest}. It is not an item.",
    ),
    "CODE_NAMES_NO_ITEM": marked(
        "Messages", "This code names no item. Look for the item's own barcode."
    ),
    "CHECK_DIGIT_WRONG": marked(
        "Messages", "The check digit of {number} is wrong. Scan again or type it anew."
    ),
    "MEASURE_CHECK_DIGIT_WRONG": marked(
        "Messages", "The price or weight in {number} is misprinted. Weigh the goods again."
    ),
    "GTIN_LENGTH_WRONG": marked(
        "Messages", "{digits} digits are no barcode: it has 8, 12, 13 or 14."
    ),
    "GTIN_NOT_DIGITS": marked("Messages", "A barcode number has digits only."),
    "WEB_ADDRESS_NOT_AN_ITEM": marked(
        "Messages", "This is a web address, not an item. Scan the barcode on the pack."
    ),
    "RECEIPT_CODE_UNREADABLE": marked(
        "Messages", "The receipt code is damaged. Type the receipt number."
    ),
    "PAY_CODE_HERE": marked(
        "Messages",
        "This is a payment code. Wallet payments are not connected yet: take cash or a "
        "card. The code was not kept.",
    ),
    "COUPON_CODE_HERE": marked(
        "Messages",
        "A maker's coupon pays like money. Ring everything up first, then F9 and scan it again.",
    ),
    "BANK_CARD_HERE": marked(
        "Messages", "This is a bank card. Use the card terminal; the number was not kept."
    ),
    "BADGE_NOT_NEEDED_HERE": marked(
        "Messages", "This is an operator's badge. It is used to sign on or to approve."
    ),
    "WALLET_NOT_CONNECTED": marked(
        "Messages", "Wallet payments are not connected yet. Take cash, or a card on the terminal."
    ),
    "ADDED_WHILE_PAYING": marked("Messages", "Added. The amount to pay has changed."),
    "CASH_AMOUNT_MISSING": marked(
        "Messages", "Type the amount that changes hands, or touch one. F1 is the exact amount."
    ),
    "NOTHING_TO_SETTLE": marked("Messages", "There is nothing to pay."),
    "STILL_DUE": marked("Messages", "{due} is still open: take it or give it back first."),
    "TENDER_ZERO": marked("Messages", "The amount must not be zero."),
    "TENDER_TOO_LARGE": marked("Messages", "The amount is too large. Was a code typed into it?"),
    "TENDER_WRONG_WAY": marked(
        "Messages", "Money goes the other way here: check whether it is a sale or a refund."
    ),
    "TENDER_UNKNOWN": marked("Messages", "That payment has already been removed."),
    "REFUND_ABOVE_DUE": marked("Messages", "At most {due} is to be given back."),
    "CARD_ABOVE_DUE": marked(
        "Messages", "A card pays or gets back at most what is open: {due}. It gives no change."
    ),
    "CARD_BRAND_MISSING": marked("Messages", "Choose the brand of the card."),
    "CARD_LAST_FOUR_WRONG": marked("Messages", "Type the last four digits as on the slip."),
    "APPROVAL_CODE_WRONG": marked(
        "Messages", "Type the approval code as on the slip: 1 to 12 letters or digits."
    ),
    "CARD_NUMBER_NOT_TAKEN": marked(
        "Messages", "Never type a whole card number here. Only the last four digits."
    ),
    "RECEIPT_UNKNOWN": marked(
        "Messages", "There is no receipt {receipt} on this till. Check the number."
    ),
    "LINE_NOT_RETURNABLE": marked("Messages", "Line {line} cannot be returned."),
    "RETURN_ABOVE_SOLD": marked("Messages", "At most {remaining} may still come back."),
    "SALE_POST_VOIDED": marked(
        "Messages", "This sale was cancelled afterwards; nothing of it may be returned."
    ),
    "NOTHING_TO_POST_VOID": marked(
        "Messages", "There is no sale of this shift that could be cancelled."
    ),
    "TRAINING_ON": marked("Messages", "Training: nothing here counts. Leave with More, F8."),
    "TRAINING_OFF": marked("Messages", "Back at the real till."),
    "ALREADY_TRAINING": marked("Messages", "The till is in training already."),
    "NOT_TRAINING": marked("Messages", "The till is not in training."),
}
