"""The rig itself: it follows real files to the byte and finds a loss exactly where there is one."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.crash import sample_till
from tests.crash.cuts import build_image, cut_everywhere, plan
from tests.crash.disk import FIXED, Disk, Variant, random_variant
from tests.crash.operations import (
    Ack,
    Enter,
    Leave,
    Move,
    Operation,
    Resize,
    Sync,
    SyncFolder,
    Write,
)
from tests.crash.trace import NotModelled, Recording, TraceReader, record, strace_path

needs_strace = pytest.mark.skipif(strace_path() is None, reason="strace is not installed")


def record_sample(folder: Path, synchronous: str) -> Recording:
    data, acks = folder / "data", folder / "acks"
    data.mkdir()
    module = ["-m", "tests.crash.sample_till"]
    recording = record(
        [sys.executable, *module, str(data), str(acks), synchronous, "25"], data, acks
    )
    assert recording.done.returncode == 0, recording.done.stderr
    return recording


def image_of(operations: list[Operation], variant: Variant, folder: Path) -> dict[str, bytes]:
    disk = Disk({}, {})
    for operation in operations:
        disk.do(operation)
    image = folder / f"{variant.data}-{variant.names}-{variant.seed}"
    image.mkdir()
    disk.write_image(image, variant)
    return {path.name: path.read_bytes() for path in image.iterdir()}


@needs_strace
def test_with_full_no_acknowledged_sale_is_lost_and_with_normal_many_are(tmp_path: Path) -> None:
    for synchronous, is_lossy in (("FULL", False), ("NORMAL", True)):
        folder = tmp_path / synchronous
        folder.mkdir()
        recording = record_sample(folder, synchronous)
        result = cut_everywhere(recording, sample_till.check, images=1500, seed=7)
        assert result.images.total() == 1500
        assert any("lost" in failure.problems[0] for failure in result.failures) == is_lossy
        assert bool(result.failures) == is_lossy, result.failures[:3]


@needs_strace
def test_a_receipt_printed_before_the_commit_is_found(tmp_path: Path) -> None:
    recording = record_sample(tmp_path, "FULL")
    early: list[Operation] = []
    for operation in recording.operations:
        if isinstance(operation, Ack) and operation.text.startswith("sale "):
            early.insert(len(early) - 1, operation)  # one operation too soon: before the sync
        else:
            early.append(operation)
    planted = Recording(recording.names, recording.contents, early, recording.done)
    result = cut_everywhere(planted, sample_till.check, images=600, seed=7)
    assert any("lost" in failure.problems[0] for failure in result.failures)


@needs_strace
def test_the_replayed_disk_is_the_real_one_to_the_byte(tmp_path: Path) -> None:
    data, acks = tmp_path / "data", tmp_path / "acks"
    (data / "kept").mkdir(parents=True)
    (data / "kept" / "before").write_bytes(b"there before")
    script = f"""
import os, shutil, threading
os.chdir({str(data)!r})
fd = os.open("a b<ü>", os.O_WRONLY | os.O_CREAT); os.pwrite(fd, b"\\n\\0\\xff>\\"", 700)
os.ftruncate(fd, 703); os.fsync(fd); os.pwritev(os.dup(fd), [b"ab", b"cd"], 1)
open("new", "wb").write(b"1" * 3000); os.replace("new", "kept/before")
shutil.copy("kept/before", "copy")
with open("copy", "ab") as more: more.write(b"more")
with open("copy", "wb") as over: over.write(b"over"); over.seek(100); over.write(b"x")
os.mkdir("inner"); os.link("copy", "inner/link"); os.unlink("copy")
def work(name):
    for n in range(50):
        f = os.open(name, os.O_WRONLY | os.O_CREAT | os.O_TRUNC); os.write(f, b"%d" % n)
        os.fsync(f); os.close(f)
each = [threading.Thread(target=work, args=(str(n),)) for n in range(3)]
[one.start() for one in each]; [one.join() for one in each]
os.write(os.open({str(acks)!r}, os.O_WRONLY | os.O_CREAT | os.O_APPEND), b"done 1\\n")
"""
    recording = record([sys.executable, "-c", script], data, acks)
    assert recording.done.returncode == 0, recording.done.stderr
    image = tmp_path / "image"
    image.mkdir()
    seen = build_image(recording, len(recording.operations), FIXED[-1], image)
    assert seen == ["done 1"]
    real = {str(p.relative_to(data)): p.read_bytes() for p in data.rglob("*") if p.is_file()}
    ours = {str(p.relative_to(image)): p.read_bytes() for p in image.rglob("*") if p.is_file()}
    assert ours == real


@needs_strace
def test_what_the_model_cannot_follow_is_an_error_and_not_a_wrong_image(tmp_path: Path) -> None:
    data, acks = tmp_path / "data", tmp_path / "acks"
    data.mkdir()
    for act in (
        "import mmap; f = open('x', 'w+b'); f.truncate(9); mmap.mmap(f.fileno(), 9)[0] = 1",
        "f = open('x', 'w+b', buffering=0); f.read(); f.write(b'1')",
        "import os; os.symlink('x', 'y')",
        "import os; os.mkdir('z'); os.rename('z', 'y')",
    ):
        where = f"import os; os.chdir({str(data)!r}); {act}"
        with pytest.raises(NotModelled):
            record([sys.executable, "-c", where], data, acks)
        shutil.rmtree(data)
        data.mkdir()


def test_a_call_that_another_thread_interrupted_is_read_as_one(tmp_path: Path) -> None:
    reader = TraceReader(tmp_path, tmp_path / "acks", {"f": b""})
    path = "".join(f"\\x{byte:02x}" for byte in str(tmp_path / "f").encode())
    reader.read(
        [
            f'7 pwrite64(3<{path}>, "\\x61\\x62", 2, 0 <unfinished ...>\n',
            f"8 fsync(4<{path}> <unfinished ...>\n",
            "7 <... pwrite64 resumed>) = 1\n",
            "8 <... fsync resumed>) = -1 EIO (Input/output error)\n",
            f"8 fsync(4<{path}>)        = 0\n",
        ]
    )
    assert reader.operations == [Write(1, 0, b"a"), Sync(1)]


def test_only_what_was_synced_is_certain(tmp_path: Path) -> None:
    operations: list[Operation] = [
        Enter("till.db", 1),
        Write(1, 0, b"old"),
        Sync(1),
        SyncFolder("."),
        Write(1, 0, b"new"),
        Resize(1, 2),
        Enter("note", 2),
        Write(2, 0, b"x"),
        Move("note", "till.db"),
    ]
    assert image_of(operations, FIXED[0], tmp_path) == {"till.db": b"old"}
    assert image_of(operations, FIXED[2], tmp_path) == {"till.db": b"ne"}
    assert image_of(operations, FIXED[1], tmp_path) == {"till.db": b""}  # the name, not the bytes
    assert image_of(operations, FIXED[3], tmp_path) == {"till.db": b"x"}


def test_a_file_that_was_synced_but_not_its_name_may_be_gone(tmp_path: Path) -> None:
    operations: list[Operation] = [Enter("till.db", 1), Write(1, 0, b"old"), Sync(1)]
    assert image_of(operations, FIXED[0], tmp_path) == {}
    removed: list[Operation] = [*operations, SyncFolder("."), Leave("till.db")]
    assert image_of(removed, FIXED[2], tmp_path) == {"till.db": b"old"}


def test_a_torn_write_lands_sector_by_sector(tmp_path: Path) -> None:
    operations: list[Operation] = [
        Enter("wal", 1),
        SyncFolder("."),
        Write(1, 0, b"-" * 2048),
        Sync(1),
        Write(1, 100, b"x" * 1500),
    ]
    seen: set[bytes] = set()
    for seed in range(200):
        content = image_of(operations, Variant("torn", "all", seed), tmp_path)["wal"]
        inside = [content[100:512], content[512:1024], content[1024:1536], content[1536:1600]]
        assert all(len(set(piece)) == 1 for piece in inside)  # whole sectors, old or new
        assert content[:100] + content[1600:] == b"-" * 548
        seen.add(bytes(piece[0] for piece in inside))
    assert len(seen) == 16


def test_the_same_seed_plans_the_same_images_and_keeps_to_the_number(tmp_path: Path) -> None:
    operations: list[Operation] = [Enter("f", 1), *(Write(1, n, b"x") for n in range(20))]
    recording = Recording({}, {}, operations, subprocess.CompletedProcess([], 0))
    for images in (10, 84, 500):
        variants = plan(recording, images, 3)
        assert sum(map(len, variants)) == images
        assert variants == plan(recording, images, 3)
    assert plan(recording, 500, 3) != plan(recording, 500, 4)
    assert random_variant(5) == random_variant(5)
