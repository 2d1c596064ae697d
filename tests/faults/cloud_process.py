"""The real cloud in a process of its own, that may be killed and started again on the same port."""

import contextlib
import json
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from sync.cloud.api.auth import hash_admin_key
from sync.cloud.clock import SystemCloudClock
from sync.cloud.database import CloudDatabase
from sync.cloud.inbox import directory
from sync.cloud.keys import ServerKeys
from sync.cloud.migrations import upgrade
from tests.served_cloud import ServedCloud

TENANT, STORE, ZONE, TAX = "t1", "S12", "z1", "standard"
OWNER_KEY = "the-owner-of-these-faults"
CODE_LIFE_MS = 3_600_000
_PATIENCE_S = 60
_CLOCK = SystemCloudClock()


class CloudProcess(ServedCloud):
    """``python -m sync.cloud serve`` over one database; ``before`` stands in front of the command.

    Its log is ``cloud.log`` of the folder, of all its starts.
    """

    def __init__(
        self, folder: Path, url: str, *flags: str, before: Sequence[str] = (), founds: bool = True
    ) -> None:
        super().__init__("", "", OWNER_KEY)
        self.folder = folder
        self.database_url = url
        self.log = folder / "cloud.log"
        self._flags = flags
        self._before = before
        self._process: subprocess.Popen[str] | None = None
        self._ports = ["0", "0"]
        if founds:
            found_shop(url)

    def make_keys(self) -> None:
        """Make the key file that it would make at its first start."""
        now_s = _CLOCK.wall_ms() // 1000
        ServerKeys.make(_CLOCK.random_bytes, now_s).save(self.folder / "keys.json")

    def start(self) -> None:
        """Start it and wait until it serves; later starts take the ports of the first."""
        command = [*self._before, sys.executable, "-m", "sync.cloud", "serve"]
        command += ["--database", self.database_url, "--until-input-ends", *self._flags]
        command += ["--keys", str(self.folder / "keys.json"), "--mark", str(self.folder / "mark")]
        command += ["--port", self._ports[0], "--admin-port", self._ports[1]]
        with self.log.open("ab") as log:
            self._process = subprocess.Popen(
                command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=log, text=True
            )
        assert self._process.stdout is not None
        line = self._process.stdout.readline()
        assert line, self.log.read_text(encoding="utf-8")
        said = json.loads(line)
        self.url, self.admin_url = said["url"], said["admin_url"]
        self._ports = [url.rpartition(":")[2] for url in (self.url, self.admin_url)]

    def kill(self) -> None:
        """Kill it with a signal that no program hears."""
        assert self._process is not None
        self._process.kill()
        self._let_go()

    def stop(self) -> None:
        """Stop it in order, if it runs."""
        if self._process is None:
            return
        assert self._process.stdin is not None
        self._process.stdin.close()
        try:
            self._process.wait(_PATIENCE_S)
        except subprocess.TimeoutExpired:
            self._process.kill()
        self._let_go()

    def _let_go(self) -> None:
        assert self._process is not None
        self._process.wait()
        for pipe in (self._process.stdin, self._process.stdout):
            assert pipe is not None
            pipe.close()
        self._process = None

    @property
    def process_id(self) -> int:
        assert self._process is not None
        return self._process.pid

    def lines(self) -> list[dict[str, Any]]:
        """Read what it has logged."""
        said = self.log.read_text(encoding="utf-8").splitlines()
        return [json.loads(line) for line in said]

    @property
    def is_running(self) -> bool:
        return self._process is not None


@contextlib.contextmanager
def running(cloud: CloudProcess) -> Iterator[CloudProcess]:
    """Run it, and stop it at the end, also one that did not come up."""
    try:
        cloud.start()
        yield cloud
    finally:
        cloud.stop()


def found_shop(url: str) -> None:
    """Give an empty database its tables, one company with one store, and an owner's key."""
    with contextlib.closing(CloudDatabase(url)) as database:
        upgrade(database.engine)

        def work(connection: sa.Connection) -> None:
            now_ms = _CLOCK.wall_ms()
            directory.add_tenant(connection, TENANT, "Ronghe", now_ms)
            store = directory.NewStore(STORE, TENANT, "店", "Shop", ZONE, "g1")
            directory.add_store(connection, store, now_ms)
            key = hash_admin_key(OWNER_KEY)
            directory.add_admin_key(connection, TENANT, "owner", "owner", key, now_ms)

        database.write(work)


def open_zone(cloud: CloudProcess) -> None:
    """Have the store's zone sell in a currency, and goods taxed."""
    cloud.admin("PUT", f"zones/{ZONE}", {"currency": "CNY"})
    cloud.admin("PUT", f"tax-groups/{TAX}", {"rate_ppm": 130_000, "inclusive": True})


def codes(url: str, count: int) -> list[str]:
    """Make one-time codes that let tills in without anybody comparing digits."""

    def work(connection: sa.Connection) -> list[str]:
        until_ms = _CLOCK.wall_ms() + CODE_LIFE_MS
        new = directory.NewCode(TENANT, STORE)
        size = directory.CODE_RANDOM_BYTES
        return [
            directory.issue_code(connection, new, until_ms, _CLOCK.random_bytes(size))
            for _ in range(count)
        ]

    with contextlib.closing(CloudDatabase(url)) as database:
        return database.write(work)
