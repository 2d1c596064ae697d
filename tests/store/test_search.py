"""Every way a cashier may look for goods finds them."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pos_app.store.pinyin import MOST_READINGS, Readings
from pos_app.store.search_query import SYLLABLES, match_expression
from pos_app.store.search_terms import HAN, is_han
from tests.store.item_lists import Shelf, row


@pytest.fixture(scope="module")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> Shelf:
    shelf = Shelf(tmp_path_factory.mktemp("shelf"))
    rows = [
        row("water", "农夫乐泉 饮用水550ml", name_en="Farmer Spring Water 550ml", popularity="3"),
        row("chongqing", "重庆小面 盒装", name_en="Chongqing Noodles", popularity="2"),
        row("bank", "银行卡套", name_en="Card Sleeve", popularity="9"),
        row("wall", "长城饼干", name_en="Great Wall Biscuits", popularity="8"),
        row("calcium", "AD钙奶", name_en="AD Calcium Milk", popularity="5"),
        row("xian", "西安凉皮", name_en="Cold Noodles", popularity="7"),
        row("green", "绿茶", name_en="Café Tea 1.5L", popularity="6", gtin="6901424333948"),
        row("banana", "香蕉", name_en="Bananas", plu="0101", unit="KGM", popularity="1"),
        row("late", "农夫果园", name_en="Farmer Juice", popularity=""),
    ]  # fmt: skip
    summary, refused = shelf.bring_in_rows(*rows)
    assert (summary.added, refused) == (9, [])
    return shelf


@pytest.mark.parametrize(
    ("typed", "sku"),
    [
        ("农", "water"), ("泉", "water"), ("夫乐", "water"), ("泉饮用", "water"),
        ("nf", "water"), ("nflq", "water"), ("lqyys", "water"), ("n", "water"), ("yq", "water"),
        ("nong", "water"), ("nongf", "water"), ("nongfule", "water"), ("fuleq", "water"),
        ("yinyongshui", "water"), ("yongshui", "water"), ("yongsh", "water"),
        ("farm", "water"), ("WATER", "water"), ("spr wat", "water"), ("550", "water"),
        ("农夫 550ml", "water"), ("nf 550", "water"), ("水 spring", "water"),
        ("cq", "chongqing"), ("zq", "chongqing"), ("cqxm", "chongqing"), ("zqxm", "chongqing"),
        ("chongqingxiaomian", "chongqing"), ("zhongqing", "chongqing"), ("xiaomian", "chongqing"),
        ("yh", "bank"), ("yx", "bank"), ("yinhang", "bank"), ("yinxing", "bank"),
        ("cc", "wall"), ("changch", "wall"),
        ("adgn", "calcium"), ("gn", "calcium"), ("ad", "calcium"), ("钙", "calcium"),
        ("xian", "xian"), ("xianliang", "xian"), ("xianlia", "xian"), ("xal", "xian"),
        ("lvcha", "green"), ("cafe", "green"), ("CAFÉ", "green"), ("1.5l", "green"),
        ("3948", "green"), ("24333948", "green"), ("6901424333948", "green"), ("ｌｃ", "green"),
        ("101", "banana"), ("0101", "banana"), ("banana", "banana"), ("xj", "banana"),
    ],
)  # fmt: skip
def test_what_is_typed_finds_the_goods(shelf: Shelf, typed: str, sku: str) -> None:
    assert sku in shelf.find(typed)


@pytest.mark.parametrize("typed", ["", " ", "*", '"', "'; DROP TABLE item", "NEAR(a b)", "han:农",
                                   "农 OR 水", "(", "-", "\x00", "\ud800", "qqqq", "饕餮",
                                   "9" * 500, "农夫" * 400])  # fmt: skip
def test_what_nobody_means_finds_nothing_and_breaks_nothing(shelf: Shelf, typed: str) -> None:
    assert set(shelf.find(typed)) <= {"water", "late"}


def test_best_sellers_come_first_and_goods_without_a_rank_last(shelf: Shelf) -> None:
    assert shelf.find("农夫") == ["water", "late"]
    assert shelf.find("noodles") == ["chongqing", "xian"]


def test_all_words_must_match(shelf: Shelf) -> None:
    assert shelf.find("农夫 juice") == ["late"]
    assert shelf.find("农夫 biscuits") == []


def test_pairs_of_different_words_are_no_substring(shelf: Shelf) -> None:
    assert shelf.find("夫农") == []
    assert shelf.find("qn") == []


@given(st.text(max_size=80))
def test_any_text_becomes_a_query_of_quoted_tokens(typed: str) -> None:
    expression = match_expression(typed) or ""
    bare = "".join(part for at, part in enumerate(expression.split('"')) if at % 2 == 0)
    assert set(bare) <= set("hanitlspywords:()ORAND *e")


def test_both_ways_of_telling_chinese_agree() -> None:
    pattern = re.compile(f"[{HAN}]")
    characters = map(chr, [*range(0x3000, 0xFB00), *range(0x1FFF0, 0x40010, 7)])
    assert all(bool(pattern.match(one)) == is_han(one) for one in characters)


def test_every_syllable_of_a_common_character_can_be_typed() -> None:
    readings = Readings()
    common = [
        bytes([high, low]).decode("gb2312")
        for high in range(0xB0, 0xD7)
        for low in range(0xA1, 0xFF)
    ]
    said = {syllable for han in common for reading in readings.of(han) for syllable in reading}
    assert said - SYLLABLES <= {"n"}


def test_a_name_of_many_ambiguous_characters_has_few_readings() -> None:
    assert 1 < len(Readings().of("重长行乐调弹重长行乐调弹")) <= MOST_READINGS


def test_a_phrase_that_says_the_usual_reading_settles_it() -> None:
    assert Readings().of("可乐") == [["ke", "le"]]
    assert Readings().of("音乐")[0] == ["yin", "yue"]
