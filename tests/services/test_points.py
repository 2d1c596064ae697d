"""Points move with the sale that moves them, back with what comes back, and never beyond leave."""

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pos_app.domain.grant import Allowance
from pos_app.domain.member import IdentifiedBy, MemberId, MemberRef, MemberStanding, day_of
from pos_app.domain.points import SPENT
from pos_app.domain.pricing.earning import PURCHASE
from pos_app.domain.quantity import Quantity
from pos_app.domain.settlement import CompletedTransaction
from pos_app.store import grants, promotions
from tests.builders import BOOK, BREAD, FREE, MANAGER, WATER, Rig, make_rig, make_template

KEY = bytes(range(16))
BUNDLE: dict[str, Any] = {
    "format": "ronghe-rules/1",
    "id": "points",
    "version": 1,
    "points": {
        "earn": {"points": 1, "per": 100},
        "spend": {"points": 100, "off": 100, "most_percent": "50"},
        "months": 12,
    },
    "rules": [
        {
            "id": "water-double",
            "kind": "points",
            "percent": "200",
            "name": {"zh": "饮水双倍", "en": "Water: double points"},
            "items": {"skus": [WATER]},
        },
        {
            "id": "drinks-triple",
            "kind": "points",
            "percent": "300",
            "items": {"skus": [WATER, BREAD]},
            "who": {"tiers": ["gold"]},
        },
        {"id": "bread-bonus", "kind": "points", "bonus": 7, "items": {"skus": [BREAD]}},
    ],
}


def standing(rig: Rig, **changes: Any) -> MemberStanding:
    now_ms = rig.counter._real.desk.time.now_ms()
    ref = MemberRef(b"handle-1", day_of(now_ms))
    known = MemberStanding(
        ref, KEY, IdentifiedBy.CODE, points_known=5_000, as_of_ms=now_ms - 3_600_000
    )
    return replace(known, **changes)


def put_bundle(rig: Rig, bundle: dict[str, Any]) -> None:
    rules = rig.counter._real.desk.rules
    with rules._reference.write() as connection:
        promotions.put_bundle(connection, bundle["version"], json.dumps(bundle).encode())
    rules.refresh()


def attach(rig: Rig, **changes: Any) -> None:
    desk = rig.counter._real.desk
    desk.save(desk.transaction().with_member(standing(rig, **changes)))


def allow(rig: Rig, points: int = 3_000, grant_no: int = 7, for_ms: int = 86_400_000) -> None:
    until_ms = rig.counter._real.desk.time.now_ms() + for_ms
    allowance = Allowance(grant_no, MemberId(KEY), points, until_ms)
    with rig.database.write() as connection:
        grants.take_allowance(connection, allowance, KEY)


def entries(rig: Rig, number: int | None = None) -> list[tuple[str, int]]:
    where = "" if number is None else f" WHERE number = {number}"
    rows = rig.rows(f"SELECT reason, points FROM points_entry{where} ORDER BY number, reason")
    return [(reason, points) for reason, points in rows if points]


def balance(rig: Rig) -> int:
    return int(rig.rows("SELECT coalesce(sum(points), 0) FROM points_entry")[0][0])


def used(rig: Rig) -> int:
    return int(rig.rows("SELECT sum(used) FROM spending_grant")[0][0])


def pay(rig: Rig) -> CompletedTransaction:
    if rig.counter.tendering.cash_due():
        return rig.pay_cash()
    outcome = rig.counter.tendering.complete_even()
    assert outcome.completed is not None
    return outcome.completed


def give_back(rig: Rig, sold: CompletedTransaction, *pieces: tuple[int, int]) -> None:
    for line, thousandths in pieces:
        rig.counter.returns.return_line(sold.receipt, line, Quantity(thousandths), "FAULTY")
    pay(rig)


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_template(tmp_path_factory.mktemp("points"))


@pytest.fixture
def shop(template: Path, tmp_path: Path) -> Iterator[Rig]:
    rig = make_rig(template, tmp_path / "till")
    rig.open_for(MANAGER)
    put_bundle(rig, BUNDLE)
    yield rig
    rig.close()


def test_a_purchase_earns_by_the_program_the_best_multiplier_and_every_bonus(shop: Rig) -> None:
    shop.ring(BOOK, WATER, WATER, WATER, BREAD)
    attach(shop, tier="gold")
    earned = {entry.rule: entry.points for entry in shop.counter.points.will_earn()}
    # 11.30 + 6.00 + 3.33 paid; water and bread (9.33) three times, which beats twice; and 7 more
    assert earned == {PURCHASE: 20, "drinks-triple": 18, "bread-bonus": 7}
    sold = shop.pay_cash()
    assert dict(entries(shop)) == earned
    assert {move.reason: move.points for move in sold.points} == earned
    dates = shop.rows("SELECT DISTINCT expires_on FROM points_entry")
    assert dates == [("2027-11-21",)]


def test_points_that_a_member_gets_once_are_earned_once_unless_that_sale_is_cancelled(
    shop: Rig,
) -> None:
    once = {"id": "welcome", "kind": "points", "bonus": 500, "caps": {"uses_per_member": 1}}
    put_bundle(shop, {**BUNDLE, "version": 2, "rules": [once]})
    for expected in (511, 11):
        shop.ring(BOOK)
        attach(shop)
        assert sum(entry.points for entry in shop.counter.points.will_earn()) == expected
        if expected == 511:
            shop.pay_cash()
    shop.counter.checkout.void_transaction("CHANGED")
    shop.counter.returns.post_void("CHANGED")
    shop.ring(BOOK)
    attach(shop)
    assert sum(entry.points for entry in shop.counter.points.will_earn()) == 511


def test_nobody_in_particular_earns_nothing(shop: Rig) -> None:
    shop.sell(WATER)
    assert entries(shop) == []
    assert shop.rows("SELECT count(*) FROM points_entry") == [(0,)]


def test_the_journal_and_the_record_say_what_moved_and_not_whose_it_is(shop: Rig) -> None:
    shop.ring(BOOK)
    attach(shop)
    sold = shop.pay_cash()
    body = shop.bodies("sale")[-1]
    assert body["d"]["points"] == [{"r": PURCHASE, "n": 11, "x": "2027-11-21"}]
    assert KEY.hex() not in json.dumps(body)
    again = shop.counter.history.find(sold.receipt)
    assert again.points == sold.points
    assert again.priced.trace.points == sold.priced.trace.points


def test_points_take_money_off_in_whole_blocks_within_the_allowance(shop: Rig) -> None:
    allow(shop, 250)
    shop.ring(BOOK, BOOK)
    attach(shop)
    standing = shop.counter.points.standing()
    assert (standing.spendable, standing.why_not, standing.block) == (200, "", 100)
    basket = shop.counter.points.spend(250)
    assert basket.total.minor == 2_260 - 226  # two yuan off before 13 % on top
    shop.pay_cash()
    assert dict(entries(shop))[SPENT] == -200
    assert used(shop) == 200
    shop.ring(WATER)
    attach(shop)
    with shop.refuses("POINTS_NOT_ENOUGH") as caught:
        shop.counter.points.spend(100)
    assert caught.value.facts["points"] == 50


def test_points_are_refused_in_the_documented_order(shop: Rig) -> None:
    points = shop.counter.points
    shop.ring(BOOK)
    with shop.refuses("NO_MEMBER"):
        points.spend(100)
    attach(shop, identified_by=IdentifiedBy.PHONE, is_time_checked=False)
    with shop.refuses("POINTS_IDENTIFY_BY_CODE"):
        points.spend(100)
    attach(shop, is_time_checked=False)
    with shop.refuses("POINTS_CLOCK_UNSURE"):
        points.spend(100)
    attach(shop)
    with shop.refuses("POINTS_NO_ALLOWANCE"):
        points.spend(100)
    allow(shop, 1_000, for_ms=60_000)
    with shop.refuses("POINTS_NOT_ENOUGH"):
        points.spend(1_001)
    with shop.refuses("POINTS_BELOW_BLOCK"):
        points.spend(99)
    assert points.standing().why_not == ""
    shop.clock.pass_ms(60_000)
    with shop.refuses("POINTS_ALLOWANCE_ENDED"):
        points.spend(100)
    assert points.standing().why_not == "POINTS_ALLOWANCE_ENDED"
    assert points.spend(0).transaction.points_to_spend == 0
    put_bundle(shop, {**BUNDLE, "version": 2, "points": {"earn": {"points": 1, "per": 100}}})
    with shop.refuses("POINTS_NOT_HERE"):
        points.spend(100)


def test_a_store_may_let_a_phone_number_spend(tmp_path: Path) -> None:
    template = make_template(tmp_path / "template", points_need_code=False)
    rig = make_rig(template, tmp_path / "till")
    rig.open_for(MANAGER)
    put_bundle(rig, BUNDLE)
    allow(rig)
    rig.ring(BOOK)
    attach(rig, identified_by=IdentifiedBy.PHONE)
    assert rig.counter.points.spend(100).trace.applications[0].times == 100
    rig.close()


def test_points_known_bound_what_may_be_spent_and_what_was_earned_here_waits(shop: Rig) -> None:
    allow(shop)
    shop.ring(*[BOOK] * 5)
    attach(shop, points_known=150)
    assert shop.counter.points.standing().spendable == 100
    shop.counter.points.spend(100)
    shop.pay_cash()
    shop.ring(BOOK)
    attach(shop, points_known=150)
    standing = shop.counter.points.standing()
    assert (standing.spent_here, standing.spendable) == (100, 0)
    assert standing.why_not == "POINTS_NOT_ENOUGH"
    assert standing.earned_here == 55
    assert standing.purchases_minor == 5_650 - 113


def test_an_allowance_spent_elsewhere_meanwhile_lowers_what_a_resumed_basket_takes(
    shop: Rig,
) -> None:
    allow(shop, 100)
    shop.ring(BOOK)
    attach(shop)
    shop.counter.points.spend(100)
    waiting = shop.counter.checkout.suspend()[0].id
    shop.ring(BOOK)
    attach(shop)
    shop.counter.points.spend(100)
    shop.pay_cash()
    assert shop.counter.checkout.resume(waiting).total.minor == 1_130
    shop.pay_cash()
    assert used(shop) == 100


def test_a_post_void_gives_back_what_was_spent_and_takes_what_was_earned(shop: Rig) -> None:
    allow(shop)
    shop.ring(BOOK, WATER)
    attach(shop)
    shop.counter.points.spend(200)
    shop.pay_cash()
    shop.counter.returns.post_void("CHANGED")
    assert balance(shop) == 0
    assert used(shop) == 0
    moved = [body["d"]["points"] for body in shop.bodies("sale", "post_void")]
    assert [sum(move["n"] for move in moves) for moves in moved] == [-188, 188]


def test_a_return_of_one_piece_takes_its_part_of_the_points(shop: Rig) -> None:
    allow(shop)
    shop.ring(BOOK, BOOK, BOOK, BOOK)
    attach(shop)
    shop.counter.points.spend(400)
    sold = shop.pay_cash()
    assert dict(entries(shop, sold.receipt.number)) == {PURCHASE: 40, SPENT: -400}
    give_back(shop, sold, (1, 1000))
    assert dict(entries(shop, sold.receipt.number + 1)) == {PURCHASE: -10, SPENT: 100}
    assert used(shop) == 300


def test_goods_that_earned_nothing_take_nothing_back(shop: Rig) -> None:
    shop.ring(BREAD, FREE)
    attach(shop)
    sold = shop.pay_cash()
    give_back(shop, sold, (2, 1000))
    assert balance(shop) == 10
    give_back(shop, sold, (1, 1000))
    assert balance(shop) == 0


@settings(max_examples=25, deadline=None)
@given(data=st.data())
def test_returns_in_any_order_and_split_take_back_exactly_what_was_earned(
    template: Path, tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    rig = make_rig(template, tmp_path_factory.mktemp("till") / "till")
    rig.open_for(MANAGER)
    put_bundle(rig, BUNDLE)
    allow(rig)
    kinds = st.sampled_from([BOOK, WATER, BREAD, FREE])
    basket = data.draw(st.lists(st.tuples(kinds, st.integers(1, 4)), min_size=1, max_size=5))
    for sku, pieces in basket:
        rig.counter.checkout.add_item(sku, Quantity.of(pieces))
    attach(rig, tier=data.draw(st.sampled_from(["", "gold"])))
    rig.counter.points.spend(data.draw(st.sampled_from([100, 300, 1_000])))
    sold = pay(rig)
    numbers = [
        line.line.number
        for line in sold.priced.lines
        for _ in range(line.line.quantity.thousandths // 1000)
    ]
    waiting = data.draw(st.permutations(numbers))
    earned = sum(points for _, points in entries(rig) if points > 0)
    spent = earned - balance(rig)
    while waiting:
        count = data.draw(st.integers(1, len(waiting)))
        taken, waiting = waiting[:count], waiting[count:]
        give_back(rig, sold, *((line, 1000) for line in taken))
        assert -spent <= balance(rig) <= earned
    assert balance(rig) == 0
    assert used(rig) == 0
    rig.close()


def test_a_return_that_is_post_voided_gives_the_points_again(shop: Rig) -> None:
    shop.ring(BOOK, BOOK)
    attach(shop)
    sold = shop.pay_cash()
    give_back(shop, sold, (1, 1000))
    shop.counter.returns.post_void("CHANGED")
    assert balance(shop) == 22
    give_back(shop, sold, (1, 2000))
    assert balance(shop) == 0
