"""Every kind of rule: the documented example prices as its text says, and the schema knows it."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pos_app.domain.pricing.engine import price
from pos_app.domain.pricing.kinds import KINDS
from pos_app.domain.pricing.rule import (
    WHOLE_PPM,
    Cut,
    GroupCut,
    Ladder,
    Phase,
    Pick,
    PointsCut,
    Rung,
    UnitCut,
)
from tests.domain.pricing.rule_texts import (
    EXAMPLES,
    ROOT,
    SCHEMA,
    a_bundle,
    a_rule,
    breaks,
    read,
    the_basket,
)

OFF = {
    "percent_off": 150,
    "amount_off": 300,
    "fixed_price": 303,
    "price_list": 250,
    "ladder": 200,
    "every_full": 200,
    "nth": 250,
    "m_for_n": 500,
    "n_for_price": 100,
    "combo": 280,
    "buy_get": 640,
    "gift": 150,
    "add_on": 780,
    "points": 0,
}


def off(*rules: dict[str, Any], **basket: Any) -> int:
    """What rules take off a basket, which best and priority mode agree on here."""
    held = the_basket(**basket)
    offs = set()
    for choose in ("best", "priority"):
        bundle = read(a_bundle(*rules, policy={"choose": choose}))
        assert bundle.unknown == ()
        priced = price(held.transaction, bundle, held.before(bundle), held.rounding)
        offs.add(priced.discount.minor)
    assert len(offs) == 1
    return offs.pop()


def lines(**quantities: int) -> list[dict[str, Any]]:
    """Goods at ¥1, ¥2, ¥3 … by the letter of their number."""
    return [
        {"sku": sku, "price": 100 * (ord(sku) - ord("a") + 1), "quantity": count}
        for sku, count in quantities.items()
    ]


def test_the_demo_store_s_rules_are_known_whole_to_reader_and_schema() -> None:
    demo = json.loads((ROOT / "resources" / "demo" / "rules.json").read_text(encoding="utf-8"))
    assert read(demo).unknown == ()
    assert breaks(demo) == ""


def test_every_kind_is_documented_in_words_and_in_the_schema() -> None:
    assert set(EXAMPLES) == set(KINDS) == set(OFF)
    assert {entry["$ref"].split("/")[-1] for entry in _kinds_of_schema()} == set(KINDS)


def _kinds_of_schema() -> list[dict[str, str]]:
    found: list[dict[str, str]] = SCHEMA["properties"]["rules"]["items"]["oneOf"]
    return found


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_the_documented_example_takes_off_what_it_says(kind: str) -> None:
    assert off(EXAMPLES[kind]) == OFF[kind]
    assert breaks(a_bundle(EXAMPLES[kind])) == ""


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_what_the_schema_allows_for_a_kind_the_reader_knows(kind: str) -> None:
    """Every field of the schema is taken by the reader: none is left over as unknown."""
    samples = {"most_units": 2, "pick": "cheapest", "count": 1, "by": "count", "most_times": 1}
    fields = SCHEMA["$defs"][kind]["properties"]
    for name in fields.keys() & samples.keys():
        assert read(a_bundle(EXAMPLES[kind] | {name: samples[name]})).unknown == ()
    left_out = read(a_bundle(EXAMPLES[kind] | {"colour": "red"}))
    assert left_out.unknown == ("bundle.rules[0].colour",)
    assert breaks(a_bundle(EXAMPLES[kind] | {"colour": "red"})) != ""


def test_an_amount_is_for_each_unit_or_once_for_a_line() -> None:
    rule = {"id": "r", "kind": "amount_off", "amount": 10}
    assert off(rule, lines=lines(a=3, b=1)) == 40
    assert off(rule | {"per": "line"}, lines=lines(a=3, b=1)) == 20


def _without(rule: dict[str, Any], *names: str) -> dict[str, Any]:
    return {name: value for name, value in rule.items() if name not in names}


@pytest.mark.parametrize(
    ("cut", "left"),
    [({"percent": 50}, 350), ({"amount": 100}, 600), ({"price": 500}, 500)],
)
def test_a_cut_of_the_whole_is_shared_over_the_lines(cut: dict[str, int], left: int) -> None:
    kinds = {"percent": "percent_off", "amount": "amount_off", "price": "fixed_price"}
    (name,) = cut
    rule = {"id": "r", "kind": kinds[name], "per": "transaction"} | cut
    assert off(rule, lines=lines(a=1, b=3)) == 700 - left


def test_a_price_list_touches_what_it_names_and_nothing_else() -> None:
    rule = {"id": "r", "kind": "price_list", "prices": {"b": 150, "d": 500}}
    assert off(rule, lines=lines(a=1, b=2, c=1, d=1)) == 100


def test_a_price_above_the_shelf_price_takes_nothing_off() -> None:
    assert off({"id": "r", "kind": "fixed_price", "price": 900}, lines=lines(a=1)) == 0


@pytest.mark.parametrize(("pick", "gone"), [("cheapest", 200), ("dearest", 500), ("as_rung", 400)])
def test_so_many_units_are_picked_over_the_whole_basket(pick: str, gone: int) -> None:
    for stacks in (False, True):
        rule = a_rule(percent=100, most_units=2, pick=pick, stacks=stacks)
        assert off(rule, lines=lines(c=1, a=2, b=1)) == gone


def test_a_stacked_rate_of_some_units_of_a_line_is_exact() -> None:
    """A third of 10.00 has no whole cents; 10 % of it is 0.33, not 0.34 and not 0.30."""
    halved = a_rule(id="a", priority=2, stacks=True)
    some = a_rule(id="b", priority=1, stacks=True, most_units=1)
    goods = [{"sku": "x", "price": 1000, "quantity": 3}]
    assert off(halved, some, lines=goods) == 300 + 90


def test_the_highest_step_reached_counts_and_its_edge_is_reached() -> None:
    ladder = EXAMPLES["ladder"]
    for total, gone in ((1999, 0), (2000, 200), (4999, 200), (5000, 800)):
        assert off(ladder, lines=[{"sku": "x", "price": total}]) == gone


def test_a_ladder_climbs_by_pieces_too() -> None:
    steps = [{"at": 2, "percent": 10}, {"at": 4, "percent": 50}]
    rule = {"id": "r", "kind": "ladder", "by": "count", "steps": steps}
    assert [off(rule, lines=lines(a=count)) for count in (1, 2, 3, 4)] == [0, 20, 30, 200]


def test_every_full_sum_counts_and_no_more_often_than_said() -> None:
    rule = EXAMPLES["every_full"]
    sums = [off(rule, lines=[{"sku": "x", "price": 1000 * n}]) for n in (1, 2, 5, 9)]
    assert sums == [0, 200, 400, 600]
    by_count = {"id": "r", "kind": "every_full", "by": "count", "at": 2, "amount": 30}
    assert off(by_count, lines=lines(a=5)) == 60


def test_a_cut_for_each_unit_of_complete_groups() -> None:
    combo = {"id": "r", "kind": "combo", "per": "unit", "parts": [{"count": 3}]}
    assert off(combo | {"amount": 10}, lines=lines(a=7)) == 60
    assert off(combo | {"percent": 50}, lines=lines(a=2)) == 0
    assert off(combo | {"price": 150}, lines=lines(a=1, b=1, c=1)) == 50 + 150


def test_buying_and_getting_of_one_set_uses_the_bought_up() -> None:
    both = {"id": "r", "kind": "buy_get", "buy": {"count": 2}, "get": {"percent": 100}}
    assert [off(both, lines=lines(a=count)) for count in (2, 3, 5, 6)] == [0, 100, 100, 200]


def test_rewards_are_given_for_as_many_as_are_there() -> None:
    get = {"items": {"skus": ["b"]}, "count": 4, "percent": 100, "up_to": True}
    rule = {
        "id": "r",
        "kind": "buy_get",
        "buy": {"items": {"skus": ["a"]}, "count": 6},
        "get": get,
        "bought_stay_free": True,
    }
    assert off(rule, lines=lines(a=13, b=6)) == 6 * 200
    assert off(rule, lines=lines(a=13, b=20)) == 8 * 200
    assert off(rule, lines=lines(a=5, b=20)) == 0
    assert off(rule | {"get": get | {"most": 5}}, lines=lines(a=13, b=20)) == 5 * 200
    strict = rule | {"get": _without(get, "up_to")}
    assert off(strict, lines=lines(a=13, b=6)) == 4 * 200


counts = st.dictionaries(st.sampled_from("abcdef"), st.integers(1, 4), min_size=1)


def dearest(goods: dict[str, int], count: int) -> list[int]:
    """The prices of so many of the dearest units."""
    prices = [line["price"] for line in lines(**goods) for _ in range(line["quantity"])]
    return sorted(prices, reverse=True)[:count]


@given(counts, st.integers(0, 9), st.integers(1, 3), st.integers(1, 3), st.integers(1, 5))
def test_the_dearest_rewards_are_given_and_never_more_than_earned(
    goods: dict[str, int], bought: int, buy: int, get: int, most: int
) -> None:
    rule = {
        "id": "r",
        "kind": "buy_get",
        "buy": {"items": {"skus": ["x"]}, "count": buy},
        "get": {
            "items": {"not": {"skus": ["x"]}},
            "count": get,
            "percent": 50,
            "up_to": True,
            "most": most,
        },
        "bought_stay_free": True,
    }
    basket = [*lines(**goods), *([{"sku": "x", "price": 10, "quantity": bought}] if bought else [])]
    earned = min(bought // buy * get, most)
    assert off(rule, lines=basket) == sum(dearest(goods, earned)) // 2


@given(counts, st.integers(1, 4), st.sampled_from([{"percent": 50}, {"amount": 30}]))
def test_complete_groups_are_made_of_the_dearest_and_each_unit_gets_its_cut(
    goods: dict[str, int], size: int, cut: dict[str, int]
) -> None:
    rule = {"id": "r", "kind": "combo", "per": "unit", "parts": [{"count": size}]} | cut
    units = sum(goods.values()) // size * size
    each = [price // 2 if "percent" in cut else 30 for price in dearest(goods, units)]
    assert off(rule, lines=lines(**goods)) == sum(each)


def test_a_gift_is_earned_by_what_it_needs_and_bounded() -> None:
    gift = EXAMPLES["gift"] | {"count": 2}
    straws = {"sku": "straw", "price": 150, "quantity": 3}
    assert off(gift, lines=[straws]) == 0
    assert off(gift, lines=[straws, {"sku": "x", "price": 2000}]) == 300


def test_a_measured_line_takes_amounts_for_a_whole_unit_of_measure() -> None:
    rule = {"id": "r", "kind": "amount_off", "amount": 100}
    pork = {"sku": "pork", "price": 5800, "quantity": "0.855", "unit": "KGM"}
    assert off(rule, lines=[pork]) == 86


def only(rule: dict[str, Any]) -> Any:
    (found,) = read(a_bundle(rule)).rules
    return found


def test_what_is_read_is_what_was_written() -> None:
    assert only(a_rule()).benefit == UnitCut(0, Cut(rate_ppm=100_000))
    assert only(a_rule(stacks=True)).phase is Phase.STACKED
    assert only(a_rule(percent="10.5", per="transaction")).benefit == Ladder(
        0, (Rung(0, Cut(rate_ppm=105_000)),)
    )
    nth = only(EXAMPLES["nth"]).benefit
    assert isinstance(nth, GroupCut)
    assert nth.steps == (0, WHOLE_PPM // 2)
    assert only(EXAMPLES["points"]).benefit == PointsCut(1, 2 * WHOLE_PPM, 10)
    assert only(EXAMPLES["gift"]).benefit.pick is Pick.CHEAPEST
