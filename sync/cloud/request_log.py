"""What the cloud writes to its log: one JSON object a line, of fields that are listed here.

A field that is not listed for its event is dropped, not masked; bodies, headers and signatures are
in no list. Other loggers' records come through as their template, which is text of the source code,
with no argument of it; an exception as its class and where it passed, never as its words
(security-and-privacy.md section 9).
"""

import json
import logging
import re
import traceback
from types import TracebackType
from typing import Any, Final

from sync.cloud.clock import CloudClock

_FIELDS: Final[dict[str, frozenset[str]]] = {
    "request": frozenset(
        (
            "endpoint",
            "method",
            "lane",
            "status",
            "code",
            "ms",
            "bytes_in",
            "bytes_out",
            "request",
            "key",
            "origin",
        )
    ),
    "serving": frozenset(("url", "admin_url", "database", "proto")),
    "stopping": frozenset(("waiting",)),
    "stopped": frozenset(),
    "worker_failed": frozenset(("wait_ms",)),
    "scrape_failed": frozenset(),
}
_KEY: Final = re.compile(r'keyid="([0-9a-f]{16})')
_LONGEST: Final = 200
_FRAMES: Final = 12

_log = logging.getLogger("sync.cloud")


def say(event: str, level: int = logging.INFO, **facts: str | int) -> None:
    """Write a line; with an exception being handled, where it passed."""
    is_failure = level >= logging.ERROR
    _log.log(level, event, extra={"facts": facts}, exc_info=is_failure, stacklevel=2)


def key_in(signature_input: str) -> str:
    """Name the key that a request says it was signed with by its first digits; it is not secret."""
    match = _KEY.search(signature_input)
    return match[1] if match else ""


class JsonLines(logging.Formatter):
    """Makes the line. Control characters are escaped, as JSON does."""

    def __init__(self, clock: CloudClock) -> None:
        super().__init__()
        self._clock = clock

    def format(self, record: logging.LogRecord) -> str:
        """Give one line."""
        line: dict[str, Any] = {"at_ms": self._clock.wall_ms(), "level": record.levelname}
        facts = getattr(record, "facts", None)
        if facts is None:
            line |= {"event": "library", "logger": record.name, "says": _short(str(record.msg))}
        else:
            listed = _FIELDS.get(record.msg, frozenset())
            line |= {"event": record.msg}
            line |= {name: _short(fact) for name, fact in facts.items() if name in listed}
        if record.exc_info and record.exc_info[1] is not None:
            line["error"] = type(record.exc_info[1]).__qualname__
            line["passed"] = _passed(record.exc_info[2])
        return json.dumps(line, ensure_ascii=True, separators=(",", ":"))


def configure(clock: CloudClock) -> None:
    """Send every line of this process to standard error; libraries speak from WARNING on."""
    handler = logging.StreamHandler()
    handler.setFormatter(JsonLines(clock))
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(logging.WARNING)
    logging.getLogger("sync").setLevel(logging.INFO)


def _short(fact: str | int) -> str | int:
    return fact[:_LONGEST] if isinstance(fact, str) else fact


def _passed(trace: TracebackType | None) -> list[str]:
    frames = traceback.extract_tb(trace)[-_FRAMES:]
    return [f"{'/'.join(one.filename.split('/')[-2:])}:{one.lineno} {one.name}" for one in frames]
