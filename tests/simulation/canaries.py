"""People become members, and nothing of them or of a key comes out where it may not: 20, 33.

Their names and numbers, the tills' and the cloud's secrets are looked for in every journal row,
also those that are lost, set aside or sealed, in segments, feeds, reports, proofs and cases, and in
every line that was logged.
"""

import base64
import gzip
import logging
from collections.abc import Iterator
from dataclasses import fields
from typing import Any, Final

import sqlalchemy as sa

from pos_app.domain.member import Purpose
from pos_app.vault.keys import DeviceKeys
from sync.cloud.keys import ServerKeys
from tests.simulation.synced import SyncedTill
from tests.simulation.world import Broken, World

_ALIKE: Final = ("赵小鸣鸣", "钱多多多", "孙悟净空", "Nadezhda Canary")
_PUBLIC: Final = ("terminal_id", "made_s")

_AT_A_TILL: Final = (
    "SELECT body FROM journal",
    "SELECT body FROM journal_lost",
    "SELECT sealed FROM personal_packet",
)
_AT_THE_CLOUD: Final = (
    "SELECT body, packet FROM inbox",
    "SELECT body, packet FROM set_aside",
    "SELECT body FROM effect",
    "SELECT key, body FROM feed_row",
    "SELECT key, body FROM feed_todo",
    "SELECT said FROM terminal_report",
    "SELECT answer FROM reconciliation",
    "SELECT facts FROM case_",
    "SELECT answer FROM request_seen",
)
_SEGMENTS: Final = "SELECT content FROM segment"


class Canaries:
    """The newcomers of a run, and what was logged in it."""

    def __init__(self, world: World) -> None:
        self._world = world
        self._told: dict[str, str] = {}
        self.log = _Log()

    def join(self, till: SyncedTill) -> None:
        """Make somebody a member with the open basket."""
        number = len(self._told)
        phone = f"139{77_310_000 + number * 7:08d}"
        name = f"{_ALIKE[number % len(_ALIKE)]}{number}"
        self._told[phone] = name
        consents = {Purpose.MEMBERSHIP: True, Purpose.MARKETING: number % 2 == 0}
        till.counter.enrolment.enrol(phone, name, consents, "zh_CN")
        self._world.sometimes("member_joined")

    def check_till(self, till: SyncedTill) -> None:
        """Look through what a till wrote down to be sent."""
        assert till.till is not None
        secrets = _secrets(till.till.linked().keys)
        with till.database.read() as connection:
            self._look(till.name, _texts(connection, _AT_A_TILL), secrets)
        self._look(f"{till.name}'s log", self.log.lines, secrets)

    def check_cloud(self, connection: sa.Connection, keys: ServerKeys) -> None:
        """Look through what the cloud holds beside the members' own tables."""
        secrets = _secrets(keys)
        self._look("the cloud", _texts(connection, _AT_THE_CLOUD), secrets)
        pieces = (row[0] for row in connection.exec_driver_sql(_SEGMENTS))
        self._look("a segment", (_unpacked(bytes(one)) for one in pieces), secrets)
        self._look("the cloud's log", self.log.lines, secrets)

    def _look(self, where: str, texts: Iterator[bytes] | list[bytes], secrets: list[bytes]) -> None:
        people = [one.encode() for pair in self._told.items() for one in pair]
        for text in texts:
            for word in people:
                if word in text:
                    raise Broken(33, f"{where} says {word.decode()}")
            if any(secret in text for secret in secrets):
                raise Broken(33, f"{where} holds a key")


class _Log(logging.Handler):
    """Keeps every line with its traceback, as a file of the program would have it."""

    def __init__(self) -> None:
        super().__init__(logging.DEBUG)
        self.lines: list[bytes] = []
        for name in ("pos_app", "sync", "sync.cloud", "sync.cloud.service"):
            logging.getLogger(name).addHandler(self)

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append(logging.Formatter().format(record).encode())

    def close(self) -> None:
        for name in ("pos_app", "sync", "sync.cloud", "sync.cloud.service"):
            logging.getLogger(name).removeHandler(self)
        super().close()


def _secrets(keys: DeviceKeys | ServerKeys) -> list[bytes]:
    """Give every secret of a key ring as it is, in hexadecimal digits and in base64."""
    found: list[bytes] = []
    for field in fields(keys):
        if field.name not in _PUBLIC:
            found += _bytes_of(getattr(keys, field.name))
    forms = (bytes, lambda one: one.hex().encode(), lambda one: base64.b64encode(one).rstrip(b"="))
    return [form(secret) for secret in found for form in forms]


def _bytes_of(value: Any) -> list[bytes]:
    if isinstance(value, bytes):
        return [value]
    return list(value.values()) if hasattr(value, "values") else list(value)


def _texts(connection: sa.Connection, statements: tuple[str, ...]) -> Iterator[bytes]:
    for statement in statements:
        for row in connection.exec_driver_sql(statement):
            for value in row:
                if value is not None:
                    yield value.encode() if isinstance(value, str) else bytes(value)


def _unpacked(content: bytes) -> bytes:
    return gzip.decompress(content) if content[:2] == b"\x1f\x8b" else content
