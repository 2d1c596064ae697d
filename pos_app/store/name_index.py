"""The index of names while a whole catalogue comes into it: gathered in memory, merged at the end.

FTS5's usual way merges a little at every commit, which for a million names costs more than all the
rest. So the file's own settings say that a load is on: nothing is merged until all names are in,
each can be found from its commit on, and then one merge makes it one piece, in small commits.
"""

from typing import Any, Final

from pos_app.store import catalog_rows
from pos_app.store.catalog_rows import GiveWay
from pos_app.store.database import Connection

_NAMES_AT_ONCE: Final = 10_000
"""In one commit, a piece of the index each: fewer and larger ones are merged sooner."""

_TERMS_AT_ONCE: Final = 50
_MEMORY_BYTES: Final = 40 << 20
"""How many new postings FTS5 gathers before it writes them: no commit of a load has more."""

_USUAL_MEMORY_BYTES: Final = 1 << 20
_USUAL_AUTOMERGE: Final = 4
_USUAL_CRISIS: Final = 16
_NEVER: Final = 1_999
"""Pieces on one level that FTS5 merges in a commit, whatever else it was told; its own highest."""

_PAGES_MERGED_AT_ONCE: Final = 250

_NAMES_AFTER: Final = """SELECT id, name_zh, name_en FROM item, feed_state
 WHERE id > indexed_upto ORDER BY id LIMIT ?"""
_INDEXED: Final = "UPDATE feed_state SET indexed_upto = ?"
_SET: Final = "INSERT INTO search (search, rank) VALUES (?, ?)"
_IS_LOADING: Final = "SELECT 1 FROM search_config WHERE k = 'automerge' AND v = 0"


def begin_load(connection: Connection) -> None:
    """Have nothing merged from now on. In the caller's transaction, like all here."""
    _set(connection, 0, _NEVER, _MEMORY_BYTES)


def add_names(connection: Connection, give_way: GiveWay) -> bool:
    """Put the next names into the index, the best sellers' first; False when all are there."""
    driver: Any = connection.connection.dbapi_connection
    names = driver.execute(_NAMES_AFTER, (_NAMES_AT_ONCE,))
    last = None
    while part := names.fetchmany(_TERMS_AT_ONCE):
        give_way()
        rows = [(id_, *catalog_rows.terms_of(zh, en)) for id_, zh, en in part]
        driver.executemany(catalog_rows.ADD_NAMES, rows)
        last = part[-1][0]
    if last is not None:
        connection.exec_driver_sql(_INDEXED, (last,))
    return last is not None


def merge_on(connection: Connection) -> bool:
    """Merge a little of what a load left, or end the load; False when none is on."""
    if connection.exec_driver_sql(_IS_LOADING).first() is None:
        return False
    driver: Any = connection.connection.dbapi_connection
    before = driver.total_changes
    connection.exec_driver_sql(_SET, ("merge", _PAGES_MERGED_AT_ONCE))
    if driver.total_changes - before < 2:  # FTS5's own word for nothing to merge
        end_load(connection)
    return True


def end_load(connection: Connection) -> None:
    """Have it merge as it usually does."""
    _set(connection, _USUAL_AUTOMERGE, _USUAL_CRISIS, _USUAL_MEMORY_BYTES)


def _set(connection: Connection, automerge: int, crisis: int, memory_bytes: int) -> None:
    settings = {"automerge": automerge, "crisismerge": crisis, "hashsize": memory_bytes}
    for name, value in settings.items():
        connection.exec_driver_sql(_SET, (name, value))
