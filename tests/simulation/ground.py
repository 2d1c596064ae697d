"""Puts the product's two doors to a database onto simulated disks, for as long as a run lasts.

Replaced are the driver module behind ``pos_app.store.database`` and ``sync.cloud.database`` and the
five calls of the standard library that look at a path: nothing of the product's own.
"""

import fcntl
import logging
import os
import shutil
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from functools import partial
from typing import Any, Final
from unittest.mock import patch

from pos_app.store import catalog_loading
from pos_app.store import database as till_database
from sync import agent, deeds, duties, interactive
from sync.cloud import database as cloud_database
from sync.cloud import jobs, service
from sync.cloud.feeds import retention, segments, snapshots
from tests.simulation import driver
from tests.simulation.disk import DISKS
from tests.simulation.fast_lane import Queues, Threads
from tests.simulation.paths import SimPath

TICK_MS = 600_000
"""The engine's own look at its state; half a minute in a shop would be most of the work here."""

_SWEEP_MS = 180_000
"""How often the cloud looks for leases that are over: as late as a busy one might."""

_FIRST_HANDLE = 1 << 30
_PLENTY = 64 << 20  # too little for the till to lay a reserve aside


_SMALL: Final = (
    (segments, "SEGMENT_ROWS", 4),
    (segments, "FILLED_TO", 3),
    (segments, "SHORT", 2),
    (snapshots, "SEGMENT_ROWS", 4),
    (catalog_loading, "_ROWS_AT_ONCE", 2),
)
"""A price list of a dozen items in as many pieces and commits as one of a hundred thousand."""

_MINUTE_MS: Final = 60_000
_SHORT: Final = (
    (service, "SnapshotBuilder", partial(snapshots.SnapshotBuilder, every_ms=90 * _MINUTE_MS)),
    (snapshots, "EVERY_MS", 90 * _MINUTE_MS),
    (retention, "_LOOKED_EVERY_MS", 20 * _MINUTE_MS),
    (retention, "COMPACTED_AFTER_MS", 30 * _MINUTE_MS),
    (retention, "KEPT_MS", 100 * _MINUTE_MS),
    (retention, "SUPERSEDED_KEPT_MS", 2 * _MINUTE_MS),
    (retention, "SNAPSHOT_KEPT_MS", 4 * 60 * _MINUTE_MS),
)
"""Days of keeping as hours: who is away for three hours was away for weeks."""


class _Handles:
    """``os.open``, ``os.fsync`` and ``os.close`` on a simulated path."""

    def __init__(self) -> None:
        self._open = os.open
        self._fsync = os.fsync
        self._close = os.close
        self._paths: dict[int, SimPath] = {}
        self._next = _FIRST_HANDLE

    def open(self, path: Any, *args: Any, **options: Any) -> int:
        if not isinstance(path, SimPath):
            return self._open(path, *args, **options)
        self._next += 1
        self._paths[self._next] = path
        return self._next

    def fsync(self, handle: int) -> None:
        if handle in self._paths:
            self._paths[handle].sync()
        else:
            self._fsync(handle)

    def close(self, handle: int) -> None:
        if handle in self._paths:
            del self._paths[handle]
        else:
            self._close(handle)


_real_flock = fcntl.flock
_real_usage = shutil.disk_usage
_real_access = os.access


def _usage(path: Any) -> Any:
    if not isinstance(path, SimPath):
        return _real_usage(path)
    disk = DISKS[path.parts[1]]
    free = _PLENTY if disk.room is None else disk.room
    return shutil._ntuple_diskusage(free + disk.used(), disk.used(), free)


def _flock(handle: Any, operation: int) -> None:
    if not isinstance(handle, int) or handle < _FIRST_HANDLE:
        _real_flock(handle, operation)


def _access(path: Any, mode: int, **options: Any) -> bool:
    return True if isinstance(path, SimPath) else _real_access(path, mode, **options)


@contextmanager
def simulated_ground() -> Iterator[None]:
    """Stand on simulated disks; afterwards every one of them is gone."""
    handles = _Handles()
    logging.getLogger("sqlalchemy.pool").setLevel(logging.CRITICAL + 1)  # it tells of every cut
    with ExitStack() as stack:
        for owner, name, value in (
            (till_database, "dbapi", driver),
            (cloud_database, "sqlite", driver),
            (shutil, "disk_usage", _usage),
            (os, "access", _access),
            (agent, "TICK_MS", TICK_MS),
            (deeds, "PROOF_PERIOD_MS", TICK_MS),
            (duties, "LEAST_ROOM_BYTES", _PLENTY),
            (jobs, "SWEEP_MS", _SWEEP_MS),
            *_SMALL,
            *_SHORT,
            (interactive, "threading", Threads),
            (interactive, "queue", Queues),
            (fcntl, "flock", _flock),
            (os, "open", handles.open),
            (os, "fsync", handles.fsync),
            (os, "close", handles.close),
        ):
            stack.enter_context(patch.object(owner, name, value))
        try:
            yield
        finally:
            clear_ground()


def clear_ground() -> None:
    """Throw every disk away."""
    for disk in list(DISKS.values()):
        disk.is_dead = True
        driver.forget(disk)
    DISKS.clear()
