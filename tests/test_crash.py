"""Reports of faults: they say where the program broke, and nothing of what it was working on."""

import logging
import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from pos_app import crash
from pos_app.crash import CrashReports
from pos_app.errors import Refusal
from tests.dated_clock import DatedClock

PHONE = "13800138000"
NAME = "王芳"


@pytest.fixture
def reports(tmp_path: Path) -> Iterator[CrashReports]:
    handler = CrashReports(tmp_path, DatedClock())
    root = logging.getLogger()
    level = root.level
    root.setLevel(logging.INFO)
    root.addHandler(handler)
    yield handler
    root.removeHandler(handler)
    root.setLevel(level)


def _break(phone: str) -> None:
    name = {"name": NAME}
    try:
        name[phone]
    except KeyError as error:
        raise Refusal("PHONE_WRONG", phone=phone) from error


def _log_a_fault(reference: str = "") -> None:
    try:
        _break(PHONE)
    except Refusal:
        logging.getLogger("till").exception("operation failed %s", reference)


def _written(folder: Path) -> list[str]:
    return [path.read_text("utf-8") for path in sorted(folder.glob(crash.PATTERN))]


def test_a_fault_is_reported_with_its_causes_and_without_its_words(
    reports: CrashReports, tmp_path: Path
) -> None:
    logging.getLogger("till").info("sale begun")
    _log_a_fault("reference=ABCDEFG2")
    (text,) = _written(tmp_path)
    assert "reference=ABCDEFG2" in text
    assert "builtins.KeyError" in text
    assert "pos_app.errors.Refusal PHONE_WRONG" in text
    assert text.index("KeyError") < text.index("PHONE_WRONG")
    assert "sale begun" in text
    assert "in _break" in text
    for secret in (PHONE, NAME, str(Path(__file__).parent)):
        assert secret not in text


def test_a_fault_at_every_key_does_not_fill_the_disk(reports: CrashReports, tmp_path: Path) -> None:
    for number in range(60):
        _log_a_fault(f"reference=AAAAAA{chr(65 + number // 26)}{chr(65 + number % 26)}")
    assert len(_written(tmp_path)) == crash.MOST_IN_A_RUN


def test_a_report_that_cannot_be_made_is_no_fault_of_whoever_logs(
    reports: CrashReports, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(logging, "raiseExceptions", False)
    for line in (("file %s", "/media/\udce9.csv"), ("%d items", "no")):
        # Not for the checks' own record of the log, which has no room for half a character.
        reports.handle(
            logging.LogRecord("till", logging.WARNING, __file__, 1, line[0], (line[1],), None)
        )
    _log_a_fault("reference=ABCDEFG2")
    (text,) = _written(tmp_path)
    assert "/media/" in text
    assert "PHONE_WRONG" in text


def test_a_report_that_cannot_be_removed_keeps_no_other_from_being_made(tmp_path: Path) -> None:
    stuck = tmp_path / "crash-1-AAAAAAAA.txt"
    stuck.mkdir()
    os.utime(stuck, (0, 0))
    assert _run(tmp_path, "dies")[0] != 0
    stuck.rmdir()
    assert _run(tmp_path, "lives")[1] != "None"


def test_what_ends_a_thread_that_nobody_watches_is_reported(tmp_path: Path) -> None:
    handler = CrashReports(tmp_path, DatedClock())
    before = threading.excepthook
    threading.excepthook = crash._log_thread  # arm() would take the interpreter's own stacks too
    root = logging.getLogger()
    root.addHandler(handler)
    try:
        thread = threading.Timer(0, _break, (PHONE,))
        thread.start()
        thread.join()
    finally:
        root.removeHandler(handler)
        threading.excepthook = before
    (text,) = _written(tmp_path)
    assert "PHONE_WRONG" in text


_DIES = """
import ctypes, sys
from pathlib import Path
from pos_app.clock import SystemClock
from pos_app.crash import CrashReports
reports = CrashReports(Path(sys.argv[1]), SystemClock())
print(reports.arm())
sys.stdout.flush()
if sys.argv[2] == "dies":
    ctypes.string_at(0)
reports.disarm()
"""


def _run(folder: Path, how: str) -> tuple[int, str]:
    done = subprocess.run(
        [sys.executable, "-c", _DIES, str(folder), how],
        capture_output=True,
        text=True,
        check=False,
        env=os.environ | {"PYTHONPATH": str(Path(crash.__file__).parents[1])},
    )
    return done.returncode, done.stdout.strip()


def test_what_a_native_fault_leaves_is_a_report_at_the_next_start_and_once(tmp_path: Path) -> None:
    code, said = _run(tmp_path, "dies")
    assert code != 0
    assert said == "None"
    code, reference = _run(tmp_path, "lives")
    assert code == 0
    assert reference != "None"
    (text,) = _written(tmp_path)
    assert f"reference={reference}" in text
    assert "string_at" in text
    assert str(Path(sys.prefix)) not in text
    assert _run(tmp_path, "lives") == (0, "None")


def test_what_ended_the_till_is_told_by_the_next_start_and_once(tmp_path: Path) -> None:
    clock = DatedClock()
    told = CrashReports(tmp_path, clock).report_end(ZeroDivisionError(), is_till=True)
    for expected in (told, None):
        following = CrashReports(tmp_path, clock)
        assert following.arm() == expected
        following.disarm()


def test_what_ended_a_command_is_not_told_of_the_till(tmp_path: Path) -> None:
    clock = DatedClock()
    CrashReports(tmp_path, clock).report_end(ZeroDivisionError())
    following = CrashReports(tmp_path, clock)
    assert following.arm() is None
    following.disarm()


def test_reports_go_after_a_week(tmp_path: Path) -> None:
    old, young = tmp_path / "crash-1-AAAAAAAA.txt", tmp_path / "crash-2-BBBBBBBB.txt"
    clock = DatedClock()
    for path, days in ((old, 8), (young, 6)):
        path.write_text("x")
        seconds = clock.wall_ms() / 1000 - days * 86_400
        os.utime(path, (seconds, seconds))
    crash._forget_old(tmp_path, clock.wall_ms() - crash.DAYS_KEPT * crash._DAY_MS)
    assert [path.name for path in tmp_path.iterdir()] == [young.name]
