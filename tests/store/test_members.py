"""Members in reference.db: found every way, put whole, erased to the last byte, purged in time."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

from pos_app.domain.identifiers import BusinessDate
from pos_app.domain.member import (
    BirthdayWindow,
    Consent,
    Member,
    MemberId,
    MemberRef,
    Purpose,
    Tier,
    TierLadder,
    day_of,
)
from pos_app.store import members
from pos_app.store.database import Connection, Database
from pos_app.store.members import MemberRecord, Purged
from pos_app.store.reference_file import REFERENCE_FILE, open_reference, press_out

KEY = bytes(range(32))
NOW = 1_795_262_400_000
TODAY = day_of(NOW)
HOUR = 3_600_000
ANN = MemberId(b"ann-ann-ann-ann-")
BOB = MemberId(b"bob-bob-bob-bob-")
ANN_PHONE = b"p" * 32

FULL = Member(
    ANN,
    NOW,
    number="88001234",
    name_masked="欧阳*",
    phone_last4="1234",
    tier="GOLD",
    spent_minor=123_456,
    points=890,
    tags=("爱喝茶", "带孩子"),
    segments=("vip", "tea"),
    last_visit=BusinessDate("2026-11-02"),
    usual_skus=("100001", "100007"),
    birthday=BirthdayWindow(BusinessDate("2026-11-16"), BusinessDate("2026-11-30")),
    consents=(
        Consent(Purpose.MEMBERSHIP, True, "M-2026-1", "zh", 5),
        Consent(Purpose.PROFILING, True, "P-2026-1", "en", 6),
        Consent(Purpose.SHARING, False, "P-2026-1", "en", 6),
    ),
)
RECORD = MemberRecord(FULL, ANN_PHONE, ("88001234", "VIP0007"), ("oynn", "yynn"))


def a_record(number: int, **changes: object) -> MemberRecord:
    member = Member(MemberId(number.to_bytes(16, "big")), NOW, name_masked="李*")
    return MemberRecord(
        replace(member, **changes), number.to_bytes(32, "big"), (f"{number:08d}",), ("lx",)
    )


def ref_on(connection: Connection, member: MemberId, day: int) -> MemberRef | None:
    """The pseudonym of that very day."""
    ref = members.find_latest_ref(connection, member, day)
    return ref if ref and ref.day == day else None


def count(connection: Connection) -> int:
    return int(connection.exec_driver_sql("SELECT count(*) FROM member").scalar_one())


def sync_at(connection: Connection, at_ms: int) -> None:
    """As whoever brings members from a cloud notes it."""
    connection.exec_driver_sql("UPDATE reference_head SET synced_ms = ?", (at_ms,))


@pytest.fixture
def reference(tmp_path: Path) -> Iterator[Database]:
    database = open_reference(tmp_path, KEY)
    yield database
    database.close()


@pytest.fixture
def held(reference: Database) -> Database:
    """With one member and four others."""
    with reference.write() as connection:
        members.put_members(connection, [RECORD, *(a_record(number) for number in range(1, 5))])
        for day in members.days_held(NOW):
            members.put_handles(connection, day, [(day.to_bytes(8, "big"), ANN)])
    return reference


def test_a_member_comes_back_as_it_was_put_whichever_way_it_is_found(held: Database) -> None:
    handle = TODAY.to_bytes(8, "big")
    with held.read() as connection:
        assert members.find_member(connection, ANN) == FULL
        assert members.find_by_handle(connection, handle, TODAY) == FULL
        assert members.find_by_card(connection, "88001234") == FULL
        assert members.find_by_card(connection, "VIP0007") == FULL
        assert members.find_by_phone_key(connection, ANN_PHONE) == FULL
        assert members.find_by_initials(connection, "oy", 5) == [FULL]
        assert members.find_by_initials(connection, "YYNN", 5) == [FULL]
        assert ref_on(connection, ANN, TODAY) == MemberRef(handle, TODAY)
        assert count(connection) == 5


def test_who_is_not_known_is_not_found(held: Database) -> None:
    handle = TODAY.to_bytes(8, "big")
    with held.read() as connection:
        assert members.find_member(connection, BOB) is None
        assert members.find_by_handle(connection, handle, TODAY + 1) is None
        assert members.find_by_card(connection, "88001235") is None
        assert members.find_by_phone_key(connection, b"q" * 32) is None
        assert ref_on(connection, ANN, TODAY + 3) is None
        assert ref_on(connection, BOB, TODAY) is None


@pytest.mark.parametrize("typed", ["", "o", "o%", "欧阳", "o1", "zz", "oynnx"])
def test_initials_that_are_too_short_or_nobodys_find_nobody(held: Database, typed: str) -> None:
    with held.read() as connection:
        assert members.find_by_initials(connection, typed, 5) == []


def test_of_many_with_the_same_initials_each_comes_once_and_the_latest_visit_first(
    reference: Database,
) -> None:
    dates = ["2026-11-0" + str(day) for day in range(1, 8)]
    with reference.write() as connection:
        records = [a_record(n + 1, last_visit=BusinessDate(d)) for n, d in enumerate(dates)]
        twice_named = [replace(record, initials=("lx", "lxy")) for record in records]
        members.put_members(connection, twice_named)
        found = members.find_by_initials(connection, "lx", 20)
        assert [member.last_visit for member in found] == dates[::-1]
        assert len(members.find_by_initials(connection, "lx", 3)) == 3


def test_a_member_that_is_put_again_loses_what_the_new_version_has_not(held: Database) -> None:
    bare = Member(ANN, NOW + 1)
    with held.write() as connection:
        members.put_members(connection, [MemberRecord(bare, None, ("VIP0007",))])
        assert members.find_member(connection, ANN) == bare
        assert members.find_by_card(connection, "VIP0007") == bare
        assert members.find_by_card(connection, "88001234") is None
        assert members.find_by_phone_key(connection, ANN_PHONE) is None
        assert members.find_by_initials(connection, "oynn", 5) == []
        assert ref_on(connection, ANN, TODAY) is not None


def test_no_profile_is_written_of_who_did_not_consent_to_one(reference: Database) -> None:
    refused = Consent(Purpose.PROFILING, False, "P-2026-2", "zh", 9)
    for consents in ((), (*FULL.consents, refused)):
        sent = replace(FULL, consents=consents)
        with reference.write() as connection:
            members.put_members(connection, [replace(RECORD, member=sent)])
            kept = members.find_member(connection, ANN)
        assert kept == replace(sent, tags=(), segments=(), usual_skus=())


def test_an_empty_file_says_that_nobody_is_known(reference: Database) -> None:
    with reference.write() as connection:
        assert not members.has_members(connection)
        members.put_members(connection, [RECORD])
        assert members.has_members(connection)


def test_a_phone_that_changes_hands_is_the_new_holders(held: Database) -> None:
    with held.write() as connection:
        members.put_members(connection, [MemberRecord(Member(BOB, NOW), ANN_PHONE)])
        found = members.find_by_phone_key(connection, ANN_PHONE)
        assert found is not None
        assert found.id == BOB
        assert members.find_by_card(connection, "88001234") == FULL


def test_a_handle_of_somebody_this_till_does_not_know_is_left_out(held: Database) -> None:
    with held.write() as connection:
        members.put_handles(connection, TODAY, [(b"unknown!", BOB)])
        members.put_handles(connection, TODAY, [])
        assert members.find_by_handle(connection, b"unknown!", TODAY) is None


def test_a_shop_without_a_cloud_gives_its_members_handles_itself_and_keeps_them(
    reference: Database,
) -> None:
    count = iter(range(1000))

    def random_bytes(size: int) -> bytes:
        return next(count).to_bytes(size, "big")

    with reference.write() as connection:
        members.put_members(connection, [a_record(1), a_record(2)])
        members.hold_handles(connection, NOW, random_bytes)
        first = ref_on(connection, a_record(1).member.id, TODAY + 2)
        assert first is not None
        members.hold_handles(connection, NOW + 24 * HOUR, random_bytes)
        assert ref_on(connection, a_record(1).member.id, TODAY + 2) == first
        assert ref_on(connection, a_record(2).member.id, TODAY + 3) is not None
        assert next(count) == 2 * 5


def test_where_a_cloud_was_met_the_till_makes_no_handles(held: Database) -> None:
    with held.write() as connection:
        sync_at(connection, NOW)
        members.hold_handles(connection, NOW, lambda size: b"\0" * size)
        assert ref_on(connection, a_record(1).member.id, TODAY) is None


def test_the_ladder_is_replaced_as_a_whole(reference: Database) -> None:
    gold = Tier("GOLD", "金卡", "Gold", 20_000)
    with reference.write() as connection:
        assert members.load_tiers(connection) == TierLadder()
        members.put_tiers(connection, TierLadder((Tier("B", "铜", "Bronze", 0), gold)))
        members.put_tiers(connection, TierLadder((gold,)))
        assert members.load_tiers(connection) == TierLadder((gold,))
        members.put_tiers(connection, TierLadder())
        assert members.load_tiers(connection) == TierLadder()


def plain_bytes(path: Path, key: bytes = KEY) -> bytes:
    """Every page of the file in the clear, free ones too: SQLCipher's AES-256-CBC undone."""
    reserve, iv_bytes, salt = 48, 16, 16
    content = path.read_bytes()
    pages = []
    for start in range(0, len(content), 4096):
        page = content[start : start + 4096]
        body = page[salt if start == 0 else 0 : -reserve]
        iv = page[-reserve : -reserve + iv_bytes]
        decryptor = Cipher(algorithms.AES(key), modes.CBC(iv)).decryptor()
        pages.append(decryptor.update(body) + decryptor.finalize())
    return b"".join(pages)


def test_after_an_erasure_no_byte_of_the_member_is_in_the_file_or_its_wal(
    tmp_path: Path, held: Database
) -> None:
    planted = (ANN, ANN_PHONE, "欧阳".encode(), b"88001234", b"VIP0007", b"oynn", "爱喝茶".encode())
    path = tmp_path / REFERENCE_FILE
    assert press_out(held)
    before = plain_bytes(path)
    assert all(text in before for text in planted)
    with held.write() as connection:
        assert members.erase(connection, ANN)
        assert not members.erase(connection, ANN)
        assert members.find_by_handle(connection, TODAY.to_bytes(8, "big"), TODAY) is None
        assert count(connection) == 4
    assert press_out(held)
    assert path.with_name(path.name + "-wal").stat().st_size == 0
    after = plain_bytes(path)
    handles = [day.to_bytes(8, "big") for day in members.days_held(NOW)]
    assert [text for text in (*planted, *handles) if text in after] == []
    assert (1).to_bytes(32, "big") in after, "the others are still there"


def test_handles_are_kept_from_yesterday_on(held: Database) -> None:
    with held.write() as connection:
        assert members.purge(connection, NOW) == Purged()
        assert members.purge(connection, NOW + 48 * HOUR) == Purged(handles=2)
        assert ref_on(connection, ANN, TODAY) is None
        assert ref_on(connection, ANN, TODAY + 1) is not None


def test_in_a_shop_without_a_cloud_members_do_not_expire(held: Database) -> None:
    with held.write() as connection:
        purged = members.purge(connection, NOW + 1000 * 24 * HOUR)
        assert (purged.faces, purged.members) == (0, 0)
        assert members.find_member(connection, ANN) == FULL


def test_what_names_a_person_goes_after_twelve_hours_without_an_exchange(held: Database) -> None:
    with held.write() as connection:
        sync_at(connection, NOW)
        assert members.purge(connection, NOW + 12 * HOUR).faces == 0
        assert members.find_member(connection, ANN) == FULL
        assert members.purge(connection, NOW + 12 * HOUR + 1).faces == 5
        left = members.find_by_card(connection, "88001234")
        assert left == replace(FULL, name_masked="", phone_last4="")
        assert members.find_by_initials(connection, "oynn", 5) == []


def test_all_members_go_after_seven_days_without_an_exchange_and_no_byte_stays(
    tmp_path: Path, held: Database
) -> None:
    with held.write() as connection:
        sync_at(connection, NOW)
        members.purge(connection, NOW + 7 * 24 * HOUR)
        assert count(connection) == 5
        purged = members.purge(connection, NOW + 7 * 24 * HOUR + 1)
        assert (purged.members, count(connection)) == (5, 0)
        assert members.find_by_card(connection, "88001234") is None
        assert members.find_by_phone_key(connection, ANN_PHONE) is None
    assert press_out(held)
    after = plain_bytes(tmp_path / REFERENCE_FILE)
    assert ANN not in after
    assert ANN_PHONE not in after


def test_every_look_up_goes_by_an_index(held: Database) -> None:
    """With three million members a scan would take seconds."""
    statements = {
        name: text
        for name, text in vars(members).items()
        if name.startswith(("_BY_", "_HANDLE", "_DELETE", "_PUT_HANDLE")) and isinstance(text, str)
    }
    assert len(statements) >= 8
    with held.read() as connection:
        for name, text in statements.items():
            parameters = (b"x",) * text.count("?")
            plan = connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {text}", parameters).all()
            assert not [step for step in plan if step[3].startswith("SCAN")], (name, plan)


def test_without_a_handle_of_the_day_the_nearest_earlier_one_names_a_member(held: Database) -> None:
    with held.write() as connection:
        connection.exec_driver_sql("DELETE FROM day_handle")
        assert members.find_latest_ref(connection, ANN, TODAY) is None
        for day in (TODAY - 2, TODAY - 1, TODAY + 1):
            members.put_handles(connection, day, [(day.to_bytes(8, "big"), ANN)])
        nearest = members.find_latest_ref(connection, ANN, TODAY)
        assert nearest == MemberRef((TODAY - 1).to_bytes(8, "big"), TODAY - 1)
        connection.exec_driver_sql("DELETE FROM day_handle WHERE day < ?", (TODAY,))
        later = members.find_latest_ref(connection, ANN, TODAY)
        assert later is not None
        assert later.day == TODAY + 1


def test_an_answer_given_here_joins_the_others_and_takes_the_profile_along(held: Database) -> None:
    no = Consent(Purpose.PROFILING, False, "P-2026-1", "en", 7)
    with held.write() as connection:
        assert members.add_consent(connection, ANN, no)
        assert not members.add_consent(connection, MemberId(b"-" * 16), no)
        found = members.find_member(connection, ANN)
    assert found is not None
    assert found.consents == (*FULL.consents, no)
    assert (found.tags, found.segments, found.usual_skus) == ((), (), ())
    assert found.name_masked == FULL.name_masked
