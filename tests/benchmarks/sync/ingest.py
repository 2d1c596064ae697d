"""What one cloud process takes from eight tills at once, against its database alone.

The same signed batches both times: once as requests over HTTP, once as rows that are linked
already, through the same transaction and nothing else.
"""

import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sync.cloud.call import Request
from sync.cloud.inbox.linking import Linked, link
from sync.cloud.inbox.taking import Batch, Taken, take
from sync.wire.exchange import ExchangeAnswer, ExchangeRequest
from sync.wire.packing import pack, unpack
from tests.benchmarks.row import Row
from tests.benchmarks.sync.ground import HttpCloud, run_step, scratch, serving
from tests.benchmarks.sync.server import IDLE, IdleCloud, make_codes, open_cloud
from tests.cloud.client import Till, event_of
from tests.postgres import PostgresServer

TILLS = 8
SALES_EACH = 5_000
QUICK_EACH = 1_000
BATCH = 500
_GOAL = 0.4


@dataclass(frozen=True)
class _Sender:
    """A till whose rows are written, and its batches in order."""

    till: Till
    batches: list[ExchangeRequest]


def run(*, is_quick: bool) -> list[Row]:
    """Measure the database alone, then the service with its projector idle, then at work."""
    each = QUICK_EACH if is_quick else SALES_EACH
    with scratch() as folder:
        sale = run_step("one_sale", folder=str(folder / "till"))["sale"]
        postgres = PostgresServer.start({})
        try:
            ceiling = _database_alone(postgres.create_database(), folder, each, sale)
            idle = _through_http(postgres.create_database(), folder, each, sale, IDLE)
            busy = _through_http(postgres.create_database(), folder, each, sale, "all")
        finally:
            postgres.stop()
    note = (
        f"{TILLS} tills, {TILLS * each:,} sales in batches of {BATCH}, PostgreSQL with fsync,"
        " one process and its clients on the same cores"
    )
    return [_row("projector idle", idle, ceiling, note), _row("projector on", busy, ceiling, note)]


def _row(how: str, ours: float, ceiling: float, note: str) -> Row:
    return Row(
        f"ingest through HTTP and signatures, {how}",
        f"{ours:,.0f} sales/s",
        f"{ceiling:,.0f}/s database only",
        f"{ours / ceiling:.2f}",
        f">= {_GOAL}" if how == "projector idle" else "shown only",
        ours >= _GOAL * ceiling or how != "projector idle",
        note,
    )


def _senders(cloud: Any, codes: Sequence[str], each: int, sale: dict[str, Any]) -> list[_Sender]:
    """Enrol tills, write their journals and cut them into batches."""
    found = []
    for code in codes[:TILLS]:
        till = Till(cloud)
        for _ in range(each):
            till.write(**sale)
        till.enrol(code)
        till.hello()
        found.append(_Sender(till, _batches(till, each)))
    return found


def _batches(till: Till, count: int) -> list[ExchangeRequest]:
    rows = till.rows(1, 0, count)
    first, batches = till.batch(most=BATCH), []
    base = first.base
    for at in range(0, count, BATCH):
        part = rows[at : at + BATCH]
        request = ExchangeRequest(
            base=base,
            head=first.head,
            clock=first.clock,
            events=tuple(event_of(row) for row in part),
            sig=part[-1].sig,
            start=first.start if at == 0 else None,
        )
        batches.append(request)
        base = type(base)(1, part[-1].seq, part[-1].chain)
    return batches


def _at_once(works: Sequence[Callable[[], None]]) -> float:
    """Do all at the same time, a thread each; give the seconds. A failure of one is raised."""
    failures: list[BaseException] = []

    def guarded(work: Callable[[], None]) -> None:
        try:
            work()
        except BaseException as error:  # noqa: BLE001 - raised below, in the thread that asked
            failures.append(error)

    threads = [threading.Thread(target=guarded, args=(work,)) for work in works]
    begun = time.perf_counter()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    took_s = time.perf_counter() - begun
    for failure in failures:
        raise failure
    return took_s


def _database_alone(url: str, folder: Path, each: int, sale: dict[str, Any]) -> float:
    (folder / "alone").mkdir()
    cloud = open_cloud(url, folder / "alone", IdleCloud)
    senders = _senders(cloud, make_codes(cloud, TILLS), each, sale)
    batches = [[_linked(sender, one) for one in sender.batches] for sender in senders]

    def work(mine: list[Batch]) -> None:
        for batch in mine:
            assert isinstance(cloud.database.write(lambda c, b=batch: take(c, b)), Taken)

    seconds = _at_once([lambda mine=mine: work(mine) for mine in batches])
    cloud.close()
    return TILLS * each / seconds


def _linked(sender: _Sender, request: ExchangeRequest) -> Batch:
    till = sender.till
    rows: tuple[Linked, ...] = link(till.terminal_id, request.base, request.events)
    return Batch(
        store=till.store,
        terminal_id=till.terminal_id,
        public_key=till.signer.public_key,
        channel=till.channel,
        is_shut_out=False,
        request=request,
        rows=rows,
        now_ms=request.clock.wall_ms,
    )


def _through_http(url: str, folder: Path, each: int, sale: dict[str, Any], work: str) -> float:
    own = folder / f"http-{work}"
    own.mkdir()
    with serving(url, own, work) as cloud:
        senders = _senders(HttpCloud(cloud.url), cloud.codes, each, sale)
        requests = [
            [sender.till.request("POST", "/sync/v1/exchange", pack(one), compress=True)
             for one in sender.batches]
            for sender in senders
        ]  # fmt: skip
        seconds = _at_once([lambda mine=mine: _send(cloud.url, mine) for mine in requests])
    return TILLS * each / seconds


def _send(url: str, requests: list[Request]) -> None:
    connection = HttpCloud(url)
    for request in requests:
        said = connection.handle(request)
        assert said.status == 200, said.body
        assert unpack(said.body, ExchangeAnswer).acked.seq
