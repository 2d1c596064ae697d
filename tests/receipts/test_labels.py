"""Shelf labels: what stands on them, and that their bars can be read."""

from dataclasses import replace

import pytest

from pos_app.domain.catalog import Item, TaxGroup
from pos_app.domain.money import Money
from pos_app.domain.net_content import Measure, NetContent, content_of, price_of_hundred
from pos_app.domain.quantity import Unit
from pos_app.receipts import ean
from pos_app.receipts.labels import label_paper, shelf_label
from pos_app.receipts.paper import Cut, Picture, Roll, Row, set_paper

COLA = Item(
    "100001",
    "泡泡鲸可乐 330ml",
    "Bubble Whale Cola 330ml",
    ("饮料",),
    TaxGroup("V13", 130_000),
    Unit.EACH,
    Money(250),
    gtin=6901234567892,
)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("可乐 330ml", NetContent(330, Measure.MILLILITRES)),
        ("纯牛奶 250ml×16 礼盒", NetContent(4000, Measure.MILLILITRES)),
        ("大豆油 5L", NetContent(5000, Measure.MILLILITRES)),
        ("洗衣液 1.5千克", NetContent(1500, Measure.GRAMS)),
        ("蛋黄派 6枚 138g", NetContent(138, Measure.GRAMS)),
        ("抽纸 3层130抽×6", None),
        ("大礼包 100g 加 50g", None),
        ("剪刀", None),
        ("5G 手机卡 1 张", None),
        ("香料 0.5g", None),
    ],
)
def test_the_content_of_a_pack_is_read_from_its_name(name: str, content: NetContent | None) -> None:
    assert content_of(name) == content


def test_a_unit_price_is_that_of_a_hundred_and_none_where_names_disagree() -> None:
    assert price_of_hundred(COLA) == (Money(76), Measure.MILLILITRES)
    assert price_of_hundred(replace(COLA, name_en="Cola 335ml")) is None
    assert price_of_hundred(replace(COLA, unit=Unit.KILOGRAM)) is None
    assert price_of_hundred(replace(COLA, price=None)) is None


def test_bars_are_those_of_the_standard() -> None:
    # The example of ISO/IEC 15420: 5901234123457 has its first digit in the pattern of the left.
    bits = "".join("1" if bar else "0" for bar in ean.modules("5901234123457"))
    assert bits == (
        "101" "0001011" "0100111" "0110011" "0010011" "0111101" "0011101" "01010"
        "1100110" "1101100" "1000010" "1011100" "1001110" "1000100" "101"
    )  # fmt: skip
    assert len(ean.modules("96385074")) == 67


def test_a_gtin_of_fourteen_digits_has_no_bars_and_the_label_a_qr_code() -> None:
    assert ean.ean_digits(16901234567899) == ""
    label = shelf_label(replace(COLA, gtin=16901234567899))
    names = [p.name for p in set_paper(label_paper([label]), Roll.MM80) if isinstance(p, Picture)]
    assert names == ["qr 100001"]


@pytest.mark.parametrize("roll", Roll)
def test_a_label_says_both_names_price_and_unit_price_on_either_roll(roll: Roll) -> None:
    marked_down = replace(COLA, price=Money(200), regular_price=Money(250))
    placed = set_paper(label_paper([shelf_label(COLA), shelf_label(marked_down)]), roll)
    text = "\n".join(row.text for row in placed if isinstance(row, Row))
    for said in (COLA.name_zh, COLA.name_en, "2.50", "0.76/100ml", "原价 was 2.50"):
        assert said in text
    assert sum(isinstance(part, Cut) for part in placed) == 2
    pictures = [part for part in placed if isinstance(part, Picture)]
    assert all(picture.width <= roll.dots for picture in pictures)
    assert len(pictures) == 2
