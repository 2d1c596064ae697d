"""From process start to painted, and to ready to sell, against a bare PySide6 window."""

import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from tests.benchmarks.row import Row, median


def run(*, is_quick: bool) -> list[Row]:
    """Start both in turn; the first of each is dropped."""
    rounds = 6 if is_quick else 16
    folder = Path(tempfile.mkdtemp(prefix="ronghe-bench-"))
    try:
        _start(str(folder))  # sets the demo store up
        bare, painted, ready = [], [], []
        for _ in range(rounds):
            bare.append(_start("bare")["painted"])
            times = _start(str(folder))
            painted.append(times["painted"])
            ready.append(times["ready"])
    finally:
        shutil.rmtree(folder)
    limit = median(bare[1:])
    rows = []
    for what, values, most in (("painted", painted, 2), ("ready to sell", ready, 4)):
        ours = median(values[1:])
        rows.append(
            Row(
                f"process start to {what}, warm, p50",
                f"{ours:.0f} ms",
                f"{limit:.0f} ms bare window",
                f"{ours / limit:.2f}",
                f"<= {most}",
                ours / limit <= most,
            )
        )
    return rows


def _start(what: str) -> dict[str, float]:
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    environment["RONGHE_BENCH_STARTED_NS"] = str(time.monotonic_ns())
    command = [sys.executable, "-m", "tests.benchmarks.start_child", what]
    done = subprocess.run(command, env=environment, check=True, capture_output=True, text=True)
    lines = (line.split() for line in done.stdout.splitlines())
    return {name: float(value) for name, value in lines}
