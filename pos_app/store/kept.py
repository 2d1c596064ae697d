"""A small read that is asked for many times between two writes, done once.

Sync derives what is to be done from state at every event, which is a dozen reads of rows that
change a few times a minute; to begin and end a transaction for each costs more than reading it.
"""

from collections.abc import Callable
from typing import Generic, TypeVar

from pos_app.store.database import Connection, Database

_T = TypeVar("_T")


class Kept(Generic[_T]):
    """What a read of a file gave, for as long as this process writes nothing to it.

    For files that nobody else writes: one process has a till's files. Any thread.
    """

    def __init__(self, database: Database, read: Callable[[Connection], _T]) -> None:
        self._database = database
        self._read = read
        self._found: tuple[int, _T] | None = None

    def get(self) -> _T:
        """Give it as it was when this was called, or newer."""
        found = self._found
        at = self._database.writes  # before the read: what is written meanwhile is read anew
        if found is None or found[0] != at:
            with self._database.read() as connection:
                found = self._found = (at, self._read(connection))
        return found[1]
