"""What an operator may decide of a cloud: for each a flag and, where there is none, a variable.

``--offline-limit`` is POS_CLOUD_OFFLINE_LIMIT in the environment, and so on. What is out of bounds
is refused in words, wherever it came from.
"""

import argparse
import os
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from sync.cloud.settings import Settings
from sync.wire.version import MOST_EVENTS

_VERSION: Final = re.compile(r"[0-9]{1,6}(\.[0-9]{1,6}){0,3}", re.ASCII)


@dataclass(frozen=True, slots=True)
class Number:
    """A whole number between two bounds; a setting is ``times`` as much."""

    setting: str
    unit: str
    least: int
    most: int
    times: int
    text: str

    def read(self, text: str) -> int:
        """Read what somebody typed; what is wrong with it is told by argparse."""
        return whole(text, self.least, self.most)


CODE_MINUTES: Final = "code-minutes"
_NUMBERS: Final[Mapping[str, Number]] = {
    "every": Number(
        "next_ms", "SECONDS", 1, 900, 1000, "how often an idle till comes; busier clouds ask less"
    ),
    "batch": Number("batch_max", "ROWS", 1, MOST_EVENTS, 1, "journal rows a till brings at once"),
    "rows-in-hand": Number(
        "most_rows_at_once",
        "ROWS",
        MOST_EVENTS,
        1_000_000,
        1,
        "journal rows taken at the same time; further tills are put off",
    ),
    "requests": Number(
        "requests_a_minute", "COUNT", 60, 1_000_000, 1, "requests a minute of one till"
    ),
    "strangers": Number(
        "strangers_a_minute",
        "COUNT",
        1,
        1_000_000,
        1,
        "requests a minute of one address that is no till yet",
    ),
    "offline-limit": Number(
        "offline_limit_minor",
        "AMOUNT",
        0,
        100_000_000,
        1,
        "bearer coupons a till may take by itself, in cents or the like; 0 none",
    ),
    "offline-hours": Number(
        "offline_age_ms", "HOURS", 1, 720, 3_600_000, "and for how long without an exchange"
    ),
    CODE_MINUTES: Number(
        "code_life_ms", "MINUTES", 1, 1_440, 60_000, "how long an enrolment code is good"
    ),
}
_MIN_CLIENT: Final = "min-client"


def add(parser: argparse.ArgumentParser) -> None:
    """Let a command take all of them."""
    for name in _NUMBERS:
        add_number(parser, name)
    text = "tills of an older program get no goods and prices (their sales are always taken)"
    _add(parser, _MIN_CLIENT, default="", type=_version, metavar="VERSION", help=text)


def add_number(parser: argparse.ArgumentParser, name: str) -> None:
    """Let a command take one of them."""
    one = _NUMBERS[name]
    default = str(getattr(Settings(), one.setting) // one.times)
    text = f"{one.text} ({one.least} to {one.most}; {default} where nothing is said)"
    _add(parser, name, default=default, type=one.read, metavar=one.unit, help=text)


def settings_of(arguments: argparse.Namespace, mark_file: Path | None) -> Settings:
    """Make settings of what a command was told."""
    said = {one.setting: in_units(arguments, name) for name, one in _NUMBERS.items()}
    return Settings(mark_file=mark_file, min_client=arguments.min_client, **said)


def in_units(arguments: argparse.Namespace, name: str) -> int:
    """Give one of them as settings have it."""
    said: int = getattr(arguments, name.replace("-", "_"))
    return said * _NUMBERS[name].times


def whole(text: str, least: int, most: int) -> int:
    """Read a whole number between two bounds, for argparse."""
    if text.isascii() and text.isdecimal() and len(text) < 10 and least <= int(text) <= most:
        return int(text)
    raise argparse.ArgumentTypeError(f"{text} is no whole number from {least} to {most}")


def _version(text: str) -> str:
    if text and not _VERSION.fullmatch(text):
        raise argparse.ArgumentTypeError(f"{text} is no version such as 1.4 or 1.4.2")
    return text


def _add(parser: argparse.ArgumentParser, name: str, *, default: str, **about: Any) -> None:
    variable = "POS_CLOUD_" + name.upper().replace("-", "_")
    parser.add_argument(f"--{name}", default=os.environ.get(variable, default), **about)
