"""The cloud's contract suite against any PostgreSQL: the same tests, another server."""

import os
import subprocess
import sys
from pathlib import Path

from tests.postgres import OTHER_SERVER

_SUITE = "tests/cloud"
_ROOT = Path(__file__).resolve().parent.parent.parent


def run_contract(url: str) -> list[str]:
    """Run the part of the suite that needs a PostgreSQL on this one; [] when all of it holds."""
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "--quiet", "--no-header", "-k", "postgres", _SUITE],
        cwd=_ROOT,
        env={**os.environ, OTHER_SERVER: url},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    last = done.stdout.strip().splitlines()[-1:]
    print(f"contract suite: {''.join(last)}", flush=True)
    if done.returncode == 0:
        return []
    print(done.stdout, flush=True)
    return [f"contract suite: {''.join(last)}"]
