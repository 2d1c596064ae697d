"""What the starter reads: whole after a power cut, harmless when spoilt."""

from pathlib import Path

import pytest

from pos_app.updates import slots
from pos_app.updates.slots import SLOT_FILE, Slot


def test_it_is_read_as_it_was_written_with_a_chinese_folder(tmp_path: Path) -> None:
    setup = tmp_path / "用户 王" / "Setup.exe"
    slots.stage(tmp_path / "更新", setup, "1.2.0")
    assert slots.read_slot(tmp_path / "更新") == Slot(setup=str(setup), asked="1.2.0")
    content = (tmp_path / "更新" / SLOT_FILE).read_bytes()
    assert content.startswith(b"\xff\xfe")  # by which Windows knows UTF-16
    assert content.decode("utf-16").startswith("[slot]\r\n")


def test_a_version_that_came_up_ends_what_was_staged(tmp_path: Path) -> None:
    slots.stage(tmp_path, tmp_path / "Setup.exe", "1.2.0")
    slots.note_good(tmp_path, "1.2.0")
    assert slots.take_missed(tmp_path, "1.2.0") == ""
    assert slots.read_slot(tmp_path) == Slot(good="1.2.0")


def test_a_rejected_version_leaves_the_good_one(tmp_path: Path) -> None:
    slots.note_good(tmp_path, "1.1.0")
    slots.stage(tmp_path, tmp_path / "Setup.exe", "1.2.0")
    slots.note_rejected(tmp_path, "1.2.0")
    assert slots.read_slot(tmp_path) == Slot(good="1.1.0", rejected="1.2.0", asked="1.2.0")
    assert slots.take_missed(tmp_path, "1.1.0") == "", "it is told of as rejected"


def test_a_version_that_was_asked_for_and_is_not_here_is_told_of_once(tmp_path: Path) -> None:
    slots.note_good(tmp_path, "1.1.0")
    slots.stage(tmp_path, tmp_path / "Setup.exe", "1.2.0")
    assert slots.take_missed(tmp_path, "1.1.0") == "1.2.0"
    assert slots.take_missed(tmp_path, "1.1.0") == ""


def test_a_rejected_version_is_told_of_once(tmp_path: Path) -> None:
    assert slots.take_rejected(tmp_path) == ""
    slots.note_good(tmp_path, "1.1.0")
    for version in ("1.2.0", "1.3.0"):
        slots.note_rejected(tmp_path, version)
        assert slots.take_rejected(tmp_path) == version
        assert slots.take_rejected(tmp_path) == ""
    slots.note_good(tmp_path, "1.4.0")
    assert slots.take_rejected(tmp_path) == ""


@pytest.mark.parametrize("content", [b"", b"\xff", b"\xff\xfe[", b"[slot]\nx", b"\x00" * 99])
def test_a_spoilt_file_says_nothing(tmp_path: Path, content: bytes) -> None:
    (tmp_path / SLOT_FILE).write_bytes(content)
    assert slots.read_slot(tmp_path) == Slot()
