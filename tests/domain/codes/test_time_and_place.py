"""When, where and by whom a good code may be used, and what is handed on of it."""

import pytest

from pos_app.domain.codes.key_ring import KeyRing, KeyUse, Moment
from pos_app.domain.codes.payloads import (
    DeviceMemberCode,
    MemberCode,
    Voucher,
    VoucherKind,
    bind_of,
    replay_key,
)
from pos_app.domain.codes.verification import Place, verify
from pos_app.errors import Refusal
from tests.domain.codes import issuing
from tests.domain.codes.issuing import (
    CREDENTIAL,
    DEVICE,
    HANDLE,
    HERE,
    IAT,
    MEMBER,
    NULL,
    OTHER,
    RING,
    Signer,
    array,
    bstr,
    cose,
    credential,
    device_text,
    device_token,
    member,
    member_text,
    read,
    text_of,
    uint,
    voucher_text,
)

EXP = IAT + 30 * 86400


def refused(text: str, at_s: int = IAT, ring: KeyRing = RING) -> Refusal:
    with pytest.raises(Refusal) as caught:
        read(text, at_s, ring)
    assert text not in str(caught.value)
    return caught.value


def code_of(text: str, at_s: int = IAT, ring: KeyRing = RING) -> str:
    return refused(text, at_s, ring).code


class TestTime:
    @pytest.mark.parametrize(
        ("at_s", "code"),
        [
            (IAT - 31, "PM1_NOT_YET"),
            (IAT - 30, None),
            (IAT + 60 + 30, None),
            (IAT + 60 + 31, "PM1_EXPIRED"),
        ],
    )
    def test_a_member_code_is_good_for_its_life_and_half_a_minute(
        self, at_s: int, code: str | None
    ) -> None:
        if code is None:
            assert read(member_text(), at_s)
            return
        refusal = refused(member_text(), at_s)
        assert refusal.code == code
        assert refusal.facts == {"kid": "01", "type": 1, "age_s": at_s - IAT}

    def test_the_window_ends_at_the_millisecond(self) -> None:
        end_ms = (IAT + 90) * 1000
        assert verify(member_text(), RING, Moment(end_ms), HERE)
        with pytest.raises(Refusal):
            verify(member_text(), RING, Moment(end_ms + 1), HERE)

    @pytest.mark.parametrize(
        ("at_s", "code"),
        [
            (IAT - 1, "PM1_NOT_YET"),
            (IAT, None),
            (EXP - 1, None),
            (EXP, "PM1_EXPIRED"),
        ],
    )
    def test_a_voucher_is_good_to_the_second_before_its_end(
        self, at_s: int, code: str | None
    ) -> None:
        if code is None:
            assert read(voucher_text(), at_s)
            return
        refusal = refused(voucher_text(), at_s)
        assert refusal.code == code
        assert refusal.facts == {"kid": "41", "type": 3, "age_s": at_s - IAT}

    @pytest.mark.parametrize(
        ("shown", "at_s", "code"),
        [
            (IAT + 1000, IAT + 969, "PM1_NOT_YET"),
            (IAT + 1000, IAT + 970, None),
            (IAT + 1000, IAT + 1090, None),
            (IAT + 1000, IAT + 1091, "PM1_EXPIRED"),
            (IAT, IAT - 31, "PM1_NOT_YET"),
            (IAT - 60, IAT - 31, "PM1_NOT_YET"),
            (IAT - 60, IAT - 30, None),
            (IAT + 604_800, IAT + 604_830, None),
            (IAT + 604_800, IAT + 604_831, "PM1_EXPIRED"),
        ],
    )
    def test_a_device_code_is_good_for_a_minute_within_its_credential(
        self, shown: int, at_s: int, code: str | None
    ) -> None:
        text = device_text(at=shown)
        if code is None:
            assert read(text, at_s) == DeviceMemberCode(b"\x21\x07", HANDLE, IAT, 604_800, shown)
            return
        refusal = refused(text, at_s)
        assert refusal.code == code
        assert refusal.facts == {"kid": "2107", "type": 2, "age_s": at_s - shown}

    def test_with_an_unsure_clock_a_code_identifies_and_nothing_more(self) -> None:
        unsure = Moment(0, is_clock_sure=False)
        for text in (member_text(), device_text()):
            code = verify(text, RING, unsure, HERE)
            assert not isinstance(code, Voucher)
            assert not code.is_time_checked
            sure = read(text)
            assert not isinstance(sure, Voucher)
            assert sure.is_time_checked

    def test_with_an_unsure_clock_no_voucher_is_taken(self) -> None:
        with pytest.raises(Refusal) as caught:
            verify(voucher_text(), RING, Moment(IAT * 1000, is_clock_sure=False), HERE)
        assert caught.value.code == "PM1_CLOCK_UNSURE"


class TestPlace:
    @pytest.mark.parametrize(
        ("store", "is_good"), [(101, True), (102, True), (103, False), (None, False)]
    )
    def test_a_voucher_is_good_in_its_stores(self, store: int | None, is_good: bool) -> None:
        place = Place(store, "CNY")
        if is_good:
            assert verify(voucher_text(), RING, Moment(IAT * 1000), place)
            return
        with pytest.raises(Refusal) as caught:
            verify(voucher_text(), RING, Moment(IAT * 1000), place)
        assert caught.value.code == "PM1_WRONG_STORE"

    def test_a_voucher_for_every_store_needs_no_number(self) -> None:
        assert verify(voucher_text(stores=NULL), RING, Moment(IAT * 1000), Place(None, "CNY"))

    @pytest.mark.parametrize("currency", [840, 157, 1])
    def test_a_voucher_in_another_currency_is_refused(self, currency: int) -> None:
        assert code_of(voucher_text(currency=uint(currency))) == "PM1_WRONG_CURRENCY"


class TestDevice:
    def test_another_device_than_the_credentials_is_refused(self) -> None:
        token = device_token(credential(), IAT, device=OTHER)
        assert code_of(text_of(token)) == "PM1_BAD_SIGNATURE"

    def test_a_device_signature_for_another_second_or_credential_is_refused(self) -> None:
        signed = cose(credential(), CREDENTIAL)
        signature = DEVICE.sign(array(b"\x67PM1-dev", bstr(signed), uint(IAT)))
        later = array(bstr(signed), uint(IAT + 1), bstr(signature))
        assert code_of(text_of(later), IAT + 1) == "PM1_BAD_SIGNATURE"
        other = array(bstr(cose(credential(ttl=9), CREDENTIAL)), uint(IAT), bstr(signature))
        assert code_of(text_of(other)) == "PM1_BAD_SIGNATURE"

    def test_a_credential_by_itself_is_no_code(self) -> None:
        assert code_of(text_of(cose(credential(), CREDENTIAL))) == "PM1_WRONG_CONTENT"

    def test_a_member_code_in_the_place_of_a_credential_is_refused(self) -> None:
        token = device_token(member(), IAT, signer=MEMBER)
        assert code_of(text_of(token)) == "PM1_WRONG_CONTENT"

    @pytest.mark.parametrize(
        ("ttl", "is_good"), [(1, True), (604_800, True), (0, False), (604_801, False)]
    )
    def test_a_credential_lives_a_week_at_most(self, ttl: int, is_good: bool) -> None:
        if is_good:
            assert read(device_text(ttl=ttl))
        else:
            assert code_of(device_text(ttl=ttl)) == "PM1_WRONG_CONTENT"

    @pytest.mark.parametrize("key", [bytes(31), bytes(33)])
    def test_a_device_key_has_thirty_two_bytes(self, key: bytes) -> None:
        said = array(uint(2), bstr(HANDLE), uint(IAT), uint(60), bstr(key))
        assert code_of(text_of(device_token(said, IAT))) == "PM1_WRONG_CONTENT"


class TestWhatIsHandedOn:
    def test_a_code_is_the_same_code_however_it_is_written(self) -> None:
        other_ring = KeyRing(
            1, 0, (Signer(MEMBER.seed, b"\x09", KeyUse.MEMBER).listed(),), frozenset()
        )
        again = text_of(cose(member(), Signer(MEMBER.seed, b"\x09", KeyUse.MEMBER)))
        first = replay_key(read(member_text()))
        assert (
            first
            == replay_key(read(again, ring=other_ring))
            == replay_key(read(member_text().lower()))
        )

    def test_codes_that_differ_have_different_keys(self) -> None:
        texts = [
            member_text(),
            member_text(iat=IAT + 1),
            text_of(cose(member(nonce=bytes(4)), MEMBER)),
            text_of(cose(member(handle=bytes(8)), MEMBER)),
            device_text(),
            device_text(at=IAT + 1),
            voucher_text(),
            voucher_text(voucher_id=bstr(bytes(12))),
        ]
        assert len({replay_key(read(text)) for text in texts}) == len(texts)

    def test_nothing_of_the_text_is_in_a_repr(self) -> None:
        for text in (member_text(), device_text(), voucher_text()):
            assert text[3:40] not in repr(read(text))
        code = read(member_text())
        assert isinstance(code, MemberCode)
        assert repr(code.nonce) not in repr(code)

    def test_a_voucher_says_what_it_is_worth(self) -> None:
        bind = bind_of(issuing.VOUCHER_ID, bytes(16))
        found = read(voucher_text(kind=uint(3), bind=bstr(bind)))
        assert isinstance(found, Voucher)
        assert found.kind is VoucherKind.FIXED_PRICE
        assert found.bind == bind
        assert bind_of(issuing.VOUCHER_ID, bytes(15) + b"\x01") != bind
