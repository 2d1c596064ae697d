"""A till on a disk that runs full, page by page, and on one that cannot be written at all.

    python -m tests.crash.starved FOLDER EVERY

Needs a small file system of its own: a tmpfs in a mount namespace that nobody else sees. Prepares
a till once; then, for every EVERY-th page of room, a copy of it trades until the disk is full and
on, and is started again when there is room. Prints what is bad, and the codes it was told.
"""

import ctypes
import os
import shutil
import subprocess
import sys
import traceback
from collections import Counter
from collections.abc import Callable
from functools import partial
from pathlib import Path

from pos_app.errors import EnvironmentFault
from pos_app.store import disk as room
from tests.crash.day import Acks, Day
from tests.crash.process import MANAGER, and_all_else
from tests.crash.recovery import Recovery
from tests.crash.till import lay_reserve, start

PAGE = 4096
DISK_BYTES = 48 << 20
FILLER = "filler"
_PRIVATE_AND_BELOW = 1 << 18 | 1 << 14  # MS_PRIVATE | MS_REC


def command(folder: Path, every: int) -> list[str]:
    """Give the command that runs this module where it may mount a file system."""
    as_root = [] if os.geteuid() == 0 else ["--user", "--map-root-user"]
    module = [sys.executable, "-m", "tests.crash.starved"]
    return ["unshare", "--mount", *as_root, *module, str(folder), str(every)]


def is_possible() -> bool:
    """Tell whether this system lets us mount a file system for ourselves."""
    if shutil.which("unshare") is None:
        return False
    unshare = command(Path(), 1)[:-5]
    mount = ["mount", "-t", "tmpfs", "none", "/mnt"]
    return subprocess.run([*unshare, *mount], capture_output=True, check=False).returncode == 0


_FULL = {"DISK_FULL", "DISK_TOO_FULL", "BACKUP_MISSING"}
"""What a full disk is called; there is no backup to restore when there was no room to make it."""


def main(disk: Path, every: int) -> int:
    prepared = disk.with_name("prepared")
    prepared.mkdir()
    start(prepared).close()
    subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={DISK_BYTES}", "none", disk], check=True)
    finding = in_child(partial(starve, disk, prepared, 200))
    bad = int(not finding or not set(finding.split()) <= _FULL)
    print(f"with the room looked at first: {finding}")
    # From here on something else takes the room right after the till has looked.
    room.free_bytes = lambda _folder: 1 << 40
    tried, codes, finding = 0, Counter[str](), ""
    while finding != "enough":
        finding = in_child(partial(starve, disk, prepared, tried * every))
        tried += 1
        codes.update(finding.split() if finding.isupper() else [])
        if not finding.isupper() and finding != "enough":
            bad += 1
            print(f"{(tried - 1) * every} pages: {finding}", flush=True)
    for name, act in (("reserve", rescue), ("read-only", forbid_writing)):
        finding = in_child(partial(act, disk, prepared))
        bad += finding not in ("rescued", "DATABASE_READ_ONLY")
        print(f"{name}: {finding}")
    print(f"disks that ran full: {tried}, {bad} bad; {dict(codes)}")
    return 1 if bad else 0


def in_child(do: Callable[[], str]) -> str:
    """Run in a fork, so that each try starts from the same memory; gives its one line."""
    read, write = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            os.write(write, do().encode()[:4000])
        finally:
            if sys.exc_info()[0] is not None:
                traceback.print_exc()
            os._exit(0)
    os.close(write)
    with os.fdopen(read, "rb") as answer:
        line = answer.read().decode()
    os.waitpid(child, 0)
    return line or "it broke"


def starve(disk: Path, prepared: Path, pages: int) -> str:
    folder, outside = fresh(disk, prepared)
    fill(disk, pages * PAGE)
    acks = Acks(outside / "acks")
    try:
        till = start(folder)
        Day(till.counter, acks, "2026-11-21", MANAGER).trade(1)
        till = and_all_else(folder, till, acks)
        till.close()
    except EnvironmentFault as fault:
        acks.say("fault", fault.code)
    said = read_acks(outside)
    faults = [line.split()[1] for line in said if line.startswith("fault ")]
    (disk / FILLER).unlink(missing_ok=True)
    problems = Recovery(slack=len(faults))(folder, said)
    if problems:
        return f"bad: {problems[:3]} after {faults[:3]}"
    return " ".join(sorted(set(faults))) if faults else "enough"


def rescue(disk: Path, prepared: Path) -> str:
    """With a reserve that is really there, the act that failed works at the next try."""
    folder, outside = fresh(disk, prepared)
    (folder / room.RESERVE_FILE).write_bytes(bytes(room.RESERVE_BYTES))
    acks = Acks(outside / "acks")
    till = start(folder)
    fill(disk, 0)
    for _ in range(2):
        Day(till.counter, acks, "2026-11-21", MANAGER).trade(1)
    till.close()
    said = read_acks(outside)
    (disk / FILLER).unlink()
    problems = Recovery()(folder, said)
    if problems or "fault DISK_FULL" not in said or "row business_date_close" not in said:
        return f"bad: {problems} {said[-30:]}"
    return "rescued"


def forbid_writing(disk: Path, prepared: Path) -> str:
    folder, _ = fresh(disk, prepared)
    remount(disk, "ro")
    try:
        start(folder).close()
        code = "it started"
    except EnvironmentFault as fault:
        code = fault.code
    remount(disk, "rw")
    problems = Recovery()(folder, [])
    return f"bad: {problems}" if problems else code


def fresh(disk: Path, prepared: Path) -> tuple[Path, Path]:
    folder, outside = disk / "data", prepared.with_name("outside")
    for old in (folder, outside):
        shutil.rmtree(old, ignore_errors=True)
    (disk / FILLER).unlink(missing_ok=True)
    shutil.copytree(prepared, folder)
    lay_reserve(folder)
    outside.mkdir()
    return folder, outside


def read_acks(outside: Path) -> list[str]:
    return (outside / "acks").read_text(encoding="utf-8").splitlines()


def fill(disk: Path, left: int) -> None:
    """Leave just so much room on the disk."""
    with (disk / FILLER).open("wb") as filler:
        free = os.statvfs(disk)
        os.posix_fallocate(filler.fileno(), 0, free.f_bavail * free.f_frsize - left)


def remount(disk: Path, how: str) -> None:
    subprocess.run(["mount", "-o", f"remount,{how}", disk], check=True)


if __name__ == "__main__":
    # The namespace must not hand our mount on to the system's own view.
    ctypes.CDLL(None).mount(b"none", b"/", None, _PRIVATE_AND_BELOW, None)
    raise SystemExit(main(Path(sys.argv[1]), int(sys.argv[2])))
