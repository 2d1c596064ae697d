"""The manager's dashboard over a long past: a day, a year, and what bringing it up to date takes.

A year of trade: 5,000 goods, a third of the sales to 20,000 members, 5,000 sales on its last day.
The limit beside it is what a plain sum over the same day's rows of till.db takes.
"""

import os
import shutil
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from pos_app.domain.identifiers import BusinessDate
from pos_app.domain.insight.period import Lens, Period, single_day
from pos_app.domain.operators import Privilege
from pos_app.store.insight.file import INSIGHT_FILE
from tests.benchmarks.row import Row, median
from tests.benchmarks.sale import Shop, give_a_past, open_shop

LAST_DAY = "2025-12-31"
OF_LAST_DAY = 5_000
YEAR = Period(BusinessDate("2025-01-01"), BusinessDate(LAST_DAY))
DAY = single_day(BusinessDate(LAST_DAY))
ROUNDS = 9
_PLAIN = """SELECT sum(net_minor), count(DISTINCT number) FROM retail_transaction
 JOIN sale_line USING (number) WHERE business_date BETWEEN ? AND ?"""
_MEMBERS = """INSERT INTO points_entry SELECT randomblob(16), number,
 CAST(printf('%016d', number * 31 % 20000) AS BLOB), 'purchase', 1, 0, NULL, completed_ms
 FROM retail_transaction WHERE member_handle IS NOT NULL"""


class Unhurried:
    """An errand that nobody takes back."""

    def check(self) -> None:
        """Still wanted."""

    def say(self, done: float) -> None:
        """Nobody listens."""


def run(*, is_quick: bool) -> list[Row]:
    """Measure with a past of 10,000 sales and of a million; ``is_quick`` 20,000."""
    small, large = (5_100, 20_000) if is_quick else (10_000, 1_000_000)
    few, many = _measure(small), _measure(large)
    return [
        _row(
            f"dashboard of a day with 5,000 sales of {large:,}, p50",
            (many.day, few.day, many.plain_day),
            300,
        ),
        _row(
            f"dashboard of a year of {large:,} sales, p50",
            (many.year, few.year, many.plain_year),
            3_000,
        ),
        Row(
            f"insight.db made from {large:,} sales, once",
            f"{many.first_s:.1f} s",
            f"{few.first_s:.1f} s of {small:,}",
            f"{many.first_s / few.first_s:.0f}",
            "stated",
            True,
            f"{many.size_mb:.0f} MB beside till.db",
        ),
        Row(
            "5,000 more sales added to it, then the day's dashboard",
            f"{many.more_ms:.0f} ms",
            "",
            "",
            "stated",
            True,
        ),
    ]


@dataclass(frozen=True, slots=True)
class Measured:
    """Milliseconds of each answer; the plain sum is the limit."""

    day: float
    year: float
    plain_day: float
    plain_year: float
    first_s: float
    more_ms: float
    size_mb: float


def _row(what: str, times: tuple[float, float, float], goal_ms: int) -> Row:
    ours, few, plain = times
    return Row(
        what,
        f"{ours:.0f} ms",
        f"{plain:.0f} ms plain SUM of till.db",
        f"{ours / plain:.2f}",
        f"<= {goal_ms:,} ms",
        ours <= goal_ms,
        f"{few:.0f} ms with a small past",
    )


def _measure(sales: int) -> Measured:
    folder = Path(tempfile.mkdtemp(prefix="ronghe-bench-", dir=os.environ.get("RONGHE_BENCH_DIR")))
    try:
        shop = open_shop(folder)
        shop.ring_up()
        shop.complete()
        give_a_past(shop, sales, _year(sales))
        with shop.desk.till.write() as connection:
            connection.exec_driver_sql(_MEMBERS)
        first_s = _time(shop, DAY) / 1000
        day, year = _median(shop, DAY), _median(shop, YEAR)
        size_mb = (folder / INSIGHT_FILE).stat().st_size / 1e6
        plain_day, plain_year = _plain(shop, DAY), _plain(shop, YEAR)
        give_a_past(shop, OF_LAST_DAY, {"retail_transaction": {"business_date": f"'{LAST_DAY}'"}})
        more_ms = _time(shop, DAY)
        shop.till.close()
    finally:
        shutil.rmtree(folder)
    return Measured(day, year, plain_day, plain_year, first_s, more_ms, size_mb)


def _year(sales: int) -> dict[str, dict[str, str]]:
    """Spread sales over a year, so many on the last day, and over goods, hours and members."""
    day = f"min(364, i * 364 / {max(sales - OF_LAST_DAY, 1)})"
    seconds = f"unixepoch('{YEAR.first}') + {day} * 86400 + 28800 + (i * 7919 % 720) * 60"
    return {
        "retail_transaction": {
            "business_date": f"date('{YEAR.first}', ({day}) || ' days')",
            "completed_ms": f"({seconds}) * 1000",
            "member_handle": "iif(i % 3, NULL, randomblob(8))",
            "member_day": "iif(i % 3, NULL, 20000)",
        },
        "sale_line": {"sku": "printf('%d', line * 1000 + (i * 7919 + line) % 625)"},
    }


def _median(shop: Shop, period: Period) -> float:
    return median([_time(shop, period) for _ in range(ROUNDS)])


def _time(shop: Shop, period: Period) -> float:
    manager = shop.till.counter.office
    admission = manager.admissions.admit(Privilege.VIEW_REPORTS, "bench")
    started_ns = time.perf_counter_ns()
    dashboard = manager.insights.dashboard(admission, period, Lens(), Unhurried())
    ended_ns = time.perf_counter_ns()
    assert dashboard.headline.sales >= OF_LAST_DAY
    return (ended_ns - started_ns) / 1e6


def _plain(shop: Shop, period: Period) -> float:
    """Time what a report without sums of its own would begin with."""
    times = []
    for _ in range(3):
        started_ns = time.perf_counter_ns()
        with shop.desk.till.read() as connection:
            connection.exec_driver_sql(_PLAIN, (period.first, period.last)).one()
        times.append((time.perf_counter_ns() - started_ns) / 1e6)
    return median(times)
