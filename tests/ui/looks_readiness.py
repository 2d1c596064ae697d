"""Pictures of the page about readiness, for tests/ui/looks.py."""

from collections.abc import Callable

from pos_app.devices.health import Device
from pos_app.domain.operators import ApprovalNeeded
from pos_app.store.reference_file import note_synced
from pos_app.ui.ports import ScreenName
from tests.ui.shop import MANAGER, Shop

SCREENS = (ScreenName.READINESS,)


def _page(shop: Shop) -> None:
    shop.wiring._shared.bench.board.note(Device.RECEIPT_PRINTER)
    shop.window.go(ScreenName.READINESS)


def _troubled(shop: Shop) -> None:
    """The cloud was met yesterday, the printer has no paper, and nothing is backed up."""
    services = shop.till.counter._real
    with services.members._directory._reference.write() as connection:
        note_synced(connection, services.desk.time.now_ms() - 5 * 3_600_000)
    shop.wiring._shared.bench.board.note(Device.RECEIPT_PRINTER, "PRINTER_NO_PAPER")
    shop.window.go(ScreenName.READINESS)


def _drill(shop: Shop) -> None:
    shop.window.go(ScreenName.READINESS)
    drill = shop.till.counter.fire_drill
    desk = shop.till.counter._real.desk
    approval = None
    try:
        drill.begin()
    except ApprovalNeeded as needed:
        approval = shop.till.counter.approvals.approve(needed.request, *MANAGER)
    shop.wiring.shift_screens.back_office.readiness.presenter._on_begun(drill.begin(approval))
    assert desk.basket is None


LOOKS: dict[str, Callable[[Shop], None]] = {
    "readiness": _page,
    "readiness_troubled": _troubled,
    "readiness_drill": _drill,
}
