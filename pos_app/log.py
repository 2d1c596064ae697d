"""Log files: rotated by day, kept for two weeks, one event a line, control characters escaped.

The audit trail is data, not logs. What is secret or personal never gets here: code that handles it
does not log it, of an exception only kind and stack are written, and a filter takes out what looks
like a long number or a member code all the same.
"""

import contextlib
import logging
import logging.handlers
import re
from pathlib import Path
from typing import Final

from pos_app.stacks import stack_of

DAYS_KEPT: Final = 14
_LONGEST: Final = 4_000
_SECRET: Final = re.compile(
    r"PM1[A-Z2-7]{20,}|"
    # Not what is a part of a longer identifier: of a hash, or the end of a UUID.
    r"(?<![0-9a-fA-F])(?<![0-9a-fA-F]{4}-[0-9a-fA-F]{4}-)[0-9]{11,}(?![0-9a-fA-F])"
)
_CONTROL: Final = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f]")
_FORMAT: Final = "%(asctime)s %(levelname)s %(name)s %(message)s"


class RedactingFormatter(logging.Formatter):
    """Formats a line so that it can neither leak a number nor forge another line."""

    def format(self, record: logging.LogRecord) -> str:
        """Format, escape and take out; a traceback keeps its line breaks, and is indented."""
        if record.exc_info and record.exc_info[1] is not None:
            # Also in the place of what another handler made of it, with the exception's words.
            record.exc_text = stack_of(record.exc_info[1])
        text = _SECRET.sub("[removed]", super().format(record))
        text = _shortened(text.replace("\n", "\n  " if record.exc_info else "\\n"))
        return _CONTROL.sub(lambda match: f"\\x{ord(match[0]):02x}", text)


def _shortened(text: str) -> str:
    """Keep both ends: a trace begins with its first cause and ends with its last."""
    half = _LONGEST // 2
    return text if len(text) <= _LONGEST else f"{text[:half]}…{text[-half:]}"


def start(folder: Path) -> None:
    """Write logs into the folder from now on; where that cannot be done, into none."""
    # A full disk is told by the till itself; a log that cannot be written is no second trouble.
    logging.raiseExceptions = False
    root = logging.getLogger()
    root.setLevel(logging.INFO)
    for noisy in ("sqlalchemy", "escpos", "PIL"):
        logging.getLogger(noisy).setLevel(logging.WARNING)
    with contextlib.suppress(OSError):
        root.addHandler(_handler(folder))


def _handler(folder: Path) -> logging.Handler:
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    handler = logging.handlers.TimedRotatingFileHandler(
        folder / "till.log",
        when="midnight",
        backupCount=DAYS_KEPT,
        encoding="utf-8",
        utc=True,
        errors="backslashreplace",  # a file's name may be in no alphabet at all
    )
    handler.setFormatter(RedactingFormatter(_FORMAT))
    return handler
