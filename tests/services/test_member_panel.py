"""What the cashier sees of the member: masked, by what this till knows, and no more."""

from pos_app.domain.member import Purpose
from pos_app.store import members
from tests.builders import (
    BREAD,
    WATER,
    Rig,
)
from tests.services.club import (
    OUYANG,
    ZHANG,
    ZHAO,
    ZHOU,
    Phones,
    reference,
    restart,
    scan,
    standing,
)


class TestPanel:
    def test_it_shows_what_the_till_knows(self, club: Rig, phones: Phones) -> None:
        scan(club, phones.code())
        panel = club.counter.members.panel()
        assert panel is not None
        assert (panel.name_masked, panel.phone_last4, panel.number) == ("张*", "0101", ZHANG)
        assert panel.tier is not None
        assert (panel.tier.name_zh, panel.tier.name_en) == ("银卡", "Silver")
        assert panel.next_tier is not None
        assert panel.next_tier.tier.code == "GOLD"
        assert panel.next_tier.missing_minor == 200_000 - 84_650
        assert panel.points == 846
        assert panel.as_of_ms > 0
        assert "爱喝茶" in panel.tags
        assert panel.last_visit is not None
        assert panel.usual == ()  # the tests' shop sells none of them
        assert panel.consents[Purpose.MARKETING].is_granted
        assert panel.may_spend

    def test_this_purchase_counts_towards_the_next_tier(self, club: Rig) -> None:
        scan(club, ZHAO)
        before = club.counter.members.panel()
        club.ring(WATER)
        after = club.counter.members.panel()
        assert before is not None
        assert after is not None
        assert before.next_tier is not None
        assert before.next_tier.missing_minor == 50
        assert after.tier is not None
        assert after.tier_after is not None
        assert (after.tier.code, after.tier_after.code) == ("REGULAR", "SILVER")

    def test_usual_goods_come_as_items_the_shop_sells(self, club: Rig) -> None:
        with reference(club).write() as connection:
            connection.exec_driver_sql(
                "UPDATE member SET detail = json_set(detail, '$.usual_skus', json(?))"
                " WHERE number = ?",
                (f'["{WATER}", "GONE", "{BREAD}"]', ZHANG),
            )
        scan(club, ZHANG)
        panel = club.counter.members.panel()
        assert panel is not None
        assert [item.sku for item in panel.usual] == [WATER, BREAD]

    def test_without_consent_to_profiling_there_is_no_profile(self, club: Rig) -> None:
        scan(club, ZHOU)
        panel = club.counter.members.panel()
        assert panel is not None
        assert (panel.tags, panel.usual) == ((), ())
        assert not panel.consents[Purpose.PROFILING].is_granted

    def test_a_birthday_is_shown_as_a_yes_or_no(self, club: Rig) -> None:
        scan(club, OUYANG)
        panel = club.counter.members.panel()
        assert panel is not None
        assert panel.is_birthday

    def test_faces_that_were_purged_leave_the_rest(self, club: Rig) -> None:
        scan(club, ZHANG)
        with reference(club).write() as connection:
            connection.exec_driver_sql("DELETE FROM member_face")
        panel = club.counter.members.panel()
        assert panel is not None
        assert (panel.name_masked, panel.phone_last4, panel.points) == ("", "", 846)

    def test_new_handles_in_the_middle_of_a_sale_lose_nobody(
        self, club: Rig, phones: Phones
    ) -> None:
        scan(club, ZHANG)
        with reference(club).write() as connection:
            members.put_handles(
                connection, standing(club).ref.day, [(b"new-new-", phones.member(ZHANG).id)]
            )
        panel = club.counter.members.panel()
        assert panel is not None
        assert panel.name_masked == "张*"

    def test_after_a_restart_it_is_the_same(self, club: Rig, phones: Phones) -> None:
        club.ring(WATER)
        scan(club, phones.code())
        before = club.counter.members.panel()
        restart(club)
        assert club.counter.members.panel() == before

    def test_nobody_is_shown_for_nobody(self, club: Rig) -> None:
        assert club.counter.members.panel() is None
        club.ring(WATER)
        assert club.counter.members.panel() is None
