"""The scan router on hostile and near-valid texts: it always answers, and answers the same."""

from hypothesis import given
from hypothesis import strategies as st

from pos_app.domain.barcode.digital_link import read_digital_link
from pos_app.domain.barcode.element_string import read_element_string
from pos_app.domain.barcode.item import ItemScan, ShopCodes
from pos_app.domain.barcode.member_card import MemberCardPattern
from pos_app.domain.barcode.variable_measure import Measure, VariableMeasurePattern
from pos_app.domain.pay_code import find_providers
from pos_app.domain.scan import (
    ElsewhereScan,
    MemberCardScan,
    OperatorBadgeScan,
    OwnCodeScan,
    PluScan,
    ReceiptScan,
    TextScan,
    clean,
    route,
)
from pos_app.domain.scan_data import ScanData, Source
from pos_app.errors import Refusal
from tests.cases.strict import as_element_string, is_valid, is_well_formed, read_symbol

SHOP = ShopCodes(
    (
        VariableMeasurePattern("21", 5, 5, Measure.WEIGHT, 3),
        VariableMeasurePattern("22", 5, 4, Measure.PRICE, 2, price_check_digit=True),
        VariableMeasurePattern("02", 5, 5, Measure.COUNT, 0),
    ),
    member_cards=(MemberCardPattern("29", 13), MemberCardPattern("13", 18)),
)
SCANS = (
    ItemScan,
    PluScan,
    ReceiptScan,
    OperatorBadgeScan,
    OwnCodeScan,
    MemberCardScan,
    ElsewhereScan,
    TextScan,
)

# Beginnings, separators and whole codes that the grammar knows, to be put together wrongly.
PIECES = (
    "]C1 ]d2 ]e0 ]Q3 ]E0 ]E4 ]I1 ]Q1 ] 01 0106901234567892 6901234567892 17 171332 10 21 3103 "
    "000750 3932156 8003 8007 4309 7003 99 00 255 8110 https:// http://a/ /01/ ?17= & %00 %4 + # "
    "PM1 QRDKEAJH RPR1: RPOP1: S12-T03-000001 : -1 2026-11-21 ;6222021234567890123= "
    "134567890123456789 2100123012503 042100005264 04252614 991234567890 fp %s%n {0.__class__} ' ²"
)
fragments = st.sampled_from(
    [*PIECES.split(), "\x1d", "\x1b", "\u202e", "\x00", " ", "|]e0", "\ud800", "٣", "１"]
)
texts = (
    st.text(max_size=120)
    | st.text("0123456789", max_size=45)
    | st.lists(fragments, max_size=9).map("".join)
    | st.lists(fragments | st.text("0123456789AZ/=", max_size=16), max_size=7).map("".join)
)
sources = st.sampled_from(Source)
symbologies = st.none() | st.sampled_from(["]C1", "]E0", "]E4", "]Q3", "]zz", ""])


@given(texts, symbologies, sources)
def test_every_text_is_a_scan_or_refused(text: str, symbology: str | None, source: Source) -> None:
    data = ScanData(text, symbology, source)
    try:
        scan = route(data, SHOP)
    except Refusal:
        return
    assert isinstance(scan, SCANS)
    assert route(data, SHOP) == scan


@given(texts)
def test_a_payment_code_is_never_an_item_nor_echoed(text: str) -> None:
    plain = clean(text)
    for source in Source:
        if not find_providers(plain):
            continue
        assert isinstance(route(ScanData(plain, source=source), SHOP), ElsewhereScan)


@given(
    st.from_regex(r"(1[0-5][0-9]|160)[0-9]{15}|(2[5-9]|30)[0-9]{14,22}|62[0-9]{17}", fullmatch=True)
)
def test_no_payment_code_is_in_the_answer(text: str) -> None:
    code = clean(text)
    scan = route(ScanData(code), SHOP)
    assert isinstance(scan, ElsewhereScan)
    assert code not in repr(scan)


@given(texts)
def test_cleaning_twice_is_cleaning_once_and_leaves_nothing_invisible(text: str) -> None:
    plain = clean(text)
    assert clean(plain) == plain
    assert not any(mark in plain for mark in "\x00\x1b\r\n\u200b\u202e\ufeff")


@given(texts)
def test_every_reader_takes_every_text(text: str) -> None:
    for reading in (read_element_string(text), read_digital_link(text)):
        as_element_string(reading)
        reading.find_gtin()
        assert is_well_formed(reading) or not is_valid(reading)
    read_symbol(text)
