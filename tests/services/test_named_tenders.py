"""Makers' coupons and gift cards are tenders: exact, bounded, and never a lower price or tax."""

import itertools
from collections.abc import Iterator
from pathlib import Path

import pytest

from pos_app.domain.gtin import check_digit
from pos_app.domain.money import Money
from pos_app.domain.quantity import Quantity
from pos_app.domain.report import TenderFigure
from pos_app.domain.settlement import CompletedTransaction
from pos_app.domain.stored_value import CardState, ValueHold
from pos_app.domain.tender import TenderType
from pos_app.errors import Refusal
from pos_app.services.no_cloud import NoCloud
from pos_app.services.tendering import Tendering
from tests.builders import (
    BOOK,
    BREAD,
    MANAGER,
    SENIOR,
    WATER,
    HandClock,
    Rig,
    make_rig,
    make_template,
)
from tests.services.coupon_book import Book

CARD = "6035710012345678"


def coupon(code: str, maker: str = "37000") -> str:
    body = f"5{maker}123{code}"
    return body + check_digit(body)


def dollars(minor: int) -> Money:
    return Money(minor, "USD")


class CloudAtHand(NoCloud):
    """A cloud in the test's hands: cards with balances, holds that it gives and takes back."""

    def __init__(self, clock: HandClock, **balances: int) -> None:
        self.balances = balances
        self.held: dict[str, int] = {}
        self.state = CardState.HELD
        self.asked: list[str] = []
        self.ttl_ms = 180_000
        self.answers_after_ms = 0
        self._clock = clock
        self._numbers = itertools.count(1)

    @property
    def is_connected(self) -> bool:
        return True

    def hold_value(self, card: str, amount: Money, transaction: bytes) -> ValueHold:
        self.asked.append(card)
        minor = min(self.balances["card"], amount.minor)
        self.balances["card"] -= minor
        hold = f"H{next(self._numbers)}"
        self.held[hold] = minor
        self._clock.pass_ms(self.answers_after_ms)
        self.answers_after_ms = 0
        left = Money(self.balances["card"], amount.currency)
        return ValueHold(hold, self.state, Money(minor, amount.currency), left, self.ttl_ms)

    def renew_value(self, hold: str) -> int:
        if hold not in self.held:
            raise Refusal("STORED_VALUE_HOLD_ENDED")
        return self.ttl_ms

    def release_value(self, hold: str) -> None:
        self.balances["card"] += self.held.pop(hold)


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_template(tmp_path_factory.mktemp("dollars"), currency="USD")


@pytest.fixture
def shop(template: Path, tmp_path: Path) -> Iterator[Rig]:
    rig = make_rig(template, tmp_path / "till")
    rig.open_for(MANAGER)
    yield rig
    rig.close()


def with_cloud(rig: Rig, balance: int) -> tuple[Tendering, CloudAtHand]:
    cloud = CloudAtHand(rig.clock, card=balance)
    return Tendering(rig.counter._real.desk, cloud), cloud


def pay_rest(rig: Rig) -> CompletedTransaction:
    outcome = rig.counter.tendering.tender_cash(rig.counter.tendering.cash_due())
    assert outcome.completed is not None
    return outcome.completed


def figure(rig: Rig, kind: TenderType) -> TenderFigure:
    figures = rig.counter.shifts.x_report().figures
    return next(entry for entry in figures.tenders if entry.tender_type is kind)


# ---- makers' coupons


def test_a_coupon_pays_a_part_and_leaves_price_and_tax_alone(shop: Rig) -> None:
    before = shop.ring(BOOK, WATER)
    outcome = shop.counter.tendering.tender_coupon(coupon("76"), (1,))
    assert outcome.basket is not None
    assert (outcome.basket.total, outcome.basket.taxes) == (before.total, before.taxes)
    assert outcome.basket.due == before.due - dollars(100)
    sold = pay_rest(shop)
    tender = sold.priced.transaction.tenders[0]
    assert (tender.tender_type, tender.amount) == (TenderType.COUPON, dollars(100))
    assert tender.reference == f"{coupon('76')}@1"
    assert shop.bodies("sale")[-1]["d"]["tenders"][0]["ref"] == tender.reference
    assert figure(shop, TenderType.COUPON).net == dollars(100)
    assert shop.counter.history.find(sold.receipt) == sold


def test_a_coupon_pays_no_more_than_its_goods_and_gives_no_change(shop: Rig) -> None:
    shop.ring(WATER)
    outcome = shop.counter.tendering.tender_coupon(coupon("61"), (1,))
    assert outcome.completed is not None
    assert outcome.completed.priced.transaction.tenders[0].amount == dollars(200)
    assert outcome.completed.change == dollars(0)


def test_one_piece_of_goods_serves_one_coupon(shop: Rig) -> None:
    shop.ring(BREAD)
    shop.counter.checkout.set_quantity(1, Quantity.of(2))
    shop.ring(BOOK)
    tendering = shop.counter.tendering
    tendering.tender_coupon(coupon("33"), (1,))
    with shop.refuses("MAKER_COUPON_NO_ITEM"):
        tendering.tender_coupon(coupon("76"), (1,))
    with shop.refuses("MAKER_COUPON_NO_ITEM"):
        tendering.tender_coupon(coupon("76"))
    with shop.refuses("MAKER_COUPON_NO_ITEM"):
        tendering.tender_coupon(coupon("76"), (99,))
    tendering.tender_coupon(coupon("76"), (2,))
    assert shop.basket.tendered == dollars(200)


def test_a_coupon_taken_out_again_leaves_its_goods_to_another(shop: Rig) -> None:
    shop.ring(WATER)
    tendering = shop.counter.tendering
    tendering.tender_coupon(coupon("76"), (1,))
    assert tendering.remove_tender(1).due == dollars(200)
    tendering.tender_coupon(coupon("50"), (1,))
    assert shop.basket.due == dollars(150)


def test_a_coupon_of_a_gs1_number_is_worth_what_its_paper_says(shop: Rig) -> None:
    shop.ring(WATER)
    number = "990000000000" + check_digit("990000000000")
    with shop.refuses("MAKER_COUPON_VALUE_NEEDED"):
        shop.counter.tendering.tender_coupon(number, (1,))
    shop.counter.tendering.tender_coupon(number, (1,), dollars(70))
    assert shop.basket.due == dollars(130)


def test_what_a_coupon_paid_goes_back_in_cash_with_an_approval_only(shop: Rig) -> None:
    shop.ring(WATER)
    shop.counter.tendering.tender_coupon(coupon("76"), (1,))
    sold = pay_rest(shop)
    shop.counter.shifts.close_shift(((10_000, 0),))
    shop.open_for(SENIOR)
    shop.counter.returns.return_line(sold.receipt, 1, Quantity.of(1), "FAULTY")
    due = shop.counter.tendering.cash_due()
    shop.approved(lambda approval: shop.counter.tendering.tender_cash(due, approval))
    assert figure(shop, TenderType.CASH).given_back == dollars(200)


def test_a_post_void_hands_the_coupon_back(shop: Rig) -> None:
    shop.ring(WATER, BOOK)
    shop.counter.tendering.tender_coupon(coupon("76"), (1,))
    sold = pay_rest(shop)
    voided = shop.counter.returns.post_void("CHANGED")
    tender = voided.priced.transaction.tenders[0]
    assert (tender.amount, tender.reference) == (
        dollars(-100),
        sold.priced.transaction.tenders[0].reference,
    )
    assert figure(shop, TenderType.COUPON).net == dollars(0)


def test_a_coupon_pays_for_nothing_that_comes_back(shop: Rig) -> None:
    sold = shop.sell(WATER)
    shop.counter.returns.return_line(sold.receipt, 1, Quantity.of(1), "FAULTY")
    with shop.refuses("MAKER_COUPON_NO_ITEM"):
        shop.counter.tendering.tender_coupon(coupon("76"), (1,))
    shop.ring(WATER)
    with shop.refuses("NOTHING_TO_SETTLE"):
        shop.counter.tendering.tender_coupon(coupon("76"), (2,))


# ---- gift cards


def test_without_a_cloud_the_key_says_why_and_how_much_is_open(shop: Rig) -> None:
    shop.ring(WATER)
    with shop.refuses("STORED_VALUE_NEEDS_HOLD") as caught:
        shop.counter.tendering.tender_stored_value(CARD)
    assert caught.value.facts == {"due": dollars(200)}


def test_a_gift_card_pays_what_the_cloud_holds_and_no_number_is_kept(shop: Rig) -> None:
    before = shop.ring(BOOK)
    tendering, cloud = with_cloud(shop, 500)
    outcome = tendering.tender_stored_value(CARD)
    assert outcome.basket is not None
    assert (outcome.basket.due, outcome.basket.tax_added) == (dollars(630), before.tax_added)
    outcome = tendering.tender_cash(dollars(630))
    assert outcome.completed is not None
    assert outcome.completed.priced.transaction.tenders[0].reference == "H1@****5678"
    assert shop.rows("SELECT hold, account, amount_minor FROM stored_value_use") == [
        ("H1", "****5678", 500)
    ]
    assert shop.bodies("sale")[-1]["d"]["tenders"][0]["ref"] == "H1@****5678"
    assert CARD not in str(shop.content()) + str(cloud.asked)
    assert figure(shop, TenderType.STORED_VALUE).net == dollars(500)


def test_a_till_that_slept_while_it_asked_asks_its_coupons_again(club: Rig) -> None:
    """The lid was shut inside the question: the coupon that the price rests on has ended."""
    book = Book(club)
    book.campaign(1, "c")
    book.give_right(1, 1, days=1)
    club.ring(BREAD)
    club.counter.coupons.accept(book.voucher())
    tendering, cloud = with_cloud(club, 5_000)
    cloud.answers_after_ms = 25 * 3_600_000
    cloud.ttl_ms = 30 * 3_600_000
    with club.refuses("COUPON_ENDED_IN_BASKET"):
        tendering.tender_stored_value(CARD)
    assert cloud.balances == {"card": 5_000}, "it has back what was held of it"
    assert tendering.begin()
    outcome = tendering.tender_stored_value(CARD)
    assert outcome.completed is not None
    assert cloud.balances == {"card": 5_000 - 333}


def test_a_gift_card_taken_out_again_has_its_money_back(shop: Rig) -> None:
    shop.ring(BOOK)
    tendering, cloud = with_cloud(shop, 500)
    tendering.tender_stored_value(CARD, dollars(300))
    tendering.remove_tender(1)
    assert cloud.balances == {"card": 500}
    assert shop.rows("SELECT count(*) FROM stored_value_use") == [(0,)]


def test_after_a_restart_a_held_tender_is_renewed_before_its_sale_is_final(shop: Rig) -> None:
    shop.ring(BOOK)
    tendering, cloud = with_cloud(shop, 500)
    tendering.tender_stored_value(CARD)
    shop.lose_power()
    shop.sign_on(MANAGER)
    assert shop.basket.due == dollars(630)
    with shop.refuses("STORED_VALUE_HOLD_ENDED"):
        shop.counter.tendering.tender_cash(dollars(630))
    again = Tendering(shop.counter._real.desk, cloud)
    outcome = again.tender_cash(dollars(630))
    assert outcome.completed is not None


def test_a_lease_that_is_over_is_renewed_and_what_the_cloud_took_back_is_refused(
    shop: Rig,
) -> None:
    shop.ring(BOOK)
    tendering, cloud = with_cloud(shop, 500)
    tendering.tender_stored_value(CARD)
    shop.clock.pass_ms(200_000)
    cloud.held.clear()
    with shop.refuses("STORED_VALUE_HOLD_ENDED"):
        tendering.tender_cash(dollars(630))


def test_a_hold_that_paid_for_a_sale_this_disk_had_lost_pays_for_no_second_one(
    shop: Rig,
) -> None:
    shop.sell(WATER)
    shop.ring(BOOK)
    tendering, _ = with_cloud(shop, 500)
    tendering.tender_stored_value(CARD)
    lost = "INSERT INTO stored_value_use VALUES ('H1', '****5678', 1, 500)"
    with shop.database.write() as connection:
        connection.exec_driver_sql(lost)
    with shop.refuses("STORED_VALUE_HOLD_ENDED"):
        tendering.tender_cash(dollars(630))
    tendering.remove_tender(1)
    assert shop.pay_cash().priced.transaction.tenders[0].tender_type is TenderType.CASH


@pytest.mark.parametrize(
    ("state", "code"),
    [
        (CardState.ISSUED, "STORED_VALUE_NOT_ACTIVE"),
        (CardState.SPENT, "STORED_VALUE_EMPTY"),
        (CardState.REFUNDED, "STORED_VALUE_NOT_ACTIVE"),
    ],
)
def test_a_card_that_is_not_active_pays_nothing(shop: Rig, state: CardState, code: str) -> None:
    shop.ring(BOOK)
    tendering, cloud = with_cloud(shop, 500)
    cloud.state = state
    with shop.refuses(code):
        tendering.tender_stored_value(CARD)


def test_an_empty_card_and_an_answer_that_came_too_late_pay_nothing(shop: Rig) -> None:
    shop.ring(BOOK)
    tendering, _ = with_cloud(shop, 0)
    with shop.refuses("STORED_VALUE_UNANSWERED"):
        tendering.tender_stored_value(CARD)
    tendering, cloud = with_cloud(shop, 500)
    cloud.ttl_ms = 20_000
    with shop.refuses("STORED_VALUE_HOLD_ENDED"):
        tendering.tender_stored_value(CARD)
    with shop.refuses("STORED_VALUE_CARD_UNREADABLE"):
        tendering.tender_stored_value("12-34")
    with shop.refuses("CARD_ABOVE_DUE"):
        tendering.tender_stored_value(CARD, dollars(2_000))


def test_a_return_goes_back_onto_the_card_that_paid(shop: Rig) -> None:
    shop.ring(WATER)
    tendering, _ = with_cloud(shop, 500)
    outcome = tendering.tender_stored_value(CARD)
    assert outcome.completed is not None
    shop.counter.returns.return_line(outcome.completed.receipt, 1, Quantity.of(1), "FAULTY")
    back = tendering.refund_stored_value(dollars(-200))
    assert back.completed is not None
    rows = "SELECT hold, amount_minor FROM stored_value_use ORDER BY number"
    assert shop.rows(rows) == [("H1", 200), ("H1/2.1", -200)]
    sold = shop.sell(WATER)
    shop.counter.returns.return_line(sold.receipt, 1, Quantity.of(1), "FAULTY")
    with shop.refuses("STORED_VALUE_NOT_PAID_SO"):
        tendering.refund_stored_value(dollars(-200))


def test_a_post_void_puts_the_money_back_onto_the_card(shop: Rig) -> None:
    shop.ring(WATER)
    tendering, _ = with_cloud(shop, 500)
    tendering.tender_stored_value(CARD)
    shop.counter.returns.post_void("CHANGED")
    assert shop.rows("SELECT sum(amount_minor) FROM stored_value_use") == [(0,)]
