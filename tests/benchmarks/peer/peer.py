"""The peer of the sync benchmark: PouchDB on leveldb against express-pouchdb, from npm.

Its own durability is weaker than ours: leveldb does not wait for the disk when it answers. Each
step runs in a process of its own, at each batch size, and its best one counts.
"""

import contextlib
import json
import os
import shutil
import subprocess
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

BATCHES = (100, 1000)
_SOURCES = ("package.json", "server.js", "client.js")
_HERE = Path(__file__).parent
_CACHE = Path(".venv") / "cache" / "peer"
_NO_OP_ROUNDS = 5


class PeerMissing(Exception):
    """npm or the packages cannot be had here; the text says why."""


@dataclass(frozen=True)
class Step:
    """One step at one batch size; ``seconds`` has one entry for each round."""

    batch: int
    docs: int
    seconds: list[float]
    rss_mb: float

    @property
    def rate(self) -> float:
        """Documents a second."""
        return self.docs / self.seconds[0]


@dataclass(frozen=True)
class PeerResult:
    """What the peer did, at every batch size."""

    uploads: list[Step]
    pulls: list[Step]
    no_ops: list[Step]
    echoes: list[Step]

    @property
    def upload(self) -> Step:
        """The fastest upload."""
        return max(self.uploads, key=lambda step: step.rate)

    @property
    def pull(self) -> Step:
        """The fastest first download."""
        return max(self.pulls, key=lambda step: step.rate)

    @property
    def no_op_s(self) -> float:
        """The shortest exchange where neither side had anything new, on an open connection."""
        return min(min(step.seconds) for step in self.no_ops)

    @property
    def first_no_op_s(self) -> float:
        """The same as the first one of a process."""
        return min(step.seconds[0] for step in self.no_ops)

    @property
    def echo_s(self) -> float:
        """The shortest pull that brings nothing, after an upload of the sales: it walks over them.

        Published figures of a "no-op pull" were taken like this.
        """
        return min(step.seconds[0] for step in self.echoes)


def write_documents(path: Path, documents: Iterable[tuple[str, Mapping[str, Any]]]) -> int:
    """Write identities and bodies as the peer reads them, one a line; give the count."""
    count = 0
    with path.open("w", encoding="utf-8") as file:
        for identity, body in documents:
            file.write(json.dumps({"_id": identity, **body}, ensure_ascii=False) + "\n")
            count += 1
    return count


def install() -> Path:
    """Have the packages in a folder under .venv, once for each list of versions; needs npm."""
    _CACHE.mkdir(parents=True, exist_ok=True)
    wanted = (_HERE / "package.json").read_bytes()
    mark = _CACHE / "installed.json"
    is_there = mark.exists() and mark.read_bytes() == wanted
    for name in _SOURCES:
        shutil.copy(_HERE / name, _CACHE / name)
    if not is_there:
        _install_packages()
        mark.write_bytes(wanted)
    return _CACHE


def _install_packages() -> None:
    npm = shutil.which("npm")
    if npm is None or shutil.which("node") is None:
        raise PeerMissing("node and npm were not found: .ci/setup peer")
    command = [npm, "install", "--no-package-lock", "--no-audit", "--no-fund", "--loglevel=error"]
    done = subprocess.run(command, cwd=_CACHE, capture_output=True, text=True, check=False)
    if done.returncode:
        raise PeerMissing(f"npm could not install the peer: {done.stderr.strip()[-2000:]}")


@contextlib.contextmanager
def serving(folder: Path) -> Iterator[int]:
    """Run the peer's server with its databases in this folder; gives its port."""
    command = ["node", str(install() / "server.js"), str(folder)]
    with (
        (folder.parent / "peer-server.log").open("wb") as log,
        subprocess.Popen(command, stdout=subprocess.PIPE, stderr=log, text=True) as process,
    ):
        try:
            assert process.stdout is not None
            line = process.stdout.readline()
            if not line:
                raise PeerMissing("the peer's server did not start; see peer-server.log")
            yield int(json.loads(line)["port"])
        finally:
            process.kill()


def measure(
    folder: Path, sales: Path, products: Path, batches: Iterable[int] = BATCHES
) -> PeerResult:
    """Upload the sales, download the products and ask for nothing, at each batch size."""
    folder.mkdir(parents=True, exist_ok=True)
    uploads, pulls, no_ops, echoes = [], [], [], []
    with serving(folder / "server") as port:
        client = PeerClient(f"http://127.0.0.1:{port}", folder)
        client.fill("products", products)
        for batch in batches:
            uploads.append(client.upload(f"sales{batch}", sales, batch))
            pulls.append(client.pull("products", batch))
            no_ops.append(client.pull_nothing("products", batch))
            client.forget("products")
            echoes.append(client.pull_after_upload(f"echo{batch}", sales, batch))
    return PeerResult(uploads, pulls, no_ops, echoes)


class PeerClient:
    """The peer's client against one server, perhaps through a proxy."""

    def __init__(self, url: str, folder: Path) -> None:
        self._url = url
        self._folder = folder / "client"
        self._folder.mkdir(parents=True, exist_ok=True)

    def fill(self, name: str, file: Path) -> None:
        """Put a file's documents into a database of the server."""
        self._run("fill", name, BATCHES[-1], file=str(file))

    def upload(self, name: str, file: Path, batch: int) -> Step:
        """Keep a file's documents here, then send them to a new database of the server."""
        self._run("keep", name, batch, file=str(file))
        return self._run("upload", name, batch)

    def pull(self, name: str, batch: int) -> Step:
        """Download a database of the server for the first time."""
        return self._run("pull", name, batch)

    def pull_nothing(self, name: str, batch: int) -> Step:
        """Ask for what is new in a downloaded database, where nothing is."""
        step = self._run("no-op", name, batch, rounds=_NO_OP_ROUNDS)
        assert step.docs == 0
        return step

    def pull_after_upload(self, name: str, file: Path, batch: int) -> Step:
        """Send a file's documents to a new database, then ask it for what is new."""
        step = self._run("echo", name, batch, file=str(file))
        assert step.docs == 0
        return step

    def forget(self, name: str) -> None:
        """Remove a downloaded database."""
        shutil.rmtree(self._folder / name)

    def _run(self, step: str, name: str, batch: int, **more: object) -> Step:
        told = {"step": step, "url": self._url, "name": name, "batch": batch, **more}
        told["folder"] = str(self._folder)
        done = subprocess.run(
            ["node", str(install() / "client.js"), json.dumps(told)],
            stdout=subprocess.PIPE,
            text=True,
            check=True,
            env={**os.environ, "NODE_ENV": "production"},
        )
        found = json.loads(done.stdout)
        return Step(batch, found["docs"], found["seconds"], found["rss_mb"])
