"""The issuers' key ring in force, as it was delivered. domain/codes reads and checks it."""

from typing import Final

from pos_app.store.database import Connection

_PUT: Final = """INSERT INTO key_ring (id, version, content) VALUES (1, ?, ?)
 ON CONFLICT (id) DO UPDATE SET version = excluded.version, content = excluded.content
 WHERE excluded.version > version"""


def ring_in_force(connection: Connection) -> bytes | None:
    """Give the newest ring that was delivered; None where no issuer is known."""
    content = connection.exec_driver_sql("SELECT content FROM key_ring").scalar_one_or_none()
    return None if content is None else bytes(content)


def put_ring(connection: Connection, version: int, content: bytes) -> bool:
    """Bring a ring into force, once whoever calls has verified it.

    Tells whether it is: a version that is not higher than the one in force changes nothing, so
    that an old ring cannot bring a revoked key back.
    """
    return connection.exec_driver_sql(_PUT, (version, content)).rowcount == 1
