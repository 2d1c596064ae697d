"""Which item a scan names, without selling it; and who approved, by name."""

import pytest

from pos_app.domain.gtin import check_digit
from pos_app.domain.identifiers import OperatorId
from pos_app.domain.scan_data import ScanData, Source
from tests.builders import APPLE, BOOK, BREAD, LABELLED, WATER, WATER_GTIN, Rig


def with_check_digit(digits: str) -> str:
    return digits + check_digit(digits)


@pytest.mark.parametrize(
    ("text", "sku"),
    [
        (WATER_GTIN, WATER),
        (f"0{WATER_GTIN}", WATER),
        (with_check_digit("220004201234"), LABELLED),
        (with_check_digit("210100100455"), APPLE),
        ("77", BOOK),
        ("0077", BOOK),
        (BREAD, BREAD),
    ],
)
def test_a_scan_names_its_item(shop: Rig, text: str, sku: str) -> None:
    assert shop.counter.returns.find_item(ScanData(text)).sku == sku
    assert shop.counter.checkout.basket() is None


@pytest.mark.parametrize("text", ["9520101000033", "4711", "热气球", "RPOP1:2001"])
def test_what_names_no_item_is_refused(shop: Rig, text: str) -> None:
    with shop.refuses("ITEM_NOT_FOUND"):
        shop.counter.returns.find_item(ScanData(text, source=Source.TYPED))


def test_who_approved_is_named_for_paper(shop: Rig) -> None:
    name_of = shop.counter.approvals.name_of
    assert name_of(OperatorId("op2001")) == "陈店长"
    assert name_of(None) == name_of(OperatorId("nobody")) == ""
