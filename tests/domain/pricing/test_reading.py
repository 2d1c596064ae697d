"""Reading a bundle: nothing wrong is taken, nothing unknown is guessed, and the place is named."""

import copy
import hashlib
import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pos_app.commands.expected_words import in_chinese
from pos_app.domain.money import Rounding
from pos_app.domain.pricing.bundle import (
    NO_RULES,
    Choose,
    PercentOf,
    PointsProgram,
    Policy,
    RuleBundle,
)
from pos_app.domain.pricing.reading import LONGEST_BUNDLE, MOST_RULES, read_bundle
from pos_app.domain.pricing.rule import Audience, Caps, Need, OnReturn, Window
from pos_app.errors import Refusal
from tests.domain.pricing.rule_texts import EXAMPLES, a_bundle, a_rule, breaks, read
from tests.domain.pricing.wrong_bundles import (
    RULE,
    UNKNOWN_POLICIES,
    WRONG_BUNDLES,
    WRONG_KINDS,
    WRONG_RULES,
)

DAY_MS = 86_400_000


def refused(data: Any) -> tuple[str, str]:
    """Where a bundle is wrong, and what was expected there."""
    with pytest.raises(Refusal) as caught:
        read(data)
    assert caught.value.code == "BUNDLE_WRONG"
    return str(caught.value.facts["path"]), str(caught.value.facts["expected"])


@pytest.mark.parametrize(("fields", "path"), WRONG_RULES)
def test_a_wrong_field_refuses_the_bundle_and_names_its_place(
    fields: dict[str, Any], path: str
) -> None:
    found, expected = refused(a_bundle(a_rule(**fields)))
    assert found == f"{RULE}.{path}"
    assert in_chinese(expected) != expected


@pytest.mark.parametrize(("fields", "path"), WRONG_KINDS)
def test_a_wrong_field_of_a_kind_refuses_the_bundle_and_names_its_place(
    fields: dict[str, Any], path: str
) -> None:
    found, expected = refused(a_bundle({"id": "r"} | fields))
    assert found == (f"{RULE}.{path}" if path else RULE)
    assert in_chinese(expected) != expected


@pytest.mark.parametrize(("fields", "path"), [*WRONG_BUNDLES, *UNKNOWN_POLICIES])
def test_a_wrong_field_of_the_bundle_refuses_it(fields: dict[str, Any], path: str) -> None:
    found, expected = refused(a_bundle(a_rule()) | fields)
    assert found == path
    assert in_chinese(expected) != expected


@pytest.mark.parametrize(
    ("fields", "path"),
    [
        ({"kind": "lottery"}, "kind=lottery"),
        ({"colour": "red"}, "colour"),
        ({"per": "kilometre"}, "per=kilometre"),
        ({"pick": "prettiest"}, "pick"),
        ({"pick": ["best"]}, "pick"),
        ({"on_return": "shrug"}, "on_return"),
        ({"when": {"moon": "full"}}, "when.moon"),
        ({"where": {"planets": []}}, "where.planets"),
        ({"who": {"shoe_size": 43}}, "who.shoe_size"),
        ({"caps": {"weight": 5}}, "caps.weight"),
        ({"name": {"fr": "thé"}}, "name.fr"),
        ({"items": {"smell": "good"}}, "items.smell"),
        ({"items": {"not": {"smell": "bad"}}}, "items.not.smell"),
        ({"needs": [{"patience": 1}]}, "needs[0].patience"),
    ],
)
def test_what_is_not_known_leaves_out_its_rule_and_is_reported(
    fields: dict[str, Any], path: str
) -> None:
    bundle = read(a_bundle(a_rule(**fields), a_rule(id="other")))
    assert bundle.unknown == (f"{RULE}.{path}",)
    assert [rule.id for rule in bundle.rules] == ["other"]


def test_a_set_that_is_not_known_leaves_out_the_rules_that_name_it() -> None:
    sets = {"teas": {"skus": ["tea"]}, "nice": {"smell": "good"}}
    bundle = read(
        a_bundle(a_rule(items="teas"), a_rule(id="s", items="nice"), a_rule(id="t"), sets=sets)
    )
    assert [rule.id for rule in bundle.rules] == ["r", "t"]
    assert bundle.unknown == ("bundle.sets.nice.smell", "bundle.rules[1].items=nice")


def test_points_that_are_not_known_are_left_out_and_the_rules_stay() -> None:
    earn = {"points": 1, "per": 100}
    bundle = read(a_bundle(a_rule(), points={"earn": earn | {"mood": 1}}))
    assert bundle.points == PointsProgram()
    assert bundle.unknown == ("bundle.points.earn.mood",)
    assert len(bundle.rules) == 1


def test_a_field_of_the_bundle_that_is_not_known_is_reported() -> None:
    assert read(a_bundle(a_rule(), author="me")).unknown == ("bundle.author",)


def test_a_whole_rule_is_read_as_it_was_written() -> None:
    (rule,) = read(
        a_bundle(
            a_rule(
                name={"zh": "九折", "en": "10 % off"},
                priority=-3,
                needs=[{"spend": 500, "of_shelf_price": True}, {"count_of_one_line": 2}],
                when={
                    "from": "1970-01-02",
                    "until": "1970-01-03T12:00",
                    "days": ["mon", "sun"],
                    "hours": [["22:00", "02:30"]],
                },
                where={"stores": ["S1"], "channels": ["till"]},
                who={"members": True, "tiers": ["gold"], "segments": ["vip"], "birthday": True},
                caps={"most_off": 1, "most_times": 2, "uses_in_total": 3, "uses_per_member": 4},
                exclusivity="x",
                exclusive=True,
                coupon=7,
                entitlement="tea",
                on_return="reprice",
            )
        )
    ).rules
    assert (rule.name_zh, rule.name_en, rule.priority) == ("九折", "10 % off", -3)
    assert rule.needs == (Need(0, spend=500, of_shelf_price=True), Need(0, count_of_one_line=2))
    assert rule.window == Window(
        DAY_MS, 2 * DAY_MS + DAY_MS // 2, frozenset({0, 6}), ((1320, 150),)
    )
    assert (rule.stores, rule.channels) == ({"S1"}, {"till"})
    assert rule.audience == Audience(True, frozenset({"gold"}), frozenset({"vip"}), True)
    assert rule.caps == Caps(1, 2, 3, 4)
    assert (rule.exclusivity, rule.is_exclusive) == ("x", True)
    assert (rule.campaign, rule.entitlement, rule.on_return) == (7, "tea", OnReturn.REPRICE)


def test_policy_floors_points_and_exclusions_are_read() -> None:
    bundle = read(
        a_bundle(
            policy={
                "choose": "priority",
                "rounding": "down",
                "percent_of": "shelf_price",
                "round_each_unit": True,
                "overridden_too": True,
                "steps": 5,
            },
            never={"brands": ["Moutai"]},
            floors=[{"percent": 50}, {"items": {"skus": ["tea"]}, "price": 300}],
            points={
                "earn": {"points": 1, "per": 100},
                "spend": {"points": 100, "off": 90, "most_percent": "12.5"},
                "months": 12,
            },
        )
    )
    assert bundle.policy == Policy(
        Choose.PRIORITY, Rounding.DOWN, PercentOf.SHELF_PRICE, True, True, 5
    )
    assert bundle.sets[0].not_brands == {"Moutai"}
    assert [(floor.items, floor.price, floor.rate_ppm) for floor in bundle.floors] == [
        (0, 0, 500_000),
        (1, 300, 0),
    ]
    assert bundle.points == PointsProgram(1, 100, 0, 100, 90, 125_000, 12)


def test_rules_stand_in_the_order_of_their_turn() -> None:
    rules = [a_rule(id=name, priority=rank) for name, rank in (("b", 0), ("c", 5), ("a", 0))]
    assert [rule.id for rule in read(a_bundle(*rules)).rules] == ["c", "a", "b"]


def test_equal_sets_are_one_set() -> None:
    teas = {"categories": ["tea"]}
    bundle = read(a_bundle(*(a_rule(id=str(at), items=teas) for at in range(5))))
    assert len(bundle.sets) == 2


def test_a_bundle_is_known_by_its_version_and_the_hash_of_its_bytes() -> None:
    text = json.dumps(a_bundle(version=42), indent=3).encode()
    bundle = read_bundle(text)
    assert (bundle.id, bundle.version) == ("b", 42)
    assert bundle.hash == hashlib.sha256(text).hexdigest()
    assert NO_RULES.hash == ""


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (b"", "BUNDLE_NOT_JSON"),
        (b"\xff\xfe", "BUNDLE_NOT_JSON"),
        (b"{", "BUNDLE_NOT_JSON"),
        (b"[" * 200_000, "BUNDLE_NOT_JSON"),
        (b'{"version": ' + b"9" * 5000 + b"}", "BUNDLE_NOT_JSON"),
        (b"[]", "BUNDLE_WRONG"),
        (b"null", "BUNDLE_WRONG"),
        (b"{}", "BUNDLE_OTHER_FORMAT"),
        (b'{"format": "ronghe-rules/2"}', "BUNDLE_OTHER_FORMAT"),
        (b" " * (LONGEST_BUNDLE + 1), "BUNDLE_TOO_LARGE"),
    ],
)
def test_what_is_no_bundle_is_refused(text: bytes, code: str) -> None:
    with pytest.raises(Refusal, match=code):
        read_bundle(text)


def test_more_rules_than_a_till_can_hold_are_refused() -> None:
    rules = [5] * (MOST_RULES + 1)
    assert refused(a_bundle(*rules)) == ("bundle.rules", f"at most {MOST_RULES}")


scraps = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-5, 2**70)
    | st.floats(allow_nan=False)
    | st.text(max_size=4)
    | st.sampled_from(["tea", "best", "all", "10", "09:00", "mon", "2026-01-01"]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner),
    max_leaves=6,
)


def _read_or_refused(data: Any) -> RuleBundle | None:
    try:
        return read(data)
    except Refusal:
        return None


@given(scraps)
def test_any_json_is_read_or_refused(data: Any) -> None:
    _read_or_refused(data)


def _places(data: Any) -> list[tuple[Any, Any]]:
    found: list[tuple[Any, Any]] = []
    entries = data.items() if isinstance(data, dict) else enumerate(data)
    for key, value in entries:
        found.append((data, key))
        if isinstance(value, dict | list):
            found += _places(value)
    return found


WHOLE = a_bundle(
    *EXAMPLES.values(),
    policy={"choose": "best", "rounding": "down", "steps": 9},
    never={"skus": ["x"]},
    sets={"s": {"skus": ["a"], "not": {"brands": ["b"]}, "price_from": 1}},
    floors=[{"items": "s", "percent": 5}],
    points={"earn": {"points": 1, "per": 1}, "spend": {"points": 1, "off": 1}, "months": 1},
)


def test_the_whole_sample_is_good_by_reader_and_schema() -> None:
    assert read(WHOLE).unknown == ()
    assert breaks(WHOLE) == ""


@given(st.data())
def test_a_changed_bundle_is_read_or_refused_and_what_is_read_keeps_to_the_schema(
    data: st.DataObject,
) -> None:
    """One or two values are replaced, fields added: no crash, and no reading beyond the schema."""
    bundle = copy.deepcopy(WHOLE)
    for _ in range(data.draw(st.integers(1, 2))):
        holder, key = data.draw(st.sampled_from(_places(bundle)))
        if isinstance(holder, dict) and data.draw(st.booleans()):
            holder[data.draw(st.sampled_from(["colour", "items", "pick", "stacks", "caps"]))] = (
                data.draw(scraps)
            )
        else:
            holder[key] = data.draw(scraps)
    found = _read_or_refused(bundle)
    if found is not None and not found.unknown:
        assert breaks(bundle) == ""
