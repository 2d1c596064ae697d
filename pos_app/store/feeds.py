"""Reference data as sync sees it: ``sync.ports.ReferenceSide`` over catalogue and reference.db.

Owned by the sync thread. Each call is one commit, or several of at most 500 rows where it says so,
so that the till thread's own writes never wait long.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import islice
from typing import Final

from pos_app.store import feed_rows
from pos_app.store.catalog_feed import CatalogFeed, lines_of
from pos_app.store.database import Connection, Database
from pos_app.store.feed_projections import Change, find_missing_content, keep_content, project
from pos_app.store.feed_rows import FeedState
from pos_app.store.kept import Kept
from pos_app.store.reference_file import (
    MOST_ROWS_AT_ONCE,
    note_synced,
    press_out,
    synced_ms,
)
from sync.wire.exchange import Cursor
from sync.wire.feeds import DELETE, PUT, FeedPage, FeedRow, Manifest, SegmentRow
from sync.wire.packing import raw, unpack
from sync.wire.ranges import NO_ROWS, KeyedHashes

SHAPE: Final = 1
"""Of the rows of every feed, as this version reads them."""

_NOTHING: Final = raw(b"{}")
_TO_THE_MS: Final = 60_000


class TillReference:
    """The till's reference data, lent to sync. ``on_change`` is told which feed has changed."""

    def __init__(
        self, reference: Database, catalog: CatalogFeed, on_change: Callable[[str], None]
    ) -> None:
        self._reference = reference
        self._catalog = catalog
        self._on_change = on_change
        self._states = Kept(reference, feed_rows.states)
        self._synced = Kept(reference, synced_ms)

    def close(self) -> None:
        """Close the catalogue's files; reference.db is whoever's opened it."""
        self._catalog.close()

    def shape(self, feed: str) -> int:
        """See ``ReferenceSide``."""
        del feed
        return SHAPE

    def cursor(self, feed: str) -> Cursor | None:
        """See ``ReferenceSide``."""
        if _is_catalog(feed):
            return self._catalog.cursor(feed)
        state = self._states.get().get(feed)
        return state.cursor if state else None

    def apply(self, page: FeedPage) -> bool:
        """See ``ReferenceSide``."""
        if _is_catalog(page.feed):
            return self._catalog.apply(page)
        assert len(page.rows) <= MOST_ROWS_AT_ONCE
        with self._reference.write() as connection:
            state = feed_rows.find_state(connection, page.feed)
            assert state is not None, "a feed begins with a snapshot"
            digest, was_erased = _write(connection, page.feed, page.rows, state.digest)
            moved = FeedState(page.gen, page.to, digest, None)
            feed_rows.set_state(connection, page.feed, moved)
        self._tell(page.feed, was_erased=was_erased, has_changed=bool(page.rows))
        return page.digest is None or page.digest == digest

    def needs_content(self, page: FeedPage) -> tuple[str, ...]:
        """See ``ReferenceSide``."""
        with self._reference.read() as connection:
            return find_missing_content(connection, page.feed, _changes(page.feed, page.rows))

    def keep_content(self, sha256: str, content: bytes) -> None:
        """See ``ReferenceSide``. A row that waits for it is made use of at once."""
        with self._reference.write() as connection:
            feeds = keep_content(connection, sha256, content)
        for feed in feeds:
            self._on_change(feed)

    def begin_snapshot(self, manifest: Manifest) -> tuple[str, ...]:
        """See ``ReferenceSide``. The feed has no cursor from here to the end of the snapshot."""
        if _is_catalog(manifest.feed):
            return self._catalog.begin_snapshot(manifest)
        feed = manifest.feed
        with self._reference.write() as connection:
            state = feed_rows.find_state(connection, feed)
            if state is None or state.loading != manifest.pos or state.gen != manifest.gen:
                feed_rows.forget_loaded(connection, feed)
                digest = state.digest if state else NO_ROWS
                begun = FeedState(manifest.gen, 0, digest, manifest.pos)
                feed_rows.set_state(connection, feed, begun)
            loaded = feed_rows.loaded_segments(connection, feed)
        return tuple(one.sha256 for one in manifest.segments if loaded.get(one.sha256) != one.rows)

    def load_segment(self, feed: str, sha256: str, content: bytes) -> Iterator[int]:
        """See ``ReferenceSide``."""
        if _is_catalog(feed):
            yield from self._catalog.load_segment(sha256, content)
            return
        with self._reference.read() as connection:
            done = feed_rows.loaded_segments(connection, feed).get(sha256, 0)
        lines = islice(lines_of(content), done, None)
        while part := list(islice(lines, MOST_ROWS_AT_ONCE)):
            done += len(part)
            rows = tuple(_row_of(unpack(line, SegmentRow)) for line in part)
            with self._reference.write() as connection:
                state = feed_rows.find_state(connection, feed)
                assert state is not None, "begin_snapshot first"
                assert state.loading is not None, "begin_snapshot first"
                digest, _ = _write(connection, feed, rows, state.digest, state.loading)
                feed_rows.note_loaded(connection, feed, sha256, done)
                feed_rows.set_state(connection, feed, replace(state, digest=digest))
            yield done

    def finish_snapshot(self, manifest: Manifest) -> bool:
        """See ``ReferenceSide``. Rows the snapshot does not have go, 500 in a commit."""
        feed = manifest.feed
        if _is_catalog(feed):
            return self._catalog.finish_snapshot(manifest)
        while self._drop_left_over(feed):
            pass
        with self._reference.write() as connection:
            state = feed_rows.find_state(connection, feed)
            assert state is not None, "begin_snapshot first"
            is_right = state.digest == manifest.digest
            feed_rows.forget_loaded(connection, feed)
            if is_right:
                done = FeedState(manifest.gen, manifest.pos, state.digest, None)
                feed_rows.set_state(connection, feed, done)
        if not is_right:
            self.hashes(feed)  # the digest may have been wrong: the next try begins from the rows
        self._tell(feed, was_erased=True, has_changed=True)
        return is_right

    def _drop_left_over(self, feed: str) -> bool:
        with self._reference.write() as connection:
            state = feed_rows.find_state(connection, feed)
            assert state is not None, "begin_snapshot first"
            assert state.loading is not None, "begin_snapshot first"
            keys = feed_rows.left_over(connection, feed, state.loading, MOST_ROWS_AT_ONCE)
            rows = tuple(FeedRow(key, DELETE, 0, _NOTHING) for key in keys)
            digest, _ = _write(connection, feed, rows, state.digest, state.loading)
            feed_rows.set_state(connection, feed, replace(state, digest=digest))
        return bool(keys)

    def hashes(self, feed: str) -> KeyedHashes:
        """See ``ReferenceSide``. The digest kept is put right, should it not be the rows'."""
        if _is_catalog(feed):
            return self._catalog.hashes(feed)
        with self._reference.read() as connection:
            rows = feed_rows.hashes(connection, feed)
            state = feed_rows.find_state(connection, feed)
        if state is not None and state.digest != rows.digest():
            with self._reference.write() as connection:
                feed_rows.set_digest(connection, feed, rows.digest())
        return rows

    def replace(self, feed: str, rows: Sequence[FeedRow]) -> None:
        """See ``ReferenceSide``."""
        if _is_catalog(feed):
            self._catalog.replace(feed, tuple(rows))
            return
        left = iter(rows)
        while part := tuple(islice(left, MOST_ROWS_AT_ONCE)):
            with self._reference.write() as connection:
                state = feed_rows.find_state(connection, feed)
                assert state is not None, "a feed begins with a snapshot"
                digest, was_erased = _write(connection, feed, part, state.digest)
                feed_rows.set_state(connection, feed, replace(state, digest=digest))
            self._tell(feed, was_erased=was_erased, has_changed=True)

    def note_exchange(self, trusted_ms: int) -> None:
        """See ``ReferenceSide``. To the minute: it is told several times in each."""
        known = self._synced.get()
        if known is None or not 0 <= trusted_ms - known < _TO_THE_MS:
            with self._reference.write() as connection:
                note_synced(connection, trusted_ms)

    def go_on(self) -> bool:
        """See ``ReferenceSide``."""
        return self._catalog.go_on()

    def _tell(self, feed: str, *, was_erased: bool, has_changed: bool) -> None:
        if was_erased:
            press_out(self._reference)
        if has_changed:
            self._on_change(feed)


def _write(
    connection: Connection,
    feed: str,
    rows: Sequence[FeedRow],
    digest: bytes,
    loaded: int = feed_rows.BY_ITSELF,
) -> tuple[bytes, bool]:
    """Write rows and what is made of them; give the digest and whether somebody was erased."""
    once = {row.key: row for row in rows}.values()  # the last word on a key is the one
    digest = feed_rows.put_rows(connection, feed, once, digest, loaded)
    return digest, project(connection, _changes(feed, once))


def _changes(feed: str, rows: Iterable[FeedRow]) -> list[Change]:
    return [Change(feed, row.key, bytes(row.body) if row.op == PUT else None) for row in rows]


def _row_of(row: SegmentRow) -> FeedRow:
    return FeedRow(row.key, PUT, row.ver, row.body)


def _is_catalog(feed: str) -> bool:
    return feed.startswith("cat:")
