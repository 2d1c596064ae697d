"""What customers wanted and did not get: one key when somebody leaves, and a note by itself.

Neither is in the way of selling: the note is made after the item is in the basket, and the goods in
hand are sold whatever the books say.
"""

from pos_app.domain.barcode.item import ShopCodes
from pos_app.domain.events_stock import LostSale, OutOfStock
from pos_app.domain.scan_data import ScanData
from pos_app.domain.shop import ReasonFor
from pos_app.services.desk import Desk
from pos_app.services.ports import CatalogFile
from pos_app.services.reasons import check_reason
from pos_app.services.stock_ground import StockGround
from pos_app.store import lost_demand, stock_balance
from pos_app.store.store_stock import StoreStock

HOUR_MS = 3_600_000
FOLDED_BESIDE = 300
"""So many sales may wait to be added up; more are added in steps of this size, at some 10 ms."""


class LostSales:
    """Writes down what was not sold."""

    def __init__(
        self, desk: Desk, catalog_file: CatalogFile, codes: ShopCodes, told: StoreStock
    ) -> None:
        self._ground = StockGround(desk, catalog_file, codes, told)
        self._desk = desk

    def record(self, reason_code: str, wanted: ScanData | None = None) -> None:
        """Write down that somebody left without buying, and what they came for if it was said.

        Refuses: NOT_SIGNED_ON, SCREEN_LOCKED, REASON_UNKNOWN; with ``wanted`` what scan.route
        refuses, ITEM_NOT_FOUND.
        """
        desk = self._desk
        desk.require_session()
        check_reason(desk.profile, ReasonFor.LOST_SALE, reason_code)
        sku = self._ground.scanned(wanted).item.sku if wanted else ""
        with desk.till.write() as connection:
            self._ground.record(connection, LostSale(reason_code, sku))

    def notice(self, sku: str, *, is_searched: bool) -> bool:
        """Note an item that is asked for while the books have none; at most once an hour.

        Says whether it was noted. Of an item that was never counted or received the books know
        nothing; nor do they while sales wait to be added up, some of which this call adds.
        """
        desk = self._desk
        if desk.session is None:
            return False
        if not self._is_caught_up():
            return False
        now_ms = desk.clock.wall_ms()
        with desk.till.read() as connection:
            found = self._ground.on_hand(connection, (sku,))[sku]
            last_ms = lost_demand.last_out_of_stock(connection, sku)
        is_recent = last_ms is not None and 0 <= now_ms - last_ms < HOUR_MS
        if not found.is_known or found.thousandths > 0 or is_recent:
            return False
        by = "search" if is_searched else "scan"
        with desk.till.write() as connection:
            self._ground.record(connection, OutOfStock(sku, found.thousandths, by))
        return True

    def _is_caught_up(self) -> bool:
        with self._desk.till.read() as connection:
            left = stock_balance.left_to_fold(connection, FOLDED_BESIDE)
        return left < FOLDED_BESIDE or self._ground.catch_up(FOLDED_BESIDE) < FOLDED_BESIDE
