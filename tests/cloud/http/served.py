"""A cloud on real ports, in a thread of the test; stopped as a signal would stop it."""

import contextlib
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from threading import Event

from sync.cloud.app import Core
from sync.cloud.clock import SystemCloudClock
from sync.cloud.database import CloudDatabase
from sync.cloud.pools import Room
from sync.cloud.serving import Address, Certificate, Serving


@contextlib.contextmanager
def served(
    core: Core,
    database: CloudDatabase,
    room: Room | None = None,
    certificate: Certificate | None = None,
) -> Iterator[Serving]:
    """Serve on two free ports of this machine until the block ends."""
    serving = Serving(core, database, SystemCloudClock(), room=room, certificate=certificate)
    serving.listen(Address(), Address())
    is_up = Event()
    with ThreadPoolExecutor(1) as pool:
        running = pool.submit(serving.run, is_up.set)
        assert is_up.wait(20)
        try:
            yield serving
        finally:
            serving.stop()
            running.result(60)
