"""A live code counts once, in its window, by the issuer's word; each refusal changes nothing."""

import pytest

from tests.builders import (
    WATER,
    Rig,
)
from tests.services.club import (
    OUYANG,
    ZHANG,
    Phones,
    own,
    reference,
    restart,
    scan,
    standing,
)


class TestReplay:
    def test_two_scans_in_one_sale_change_nothing(self, club: Rig, phones: Phones) -> None:
        code = phones.code()
        scan(club, code)
        before = club.content()
        scan(club, code)
        assert club.content() == before

    def test_another_sale_does_not_take_it(self, club: Rig, phones: Phones) -> None:
        code = phones.code()
        scan(club, code)
        club.sell(WATER)
        with club.refuses("PM1_REPLAYED") as caught:
            scan(club, code)
        assert caught.value.facts == {"kid": "01", "type": 1}

    def test_nor_after_a_restart_or_a_power_cut(self, club: Rig, phones: Phones) -> None:
        code = phones.code()
        scan(club, code)
        club.sell(WATER)
        restart(club)
        with club.refuses("PM1_REPLAYED"):
            scan(club, code)
        club.lose_power()
        club.sign_on()
        with club.refuses("PM1_REPLAYED"):
            scan(club, code)

    def test_a_code_of_a_phone_without_network_is_good_once_too(
        self, club: Rig, phones: Phones
    ) -> None:
        code = phones.device_code()
        scan(club, code)
        club.sell(WATER)
        with club.refuses("PM1_REPLAYED"):
            scan(club, code)

    def test_a_sale_that_was_put_aside_keeps_its_code(self, club: Rig, phones: Phones) -> None:
        code = phones.code()
        club.ring(WATER)
        scan(club, code)
        member = standing(club)
        (waiting,) = club.counter.checkout.suspend()
        with club.refuses("PM1_REPLAYED"):
            scan(club, code)
        club.counter.checkout.resume(waiting.id)
        assert standing(club) == member
        assert scan(club, code).basket == club.basket

    def test_who_was_let_go_may_come_back_in_the_same_sale(self, club: Rig, phones: Phones) -> None:
        code = phones.code()
        club.ring(WATER)
        scan(club, code)
        club.counter.members.leave()
        scan(club, code)
        assert standing(club).tier == "SILVER"

    def test_two_that_were_found_before_either_was_taken_do_not_both_count(
        self, club: Rig, phones: Phones
    ) -> None:
        found = club.counter.members.identify(own(phones.code()))
        club.counter.members.take(found)
        club.sell(WATER)
        with club.refuses("PM1_REPLAYED"):
            club.counter.members.take(found)

    def test_it_is_forgotten_once_its_window_is_over(self, club: Rig, phones: Phones) -> None:
        scan(club, phones.code())
        club.sell(WATER)
        club.clock.pass_ms(60_001)
        scan(club, phones.code(OUYANG))
        assert len(club.rows("SELECT * FROM seen_token")) == 1

    def test_inside_the_window_nothing_is_forgotten(self, club: Rig, phones: Phones) -> None:
        scan(club, phones.code())
        club.sell(WATER)
        club.clock.pass_ms(60_000)
        scan(club, phones.code(OUYANG))
        assert len(club.rows("SELECT * FROM seen_token")) == 2


def spoilt(code: str) -> str:
    """The last letter but one of the signature changed: still base32, still whole."""
    return code[:-3] + ("A" if code[-3] != "A" else "B") + code[-2:]


class TestRefusals:
    @pytest.mark.parametrize(
        ("make", "refusal"),
        [
            (lambda phones: phones.code(age_s=61), "PM1_EXPIRED"),
            (lambda phones: phones.code(age_s=-31), "PM1_NOT_YET"),
            (lambda phones: spoilt(phones.code()), "PM1_BAD_SIGNATURE"),
            (lambda phones: phones.code()[:-8], "PM1_CUT_SHORT"),
            (lambda phones: "PM1" + "A" * 160, "PM1_WRONG_SHAPE"),
        ],
    )
    def test_each_reaches_the_cashier_as_its_own_code_and_changes_nothing(
        self, club: Rig, phones: Phones, make, refusal: str
    ) -> None:
        club.ring(WATER)
        code = make(phones)
        with club.refuses(refusal):
            scan(club, code)
        assert club.basket.transaction.member_ref is None

    def test_a_till_that_knows_no_issuer_says_so(self, club: Rig, phones: Phones) -> None:
        with reference(club).write() as connection:
            connection.exec_driver_sql("DELETE FROM key_ring")
        restart(club)
        with club.refuses("PM1_UNKNOWN_KEY"):
            scan(club, phones.code())

    def test_a_card_nobody_has_is_told(self, club: Rig) -> None:
        with club.refuses("MEMBER_NOT_FOUND"):
            scan(club, "88000199")

    def test_nothing_of_a_code_is_in_the_log(
        self, club: Rig, phones: Phones, caplog: pytest.LogCaptureFixture
    ) -> None:
        code = phones.code()
        found = club.counter.members.identify(own(code))
        with club.refuses("PM1_BAD_SIGNATURE") as caught:
            scan(club, spoilt(code))
        said = f"{found} {found.member} {caught.value} {caught.value.facts} {caplog.text}"
        for secret in (code, "张*", "0101", phones.member(ZHANG).id.hex()):
            assert secret not in said


class TestClock:
    def test_in_doubt_a_code_identifies_and_no_more(self, club: Rig, phones: Phones) -> None:
        code = phones.code()
        club.clock.wall -= 3_600_000
        outcome = scan(club, code)
        assert outcome.notice == "MEMBER_ONLY_IDENTIFIED"
        assert not standing(club).is_time_checked
        panel = club.counter.members.panel()
        assert panel is not None
        assert not panel.may_spend
        restart(club)
        assert not standing(club).is_time_checked

    def test_in_doubt_an_old_code_is_still_good_once_only(self, club: Rig, phones: Phones) -> None:
        code = phones.code()
        club.clock.pass_ms(600_000)
        club.clock.wall -= 3_600_000
        scan(club, code)
        club.sell(WATER)
        with club.refuses("PM1_REPLAYED"):
            scan(club, code)

    def test_a_clock_that_was_set_back_makes_no_old_code_good(
        self, club: Rig, phones: Phones
    ) -> None:
        club.ring(WATER)
        code = phones.code()
        club.clock.pass_ms(90_000)
        club.clock.wall -= 90_000
        with club.refuses("PM1_EXPIRED"):
            scan(club, code)
