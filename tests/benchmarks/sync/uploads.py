"""A backlog up, one till, against the peer with the same bodies; and the exchange of nothing."""

from pathlib import Path

from tests.benchmarks.peer.peer import BATCHES, PeerClient, Step
from tests.benchmarks.peer.peer import serving as peer_serving
from tests.benchmarks.row import Row, median, percentile
from tests.benchmarks.sync.ground import run_step, scratch, serving, sqlite_url
from tests.benchmarks.sync.sales import GOODS
from tests.postgres import PostgresServer

SALES = 10_000
QUICK = 2_000
ROUNDS = 30
_UPLOAD_GOAL = 2.0
_NO_OP_GOAL = 0.1


def run(*, is_quick: bool) -> list[Row]:
    """Upload and ask for nothing, ours and the peer's one after the other."""
    count = QUICK if is_quick else SALES
    with scratch() as folder:
        ours = _ours(folder / "sqlite", count, "")
        postgres = PostgresServer.start({})
        try:
            theirs = _ours(folder / "postgres", count, postgres.create_database())
        finally:
            postgres.stop()
        peer = _peer(folder, folder / "sqlite" / "sales.ndjson")
    upload = max(peer["upload"], key=lambda step: step.rate)
    idle_s = min(min(step.seconds) for step in peer["idle"])
    echo_s = min(step.seconds[0] for step in peer["echo"])
    seconds = ours["no_op"]["seconds"]
    return [
        _upload_row("SQLite", count, ours, upload),
        _upload_row("PostgreSQL", count, theirs, upload),
        _no_op_row("a pull after its own upload", seconds, echo_s),
        _no_op_row("idle on an open connection", seconds, idle_s),
    ]


def _ours(folder: Path, count: int, url: str) -> dict[str, dict[str, object]]:
    (folder / "till").mkdir(parents=True)
    with serving(url or sqlite_url(folder), folder) as cloud:
        cloud.stock(GOODS)
        told = {"folder": str(folder / "till"), "url": cloud.url}
        sales = {"sales": count, "file": str(folder / "sales.ndjson"), "code": cloud.code()}
        upload = run_step("upload", **told, **sales)
        cloud.wait_until_none("pos_cloud_projector_lag_rows")
        no_op = run_step("no_op", **told, rounds=ROUNDS) if not url else {}
    return {"upload": upload, "no_op": no_op}


def _peer(folder: Path, sales: Path) -> dict[str, list[Step]]:
    found: dict[str, list[Step]] = {"upload": [], "idle": [], "echo": []}
    with peer_serving(folder / "peer-server") as port:
        client = PeerClient(f"http://127.0.0.1:{port}", folder / "peer")
        for batch in BATCHES:
            found["upload"].append(client.upload(f"sales{batch}", sales, batch))
            found["echo"].append(client.pull_after_upload(f"echo{batch}", sales, batch))
            found["idle"].append(client.pull_nothing(f"echo{batch}", batch))
    return found


def _upload_row(engine: str, count: int, ours: dict, peer: Step) -> Row:
    seconds = ours["upload"]["seconds"]
    rate = count / seconds
    return Row(
        f"backlog of {count:,} sales up, one till, {engine}",
        f"{rate:,.0f}/s",
        f"{peer.rate:,.0f}/s PouchDB by {peer.batch}",
        f"{rate / peer.rate:.2f}",
        f">= {_UPLOAD_GOAL:.0f}",
        rate >= _UPLOAD_GOAL * peer.rate,
        f"{seconds:.2f} s, {ours['upload']['cpu_s'] / count * 1e6:.0f} us of the till's processor"
        f" a sale; bodies of {ours['upload']['body_bytes']} B; projecting stands aside for up to"
        f" 5 s and comes after it; {ours['upload']['rss_mb']:.0f} MB,"
        f" peer {peer.rss_mb:.0f} MB; ours commits with FULL"
        " and a signature checked before acknowledging, the peer's leveldb waits for no disk",
    )


def _no_op_row(what: str, ours: list[float], peer_s: float) -> Row:
    middle = median(ours)
    return Row(
        f"exchange of nothing, against {what}",
        f"{middle * 1000:.1f} ms",
        f"{peer_s * 1000:.1f} ms PouchDB",
        f"{middle / peer_s:.2f}",
        "<= 1/10",
        middle <= _NO_OP_GOAL * peer_s,
        f"all a round does, feeds and proof too; p99 {percentile(ours, 0.99) * 1000:.1f} ms",
    )
