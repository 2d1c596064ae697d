"""The devices that the window knows of, for the screen that sets them up and tests them."""

from dataclasses import dataclass
from typing import Protocol

from pos_app.devices.health import Device, Health, HealthBoard
from pos_app.devices.scale import ScaleDesk


class CustomerStand(Protocol):
    """The customer's screen, as far as the set-up goes; see wiring_customer."""

    @property
    def trouble(self) -> str:
        """Say what keeps customers from seeing anything, in a code; empty when they do."""

    def show_test(self) -> None:
        """Show a test picture, or refuse in words."""


@dataclass(frozen=True, slots=True)
class Bench:
    """The last word on each device, the scale where one stands, and the customer's screen."""

    board: HealthBoard
    scale: ScaleDesk | None = None
    customer: CustomerStand | None = None

    def health(self, device: Device) -> Health | None:
        """Give the last word on a device."""
        return self.board.find(device)
