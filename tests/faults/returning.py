"""A shop's tills come back after a day offline: ``python -m tests.faults.returning``.

A real cloud in a process of its own, real tills (files, journals, engines, threads, sockets) in a
few more, and four tills whose customers wait for holds all the while. Prints when everything was
acknowledged and how long the customers waited; fails when anything was lost or doubled, or when a
till asked again before the time that an overloaded cloud had named.
"""

import argparse
import contextlib
import json
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, closing
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from sync.cloud.database import CloudDatabase
from tests.benchmarks.row import percentile
from tests.faults.cloud_process import TAX, CloudProcess, codes, open_zone, running
from tests.faults.customers import CAMPAIGN, CARD
from tests.faults.fleet import Order
from tests.faults.judge import Journal, find_faults
from tests.postgres import PostgresServer

ASKERS = 4
_CAMPAIGN = {
    "format": "ronghe-campaign/1",
    "number": CAMPAIGN,
    "class": "a",
    "name": {"zh": "礼品券", "en": "Gift"},
    "rule": {},
    "on_return": "keep_spent",
}


@dataclass(frozen=True)
class Day:
    """How much comes back: ``prices`` changed at head office meanwhile."""

    tills: int = 100
    sales: int = 500
    prices: int = 2_000
    jitter_s: float = 10.0
    processes: int = 4
    threads: int = 8


@dataclass
class Story:
    """What was seen."""

    rows: int = 0
    acknowledged_s: float = 0.0
    in_step_s: float = 0.0
    projected_s: float = 0.0
    answers: Counter[str] = field(default_factory=Counter)
    seconds: list[float] = field(default_factory=list)
    unanswered: Counter[str] = field(default_factory=Counter)
    faults: list[str] = field(default_factory=list)

    def __str__(self) -> str:
        """Tell it in three lines."""
        p50, p99 = (percentile(self.seconds, share) * 1000 for share in (0.5, 0.99))
        return (
            f"{self.rows:,} rows acknowledged after {self.acknowledged_s:.1f} s, all in step after"
            f" {self.in_step_s:.1f} s, all projected after {self.projected_s:.1f} s\n"
            f"holds meanwhile: {len(self.seconds)}, p50 {p50:.0f} ms, p99 {p99:.0f} ms, longest"
            f" {max(self.seconds) * 1000:.0f} ms, without an answer {dict(self.unanswered)}\n"
            f"answers to the tills that came back: {dict(self.answers)}"
        )


def come_back(url: str, folder: Path, day: Day) -> Story:
    """Live through it on the database of a URL."""
    cloud = CloudProcess(folder, url, "--threads", str(day.threads))
    with running(cloud), ExitStack() as stack:
        _furnish(cloud, day)
        fleets = [
            stack.enter_context(_child("fleet", order)) for order in _orders(cloud, folder, day)
        ]
        askers = stack.enter_context(_child("customers", _askers(cloud, folder, day)))
        for child in (*fleets, askers):
            _hear(child)
        prices = [{"sku": f"S{n}", "price": 200 + n % 50} for n in range(day.prices)]
        cloud.admin("POST", "prices", {"prices": prices})
        cloud.wait_until_none("pos_cloud_feed_todo")
        for child in (*fleets, askers):
            _say(child)
        begun = time.monotonic()
        found = [_hear(child) for child in fleets]
        _say(askers)
        asked = _hear(askers)
        cloud.wait_until_none("pos_cloud_projector_lag_rows")
        return _judge(url, found, asked, time.monotonic() - begun)


def _judge(
    url: str, found: Sequence[dict[str, Any]], asked: dict[str, Any], projected_s: float
) -> Story:
    journals = [
        Journal(bytes.fromhex(said.pop("terminal_id")), **said)
        for child in (*found, asked)
        for said in child["journals"]
    ]
    story = Story(
        rows=sum(journal.rows for journal in journals),
        acknowledged_s=max(child["acknowledged_s"] for child in found),
        in_step_s=max(child["in_step_s"] for child in found),
        projected_s=projected_s,
        answers=sum((Counter(child["answers"]) for child in found), Counter[str]()),
        seconds=asked["seconds"],
        unanswered=Counter(asked["refused"]),
        faults=[line for child in found for line in child["impatient"]],
    )
    with closing(CloudDatabase(url)) as database:
        story.faults += database.read(lambda connection: find_faults(connection, journals))
    return story


def _furnish(cloud: CloudProcess, day: Day) -> None:
    """Give the shop goods, gift cards and a coupon that is held at the cloud."""
    open_zone(cloud)
    goods = [
        {"sku": f"S{n}", "tax": TAX, "unit": "EA", "zh": f"商品{n}", "price": 100}
        for n in range(day.prices)
    ]
    lines = b"\n".join(json.dumps(one).encode() for one in goods)
    cloud.admin("POST", "items/import", lines, "application/x-ndjson")
    definition = json.dumps(_CAMPAIGN)
    cloud.admin("PUT", f"campaigns/{CAMPAIGN}", {"definition": definition})
    for number in range(ASKERS):
        card = {"token": CARD.format(number), "mask": "****1234", "currency": "CNY"}
        cloud.admin("PUT", "cards", {**card, "amount_minor": 1_000_000})
    cloud.wait_until_none("pos_cloud_feed_todo")


def _orders(cloud: CloudProcess, folder: Path, day: Day) -> list[Order]:
    share = -(-day.tills // day.processes)
    every = codes(cloud.database_url, day.tills)
    return [
        _order(cloud, folder, ASKERS + first, every[first : first + share], day)
        for first in range(0, day.tills, share)
    ]


def _askers(cloud: CloudProcess, folder: Path, day: Day) -> Order:
    return _order(cloud, folder, 0, codes(cloud.database_url, ASKERS), day)


def _order(cloud: CloudProcess, folder: Path, first: int, letting_in: list[str], day: Day) -> Order:
    return Order(
        folder=str(folder),
        url=cloud.url,
        database_url=cloud.database_url,
        keys=str(cloud.folder / "keys.json"),
        first=first,
        codes=letting_in,
        sales=day.sales,
        jitter_s=day.jitter_s,
    )


# ---- processes


@contextlib.contextmanager
def _child(module: str, order: Order) -> Iterator["subprocess.Popen[str]"]:
    command = [sys.executable, "-m", f"tests.faults.{module}", json.dumps(asdict(order))]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        try:
            yield process
        except BaseException:
            process.kill()
            raise


def _hear(child: "subprocess.Popen[str]") -> dict[str, Any]:
    assert child.stdout is not None
    line = child.stdout.readline()
    assert line, "a process of tills has failed; its words stand above"
    said: dict[str, Any] = json.loads(line)
    return said


def _say(child: "subprocess.Popen[str]") -> None:
    assert child.stdin is not None
    child.stdin.write("go\n")
    child.stdin.flush()


def main() -> int:
    """Tell what was seen; fail when anything was lost, doubled or asked too early."""
    parser = argparse.ArgumentParser(description=__doc__)
    for name, default in asdict(Day()).items():
        parser.add_argument(f"--{name.replace('_', '-')}", type=type(default), default=default)
    parser.add_argument("--sqlite", action="store_true", help="the embedded database instead")
    given = vars(parser.parse_args())
    is_sqlite = given.pop("sqlite")
    day = Day(**given)
    with tempfile.TemporaryDirectory(prefix="ronghe-back-", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        if is_sqlite:
            story = come_back(f"sqlite:///{folder / 'cloud.db'}", folder, day)
        else:
            postgres = PostgresServer.start({})
            try:
                story = come_back(postgres.create_database(), folder, day)
            finally:
                postgres.stop()
    print(story)
    print("\n".join(story.faults) or "nothing lost, nothing doubled, nobody impatient")
    return 1 if story.faults else 0


if __name__ == "__main__":
    sys.exit(main())
