"""The cloud's disk runs full: every till is told to come later, keeps its rows and brings them."""

import os
import shutil
import signal
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
import requests

from sync.cloud.database import CloudDatabase
from sync.errors import Unreachable
from tests.crash import starved
from tests.faults.cloud_process import CloudProcess, codes, found_shop, running
from tests.faults.fleet import Doorstep, wait_until
from tests.faults.judge import Journal, digest_of, find_faults
from tests.faults.light_till import LightTill

_DISK_BYTES = 24 << 20
_SMALL_DISK = (
    f'mount -t tmpfs -o size={_DISK_BYTES} none "$1" && cp "$2" "$1/cloud.db" && shift 2'
    ' && exec "$@"'
)


class SmallDisk:
    """A file system that the cloud's process alone sees, with a database on it.

    ``inside`` is how it is reached from without, while that process runs.
    """

    def __init__(self, folder: Path, database: Path) -> None:
        self.folder = folder / "disk"
        self.folder.mkdir()
        as_root = [] if os.geteuid() == 0 else ["--user", "--map-root-user"]
        unshare = ["unshare", "--mount", *as_root, "sh", "-c", _SMALL_DISK, "sh"]
        url = f"sqlite:///{self.folder / 'cloud.db'}"
        self.cloud = CloudProcess(
            folder, url, before=[*unshare, str(self.folder), str(database)], founds=False
        )

    @property
    def inside(self) -> Path:
        return Path(f"/proc/{self.cloud.process_id}/root{self.folder}")

    def fill(self) -> None:
        """Leave no room at all."""
        room = os.statvfs(self.inside)
        with (self.inside / "filler").open("wb") as filler:
            os.posix_fallocate(filler.fileno(), 0, room.f_bavail * room.f_frsize)

    def make_room(self) -> None:
        (self.inside / "filler").unlink()

    def copy(self, folder: Path) -> Path:
        """Copy the database as it is at one moment: the cloud stands still meanwhile."""
        os.kill(self.cloud.process_id, signal.SIGSTOP)
        try:
            for name in ("cloud.db", "cloud.db-wal"):
                shutil.copy(self.inside / name, folder / name)
        finally:
            os.kill(self.cloud.process_id, signal.SIGCONT)
        return folder / "cloud.db"


@pytest.fixture
def disk(tmp_path: Path, sqlite_cloud_url: str) -> SmallDisk:
    if not starved.is_possible():
        pytest.skip("no file system of our own may be mounted")
    found_shop(sqlite_cloud_url)
    return SmallDisk(tmp_path, tmp_path / "cloud.db")


@pytest.fixture
def till(disk: SmallDisk, sqlite_cloud_url: str, tmp_path: Path) -> Iterator[LightTill]:
    """Enrolled before the cloud stands on its small disk."""
    till = LightTill(tmp_path / "till", "http://127.0.0.1:9")
    (code,) = codes(sqlite_cloud_url, 1)
    disk.cloud.make_keys()
    with closing(Doorstep(sqlite_cloud_url, tmp_path / "keys.json")) as door:
        till.enrol(code, door)
    yield till
    till.close()


def test_tills_keep_their_rows_until_a_full_cloud_has_room(
    disk: SmallDisk, till: LightTill, tmp_path: Path
) -> None:
    with running(disk.cloud) as cloud:
        till.move_to(cloud.url)
        till.sell(20)
        till.start()
        wait_until(lambda: till.is_in_step, "all is well at first")
        disk.fill()
        till.sell(3_000)
        till.hurry()
        wait_until(lambda: till.watch.answers["503"] >= 2, "the till is told to come later")
        lane, end = till.fast_lane()
        with pytest.raises(Unreachable):
            lane.hold_coupon("gift", 7004, 0)
        end()
        assert not till.is_acknowledged
        assert requests.get(f"{cloud.url}/healthz", timeout=20).status_code == 200
        disk.make_room()
        till.hurry()
        wait_until(lambda: till.is_acknowledged, "the cloud has every row")
        cloud.wait_until_none("pos_cloud_projector_lag_rows")
        till.stop()
        ids = till.event_ids()
        journal = Journal(till.trade.keys.terminal_id, len(ids), digest_of(ids), 3_020)
        (tmp_path / "copy").mkdir()
        with closing(CloudDatabase(f"sqlite:///{disk.copy(tmp_path / 'copy')}")) as database:
            assert database.read(lambda connection: find_faults(connection, [journal])) == []
    assert till.watch.answers["500"] == 0
    said = {line["says"] for line in disk.cloud.lines() if line["event"] == "library"}
    assert said == {"database_full"}, "one short line for each, where a log has no room either"
    assert till.watch.impatient == []
