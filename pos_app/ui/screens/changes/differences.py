"""What differs between two values of the set-up, in signs and the words of its parts.

Plain Python: the words come from whoever asks.
"""

import json
from collections.abc import Callable
from typing import Any, Final

from pos_app.domain.money import Money
from pos_app.ui import formats

Flat = dict[str, str]

_SIGNS: Final = {
    "limit_ppm": "≤",
    "limit_minor": "≤",
    "level": "",
    "rounding": "",
    "step_minor": "",
}
_LEVELS: Final = {"yes": "✓", "approval": "2", "no": "–"}
"""As the table of roles shows them."""


class Differences:
    """Tells values of one till apart; ``currency`` is what amounts are in.

    ``word`` says a part of a value, and gives back what it does not know.
    """

    def __init__(self, currency: str, word: Callable[[str], str]) -> None:
        self._currency = currency
        self._word = word

    def tell(self, before: str, after: str, *, is_money: bool = False) -> tuple[str, str]:
        """Give the parts of two JSON values that are not in the other; empty is no value.

        ``is_money``: the numbers of a plain list are amounts in minor units.
        """
        old, new = self._flat(before, is_money=is_money), self._flat(after, is_money=is_money)
        return self._told(old, new), self._told(new, old)

    def _flat(self, text: str, *, is_money: bool) -> Flat:
        """Take a value apart: a list by its entries, a table by its keys."""
        found: Flat = {}
        if text:
            value = json.loads(text)
            if is_money and isinstance(value, list):
                value = [self._amount(minor) for minor in value]
            self._take(value, "", found)
        return found

    def _take(self, value: Any, key: str, found: Flat) -> None:
        if isinstance(value, dict):
            self._take_table(value, key, found)
        elif isinstance(value, list) and all(isinstance(entry, dict) for entry in value):
            for entry in value:
                self._take(entry, key, found)
        elif isinstance(value, list):
            mark = ", " if any("." in str(entry) for entry in value) else " "
            found[key] = mark.join(self._word(str(entry)) for entry in value)
        else:
            found[key] = self._text(key.rpartition(" ")[2], value)

    def _take_table(self, table: dict[str, Any], key: str, found: Flat) -> None:
        """Call an entry of a list by its code, or by the prefix of a barcode."""
        name = str(table.get("code", table.get("prefix", "")))
        for part, inner in table.items():
            if part in ("code", "prefix"):
                found[f"{key} {name}".strip()] = ""
            else:
                self._take(inner, " ".join(word for word in (key, name, part) if word), found)

    def _text(self, key: str, value: Any) -> str:
        if isinstance(value, bool):
            return "✓" if value else "–"
        if key.endswith("_ppm"):
            return formats.rate(value)
        if key.endswith("_minor"):
            return self._amount(value)
        return _LEVELS.get(value, str(value)) if key == "level" else self._word(str(value))

    def _amount(self, minor: int) -> str:
        return formats.money(Money(minor, self._currency))

    def _told(self, one: Flat, other: Flat) -> str:
        """Say what is not in the other: each entry once, with what is said of it behind."""
        entries: dict[str, list[str]] = {}
        for key, text in one.items():
            if other.get(key) == text:
                continue
            head, _, last = key.rpartition(" ")
            if not text:
                entries.setdefault(key, [])
            else:
                sign = _SIGNS.get(last)
                said = self._word(last) if sign is None else sign
                entries.setdefault(head, []).append(f"{said} {text}".strip())
        return "; ".join(self._entry(head, parts) for head, parts in entries.items())

    def _entry(self, head: str, parts: list[str]) -> str:
        name = " ".join(self._word(part) for part in head.split())
        said = ", ".join(parts)
        return f"{name}: {said}" if name and said else name or said
