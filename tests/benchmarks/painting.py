"""Enter to painted line and total: CPU of the window's thread, with 5 and with 500 lines."""

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from tests.benchmarks.row import Row, median, percentile


def run(*, is_quick: bool) -> list[Row]:
    """Measure two baskets in processes of their own."""
    scans = 60 if is_quick else 200
    folder = Path(tempfile.mkdtemp(prefix="ronghe-bench-"))
    try:
        _measured(folder, 5, 10)  # sets the demo store up
        few, _ = _measured(folder, 5, scans)
        many, customer = _measured(folder, 500, scans)
    finally:
        shutil.rmtree(folder)
    p50, p99 = median(many), percentile(many, 0.99)
    ratio = p50 / median(few)
    beside = median(customer)
    return [
        Row(
            "Enter to painted, 500 lines, GUI CPU p50", f"{p50:.1f} ms", "", "", "<= 6 ms", p50 <= 6
        ),
        Row(
            "Enter to painted, 500 lines, GUI CPU p99",
            f"{p99:.1f} ms",
            "",
            "",
            "<= 10 ms",
            p99 <= 10,
        ),
        Row(
            "Enter to painted, 500 lines against 5",
            f"{p50:.1f} ms",
            f"{median(few):.1f} ms with 5",
            f"{ratio:.2f}",
            "<= 1.3",
            ratio <= 1.3,
        ),
        Row(
            "The customer's screen painted after it, 500 lines",
            f"{beside:.1f} ms",
            "",
            "",
            "<= 10 ms",
            beside <= 10,
        ),
    ]


def _measured(folder: Path, lines: int, count: int) -> tuple[list[float], list[float]]:
    """Give milliseconds of every scan, and of every painting for the customer after them."""
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    command = [sys.executable, "-m", "tests.benchmarks.painting_child"]
    done = subprocess.run(
        [*command, str(folder), str(lines), str(count)],
        env=environment,
        check=True,
        capture_output=True,
        text=True,
    )
    told = [line.split() for line in done.stdout.splitlines()]
    scans = [float(line[1]) for line in told if line[:1] == ["scan"]]
    return scans, [float(line[1]) for line in told if line[:1] == ["customer"]]
