"""The store group's phone pepper: sealed in till.db, in use by the till's pseudonyms. Till thread.

Setting ``group_pepper``: hex of what vault/pseudonyms.py seals.
"""

from typing import Final, Protocol

from pos_app.store.database import Connection
from pos_app.store.settings import find_setting, put_setting

_PEPPER: Final = "group_pepper"


class SealsPeppers(Protocol):
    """vault/pseudonyms.py."""

    def seal(self, pepper: bytes) -> bytes:
        """Seal it, so that only whoever has the key file can read it."""

    def unseal(self, sealed: bytes) -> bytes:
        """Open it; nothing for what another key file has sealed."""

    def use_group(self, pepper: bytes) -> None:
        """Look phones up by it too; nothing: by the store's own alone."""


def keep_pepper(connection: Connection, pseudonyms: SealsPeppers, pepper: bytes) -> None:
    """Keep what an enrolment brought and use it from now on; the caller's transaction."""
    put_setting(connection, _PEPPER, pseudonyms.seal(pepper).hex())
    pseudonyms.use_group(pepper)


def use_pepper(connection: Connection, pseudonyms: SealsPeppers) -> None:
    """Use what an earlier enrolment brought, if one did."""
    kept: str | None = find_setting(connection, _PEPPER)
    if kept is not None:
        pseudonyms.use_group(pseudonyms.unseal(bytes.fromhex(kept)))
