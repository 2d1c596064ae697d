"""Restored, copied and forked disks find back by themselves; no row of any branch is lost."""

import pytest

from sync.chains import common_position
from sync.cloud.schema.facts import INBOX, SET_ASIDE
from sync.line import Line
from sync.status import Contact
from sync.steps import Answered, Outgoing
from sync.wire.exchange import ChainsAnswer, ChainsRequest, Position
from sync.wire.packing import pack, unpack
from tests.cloud.client import Shop
from tests.sync.lent import LentJournal, LentReference
from tests.sync.lent_sheets import LentSheets
from tests.sync.shop import PROGRAM, Machine, World, carried, enrolled, finish, unpacked

MINUTE_MS = 60_000


def settled(world: World, machine: Machine) -> LentJournal:
    """Let a till find back and give its disk."""
    world.run(3 * MINUTE_MS)
    journal = machine.journal
    assert machine.sync.line.have == journal.standing().head == journal.acked
    assert not journal.in_doubt
    assert machine.status is not None
    assert machine.status.contact is Contact.ONLINE
    return journal


def held_by_the_cloud(world: World, journal: LentJournal) -> set[bytes]:
    rows = world.cloud.database.read(
        lambda connection: connection.execute(
            INBOX.select().where(INBOX.c.terminal == journal.terminal_id)
        ).all()
    )
    return {bytes(row.event_id) for row in rows}


def test_a_restored_till_pulls_what_it_lacks_and_goes_on_in_a_new_epoch(
    world: World, shop: Shop
) -> None:
    machine = Machine(world, enrolled(shop), LentReference())
    machine.sell(20)
    world.run(10_000)
    backup = machine.journal.copy()
    machine.sell(300)
    world.run(10_000)
    machine.off()
    lost = machine.journal.event_ids() - backup.event_ids()
    restored = settled(world, Machine(world, backup, LentReference()))
    assert {row.event.id for row in restored.lost.values()} == lost
    assert restored.standing().head.epoch == 2
    assert restored.standing().acked == restored.standing().head


def test_a_restored_till_that_sold_before_it_asked_keeps_both_branches(
    world: World, shop: Shop
) -> None:
    machine = Machine(world, enrolled(shop), LentReference())
    machine.sell(20)
    world.run(10_000)
    backup = machine.journal.copy()
    machine.sell(30)
    world.run(10_000)
    machine.off()
    lost = machine.journal.event_ids() - backup.event_ids()
    again = Machine(world, backup, LentReference())
    again.journal.nonce = b"another start...."[:16]
    for _ in range(7):
        backup.write()
    restored = settled(world, again)
    assert {row.event.id for row in restored.lost.values()} == lost
    held = held_by_the_cloud(world, restored)
    assert restored.event_ids() | lost == held
    ids = [row.event_id for row in restored.rows()]
    assert len(ids) == len(set(ids)) + 7, "the rows of the branch stand in both epochs"


def test_offline_value_is_nothing_from_the_discovery_to_the_end_of_it(
    world: World, shop: Shop
) -> None:
    machine = Machine(world, enrolled(shop), LentReference())
    machine.sell(5)
    world.run(10_000)
    backup = machine.journal.copy()
    machine.sell(5)
    world.run(10_000)
    machine.off()
    again = Machine(world, backup, LentReference())
    again.network = lambda asked: (
        None if asked.path == "/sync/v1/log" else carried(world.cloud, asked)
    )
    world.run(10_000)
    assert backup.in_doubt
    assert again.status is not None
    assert again.status.in_doubt
    assert again.status.coupons_online_only
    again.network = lambda asked: carried(world.cloud, asked)
    settled(world, again)


def test_a_till_that_stops_in_the_middle_of_finding_back_begins_again(
    world: World, shop: Shop
) -> None:
    machine = Machine(world, enrolled(shop), LentReference())
    machine.sell(1200)
    world.run(10_000)
    machine.off()
    backup = enrolled_copy(machine.journal, keep=10)
    again = Machine(world, backup, LentReference())
    pages = iter(range(1))
    again.network = lambda asked: (
        None
        if asked.path == "/sync/v1/log" and next(pages, None) is None
        else carried(world.cloud, asked)
    )
    world.run(10_000)
    assert backup.lost
    again.off()
    restored = settled(world, Machine(world, backup, LentReference()))
    assert len(restored.lost) == 1191


def enrolled_copy(journal: LentJournal, keep: int) -> LentJournal:
    """A backup from when the journal had so many rows."""
    twin = LentJournal(journal.terminal_id, journal.seed)
    twin.kept = journal.kept
    with journal.engine.begin() as ours, twin.engine.begin() as theirs:
        rows = ours.exec_driver_sql("SELECT * FROM journal WHERE seq <= ?", (keep,)).all()
        for row in rows:
            theirs.exec_driver_sql("INSERT INTO journal VALUES (?,?,?,?,?,?,?,?,?)", tuple(row))
        theirs.exec_driver_sql("UPDATE head SET seq = ?, chain = ?", (keep, rows[-1].chain))
        before = ours.exec_driver_sql("SELECT gt_abs_minor FROM head").scalar_one()
        assert before is not None
    twin.written = keep
    return twin


def test_a_restored_till_restored_again_finds_back_again(world: World, shop: Shop) -> None:
    machine = Machine(world, enrolled(shop), LentReference())
    machine.sell(10)
    world.run(10_000)
    backup = machine.journal.copy()
    machine.sell(10)
    world.run(10_000)
    machine.off()
    first = Machine(world, backup.copy(), LentReference())
    first.sell(3)
    sold = settled(world, first).event_ids()
    first.off()
    second = Machine(world, backup.copy(), LentReference())
    second.journal.nonce = b"yet another start"[:16]
    second.sell(4)
    last = settled(world, second)
    assert last.standing().head.epoch == 3
    assert sold | last.event_ids() <= held_by_the_cloud(world, last)


def test_two_machines_with_one_key_are_both_shut_out_and_nothing_is_dropped(
    world: World, shop: Shop
) -> None:
    machine = Machine(world, enrolled(shop), LentReference())
    machine.sell(10)
    world.run(10_000)
    twin = Machine(world, machine.journal.copy(), LentReference())
    for _ in range(6):
        machine.sell()
        twin.sell()
        world.run(2 * MINUTE_MS)
    for one in (machine, twin):
        assert one.status is not None
        assert one.status.contact is Contact.REFUSED
        assert one.status.in_doubt
    aside = world.cloud.database.read(
        lambda connection: connection.execute(SET_ASIDE.select()).all()
    )
    kept = {bytes(row.event_id) for row in aside} | held_by_the_cloud(world, machine.journal)
    assert machine.journal.event_ids() | twin.journal.event_ids() <= kept


@pytest.mark.parametrize("parted", [1, 2, 31, 32, 33, 34, 500, 2_999])
def test_the_search_names_the_first_row_that_differs_in_few_questions(
    world: World, shop: Shop, parted: int
) -> None:
    journal = enrolled(shop)
    for _ in range(2_999):
        journal.write()
    line = Line(journal, LentReference(), LentSheets(), journal.signer, PROGRAM, bytes)
    asked = 0

    def answer(outgoing: Outgoing) -> Answered:
        nonlocal asked
        asked += 1
        at = unpack(unpacked(outgoing), ChainsRequest).at
        chains = tuple(
            journal.chain_at(epoch, seq) if seq < parted else bytes(32) for epoch, seq in at
        )
        headers = {"sync-proto": "1", "sync-request": outgoing.headers["sync-request"]}
        return Answered(200, headers, pack(ChainsAnswer(chains)))

    found = finish(common_position(line), answer)
    chain = journal.chain_at(1, parted - 1)
    assert chain is not None
    assert found == Position(1, parted - 1, chain)
    assert asked <= 5
