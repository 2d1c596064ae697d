"""What the devices' screen shows and must offer its presenter. No Qt."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Protocol

SEARCH = "search"
"""Chosen in the printer's form: looks for one in the network, and sets nothing up yet."""


class Part(Enum):
    """What can be set up; the value is its table in workstation.toml, empty where it has none."""

    PRINTER = "printer"
    DRAWER = ""
    SCANNER = "scanner"
    CAMERA = "camera"
    SCALE = "scale"
    CUSTOMER = "customer_display"
    LANGUAGE = "language"


@dataclass(frozen=True, slots=True)
class DeviceRow:
    """A device: what is set up, what its form shows, and how it is.

    ``code`` says what is wrong and is empty when nothing is; ``since_ms`` is None for a device of
    which nothing is known before it is used.
    """

    part: Part
    setting: str
    values: Mapping[str, str]
    choice: str
    is_set_up: bool
    code: str = ""
    since_ms: int | None = None
    waits: bool = False
    """It was set up anew since the till started."""
    works: bool = False
    """It is seen to work now, without a moment from which on."""


class DevicesScreen(Protocol):
    """What the view must offer."""

    def show_devices(self, rows: Sequence[DeviceRow], *, needs_restart: bool) -> None:
        """Replace the list."""

    def marked_device(self) -> DeviceRow | None:
        """Give the one that is marked."""

    def ask(self, row: DeviceRow) -> None:
        """Open the form of a device."""

    def ask_found(self, row: DeviceRow) -> None:
        """Open the form with what a search found; not where somebody has gone on."""

    def ask_sure(self) -> None:
        """Ask before a device is taken away."""

    def show_heard(self, text: str) -> None:
        """Say what a device has said, as it came."""

    def show_possible(self, *, can_set_up: bool, can_take_away: bool, can_test: bool) -> None:
        """Grey out what makes no sense for the marked row."""

    def ask_approval(self, facts: dict[str, object]) -> None:
        """Ask for a second person."""

    def offer_badge(self, operator_number: str) -> bool:
        """Fill a badge into the approval panel; False when none is open."""

    def close_panel(self) -> None:
        """Close whatever panel is open."""
