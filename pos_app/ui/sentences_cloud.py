"""Sentences about the cloud, by code. ``why`` is said in a few words: cloud_codes.py.

What keeps a till from being connected the command line says too: pos_app/sync_words.py.
"""

from pos_app.ui.marked import marked

CLOUD: dict[str, str] = {
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
