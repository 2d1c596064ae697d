"""Looking for a member by what was typed: whole numbers, initials, and not too often."""

import pytest

from pos_app.domain.member import IdentifiedBy, day_of
from pos_app.errors import Refusal
from pos_app.services.group_pepper import keep_pepper
from pos_app.services.members import MOST_SEARCHES
from pos_app.store import members
from pos_app.store.members import MemberRecord
from pos_app.vault.pseudonyms import Pseudonyms
from tests.builders import (
    CASHIER,
    OTHER_CASHIER,
    Rig,
)
from tests.services.club import (
    ANNA,
    ZHANG_PHONE,
    directory,
    reference,
    standing,
)


class TestFinding:
    def test_by_the_whole_phone_number(self, club: Rig) -> None:
        (found,) = club.counter.members.find(" +86 199-0000-0101 ")
        assert found.identified_by is IdentifiedBy.PHONE
        assert found.member is not None
        assert (found.member.name_masked, found.member.phone_last4) == ("张*", "0101")
        assert found.tier is not None
        assert found.tier.name_zh == "银卡"

    def test_by_a_phone_that_only_the_cloud_has_told_of(self, club: Rig) -> None:
        pepper, phone = b"g" * 32, "+8613900000999"
        hashed = Pseudonyms(pepper).phone_key(phone)
        with reference(club).write() as connection:
            member = members.find_by_card(connection, ANNA)
            assert member is not None
            members.put_members(connection, [MemberRecord(member, hashed, (ANNA,))])
        with pytest.raises(Refusal, match="MEMBER_NOT_FOUND"):
            club.counter.members.find(phone)
        names = directory(club)._pseudonyms
        with club.database.write() as connection:
            keep_pepper(connection, names, pepper)
        (found,) = club.counter.members.find(phone)
        assert found.member is not None
        assert found.member.number == ANNA
        club.reopen()
        assert directory(club).find_by_phone(phone) == found.member
        with club.database.read() as connection:
            kept = connection.exec_driver_sql("SELECT group_concat(value) FROM setting").scalar()
        assert pepper.hex() not in str(kept)

    def test_by_a_number_of_another_country(self, club: Rig) -> None:
        (found,) = club.counter.members.find("+852 5100 0106")
        assert found.member is not None
        assert found.member.number == ANNA

    def test_by_part_of_a_number_nobody(self, club: Rig) -> None:
        for part in ("0101", "19900000", "1990000010"):
            with pytest.raises(Exception, match="MEMBER_NOT_FOUND"):
                club.counter.members.find(part)

    def test_by_card_number(self, club: Rig) -> None:
        (found,) = club.counter.members.find("8800 0101")
        assert found.identified_by is IdentifiedBy.CARD

    @pytest.mark.parametrize("letters", ["zxl", "ZXL", "zx"])
    def test_by_initials_to_choose_from(self, club: Rig, letters: str) -> None:
        found = club.counter.members.find(letters)
        assert [one.member.name_masked for one in found if one.member] == ["张*"]
        club.counter.members.take(found[0])
        assert standing(club).identified_by is IdentifiedBy.NAME

    def test_one_letter_tells_nobody(self, club: Rig) -> None:
        with pytest.raises(Exception, match="MEMBER_NOT_FOUND"):
            club.counter.members.find("z")

    def test_a_store_that_put_no_initials_has_no_search_by_name(self, club: Rig) -> None:
        with reference(club).write() as connection:
            connection.exec_driver_sql("DELETE FROM member_initials")
        with pytest.raises(Exception, match="MEMBER_NOT_FOUND"):
            club.counter.members.find("zxl")

    def test_a_search_is_journalled_without_what_was_sought(self, club: Rig) -> None:
        club.counter.members.find(ZHANG_PHONE)
        with pytest.raises(Exception, match="MEMBER_NOT_FOUND"):
            club.counter.members.find("13800009999")
        rows = club.bodies("member_search")
        assert [row["d"] for row in rows] == [{"by": "phone", "hits": 1}, {"by": "card", "hits": 0}]
        assert rows[0]["op"] == "op1001"

    def test_sixty_an_hour_are_enough_for_one_operator(self, club: Rig) -> None:
        for _ in range(MOST_SEARCHES):
            club.counter.members.find(ZHANG_PHONE)
        with club.refuses("MEMBER_SEARCHES_TOO_MANY"):
            club.counter.members.find(ZHANG_PHONE)
        club.counter.shifts.close_shift(())
        club.open_for(OTHER_CASHIER)
        assert club.counter.members.find(ZHANG_PHONE)
        club.counter.shifts.close_shift(())
        club.open_for(CASHIER)
        club.clock.pass_ms(3_600_000)
        assert club.counter.members.find(ZHANG_PHONE)

    def test_where_no_handle_of_today_came_the_latest_is_used(self, club: Rig) -> None:
        today = day_of(club.clock.wall)
        with reference(club).write() as connection:
            connection.exec_driver_sql("DELETE FROM day_handle WHERE day >= ?", (today,))
        (found,) = club.counter.members.find(ZHANG_PHONE)
        assert found.ref.day == today - 1

    def test_without_any_handle_a_member_cannot_be_named_in_records(self, club: Rig) -> None:
        with reference(club).write() as connection:
            connection.exec_driver_sql("DELETE FROM day_handle")
        with pytest.raises(Exception, match="MEMBER_WITHOUT_HANDLE"):
            club.counter.members.find(ZHANG_PHONE)
