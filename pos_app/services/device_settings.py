"""The devices of this workstation as its settings file says, and what a test of one leaves behind.

Settings are read once at the start (config.py): a change is written at once and counts from the
next start on. Which device answers, and what it says, is seen where the devices are: in the window.
"""

from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Final

from pos_app.config import Config, check_settings, load, read_settings, write_settings
from pos_app.domain import events
from pos_app.domain.events_set_up import Subject
from pos_app.domain.operators import Approval, Privilege
from pos_app.services.change_record import ChangeRecord
from pos_app.services.desk import Desk
from pos_app.store import shifts

DRAWER_TEST: Final = "DRAWER_TEST"
"""The reason a tested drawer was opened for; reports show it among the no sales."""

FULL_SCREEN: Final = "full_screen"
_PLAIN: Final = frozenset({"language", FULL_SCREEN})
"""Entries of workstation.toml that are no tables."""


@dataclass(frozen=True, slots=True)
class DeviceBook:
    """What the file says now, what the till was started with, and whether they differ."""

    settings: dict[str, Any]
    in_force: Config
    needs_restart: bool


class DeviceSettings:
    """Changes the settings file and records tests. Till thread."""

    def __init__(self, desk: Desk, config: Config, record: ChangeRecord) -> None:
        self._desk = desk
        self._config = config
        self._record = record

    @property
    def folder(self) -> Path:
        """The data directory, with the settings file in it."""
        return self._config.data

    def book(self) -> DeviceBook:
        """Read the settings, for whoever may change them alone or with an approval.

        Refuses: NOT_SIGNED_ON, SCREEN_LOCKED, NOT_PERMITTED, SETTINGS_UNREADABLE.
        """
        self._desk.check_may(Privilege.SET_UP_DEVICES)
        folder = self._config.data
        wanted = load(folder)
        # The window follows at once (services/kiosk.py): that is no reason for another start.
        known = replace(self._config, is_full_screen=wanted.is_full_screen)
        return DeviceBook(read_settings(folder), self._config, wanted != known)

    def change(
        self, section: str, values: dict[str, Any] | None, approval: Approval | None = None
    ) -> DeviceBook:
        """Set a device up anew, or take it away (None). It counts from the next start on.

        ``section`` is a table of workstation.toml, or an entry of its own (``language``,
        ``full_screen``) with its one value.

        Refuses: NOT_IN_TRAINING, NOT_SIGNED_ON, SCREEN_LOCKED, NOT_PERMITTED, APPROVAL_NEEDED,
        APPROVAL_EXPIRED, SETTINGS_UNREADABLE, SETTINGS_WRONG, SETTINGS_NOT_WRITABLE.
        """
        self._record.check_real()
        subject = self._record.subject(f"devices:{section}", values)
        authority = self._desk.allow(Privilege.SET_UP_DEVICES, subject, approval)
        folder = self._config.data
        body = read_settings(folder)
        before = body.get(section)
        changed = {key: value for key, value in body.items() if key != section}
        if values is not None:
            changed[section] = values[section] if section in _PLAIN else values
        check_settings(folder, changed)
        with self._desk.till.write() as connection:
            after = changed.get(section)
            self._record.write(connection, (Subject.DEVICES, section), (before, after), authority)
            write_settings(folder, changed)  # last: what it refuses takes the row above with it
        return self.book()

    def open_drawer(self, approval: Approval | None = None) -> None:
        """Record that the drawer is opened to see whether it opens; it opens after this returned.

        With a shift there is money in it: then it is a no sale like any other and asks for the
        right to one. Without a shift the right to set devices up is enough.

        Refuses: NOT_IN_TRAINING, NOT_SIGNED_ON, SCREEN_LOCKED, NOT_PERMITTED, APPROVAL_NEEDED,
        APPROVAL_EXPIRED.
        """
        self._record.check_real()
        desk = self._desk
        with desk.till.read() as connection:
            shift = shifts.open_shift(connection, desk.profile.currency)
        privilege = Privilege.NO_SALE if shift else Privilege.SET_UP_DEVICES
        authority = desk.allow(privilege, "drawer_test", approval)
        with desk.till.write() as connection:
            desk.record_authority(connection, authority)
            desk.record(connection, events.NoSale(DRAWER_TEST), authority.approved_by)
            number = shift.number if shift else None
            shifts.insert_no_sale(connection, number, DRAWER_TEST, desk.clock.wall_ms())
