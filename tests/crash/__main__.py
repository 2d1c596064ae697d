"""Cut the power at every write of a scripted day, and show that a planted loss is found.

python -m tests.crash [--images N] [--seed S] [--synchronous NORMAL] [--rounds N]
python -m tests.crash --manager [--images N] [--plant NAME]   the manager's two days alone
python -m tests.crash --keep FOLDER --cut CUT --variant DATA/NAMES/SEED   one image, to look at
"""

import argparse
import subprocess
import sys
import tempfile
from collections import Counter
from pathlib import Path

from tests.crash import starved
from tests.crash.cuts import Result, build_image, cut_everywhere
from tests.crash.disk import Variant
from tests.crash.kills import kill_often
from tests.crash.office_plants import PLANTS
from tests.crash.office_recovery import OfficeRecovery
from tests.crash.operations import Ack
from tests.crash.process import set_up_for_manager
from tests.crash.recovery import Recovery
from tests.crash.trace import Recording, record, strace_path

IMAGES = 20_000
MANAGER_IMAGES = 4_000
PLANTED_IMAGES = 600
"""Enough to find hundreds of losses with synchronous=NORMAL: it shows that the harness can fail."""


def record_day(*options: str) -> tuple[Recording, list[str]]:
    """Let a real process trade the scripted day under strace; gives also all it acknowledged."""
    with tempfile.TemporaryDirectory(prefix="ronghe-day-") as name:
        data, acks = Path(name) / "data", Path(name) / "acks"
        data.mkdir()
        if "--manager" in options:
            set_up_for_manager(data)
        command = [sys.executable, "-m", "tests.crash.process", str(data), str(acks), *options]
        recording = record(command, data, acks)
    assert recording.done.returncode == 0, recording.done.stderr
    return recording, [each.text for each in recording.operations if isinstance(each, Ack)]


def torture(images: int, seed: int, *options: str) -> Result:
    """Record a day and try that many images of it."""
    recording, acks = record_day(*options)
    kinds = Counter(type(operation).__name__ for operation in recording.operations)
    print("recorded:", ", ".join(f"{count} {kind}" for kind, count in kinds.most_common()))
    judge = OfficeRecovery(acks) if "--manager" in options else Recovery(acks)
    result = cut_everywhere(recording, judge, images, seed)
    print("\n".join(result.lines()))
    for problem, count in Counter(f.problems[0] for f in result.failures).most_common(12):
        print(f"  {count} times: {problem[:150]}")
    for failure in result.failures[:5]:
        print(f"  see it: --cut {failure.cut} --variant {failure.variant} ({failure.step})")
    return result


def other_trouble(kills: int, pages: int, seed: int) -> int:
    """Kill a running till, fill its disk page by page and forbid it to write; count what is bad."""
    trading, problems = kill_often(kills, seed)
    print(f"\nkill -9: {kills} times, {trading} while trading, {len(problems)} bad")
    print("".join(f"  {problem}\n" for problem in problems[:10]), end="", flush=True)
    if not starved.is_possible():
        print("full and read-only disks: left out, this system lets us mount nothing of our own")
        return len(problems)
    with tempfile.TemporaryDirectory(prefix="ronghe-full-") as name:
        disk = Path(name) / "disk"
        disk.mkdir()
        return len(problems) + subprocess.run(starved.command(disk, pages), check=False).returncode


def make_parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m tests.crash")
    parser.add_argument("--images", type=int, default=IMAGES)
    parser.add_argument("--seed", type=int, default=20261121)
    parser.add_argument("--synchronous", choices=["FULL", "NORMAL"], default="FULL")
    parser.add_argument("--rounds", type=int, default=1, help="how often the day's sales repeat")
    parser.add_argument("--kills", type=int, default=40)
    parser.add_argument("--pages", type=int, default=1, help="steps in which the disk runs full")
    parser.add_argument("--manager", action="store_true", help="the manager's days alone")
    parser.add_argument("--plant", choices=PLANTS, help="a mistake to be found, with --manager")
    parser.add_argument("--keep", type=Path, help="an empty folder for one image")
    parser.add_argument("--cut", type=int)
    parser.add_argument("--variant")
    return parser


def main() -> int:
    arguments = make_parser().parse_args()
    if strace_path() is None:
        print("strace is not installed: apt-get install strace")
        return 2
    options = ["--synchronous", arguments.synchronous, "--rounds", str(arguments.rounds)]
    options += ["--manager"] * arguments.manager
    options += ["--plant", arguments.plant] if arguments.plant else []
    if arguments.keep:
        data, names, seed = arguments.variant.split("/")
        variant = Variant(data, names, int(seed))
        build_image(record_day(*options)[0], arguments.cut, variant, arguments.keep)
        return 0
    print(f"power cuts, seed {arguments.seed}, synchronous={arguments.synchronous}")
    result = torture(arguments.images, arguments.seed, *options)
    if arguments.synchronous == "NORMAL" or arguments.plant:
        return 0 if result.failures else 1
    if arguments.manager:
        return 1 if result.failures else 0
    print("\nthe same with a planted mistake: synchronous=NORMAL must lose sales")
    planted = torture(PLANTED_IMAGES, arguments.seed, "--synchronous", "NORMAL")
    lost = sum(f.problems[0].startswith("lost: done") for f in planted.failures)
    print("\nand with another: coupons spent in a commit after their sale's")
    apart = torture(PLANTED_IMAGES, arguments.seed, "--only-trade", "--second-commit")
    odd = sum(f.problems[0].startswith("coupons of sales") for f in apart.failures)
    print("\nand a manager's two days")
    managed = torture(MANAGER_IMAGES, arguments.seed, "--manager")
    bad = len(managed.failures) + other_trouble(arguments.kills, arguments.pages, arguments.seed)
    print(f"\n{result.images.total()} power cuts, {len(result.failures)} bad; other, {bad} bad")
    print(f"planted mistake: {lost} lost sales found in {PLANTED_IMAGES} images")
    print(f"planted mistake: {odd} coupons apart from their sale found in {PLANTED_IMAGES} images")
    return 1 if result.failures or bad or not (lost and odd) else 0


if __name__ == "__main__":
    raise SystemExit(main())
