"""What is asked while the customer waits: real server and network, a clock in the test's hands."""

import json
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from threading import Event

import pytest
import sqlalchemy as sa

from sync import errors, interactive
from sync.cloud.coupons.campaigns import NewCampaign, put_campaign
from sync.cloud.members.directory import NewMember, put_member
from sync.cloud.payments import stored_value
from sync.cloud.schema.leases import LEASE_MS
from sync.cloud.schema.ledgers import COUPON, VALUE_HOLD
from sync.errors import ServerRefused, Unreachable
from sync.interactive import FastLane
from sync.transport import Transport
from tests.cloud.client import Shop
from tests.cloud.http.served import served
from tests.faults import kinds
from tests.faults.plans import Script
from tests.faults.proxy import FaultProxy
from tests.sync.shop import Machine, World, enrolled

GIFT = 7004
MEMBER = bytes(15) + b"\x01"
CARD = "token-of-a-card"


@pytest.fixture
def proxy(world: World, shop: Shop) -> Iterator[FaultProxy]:
    with (
        served(world.cloud, world.cloud.database) as serving,
        FaultProxy(int(serving.url("tills").rpartition(":")[2])) as proxy,
    ):
        world.cloud.database.write(lambda connection: _fill(connection, shop, world))
        yield proxy


def _fill(connection: sa.Connection, shop: Shop, world: World) -> None:
    now_ms = world.clock.now_ms
    definition = json.dumps({"format": "ronghe-campaign/1", "number": GIFT, "class": "a"})
    put_campaign(connection, NewCampaign(shop.tenant, GIFT, "a", definition, "keep_spent"), now_ms)
    card = stored_value.NewCard(shop.tenant, "account", CARD, "****1234", "CNY")
    stored_value.issue(connection, card, 5_000, now_ms)
    member = NewMember(shop.tenant, MEMBER.hex(), "88000101", shop.tenant, shop.store)
    put_member(connection, member, now_ms)


class Counter:
    """A till that has met its cloud, and its fast lane; ``mono_ms`` moves when the test says so."""

    def __init__(self, machine: Machine, url: str) -> None:
        self.machine = machine
        self.mono_ms = 10_000
        self.transport = Transport(url)
        line = machine.sync.line
        self.lane = FastLane(line, self.transport.send, lambda: self.mono_ms, machine.random_bytes)

    def close(self) -> None:
        self.lane.close(lambda: None)
        self.transport.close()


@pytest.fixture
def counter(proxy: FaultProxy, machine: Machine, world: World) -> Iterator[Counter]:
    world.run(60_000)
    counter = Counter(machine, proxy.url)
    yield counter
    counter.close()


def rows(world: World, table: sa.Table) -> list[sa.Row[tuple[object, ...]]]:
    with world.cloud.database.engine.connect() as connection:
        return list(connection.execute(sa.select(table)))


def test_a_coupon_is_held_renewed_and_given_back(counter: Counter, world: World) -> None:
    held = counter.lane.hold_coupon("gift-1", GIFT, 0)
    assert (held.hold_no, held.ttl_ms) == (1, LEASE_MS)
    assert counter.lane.hold_coupon("gift-1", GIFT, 1).hold_no == 1
    counter.lane.release_coupon("gift-1", 1)
    counter.lane.hold_coupon("gift-2", GIFT, 0)  # the same thread: what was told before is done
    assert {row.coupon: row.state for row in rows(world, COUPON)} == {
        "gift-1": "active",
        "gift-2": "held",
    }


def test_what_another_till_holds_is_refused_in_the_clouds_words(
    counter: Counter, world: World, shop: Shop, proxy: FaultProxy
) -> None:
    other = Machine(world, enrolled(shop, 2), counter.machine.reference)
    world.run(60_000)
    second = Counter(other, proxy.url)
    second.lane.hold_coupon("gift-1", GIFT, 0)
    with pytest.raises(ServerRefused) as refused:
        counter.lane.hold_coupon("gift-1", GIFT, 0)
    assert (refused.value.code, refused.value.facts["why"]) == ("HOLD_REFUSED", "held")
    assert counter.lane.hold_coupon("gift-2", GIFT, 0).hold_no == 1  # a no is an answer
    second.close()


def test_value_is_held_for_a_sale_and_renewed(counter: Counter) -> None:
    held = counter.lane.hold_value(CARD, 9_900, "CNY", b"t" * 16)
    assert (held.state, held.amount_minor, held.left_minor) == ("held", 5_000, 0)
    assert counter.lane.renew_value(held.hold) == LEASE_MS
    counter.lane.release_value(held.hold)
    assert counter.lane.hold_value(CARD, 100, "CNY", b"u" * 16).left_minor == 4_900
    with pytest.raises(ServerRefused, match="HOLD_REFUSED"):
        counter.lane.hold_value("no such card", 100, "CNY", b"u" * 16)


def test_points_that_are_not_there_are_refused(counter: Counter) -> None:
    with pytest.raises(ServerRefused, match="HOLD_REFUSED"):
        counter.lane.hold_points(MEMBER, 500)


@pytest.mark.parametrize("fault", [kinds.CutBefore(), kinds.CutAfter(), kinds.Truncate(4)])
def test_a_connection_that_breaks_costs_a_second_attempt_and_holds_once(
    counter: Counter,
    world: World,
    proxy: FaultProxy,
    fault: kinds.Fault,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(interactive, "DEADLINE_MS", 20_000)  # however busy the machine is
    proxy.plan = Script([fault])
    assert counter.lane.hold_value(CARD, 1_000, "CNY", b"t" * 16).left_minor == 4_000
    assert len(rows(world, VALUE_HOLD)) == 1


def test_an_answer_that_was_lost_is_given_again_and_its_time_counts_from_the_first_question(
    counter: Counter, world: World, proxy: FaultProxy
) -> None:
    proxy.plan = Script([kinds.CutAfter(), kinds.CutAfter()])
    with pytest.raises(Unreachable, match=errors.CUT):
        counter.lane.hold_value(CARD, 1_000, "CNY", b"t" * 16)
    counter.mono_ms += 20_000
    held = counter.lane.hold_value(CARD, 1_000, "CNY", b"t" * 16)
    assert held.ttl_ms == LEASE_MS - 20_000
    assert len(rows(world, VALUE_HOLD)) == 1


def test_an_old_question_is_a_new_one(counter: Counter, world: World, proxy: FaultProxy) -> None:
    proxy.plan = Script([kinds.CutAfter(), kinds.CutAfter()])
    with pytest.raises(Unreachable):
        counter.lane.hold_value(CARD, 1_000, "CNY", b"t" * 16)
    counter.mono_ms += 90_000
    assert counter.lane.hold_value(CARD, 1_000, "CNY", b"t" * 16).ttl_ms == LEASE_MS


def test_a_dead_network_costs_one_wait_and_not_one_for_each_coupon(
    counter: Counter, proxy: FaultProxy
) -> None:
    proxy.plan = Script([kinds.Vanish()])
    with pytest.raises(Unreachable, match=errors.TIMED_OUT):
        counter.lane.hold_coupon("gift-1", GIFT, 0)
    seen = len(proxy.seen)
    for number in range(20):
        with pytest.raises(Unreachable, match=errors.OFFLINE):
            counter.lane.hold_coupon(f"gift-{number}", GIFT, 0)
    counter.lane.release_coupon("gift-1", 1)
    assert len(proxy.seen) == seen
    counter.mono_ms += 5_000
    assert counter.lane.hold_coupon("gift-3", GIFT, 0).hold_no == 1


def test_after_a_while_somebody_asks_again(counter: Counter, proxy: FaultProxy) -> None:
    proxy.plan = Script([kinds.CAPTIVE_PORTAL])
    with pytest.raises(Unreachable, match=errors.NOT_OURS):
        counter.lane.hold_coupon("gift-1", GIFT, 0)
    counter.mono_ms += 5_000
    assert counter.lane.hold_coupon("gift-1", GIFT, 0).hold_no == 1


def test_an_overloaded_cloud_has_not_answered(counter: Counter, proxy: FaultProxy) -> None:
    said = {"Sync-Proto": "1", "Content-Type": "application/json"}
    proxy.plan = Script([kinds.Answer(503, said, b'{"code":"OVERLOADED","facts":{}}')])
    with pytest.raises(Unreachable, match=errors.GATEWAY_BUSY):
        counter.lane.hold_coupon("gift-1", GIFT, 0)


def test_without_a_channel_nobody_is_asked(
    counter: Counter, machine: Machine, proxy: FaultProxy, world: World
) -> None:
    proxy.plan = Script(
        [
            kinds.Answer(
                401,
                {"Sync-Proto": "1", "Content-Type": "application/json"},
                b'{"code":"CHANNEL_LOST","facts":{}}',
            )
        ]
    )
    with pytest.raises(Unreachable):
        counter.lane.hold_coupon("gift-1", GIFT, 0)
    assert not counter.lane.is_open
    seen = len(proxy.seen)
    with pytest.raises(Unreachable, match=errors.OFFLINE):
        counter.lane.hold_coupon("gift-1", GIFT, 0)
    assert len(proxy.seen) == seen
    world.run(120_000)  # the sync thread says hello again
    counter.mono_ms += 120_000
    assert counter.lane.hold_coupon("gift-1", GIFT, 0).hold_no == 1


def test_the_till_waits_no_longer_than_the_deadline_whatever_the_carrier_is_stuck_in(
    counter: Counter, machine: Machine
) -> None:
    """As a name server does that never answers: no time limit reaches it."""
    stuck = Event()

    def look_up_for_ever(_: object) -> Unreachable:
        stuck.wait(30)
        return Unreachable(errors.OFFLINE)

    lane = FastLane(
        machine.sync.line, look_up_for_ever, lambda: counter.mono_ms, machine.random_bytes
    )
    with ThreadPoolExecutor(1) as till:
        asked = till.submit(lane.hold_coupon, "gift-1", GIFT, 0)
        assert isinstance(asked.exception(10), Unreachable)
        assert not stuck.is_set()
    stuck.set()
    lane.close(lambda: None)


def test_a_failure_of_ours_on_the_carrier_is_no_answer_and_the_lane_goes_on(
    counter: Counter, machine: Machine
) -> None:
    outcomes = iter([lambda _: 1 // 0, counter.transport.send])
    lane = FastLane(
        machine.sync.line,
        lambda outgoing: next(outcomes)(outgoing),
        lambda: counter.mono_ms,
        machine.random_bytes,
    )
    with pytest.raises(Unreachable, match=errors.CUT):
        lane.hold_coupon("gift-1", GIFT, 0)
    counter.mono_ms += 60_000
    assert lane.hold_coupon("gift-1", GIFT, 0).hold_no == 1
    lane.close(lambda: None)


def test_the_lane_asks_again_as_soon_as_an_exchange_has_got_through(
    counter: Counter, machine: Machine, proxy: FaultProxy, world: World
) -> None:
    proxy.plan = Script([kinds.CutBefore()] * 6)
    for _ in range(3):  # after this the pause is as long as it gets
        with pytest.raises(Unreachable):
            counter.lane.hold_coupon("gift-1", GIFT, 0)
        counter.mono_ms += 20_000
    counter.mono_ms -= 19_000
    seen, network = len(proxy.seen), machine.network
    machine.network = lambda _: Unreachable(errors.OFFLINE)
    world.run(120_000)
    with pytest.raises(Unreachable, match=errors.OFFLINE):
        counter.lane.hold_coupon("gift-1", GIFT, 0)
    assert len(proxy.seen) == seen, "exchanges do not get through either: nobody waits"
    machine.network = network
    machine.ask()
    assert counter.lane.hold_coupon("gift-1", GIFT, 0).hold_no == 1


def test_an_exchange_that_got_through_before_an_outage_says_nothing_of_it(
    counter: Counter, machine: Machine, proxy: FaultProxy
) -> None:
    machine.ask()
    proxy.plan = Script([kinds.CutBefore()] * 2)
    with pytest.raises(Unreachable, match=errors.CUT):
        counter.lane.hold_coupon("gift-1", GIFT, 0)
    with pytest.raises(Unreachable, match=errors.OFFLINE):
        counter.lane.hold_coupon("gift-1", GIFT, 0)
