"""Promoted goods that come back at the counter: what is given, why, and what is written down."""

import itertools
import json
from typing import Any

import pytest

from pos_app.domain.quantity import Quantity
from pos_app.domain.settlement import CompletedTransaction
from pos_app.domain.transaction import ReturnLine
from pos_app.receipts.heads import Letterhead
from pos_app.receipts.layout import receipt
from pos_app.receipts.paper import Roll
from pos_app.store import promotions
from tests.builders import APPLE, BOOK, BREAD, MANAGER, WATER, Rig, yuan
from tests.receipts.plain import as_text
from tests.services.test_day_verifies import verdict

ONE = Quantity.of(1)
RULES: list[dict[str, Any]] = [
    {
        "id": "bread-half",
        "kind": "nth",
        "percents": [0, 50],
        "name": {"zh": "面包第二件半价", "en": "Bread: second at half price"},
        "items": {"skus": [BREAD]},
        "on_return": "reprice",
        "caps": {"uses_in_total": 2},
    },
    {
        "id": "one-off-eleven",
        "kind": "ladder",
        "name": {"zh": "满十一减一", "en": "One off eleven"},
        "items": {"skus": [WATER, BOOK]},
        "steps": [{"at": 1100, "amount": 100}],
        "on_return": "reprice",
    },
    {
        "id": "apple",
        "kind": "percent_off",
        "percent": 20,
        "name": {"zh": "苹果八折", "en": "Apples 20% off"},
        "items": {"skus": [APPLE]},
    },
]


@pytest.fixture
def shop(managed: Rig) -> Rig:
    """A manager's shift in a shop with promotions."""
    content = {"format": "ronghe-rules/1", "id": "returns", "version": 1, "rules": RULES}
    rules = managed.counter._real.desk.rules
    with rules._reference.write() as connection:
        promotions.put_bundle(connection, 1, json.dumps(content).encode())
    rules.refresh()
    return managed


def bring_back(
    rig: Rig, sold: CompletedTransaction, line: int, quantity: Quantity = ONE
) -> ReturnLine:
    """Put a return into the basket, and give its line as it stands there."""
    returned = rig.counter.returns.return_line(sold.receipt, line, quantity, "FAULTY").lines[-1]
    assert isinstance(returned.line, ReturnLine)
    return returned.line


def settle(rig: Rig) -> CompletedTransaction:
    """Give the exact amount back, by card, however it was paid."""
    if rig.basket.due:
        return rig.pay_card()
    done = rig.counter.tendering.complete_even().completed
    assert done is not None
    return done


def reasons(rig: Rig) -> list[list[tuple[str, int]]]:
    """List for every return line of the basket what is withheld for which rule."""
    return [
        [(entry.rule, entry.amount.minor) for entry in line.line.withheld]
        for line in rig.basket.lines
        if isinstance(line.line, ReturnLine) and not line.line.is_voided
    ]


def test_the_refund_is_less_by_what_is_broken_and_everything_says_why(shop: Rig) -> None:
    sold = shop.sell(BREAD, BREAD)
    assert sold.paid == yuan(490)  # 3.33 twice, less half of one, and 0.09 let off in cash
    line = bring_back(shop, sold, 1)
    (why,) = line.withheld
    assert (why.rule, why.name_zh, why.amount) == ("bread-half", "面包第二件半价", yuan(83))
    done = settle(shop)
    assert done.paid == yuan(83 - 245)
    assert shop.counter.history.find(done.receipt).priced.lines == done.priced.lines
    (told,) = shop.bodies("return")[-1]["d"]["lines"]
    assert told["less"] == [{"r": "bread-half", "a": 83}]
    assert verdict(shop).difference is None
    bring_back(shop, sold, 1)
    rest = settle(shop)
    assert rest.paid == yuan(-245 - 83)
    head = Letterhead(shop.counter.profile, "zh_CN", 480)
    assert "面包第二件半价不再适用 -0.83" in as_text(receipt(done, head), Roll.MM58)
    assert "面包第二件半价此前扣减，现退 +0.83" in as_text(receipt(rest, head), Roll.MM80)


@pytest.mark.parametrize("order", list(itertools.permutations(range(1, 5))))
def test_any_order_gives_back_what_was_paid(shop: Rig, order: tuple[int, ...]) -> None:
    shop.ring(BREAD, BREAD, BOOK, WATER)
    shop.ring(APPLE, thousandths=1234)
    sold = shop.pay_cash()
    assert sold.rounding
    given = 0
    for line in order:
        if line == 1:
            bring_back(shop, sold, line)
            given += settle(shop).paid.minor
        left = shop.counter.returns.find(sold.receipt).find_line(line).remaining
        bring_back(shop, sold, line, left)
        shop.reopen()
        shop.sign_on(MANAGER)
        given += settle(shop).paid.minor
    assert given == -sold.paid.minor
    assert verdict(shop).difference is None


def test_what_comes_back_in_one_basket_is_looked_at_together_also_when_a_line_goes(
    shop: Rig,
) -> None:
    shop.ring(WATER, BOOK)
    sold = shop.pay_card()
    bring_back(shop, sold, 1)
    alone = shop.basket.due
    assert reasons(shop) == [[("one-off-eleven", 93)]]  # 83 of the book's net, and 13 % on it
    bring_back(shop, sold, 2)
    assert (reasons(shop), shop.basket.due) == ([[], []], -sold.paid)
    shop.counter.checkout.void_line(1)
    assert [entry[0][0] for entry in reasons(shop)] == ["one-off-eleven"]
    shop.counter.checkout.void_line(2)
    bring_back(shop, sold, 1)
    assert shop.basket.due == alone
    settle(shop)
    assert bring_back(shop, sold, 2).withheld[0].amount == yuan(-93)
    assert settle(shop).paid == -sold.paid - alone


def test_a_suspended_return_is_worked_out_anew_when_it_is_taken_up_again(shop: Rig) -> None:
    shop.ring(WATER, BOOK)
    sold = shop.pay_card()
    assert bring_back(shop, sold, 1).withheld
    waiting = shop.counter.checkout.suspend()
    assert bring_back(shop, sold, 2).withheld
    given = settle(shop).paid
    shop.counter.checkout.resume(waiting[0].id)
    assert reasons(shop)[0][0][1] < 0
    assert settle(shop).paid + given == -sold.paid


def test_in_an_exchange_only_what_is_sold_counts_for_the_rules(shop: Rig) -> None:
    sold = shop.sell(BREAD, BREAD, BREAD)
    bring_back(shop, sold, 1)
    shop.ring(BREAD)
    assert not shop.basket.trace.applications
    shop.ring(BREAD)
    (used,) = shop.basket.trace.applications
    assert (used.rule, {share.line for share in used.shares}) == ("bread-half", {2})
    shop.pay_cash()


def test_a_post_void_takes_the_uses_of_its_rules_back(shop: Rig) -> None:
    find = shop.counter.history.find
    for _ in range(3):
        sold = shop.sell(BREAD, BREAD)
        assert sold.priced.trace.applications
        void = shop.counter.returns.post_void("MISTAKE")
        assert void.paid == -sold.paid
        assert find(void.receipt).priced.lines == void.priced.lines
        (there,), (back,) = (
            sold.priced.trace.applications,
            find(void.receipt).priced.trace.applications,
        )
        assert (back.rule, back.off, back.times) == (there.rule, -there.off, -there.times)
    assert shop.counter.shifts.x_report().figures.discounts == ()
    sums = "SELECT sum(times), sum(off_minor), count(DISTINCT number) FROM rule_use"
    assert shop.rows(sums) == [(0, 0, 6)]
    assert verdict(shop).difference is None


def test_the_post_void_of_a_return_leaves_the_sale_as_it_was(shop: Rig) -> None:
    sold = shop.sell(BREAD, BREAD)
    before = shop.counter.returns.find(sold.receipt)
    bring_back(shop, sold, 1)
    settle(shop)
    shop.counter.returns.post_void("MISTAKE")
    assert shop.counter.returns.find(sold.receipt) == before


def test_without_a_receipt_what_was_really_paid_counts(shop: Rig) -> None:
    shop.ring(APPLE, thousandths=500)
    shop.pay_cash()
    assert shop.counter.returns.lowest_recent_price(APPLE)[1] == yuan(796)  # 3.98 for half a kilo
    shop.sell(BREAD, BREAD)
    assert shop.counter.returns.lowest_recent_price(BREAD)[1] == yuan(249)
