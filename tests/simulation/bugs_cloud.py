"""Planted bugs of the cloud."""

import contextlib
from collections.abc import Callable, Iterator
from typing import Any, Final
from unittest.mock import patch

import sqlalchemy as sa

from sync.cloud import database as cloud_database
from sync.cloud.api import exchange
from sync.cloud.feeds import pages
from sync.cloud.inbox import generation, taking
from sync.cloud.inbox.taking import Batch, Parted, Taken
from sync.cloud.projectors import runner
from sync.cloud.schema import facts
from sync.cloud.schema.stock import STOCK_ON_HAND
from tests.simulation.bugs import NEVER_BACK, Bite, Bug


@contextlib.contextmanager
def _acknowledged_before_the_commit(bite: Bite) -> Iterator[None]:
    """B1: the answer goes out, and the commit follows with the next request."""
    late: list[Callable[[], None]] = []
    real = cloud_database.CloudDatabase._once

    class Undone(Exception):
        pass

    def once(self: Any, work: Callable[[sa.Connection], Any], *, is_write: bool, **how: Any) -> Any:
        while late:
            late.pop(0)()
        if "exchange" not in getattr(work, "__qualname__", ""):
            return real(self, work, is_write=is_write, **how)
        given: list[Any] = []

        def tried(connection: sa.Connection) -> Any:
            given.append(work(connection))
            raise Undone

        with contextlib.suppress(Undone):
            real(self, tried, is_write=True, **how)
        late.append(lambda: self._engine and real(self, work, is_write=True, **how))
        bite()
        return given[0]

    with patch.object(cloud_database.CloudDatabase, "_once", once):
        yield


def _duplicates_not_compared(bite: Bite) -> Any:
    """B8: what overlaps is taken for the same."""
    real = taking._continue

    def go_on(connection: sa.Connection, terminal: Any, batch: Batch) -> int | Parted:
        found = real(connection, terminal, batch)
        ours = terminal.seq
        if not isinstance(found, Parted) or found.code != "FORK" or batch.base.seq > ours:
            return found
        bite()
        return min(len(batch.rows), ours - batch.base.seq)

    return patch.object(taking, "_continue", go_on)


def _cursor_apart_from_projection(bite: Bite) -> Any:
    """B10: the projector's cursor moves in a transaction before its tables."""

    def work(self: Any, now_ms: int) -> bool:
        found = self._database.read(self._next)
        if found is None:
            return False
        self._last = found

        def ahead(connection: sa.Connection) -> Any:
            cursor = runner._cursor(connection, *found)
            rows = runner._rows_after(connection, *found, cursor, runner.MOST_ROWS)
            runner._move(connection, cursor, rows[-1])
            return rows

        rows = self._database.write(ahead)
        bite()
        self._database.write(lambda c: runner.Taking(c, now_ms).take_all(rows))
        return True

    return patch.object(runner.Projector, "work", work)


@contextlib.contextmanager
def _taken_once_more(bite: Bite) -> Iterator[None]:
    """B13: what a request does is done again when it is repeated."""
    real = exchange.take

    def take(connection: sa.Connection, batch: Batch) -> Taken | Parted:
        found = real(connection, batch)
        if isinstance(found, Taken) and found.added < len(batch.rows):
            of = STOCK_ON_HAND.c
            moved = connection.execute(
                sa.update(STOCK_ON_HAND)
                .where(of.store == batch.store)
                .values(on_hand=of.on_hand - 1000)
            )
            if moved.rowcount:
                bite()
        return found

    with patch.object(exchange, "take", take):
        yield


@contextlib.contextmanager
def _no_new_generation(bite: Bite) -> Iterator[None]:
    """B21: a restored server goes on as if nothing had been."""
    real = generation.begin

    def begin(connection: sa.Connection, *known: Any) -> int:
        found = connection.execute(sa.select(facts.SERVER_HEAD)).one_or_none()
        if found is None:
            return real(connection, *known)
        before = int(found.server_gen)
        if real(connection, *known) != before:
            bite()
        connection.execute(sa.update(facts.SERVER_HEAD).values(server_gen=before))
        return before

    with (
        patch.object(generation, "begin", begin),
        patch.object(generation, "has_lost", lambda *_: False),
    ):
        yield


def _digests_below_the_compacted(bite: Bite) -> Any:
    """B23: a page has its digest also where rows below it have been compacted away."""
    real = pages.read_page

    def read_page(connection: sa.Connection, scope: Any, cursor: Any, *most: Any) -> Any:
        page = real(connection, scope, cursor, *most)
        if page.digest is not None or not page.rows:
            return page
        digest = pages._boundary(connection, scope, page.to)
        if digest is not None:
            bite()
        return type(page)(
            **{name: getattr(page, name) for name in page.__struct_fields__} | {"digest": digest}
        )

    return patch.object(pages, "read_page", read_page)


@contextlib.contextmanager
def _event_ids_unique_in_the_inbox(bite: Bite) -> Iterator[None]:
    """B24: a row whose id is there already is not stored again, so nothing after it goes on."""
    real = exchange.take

    def take(connection: sa.Connection, batch: Batch) -> Taken | Parted:
        for row in batch.rows:
            known = connection.execute(
                sa.select(facts.INBOX.c.epoch, facts.INBOX.c.seq).where(
                    facts.INBOX.c.store == batch.store,
                    facts.INBOX.c.event_id == row.event.id,
                )
            ).first()
            if known is not None and known.epoch != batch.base.epoch:
                bite()
                return Parted("INVALID", batch.base.epoch, batch.base.seq)
        return real(connection, batch)

    with patch.object(exchange, "take", take):
        yield


BUGS: Final[dict[str, Bug]] = {
    "B1": Bug("ack before commit", _acknowledged_before_the_commit, {"cloud_kill": 0.2}),
    "B8": Bug(
        "duplicate not compared",
        _duplicates_not_compared,
        {"clone": 0.3, "partition": 0.0, "drop_request": 0.0, "duplicate": 0.0} | NEVER_BACK,
    ),
    "B10": Bug("projector cursor apart", _cursor_apart_from_projection, {"cloud_power_cut": 0.4}),
    "B13": Bug("retry without idempotency", _taken_once_more, {"drop_response": 0.2}),
    "B21": Bug("restored without a generation", _no_new_generation, {"cloud_restore": 0.1}),
    "B23": Bug(
        "digest inside the compacted",
        _digests_below_the_compacted,
        {"price_change": 1.0, "partition": 0.2} | NEVER_BACK,
    ),
    "B24": Bug(
        "event ids unique", _event_ids_unique_in_the_inbox, {"restore": 0.15, "partition": 0.25}
    ),
}
