"""Finds where a receipt printer may hang on this machine. Nothing is sent to any of them."""

from pathlib import Path
from typing import Final

from pos_app.devices.serial_port import list_lines

_DEVICES: Final = Path("/dev/usb")
USB: Final = "usb"
SERIAL: Final = "serial"


def found_printers() -> tuple[tuple[str, str], ...]:
    """List kind (``usb``, ``serial``) and device; those that are surely printers first.

    Any thread but the window's: a machine may take its time.
    """
    usb = sorted(_DEVICES.glob("lp*")) if _DEVICES.is_dir() else []
    return (
        *((USB, str(device)) for device in usb),
        *((SERIAL, name) for name in list_lines()),
    )
