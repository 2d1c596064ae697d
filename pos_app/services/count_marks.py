"""This till's place in a stocktake of the store, marked by scanning the count's code.

Anybody signed on may do it, on the sale screen too, and in the middle of a basket: it shows nothing
and changes no figure here. It says which sales of this till lie before the count (sync.md 12).
"""

from pos_app.domain.events_stock import CountMarked
from pos_app.errors import Refusal
from pos_app.services.desk import Desk
from pos_app.store.database import Connection
from pos_app.store.settings import find_setting, put_setting

MOST_REMEMBERED = 64
"""Counts this till has a place in; a store has a few open at a time."""

_MARKED = "stock_marked"


class CountMarks:
    """Marks, each count once."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def mark(self, count: bytes) -> str:
        """Mark this till's place in a count, and give the code of what is said of it.

        COUNT_MARKED, or COUNT_MARKED_BEFORE: it has its place already, and nothing is written.

        Refuses: NOT_SIGNED_ON, SCREEN_LOCKED, COUNT_CODE_IN_TRAINING.
        """
        desk = self._desk
        desk.require_session()
        if desk.is_training:
            raise Refusal("COUNT_CODE_IN_TRAINING")
        with desk.till.write() as connection:
            if not remember(connection, count):
                return "COUNT_MARKED_BEFORE"
            desk.record(connection, CountMarked(count))
        return "COUNT_MARKED"


def remember(connection: Connection, count: bytes) -> bool:
    """Note that this till has a place in a count; False: that was known. Caller's transaction."""
    known = find_setting(connection, _MARKED) or []
    if count.hex() in known:
        return False
    put_setting(connection, _MARKED, [*known, count.hex()][-MOST_REMEMBERED:])
    return True
