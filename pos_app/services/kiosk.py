"""A till that stands for itself: fills the screen, opens by itself, and is left by a manager alone.

Windows' own keys stay as they are. Whoever must not reach them needs an account of Windows that
shows one program only, which is its administrator's to set up.
"""

from dataclasses import dataclass

from pos_app.autostart import Autostart, StartsFor
from pos_app.config import load
from pos_app.domain.events_set_up import Subject
from pos_app.domain.operators import Approval, Privilege
from pos_app.errors import Refusal
from pos_app.services.change_record import ChangeRecord
from pos_app.services.desk import Desk
from pos_app.services.device_settings import FULL_SCREEN, DeviceSettings

_STARTS = "autostart"


@dataclass(frozen=True, slots=True)
class KioskStanding:
    """How the till stands on its computer, as the settings and the system say now."""

    is_full_screen: bool
    starts_for: StartsFor


class Kiosk:
    """Changes how the till stands on its computer. Till thread."""

    def __init__(
        self, desk: Desk, record: ChangeRecord, devices: DeviceSettings, autostart: Autostart
    ) -> None:
        self._desk = desk
        self._record = record
        self._devices = devices
        self._autostart = autostart

    def standing(self) -> KioskStanding:
        """Say how it stands.

        Refuses: NOT_SIGNED_ON, SCREEN_LOCKED, SETTINGS_UNREADABLE.
        """
        self._desk.require_session()
        return KioskStanding(load(self._devices.folder).is_full_screen, self._starts_for())

    def set_full_screen(self, *, is_on: bool, approval: Approval | None = None) -> KioskStanding:
        """Keep whether the till fills the screen; the window follows at once.

        Refuses: what DeviceSettings.change refuses.
        """
        self._devices.change(FULL_SCREEN, {FULL_SCREEN: is_on}, approval)
        return self.standing()

    def set_starting(self, *, is_on: bool, approval: Approval | None = None) -> KioskStanding:
        """Have the system open the till when its user signs on, or not any more.

        Refuses: NOT_IN_TRAINING, NOT_SIGNED_ON, SCREEN_LOCKED, NOT_PERMITTED, APPROVAL_NEEDED,
        APPROVAL_EXPIRED; AUTOSTART_FOR_EVERYBODY where Setup has seen to it and it is to end;
        AUTOSTART_NOT_WRITABLE.
        """
        self._record.check_real()
        subject = self._record.subject(f"devices:{_STARTS}", is_on)
        authority = self._desk.allow(Privilege.SET_UP_DEVICES, subject, approval)
        if not is_on and self._autostart.is_for_everybody():
            raise Refusal("AUTOSTART_FOR_EVERYBODY")
        with self._desk.till.write() as connection:
            before = self._autostart.is_on()
            about = (Subject.DEVICES, _STARTS)
            self._record.write(connection, about, (before, is_on), authority)
            self._autostart.turn(is_on=is_on)  # last: what it refuses takes the row above with it
        return self.standing()

    def _starts_for(self) -> StartsFor:
        if self._autostart.is_for_everybody():
            return StartsFor.EVERYBODY
        return StartsFor.THIS_USER if self._autostart.is_on() else StartsFor.NOBODY
