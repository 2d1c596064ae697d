"""``python -m tests.installer.start_up``: how fast the bundles open beside the source; sizes.

Bundle and source open the same demo store's folder, in turn: the one for Linux without a display,
the one for Windows in Wine beside the same Python for Windows that it was made from. `make bundle`
and `make installer` make them; one that is missing is said. What is timed is from the process's
start until this program's version is noted as one that opened the till's records: the sign-on
screen is up then, and 0.3 s have passed in which nothing is done.
"""

import contextlib
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Final

from pos_app.updates import slots
from tests.benchmarks.row import median

ROOT: Final = Path(__file__).resolve().parents[2]
ROUNDS: Final = 6
MOST: Final = 1.5
"""Unpacking costs a little; a bundle that takes half as long again would be felt."""

_LONGEST_S: Final = 120.0
_LOOK_S: Final = 0.002

Words = Sequence[str | Path]
Start = Callable[[Words], "subprocess.Popen[bytes]"]
"""How a program is started with its words; a path is written as that system writes it."""


def main() -> int:
    """Print the table and the sizes; 1 when a bundle is too slow or there is none."""
    sys.path.append(str(ROOT / ".ci"))
    from installer import places, sizes, wine

    windows = places.WINDOWS_BUNDLE / f"{places.PROGRAM}.exe"
    ratios = []
    print(f"{'start to till open, p50':<28}{'ours':>12}{'limit':>24}{'ratio':>8}{'goal':>8}")
    with tempfile.TemporaryDirectory(prefix="ronghe-start-") as folder:
        if (program := places.LINUX_BUNDLE / places.PROGRAM).exists():
            source: Words = [sys.executable, "-m", "pos_app"]
            data = Path(folder, "linux")
            ratios.append(_row("Linux, no display", source, [program], data, _start_here))
        if windows.exists() and not wine.missing_tools():
            source = [places.WINDOWS_PYTHON / "python.exe", "-m", "pos_app"]
            data = Path(folder, "windows")
            with _wine(Path(folder)) as start:
                ratios.append(_row("Windows, in Wine", source, [windows], data, start))
    for bundle, name in ((places.LINUX_BUNDLE, "Linux"), (places.WINDOWS_BUNDLE, "Windows")):
        print(f"\nsizes by part, {name}" if bundle.exists() else f"\nthere is no bundle for {name}")
        if bundle.exists():
            sizes.show(bundle)
    return 0 if ratios and max(ratios) <= MOST else 1


def _row(system: str, from_source: Words, from_bundle: Words, data: Path, start: Start) -> float:
    """Open source and bundle in turn, the first time uncounted; print the row, give the ratio."""
    source, bundle = [], []
    for _ in range(ROUNDS + 1):
        source.append(opened_ms(from_source, data, start))
        bundle.append(opened_ms(from_bundle, data, start))
    ours, limit = median(bundle[1:]), median(source[1:])
    told = f"{ours:.0f} ms", f"{limit:.0f} ms from source"
    print(f"{system:<28}{told[0]:>12}{told[1]:>24}{ours / limit:8.2f} <= {MOST}", flush=True)
    return ours / limit


def opened_ms(words: Words, data: Path, start: Start) -> float:
    """Start the till, wait until it says that it opened, end it. The source makes the folder."""
    sign = data / slots.FOLDER / slots.SLOT_FILE
    sign.unlink(missing_ok=True)
    began = time.monotonic()
    till = start([*words, "--data", data])
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


def _start_here(words: Words) -> "subprocess.Popen[bytes]":
    return subprocess.Popen(
        words,
        cwd=ROOT,
        env=os.environ | {"QT_QPA_PLATFORM": "offscreen"},
        stderr=subprocess.DEVNULL,
    )


@contextlib.contextmanager
def _wine(folder: Path) -> Iterator[Start]:
    """Give a Windows of Wine's that runs already; it ends with the block."""
    from installer import places, wine

    variables = {
        "PYTHONPYCACHEPREFIX": wine.as_windows(folder / "pycache"),
        "PYTHONPATH": wine.as_windows(ROOT),
        "PYTHONUTF8": "1",
    }
    with wine.virtual_display() as display:
        prefix = wine.Prefix(places.PREFIX, display)
        prefix.prepare()
        stays = prefix.start(["cmd", "/k", "rem", "so", "that", "it", "goes", "on", "running"])
        try:
            yield lambda words: prefix.start(words, folder=ROOT, variables=variables)
        finally:
            stays.kill()
            prefix.stop()


if __name__ == "__main__":
    sys.exit(main())
