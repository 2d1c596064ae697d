"""This till's day sheets on their way to the cloud: ``sync.ports.SheetSide``.

In memory only: what is lost here is made again from till.db. That the cloud has a sheet is kept in
reference.db, which the sync thread writes without waiting for anybody.
"""

import threading
from typing import Final

from pos_app.store.database import Database
from pos_app.store.sheets import note_sent
from sync.wire.sheets import MOST_SHEET_BYTES, DaySheet, SheetHead

MOST_READY: Final = 32
"""Sheets that wait at once: what more there is is made when these have gone."""


class SheetOutbox:
    """Filled by the report thread, emptied by the sync thread."""

    def __init__(self, reference: Database) -> None:
        self._reference = reference
        self._lock = threading.Lock()
        self._ready: dict[str, tuple[DaySheet, str, str]] = {}
        self._given: dict[SheetHead, tuple[str, str]] = {}
        self._put_off: frozenset[str] = frozenset()

    @property
    def has_room(self) -> bool:
        """Whether more may be made ready."""
        with self._lock:
            return len(self._ready) < MOST_READY

    def put(self, head: SheetHead, content: bytes, sha256: str, feed: str) -> bool:
        """Have a sheet sent; it takes the place of an older one of its day. Report thread.

        False for one that is larger than the cloud takes.
        """
        if len(content) > MOST_SHEET_BYTES:
            return False
        with self._lock:
            self._ready[head.day] = (DaySheet(head, content), sha256, feed)
            self._put_off -= {head.day}
        return True

    def is_waiting(self, day: str, sha256: str) -> bool:
        """Tell whether this very sheet waits already."""
        with self._lock:
            ready = self._ready.get(day)
        return ready is not None and ready[1] == sha256

    def due_sheet(self) -> DaySheet | None:
        """See ``SheetSide``."""
        with self._lock:
            if not self._ready:
                return None
            sheet, sha256, feed = self._ready[
                max(self._ready.keys() - self._put_off or self._ready)
            ]
            self._given[sheet.head] = (sha256, feed)
            return sheet

    def note_sheet(self, head: SheetHead) -> None:
        """See ``SheetSide``. Of what was not given by this process nothing is kept."""
        with self._lock:
            given = self._given.pop(head, None)
            ready = self._ready.get(head.day)
            if ready is not None and ready[0].head == head:
                del self._ready[head.day]
                self._put_off -= {head.day}
        if given is not None:
            with self._reference.write() as connection:
                note_sent(connection, given[1], head.day, given[0])

    def put_off_sheet(self, head: SheetHead) -> None:
        """See ``SheetSide``. A newer one of its day has its turn as any other."""
        with self._lock:
            ready = self._ready.get(head.day)
            if ready is not None and ready[0].head == head:
                self._put_off |= {head.day}
