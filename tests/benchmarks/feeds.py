"""The cloud's feeds with a million items: import, emission, snapshot, digests, differences.

SQLite in a file, with synchronous=FULL. ``POS_CLOUD_DATABASE_URL`` names an empty PostgreSQL
database instead. The limit is what the same database does with the same rows and nothing else.
"""

import gzip
import json
import os
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import sqlalchemy as sa

from sync.cloud.api.catalog import LARGEST_LIST_BYTES, CatalogAdmin
from sync.cloud.api.endpoint import Admin, Call
from sync.cloud.call import Request
from sync.cloud.catalog.item_list import NDJSON
from sync.cloud.database import CloudDatabase
from sync.cloud.feeds.frozen import hashes_at
from sync.cloud.feeds.heads import Scope, within
from sync.cloud.schema.base import METADATA
from sync.cloud.schema.feeds import FEED_STATE
from sync.wire.catalog import TaxGroupFields, ZoneFields
from sync.wire.exchange import Cursor
from sync.wire.packing import pack
from sync.wire.ranges import KeyedHashes, RangesMessage, add, answer, compared, opening, row_hash
from tests.benchmarks.row import Row
from tests.cloud.feeds.feed_copy import CAT, TENANT, FeedCopy, FeedWorld, add_store

_ITEMS = 1_000_000
_QUICK = 50_000
_PLAIN_BATCH = 500
_DIFFERENCES = 10
_IMPORT_GOAL = 5_000
_EMIT_GOAL = 5_000
_DIGEST_GOAL_S = 1.0
_SEARCH_GOAL_BYTES = 30_000
_MOST_TRIPS = 3


@dataclass(frozen=True, slots=True)
class _Times:
    imported_s: float
    emitted_s: float
    frozen_s: float
    again_s: float
    read_s: float


def run(*, is_quick: bool) -> list[Row]:
    """Measure everything with one database."""
    count = _QUICK if is_quick else _ITEMS
    with tempfile.TemporaryDirectory() as folder:
        url = os.environ.get("POS_CLOUD_DATABASE_URL", f"sqlite:///{Path(folder) / 'cloud.db'}")
        database = CloudDatabase(url)
        METADATA.create_all(database.engine)
        database.write(add_store)
        world = FeedWorld(database)
        plain_s = _plain(database, min(count, _QUICK)) * count / min(count, _QUICK)
        till = FeedCopy()
        times = _through(world, till, count)
        names = {name.sha256 for name in world.manifest().segments}
        rows = _rows(count, plain_s, times, len(names))
        rows += compare(database, Scope(TENANT, CAT), till.cursor, count)
        database.close()
    return rows


def _through(world: FeedWorld, till: FeedCopy, count: int) -> _Times:
    begun = time.perf_counter()
    _import(world, count)
    imported = time.perf_counter()
    world.write_all()
    emitted = time.perf_counter()
    world.snapshot()
    frozen = time.perf_counter()
    world.put({f"i:{_sku(count // 2)}": b"{}"})
    world.write_all()
    world.snapshot()
    again = time.perf_counter()
    till.catch_up(world)
    read = time.perf_counter()
    return _Times(
        imported - begun, emitted - imported, frozen - emitted, again - frozen, read - again
    )


def _import(world: FeedWorld, count: int) -> None:
    admin = CatalogAdmin(world.database)
    who = Admin(TENANT, "bench", "owner")

    def call(message: object = None, body: bytes = b"", **path: str) -> Call:
        request = Request("POST", "", headers={"content-type": NDJSON})
        return Call(request, world.now_ms, body=body, message=message, admin=who, path=path)

    admin.put_zone(call(ZoneFields("CNY"), zone="z1"))
    admin.put_tax_group(call(TaxGroupFields(130_000, inclusive=True), code="standard"))
    created = 0
    for page in _pages(count):
        created += admin.import_items(call(body=page)).created
    assert created == count


def _pages(count: int) -> Iterator[bytes]:
    page: list[bytes] = []
    size = 0
    for at in range(count):
        line = json.dumps(item(at), ensure_ascii=False).encode() + b"\n"
        if size + len(line) > LARGEST_LIST_BYTES:
            yield b"".join(page)
            page, size = [], 0
        page.append(line)
        size += len(line)
    yield b"".join(page)


def item(at: int) -> dict[str, object]:
    """One of the million."""
    return {
        "sku": _sku(at),
        "tax": "standard",
        "unit": "EA",
        "zh": f"商品名称 {at} 号 清香型 500毫升",
        "en": f"Item number {at} light 500 ml",
        "cat": f"类别{at % 40}/子类{at % 400}",
        "price": 100 + at % 9_900,
        "pop": at,
    }


def _sku(at: int) -> str:
    return f"{at:08}"


def _plain(database: CloudDatabase, count: int) -> float:
    """Insert rows of the same size in transactions of the same length, and nothing else."""
    table = sa.Table(
        "plain",
        sa.MetaData(),
        sa.Column("feed", sa.Text, primary_key=True),
        sa.Column("pos", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("key", sa.Text),
        sa.Column("body", sa.LargeBinary),
    )
    table.create(database.engine)
    body = b"x" * 180
    begun = time.perf_counter()
    for start in range(0, count, _PLAIN_BATCH):
        rows = [
            {"feed": CAT, "pos": at, "key": _sku(at), "body": body}
            for at in range(start, start + _PLAIN_BATCH)
        ]
        database.write(lambda connection, rows=rows: connection.execute(sa.insert(table), rows))
    seconds = time.perf_counter() - begun
    table.drop(database.engine)
    return seconds


def _rows(count: int, plain_s: float, times: _Times, segments: int) -> list[Row]:
    plain = count / plain_s
    limit = f"{plain:,.0f}/s plain insert"
    note = f"{count:,} items"

    def rate(what: str, seconds: float, goal: int, more: str = "") -> Row:
        ours = count / seconds
        return Row(
            what,
            f"{ours:,.0f}/s",
            limit,
            f"{ours / plain:.2f}",
            f">= {goal:,}/s",
            ours >= goal,
            f"{note}, {seconds:.1f} s{more}",
        )

    return [
        rate("items put by head office's list", times.imported_s, _IMPORT_GOAL),
        rate("feed rows emitted", times.emitted_s, _EMIT_GOAL),
        rate("snapshot built", times.frozen_s, _EMIT_GOAL, f", {segments} segments"),
        rate("snapshot built again, one row changed", times.again_s, _EMIT_GOAL),
        rate("rows read in pages and checked", times.read_s, _EMIT_GOAL),
    ]


def compare(database: CloudDatabase, scope: Scope, cursor: Cursor, count: int) -> list[Row]:
    """Sum the hashes of a feed that stands at a cursor, and find rows that differ."""
    begun = time.perf_counter()
    theirs = database.read(lambda connection: hashes_at(connection, scope, cursor))
    read_s = time.perf_counter() - begun
    states = sa.select(FEED_STATE.c.key, FEED_STATE.c.rowhash).where(within(FEED_STATE, scope))
    ours = dict(database.read(lambda c: c.execute(states.order_by(FEED_STATE.c.key)).all()))
    hashes = list(ours.values())
    begun = time.perf_counter()
    assert add(bytes(32), hashes) == theirs.digest()
    summed_s = time.perf_counter() - begun
    for at in range(_DIFFERENCES):
        ours[f"i:{_sku(at * (count // _DIFFERENCES))}"] = row_hash("other", at, b"{}")
    trips, size, found = _search(KeyedHashes(list(ours.items())), theirs, (scope.feed, cursor))
    assert found == _DIFFERENCES
    return [
        Row(
            "digest of stored hashes",
            f"{summed_s:.2f} s",
            "",
            "",
            f"<= {_DIGEST_GOAL_S} s a million",
            summed_s <= _DIGEST_GOAL_S * count / _ITEMS,
            f"read with their sums in {read_s:.1f} s, once a night",
        ),
        Row(
            f"{_DIFFERENCES} differences found",
            f"{trips} trips",
            "",
            "",
            f"<= {_MOST_TRIPS}, <= {_SEARCH_GOAL_BYTES:,} B",
            trips <= _MOST_TRIPS and size <= _SEARCH_GOAL_BYTES,
            f"{size:,} bytes both ways, compressed as they travel",
        ),
    ]


def _search(
    ours: KeyedHashes, theirs: KeyedHashes, place: tuple[str, Cursor]
) -> tuple[int, int, int]:
    feed, cursor = place
    asked = opening(ours)
    trips = size = found = 0
    while asked is not None:
        said = answer(theirs, asked)
        for ranges in (asked, said):
            message = RangesMessage(feed, cursor.gen, cursor.pos, ranges)
            size += len(gzip.compress(pack(message)))
        differences, asked = compared(ours, said)
        trips += 1
        found += len(differences.keys)
    return trips, size, found
