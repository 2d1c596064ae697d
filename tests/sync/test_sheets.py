"""Day sheets through the engine: up when the cloud can compare them, down to the other tills."""

import gzip
import hashlib
import json
from dataclasses import replace

from sync.errors import Unreachable
from sync.status import LEAST_ROOM_BYTES, RoundState
from sync.steps import Answered, Outgoing
from sync.wire.digests import DayDigest
from sync.wire.exchange import Position
from sync.wire.sheets import DaySheet, SheetHead
from tests.cloud.client import Shop
from tests.sync.lent import DISK_FREE, LentReference
from tests.sync.shop import Machine, World, carried, enrolled

FEED = "sheet:S1"
DAY = "2026-11-21"
MINUTE_MS = 60_000
HOUR_MS = 60 * MINUTE_MS


def add_up(machine: Machine, day: str = DAY, at: Position | None = None, until_ms: int = 1) -> str:
    """Have the till's reports make a sheet of a day; give the name of its content."""
    at = at or machine.journal.standing().head
    content = gzip.compress(f"{day} {at.seq} {until_ms}".encode(), mtime=0)
    head = SheetHead(day, 1, at.epoch, at.seq, 0, 0, until_ms)
    machine.sheets.due[day] = DaySheet(head, content)
    return hashlib.sha256(content).hexdigest()


def sheets_asked(machine: Machine) -> list[Outgoing]:
    return [asked for asked in machine.asked if asked.path == "/sync/v1/sheets"]


def days_at(machine: Machine) -> dict[str, str]:
    """What a machine was told of days, with the names of their contents."""
    rows = machine.reference.feeds[FEED].rows
    bodies = {key: json.loads(body) for key, (_, body) in rows.items() if key[0] == "s"}
    return {key: body.get("sha256", "") for key, body in bodies.items()}


def close_day(machine: Machine) -> None:
    at = machine.journal.standing().head
    machine.journal.days[DAY] = DayDigest(DAY, at, {"count": {}})


def twin(world: World, shop: Shop) -> Machine:
    """Another till of the store."""
    return Machine(world, enrolled(shop, 2), LentReference())


def test_a_sheet_goes_up_and_comes_down_at_the_other_till(
    machine: Machine, world: World, shop: Shop
) -> None:
    other = twin(world, shop)
    world.run(MINUTE_MS)
    sha256 = add_up(machine)
    content = machine.sheets.due[DAY].content
    machine.reference.wanted = other.reference.wanted = dict.fromkeys(
        (f"s:T1:{DAY}", f"s:T1 (1):{DAY}"), (sha256,)
    )
    world.run(MINUTE_MS)
    assert [head.day for head in machine.sheets.sent] == [DAY]
    world.work()
    world.run(3 * MINUTE_MS)
    assert list(days_at(other).values()) == [sha256]
    assert other.reference.contents == {sha256: content}
    assert len(sheets_asked(machine)) == 1


def test_sheets_go_one_by_one_the_newest_day_first(machine: Machine, world: World) -> None:
    world.run(MINUTE_MS)
    days = [f"2026-11-{day}" for day in range(11, 21)]
    for day in days:
        add_up(machine, day)
    world.run(2 * MINUTE_MS)
    assert [head.day for head in machine.sheets.sent] == days[::-1]


def test_a_sheet_waits_for_the_rows_that_it_was_made_of(machine: Machine, world: World) -> None:
    world.run(MINUTE_MS)
    head = machine.journal.standing().head
    add_up(machine, at=Position(head.epoch, head.seq + 3, b""))
    machine.sell(2)
    world.run(5 * MINUTE_MS)
    assert sheets_asked(machine) == []
    machine.sell(1)
    world.run(MINUTE_MS)
    assert len(machine.sheets.sent) == 1


def test_a_till_that_nobody_let_in_sends_none(world: World, shop: Shop) -> None:
    waiting = Machine(world, enrolled(shop, 3, by_hand=True), LentReference())
    add_up(waiting)
    world.run(HOUR_MS)
    assert sheets_asked(waiting) == []


def test_a_lost_answer_costs_a_repetition_and_nothing_else(machine: Machine, world: World) -> None:
    world.run(MINUTE_MS)
    lost = []

    def network(asked: Outgoing) -> Answered | Unreachable | None:
        came = carried(world.cloud, asked)
        if asked.path == "/sync/v1/sheets" and not lost:
            lost.append(came)
            return Unreachable("CUT")
        return came

    machine.network = network
    add_up(machine)
    world.run(5 * MINUTE_MS)
    assert len(sheets_asked(machine)) == 2
    assert len(machine.sheets.sent) == 1
    assert machine.status is not None
    assert machine.status.lanes["bulk"].error == ""


def test_one_that_the_cloud_will_not_take_holds_up_no_rows_and_no_feeds(
    machine: Machine, world: World
) -> None:
    world.run(MINUTE_MS)
    add_up(machine)
    machine.sheets.due[DAY] = DaySheet(machine.sheets.due[DAY].head, b"no gzip")
    machine.sell(3)
    world.run(HOUR_MS)
    assert machine.journal.acks[-1] == machine.journal.standing().head
    assert machine.status is not None
    assert machine.status.lanes["bulk"].error == "INVALID"
    assert 1 < len(sheets_asked(machine)) < 6


def test_one_that_the_cloud_will_not_take_holds_up_no_other(machine: Machine, world: World) -> None:
    world.run(MINUTE_MS)
    for day in ("2026-11-19", "2026-11-20", DAY):
        add_up(machine, day)
    machine.sheets.due[DAY] = DaySheet(machine.sheets.due[DAY].head, b"no gzip")
    world.run(HOUR_MS)
    assert [head.day for head in machine.sheets.sent] == ["2026-11-20", "2026-11-19"]
    assert list(machine.sheets.due) == [DAY]


def test_nothing_of_it_goes_while_the_disk_is_full(machine: Machine, world: World) -> None:
    world.run(MINUTE_MS)
    machine.journal.disk_free = LEAST_ROOM_BYTES - 1
    add_up(machine)
    world.run(10 * MINUTE_MS)
    assert sheets_asked(machine) == []
    machine.journal.disk_free = DISK_FREE
    world.run(2 * MINUTE_MS)
    assert len(machine.sheets.sent) == 1


def test_a_round_that_somebody_asked_for_takes_the_sheets_along(
    machine: Machine, world: World
) -> None:
    world.run(MINUTE_MS)
    for day in range(11, 16):
        add_up(machine, f"2026-11-{day}")
    machine.ask()
    assert machine.status is not None
    assert machine.status.round is not None
    assert machine.status.round.state is RoundState.DONE
    assert len(machine.sheets.sent) == 5


def test_what_was_added_while_a_sheet_was_on_its_way_goes_next(
    machine: Machine, world: World
) -> None:
    world.run(MINUTE_MS)

    def network(asked: Outgoing) -> Answered | Unreachable | None:
        if asked.path == "/sync/v1/sheets" and len(sheets_asked(machine)) == 1:
            add_up(machine, until_ms=2)
        return carried(world.cloud, asked)

    machine.network = network
    add_up(machine)
    world.run(2 * MINUTE_MS)
    assert [head.until_ms for head in machine.sheets.sent] == [1, 2]


def test_a_till_that_joined_before_there_were_sheets_reads_them_all_the_same(
    machine: Machine, world: World
) -> None:
    kept = machine.journal.kept
    assert kept is not None
    before = tuple(feed for feed in kept.feeds if feed != FEED)
    machine.journal.kept = replace(kept, feeds=before)
    world.work()
    add_up(machine)
    world.run(5 * MINUTE_MS)
    world.work()
    world.run(3 * MINUTE_MS)
    assert len(days_at(machine)) == 1
    assert FEED in machine.sync.line.cursors()
    close_day(machine)
    world.run(20 * MINUTE_MS)
    assert machine.journal.proofs[DAY].is_proved
    assert machine.journal.proofs[DAY].scopes[FEED] == "equal"


def test_a_content_that_was_replaced_and_is_gone_stops_no_feed(
    machine: Machine, world: World
) -> None:
    world.run(MINUTE_MS)
    machine.reference.wanted[f"s:T1:{DAY}"] = ("0" * 64,)
    add_up(machine)
    world.run(MINUTE_MS)
    world.work()
    world.run(5 * MINUTE_MS)
    assert list(days_at(machine)) == [f"s:T1:{DAY}"]
    assert machine.reference.contents == {}
    assert any("/seg/000" in asked.path for asked in machine.asked)
    assert machine.status is not None
    assert machine.status.lanes["stock"].error == ""
