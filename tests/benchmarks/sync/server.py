"""A cloud in a process of its own, for the sync benchmark: tells its addresses and codes, serves.

``python -m tests.benchmarks.sync.server DATABASE_URL FOLDER WORK`` prints one line of JSON and
serves until its standard input ends. WORK "idle": it takes and gives, and projects nothing.
Acknowledges with synchronous=FULL, or PostgreSQL's own commit.
"""

import json
import sys
from pathlib import Path
from typing import Any

from sync.cloud.api.auth import hash_admin_key
from sync.cloud.clock import SystemCloudClock
from sync.cloud.database import CloudDatabase
from sync.cloud.inbox import directory
from sync.cloud.keys import ServerKeys
from sync.cloud.pools import Room
from sync.cloud.request_log import configure
from sync.cloud.service import Cloud
from sync.cloud.serving import Address, Serving
from sync.cloud.settings import Settings
from sync.cloud.worker import when_input_ends

TENANT, STORE, ZONE = "bench", "S12", "bench"
OWNER_KEY = "the-owner-of-the-benchmark"
CODES = 16
THREADS = 8
IDLE = "idle"
_NO_LIMIT = 1_000_000
_SIX_HOURS_MS = 6 * 3_600_000
SETTINGS = Settings(
    requests_a_minute=_NO_LIMIT,
    strangers_a_minute=_NO_LIMIT,
    most_rows_at_once=_NO_LIMIT,
    batch_max=500,
    next_ms=15 * 60_000,
)


class IdleCloud(Cloud):
    """Takes and gives; what happens between requests waits."""

    def work(self) -> bool:
        """Do nothing."""
        return False


def open_cloud(url: str, folder: Path, kind: type[Cloud] = Cloud) -> Cloud:
    """Open a cloud with one store; its keys stay in the folder."""
    clock = SystemCloudClock()
    keys = folder / "cloud-keys.json"
    if not keys.exists():
        ServerKeys.make(clock.random_bytes, clock.wall_ms() // 1000).save(keys)
    cloud = kind(CloudDatabase(url, pool=THREADS), clock, ServerKeys.load(keys), SETTINGS)

    def found(connection: Any) -> None:
        now_ms = clock.wall_ms()
        directory.add_tenant(connection, TENANT, "bench", now_ms)
        store = directory.NewStore(STORE, TENANT, "bench", "bench", ZONE, "bench")
        directory.add_store(connection, store, now_ms)
        key = hash_admin_key(OWNER_KEY)
        directory.add_admin_key(connection, TENANT, "owner", "owner", key, now_ms)

    cloud.database.write(found)
    return cloud


def make_codes(cloud: Cloud, count: int) -> list[str]:
    """Make one-time codes that last for the whole run."""
    clock = SystemCloudClock()
    until_ms = clock.wall_ms() + _SIX_HOURS_MS
    new = directory.NewCode(TENANT, STORE)

    def made(connection: Any) -> list[str]:
        size = directory.CODE_RANDOM_BYTES
        return [
            directory.issue_code(connection, new, until_ms, clock.random_bytes(size))
            for _ in range(count)
        ]

    return cloud.database.write(made)


def main() -> int:
    """Serve."""
    url, folder, work = sys.argv[1], Path(sys.argv[2]), sys.argv[3]
    configure(SystemCloudClock())
    cloud = open_cloud(url, folder, IdleCloud if work == IDLE else Cloud)
    serving = Serving(cloud, cloud.database, SystemCloudClock(), room=Room(threads=THREADS))
    serving.listen(Address(), Address())
    when_input_ends(serving.stop)

    def is_up() -> None:
        said = {"url": serving.url("tills"), "admin_url": serving.url("admin")}
        print(json.dumps({**said, "codes": make_codes(cloud, CODES)}), flush=True)

    serving.run(is_up)
    return 0


if __name__ == "__main__":
    sys.exit(main())
