"""A member who wants to be forgotten is, whether the till is open or not."""

import argparse
from pathlib import Path

import pytest

from pos_app.clock import SystemClock
from pos_app.commands import forget_member
from pos_app.domain.member import Member, MemberId
from pos_app.main import COMMANDS
from pos_app.store import members
from pos_app.store.members import MemberRecord
from pos_app.store.reference_file import open_reference
from pos_app.store.till_file import open_till
from pos_app.vault.keys import KeyStore
from pos_app.vault.pseudonyms import Pseudonyms

PHONE = "+8619900000101"
CARD = "88000101"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    clock = SystemClock()
    keys = KeyStore(tmp_path).create(clock.new_id().bytes, clock.random_bytes)
    open_till(tmp_path, keys.till_key, is_new=True).close()
    reference = open_reference(tmp_path, keys.catalog_key)
    member = Member(MemberId(b"m" * 16), 1, number=CARD, name_masked="张*")
    phone_key = Pseudonyms(keys.phone_pepper).phone_key(PHONE)
    with reference.write() as connection:
        members.put_members(connection, [MemberRecord(member, phone_key, (CARD,))])
    reference.close()
    return tmp_path


def forget(folder: Path, *words: str) -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("--data", type=Path)
    forget_member.add_arguments(parser)
    return forget_member.run(parser.parse_args([*words, "--data", str(folder)]))


def is_known(folder: Path) -> bool:
    reference = open_reference(folder, KeyStore(folder).load().catalog_key)
    with reference.read() as connection:
        found = members.has_members(connection)
    reference.close()
    return found


@pytest.mark.parametrize("who", [("--phone", "199 0000 0101"), ("--card", "8800-0101")])
def test_a_member_is_forgotten_by_phone_or_card(
    folder: Path, who: tuple[str, str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert forget(folder, *who) == 0
    assert not is_known(folder)
    said = capsys.readouterr().out
    assert "is erased" in said
    assert "last traces" not in said


def test_while_the_till_reads_the_last_traces_are_told_of(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    reference = open_reference(folder, KeyStore(folder).load().catalog_key)
    with reference.read() as connection:
        assert members.has_members(connection)
        assert forget(folder, "--card", CARD) == 0
    reference.close()
    assert "last traces" in capsys.readouterr().out
    assert not is_known(folder)


@pytest.mark.parametrize(
    ("who", "words"),
    [
        (("--phone", "19900000102"), "knows no such member"),
        (("--phone", "1990000010"), "not a mobile number"),
        (("--card", "?"), "knows no such member"),
    ],
)
def test_who_is_not_known_is_told_and_nothing_is_erased(
    folder: Path, who: tuple[str, str], words: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert forget(folder, *who) == 2
    assert words in capsys.readouterr().err
    assert is_known(folder)


def test_the_command_is_offered() -> None:
    assert COMMANDS["forget-member"][0] == "forget_member"
