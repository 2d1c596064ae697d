"""What the till says about member codes and vouchers it could not take.

English source by code; the Chinese is in resources/i18n.
"""

from pos_app.ui.marked import marked

CODES: dict[str, str] = {
    "PM1_TOO_LONG": marked(
        "Messages", "This is longer than any member code or voucher. The sale goes on without."
    ),
    "PM1_WRONG_CHARACTERS": marked(
        "Messages", "The member code or voucher did not come through whole. Scan it again."
    ),
    "PM1_CUT_SHORT": marked(
        "Messages", "Only a part of the member code or voucher came through. Scan it again."
    ),
    "PM1_RE_ENCODED": marked(
        "Messages",
        "This member code or voucher was not written by our system and is not taken. "
        "The sale goes on without.",
    ),
    "PM1_WRONG_SHAPE": marked(
        "Messages", "This is not one of our member codes or vouchers. The sale goes on without."
    ),
    "PM1_UNKNOWN_KEY": marked(
        "Messages",
        "This till does not know key {kid} that signed the code: it is not ours, or newer than "
        "the till's last exchange. The sale goes on without.",
    ),
    "PM1_REVOKED_KEY": marked(
        "Messages",
        "Key {kid} that signed this code was withdrawn. The customer gets a new code in the app; "
        "the sale goes on without.",
    ),
    "PM1_KEY_EXPIRED": marked(
        "Messages",
        "Key {kid} that signed this code is not in use on this day. The sale goes on without.",
    ),
    "PM1_BAD_SIGNATURE": marked(
        "Messages",
        "The signature of this code is wrong: damaged or forged. Scan it again; if it is refused "
        "again, the sale goes on without.",
    ),
    "PM1_WRONG_CONTENT": marked(
        "Messages", "The code is signed, but what it says makes no sense. Tell the head office."
    ),
    "PM1_TYPE_UNKNOWN": marked(
        "Messages",
        "This is a kind of code that this till does not know yet. The sale goes on without; the "
        "program needs an update.",
    ),
    "PM1_KIND_UNKNOWN": marked(
        "Messages",
        "This voucher gives something that this till does not know yet. The sale goes on without; "
        "the program needs an update.",
    ),
    "PM1_WRONG_USE": marked(
        "Messages",
        "Key {kid} may not sign codes of this kind. The code is not taken. Tell the head office.",
    ),
    "PM1_NOT_YET": marked(
        "Messages", "This code is not valid yet. For a member code, check the phone's clock."
    ),
    "PM1_EXPIRED": marked(
        "Messages",
        "This code has run out. Let the customer show the live code in the app, not a picture of "
        "it.",
    ),
    "PM1_CLOCK_UNSURE": marked(
        "Messages",
        "This till is not sure of the time, so it cannot tell whether the voucher is still good. "
        "Connect the till once; the sale goes on without.",
    ),
    "PM1_REPLAYED": marked(
        "Messages",
        "This code has been used in another sale. Wait for the next code on the customer's phone.",
    ),
    "PM1_WRONG_STORE": marked("Messages", "This voucher is good in other stores, not in this one."),
    "PM1_WRONG_CURRENCY": marked("Messages", "This voucher is in another currency."),
    "DEMO_ISSUER_MISSING": marked(
        "Messages", "{file} is missing: this data folder is not a demo store's."
    ),
    "DEMO_ISSUER_DAMAGED": marked(
        "Messages", "{file}, the demo store's keys, cannot be read. Codes cannot be made."
    ),
    "DEMO_ISSUER_UNWRITABLE": marked(
        "Messages", "{file}, the demo store's keys, cannot be written. Check the disk."
    ),
    "DEMO_CLOUD_NOT_STARTED": marked(
        "Messages",
        "The demo store's head office could not be started in the folder {file}. The till sells "
        "on without it.",
    ),
    "MEMBER_CARD_PATTERN_WRONG": marked(
        "Messages",
        "The store's pattern for member cards that begin with {prefix} is wrong: letters and "
        "digits, and a length of at most 24.",
    ),
    "GRANT_UNREADABLE": marked(
        "Messages",
        "The head office's allowance for this till cannot be read. What depends on it is off until "
        "a new one comes.",
    ),
    "KEY_RING_NOT_SIGNED": marked(
        "Messages",
        "The issuer's list of keys is not signed by our company and was not taken. "
        "The till goes on with the list it has.",
    ),
    "KEY_RING_UNREADABLE": marked(
        "Messages",
        "The issuer's list of keys cannot be read. The till goes on with the list it has.",
    ),
    "KEY_RING_OLDER": marked(
        "Messages",
        "The issuer's list of keys (version {version}) is older than the one this till has "
        "({held}) and was not taken.",
    ),
}
