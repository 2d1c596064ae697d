"""The demo store's issuer: what it signs, the till takes; what it keeps, its user alone reads."""

import sys
from pathlib import Path

import pytest

from pos_app.clock import SystemClock
from pos_app.demo.issuer import GRANT_KEY_ID, VOUCHER_KEY_ID, DemoIssuer
from pos_app.demo.issuer_keys import ISSUER_FILE, load_keys, make_keys
from pos_app.domain.codes.grants import read_grant
from pos_app.domain.codes.key_ring import KeyRing, Moment
from pos_app.domain.codes.payloads import (
    DeviceMemberCode,
    MemberCode,
    Voucher,
    VoucherKind,
    bind_of,
)
from pos_app.domain.codes.verification import Place, verify
from pos_app.errors import EnvironmentFault, Refusal
from sync.wire import canonical
from tests.domain.codes.issuing import IAT

CLOCK = SystemClock()
MEMBER_ID = bytes(range(16))
DAY = IAT // 86400
HERE = Place(12, "CNY")
NOW = Moment(IAT * 1000)


@pytest.fixture
def issuer(tmp_path: Path) -> DemoIssuer:
    return DemoIssuer(make_keys(tmp_path, CLOCK.random_bytes, IAT))


@pytest.fixture
def ring(issuer: DemoIssuer) -> KeyRing:
    return KeyRing.read(issuer.key_ring(), issuer.keys.root_publics)


def test_the_keys_are_kept_for_their_user_alone(issuer: DemoIssuer, tmp_path: Path) -> None:
    assert load_keys(tmp_path) == issuer.keys
    if sys.platform != "win32":
        assert (tmp_path / ISSUER_FILE).stat().st_mode & 0o777 == 0o600
    assert issuer.keys.signing[next(iter(issuer.keys.signing))].hex() not in repr(issuer)


def test_keys_are_never_made_over_others(issuer: DemoIssuer, tmp_path: Path) -> None:
    with pytest.raises(EnvironmentFault) as caught:
        make_keys(tmp_path, CLOCK.random_bytes, IAT)
    assert caught.value.code == "DEMO_ISSUER_UNWRITABLE"
    assert load_keys(tmp_path) == issuer.keys


@pytest.mark.parametrize("content", ["", "{}", '{"made_s": 1, "roots": ["00"]}', "[]", "é"])
def test_a_damaged_file_is_told(tmp_path: Path, content: str) -> None:
    with pytest.raises(EnvironmentFault) as caught:
        load_keys(tmp_path)
    assert caught.value.code == "DEMO_ISSUER_MISSING"
    (tmp_path / ISSUER_FILE).write_text(content, encoding="utf-8")
    with pytest.raises(EnvironmentFault) as caught:
        load_keys(tmp_path)
    assert caught.value.code == "DEMO_ISSUER_DAMAGED"


def test_the_ring_is_canonical_and_the_same_every_time(issuer: DemoIssuer) -> None:
    content = issuer.key_ring()
    assert content == issuer.key_ring()
    assert canonical.decode(content[64:])["v"] == 1


def test_no_private_key_is_in_the_ring(issuer: DemoIssuer, ring: KeyRing) -> None:
    publics = {key.public_key for key in ring.keys}
    assert len(publics) == 4
    assert not publics & set(issuer.keys.signing.values())
    assert len(issuer.keys.sealing_public) == 32
    assert issuer.keys.sealing_public != issuer.keys.sealing


def test_a_member_code_is_taken_and_leads_to_the_member(issuer: DemoIssuer, ring: KeyRing) -> None:
    text = issuer.member_code(MEMBER_ID, IAT, 30, bytes(4))
    code = verify(text, ring, NOW, HERE)
    assert isinstance(code, MemberCode)
    segment = issuer.handles([MEMBER_ID, bytes(16)], range(DAY - 1, DAY + 3))
    assert sorted(segment) == [DAY - 1, DAY, DAY + 1, DAY + 2]
    assert dict(segment[code.day])[code.handle] == MEMBER_ID


def test_handles_change_every_day_and_with_every_member(issuer: DemoIssuer) -> None:
    segment = issuer.handles([MEMBER_ID, bytes(16)], range(DAY, DAY + 9))
    handles = [handle for day in segment.values() for handle, _ in day]
    assert len(set(handles)) == len(handles) == 18
    assert all(day == sorted(day) for day in segment.values())


def test_a_phone_that_was_offline_for_days_is_taken(issuer: DemoIssuer, ring: KeyRing) -> None:
    text = issuer.device_code(MEMBER_ID, IAT - 6 * 86400, IAT)
    code = verify(text, ring, NOW, HERE)
    assert isinstance(code, DeviceMemberCode)
    assert code.handle == issuer.keys.handle(MEMBER_ID, DAY - 6)
    with pytest.raises(Refusal) as caught:
        verify(issuer.device_code(MEMBER_ID, IAT - 8 * 86400, IAT), ring, NOW, HERE)
    assert caught.value.code == "PM1_EXPIRED"


@pytest.mark.parametrize("kind", VoucherKind)
def test_a_voucher_is_taken_as_it_was_meant(
    issuer: DemoIssuer, ring: KeyRing, kind: VoucherKind
) -> None:
    bind = bind_of(bytes(12), MEMBER_ID)
    meant = Voucher(
        VOUCHER_KEY_ID, bytes(12), 7, kind, 500, 156, 2000, IAT, IAT + 86400, (12, 13), bind, 1
    )
    assert verify(issuer.voucher(meant), ring, NOW, HERE) == meant


def test_a_grant_is_read_as_it_was_meant(issuer: DemoIssuer, ring: KeyRing) -> None:
    fields = {"expires": IAT + 3600, "grant_no": 1, "max_points": 200}
    assert read_grant(issuer.grant(fields), GRANT_KEY_ID, ring, NOW) == fields
