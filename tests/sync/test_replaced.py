"""A machine that another took the place of: what it still had comes later, from its disk."""

from sync.status import Contact, RoundState
from tests.cloud.client import Shop
from tests.sync.lent import LentJournal, LentReference
from tests.sync.shop import Machine, World, carried, enrolled
from tests.sync.test_recover import held_by_the_cloud
from tests.sync.test_sheets import add_up, days_at, sheets_asked

MINUTE_MS = 60_000


def replaced(world: World, shop: Shop, unsent: int) -> LentJournal:
    """A disk with rows that the cloud has not, whose place another machine has taken."""
    machine = Machine(world, enrolled(shop), LentReference())
    machine.sell(5)
    world.run(MINUTE_MS)
    machine.network = lambda asked: None
    machine.sell(unsent)
    machine.off()
    enrolled(shop, 2, replaces=machine.journal.terminal_id)
    return machine.journal


def test_what_a_replaced_machine_had_not_sent_comes_from_its_disk(world: World, shop: Shop) -> None:
    disk = replaced(world, shop, unsent=3)
    again = Machine(world, disk, LentReference())
    again.ask()
    assert disk.event_ids() <= held_by_the_cloud(world, disk)
    assert disk.standing().head.epoch == 2
    assert disk.in_doubt, "it spends nothing of what another has now"
    assert again.status is not None
    assert again.status.contact is Contact.REFUSED
    assert again.status.round is not None
    assert again.status.round.state is RoundState.DONE
    again.sell(2)
    world.run(10 * MINUTE_MS)
    assert disk.event_ids() <= held_by_the_cloud(world, disk)
    assert disk.standing().head.epoch == 2


def test_it_is_begun_again_where_it_was_cut_off(world: World, shop: Shop) -> None:
    disk = replaced(world, shop, unsent=3)
    again = Machine(world, disk, LentReference())
    again.network = lambda asked: (
        None if asked.path == "/sync/v1/chains" else carried(world.cloud, asked)
    )
    world.run(MINUTE_MS)
    again.off()
    Machine(world, disk, LentReference())
    world.run(MINUTE_MS)
    assert disk.event_ids() <= held_by_the_cloud(world, disk)


def test_its_days_are_told_of_too(world: World, shop: Shop) -> None:
    disk = replaced(world, shop, unsent=3)
    other = Machine(world, enrolled(shop, 3), LentReference())
    world.run(MINUTE_MS)
    again = Machine(world, disk, LentReference())
    again.ask()
    sha256 = add_up(again)
    again.ask()
    world.work()
    world.run(5 * MINUTE_MS)
    assert sha256 in days_at(other).values()


def test_a_machine_that_was_shut_out_tells_of_no_day(world: World, shop: Shop) -> None:
    machine = Machine(world, enrolled(shop), LentReference())
    world.run(MINUTE_MS)
    name = machine.journal.terminal_id.hex()
    shop.admin("POST", f"/admin/v1/stores/S1/terminals/{name}/revoke")
    world.run(MINUTE_MS)
    add_up(machine)
    world.run(60 * MINUTE_MS)
    assert sheets_asked(machine) == []
