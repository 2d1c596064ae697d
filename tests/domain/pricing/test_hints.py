"""What is said to be missing to the next reduction is true: who adds it pays that much less."""

from dataclasses import replace
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from pos_app.domain.money import Money
from pos_app.domain.pricing.bundle import FORMAT, RuleBundle
from pos_app.domain.pricing.engine import price
from pos_app.domain.pricing.priced import PricedTransaction
from pos_app.domain.pricing.reading import bundle_of
from pos_app.domain.pricing.trace import NextReduction
from pos_app.domain.transaction import RetailTransaction
from tests.domain.baskets import a_sale, a_transaction, an_item
from tests.domain.pricing.random_shop import MANY_STEPS, Json, basket, items

MANY_HINTS = 300


def a_ladder(source: Random, name: str, mode: str) -> Json:
    goods: Json | str = "all" if source.random() < 0.5 else {"categories": ["snacks"]}
    rule: Json = {"id": name, "items": goods, "priority": source.randint(0, 2)}
    choice = source.randint(0, 3)
    if choice == 0:
        rule |= {"kind": "every_full", "at": source.choice((300, 1000)), "amount": 40}
    elif choice == 1:
        rule |= {"kind": "ladder", "by": "count"}
        rule["steps"] = [{"at": 4, "amount": 50}, {"at": 9, "percent": 20}]
    else:
        rungs = sorted(source.sample((400, 900, 1500, 2500), 2))
        cuts = source.choice((("amount", 30, 90), ("percent", 5, 15)))
        rule |= {"kind": "ladder"}
        rule["steps"] = [{"at": r, cuts[0]: c} for r, c in zip(rungs, cuts[1:], strict=True)]
    if source.random() < 0.3:
        rule["needs"] = [{"items": goods, "spend": 800, "of_shelf_price": True}]
    if source.random() < 0.2:
        rule["caps"] = {"most_off": 60}
    if source.random() < 0.3:
        rule["exclusivity"] = "x"
    return rule


def a_bundle(source: Random, mode: str) -> RuleBundle:
    """Ladders on everything or on a category, and cuts of items that nobody else names."""
    rules = [a_ladder(source, f"l{at}", mode) for at in range(source.randint(1, 3))]
    for at in range(source.randint(0, 2)):
        skus = sorted(source.sample("ABCDE", 2))
        cut: Json = {"kind": "percent_off", "percent": 10}
        if source.random() < 0.4:
            cut = {"kind": "nth", "percents": [0, 50]}
        rules.append({"id": f"u{at}", "items": {"skus": skus}, **cut})
    policy = {"choose": mode, "steps": MANY_STEPS}
    data = {"format": FORMAT, "id": "t", "version": 1, "policy": policy, "rules": rules}
    return bundle_of(data, "")


def with_what_is_missing(
    bought: RetailTransaction, bundle: RuleBundle, hint: NextReduction
) -> RetailTransaction:
    """Add an item that no rule on units names, for the missing sum, or so many pieces."""
    rule = next(rule for rule in bundle.rules if rule.id == hint.rule)
    is_of_all = bundle.sets[getattr(rule.benefit, "items", 0)].is_everything
    count = max(hint.missing_count, 1)
    each = max(-(-hint.missing // count), 1)
    item = replace(an_item(each), sku="Z", category=() if is_of_all else ("snacks",))
    return a_transaction(*bought.lines, a_sale(item, count * 1000))


def check(bought: RetailTransaction, bundle: RuleBundle, before: PricedTransaction) -> int:
    for hint in before.trace.next_reductions:
        assert hint.gain > 0
        assert hint.missing > 0 or hint.missing_count > 0
        more = with_what_is_missing(bought, bundle, hint)
        added = more.lines[-1]
        after = price(more, bundle)
        cost = added.unit_price.minor * added.quantity.thousandths // 1000
        assert after.total <= before.total + Money(cost - hint.gain)
    return len(before.trace.next_reductions)


@given(st.integers(0, 10**9), st.sampled_from(["best", "priority"]))
def test_who_adds_what_is_missing_gains_at_least_that(at: int, mode: str) -> None:
    source = Random(at)
    bundle = a_bundle(source, mode)
    bought = basket(source, items(source))
    check(bought, bundle, price(bought, bundle))


def test_hints_are_given_often_enough_to_be_tried() -> None:
    given_hints = 0
    for at in range(MANY_HINTS):
        source = Random(at)
        bundle = a_bundle(source, "best")
        bought = basket(source, items(source))
        given_hints += check(bought, bundle, price(bought, bundle))
    assert given_hints > MANY_HINTS


def test_a_rate_taken_before_is_counted_in() -> None:
    """¥9 are left of ¥10 added, so ¥100 are missing ¥11.11 and not ¥10."""
    data = {
        "format": FORMAT,
        "id": "t",
        "version": 1,
        "policy": {"choose": "priority"},
        "rules": [
            {"id": "a", "kind": "percent_off", "percent": 10, "per": "transaction", "priority": 9},
            {"id": "b", "kind": "ladder", "steps": [{"at": 10_000, "amount": 2_000}]},
        ],
    }
    priced = price(a_transaction(a_sale(an_item(10_000))), bundle_of(data, ""))
    (hint,) = priced.trace.next_reductions
    assert (hint.rule, hint.missing) == ("b", 1_111)
