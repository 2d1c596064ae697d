"""Where a first run was left, so that it goes on there after a power cut. Never a PIN.

``first-run.json`` of the data folder: version, step, texts, choices, fingerprint, items, refused.
It goes once the till is one.
"""

import json
from pathlib import Path
from typing import Any, Final

from pos_app.domain.first_run import Answers, Step
from pos_app.durable import press, write_private
from pos_app.errors import EnvironmentFault, Refusal
from pos_app.store.profile import PROFILE_SETTING
from pos_app.store.settings import find_setting
from pos_app.store.till_file import has_records, open_till
from pos_app.vault.keys import KeyStore

NOTES_FILE: Final = "first-run.json"
_VERSION: Final = 1


def is_wanted(folder: Path, *, is_asked: bool) -> bool:
    """Tell whether the guided first run is to be shown, or to go on. Till thread.

    ``is_asked``: by whoever started the program, or by what it was installed as. A till that is one
    is never asked; notes that its last power cut left behind go now.

    Refuses: what Database refuses, KEY_FILE_MISSING and the like.
    """
    keys = KeyStore(folder)
    if not (folder / NOTES_FILE).exists():
        return is_asked and not has_records(folder) and keys.read_mark() is None
    if not _is_till(folder, keys):
        return True
    drop_notes(folder)
    return False


def check_none_begun(folder: Path) -> None:
    """Refuse to make the demo store where somebody is about to set up a store.

    Refuses: FIRST_RUN_UNFINISHED.
    """
    if (folder / NOTES_FILE).exists():
        raise EnvironmentFault("FIRST_RUN_UNFINISHED")


def check_set_up(folder: Path) -> None:
    """Refuse a till whose first run was begun and not ended; its records are not lost, but to come.

    Refuses: FIRST_RUN_UNFINISHED.
    """
    if not has_records(folder):
        check_none_begun(folder)


def check_not_made(folder: Path) -> None:
    """Refuse another answer once the till is made, though a fault kept it from opening.

    Refuses: FIRST_RUN_MADE, the faults of the key file and of Database.
    """
    if has_records(folder) and _is_till(folder, KeyStore(folder)):
        raise Refusal("FIRST_RUN_MADE")


def read_notes(folder: Path) -> Answers:
    """Read what was answered; from the beginning where there is nothing, or nothing readable."""
    try:
        body = json.loads((folder / NOTES_FILE).read_text(encoding="utf-8"))
        return _answers(body)
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return Answers()


def write_notes(folder: Path, answers: Answers) -> None:
    """Keep what was answered; a power cut leaves this or what was kept before.

    Refuses: FIRST_RUN_NOT_WRITABLE.
    """
    body = {
        "version": _VERSION,
        "step": answers.step,
        "texts": dict(answers.texts),
        "choices": dict(answers.choices),
        "fingerprint": answers.fingerprint,
        "items": answers.items,
        "refused": answers.refused,
    }
    content = json.dumps(body, indent=1).encode()  # a file's name may be in no alphabet
    try:
        write_private(folder / NOTES_FILE, content)
    except OSError as error:
        raise EnvironmentFault("FIRST_RUN_NOT_WRITABLE", folder=str(folder)) from error


def drop_notes(folder: Path) -> None:
    """Forget them.

    Refuses: FIRST_RUN_NOT_WRITABLE.
    """
    try:
        (folder / NOTES_FILE).unlink(missing_ok=True)
        press(folder)
    except OSError as error:
        raise EnvironmentFault("FIRST_RUN_NOT_WRITABLE", folder=str(folder)) from error


def _is_till(folder: Path, keys: KeyStore) -> bool:
    """Tell a till from one whose making was cut off: its profile is in the commit that makes it."""
    if keys.read_mark() is not None:
        return True
    if not has_records(folder):
        return False
    till = open_till(folder, keys.load().till_key, is_new=True)
    try:
        with till.read() as connection:
            return find_setting(connection, PROFILE_SETTING) is not None
    finally:
        till.close()


def _answers(body: dict[str, Any]) -> Answers:
    if body["version"] != _VERSION:
        raise ValueError(body["version"])
    return Answers(
        step=Step(body["step"]),
        texts={str(key): str(text) for key, text in body["texts"].items()},
        choices={Step(step): str(choice) for step, choice in body["choices"].items()},
        fingerprint=str(body["fingerprint"]),
        items=int(body["items"]),
        refused=int(body["refused"]),
    )
