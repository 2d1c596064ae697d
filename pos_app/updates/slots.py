"""What the starter and the program tell one another of versions: small INI files.

``$INSTDIR/slots.ini`` is the installer's: which version is ``newest``, which one it kept as
``previous``. ``slot.ini`` in the folder of updates of this till's data is the till's own: the
version that is known to be ``good`` here, the one that was ``rejected``, and the ``setup`` that is
to be run when the till ends with ``INSTALL_EXIT``. Windows reads them by itself (the starter is no
Python), as UTF-16, because a user's folder may have a Chinese name.
"""

import configparser
from dataclasses import dataclass, fields, replace
from pathlib import Path
from typing import Final

from pos_app.durable import write_private

FOLDER: Final = "updates"
"""Below the data directory: what was signed, what was brought, and what the starter reads."""

SLOT_FILE: Final = "slot.ini"
INSTALL_EXIT: Final = 64
"""The exit code by which the till asks the starter to run what is staged."""

TOLD_EXIT: Final = 69
"""The exit code of a till that did not open and said why: opening it again would change nothing.

Windows itself ends programs with 1, from its list of tasks as well: that is no such till.
"""

FAULT_EXIT: Final = 70
"""The exit code after a fault of the program itself: the starter opens the till again."""

NOT_NOW_EXIT: Final = 75
"""The exit code of a rehearsal that could not be tried, which says nothing of the version."""

STARTER: Final = "RONGHE_STARTER"
"""The variable that the starter sets for the till that it runs."""

_SECTION: Final = "slot"


@dataclass(frozen=True, slots=True)
class Slot:
    """What is known of versions at this till; an empty text where nothing is.

    ``told``: the rejected one that people were told of. ``asked``: the one that was staged last,
    until somebody was told what became of it.
    """

    good: str = ""
    rejected: str = ""
    setup: str = ""
    told: str = ""
    asked: str = ""


def read_slot(folder: Path) -> Slot:
    """Read it; one that is missing or spoilt says nothing: the newest version is tried again."""
    parser = configparser.ConfigParser(interpolation=None)
    try:
        parser.read_string((folder / SLOT_FILE).read_text("utf-16"))
        found = dict(parser[_SECTION])
    except (OSError, ValueError, KeyError, configparser.Error):
        return Slot()
    return Slot(**{one.name: found.get(one.name, "") for one in fields(Slot)})


def write_slot(folder: Path, slot: Slot) -> None:
    """Write it whole. Raises ``OSError``."""
    lines = [f"[{_SECTION}]", *(f"{one.name}={getattr(slot, one.name)}" for one in fields(Slot))]
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    write_private(folder / SLOT_FILE, "\r\n".join((*lines, "")).encode("utf-16"))


def note_good(folder: Path, version: str) -> None:
    """Keep that a version came up on this till's own records."""
    slot = read_slot(folder)
    if slot.good != version:
        write_slot(folder, replace(slot, good=version, rejected="", setup=""))


def note_rejected(folder: Path, version: str) -> None:
    """Keep that a version did not come up here."""
    write_slot(folder, replace(read_slot(folder), rejected=version, setup=""))


def take_rejected(folder: Path) -> str:
    """Give the rejected version that nobody was told of yet, once; empty where there is none."""
    slot = read_slot(folder)
    if slot.rejected == slot.told:
        return ""
    write_slot(folder, replace(slot, told=slot.rejected))
    return slot.rejected


def take_missed(folder: Path, version: str) -> str:
    """Give the version that was staged and does not run now, once; not one that was rejected.

    Windows' administrator was not there, or Setup could not write, or it could not be tried yet.
    """
    slot = read_slot(folder)
    if not slot.asked:
        return ""
    write_slot(folder, replace(slot, asked=""))
    return "" if slot.asked in {version, slot.rejected} else slot.asked


def stage(folder: Path, setup: Path, version: str) -> None:
    """Have the starter run the installer of a version when the till has ended."""
    write_slot(folder, replace(read_slot(folder), setup=str(setup), asked=version))
