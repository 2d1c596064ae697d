"""What the measurements stand on: a cloud's process, a till's process, a till's own files."""

import contextlib
import http.client
import json
import resource
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any, TypeVar
from urllib.parse import urlsplit

from pos_app.assembly import Till, open_counter
from pos_app.clock import SystemClock
from pos_app.cloud_link import CloudLink
from pos_app.config import Config
from pos_app.vault.pins import PinCost
from sync.cloud.call import Request, Response
from sync.status import Round, RoundState, SyncStatus
from tests.benchmarks.sync.server import OWNER_KEY, ZONE
from tests.served_cloud import ServedCloud

_UP_WITHIN_S = 60
_BREATH_S = 0.002
_ITEMS_A_PAGE = 20_000
TAX = "standard"
_T = TypeVar("_T")


class HttpCloud:
    """One kept connection to an origin of a cloud, with the core's own ``handle``."""

    def __init__(self, url: str) -> None:
        self._connection = http.client.HTTPConnection(urlsplit(url).netloc, timeout=600)

    def handle(self, request: Request) -> Response:
        """Send a request as it is and read its answer."""
        target = f"{request.path}?{request.query}" if request.query else request.path
        self._connection.request(request.method, target, request.body, dict(request.headers))
        answer = self._connection.getresponse()
        headers = {name.lower(): value for name, value in answer.getheaders()}
        return Response(answer.status, answer.read(), headers)


class MeasuredCloud(ServedCloud):
    """A cloud that is measured. ``codes`` are used up one by one."""

    def __init__(self, url: str, admin_url: str, codes: list[str]) -> None:
        super().__init__(url, admin_url, OWNER_KEY)
        self.codes = codes

    def code(self) -> str:
        """Give the next enrolment code."""
        return self.codes.pop()

    def stock(self, items: Iterable[Mapping[str, object]]) -> None:
        """Put goods into the catalogue of the one zone, as head office's lists do."""
        self.admin("PUT", f"zones/{ZONE}", {"currency": "CNY"})
        self.admin("PUT", f"tax-groups/{TAX}", {"rate_ppm": 130_000, "inclusive": True})
        page: list[bytes] = []
        for item in items:
            page.append(json.dumps({"tax": TAX, "unit": "EA", **item}, ensure_ascii=False).encode())
            if len(page) == _ITEMS_A_PAGE:
                self._put(page)
                page = []
        self._put(page)
        self.wait_until_none("pos_cloud_feed_todo")

    def _put(self, page: list[bytes]) -> None:
        said = self.admin("POST", "items/import", b"\n".join(page), "application/x-ndjson")
        assert said["created"] == len(page), said


@contextlib.contextmanager
def serving(database_url: str, folder: Path, work: str = "all") -> Iterator[MeasuredCloud]:
    """Serve a database in a process of its own."""
    command = [sys.executable, "-m", "tests.benchmarks.sync.server", database_url, str(folder)]
    with (
        (folder / "cloud.log").open("ab") as log,
        subprocess.Popen(
            [*command, work], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=log, text=True
        ) as process,
    ):
        assert process.stdout is not None
        assert process.stdin is not None
        line = process.stdout.readline()
        assert line, (folder / "cloud.log").read_text(encoding="utf-8")
        said = json.loads(line)
        try:
            yield MeasuredCloud(said["url"], said["admin_url"], said["codes"])
        except Exception:
            told = (folder / "cloud.log").read_text(encoding="utf-8").splitlines()
            failed = [line for line in told if "Traceback" in line or '"level":"ERROR"' in line]
            sys.stderr.write("\n".join(["the cloud said:", *failed[-5:], *told[-5:], ""]))
            raise
        finally:
            process.stdin.close()
            try:
                process.wait(_UP_WITHIN_S)
            except subprocess.TimeoutExpired:
                process.kill()


class LinkedTill:
    """A till with its real files, engine and threads, and no window.

    ``status`` is the newest. Everything of the counter is done by ``on_till``, on one thread.
    """

    def __init__(self, folder: Path, url: str, code: str = "") -> None:
        self.status: SyncStatus | None = None
        self.changed = threading.Condition()
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="till")
        folder.mkdir(parents=True, exist_ok=True)
        self.folder = folder
        config = Config(folder)
        self.till: Till = self.on_till(
            lambda: open_counter(config, SystemClock(), pin_cost=PinCost(1, 8, 1))
        )
        self.linked = self.on_till(self.till.linked)
        self.link = self.on_till(
            lambda: CloudLink(self.linked, lambda work: self.on_till(work), self._publish)
        )
        if url and self.link.journal.enrolment() is None:
            self.link.enrol(url, code)

    def on_till(self, work: Callable[[], _T]) -> _T:
        """Do something on the till thread and wait for it."""
        return self._thread.submit(work).result()

    def _publish(self, status: SyncStatus) -> None:
        with self.changed:
            self.status = status
            self.changed.notify_all()

    def round(self) -> Round:
        """Ask for everything at once and wait for its end."""
        ended: list[Round] = []
        is_over = threading.Event()

        def progress(found: Round) -> None:
            if found.state is not RoundState.RUNNING:
                ended.append(found)
                is_over.set()

        self.link.sync_now(progress)
        is_over.wait()
        return ended[0]

    def wait_for_ack(self) -> None:
        """Wait until the cloud has every row of the journal."""
        while (standing := self.link.journal.standing()).acked != standing.head:
            time.sleep(_BREATH_S)

    def close(self) -> None:
        """Stop and close, once sync has put away what it has in its hands."""
        while not self.link.stop():
            pass
        self.on_till(self.till.close)
        self._thread.shutdown()


def begin_step(step: str, **told: Any) -> "subprocess.Popen[str]":
    """Begin a step of a till in a process of its own."""
    command = [sys.executable, "-m", "tests.benchmarks.sync.till", step, json.dumps(told)]
    return subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)


def run_step(step: str, **told: Any) -> dict[str, Any]:
    """Run one step to its end; gives what it said."""
    with begin_step(step, **told) as process:
        said, _ = process.communicate()
    assert process.returncode == 0, f"{step} failed"
    found: dict[str, Any] = json.loads(said.splitlines()[-1])
    return found


def peak_mb() -> float:
    """The most memory that this process has had resident."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


@contextlib.contextmanager
def scratch() -> Iterator[Path]:
    """A folder for one measurement."""
    with tempfile.TemporaryDirectory(prefix="ronghe-sync-", ignore_cleanup_errors=True) as name:
        yield Path(name)


def sqlite_url(folder: Path) -> str:
    """A cloud's embedded database."""
    return f"sqlite:///{folder / 'cloud.db'}"
