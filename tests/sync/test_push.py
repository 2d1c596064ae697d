"""Facts up through the engine, against the real cloud: every row arrives, whatever gets lost."""

from tests.sync.shop import Machine, World


def test_a_till_that_is_switched_on_says_hello_and_sends_all_it_has(
    machine: Machine, world: World
) -> None:
    machine.sell(3)
    world.run(10_000)
    assert machine.journal.acked == machine.journal.standing().head
