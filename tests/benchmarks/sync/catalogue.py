"""A catalogue down, its digest and its differences, a kill in the middle, and scans meanwhile."""

import json
import time
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from sync.cloud.database import CloudDatabase
from sync.cloud.feeds.heads import Scope, read_head
from sync.wire.exchange import Cursor
from tests.benchmarks.feeds import compare, item
from tests.benchmarks.peer.peer import BATCHES, PeerClient, Step, write_documents
from tests.benchmarks.peer.peer import serving as peer_serving
from tests.benchmarks.row import Row, percentile
from tests.benchmarks.sync.ground import (
    MeasuredCloud,
    begin_step,
    run_step,
    scratch,
    serving,
    sqlite_url,
)
from tests.benchmarks.sync.server import TENANT, ZONE

ITEMS = 1_000_000
QUICK = 50_000
PRICES = 100_000
QUICK_PRICES = 10_000
PEER_ITEMS = 100_000
QUICK_PEER_ITEMS = 10_000
NEW_PRICE = 77_777
_BUILT = sa.text(
    "SELECT count(*) FROM snapshot s JOIN feed_head h USING (tenant, feed, pos)"
    " WHERE feed = :feed AND s.built_ms IS NOT NULL"
)
_FEED = f"cat:{ZONE}"
_SEGMENTS = 'pos_cloud_requests_total{code="",endpoint="/sync/v1/seg/{sha256}"'
_AT_ONCE = 4
_MOST_MB = 250
_FASTER = 10
_SLOWER = 2.0
_SKUS_SCANNED = 200
_PRICES_A_LIST = 5_000


def run(*, is_quick: bool) -> list[Row]:
    """One cloud with all the items serves every measurement of this file."""
    count, prices = (QUICK, QUICK_PRICES) if is_quick else (ITEMS, PRICES)
    with scratch() as folder:
        peer = _peer(folder, QUICK_PEER_ITEMS if is_quick else PEER_ITEMS)
        with serving(sqlite_url(folder), folder) as cloud:
            begun = time.perf_counter()
            cloud.stock(item(at) for at in range(count))
            _freeze(cloud, folder)
            ready_s = time.perf_counter() - begun
            wanted = {"url": cloud.url, "sku": item(count - 1)["sku"], "words": item(0)["zh"]}
            before = cloud.measured(_SEGMENTS)
            till = folder / "till"
            first = run_step("download", folder=str(till), code=cloud.code(), **wanted)
            needed = cloud.measured(_SEGMENTS) - before
            note = f"index merged after {first['merged_s']:.1f} s; cloud filled in {ready_s:.0f} s"
            rows = _download_rows(count, first, peer, note)
            rows.append(_kill(cloud, folder / "killed", wanted, needed))
            rows.append(_own_digest(count, run_step("digest", folder=str(till), feed=_FEED)))
            rows += _differences(folder, count)
            rows += _scans(cloud, till, count, prices)
    return rows


def _freeze(cloud: MeasuredCloud, folder: Path) -> None:
    """Have the snapshot of all items built now and wait for it."""
    database = CloudDatabase(sqlite_url(folder))
    while not database.read(lambda connection: connection.scalar(_BUILT, {"feed": _FEED})):
        cloud.admin("POST", f"snapshots/{_FEED}")
        time.sleep(0.5)
    database.close()


def _peer(folder: Path, count: int) -> Step:
    """Measure the peer's first download of the same bodies, at each batch size; give the best."""
    file, found = folder / "items.ndjson", []
    write_documents(file, ((str(item(at)["sku"]), item(at)) for at in range(count)))
    with peer_serving(folder / "peer-server") as port:
        client = PeerClient(f"http://127.0.0.1:{port}", folder / "peer")
        client.fill("items", file)
        for batch in BATCHES:
            found.append(client.pull("items", batch))
            client.forget("items")
    return max(found, key=lambda step: step.rate)


def _download_rows(count: int, ours: dict[str, Any], peer: Step, note: str) -> list[Row]:
    limit = f"{peer.rate:,.0f}/s PouchDB by {peer.batch}"
    rows = [
        Row(
            f"first download of {count:,} items, HTTP to {what}",
            f"{ours[field]:.1f} s",
            limit,
            f"{count / ours[field] / peer.rate:.1f}",
            f">= {_FASTER}",
            count / ours[field] >= _FASTER * peer.rate,
            f"{count / ours[field]:,.0f}/s; the peer's rate is of its first {peer.docs:,} documents"
            f", which nobody can search by name; {note}",
        )
        for what, field in (
            ("sellable", "sellable_s"),
            ("the best seller by name", "best_s"),
            ("every name", "searchable_s"),
        )
    ]
    is_small = ours["rss_mb"] <= _MOST_MB
    memory = f"{ours['rss_mb']:.0f} MB"
    peer_memory = f"{peer.rss_mb:.0f} MB PouchDB"
    goal = f"<= {_MOST_MB} MB"
    what = "most memory resident during that, the whole till"
    return [*rows, Row(what, memory, peer_memory, "", goal, is_small)]


def _kill(cloud: MeasuredCloud, folder: Path, wanted: dict[str, Any], needed: float) -> Row:
    """Kill a till in the middle of its download, start it again, and count what it fetched."""
    before = cloud.measured(_SEGMENTS)
    with begin_step("download", folder=str(folder), code=cloud.code(), until=0.5, **wanted) as till:
        assert till.stdout is not None
        assert till.stdout.readline() == "half\n"
        till.kill()
    by_then = cloud.measured(_SEGMENTS) - before
    again = run_step("download", folder=str(folder), is_sellable_enough=True, **wanted)
    fetched = cloud.measured(_SEGMENTS) - before
    return Row(
        "segments fetched, killed with -9 at 50 % and started again",
        f"{fetched:.0f}",
        f"{needed:.0f} there are",
        f"+{fetched - needed:.0f}",
        f"<= +{_AT_ONCE}, one a worker",
        fetched - needed <= _AT_ONCE,
        f"{by_then:.0f} before the kill; sellable {again['sellable_s']:.1f} s after the restart",
    )


def _own_digest(count: int, said: dict[str, Any]) -> Row:
    took_s = said["seconds"]
    return Row(
        f"the till's digest recomputed from its columns, {count:,} rows",
        f"{took_s:.2f} s",
        f"{said['kept_s'] * 1000:.1f} ms the digest it keeps",
        "",
        "shown only",
        True,
        "once a night, on sync's own thread; the digest that is compared is kept with every page",
    )


def _differences(folder: Path, count: int) -> list[Row]:
    database, scope = CloudDatabase(sqlite_url(folder)), Scope(TENANT, _FEED)
    head = database.read(lambda connection: read_head(connection, scope))
    rows = compare(database, scope, Cursor(head.gen, head.pos), count)
    database.close()
    return rows


def _scans(cloud: MeasuredCloud, folder: Path, count: int, prices: int) -> list[Row]:
    """Scan while new prices come down; they are all in the feed before the first page is asked."""
    step = max(1, count // _SKUS_SCANNED)
    told = {
        "folder": str(folder),
        "url": cloud.url,
        "skus": [item(at)["sku"] for at in range(0, step * _SKUS_SCANNED, step)],
        "last_sku": item(prices - 1)["sku"],
        "price": NEW_PRICE,
        "idle_s": 10.0 if count == ITEMS else 4.0,
        "most_s": 120.0,
    }
    with begin_step("scanning", **told) as till:
        assert till.stdin is not None
        assert till.stdout is not None
        assert till.stdout.readline() == "ready\n"
        for first in range(0, prices, _PRICES_A_LIST):
            part = range(first, min(prices, first + _PRICES_A_LIST))
            listed = [{"sku": item(at)["sku"], "price": NEW_PRICE} for at in part]
            body = json.dumps({"prices": listed}).encode()
            cloud.admin("POST", "prices", body)
        cloud.wait_until_none("pos_cloud_feed_todo")
        said, _ = till.communicate("go\n")
    found = json.loads(said.splitlines()[-1])
    idle, busy = (percentile(found[name], 0.99) * 1000 for name in ("idle", "busy"))
    return [
        Row(
            f"a cashier's scan while {prices:,} prices come down, p99",
            f"{busy:.1f} ms",
            f"{idle:.1f} ms idle",
            f"{busy / idle:.2f}",
            f"<= {_SLOWER:.0f}",
            busy <= _SLOWER * idle,
            f"{len(found['busy'])} scans in {found['took_s']:.1f} s, longest"
            f" {max(found['busy']) * 1000:.0f} ms; {len(found['idle'])} idle, longest"
            f" {max(found['idle']) * 1000:.0f} ms; none met a locked database",
        )
    ]
