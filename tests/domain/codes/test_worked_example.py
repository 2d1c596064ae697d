"""The worked example of tokens-and-journal.md section 7, byte for byte, by two encoders."""

import re

import pytest

from pos_app.domain.codes import container, payloads
from pos_app.domain.codes.container import Signed
from pos_app.domain.codes.payloads import MemberCode, Voucher, VoucherKind, bind_of
from pos_app.receipts.qr import matrix
from tests.domain.codes import issuing
from tests.domain.codes.issuing import IAT, MEMBER, VOUCHER, Signer, read

MEMBER_PAYLOAD = "85014801020304050607081a6b0187c0183c44a1b2c3d4"
MEMBER_SIGNED = (
    "846a5369676e61747572653146a2012704410143504d315785014801020304050607081a6b0187c0183c44a1b2c3d4"
)
MEMBER_SIGNATURE = (
    "3103e673b36f4f366fec6706255b1f3e4d235e5dba52ff6d6c75788f63fa250f"
    "da724540cb4f0bfabeb245da765395bc23d15d4c7c6e5104955cd4065f3a0200"
)
MEMBER_TEXT = (
    "PM1QRDKEAJHARAQDICXQUAUQAICAMCAKBQHBANGWAMHYAMDYRFBWLB5IWCAGEB6M45TN5HTM37MM4DCKWY7HZGSGXS5X"
    "JJP63LMOV4I6Y72EUH5U4SFIDFU6C72X2ZELWTWKOK3YI6RLVGHY3SRASKVZVAGL45AEAA"
)
VOUCHER_PAYLOAD = (
    "8c034c101112131415161718191a1b199d15011907d0189c1927101a6b0187c01a6b2914c08218651866f601"
)
VOUCHER_TEXT = (
    "PM1QRDKEAJHARAUDICYFSGAGTAQCEJBGFAVCYLRQGI2DMMZ2FIBDED5AGE4DETRAGTLAGD4AGTLFEKMBAQYMUMGN5QBL"
    "BABRXY3H257MOSVI2V2HYX7ETJYWR3T7OUI2QNTPVBLMXCZSXO5QLVU7T6VPRZCAP52E6PNQSZLP7FPAYZFAEX4D7JKX"
    "THDFVKPUZJRAE"
)
MEMBER_CODE = MemberCode(b"\x01", issuing.HANDLE, IAT, 60, issuing.NONCE)
VOUCHER_SAID = Voucher(
    b"\x41",
    issuing.VOUCHER_ID,
    40213,
    VoucherKind.AMOUNT_OFF,
    2000,
    156,
    10000,
    IAT,
    IAT + 30 * 86400,
    (101, 102),
    None,
    1,
)


def test_the_keys_are_those_of_the_rfc() -> None:
    assert MEMBER.public.hex().startswith("d75a9801")
    assert MEMBER.public.hex().endswith("f707511a")
    assert VOUCHER.public.hex().startswith("3d4017c3")
    assert VOUCHER.public.hex().endswith("2af4660c")


def test_the_member_code_is_written_as_published() -> None:
    payload = payloads.write_member(issuing.HANDLE, IAT, 60, issuing.NONCE)
    assert payload.hex() == issuing.member().hex() == MEMBER_PAYLOAD
    signed = container.signed_bytes(b"\x01", payload)
    assert signed.hex() == MEMBER_SIGNED
    assert MEMBER.sign(signed).hex() == MEMBER_SIGNATURE
    assert _packed(MEMBER, payload) == issuing.member_text() == MEMBER_TEXT


def test_the_voucher_is_written_as_published() -> None:
    payload = payloads.write_voucher(VOUCHER_SAID)
    assert payload.hex() == issuing.voucher().hex() == VOUCHER_PAYLOAD
    assert _packed(VOUCHER, payload) == issuing.voucher_text() == VOUCHER_TEXT


def _packed(signer: Signer, payload: bytes) -> str:
    signature = signer.sign(container.signed_bytes(signer.kid, payload))
    return container.pack(container.join(Signed(signer.kid, payload, signature)))


@pytest.mark.parametrize("text", [MEMBER_TEXT, MEMBER_TEXT.lower()])
def test_the_member_code_is_verified(text: str) -> None:
    code = read(text)
    assert code == MEMBER_CODE
    assert isinstance(code, MemberCode)
    assert code.day == 20778


@pytest.mark.parametrize("text", [VOUCHER_TEXT, VOUCHER_TEXT.lower()])
def test_the_voucher_is_verified(text: str) -> None:
    assert read(text) == VOUCHER_SAID


def test_a_voucher_is_bound_as_published() -> None:
    member_id = bytes.fromhex("0193517eab4071b2a3c4d5e6f7081920")
    assert bind_of(issuing.VOUCHER_ID, member_id).hex() == "2c84b209e3fc3fd5"


def test_the_device_code_has_the_published_form_and_size() -> None:
    token = issuing.device_token(
        issuing.credential(),
        IAT,
        issuing.Signer(issuing.CREDENTIAL.seed, b"\x21", issuing.CREDENTIAL.use),
    )
    assert re.match(rb"\x83\x58\x84.{132}\x1a.{4}\x58\x40.{64}$", token, re.DOTALL)
    assert (len(token), len(issuing.text_of(token))) == (206, 333)


@pytest.mark.parametrize(
    ("text", "characters", "modules"),
    [(MEMBER_TEXT, 162, 45), (VOUCHER_TEXT, 197, 49), (issuing.device_text(), 335, 61)],
)
def test_the_qr_codes_are_as_small_as_published(text: str, characters: int, modules: int) -> None:
    assert len(text) == characters
    assert len(matrix(text, quiet_modules=0)) == modules
