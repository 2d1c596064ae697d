"""A load of tills: real journals, signed requests, two real servers over one database.

A till sells, uploads to one server and after any trouble says hello to the other, as it would
behind a balancer. What it was told is acknowledged must be in the inbox, once, in order, and with
the chain that it signed; and what two projectors made of it beside one another must be what the
inbox says, no sale missing or counted twice.
"""

import contextlib
import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from threading import Event

import psycopg
import requests
import sqlalchemy as sa

from sync.cloud.call import Request, Response
from sync.cloud.clock import SystemCloudClock
from sync.cloud.database import CloudDatabase
from sync.cloud.keys import ServerKeys
from sync.cloud.schema.facts import TERMINAL
from sync.cloud.schema.sales import SALE
from sync.cloud.service import Cloud
from sync.cloud.settings import Settings
from sync.wire.exchange import Position
from tests.cloud.client import Refusal, Shop, TestClock, Till
from tests.cloud.http.served import served
from tests.cloud.ledgers.world import transaction
from tests.faults.judge import find_projection_faults
from tests.ha.trouble import Result
from tests.postgres import libpq

TILLS = 8
SALES_AT_ONCE = 20
_SERVERS = 2
_NO_LIMIT = 1_000_000
_PAUSE_S = 0.2
_BREATH_S = 0.4  # every row is read again on three nodes afterwards
_TIMEOUT_S = 20
_PROJECTED_WITHIN_S = 120
# A refusal that says "later", or "say hello again"; any other is a fault of ours.
_PATIENT = frozenset({"OVERLOADED", "NOT_READY", "CHANNEL_LOST"})
_ROWS = "SELECT epoch, seq, event_id, chain FROM inbox WHERE terminal = %s ORDER BY epoch, seq"


class Servers:
    """Two addresses of one cloud; a request goes to the one that is in use."""

    def __init__(self, urls: list[str], first: int) -> None:
        self._urls = urls
        self._at = first
        self._session = requests.Session()
        self._session.trust_env = False

    def change(self) -> None:
        """Go to the other one from now on."""
        self._at += 1

    def close(self) -> None:
        """Close the connections."""
        self._session.close()

    def handle(self, request: Request) -> Response:
        """Send a request over the network. Raises ``requests.RequestException``."""
        url = self._urls[self._at % len(self._urls)] + request.path
        answer = self._session.request(
            request.method,
            f"{url}?{request.query}" if request.query else url,
            data=request.body,
            headers={**request.headers, "content-type": "application/json"},
            timeout=_TIMEOUT_S,
            allow_redirects=False,
        )
        headers = {name.lower(): value for name, value in answer.headers.items()}
        return Response(answer.status_code, answer.content, headers)


@dataclass
class Trader:
    """One till and what it was told."""

    terminal_id: bytes = b""
    acknowledged: Position | None = None
    written: dict[int, bytes] = field(default_factory=dict)
    """The event ids of its journal, by position."""
    troubles: Counter[str] = field(default_factory=Counter)
    faults: list[str] = field(default_factory=list)
    longest_wait_s: float = 0.0

    def trade(self, till: Till, servers: Servers, stop: Event) -> None:
        """Sell and upload until told to stop; the last sales are uploaded too."""
        self.terminal_id = till.terminal_id
        answered_at = time.monotonic()
        while not (stop.is_set() and till.have == till.head) and not self.faults:
            if till.have == till.head:
                self._sell(till)
                self.written |= {row.seq: row.event_id for row in till.rows(1, len(self.written))}
            if self._upload(till):
                now = time.monotonic()
                self.longest_wait_s = max(self.longest_wait_s, now - answered_at)
                answered_at = now
                stop.wait(_BREATH_S)
            else:
                servers.change()
                till.channel = ""
                stop.wait(_PAUSE_S)

    def _sell(self, till: Till) -> None:
        for _ in range(SALES_AT_ONCE):
            number = till.head.seq
            receipt = f"{till.store}-{till.terminal_id.hex()[-4:]}-{number:06d}"
            event_id = till.terminal_id[8:] + number.to_bytes(8, "big")
            till.write("sale", event_id, txn=event_id.hex(), **transaction(receipt, 500, "W1"))

    def _upload(self, till: Till) -> bool:
        try:
            if not till.channel:
                verdict = till.hello().verdict
                if verdict != "ok":
                    self.faults.append(f"hello says {verdict}")
            till.upload()
        except Refusal as refusal:
            self.troubles[refusal.code] += 1
            if refusal.code not in _PATIENT:
                self.faults.append(str(refusal))
            return False
        except requests.RequestException as failure:
            self.troubles[type(failure).__name__] += 1
            return False
        finally:
            self.acknowledged = till.have
        return True

    def find_faults(self, connection: psycopg.Connection) -> list[str]:
        """Compare the inbox with the journal."""
        told = self.acknowledged
        assert told is not None, "it never came to an answer"
        rows = connection.execute(_ROWS, (self.terminal_id,)).fetchall()
        found = {seq: (event_id, chain) for _, seq, event_id, chain in rows}
        faults = list(self.faults)
        if [row[1] for row in rows] != list(range(1, len(rows) + 1)):
            faults.append("rows are missing in the middle, or there twice")
        if len(rows) < told.seq:
            faults.append(f"{told.seq - len(rows)} of {told.seq} acknowledged rows are lost")
        elif found[told.seq][1] != told.chain:
            faults.append(f"row {told.seq} has another chain")
        strange = [seq for seq, (event_id, _) in found.items() if event_id != self.written.get(seq)]
        if strange:
            faults.append(f"rows {strange[:5]} are not those of the till")
        return [f"till {self.terminal_id.hex()[-4:]}: {fault}" for fault in faults]


@contextlib.contextmanager
def _cloud(url: str) -> Iterator[tuple[Cloud, list[str]]]:
    """Serve one database from two servers, which know nothing of each other."""
    settings = Settings(requests_a_minute=_NO_LIMIT, strangers_a_minute=_NO_LIMIT)
    keys = ServerKeys.make(TestClock().random_bytes, 1_795_000_000)
    with contextlib.ExitStack() as stack:
        clouds, urls = [], []
        for _ in range(_SERVERS):
            database = CloudDatabase(url)
            clouds.append(Cloud(database, SystemCloudClock(), keys, settings))
            urls.append(stack.enter_context(served(clouds[-1], database)).url("tills"))
        yield clouds[0], urls


def trade(url: str, stop: Event) -> Result:
    """Trade with eight tills until told to stop."""
    traders = [Trader() for _ in range(TILLS)]
    with _cloud(url) as (cloud, urls), ThreadPoolExecutor(TILLS) as pool:
        shop = Shop(cloud, TestClock())
        jobs = [
            pool.submit(_run, trader, shop, Servers(urls, number), stop)
            for number, trader in enumerate(traders)
        ]
        for job in jobs:
            job.result()
        _wait_for_projectors(cloud.database)
    troubles = sum((trader.troubles for trader in traders), Counter[str]())
    acknowledged = sum(trader.acknowledged.seq for trader in traders if trader.acknowledged)
    print(f"tills: {acknowledged} events acknowledged; on the way: {dict(troubles)}", flush=True)
    return Result(
        acknowledged=acknowledged,
        repeated=troubles.total(),
        longest_wait_s=max(trader.longest_wait_s for trader in traders),
        find_faults=lambda url: _find_faults(url, traders),
    )


def _run(trader: Trader, shop: Shop, servers: Servers, stop: Event) -> None:
    with contextlib.closing(servers):
        till = Till(shop.cloud)
        till.write("start")
        till.enrol(shop.code())
        till.cloud = servers
        trader.written[1] = till.rows(1, 0)[0].event_id
        trader.trade(till, servers, stop)


def _wait_for_projectors(database: CloudDatabase) -> None:
    """Wait until everything that was taken is made use of."""
    of = TERMINAL.c
    place, done = sa.tuple_(of.epoch, of.seq), sa.tuple_(of.projected_epoch, of.projected_seq)
    waiting = sa.select(sa.func.count()).where(done < place)
    pause = Event()
    for _ in range(_PROJECTED_WITHIN_S * 10):
        if not database.read(lambda connection: connection.scalar(waiting)):
            return
        pause.wait(0.1)


def _find_faults(url: str, traders: list[Trader]) -> list[str]:
    with psycopg.connect(libpq(url)) as connection:
        faults = [fault for trader in traders for fault in trader.find_faults(connection)]
    with contextlib.closing(CloudDatabase(url)) as database:
        return faults + database.read(lambda found: _find_projection_faults(found, traders))


def _find_projection_faults(connection: sa.Connection, traders: list[Trader]) -> list[str]:
    faults = find_projection_faults(connection)
    for trader in traders:
        mine = SALE.c.terminal == trader.terminal_id
        sold = connection.scalar(sa.select(sa.func.count()).select_from(SALE).where(mine))
        if sold != len(trader.written) - 1:  # its first row is the start
            name = trader.terminal_id.hex()[-4:]
            faults.append(f"till {name}: {sold} sales of {len(trader.written) - 1} are counted")
    return faults
