"""Whatever happens in whatever order, a reader has what the feed says at its cursor."""

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import sqlalchemy as sa
from hypothesis import given, settings
from hypothesis import strategies as st

from sync.cloud.database import CloudDatabase
from sync.cloud.feeds.frozen import hashes_at
from sync.cloud.feeds.heads import Head, Scope, read_head
from sync.cloud.feeds.retention import let_go
from sync.cloud.schema.base import METADATA
from sync.cloud.schema.feeds import FEED_ROW, FEED_STATE
from sync.wire.ranges import NO_ROWS, add
from tests.cloud.feeds.feed_copy import CAT, DAY_MS, TENANT, FeedCopy, FeedWorld, add_store

SCOPE = Scope(TENANT, CAT)
READERS = 3
KEYS = st.sampled_from([f"i:{at}" for at in range(8)])
CHANGES = st.dictionaries(KEYS, st.integers(0, 2), min_size=1, max_size=4)
READER = st.integers(0, READERS - 1)
PAGE = st.tuples(st.just("read"), READER, st.integers(1, 9))
# Changes and readings are the most of it, as in life.
STEPS = st.one_of(
    st.tuples(st.just("change"), CHANGES),
    st.tuples(st.just("change_and_emit"), CHANGES),
    st.tuples(st.just("change_and_emit"), CHANGES),
    PAGE,
    PAGE,
    PAGE,
    st.tuples(st.just("compare"), READER),
    st.tuples(st.just("let_go"), st.sampled_from([3, 4, 10, 45, 50])),
    st.tuples(st.just("begin_with_a_snapshot"), READER),
    st.tuples(st.just("freeze"), st.integers(0, 2)),
)


class FeedLife:
    """Puts, deletions, emissions, pages, snapshots, days and compaction, and an oracle."""

    def __init__(self, database: CloudDatabase) -> None:
        METADATA.create_all(database.engine)
        database.write(add_store)
        self.database = database
        self.world = FeedWorld(database)
        self.readers = [FeedCopy() for _ in range(READERS)]
        self.said: dict[str, bytes] = {}
        self.at: dict[int, dict[str, bytes]] = {0: {}}

    def change(self, changes: dict[str, int]) -> None:
        rows = {key: f'{{"n":{number}}}'.encode() for key, number in changes.items() if number}
        gone = [key for key, number in changes.items() if not number]
        self.world.put(rows)
        self.world.delete(*gone)
        self.said |= rows
        for key in gone:
            self.said.pop(key, None)

    def change_and_emit(self, changes: dict[str, int]) -> None:
        self.change(changes)
        self.world.write_all()
        self.at[self.head().pos] = dict(self.said)

    def read(self, reader: int, limit: int) -> None:
        till, head = self.readers[reader], self.head()
        if till.cursor.pos < head.min_pos:
            self.begin_with_a_snapshot(reader)
            return
        till.apply(self.world.page(till.cursor.gen, till.cursor.pos, limit))
        if till.cursor.pos >= head.compacted_to and till.cursor.pos in self.at:
            assert till.bodies == self.at[till.cursor.pos]

    def begin_with_a_snapshot(self, reader: int) -> None:
        manifest = self.world.manifest()
        self.readers[reader].load(self.world, manifest)
        assert self.readers[reader].bodies == self.at[manifest.pos]

    def freeze(self, days: int) -> None:
        self.world.now_ms += days * DAY_MS
        while self.world.builder.work(self.world.now_ms):
            pass

    def let_go(self, days: int) -> None:
        self.world.now_ms += days * DAY_MS
        now_ms = self.world.now_ms
        while self.database.write(lambda connection: let_go(connection, SCOPE, now_ms)):
            pass

    def compare(self, reader: int) -> None:
        till = self.readers[reader]
        if till.cursor.gen and till.cursor.pos >= self.head().compacted_to:
            theirs = self.ask(lambda connection: hashes_at(connection, SCOPE, till.cursor))
            assert theirs.digest() == till.digest
            assert theirs.listed(0, len(theirs)) == till.hashes().listed(0, len(till.rows))

    def check(self) -> None:
        head = self.head()
        hashes = self.ask(
            lambda connection: connection.execute(sa.select(FEED_STATE.c.rowhash)).scalars().all()
        )
        assert add(NO_ROWS, hashes) == head.digest
        later = sa.select(FEED_ROW.c.pos).where(FEED_ROW.c.pos > head.compacted_to)
        found = self.ask(
            lambda connection: connection.execute(later.order_by(FEED_ROW.c.pos)).scalars().all()
        )
        assert found == list(range(head.compacted_to + 1, head.pos + 1))

    def head(self) -> Head:
        return self.ask(lambda connection: read_head(connection, SCOPE))

    def ask(self, work: Any) -> Any:
        return self.database.read(work)


@settings(max_examples=60, deadline=None)
@given(steps=st.lists(STEPS, min_size=30, max_size=90))
def test_a_reader_has_what_the_feed_says_at_its_cursor(steps: list[tuple[Any, ...]]) -> None:
    with TemporaryDirectory() as folder:
        database = CloudDatabase(f"sqlite:///{Path(folder) / 'cloud.db'}")
        life = FeedLife(database)
        for name, *facts in steps:
            getattr(life, name)(*facts)
            life.check()
        for reader in range(READERS):
            life.change_and_emit({"i:0": 1})
            while life.readers[reader].cursor.pos < life.head().pos:
                life.read(reader, 500)
            assert life.readers[reader].bodies == life.said
        database.close()
