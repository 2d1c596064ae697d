"""Attack the reader of member codes and vouchers: ``python -m tests.fuzz.tokens 1000000``.

Good codes spoilt in their letters, their bytes and their parts, and things that were never codes.
None may be taken, none may end in anything but a Refusal or take longer than 100 ms. One in
twenty is nonsense that the issuer did sign: it may be taken if it says exactly what it said.
"""

import random
import sys
import time
from collections import Counter
from dataclasses import dataclass, field

from pos_app.domain.codes import payloads
from pos_app.domain.codes.payloads import DeviceMemberCode, MemberCode, Voucher
from pos_app.errors import Refusal
from tests.domain.codes import issuing
from tests.domain.codes.issuing import (
    CREDENTIAL,
    IAT,
    MEMBER,
    VOUCHER,
    Signer,
    cose,
    credential,
    device_token,
    member,
    read,
    text_of,
    voucher,
)

SEED = 20_261_122
LONGEST_S = 0.1
LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"
OTHER_LETTERS = LETTERS + "0189= =-_abcz\x1d\x00ſＰ㐂😀"
TOKENS = (
    cose(member(), MEMBER),
    cose(voucher(), VOUCHER),
    cose(voucher(stores=issuing.NULL, bind=issuing.bstr(bytes(8))), VOUCHER),
    device_token(credential(), IAT),
    cose(credential(), CREDENTIAL),
)
GOOD = frozenset(map(text_of, TOKENS[:4]))
SIGNED = (
    (member(), MEMBER),
    (voucher(), VOUCHER),
    (credential(), CREDENTIAL),
    (member(), VOUCHER),
    (voucher(), MEMBER),
)
PIECES = (
    *(b"\x84", b"\x83", b"\xa0", b"\xf6", b"\xff", b"\x9f", b"\xbf", b"\x5f", b"\xd2", b"\xc4\x82"),
    *(b"\xd8\x1c", b"\xd8\x1d\x00", b"\xc2\x58\x40", b"\xfb", b"\x9b" + b"\xff" * 8, b"\x58\x40"),
    *(b"\x46\xa2\x01\x27\x04\x41\x01", b"\x47\xa2\x01\x27\x04\x42\x21\x07", b"\x58\x84", bytes(64)),
    *(member(), voucher(), credential(), bytes(32), b"\x81" * 9, b"\xa1" * 9, b"\x18\x05"),
)


@dataclass
class Outcome:
    """What became of the inputs."""

    refused: Counter[str] = field(default_factory=Counter)
    signed_and_taken: int = 0
    tried: int = 0
    failures: list[str] = field(default_factory=list)
    slowest_s: float = 0.0


def attack(rounds: int, seed: int) -> Outcome:
    """Try that many inputs; those that came out unspoilt do not count."""
    source, outcome = random.Random(seed), Outcome()
    while outcome.tried < rounds:
        payload = b""
        if source.random() < 0.05:
            said, signer = source.choice(SIGNED)
            payload = _spoil(said, source)
            text = text_of(cose(payload, signer))
        else:
            text = source.choice(WAYS)(source)
        if text.upper() in GOOD and text.isascii():
            continue
        outcome.tried += 1
        _try(text, payload, outcome)
    return outcome


def _try(text: str, payload: bytes, outcome: Outcome) -> None:
    at_s = IAT + 5
    began = time.thread_time()
    try:
        code = read(text, at_s)
    except Refusal as refusal:
        outcome.refused[refusal.code] += 1
        if len(text) > 12 and text in str(refusal):
            outcome.failures.append(f"told: {text!r}")
    except Exception as error:
        raise AssertionError(f"ended in an error: {text!r}") from error
    else:
        if payload and _written_again(code) == payload:
            outcome.signed_and_taken += 1
        else:
            outcome.failures.append(f"taken: {text!r}")
    took = time.thread_time() - began
    outcome.slowest_s = max(outcome.slowest_s, took)
    if took > LONGEST_S:
        outcome.failures.append(f"{took:.3f} s: {text!r}")


def _written_again(code: MemberCode | DeviceMemberCode | Voucher) -> bytes:
    if isinstance(code, Voucher):
        return payloads.write_voucher(code)
    assert isinstance(code, MemberCode), "no credential was signed by a device"
    return payloads.write_member(code.handle, code.iat, code.ttl, code.nonce)


# ---- ways to spoil a code


def _change_letter(source: random.Random) -> str:
    text = _text(source)
    at = source.randrange(len(text))
    return text[:at] + source.choice(LETTERS) + text[at + 1 :]


def _other_letters(source: random.Random) -> str:
    text = list(_text(source))
    for _ in range(source.randrange(1, 4)):
        text[source.randrange(len(text))] = source.choice(OTHER_LETTERS)
    return "".join(text)


def _cut(source: random.Random) -> str:
    text = _text(source)
    return text[: source.randrange(len(text))] + source.choice(("", "A", "=", text[:9]))


def _spoilt_bytes(source: random.Random) -> str:
    return text_of(_spoil(source.choice(TOKENS), source))


def _crossed(source: random.Random) -> str:
    one, other = source.choice(TOKENS), source.choice(TOKENS)
    return text_of(one[: source.randrange(len(one))] + other[source.randrange(len(other)) :])


def _pieces(source: random.Random) -> str:
    return text_of(b"".join(source.choices(PIECES, k=source.randrange(1, 8)))[:430])


def _wrong_key(source: random.Random) -> str:
    said, signer = source.choice(SIGNED)
    other = Signer(source.randbytes(32), source.choice((signer.kid, b"\x02")), signer.use)
    return text_of(cose(said, other))


def _random(source: random.Random) -> str:
    return "PM1" + "".join(source.choices(LETTERS, k=source.randrange(320)))


def _anything(source: random.Random) -> str:
    return "".join(chr(source.randrange(0xD800)) for _ in range(source.randrange(40)))


def _text(source: random.Random) -> str:
    return text_of(source.choice(TOKENS))


WAYS = (
    *(_change_letter, _other_letters, _cut, _spoilt_bytes, _spoilt_bytes, _spoilt_bytes),
    *(_crossed, _pieces, _pieces, _wrong_key, _random, _anything),
)


def _spoil(data: bytes, source: random.Random) -> bytes:
    """Change, put in and take out up to four times."""
    spoilt = bytearray(data)
    for _ in range(source.randrange(1, 5)):
        at = source.randrange(len(spoilt) + 1)
        match source.randrange(4):
            case 0:
                spoilt[at : at + 1] = bytes([source.randrange(256)])
            case 1 if at < len(spoilt):
                spoilt[at] ^= 1 << source.randrange(8)
            case 2:
                spoilt[at:at] = source.choice(PIECES)
            case _:
                del spoilt[at : at + source.randrange(1, 9)]
    return bytes(spoilt[:430])


if __name__ == "__main__":
    asked = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000
    found = attack(asked, SEED)
    for code, count in found.refused.most_common():
        print(f"{count:>9} {code}")
    print(f"{found.signed_and_taken:>9} signed by the issuer, and taken as they were signed")
    print(f"slowest {found.slowest_s * 1000:.1f} ms")
    for failure in found.failures[:20]:
        print(failure)
    failed = len(found.failures)
    print(f"{asked - failed} passed, {failed} failed, 0 skipped (seed {SEED})")
    sys.exit(1 if failed else 0)
