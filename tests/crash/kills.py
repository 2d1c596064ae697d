"""kill -9 at random times of the running till: what it said it had done must be there."""

import shutil
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from random import Random

from tests.crash.recovery import Recovery

ROUNDS = 12
_STEP_S = 0.002


def kill_often(times: int, seed: int) -> tuple[int, list[str]]:
    """Kill that many running tills; gives how many were trading when it came, and what was bad."""
    chance, problems, trading = Random(seed), [], 0
    with tempfile.TemporaryDirectory(prefix="ronghe-kill-") as name:
        base = Path(name)
        told, seconds = _run(base / "whole", None)
        recovery = Recovery(told)
        for number in range(times):
            folder = base / str(number)
            said, _ = _run(folder, chance.uniform(0, seconds))
            trading += 0 < len(said) < len(told)
            found = recovery(folder / "data", said)
            problems += [f"kill {number} after {said[-1:]}: {problem}" for problem in found]
            shutil.rmtree(folder)
    return trading, problems


def _run(folder: Path, kill_after_s: float | None) -> tuple[list[str], float]:
    """Run a day; give what was acknowledged and how long it traded. The wait is for the kill."""
    data, acks = folder / "data", folder / "acks"
    data.mkdir(parents=True)
    module = [sys.executable, "-m", "tests.crash.process"]
    command = [*module, str(data), str(acks), "--only-trade", "--rounds", str(ROUNDS)]
    with subprocess.Popen(command, stderr=subprocess.PIPE) as process:
        _wait_for("ready", acks, process)
        started = time.monotonic()
        if kill_after_s is None:
            _wait_for("step stop", acks, process)
        else:
            time.sleep(kill_after_s)
            process.send_signal(signal.SIGKILL)
        seconds = time.monotonic() - started
        _, errors = process.communicate()
    assert kill_after_s is not None or process.returncode == 0, errors.decode()
    return _read(acks), seconds


def _wait_for(word: str, acks: Path, process: "subprocess.Popen[bytes]") -> None:
    while process.poll() is None and word not in _read(acks):
        time.sleep(_STEP_S)


def _read(acks: Path) -> list[str]:
    return acks.read_text(encoding="utf-8").splitlines() if acks.exists() else []
