"""What becomes of a promotion when goods that earned it come back, by the policy of its rule."""

from dataclasses import replace
from random import Random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pos_app.domain.catalog import TaxGroup
from pos_app.domain.money import Money
from pos_app.domain.pricing.engine import price
from pos_app.domain.pricing.reading import bundle_of
from pos_app.domain.quantity import Quantity, Unit
from pos_app.domain.returns import (
    ReturnableSale,
    make_all_return_lines,
    make_return_line,
    refund_of,
    renew,
    reverse,
)
from tests.domain.baskets import (
    GROUPS,
    OPERATOR,
    a_sale,
    a_transaction,
    an_item,
    complete,
    returnable,
)
from tests.domain.pricing import refunds

Json = dict[str, Any]
Steps = list[tuple[int, int]]

SECOND_HALF: Json = {"kind": "nth", "percents": [0, 50], "items": {"skus": ["A", "B", "C"]}}
THREE_FOR_TWO: Json = {"kind": "m_for_n", "take": 3, "pay": 2, "items": "all"}
TEN_OFF_HUNDRED: Json = {"kind": "ladder", "items": "all", "steps": [{"at": 1000, "amount": 100}]}
LADDER: Json = {
    "kind": "ladder",
    "items": "all",
    "steps": [{"at": 500, "amount": 20}, {"at": 1000, "amount": 100}],
}
EVERY_FIVE: Json = {"kind": "every_full", "items": "all", "at": 500, "amount": 50}
GIFT: Json = {
    "kind": "gift",
    "items": {"skus": ["C"]},
    "needs": [{"items": {"skus": ["A", "B"]}, "spend": 1000}],
}
BUY_TWO: Json = {
    "kind": "buy_get",
    "bought_stay_free": True,
    "buy": {"items": {"skus": ["A"]}, "count": 2},
    "get": {"items": {"skus": ["B"]}, "count": 1, "percent": 100},
}
BUY_TWO_OF_THE_SAME: Json = {
    "kind": "buy_get",
    "bought_stay_free": True,
    "buy": {"items": {"skus": ["A"]}, "count": 2},
    "get": {"items": {"skus": ["A"]}, "count": 1, "percent": 100},
}
COMBO: Json = {
    "kind": "combo",
    "price": 900,
    "parts": [{"items": {"skus": ["A"]}, "count": 1}, {"items": {"skus": ["B"]}, "count": 1}],
}
PERCENT: Json = {"kind": "percent_off", "percent": 10, "items": "all"}
IF_THREE: Json = PERCENT | {"needs": [{"items": "all", "count": 3}]}
STACKED: Json = IF_THREE | {"stacks": True}
NEARLY_ALL: Json = {"kind": "ladder", "items": "all", "steps": [{"at": 1000, "amount": 900}]}


def bought(
    *goods: tuple[str, int, int],
    rules: list[Json],
    policy: str = "reprice",
    group: TaxGroup = GROUPS[0],
) -> ReturnableSale:
    """Sell (sku, unit price, pieces) under these rules."""
    named = [{"id": f"r{at}", "on_return": policy} | rule for at, rule in enumerate(rules)]
    data = {"format": "ronghe-rules/1", "id": "t", "version": 1, "rules": named}
    lines = (
        a_sale(replace(an_item(minor, group), sku=sku), count * 1000) for sku, minor, count in goods
    )
    priced = price(a_transaction(*lines), bundle_of(data, ""))
    assert priced.trace.applications
    return returnable(complete(priced, Money(0)))


def given_back(sale: ReturnableSale, steps: Steps) -> list[int]:
    """Take pieces back, each in a transaction of its own."""
    given = []
    for number, count in steps:
        line = make_return_line(sale, number, Quantity.of(count), "FAULTY", 1)
        sale = sale.less((line,))
        given.append(refund_of(line).minor)
    assert not any(line.remaining.thousandths for line in sale.lines)
    return given


@pytest.mark.parametrize(
    ("goods", "rule", "steps", "refunds_due"),
    [
        # the second at half price: whoever keeps one pays it in full
        ([("A", 700, 2)], SECOND_HALF, [(1, 1), (1, 1)], [350, 700]),
        ([("A", 1000, 1), ("B", 700, 1)], SECOND_HALF, [(1, 1), (2, 1)], [650, 700]),
        ([("A", 1000, 1), ("B", 700, 1)], SECOND_HALF, [(2, 1), (1, 1)], [350, 1000]),
        # the one without a reduction comes back first
        ([("A", 600, 3)], SECOND_HALF, [(1, 1), (1, 1), (1, 1)], [500, 400, 600]),
        # two pairs: one of them stands
        ([("A", 700, 4)], SECOND_HALF, [(1, 2), (1, 1), (1, 1)], [1050, 350, 700]),
        (
            [("A", 300, 1), ("B", 300, 1), ("C", 300, 1)],
            THREE_FOR_TWO,
            [(1, 1), (2, 1), (3, 1)],
            [0, 300, 300],
        ),
        ([("A", 600, 1), ("B", 500, 1)], COMBO, [(2, 1), (1, 1)], [300, 600]),
        # a sum that is no longer reached, also where a lower step would be
        ([("A", 600, 1), ("B", 500, 1)], TEN_OFF_HUNDRED, [(2, 1), (1, 1)], [400, 600]),
        ([("A", 600, 1), ("B", 500, 1)], LADDER, [(2, 1), (1, 1)], [400, 600]),
        # a sum that is still reached
        ([("A", 1000, 1), ("B", 500, 1)], TEN_OFF_HUNDRED, [(2, 1), (1, 1)], [467, 933]),
        # for every full sum: once less
        ([("A", 500, 3)], EVERY_FIVE, [(1, 1), (1, 1), (1, 1)], [450, 450, 450]),
        ([("A", 600, 1), ("B", 500, 1)], EVERY_FIVE, [(2, 1), (1, 1)], [450, 550]),
        # a gift whose purchase came back has to be paid; nothing of it is the customer's loss
        ([("A", 1000, 1), ("C", 99, 1)], GIFT, [(1, 1), (2, 1)], [901, 99]),
        ([("A", 1000, 1), ("C", 99, 1)], GIFT, [(2, 1), (1, 1)], [0, 1000]),
        ([("A", 500, 2), ("B", 300, 1)], BUY_TWO, [(1, 1), (2, 1), (1, 1)], [200, 300, 500]),
        ([("A", 500, 4), ("B", 300, 2)], BUY_TWO, [(1, 2), (2, 2), (1, 2)], [700, 300, 1000]),
        ([("A", 300, 3)], BUY_TWO_OF_THE_SAME, [(1, 1), (1, 1), (1, 1)], [0, 300, 300]),
        # nothing to break
        ([("A", 1000, 1), ("B", 500, 2)], PERCENT, [(2, 1), (1, 1), (2, 1)], [450, 900, 450]),
        # a count that is no longer there
        ([("A", 1000, 1), ("B", 500, 2)], IF_THREE, [(2, 1), (2, 1), (1, 1)], [300, 500, 1000]),
        ([("A", 1000, 1), ("B", 500, 2)], STACKED, [(2, 1), (2, 1), (1, 1)], [300, 500, 1000]),
        # more is broken than comes back: nothing is given, and nobody pays for a return
        ([("A", 990, 1), ("B", 10, 1)], NEARLY_ALL, [(2, 1), (1, 1)], [0, 100]),
    ],
)  # fmt: skip
def test_what_stays_is_priced_anew(
    goods: list[tuple[str, int, int]], rule: Json, steps: Steps, refunds_due: list[int]
) -> None:
    sale = bought(*goods, rules=[rule])
    assert given_back(sale, steps) == refunds_due
    assert sum(refunds_due) == sale.completed.paid.minor


def test_a_rule_that_keeps_leaves_what_stays_its_share() -> None:
    sale = bought(("A", 700, 2), rules=[SECOND_HALF], policy="keep")
    assert given_back(sale, [(1, 1), (1, 1)]) == [525, 525]


def test_what_comes_back_together_is_looked_at_together() -> None:
    sale = bought(("A", 1000, 1), ("B", 700, 1), ("C", 50, 1), rules=[SECOND_HALF])
    one = make_return_line(sale, 1, Quantity.of(1), "FAULTY", 1)
    assert [(entry.rule, entry.amount.minor) for entry in one.withheld] == [("r0", 350)]
    two = make_return_line(sale.less((one,)), 2, Quantity.of(1), "FAULTY", 2)
    assert [entry.amount.minor for entry in two.withheld] == [-350]
    together = renew(sale, (one, two))
    assert [refund_of(line).minor for line in together] == [1000, 350]
    assert not any(line.withheld for line in together)
    alone = renew(sale, (replace(one, is_voided=True), two))
    assert refund_of(alone[1]).minor == 350
    everything = make_all_return_lines(sale, "FAULTY", 1)
    assert not any(line.withheld for line in everything)


def test_what_was_withheld_comes_with_the_rest() -> None:
    sale = bought(("A", 1000, 1), ("B", 700, 1), rules=[SECOND_HALF])
    sale = sale.less((make_return_line(sale, 1, Quantity.of(1), "FAULTY", 1),))
    assert sale.refund_left == Money(700)
    (last,) = make_all_return_lines(sale, "FAULTY", 1)
    assert (refund_of(last), last.tax) == (Money(700), Money(80))
    assert [entry.amount for entry in last.withheld] == [Money(-350)]


def test_of_several_broken_rules_each_is_named_with_its_part() -> None:
    sale = bought(("A", 1000, 1), ("B", 700, 1), rules=[SECOND_HALF, TEN_OFF_HUNDRED])
    line = make_return_line(sale, 1, Quantity.of(1), "FAULTY", 1)
    assert {entry.rule: entry.amount.minor for entry in line.withheld} == {"r0": 350, "r1": 26}
    # of 1350, A has a share of 74 in the hundred and B one of 26
    assert refund_of(line).minor == 1000 - 74 - 350 - 26


def test_a_tax_on_top_is_withheld_with_what_it_was_on() -> None:
    sale = bought(("A", 1000, 2), rules=[SECOND_HALF], group=GROUPS[3])
    assert sale.completed.paid.minor == 1695
    one = make_return_line(sale, 1, Quantity.of(1), "FAULTY", 1)
    assert (one.net.minor, one.tax.minor) == (500, 66)  # half of the 195 is rounded up, and 32 less
    other = make_return_line(sale.less((one,)), 1, Quantity.of(1), "FAULTY", 1)
    assert (one.net + other.net, one.tax + other.tax) == (Money(1500), Money(195))


def test_a_weighed_line_counts_while_nothing_of_it_came_back() -> None:
    rule = COMBO | {"parts": [{"items": {"skus": [sku]}, "count": 1} for sku in "AB"]}
    data = {"format": "ronghe-rules/1", "id": "t", "version": 1}
    bundle = bundle_of(data | {"rules": [{"id": "r", "on_return": "reprice"} | rule]}, "")
    weighed = replace(an_item(600, unit=Unit.KILOGRAM), sku="A")
    other = replace(an_item(500), sku="B")
    basket = price(a_transaction(a_sale(weighed, 1000), a_sale(other)), bundle)
    sale = returnable(complete(basket, Money(0)))
    line = make_return_line(sale, 1, Quantity(500), "FAULTY", 1)
    # 109 of the 200 were on what is weighed: half of them stay there, and 91 on the other
    assert refund_of(line).minor == pytest.approx(300 - 54.5 - 54.5 - 91, abs=1)


def test_the_post_void_of_a_promoted_sale_takes_its_promotions_back() -> None:
    sold = bought(("A", 700, 2), rules=[SECOND_HALF]).completed
    mirror = reverse(sold, OPERATOR)
    (there,), (back,) = sold.priced.trace.applications, mirror.trace.applications
    assert (back.off, back.seen, back.times) == (-there.off, -there.seen, -there.times)
    assert [share.off for share in back.shares] == [-share.off for share in there.shares]
    taken = sum(modifier.amount.minor for line in mirror.lines for modifier in line.modifiers)
    assert taken == back.off
    assert reverse(complete(mirror, Money(0)), OPERATOR).trace == sold.priced.trace


@given(st.integers(0, 2**32))
def test_any_promoted_basket_gives_back_in_any_split_what_was_paid(seed: int) -> None:
    source = Random(seed)
    assert not refunds.wrong_with(refunds.promoted(source), source, refunds.Counter())
