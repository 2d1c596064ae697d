"""While rows are on their way, the next ones are made ready and the last answer is written down."""

from collections.abc import Callable

import pytest

from sync import errors
from sync.errors import Unreachable
from sync.slots import Event, Failed, Reply, Send, Tick
from sync.steps import Answered, Outgoing
from sync.wire.exchange import ExchangeRequest
from sync.wire.packing import unpack
from tests.cloud.client import Shop
from tests.sync.lent import LentReference
from tests.sync.shop import Machine, World, carried, enrolled, unpacked
from tests.sync.trouble import assert_all_up, is_exchange, refusal


class Slow(Machine):
    """Exchanges stay on their way until ``answer``; what else it asks is answered at once."""

    def __init__(self, world: World, shop: Shop, rows: int) -> None:
        journal = enrolled(shop)
        for _ in range(rows):
            journal.write()
        super().__init__(world, journal, LentReference())
        self.on_its_way: list[Send] = []
        self.happen(Tick())

    def _carried(self, send: Send) -> list[Event]:
        if not is_exchange(send.outgoing):
            return super()._carried(send)
        self.asked.append(send.outgoing)
        self.on_its_way.append(send)
        return []

    def answer(self, instead: Callable[[Outgoing], Answered | Unreachable] | None = None) -> None:
        """Let the one exchange on its way arrive and its answer come back."""
        (send,) = self.on_its_way
        self.on_its_way.clear()
        came = instead(send.outgoing) if instead else carried(self.world.cloud, send.outgoing)
        is_answer = isinstance(came, Answered)
        self.happen(Reply(send.request, came) if is_answer else Failed(send.request, came))

    def sent(self) -> list[ExchangeRequest]:
        return [unpack(unpacked(one), ExchangeRequest) for one in self.asked if is_exchange(one)]


def test_the_next_rows_are_ready_when_the_answer_comes(
    world: World, shop: Shop, monkeypatch: pytest.MonkeyPatch
) -> None:
    machine = Slow(world, shop, 500)
    assert machine.timer_ms == world.mono_ms  # at once: the time is to be used
    machine.happen(Tick())
    with monkeypatch.context() as reading:
        reading.setattr(type(machine.journal), "batch", None)
        machine.answer()
    while machine.on_its_way:
        machine.happen(Tick())
        machine.answer()
    assert_all_up(machine)
    assert [len(one.events) for one in machine.sent()] == [200, 200, 101]


def test_an_answer_is_written_down_while_the_next_rows_are_on_their_way(
    world: World, shop: Shop
) -> None:
    machine = Slow(world, shop, 300)
    machine.answer()
    assert machine.journal.acked is None
    assert machine.on_its_way
    machine.happen(Tick())
    assert machine.journal.acked == machine.sent()[1].base
    machine.answer()
    assert_all_up(machine)


def test_an_answer_faster_than_the_till_costs_nothing(world: World, shop: Shop) -> None:
    machine = Slow(world, shop, 500)
    while machine.on_its_way:
        machine.answer()
    assert_all_up(machine)
    assert len(machine.sent()) == 3


@pytest.mark.parametrize("code", ["TOO_LARGE", "GAP", "CHANNEL_LOST"])
def test_rows_made_ready_for_nothing_are_read_again(world: World, shop: Shop, code: str) -> None:
    machine = Slow(world, shop, 500)
    machine.happen(Tick())
    machine.answer(lambda asked: refusal(asked, code))
    (_, second) = machine.sent()
    assert second.base.seq == 0
    while machine.on_its_way:
        machine.happen(Tick())
        machine.answer()
    assert_all_up(machine)


def test_an_answer_that_is_lost_with_the_next_rows_ready_is_no_loss(
    world: World, shop: Shop
) -> None:
    def lost(asked: Outgoing) -> Unreachable:
        carried(world.cloud, asked)
        return Unreachable(errors.CUT)

    machine = Slow(world, shop, 500)
    machine.happen(Tick())
    machine.answer(lost)
    machine.ask()
    while machine.on_its_way:
        machine.happen(Tick())
        machine.answer()
    assert_all_up(machine)


def test_a_sale_that_is_made_meanwhile_goes_up_with_the_next_rows(world: World, shop: Shop) -> None:
    machine = Slow(world, shop, 10)
    machine.happen(Tick())
    machine.sell()
    while machine.on_its_way:
        machine.answer()
    assert_all_up(machine)
