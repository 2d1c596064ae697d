"""A disk that runs full: what can wait stops first and says so; facts and what is urgent go on."""

from sync import errors
from sync.cloud.feeds.todo import Change
from sync.status import LEAST_ROOM_BYTES, Contact, RoundState
from sync.wire.feeds import PUT
from tests.sync.goods import CAT, goods, hand, put
from tests.sync.shop import Machine, World
from tests.sync.trouble import HOUR_MS, MINUTE_MS, assert_all_up

LITTLE = LEAST_ROOM_BYTES - 1
LOW_LANES = {"reference", "stock", "bulk"}


def lanes_that_say_so(machine: Machine) -> set[str]:
    assert machine.status is not None
    lanes = machine.status.lanes.items()
    return {name for name, lane in lanes if lane.error == errors.LITTLE_ROOM}


def test_nothing_that_fills_a_disk_is_fetched_while_little_of_it_is_left(
    machine: Machine, world: World
) -> None:
    machine.journal.disk_free = LITTLE
    put(world, goods(50))
    world.run(10 * MINUTE_MS)
    assert machine.reference.feeds == {}
    assert not [asked for asked in machine.asked if "/snapshots/" in asked.path]
    assert machine.status is not None
    assert machine.status.contact is Contact.ONLINE
    assert machine.status.room_left_mb == 1020
    assert lanes_that_say_so(machine) == LOW_LANES


def test_the_next_page_of_prices_waits_too_and_comes_once_there_is_room(
    machine: Machine, world: World
) -> None:
    put(world, goods(50))
    world.run(MINUTE_MS)
    machine.journal.disk_free = LITTLE
    put(world, goods(1, price=900))
    behind = machine.reference.cursor(CAT)
    world.run(HOUR_MS)
    assert machine.reference.cursor(CAT) == behind
    machine.journal.disk_free = LEAST_ROOM_BYTES
    world.run(2 * MINUTE_MS)
    assert machine.reference.cursor(CAT) != behind
    assert machine.status is not None
    assert machine.status.room_left_mb is None
    assert lanes_that_say_so(machine) == set()


def test_sales_go_up_and_limits_come_down_whatever_room_there_is(
    machine: Machine, world: World
) -> None:
    world.run(MINUTE_MS)
    machine.journal.disk_free = 0
    machine.sell(3)
    control = f"ctl:{machine.journal.terminal_id.hex()}"
    hand(world, [Change("note", PUT, b"{}")], control)
    world.run(2 * MINUTE_MS)
    assert_all_up(machine)
    assert "note" in machine.journal.control_rows


def test_the_cloud_hears_of_it(machine: Machine, world: World) -> None:
    machine.journal.disk_free = LITTLE
    world.run(6 * MINUTE_MS)
    assert [asked for asked in machine.asked if asked.path == "/sync/v1/report"]


def test_a_round_that_is_asked_for_ends(machine: Machine, world: World) -> None:
    machine.journal.disk_free = LITTLE
    machine.sell()
    machine.ask()
    world.run(MINUTE_MS)
    assert machine.status is not None
    assert machine.status.round is not None
    assert machine.status.round.state is RoundState.DONE


def test_a_disk_that_nobody_can_ask_stops_nothing(machine: Machine, world: World) -> None:
    machine.journal.disk_free = None
    put(world, goods(50))
    world.run(MINUTE_MS)
    assert machine.reference.cursor(CAT) is not None
