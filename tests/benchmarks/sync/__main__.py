"""``make bench-sync``: ours / limit / ratio / goal; the limit is another program in the same run.

``--quick`` takes small data, ``--only NAME`` one part; results go to a JSON file. The peer is
PouchDB with express-pouchdb from npm (tests/benchmarks/peer), on this machine, over loopback.
"""

import argparse
import importlib
import json
import os
import platform
import sys
import time
from dataclasses import asdict
from pathlib import Path

from tests.benchmarks.__main__ import print_row
from tests.benchmarks.row import Row

PARTS = ("uploads", "catalogue", "ingest", "growth")
_RESULTS = Path(".venv") / "cache" / "bench-sync.json"


def main() -> int:
    """Run the parts and print the table."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.sync", description=__doc__)
    parser.add_argument("--quick", action="store_true")
    parser.add_argument("--only", choices=PARTS)
    arguments = parser.parse_args()
    print(f"Python {platform.python_version()}, {os.cpu_count()} cores, load {os.getloadavg()}")
    rows: list[Row] = []
    begun = time.monotonic()
    for part in [arguments.only] if arguments.only else PARTS:
        module = importlib.import_module(f"tests.benchmarks.sync.{part}")
        found: list[Row] = module.run(is_quick=arguments.quick)
        for row in found:
            print_row(row)
        rows += found
    _RESULTS.parent.mkdir(parents=True, exist_ok=True)
    _RESULTS.write_text(json.dumps([asdict(row) for row in rows], indent=1), encoding="utf-8")
    met = sum(row.is_met for row in rows)
    took_s = time.monotonic() - begun
    print(f"{met} of {len(rows)} goals met in {took_s:.0f} s; load now {os.getloadavg()}")
    print(f"rows in {_RESULTS}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
