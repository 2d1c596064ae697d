"""The rule bundle in force, as it was delivered: bytes with a version and a hash.

What the rules mean is pos_app/domain/pricing's; what a transaction was priced with is recorded by
version and hash. One bundle at a time: it carries its own dates.
"""

import hashlib
from dataclasses import dataclass
from typing import Final

from pos_app.errors import EnvironmentFault
from pos_app.store.database import Connection
from pos_app.store.reference_file import REFERENCE_FILE

_GET: Final = "SELECT version, sha256, content FROM rule_bundle"
_FROM_CLOUD: Final = "SELECT 1 FROM feed_row WHERE feed LIKE 'promo:%' AND key = 'bundle'"
_PUT: Final = """INSERT INTO rule_bundle (id, version, sha256, content) VALUES (1, ?, ?, ?)
 ON CONFLICT (id) DO UPDATE SET version = excluded.version, sha256 = excluded.sha256,
 content = excluded.content WHERE excluded.version > version"""


@dataclass(frozen=True, slots=True)
class StoredBundle:
    """A bundle's own bytes; ``sha256`` is their hash."""

    version: int
    sha256: bytes
    content: bytes


def bundle_in_force(connection: Connection) -> StoredBundle | None:
    """Give the newest bundle that was delivered; None in a shop without promotions.

    Refuses: DATABASE_CORRUPT when its bytes are not what was delivered.
    """
    row = connection.exec_driver_sql(_GET).first()
    if row is None:
        return None
    bundle = StoredBundle(*row)
    if hashlib.sha256(bundle.content).digest() != bundle.sha256:
        raise EnvironmentFault("DATABASE_CORRUPT", file=REFERENCE_FILE)
    return bundle


def is_from_cloud(connection: Connection) -> bool:
    """Tell whether head office says which bundle is in force here."""
    return connection.exec_driver_sql(_FROM_CLOUD).first() is not None


def put_bundle(connection: Connection, version: int, content: bytes) -> bool:
    """Bring a bundle into force, once whoever calls has read and checked it.

    Tells whether it is: a version that is not higher than the one in force changes nothing.
    """
    digest = hashlib.sha256(content).digest()
    return connection.exec_driver_sql(_PUT, (version, digest, content)).rowcount == 1


def replace_bundle(connection: Connection, version: int, content: bytes) -> None:
    """Bring head office's bundle into force, whatever version was in force before."""
    withdraw_bundle(connection)
    put_bundle(connection, version, content)


def withdraw_bundle(connection: Connection) -> None:
    """Take the bundle away: a shop without promotions."""
    connection.exec_driver_sql("DELETE FROM rule_bundle")
