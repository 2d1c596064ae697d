"""This workstation's own settings: where its data lies and which devices stand beside it.

Read once at the start, checked, frozen. ``workstation.toml`` in the data directory is optional;
without it the till prints into a folder of files and has no scale. What the *store* has decided is
in till.db (store/profile.py).
"""

import os
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from pos_app.durable import write_private
from pos_app.errors import EnvironmentFault, Refusal

SETTINGS_FILE: Final = "workstation.toml"
DATA_VARIABLE: Final = "RONGHE_DATA"
LOGS: Final = "logs"
"""The folder of logs and fault reports, in the data directory."""


@dataclass(frozen=True, slots=True)
class PrinterPort:
    """Where receipts go: ``file``, ``network`` (host and port), ``usb`` or ``serial`` (a device).

    ``width_mm`` is 58 or 80; ``device`` such as ``/dev/usb/lp0`` or ``COM3``.
    """

    kind: str = "file"
    width_mm: int = 80
    host: str = ""
    port: int = 9100
    device: str = ""
    baud: int = 9600


@dataclass(frozen=True, slots=True)
class ScannerPort:
    """How scans come in: as keys (``wedge``, with an optional prefix key) or by ``serial``."""

    kind: str = "wedge"
    prefix: str = ""
    device: str = ""
    baud: int = 9600


@dataclass(frozen=True, slots=True)
class CameraPort:
    """A camera beside the scanner: which, and the one kind of code that it looks for.

    ``device`` such as ``/dev/video0``, or a folder of PNG pictures that plays one; ``code`` is
    ``QR``, ``EAN-13`` or ``DataMatrix``.
    """

    device: str
    code: str = "QR"
    looks_per_second: int = 8


@dataclass(frozen=True, slots=True)
class ScalePort:
    """Where a counter scale stands: on a ``serial`` line that speaks the ENQ/ACK dialogue."""

    kind: str = "serial"
    device: str = ""
    baud: int = 9600


@dataclass(frozen=True, slots=True)
class CustomerDisplay:
    """What is spoken on the customer's screen: ``zh_CN``, ``en`` or ``both``.

    Empty: what the till speaks at its start.
    """

    language: str = ""


@dataclass(frozen=True, slots=True)
class CloudAddress:
    """Where the shop's cloud answers, for a till that is to be enrolled; later till.db knows it.

    ``url`` is https, or http on this machine alone. ``authority`` is a file with the certificate
    authority of a shop's own server; without one the well-known ones are trusted.
    """

    url: str = ""
    authority: Path | None = None


@dataclass(frozen=True, slots=True)
class UpdateAddress:
    """Where newer programs are (pos_app/updates); nothing of it is trusted unsigned.

    ``authority`` as in ``CloudAddress``.
    """

    url: str = ""
    authority: Path | None = None


@dataclass(frozen=True, slots=True)
class Config:
    """Everything this workstation knows of itself before its files are open."""

    data: Path
    language: str = "zh_CN"
    printer: PrinterPort = field(default_factory=PrinterPort)
    scanner: ScannerPort = field(default_factory=ScannerPort)
    camera: CameraPort | None = None
    scale: ScalePort | None = None
    customer: CustomerDisplay = field(default_factory=CustomerDisplay)
    cloud: CloudAddress = field(default_factory=CloudAddress)
    updates: UpdateAddress = field(default_factory=UpdateAddress)
    is_full_screen: bool = False

    @property
    def receipts(self) -> Path:
        """The folder of receipts printed to files."""
        return self.data / "receipts"

    @property
    def logs(self) -> Path:
        """The folder of logs."""
        return self.data / LOGS


def documents() -> Path:
    """Name the folder where this machine's user looks for documents; it need not be there yet."""
    import platformdirs  # here, as below

    return platformdirs.user_documents_path()


def data_folder(data: Path | None = None) -> Path:
    """Say where the till's data lies: the argument, the environment or the user's own folder."""
    named = os.environ.get(DATA_VARIABLE)
    return data or (Path(named) if named else users_own_folder())


def load(data: Path | None = None) -> Config:
    """Read the settings of the data directory: the argument, the environment or the user's own.

    Refuses: SETTINGS_UNREADABLE, with what is wrong.
    """
    folder = data_folder(data)
    path = folder / SETTINGS_FILE
    try:
        body = _read(path) if path.exists() else {}
        return _config(folder.absolute(), body)
    except (OSError, ValueError, TypeError) as error:
        raise EnvironmentFault("SETTINGS_UNREADABLE", file=str(path), problem=str(error)) from error


def read_settings(folder: Path) -> dict[str, Any]:
    """Read ``workstation.toml`` as it is written now, not as it was at the start.

    Refuses: SETTINGS_UNREADABLE.
    """
    path = folder / SETTINGS_FILE
    try:
        return _read(path) if path.exists() else {}
    except (OSError, ValueError) as error:
        raise EnvironmentFault("SETTINGS_UNREADABLE", file=str(path), problem=str(error)) from error


def check_settings(folder: Path, body: dict[str, Any]) -> Config:
    """Give what a start would make of these settings.

    Refuses: SETTINGS_WRONG, with what is wrong.
    """
    import tomllib  # here, as below: a till paints without it

    try:
        return _config(folder.absolute(), tomllib.loads(_toml(body).encode().decode()))
    except (ValueError, TypeError) as error:
        raise Refusal("SETTINGS_WRONG", problem=str(error)) from error


def write_settings(folder: Path, body: dict[str, Any]) -> Config:
    """Write ``workstation.toml`` anew, checked by reading it, and give what the next start reads.

    A power cut leaves the old file or the new one. Remarks that somebody wrote into it are lost.

    Refuses: SETTINGS_WRONG, with what is wrong; SETTINGS_NOT_WRITABLE.
    """
    path = folder / SETTINGS_FILE
    config = check_settings(folder, body)
    try:
        write_private(path, _toml(body).encode())
    except OSError as error:
        raise EnvironmentFault("SETTINGS_NOT_WRITABLE", file=str(path)) from error
    return config


def _toml(body: dict[str, Any]) -> str:
    """Write plain values, then the tables; what is None is left out."""
    plain = {key: value for key, value in body.items() if not isinstance(value, dict)}
    tables = {key: value for key, value in body.items() if isinstance(value, dict)}
    parts = [_entries(plain)]
    parts += [f"[{name}]\n{_entries(table)}" for name, table in tables.items()]
    return "\n".join(part for part in parts if part)


def _entries(table: dict[str, Any]) -> str:
    import json

    # A JSON string, number or boolean is a TOML one too.
    return "".join(
        f"{key} = {json.dumps(value, ensure_ascii=False)}\n"
        for key, value in table.items()
        if value is not None
    )


def users_own_folder() -> Path:
    """Name the folder of this machine's user, which no word and no variable names."""
    import platformdirs  # here: a till that was told its folder paints without it

    return Path(platformdirs.user_data_dir("ronghe-pos"))


def _read(path: Path) -> dict[str, Any]:
    import tomllib  # here: most tills have no such file

    return tomllib.loads(path.read_text(encoding="utf-8"))


def _config(folder: Path, body: dict[str, Any]) -> Config:
    _check_texts(body)
    config = Config(
        data=folder,
        language=body.pop("language", "zh_CN"),
        printer=PrinterPort(**body.pop("printer", {})),
        scanner=ScannerPort(**body.pop("scanner", {})),
        camera=_camera(body.pop("camera")) if "camera" in body else None,
        scale=ScalePort(**body.pop("scale")) if "scale" in body else None,
        customer=CustomerDisplay(**body.pop("customer_display", {})),
        cloud=_cloud(folder, body.pop("cloud", {})),
        updates=_updates(folder, body.pop("updates")) if "updates" in body else UpdateAddress(),
        is_full_screen=body.pop("full_screen", False),
    )
    if body:
        raise ValueError(f"unknown: {', '.join(sorted(body))}")
    if config.language not in ("zh_CN", "en"):
        raise ValueError("language is zh_CN or en")
    if config.customer.language not in ("", "zh_CN", "en", "both"):
        raise ValueError("customer_display.language is zh_CN, en or both")
    if config.printer.width_mm not in (58, 80):
        raise ValueError("printer.width_mm is 58 or 80")
    if config.printer.kind not in ("file", "network", "usb", "serial"):
        raise ValueError("printer.kind is file, network, usb or serial")
    if config.scanner.kind not in ("wedge", "serial"):
        raise ValueError("scanner.kind is wedge or serial")
    if config.scale is not None and config.scale.kind != "serial":
        raise ValueError("scale.kind is serial")
    return config


def _check_texts(body: dict[str, Any]) -> None:
    """Refuse a name of a device or a host that no system takes, such as one with a NUL in it."""
    for section, values in body.items():
        for key, value in values.items() if isinstance(values, dict) else ():
            is_key = (section, key) == ("scanner", "prefix")  # any sign that a scanner can send
            if isinstance(value, str) and not (is_key or value.isprintable()):
                raise ValueError(f"{section}.{key} is one line of plain letters")


def _cloud(folder: Path, body: dict[str, Any]) -> CloudAddress:
    named = body.pop("authority", None)
    return CloudAddress(authority=folder / named if named else None, **body)


def _updates(folder: Path, body: dict[str, Any]) -> UpdateAddress:
    from urllib.parse import urlsplit  # here: most tills have no such table

    named = body.pop("authority", None)
    address = UpdateAddress(authority=folder / named if named else None, **body)
    host = urlsplit(address.url).hostname
    is_here = address.url.startswith("http://") and host in ("127.0.0.1", "localhost")
    if address.url and not (address.url.startswith("https://") or is_here):
        raise ValueError("updates.url is https, or http on this machine")
    return address


def _camera(body: dict[str, Any]) -> CameraPort:
    port = CameraPort(**body)
    if port.code not in ("QR", "EAN-13", "DataMatrix"):
        raise ValueError("camera.code is QR, EAN-13 or DataMatrix")
    if not 1 <= port.looks_per_second <= 30:
        raise ValueError("camera.looks_per_second is from 1 to 30")
    return port
