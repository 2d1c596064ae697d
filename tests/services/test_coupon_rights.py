"""Coupons by right: a share of a cap, given by the cloud, spent once and till its end."""

import pytest

from pos_app.demo.issuer import GRANT_KEY_ID
from tests.builders import BREAD, Rig, yuan
from tests.services.coupon_book import Book

GRANTS = "SELECT grant_no, amount, used FROM spending_grant ORDER BY grant_no"


@pytest.fixture
def book(club: Rig) -> Book:
    return Book(club)


class TestByRight:
    def test_as_many_are_taken_as_were_granted(self, club: Rig, book: Book) -> None:
        book.campaign(1, "c")
        book.give_right(1, 2)
        for used in (1, 2):
            club.ring(BREAD)
            club.counter.coupons.accept(book.voucher())
            club.pay_card()
            assert club.rows(GRANTS) == [(1, 2, used)]
        club.ring(BREAD)
        book.refuse(book.voucher(), "COUPON_NO_RIGHTS_LEFT")

    def test_what_a_waiting_basket_holds_is_not_left(self, club: Rig, book: Book) -> None:
        book.campaign(1, "c")
        book.give_right(1, 1)
        club.ring(BREAD)
        voucher = book.made()
        club.counter.coupons.accept(book.text(voucher))
        club.counter.checkout.suspend()
        club.ring(BREAD)
        book.refuse(book.voucher(), "COUPON_NO_RIGHTS_LEFT")
        assert club.rows(GRANTS) == [(1, 1, 0)]

    def test_the_right_that_ends_first_goes_first_and_an_ended_one_never(
        self, club: Rig, book: Book
    ) -> None:
        book.campaign(1, "c")
        book.give_right(1, 1, grant_no=5, days=3)
        book.give_right(1, 1, grant_no=6, days=1)
        club.ring(BREAD)
        number = club.counter.coupons.accept(book.voucher()).transaction.coupons[0].number
        assert club.basket.transaction.coupons[0].grant_no == 6
        club.counter.coupons.give_back(number)
        club.clock.pass_ms(25 * 3_600_000)
        club.counter.coupons.accept(book.voucher())
        assert club.basket.transaction.coupons[0].grant_no == 5

    def test_a_right_that_ends_while_the_basket_waits_is_nothing(
        self, club: Rig, book: Book
    ) -> None:
        book.campaign(1, "c")
        book.give_right(1, 1, days=1)
        club.ring(BREAD)
        club.counter.coupons.accept(book.voucher())
        (waiting,) = club.counter.checkout.suspend()
        club.clock.pass_ms(25 * 3_600_000)
        assert club.counter.checkout.resume(waiting.id).total == yuan(333)
        club.pay_card()
        assert club.rows(GRANTS) == [(1, 1, 0)]

    def test_no_money_is_taken_for_a_right_that_ended_while_the_basket_stood_open(
        self, club: Rig, book: Book
    ) -> None:
        book.campaign(1, "c")
        book.give_right(1, 1, days=1)
        club.ring(BREAD)
        number = club.counter.coupons.accept(book.voucher()).transaction.coupons[0].number
        club.clock.pass_ms(25 * 3_600_000)
        with club.refuses("COUPON_ENDED_IN_BASKET"):
            club.counter.tendering.tender_cash(yuan(233))
        assert club.counter.coupons.give_back(number).total == yuan(333)
        club.pay_card()
        assert club.rows(GRANTS) == [(1, 1, 0)]

    def test_whoever_begins_to_take_money_is_given_the_price_without_what_ended(
        self, club: Rig, book: Book
    ) -> None:
        book.campaign(1, "c")
        book.give_right(1, 1, days=1)
        club.ring(BREAD)
        club.counter.coupons.accept(book.voucher())
        tendering = club.counter.tendering
        assert not tendering.begin()
        club.clock.pass_ms(25 * 3_600_000)
        assert tendering.begin()
        assert not tendering.begin(), "once"
        assert club.basket.total == yuan(333)
        assert club.counter.coupons.held()[0].why_not == "EXPIRED"
        club.reopen()
        club.sign_on()
        assert club.basket.total == yuan(333)
        assert club.pay_card().priced.total == yuan(333)
        assert club.rows(GRANTS) == [(1, 1, 0)]

    def test_a_price_that_money_was_taken_for_stands_when_paying_goes_on(
        self, club: Rig, book: Book
    ) -> None:
        book.campaign(1, "c")
        book.give_right(1, 1, days=1)
        club.ring(BREAD)
        club.counter.coupons.accept(book.voucher())
        club.counter.tendering.tender_cash(yuan(100))
        club.clock.pass_ms(25 * 3_600_000)
        assert not club.counter.tendering.begin()
        assert club.basket.due == yuan(133)

    def test_a_sale_half_paid_goes_on_when_its_right_ends(self, club: Rig, book: Book) -> None:
        book.campaign(1, "c")
        book.give_right(1, 1, days=1)
        club.ring(BREAD)
        club.counter.coupons.accept(book.voucher())
        club.counter.tendering.tender_cash(yuan(100))
        club.clock.pass_ms(25 * 3_600_000)
        assert club.pay_card().priced.total == yuan(233)
        assert club.rows(GRANTS) == [(1, 1, 1)]

    def test_delivered_twice_it_counts_once(self, club: Rig, book: Book) -> None:
        content = book.grant(1, 3)
        assert book.grants.take_right(content, GRANT_KEY_ID)
        assert not book.grants.take_right(content, GRANT_KEY_ID)
        assert club.rows(GRANTS) == [(1, 3, 0)]
        with club.refuses("GRANT_NO_REUSED"):
            book.grants.take_right(book.grant(1, 4), GRANT_KEY_ID)

    def test_a_right_for_another_till_or_with_more_to_say_is_refused(
        self, club: Rig, book: Book
    ) -> None:
        other = book.issuer.right(b"\x01" * 16, 1, 1, 5, club.clock.wall + 1000)
        with club.refuses("GRANT_FOR_ANOTHER_TILL"):
            book.grants.take_right(other, GRANT_KEY_ID)
        newer = book.issuer.grant({"kind": "right", "amount": 5, "only_on": "mon"})
        with club.refuses("GRANT_UNREADABLE"):
            book.grants.take_right(newer, GRANT_KEY_ID)
        spoilt = bytes([*book.grant(1, 3)[:-2], 0, 0])
        with club.refuses("PM1_BAD_SIGNATURE"):
            book.grants.take_right(spoilt, GRANT_KEY_ID)

    def test_on_a_restored_disk_it_is_worth_nothing(self, club: Rig, book: Book) -> None:
        book.campaign(1, "c")
        book.give_right(1, 3)
        desk = club.counter._real.desk
        with desk.till.write() as connection:
            desk._writer.open_epoch(connection, "other_disk")
        club.ring(BREAD)
        book.refuse(book.voucher(), "COUPON_NO_RIGHTS_LEFT")
        book.give_right(1, 1, grant_no=2)
        club.counter.coupons.accept(book.voucher())
