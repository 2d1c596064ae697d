"""Keyed hashes of phones and members: the same for the same key, and no telling without it."""

import hashlib
import hmac

from pos_app.domain.member import MemberId
from pos_app.vault.keys import DeviceKeys
from pos_app.vault.pseudonyms import Pseudonyms

PEPPER = b"p" * 32
PHONE = "+8613800001234"
ANN = MemberId(bytes(range(16)))
KEYS = DeviceKeys(b"t" * 16, b"a" * 32, b"b" * 32, b"c" * 32, b"d" * 32)


def test_a_phone_key_is_the_hmac_that_the_cloud_computes_too() -> None:
    expected = hmac.new(PEPPER, PHONE.encode(), hashlib.sha256).digest()
    assert Pseudonyms(PEPPER).phone_key(PHONE) == expected
    assert Pseudonyms(b"q" * 32).phone_key(PHONE) != expected


def test_a_member_key_is_sixteen_bytes_of_the_same_hash() -> None:
    expected = hmac.new(PEPPER, ANN, hashlib.sha256).digest()[:16]
    assert Pseudonyms(PEPPER).member_key(ANN) == expected


def test_the_pepper_is_not_the_pin_pepper_and_training_shares_it() -> None:
    assert len(KEYS.phone_pepper) == 32
    assert KEYS.phone_pepper != KEYS.pin_pepper
    assert KEYS.for_training().phone_pepper == KEYS.phone_pepper


def test_a_groups_pepper_is_for_looking_up_and_changes_no_name_that_was_written() -> None:
    names, group = Pseudonyms(PEPPER), Pseudonyms(b"g" * 32)
    written, named = names.phone_key(PHONE), names.member_key(ANN)
    assert names.phone_keys(PHONE) == (written,)
    names.use_group(b"g" * 32)
    assert names.phone_keys(PHONE) == (group.phone_key(PHONE), written)
    assert (names.phone_key(PHONE), names.member_key(ANN)) == (written, named)


def test_a_sealed_pepper_opens_with_the_key_file_that_sealed_it_alone() -> None:
    sealed = Pseudonyms(PEPPER).seal(b"g" * 32)
    assert b"g" * 8 not in sealed
    assert Pseudonyms(PEPPER).unseal(sealed) == b"g" * 32
    assert Pseudonyms(b"q" * 32).unseal(sealed) == b""
    assert Pseudonyms(PEPPER).unseal(sealed[:-1]) == b""
    assert Pseudonyms(PEPPER).unseal(b"") == b""
