"""Who was enrolled here: found by every key, erased with the packet, answers kept for ever."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from pos_app.domain.identifiers import OperatorId
from pos_app.domain.member import Consent, MemberId, MemberRef, Purpose
from pos_app.store import enrolments
from pos_app.store.database import Database
from pos_app.store.enrolments import Enrolled
from pos_app.store.till_file import open_till

ANN = Enrolled(
    id=MemberId(b"ann-ann-ann-ann-"),
    ref=MemberRef(b"handle-1", 20_778),
    member_key=b"k" * 16,
    phone_key=b"p" * 32,
    number="S12T0300001",
    name_masked="安*",
    phone_last4="1234",
    enrolled_ms=1_795_262_400_000,
)
BOB = Enrolled(
    id=MemberId(b"bob-bob-bob-bob-"),
    ref=MemberRef(b"handle-2", 20_778),
    member_key=b"l" * 16,
    phone_key=b"q" * 32,
    number="S12T0300002",
    name_masked="",
    phone_last4="9999",
    enrolled_ms=1_795_262_500_000,
)
YES = Consent(Purpose.MEMBERSHIP, True, "2026-1", "zh", 5)
NO = Consent(Purpose.MARKETING, False, "2026-1", "zh", 6)


@pytest.fixture
def till(tmp_path: Path) -> Iterator[Database]:
    database = open_till(tmp_path, bytes(range(32)), is_new=True)
    with database.write() as connection:
        enrolments.insert(connection, ANN)
        enrolments.insert(connection, BOB)
    yield database
    database.close()


def test_everybody_is_found_by_each_of_their_keys(till: Database) -> None:
    with till.read() as connection:
        for who in (ANN, BOB):
            assert enrolments.find_by_ref(connection, who.ref) == who
            assert enrolments.find_by_member_key(connection, who.member_key) == who
            assert enrolments.find_by_phone_key(connection, who.phone_key) == who
            assert enrolments.find_by_number(connection, who.number) == who
        assert enrolments.find_by_ref(connection, MemberRef(b"handle-1", 20_779)) is None
        assert enrolments.list_latest(connection, 1) == [BOB]


def test_one_phone_is_enrolled_once(till: Database) -> None:
    again = Enrolled(
        MemberId(b"c" * 16), BOB.ref, b"m" * 16, ANN.phone_key, "S12T0300003", "", "", 1
    )
    with pytest.raises(Exception, match="UNIQUE"), till.write() as connection:
        enrolments.insert(connection, again)


def test_answers_are_added_and_nobody_takes_one_out(till: Database) -> None:
    with till.write() as connection:
        for answer in (YES, NO):
            enrolments.insert_answer(connection, ANN.ref, answer, "till", OperatorId("op1"))
    with till.read() as connection:
        assert enrolments.answers_of(connection, ANN.ref) == (YES, NO)
        assert enrolments.answers_of(connection, BOB.ref) == ()
    for statement in ("DELETE FROM consent_given", "UPDATE consent_given SET is_granted = 1"):
        with pytest.raises(Exception, match="append-only"), till.write() as connection:
            connection.exec_driver_sql(statement)


def test_erasing_one_leaves_the_other(till: Database) -> None:
    with till.write() as connection:
        assert enrolments.erase(connection, ANN.member_key)
        assert not enrolments.erase(connection, ANN.member_key)
    with till.read() as connection:
        assert enrolments.find_by_ref(connection, ANN.ref) is None
        assert enrolments.find_by_ref(connection, BOB.ref) == BOB


def test_a_member_until_the_cloud_says_more() -> None:
    member = ANN.as_member((YES,))
    assert member.is_provisional
    assert member.allows(Purpose.MEMBERSHIP)
    assert (member.name_masked, member.phone_last4, member.points) == ("安*", "1234", 0)
    assert "安" not in repr(ANN)
