"""Three PostgreSQL servers under Patroni, three etcd and one haproxy, on this machine's loopback.

All of it runs from Debian's packages in a folder of its own, and ends with this process. A commit
is answered only when a second server has it on disk (synchronous mode), so that what was answered
survives the loss of the leader.
"""

import contextlib
import os
import secrets
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Self, TypeVar

import psycopg
import requests
from sqlalchemy import URL

from tests.ha import settings
from tests.ha.settings import NODES, Ports
from tests.postgres import as_owner, libpq, own, plain_environment, program

T = TypeVar("T")
START_S = 180
SETTLE_S = 120
_PAUSE_S = 0.2


class HaCluster:
    """The cluster; the nodes are named as in ``settings.NODES``."""

    def __init__(self) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="ronghe-ha-"))
        self._password = secrets.token_urlsafe(12)
        self._running: dict[str, subprocess.Popen[bytes]] = {}
        numbers = settings.free_ports(len(NODES) * 4 + 1)
        self._door = numbers.pop()
        self._ports = {name: Ports(*(numbers.pop() for _ in range(4))) for name in NODES}
        self._session = requests.Session()
        self._session.trust_env = False

    def __enter__(self) -> Self:
        try:
            self.start()
        except BaseException:
            self.stop()
            raise
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()

    def start(self) -> None:
        """Start all and wait until one leads and two follow, one of them synchronously."""
        own(self.folder)
        for name in NODES:
            self._launch(f"etcd-{name}", settings.etcd_command(name, self._ports, self.folder))
        for name in NODES:
            made = settings.patroni_settings(
                name, self._ports, self.folder, self._password, Path(program("postgres")).parent
            )
            own(settings.write_settings(self.folder / f"{name}.json", made), 0o600)
            self.restart(name)
        text = settings.haproxy_settings(self._ports, self._door)
        file = settings.write_settings(self.folder / "haproxy.cfg", text)
        own(file, 0o600)
        self._launch("haproxy", ["haproxy", "-db", "-f", str(file)])
        self.wait_until_whole(START_S)

    def stop(self) -> None:
        """End every process that was started here, and remove the folder."""
        self._session.close()
        for process in self._running.values():
            process.terminate()
        for name, process in self._running.items():
            try:
                process.wait(20)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
            if name in NODES:
                self._kill_postgres(name)
        shutil.rmtree(self.folder, ignore_errors=True)

    # ------------------------------------------------------------------ where it is

    def url(self) -> str:
        """Give the address of whoever leads."""
        return self._url(self._door)

    def url_of(self, name: str) -> str:
        """Give the address of one node, whatever it is just now."""
        return self._url(self._ports[name].postgres)

    def _url(self, port: int) -> str:
        return URL.create(
            "postgresql+psycopg",
            settings.SUPERUSER,
            self._password,
            "127.0.0.1",
            port,
            settings.DATABASE,
        ).render_as_string(hide_password=False)

    def leader(self) -> str:
        """Name the node that leads; '' while nobody does."""
        return next((name for name in NODES if self._is(name, "primary")), "")

    def standbys(self) -> list[str]:
        """Name the nodes that follow, the synchronous one first."""
        found = [name for name in NODES if self._is(name, "replica")]
        return sorted(found, key=lambda name: not self._is(name, "synchronous"))

    def _is(self, name: str, role: str) -> bool:
        with contextlib.suppress(requests.RequestException):
            url = f"http://127.0.0.1:{self._ports[name].patroni}/{role}"
            return self._session.get(url, timeout=5).status_code == requests.codes.ok
        return False

    # ------------------------------------------------------------------ what is done to it

    def kill_leader(self) -> str:
        """Have the leader's machine fail: its database and its Patroni, at once; give its name."""
        return self.kill(self.wait_for("a leader", self.leader, SETTLE_S))

    def kill_standby(self) -> str:
        """Have the synchronous follower's machine fail; give its name."""
        return self.kill(self.wait_for("a standby", self.standbys, SETTLE_S)[0])

    def kill(self, name: str) -> str:
        """Have one node's machine fail. The vote goes on: its etcd counts as elsewhere."""
        process = self._running.pop(name)
        process.kill()
        process.wait()
        self._kill_postgres(name)
        return name

    def restart(self, name: str) -> None:
        """Start a node again with the disk that it had."""
        self._launch(name, ["patroni", str(self.folder / f"{name}.json")])

    def wait_until_whole(self, seconds: float = SETTLE_S) -> None:
        """Wait until one leads through the front door and two follow, one of them synchronously."""
        self.wait_for("a leader, two standbys and an open door", self._is_whole, seconds)

    def wait_for(self, what: str, look: Callable[[], T], seconds: float) -> T:
        """Wait until what is looked for is there."""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            found = look()
            if found:
                return found
            time.sleep(_PAUSE_S)
        raise TimeoutError(f"no {what} after {seconds} s\n{self.logs()}")

    def _is_whole(self) -> bool:
        if not self.leader() or len(self.standbys()) < len(NODES) - 1:
            return False
        return any(self._is(name, "synchronous") for name in NODES) and self._is_door_open()

    def _is_door_open(self) -> bool:
        with contextlib.suppress(psycopg.Error):
            with psycopg.connect(libpq(self.url()), connect_timeout=2) as connection:
                row = connection.execute("SELECT pg_is_in_recovery()").fetchone()
            return row == (False,)
        return False

    def has_caught_up(self) -> bool:
        """Tell whether the standbys have applied what the leader has now."""
        now = self._ask(self.leader(), "SELECT pg_current_wal_lsn()::text")
        applied = f"SELECT pg_last_wal_replay_lsn() >= '{now}'::pg_lsn"
        return all(self._ask(name, applied) for name in self.standbys())

    def _ask(self, name: str, question: str) -> object:
        with psycopg.connect(libpq(self.url_of(name)), connect_timeout=5) as connection:
            row = connection.execute(question).fetchone()
        assert row is not None
        return row[0]

    def logs(self, lines: int = 12) -> str:
        """Give the last lines of every part's log."""
        parts = []
        for path in sorted(self.folder.glob("*.log")):
            last = path.read_text(encoding="utf-8", errors="replace").splitlines()[-lines:]
            parts.append("\n".join([f"--- {path.name}", *last]))
        return "\n".join(parts)

    # ------------------------------------------------------------------ processes

    def _launch(self, name: str, command: list[str]) -> None:
        environment = plain_environment(self.folder)
        environment["ETCD_UNSUPPORTED_ARCH"] = "arm64"  # asked for there, read nowhere else
        with (self.folder / f"{name}.log").open("ab") as log:
            self._running[name] = subprocess.Popen(
                as_owner(command, dying="TERM"), stdout=log, stderr=log, env=environment
            )

    def _kill_postgres(self, name: str) -> None:
        """Kill the server that this node's Patroni started, and what the server started."""
        data = self.folder / f"data-{name}"
        with contextlib.suppress(FileNotFoundError, ProcessLookupError, IndexError, ValueError):
            file = data / "postmaster.pid"
            server = int(file.read_text(encoding="utf-8").splitlines()[0])
            # A number in an old file may belong to somebody else by now.
            if os.fsencode(data) not in Path(f"/proc/{server}/cmdline").read_bytes():
                return
            started = Path(f"/proc/{server}/task/{server}/children").read_text(encoding="utf-8")
            for process in [server, *map(int, started.split())]:
                os.kill(process, signal.SIGKILL)
