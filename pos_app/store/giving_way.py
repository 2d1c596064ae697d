"""Whoever sells goes first: work on the catalogue waits while a look-up's scan is under way.

Python runs one thread at a time, so a scan would wait for its turn at each of its dozens of calls
into SQLite, and be several times as slow for as long as new prices come.
"""

import threading
from typing import Final

from pos_app.store.catalog_files import Catalog

_A_SCAN_S: Final = 0.004
"""From the look-up to the end of its commit, most often; after a slower one only a slice is run."""


class GivingWay:
    """Called between short slices of work, on the thread that does it."""

    def __init__(self, catalog: Catalog) -> None:
        self._catalog = catalog
        self._seen = catalog.look_ups
        self._pause = threading.Event()

    def __call__(self) -> None:
        """Wait for a scan's length if something was looked up since the last call."""
        look_ups = self._catalog.look_ups
        if look_ups != self._seen:
            self._seen = look_ups
            self._pause.wait(_A_SCAN_S)
