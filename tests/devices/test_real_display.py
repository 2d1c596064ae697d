"""Real key events of a real X server, into a window that is busy while they arrive."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

CODE = "6901234567892"
PIN = "284617"


@pytest.mark.parametrize(
    ("gap_ms", "code", "scanned", "entered"),
    [("10", CODE, [CODE], []), ("60", CODE, [], [CODE]), ("10", PIN, [], [PIN])],
    ids=["a scanner's keys", "a typist's keys", "a PIN however fast"],
)
def test_a_window_busy_for_most_of_a_second_still_tells_scan_from_typing(
    root: Path, gap_ms: str, code: str, scanned: list[str], entered: list[str]
) -> None:
    missing = [tool for tool in ("Xvfb", "xvfb-run", "xauth", "xdotool") if not shutil.which(tool)]
    if missing:
        pytest.skip(f"no real key events without {', '.join(missing)}: run make setup")
    done = subprocess.run(
        ["xvfb-run", "-a", sys.executable, "-m", "tests.devices.blocked_window", gap_ms, code],
        cwd=root,
        env=os.environ | {"QT_QPA_PLATFORM": "xcb"},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout.splitlines()[-1]) == {"scanned": scanned, "entered": entered}
