"""The demonstration store's cloud: who and what is in it, and the word it leaves for its till.

What the till's own set-up folder says (resources/demo) is said here by head office: the same items,
members, campaigns and rules, and the issuer whose keys the demo phone has.
"""

import json
import os
import stat
from pathlib import Path
from typing import Any, Final

import sqlalchemy as sa

from sync.cloud.api.auth import hash_admin_key
from sync.cloud.clock import CloudClock
from sync.cloud.inbox import directory
from sync.cloud.service import Cloud
from sync.cloud.settings import Settings

TENANT: Final = "demo"
STORES: Final = (
    directory.NewStore("S12", TENANT, "悦选便利 人民路店", "Renmin Road", "demo", "demo"),
    directory.NewStore("S13", TENANT, "悦选便利 河滨店", "Riverside", "demo", "demo"),
)
SETTINGS: Final = Settings(next_ms=15_000)

_STANDING_FILE: Final = "cloud.json"
_ADMIN_KEY_FILE: Final = "admin.key"
_ADMIN_KEY_BYTES: Final = 32


class Standing:
    """The file that says where the cloud is, for the till beside it: there while it serves.

    ``{"url", "admin_url", "code", "process"}``; ``code`` enrols one till, once, within ten minutes.
    """

    def __init__(self, folder: Path) -> None:
        self._file = folder / _STANDING_FILE
        self._ports = folder / "ports.json"

    def port(self, origin: str) -> int:
        """Give the port of the last time, so that a till finds the cloud where it was; else 0."""
        try:
            return int(json.loads(self._ports.read_text(encoding="ascii"))[origin])
        except (OSError, ValueError, KeyError, TypeError):
            return 0

    def note(self, url: str, admin_url: str, code: str) -> None:
        """Say it, all at once."""
        ports = {"tills": _port(url), "admin": _port(admin_url)}
        _write(self._ports, json.dumps(ports))
        said = {"url": url, "admin_url": admin_url, "code": code, "process": os.getpid()}
        _write(self._file, json.dumps(said))

    def clear(self) -> None:
        """Say that there is no cloud."""
        self._file.unlink(missing_ok=True)


def set_up(cloud: Cloud, clock: CloudClock) -> None:
    """Put the demonstration into an empty cloud; what is there already stays as it is."""
    now_ms = clock.wall_ms()

    def who(connection: sa.Connection) -> None:
        directory.add_tenant(connection, TENANT, "悦选便利", now_ms)
        for store in STORES:
            directory.add_store(connection, store, now_ms)

    cloud.database.write(who)


def code(cloud: Cloud, clock: CloudClock) -> str:
    """Make a one-time code for the demo's till; nobody has to compare fingerprints."""
    random = clock.random_bytes(directory.CODE_RANDOM_BYTES)
    settings = cloud.settings
    new = directory.NewCode(
        TENANT,
        STORES[0].store,
        "",
        by_hand=False,
        expires_ms=clock.wall_ms() + settings.code_life_ms,
        tries=settings.code_tries,
    )
    return cloud.database.write(lambda connection: directory.issue_code(connection, new, random))


def admin_key(cloud: Cloud, clock: CloudClock, folder: Path) -> str:
    """Give the owner's key, made at the first start and kept in the folder."""
    file = folder / _ADMIN_KEY_FILE
    if file.exists():
        return file.read_text(encoding="ascii").strip()
    key = clock.random_bytes(_ADMIN_KEY_BYTES).hex()
    _write(file, key)
    now_ms = clock.wall_ms()
    cloud.database.write(
        lambda connection: directory.add_admin_key(
            connection, TENANT, "owner", "owner", hash_admin_key(key), now_ms
        )
    )
    return key


def _port(url: str) -> int:
    return int(url.rpartition(":")[2])


def _write(file: Path, text: str) -> None:
    """Write a file that its user alone can read, whole or not at all."""
    beside = file.with_name(file.name + ".new")
    beside.unlink(missing_ok=True)
    flags: Any = os.O_WRONLY | os.O_CREAT | os.O_EXCL
    with os.fdopen(os.open(beside, flags, stat.S_IRUSR | stat.S_IWUSR), "w") as open_file:
        open_file.write(text + "\n")
    beside.replace(file)
