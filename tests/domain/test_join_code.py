"""The invitation to join names who gave it, and only the till's key can have signed it."""

import base64
from urllib.parse import parse_qs, urlsplit

import pytest

from pos_app.domain.join_code import JoinCode, JoinPolicy
from sync.signer import Signer, is_signed_by

SIGNER = Signer(bytes(range(32)))
POLICY = JoinPolicy("https://member.example.com/join", "autumn-1")
CODE = JoinCode(POLICY, "S12", "T03", "op1001", 20_778)


def test_it_says_whose_work_it_was() -> None:
    said = parse_qs(urlsplit(CODE.text(b"s" * 64)).query)
    del said["g"]
    assert said == {
        "c": ["autumn-1"],
        "d": ["20778"],
        "o": ["op1001"],
        "s": ["S12"],
        "t": ["T03"],
    }


def test_whoever_reads_it_can_check_it() -> None:
    address, query = CODE.text(SIGNER.sign(CODE.signed)).split("?")
    said, signature = query.split("&g=")
    assert address == "https://member.example.com/join"
    found = base64.urlsafe_b64decode(signature + "==")
    assert is_signed_by(SIGNER.public_key, found, b"RPJN" + said.encode())
    forged = said.replace("op1001", "op1002")
    assert not is_signed_by(SIGNER.public_key, found, b"RPJN" + forged.encode())


def test_it_fits_a_code_that_a_phone_reads_off_paper() -> None:
    assert len(CODE.text(SIGNER.sign(CODE.signed))) < 200


@pytest.mark.parametrize(
    "address",
    [
        "http://member.example.com",
        "member.example.com",
        "https://member.example.com/join?x=1",
        "https://member.example.com/#a",
        "https://user@example.com/",
        "https://example.com/ join",
        f"https://example.com/{'a' * 80}",
    ],
)
def test_an_address_that_is_none_is_not_signed(address: str) -> None:
    with pytest.raises(ValueError, match="join address"):
        JoinPolicy(address)


@pytest.mark.parametrize("campaign", ["", "a b", "春", "a" * 17, "a&o=op9"])
def test_a_campaign_is_a_plain_word(campaign: str) -> None:
    with pytest.raises(ValueError, match="join campaign"):
        JoinPolicy("https://example.com", campaign)
