"""The devices that the window knows of, for the screen that sets them up and tests them."""

from dataclasses import dataclass

from pos_app.devices.health import Device, Health, HealthBoard
from pos_app.devices.scale import ScaleDesk


@dataclass(frozen=True, slots=True)
class Bench:
    """The last word on each device, and the scale where one stands."""

    board: HealthBoard
    scale: ScaleDesk | None = None

    def health(self, device: Device) -> Health | None:
        """Give the last word on a device."""
        return self.board.find(device)
