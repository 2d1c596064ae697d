"""What services need from below without knowing which class it is; assembly brings it."""

from contextlib import AbstractContextManager
from typing import Protocol

import sqlalchemy as sa


class CatalogFile(Protocol):
    """The catalogue in force: always the newest finished file."""

    def read(self) -> AbstractContextManager[sa.Connection]:
        """Give a connection for one look-up."""
