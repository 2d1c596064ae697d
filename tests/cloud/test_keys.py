"""The cloud's keys: one file with the demonstration's issuer, and bytes that tills read."""

import json
import stat
from pathlib import Path

import pytest

from pos_app.demo.issuer import DemoIssuer
from pos_app.demo.issuer_keys import ISSUER_FILE, make_keys
from pos_app.domain.codes.grants import read_grant
from pos_app.domain.codes.key_ring import KeyRing, Moment
from pos_app.domain.grant import allowance_of, right_of
from pos_app.errors import Refusal
from pos_app.vault.sealing import seal
from sync.cloud.keys import KeyFileError, SealBrokenError, ServerKeys
from sync.signer import is_signed_by
from sync.wire.anchors import anchor_message
from sync.wire.exchange import Position
from tests.cloud.client import START_MS, TestClock

TEST_1 = bytes.fromhex("9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60")
TERMINAL = bytes.fromhex("01935180000070008000000000000017")


@pytest.fixture
def keys() -> ServerKeys:
    return ServerKeys.make(TestClock().random_bytes, START_MS // 1000)


def test_they_are_written_for_their_user_alone_and_read_back(
    keys: ServerKeys, tmp_path: Path
) -> None:
    path = tmp_path / "keys.json"
    keys.save(path)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert ServerKeys.load(path) == keys
    with pytest.raises(FileExistsError):
        keys.save(path)


@pytest.mark.parametrize("content", ["", "[]", "{}", '{"made_s":1,"roots":["00"]}', "\xff"])
def test_a_file_that_is_none_is_named_and_not_shown(tmp_path: Path, content: str) -> None:
    path = tmp_path / "keys.json"
    path.write_text(content, encoding="latin-1")
    with pytest.raises(KeyFileError, match=r"keys\.json is no key file"):
        ServerKeys.load(path)


def test_a_missing_file_is_missing(tmp_path: Path) -> None:
    with pytest.raises(KeyFileError, match="is missing"):
        ServerKeys.load(tmp_path / "keys.json")


def test_they_are_never_printed(keys: ServerKeys) -> None:
    assert keys.anchor.hex() not in repr(keys)
    assert str(keys.anchor) not in repr(keys)


def test_the_demonstrations_issuer_and_the_cloud_are_one(tmp_path: Path) -> None:
    demo = make_keys(tmp_path, TestClock().random_bytes, START_MS // 1000)
    keys = ServerKeys.load(tmp_path / ISSUER_FILE)
    assert keys.root_publics == demo.root_publics
    assert keys.sealing_public == demo.sealing_public
    assert keys.key_ring() == DemoIssuer(demo).key_ring()
    assert keys.handle(b"M" * 16, 20_778) == demo.handle(b"M" * 16, 20_778)
    assert ServerKeys.load(tmp_path / ISSUER_FILE).anchor_public == keys.anchor_public


def test_a_till_reads_the_ring_and_the_grants_that_are_made_here(keys: ServerKeys) -> None:
    ring = KeyRing.read(keys.key_ring(), keys.root_publics)
    right = {
        "kind": "right",
        "grant_no": 7,
        "campaign": 3,
        "amount": 20,
        "expires_ms": START_MS + 1,
        "terminal": TERMINAL.hex(),
    }
    content, key_id = keys.grant(right)
    read = right_of(read_grant(content, key_id, ring, Moment(START_MS)), TERMINAL)
    assert (read.grant_no, read.amount) == (7, 20)
    points = {
        "kind": "points",
        "grant_no": 8,
        "member": "ab" * 16,
        "max_points": 500,
        "expires_ms": START_MS + 1,
        "terminal": TERMINAL.hex(),
    }
    content, key_id = keys.grant(points)
    assert allowance_of(read_grant(content, key_id, ring, Moment(START_MS)), TERMINAL).max_points
    broken = content[:-2] + b"9}"
    with pytest.raises(Refusal, match="PM1_BAD_SIGNATURE"):
        read_grant(broken, key_id, ring, Moment(START_MS))


def test_a_packet_is_opened_with_the_row_it_came_beside_and_no_other(keys: ServerKeys) -> None:
    packet = seal(b"phone 13800000000", keys.sealing_public, b"row 1", b"\5" * 32)
    assert keys.unseal(packet, b"row 1") == b"phone 13800000000"
    for changed, context in (
        (packet, b"row 2"),
        (packet[:-1] + bytes([packet[-1] ^ 1]), b"row 1"),
        (packet[:20], b"row 1"),
        (b"RPSB\x02" + packet[5:], b"row 1"),
        (packet[:5] + bytes(32) + packet[37:], b"row 1"),
    ):
        with pytest.raises(SealBrokenError):
            keys.unseal(changed, context)


def test_an_anchor_is_the_published_example_byte_for_byte(keys: ServerKeys, tmp_path: Path) -> None:
    path = tmp_path / "keys.json"
    keys.save(path)
    body = json.loads(path.read_text(encoding="ascii"))
    path.write_text(json.dumps(body | {"anchor": TEST_1.hex()}), encoding="ascii")
    chain = bytes.fromhex("6655b84486745e4cd9e4b24c0f14fd697128387fca933b74a485a01ea87cbcbe")
    at = Position(1, 3, chain)
    found = ServerKeys.load(path).anchor_of(TERMINAL, at, 1_795_262_500_000, 12)
    assert found.hex() == (
        "b892cc95650d42979386c930f20b27d3ef4d23e14cc8928ed2d0ddacc8d56293"
        "bf6dd5e970713cf53b784cc3f8158f49e01a1310500dc4f75b8f841079ddd30b"
    )


def test_manifests_and_proofs_are_signed_for_what_they_are(keys: ServerKeys) -> None:
    public = keys.anchor_public
    assert is_signed_by(public, keys.manifest(b"{}"), b"RPSM{}")
    assert is_signed_by(public, keys.proof(b"\1" * 32), b"RPDP" + b"\1" * 32)
    message = anchor_message(TERMINAL, Position(1, 1, bytes(32)), 5, 1)
    assert keys.is_anchor(keys.anchor_of(TERMINAL, Position(1, 1, bytes(32)), 5, 1), message)
    assert not keys.is_anchor(bytes(64), message)
