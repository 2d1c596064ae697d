"""Charts of the manager's desk: the first one drawn, and CPU of the window's thread for others."""

import os
import subprocess
import sys

from tests.benchmarks.row import Row, percentile

_FIRST_MS, _LATER_MS = 100, 15


def run(*, is_quick: bool) -> list[Row]:
    """Measure each kind of chart in a process of its own."""
    command = [sys.executable, "-m", "tests.benchmarks.charts_child", "40" if is_quick else "200"]
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    done = subprocess.run(command, env=environment, check=True, capture_output=True, text=True)
    times: dict[str, list[float]] = {}
    for line in done.stdout.splitlines():
        name, spent = line.split()
        times.setdefault(name, []).append(float(spent))
    (first,) = times.pop("first")
    rows = [_row("first chart drawn, fonts and all", first, _FIRST_MS)]
    return rows + [
        _row(f"{name} drawn again, GUI CPU p99", percentile(spent, 0.99), _LATER_MS)
        for name, spent in times.items()
    ]


def _row(what: str, spent_ms: float, goal_ms: int) -> Row:
    return Row(what, f"{spent_ms:.1f} ms", "", "", f"<= {goal_ms} ms", spent_ms <= goal_ms)
