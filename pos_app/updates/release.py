"""A version that may be had, as the signed ``latest.json`` names it."""

import json
import re
from dataclasses import dataclass
from typing import Final

from pos_app.errors import Refusal

LATEST: Final = "latest.json"
"""The signed file that names the newest version; The Update Framework has no list to search."""

_VERSION: Final = re.compile(r"(0|[1-9]\d{0,4})\.(0|[1-9]\d{0,4})\.(0|[1-9]\d{0,4})")
_SETUP: Final = re.compile(r"[A-Za-z0-9._-]{1,100}\.exe")
_MOST_NOTES: Final = 2_000


@dataclass(frozen=True, slots=True, order=True)
class Version:
    """Three numbers; NSIS and Windows have room for no letters."""

    major: int
    minor: int
    patch: int

    @classmethod
    def parse(cls, text: str) -> "Version | None":
        """Read ``1.20.3``; None for anything else."""
        found = _VERSION.fullmatch(text)
        return cls(*map(int, found.groups())) if found else None

    def __str__(self) -> str:
        """Write it as it is read."""
        return f"{self.major}.{self.minor}.{self.patch}"


@dataclass(frozen=True, slots=True)
class Release:
    """A version, the installer that brings it, and what is new in it in both languages."""

    version: Version
    setup: str
    notes_zh: str
    notes_en: str


def read_release(content: bytes) -> Release:
    """Read ``latest.json``, whose signature holds: a slip of the release's maker is refused.

    Refuses: UPDATE_UNREADABLE.
    """
    try:
        body = json.loads(content)
        version, setup = Version.parse(body["version"]), body["setup"]
        notes = body["notes"]["zh"], body["notes"]["en"]
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise Refusal("UPDATE_UNREADABLE") from error
    is_named = isinstance(setup, str) and _SETUP.fullmatch(setup) is not None
    if version is None or not is_named or not all(isinstance(note, str) for note in notes):
        raise Refusal("UPDATE_UNREADABLE")
    return Release(version, setup, notes[0][:_MOST_NOTES], notes[1][:_MOST_NOTES])
