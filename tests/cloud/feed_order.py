"""Does a reader of a feed miss a row? Many writers on a real PostgreSQL say (sync.md T1).

``python -m tests.cloud.feed_order`` runs it with a million rows; ``--rows`` and ``--planted`` ask
for fewer, and for a reader that must miss some, or the check proves nothing:

- ``B7``: rows ordered by a sequence instead of the counter row;
- ``B22``: ``to`` is the head as another statement read it, instead of the last row that was read.

Both are given the moment in which they must miss, so that they do on any machine: one transaction
of B7 stays open until the reader is past it, the head of B22 is asked once it has moved on.

Sixteen threads put rows; some of their transactions stay open for a while, some are rolled back and
made again. Three threads emit, racing without a lease, some of them held open and rolled back too.
"""

import argparse
import sys
import time
import zlib
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from threading import Event

import sqlalchemy as sa

from sync.cloud.database import CloudDatabase, Conflicted
from sync.cloud.feeds.emission import emit
from sync.cloud.feeds.heads import Scope, read_head
from sync.cloud.feeds.pages import BEGINNING, read_page
from sync.cloud.feeds.todo import Change, hand_over
from sync.cloud.schema.base import METADATA
from sync.wire.exchange import Cursor
from sync.wire.feeds import PUT
from sync.wire.ranges import NO_ROWS, add, row_hash
from tests.postgres import PostgresServer

SCOPE = Scope("shop", "cat:z1")
WRITERS = 16
EMITTERS = 3
BATCH = 100
LOST_RACES = ("40P01", "40001")
BODY = b'{"n":1}'
SEQUENCE = "planted_order"
OVERTAKEN = "i:0000000"
PLANTED_APPEND = sa.text(
    "INSERT INTO feed_row (tenant, feed, pos, key, op, body, rowhash, at_ms)"
    f" SELECT :tenant, :feed, nextval('{SEQUENCE}'), key, 1, :body, :body, 0"
    " FROM unnest(CAST(:keys AS text[])) AS b(key)"
)
PLANTED_READ = sa.text(
    "SELECT pos, key FROM feed_row WHERE tenant = :tenant AND feed = :feed AND pos > :after"
    " ORDER BY pos LIMIT 500"
)


@dataclass
class Found:
    """What a run showed."""

    rows: int
    seconds: float = 0.0
    read: set[str] = field(default_factory=set)
    is_whole: bool = True

    @property
    def missed(self) -> int:
        return self.rows - len(self.read)


class Run:
    """One run over one empty database."""

    def __init__(
        self, url: str, rows: int, planted: str = "", isolation: str = "READ COMMITTED"
    ) -> None:
        connections = WRITERS + EMITTERS + 2
        self.database = CloudDatabase(url, isolation=isolation, pool=connections)
        METADATA.create_all(self.database.engine)
        with self.database.engine.begin() as connection:
            connection.execute(sa.text(f"CREATE SEQUENCE {SEQUENCE}"))
        self.planted = planted
        self.found = Found(rows)
        self.written = Event()
        self.emitted = Event()
        self.pause = Event()
        self.passed = 0

    def go(self) -> Found:
        begun = time.perf_counter()
        with ThreadPoolExecutor(WRITERS + EMITTERS + 1) as pool:
            writers = [pool.submit(self.write, at) for at in range(WRITERS)]
            emitters = [pool.submit(self.emit_all, at) for at in range(EMITTERS)]
            reader = pool.submit(self.read_by_sequence if self.planted == "B7" else self.read)
            for one in writers:
                one.result()
            self.written.set()
            for one in emitters:
                one.result()
            self.emitted.set()
            reader.result()
        self.found.seconds = time.perf_counter() - begun
        self.database.close()
        return self.found

    def write(self, writer: int) -> None:
        """Put this writer's share, a hundred rows a transaction."""
        keys = [f"i:{at:07}" for at in range(writer, self.found.rows, WRITERS)]
        for start in range(0, len(keys), BATCH):
            piece = keys[start : start + BATCH]
            chance = zlib.crc32(f"{writer} {start}".encode()) % 20
            if chance < 2:
                self.once(lambda c, piece=piece: self.put(c, piece), held_s=0.0, is_kept=False)
            held_s = 0.03 if chance > 17 else 0.0
            while not self.once(lambda c, piece=piece: self.put(c, piece), held_s, is_kept=True):
                pass

    def put(self, connection: sa.Connection, keys: list[str]) -> None:
        if self.planted == "B7":
            names = {**SCOPE._asdict(), "keys": keys, "body": BODY}
            connection.execute(PLANTED_APPEND, names)
            if keys[0] == OVERTAKEN:
                self.wait_to_be_passed(connection)
        else:
            changes = [Change(key, PUT, BODY) for key in keys]
            hand_over(connection, *SCOPE, changes)

    def wait_to_be_passed(self, connection: sa.Connection) -> None:
        """Stay uncommitted until the reader has rows with later numbers (B7)."""
        ours = connection.execute(sa.text(f"SELECT currval('{SEQUENCE}')")).scalar_one()
        while self.passed <= ours:
            self.pause.wait(0.001)

    def emit_all(self, emitter: int) -> None:
        if self.planted == "B7":
            return
        turn = 0
        while True:
            is_last = self.written.is_set()
            turn += 1
            chance = zlib.crc32(f"{emitter} {turn}".encode()) % 20
            emitted: list[int] = []
            done = self.once(
                lambda c, into=emitted: into.append(emit(c, SCOPE, 0)),
                held_s=0.02 if chance == 0 else 0.0,
                is_kept=chance != 1,
            )
            if done and emitted == [0] and chance != 1:
                if is_last:
                    return
                self.pause.wait(0.005)

    def once(
        self, work: Callable[[sa.Connection], object], held_s: float, *, is_kept: bool
    ) -> bool:
        """Run a transaction; True unless it lost a race."""
        with self.database.engine.connect() as connection:
            try:
                work(connection)
                if held_s:
                    self.pause.wait(held_s)
                if is_kept:
                    connection.commit()
                else:
                    connection.rollback()
            except Conflicted:
                connection.rollback()
                return False
            except sa.exc.OperationalError as error:
                connection.rollback()
                if getattr(error.orig, "sqlstate", "") not in LOST_RACES:
                    raise
                return False
        return True

    def read(self) -> None:
        """Follow the feed as a till does, page by page."""
        cursor, digest = BEGINNING, NO_ROWS
        while True:
            is_last = self.emitted.is_set()
            at = cursor
            page = self.database.read(lambda c, at=at: read_page(c, SCOPE, at))
            assert page.after == cursor.pos
            assert page.to == cursor.pos + len(page.rows)
            self.found.read.update(row.key for row in page.rows)
            hashes = [row_hash(row.key, row.ver, bytes(row.body)) for row in page.rows]
            digest = add(digest, hashes)
            if page.digest is not None and page.digest != digest:
                self.found.is_whole = False
            to = self.head_after(page.to) if self.planted == "B22" else page.to
            cursor = Cursor(page.gen, to)
            if not page.rows:
                if is_last:
                    break
                self.pause.wait(0.001)
        head = self.database.read(lambda c: read_head(c, SCOPE))
        self.found.is_whole = self.found.is_whole and head.digest == digest

    def head_after(self, read: int) -> int:
        """The head by a statement of its own, once it has moved or nothing more comes (B22)."""
        while True:
            is_last = self.emitted.is_set()
            head = self.database.read(lambda c: read_head(c, SCOPE)).pos
            if head > read or is_last:
                return head
            self.pause.wait(0.001)

    def read_by_sequence(self) -> None:
        after = 0
        while True:
            is_last = self.emitted.is_set()
            names = {**SCOPE._asdict(), "after": after}
            rows = self.database.read(lambda c, names=names: c.execute(PLANTED_READ, names).all())
            self.found.read.update(row.key for row in rows)
            if rows:
                after = self.passed = rows[-1].pos
            elif is_last:
                return


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--rows", type=int, default=1_000_000)
    parser.add_argument("--planted", choices=("", "B7", "B22"), default="")
    asked = parser.parse_args()
    server = PostgresServer.find()
    try:
        with server.database() as url:
            found = Run(url, asked.rows, asked.planted).go()
    finally:
        server.stop()
    rate = found.rows / found.seconds
    print(
        f"{asked.planted or 'shipped'}: {found.rows} rows by {WRITERS} writers in"
        f" {found.seconds:.1f} s ({rate:,.0f}/s), {found.missed} missed,"
        f" digest {'equal' if found.is_whole else 'differs'}"
    )
    is_right = found.missed > 0 if asked.planted else found.missed == 0 and found.is_whole
    return 0 if is_right else 1


if __name__ == "__main__":
    sys.exit(main())
