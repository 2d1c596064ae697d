"""The nightly proof through the engine: proved, or not proved with the reason; no false green."""

from dataclasses import replace

from sync import errors
from sync.errors import Unreachable
from sync.steps import Answered, Outgoing
from sync.wire.digests import DayDigest, DayProof
from sync.wire.exchange import Position
from sync.wire.packing import pack, unpack
from tests.sync.goods import CAT, assert_equal, goods, put
from tests.sync.shop import Machine, World, carried

DAY = "2026-11-21"
MINUTE_MS = 60_000


def close_day(machine: Machine, through: Position | None = None, **meaning: int) -> None:
    """Close a day without a sale; ``meaning`` is what the till's tables wrongly say besides."""
    at = through or machine.journal.standing().head
    machine.journal.days[DAY] = DayDigest(DAY, at, {"count": meaning})


def test_a_day_that_agrees_is_proved_once(machine: Machine, world: World) -> None:
    put(world, goods(50))
    world.run(MINUTE_MS)
    world.work()
    close_day(machine)
    world.run(20 * MINUTE_MS)
    assert machine.journal.proofs[DAY].is_proved
    assert machine.status is not None
    assert machine.status.last_proof == machine.journal.proofs[DAY]
    asked = [one for one in machine.asked if one.path == "/sync/v1/digest"]
    assert len(asked) == 1


def test_the_word_of_a_cloud_that_the_till_has_left_is_not_shown(
    machine: Machine, world: World
) -> None:
    world.run(MINUTE_MS)
    world.work()
    close_day(machine)
    world.run(20 * MINUTE_MS)
    assert machine.status is not None
    assert machine.status.last_proof is not None
    assert machine.journal.kept is not None
    machine.journal.kept = replace(machine.journal.kept, anchor_key=b"o" * 32)
    world.run(20 * MINUTE_MS)
    assert machine.status.last_proof is None


def test_a_day_that_the_cloud_has_not_worked_through_is_asked_again(
    machine: Machine, world: World
) -> None:
    world.run(MINUTE_MS)
    close_day(machine)
    world.run(2 * MINUTE_MS)
    assert machine.journal.proofs[DAY].reason == "DAY_NOT_PROJECTED"
    world.work()
    world.run(15 * MINUTE_MS)
    assert machine.journal.proofs[DAY].is_proved


def test_tables_that_say_something_else_are_not_proved(machine: Machine, world: World) -> None:
    world.run(MINUTE_MS)
    world.work()
    close_day(machine, sale=1)
    world.run(30 * MINUTE_MS)
    proof = machine.journal.proofs[DAY]
    assert not proof.is_proved
    assert [(one.section, one.key, one.till, one.cloud) for one in proof.differences] == [
        ("count", "sale", 1, 0)
    ]


def test_a_row_of_reference_data_that_went_wrong_is_repaired_and_then_proved(
    machine: Machine, world: World
) -> None:
    put(world, goods(50))
    world.run(MINUTE_MS)
    world.work()
    machine.reference.feeds[CAT].rows["i:000003"] = (1, b'{"price":1}')
    close_day(machine)
    world.run(2 * MINUTE_MS)
    assert machine.journal.proofs[DAY].scopes[CAT] == "differs"
    world.run(15 * MINUTE_MS)
    assert_equal(machine, goods(50))
    assert machine.journal.proofs[DAY].is_proved
    assert machine.status is not None
    assert machine.status.repaired == 1


def test_journals_that_differ_are_brought_together(machine: Machine, world: World) -> None:
    world.run(MINUTE_MS)
    machine.sell(6)
    world.run(MINUTE_MS)
    close_day(machine, Position(1, 5, b"x" * 32))
    chain_at = machine.journal.chain_at
    machine.journal.chain_at = (  # type: ignore[method-assign]  # a disk that lies about a row
        lambda epoch, seq: b"x" * 32 if epoch == 1 and seq >= 5 else chain_at(epoch, seq)
    )
    world.run(90_000)
    proof = machine.journal.proofs[DAY]
    assert proof.transport == "differs"
    assert machine.sync.line.journal.standing().in_doubt or machine.journal.lost


def test_a_proof_that_the_cloud_did_not_sign_is_not_kept(machine: Machine, world: World) -> None:
    def network(asked: Outgoing) -> Answered | Unreachable | None:
        answer = carried(world.cloud, asked)
        if asked.path != "/sync/v1/digest":
            return answer
        said = unpack(answer.body, DayProof)
        forged = DayProof(said.day, True, "", "equal", (), {}, bytes(32), said.sig)
        return Answered(200, answer.headers, pack(forged))

    world.run(MINUTE_MS)
    machine.network = network
    close_day(machine)
    world.run(5 * MINUTE_MS)
    assert machine.journal.proofs == {}
    assert machine.status is not None
    assert machine.status.lanes["bulk"].error == errors.PROOF_WRONG
