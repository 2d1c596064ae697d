"""Published vectors: Wycheproof's Ed25519, and COSE messages, which are not PM1 and never pass."""

import json
from pathlib import Path
from typing import Any

import pytest

from pos_app.domain.codes.signatures import is_signed_by
from pos_app.errors import Refusal
from tests.domain.codes import issuing
from tests.domain.codes.issuing import EMPTY, IAT, MEMBER, array, bstr, read, text_of

PAYLOAD = issuing.member()
SIGNATURE = MEMBER.sign(issuing.to_be_signed(issuing.protected(b"\x01"), PAYLOAD))
HEADER = issuing.protected(b"\x01")


@pytest.fixture
def vectors(shared: Path) -> Path:
    folder = shared / "data" / "vectors"
    if not folder.is_dir():
        pytest.skip(f"no published vectors at {folder}")
    return folder


def refused(token: bytes, at_s: int = IAT) -> str:
    with pytest.raises(Refusal) as caught:
        read(text_of(token), at_s)
    return caught.value.code


def test_wycheproofs_ed25519_signatures_are_judged_as_stated(vectors: Path) -> None:
    body = json.loads((vectors / "wycheproof" / "ed25519.json").read_text("utf-8"))
    wrong, counts = [], {"valid": 0, "invalid": 0}
    for group in body["testGroups"]:
        public = bytes.fromhex(group["publicKey"]["pk"])
        for case in group["tests"]:
            signature, message = bytes.fromhex(case["sig"]), bytes.fromhex(case["msg"])
            counts[case["result"]] += 1
            if is_signed_by(public, signature, message) != (case["result"] == "valid"):
                wrong.append(case["tcId"])
    assert wrong == []
    assert counts == {"valid": 88, "invalid": 63}


def test_wycheproofs_signatures_never_pass_as_a_member_code(vectors: Path) -> None:
    body = json.loads((vectors / "wycheproof" / "ed25519.json").read_text("utf-8"))
    for group in body["testGroups"]:
        for case in group["tests"]:
            token = array(bstr(HEADER), EMPTY, bstr(PAYLOAD), bstr(bytes.fromhex(case["sig"])))
            assert refused(token) in {"PM1_WRONG_SHAPE", "PM1_BAD_SIGNATURE"}


COSE = [
    *("eddsa-sig-01", "eddsa-sig-02", "sign-pass-01", "sign-pass-02", "sign-pass-03"),
    *(f"sign-fail-0{number}" for number in (1, 2, 3, 4, 6, 7)),
]


@pytest.mark.parametrize("name", COSE)
def test_no_published_cose_message_is_a_pm1_code(vectors: Path, name: str) -> None:
    token = bytes.fromhex(_cose(vectors, name)["output"]["cbor"])
    assert refused(token) == "PM1_WRONG_SHAPE"
    untagged = token[token.index(b"\x84") :]
    assert refused(untagged) == "PM1_WRONG_SHAPE"


def test_the_published_ed25519_message_is_signed_by_its_key(vectors: Path) -> None:
    body = _cose(vectors, "eddsa-sig-01")
    public = bytes.fromhex(body["input"]["sign0"]["key"]["x_hex"])
    message = bytes.fromhex(body["intermediates"]["ToBeSign_hex"])
    signature = bytes.fromhex(body["output"]["cbor"])[-64:]
    assert is_signed_by(public, signature, message)
    assert not is_signed_by(public, signature, message + b"\0")


def _cose(vectors: Path, name: str) -> dict[str, Any]:
    body: dict[str, Any] = json.loads((vectors / "cose" / f"{name}.json").read_text("utf-8"))
    return body


GOOD = array(bstr(HEADER), EMPTY, bstr(PAYLOAD), bstr(SIGNATURE))
ALG, KID = b"\x01\x27", b"\x04\x41\x01"
UNKNOWN = b"\x01\x67unknown"


def with_header(header: bytes, unprotected: bytes = EMPTY) -> bytes:
    """The issuer signs whatever header it is told to: a good signature over a bad form."""
    signature = MEMBER.sign(issuing.to_be_signed(header, PAYLOAD))
    return array(bstr(header), unprotected, bstr(PAYLOAD), bstr(signature))


def test_the_message_that_the_patterns_spoil_is_good() -> None:
    assert read(text_of(GOOD))


SPOILT = {
    "fail-01, tag 998": b"\xd9\x03\xe6" + GOOD,
    "tag 18": b"\xd2" + GOOD,
    "fail-03, alg -999": with_header(b"\xa2\x01\x39\x03\xe6" + KID),
    "fail-04, alg unknown": with_header(b"\xa2" + UNKNOWN + KID),
    "fail-06, one attribute more": with_header(b"\xa3" + ALG + b"\x03\x00" + KID),
    "fail-07, one attribute less": with_header(b"\xa1" + KID),
    "fail-07, no key": with_header(b"\xa1" + ALG),
    "pass-01, alg unprotected": with_header(b"\xa1" + KID, b"\xa1" + ALG),
    "pass-01, empty map": with_header(b"\xa0", b"\xa2" + ALG + KID),
    "empty header": with_header(b"", b"\xa2" + ALG + KID),
    "other order": with_header(b"\xa2" + KID + ALG),
    "long alg": with_header(b"\xa2\x01\x38\x07" + KID),
    "key of three bytes": with_header(b"\xa2" + ALG + b"\x04\x43\x01\x02\x03"),
    "key of no byte": with_header(b"\xa2" + ALG + b"\x04\x40"),
}


@pytest.mark.parametrize("pattern", SPOILT)
def test_the_failure_patterns_fail_with_our_keys_too(pattern: str) -> None:
    assert refused(SPOILT[pattern]) == "PM1_WRONG_SHAPE"


def test_a_changed_payload_or_signature_is_told_by_the_signature() -> None:
    """The pattern of fail-02."""
    assert refused(GOOD.replace(PAYLOAD, issuing.member(ttl=59))) == "PM1_BAD_SIGNATURE"
    assert refused(GOOD[:-1] + b"\x01") == "PM1_BAD_SIGNATURE"


@pytest.mark.parametrize("aad", [b"", b"PM2", b"pm1"])
def test_a_signature_over_other_external_data_is_wrong(aad: bytes) -> None:
    signature = MEMBER.sign(issuing.to_be_signed(HEADER, PAYLOAD, aad))
    token = array(bstr(HEADER), EMPTY, bstr(PAYLOAD), bstr(signature))
    assert refused(token) == "PM1_BAD_SIGNATURE"
