"""Bodies of the journal read back: what tables are made of, and held against."""

import json
from typing import Any, Final

from pos_app.domain.settlement import JournalPosition
from pos_app.domain.shift import CashMovementKind
from pos_app.domain.synced import Place
from pos_app.domain.transaction import TransactionKind
from pos_app.store.database import Connection

Body = dict[str, Any]

MONEY_KINDS: Final = frozenset(kind.value for kind in TransactionKind)
"""The rows that are finished transactions."""

CASH_KINDS: Final = frozenset(kind.value for kind in CashMovementKind)
"""The rows that move cash with no transaction."""

_APPENDED: Final = "SELECT kind, body FROM journal WHERE epoch = ? AND seq = ?"
_CURRENCY: Final = """SELECT json_extract(CAST(body AS TEXT), '$.d.currency') FROM journal
 WHERE epoch = 1 AND seq = 1"""


def appended(connection: Connection, position: JournalPosition) -> tuple[str, Place, Body]:
    """Give kind, place and body of a row of this till, such as the one just appended."""
    place = (position.epoch, position.seq)
    kind, text = connection.exec_driver_sql(_APPENDED, place).one()
    return kind, place, json.loads(text)


def currency_of(connection: Connection) -> str:
    """Give the till's currency: its first row says it, and it never changes."""
    return str(connection.exec_driver_sql(_CURRENCY).scalar_one())
