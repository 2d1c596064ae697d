"""Coupons: one winner, a cap that is never passed, and a bounded loss that is closed once."""

from typing import Any

import pytest
import sqlalchemy as sa
from hypothesis import given, settings
from hypothesis import strategies as st

from sync.cloud.coupons import campaigns, disputes, exposure, holds, wallets
from sync.cloud.coupons import uses as uses_of
from sync.cloud.schema.facts import CASE, TERMINAL
from sync.cloud.schema.leases import GRACE_MS, LEASE_MS, Declined
from sync.cloud.schema.ledgers import (
    COUPON,
    COUPON_LOSS,
    COUPON_REDEMPTION,
)
from sync.wire import reference
from tests.cloud.ledgers.conftest import open_cloud
from tests.cloud.ledgers.world import NOW, TENANT_NAME, MadeTill, World, coupon
from tests.cloud.ledgers.world import transaction as transaction_of

ONE = "c0" * 8
OVER = LEASE_MS + GRACE_MS + 1


def campaign(world: World, number: int = 7001, cls: str = "d", **more: Any) -> None:
    said = {"definition": "{}", "when_returned": "give_back", **more}
    new = campaigns.NewCampaign(TENANT_NAME, number, cls, **said)
    world.write(lambda c: campaigns.put_campaign(c, new, NOW))


def opened(world: World, *tills: MadeTill) -> None:
    for till in tills:
        world.add_terminal(till.store, till.terminal, f"T{till.number:02d}")


def try_hold(world: World, till: MadeTill, at: int = NOW, number: str = ONE) -> int | str:
    try:
        return int(world.write(lambda c: holds.hold(c, world.till(till), number, 7001, at)))
    except Declined as declined:
        return declined.why


def uses(world: World) -> list[tuple[str, str]]:
    return [(row["store"], row["outcome"]) for row in world.rows(COUPON_REDEMPTION)]


# ---- class A


def test_a_coupon_is_held_for_one_till_until_it_is_given_back(world: World) -> None:
    first, second = MadeTill("S1", 1), MadeTill("S2", 1)
    opened(world, first, second)
    campaign(world, cls="a")
    assert try_hold(world, first) == 1
    assert try_hold(world, second) == "held"
    assert try_hold(world, first) == 2, "its own answer was lost"
    world.write(lambda c: holds.release(c, world.till(first), ONE, 1))
    assert try_hold(world, second) == "held", "an old number gives nothing back"
    world.write(lambda c: holds.release(c, world.till(first), ONE, 2))
    assert try_hold(world, second) == 3


def test_a_hold_ends_with_its_lease_and_the_grace_and_not_before(world: World) -> None:
    first, second = MadeTill("S1", 1), MadeTill("S2", 1)
    opened(world, first, second)
    campaign(world, cls="a")
    assert try_hold(world, first) == 1
    assert try_hold(world, second, NOW + OVER - 1) == "held"
    renewed = world.write(lambda c: holds.renew(c, world.till(first), ONE, 1, NOW + LEASE_MS))
    assert renewed == 1
    assert try_hold(world, second, NOW + OVER) == "held"
    assert try_hold(world, second, NOW + LEASE_MS + OVER) == 2
    assert renewal(world, first, 1) == "held"
    world.write(lambda c: holds.end_overdue(c, NOW + 3 * OVER))
    assert renewal(world, second, 2) == "ended"


def renewal(world: World, till: MadeTill, number: int) -> int | str:
    try:
        return int(world.write(lambda c: holds.renew(c, world.till(till), ONE, number, NOW)))
    except Declined as declined:
        return declined.why


def test_what_cannot_be_held_says_why(world: World) -> None:
    till = MadeTill("S1", 1)
    opened(world, till)
    assert try_hold(world, till) == "unknown"
    campaign(world, cls="a", stores=("S9",))
    assert try_hold(world, till) == "another_store"
    campaign(world, cls="a")
    assert try_hold(world, till) == 1
    change = sa.update(COUPON)
    for values, why in (
        ({"state": "void"}, "void"),
        ({"state": "active", "from_ms": NOW + 1}, "not_yet"),
        ({"from_ms": 0, "until_ms": NOW}, "expired"),
        ({"until_ms": 0, "state": "redeemed"}, "redeemed"),
    ):
        world.write(lambda c, values=values: c.execute(change.values(**values)))
        assert try_hold(world, till) == why
    campaign(world, cls="a", is_withdrawn=True)
    assert try_hold(world, till) == "void"


def test_a_use_by_a_hold_that_ran_out_counts_when_nobody_else_got_one(world: World) -> None:
    first, second = MadeTill("S1", 1), MadeTill("S2", 1)
    opened(world, first, second)
    campaign(world, cls="a")
    assert try_hold(world, first) == 1
    first.sell(1000, **coupon(ONE, cls="a", grant=1))
    world.clock.now = NOW + 10 * OVER
    world.settle(first)
    assert uses(world) == [("S1", "redeemed")]
    assert try_hold(world, second, world.clock.now) == "redeemed"
    end = world.clock.now + uses_of.UNKNOWN_END_MS
    assert world.told("coupon:S2")[f"x:{ONE}"] == {"why": "redeemed", "until_ms": end}


def test_a_late_use_by_a_hold_that_was_given_on_is_a_case(world: World) -> None:
    first, second = MadeTill("S1", 1), MadeTill("S2", 1)
    opened(world, first, second)
    campaign(world, cls="a")
    assert try_hold(world, first) == 1
    assert try_hold(world, second, NOW + OVER) == 2
    first.sell(1000, **coupon(ONE, cls="a", grant=1))
    second.sell(1000, **coupon(ONE, cls="a", grant=2))
    world.settle(first)
    world.settle(second)
    assert uses(world) == [("S1", "disputed"), ("S2", "redeemed")] or uses(world) == [
        ("S2", "redeemed"),
        ("S1", "disputed"),
    ]
    (case,) = world.rows(CASE)
    assert (case["code"], case["terminal"]) == ("COUPON_SPENT_TWICE", first.terminal)
    notice = world.told(f"ctl:{first.terminal.hex()}")[f"case:{case['case_id']}"]
    assert (notice["state"], notice["amount_minor"]) == ("open", 500)


def test_a_till_that_asked_twice_may_use_either_of_its_holds(world: World) -> None:
    till = MadeTill("S1", 1)
    opened(world, till)
    campaign(world, cls="a")
    assert try_hold(world, till) == 1
    assert try_hold(world, till) == 2
    till.sell(1000, **coupon(ONE, cls="a", grant=1))
    world.settle(till)
    assert uses(world) == [("S1", "redeemed")]


# ---- class D


def test_k_tills_offline_with_one_coupon_end_with_k_minus_one_cases_each_closing_once(
    world: World,
) -> None:
    tills = [MadeTill(f"S{number}", 1) for number in range(1, 6)]
    opened(world, *tills)
    campaign(world)
    for till in tills:
        till.sell(2000, **coupon(ONE, value=500))
    for till in tills:
        world.settle(till)
    cases = world.rows(CASE)
    assert len(cases) == len(tills) - 1
    said = world.database.read(lambda c: exposure.exposure(c, TENANT_NAME, 500, NOW + 1))
    assert (said.tills, said.open_cases) == (5, 4)
    assert said.lost_minor == 4 * 500 <= said.bound_minor
    for case, resolution in zip(cases, [*disputes.RESOLUTIONS, "written_off"], strict=True):
        close = (case["store"], case["case_id"], resolution, NOW)
        assert world.write(lambda c, close=close: disputes.resolve(c, *close))
        assert not world.write(lambda c, close=close: disputes.resolve(c, *close))
    assert sorted(row["state"] for row in world.rows(COUPON_LOSS)) == [
        "charged",
        "reversed",
        "written_off",
        "written_off",
    ]
    for till in tills:
        world.write(lambda c: c.execute(sa.update(TERMINAL).values(projected_seq=0)))
        world.settle(till)
    assert len(world.rows(CASE)) == len(tills) - 1, "heard again it is no other case"


def test_goods_that_all_come_back_make_the_coupon_good_again(world: World) -> None:
    till, other = MadeTill("S1", 1), MadeTill("S2", 1)
    opened(world, till, other)
    campaign(world)
    sold = till.sell(1000, **coupon(ONE))
    world.settle(till)
    assert world.rows(COUPON)[0]["state"] == "redeemed"
    back = till.take_back(sold, 1000)
    world.settle(till)
    assert world.rows(COUPON)[0]["state"] == "active"
    assert world.told("coupon:S2")[f"x:{ONE}"] is None
    till.cancel(back, -1000)
    world.settle(till)
    assert world.rows(COUPON)[0]["state"] == "redeemed"


def test_half_of_the_goods_back_leave_it_spent_and_so_may_the_campaign(world: World) -> None:
    till = MadeTill("S1", 1)
    opened(world, till)
    campaign(world, when_returned="keep_spent")
    sold = till.sell(1000, quantity=2000, **coupon(ONE))
    till.take_back(sold, 500)
    world.settle(till)
    assert world.rows(COUPON)[0]["state"] == "redeemed"
    till.take_back(sold, 500)
    world.settle(till)
    assert world.rows(COUPON)[0]["state"] == "redeemed", "the campaign keeps it spent"
    campaign(world)
    other = till.sell(1000, quantity=2000, **coupon("c1" * 8))
    till.take_back(other, 500)
    world.settle(till)
    assert [row["state"] for row in world.rows(COUPON)] == ["redeemed", "redeemed"]
    till.take_back(other, 500)
    world.settle(till)
    assert [row["state"] for row in world.rows(COUPON)] == ["redeemed", "active"]


def test_a_cancelled_sale_gives_its_coupon_back_whatever_the_campaign_says(world: World) -> None:
    till = MadeTill("S1", 1)
    opened(world, till)
    campaign(world, when_returned="keep_spent")
    sold = till.sell(1000, **coupon(ONE))
    till.cancel(sold, 1000, **coupon(ONE))
    world.settle(till)
    assert world.rows(COUPON)[0]["state"] == "active"


@st.composite
def days(draw: st.DrawFn) -> list[MadeTill]:
    made = [MadeTill(f"S{number}", 1) for number in range(1, 4)]
    for till in made:
        open_: list[str] = []
        for _ in range(draw(st.integers(0, 4))):
            act = draw(st.sampled_from(["use", "back", "cancel"]))
            if act == "use" or not open_:
                open_.append(till.sell(1000, **coupon(ONE)))
            elif act == "back":
                till.take_back(open_.pop(), 1000)
            else:
                till.cancel(open_.pop(), 1000, **coupon(ONE))
    return made


@settings(max_examples=40)
@given(made=days(), data=st.data())
def test_open_cases_are_the_uses_that_stand_less_one_in_any_order(
    made: list[MadeTill], data: st.DataObject
) -> None:
    world = open_cloud("sqlite://")
    opened(world, *made)
    campaign(world)
    turns = [till.number * 10 + at for at, till in enumerate(made) for _ in till.rows]
    order = data.draw(st.permutations(turns))
    queues = {till.number * 10 + at: (till, iter(till.rows)) for at, till in enumerate(made)}
    for turn in order:
        till, rows = queues[turn]
        world.receive(till.store, till.terminal, [next(rows)])
        world.project()
        world.deliver()
    kinds = [row["kind"] for till in made for row in till.rows]
    standing = kinds.count("sale") - kinds.count("return") - kinds.count("post_void")
    states = [row["state"] for row in world.rows(CASE)]
    assert states.count("open") == max(0, standing - 1)
    losses = [row["state"] for row in world.rows(COUPON_LOSS)]
    assert losses.count("open") == max(0, standing - 1)
    if kinds.count("sale"):
        is_spent = world.rows(COUPON)[0]["state"] == "redeemed"
        assert is_spent == (standing > 0)
    world.database.close()


def test_a_transaction_of_one_line_is_what_a_till_would_write() -> None:
    said = transaction_of("S1-T01-000001", 500, "W1")
    assert said["total"] == sum(line["amount"] for line in said["lines"])


def test_an_issued_coupon_is_good_for_what_it_was_issued_for_until_it_is_called_back(
    world: World,
) -> None:
    till = MadeTill("S1", 1)
    opened(world, till)
    new = reference.WalletCoupon(ONE, "a1" * 16, 7001, 1, 500, NOW, NOW + 1_000, max_uses=2)
    with pytest.raises(Declined, match="unknown"):
        world.write(lambda c: wallets.issue(c, TENANT_NAME, new))
    campaign(world)
    world.write(lambda c: wallets.issue(c, TENANT_NAME, new))
    assert world.told("coupon:S1")[f"w:{ONE}"]["member"] == "a1" * 16
    for _ in range(2):
        till.sell(1000, **coupon(ONE))
    world.settle(till)
    assert [row["outcome"] for row in world.rows(COUPON_REDEMPTION)] == ["redeemed"] * 2
    assert world.told("coupon:S1")[f"x:{ONE}"]["until_ms"] == NOW + 1_000
    world.write(lambda c: wallets.revoke(c, TENANT_NAME, ONE, 7001, NOW + 2_000))
    told = world.told("coupon:S1")
    assert (told[f"w:{ONE}"], told[f"x:{ONE}"]["why"]) == (None, "revoked")
    assert try_hold(world, till) == "void"
