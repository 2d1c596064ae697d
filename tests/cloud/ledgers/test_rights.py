"""Rights to a capped campaign, and the till that decides for its store."""

import sqlalchemy as sa

from sync.cloud.coupons import authority, rights
from sync.cloud.schema.facts import CASE, TERMINAL
from sync.cloud.schema.leases import Declined, Granting
from sync.cloud.schema.ledgers import CAMPAIGN, CAMPAIGN_RIGHT
from sync.cloud.schema.sales import QUARANTINE
from tests.cloud.ledgers.test_coupons import ONE, campaign, opened
from tests.cloud.ledgers.world import NOW, MadeTill, World, coupon

# ---- class C


def capped(world: World, **more: int) -> None:
    limits = {"cap": 20, "grant_size": 7, "low_water": 3, "grant_life_ms": 1_000_000} | more
    campaign(world, cls="c", **limits)


def refill(world: World, at: int = NOW) -> int:
    number = iter(range(world.clock.random_bytes(4)[0] * 1000 + 1, 10**9))
    granting = Granting(world.keys, lambda: next(number), at)
    return int(world.write(lambda c: rights.refill(c, granting)))


def out(world: World) -> list[int]:
    return [row["amount"] for row in world.rows(CAMPAIGN_RIGHT)]


def test_a_cap_is_shared_out_in_rights_and_never_passed(world: World) -> None:
    tills = [MadeTill("S1", number) for number in range(1, 5)]
    opened(world, *tills)
    capped(world)
    assert refill(world) == 3
    assert sorted(out(world)) == [6, 7, 7], "the last one gets what is left"
    assert refill(world) == 0
    assert world.rows(CAMPAIGN)[0]["granted"] == 20
    told = world.told(f"ctl:{tills[0].terminal.hex()}")
    (grant,) = [body for key, body in told.items() if key.startswith("grant:")]
    assert grant["kind"] == "right"


def test_a_till_that_runs_low_gets_more_once_what_it_used_is_known(world: World) -> None:
    till = MadeTill("S1", 1)
    opened(world, till)
    capped(world)
    assert refill(world) == 1
    number = world.rows(CAMPAIGN_RIGHT)[0]["grant_no"]
    for use in range(5):
        till.sell(1000, **coupon(f"{use:016x}", cls="c", grant=number))
    world.settle(till)
    assert world.rows(CAMPAIGN_RIGHT)[0]["used"] == 5
    assert refill(world) == 1
    assert world.rows(CASE) == []


def test_rights_come_back_only_when_the_till_can_no_longer_spend_them(world: World) -> None:
    till = MadeTill("S1", 1)
    opened(world, till)
    capped(world)
    refill(world)
    number = world.rows(CAMPAIGN_RIGHT)[0]["grant_no"]
    late = NOW + 2_000_000
    till.sell(1000, **coupon(ONE, cls="c", grant=number))
    world.settle(till)
    assert taken_back(world, late) == 0, "it was not heard of since its right ended"
    till.sell(1000, **coupon("c1" * 8, cls="c", grant=number))
    world.clock.now = late
    world.receive(till.store, till.terminal, till.rows[till.sent :])
    assert taken_back(world, late + 1) == 0, "its last rows are not projected"
    world.project()
    assert taken_back(world, late + 1) == 0, "the ledger has not heard of its last use"
    world.deliver()
    assert taken_back(world, late + 1) == 1
    assert world.rows(CAMPAIGN)[0]["granted"] == 2
    assert taken_back(world, late + 1) == 0


def test_rights_stay_out_while_a_row_that_may_have_used_them_is_set_aside(world: World) -> None:
    till = MadeTill("S1", 1)
    opened(world, till)
    capped(world)
    refill(world)
    number = world.rows(CAMPAIGN_RIGHT)[0]["grant_no"]
    late = NOW + 2_000_000
    till.sell(1000, **coupon(ONE, cls="c", grant=number))
    till.rows[-1]["schema"] = 99
    world.clock.now = late
    world.settle(till)
    assert [row["reason"] for row in world.rows(QUARANTINE)] == ["ROW_TOO_NEW"]
    assert taken_back(world, late + 1) == 0
    world.write(lambda c: c.execute(sa.update(QUARANTINE).values(state="dismissed")))
    assert taken_back(world, late + 1) == 1


def test_a_sealed_till_gives_its_rights_back_at_once(world: World) -> None:
    till = MadeTill("S1", 1)
    opened(world, till)
    capped(world)
    refill(world)
    assert taken_back(world, NOW) == 0
    world.write(lambda c: c.execute(sa.update(TERMINAL).values(state="sealed")))
    assert taken_back(world, NOW) == 1
    assert world.rows(CAMPAIGN)[0]["granted"] == 0


def taken_back(world: World, at: int) -> int:
    return int(world.write(lambda c: rights.take_back(c, at)))


def test_a_copied_disk_that_overspends_its_right_opens_a_case(world: World) -> None:
    till = MadeTill("S1", 1)
    opened(world, till)
    capped(world, cap=2, grant_size=2, low_water=1)
    refill(world)
    number = world.rows(CAMPAIGN_RIGHT)[0]["grant_no"]
    for use in range(3):
        till.sell(1000, **coupon(f"{use:016x}", cls="c", grant=number))
    world.settle(till)
    assert [row["code"] for row in world.rows(CASE)] == ["COUPON_RIGHT_OVERSPENT"]
    assert world.rows(CAMPAIGN)[0]["granted"] == 2


def test_after_a_restore_a_till_is_given_new_rights(world: World) -> None:
    till = MadeTill("S1", 1)
    opened(world, till)
    capped(world)
    refill(world)
    till.epoch = 2
    till.record("epoch_open", {"why": "restored"})
    world.settle(till)
    assert refill(world) == 1, "its old disk's rights are worth nothing there"


# ---- class B


def test_a_stores_authority_moves_only_when_the_till_before_is_out(world: World) -> None:
    first, second = MadeTill("S1", 1), MadeTill("S1", 2)
    opened(world, first, second)

    def move(till: MadeTill) -> int | str:
        try:
            return int(world.write(lambda c: authority.move(c, world.till(till), NOW)))
        except Declined as declined:
            return declined.why

    assert move(first) == 1
    assert move(first) == 1
    assert move(second) == "held"
    seal = sa.update(TERMINAL).where(TERMINAL.c.terminal == first.terminal)
    world.write(lambda c: c.execute(seal.values(state="sealed")))
    assert move(second) == 2
    assert move(first) == "unknown"
    setting = world.told(f"ctl:{second.terminal.hex()}")["setting:coupon_authority"]
    assert setting["value"] == '{"is_authority":true,"number":2}'
    third = world.till(MadeTill("S1", 3))
    world.write(lambda c: authority.tell_new(c, third))
    setting = world.told(f"ctl:{third.terminal.hex()}")["setting:coupon_authority"]
    assert setting["value"] == '{"is_authority":false,"number":2}'
