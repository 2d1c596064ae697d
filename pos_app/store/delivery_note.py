"""Delivery notes as suppliers send them: a CSV table or a JSON document in UTF-8.

CSV: a line of names, then one line an item: ``sku`` or ``gtin``, ``quantity`` and, where known,
``cost`` (of one unit, such as 2.35), ``lot``, ``expires_on`` (2026-12-31), ``pack``. JSON: the same
names in ``lines``, beside ``note`` and ``partner``. Quantities may have three decimals.
"""

import csv
import io
import json
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from pos_app.domain.money import LARGEST_MINOR
from pos_app.errors import Refusal

LARGEST_BYTES: Final = 4 << 20
MOST_LINES: Final = 5_000
_SUFFIXES: Final = (".csv", ".json")
_NUMBER: Final = re.compile(r"([0-9]{1,9})(?:\.([0-9]{1,3}))?")
_KNOWN: Final = frozenset({"sku", "gtin", "quantity", "cost", "lot", "expires_on", "pack"})


@dataclass(frozen=True, slots=True)
class NoteLine:
    """One item as the note names it: by ``sku`` or, without one, by ``gtin``."""

    sku: str
    gtin: int | None
    thousandths: int
    cost_minor: int | None
    lot: str
    expires_on: str
    pack: int | None


@dataclass(frozen=True, slots=True)
class DeliveryNote:
    """What a supplier says that it delivers; number and supplier are empty in a CSV."""

    note: str
    partner: str
    lines: tuple[NoteLine, ...]


def list_notes(folder: Path) -> tuple[str, ...]:
    """List the notes that lie in a folder, by name; none where there is no folder."""
    if not folder.is_dir():
        return ()
    return tuple(sorted(path.name for path in folder.iterdir() if path.suffix.lower() in _SUFFIXES))


def read_note(file: Path, minor_places: int) -> DeliveryNote:
    """Read a note; amounts have ``minor_places`` decimals at most.

    Refuses: NOTE_UNREADABLE with the line it is about (0: the whole file).
    """
    try:
        content = file.read_bytes()
    except OSError as error:
        raise Refusal("NOTE_UNREADABLE", line=0) from error
    if len(content) > LARGEST_BYTES:
        raise Refusal("NOTE_UNREADABLE", line=0)
    try:
        text = content.decode("utf-8-sig")
        head, rows = _json(text) if file.suffix.lower() == ".json" else ({}, _csv(text))
    except (ValueError, KeyError, TypeError, RecursionError, csv.Error) as error:
        raise Refusal("NOTE_UNREADABLE", line=0) from error
    if not 0 < len(rows) <= MOST_LINES:
        raise Refusal("NOTE_UNREADABLE", line=0)
    lines = tuple(_line(at, row, minor_places) for at, row in enumerate(rows, 1))
    return DeliveryNote(_said(head.get("note")), _said(head.get("partner")), lines)


def number_of(file: Path) -> str:
    """Give the number of a note: what a JSON document says, else the file's own name."""
    if file.suffix.lower() == ".json":
        try:
            said = json.loads(file.read_bytes()[:LARGEST_BYTES])["note"]
        except (OSError, ValueError, KeyError, TypeError, RecursionError):
            return file.stem
        return _said(said) or file.stem
    return file.stem


def _csv(text: str) -> list[dict[str, str]]:
    return [
        {str(name).strip().lower(): value or "" for name, value in row.items() if name}
        for row in csv.DictReader(io.StringIO(text))
    ]


def _json(text: str) -> tuple[dict[str, Any], list[dict[str, str]]]:
    body = json.loads(text)
    lines = body["lines"]
    if not isinstance(lines, list) or not all(isinstance(row, dict) for row in lines):
        raise TypeError(lines)
    return body, [{name: _said(value) for name, value in row.items()} for row in lines]


def _said(value: object) -> str:
    """Give a value of a JSON document as a text; nothing for null."""
    return "" if value is None else str(value)


def _line(at: int, row: dict[str, str], minor_places: int) -> NoteLine:
    row = {name: value.strip() for name, value in row.items() if name in _KNOWN}
    gtin = row.get("gtin", "")
    thousandths = _fixed(row.get("quantity", ""), 3)
    is_gtin = gtin.isascii() and gtin.isdigit() and len(gtin) <= 14
    is_named = is_gtin if gtin else bool(row.get("sku"))
    cost = _optional(row.get("cost", ""), minor_places)
    pack = _optional(row.get("pack", ""), 3)
    is_wrong = thousandths is None or -1 in (cost, pack) or pack == 0
    if is_wrong or not is_named or thousandths is None or (cost or 0) > LARGEST_MINOR:
        raise Refusal("NOTE_UNREADABLE", line=at)
    return NoteLine(
        sku=row.get("sku", ""),
        gtin=int(gtin) if gtin else None,
        thousandths=thousandths,
        cost_minor=cost,
        lot=row.get("lot", ""),
        expires_on=row.get("expires_on", ""),
        pack=pack,
    )


def _optional(text: str, places: int) -> int | None:
    """Give None for an empty cell, -1 for one that is no number."""
    if not text:
        return None
    found = _fixed(text, places)
    return -1 if found is None else found


def _fixed(text: str, places: int) -> int | None:
    """Read a decimal number as a whole one of the smallest unit; None when it is not one."""
    match = _NUMBER.fullmatch(text)
    decimals = (match[2] or "") if match else ""
    if match is None or len(decimals) > places:
        return None
    return int(match[1] + decimals.ljust(places, "0"))
