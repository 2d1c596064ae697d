"""Coupons at the counter: taken, reserved with their basket, spent with their sale, once."""

import pytest
from sqlalchemy.exc import IntegrityError

from pos_app.domain.codes.payloads import VoucherKind
from pos_app.domain.coupon import CouponHere
from pos_app.domain.insight.period import Lens, single_day
from pos_app.domain.scan_data import ScanData
from pos_app.services.admission import PLANNED
from pos_app.services.scan_outcome import Happening
from pos_app.store.campaigns import drop_campaign
from tests.builders import BOOK, BREAD, DAY, MANAGER, WATER, Rig, yuan
from tests.services.club import OUYANG, ZHANG, reference
from tests.services.coupon_book import HERE, Book, take_member
from tests.services.relay import Anybody
from tests.services.test_faults import broken

USES = 'SELECT coupon, "use", number, off_minor FROM coupon_redemption ORDER BY coupon, "use"'
RESERVED = "SELECT coupon FROM coupon_reservation ORDER BY coupon"


@pytest.fixture
def book(club: Rig) -> Book:
    book = Book(club)
    book.campaign(1)
    return book


def here(rig: Rig) -> list[tuple[str, int, str]]:
    """What the coupons of the basket do: campaign, what they take off, why nothing."""
    return [(str(e.coupon.campaign), e.off.minor, e.why_not) for e in rig.counter.coupons.held()]


class TestTaking:
    def test_a_scanned_voucher_lowers_the_price_and_is_spent_with_the_sale(
        self, club: Rig, book: Book
    ) -> None:
        club.ring(BREAD, WATER)
        outcome = club.counter.checkout.scan(ScanData(book.voucher(value=150)))
        assert (outcome.happening, outcome.notice) == (Happening.COUPON, "COUPON_TAKEN")
        assert club.basket.total == yuan(383)
        assert here(club) == [("1", 150, "")]
        assert len(club.rows(RESERVED)) == 1
        sold = club.pay_card()
        assert club.rows(USES) == [(club.rows(USES)[0][0], 1, sold.receipt.number, 150)]
        assert club.rows(RESERVED) == []

    def test_the_first_scan_of_a_sale_may_be_a_voucher_and_it_waits(
        self, club: Rig, book: Book
    ) -> None:
        outcome = club.counter.checkout.scan(ScanData(book.voucher(value=150)))
        assert outcome.notice == "COUPON_WAITS"
        assert here(club) == [("1", 0, "NOTHING_ELIGIBLE")]
        club.ring(WATER)
        assert club.basket.total == yuan(50)

    def test_what_is_missing_is_no_refusal_and_is_said(self, club: Rig, book: Book) -> None:
        club.ring(BREAD)
        club.counter.coupons.accept(book.voucher(value=150, min_spend_minor=1000))
        (waiting,) = club.counter.coupons.held()
        assert (waiting.why_not, waiting.missing) == ("NEEDS_MORE", 667)
        club.ring(BREAD, BREAD)
        (waiting,) = club.counter.coupons.held()
        assert waiting.missing == 1
        club.ring(BREAD)
        assert here(club) == [("1", 150, "")]

    def test_a_coupon_that_does_nothing_is_free_again_after_the_sale(
        self, club: Rig, book: Book
    ) -> None:
        text = book.voucher(value=150, min_spend_minor=1000)
        club.ring(BREAD)
        club.counter.coupons.accept(text)
        sold = club.pay_card()
        assert sold.priced.total == yuan(333)
        assert club.rows(USES) == club.rows(RESERVED) == []
        assert "coupons" not in club.bodies("sale")[-1]["d"]
        club.ring(BREAD, BREAD, BREAD, BREAD)
        assert club.counter.coupons.accept(text).total == yuan(1332 - 150)

    def test_the_same_voucher_twice_in_a_basket_changes_nothing(
        self, club: Rig, book: Book
    ) -> None:
        text = book.voucher(value=150)
        club.ring(BREAD)
        club.counter.coupons.accept(text)
        before = club.content(), club.basket
        assert club.counter.coupons.accept(text.lower()) == before[1]
        assert club.counter.checkout.scan(ScanData(text)).notice == "COUPON_HERE_ALREADY"
        assert (club.content(), club.basket) == before

    def test_a_spent_voucher_is_spent(self, club: Rig, book: Book) -> None:
        text = book.voucher(value=150)
        club.ring(BREAD)
        club.counter.coupons.accept(text)
        club.pay_card()
        club.ring(BREAD)
        book.refuse(text, "COUPON_USED_UP")
        club.lose_power()
        club.sign_on()
        book.refuse(text, "COUPON_USED_UP")

    def test_a_voucher_for_three_uses_has_three(self, club: Rig, book: Book) -> None:
        text = book.voucher(value=150, max_uses=3)
        for _ in range(3):
            club.ring(BREAD)
            club.counter.coupons.accept(text)
            club.pay_card()
        assert [row[1] for row in club.rows(USES)] == [1, 2, 3]
        club.ring(BREAD)
        assert book.refuse(text, "COUPON_USED_UP") == {"uses": 3}

    def test_every_kind_of_token_gives_what_it_says(self, club: Rig, book: Book) -> None:
        book.campaign(2, worth=2000)
        club.ring(BREAD, BREAD, WATER)
        for kind, value, total in (
            (VoucherKind.AMOUNT_OFF, 100, 766),
            (VoucherKind.PERCENT_OFF, 1000, 779),
            (VoucherKind.FIXED_PRICE, 50, 583),
            (VoucherKind.FREE_ITEM, 300, 566),
        ):
            voucher = book.made(2, value, kind=kind)
            basket = club.counter.coupons.accept(book.text(voucher))
            assert (kind, basket.total) == (kind, yuan(total))
            club.counter.coupons.give_back(voucher.voucher_id.hex())

    def test_after_tendering_began_no_coupon_comes_or_goes(self, club: Rig, book: Book) -> None:
        club.ring(BREAD)
        voucher = book.made(value=150)
        club.counter.coupons.accept(book.text(voucher))
        club.counter.tendering.tender_cash(yuan(100))
        book.refuse(book.voucher(), "TENDER_STARTED")
        with club.refuses("TENDER_STARTED"):
            club.counter.coupons.give_back(voucher.voucher_id.hex())


class TestReserving:
    def test_it_survives_a_power_cut_with_its_price(self, club: Rig, book: Book) -> None:
        text = book.voucher(value=150)
        club.ring(BREAD)
        club.counter.coupons.accept(text)
        with reference(club).write() as connection:
            connection.exec_driver_sql("DELETE FROM campaign")
        club.lose_power()
        club.sign_on()
        assert club.basket.total == yuan(183)
        assert len(club.rows(RESERVED)) == 1
        club.pay_card()
        assert len(club.rows(USES)) == 1

    def test_a_basket_put_aside_keeps_its_coupon_from_every_other(
        self, club: Rig, book: Book
    ) -> None:
        text = book.voucher(value=150)
        club.ring(BREAD)
        club.counter.coupons.accept(text)
        (waiting,) = club.counter.checkout.suspend()
        club.ring(WATER)
        book.refuse(text, "COUPON_RESERVED")
        club.reopen()
        club.sign_on()
        book.refuse(text, "COUPON_RESERVED")
        club.pay_card()
        assert club.counter.checkout.resume(waiting.id).total == yuan(183)
        club.pay_card()
        assert len(club.rows(USES)) == 1
        club.ring(WATER)
        book.refuse(text, "COUPON_USED_UP")

    def test_a_voided_basket_lets_its_coupon_go(self, club: Rig, book: Book) -> None:
        text = book.voucher(value=150)
        club.ring(BREAD)
        club.counter.coupons.accept(text)
        club.approved(lambda a: club.counter.checkout.void_transaction("CHANGED", a))
        assert club.rows(RESERVED) == club.rows(USES) == []
        club.ring(BREAD)
        assert club.counter.coupons.accept(text).total == yuan(183)

    def test_given_back_it_is_free_at_once(self, club: Rig, book: Book) -> None:
        voucher = book.made(value=150)
        club.ring(BREAD)
        club.counter.coupons.accept(book.text(voucher))
        basket = club.counter.coupons.give_back(voucher.voucher_id.hex())
        assert basket.total == yuan(333)
        assert club.rows(RESERVED) == []
        with club.refuses("COUPON_NOT_HERE"):
            club.counter.coupons.give_back(voucher.voucher_id.hex())
        assert club.counter.coupons.accept(book.text(voucher)).total == yuan(183)

    def test_a_full_disk_at_the_reservation_leaves_the_basket_as_it_was(
        self, club: Rig, book: Book
    ) -> None:
        text = book.voucher(value=150)
        club.ring(BREAD)
        before = club.content(), club.basket
        with broken(club, "coupon_reservation"), pytest.raises(IntegrityError):
            club.counter.coupons.accept(text)
        assert (club.content(), club.basket) == before
        assert club.counter.coupons.accept(text).total == yuan(183)

    def test_a_full_disk_at_the_sale_spends_nothing(self, club: Rig, book: Book) -> None:
        club.ring(BREAD)
        club.counter.coupons.accept(book.voucher(value=150))
        before = club.content(), club.basket
        with broken(club, "coupon_redemption"), pytest.raises(IntegrityError):
            club.pay_card()
        assert (club.content(), club.basket) == before
        club.pay_card()
        assert len(club.rows(USES)) == 1

    def test_training_spends_nothing_real(self, club: Rig, book: Book) -> None:
        text = book.voucher(value=150)
        club.sign_on(MANAGER)
        club.counter.enter_training()
        club.ring(BREAD)
        assert club.counter.coupons.accept(text).total == yuan(183)
        club.pay_card()
        club.counter.leave_training()
        assert club.rows(USES) == []


class TestRefusing:
    def test_the_reasons_come_in_their_order(self, club: Rig, book: Book) -> None:
        """Everything speaks against it; what comes first in the order is what is said."""
        club.ring(BREAD)
        book.refuse(book.voucher(77), "COUPON_UNKNOWN")
        book.campaign(2, bogus=1)
        assert book.refuse(book.voucher(2), "COUPON_CAMPAIGN_WRONG") == {
            "path": "campaign.bogus",
            "expected": "known",
        }
        worst = {
            "withdrawn": True,
            "valid": {"from": "2030-01-01T00:00"},
            "stores": ["S99"],
            "members_only": True,
            "limits": {"per_transaction": 1},
        }
        text = book.voucher(3)
        for mended, code in (
            ("withdrawn", "COUPON_WITHDRAWN"),
            ("valid", "COUPON_NOT_YET_VALID"),
            ("stores", "COUPON_WRONG_STORE"),
            ("members_only", "COUPON_MEMBER_ONLY"),
        ):
            book.campaign(3, **worst)
            book.refuse(text, code)
            del worst[mended]
        book.campaign(3, **worst)
        club.counter.coupons.accept(text)
        assert book.refuse(book.voucher(3), "COUPON_ENOUGH_HERE") == {"most": 1}

    def test_a_campaign_ends_by_the_shop_s_own_clock(self, club: Rig, book: Book) -> None:
        book.campaign(2, valid={"until": "2026-11-21T23:00"})
        club.ring(BREAD)
        text = book.voucher(2)
        club.counter.coupons.accept(text)
        assert here(club)[0][1] == 100
        club.clock.pass_ms(24 * 3_600_000)
        club.ring(BREAD)
        assert here(club) == [("2", 0, "EXPIRED")]
        book.refuse(book.voucher(2), "COUPON_EXPIRED")

    def test_a_revoked_voucher_is_withdrawn(self, club: Rig, book: Book) -> None:
        voucher = book.made()
        with reference(club).write() as connection:
            row = (voucher.voucher_id, voucher.exp * 1000)
            connection.exec_driver_sql("INSERT INTO revoked_voucher VALUES (?, ?)", row)
        club.ring(BREAD)
        book.refuse(book.text(voucher), "COUPON_WITHDRAWN")

    def test_a_voucher_of_another_store_is_refused(self, club: Rig, book: Book) -> None:
        club.ring(BREAD)
        book.refuse(book.voucher(stores=(11, 13)), "PM1_WRONG_STORE")
        club.counter.coupons.accept(book.voucher(stores=HERE))

    def test_the_clock_set_back_brings_no_expired_voucher_back(self, club: Rig, book: Book) -> None:
        text = book.voucher(days=1)
        club.clock.pass_ms(25 * 3_600_000)
        club.ring(BREAD)
        book.refuse(text, "PM1_EXPIRED")
        club.clock.wall -= 48 * 3_600_000
        book.refuse(text, "PM1_CLOCK_UNSURE")
        club.lose_power()
        club.sign_on()
        book.refuse(text, "PM1_CLOCK_UNSURE")

    def test_it_stays_away_from_a_basket_that_waited_over_its_end(
        self, club: Rig, book: Book
    ) -> None:
        club.ring(BREAD)
        club.counter.coupons.accept(book.voucher(value=150, days=1))
        (waiting,) = club.counter.checkout.suspend()
        club.clock.pass_ms(25 * 3_600_000)
        assert club.counter.checkout.resume(waiting.id).total == yuan(333)
        assert here(club) == [("1", 0, "EXPIRED")]

    def test_a_bound_voucher_is_its_member_s_alone(self, club: Rig, book: Book) -> None:
        text = book.voucher(value=150, member=ZHANG)
        club.ring(BREAD)
        book.refuse(text, "COUPON_MEMBER_ONLY")
        take_member(club, OUYANG)
        book.refuse(text, "COUPON_OTHER_MEMBER")
        take_member(club, ZHANG)
        assert club.counter.coupons.accept(text).total == yuan(183)
        take_member(club, OUYANG)
        assert here(club) == [("1", 0, "NOT_FOR_BUYER")]
        assert club.basket.total == yuan(333)
        take_member(club, ZHANG)
        assert club.basket.total == yuan(183)

    def test_what_a_member_may_use_is_counted_over_sales_and_in_the_basket(
        self, club: Rig, book: Book
    ) -> None:
        book.campaign(2, limits={"per_member": 2})
        club.ring(BREAD)
        take_member(club)
        club.counter.coupons.accept(book.voucher(2))
        club.pay_card()
        club.ring(BREAD)
        take_member(club)
        club.counter.coupons.accept(book.voucher(2))
        assert book.refuse(book.voucher(2), "COUPON_MEMBER_LIMIT") == {"most": 2}
        take_member(club, OUYANG)
        club.counter.coupons.accept(book.voucher(2))

    def test_no_member_s_name_is_in_what_is_recorded_of_a_coupon(
        self, club: Rig, book: Book
    ) -> None:
        club.ring(BREAD)
        take_member(club)
        held = club.counter.coupons.accept(book.voucher(member=ZHANG)).transaction.coupons[0]
        club.pay_card()
        assert held.member_key
        ((detail,),) = club.rows("SELECT detail FROM retail_transaction")
        assert held.member_key.hex() not in detail
        assert held.member_key.hex() not in str(club.bodies())


def test_reports_name_campaigns_and_give_the_number_of_one_that_is_gone(
    club: Rig, book: Book
) -> None:
    for number in (3, 4):
        book.campaign(number)
        club.ring(BREAD)
        club.counter.coupons.accept(book.voucher(number))
        club.pay_card()
    with reference(club).write() as connection:
        drop_campaign(connection, 4)
    insights = club.counter.office.insights
    found = insights.dashboard(PLANNED, single_day(DAY), Lens(), Anybody())
    names = {one.campaign: (one.name_zh, one.name_en) for one in found.coupons}
    assert names == {3: ("券3", "Coupon 3"), 4: ("#4", "#4")}


def test_nothing_is_held_without_a_basket(club: Rig, book: Book) -> None:
    del book
    assert club.counter.coupons.held() == ()


def test_a_voucher_for_goods_names_only_them(club: Rig, book: Book) -> None:
    book.campaign(2, rule={"items": {"skus": [WATER]}})
    club.ring(BOOK, WATER)
    club.counter.coupons.accept(book.voucher(2, value=500))
    (used,) = club.counter.coupons.held()
    assert used == CouponHere(used.coupon, yuan(200))
