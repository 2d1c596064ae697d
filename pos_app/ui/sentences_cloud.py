"""Sentences about the cloud, by code. ``why`` is said in a few words: cloud_codes.py."""

from pos_app.ui.marked import marked

CLOUD: dict[str, str] = {
    "CLOUD_ADDRESS_UNSAFE": marked(
        "Messages", "Only addresses that begin with https:// are used. Nothing was sent."
    ),
    "CLOUD_CODE_REFUSED": marked("Messages", "The cloud did not take the one-time code: {why}."),
    "CLOUD_DISTRUSTED": marked(
        "Messages", "The cloud's identity could not be confirmed ({why}). Not connected."
    ),
    "CLOUD_REFUSED": marked("Messages", "The cloud refused this till ({why})."),
    "CLOUD_NOT_REACHED": marked("Messages", "The cloud was not reached ({why}). Sell on."),
    "CLOUD_ENROLLED": marked(
        "Messages", "Connected. Give head office these six digits to compare: {fingerprint}."
    ),
    "CLOUD_FIELD_MISSING": marked(
        "Messages", "Type the cloud's address and the one-time code that head office gave you."
    ),
    "CLOUD_NOT_CONNECTED": marked(
        "Messages", "This till belongs to no cloud yet. Connect it with F7."
    ),
    "CLOUD_LINK_MISSING": marked(
        "Messages", "The till is still starting its link to the cloud. Try again in a moment."
    ),
    "SYNC_DONE": marked("Messages", "Done: {sent} rows sent, {applied} received."),
    "SYNC_FAILED": marked("Messages", "Not synced ({why}). Sales are kept here; sell on."),
    "DEMO_CLOUD_NOT_INSTALLED": marked(
        "Messages", "The demo's head office is not installed here; the till sells on."
    ),
}
