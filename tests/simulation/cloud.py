"""The cloud of the simulation: the product's own core over embedded SQLite on a simulated disk.

Its mark outside the database lies on a disk of its own, so that a restored database is noticed;
where that goes back as well, a till's anchor has to tell.
"""

import contextlib
import logging
from collections.abc import Callable
from dataclasses import dataclass
from random import Random
from typing import Any, Final

import sqlalchemy as sa

from sync.cloud import service
from sync.cloud.call import Request, Response
from sync.cloud.database import CloudDatabase
from sync.cloud.inbox import backups
from sync.cloud.keys import ServerKeys
from sync.cloud.service import Cloud
from sync.cloud.settings import Settings
from tests.simulation import driver
from tests.simulation.clocks import START_MS, CloudClock
from tests.simulation.disk import Disk, File, PowerCut
from tests.simulation.faults import Faults
from tests.simulation.paths import SimPath
from tests.simulation.world import HOUR, MINUTE, SECOND, Broken, World

NAME: Final = "cloud"
_SEGMENTS: Final = "/seg/"
_PAGES: Final = "/feeds/"
_DROP: Final = (
    "DELETE FROM snapshot_segment",
    "DELETE FROM snapshot",
    "DELETE FROM segment WHERE is_kept = 0",
)
MARK: Final = "cloudmark"
_WITH_ROWS: Final = 600
"""A body of so many bytes brings rows; what only asks gives the worker nothing to do."""

_SETTINGS: Final = Settings(
    mark_file=SimPath(f"/{MARK}/mark"),
    requests_a_minute=1_000_000,
    strangers_a_minute=1_000_000,
    next_ms=10 * MINUTE,
    batch_max=25,
)


@dataclass(frozen=True, slots=True)
class CloudImage:
    """The files of a cloud and of its mark at one time."""

    at: int
    files: dict[str, bytes]
    mark: dict[str, bytes]
    memory: Any = None
    """What those outside knew to be kept then."""


class _Failures(logging.Handler):
    """Hears what the core logs of its own failures, which it never raises."""

    def __init__(self) -> None:
        super().__init__(logging.ERROR)
        self.last: BaseException | None = None

    def emit(self, record: logging.LogRecord) -> None:
        self.last = record.exc_info[1] if record.exc_info else None


FAILURES: Final = _Failures()


def keys_of_the_cloud(world: World) -> ServerKeys:
    """The same keys in every run."""
    return ServerKeys.make(CloudClock(World(0), "keys").random_bytes, START_MS // 1000)


class CloudNode:
    """One server process and its disk."""

    def __init__(self, world: World, faults: Faults, image: CloudImage | None = None) -> None:
        self.world = world
        self._faults = faults
        self.clock = CloudClock(world, NAME)
        self._keys = keys_of_the_cloud(world)
        self.cloud: Cloud | None = None
        self.disk = _disk(NAME, image.files if image else {})
        self.mark = _disk(MARK, image.mark if image else {})
        self.backups: list[CloudImage] = []
        self._standby: list[CloudImage] = []
        self.is_behind = False
        """Restored with its mark: nobody can know before a till shows its anchor."""
        self._is_waking = False
        self._pace = Random(f"worker {world.seed}").choice((3, 3, 30, 120)) * SECOND
        """How long the worker takes to notice that there is something to do, at most."""
        self.after_restore: Callable[[int], None] = lambda _at: None
        self.answered: Callable[[Request, Response], None] = lambda _request, _response: None
        self.remember: Callable[[], Any] = lambda: None
        self.recall: Callable[[Any], None] = lambda _: None

    # ---- on and off

    def start(self) -> None:
        if self.cloud is not None:
            return
        with self.guarded():
            database = CloudDatabase(f"sqlite:////{NAME}/cloud.db", pool=1)
            self.cloud = Cloud(database, self.clock, self._keys, _SETTINGS)
        if self.cloud is not None:
            self.wake()

    def stop(self) -> None:
        if self.cloud is not None:
            self.cloud.close()
            self.cloud = None

    def weather(self) -> None:
        """Begin the faults of a server."""
        self.world.every(self._faults.tick, "weather cloud", self._tick)
        self.world.every(3 * HOUR, "backup cloud", self.back_up)
        self.world.every(self._faults.tick, "cloud works", self.wake)

    def _tick(self) -> None:
        if self.cloud is None:
            return
        strikes = self._faults.strikes
        rng = self.world.rng
        if strikes("cloud_clock"):
            self.clock.ahead += rng.choice((-HOUR, HOUR, -SECOND, MINUTE))
        self._trouble_disk()
        if strikes("cloud_kill"):
            self._die(is_cut=False)
        elif strikes("cloud_restore"):
            self.restore(with_mark=False)
        elif strikes("cloud_restore_unmarked"):
            self.restore(with_mark=True)
        elif self._standby and strikes("cloud_failover"):
            self._fail_over()
            return
        self._standby = [*self._standby[-1:], self.image()] if self.cloud else []

    def _fail_over(self) -> None:
        """Go on from a standby that is some minutes behind, with the channels of then."""
        self.world.sometimes("failed_over")
        self._go_on_from(self._standby[0], with_mark=self.world.rng.random() < 0.5)

    def _trouble_disk(self) -> None:
        strikes, rng = self._faults.strikes, self.world.rng
        if strikes("cloud_power_cut"):
            self.disk.fuse = rng.randrange(1, 300)
        if strikes("cloud_read_error"):
            self.disk.bad_reads = 1
        if strikes("cloud_busy"):
            self.disk.busy = rng.randrange(1, 4)

    def _die(self, *, is_cut: bool) -> None:
        old, self.cloud = self.disk, None
        driver.forget(old)
        self.disk = old.survivor(self.world.rng) if is_cut else old.killed()
        if is_cut:
            self.world.sometimes("cloud_cut_in_a_write")
        self.world.at(self.world.rng.randrange(SECOND, 10 * MINUTE), "start cloud", self.start)

    @contextlib.contextmanager
    def guarded(self) -> "contextlib._GeneratorContextManager[None]":
        FAILURES.last = None
        try:
            yield
        except PowerCut:
            assert self.disk.is_dead
        except sa.exc.OperationalError as error:  # a step of the worker: it is tried again
            self.world.note(f"cloud {type(error.orig).__name__}")
        if self.disk.is_dead:
            self._die(is_cut=True)

    # ---- requests and work

    def answer(self, request: Request) -> Response | None:
        """See ``network.Peer``."""
        response: Response | None = None
        if self.cloud is None:
            return None
        is_page = _PAGES in request.path
        if is_page and self._standby and self._faults.strikes("failover_over_a_page"):
            self._fail_over()
            return None
        with self.guarded():
            if _SEGMENTS in request.path and self._faults.strikes("segment_gone"):
                self.database.write(_drop_segments)
            response = self.cloud.handle(request)
        if self.cloud is None:
            return None
        if response is not None and response.status == 500:
            raise Broken(0, f"the cloud failed at {request.path}") from FAILURES.last
        if response is not None:
            self.answered(request, response)
        if len(request.body) > _WITH_ROWS:
            self.wake()
        return response

    def wake(self) -> None:
        """Let the worker have its turn soon."""
        if not self._is_waking:
            self._is_waking = True
            self.world.at(self.world.rng.randrange(200, self._pace), "cloud step", self._work)

    def _work(self) -> None:
        self._is_waking = False
        if self.cloud is None or self._faults.strikes("cloud_idle"):
            return
        is_more = False
        with self.guarded():
            is_more = self.cloud.work()
        if is_more and self.cloud is not None:
            self._is_waking = True
            self.world.at(self.world.rng.randrange(20, 3_000), "cloud step", self._work)

    def work_all(self) -> None:
        """Do everything there is to do: at quiet points."""
        for _ in range(10_000):
            if self.cloud is None or not self.cloud.work():
                return
        raise Broken(26, "the cloud's work does not end")

    # ---- backups

    def image(self) -> CloudImage:
        return CloudImage(self.world.now, self.disk.image(), self.mark.image(), self.remember())

    def back_up(self) -> None:
        """Copy everything; some minutes later it is known to be whole, and what is in it safe."""
        if self.cloud is None:
            return
        with self.guarded():
            positions = self.database.read(backups.note_positions)
            backup = self.image()
            self.backups.append(backup)
            del self.backups[:-3]
            delay = self.world.rng.randrange(MINUTE, 2 * HOUR)
            self.world.at(delay, "verified", lambda: self._verified(backup, positions))

    def _verified(self, backup: CloudImage, positions: list[backups.Standing]) -> None:
        """Say what is safe, and keep nothing older: it may be gone back to no more."""
        if self.cloud is None or all(one is not backup for one in self.backups):
            return
        with self.guarded():
            self.keep_from(backup.at)
            self.database.write(lambda c: backups.note_verified(c, positions))

    def keep_from(self, at: int) -> None:
        """Throw away what is older, so that nobody goes back to it: backups and standbys."""
        self.backups = [one for one in self.backups if one.at >= at]
        self._standby = [one for one in self._standby if one.at >= at]

    def restore(self, *, with_mark: bool) -> None:
        """Go back to a backup: its mark stays as it is, or goes back as well."""
        if self.backups:
            self._go_on_from(self.world.rng.choice(self.backups), with_mark=with_mark)

    def _go_on_from(self, backup: CloudImage, *, with_mark: bool) -> None:
        self.cloud = None
        self._standby = []
        driver.forget(self.disk)
        self.disk = _disk(NAME, backup.files)
        if with_mark:
            self.mark = _disk(MARK, backup.mark)
        # A copy from after the last start has the same mark as the database it replaces.
        self.is_behind |= with_mark or backup.mark == self.mark.image()
        self.world.sometimes("cloud_restored_unmarked" if with_mark else "cloud_restored")
        self.after_restore(backup.at)
        self.recall(backup.memory)
        self.world.at(MINUTE, "start cloud", self.start)

    @property
    def database(self) -> CloudDatabase:
        assert self.cloud is not None
        return self.cloud.database


def _drop_segments(connection: sa.Connection) -> None:
    """Let go of every snapshot, as when newer ones have replaced it some days ago."""
    for statement in _DROP:
        connection.exec_driver_sql(statement)


def _disk(name: str, files: dict[str, bytes]) -> Disk:
    return Disk(name, {file: File(content) for file, content in files.items()})


def listen() -> None:
    """Hear the core's failures instead of having them printed."""
    for name in (service.__name__, "sync.cloud"):
        log = logging.getLogger(name)
        log.propagate = False
        if FAILURES not in log.handlers:
            log.addHandler(FAILURES)
