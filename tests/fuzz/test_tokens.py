"""Spoilt member codes and vouchers: none is taken, none ends in anything but a refusal.

Runs a slice by default; the whole million: ``python -m tests.fuzz.tokens 1000000``.
"""

import base64

import pytest

from pos_app.errors import Refusal
from tests.domain.codes.issuing import IAT, device_text, member_text, read, voucher_text
from tests.fuzz.tokens import LETTERS, SEED, attack


def test_five_thousand_spoilt_codes_are_refused() -> None:
    found = attack(5_000, SEED)
    assert found.failures == []
    assert len(found.refused) >= 9, "the attack reaches the deeper rules too"


@pytest.mark.parametrize("text", [member_text(), voucher_text(), device_text()])
def test_every_single_bit_and_every_single_letter_counts(text: str) -> None:
    spoilt = [
        text[:at] + letter + text[at + 1 :]
        for at in range(3, len(text))
        for letter in LETTERS[:: 5 if at % 7 else 1]
        if letter != text[at]
    ]
    token = base64.b32decode(text[3:] + "=" * (-len(text[3:]) % 8))
    for bit in range(len(token) * 8):
        flipped = (int.from_bytes(token, "big") ^ 1 << bit).to_bytes(len(token), "big")
        spoilt.append("PM1" + base64.b32encode(flipped).decode().rstrip("="))
    assert read(text, IAT)
    for each in spoilt:
        with pytest.raises(Refusal):
            read(each, IAT)
