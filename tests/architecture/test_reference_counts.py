"""PySide6 keeps its reference counts: 6.12.0 on Python 3.11 does not, and aborts mid-sale."""

import subprocess
import sys
from pathlib import Path

COUNT = [sys.executable, "-m", "tests.architecture.reference_counts"]


def test_calls_into_qt_neither_lose_nor_gain_references(root: Path) -> None:
    done = subprocess.run(COUNT, cwd=root, capture_output=True, text=True, check=False)
    assert (done.stdout, done.returncode) == ("counted\n", 0), done.stdout + done.stderr
