"""What the value of an application identifier must be beyond its length and characters.

Not judged here: the inner grammar of North American coupons (8110, 8112), package and media types.
"""

import calendar
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from pos_app.domain.barcode.elements import Problem
from pos_app.domain.barcode.iso_codes import COUNTRIES, CURRENCIES
from pos_app.domain.barcode.numbers import has_check_digit, is_digits

_CHARACTERS_82 = (
    "!\"%&'()*+,-./0123456789:;<=>?ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz"
)
_CHECK_CHARACTERS = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"
_CHECK_PAIR_MODULUS = 1021
_PRIMES = (2, 3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37, 41, 43, 47, 53, 59, 61, 67, 71, 73, 79, 83)
_NO_TIME = "9999"
_ALPHA_COUNTRIES = frozenset(COUNTRIES.values())
_ESCAPE = re.compile(r"%[0-9A-Fa-f]{2}")
_LEAP_YEAR = 2000


@dataclass(frozen=True, slots=True)
class _Rule:
    """One component of a value, from ``start`` up to ``stop``, and what must hold of it."""

    start: int
    stop: int | None
    holds: Callable[[str], bool]
    problem: Problem = Problem.CONTENT


def find_problem(ai: str, value: str) -> Problem | None:
    """Find the first thing wrong with a value that has the right length and characters."""
    for rule in _RULES.get(ai, ()):
        part = value[rule.start : rule.stop]
        if part and not rule.holds(part):
            return rule.problem
    return None


def is_day(digits: str, *, may_be_month: bool = False) -> bool:
    """Ask whether ``YYMMDD`` or ``YYYYMMDD`` is a day; day 00 may stand for the whole month."""
    year, month, day = int(digits[:-4]), int(digits[-4:-2]), int(digits[-2:])
    if not 1 <= month <= 12:
        return False
    # Two digits are never 1900: the century nearest to now is meant, and 2000 was a leap year.
    last = calendar.monthrange(year if len(digits) > 6 else _LEAP_YEAR + year, month)[1]
    return (0 if may_be_month else 1) <= day <= last


def _is_day_or_month(digits: str) -> bool:
    return is_day(digits, may_be_month=True)


def _is_full_day(digits: str) -> bool:
    return int(digits[:4]) > 0 and is_day(digits)


def _is_time(digits: str) -> bool:
    """Hours, then minutes and seconds as far as they are given."""
    hours, rest = int(digits[:2]), [int(digits[i : i + 2]) for i in range(2, len(digits), 2)]
    return hours < 24 and all(part < 60 for part in rest)


def _is_time_or_none(digits: str) -> bool:
    return digits == _NO_TIME or _is_time(digits)


def _has_company_prefix(value: str) -> bool:
    return len(value) >= 4 and is_digits(value[:4])


def _has_check_pair(value: str) -> bool:
    """Two check characters: prime weights from the right, modulo 1021 (GS1 section 7.9.5)."""
    body, pair = value[:-2], value[-2:]
    weighted = zip(reversed(body), _PRIMES, strict=False)
    total = sum(_CHARACTERS_82.index(c) * weight for c, weight in weighted) % _CHECK_PAIR_MODULUS
    return pair == _CHECK_CHARACTERS[total >> 5] + _CHECK_CHARACTERS[total & 31]


def _has_letter(value: str) -> bool:
    return not is_digits(value)


def _is_iban(value: str) -> bool:
    if not re.fullmatch(r"[A-Z]{2}[0-9]{2}[0-9A-Z]{10,30}", value):
        return False
    if value[:2] not in _ALPHA_COUNTRIES | {"XK"}:  # Kosovo has IBANs but no ISO code
        return False
    return int("".join(str(int(c, 36)) for c in value[4:] + value[:4])) % 97 == 1


def _is_escaped(value: str) -> bool:
    return value.count("%") == len(_ESCAPE.findall(value))


def _is_piece_of_total(digits: str) -> bool:
    return 1 <= int(digits[:2]) <= int(digits[2:])


def _is_place_in_birth(value: str) -> bool:
    return 1 <= int(value[0]) <= int(value[2])


def _is_importer_index(character: str) -> bool:
    return re.fullmatch(r"[-0-9A-Za-z_]", character) is not None


def _are_countries(digits: str) -> bool:
    return all(digits[i : i + 3] in COUNTRIES for i in range(0, len(digits), 3))


def _is_country_or_any(digits: str) -> bool:
    return digits == "999" or digits in COUNTRIES


def _is_latitude(digits: str) -> bool:
    return int(digits) <= 180_0000000


def _is_longitude(digits: str) -> bool:
    return int(digits) <= 360_0000000


def _is_not_zero(digits: str) -> bool:
    return int(digits) != 0


def _has_no_leading_zero(digits: str) -> bool:
    return digits == "0" or digits[0] != "0"


def _each(first: int, last: int) -> Iterable[str]:
    return (str(ai) for ai in range(first, last + 1))


def _check_digit(stop: int, start: int = 0) -> _Rule:
    return _Rule(start, stop, has_check_digit, Problem.CHECK_DIGIT)


def _day(start: int, *, may_be_month: bool = False) -> _Rule:
    holds = _is_day_or_month if may_be_month else is_day
    return _Rule(start, start + 6, holds, Problem.DATE)


def _time(start: int, holds: Callable[[str], bool] = _is_time) -> _Rule:
    return _Rule(start, None, holds, Problem.DATE)


def _parts(holds: Callable[[str], bool], *bounds: int) -> tuple[_Rule, ...]:
    return tuple(_Rule(start, stop, holds) for start, stop in pairwise(bounds))


def _build() -> Iterator[tuple[Iterable[str], tuple[_Rule, ...]]]:
    """List the rules by identifier, in the order of the standard."""
    key = _Rule(0, None, _has_company_prefix)
    yield ("00", "8017", "8018"), (_check_digit(18),)
    yield ("01", "02", "03"), (_check_digit(14),)
    yield ("11", "12", "13", "15", "16", "17"), (_day(0, may_be_month=True),)
    yield ("253", "255", *_each(410, 417)), (_check_digit(13),)
    yield (*_each(3910, 3919), *_each(3930, 3939)), (_Rule(0, 3, CURRENCIES.__contains__),)
    yield ("401", "7023", "8004", "8010"), (key,)
    yield ("402",), (_check_digit(17),)
    yield ("421",), (_Rule(0, 3, _are_countries),)
    yield _each(422, 426), (_Rule(0, None, _are_countries),)
    yield (*_each(4300, 4306), *_each(4310, 4316), "4320"), (_Rule(0, None, _is_escaped),)
    yield ("4307", "4317"), (_Rule(0, 2, _ALPHA_COUNTRIES.__contains__),)
    yield ("4309",), (_Rule(0, 10, _is_latitude), _Rule(10, 20, _is_longitude))
    yield ("4324", "4325"), (_day(0, may_be_month=True), _time(6, _is_time_or_none))
    yield ("4326", "7006"), (_day(0),)
    yield ("7003", "7011"), (_day(0), _time(6))
    yield ("7007",), (_day(0), _day(6))
    yield _each(7030, 7039), (_Rule(0, 3, _is_country_or_any),)
    yield ("7040",), (_Rule(3, 4, _is_importer_index),)
    yield ("7250",), (_Rule(0, 8, _is_full_day, Problem.DATE),)
    yield ("7251",), (_Rule(0, 8, _is_full_day, Problem.DATE), _time(8))
    yield ("7252",), (_Rule(0, 1, "0129".__contains__),)
    yield (*_each(7253, 7254), *_each(7256, 7257), "7259"), (_Rule(0, None, _is_escaped),)
    yield ("7258",), (_Rule(0, 3, _is_place_in_birth),)
    yield ("8001",), (*_parts(_is_not_zero, 0, 4, 9, 12), _Rule(12, 13, "019".__contains__))
    yield ("8003",), (_check_digit(14, start=1),)
    yield ("8006", "8026"), (_check_digit(14), _Rule(14, 18, _is_piece_of_total))
    yield ("8007",), (_Rule(0, None, _is_iban),)
    yield ("8008",), (_day(0), _time(6))
    yield ("8011",), (_Rule(0, None, _has_no_leading_zero),)
    yield ("8013",), (key, _Rule(0, None, _has_check_pair, Problem.CHECK_DIGIT))
    pair = _Rule(0, None, _has_check_pair, Problem.CHECK_DIGIT)
    yield ("8014",), (key, pair, _Rule(0, None, _has_letter))


_RULES = {ai: rules for ais, rules in _build() for ai in ais}
