"""``python -m tests.installer.start_up``: how fast the bundle opens beside the source; sizes.

Both open the same demo store's folder without a display, in turn. `make bundle` makes the bundle.
What is timed is from the process's start until this program's version is noted as one that opened
the till's records: the sign-on screen is up then, and 0.3 s have passed in which nothing is done.
"""

import contextlib
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Final

from pos_app.updates import slots
from tests.benchmarks.row import median

ROOT: Final = Path(__file__).resolve().parents[2]
ROUNDS: Final = 6
MOST: Final = 1.5
"""Unpacking costs a little; a bundle that takes half as long again would be felt."""

_LONGEST_S: Final = 60.0
_LOOK_S: Final = 0.002


def main() -> int:
    """Print the table; 1 when the bundle is too slow."""
    sys.path.append(str(ROOT / ".ci"))
    from installer import places, sizes

    program = places.LINUX_BUNDLE / places.PROGRAM
    if not program.exists():
        sys.exit("there is no bundle: `make bundle` makes it")
    source, bundle = [], []
    with tempfile.TemporaryDirectory(prefix="ronghe-start-") as folder:
        for _ in range(ROUNDS + 1):
            source.append(opened_ms([sys.executable, "-m", "pos_app"], Path(folder) / "source"))
            bundle.append(opened_ms([str(program)], Path(folder) / "bundle"))
    ours, limit = median(bundle[1:]), median(source[1:])
    print(f"{'start, p50':<28}{'ours':>10}{'limit':>24}{'ratio':>8}{'goal':>8}")
    told = f"{ours:.0f} ms", f"{limit:.0f} ms from source"
    print(
        f"{'bundle to till open, warm':<28}{told[0]:>10}{told[1]:>24}{ours / limit:8.2f} <= {MOST}"
    )
    for folder, name in ((places.LINUX_BUNDLE, "Linux"), (places.WINDOWS_BUNDLE, "Windows")):
        if folder.exists():
            print(f"\nsizes by part, {name}")
            sizes.show(folder)
    return 0 if ours / limit <= MOST else 1


def opened_ms(words: list[str], data: Path) -> float:
    """Start the till, wait until it says that it opened, end it."""
    sign = data / slots.FOLDER / slots.SLOT_FILE
    sign.unlink(missing_ok=True)
    words = [*words, "--data", str(data)]
    if not data.exists():  # the installed till asks first what an empty folder is to become
        _set_up(data)
    began = time.monotonic()
    till = subprocess.Popen(
        words,
        cwd=ROOT,
        env=os.environ | {"QT_QPA_PLATFORM": "offscreen"},
        stderr=subprocess.DEVNULL,
    )
    try:
        while not sign.exists():
            took = time.monotonic() - began
            assert took < _LONGEST_S, f"{words[0]} did not open"
            assert till.poll() is None, f"{words[0]} ended with {till.returncode}"
            time.sleep(_LOOK_S)
        return (time.monotonic() - began) * 1000
    finally:
        till.terminate()
        with contextlib.suppress(subprocess.TimeoutExpired):
            till.wait(10)
        till.kill()
        till.wait()


def _set_up(data: Path) -> None:
    from pos_app.assembly import open_counter
    from pos_app.clock import SystemClock
    from pos_app.config import load

    data.mkdir(parents=True)
    open_counter(load(data), SystemClock()).close()


if __name__ == "__main__":
    sys.exit(main())
