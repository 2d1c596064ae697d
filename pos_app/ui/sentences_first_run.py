"""What the first run refuses, asks and tells. English by code."""

from pos_app.ui.marked import marked

FIRST_RUN: dict[str, str] = {
    "FIRST_RUN_CHOOSE": marked("Messages", "Choose one of the keys F1 to F7 first."),
    "FIRST_RUN_STORE_CODE": marked(
        "Messages", "The store code is 1 to 8 capitals and digits, such as S12. Type it again."
    ),
    "FIRST_RUN_WORKSTATION": marked(
        "Messages", "The till's number is 1 to 5 capitals and digits, such as T01. Type it again."
    ),
    "FIRST_RUN_TAX_TEXT": marked(
        "Messages", "Write each group as code and per cent, such as V13 13; V9 9."
    ),
    "FIRST_RUN_MADE": marked(
        "Messages",
        "The store is made already, only the till did not open. Close this window and start the "
        "till again; change what you like in the set-up.",
    ),
    "FIRST_RUN_JOINED": marked(
        "Messages",
        "The cloud knows this till by its store code and number already. To change them, choose "
        "Later at the cloud first.",
    ),
    "FIRST_RUN_NUMBER_TAKEN": marked(
        "Messages",
        "Another till of the store has the number {workstation}. Go back with Esc and take another "
        "one, or have head office give a code that replaces that till.",
    ),
    "FIRST_RUN_PRINTER_ADDRESS": marked(
        "Messages", "Type the printer's address or device, or choose Later."
    ),
    "FIRST_RUN_PRINTER_SILENT": marked(
        "Messages",
        "The printer did not answer. Is it on, has it paper, is its cover closed, is the address "
        "right? Try again, or choose Later.",
    ),
    "FIRST_RUN_NO_PAPER": marked(
        "Messages", "Check kind and address. It may be another device, or another width of paper."
    ),
    "NO_PRINTER_FOUND": marked(
        "Messages",
        "No printer answered in the network. Is it on and connected? Its own test page (hold the "
        "paper key while switching it on) has its address.",
    ),
    "FIRST_RUN_PINS_DIFFER": marked("Messages", "The two PINs differ. Type both again."),
    "FIRST_RUN_PIN_AGAIN": marked(
        "Messages",
        "The till was started anew since the PIN was typed, and no file keeps it. Type it again, "
        "then go on with F9.",
    ),
    "FIRST_RUN_NO_FILE": marked(
        "Messages", "Type the list's folder and file, or plug in the stick and choose it there."
    ),
    "FIRST_RUN_NOTHING_TAKEN": marked(
        "Messages", "No goods were taken from the list. Choose another one, or Later."
    ),
    "FIRST_RUN_ITEMS": marked(
        "Messages",
        "{items} items taken, {refused} rows left out. What was left out stands in "
        "import-refused.csv of the data folder.",
    ),
    "FIRST_RUN_NOT_WRITABLE": marked(
        "Messages",
        "The folder {folder} cannot be written. Check the disk and its permissions, then try "
        "again; nothing is lost.",
    ),
}
