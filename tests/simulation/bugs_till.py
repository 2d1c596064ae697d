"""Planted bugs of the till."""

import contextlib
from collections.abc import Iterator
from typing import Any, Final
from unittest.mock import patch

from pos_app.store import till_file
from pos_app.store.catalog_feed import CatalogFeed
from pos_app.store.database import Database, Synchronous
from pos_app.store.journal import JournalWriter
from pos_app.store.journal_side import TillJournal
from sync import duties, push
from sync.errors import SyncError
from tests.simulation.bugs import NEVER_BACK, Bite, Bug

_STATE: Final = "SELECT gen, pos, digest, indexed_upto FROM feed_state WHERE feed = ?"
_SET_STATE: Final = """UPDATE feed_state SET gen = ?, pos = ?, digest = ?, indexed_upto = ?
 WHERE feed = ?"""
_ACKNOWLEDGED: Final = "UPDATE cloud_head SET acked_epoch = ?, acked_seq = ?, acked_chain = ?"
_TRIGGER: Final = "SELECT sql FROM sqlite_schema WHERE name = 'journal_refuses_delete'"


@contextlib.contextmanager
def _cursor_in_another_transaction(bite: Bite) -> Iterator[None]:
    """B2: rows first, cursor and digest in a commit after them."""
    real = CatalogFeed._write

    def write(self: Any, feed: str, rows: Any, cursor: Any) -> bytes:
        database = self._current()
        with database.read() as connection:
            before = connection.exec_driver_sql(_STATE, (feed,)).one()
        digest = real(self, feed, rows, cursor)
        with database.read() as connection:
            after = connection.exec_driver_sql(_STATE, (feed,)).one()
        for state in (before, after):
            with database.write() as connection:
                connection.exec_driver_sql(_SET_STATE, (*state, feed))
        if rows:
            bite()
        return digest

    with patch.object(CatalogFeed, "_write", write):
        yield


@contextlib.contextmanager
def _cursor_before_rows(bite: Bite) -> Iterator[None]:
    """B3: the cursor is kept first, its rows in another commit."""
    real = CatalogFeed.apply

    def apply(self: Any, page: Any) -> bool:
        with self._current().write() as connection:
            connection.exec_driver_sql(
                "UPDATE feed_state SET gen = ?, pos = ? WHERE feed = ?",
                (page.gen, page.to, page.feed),
            )
        if page.rows:
            bite()
        return real(self, page)

    with patch.object(CatalogFeed, "apply", apply):
        yield


def _delete_journal(connection: Any, upto: tuple[int, int]) -> int:
    """Delete rows up to a place, as a pruning would; give how many went."""
    trigger = connection.exec_driver_sql(_TRIGGER).scalar_one()
    connection.exec_driver_sql("DROP TRIGGER journal_refuses_delete")
    gone = connection.exec_driver_sql("DELETE FROM journal WHERE (epoch, seq) <= (?, ?)", upto)
    connection.exec_driver_sql(trigger)
    return int(gone.rowcount)


@contextlib.contextmanager
def _numbered_by_the_largest(bite: Bite) -> Iterator[None]:
    """B4: MAX(seq) + 1, where what is acknowledged has been pruned away."""
    real = JournalWriter._append

    def append(self: Any, connection: Any, entry: Any) -> Any:
        acked = connection.exec_driver_sql("SELECT acked_epoch, acked_seq FROM cloud_head").one()
        head = connection.exec_driver_sql("SELECT epoch, seq FROM head").one()
        if tuple(acked) == tuple(head) and _delete_journal(connection, tuple(head)):
            largest = "(SELECT coalesce(max(seq), 0) FROM journal WHERE epoch = head.epoch)"
            connection.exec_driver_sql(f"UPDATE head SET seq = {largest}")
            bite()
        return real(self, connection, entry)

    with patch.object(JournalWriter, "_append", append):
        yield


def _normal_instead_of_full(bite: Bite) -> Any:
    """B5: the last commits are not pressed onto the disk."""

    def opened(path: Any, key: bytes, _synchronous: Any, **options: Any) -> Database:
        bite()
        return Database(path, key, Synchronous.NORMAL, **options)

    return patch.object(till_file, "Database", opened)


@contextlib.contextmanager
def _acknowledged_before_the_answer(bite: Bite) -> Iterator[None]:
    """B6: what is sent is noted as acknowledged."""
    real = TillJournal.batch

    def batch(self: Any, after: Any, most_events: int, most_bytes: int) -> Any:
        given = real(self, after, most_events, most_bytes)
        if given is not None:
            _acknowledge(self, given.last)
            bite()
        return given

    with patch.object(TillJournal, "batch", batch):
        yield


def _acknowledge(journal: Any, last: Any) -> None:
    with journal._till.write() as connection:
        connection.exec_driver_sql(_ACKNOWLEDGED, (last.epoch, last.seq, last.chain))


@contextlib.contextmanager
def _pruned_by_the_acknowledgement(bite: Bite) -> Iterator[None]:
    """B9: rows go as soon as they are acknowledged, whether a backup of the cloud's has them."""
    real = TillJournal.note_ack

    def note_ack(self: Any, said: Any) -> None:
        real(self, said)
        with self._till.write() as connection:
            if _delete_journal(connection, (said.acked.epoch, said.acked.seq)):
                bite()

    with patch.object(TillJournal, "note_ack", note_ack):
        yield


@contextlib.contextmanager
def _errors_swallowed(bite: Bite) -> Iterator[None]:
    """B15: a batch that failed counts as acknowledged all the same."""
    real = push.Push._exchange

    def exchanged(self: Any, parcel: Any) -> Any:
        try:
            return (yield from real(self, parcel))
        except SyncError:
            batch = parcel.batch
            if batch is not None:
                self._line.have = batch.last
                _acknowledge(self._line.journal, batch.last)
                bite()
            return 0

    with patch.object(push.Push, "_exchange", exchanged):
        yield


@contextlib.contextmanager
def _edge_triggered(bite: Bite) -> Iterator[None]:
    """B16: rows are sent when a commit is told, and only then."""
    real_note = duties.Duties.note_commit
    real_facts = duties.Duties.facts

    def note(self: Any, mono_ms: int) -> None:
        self._is_woken = True
        real_note(self, mono_ms)

    def facts_due(self: Any, mono_ms: int) -> Any:
        duty = real_facts(self, mono_ms)
        if duty is not None and not getattr(self, "_is_woken", True):
            bite()
            return None
        if duty is not None:
            self._is_woken = False
        return duty

    with (
        patch.object(duties.Duties, "note_commit", note),
        patch.object(duties.Duties, "facts", facts_due),
    ):
        yield


BUGS: Final[dict[str, Bug]] = {
    "B2": Bug(
        "cursor in another transaction",
        _cursor_in_another_transaction,
        {"power_cut_early": 0.5, "price_change": 0.8} | NEVER_BACK,
    ),
    "B3": Bug(
        "cursor before rows", _cursor_before_rows, {"power_cut_early": 0.5, "price_change": 0.8}
    ),
    "B4": Bug("MAX(seq) + 1 after prune", _numbered_by_the_largest),
    "B5": Bug("NORMAL instead of FULL", _normal_instead_of_full, {"power_cut": 0.2}),
    "B6": Bug("acked before the response", _acknowledged_before_the_answer),
    "B9": Bug("prune by ack", _pruned_by_the_acknowledgement, {"cloud_restore": 0.1}),
    "B15": Bug("exception swallowed", _errors_swallowed, {"kill": 0.2}),
    "B16": Bug("edge-triggered wake-up", _edge_triggered, {"hint_lost": 0.5}),
}
