"""One sale and its exchange after a short past and after a long one, on both sides."""

from tests.benchmarks.row import Row, median
from tests.benchmarks.sync.ground import run_step, scratch, serving, sqlite_url
from tests.benchmarks.sync.sales import GOODS
from tests.benchmarks.sync.server import IDLE

SIZES = (10_000, 1_000_000)
QUICK = (2_000, 50_000)
ROUNDS = 60
_GOAL = 1.2


def run(*, is_quick: bool) -> list[Row]:
    """Measure both with one till and one cloud."""
    few, many = QUICK if is_quick else SIZES
    with scratch() as folder:
        url = sqlite_url(folder)
        with serving(url, folder) as cloud:
            cloud.stock(GOODS)
        with serving(url, folder, IDLE) as cloud:
            told = {"folder": str(folder / "till"), "url": cloud.url, "code": cloud.code()}
            found = run_step("growth", **told, database=url, few=few, many=many, rounds=ROUNDS)
    short, long = median(found["few"]), median(found["many"])
    return [
        Row(
            f"exchange of one sale, {few:,} -> {many:,} past sales, p50",
            f"{long * 1000:.1f} ms",
            f"{short * 1000:.1f} ms with {few:,}",
            f"{long / short:.2f}",
            f"<= {_GOAL}",
            long <= _GOAL * short,
            "both sides hold them: journal and receipts in till.db, rows in the inbox (SQLite)",
        )
    ]
