"""What a decision of the store must look like, whoever made it: form first, then sense. Pure.

A value comes from a form, a file or a hand at the keyboard. Whatever it is, it is taken or refused
in words; beyond this the profile refuses what contradicts itself (store/profile.py).
"""

from collections.abc import Callable
from dataclasses import fields
from typing import Any, Final

from pos_app.domain.money import Rounding
from pos_app.domain.plain_text import is_one_line
from pos_app.domain.safe import CashPolicy
from pos_app.domain.shift import LARGEST_MOVE_MINOR
from pos_app.domain.shop import ReasonFor
from pos_app.errors import Refusal

LONGEST_TEXT: Final = 120
LONGEST_FOOTER: Final = 300
LONGEST_LOCK_MINUTES: Final = 240
MOST_QUICK_NOTES: Final = 5
_MOST_NOTES: Final = 20
_MOST_ENTRIES: Final = 50
"""Of a list: more tax groups, patterns, or reasons for one thing, nobody finds their way in."""

_LARGEST_NOTE_MINOR: Final = 100_000_000
_STEPS_MINOR: Final = frozenset({1, 2, 5, 10, 20, 50, 100, 200, 500})
"""Cash is rounded to a coin somewhere in the world has; to notes nobody rounds."""
_CASH_RULES: Final = frozenset(rule.name for rule in fields(CashPolicy))
_WHOLE_PPM: Final = 1_000_000
_LONGEST_CODE: Final = 16
_LONGEST_REASON: Final = 32
_LOWEST_PRICE_DAYS: Final = 366

TEXTS: Final = frozenset(
    {
        "name_zh",
        "name_en",
        "address_zh",
        "address_en",
        "phone",
        "tax_registration",
        "receipt_footer_zh",
        "receipt_footer_en",
    }
)


def check_value(key: str, value: Any) -> None:
    """Refuse what no profile can hold under a key that may be changed.

    Refuses: STORE_TEXT_WRONG, STORE_NAME_EMPTY, STORE_NUMBER_WRONG, STORE_NOTES_WRONG,
    ROUNDING_STEP_WRONG, CASH_RULES_WRONG, PICKUP_LIMIT_TOO_LOW, TAX_GROUPS_WRONG,
    REASON_LAST_ONE, REASON_WRONG, BARCODE_PATTERN_WRONG, PROFILE_WRONG.
    """
    _CHECKS[key](value)


def _text(longest: int) -> Callable[[Any], None]:
    def check(value: Any) -> None:
        if not isinstance(value, str) or len(value) > longest or not is_one_line(value):
            raise Refusal("STORE_TEXT_WRONG", longest=longest)

    return check


def _name(value: Any) -> None:
    _text(LONGEST_TEXT)(value)
    if not value.strip():
        raise Refusal("STORE_NAME_EMPTY")


def _number(least: int, most: int) -> Callable[[Any], None]:
    def check(value: Any) -> None:
        if not _is_whole(value, least, most):
            raise Refusal("STORE_NUMBER_WRONG", least=least, most=most)

    return check


def _notes(most: int) -> Callable[[Any], None]:
    def check(value: Any) -> None:
        is_right = (
            isinstance(value, list)
            and 0 < len(value) <= most
            and all(_is_whole(note, 1, _LARGEST_NOTE_MINOR) for note in value)
            and len(set(value)) == len(value)
        )
        if not is_right:
            raise Refusal("STORE_NOTES_WRONG", most=most)

    return check


def _rounding(value: Any) -> None:
    if not _is_entry(value, step_minor=int, rounding=str) or value["rounding"] not in _ROUNDINGS:
        raise Refusal("PROFILE_WRONG", key="cash_rounding")
    if value["step_minor"] not in _STEPS_MINOR:
        raise Refusal("ROUNDING_STEP_WRONG")


def _cash(value: Any) -> None:
    """Rules that are left out are none; a pickup is due above the float, or it always were."""
    is_right = isinstance(value, dict) and all(
        rule in _CASH_RULES and _is_whole(minor, 0, LARGEST_MOVE_MINOR)
        for rule, minor in value.items()
    )
    if not is_right:
        raise Refusal("CASH_RULES_WRONG")
    limit = value.get("pickup_limit_minor")
    if limit is not None and limit <= value.get("standard_float_minor", 0):
        raise Refusal("PICKUP_LIMIT_TOO_LOW")


def _taxes(value: Any) -> None:
    is_right = (
        isinstance(value, list)
        and 0 < len(value) <= _MOST_ENTRIES
        and all(_is_tax(group) for group in value)
        and len({group["code"] for group in value}) == len(value)
    )
    if not is_right:
        raise Refusal("TAX_GROUPS_WRONG")


def _is_tax(group: Any) -> bool:
    return (
        _is_entry(group, code=str, rate_ppm=int, is_inclusive=bool)
        and _is_code(group["code"])
        and 0 <= group["rate_ppm"] <= _WHOLE_PPM
    )


def _reasons(value: Any) -> None:
    """Every activity that has reasons keeps one; each has a code of its own and a short name."""
    wrong = Refusal("REASON_WRONG", longest=_LONGEST_REASON)
    if not isinstance(value, dict):
        raise wrong
    if not value:
        raise Refusal("REASON_LAST_ONE")
    for purpose, entries in value.items():
        if purpose not in _PURPOSES or not isinstance(entries, list):
            raise wrong
        if not entries:
            raise Refusal("REASON_LAST_ONE")
        are_right = len(entries) <= _MOST_ENTRIES and all(_is_reason(entry) for entry in entries)
        if not are_right or len({entry["code"] for entry in entries}) != len(entries):
            raise wrong


def _is_reason(entry: Any) -> bool:
    if not _is_entry(entry, code=str, zh=str, en=str) or not _is_code(entry["code"]):
        return False
    names = (entry["zh"], entry["en"])
    return all(
        name.strip() and len(name) <= _LONGEST_REASON and is_one_line(name) for name in names
    )


def _patterns(value: Any) -> None:
    if not isinstance(value, list) or len(value) > _MOST_ENTRIES:
        raise Refusal("BARCODE_PATTERN_WRONG", prefix="")
    for entry in value:
        if not _is_entry(
            entry,
            prefix=str,
            item_digits=int,
            value_digits=int,
            value=str,
            decimals=int,
            price_check_digit=bool,
        ):
            raise Refusal("BARCODE_PATTERN_WRONG", prefix="")


def _is_entry(value: Any, /, **types: type) -> bool:
    """Tell whether it has these keys and no other, each with a value of just that type."""
    return (
        isinstance(value, dict)
        and value.keys() == types.keys()
        and all(type(value[key]) is type_ for key, type_ in types.items())
    )


def _is_whole(value: Any, least: int, most: int) -> bool:
    return type(value) is int and least <= value <= most


def _is_code(text: str) -> bool:
    letters = text.replace("_", "")
    is_plain = letters.isascii() and letters.isalnum() and letters == letters.upper()
    return is_plain and 0 < len(text) <= _LONGEST_CODE


_ROUNDINGS: Final = frozenset(rounding.value for rounding in Rounding)
_PURPOSES: Final = frozenset(purpose.value for purpose in ReasonFor)

_CHECKS: Final[dict[str, Callable[[Any], None]]] = {
    **dict.fromkeys(TEXTS, _text(LONGEST_TEXT)),
    "name_zh": _name,
    "name_en": _name,
    "receipt_footer_zh": _text(LONGEST_FOOTER),
    "receipt_footer_en": _text(LONGEST_FOOTER),
    "lock_after_minutes": _number(0, LONGEST_LOCK_MINUTES),
    "lowest_price_days": _number(1, _LOWEST_PRICE_DAYS),
    "quick_notes": _notes(MOST_QUICK_NOTES),
    "denominations": _notes(_MOST_NOTES),
    "cash": _cash,
    "cash_rounding": _rounding,
    "tax_groups": _taxes,
    "reasons": _reasons,
    "barcode_patterns": _patterns,
}
