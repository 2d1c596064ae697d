"""Class B: the one till of a store that decides for coupons bound to it.

It moves only when the till before it can decide no more: its journal is sealed, or it was shut out.
"""

from typing import Final

import sqlalchemy as sa

from sync.cloud import feeds
from sync.cloud.feeds.scopes import control_feed
from sync.cloud.schema.facts import TERMINAL
from sync.cloud.schema.leases import Declined, Till
from sync.cloud.schema.ledgers import AUTHORITY
from sync.cloud.schema.upsert import put
from sync.wire import control
from sync.wire.packing import pack

_DECIDES_NO_MORE: Final = ("sealed", "revoked")


def move(connection: sa.Connection, till: Till, now_ms: int) -> int:
    """Let a till decide from now on and tell the store's tills; give the new number.

    The till that decides already keeps its number. Declines: unknown, held (by one that still may).
    """
    if _state(connection, till.store, till.terminal) != "active":
        raise Declined("unknown")
    before = connection.execute(
        sa.select(AUTHORITY).where(AUTHORITY.c.store == till.store).with_for_update()
    ).first()
    if before is not None and before.terminal == till.terminal:
        return int(before.number)
    if before is not None:
        state = _state(connection, till.store, before.terminal)
        if state not in _DECIDES_NO_MORE:
            raise Declined("held")
    number = before.number + 1 if before else 1
    row = {
        "store": till.store,
        "tenant": till.tenant,
        "terminal": till.terminal,
        "number": number,
        "since_ms": now_ms,
    }
    put(connection, AUTHORITY, row)
    for terminal in _tills(connection, till.store):
        said = control.Authority(terminal == till.terminal, number)
        _tell(connection, till.tenant, terminal, said)
    return int(number)


def tell_new(connection: sa.Connection, till: Till) -> None:
    """Tell a till that has just come that another one decides in its store, where one does."""
    number = connection.execute(
        sa.select(AUTHORITY.c.number).where(AUTHORITY.c.store == till.store)
    ).scalar()
    if number is not None:
        said = control.Authority(is_authority=False, number=number)
        _tell(connection, till.tenant, till.terminal, said)


def _tell(connection: sa.Connection, tenant: str, terminal: bytes, said: control.Authority) -> None:
    told = control.Setting(pack(said).decode())
    key = f"{control.SETTING}:{control.AUTHORITY}"
    feeds.put(connection, tenant, control_feed(terminal), key, told)


def _state(connection: sa.Connection, store: str, terminal: bytes) -> str | None:
    of = TERMINAL.c
    return connection.execute(
        sa.select(of.state).where(of.store == store, of.terminal == terminal)
    ).scalar()


def _tills(connection: sa.Connection, store: str) -> list[bytes]:
    of = TERMINAL.c
    return list(
        connection.execute(
            sa.select(of.terminal)
            .where(of.store == store, of.state == "active")
            .order_by(of.terminal)
        ).scalars()
    )
