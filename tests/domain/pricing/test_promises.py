"""What holds for every price: floors, caps, shares, the same answer everywhere."""

import os
import subprocess
import sys
from collections import Counter
from dataclasses import replace
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pos_app.domain.money import Money
from pos_app.domain.pricing.bundle import FORMAT, RuleBundle
from pos_app.domain.pricing.engine import price
from pos_app.domain.pricing.reading import bundle_of
from pos_app.domain.pricing.rule import GroupCut
from pos_app.domain.transaction import MOST_LINES, RetailTransaction, SaleLine
from tests.domain.baskets import GROUPS, a_sale, a_transaction, an_item
from tests.domain.pricing.prove import make
from tests.domain.pricing.random_shop import Json, Shop, rule

shops = st.builds(make, st.just(1), st.integers(0, 10**9))
MODES = ("best", "priority")


def in_mode(case: Shop, mode: str) -> RuleBundle:
    return case.bundle if mode == "best" else case.in_order


@given(shops, st.sampled_from(MODES))
def test_no_line_goes_below_its_floor(case: Shop, mode: str) -> None:
    priced = price(case.transaction, in_mode(case, mode), case.around)
    touched = [line for line in priced.lines if line.extended.minor and sets_of(case, line.line)]
    for line, good in zip(touched, case.goods, strict=True):
        assert line.net.minor >= good.floor * good.units
    for line in priced.lines:
        assert line.net.minor >= 0


def sets_of(case: Shop, line: object) -> tuple[int, ...]:
    assert isinstance(line, SaleLine)
    return case.bundle.sets_of(line.item, line.unit_price.minor)


@given(shops, st.sampled_from(MODES))
def test_no_cap_is_exceeded(case: Shop, mode: str) -> None:
    priced = price(case.transaction, in_mode(case, mode), case.around)
    given_by_rule: Counter[str] = Counter()
    times_of_rule: Counter[str] = Counter()
    for application in priced.trace.applications:
        found = next(rule for rule in case.bundle.rules if rule.id == application.rule)
        caps, times = found.caps, application.times
        if isinstance(found.benefit, GroupCut) and found.benefit.up_to:
            times = -(-times // found.benefit.parts[-1].count)
        assert caps.most_off is None or application.off <= caps.most_off
        assert caps.most_times is None or times <= caps.most_times
        given_by_rule[application.rule] += application.off
        times_of_rule[application.rule] += times
    for found in case.bundle.rules:
        used = case.around.used[found.id]
        if found.caps.budget is not None and given_by_rule[found.id]:
            assert used.amount + given_by_rule[found.id] <= found.caps.budget
        if found.caps.uses_in_total is not None and times_of_rule[found.id]:
            assert used.times + times_of_rule[found.id] <= found.caps.uses_in_total


@given(shops, st.sampled_from(MODES))
def test_the_shares_make_what_the_rules_gave(case: Shop, mode: str) -> None:
    priced = price(case.transaction, in_mode(case, mode), case.around)
    by_line: Counter[int] = Counter()
    for application in priced.trace.applications:
        assert application.off == sum(share.off for share in application.shares) > 0
        for share in application.shares:
            by_line[share.line] += share.off
    assert priced.discount.minor == by_line.total()
    for line in priced.lines:
        assert line.extended.minor - line.net.minor == by_line[line.line.number]


@given(st.integers(0, 10**9), st.sampled_from([0, 30, 1500]))
def test_the_best_is_never_dearer_than_the_order(at: int, steps: int) -> None:
    case = make(1, at, steps)
    best = price(case.transaction, case.bundle, case.around).total
    assert best <= price(case.transaction, case.in_order, case.around).total


@given(st.integers(0, 10**9))
def test_one_more_rule_never_makes_the_best_dearer(at: int) -> None:
    case = make(1, at)
    more: Json = {**case.data, "rules": [*case.data["rules"], rule(Random(at), "more")]}
    before = price(case.transaction, case.bundle, case.around)
    after = price(case.transaction, bundle_of(more, ""), case.around)
    assert after.total <= before.total


@given(shops, st.sampled_from(MODES))
def test_the_same_basket_has_the_same_price_and_trace(case: Shop, mode: str) -> None:
    first = price(case.transaction, in_mode(case, mode), case.around)
    again = bundle_of(case.data, "")
    again = replace(again, policy=in_mode(case, mode).policy)
    assert price(case.transaction, again, case.around) == first


_TRACES = """
import hashlib
from pos_app.domain.pricing.engine import price
from tests.domain.pricing.prove import make
cases = [make(2, at, 300) for at in range(150)]
priced = [price(case.transaction, case.bundle, case.around) for case in cases]
print(hashlib.sha256(repr([(p.total, p.trace) for p in priced]).encode()).hexdigest())
"""


def test_every_machine_comes_to_the_same_answer() -> None:
    def digest(hash_seed: str) -> str:
        environment = {**os.environ, "PYTHONHASHSEED": hash_seed}
        done = subprocess.run(
            [sys.executable, "-c", _TRACES], env=environment, capture_output=True, text=True
        )
        assert done.returncode == 0, done.stderr
        return done.stdout

    assert digest("1") == digest("2") == digest("77")


def a_bundle(*rules: Json, **policy: object) -> RuleBundle:
    named = [{"id": f"r{at}", **entry} for at, entry in enumerate(rules)]
    data = {"format": FORMAT, "id": "t", "version": 1, "policy": policy, "rules": named}
    return bundle_of(data, "")


KINDS_OF_A_LARGE_SHOP: tuple[Json, ...] = (
    {"kind": "percent_off", "percent": 10, "items": {"skus": ["S1", "S3"]}},
    {"kind": "m_for_n", "take": 3, "pay": 2},
    {"kind": "nth", "percents": [0, 50], "items": {"not": {"skus": ["S5"]}}},
    {"kind": "combo", "parts": [{"count": 1}, {"count": 2}], "price": 290},
    {"kind": "buy_get", "buy": {"count": 2}, "get": {"percent": 50, "pick": "cheapest"}},
    {"kind": "n_for_price", "count": 2, "price": 190, "caps": {"most_off": 70}},
    {"kind": "every_full", "at": 1000, "amount": 10},
    {"kind": "ladder", "steps": [{"at": 50_000, "percent": 5}]},
)  # fmt: skip


def a_large_basket(lines: int, units: int) -> RetailTransaction:
    def line(at: int) -> SaleLine:
        item = replace(an_item(100 + at % 37, GROUPS[0]), sku=f"S{at}")
        return a_sale(item, units * 1000)

    return a_transaction(*(line(at) for at in range(lines)))


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize(("lines", "units"), [(1, 9_999), (3, 9_999), (MOST_LINES, 1), (300, 40)])
def test_the_largest_baskets_are_priced(mode: str, lines: int, units: int) -> None:
    bundle = a_bundle(*KINDS_OF_A_LARGE_SHOP, choose=mode)
    priced = price(a_large_basket(lines, units), bundle)
    assert Money(0) < priced.total < priced.subtotal


@pytest.mark.parametrize("alone", KINDS_OF_A_LARGE_SHOP, ids=lambda entry: str(entry["kind"]))
def test_thousands_of_units_are_priced_under_each_kind_alone(alone: Json) -> None:
    best = price(a_large_basket(4, 9_999), a_bundle(alone))
    in_order = price(a_large_basket(4, 9_999), a_bundle(alone, choose="priority"))
    assert best.total <= in_order.total < best.subtotal
