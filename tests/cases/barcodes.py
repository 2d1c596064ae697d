"""Barcode vectors of other projects, judged against the product's strict readings.

A case passes when everything it expects is what the product read: validity, identifiers, values,
dates, numbers, and the error where the file's error names are about the data. Names of errors that
are the wording of one implementation (Digital Links) are not compared.

Two ways of judging stand side by side in such files. GS1's engine and BWIPP refuse an element
string for any wrong check digit or content; biip accepts what has its form and remarks on the check
digits inside (``nested_check_digit_error``). Both are judged from the same reading: strict.py.
"""

import json
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

from pos_app.domain.barcode.digital_link import LinkRules, read_digital_link
from pos_app.domain.barcode.element_string import read_element_string
from pos_app.domain.barcode.elements import SEPARATOR, Element, Problem, Reading
from pos_app.domain.barcode.iso_codes import CURRENCIES
from pos_app.domain.barcode.numbers import Gtin, Upc, has_check_digit, is_digits
from pos_app.domain.barcode.symbol import Carries
from pos_app.domain.barcode.variable_measure import (
    Measure,
    VariableMeasurePattern,
    find_embedded,
)
from pos_app.errors import Refusal
from tests.cases.strict import (
    SymbolReading,
    as_element_string,
    is_valid,
    is_well_formed,
    read_symbol,
    time_of_day,
)

NEAR = date(2026, 7, 1)
"""The vectors' two-digit years were resolved by a clock of these years."""

Facts = dict[str, Any]


@dataclass(frozen=True)
class Case:
    """One case of a file: what goes in, under which settings, and what should come out."""

    id: str
    kind: str
    input: str
    options: Facts
    expect: Facts


def _patterns(measure: str, *lines: str) -> tuple[VariableMeasurePattern, ...]:
    """Make patterns from ``prefix item-digits value-digits decimals`` and ``c`` for verified."""
    made = []
    for line in lines:
        prefix, items, values, decimals, *verified = line.split()
        made.append(
            VariableMeasurePattern(
                prefix, int(items), int(values), Measure(measure), int(decimals), bool(verified)
            )
        )
    return tuple(made)


_NORDIC_WEIGHT = _patterns("weight", "23 6 4 3", "24 6 4 2", "25 6 4 1")
_NORDIC_PRICE = _patterns("price", "20 6 4 2", "21 6 4 1", "22 6 4 0")
# How a store of each country would set up its patterns, and its currency.
REGIONS: dict[str, tuple[str | None, tuple[VariableMeasurePattern, ...]]] = {
    "denmark": (
        "DKK",
        _patterns("price", "21 4 6 2", "22 4 6 2", "23 4 6 2", "24 4 6 2")
        + _patterns("weight", "26 4 6 3", "27 5 5 3", "28 4 6 3"),
    ),
    "estonia": (None, _NORDIC_WEIGHT),
    "finland": (None, _NORDIC_WEIGHT),
    "germany": (
        "EUR",
        _patterns("price", "22 4 5 2 c", "23 4 5 2 c")
        + _patterns("count", "25 4 5 0 c", "26 4 5 0 c")
        + _patterns("weight", "28 4 5 3 c", "29 4 5 3 c"),
    ),
    "great_britain": ("GBP", _patterns("price", "20 5 4 2 c")),
    "latvia": (None, _NORDIC_WEIGHT),
    "lithuania": (None, _NORDIC_WEIGHT),
    "norway": ("NOK", _NORDIC_PRICE + _NORDIC_WEIGHT),
    "sweden": ("SEK", _NORDIC_PRICE + _NORDIC_WEIGHT),
}
_SYMBOLOGIES = {
    "]C1": "GS1_128_CCA",
    "]E0": "EAN13",
    "]E4": "EAN8",
    "]I1": "ITF14",
    "]J0": "DotCode",
    "]J1": "DotCode",
    "]Q1": "QR",
    "]Q3": "QR",
    "]d1": "DM",
    "]d2": "DM",
    "]e0": "DataBarExpanded",
}
_GTIN_ERRORS = {
    "CHECK_DIGIT_WRONG": "check_digit",
    "GTIN_NOT_DIGITS": "nonnumeric",
    "GTIN_LENGTH_WRONG": "length",
    "MEASURE_CHECK_DIGIT_WRONG": "variable_measure_check_digit",
}
# biip looks into these keys only; elsewhere it does not know of check digits.
_NESTED_KEYS = ("00", "01", "02", "03", "410", "411", "412", "413", "414", "415", "416", "417")


def _read_gtin(case: Case) -> Facts:
    try:
        gtin = Gtin.parse(case.input)
    except Refusal as refusal:
        return _refused(refusal)
    return {
        "valid": True,
        "format": gtin.format.value,
        "gtin14": str(gtin),
        "check_digit": gtin.number % 10,
        "restricted": gtin.is_restricted,
    }


def _read_upc(case: Case) -> Facts:
    try:
        upc = Upc.parse(case.input)
    except Refusal as refusal:
        return _refused(refusal)
    return {"valid": True, "upc_a": upc.upc_a, "gtin13": f"0{upc.upc_a}", "upc_e": upc.upc_e}


def _read_check_digit(case: Case) -> Facts:
    if not is_digits(case.input):
        return {"valid": False, "error": "non_digit_character"}
    good = has_check_digit(case.input)
    return {"valid": good, "error": None if good else "incorrect_check_digit"}


def _read_variable_measure(case: Case) -> Facts:
    currency, patterns = REGIONS[case.options["region"]]
    try:
        embedded = find_embedded(Gtin.parse(case.input), patterns)
    except Refusal as refusal:
        return _refused(refusal)
    facts: Facts = {"weight_kg": None, "price": None, "currency": None, "count": None}
    if embedded and embedded.measure is Measure.COUNT:
        facts["count"] = embedded.value
    elif embedded:
        name = "price" if embedded.measure is Measure.PRICE else "weight_kg"
        facts[name] = _decimal(embedded.value, embedded.decimals)
        facts["currency"] = currency if name == "price" else None
    return {"valid": True, **facts}


def _read_scan_data(case: Case) -> Facts:
    symbol = read_symbol(case.input)
    if not symbol.is_valid:
        return {"valid": False}
    facts: Facts = {
        "valid": True,
        "symbology": _SYMBOLOGIES[symbol.symbology],
        "data": _engine_notation(symbol),
    }
    if symbol.carries is Carries.ELEMENTS and symbol.reading:
        facts["ais"] = _pairs(symbol.reading)
    return facts


def _engine_notation(symbol: SymbolReading) -> str:
    """Write the data as GS1's engine does: ``^`` for FNC1, a literal one behind a backslash."""
    if symbol.carries is Carries.ELEMENTS:
        return "^" + symbol.text.replace(SEPARATOR, "^")
    if symbol.carries is not Carries.TEXT:
        composite = symbol.reading and as_element_string(symbol.reading).replace(SEPARATOR, "^")
        return f"{symbol.text}|^{composite}" if composite else symbol.text
    return f"\\{symbol.text}" if symbol.text.lstrip("\\").startswith("^") else symbol.text


def _read_element_string(case: Case) -> Facts:
    if not case.input.startswith(SEPARATOR):
        return {"valid": False}
    reading = read_element_string(case.input.removeprefix(SEPARATOR))
    return {"valid": is_valid(reading), "ais": _pairs(reading)} if is_valid(reading) else _INVALID


def _read_message(case: Case) -> Facts:
    return _as_biip(read_element_string(case.input.strip(SEPARATOR + " ")))


def _read_digital_link(case: Case) -> Facts:
    is_biip = case.options.get("dialect") == "biip"
    rules = LinkRules(
        allow_short_gtin=is_biip or case.options.get("permit_short_gtin", False),
        allow_names=case.options.get("permit_alpha_names", False),
    )
    reading = read_digital_link(case.input, rules)
    if is_biip:
        return _as_biip(reading)
    if not is_valid(reading):
        return _INVALID
    return {
        "valid": True,
        "ais": _pairs(reading),
        "element_string": as_element_string(reading),
    }


def _as_biip(reading: Reading) -> Facts:
    if not is_well_formed(reading):
        return _INVALID
    facts: Facts = {"valid": True, "elements": [_element(e) for e in reading.elements]}
    if any(e.ai in _NESTED_KEYS and e.problem is Problem.CHECK_DIGIT for e in reading.elements):
        facts["nested_check_digit_error"] = True
    return facts


def _element(element: Element) -> Facts:
    facts: Facts = {"ai": element.ai, "value": element.value}
    if element.ai in ("01", "02", "03") and element.problem is None:
        facts["gtin14"] = element.value
    day, moment = element.day(NEAR), time_of_day(element)
    if day:
        facts["date"] = day.isoformat()
    if day and moment:
        facts["datetime"] = str(datetime.combine(day, moment))
    number = element.number()
    if number:
        facts["decimal"] = _decimal(number.units, number.places)
        currency = CURRENCIES.get(element.currency() or "")
        if currency:
            facts["money"] = [facts["decimal"], currency]
    return facts


def _pairs(reading: Reading) -> list[list[str]]:
    return [[element.ai, element.value] for element in reading.elements]


def _decimal(units: int, places: int) -> str:
    return f"{Decimal(units).scaleb(-places):f}"


def _refused(refusal: Refusal) -> Facts:
    return {"valid": False, "error": _GTIN_ERRORS[refusal.code]}


_INVALID: Facts = {"valid": False}
READERS: dict[str, Callable[[Case], Facts]] = {
    "gtin": _read_gtin,
    "upc": _read_upc,
    "check_digit": _read_check_digit,
    "variable_measure": _read_variable_measure,
    "scan_data": _read_scan_data,
    "digital_link": _read_digital_link,
    "ai_element_string": _read_element_string,
    "gs1_message": _read_message,
}


def reason_to_skip(case: Case) -> str | None:
    """Name the dialect of a case that the product does not adopt."""
    if case.options.get("permit_unknown_ais"):
        return "asks for identifiers that GS1 has not assigned; the till takes assigned ones only"
    if case.kind == "variable_measure" and case.options.get("region") not in REGIONS:
        return f"no store patterns are known for the region {case.options.get('region')!r}"
    return None


def differences(case: Case) -> list[str]:
    """Compare what the product read with everything the case expects."""
    read = READERS[case.kind](case)
    expected = dict(case.expect)
    if case.kind == "digital_link" or "error" not in read:
        expected.pop("error", None)
    if case.kind == "gs1_message" or case.options.get("dialect") == "biip":
        expected.setdefault("nested_check_digit_error", False)
        read.setdefault("nested_check_digit_error", False)
    return [
        f"{name}: expected {expected[name]!r}, read {read.get(name)!r}"
        for name in expected
        if read.get(name) != expected[name]
    ]


def load(file: Path) -> list[Case]:
    """Read a file of cases."""
    rows = json.loads(file.read_text(encoding="utf-8"))["cases"]
    return [
        Case(row["id"], row["kind"], row["input"], row.get("options", {}), row["expect"])
        for row in rows
    ]


def run_file(file: Path) -> int:
    """Judge all cases of a file and print the outcome; 0 when nothing failed."""
    outcome: Counter[str] = Counter()
    by_kind: Counter[str] = Counter()
    out_of_scope: Counter[str] = Counter()
    for case in load(file):
        if case.kind not in READERS:
            out_of_scope[case.kind] += 1
            continue
        by_kind[case.kind] += 1
        reason = reason_to_skip(case)
        if reason:
            outcome["skipped"] += 1
            print(f"skipped {case.id} {case.kind} {case.input!r}: {reason}")
            continue
        wrong = differences(case)
        outcome["failed" if wrong else "passed"] += 1
        if wrong:
            print(f"FAILED {case.id} {case.kind} {case.input!r}: {'; '.join(wrong)}")
    print("in scope: " + ", ".join(f"{kind} {count}" for kind, count in sorted(by_kind.items())))
    print(
        f"out of scope: {out_of_scope.total()} cases of kinds a till does not meet ("
        + ", ".join(f"{kind} {count}" for kind, count in sorted(out_of_scope.items()))
        + ")"
    )
    passed, failed, skipped = (outcome[word] for word in ("passed", "failed", "skipped"))
    print(f"{passed} passed, {failed} failed, {skipped} skipped")
    return 1 if failed else 0
