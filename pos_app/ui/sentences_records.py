"""What files, devices and the till's own records answer.

English source by code; the Chinese is in resources/i18n. What only a command meets is said by
commands/.
"""

from pos_app.ui.marked import marked

RECORDS: dict[str, str] = {
    "INTERNAL_ERROR": marked(
        "Messages",
        "Something went wrong in the till. Nothing that was confirmed is lost. Try "
        "again; if it stays, tell support the number {reference}.",
    ),
    "STOPPED_UNCLEANLY": marked(
        "Messages",
        "The till was switched off without closing. Everything confirmed is there; a "
        "basket that was open has been brought back.",
    ),
    "CLOSED_BY_FAULT": marked(
        "Messages",
        "The till broke off because of a fault and was started again. Everything confirmed is "
        "there; a basket that was open has been brought back. For support: number {reference}.",
    ),
    "DISK_FULL": marked(
        "Messages",
        "The disk is full, so nothing more can be recorded. What was confirmed is "
        "safe. Call the manager: free some space, then go on.",
    ),
    "DISK_TOO_FULL": marked(
        "Messages",
        "Only {free_mb} MB are free in {folder}; {needed_mb} MB are needed. Free some space first.",
    ),
    "DATABASE_CORRUPT": marked(
        "Messages",
        "{file} is damaged. Stop selling on this till and call support; keep the backup.",
    ),
    "DATABASE_IO": marked(
        "Messages", "{file} cannot be read or written. What was confirmed is safe. Call support."
    ),
    "DATABASE_KEY_WRONG": marked(
        "Messages",
        "{file} does not open with this till's key. Was it copied from another till? Call support.",
    ),
    "DATABASE_LOCKED": marked(
        "Messages", "{file} is in use by another program. Close it, or start the till anew."
    ),
    "DATABASE_MISSING": marked("Messages", "{file} is missing. Restore it from a backup."),
    "DATABASE_NEWER": marked(
        "Messages",
        "{file} was written by a newer version ({found}; this one knows {known}). "
        "Update this till first. Nothing was changed.",
    ),
    "DATABASE_READ_ONLY": marked(
        "Messages", "{file} may only be read. Give the till the right to write, then start anew."
    ),
    "DATA_DIRECTORY_UNUSABLE": marked(
        "Messages",
        "The folder {folder} cannot be used. Check that it exists and may be written to.",
    ),
    "DATA_IN_USE": marked(
        "Messages",
        "The till is running already with the files in {folder}. Use the window that is open.",
    ),
    "KEY_FILE_DAMAGED": marked(
        "Messages",
        "The key file {file} is damaged; the records do not open without it. Call support.",
    ),
    "KEY_FILE_MISSING": marked(
        "Messages",
        "The key file {file} is missing; the records do not open without it. Call support.",
    ),
    "KEY_FILE_NEWER": marked(
        "Messages", "The key file {file} was written by a newer version. Update this till first."
    ),
    "KEY_FILE_UNREADABLE": marked(
        "Messages", "The key file {file} cannot be read. Check the folder's rights."
    ),
    "KEY_STORE_UNAVAILABLE": marked(
        "Messages",
        "The system's secret store does not answer or has no key of this till. Sign in to the "
        "computer as the till's user, then start anew.",
    ),
    "KEY_FILE_UNWRITABLE": marked(
        "Messages", "The key file {file} cannot be written. Check the folder's rights."
    ),
    "SETTINGS_UNREADABLE": marked("Messages", "The settings in {file} cannot be read: {problem}"),
    "PROFILE_WRONG": marked(
        "Messages", "The store's settings are incomplete or wrong: {key}. Call support."
    ),
    "JOURNAL_DAMAGED": marked(
        "Messages",
        "The journal is damaged at epoch {epoch}, number {seq} ({reason}). Stop "
        "selling on this till and call support.",
    ),
    "FONT_MISSING": marked(
        "Messages", "No Chinese font was found: Chinese would show as boxes. Install Noto Sans CJK."
    ),
    "COPY_EXISTS": marked(
        "Messages", "{file} exists already. Choose another name; nothing was overwritten."
    ),
    "CATALOG_EMPTY": marked(
        "Messages",
        "Head office has given this store no items yet. They come by themselves once it has.",
    ),
    "DEMO_CATALOG_WRONG": marked(
        "Messages", "The demo catalogue that came with the till is damaged. Install the till anew."
    ),
    "CATALOG_FROM_NEWER_VERSION": marked(
        "Messages", "{file} was written by a newer version ({version}). Update this till first."
    ),
    "CATALOG_NOT_WRITABLE": marked(
        "Messages", "{file} cannot be written. The catalogue stays as it was."
    ),
    "BARCODE_PATTERN_WRONG": marked(
        "Messages", "The store's barcode pattern {prefix} is wrong. Call support."
    ),
    "FILE_NOT_WRITTEN": marked(
        "Messages", "{file} could not be written. Check the folder and its free space."
    ),
    "LOGO_TOO_LARGE": marked("Messages", "The logo {file} is too large for a receipt."),
    "LOGO_UNREADABLE": marked("Messages", "The logo {file} cannot be read as a picture."),
    "PRINTER_BUSY": marked(
        "Messages", "The printer has too much to do. The sale is saved; print it again later."
    ),
    "PRINTER_COVER_OPEN": marked(
        "Messages", "The printer's cover is open. The sale is saved. Close it, then print again."
    ),
    "PRINTER_ERROR": marked(
        "Messages",
        "The printer reports an error. The sale is saved. Switch it off and on, then print again.",
    ),
    "PRINTER_GONE": marked(
        "Messages",
        "The printer stopped answering while printing. The sale is saved. Look at the "
        "paper; print again if it is incomplete.",
    ),
    "PRINTER_NO_PAPER": marked(
        "Messages", "The printer has no paper. The sale is saved. Put paper in, then print again."
    ),
    "PRINTER_OFF": marked(
        "Messages",
        "The printer {printer} does not answer. The sale is saved. Check cable and "
        "power, then print again.",
    ),
    "PRINTER_OFFLINE": marked(
        "Messages",
        "The printer is off line. The sale is saved. Press its button, then print again.",
    ),
    "PRINTER_TIMEOUT": marked(
        "Messages",
        "The printer did not answer in time. The sale is saved. Look at the paper; "
        "print again if it is missing.",
    ),
    "PRINTER_PAPER_LOW": marked("Messages", "The paper is nearly used up. Have a new roll ready."),
    "DRAWER_NOT_REACHED": marked(
        "Messages",
        "The drawer could not be opened. The sale is saved. Use the key, and check the "
        "cable to the printer.",
    ),
    "SCANNER_OFF": marked(
        "Messages",
        "The scanner {scanner} does not answer. Check its cable; until then type the codes. It is "
        "tried again by itself.",
    ),
    "CAMERA_NOT_ON_WINDOWS": marked(
        "Messages",
        "The camera {camera} cannot be used: reading a camera is not possible on Windows. Use the "
        "scanner or type the codes; selling goes on.",
    ),
    "CAMERA_OFF": marked(
        "Messages",
        "The camera {camera} does not answer. Check its cable; until then use the scanner or type "
        "the codes. It is tried again by itself.",
    ),
    "CAMERA_READER_MISSING": marked(
        "Messages",
        "The camera is not used: the part of the program that reads its pictures (zxing-cpp) is "
        "not installed. Use the scanner or type the codes; selling goes on.",
    ),
    "CAMERA_UNFIT": marked(
        "Messages",
        "The camera {camera} sends its pictures in a form that cannot be read. Connect another "
        "one; until then use the scanner or type the codes.",
    ),
    "BUNDLE_NOT_JSON": marked(
        "Messages",
        "The promotion rules that came cannot be read. Tell the head office; selling goes on "
        "without them.",
    ),
    "BUNDLE_OTHER_FORMAT": marked(
        "Messages",
        "The promotion rules that came are for another version of the program. Tell the head "
        "office; selling goes on without them.",
    ),
    "BUNDLE_TOO_LARGE": marked(
        "Messages",
        "The promotion rules that came are too large. Tell the head office; selling goes on "
        "without them.",
    ),
    "BUNDLE_WRONG": marked(
        "Messages",
        "The promotion rules that came are wrong at {path}. Tell the head office; selling goes on "
        "without them.",
    ),
    "SCALE_BAD_ANSWER": marked("Messages", "The scale sent something unreadable. Weigh again."),
    "SCALE_BELOW_ZERO": marked(
        "Messages", "The scale shows less than zero. Empty it and set it to zero."
    ),
    "SCALE_EMPTY": marked("Messages", "There is nothing on the scale."),
    "SCALE_OFF": marked(
        "Messages", "The scale does not answer. Check cable and power, or type the weight."
    ),
    "SCALE_OVERLOAD": marked("Messages", "Too heavy for the scale. Weigh in parts."),
    "SCALE_UNSTABLE": marked("Messages", "The scale is still moving. Wait until it is calm."),
    "REFERENCE_LOST": marked(
        "Messages",
        "The list of members and offers was damaged and has been begun anew. Selling goes on; "
        "members and coupons come back with the next exchange or set-up.",
    ),
    "SEAL_BROKEN": marked(
        "Messages", "Sealed data cannot be opened: it was changed, or is meant for somebody else."
    ),
    "TIME_UNSURE": marked(
        "Messages",
        "The date or time of this machine may be wrong. Selling goes on; member codes and "
        "coupons wait until a manager has confirmed the clock: shift screen, Ctrl+T.",
    ),
}
