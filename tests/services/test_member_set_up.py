"""The members a store begins with, and how long they are kept."""

import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from pos_app import resources
from pos_app.domain.member import Member, Purpose, day_of, find_card_number
from pos_app.errors import Refusal
from pos_app.services.member_set_up import MEMBERS_FILE, read_members
from pos_app.store import members
from pos_app.store.database import Connection, Database
from pos_app.store.reference_file import (
    REFERENCE_FILE,
    SET_ASIDE,
    open_reference,
)
from pos_app.vault.keys import KeyStore
from pos_app.vault.pseudonyms import Pseudonyms
from tests.builders import MANAGER, Rig, make_rig

DEMO = resources.path("demo", MEMBERS_FILE)
NOW = 1_795_262_400_000
DAY = 24 * 3_600_000
KEYS = Pseudonyms(b"p" * 32)


def sync_at(connection: Connection, at_ms: int) -> None:
    """As whoever brings members from a cloud notes it."""
    connection.exec_driver_sql("UPDATE reference_head SET synced_ms = ?", (at_ms,))


@pytest.fixture
def club(template: Path, tmp_path: Path) -> Iterator[Rig]:
    """A till whose set-up folder has the demo store's members."""
    rig = make_rig(template, tmp_path / "till")
    rig.close()
    rig.set_up = Path(shutil.copytree(rig.set_up, tmp_path / "club"))
    shutil.copy(DEMO, rig.set_up / MEMBERS_FILE)
    rig.open()
    yield rig
    rig.close()


def reference_of(rig: Rig) -> Database:
    return open_reference(rig.folder, KeyStore(rig.folder).load().catalog_key)


def find_by_card(rig: Rig, number: str) -> Member | None:
    reference = reference_of(rig)
    try:
        with reference.read() as connection:
            return members.find_by_card(connection, number)
    finally:
        reference.close()


def test_the_demo_stores_members_are_found_by_every_key(club: Rig) -> None:
    keys = Pseudonyms(KeyStore(club.folder).load().phone_pepper)
    listed = json.loads(DEMO.read_text("utf-8"))["members"]
    assert len(listed) == 12
    reference = reference_of(club)
    with reference.read() as connection:
        for entry in listed:
            by_card = members.find_by_card(connection, entry["number"])
            phone = entry["phone"].replace(" ", "")
            e164 = phone if phone.startswith("+") else f"+86{phone}"
            by_phone = members.find_by_phone_key(connection, keys.phone_key(e164))
            assert by_card is not None
            assert by_card == by_phone
            assert by_card.id.hex() == entry["id"]
            for day in members.days_held(club.clock.wall):
                ref = members.find_latest_ref(connection, by_card.id, day)
                assert ref is not None
                assert members.find_by_handle(connection, ref.handle, day) == by_card
        assert [m.name_masked for m in members.find_by_initials(connection, "zxl", 5)] == ["张*"]
        assert [m.name_masked for m in members.find_by_initials(connection, "oyrx", 5)] == ["欧阳*"]
        assert [m.name_masked for m in members.find_by_initials(connection, "al", 5)] == ["A*"]
        assert [tier.code for tier in members.load_tiers(connection).tiers] == [
            "REGULAR",
            "SILVER",
            "GOLD",
            "DIAMOND",
        ]
    reference.close()


def test_no_whole_name_or_number_gets_past_the_set_up() -> None:
    whole = json.loads(DEMO.read_text("utf-8"))["members"]
    kept = read_members(DEMO, KEYS, NOW)
    texts = " ".join(
        str([getattr(part, name) for name in part.__slots__])
        for record in kept.records
        for part in (record, record.member)
    )
    for entry in whole:
        assert entry["name"] not in texts
        assert entry["phone"][-8:] not in texts


def test_the_demo_members_live_by_the_day_of_the_set_up() -> None:
    by_number = {r.member.number: r.member for r in read_members(DEMO, KEYS, NOW).records}
    window = by_number["88000103"].birthday
    assert window is not None
    assert (window.first, window.last) == ("2026-11-18", "2026-11-24")
    assert by_number["88000101"].last_visit == "2026-11-18"
    assert not by_number["88000111"].allows(Purpose.MARKETING)
    assert find_card_number("88000101") in read_members(DEMO, KEYS, NOW).records[0].cards


def test_the_demo_members_usual_goods_are_sold_in_the_demo_store() -> None:
    items = resources.path("demo", "items.csv").read_text("utf-8")
    sold = {line.split(",")[0] for line in items.splitlines()}
    for record in read_members(DEMO, KEYS, NOW).records:
        assert set(record.member.usual_skus) <= sold


def test_members_are_filled_in_once_and_not_over_what_became_of_them(club: Rig) -> None:
    reference = reference_of(club)
    with reference.write() as connection:
        first = members.find_by_card(connection, "88000101")
        assert first is not None
        members.erase(connection, first.id)
    reference.close()
    club.reopen()
    assert find_by_card(club, "88000101") is None
    assert find_by_card(club, "88000102") is not None


def test_another_stores_members_are_not_filled_in(club: Rig) -> None:
    """A till without its own set-up folder is given the demo store's."""
    profile = json.loads((club.set_up / "store.json").read_text("utf-8"))
    (club.set_up / "store.json").write_text(json.dumps(profile | {"store": "S99"}), "utf-8")
    club.close()
    (club.folder / REFERENCE_FILE).unlink()
    club.open()
    assert find_by_card(club, "88000101") is None


def test_a_damaged_file_is_told_and_filled_anew(club: Rig) -> None:
    club.close()
    (club.folder / REFERENCE_FILE).write_bytes(b"\xff" * 8192)
    club.open()
    assert club.till.notices == ("REFERENCE_LOST",)
    assert (club.folder / SET_ASIDE).exists()
    assert find_by_card(club, "88000101") is not None


def test_members_that_are_kept_too_long_go_at_the_start_and_the_journal_says_how_many(
    club: Rig,
) -> None:
    reference = reference_of(club)
    with reference.write() as connection:
        sync_at(connection, club.clock.wall)
    reference.close()
    club.close()
    club.clock.pass_ms(7 * DAY + 1)
    club.open()
    assert find_by_card(club, "88000101") is None
    (body,) = club.bodies("member_data_purged")
    assert body["d"] == {"faces": 12, "members": 12, "handles": 12 * 4}


def test_a_till_that_does_not_know_the_time_throws_nobody_away(club: Rig) -> None:
    reference = reference_of(club)
    with reference.write() as connection:
        sync_at(connection, club.clock.wall)
    reference.close()
    club.close()
    club.clock.wall += 30 * DAY
    club.clock.boot = "00000002"
    club.clock.mono = 1_000
    club.open()
    assert club.till.notices == ("TIME_UNSURE",)
    assert find_by_card(club, "88000101") is not None


def test_the_training_till_reads_the_same_members_and_writes_none(club: Rig) -> None:
    before = (club.folder / REFERENCE_FILE).read_bytes()
    club.open_for(MANAGER)
    club.counter.enter_training()
    assert find_by_card(club, "88000101") is not None
    club.counter.leave_training()
    assert (club.folder / REFERENCE_FILE).read_bytes() == before


def test_a_store_whose_set_up_names_no_members_begins_without(rig: Rig) -> None:
    reference = reference_of(rig)
    with reference.read() as connection:
        assert not members.has_members(connection)
        assert members.load_tiers(connection).tiers == ()
    reference.close()


def broken(**changes: Any) -> dict[str, Any]:
    body: dict[str, Any] = json.loads(DEMO.read_text("utf-8"))
    body["members"] = [body["members"][0] | changes]
    return body


@pytest.mark.parametrize(
    ("changes", "code", "key"),
    [
        ({"phone": "12345"}, "PHONE_WRONG", None),
        ({"id": "xyz"}, "PROFILE_WRONG", MEMBERS_FILE),
        ({"id": "00"}, "PROFILE_WRONG", MEMBERS_FILE),
        ({"points": None, "consents": {"fun": True}}, "PROFILE_WRONG", MEMBERS_FILE),
    ],
)
def test_a_list_that_cannot_be_read_is_refused_with_its_key(
    tmp_path: Path, changes: dict[str, Any], code: str, key: str | None
) -> None:
    file = tmp_path / MEMBERS_FILE
    file.write_text(json.dumps(broken(**changes)), "utf-8")
    with pytest.raises(Refusal) as refused:
        read_members(file, KEYS, NOW)
    assert (refused.value.code, refused.value.facts.get("key")) == (code, key)


def test_a_key_that_is_missing_is_named(tmp_path: Path) -> None:
    body = broken()
    del body["members"][0]["tags"]
    file = tmp_path / MEMBERS_FILE
    file.write_text(json.dumps(body), "utf-8")
    with pytest.raises(Refusal) as refused:
        read_members(file, KEYS, NOW)
    assert refused.value.facts == {"key": "tags"}


def test_where_names_may_not_be_searched_no_initials_are_kept(tmp_path: Path) -> None:
    file = tmp_path / MEMBERS_FILE
    file.write_text(json.dumps(broken() | {"names_may_be_searched": False}), "utf-8")
    assert [record.initials for record in read_members(file, KEYS, NOW).records] == [()]
    assert day_of(NOW) == 20_778
