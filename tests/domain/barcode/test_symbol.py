"""Reader output that names its symbology."""

import pytest

from pos_app.domain.barcode.symbol import Carries, split_identifier
from tests.cases.strict import read_symbol


def test_the_identifier_is_three_characters_in_front() -> None:
    assert split_identifier("]C10106901234567892") == ("]C1", "0106901234567892")
    assert split_identifier("]") == (None, "]")
    assert split_identifier("]]C1") == (None, "]]C1")


@pytest.mark.parametrize(
    ("text", "carries", "is_valid"),
    [
        ("]C10106901234567892", Carries.ELEMENTS, True),
        ("]C1", Carries.ELEMENTS, False),
        ("]E06901234567892", Carries.EAN_13, True),
        ("]E0690123456789", Carries.EAN_13, False),
        ("]E06901234567893", Carries.EAN_13, False),
        ("]E06901234567892|]e010LOT", Carries.EAN_13, True),
        ("]E06901234567892|]e0", Carries.EAN_13, False),
        ("]I116901234567899", Carries.ITF_14, True),
        ("]Q1hello", Carries.TEXT, True),
        ("]Q1https://a.cn/menu", Carries.TEXT, False),
        ("]X0hello", None, False),
        ("hello", None, False),
    ],
)
def test_data_is_read_as_its_symbology_says(
    text: str, carries: Carries | None, is_valid: bool
) -> None:
    symbol = read_symbol(text)
    assert (symbol.carries, symbol.is_valid) == (carries, is_valid)
