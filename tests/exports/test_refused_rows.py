"""The file of refused rows: why in both languages, and nothing in it that a program would obey."""

import csv
from pathlib import Path

import pytest

from pos_app.errors import Refusal
from pos_app.exports.refused_rows import refused_rows


def _written(path: Path, sku: str, reason: Refusal) -> list[str]:
    with refused_rows(path) as rows:
        rows.add(7, sku, reason)
    with path.open(encoding="utf-8-sig", newline="") as file:
        _, row = csv.reader(file)
    return row


def test_a_row_says_where_it_was_and_why_in_both_languages(tmp_path: Path) -> None:
    reason = Refusal("ITEM_SKU_TWICE", value="T-1", other=3)
    assert _written(tmp_path / "refused.csv", "T-1", reason) == [
        "7",
        "T-1",
        "ITEM_SKU_TWICE",
        "货号 T-1 在第 3 行已经有了",
        "SKU T-1 stands already in line 3",
    ]


@pytest.mark.parametrize("sku", ["=1+1", "＝1+1", "\x1b=1", "-2", "@x"])
def test_what_a_list_brought_in_is_obeyed_by_nobody(tmp_path: Path, sku: str) -> None:
    reason = Refusal("ITEM_SKU_TWICE", value=sku, other=3)
    shown = _written(tmp_path / "refused.csv", sku, reason)[1]
    assert "\x1b" not in shown
    assert shown.startswith(("'", "\N{REPLACEMENT CHARACTER}"))
