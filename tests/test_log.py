"""Log files: what went wrong stands in them, what is secret does not."""

import errno
import io
import logging
from collections.abc import Iterator
from logging.handlers import TimedRotatingFileHandler
from pathlib import Path

import pytest

from pos_app import log


@pytest.fixture
def written(tmp_path: Path) -> Iterator[Path]:
    root = logging.getLogger()
    before, level, raises = list(root.handlers), root.level, logging.raiseExceptions
    log.start(tmp_path / "logs")
    yield tmp_path / "logs" / "till.log"
    for handler in set(root.handlers) - set(before):
        root.removeHandler(handler)
        handler.close()
    root.setLevel(level)
    logging.raiseExceptions = raises


def _fail(depth: int) -> None:
    try:
        if depth:
            _fail(depth - 1)
    except (ValueError, LookupError) as error:
        raise ValueError(f"because of {depth}") from error
    raise LookupError("the first cause")


def test_a_long_trace_keeps_where_it_began_and_how_it_ended(written: Path) -> None:
    try:
        _fail(40)
    except ValueError:
        logging.getLogger("till").exception("operation failed reference=ABC")
    text = written.read_text("utf-8")
    assert "operation failed reference=ABC" in text
    assert "builtins.LookupError" in text
    assert text.rstrip().endswith("builtins.ValueError")
    assert len(text) < 4_200


def test_what_an_exception_says_is_not_written_but_its_number_is(written: Path) -> None:
    logger = logging.getLogger("till")
    other = logging.StreamHandler(io.StringIO())  # formats before ours, with the words
    logger.addHandler(other)
    for bug in (ValueError("张小芳"), OSError(errno.ENOSPC, "张小芳", "/srv/张小芳/list.csv")):
        try:
            raise bug
        except (ValueError, OSError):
            logger.exception("operation failed")
    logger.removeHandler(other)
    text = written.read_text("utf-8")
    assert "张小芳" not in text
    assert "OSError ENOSPC" in text


def test_numbers_as_long_as_a_pay_code_and_control_characters_stay_out(written: Path) -> None:
    logging.getLogger("till").warning("code 134567890123456789 \x1b[2J\nforged line")
    text = written.read_text("utf-8")
    assert "134567890123456789" not in text
    assert "\x1b" not in text
    assert len(text.splitlines()) == 1


def test_what_an_exception_says_forges_no_line(written: Path) -> None:
    forged = "2026-11-22 10:00:00,000 INFO till all is well"
    try:
        raise ValueError(f"no\n{forged}")
    except ValueError:
        logging.getLogger("till").exception("operation\n%s failed", forged)
    heads = [line for line in written.read_text("utf-8").splitlines() if line.startswith("20")]
    assert len(heads) == 1


@pytest.mark.parametrize(
    "number", ["tel-13800138000", "86-13800138000", "0086-13800138000", "13800138000-1"]
)
def test_a_phone_number_stays_out_however_it_is_written(written: Path, number: str) -> None:
    logging.getLogger("till").warning("called %s", number)
    assert "13800138000" not in written.read_text("utf-8")


def test_an_identifier_stays_readable(written: Path) -> None:
    identifier = "0b5c7f2e-1234-4abc-9def-123456789012"
    logging.getLogger("till").warning("sale %s", identifier)
    assert identifier in written.read_text("utf-8")


def test_a_number_where_a_long_line_is_cut_stays_out(written: Path) -> None:
    for start in range(1_930, 2_000):
        logging.getLogger("till").warning("%s", f"{'x' * start} 13800138000 {'y' * 4_000}")
    assert "1380" not in written.read_text("utf-8")


def test_a_file_name_that_no_alphabet_has_is_logged_all_the_same(written: Path) -> None:
    line = logging.LogRecord("till", logging.WARNING, __file__, 1, "%s", ("/media/\udce9",), None)
    for handler in logging.getLogger().handlers:
        if type(handler) is TimedRotatingFileHandler:  # the checks' own has no room for it
            handler.handle(line)
    assert "/media/" in written.read_text("utf-8")


@pytest.mark.parametrize("name", ["logs", "logs/till.log"])
def test_a_folder_of_logs_that_cannot_be_used_keeps_no_till_from_opening(
    tmp_path: Path, name: str
) -> None:
    root = logging.getLogger()
    before, level, raises = list(root.handlers), root.level, logging.raiseExceptions
    if name == "logs":
        (tmp_path / name).write_text("a file")
    else:
        (tmp_path / name).mkdir(parents=True)
    try:
        log.start(tmp_path / "logs")
        assert root.handlers == before
    finally:
        root.setLevel(level)
        logging.raiseExceptions = raises


def test_a_log_that_cannot_be_written_disturbs_nobody(
    written: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (handler,) = [
        each for each in logging.getLogger().handlers if type(each) is TimedRotatingFileHandler
    ]
    own = handler.stream
    with Path("/dev/full").open("wb", buffering=0) as full:
        handler.stream = io.TextIOWrapper(full, write_through=True)
        logging.getLogger("till").warning("nowhere to go")
        handler.stream.detach()
        handler.stream = own
    assert capsys.readouterr().err == ""
