"""Reports of faults: what broke, where and in which version, and the last of the log before it.

A report names places in the program, never what it was working on: no local variables, no words of
an exception but those of our own codes, no folder of this machine. It stays on the till for a week,
until somebody hands it over in a support bundle and reads what is in it.

What the interpreter survives is reported when it is logged with its trace; what it does not (a
fault in native code) leaves its stacks in ``fault.txt``, which the next start makes a report of.
"""

import contextlib
import faulthandler
import logging
import platform
import re
import threading
from collections import deque
from datetime import UTC, datetime
from pathlib import Path
from typing import Final, TextIO

from pos_app import __version__
from pos_app.clock import Clock
from pos_app.log import RedactingFormatter
from pos_app.resources import is_bundle
from pos_app.stacks import stack_of, without_folders

DAYS_KEPT: Final = 7
LINES_BEFORE: Final = 50
MOST_IN_A_RUN: Final = 20
"""A fault that comes again with every key says nothing new."""

FAULT_FILE: Final = "fault.txt"
ENDED_FILE: Final = "ended.txt"
"""The reference of a fault that ended the till, until its next start has told it."""

PATTERN: Final = "crash-*.txt"

_DAY_MS: Final = 86_400_000
_FORMAT: Final = "%(asctime)s %(levelname)s %(name)s %(message)s"
_REFERENCE: Final = re.compile(r"\breference=([A-Z2-7]{8})")


class CrashReports(logging.Handler):
    """Writes a report for each fault that is logged with its trace. Any thread."""

    def __init__(self, folder: Path, clock: Clock) -> None:
        super().__init__(logging.INFO)
        self._clock = clock
        self.setFormatter(RedactingFormatter(_FORMAT))
        self._folder = folder
        self._before: deque[str] = deque(maxlen=LINES_BEFORE)
        self._left = MOST_IN_A_RUN
        self._fault_file: TextIO | None = None

    def emit(self, record: logging.LogRecord) -> None:
        """Keep the line; write a report where it tells of a fault of ours."""
        try:
            error = record.exc_info[1] if record.exc_info else None
            if error is not None and record.levelno >= logging.ERROR:
                self._report(record, error)
            self._before.append(_first_line(self.format(record)))
        except Exception:  # as every handler: what cannot be told ends no thread of the till
            self.handleError(record)

    def arm(self) -> str | None:
        """Take over from the last run; gives the reference of the fault that ended it, if one did.

        From here on native faults leave their stacks behind, and threads that nobody watches are
        logged. What cannot be written is done without: a report is no reason not to sell.
        """
        threading.excepthook = _log_thread
        reference = None
        with contextlib.suppress(OSError):
            self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            _forget_old(self._folder, self._clock.wall_ms() - DAYS_KEPT * _DAY_MS)
        with contextlib.suppress(OSError):
            reference = self._take_over() or self._told_by_end()
        with contextlib.suppress(OSError):
            self._fault_file = (self._folder / FAULT_FILE).open("w", encoding="utf-8")
            faulthandler.enable(self._fault_file)
        logging.getLogger().addHandler(self)
        return reference

    def report_end(self, bug: Exception, *, is_till: bool = False) -> str:
        """Report what ended the whole program, armed or not; gives the reference.

        ``is_till``: no command, but the till itself, whose next start is to tell it.
        """
        when = datetime.fromtimestamp(self._clock.wall_ms() / 1000, UTC)
        reference = f"{when:%d%H%M%S}"
        with contextlib.suppress(OSError):
            self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            self._write(when, reference, stack_of(bug), tuple(self._before))
            if is_till:
                (self._folder / ENDED_FILE).write_text(reference, "ascii")
        return reference

    def disarm(self) -> None:
        """End in order: nothing is left for the next start to find."""
        logging.getLogger().removeHandler(self)
        threading.excepthook = threading.__excepthook__
        if self._fault_file is not None:
            faulthandler.disable()
            self._fault_file.close()
            self._fault_file = None

    def _take_over(self) -> str | None:
        """Make a report of the stacks that a native fault left."""
        try:
            left = (self._folder / FAULT_FILE).read_text("utf-8", "replace")
        except FileNotFoundError:
            return None
        if not left.strip():
            return None
        when = datetime.fromtimestamp((self._folder / FAULT_FILE).stat().st_mtime, UTC)
        reference = f"{when:%d%H%M%S}"
        self._write(when, reference, without_folders(left), ())
        return reference

    def _told_by_end(self) -> str | None:
        """Give the reference that the last run ended with, once."""
        file = self._folder / ENDED_FILE
        if not file.exists():
            return None
        reference = file.read_text("ascii", "replace").strip()
        file.unlink()
        return reference or None

    def _report(self, record: logging.LogRecord, error: BaseException) -> None:
        if self._left <= 0:
            return
        self._left -= 1
        found = _REFERENCE.search(record.getMessage())
        when = datetime.fromtimestamp(record.created, UTC)
        reference = found[1] if found else f"{when:%d%H%M%S}"
        with contextlib.suppress(OSError):
            self._write(when, reference, stack_of(error), tuple(self._before))

    def _write(self, when: datetime, reference: str, stack: str, before: tuple[str, ...]) -> None:
        head = (
            f"Ronghe POS {__version__}, Python {platform.python_version()},"
            f" {platform.system()} {platform.release()}, {'bundle' if is_bundle() else 'source'}"
        )
        title = f"{when:%Y-%m-%dT%H:%M:%SZ} reference={reference}"
        parts = (title, head, "", stack, "", "Before it:", *before, "")
        name = f"crash-{when:%Y%m%dT%H%M%SZ}-{reference}.txt"
        (self._folder / name).write_text("\n".join(parts), "utf-8", "backslashreplace")


def _first_line(text: str) -> str:
    return text.partition("\n")[0]


def _forget_old(folder: Path, oldest_ms: int) -> None:
    for report in folder.glob(PATTERN):
        with contextlib.suppress(OSError):  # one that cannot go is in the way of no other
            if report.stat().st_mtime * 1000 < oldest_ms:
                report.unlink(missing_ok=True)


def _log_thread(failed: threading.ExceptHookArgs) -> None:
    """Log what ended a thread that nobody watches."""
    if failed.exc_value is not None:
        trace = (failed.exc_type, failed.exc_value, failed.exc_traceback)
        logging.getLogger(__name__).error("thread failed", exc_info=trace)
