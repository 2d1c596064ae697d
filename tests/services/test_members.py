"""The member at the counter: found every way, attached, priced, shown, let go."""

import json

import pytest

from pos_app import resources
from pos_app.domain.codes.payloads import Voucher, VoucherKind
from pos_app.domain.member import IdentifiedBy, MemberRef, Purpose, day_of
from pos_app.domain.scan import MemberCardScan
from pos_app.domain.settlement import CompletedTransaction
from pos_app.services.member_panel import UNKNOWN_HERE
from pos_app.services.members import MOST_SEARCHES
from pos_app.services.scan_outcome import Happening
from pos_app.store import members, promotions
from tests.builders import (
    AUDITOR,
    BOOK,
    BREAD,
    CASHIER,
    OTHER_CASHIER,
    SLIP,
    WATER,
    Rig,
    yuan,
)
from tests.services.club import (
    ANNA,
    OUYANG,
    STRANGER,
    ZHANG,
    ZHANG_PHONE,
    ZHAO,
    ZHOU,
    Phones,
    own,
    reference,
    scan,
)


def restart(rig: Rig) -> None:
    rig.reopen()
    rig.sign_on()


def standing(rig: Rig):
    member = rig.basket.transaction.member
    assert member is not None
    return member


class TestOneScan:
    def test_a_live_code_attaches_the_member_in_the_middle_of_a_sale(
        self, club: Rig, phones: Phones
    ) -> None:
        club.ring(WATER)
        outcome = scan(club, phones.code())
        assert (outcome.happening, outcome.notice) == (Happening.MEMBER, "")
        assert standing(club).identified_by is IdentifiedBy.CODE
        assert standing(club).tier == "SILVER"
        assert outcome.basket == club.basket
        assert len(club.basket.lines) == 1

    def test_before_the_first_line_it_begins_the_sale(self, club: Rig, phones: Phones) -> None:
        scan(club, phones.code())
        assert club.basket.transaction.lines == ()
        club.ring(WATER, BREAD)
        done = club.pay_cash()
        assert done.priced.transaction.member_ref is not None

    def test_a_phone_that_was_offline_for_days_shows_a_code_that_counts(
        self, club: Rig, phones: Phones
    ) -> None:
        phones.deliver((-1,))
        scan(club, phones.device_code(credential_age_s=86_400))
        assert standing(club).ref.day == day_of(club.clock.wall) - 1

    def test_a_plain_card_says_who(self, club: Rig) -> None:
        scan(club, ZHANG)
        assert standing(club).identified_by is IdentifiedBy.CARD

    def test_a_lower_case_code_is_the_same_code(self, club: Rig, phones: Phones) -> None:
        code = phones.code()
        first = scan(club, code).basket
        assert scan(club, code.lower()).basket == first

    def test_the_records_carry_the_handle_and_nothing_else(self, club: Rig, phones: Phones) -> None:
        scan(club, phones.code())
        done = club.sell(WATER)
        ref = done.priced.transaction.member_ref
        assert ref is not None
        body = club.bodies("sale")[-1]["d"]
        assert body["mb"] == {"h": ref.handle.hex(), "day": ref.day}
        text = "\n".join(row.decode() for (row,) in club.rows("SELECT body FROM journal"))
        member = phones.member(ZHANG)
        for secret in (member.id.hex(), member.number, "张*", key_of(done)):
            assert secret not in text

    def test_a_voucher_is_no_member(self, club: Rig, phones: Phones) -> None:
        now = phones.now_s
        voucher = Voucher(
            b"\x41", b"v" * 12, 7, VoucherKind.AMOUNT_OFF, 100, 156, 0, now - 9, now + 99,
            None, None, 1,
        )  # fmt: skip
        with club.refuses("COUPON_CODE_HERE"):
            club.counter.members.identify(own(phones.issuer.voucher(voucher)))

    def test_another_member_takes_the_place_of_the_first(self, club: Rig, phones: Phones) -> None:
        scan(club, phones.code(ZHANG))
        scan(club, phones.code(OUYANG))
        assert standing(club).tier == "GOLD"
        assert standing(club).is_birthday

    def test_tenders_that_were_taken_settle_who_buys(self, club: Rig, phones: Phones) -> None:
        club.ring(BOOK)
        club.counter.tendering.tender_card(yuan(100), SLIP)
        code = phones.code()
        with club.refuses("TENDER_STARTED"):
            scan(club, code)
        club.counter.tendering.remove_tender(1)
        scan(club, code)
        assert standing(club).tier == "SILVER"

    @pytest.mark.parametrize("who", [AUDITOR])
    def test_who_may_not_sell_learns_nothing_of_members(
        self, club: Rig, who: tuple[str, str]
    ) -> None:
        club.sign_on(who)
        with club.refuses("NOT_PERMITTED"):
            club.counter.members.identify(MemberCardScan(ZHANG))
        with club.refuses("NOT_PERMITTED"):
            club.counter.members.find(ZHANG_PHONE)

    def test_a_locked_till_knows_nobody(self, club: Rig) -> None:
        club.counter.sign_on.lock()
        with club.refuses("SCREEN_LOCKED"):
            club.counter.members.identify(MemberCardScan(ZHANG))
        with club.refuses("SCREEN_LOCKED"):
            club.counter.members.panel()


def key_of(done: CompletedTransaction) -> str:
    member = done.priced.transaction.member
    assert member is not None
    return member.member_key.hex()


class TestUnknownHere:
    def test_the_sale_goes_on_and_keeps_whose_code_it_was(self, club: Rig, phones: Phones) -> None:
        club.ring(WATER)
        outcome = scan(club, phones.code_of(STRANGER))
        assert outcome.notice == "MEMBER_UNKNOWN_HERE"
        transaction = club.basket.transaction
        assert transaction.member is None
        expected = phones.issuer.keys.handle(STRANGER, day_of(club.clock.wall))
        assert transaction.member_ref == MemberRef(expected, day_of(club.clock.wall))
        restart(club)
        assert club.basket.transaction.member_ref == transaction.member_ref
        assert club.counter.members.panel() == UNKNOWN_HERE
        club.pay_cash()
        assert club.bodies("sale")[-1]["d"]["mb"]["h"] == expected.hex()

    def test_it_can_still_be_found_by_phone(self, club: Rig, phones: Phones) -> None:
        scan(club, phones.code_of(STRANGER))
        (found,) = club.counter.members.find(ZHANG_PHONE)
        club.counter.members.take(found)
        assert standing(club).tier == "SILVER"

    def test_the_code_is_used_all_the_same(self, club: Rig, phones: Phones) -> None:
        code = phones.code_of(STRANGER)
        scan(club, code)
        club.sell(WATER)
        with club.refuses("PM1_REPLAYED"):
            scan(club, code)

    def test_nobody_is_held_after_leaving(self, club: Rig, phones: Phones) -> None:
        scan(club, phones.code_of(STRANGER))
        assert club.counter.members.leave() is None
        assert club.counter.checkout.basket() is None
        assert club.counter.members.panel() is None


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


class TestFinding:
    def test_by_the_whole_phone_number(self, club: Rig) -> None:
        (found,) = club.counter.members.find(" +86 199-0000-0101 ")
        assert found.identified_by is IdentifiedBy.PHONE
        assert found.member is not None
        assert (found.member.name_masked, found.member.phone_last4) == ("张*", "0101")
        assert found.tier is not None
        assert found.tier.name_zh == "银卡"

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


class TestLeaving:
    def test_the_sale_goes_on_without(self, club: Rig, phones: Phones) -> None:
        club.ring(WATER)
        scan(club, phones.code())
        basket = club.counter.members.leave()
        assert basket == club.basket
        assert club.basket.transaction.member_ref is None
        assert "mb" not in _sold(club)

    def test_who_only_checked_in_leaves_no_transaction(self, club: Rig, phones: Phones) -> None:
        rows = len(club.rows("SELECT * FROM journal"))
        scan(club, phones.code())
        assert club.counter.members.leave() is None
        assert club.rows("SELECT * FROM open_transaction") == []
        assert len(club.rows("SELECT * FROM journal")) == rows
        club.counter.shifts.close_shift(())

    def test_a_member_and_no_goods_cannot_be_paid(self, club: Rig, phones: Phones) -> None:
        scan(club, phones.code())
        with club.refuses("NOTHING_TO_SETTLE"):
            club.counter.tendering.complete_even()

    def test_it_can_be_put_aside_and_taken_up_without_a_line(
        self, club: Rig, phones: Phones
    ) -> None:
        scan(club, phones.code())
        (waiting,) = club.counter.checkout.suspend("1")
        assert waiting.line_count == 0
        restart(club)
        club.counter.checkout.resume(waiting.id)
        assert standing(club).tier == "SILVER"

    def test_a_void_drops_the_member_with_the_sale(self, club: Rig, phones: Phones) -> None:
        club.ring(WATER)
        scan(club, phones.code())
        club.approved(lambda approval: club.counter.checkout.void_transaction("CHANGED", approval))
        club.ring(WATER)
        assert club.basket.transaction.member_ref is None

    def test_without_a_sale_nobody_leaves(self, club: Rig) -> None:
        with club.refuses("NO_OPEN_TRANSACTION"):
            club.counter.members.leave()


def _sold(rig: Rig) -> dict[str, object]:
    rig.pay_cash()
    body: dict[str, object] = rig.bodies("sale")[-1]["d"]
    return body


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


class TestTraining:
    def test_it_knows_the_members_and_writes_nothing_to_them_or_to_the_real_till(
        self, club: Rig, phones: Phones
    ) -> None:
        content = reference_content(club)
        real = club.content()
        club.approved(club.counter.enter_training)
        scan(club, phones.code())
        panel = club.counter.members.panel()
        assert panel is not None
        assert panel.name_masked == "张*"
        club.sell(WATER)
        assert reference_content(club) == content
        assert club.rows("SELECT * FROM seen_token") == []
        changed = {name for name, rows in club.content().items() if real.get(name) != rows}
        assert changed <= {"journal", "head", "setting", "sign_on_attempt"}


def reference_content(rig: Rig) -> dict[str, list[tuple[object, ...]]]:
    with reference(rig).read() as connection:
        names = connection.exec_driver_sql(
            "SELECT name FROM sqlite_schema WHERE type = 'table'"
        ).scalars()
        return {
            name: sorted(map(tuple, connection.exec_driver_sql(f"SELECT * FROM {name}")), key=repr)
            for name in list(names)
        }


def put_rules(rig: Rig, *rules: dict[str, object]) -> None:
    body = {"format": "ronghe-rules/1", "id": "t", "version": 1, "rules": list(rules)}
    with reference(rig).write() as connection:
        promotions.put_bundle(connection, 1, json.dumps(body).encode())


WELCOME: dict[str, object] = {
    "id": "welcome",
    "kind": "gift",
    "entitlement": "welcome",
    "items": {"skus": [WATER]},
    "caps": {"uses_per_member": 1},
}


def entitle(rig: Rig, number: str, *rights: str) -> None:
    with reference(rig).write() as connection:
        connection.exec_driver_sql(
            "UPDATE member SET detail = json_set(detail, '$.entitlements', json(?))"
            " WHERE number = ?",
            (json.dumps(rights), number),
        )


class TestPrices:
    def test_a_members_price_comes_and_goes_with_the_member(
        self, club: Rig, phones: Phones
    ) -> None:
        put_rules(
            club,
            {
                "id": "silver",
                "kind": "percent_off",
                "percent": "10",
                "items": {"skus": [BOOK]},
                "who": {"tiers": ["SILVER"]},
            },
        )
        club.ring(BOOK)
        before = club.basket.payable
        with_member = scan(club, phones.code()).basket
        assert with_member is not None
        assert with_member.payable < before
        without = club.counter.members.leave()
        assert without is not None
        assert without.payable == before

    def test_a_right_is_used_once_over_all_visits(self, club: Rig) -> None:
        put_rules(club, WELCOME)
        entitle(club, ZHANG, "welcome")
        scan(club, ZHANG)
        panel = club.counter.members.panel()
        assert panel is not None
        assert panel.entitlements == ("welcome",)
        assert club.ring(WATER).payable == yuan(0)
        club.counter.tendering.complete_even()
        scan(club, ZHANG)
        assert club.ring(WATER).payable == yuan(200)

    def test_who_has_no_right_gets_no_gift(self, club: Rig) -> None:
        put_rules(club, WELCOME)
        scan(club, ZHANG)
        assert club.ring(WATER).payable == yuan(200)

    def test_a_right_survives_a_restart_with_its_sale(self, club: Rig) -> None:
        put_rules(club, WELCOME)
        entitle(club, ZHANG, "welcome", "another")
        scan(club, ZHANG)
        member = standing(club)
        restart(club)
        assert standing(club) == member
        assert club.ring(WATER).payable == yuan(0)


def test_the_demo_stores_rules_name_tiers_and_rights_that_its_members_have() -> None:
    demo = resources.path("demo")
    people = json.loads((demo / "members.json").read_text("utf-8"))
    rules = json.loads((demo / "rules.json").read_text("utf-8"))["rules"]
    tiers = {tier for rule in rules for tier in rule.get("who", {}).get("tiers", ())}
    rights = {rule["entitlement"] for rule in rules if "entitlement" in rule}
    assert tiers <= {tier["code"] for tier in people["tiers"]}
    held = {right for member in people["members"] for right in member.get("entitlements", ())}
    assert rights == held
