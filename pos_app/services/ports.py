"""What services need from below without knowing which class it is; assembly brings it."""

from contextlib import AbstractContextManager
from typing import Protocol

from pos_app.store.database import Connection


class CatalogFile(Protocol):
    """The catalogue in force: always the newest finished file."""

    def read(self) -> AbstractContextManager[Connection]:
        """Give a connection for one look-up."""
