"""The ring of public keys: a root signs it, it has one spelling, and it goes forwards only."""

import base64
import json
from typing import Any

import pytest

from pos_app.domain.codes.grants import read_grant
from pos_app.domain.codes.key_ring import KeyRing, KeyUse, Moment
from pos_app.domain.codes.signatures import read_canonical, write_canonical
from pos_app.errors import Refusal
from tests.domain.codes.issuing import IAT, MEMBER, OTHER, VOUCHER, Signer

ROOT = Signer(b"\x01" * 32, b"", KeyUse.ANCHOR)
STANDBY = Signer(b"\x02" * 32, b"", KeyUse.ANCHOR)
ROOTS = (ROOT.public, STANDBY.public)
GRANT = Signer(b"\x03" * 32, b"\x61", KeyUse.GRANT)
NOW = Moment(IAT * 1000)


def entry(signer: Signer, **changed: object) -> dict[str, Any]:
    public = base64.urlsafe_b64encode(signer.public).decode().rstrip("=")
    return {
        "kid": signer.kid.hex(),
        "nbf": IAT,
        "not_after": IAT + 90 * 86400,
        "pub": public,
        "use": [signer.use.value],
    } | changed


def ring(**changed: object) -> dict[str, Any]:
    return {
        "issued": IAT,
        "keys": [entry(MEMBER), entry(VOUCHER)],
        "revoked": [{"at": IAT, "kid": "07"}],
        "v": 12,
    } | changed


def delivered(body: dict[str, Any] | bytes, root: Signer = ROOT, purpose: bytes = b"RPKR") -> bytes:
    text = body if isinstance(body, bytes) else canonical(body)
    return root.sign(purpose + text) + text


def canonical(body: dict[str, Any]) -> bytes:
    return json.dumps(body, sort_keys=True, separators=(",", ":")).encode()


def refused(content: bytes, at_least: int = 0) -> str:
    with pytest.raises(Refusal) as caught:
        KeyRing.read(content, ROOTS, at_least=at_least)
    return caught.value.code


@pytest.mark.parametrize("root", [ROOT, STANDBY])
def test_a_ring_is_read_as_either_root_signed_it(root: Signer) -> None:
    found = KeyRing.read(delivered(ring(), root), ROOTS)
    assert (found.version, found.issued, found.revoked) == (12, IAT, frozenset({b"\x07"}))
    assert found.keys == (
        MEMBER.listed(IAT, IAT + 90 * 86400),
        VOUCHER.listed(IAT, IAT + 90 * 86400),
    )


def test_a_key_of_two_bytes_is_named_by_four_digits() -> None:
    found = KeyRing.read(delivered(ring(keys=[entry(MEMBER, kid="0107")])), ROOTS)
    assert found.get(b"\x01\x07", NOW).public_key == MEMBER.public


@pytest.mark.parametrize(
    "content",
    [
        b"",
        bytes(64),
        delivered(ring(), OTHER),
        delivered(ring(), purpose=b""),
        delivered(ring(), purpose=b"RPGR"),
        delivered(ring())[:-1],
        delivered(ring()) + b" ",
        delivered(ring()).replace(b'"v":12', b'"v":13'),
    ],
)
def test_what_no_root_signed_is_not_read(content: bytes) -> None:
    assert refused(content) == "KEY_RING_NOT_SIGNED"


def test_without_roots_there_is_no_ring() -> None:
    with pytest.raises(Refusal):
        KeyRing.read(delivered(ring()), ())


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"[]",
        b"12",
        b"\xff",
        b"[" * 60_000,
        json.dumps(ring()).encode(),
        canonical(ring()).replace(b'"v":12', b'"v":12.0'),
        canonical(ring()).replace(b'"v":12', b'"v":12,"v":12'),
        canonical(ring(keys=[entry(MEMBER, kid="x" * 70_000)])),
        {},
        ring(more=1),
        ring(v=-1),
        ring(v=True),
        ring(v="12"),
        ring(issued=2**53),
        ring(keys={}),
        ring(keys=[[]]),
        ring(keys=["01"]),
        ring(keys=[entry(MEMBER), entry(MEMBER)]),
        ring(keys=[entry(MEMBER), entry(MEMBER, kid="02", use=["voucher"])]),
        ring(keys=[entry(MEMBER, kid="1")]),
        ring(keys=[entry(MEMBER, kid="AB")]),
        ring(keys=[entry(MEMBER, kid="010203")]),
        ring(keys=[entry(MEMBER, kid=1)]),
        ring(keys=[entry(MEMBER, use=["member", "voucher"])]),
        ring(keys=[entry(MEMBER, use=[])]),
        ring(keys=[entry(MEMBER, use=["owner"])]),
        ring(keys=[entry(MEMBER, use="member")]),
        ring(keys=[entry(MEMBER, pub="")]),
        ring(keys=[entry(MEMBER, pub="AAAA")]),
        ring(keys=[entry(MEMBER, pub="A" * 42 + "!")]),
        ring(keys=[entry(MEMBER, pub=None)]),
        ring(keys=[entry(MEMBER, nbf=IAT + 1, not_after=IAT)]),
        ring(keys=[entry(MEMBER, since=1)]),
        ring(revoked=["07"]),
        ring(revoked=[{"kid": "07"}]),
        ring(revoked=[{"at": "now", "kid": "07"}]),
        ring(revoked=[{"at": 1, "kid": "07"}, {"at": 2, "kid": "07"}]),
    ],
)
def test_a_signed_ring_that_makes_no_sense_is_not_taken(body: dict[str, Any] | bytes) -> None:
    assert refused(delivered(body)) == "KEY_RING_UNREADABLE"


def test_an_older_ring_cannot_bring_a_revoked_key_back() -> None:
    assert refused(delivered(ring()), at_least=13) == "KEY_RING_OLDER"
    assert KeyRing.read(delivered(ring()), ROOTS, at_least=12).version == 12


@pytest.mark.parametrize(
    ("kid", "at_s", "code"),
    [
        (b"\x01", IAT, None),
        (b"\x01", IAT - 1, "PM1_KEY_EXPIRED"),
        (b"\x01", IAT + 90 * 86400, None),
        (b"\x01", IAT + 90 * 86400 + 1, "PM1_KEY_EXPIRED"),
        (b"\x02", IAT, "PM1_UNKNOWN_KEY"),
        (b"\x07", IAT, "PM1_REVOKED_KEY"),
        (b"", IAT, "PM1_UNKNOWN_KEY"),
    ],
)
def test_a_key_is_found_while_it_may_be_relied_on(kid: bytes, at_s: int, code: str | None) -> None:
    found = KeyRing.read(delivered(ring()), ROOTS)
    if code is None:
        assert found.get(kid, Moment(at_s * 1000)).use is KeyUse.MEMBER
        return
    with pytest.raises(Refusal) as caught:
        found.get(kid, Moment(at_s * 1000))
    assert caught.value.code == code
    assert caught.value.facts == {"kid": kid.hex()}


def test_an_unsure_clock_judges_no_keys_dates() -> None:
    found = KeyRing.read(delivered(ring()), ROOTS)
    assert found.get(b"\x01", Moment(0, is_clock_sure=False)).use is KeyUse.MEMBER


class TestGrants:
    ring = KeyRing(1, IAT, (GRANT.listed(), MEMBER.listed()), frozenset({b"\x07"}))
    body = canonical({"expires": IAT, "points": 200})

    def read(self, content: bytes, kid: bytes = b"\x61") -> dict[str, Any]:
        return read_grant(content, kid, self.ring, NOW)

    def test_a_grant_is_read_as_it_was_signed(self) -> None:
        assert self.read(delivered(self.body, GRANT, b"RPGR")) == {"expires": IAT, "points": 200}

    @pytest.mark.parametrize(
        ("content", "kid", "code"),
        [
            (delivered(body, GRANT, b"RPKR"), b"\x61", "PM1_BAD_SIGNATURE"),
            (delivered(body, OTHER, b"RPGR"), b"\x61", "PM1_BAD_SIGNATURE"),
            (delivered(body, MEMBER, b"RPGR"), b"\x01", "PM1_WRONG_USE"),
            (delivered(body, GRANT, b"RPGR"), b"\x62", "PM1_UNKNOWN_KEY"),
            (delivered(body, GRANT, b"RPGR"), b"\x07", "PM1_REVOKED_KEY"),
            (delivered(b"{} ", GRANT, b"RPGR"), b"\x61", "GRANT_UNREADABLE"),
            (delivered(b"[]", GRANT, b"RPGR"), b"\x61", "GRANT_UNREADABLE"),
            (b"", b"\x61", "PM1_BAD_SIGNATURE"),
        ],
    )
    def test_anything_else_is_no_grant(self, content: bytes, kid: bytes, code: str) -> None:
        with pytest.raises(Refusal) as caught:
            self.read(content, kid)
        assert caught.value.code == code


def test_canonical_text_is_what_is_written() -> None:
    body = {"b": 1, "a": {"d": "可乐", "c": [1, "x"]}}
    text = write_canonical(body)
    assert text == '{"a":{"c":[1,"x"],"d":"可乐"},"b":1}'.encode()
    assert read_canonical(bytes(64) + text) == body
