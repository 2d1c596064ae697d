"""Whose codes this till believes: the issuer's roots, told at set-up, and the key ring in force.

The roots and the highest version ever taken are in till.db: whoever puts an old reference.db in the
folder brings no revoked key back. Till thread.
"""

from typing import Final

from pos_app.domain.codes.key_ring import NO_KEYS, KeyRing
from pos_app.errors import Refusal
from pos_app.store import key_ring
from pos_app.store.database import Connection, Database
from pos_app.store.settings import find_setting, put_setting

_ROOTS: Final = "issuer_roots"
_SEALING_KEY: Final = "issuer_sealing_key"
_VERSION: Final = "key_ring_version"


class IssuerTrust:
    """One for a till. ``problem`` is the code of what keeps the stored ring from being used."""

    def __init__(self, reference: Database, till: Database) -> None:
        self._reference = reference
        self._till = till
        self._ring = NO_KEYS
        self.problem = ""
        self.refresh()

    @property
    def ring(self) -> KeyRing:
        """The keys in force; none where no issuer is known."""
        return self._ring

    @property
    def is_ring_lost(self) -> bool:
        """Tell whether a ring was delivered that reference.db does not have any more."""
        with self._till.read() as connection:
            _, version = _known(connection)
        with self._reference.read() as connection:
            return version > 0 and key_ring.ring_in_force(connection) is None

    @property
    def sealing_key(self) -> bytes | None:
        """The public key (X25519) that personal data for the cloud is sealed to."""
        with self._till.read() as connection:
            known = find_setting(connection, _SEALING_KEY)
        return None if known is None else bytes.fromhex(known)

    def refresh(self) -> None:
        """Take up a ring that has come since; one that is not to be trusted leaves no key."""
        with self._reference.read() as connection:
            content = key_ring.ring_in_force(connection)
        with self._till.read() as connection:
            roots, version = _known(connection)
        self._ring, self.problem = NO_KEYS, ""
        if content is None:
            return
        try:
            self._ring = KeyRing.read(content, roots, at_least=version)
        except Refusal as refusal:
            self.problem = refusal.code

    def trust(self, roots: tuple[bytes, ...], sealing_key: bytes) -> None:
        """Believe these keys from now on, as the set-up says; where some are known, do nothing.

        Why once: whoever could change the roots could sign any ring.
        """
        with self._till.write() as connection:
            if find_setting(connection, _ROOTS) is None:
                put_setting(connection, _ROOTS, [root.hex() for root in roots])
                put_setting(connection, _SEALING_KEY, sealing_key.hex())

    def take(self, content: bytes) -> KeyRing:
        """Bring a delivered ring into force; see ``take_in``."""
        with self._till.write() as connection:
            return self.take_in(connection, content)

    def take_in(self, connection: Connection, content: bytes) -> KeyRing:
        """Bring a delivered ring into force; the one in force may be delivered again.

        Atomicity: the ring in reference.db first, then the version in the caller's transaction on
        till.db. A cut between them leaves the newer ring, which the older version allows.

        Refuses: KEY_RING_NOT_SIGNED, KEY_RING_UNREADABLE, KEY_RING_OLDER.
        """
        roots, version = _known(connection)
        ring = KeyRing.read(content, roots, at_least=version)
        with self._reference.write() as reference:
            key_ring.put_ring(reference, ring.version, content)
        if ring.version > version:
            put_setting(connection, _VERSION, ring.version)
        self._ring, self.problem = ring, ""
        return ring


def _known(connection: Connection) -> tuple[tuple[bytes, ...], int]:
    roots = find_setting(connection, _ROOTS) or []
    return tuple(map(bytes.fromhex, roots)), find_setting(connection, _VERSION) or 0
