"""Real key events of a real X server, into a window that is busy while they arrive."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

CODE = "6901234567892"


@pytest.mark.parametrize(
    ("gap_ms", "scanned", "entered"),
    [("10", [CODE], []), ("60", [], [CODE])],
    ids=["a scanner's keys", "a typist's keys"],
)
def test_a_window_busy_for_most_of_a_second_still_tells_scan_from_typing(
    root: Path, gap_ms: str, scanned: list[str], entered: list[str]
) -> None:
    missing = [tool for tool in ("Xvfb", "xvfb-run", "xdotool") if not shutil.which(tool)]
    if missing:
        pytest.skip(f"no real key events without {', '.join(missing)}: run make setup")
    done = subprocess.run(
        ["xvfb-run", "-a", sys.executable, "-m", "tests.devices.blocked_window", gap_ms],
        cwd=root,
        env=os.environ | {"QT_QPA_PLATFORM": "xcb"},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout.splitlines()[-1]) == {"scanned": scanned, "entered": entered}
