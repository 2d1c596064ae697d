"""Requests that were answered are said once more when all is quiet: section 20, 23.

What they say has been taken: nothing that the cloud keeps may change, but for what it notes of the
conversation itself. A sample of a run, drawn by its seed.
"""

import hashlib
from random import Random
from typing import Final

import sqlalchemy as sa

from sync.cloud.call import Request, Response
from tests.simulation.cloud import CloudNode
from tests.simulation.world import Broken, World

_MOST: Final = 24
_OF_THE_TALK: Final = {"terminal": ("last_seen_ms",)}
"""Columns that say when somebody spoke."""

_TALK: Final = "channel"
"""Conversations: one that is begun anew counts for nothing until somebody uses it."""

_BUILT_WHEN_ASKED: Final = "/snapshots/"
"""A small snapshot that is old is built anew for whoever asks."""


class Replays:
    """Keeps a sample of what was asked since the cloud last went back in time."""

    def __init__(self, world: World, cloud: CloudNode) -> None:
        self._world = world
        self._cloud = cloud
        self._rng = Random(f"replays {world.seed}")
        self._asked = 0
        self._kept: list[Request] = []
        cloud.answered = self.note

    def note(self, request: Request, response: Response) -> None:
        """Keep one in so many; each has the same chance."""
        if response.status != 200 or _BUILT_WHEN_ASKED in request.path:
            return
        self._asked += 1
        if len(self._kept) < _MOST:
            self._kept.append(request)
            return
        place = self._rng.randrange(self._asked)
        if place < _MOST:
            self._kept[place] = request

    def forget(self) -> None:
        """After a restore what was asked may not have been answered by this database."""
        self._asked = 0
        self._kept.clear()

    def check(self) -> None:
        """Say them all again."""
        database, handle = self._cloud.database, self._cloud.cloud.handle
        self._cloud.answered = lambda _request, _response: None
        before = database.read(picture)
        for request in self._rng.sample(self._kept, len(self._kept)):
            response = handle(request)
            after = database.read(picture)
            changed = sorted(name for name in before if before[name] != after[name])
            if changed:
                said = f"{request.method} {request.path}, answered {response.status}"
                raise Broken(23, f"{said}, changes {', '.join(changed)} when it is said again")
            self._world.sometimes("replayed_at_the_end")


def picture(connection: sa.Connection) -> dict[str, str]:
    """Give a hash of what is in each table."""
    names = connection.exec_driver_sql(
        "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
        f" AND name <> '{_TALK}' ORDER BY name"
    )
    return {name: _hash(connection, name) for name in names.scalars().all()}


def _hash(connection: sa.Connection, table: str) -> str:
    left_out = _OF_THE_TALK.get(table, ())
    columns = connection.exec_driver_sql(f"SELECT name FROM pragma_table_info('{table}')")
    chosen = ", ".join(f'"{name}"' for name in columns.scalars().all() if name not in left_out)
    digest = hashlib.sha256()
    for row in connection.exec_driver_sql(f'SELECT {chosen} FROM "{table}" ORDER BY {chosen}'):
        digest.update(repr(tuple(row)).encode())
    return digest.hexdigest()
