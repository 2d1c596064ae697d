"""A till says how it is every few minutes, and the cloud keeps the newest word of each."""

from sync.report import PERIOD_MS
from sync.wire.admin import Terminals
from tests.cloud.client import Shop, read
from tests.sync.lent import DISK_FREE
from tests.sync.shop import Machine, World


def reports(machine: Machine) -> int:
    return sum(asked.path == "/sync/v1/report" for asked in machine.asked)


def test_the_newest_word_of_each_till_is_shown_and_its_heart_beats(
    machine: Machine, world: World, shop: Shop
) -> None:
    machine.sell(3)
    world.run(2 * PERIOD_MS)
    assert 1 <= reports(machine) <= 2
    (till,) = read(shop.admin("GET", "/admin/v1/terminals"), Terminals).terminals
    assert till.report is not None
    assert (till.report.seq, till.report.unsent_rows) == (till.seq, 0)
    assert till.report.lanes["facts"].last_success_ms > 0
    assert till.report.sqlite == "3.53.4"
    assert till.report.disk_free == DISK_FREE
    before = till
    world.run(PERIOD_MS)
    (till,) = read(shop.admin("GET", "/admin/v1/stores/S1/terminals"), Terminals).terminals
    assert till.report is not None
    assert before.report is not None
    assert till.report.heartbeat > before.report.heartbeat
    assert till.reported_ms == till.beat_ms > before.beat_ms
