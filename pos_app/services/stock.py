"""Goods of this store: what should be there, what moved, and what a person puts right.

Goods in hand are never refused: nothing here can stop a sale.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from pos_app.domain.events import SettingsChange
from pos_app.domain.events_stock import StockAdjusted
from pos_app.domain.identifiers import BusinessDate
from pos_app.domain.operators import Approval, Privilege
from pos_app.domain.quantity import Quantity, check_sellable
from pos_app.domain.scan_data import ScanData
from pos_app.domain.shop import ReasonFor
from pos_app.domain.stock import ExpiringLot, MovedLine, Reorder, ReorderPolicy, check_line
from pos_app.errors import Refusal
from pos_app.services.reasons import check_reason
from pos_app.services.stock_ground import ItemStock, StockGround
from pos_app.store import lost_demand, stock_lists, stock_moves
from pos_app.store.stock_moves import Move

MOST_LISTED = 200
"""Of any list: more is nothing that a person works through in a day."""

NEAR_DAYS = 7
"""A week before its last day goods can still be sold at a lower price."""

MISSING_DAYS = 14
"""Two of each weekday: what was asked for once on a Saturday shows again or does not."""


@dataclass(frozen=True, slots=True)
class LowStock:
    """An item that runs out, with the suggestion for it and what that is based on."""

    stock: ItemStock
    reorder: Reorder


@dataclass(frozen=True, slots=True)
class Expiring:
    """A lot near its last day or past it, with its item."""

    stock: ItemStock
    lot: ExpiringLot
    days_left: int


@dataclass(frozen=True, slots=True)
class Missing:
    """An item that was asked for while the books had none of it."""

    stock: ItemStock
    times: int


class Stock:
    """Looks goods up, lists what wants attention, and records what was lost, found or used.

    ``labels_folder`` is where pages of shelf labels are put.
    """

    def __init__(self, ground: StockGround, labels_folder: Path) -> None:
        self._ground = ground
        self.labels_folder = labels_folder
        self._desk = ground.desk

    def catch_up(self) -> int:
        """Add up sales that no figure has yet; see StockGround.catch_up."""
        return self._ground.catch_up()

    def scan(self, data: ScanData) -> ItemStock:
        """Say how much there should be of what was scanned.

        Refuses: NOT_SIGNED_ON, SCREEN_LOCKED, what scan.route refuses, ITEM_NOT_FOUND.
        """
        self._desk.require_session()
        return self.look_up(self._ground.scanned(data).item.sku)

    def look_up(self, sku: str) -> ItemStock:
        """Say how much there should be of an item.

        Refuses: NOT_SIGNED_ON, SCREEN_LOCKED.
        """
        self._desk.require_session()
        with self._desk.till.read() as connection:
            return self._ground.stock_of(connection, (sku,))[0]

    def names(self, skus: Iterable[str]) -> dict[str, tuple[str, str]]:
        """Say how goods are called, in Chinese and English; the catalogue may have lost some."""
        found = self._ground.items(skus)
        return {sku: (item.name_zh, item.name_en) for sku, item in found.items() if item}

    def search(self, text: str, limit: int = 50) -> tuple[ItemStock, ...]:
        """Find items by what has been typed so far, with how much there should be of each.

        Refuses: NOT_SIGNED_ON, SCREEN_LOCKED.
        """
        self._desk.require_session()
        skus = self._ground.found(text, limit)
        with self._desk.till.read() as connection:
            return self._ground.stock_of(connection, skus)

    def moves(self, sku: str) -> tuple[Move, ...]:
        """List what moved of an item, newest first.

        Refuses: NOT_SIGNED_ON, SCREEN_LOCKED.
        """
        self._desk.require_session()
        with self._desk.till.read() as connection:
            return stock_moves.moves_of(connection, sku, MOST_LISTED)

    def take_off(
        self, sku: str, quantity: Quantity, reason_code: str, approval: Approval | None = None
    ) -> ItemStock:
        """Write goods off, or take them for the store's own use; see ``_adjust``."""
        return self._adjust(ReasonFor.STOCK_OUT, sku, quantity, reason_code, approval)

    def put_on(
        self, sku: str, quantity: Quantity, reason_code: str, approval: Approval | None = None
    ) -> ItemStock:
        """Add goods that were found; see ``_adjust``."""
        return self._adjust(ReasonFor.STOCK_IN, sku, quantity, reason_code, approval)

    def _adjust(
        self,
        purpose: ReasonFor,
        sku: str,
        quantity: Quantity,
        reason_code: str,
        approval: Approval | None,
    ) -> ItemStock:
        """Correct the books by a reason of the store's list, and give the figure after it.

        Refuses: NOT_SIGNED_ON, SCREEN_LOCKED, ITEM_NOT_FOUND, REASON_UNKNOWN,
        QUANTITY_NOT_POSITIVE, QUANTITY_TOO_LARGE, QUANTITY_NOT_WHOLE, NOT_PERMITTED,
        APPROVAL_NEEDED, APPROVAL_EXPIRED.
        """
        desk = self._desk
        desk.require_session()
        item = self._ground.item(sku)
        check_reason(desk.profile, purpose, reason_code)
        check_sellable(quantity, item.unit)
        sign = -1 if purpose is ReasonFor.STOCK_OUT else 1
        line = MovedLine(sku, sign * quantity.thousandths)
        check_line(line, item.unit)
        subject = f"{sku}:{line.thousandths}"
        authority = desk.allow(Privilege.ADJUST_STOCK, subject, approval)
        with desk.till.write() as connection:
            desk.record_authority(connection, authority)
            event = StockAdjusted(reason_code, (line,))
            self._ground.record(connection, event, authority.approved_by)
        return self.look_up(sku)

    # ---- lists

    def low(self) -> tuple[LowStock, ...]:
        """List what would run out before a delivery could come, the most urgent first.

        Refuses: NOT_SIGNED_ON, SCREEN_LOCKED, STOCK_CATCHING_UP.
        """
        self._ready()
        told = self._ground.store_stock.everything()
        with self._desk.till.read() as connection:
            found = stock_lists.low_stock(connection, self._ground.today(), told)[:MOST_LISTED]
            stocks = self._ground.stock_of(connection, (low.sku for low in found))
        return tuple(map(LowStock, stocks, found))

    def negative(self) -> tuple[ItemStock, ...]:
        """List items of which more was sold than there ever was, the worst first.

        Refuses: NOT_SIGNED_ON, SCREEN_LOCKED, STOCK_CATCHING_UP.
        """
        self._ready()
        told = self._ground.store_stock.everything()
        with self._desk.till.read() as connection:
            skus = stock_lists.negative_stock(connection, MOST_LISTED, told)
            return self._ground.stock_of(connection, skus)

    def expiring(self, days: int = NEAR_DAYS) -> tuple[Expiring, ...]:
        """List lots that are past their last day or will be within so many days.

        Refuses: NOT_SIGNED_ON, SCREEN_LOCKED, STOCK_CATCHING_UP.
        """
        self._ready()
        today, told = self._ground.today(), self._ground.store_stock.everything()
        with self._desk.till.read() as connection:
            lots = stock_lists.expiring(connection, today, days, told)[:MOST_LISTED]
            stocks = self._ground.stock_of(connection, (lot.sku for lot in lots))
        return tuple(
            Expiring(stock, lot, lot.days_left(today))
            for stock, lot in zip(stocks, lots, strict=True)
        )

    def missing(self, first: BusinessDate, last: BusinessDate) -> tuple[Missing, ...]:
        """List what was asked for while the books had none, the most wanted first.

        Refuses: NOT_SIGNED_ON, SCREEN_LOCKED.
        """
        self._desk.require_session()
        with self._desk.till.read() as connection:
            asked = lost_demand.out_of_stock(connection, first, last)[:MOST_LISTED]
            stocks = self._ground.stock_of(connection, (one.sku for one in asked))
        return tuple(Missing(stock, one.times) for stock, one in zip(stocks, asked, strict=True))

    def missing_lately(self) -> tuple[Missing, ...]:
        """List what was asked for and not there in the last days; see ``missing``."""
        today = date.fromisoformat(self._ground.today())
        first = date.fromordinal(today.toordinal() - MISSING_DAYS + 1)
        return self.missing(BusinessDate(first.isoformat()), BusinessDate(today.isoformat()))

    def policy(self) -> ReorderPolicy:
        """Say how the store orders."""
        with self._desk.till.read() as connection:
            return stock_lists.policy_of(connection)

    def set_policy(self, policy: ReorderPolicy, approval: Approval | None = None) -> None:
        """Change how the store orders.

        Refuses: NOT_SIGNED_ON, SCREEN_LOCKED, NOT_PERMITTED, APPROVAL_NEEDED, APPROVAL_EXPIRED.
        """
        desk = self._desk
        days = f"reorder:{policy.cover_days}:{policy.lead_days}:{policy.look_back_days}"
        authority = desk.allow(Privilege.SET_UP_STORE, days, approval)
        with desk.till.write() as connection:
            desk.record_authority(connection, authority)
            stock_lists.put_policy(connection, policy)
            desk.record(connection, SettingsChange("stock_reorder"), authority.approved_by)

    def _ready(self) -> None:
        """Make lists wait for sales that are not added up: they would be wrong, not only old."""
        self._desk.require_session()
        left = self._ground.catch_up()
        if left:
            raise Refusal("STOCK_CATCHING_UP", left=left)
