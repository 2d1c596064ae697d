"""The one scan field: says what a scanned or typed text is, before anything is looked up.

First the text is cleaned: full-width characters become plain ones (an input method may be on),
control characters, bidi marks and zero-width characters go, only the GS1 separator stays. Then the
first rule that fits decides:

 1. a card's magnetic stripe         ``;6222021234567890123=2912``   but not ``;6222``
 2. data of a GS1 symbology          ``]C1`` ``]d2`` ``]e0`` … with an element string; scanned only
 3. data of an EAN, UPC or ITF-14    ``]E06901234567892``            but not typed ``]E06901``
 4. receipt                          ``S12-T03-000001``, ``RPR1:S12-T03-000001:1990:2026-11-21``
                                     but not ``S12-T03-1`` (six digits at least)
 5. operator badge                   ``RPOP1:1007``                  but not ``1007``: a PLU
    code of a stocktake             ``RPCT1:0123…CDEF`` (32 hex digits) refused with fewer
 6. PM1 member code or voucher       ``PM1QRDK…`` (base32)           but not ``PM100``: has a zero
 7. payment code, bank card number   18 digits from 10 to 15 …       but not 17 of them
 8. member card of the store's own   ``2900000000018``               but not ``]d2`` + the same
 9. web address                      ``https://id.gs1.org/01/06901234567892`` is an item;
                                     ``https://example.com/menu`` is refused in words
10. digits: 1–6 PLU                  ``4011``                        but not ``4011A``
    digits: 8, 12, 13 or 14          ``6901234567892``               refused if the check digit is
                                     wrong; EAN-13 of the store's patterns carry a weight or price,
                                     980–984 and 990–999 are coupons and refund notes
11. element string without symbology ``0106901234567892`` + more     scanned only, with a good GTIN
12. anything else is text            ``可乐``, ``AB-12``, the tail of a barcode: left to look-up

A code whose GTIN is sure is sold even when another of its elements is unreadable; then the item
carries the notice CODE_PARTLY_UNREADABLE. Texts that belong elsewhere are told by kind only: the
code itself is in no result, no refusal and no ``repr``. A PM1 code is handed on unread, hidden from
every ``repr``, to be verified.
"""

import re
import unicodedata
from dataclasses import dataclass, field
from enum import StrEnum

from pos_app.domain.barcode.digital_link import AT_THE_TILL, read_digital_link
from pos_app.domain.barcode.element_string import read_element_string
from pos_app.domain.barcode.elements import SEPARATOR, Reading
from pos_app.domain.barcode.item import (
    ItemScan,
    ShopCodes,
    add_elements,
    has_coupon,
    is_coupon_number,
    item_of_elements,
    item_of_number,
    plain_plu,
)
from pos_app.domain.barcode.member_card import find_member_card
from pos_app.domain.barcode.numbers import is_digits
from pos_app.domain.barcode.symbol import CARRIES, Carries, split_composite, split_identifier
from pos_app.domain.codes.shape import OwnCode, find_own_code
from pos_app.domain.identifiers import BusinessDate, ReceiptNumber
from pos_app.domain.pay_code import PayProvider, find_providers, is_card_number
from pos_app.domain.scan_data import LONGEST_SCAN, ScanData, Source
from pos_app.errors import Refusal


@dataclass(frozen=True, slots=True)
class PluScan:
    """A short number, without leading zeros."""

    plu: str


@dataclass(frozen=True, slots=True)
class ReceiptScan:
    """A receipt; total and business date as printed in its QR code, None when it was typed."""

    receipt: ReceiptNumber
    total_minor: int | None = None
    business_date: BusinessDate | None = None


@dataclass(frozen=True, slots=True)
class OperatorBadgeScan:
    """Says who, not that it is them: the PIN does that."""

    operator_number: str


@dataclass(frozen=True, slots=True)
class CountCodeScan:
    """The code of a count of this store's goods: by it every till marks its place."""

    count: bytes


class ElsewhereKind(StrEnum):
    """What belongs on another screen, or to a part of the product that is not connected yet."""

    PAY_CODE = "pay_code"
    COUPON = "coupon"
    BANK_CARD = "bank_card"


@dataclass(frozen=True, slots=True)
class ElsewhereScan:
    """Recognised, and not an item. Carries nothing of the code."""

    kind: ElsewhereKind
    provider: PayProvider | None = None


@dataclass(frozen=True, slots=True)
class OwnCodeScan:
    """A member code or voucher of the shop's cloud, to be verified before it means anything.

    ``looks_like`` is only good for choosing words: what it is, ``codes.verification`` says.
    """

    text: str = field(repr=False)
    looks_like: OwnCode


@dataclass(frozen=True, slots=True)
class MemberCardScan:
    """A plain card of the store: says who, and anybody may have copied it."""

    number: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class TextScan:
    """No code the till knows: a retailer's own number, or text to search by."""

    text: str


Scan = (
    ItemScan
    | PluScan
    | ReceiptScan
    | OperatorBadgeScan
    | CountCodeScan
    | OwnCodeScan
    | MemberCardScan
    | ElsewhereScan
    | TextScan
)

_COUPON = ElsewhereScan(ElsewhereKind.COUPON)
COUNT_CODE = "RPCT1:"
"""What the code of a count begins with; its id in hex follows."""

_PLU_DIGITS = 6
_GTIN_DIGITS = (8, 12, 13, 14)
_EAN_13_WITH_ADD_ON, _EAN_13_DIGITS = "]E3", 13
_STRIPE = re.compile(r"%B[0-9]{12,19}\^.*|;[0-9]{12,19}=.*")
_RECEIPT_QR = re.compile(
    r"RPR1:([^:]*):(-?[0-9]{1,13}):([0-9]{4}-[0-9]{2}-[0-9]{2})", re.IGNORECASE
)
_BADGE = re.compile(r"RPOP1:([0-9A-Z]{1,16})", re.IGNORECASE | re.ASCII)
_COUNT = re.compile(r"[0-9A-F]{32}", re.IGNORECASE | re.ASCII)
_ADDRESS = re.compile(r"(https?)(://.*)", re.IGNORECASE | re.ASCII)
_INVISIBLE = ("Cc", "Cf", "Cs", "Zl", "Zp")


def route(data: ScanData, shop: ShopCodes) -> Scan:
    """Tell what a scan is.

    Refuses: SCAN_TOO_LONG, SCAN_EMPTY, then as the kind demands: RECEIPT_CODE_UNREADABLE,
    WEB_ADDRESS_NOT_AN_ITEM, GTIN_NOT_DIGITS, GTIN_LENGTH_WRONG, CHECK_DIGIT_WRONG,
    MEASURE_CHECK_DIGIT_WRONG, CODE_NAMES_NO_ITEM, COUNT_CODE_WRONG.
    """
    text, symbology = clean(data.text), data.symbology
    if data.source is Source.SCANNED and symbology is None:
        symbology, text = split_identifier(text)
    if not text.strip(SEPARATOR):
        raise Refusal("SCAN_EMPTY")
    if _STRIPE.fullmatch(text):
        return ElsewhereScan(ElsewhereKind.BANK_CARD)
    if symbology == _EAN_13_WITH_ADD_ON:
        return _number(text[:_EAN_13_DIGITS], shop)
    match CARRIES.get(symbology or "", Carries.TEXT):
        case Carries.ELEMENTS:
            return _elements(read_element_string(text.lstrip(SEPARATOR)), shop)
        case Carries.TEXT:
            return _by_shape(text, data.source, shop)
        case carries:
            return _number(text, shop, is_ean_8=carries is Carries.EAN_8)


def clean(text: str) -> str:
    """Make a text plain and visible; separators of element strings stay.

    Refuses: SCAN_TOO_LONG, also when single characters stand for so many.
    """
    _check_length(text)
    visible = "".join(
        character
        for character in text
        if character == SEPARATOR or unicodedata.category(character) not in _INVISIBLE
    )
    plain = unicodedata.normalize("NFKC", visible).strip(" ")
    _check_length(plain)
    return plain


def _check_length(text: str) -> None:
    if len(text) > LONGEST_SCAN:
        raise Refusal("SCAN_TOO_LONG", length=len(text), longest=LONGEST_SCAN)


def _by_shape(text: str, source: Source, shop: ShopCodes) -> Scan:
    known = (
        _receipt(text)
        or _badge(text)
        or _count_code(text)
        or _own_code(text)
        or _elsewhere(text)
        or _member_card(text, shop)
    )
    if known:
        return known
    address = _ADDRESS.fullmatch(text)
    if address:
        return _web_address(address[1].lower() + address[2], shop)
    if is_digits(text) and len(text) <= _PLU_DIGITS:
        return PluScan(plain_plu(text))
    if is_digits(text) and len(text) in _GTIN_DIGITS:
        return _number(text, shop)
    if source is Source.SCANNED and (text.startswith("01") or SEPARATOR in text):
        reading = read_element_string(text.lstrip(SEPARATOR))
        if reading.find_gtin():
            return _elements(reading, shop)
    return TextScan(text.replace(SEPARATOR, ""))


def _receipt(text: str) -> ReceiptScan | None:
    if text[:5].upper() == "RPR1:":
        match = _RECEIPT_QR.fullmatch(text)
        number = ReceiptNumber.parse(match[1]) if match else None
        if match is None or number is None:
            raise Refusal("RECEIPT_CODE_UNREADABLE")
        return ReceiptScan(number, int(match[2]), BusinessDate(match[3]))
    typed = ReceiptNumber.parse(text)
    return ReceiptScan(typed) if typed else None


def _badge(text: str) -> OperatorBadgeScan | None:
    match = _BADGE.fullmatch(text)
    return OperatorBadgeScan(match[1].upper()) if match else None


def _count_code(text: str) -> CountCodeScan | None:
    if text[: len(COUNT_CODE)].upper() != COUNT_CODE:
        return None
    digits = text[len(COUNT_CODE) :].strip()
    if not _COUNT.fullmatch(digits):
        raise Refusal("COUNT_CODE_WRONG")
    return CountCodeScan(bytes.fromhex(digits))


def _own_code(text: str) -> OwnCodeScan | None:
    own = find_own_code(text)
    return OwnCodeScan(text, own) if own else None


def _member_card(text: str, shop: ShopCodes) -> MemberCardScan | None:
    number = find_member_card(text, shop.member_cards)
    return MemberCardScan(number) if number else None


def _elsewhere(text: str) -> ElsewhereScan | None:
    providers = find_providers(text)
    if providers:
        return ElsewhereScan(ElsewhereKind.PAY_CODE, providers[0])
    return ElsewhereScan(ElsewhereKind.BANK_CARD) if is_card_number(text) else None


def _web_address(address: str, shop: ShopCodes) -> Scan:
    reading = read_digital_link(address, AT_THE_TILL)
    if not reading.elements:
        raise Refusal("WEB_ADDRESS_NOT_AN_ITEM")
    return _elements(reading, shop)


def _elements(reading: Reading, shop: ShopCodes) -> ItemScan | ElsewhereScan:
    if reading.find_gtin() is None and has_coupon(reading):
        return _COUPON
    return item_of_elements(reading, shop)


def _number(
    text: str, shop: ShopCodes, *, is_ean_8: bool = False
) -> ItemScan | MemberCardScan | ElsewhereScan:
    card = _member_card(text, shop)
    if card:
        return card
    digits, composite = split_composite(text)
    item = item_of_number(digits, shop, is_ean_8=is_ean_8)
    if is_coupon_number(digits):
        return _COUPON
    return add_elements(item, read_element_string(composite), shop) if composite else item
