"""What signing on, approvals, shifts and cash counts answer.

English source by code; the Chinese is in resources/i18n.
"""

from pos_app.ui.marked import marked

PEOPLE: dict[str, str] = {
    "SIGN_ON_FAILED": marked("Messages", "Number or PIN is wrong. Try again."),
    "OPERATOR_LOCKED_OUT": marked(
        "Messages", "Too many wrong PINs. This number can try again in {minutes} minutes."
    ),
    "TERMINAL_LOCKED_OUT": marked(
        "Messages", "Too many wrong sign-ons at this till. Wait a minute, or call the manager."
    ),
    "ALREADY_SIGNED_ON": marked("Messages", "Somebody is signed on already."),
    "NOT_SIGNED_ON": marked("Messages", "Sign on first."),
    "SCREEN_LOCKED": marked("Messages", "The till is locked. Type the PIN first."),
    "LOCKED_BY_ANOTHER_OPERATOR": marked(
        "Messages", "{operator} locked this till. Only {operator} or a manager can unlock it."
    ),
    "NOT_PERMITTED": marked("Messages", "You may not do this: {privilege}. Call somebody who may."),
    "APPROVAL_NEEDED": marked(
        "Messages", "{privilege} needs a second person. Nothing has changed yet."
    ),
    "APPROVAL_BY_SELF": marked(
        "Messages", "Nobody approves their own action. Ask a second person."
    ),
    "APPROVER_NOT_PERMITTED": marked(
        "Messages", "This person may not approve it: {privilege}. Ask somebody else."
    ),
    "APPROVAL_EXPIRED": marked("Messages", "The approval has run out. Ask for it again."),
    "PIN_LENGTH_WRONG": marked("Messages", "A PIN has {shortest} to {longest} digits."),
    "PIN_NOT_DIGITS": marked("Messages", "A PIN has digits only."),
    "PIN_TOO_EASY": marked("Messages", "This PIN is too easy to guess. Choose another one."),
    "DAY_NOT_OPEN": marked("Messages", "The business day is not open. Open it first."),
    "DAY_ALREADY_OPEN": marked("Messages", "Business day {date} is open already."),
    "DAY_UNKNOWN": marked("Messages", "There is no business day {date} on this till."),
    "DATE_WRONG": marked("Messages", "That is not a date. Write it like 20261121 or 2026-11-21."),
    "DATE_TOO_FAR": marked(
        "Messages",
        "That day is too far ahead: until {date} at most. Check the date and the clock.",
    ),
    "DATE_BEFORE_LAST": marked(
        "Messages", "Business days only go forward; the last one was {date}."
    ),
    "SHIFT_NOT_OPEN": marked("Messages", "No shift is open. Count the float and open one first."),
    "SHIFT_ALREADY_OPEN": marked("Messages", "The shift of {operator} is still open on this till."),
    "SHIFT_OF_ANOTHER_OPERATOR": marked(
        "Messages", "The open shift belongs to {operator}. It has to be closed first."
    ),
    "SHIFT_STILL_OPEN": marked(
        "Messages", "The shift of {operator} is still open. Close it first."
    ),
    "SHIFT_UNKNOWN": marked("Messages", "There is no shift {number} on this till."),
    "SUSPENDED_REMAIN": marked(
        "Messages", "{count} suspended transactions remain. Take them up or void them first."
    ),
    "AMOUNT_NOT_POSITIVE": marked("Messages", "The amount must be more than zero."),
    "AMOUNT_TOO_LARGE": marked("Messages", "The amount is too large. Check it."),
    "MORE_THAN_IN_TILL": marked("Messages", "There is not that much cash in the till."),
    "DENOMINATION_UNKNOWN": marked("Messages", "The store does not count {denomination}."),
    "COUNT_OUT_OF_RANGE": marked(
        "Messages", "At most {most} pieces of one note or coin. Check the count."
    ),
    "PHONE_WRONG": marked(
        "Messages",
        "That is not a mobile number. Type all 11 digits; a number of another country begins "
        "with + and its code.",
    ),
}
