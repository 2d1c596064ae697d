"""Reports as files: 200 rows on paper, and a long list as a workbook and as text."""

import os
import subprocess
import sys

from tests.benchmarks.row import Row, median

_PAPER_MS = 150
_MANY = 10_000


def run(*, is_quick: bool) -> list[Row]:
    """Measure in a process of its own, after one of each kind to warm up."""
    command = [sys.executable, "-m", "tests.benchmarks.files_child", "3" if is_quick else "20"]
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    done = subprocess.run(
        [*command, str(_MANY)], env=environment, check=True, capture_output=True, text=True
    )
    times: dict[str, list[float]] = {}
    for line in done.stdout.splitlines():
        name, spent = line.split()
        times.setdefault(name, []).append(float(spent))
    paper, book, text = (median(times[name]) for name in ("pdf", "xlsx", "csv"))
    return [
        Row(
            "A4 report of 200 rows as PDF",
            f"{paper:.0f} ms",
            "",
            "",
            f"<= {_PAPER_MS} ms",
            paper <= _PAPER_MS,
            "wall, on the report thread",
        ),
        Row(
            f"{_MANY:,} rows of 8 columns as XLSX",
            f"{book:.0f} ms",
            f"{text:.0f} ms as CSV",
            f"{book / text:.1f}",
            "<= 5 s",
            book <= 5_000,
        ),
    ]
