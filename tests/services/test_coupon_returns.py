"""What becomes of a coupon when its goods come back, and when its sale is cancelled."""

import pytest

from pos_app.domain.quantity import Quantity
from pos_app.domain.settlement import CompletedTransaction
from tests.builders import BOOK, BREAD, MANAGER, WATER, Rig, yuan
from tests.services.coupon_book import Book, settle

ONE = Quantity.of(1)
BACK = 'SELECT coupon, "use", number FROM coupon_given_back ORDER BY number'
GRANTS = "SELECT used FROM spending_grant"


@pytest.fixture
def book(club: Rig) -> Book:
    """A shop where the manager needs nobody's approval, with a coupon of each policy."""
    club.counter.shifts.close_shift(((10_000, 2), (1_000, 10)))
    club.open_for(MANAGER)
    book = Book(club)
    book.campaign(1)
    book.campaign(2, on_return="keep_spent")
    book.campaign(3, "c")
    book.give_right(3, 5)
    return book


def sell(rig: Rig, text: str, *skus: str) -> CompletedTransaction:
    rig.ring(*skus)
    rig.counter.coupons.accept(text)
    return rig.pay_card()


def take_back(rig: Rig, sold: CompletedTransaction, *lines: int) -> CompletedTransaction:
    for line in lines:
        rig.counter.returns.return_line(sold.receipt, line, ONE, "FAULTY")
    outcome = rig.counter.tendering.tender_card(
        rig.basket.due, sold.priced.transaction.tenders[0].card
    )
    assert outcome.completed is not None
    return outcome.completed


def test_all_back_makes_the_coupon_good_again(club: Rig, book: Book) -> None:
    text = book.voucher(value=150)
    sold = sell(club, text, BREAD, BOOK)
    take_back(club, sold, 1)
    assert club.rows(BACK) == []
    club.ring(BREAD)
    book.refuse(text, "COUPON_USED_UP")
    club.counter.checkout.void_transaction("CHANGED")
    back = take_back(club, sold, 2)
    assert club.rows(BACK) == [(club.rows(BACK)[0][0], 1, back.receipt.number)]
    again = sell(club, text, BREAD)
    assert again.priced.total == yuan(183)
    assert club.rows('SELECT "use" FROM coupon_redemption ORDER BY 1') == [(1,), (2,)]


def test_a_line_sold_by_several_counts_once_all_of_it_is_back(club: Rig, book: Book) -> None:
    text = book.voucher(value=150)
    club.ring(WATER, WATER)
    club.counter.coupons.accept(text)
    sold = club.pay_card()
    assert len(sold.priced.lines) == 1
    take_back(club, sold, 1)
    assert club.rows(BACK) == []
    take_back(club, sold, 1)
    assert len(club.rows(BACK)) == 1


def test_goods_the_coupon_did_not_touch_need_not_come_back(club: Rig, book: Book) -> None:
    book.campaign(4, rule={"items": {"skus": [WATER]}})
    sold = sell(club, book.voucher(4), BREAD, WATER)
    take_back(club, sold, 1)
    assert club.rows(BACK) == []
    take_back(club, sold, 2)
    assert len(club.rows(BACK)) == 1


def test_what_the_campaign_keeps_spent_stays_spent(club: Rig, book: Book) -> None:
    text = book.voucher(2, value=150)
    take_back(club, sell(club, text, BREAD), 1)
    assert club.rows(BACK) == []
    club.ring(BREAD)
    book.refuse(text, "COUPON_USED_UP")


def test_a_cancelled_sale_gives_every_coupon_back(club: Rig, book: Book) -> None:
    for campaign in (1, 2, 3):
        text = book.voucher(campaign, value=150)
        sell(club, text, BREAD)
        cancelled = club.counter.returns.post_void("MISTAKE")
        assert club.rows(BACK)[-1][2] == cancelled.receipt.number
        assert sell(club, text, BREAD).priced.total == yuan(183)
    assert club.rows(GRANTS) == [(1,)]


def test_a_right_comes_back_with_its_coupon(club: Rig, book: Book) -> None:
    sold = sell(club, book.voucher(3), BREAD)
    assert club.rows(GRANTS) == [(1,)]
    take_back(club, sold, 1)
    assert club.rows(GRANTS) == [(0,)]


def test_a_cancelled_return_spends_the_coupon_again(club: Rig, book: Book) -> None:
    text = book.voucher(3, value=150)
    sold = sell(club, text, BREAD)
    take_back(club, sold, 1)
    club.counter.returns.post_void("MISTAKE")
    assert club.rows(GRANTS) == [(1,)]
    club.ring(BREAD)
    book.refuse(text, "COUPON_USED_UP")
    club.counter.checkout.void_transaction("CHANGED")
    take_back(club, sold, 1)
    assert club.rows(GRANTS) == [(0,)]
    assert sell(club, text, BREAD).priced.total == yuan(183)


def test_a_basket_that_waits_with_a_coupon_spent_again_meanwhile_goes_without(
    club: Rig, book: Book
) -> None:
    text = book.voucher(value=150)
    sold = sell(club, text, BREAD)
    take_back(club, sold, 1)
    club.ring(BREAD)
    club.counter.coupons.accept(text)
    (waiting,) = club.counter.checkout.suspend()
    club.counter.returns.post_void("MISTAKE")
    assert club.counter.checkout.resume(waiting.id).total == yuan(333)
    (held,) = club.counter.coupons.held()
    assert held.why_not == "SPENT_MEANWHILE"
    settle(club)
    assert len(club.rows("SELECT 1 FROM coupon_redemption")) == 1


def test_in_an_exchange_one_coupon_comes_back_and_another_is_spent(club: Rig, book: Book) -> None:
    sold = sell(club, book.voucher(value=150), BREAD)
    club.counter.returns.return_line(sold.receipt, 1, ONE, "FAULTY")
    club.ring(BOOK)
    club.counter.coupons.accept(book.voucher(value=200))
    settle(club)
    assert len(club.rows(BACK)) == 1
    assert len(club.rows("SELECT 1 FROM coupon_redemption")) == 2


def test_old_uses_are_forgotten_after_their_time_and_no_sooner(club: Rig, book: Book) -> None:
    take_back(club, sell(club, book.voucher(days=1), BREAD), 1)
    sell(club, book.voucher(days=1), BREAD)
    club.clock.pass_ms(45 * 86_400_000)
    club.reopen()
    assert len(club.rows("SELECT 1 FROM coupon_redemption")) == 2
    club.clock.pass_ms(86_400_001)
    with club.database.write() as connection:
        connection.exec_driver_sql("DELETE FROM setting WHERE name = 'trusted_time'")
    club.reopen()
    assert club.rows("SELECT 1 FROM coupon_redemption") == club.rows(BACK) == []


def test_a_right_that_a_cancelled_return_takes_again_leaves_a_waiting_basket_payable(
    club: Rig, book: Book
) -> None:
    book.campaign(5, "c")
    book.give_right(5, 1, grant_no=9)
    club.ring(BREAD)
    club.counter.coupons.accept(book.voucher(5))
    sold = club.pay_cash()
    club.counter.returns.return_all(sold.receipt, "FAULTY")
    club.pay_cash()
    club.ring(BREAD)
    club.counter.coupons.accept(book.voucher(5))
    (waiting,) = club.counter.checkout.suspend()
    club.counter.returns.post_void("MISTAKE")
    assert club.counter.checkout.resume(waiting.id).total == yuan(333)
    (here,) = club.counter.coupons.held()
    assert here.why_not == "SPENT_MEANWHILE"
    club.pay_card()
    assert club.rows(f"{GRANTS} WHERE grant_no = 9") == [(1,)]
