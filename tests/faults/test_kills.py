"""Processes that end without a word, in the middle of a request: till and cloud, real ones."""

import asyncio
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Self

import pytest

from pos_app.store import journal_line
from pos_app.store.database import Database, Synchronous
from pos_app.store.till_file import TILL_FILE
from pos_app.vault.keys import KeyStore
from sync.cloud.database import CloudDatabase
from tests.benchmarks.sync.sales import GOODS
from tests.faults.cloud_process import TAX, CloudProcess, codes, open_zone, running
from tests.faults.fleet import Doorstep, wait_until
from tests.faults.judge import Journal, digest_of, find_faults
from tests.faults.kinds import Exchange, Fault, Pass
from tests.faults.light_till import LightTill
from tests.faults.plans import Request
from tests.faults.proxy import FaultProxy

_SALES = "SELECT count(*) FROM retail_transaction WHERE number > 0"


@pytest.fixture
def engine() -> str:
    """What the cloud stands on, unless a test says otherwise."""
    return "sqlite"


@pytest.fixture
def cloud(request: pytest.FixtureRequest, engine: str, tmp_path: Path) -> Iterator[CloudProcess]:
    url = request.getfixturevalue(f"{engine}_cloud_url")
    with running(CloudProcess(tmp_path, url)) as cloud:
        yield cloud


def stock(cloud: CloudProcess) -> None:
    """Give the cloud the goods that the till sells."""
    open_zone(cloud)
    for one in GOODS:
        cloud.admin("PUT", f"items/{one['sku']}", {**one, "tax": TAX, "unit": "EA"})
    cloud.wait_until_none("pos_cloud_feed_todo")


# ---- the till


class SellingTill:
    """The process of ``tests.faults.selling``, and every receipt that it printed.

    Ends with the block.
    """

    def __init__(self, folder: Path, url: str, code: str) -> None:
        self.printed: list[str] = []
        command = [sys.executable, "-m", "tests.faults.selling", str(folder), url, code]
        self.process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
        self._reader = threading.Thread(target=self._read)
        self._reader.start()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.end()

    def _read(self) -> None:
        assert self.process.stdout is not None
        for line in self.process.stdout:
            self.printed.append(line.strip())

    def end(self) -> int:
        """Kill it, if it still runs; give its exit code."""
        self.process.kill()
        self._reader.join()
        assert self.process.stdout is not None
        self.process.stdout.close()
        return self.process.wait()


@dataclass(frozen=True)
class KillClient:
    """The till ends while its request is on its way: before the cloud has it, or after."""

    kill: Callable[[], None]
    is_forwarded: bool

    async def happen(self, exchange: Exchange) -> None:
        request = await exchange.read()
        if self.is_forwarded:
            await exchange.forward(request)
        self.kill()
        exchange.cut()


class OnExchange:
    """Strikes one exchange, so many after now."""

    def __init__(self, fault: Fault, after: int) -> None:
        self._fault = fault
        self._left = after
        self.has_struck = threading.Event()

    def __call__(self, request: Request) -> Fault:
        if not request.path.endswith("/exchange") or self.has_struck.is_set():
            return Pass()
        self._left -= 1
        if self._left > 0:
            return Pass()
        self.has_struck.set()
        return self._fault


def journal_of(folder: Path) -> Journal:
    """Read from a till's files what it wrote; nobody else has them open."""
    keys = KeyStore(folder).load()
    till = Database(folder / TILL_FILE, keys.till_key, Synchronous.FULL)
    with closing(till), till.read() as connection:
        ids = [row.event_id for row in journal_line.rows_after(connection, (0, 0))]
        sales = connection.exec_driver_sql(_SALES).scalar_one()
    return Journal(keys.terminal_id, len(ids), digest_of(ids), sales)


def test_a_till_killed_in_the_middle_of_an_exchange_loses_and_doubles_nothing(
    cloud: CloudProcess, proxy: FaultProxy, tmp_path: Path
) -> None:
    stock(cloud)
    folder, printed = tmp_path / "till", list[str]()
    (code,) = codes(cloud.database_url, 1)
    for is_forwarded in (False, True):
        with SellingTill(folder, proxy.url, code) as till:
            wait_until(lambda till=till: len(till.printed) > 5, "it sells")
            plan = OnExchange(KillClient(till.process.kill, is_forwarded), after=2)
            proxy.plan = plan
            assert plan.has_struck.wait(60)
        printed += till.printed
    push = [sys.executable, "-m", "sync", "push", "--data", str(folder)]
    done = subprocess.run(push, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    wait_until_projected(cloud)
    journal = journal_of(folder)
    assert judged(cloud, [journal]) == []
    assert len(set(printed)) == len(printed) <= journal.sales
    assert set(printed) <= receipts(cloud)


def test_two_processes_never_have_one_till_folder(cloud: CloudProcess, tmp_path: Path) -> None:
    stock(cloud)
    folder = tmp_path / "till"
    (code,) = codes(cloud.database_url, 1)
    with SellingTill(folder, cloud.url, code) as first:
        wait_until(lambda: bool(first.printed), "the first one sells")
        with SellingTill(folder, cloud.url, "") as second:
            assert second.process.wait(60) == 1
        assert second.printed == ["DATA_IN_USE"]
        sold = len(first.printed)
        wait_until(lambda: len(first.printed) > sold, "the first one goes on")
    with SellingTill(folder, cloud.url, "") as third:
        wait_until(lambda: bool(third.printed), "a dead process holds nothing")
    assert set(third.printed).isdisjoint(first.printed)


# ---- the cloud


@dataclass(frozen=True)
class KillServer:
    """The cloud ends while it works on a request, so many milliseconds after it has it."""

    kill: Callable[[], None]
    after_ms: int

    async def happen(self, exchange: Exchange) -> None:
        request = await exchange.read()
        asking = asyncio.ensure_future(exchange.forward(request))
        await asyncio.sleep(self.after_ms / 1000)
        await asyncio.to_thread(self.kill)
        await asyncio.gather(asking, return_exceptions=True)
        exchange.cut()


@pytest.mark.parametrize("engine", ["sqlite", "postgres"])
def test_a_cloud_killed_while_it_takes_journals_has_each_row_once_when_it_is_back(
    cloud: CloudProcess, proxy: FaultProxy, tmp_path: Path
) -> None:
    keys = tmp_path / "keys.json"
    letting_in = codes(cloud.database_url, 4)
    tills = []
    with closing(Doorstep(cloud.database_url, keys)) as door:
        for number, code in enumerate(letting_in):
            tills.append(LightTill(tmp_path / f"till-{number}", proxy.url, f"T{number}"))
            tills[-1].enrol(code, door)
    for till in tills:
        till.sell(400)
        till.start()
    for after_ms in (0, 15, 40):
        plan = OnExchange(KillServer(cloud.kill, after_ms), after=2)
        proxy.plan = plan
        for till in tills:
            till.sell(100)
            till.hurry()
        assert plan.has_struck.wait(60)
        wait_until(lambda: not cloud.is_running, "the cloud is dead")
        cloud.start()
    for till in tills:
        till.hurry()
    wait_until(lambda: all(till.is_acknowledged for till in tills), "the cloud has every row")
    wait_until_projected(cloud)
    journals = []
    for till in tills:
        till.stop()
        till.close()
        journals.append(journal_of(till.trade.folder))
    assert [journal.sales for journal in journals] == [700] * 4
    assert judged(cloud, journals) == []


# ---- what is found


def wait_until_projected(cloud: CloudProcess) -> None:
    cloud.wait_until_none("pos_cloud_projector_lag_rows")


def judged(cloud: CloudProcess, journals: list[Journal]) -> list[str]:
    with closing(CloudDatabase(cloud.database_url)) as database:
        return database.read(lambda connection: find_faults(connection, journals))


def receipts(cloud: CloudProcess) -> set[str]:
    with closing(CloudDatabase(cloud.database_url)) as database:
        return database.read(lambda c: set(c.exec_driver_sql("SELECT receipt FROM sale").scalars()))
