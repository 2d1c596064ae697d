"""What several endpoints of head office ask for in the same words."""

from typing import Final

import sqlalchemy as sa

from sync.cloud.api.endpoint import Call, Refused
from sync.cloud.feeds.todo import LARGEST_BODY
from sync.cloud.schema.facts import STORE

MOST_ROW_BYTES: Final = LARGEST_BODY - 4_096
"""Of a request that one row of a feed is made of: what is said again takes no more room."""


def own_store(connection: sa.Connection, call: Call) -> str:
    """Give the store that the path names. Refuses: NOT_FOUND for another tenant's too."""
    store = connection.scalar(
        sa.select(STORE.c.store).where(
            STORE.c.store == call.path["store"], STORE.c.tenant == call.administrator.tenant
        )
    )
    if store is None:
        raise Refused("NOT_FOUND")
    return str(store)


def read_hex(field: str, text: str) -> bytes:
    """Read what is named in hex. Refuses: INVALID with the field's name."""
    try:
        return bytes.fromhex(text)
    except ValueError as error:
        raise Refused("INVALID", field=field) from error
