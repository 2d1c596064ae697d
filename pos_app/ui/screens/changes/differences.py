"""What differs between two values of the set-up, in signs that need no words. Plain Python."""

import json
from typing import Any

Flat = dict[str, str]


def differences(before: str, after: str) -> tuple[str, str]:
    """Give the parts of two JSON values that are not in the other; an empty text is no value."""
    old, new = _flat(before), _flat(after)
    return _told(old, new), _told(new, old)


def _told(one: Flat, other: Flat) -> str:
    parts = [(key, text) for key, text in one.items() if other.get(key) != text]
    return "; ".join(f"{key} {text}".strip() for key, text in parts)


def _flat(text: str) -> Flat:
    """Take a value apart: a list by its entries, a table by its keys."""
    if not text:
        return {}
    found: Flat = {}
    _take(json.loads(text), "", found)
    return found


def _take(value: Any, key: str, found: Flat) -> None:
    if isinstance(value, dict):
        name = str(value.get("code", value.get("prefix", "")))
        for part, inner in value.items():
            if name and str(inner) == name:
                found[f"{key} {name}".strip()] = ""
                continue
            _take(inner, f"{key} {name} {part}".strip() if name else f"{key} {part}".strip(), found)
    elif isinstance(value, list) and all(isinstance(entry, dict) for entry in value):
        for entry in value:
            _take(entry, key, found)
    elif isinstance(value, list):
        found[key] = " ".join(str(entry) for entry in value)
    elif isinstance(value, bool):
        found[key] = "✓" if value else "–"
    else:
        found[key] = str(value)
