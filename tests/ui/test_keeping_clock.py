"""A till that nobody switches off lets go of members' names as one that starts every morning."""

from pos_app.domain.scan_data import ScanData
from pos_app.store.reference_file import note_synced
from pos_app.ui.keeping_clock import KeepingClock
from tests.ui.shop import WATER, Shop


def names_kept(shop: Shop) -> int:
    reference = shop.till.counter._real.members._directory._reference
    with reference.read() as connection:
        return int(connection.exec_driver_sql("SELECT count(*) FROM member_face").scalar_one())


def clock_of(shop: Shop) -> KeepingClock:
    shared = shop.wiring._shared
    return KeepingClock(shop.till.tend, shared.counter, shared.front, shop.window)


def meet_the_cloud(shop: Shop, hours_ago: int) -> None:
    services = shop.till.counter._real
    at_ms = services.desk.time.now_ms() - hours_ago * 3_600_000
    with services.members._directory._reference.write() as connection:
        note_synced(connection, at_ms)


def test_names_go_after_twelve_hours_between_two_customers(shop: Shop) -> None:
    assert names_kept(shop) > 0
    meet_the_cloud(shop, 11)
    clock = clock_of(shop)
    clock.on_hour()
    assert names_kept(shop) > 0
    meet_the_cloud(shop, 13)
    shop.window.focus.on_scanned(ScanData(WATER))
    clock.on_hour()
    assert names_kept(shop) > 0
    shop.till.counter.checkout.suspend("")
    clock.on_hour()
    assert names_kept(shop) == 0
    assert shop.codes == []
