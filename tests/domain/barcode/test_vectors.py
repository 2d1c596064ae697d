"""The barcode vectors of other projects, through the command that judges them."""

import json
from pathlib import Path

import pytest

from tests.cases import barcodes
from tests.cases.__main__ import main


def test_all_vectors_of_kinds_a_till_meets_pass(
    shared: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = shared / "data" / "barcode_cases.json"
    outcome = main(["barcodes", str(file)])
    lines = capsys.readouterr().out.splitlines()
    print("\n".join(lines))
    assert outcome == 0
    passed, failed, skipped = (int(part.split()[0]) for part in lines[-1].split(", "))
    assert failed == 0
    assert skipped * 10 <= passed + skipped


def write_cases(folder: Path, *cases: dict[str, object]) -> Path:
    file = folder / "cases.json"
    rows = [{"id": f"t-{at}", "options": {}, **case} for at, case in enumerate(cases)]
    file.write_text(json.dumps({"cases": rows}), encoding="utf-8")
    return file


def test_a_wrong_expectation_is_a_failure(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    right = {"valid": True, "ais": [["10", "AB"]]}
    wrong = {"valid": True, "ais": [["10", "AC"]]}
    kind = {"kind": "ai_element_string", "input": "\x1d10AB"}
    file = write_cases(tmp_path, {**kind, "expect": right}, {**kind, "expect": wrong})
    assert barcodes.run_file(file) == 1
    assert capsys.readouterr().out.splitlines()[-1] == "1 passed, 1 failed, 0 skipped"


def test_other_kinds_and_other_dialects_are_counted_apart(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = write_cases(
        tmp_path,
        {"kind": "postal_code", "input": "1", "expect": {"valid": True}},
        {
            "kind": "variable_measure",
            "input": "2311111112345",
            "options": {"region": "atlantis"},
            "expect": {"valid": True},
        },
        {
            "kind": "digital_link",
            "input": "https://a/01/1?89=1",
            "options": {"permit_unknown_ais": True},
            "expect": {"valid": True},
        },
    )
    assert barcodes.run_file(file) == 0
    output = capsys.readouterr().out
    assert "out of scope: 1 cases" in output
    assert output.splitlines()[-1] == "0 passed, 0 failed, 2 skipped"
