"""What the program's screen says of a newer program. English by code."""

from pos_app.ui.marked import marked

UPDATES: dict[str, str] = {
    "UPDATE_SURE": marked("Messages", "Close the till and install version {there}?"),
    "UPDATE_SURE_WHY": marked(
        "Messages",
        "The records are copied first. The till opens again by itself, with the new version or, if "
        "that does not work here, with this one.",
    ),
    "UPDATE_SHIFT_OPEN": marked("Messages", "A shift is open. Count and close it first."),
    "UPDATE_SALE_OPEN": marked("Messages", "A sale is begun. Finish or void it first."),
    "UPDATE_SALE_SUSPENDED": marked("Messages", "A sale is put aside. Resume or void it first."),
    "UPDATE_ROWS_WAIT": marked(
        "Messages",
        "Something still waits for the cloud. Let it go up first; F10 at the desk shows what.",
    ),
    "UPDATE_NOT_NEWER": marked(
        "Messages",
        "Version {there} is there, and {here} runs here. There is nothing newer, and the till "
        "never goes back to an older one.",
    ),
    "UPDATE_WAS_REJECTED": marked(
        "Messages",
        "Version {there} did not come up on this till and is not tried again. Wait for a newer "
        "one.",
    ),
    "UPDATE_NOT_TAKEN_OVER": marked(
        "Messages",
        "Version {there} is not in use yet; {here} runs as before. If it is so at the next start "
        "too, install it again: Set-up, Program.",
    ),
    "UPDATE_GOES_BACK": marked(
        "Messages",
        "Version {there} does not come up on this till. It closes by itself in a moment, and "
        "version {here} opens. Nothing recorded is lost.",
    ),
    "UPDATE_NO_ROOT": marked(
        "Messages",
        "Built without release keys: it cannot tell a true update from a false one. Install by "
        "hand.",
    ),
    "UPDATE_NO_ADDRESS": marked("Messages", "No address for updates is set. Use a stick."),
    "UPDATE_NO_STICK": marked("Messages", "No stick is plugged in. Plug it in and try again."),
    "UPDATE_ORIGIN_UNREACHABLE": marked(
        "Messages", "There is no release there, or it cannot be reached. Nothing was changed."
    ),
    "UPDATE_NOT_TRUSTED": marked(
        "Messages",
        "What is there is not signed by the release keys, or was changed on the way. Nothing of it "
        "was kept. Tell support.",
    ),
    "UPDATE_STALE": marked(
        "Messages",
        "What is there is too old to be trusted, or this machine's clock is wrong. Check the "
        "clock; otherwise get a newer stick.",
    ),
    "UPDATE_OLDER_STATE": marked(
        "Messages", "What is there is older than what this till has seen before. It is not taken."
    ),
    "UPDATE_UNREADABLE": marked(
        "Messages", "The release there is faulty, though it is signed. Tell support."
    ),
    "RECORDS_DIFFER": marked(
        "Messages",
        "The copy that the new version brought up does not verify ({what}); that version is not "
        "used. The records are unchanged.",
    ),
    "UPDATE_KEPT": marked(
        "Messages",
        "The newer version has recorded something already, or there is no copy from before it: "
        "going back would lose it. Call support; the records are unchanged.",
    ),
    "UPDATE_FOLDER_UNUSABLE": marked(
        "Messages", "The till's folder for updates cannot be written. Check the disk."
    ),
}
