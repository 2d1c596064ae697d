"""Codes of the shop's own cloud, by shape."""

import base64

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pos_app.domain.codes.shape import OwnCode, find_own_code

ONE_BYTE_KEY = b"\x84\x46\xa2\x01\x27\x04\x41\x41\xa0"
TWO_BYTE_KEY = b"\x84\x47\xa2\x01\x27\x04\x42\x01\x41\xa0"


def code(token: bytes) -> str:
    return "PM1" + base64.b32encode(token).decode("ascii").rstrip("=")


@pytest.mark.parametrize("header", [ONE_BYTE_KEY, TWO_BYTE_KEY])
@pytest.mark.parametrize("length", [b"\x57", b"\x58\x3a"])
def test_a_voucher_is_told_from_a_member_code(header: bytes, length: bytes) -> None:
    voucher = code(header + length + b"\x8c\x03" + bytes(60))
    member = code(header + length + b"\x85\x01" + bytes(60))
    assert find_own_code(voucher) is OwnCode.VOUCHER
    assert find_own_code(member) is OwnCode.MEMBER
    assert find_own_code(voucher.lower()) is OwnCode.VOUCHER


def test_a_code_cut_short_is_still_not_a_product() -> None:
    assert find_own_code("PM1A") is OwnCode.MEMBER
    assert find_own_code("PM1") is OwnCode.MEMBER


@pytest.mark.parametrize("text", ["PM100", "PM2ABC", "XPM1ABC", "PM1AB CD", "6901234567892", ""])
def test_other_texts_are_not_the_clouds(text: str) -> None:
    assert find_own_code(text) is None


@given(st.text("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567", max_size=200))
def test_every_base32_text_has_an_answer(letters: str) -> None:
    assert find_own_code("PM1" + letters) is not None
