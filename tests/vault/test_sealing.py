"""Sealed packets: opened by the recipient alone, whole, and only where they belong."""

import hashlib
import hmac

import pytest
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from hypothesis import given
from hypothesis import strategies as st

from pos_app.errors import EnvironmentFault
from pos_app.vault.sealing import seal, unseal

# Bob's key pair of RFC 7748, section 6.1.
BOB = bytes.fromhex("5dab087e624a8a4b79e17f8b83800ee66f3bb1292618b6fd1c2f8b27ff88e0eb")
CONTEXT = b"row 1"
GOLDEN = (
    "52505342018f40c5adb68f25624ae5b214ea767a6ec94d829d3d7b5e1ad1ba6f3e2138285f"
    "aee5088c78b5d41bdab89236c7a4c01efaeb2b2fad40a60cc210b1b6e57a"
)


def public(private: bytes) -> bytes:
    return X25519PrivateKey.from_private_bytes(private).public_key().public_bytes_raw()


def opened_by_hand(sealed: bytes, private: bytes, context: bytes) -> bytes:
    """The format once more, from its description: HKDF written out with HMAC."""
    header, ephemeral, rest = sealed[:5], sealed[5:37], sealed[37:]
    key = X25519PrivateKey.from_private_bytes(private)
    secret = key.exchange(X25519PublicKey.from_public_bytes(ephemeral))
    extracted = hmac.digest(ephemeral + public(private), secret, hashlib.sha256)
    expanded = hmac.digest(extracted, b"RPSB\x01" + context + b"\x01", hashlib.sha256)
    assert header == b"RPSB\x01"
    return AESGCM(expanded).decrypt(bytes(12), rest, header)


def is_broken(sealed: bytes, private: bytes = BOB, context: bytes = CONTEXT) -> bool:
    with pytest.raises(EnvironmentFault) as fault:
        unseal(sealed, private, context)
    return fault.value.code == "SEAL_BROKEN"


def test_the_public_key_of_the_recipient_is_the_published_one() -> None:
    published = "de9edb7d7b7dc1b4d35b61c2ece435373f8343c85b78674dadfc7e146f882b4f"
    assert public(BOB).hex() == published


@given(st.binary(max_size=300), st.binary(min_size=32, max_size=32), st.binary(max_size=40))
def test_the_recipient_reads_what_was_sealed(
    packet: bytes, private_bytes: bytes, context: bytes
) -> None:
    sealed = seal(packet, public(BOB), context, private_bytes)
    assert unseal(sealed, BOB, context) == packet
    assert opened_by_hand(sealed, BOB, context) == packet
    assert len(sealed) == len(packet) + 53


def test_the_format_stays_what_it_was() -> None:
    """Packets wait on disks for a cloud that may be newer."""
    assert seal(b"+8613800001234", public(BOB), CONTEXT, bytes(range(32))).hex() == GOLDEN
    assert unseal(bytes.fromhex(GOLDEN), BOB, CONTEXT) == b"+8613800001234"


def test_the_same_packet_sealed_twice_shares_nothing() -> None:
    one, two = (seal(b"13800001234", public(BOB), CONTEXT, bytes([n]) * 32) for n in (1, 2))
    assert one[5:] != two[5:]
    assert b"13800001234" not in one + two


def test_any_changed_bit_breaks_the_seal() -> None:
    """Also the topmost one of the key, which X25519 itself ignores: the salt does not."""
    sealed = seal(b"name and phone", public(BOB), CONTEXT, b"e" * 32)
    for at in range(len(sealed) * 8):
        changed = bytearray(sealed)
        changed[at // 8] ^= 1 << (at % 8)
        assert is_broken(bytes(changed)), at


def test_a_packet_that_is_cut_short_or_grown_is_broken() -> None:
    sealed = seal(b"name and phone", public(BOB), CONTEXT, b"e" * 32)
    assert all(is_broken(sealed[:length]) for length in range(len(sealed)))
    assert is_broken(sealed + b"\0")


def test_nobody_else_opens_it_and_it_fits_no_other_row() -> None:
    sealed = seal(b"name and phone", public(BOB), CONTEXT, b"e" * 32)
    assert is_broken(sealed, private=b"x" * 32)
    assert is_broken(sealed, context=b"row 2")


def test_a_sender_key_of_small_order_is_refused() -> None:
    """With it the shared secret would be zero for everybody."""
    forged = b"RPSB\x01" + bytes(32) + AESGCM(bytes(32)).encrypt(bytes(12), b"x", b"RPSB\x01")
    assert is_broken(forged)
