"""What works, and since when: in codes, for the status strip."""

from dataclasses import dataclass
from enum import StrEnum

from pos_app.clock import Clock


class Device(StrEnum):
    """The devices that are known to work or not without being asked for something."""

    RECEIPT_PRINTER = "receipt_printer"
    SCANNER = "scanner"
    CAMERA = "camera"


@dataclass(frozen=True, slots=True)
class Health:
    """How a device is. ``code`` is empty while it works; ``since_ms`` is when that began (UTC)."""

    device: Device
    code: str
    since_ms: int

    @property
    def is_working(self) -> bool:
        """Nothing is known to be wrong."""
        return not self.code


class HealthBoard:
    """Remembers the last word on each device. A device nobody has spoken of is not on it."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._known: dict[Device, Health] = {}

    def note(self, device: Device, code: str = "") -> Health:
        """Take down how a device is; the same again keeps its time."""
        known = self._known.get(device)
        if known is None or known.code != code:
            known = Health(device, code, self._clock.wall_ms())
            self._known[device] = known
        return known

    def find(self, device: Device) -> Health | None:
        """Give the last word on a device."""
        return self._known.get(device)
