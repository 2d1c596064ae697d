"""The cloud's worker stands aside for tills that send a backlog, and not for ever."""

import asyncio
from threading import Event

from sync.cloud.pools import Pools, Room
from sync.cloud.worker import Patience, Worker


def test_patience_runs_out_and_comes_back_in_proportion_to_work() -> None:
    patience = Patience()
    patience.waited(Patience.LONGEST_S)
    assert patience.left_s <= 0
    patience.worked(0.5)
    assert patience.left_s == 0.5 * Patience.EACH_SECOND_OF_WORK
    patience.worked(60)
    assert patience.left_s == Patience.LONGEST_S


def test_a_worker_that_is_always_asked_to_wait_works_all_the_same() -> None:
    steps, has_worked = iter(range(3)), Event()

    def work() -> bool:
        if next(steps, None) is None:
            has_worked.set()
            return False
        return True

    worker = Worker(work, lambda: True)
    worker.patience.waited(Patience.LONGEST_S)  # it has waited long enough already
    worker.start()
    assert has_worked.wait(60)
    worker.stop()
    assert worker.steps == 3


async def _sent(pools: Pools, size: int) -> bool:
    await pools.run("facts", size, lambda: None)
    return pools.is_taking_journals()


def test_a_backlog_is_made_way_for_and_a_sale_now_and_then_is_not() -> None:
    pools = Pools(Room())
    assert not pools.is_taking_journals()
    assert not asyncio.run(_sent(pools, 400))
    assert asyncio.run(_sent(pools, 40_000))
    pools.close()
