"""The one scan field: what each kind of text is taken for, with its counter-example."""

import pytest

from pos_app.domain.barcode.item import CODE_PARTLY_UNREADABLE, ItemScan, ShopCodes
from pos_app.domain.barcode.member_card import MemberCardPattern
from pos_app.domain.barcode.variable_measure import Measure, VariableMeasurePattern
from pos_app.domain.codes.shape import OwnCode
from pos_app.domain.gtin import check_digit
from pos_app.domain.identifiers import BusinessDate, ReceiptNumber
from pos_app.domain.money import Money
from pos_app.domain.pay_code import PayProvider
from pos_app.domain.quantity import Quantity
from pos_app.domain.scan import (
    ElsewhereKind,
    ElsewhereScan,
    MemberCardScan,
    OperatorBadgeScan,
    OwnCodeScan,
    PluScan,
    ReceiptScan,
    Scan,
    TextScan,
    clean,
    route,
)
from pos_app.domain.scan_data import ScanData, Source
from pos_app.errors import Refusal

GTIN = 6901234567892
GS = "\x1d"
SHOP = ShopCodes(
    (
        VariableMeasurePattern("21", 5, 5, Measure.WEIGHT, 3),
        VariableMeasurePattern("22", 5, 5, Measure.PRICE, 2),
        VariableMeasurePattern("23", 5, 5, Measure.COUNT, 0),
        VariableMeasurePattern("24", 5, 5, Measure.WEIGHT, 4),
    )
)
EIGHT = MemberCardPattern("880001", 8)  # an EAN-8 by its length, with any last digit
CARDS = ShopCodes(member_cards=(MemberCardPattern("29", 13), MemberCardPattern("VIP", 8), EIGHT))


def scan(text: str) -> Scan:
    return route(ScanData(text), SHOP)


def item(text: str) -> ItemScan:
    found = scan(text)
    assert isinstance(found, ItemScan)
    return found


def typed(text: str) -> Scan:
    return route(ScanData(text, source=Source.TYPED), SHOP)


def refused(text: str) -> Refusal:
    with pytest.raises(Refusal) as caught:
        scan(text)
    return caught.value


def label(body: str) -> str:
    return f"{body}{check_digit(body)}"


@pytest.mark.parametrize(
    "text",
    [
        str(GTIN),
        f"]E0{GTIN}",
        f"]E3{GTIN}05",
        f"]C101{GTIN:014d}",
        f"]d201{GTIN:014d}",
        f"]d2{GS}01{GTIN:014d}",
        f"]e001{GTIN:014d}",
        f"01{GTIN:014d}",
        f"10LOT{GS}01{GTIN:014d}",
        f"]I10{GTIN}",
        f"https://id.gs1.org/01/{GTIN:014d}",
        f"HttpS://brand.example.cn/x/01/{GTIN}",
        f"]Q1https://a.cn/gtin/{GTIN:014d}",
        f"  {GTIN}\r\n",
        f"\u202e{GTIN}\u200b",
        "６９０１２３４５６７８９２",
    ],
)
def test_one_item_in_every_dress(text: str) -> None:
    assert item(text).gtin == GTIN


def test_a_symbology_that_the_device_names_counts_like_one_in_the_text() -> None:
    by_device = route(ScanData(f"01{GTIN:014d}10A", symbology="]C1"), SHOP)
    assert by_device == scan(f"]C101{GTIN:014d}10A")


def test_upc_a_and_upc_e_are_items() -> None:
    assert item("042100005264").gtin == 42100005264
    assert item("]E00042100005264").gtin == 42100005264
    assert item("04252614") == ItemScan(42100005264)
    assert item("]E0425261") == ItemScan(42100005264)


def test_eight_digits_that_are_good_twice_are_read_as_ean_8_first() -> None:
    both = next(
        text
        for text in (label(f"{body:07d}") for body in range(10**6))
        if item(text).gtin_otherwise
    )
    assert item(both).gtin == int(both)
    assert item(f"]E4{both}") == ItemScan(int(both))


def test_a_weight_label_carries_item_number_and_weight() -> None:
    found = item(label("210004201250"))
    assert found == ItemScan(int(label("210004200000")), plu="42", weight=Quantity(1250))


def test_a_price_label_and_a_count_label_carry_theirs() -> None:
    assert item(label("220004201990")).price == Money(1990)
    assert item(label("230000000012")) == ItemScan(
        int(label("230000000000")), plu="0", count=Quantity.of(12)
    )


def test_a_weight_finer_than_a_gram_is_asked_for_again() -> None:
    assert item(label("240004201250")).weight == Quantity(125)
    fine = item(label("240004201255"))
    assert (fine.weight, fine.notice) == (None, CODE_PARTLY_UNREADABLE)


def test_without_patterns_a_store_number_is_an_ordinary_item() -> None:
    text = label("210004201250")
    assert route(ScanData(text), ShopCodes()) == ItemScan(int(text))


def test_weight_price_count_and_lot_come_with_a_gs1_code() -> None:
    found = item(f"]C101{GTIN:014d}31030012503922199{GS}3006{GS}10L1")
    assert (found.weight, found.price, found.count) == (
        Quantity(1250),
        Money(199),
        Quantity.of(6),
    )
    assert found.notice is None
    assert [e.ai for e in found.elements] == ["01", "3103", "3922", "30", "10"]


def test_a_price_in_the_shops_currency_counts_and_in_another_is_remarked() -> None:
    assert item(f"]d201{GTIN:014d}3932156" + "1990").price == Money(1990)
    other = item(f"]d201{GTIN:014d}3932840" + "1990")
    assert (other.price, other.notice) == (None, CODE_PARTLY_UNREADABLE)


@pytest.mark.parametrize(
    "rest", ["17271399", "3105123456", "392919999", "3920" + "9" * 15, "50x", "8007G"]
)
def test_a_sure_item_is_sold_though_the_rest_is_unreadable(rest: str) -> None:
    found = item(f"]d201{GTIN:014d}{rest}")
    assert (found.gtin, found.notice) == (GTIN, CODE_PARTLY_UNREADABLE)


def test_a_composite_symbol_adds_its_lot() -> None:
    found = item(f"]E0{GTIN}|]e010L1")
    assert (found.gtin, [e.value for e in found.elements]) == (GTIN, ["L1"])


def test_tracking_marks_in_a_web_address_are_not_worth_a_notice() -> None:
    assert item(f"https://a.cn/01/{GTIN:014d}?utm=1&10=L&17=271231").notice is None


def test_two_lots_in_one_code_are_worth_a_notice() -> None:
    found = item(f"https://a.cn/01/{GTIN:014d}?17=271231&17=261231")
    assert found.notice == CODE_PARTLY_UNREADABLE


@pytest.mark.parametrize("text", ["4011", "004011"])
def test_short_digits_are_a_plu(text: str) -> None:
    assert scan(text) == typed(text) == PluScan("4011")


@pytest.mark.parametrize("text", ["4011A", "4011000", "69012345678", "可乐", "AB-12", "]C1"])
def test_what_is_no_code_is_text(text: str) -> None:
    assert typed(text) == TextScan(text)


def test_typed_text_is_never_raw_data_of_a_symbology() -> None:
    assert typed(f"01{GTIN:014d}10A") == TextScan(f"01{GTIN:014d}10A")
    assert typed(f"]C101{GTIN:014d}") == TextScan(f"]C101{GTIN:014d}")
    assert typed(str(GTIN)) == ItemScan(GTIN)


def test_an_element_string_without_symbology_needs_a_good_gtin() -> None:
    assert scan("0106901234567893") == TextScan("0106901234567893")
    assert scan(f"10A{GS}21B") == TextScan("10A21B")


def test_a_receipt_is_known_typed_and_by_its_qr() -> None:
    number = ReceiptNumber("S12", "T03", 1)
    assert typed("s12-t03-000001") == scan("S12-T03-000001") == ReceiptScan(number)
    assert scan("RPR1:S12-T03-000001:-1990:2026-11-21") == ReceiptScan(
        number, -1990, BusinessDate("2026-11-21")
    )
    assert typed("S12-T03-1") == TextScan("S12-T03-1")


@pytest.mark.parametrize("text", ["RPR1:", "RPR1:S12:1:2026-11-21", "RPR1:S12-T03-000001:x:y"])
def test_a_damaged_receipt_code_is_refused(text: str) -> None:
    assert refused(text).code == "RECEIPT_CODE_UNREADABLE"


def test_a_badge_names_an_operator_and_bare_digits_do_not() -> None:
    assert scan("RPOP1:1007") == scan("rpop1:1007") == OperatorBadgeScan("1007")
    assert scan("1007") == PluScan("1007")
    assert scan("RPOP1:") == TextScan("RPOP1:")


@pytest.mark.parametrize(
    ("text", "kind", "provider"),
    [
        ("134567890123456789", ElsewhereKind.PAY_CODE, PayProvider.WECHAT),
        ("]C0134567890123456789", ElsewhereKind.PAY_CODE, PayProvider.WECHAT),
        ("280000000000000000", ElsewhereKind.PAY_CODE, PayProvider.ALIPAY),
        ("6220000000000000000", ElsewhereKind.PAY_CODE, PayProvider.UNIONPAY),
        (label("991234567890"), ElsewhereKind.COUPON, None),
        (label("980123456789"), ElsewhereKind.COUPON, None),
        (f"]C1255{label('690123456789')}", ElsewhereKind.COUPON, None),
        ("]e08110106141416543213150110120", ElsewhereKind.COUPON, None),
        (";6222021234567890123=29121011", ElsewhereKind.BANK_CARD, None),
        ("%B4111111111111111^ZHANG/SAN^29121011", ElsewhereKind.BANK_CARD, None),
        ("4111111111111111", ElsewhereKind.BANK_CARD, None),
    ],
)
def test_what_belongs_elsewhere_is_told_by_kind_only(
    text: str, kind: ElsewhereKind, provider: PayProvider | None
) -> None:
    assert scan(text) == ElsewhereScan(kind, provider)


VOUCHER = "PM1QRDKEAJHARAUDICYFSGAGTAQCEJBGFAVCYLRQGI2DMMZ2FIBDED5AGE4DETRAGTLAGD4AGTLFEKMBAQY"


@pytest.mark.parametrize(
    ("text", "looks_like"),
    [("PM1QRDKEAJH", OwnCode.MEMBER), ("pm1qrdkeajh", OwnCode.MEMBER), (VOUCHER, OwnCode.VOUCHER)],
)
def test_a_code_of_the_cloud_is_handed_on_whole_and_hidden(text: str, looks_like: OwnCode) -> None:
    found = scan(text)
    assert found == typed(text) == OwnCodeScan(text, looks_like)
    assert text not in repr(found)


@pytest.mark.parametrize(
    "text", ["2900000000018", "]E02900000000018", "VIP00001", "vip00001", "88000101"]
)
def test_a_card_of_the_stores_patterns_is_a_members(text: str) -> None:
    found = route(ScanData(text), CARDS)
    assert found == MemberCardScan(text.removeprefix("]E0").upper())
    assert text not in repr(found)


@pytest.mark.parametrize("text", ["29000000000", "VIP0001", "VIP000 1", "XVIP0001", "VIP-0001"])
def test_a_number_of_another_length_or_beginning_is_no_card(text: str) -> None:
    assert route(ScanData(text), CARDS) == TextScan(text)


def test_a_card_with_a_wrong_check_digit_is_scanned_again() -> None:
    with pytest.raises(Refusal) as caught:
        route(ScanData("2900000000019"), CARDS)
    assert caught.value.code == "CHECK_DIGIT_WRONG"


def test_without_patterns_there_are_no_cards() -> None:
    assert scan("2900000000018") == ItemScan(2900000000018)


@pytest.mark.parametrize(("prefix", "length"), [("", 8), ("29", 2), ("29", 25), ("2-", 8)])
def test_a_card_pattern_that_fits_nothing_or_everything_is_refused(
    prefix: str, length: int
) -> None:
    with pytest.raises(Refusal) as caught:
        MemberCardPattern(prefix, length)
    assert caught.value.code == "MEMBER_CARD_PATTERN_WRONG"


def test_the_text_of_a_scan_is_not_in_its_repr() -> None:
    assert "134567890123456789" not in repr(ScanData("134567890123456789"))


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("6901234567893", "CHECK_DIGIT_WRONG"),
        ("]E06901234567893", "CHECK_DIGIT_WRONG"),
        ("]C10106901234567893", "CHECK_DIGIT_WRONG"),
        ("https://id.gs1.org/01/06901234567893", "CHECK_DIGIT_WRONG"),
        ("96385075", "CHECK_DIGIT_WRONG"),
        ("]E0ABC", "GTIN_NOT_DIGITS"),
        ("]E4123456789", "GTIN_LENGTH_WRONG"),
        ("]C100106141412345678908", "CODE_NAMES_NO_ITEM"),
        ("]C10206901234567892" + "3712", "CODE_NAMES_NO_ITEM"),
        ("]d2010690123456789201" + "16901234567899", "CODE_NAMES_NO_ITEM"),
        ("https://id.gs1.org/00/106141412345678908", "CODE_NAMES_NO_ITEM"),
        ("https://example.com/menu", "WEB_ADDRESS_NOT_AN_ITEM"),
        ("https://id.gs1.org/AQnYUc1gmiFC0Ot", "WEB_ADDRESS_NOT_AN_ITEM"),
        ("", "SCAN_EMPTY"),
        (" \r\n\x00", "SCAN_EMPTY"),
        ("]C1", "SCAN_EMPTY"),
        (f"]d2{GS}", "SCAN_EMPTY"),
    ],
)
def test_each_bad_code_has_its_answer(text: str, code: str) -> None:
    assert refused(text).code == code


def test_a_code_of_seven_thousand_characters_is_refused() -> None:
    assert refused("7" * 7089).facts == {"length": 7089, "longest": 700}
    assert typed("7" * 700) == TextScan("7" * 700)
    with pytest.raises(Refusal, match="SCAN_TOO_LONG"):
        clean("\ufdfa" * 100)  # one character that stands for eighteen


def test_control_keys_and_invisible_marks_are_dropped() -> None:
    assert clean("\x02A\x1bB\u200f\u2066C\ufeff\x7f\ud800\u2028") == "ABC"
    assert clean(f"10A{GS}21B") == f"10A{GS}21B"
