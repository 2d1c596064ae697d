"""A reader of feeds that checks everything a till would, and a cloud's half to read from."""

import gzip
import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import sqlalchemy as sa

from sync.cloud.api.endpoint import Call, Caller, Endpoint, Refused
from sync.cloud.api.feeds import endpoints
from sync.cloud.call import Request, Response
from sync.cloud.database import CloudDatabase
from sync.cloud.feeds.snapshots import SnapshotBuilder
from sync.cloud.feeds.todo import Change, hand_over
from sync.cloud.feeds.writer import FeedWriter
from sync.cloud.schema.facts import STORE
from sync.wire.exchange import Cursor
from sync.wire.feeds import DELETE, PUT, FeedPage, Manifest, SegmentRow, SignedManifest
from sync.wire.packing import unpack
from sync.wire.ranges import NO_ROWS, KeyedHashes, add, row_hash

TENANT = "shop"
STORE_ID = "s1"
TERMINAL = bytes(range(16))
CAT = "cat:z1"
DAY_MS = 24 * 3_600_000


def add_store(connection: sa.Connection) -> None:
    connection.execute(
        sa.insert(STORE).values(
            store=STORE_ID,
            tenant=TENANT,
            zh="一号店",
            en="One",
            zone="z1",
            store_group="g1",
            created_ms=0,
        )
    )


class FeedWorld:
    """The cloud's side, without sockets and without the rest of the cloud."""

    def __init__(self, database: CloudDatabase) -> None:
        self.database = database
        self.now_ms = 1_800_000_000_000
        self.writer = FeedWriter(database, "one")
        self.builder = SnapshotBuilder(database)
        self.endpoints = {
            (one.method, one.path): one
            for one in endpoints(database, lambda content: b"signed", "")
        }

    def put(self, rows: Mapping[str, bytes], feed: str = CAT) -> None:
        changes = [Change(key, PUT, body) for key, body in rows.items()]
        self.database.write(lambda connection: hand_over(connection, TENANT, feed, changes))

    def delete(self, *keys: str, feed: str = CAT) -> None:
        changes = [Change(key, DELETE, b"{}") for key in keys]
        self.database.write(lambda connection: hand_over(connection, TENANT, feed, changes))

    def write_all(self) -> None:
        while self.writer.work(self.now_ms):
            pass

    def snapshot(self) -> None:
        self.now_ms += DAY_MS
        while self.builder.work(self.now_ms):
            pass

    def page(self, gen: int = 0, after: int = 0, limit: int = 500, feed: str = CAT) -> FeedPage:
        query = {"gen": str(gen), "after": str(after), "limit": str(limit)}
        page = self.call("GET", "/sync/v1/feeds/{feed}", query=query, path={"feed": feed})
        assert isinstance(page, FeedPage)
        return page

    def manifest(self, feed: str = CAT) -> Manifest:
        signed = self.call("GET", "/sync/v1/snapshots/{feed}", path={"feed": feed})
        assert isinstance(signed, SignedManifest)
        assert signed.sig == b"signed"
        return unpack(signed.content.encode(), Manifest)

    def segment(self, sha256: str, headers: Mapping[str, str] | None = None) -> Response:
        answer = self.call(
            "GET", "/sync/v1/seg/{sha256}", path={"sha256": sha256}, headers=headers or {}
        )
        assert isinstance(answer, Response)
        return answer

    def call(
        self,
        method: str,
        pattern: str,
        *,
        message: Any = None,
        query: Mapping[str, str] | None = None,
        path: Mapping[str, str] | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> Any:
        endpoint: Endpoint = self.endpoints[method, pattern]
        return endpoint.handle(
            Call(
                request=Request(method, pattern, headers=headers or {}),
                now_ms=self.now_ms,
                message=message,
                caller=Caller(TENANT, STORE_ID, TERMINAL, b"", "c"),
                path=path or {},
                query=query or {},
            )
        )

    def refusal(self, method: str, pattern: str, **call: Any) -> str:
        try:
            self.call(method, pattern, **call)
        except Refused as refused:
            return refused.code
        return ""


@dataclass
class FeedCopy:
    """What a till has of a feed."""

    cursor: Cursor = field(default_factory=lambda: Cursor(0, 0))
    rows: dict[str, tuple[int, bytes]] = field(default_factory=dict)
    digest: bytes = NO_ROWS
    digests_seen: int = 0

    def apply(self, page: FeedPage) -> None:
        assert page.after == self.cursor.pos
        if page.to > page.compacted_to and page.after >= page.compacted_to:
            assert page.to - page.after == len(page.rows)
        for row in page.rows:
            gone = self.rows.pop(row.key, None)
            if gone is not None:
                self.digest = add(self.digest, (), (row_hash(row.key, *gone),))
            if row.op == PUT:
                self.rows[row.key] = (row.ver, bytes(row.body))
                self.digest = add(self.digest, (row_hash(row.key, row.ver, bytes(row.body)),))
        self.cursor = Cursor(page.gen, page.to)
        if page.digest is not None:
            assert page.digest == self.digest, page.to
            self.digests_seen += 1

    def catch_up(self, world: FeedWorld, limit: int = 500, feed: str = CAT) -> None:
        while True:
            page = world.page(self.cursor.gen, self.cursor.pos, limit, feed)
            self.apply(page)
            if not page.rows:
                return

    def load(self, world: FeedWorld, manifest: Manifest) -> None:
        self.rows, self.digest = {}, NO_ROWS
        for name in manifest.segments:
            answer = world.segment(name.sha256)
            assert answer.status == 200
            assert hashlib.sha256(answer.body).hexdigest() == name.sha256
            assert len(answer.body) == name.bytes
            raw = gzip.decompress(answer.body)
            assert len(raw) == name.raw_bytes
            lines = [unpack(line, SegmentRow) for line in raw.splitlines()]
            assert len(lines) == name.rows
            assert lines[0].key == name.first_key
            for line in lines:
                self.rows[line.key] = (line.ver, bytes(line.body))
        hashes = [row_hash(key, *row) for key, row in self.rows.items()]
        self.digest = add(NO_ROWS, hashes)
        assert self.digest == manifest.digest
        assert len(self.rows) == manifest.rows
        self.cursor = Cursor(manifest.gen, manifest.pos)

    def hashes(self) -> KeyedHashes:
        rows = sorted(self.rows.items())
        return KeyedHashes([(key, row_hash(key, *row)) for key, row in rows])

    @property
    def bodies(self) -> dict[str, bytes]:
        return {key: body for key, (_, body) in self.rows.items()}
