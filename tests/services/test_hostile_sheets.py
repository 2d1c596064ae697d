"""What another till tells of its day is a bug of its own until it is checked: it harms nothing."""

import gzip
import json
from collections.abc import Callable
from typing import Any

import pytest

from pos_app.domain.insight.completeness import MissingDay
from sync.wire import reference as wire
from sync.wire.sheets import MOST_SHEET_RAW_BYTES, DaySheet
from tests.builders import BREAD, DAY, WATER, Rig, yuan
from tests.services.relay import Relay, dashboard, terminal_of

HOUR_MS = 3_600_000

Body = dict[str, Any]


@pytest.fixture(autouse=True)
def _sold(one: Rig, two: Rig) -> None:
    one.sell(BREAD)
    two.sell(WATER)


def pressed(body: Body) -> bytes:
    return gzip.compress(json.dumps(body, ensure_ascii=True).encode(), mtime=0)


def opened(content: bytes) -> Body:
    body: Body = json.loads(gzip.decompress(content))
    return body


def tell(relay: Relay, one: Rig, two: Rig, content: bytes, **said: Any) -> None:
    """Have the first till told something else of the second's day."""
    sheet = relay.take(two)[0]
    relay.keep(two, DaySheet(sheet.head, content), **said)
    relay.give(one)


def is_missing(rig: Rig) -> bool:
    """Look whether the day shows as missing, and the till's own figures are as they were."""
    found = dashboard(rig)
    assert found.headline.takings == yuan(333)
    (mark,) = [mark for mark in found.completeness.tills if mark.till == "T2"]
    return mark.missing == (MissingDay(DAY, 1),)


def turn(body: Body) -> Body:
    found: Body = body["turns"][0]
    return found


SPOILED: dict[str, Callable[[Body], object]] = {
    "of another shape": lambda body: body.update(shape=2),
    "of another day": lambda body: body.update(day="2026-11-20"),
    "no turns": lambda body: body.pop("turns"),
    "a turn twice": lambda body: body["turns"].append(body["turns"][0] | {"trade": []}),
    "more takings": lambda body: turn(body)["trade"][0].__setitem__(3, 201),
    "an hour of another planet": lambda body: turn(body)["trade"][0].__setitem__(0, 24),
    "a tender nobody knows": lambda body: turn(body)["tender"][0].__setitem__(0, "shells"),
    "a kind nobody knows": lambda body: turn(body)["trade"][0].__setitem__(1, "gift"),
    "an act nobody knows": lambda body: turn(body).update(act=[["theft", "", 1, 1]]),
    "goods beyond the list": lambda body: turn(body)["goods"][0].__setitem__(0, 9),
    "a category beyond the list": lambda body: body["items"][0].__setitem__(1, 99),
    "a section beyond the list": lambda body: turn(body)["department"][0].__setitem__(0, 99),
    "a rule beyond the list": lambda body: turn(body).update(promotion=[[0, 1, 1, 1]]),
    "a member beyond the list": lambda body: turn(body).update(visit=[[1, 1, 1, 200]]),
    "a member with a name": lambda body: body.update(members=["张三"]),
    "more than money can be": lambda body: turn(body)["goods"][0].__setitem__(2, 10**15),
    "more than a column can be": lambda body: turn(body)["goods"][0].__setitem__(2, 10**30),
    "half a piece": lambda body: turn(body)["goods"][0].__setitem__(1, 0.5),
    "half a character": lambda body: body["items"][0].__setitem__(2, "\ud800"),
    "a name without end": lambda body: body["items"][0].__setitem__(2, "水" * 401),
    "a path without end": lambda body: body["categories"].append(["x"] * 21),
    "goods worth more than a day": lambda body: turn(body).update(goods=[[0, 1, 10**11]] * 2),
    "acts worth more": lambda body: turn(body).update(act=[["void", "", 1, 10**11]] * 2),
    "tenders worth more": lambda body: turn(body).update(tender=[["cash", 1, -(10**11)]] * 2),
    "purchases worth more": lambda body: turn(body).update(visit=[[0, 1, 1, 10**11]] * 2),
    "coupons worth more": lambda body: turn(body).update(coupon=[[7001, 1, 10**11]] * 2),
    "takings that cancel out": lambda body: turn(body)["trade"].extend(
        [[3, "sale", 0, 10**11], [4, "return", 0, -(10**11)]]
    ),
    "two turns worth more": lambda body: body["turns"].extend(
        {"shift": 8 + n, "operator": "", "coupon": [[7001, 1, 10**11]]} for n in range(2)
    ),
    "text for a number": lambda body: turn(body)["goods"][0].__setitem__(1, "1000"),
}


@pytest.mark.parametrize("how", SPOILED)
def test_a_sheet_that_is_wrong_is_passed_over_whole(
    how: str, one: Rig, two: Rig, relay: Relay
) -> None:
    (sheet,) = relay.take(two)
    body = opened(sheet.content)
    SPOILED[how](body)
    relay.keep(two, DaySheet(sheet.head, pressed(body)))
    relay.give(one)
    assert is_missing(one)
    assert is_missing(one)


CONTENTS: dict[str, bytes] = {
    "nothing": b"",
    "no gzip": b"day sheet",
    "a list": gzip.compress(b"[]"),
    "two in one": gzip.compress(b"{}") * 2,
    "cut off": gzip.compress(b"{}" * 1_000)[:-9],
    "nested without end": gzip.compress(b"[" * 200_000),
    "a bomb": gzip.compress(b" " * (MOST_SHEET_RAW_BYTES + 1)),
}


@pytest.mark.parametrize("how", CONTENTS)
def test_what_is_no_sheet_is_passed_over(how: str, one: Rig, two: Rig, relay: Relay) -> None:
    tell(relay, one, two, CONTENTS[how])
    assert is_missing(one)


def test_a_sheet_that_is_wrong_leaves_what_was_known_and_a_right_one_heals_it(
    one: Rig, two: Rig, relay: Relay
) -> None:
    relay.exchange()
    assert dashboard(one).headline.takings == yuan(533)
    two.sell(WATER)
    tell(relay, one, two, CONTENTS["no gzip"])
    found = dashboard(one)
    assert found.headline.takings == yuan(533)
    assert found.completeness.tills[1].missing == (MissingDay(DAY, 1),)
    two.sell(WATER)
    relay.exchange()
    found = dashboard(one)
    assert found.headline.takings == yuan(933)
    assert found.completeness.tills[1].missing == ()


def test_a_sheet_of_a_later_version_is_not_even_fetched_and_its_day_is_missing(
    one: Rig, two: Rig, relay: Relay
) -> None:
    (sheet,) = relay.take(two)
    relay.keep(two, sheet, shape=2)
    relay.contents.clear()
    relay.give(one)
    assert is_missing(one)


def test_sums_that_are_not_the_journals_are_shown_as_missing(
    one: Rig, two: Rig, relay: Relay
) -> None:
    (sheet,) = relay.take(two)
    relay.keep(two, sheet, known_minor=sheet.head.takings_minor + 1)
    relay.give(one)
    found = dashboard(one)
    assert found.headline.takings == yuan(533)
    assert found.completeness.tills[1].missing == (MissingDay(DAY, 0),)


def test_a_till_whose_clock_is_ahead_falls_silent_like_any_other(
    one: Rig, two: Rig, relay: Relay
) -> None:
    (sheet,) = relay.take(two)
    relay.keep(two, sheet, until_ms=two.clock.wall + 5 * HOUR_MS)
    relay.give(one)
    assert not dashboard(one).completeness.tills[1].is_silent
    one.clock.pass_ms(HOUR_MS)
    mark = dashboard(one).completeness.tills[1]
    assert mark.is_silent
    assert mark.heard_ms is not None
    assert mark.heard_ms < one.clock.wall


def test_a_day_that_the_store_does_not_know_any_more_goes(one: Rig, two: Rig, relay: Relay) -> None:
    relay.exchange()
    assert dashboard(one).headline.takings == yuan(533)
    relay.change(f"s:T2:{DAY}", None)
    relay.give(one)
    found = dashboard(one)
    assert found.headline.takings == yuan(333)
    assert {item.sku for item in found.top_goods} == {BREAD}


def test_a_till_is_never_called_as_another_one_is(one: Rig, two: Rig, relay: Relay) -> None:
    relay.seen["T2"] = two.clock.wall
    (sheet,) = relay.take(two)
    for name, terminal in (("T1", "aa" * 32), ("T1 (2)", "bb" * 32)):
        relay.change(f"t:{name}", wire.body_of(wire.StoreTill(name, 0, terminal=terminal)))
        relay.keep(two, sheet, workstation=name, terminal=terminal)
    body = wire.StoreTill("T5", 0, terminal=terminal_of(one))
    relay.feed.page([("t:T5", wire.body_of(body))])
    relay.rigs = (two,)
    relay.give(one)
    found = dashboard(one)
    names = [mark.till for mark in found.completeness.tills]
    assert len(names) == len(set(names)) == 4
    assert found.headline.takings == yuan(333 + 3 * 200)
