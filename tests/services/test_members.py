"""The member at the counter: attached, recorded, let go, practised with."""

import pytest

from pos_app.domain.codes.payloads import Voucher, VoucherKind
from pos_app.domain.member import IdentifiedBy, MemberRef, day_of
from pos_app.domain.scan import MemberCardScan
from pos_app.domain.settlement import CompletedTransaction
from pos_app.services.member_panel import UNKNOWN_HERE
from pos_app.services.scan_outcome import Happening
from tests.builders import (
    AUDITOR,
    BOOK,
    BREAD,
    SLIP,
    WATER,
    Rig,
    yuan,
)
from tests.services.club import (
    OUYANG,
    STRANGER,
    ZHANG,
    ZHANG_PHONE,
    Phones,
    own,
    reference_content,
    restart,
    scan,
    standing,
)


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
