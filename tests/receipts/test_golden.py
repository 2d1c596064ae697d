"""Receipts, slips and reports against golden files, in both widths and both languages.

To accept a change: delete the files it touches in tests/golden/receipts, run this, and read them.
"""

from collections.abc import Callable
from pathlib import Path

import pytest

from pos_app.domain.money import Money
from pos_app.domain.shift import CashMovement, CashMovementKind
from pos_app.receipts import reports, slips
from pos_app.receipts.heads import Letterhead
from pos_app.receipts.layout import receipt
from pos_app.receipts.paper import Paper, Roll
from tests.receipts import samples
from tests.receipts.plain import as_text

GOLDEN = Path(__file__).resolve().parent.parent / "golden" / "receipts"

COUNTS = ((10_000, 3), (5_000, 2), (2_000, 0), (1_000, 8), (100, 20))


def _movement(kind: CashMovementKind, reason: str, head: Letterhead) -> Paper:
    movement = CashMovement(kind, Money(3_580), reason, samples.WANG, None, samples.SOLD_MS)
    return slips.cash_movement_slip(
        movement,
        head,
        operator_name="王芳",
        approver_name="李建国",
        business_date=samples.DATE,
        is_training=False,
    )


def _no_sale(head: Letterhead) -> Paper:
    return slips.no_sale_slip(
        head,
        reason_code="change_notes",
        operator_name="王芳",
        at_ms=samples.SOLD_MS,
        business_date=samples.DATE,
        is_training=True,
    )


def _void(head: Letterhead) -> Paper:
    return slips.void_slip(
        samples.full_basket(),
        head,
        reason_code="left_shop",
        operator_name="王芳",
        at_ms=samples.SOLD_MS,
        is_training=False,
    )


def _suspended(head: Letterhead) -> Paper:
    return slips.suspended_slip(
        samples.full_basket(),
        head,
        label=samples.full_basket().transaction.label,
        operator_name="王芳",
        at_ms=samples.SOLD_MS,
        is_training=False,
    )


PAPERS: dict[str, Callable[[Letterhead], Paper]] = {
    "sale_cash": lambda head: receipt(samples.cash_sale(), head),
    "sale_mixed_100th": lambda head: receipt(samples.mixed_sale(), head),
    "sale_training": lambda head: receipt(samples.cash_sale(is_training=True), head),
    "sale_copy": lambda head: receipt(samples.cash_sale(copy=2), head),
    "return": lambda head: receipt(samples.returned(), head),
    "return_to_card": lambda head: receipt(samples.returned_to_card(), head),
    "sale_price_coded": lambda head: receipt(samples.price_coded_sale(), head),
    "exchange": lambda head: receipt(samples.exchanged(), head),
    "post_void": lambda head: receipt(samples.post_voided(), head),
    "void": _void,
    "suspended": _suspended,
    "paid_out": lambda head: _movement(CashMovementKind.PAID_OUT, "supplies", head),
    "tender_pickup": lambda head: _movement(CashMovementKind.TENDER_PICKUP, "too_much_cash", head),
    "tender_loan": lambda head: _movement(CashMovementKind.TENDER_LOAN, "gone_reason", head),
    "no_sale_training": _no_sale,
    "float": lambda head: slips.float_slip(samples.shift(), COUNTS, head, is_training=False),
    "count": lambda head: slips.count_slip(
        samples.shift(), COUNTS, head, at_ms=samples.SOLD_MS, is_training=False
    ),
    "x_report": lambda head: reports.x_report(samples.x_report(), head),
    "x_report_training": lambda head: reports.x_report(samples.x_report(is_training=True), head),
    "z_report": lambda head: reports.z_report(samples.z_report(), head),
    "z_day": lambda head: reports.z_report(samples.z_day(), head),
}


@pytest.mark.parametrize("roll", Roll)
@pytest.mark.parametrize("language", ["zh_CN", "en"])
@pytest.mark.parametrize("name", PAPERS)
def test_paper_is_as_it_was_when_somebody_last_read_it(
    name: str, language: str, roll: Roll
) -> None:
    text = as_text(PAPERS[name](samples.letterhead(language)), roll)
    golden = GOLDEN / f"{name}.{language}.{roll.cells}.txt"
    if not golden.exists():
        golden.parent.mkdir(parents=True, exist_ok=True)
        golden.write_text(text, encoding="utf-8")
        pytest.fail(f"wrote {golden.name}: read it, then run again")
    assert text == golden.read_text(encoding="utf-8")


def test_every_golden_file_has_its_paper() -> None:
    expected = {
        f"{name}.{language}.{roll.cells}.txt"
        for name in PAPERS
        for language in ("zh_CN", "en")
        for roll in Roll
    }
    assert {path.name for path in GOLDEN.glob("*.txt")} == expected
