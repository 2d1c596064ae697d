"""Planted bugs that watch.py has to find: catalogues, backups, proofs, personal data. See bugs.py.

Each is named after the invariant of section 20 that it breaks.
"""

import contextlib
from collections.abc import Iterator
from typing import Any, Final
from unittest.mock import patch

from msgspec.structs import replace

from pos_app.services import enrolment
from pos_app.store.catalog_feed import CatalogFeed
from pos_app.store.catalog_loading import Loading
from sync.cloud.inbox import terminals
from sync.cloud.reconcile import proof
from tests.simulation.bugs import Bite, Bug


@contextlib.contextmanager
def _published_in_part(bite: Bite) -> Iterator[None]:
    """I16: a catalogue is switched to when its first segment is in, and not looked through."""
    real_begin, real_finish = CatalogFeed.begin_snapshot, Loading.finish

    def begin(self: Any, manifest: Any) -> tuple[str, ...]:
        needed = real_begin(self, manifest)
        if len(needed) > 1:
            bite()
        return needed[:1]

    def finish(self: Any, manifest: Any) -> Any:
        with self._database.read() as connection:
            digest = connection.exec_driver_sql("SELECT digest FROM feed_state").scalar_one()
        return real_finish(self, replace(manifest, digest=digest))

    with (
        patch.object(CatalogFeed, "begin_snapshot", begin),
        patch.object(Loading, "finish", finish),
    ):
        yield


def _safe_without_a_backup(bite: Bite) -> Any:
    """I21: whatever the cloud holds is said to be safe, before any backup has it."""

    def safe(terminal: Any) -> Any:
        bite()
        return terminals.have(terminal)

    return patch.object(terminals, "safe", safe)


def _proved_whatever_differs(bite: Bite) -> Any:
    """I29: the sums of a day are not compared."""

    def differences(till: Any, cloud: Any) -> tuple[Any, ...]:
        if till != cloud:
            bite()
        return ()

    return patch.object(proof, "_differences", differences)


def _not_sealed(bite: Bite) -> Any:
    """I33: a newcomer's name and number travel as they are."""

    def seal(packet: bytes, *_: Any) -> bytes:
        bite()
        return packet

    return patch.object(enrolment, "seal", seal)


BUGS: Final[dict[str, Bug]] = {
    "I16": Bug("catalogue published in part", _published_in_part),
    "I21": Bug("safe without a backup", _safe_without_a_backup, {"cloud_restore": 0.1}),
    "I29": Bug("sums not compared", _proved_whatever_differs),
    "I33": Bug("newcomers not sealed", _not_sealed, {"member_joins": 0.3}),
}
