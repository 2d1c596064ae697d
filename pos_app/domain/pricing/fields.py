"""Reading one JSON object field by field, so that nothing is overlooked and nothing guessed."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from typing import Any, TypeVar

from pos_app.errors import Refusal

LARGEST_AMOUNT = 10**11
LONGEST_TEXT = 200
"""Ids and names stand in the record of every sale they touch, and a record has room for so much."""

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_Choice = TypeVar("_Choice", bound=StrEnum)


class Unknown(Exception):
    """Something this program does not know; the rule it stands in is left out and reported."""


def wrong(path: str, what: str) -> Refusal:
    """Make the refusal of a bundle: where it is wrong and what was expected there."""
    return Refusal("BUNDLE_WRONG", path=path, expected=what)


class Fields:
    """One JSON object; ``path`` says where it stands. Every field is taken once, then ``done``."""

    def __init__(self, path: str, data: object) -> None:
        if not isinstance(data, Mapping):
            raise wrong(path, "object")
        self.path = path
        self._left: dict[str, Any] = dict(data)

    def at(self, key: str) -> str:
        """Say where a field stands."""
        return f"{self.path}.{key}"

    def has(self, key: str) -> bool:
        """Tell whether a field is there and not taken yet."""
        return key in self._left

    def names(self) -> tuple[str, ...]:
        """List the fields not taken yet."""
        return tuple(self._left)

    def any(self, key: str, default: object = None) -> Any:
        """Take a field as it is."""
        return self._left.pop(key, default)

    def text(self, key: str, default: str | None = None) -> str:
        """Take a text; without a default it has to be there and not empty."""
        value = self._left.pop(key, default)
        if not _is_text(value) or (default is None and not value):
            raise wrong(self.at(key), "text")
        if len(value) > LONGEST_TEXT:
            raise wrong(self.at(key), f"text of at most {LONGEST_TEXT} letters")
        return str(value)

    def whole(self, key: str, default: int | None = None, *, least: int = 0) -> int:
        """Take a whole number from ``least`` up."""
        value = self._left.pop(key, default)
        if type(value) is not int or not least <= value <= LARGEST_AMOUNT:
            raise wrong(self.at(key), f"whole number from {least}")
        return value

    def optional(self, key: str, *, least: int = 0) -> int | None:
        """Take a whole number that may be missing."""
        return self.whole(key, least=least) if key in self._left else None

    def flag(self, key: str) -> bool:
        """Take true or false; missing is false."""
        value = self._left.pop(key, False)
        if not isinstance(value, bool):
            raise wrong(self.at(key), "true or false")
        return value

    def rate(self, key: str, *, most_percent: int = 1000) -> int:
        """Take a percentage (``10`` or ``"10.5"``) as parts per million."""
        return rate_of(self._left.pop(key, None), self.at(key), most_percent)

    def texts(self, key: str) -> frozenset[str]:
        """Take a list of texts; missing is empty."""
        values = self._left.pop(key, [])
        if not is_list(values) or not all(_is_text(value) for value in values):
            raise wrong(self.at(key), "list of texts")
        return frozenset(values)

    def items(self, key: str, *, least: int = 1, most: int | None = None) -> Sequence[Any]:
        """Take a list of so many entries; missing is empty."""
        values = self._left.pop(key, [])
        if not is_list(values) or len(values) < least:
            raise wrong(self.at(key), "list")
        if most is not None and len(values) > most:
            raise wrong(self.at(key), f"at most {most}")
        return list(values)

    def choice(self, key: str, kind: type[_Choice], default: _Choice) -> _Choice:
        """Take one of the words of an enumeration. A word we do not know is unknown, not wrong."""
        value = self._left.pop(key, default.value)
        try:
            return kind(value)
        except ValueError:
            raise Unknown(self.at(key)) from None

    def done(self) -> None:
        """End: a field that nobody took is one we do not know."""
        for key in self._left:
            raise Unknown(self.at(key))


def _is_text(value: object) -> bool:
    """Tell whether a value is a text that can be written down: no half of a surrogate pair."""
    if not isinstance(value, str):
        return False
    return value.isascii() or not any("\ud800" <= letter <= "\udfff" for letter in value)


def is_list(value: object) -> bool:
    """Tell whether a value is a JSON list."""
    return isinstance(value, list | tuple)


def rate_of(value: object, path: str, most_percent: int = 1000) -> int:
    """Read a percentage as parts per million; at most four decimals."""
    if type(value) is int:
        value = str(value)
    if not isinstance(value, str):
        raise wrong(path, "percentage")
    whole, _, part = value.partition(".")
    if not whole.isdecimal() or not whole.isascii() or len(part) > 4 or len(whole) > 6:
        raise wrong(path, "percentage")
    if part and not (part.isdecimal() and part.isascii()):
        raise wrong(path, "percentage")
    rate_ppm = int(whole) * 10_000 + int(part.ljust(4, "0") if part else 0)
    if rate_ppm > most_percent * 10_000:
        raise wrong(path, f"percentage up to {most_percent}")
    return rate_ppm


def local_ms(value: object, path: str) -> int | None:
    """Read a local time such as ``2026-11-01T09:00`` as milliseconds; None stays None."""
    if value is None:
        return None
    try:
        moment = datetime.fromisoformat(value if isinstance(value, str) else "")
    except ValueError:
        raise wrong(path, "local date and time") from None
    if moment.tzinfo is not None:
        raise wrong(path, "local date and time without zone")
    # Local times are counted as if they were UTC: only their order and their clock matter here.
    return (moment.replace(tzinfo=UTC) - _EPOCH) // timedelta(milliseconds=1)


def weekdays(values: object, path: str) -> frozenset[int]:
    """Read days of the week, ``mon`` to ``sun``, as 0 to 6."""
    if not is_list(values):
        raise wrong(path, "list of days")
    assert isinstance(values, list | tuple)
    if not all(day in _DAYS for day in values):
        raise wrong(path, "mon, tue, wed, thu, fri, sat, sun")
    return frozenset(_DAYS.index(day) for day in values)


def hours(values: object, path: str) -> tuple[tuple[int, int], ...]:
    """Read spans such as ``["17:00", "19:30"]`` as minutes of the day; over midnight is fine."""
    if not is_list(values):
        raise wrong(path, "list of spans")
    assert isinstance(values, list | tuple)
    spans = []
    for at, span in enumerate(values):
        if not is_list(span) or len(span) != 2:
            raise wrong(f"{path}[{at}]", "start and end")
        spans.append((_minute(span[0], f"{path}[{at}]"), _minute(span[1], f"{path}[{at}]")))
    return tuple(spans)


def _minute(value: object, path: str) -> int:
    hour, colon, minute = str(value).partition(":")
    is_digits = hour.isdecimal() and minute.isdecimal() and f"{hour}{minute}".isascii()
    if not (colon and is_digits and len(hour) <= 2 and len(minute) == 2):
        raise wrong(path, "time such as 09:30")
    found = int(hour) * 60 + int(minute)
    if int(minute) > 59 or found > 24 * 60:
        raise wrong(path, "time such as 09:30")
    return found
