"""The file that says where a cloud beside a till is: there while it serves, gone when it does not.

``{"url", "admin_url", "code", "process"}``; ``code`` enrols one till, once, within ten minutes.
"""

import json
import os
import stat
from pathlib import Path
from typing import Final

STANDING_FILE: Final = "cloud.json"
_PORTS_FILE: Final = "ports.json"


class Standing:
    """Kept in the cloud's own folder; nobody but its user can read it."""

    def __init__(self, folder: Path) -> None:
        self._file = folder / STANDING_FILE
        self._ports = folder / _PORTS_FILE

    def port(self, origin: str) -> int:
        """Give the port of the last time, so that a till finds the cloud where it was; else 0."""
        try:
            return int(json.loads(self._ports.read_text(encoding="ascii"))[origin])
        except (OSError, ValueError, KeyError, TypeError):
            return 0

    def note(self, url: str, admin_url: str, code: str) -> None:
        """Say it, all at once."""
        ports = {"tills": _port(url), "admin": _port(admin_url)}
        write_private(self._ports, json.dumps(ports))
        said = {"url": url, "admin_url": admin_url, "code": code, "process": os.getpid()}
        write_private(self._file, json.dumps(said))

    def clear(self) -> None:
        """Say that there is no cloud."""
        self._file.unlink(missing_ok=True)


def write_private(file: Path, text: str) -> None:
    """Write a file that its user alone can read, whole or not at all."""
    beside = file.with_name(file.name + ".new")
    beside.unlink(missing_ok=True)
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL
    with os.fdopen(os.open(beside, flags, stat.S_IRUSR | stat.S_IWUSR), "w") as open_file:
        open_file.write(text + "\n")
    beside.replace(file)


def _port(url: str) -> int:
    return int(url.rpartition(":")[2])
