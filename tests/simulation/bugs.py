"""The planted bugs: each a small patch over the product, never a branch in it.

``needs`` are faults without which a bug cannot show, at rates that let it show soon; everything
else is drawn as in any run.
"""

import contextlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any, Final
from unittest.mock import patch

import sqlalchemy as sa

from pos_app.store import catalog_feed, cloud_head, till_file
from pos_app.store.database import Database, Synchronous
from pos_app.store.journal_side import TillJournal
from sync import duties, push
from sync.cloud import database as cloud_database
from sync.cloud.api import exchange
from sync.cloud.inbox import generation, taking
from sync.cloud.projectors import runner
from sync.cloud.schema import facts
from sync.errors import SyncError

Patches = Callable[[], contextlib.AbstractContextManager[Any]]


@dataclass(frozen=True)
class Bug:
    """``patches`` lays it over the product."""

    what: str
    patches: Patches
    needs: dict[str, float] = field(default_factory=dict)

    @contextlib.contextmanager
    def planted(self) -> Iterator[None]:
        with self.patches():
            yield


# ---- the cloud


@contextlib.contextmanager
def _acknowledged_before_the_commit() -> Iterator[None]:
    """B1: the answer goes out, and the commit follows with the next request."""
    late: list[Callable[[], None]] = []
    real = cloud_database.CloudDatabase._once

    class Undone(Exception):
        pass

    def once(self: Any, work: Callable[[sa.Connection], Any], *, is_write: bool) -> Any:
        while late:
            late.pop(0)()
        if "exchange" not in getattr(work, "__qualname__", ""):
            return real(self, work, is_write=is_write)
        given: list[Any] = []

        def tried(connection: sa.Connection) -> Any:
            given.append(work(connection))
            raise Undone

        with contextlib.suppress(Undone):
            real(self, tried, is_write=True)
        late.append(lambda: self._engine and real(self, work, is_write=True))
        return given[0]

    with patch.object(cloud_database.CloudDatabase, "_once", once):
        yield


def _duplicates_not_compared() -> Any:
    """B8: what overlaps is taken for the same."""

    def go_on(_connection: Any, terminal: Any, batch: Any) -> Any:
        ours = terminal.seq
        if batch.base.seq > ours:
            return taking.Parted("GAP", terminal.epoch, terminal.seq)
        return min(len(batch.rows), ours - batch.base.seq)

    return patch.object(taking, "_continue", go_on)


@contextlib.contextmanager
def _cursor_apart_from_projection() -> Iterator[None]:
    """B10: the projector's cursor moves in a transaction before its tables."""
    real = runner.Projector.work

    def work(self: Any, *args: Any) -> bool:
        found = self._database.read(self._next)
        if found is None:
            return False
        store, terminal = found
        where = (facts.TERMINAL.c.store == store, facts.TERMINAL.c.terminal == terminal)

        def ahead(connection: sa.Connection) -> Any:
            row = connection.execute(sa.select(facts.TERMINAL).where(*where)).one()
            moved = {"projected_epoch": row.epoch, "projected_seq": row.seq}
            connection.execute(sa.update(facts.TERMINAL).where(*where).values(moved))
            return row

        before = self._database.write(ahead)

        def back_and_project(connection: sa.Connection) -> None:
            moved = {
                "projected_epoch": before.projected_epoch,
                "projected_seq": before.projected_seq,
            }
            connection.execute(sa.update(facts.TERMINAL).where(*where).values(moved))

        self._database.write(
            lambda connection: (
                back_and_project(connection),
                runner.project_batch(connection, store, terminal, *args, self._clock.wall_ms())
                if not args
                else runner.project_batch(connection, store, terminal, *args),
            )
        )
        return True

    assert real is not work
    with patch.object(runner.Projector, "work", work):
        yield


@contextlib.contextmanager
def _no_new_generation() -> Iterator[None]:
    """B21: a restored server goes on as if nothing had been."""

    def begin(connection: sa.Connection, *_: Any) -> int:
        found = connection.execute(sa.select(facts.SERVER_HEAD)).one_or_none()
        assert found is not None
        return int(found.server_gen)

    with (
        patch.object(generation, "begin", begin),
        patch.object(generation, "has_lost", lambda *_: False),
    ):
        yield


@contextlib.contextmanager
def _event_ids_unique_in_the_inbox() -> Iterator[None]:
    """B24: a row whose id is there already is not stored again, so nothing after it goes on."""
    real = exchange.take

    def take(connection: sa.Connection, batch: Any) -> Any:
        for row in batch.rows:
            known = connection.execute(
                sa.select(facts.INBOX.c.epoch, facts.INBOX.c.seq).where(
                    facts.INBOX.c.store == batch.store,
                    facts.INBOX.c.event_id == row.event.id,
                )
            ).first()
            if known is not None and known.epoch != batch.base.epoch:
                return taking.Parted("INVALID", batch.base.epoch, batch.base.seq)
        return real(connection, batch)

    with patch.object(exchange, "take", take):
        yield


# ---- the till


def _normal_instead_of_full() -> Any:
    """B5: the last commits are not pressed onto the disk."""

    def opened(path: Any, key: bytes, _synchronous: Any, **options: Any) -> Database:
        return Database(path, key, Synchronous.NORMAL, **options)

    return patch.object(till_file, "Database", opened)


@contextlib.contextmanager
def _numbered_by_the_largest() -> Iterator[None]:
    """B4: MAX(seq) + 1, where older rows have been pruned away."""
    yield


@contextlib.contextmanager
def _cursor_before_rows() -> Iterator[None]:
    """B3: the cursor is kept first, its rows in another commit."""
    real = catalog_feed.CatalogFeed.apply

    def apply(self: Any, page: Any) -> bool:
        database = self._current()
        with database.write() as connection:
            connection.exec_driver_sql(
                "UPDATE feed_state SET gen = ?, pos = ? WHERE feed = ?",
                (page.gen, page.to, page.feed),
            )
        return real(self, page)

    with patch.object(catalog_feed.CatalogFeed, "apply", apply):
        yield


@contextlib.contextmanager
def _cursor_in_another_transaction() -> Iterator[None]:
    """B2: rows first, cursor and digest in a commit after them."""
    real = catalog_feed.CatalogFeed._write

    def write(self: Any, feed: str, rows: Any, cursor: Any) -> bytes:
        database = self._current()
        with database.read() as connection:
            before = connection.exec_driver_sql(
                "SELECT gen, pos, digest, indexed_upto FROM feed_state WHERE feed = ?", (feed,)
            ).one()
        digest = real(self, feed, rows, cursor)
        with database.read() as connection:
            after = connection.exec_driver_sql(
                "SELECT gen, pos, digest, indexed_upto FROM feed_state WHERE feed = ?", (feed,)
            ).one()
        for state in (before, after):
            with database.write() as connection:
                connection.exec_driver_sql(
                    "UPDATE feed_state SET gen = ?, pos = ?, digest = ?, indexed_upto = ?"
                    " WHERE feed = ?",
                    (*state, feed),
                )
        return digest

    with patch.object(catalog_feed.CatalogFeed, "_write", write):
        yield


@contextlib.contextmanager
def _acknowledged_before_the_answer() -> Iterator[None]:
    """B6: what is sent is noted as acknowledged."""
    real = TillJournal.batch

    def batch(self: Any, after: Any, most_events: int, most_bytes: int) -> Any:
        given = real(self, after, most_events, most_bytes)
        if given is not None:
            last = given.last
            with self._till.write() as connection:
                connection.exec_driver_sql(
                    "UPDATE cloud_head SET acked_epoch = ?, acked_seq = ?, acked_chain = ?",
                    (last.epoch, last.seq, last.chain),
                )
        return given

    assert cloud_head
    with patch.object(TillJournal, "batch", batch):
        yield


@contextlib.contextmanager
def _errors_swallowed() -> Iterator[None]:
    """B15: a batch that failed counts as sent."""
    real = push.Push._exchange

    def exchanged(self: Any, batch: Any) -> Any:
        try:
            return (yield from real(self, batch))
        except SyncError:
            if batch is not None:
                self._line.have = batch.last
            return 0

    with patch.object(push.Push, "_exchange", exchanged):
        yield


@contextlib.contextmanager
def _edge_triggered() -> Iterator[None]:
    """B16: rows are sent when a commit is told, and only then."""
    real_note = duties.Duties.note_commit
    real_facts = duties.Duties.facts

    def note(self: Any, mono_ms: int) -> None:
        self._is_woken = True
        real_note(self, mono_ms)

    def facts_due(self: Any, mono_ms: int) -> Any:
        if not getattr(self, "_is_woken", True):
            return None
        duty = real_facts(self, mono_ms)
        if duty is not None:
            self._is_woken = False
        return duty

    with (
        patch.object(duties.Duties, "note_commit", note),
        patch.object(duties.Duties, "facts", facts_due),
    ):
        yield


BUGS: Final[dict[str, Bug]] = {
    "B1": Bug("ack before commit", _acknowledged_before_the_commit, {"cloud_kill": 0.2}),
    "B2": Bug(
        "cursor in another transaction",
        _cursor_in_another_transaction,
        {"power_cut_early": 0.5, "price_change": 0.8},
    ),
    "B3": Bug(
        "cursor before rows", _cursor_before_rows, {"power_cut_early": 0.5, "price_change": 0.8}
    ),
    "B5": Bug("NORMAL instead of FULL", _normal_instead_of_full, {"power_cut": 0.2}),
    "B6": Bug("acked before the response", _acknowledged_before_the_answer),
    "B8": Bug("duplicate not compared", _duplicates_not_compared, {"restore": 0.1}),
    "B10": Bug("projector cursor apart", _cursor_apart_from_projection, {"cloud_power_cut": 0.4}),
    "B15": Bug("exception swallowed", _errors_swallowed),
    "B16": Bug("edge-triggered wake-up", _edge_triggered, {"hint_lost": 0.5}),
    "B21": Bug("restored without a generation", _no_new_generation, {"cloud_restore": 0.1}),
    "B24": Bug("event ids unique", _event_ids_unique_in_the_inbox, {"restore": 0.1}),
}
