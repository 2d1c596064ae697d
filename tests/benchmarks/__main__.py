"""``make bench``: ours / limit / ratio / goal, all of a row from one run. Never a verdict in CI.

``--quick`` takes small data and few rounds; ``--only NAME`` one part; results go to a JSON file.
"""

import argparse
import importlib
import json
import os
import platform
import sys
from dataclasses import asdict
from pathlib import Path

from tests.benchmarks.row import Row

PARTS = (
    "start",
    "painting",
    "charts",
    "sale",
    "codes",
    "catalogue",
    "promotions",
    "feeds",
    "insight",
    "memory",
    "files",
)
_RESULTS = Path(".venv") / "cache" / "bench.json"


def main() -> int:
    """Run the parts and print the table."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks", description=__doc__)
    parser.add_argument("--quick", action="store_true")
    parser.add_argument("--only", choices=PARTS)
    arguments = parser.parse_args()
    print(f"Python {platform.python_version()}, {os.cpu_count()} cores, load {os.getloadavg()}")
    rows: list[Row] = []
    for part in [arguments.only] if arguments.only else PARTS:
        module = importlib.import_module(f"tests.benchmarks.{part}")
        found: list[Row] = module.run(is_quick=arguments.quick)
        for row in found:
            print_row(row)
        rows += found
    _RESULTS.parent.mkdir(parents=True, exist_ok=True)
    _RESULTS.write_text(json.dumps([asdict(row) for row in rows], indent=1), encoding="utf-8")
    met = sum(row.is_met for row in rows)
    print(f"{met} of {len(rows)} goals met; load now {os.getloadavg()}; rows in {_RESULTS}")
    return 0


def print_row(row: Row) -> None:
    """Print one row as it comes."""
    mark = "met   " if row.is_met else "MISSED"
    print(
        f"{mark} | {row.what:<58} | {row.ours:>14} | {row.limit:>26} | {row.ratio:>6}"
        f" | {row.goal:<18} | {row.note}",
        flush=True,
    )


if __name__ == "__main__":
    sys.exit(main())
