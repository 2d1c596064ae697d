"""Member codes that were used, until their windows are over: no second transaction may use one."""

from typing import Final

from pos_app.domain.identifiers import TransactionId
from pos_app.store.database import Connection

_FIND: Final = "SELECT transaction_id FROM seen_token WHERE key = ?"
_PUT: Final = "INSERT OR IGNORE INTO seen_token (key, transaction_id, until_ms) VALUES (?, ?, ?)"
_FORGET: Final = "DELETE FROM seen_token WHERE until_ms < ?"


def used_by(connection: Connection, key: bytes) -> TransactionId | None:
    """Say which transaction took a code; the key is ``payloads.replay_key``."""
    found = connection.exec_driver_sql(_FIND, (key,)).scalar_one_or_none()
    return None if found is None else TransactionId(found)


def remember(
    connection: Connection, key: bytes, transaction: TransactionId, until_ms: int
) -> TransactionId:
    """Note that a transaction takes a code, and say which one has it: another, if it came first.

    In the commit that attaches the member, so that a restart forgets nothing.
    """
    connection.exec_driver_sql(_PUT, (key, transaction, until_ms))
    holder = used_by(connection, key)
    assert holder is not None
    return holder


def forget_old(connection: Connection, now_ms: int) -> None:
    """Forget codes whose window is over, by trusted time that is sure."""
    connection.exec_driver_sql(_FORGET, (now_ms,))
