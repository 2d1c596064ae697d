"""Every rule of PM1 at its edge, each refusal with its own code and never with the code itself."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pos_app.domain.codes import cbor
from pos_app.domain.codes.key_ring import KeyRing, KeyUse
from pos_app.domain.codes.payloads import (
    MemberCode,
    Voucher,
)
from pos_app.errors import Refusal
from tests.domain.codes.issuing import (
    CREDENTIAL,
    EMPTY,
    HANDLE,
    IAT,
    MEMBER,
    NULL,
    OTHER,
    RING,
    VOUCHER,
    Signer,
    array,
    bstr,
    cose,
    credential,
    device_text,
    member,
    member_text,
    read,
    text_of,
    uint,
    voucher,
    voucher_text,
)

MEMBER_TOKEN = cose(member(), MEMBER)
EXP = IAT + 30 * 86400

plain = (
    st.integers(-(2**70), 2**70)
    | st.binary(max_size=30)
    | st.text(max_size=9)
    | st.none()
    | st.booleans()
    | st.floats()
)
values = st.recursive(
    plain,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.integers(), inner, max_size=3),
    max_leaves=8,
)


def refused(text: str, at_s: int = IAT, ring: KeyRing = RING) -> Refusal:
    with pytest.raises(Refusal) as caught:
        read(text, at_s, ring)
    assert text not in str(caught.value)
    return caught.value


def code_of(text: str, at_s: int = IAT, ring: KeyRing = RING) -> str:
    return refused(text, at_s, ring).code


class TestText:
    def test_seven_hundred_characters_are_read_and_one_more_is_not(self) -> None:
        assert code_of("PM1" + "A" * 697) == "PM1_CUT_SHORT"
        assert code_of("PM1" + "A" * 698) == "PM1_TOO_LONG"
        assert code_of("!" * 701) == "PM1_TOO_LONG"

    @pytest.mark.parametrize(
        "text",
        [
            "",
            "PM1",
            "PM2ABCD",
            "PM1AB0D",
            "PM1AB=D",
            " PM1ABCD",
            "PM1ABCD\n",
            "PM1ſABC",
            "ＰＭ1ABCD",
        ],
    )
    def test_other_letters_are_refused(self, text: str) -> None:
        with pytest.raises(Refusal) as caught:
            read(text)
        assert caught.value.code == "PM1_WRONG_CHARACTERS"

    def test_padding_is_refused_and_letters_of_either_case_are_one_code(self) -> None:
        assert code_of(member_text() + "=") == "PM1_WRONG_CHARACTERS"
        assert read(member_text().lower()) == read(member_text().swapcase()) == read(member_text())

    @pytest.mark.parametrize("letters", [1, 3, 6])
    def test_a_number_of_letters_that_no_bytes_have_is_cut_short(self, letters: int) -> None:
        assert code_of("PM1" + "A" * letters) == "PM1_CUT_SHORT"

    def test_spare_bits_are_zero(self) -> None:
        text = member_text()
        assert len(text[3:]) % 8 == 7
        letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"
        spoilt = text[:-1] + letters[letters.index(text[-1]) ^ 1]
        assert code_of(spoilt) == "PM1_RE_ENCODED"

    @pytest.mark.parametrize("text", [member_text(), voucher_text(), device_text()])
    def test_every_truncation_is_cut_short(self, text: str) -> None:
        assert {code_of(text[:length]) for length in range(4, len(text))} == {"PM1_CUT_SHORT"}


class TestEncoding:
    @pytest.mark.parametrize(
        "spoilt",
        [
            MEMBER_TOKEN + b"\0",
            MEMBER_TOKEN.replace(bstr(member()), b"\x59\0" + bytes([len(member())]) + member()),
            MEMBER_TOKEN.replace(bstr(member()), b"\x5f" + bstr(member()) + b"\xff"),
            MEMBER_TOKEN.replace(bstr(member()), b"\xc2" + bstr(member())),
            MEMBER_TOKEN.replace(EMPTY, b"\xbf\xff", 1),
            MEMBER_TOKEN.replace(EMPTY, b"\xb8\0", 1),
            MEMBER_TOKEN.replace(EMPTY, b"\xa2\1\1\1\1", 1),
            MEMBER_TOKEN.replace(EMPTY, b"\x81\x81\x81\x81\x80", 1),
            MEMBER_TOKEN.replace(EMPTY, b"\xd8\x1c\x80", 1),
            MEMBER_TOKEN.replace(EMPTY, b"\xf8\x14", 1),
            MEMBER_TOKEN.replace(EMPTY, b"\x61\xff", 1),
        ],
        ids=[
            *("trailing byte", "long length", "indefinite string", "tag", "indefinite map"),
            *("long map", "key twice", "too deep", "shared reference", "long false", "no UTF-8"),
        ],
    )
    def test_another_spelling_is_refused(self, spoilt: bytes) -> None:
        assert code_of(text_of(spoilt)) == "PM1_RE_ENCODED"

    @pytest.mark.parametrize(
        "spoilt",
        [
            b"\x9f" + MEMBER_TOKEN[1:] + b"\xff",
            b"\xd2" + MEMBER_TOKEN,
            b"\x83" + MEMBER_TOKEN[1:-66],
            b"\x85" + MEMBER_TOKEN[1:] + b"\0",
            array(bstr(b"")),
            MEMBER_TOKEN.replace(EMPTY, b"\xa1\x04\x41\x01", 1),
            MEMBER_TOKEN.replace(EMPTY, NULL, 1),
            MEMBER_TOKEN.replace(EMPTY, b"\xfb" + bytes(8), 1),
            MEMBER_TOKEN[:-66] + b"\x58\x3f" + MEMBER_TOKEN[-63:],
            MEMBER_TOKEN[:-66] + b"\x58\x41\0" + MEMBER_TOKEN[-64:],
            array(bstr(cose(credential(), CREDENTIAL)), b"\xf5", bstr(bytes(64))),
            array(bstr(cose(credential(), CREDENTIAL)), uint(2**32), bstr(bytes(64))),
            array(bstr(cose(credential(), CREDENTIAL)), uint(IAT), bstr(bytes(63))),
            array(bstr(array(uint(1))), uint(IAT), bstr(bytes(64))),
        ],
    )
    def test_another_shape_is_refused(self, spoilt: bytes) -> None:
        assert code_of(text_of(spoilt)) == "PM1_WRONG_SHAPE"

    def test_a_credential_in_another_spelling_is_refused(self) -> None:
        spoilt = array(bstr(cose(credential(), CREDENTIAL) + b"\0"), uint(IAT), bstr(bytes(64)))
        assert code_of(text_of(spoilt)) == "PM1_RE_ENCODED"

    @given(values)
    def test_any_other_message_is_refused_without_a_crash(self, value: object) -> None:
        data = cbor.write(value)
        assert code_of(text_of(data)) in {"PM1_WRONG_SHAPE", "PM1_RE_ENCODED"}


class TestKey:
    def test_a_key_that_is_not_in_the_ring_is_unknown(self) -> None:
        stranger = Signer(MEMBER.seed, b"\x02", KeyUse.MEMBER)
        refusal = refused(text_of(cose(member(), stranger)))
        assert (refusal.code, refusal.facts) == ("PM1_UNKNOWN_KEY", {"kid": "02"})
        long = Signer(MEMBER.seed, b"\0\x01", KeyUse.MEMBER)
        assert code_of(text_of(cose(member(), long))) == "PM1_UNKNOWN_KEY"

    def test_a_revoked_key_is_told_before_anything_else_of_it(self) -> None:
        gone = Signer(MEMBER.seed, b"\x07", KeyUse.MEMBER)
        assert code_of(text_of(cose(b"", gone))) == "PM1_REVOKED_KEY"
        listed = KeyRing(13, IAT, (MEMBER.listed(),), frozenset({b"\x01"}))
        assert code_of(member_text(), ring=listed) == "PM1_REVOKED_KEY"

    @pytest.mark.parametrize(
        ("nbf", "not_after", "is_good"),
        [(IAT, IAT, True), (IAT + 1, IAT + 9, False), (IAT - 9, IAT - 1, False)],
    )
    def test_a_key_counts_from_its_first_to_its_last_second(
        self, nbf: int, not_after: int, is_good: bool
    ) -> None:
        ring = KeyRing(1, IAT, (MEMBER.listed(nbf, not_after),), frozenset())
        if is_good:
            assert read(member_text(), ring=ring)
        else:
            assert code_of(member_text(), ring=ring) == "PM1_KEY_EXPIRED"

    def test_another_key_under_the_same_name_signs_nothing(self) -> None:
        assert code_of(text_of(cose(member(), OTHER))) == "PM1_BAD_SIGNATURE"
        swapped = text_of(cose(member(), Signer(MEMBER.seed, b"\x41", KeyUse.MEMBER)))
        assert code_of(swapped) == "PM1_BAD_SIGNATURE"

    @pytest.mark.parametrize(
        ("payload", "signer", "kind"),
        [
            (member(), VOUCHER, 1),
            (member(), CREDENTIAL, 1),
            (voucher(), MEMBER, 3),
            (credential(), MEMBER, 2),
        ],
    )
    def test_a_key_signs_for_one_use_alone(self, payload: bytes, signer: Signer, kind: int) -> None:
        refusal = refused(text_of(cose(payload, signer)))
        assert refusal.code == "PM1_WRONG_USE"
        assert refusal.facts == {"kid": signer.kid.hex(), "type": kind}

    def test_nothing_is_read_of_a_payload_before_its_signature_holds(self) -> None:
        for payload in (b"", b"\xff", b"\x9f", member(ttl=1), voucher(kind=uint(9))):
            assert code_of(text_of(cose(payload, OTHER))) == "PM1_BAD_SIGNATURE"


class TestContent:
    @pytest.mark.parametrize("ttl", [15, 60])
    def test_a_member_code_lives_fifteen_to_sixty_seconds(self, ttl: int) -> None:
        code = read(member_text(ttl=ttl))
        assert isinstance(code, MemberCode)
        assert (code.ttl, code.handle) == (ttl, HANDLE)

    @pytest.mark.parametrize(
        "payload",
        [
            member(ttl=14),
            member(ttl=61),
            member(iat=2**32),
            member(handle=bytes(7)),
            member(handle=bytes(9)),
            member(nonce=bytes(3)),
            member(nonce=bytes(5)),
            array(uint(1), bstr(HANDLE), uint(IAT), uint(60)),
            array(uint(1), bstr(HANDLE), uint(IAT), uint(60), bstr(bytes(4)), NULL),
            array(uint(1), bstr(HANDLE), b"\xf5", uint(60), bstr(bytes(4))),
            array(uint(1), b"\x68ABCDEFGH", uint(IAT), uint(60), bstr(bytes(4))),
            array(uint(1), bstr(HANDLE), b"\x20", uint(60), bstr(bytes(4))),
            array(),
            array(b"\xf5"),
            uint(1),
            EMPTY,
        ],
    )
    def test_a_member_code_with_another_content_is_refused(self, payload: bytes) -> None:
        assert code_of(text_of(cose(payload, MEMBER))) == "PM1_WRONG_CONTENT"

    @pytest.mark.parametrize(
        "payload", [member() + b"\0", member().replace(b"\x18\x3c", b"\x19\0\x3c")]
    )
    def test_a_payload_has_one_spelling(self, payload: bytes) -> None:
        assert code_of(text_of(cose(payload, MEMBER))) == "PM1_RE_ENCODED"

    def test_a_payload_that_ends_early_is_refused(self) -> None:
        assert code_of(text_of(cose(member()[:-1], MEMBER))) == "PM1_CUT_SHORT"

    @pytest.mark.parametrize("kind", [0, 4, 2**40])
    def test_an_unknown_type_is_reported_and_not_guessed(self, kind: int) -> None:
        refusal = refused(text_of(cose(member(kind=kind), MEMBER)))
        assert (refusal.code, refusal.facts) == ("PM1_TYPE_UNKNOWN", {"kid": "01", "type": kind})

    @pytest.mark.parametrize("kind", [0, 5, 2**32 - 1])
    def test_an_unknown_kind_of_voucher_is_refused(self, kind: int) -> None:
        refusal = refused(voucher_text(kind=uint(kind)))
        assert refusal.code == "PM1_KIND_UNKNOWN"
        assert refusal.facts == {"kid": "41", "type": 3, "kind": kind}

    @pytest.mark.parametrize(
        "changed",
        [
            {"kind": uint(2), "value": uint(1)},
            {"kind": uint(2), "value": uint(10_000)},
            {"value": uint(2**31 - 1), "min_spend": uint(2**31 - 1)},
            {"value": uint(0), "min_spend": uint(0), "campaign": uint(2**32 - 1)},
            {"nbf": uint(IAT), "exp": uint(IAT + 400 * 86400)},
            {"stores": NULL, "bind": bstr(bytes(8)), "max_uses": uint(255)},
            {"stores": array(uint(1), uint(101), uint(102), uint(2**32 - 1))},
        ],
    )
    def test_a_voucher_is_taken_at_the_edges_of_its_ranges(self, changed: dict[str, bytes]) -> None:
        assert isinstance(read(voucher_text(**changed)), Voucher)

    @pytest.mark.parametrize(
        "changed",
        [
            {"voucher_id": bstr(bytes(11))},
            {"voucher_id": bstr(bytes(13))},
            {"campaign": uint(2**32)},
            {"kind": uint(2), "value": uint(0)},
            {"kind": uint(2), "value": uint(10_001)},
            {"value": uint(2**31)},
            {"value": b"\x20"},
            {"min_spend": uint(2**31)},
            {"currency": uint(0)},
            {"currency": uint(1000)},
            {"currency": b"\x63CNY"},
            {"exp": uint(IAT)},
            {"nbf": uint(IAT), "exp": uint(IAT + 400 * 86400 + 1)},
            {"stores": array()},
            {"stores": array(uint(1), uint(2), uint(3), uint(4), uint(101))},
            {"stores": array(uint(102), uint(101))},
            {"stores": array(uint(101), uint(101))},
            {"stores": array(bstr(b"1"))},
            {"stores": uint(101)},
            {"bind": bstr(bytes(7))},
            {"bind": uint(0)},
            {"max_uses": uint(0)},
            {"max_uses": uint(256)},
        ],
    )
    def test_a_voucher_out_of_its_ranges_is_refused(self, changed: dict[str, bytes]) -> None:
        refusal = refused(voucher_text(**changed))
        assert refusal.code == "PM1_WRONG_CONTENT"
        assert refusal.facts == {"kid": "41", "type": 3}
