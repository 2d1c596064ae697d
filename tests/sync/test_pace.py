"""When the engine acts: soon after a sale, in its own place of the minute, and not at all costs."""

import pytest

from sync import errors
from sync.agent import TICK_MS
from sync.duties import LONGEST_QUIET_MS
from sync.errors import Unreachable
from sync.slots import NetworkUp
from sync.status import Contact, RoundState
from sync.steps import Lane, Outcome, Outgoing
from tests.cloud.client import Shop
from tests.sync.lent import LentJournal, LentReference
from tests.sync.shop import Machine, Network, World, carried, enrolled
from tests.sync.trouble import HOUR_MS, MINUTE_MS, assert_all_up, first, is_exchange, refusal


def test_a_till_of_no_cloud_asks_nobody_anything(world: World) -> None:
    machine = Machine(world, LentJournal(bytes(16), bytes(32)), LentReference())
    machine.sell(2)
    machine.ask()
    world.run(HOUR_MS)
    assert machine.asked == []
    assert machine.status is not None
    assert machine.status.contact is Contact.ALONE
    assert machine.status.round is not None
    assert machine.status.round.state is RoundState.FAILED


def test_a_sale_waits_a_little_for_the_next_one_and_never_longer_than_five_seconds(
    machine: Machine, world: World
) -> None:
    world.run(10_000)
    before = len(machine.asked)
    machine.sell()
    world.run(1_900)
    assert len(machine.asked) == before
    for _ in range(3):
        machine.sell()
        world.run(1_000)
    world.run(200)
    assert_all_up(machine)
    assert len([a for a in machine.asked[before:] if is_exchange(a)]) == 1


def test_a_hint_that_is_lost_costs_no_more_than_a_tick(machine: Machine, world: World) -> None:
    world.run(10_000)
    machine.journal.write()
    world.run(TICK_MS + LONGEST_QUIET_MS)
    assert_all_up(machine)


@pytest.mark.parametrize("code", ["OVERLOADED", "TOO_MANY", "NOT_READY", "OUR_FAULT"])
def test_a_cloud_that_is_busy_is_left_alone_for_as_long_as_it_says(
    machine: Machine, world: World, code: str
) -> None:
    first(machine, "/sync/v1/exchange", lambda asked: refusal(asked, code, "40"))
    machine.sell()
    world.run(3_000)
    sent = len(machine.asked)
    world.run(38_000)
    assert len(machine.asked) == sent
    world.run(60_000)
    assert_all_up(machine)


def test_an_absurd_retry_after_is_cut_to_a_quarter_of_an_hour(
    machine: Machine, world: World
) -> None:
    first(machine, "/sync/v1/exchange", lambda asked: refusal(asked, "OVERLOADED", "999999999"))
    machine.sell()
    world.run(20 * 60_000)
    assert_all_up(machine)


def test_a_signature_that_is_never_believed_is_said_and_tried_every_quarter_of_an_hour(
    machine: Machine, world: World
) -> None:
    machine.network = lambda asked: (
        refusal(asked, "BAD_SIGNATURE") if is_exchange(asked) else carried(world.cloud, asked)
    )
    machine.sell()
    world.run(2 * HOUR_MS)
    assert len([asked for asked in machine.asked if is_exchange(asked)]) <= 12
    assert machine.status is not None
    assert machine.status.contact is Contact.REFUSED
    assert machine.status.refusal == "BAD_SIGNATURE"


def test_a_till_that_is_not_confirmed_yet_waits_for_a_person(world: World, shop: Shop) -> None:
    machine = Machine(world, enrolled(shop, by_hand=True), LentReference())
    world.run(60_000)
    assert machine.status is not None
    assert machine.status.contact is Contact.PENDING
    assert machine.journal.acked is None


def test_pressing_sync_now_reports_how_it_went(machine: Machine, world: World) -> None:
    world.run(5_000)
    machine.sell(3)
    machine.ask()
    rounds = [status.round for status in machine.statuses if status.round]
    assert rounds[-1].state is RoundState.DONE
    assert rounds[-1].rows_sent == 3
    machine.network = lambda asked: Unreachable(errors.OFFLINE)
    machine.ask()
    assert machine.status is not None
    assert machine.status.round is not None
    assert machine.status.round.number == 2
    assert machine.status.round.state is RoundState.FAILED
    assert machine.status.round.code == errors.OFFLINE


def test_offline_for_weeks_is_a_few_hundred_requests_a_day_and_then_all_goes_up(
    machine: Machine, world: World
) -> None:
    machine.network = lambda asked: Unreachable(errors.OFFLINE)
    for _ in range(4):
        machine.sell(5)
        world.run(24 * HOUR_MS)
    assert len(machine.asked) < 4 * 400
    assert machine.journal.acked is None
    machine.network = lambda asked: carried(world.cloud, asked)
    machine.happen(NetworkUp())
    world.run(5_000)
    assert_all_up(machine)


def test_a_machine_that_slept_in_the_middle_of_a_request_begins_anew(
    machine: Machine, world: World
) -> None:
    machine.network = lambda asked: None
    machine.sell()
    world.clock.now_ms += 11 * MINUTE_MS
    world.mono_ms += 11 * MINUTE_MS
    machine.network = lambda asked: carried(world.cloud, asked)
    world.run(10_000)
    assert_all_up(machine)
    assert machine.status is not None
    assert machine.status.restarts == 1


def test_a_till_keeps_to_its_own_place_in_the_minute(world: World, shop: Shop) -> None:
    machines = [Machine(world, enrolled(shop, number), LentReference()) for number in (1, 2, 3)]
    world.run(10 * MINUTE_MS)
    for machine in machines:
        machine.asked.clear()
    places = []
    for machine in machines:
        through = machine.network
        seen: list[int] = []

        def network(
            asked: Outgoing, seen: list[int] = seen, through: Network = through
        ) -> Outcome | None:
            if asked.lane is Lane.FACTS:
                seen.append(world.mono_ms % MINUTE_MS)
            return through(asked)

        machine.network = network
        places.append(seen)
    world.run(5 * MINUTE_MS)
    assert [len(set(seen)) for seen in places] == [1, 1, 1]
    assert len({seen[0] for seen in places}) == 3
