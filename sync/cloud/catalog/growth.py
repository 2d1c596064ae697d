"""A list that makes the catalogue many times as large as the database believes it to be.

PostgreSQL counts the rows of a table now and then; until it has, it reads all of a new table to
find five hundred of its rows, again for every piece of a first list.
"""

from typing import Final

import sqlalchemy as sa

from sync.cloud.database import CloudDatabase

_KNOWN: Final = "SELECT reltuples FROM pg_class WHERE oid = CAST('item' AS regclass)"
_COUNT: Final = "ANALYZE item, price, feed_todo, feed_state"


class Growth:
    """Of one list. Has the rows counted whenever there are twice as many as at the last count."""

    def __init__(self, database: CloudDatabase) -> None:
        self._database = database
        self._added = 0
        self._known = 0 if database.is_sqlite else database.read(_known)

    def add(self, created: int) -> None:
        """Take in that some items were put; outside a transaction."""
        self._added += created
        if self._database.is_sqlite or self._added <= self._known or not self._added:
            return
        self._database.write(lambda connection: connection.exec_driver_sql(_COUNT))
        self._known += self._added
        self._added = 0


def _known(connection: sa.Connection) -> int:
    """Read how many items there are believed to be; none where they were never counted."""
    return max(0, int(connection.exec_driver_sql(_KNOWN).scalar_one()))
