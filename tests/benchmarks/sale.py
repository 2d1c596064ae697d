"""A durable sale against a bare fdatasync of the same bytes; empty and with a long past.

The sale is what ``services.tendering.finish`` commits: header, 8 lines, 3 discounts on lines, 2
tenders, 2 taxes, the counter, the end of the open transaction, and the signed journal row.
"""

import os
import random
import shutil
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path

import sqlalchemy as sa

from pos_app.assembly import Till, open_counter
from pos_app.clock import SystemClock
from pos_app.config import Config
from pos_app.domain.identifiers import OperatorId, ReceiptNumber
from pos_app.domain.money import Money
from pos_app.domain.tender import CardSlip
from pos_app.domain.transaction import Discount
from pos_app.services.desk import Desk
from pos_app.vault.pins import PinCost
from tests.benchmarks.row import Row, median, percentile

SKUS = ("100001", "100005", "100013", "100144", "100167", "100206", "100249", "100383")
SLIP = CardSlip("UnionPay", "1234", "A1B2C3")
CARD_PART = Money(1_000)
_DAYS = {"retail_transaction": {"business_date": "date('2020-01-01', (i / 500) || ' days')"}}
_COLUMNS = "SELECT name FROM pragma_table_info('{table}')"


@dataclass(slots=True)
class Shop:
    """An opened till with a manager signed on and a shift open."""

    till: Till
    desk: Desk
    folder: Path
    operator: OperatorId

    def ring_up(self) -> None:
        """Put eight lines, three discounts and a first tender into the basket."""
        checkout = self.till.counter.checkout
        for sku in SKUS:
            checkout.add_item(sku)
        for line in (1, 2, 3):
            checkout.discount_line(line, Discount("EXPIRY", self.operator, 50_000))
        self.till.counter.tendering.tender_card(CARD_PART, SLIP)

    def complete(self) -> ReceiptNumber:
        """Take the cash: the one durable commit of the sale."""
        outcome = self.till.counter.tendering.tender_cash(Money(99_900))
        assert outcome.completed is not None
        return outcome.completed.receipt


@dataclass(frozen=True, slots=True)
class Times:
    """Milliseconds of each sale, of its part from BEGIN on, of its CPU, and of each bare write."""

    sale: list[float] = field(default_factory=list)
    commit: list[float] = field(default_factory=list)
    cpu: list[float] = field(default_factory=list)
    bare: list[float] = field(default_factory=list)


def open_shop(folder: Path) -> Shop:
    """Open a till and a shift in a folder."""
    till = open_counter(Config(folder), SystemClock(), pin_cost=PinCost(1, 8, 1))
    counter = till.counter
    session = counter.sign_on.sign_on("2001", "518396")
    status = counter.shifts.status()
    if status.business_date is None:
        counter.shifts.open_day(status.suggested_date)
    if status.shift is None:
        counter.shifts.open_shift(((10_000, 3),))
    return Shop(till, counter.shifts._desk, folder, session.operator.id)


def run(*, is_quick: bool) -> list[Row]:
    """Measure; ``is_quick`` takes fewer rounds and a past of 20,000 sales."""
    rounds, past = (60, 20_000) if is_quick else (300, 1_000_000)
    folder = Path(tempfile.mkdtemp(prefix="ronghe-bench-", dir=os.environ.get("RONGHE_BENCH_DIR")))
    try:
        shop = open_shop(folder)
        for _ in range(10):
            shop.ring_up()
            shop.complete()
        size = _wal_bytes_of_a_sale(shop)
        empty = _interleave(shop, rounds, size)
        find_empty = _look_ups(shop, rounds * 4)
        give_a_past(shop, past, _DAYS)
        full = _interleave(shop, rounds, size)
        find_full = _look_ups(shop, rounds * 4)
        shop.till.close()
        syncs = _syncs_a_sale(folder / "traced")
    finally:
        shutil.rmtree(folder)
    return _rows(size, (empty, full), (find_empty, find_full), past, syncs)


def _rows(
    size: int,
    sales: tuple[Times, Times],
    finds: tuple[list[float], list[float]],
    past: int,
    syncs: str,
) -> list[Row]:
    empty, full = sales
    bare = median(empty.bare)
    find_empty, find_full = (median(values) for values in finds)
    return [
        *(
            Row(
                f"durable sale, {what}, p50 ({size // 1024} KB of WAL)",
                f"{median(times):.2f} ms",
                f"{bare:.2f} ms bare fdatasync",
                f"{median(times) / bare:.2f}",
                "<= 3",
                median(times) / bare <= 3,
                f"p99 {percentile(times, 0.99):.1f} / {percentile(empty.bare, 0.99):.1f} ms",
            )
            for what, times in (
                ("BEGIN to the answer after COMMIT", empty.commit),
                ("cash key to answer", empty.sale),
            )
        ),
        Row(
            "CPU of a durable sale, cash key to answer, p50",
            f"{median(empty.cpu):.2f} ms",
            "",
            "",
            "<= 1 ms",
            median(empty.cpu) <= 1,
        ),
        Row("fdatasync calls a sale", syncs, "", "", "exactly 1", syncs == "1.00"),
        Row(
            f"durable sale with {past:,} past sales, p50",
            f"{median(full.sale):.2f} ms",
            f"{median(empty.sale):.2f} ms empty",
            f"{median(full.sale) / median(empty.sale):.2f}",
            "<= 1.2",
            median(full.sale) / median(empty.sale) <= 1.2,
            f"CPU {median(full.cpu):.2f} / {median(empty.cpu):.2f} ms",
        ),
        Row(
            f"return look-up by number with {past:,} past sales, p50",
            f"{find_full:.3f} ms",
            f"{find_empty:.3f} ms empty",
            f"{find_full / find_empty:.2f}",
            "<= 1.2",
            find_full / find_empty <= 1.2,
        ),
    ]


def _wal_bytes_of_a_sale(shop: Shop) -> int:
    """Measure what one sale appends to a WAL that starts anew."""
    shop.ring_up()
    wal = shop.folder / "till.db-wal"
    with shop.desk.till.maintain() as driver:
        driver.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    shop.complete()
    return wal.stat().st_size


def _interleave(shop: Shop, rounds: int, size: int) -> Times:
    """Time sales and bare writes in random order."""
    begun_ns = 0

    def on_begin(_connection: sa.Connection) -> None:
        nonlocal begun_ns
        begun_ns = time.perf_counter_ns()

    writer = shop.desk.till._writer
    sa.event.listen(writer, "begin", on_begin, insert=True)
    order = ["sale", "bare"] * rounds
    random.Random(7).shuffle(order)
    payload = os.urandom(size)
    path = shop.folder / "bare.bin"
    path.write_bytes(payload)
    times = Times()
    handle = os.open(path, os.O_WRONLY)
    for what in order:
        if what == "bare":
            started_ns = time.perf_counter_ns()
            os.pwrite(handle, payload, 0)
            os.fdatasync(handle)
            times.bare.append((time.perf_counter_ns() - started_ns) / 1e6)
            continue
        shop.ring_up()
        started_ns, cpu_ns = time.perf_counter_ns(), time.thread_time_ns()
        shop.complete()
        cpu_ns, ended_ns = time.thread_time_ns() - cpu_ns, time.perf_counter_ns()
        times.cpu.append(cpu_ns / 1e6)
        times.sale.append((ended_ns - started_ns) / 1e6)
        times.commit.append((ended_ns - begun_ns) / 1e6)
    os.close(handle)
    sa.event.remove(writer, "begin", on_begin)
    return times


def _look_ups(shop: Shop, count: int) -> list[float]:
    """Time the look-up that begins a return, at random among all receipts."""
    history = shop.till.counter.history
    newest = history.recent(1)[0].receipt
    source = random.Random(11)
    times = []
    for _ in range(count):
        receipt = ReceiptNumber(newest.store, newest.workstation, source.randint(1, newest.number))
        started = time.perf_counter_ns()
        shop.till.counter.returns.find(receipt)
        times.append((time.perf_counter_ns() - started) / 1e6)
    return times


def give_a_past(shop: Shop, sales: int, changes: dict[str, dict[str, str]]) -> None:
    """Copy the last sale a million times inside the file: rows, journal row, counter.

    ``changes``: by table and column what a copy has instead, in SQL; ``i`` counts them from 1.
    The copied journal rows carry the hashes of the one copied; nothing here verifies them.
    """
    with shop.desk.till.write() as connection:
        last = connection.exec_driver_sql("SELECT last_number FROM receipt_counter").scalar_one()
        seq = connection.exec_driver_sql("SELECT seq FROM head").scalar_one()
        span = (
            f"WITH RECURSIVE past(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM past"
            f" WHERE i < {sales})"
        )
        source_seq = connection.exec_driver_sql(
            "SELECT journal_seq FROM retail_transaction WHERE number = ?", (last,)
        ).scalar_one()
        replaced = {
            "journal": {"seq": f"{seq} + i", "event_id": "randomblob(16)"},
            "retail_transaction": {
                "number": f"{last} + i",
                "id": "randomblob(16)",
                "journal_seq": f"{seq} + i",
            },
        }
        for table in ("sale_line", "line_modifier", "tender_line", "transaction_tax"):
            replaced[table] = {"number": f"{last} + i"}
        for table, own in replaced.items():
            said = own | changes.get(table, {})
            names = [row[0] for row in connection.exec_driver_sql(_COLUMNS.format(table=table))]
            values = ", ".join(said.get(name, name) for name in names)
            where = f"seq = {source_seq}" if table == "journal" else f"number = {last}"
            connection.exec_driver_sql(
                f"INSERT INTO {table} ({', '.join(names)}) {span}"
                f" SELECT {values} FROM past, {table} WHERE {where}"
            )
        connection.exec_driver_sql(f"UPDATE receipt_counter SET last_number = {last + sales}")
        connection.exec_driver_sql(f"UPDATE head SET seq = {seq + sales}")


def _syncs_a_sale(folder: Path) -> str:
    """Count fdatasync over 20 completions with strace; words where strace is missing."""
    if shutil.which("strace") is None:
        return "strace is missing"
    folder.mkdir()
    trace = folder / "trace.txt"
    command = ["strace", "-f", "-qq", "-e", "trace=fdatasync,fsync,write", "-o", str(trace)]
    child = [sys.executable, "-m", "tests.benchmarks.sale_child", str(folder)]
    subprocess.run([*command, *child], check=True, stdout=subprocess.DEVNULL)
    counted = sales = 0
    is_counting = False
    for line in trace.read_text(errors="replace").splitlines():
        if '"<sale>' in line:
            is_counting = True
        elif '"</sale>' in line:
            is_counting = False
            sales += 1
        elif is_counting and ("fdatasync(" in line or "fsync(" in line):
            counted += 1
    return f"{counted / sales:.2f}" if sales else "no sale seen"
