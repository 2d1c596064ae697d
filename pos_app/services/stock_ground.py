"""What the services about goods share: items by scan or number, figures, facts in one way."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from pos_app.domain.barcode.item import ItemScan, ShopCodes
from pos_app.domain.barcode.lots import find_last_day
from pos_app.domain.catalog import Item
from pos_app.domain.events_stock import StockEvent
from pos_app.domain.identifiers import BusinessDate, OperatorId
from pos_app.domain.quantity import Quantity
from pos_app.domain.scan import PluScan, TextScan, route
from pos_app.domain.scan_data import ScanData
from pos_app.domain.stock import LINES_IN_A_FACT, MovedLine, OnHand
from pos_app.errors import Refusal
from pos_app.services.business_dates import suggested
from pos_app.services.desk import Desk
from pos_app.services.look_up import find_item
from pos_app.services.ports import CatalogFile
from pos_app.store import catalog, search, shifts, stock_balance, stock_facts
from pos_app.store.database import Connection
from pos_app.store.store_stock import StoreStock

FOLDED_AT_ONCE = 2_000
"""Some tens of milliseconds of the till thread."""


@dataclass(frozen=True, slots=True)
class Scanned:
    """An item that was scanned for stock, with what its code says of the piece.

    ``quantity`` is None when the code carries neither weight nor count.
    """

    item: Item
    quantity: Quantity | None = None
    lot: str = ""
    expires_on: str = ""


@dataclass(frozen=True, slots=True)
class ItemStock:
    """An item and how much there should be; ``item`` is None when the catalogue lost it."""

    sku: str
    item: Item | None
    on_hand: OnHand


class StockGround:
    """Over one till's file and the catalogue. Thread: the till thread."""

    def __init__(
        self, desk: Desk, catalog_file: CatalogFile, codes: ShopCodes, store_stock: StoreStock
    ) -> None:
        self.desk = desk
        self.store_stock = store_stock
        self._catalog = catalog_file
        self._codes = codes
        self._names: dict[str, Item | None] = {}

    def catch_up(self, most: int = FOLDED_AT_ONCE) -> int:
        """Add sales up that no figure of stock has yet, and say how many are left.

        Atomicity: one commit a call; sales go on between calls.
        """
        with self.desk.till.write() as connection:
            return stock_balance.fold(connection, most)

    def scanned(self, data: ScanData) -> Scanned:
        """Tell which item a code names, and its lot, last day, weight or count.

        Refuses: what scan.route refuses, ITEM_NOT_FOUND.
        """
        scan = route(data, self._codes)
        item = find_item(self._catalog, scan)
        if item is None or not isinstance(scan, ItemScan | PluScan | TextScan):
            raise Refusal("ITEM_NOT_FOUND")
        if not isinstance(scan, ItemScan):
            return Scanned(item)
        values = {e.ai: e.value for e in scan.elements if not e.problem}
        last_day = find_last_day(scan.elements, date.fromisoformat(self.today()))
        expires_on = last_day.isoformat() if last_day else ""
        quantity = scan.weight if item.unit.is_measured else scan.count
        return Scanned(item, quantity, values.get("10", ""), expires_on)

    def item(self, sku: str) -> Item:
        """Find an item by its number.

        Refuses: ITEM_NOT_FOUND.
        """
        with self._catalog.read() as connection:
            found = catalog.find_by_sku(connection, sku)
        if found is None:
            raise Refusal("ITEM_NOT_FOUND")
        return found

    def item_named(self, sku: str, gtin: int | None) -> Item | None:
        """Find an item by its number, or else by its GTIN; None when neither is ours."""
        with self._catalog.read() as connection:
            found = catalog.find_by_sku(connection, sku) if sku else None
            if found is None and gtin is not None:
                found = catalog.find_by_gtin(connection, gtin)
            return found

    def found(self, text: str, limit: int) -> tuple[str, ...]:
        """Find items by what has been typed, popular ones first."""
        with self._catalog.read() as connection:
            return tuple(item.sku for item in search.search(connection, text, limit))

    def items(self, skus: Iterable[str]) -> dict[str, Item | None]:
        """Find items by their numbers; None for one that the catalogue lost."""
        with self._catalog.read() as connection:
            return {sku: catalog.find_by_sku(connection, sku) for sku in skus}

    def named(self, skus: set[str]) -> dict[str, Item | None]:
        """Find items for what they are called: a long list asks for the same ones at every scan.

        As they were when they were first asked for, until ``forget_names``.
        """
        self._names |= self.items(skus - self._names.keys())
        return {sku: self._names[sku] for sku in skus}

    def forget_names(self) -> None:
        """Look items up anew: another list begins."""
        self._names.clear()

    def stock_of(self, connection: Connection, skus: Iterable[str]) -> tuple[ItemStock, ...]:
        """Give items with how much there should be, in the order asked for."""
        wanted = tuple(skus)
        items = self.items(wanted)
        figures = self.on_hand(connection, wanted)
        return tuple(ItemStock(sku, items[sku], figures[sku]) for sku in wanted)

    def on_hand(self, connection: Connection, skus: tuple[str, ...]) -> dict[str, OnHand]:
        """Say how much there should be of items, in the whole store where the cloud says it."""
        return stock_balance.on_hand(connection, skus, self._seen(), self.store_stock.of(skus))

    def _seen(self) -> stock_balance.Seen:
        """Say from where figures are looked at: this till, now."""
        till = self.desk.profile.workstation
        return stock_balance.Seen(self.today(), self.desk.clock.wall_ms(), (till,))

    def today(self) -> BusinessDate:
        """Give the business date; before a day is open, the latest one or the calendar's."""
        session = self.desk.session
        shift = session.shift if session else None
        open_date = shift.business_date if shift else session and session.business_date
        if open_date:
            return open_date
        with self.desk.till.read() as connection:
            latest = shifts.latest_date(connection)
        return latest or suggested(None, self.desk.clock)

    def record(
        self, connection: Connection, event: StockEvent, approved_by: OperatorId | None = None
    ) -> None:
        """Journal a fact about goods and write its rows, in the caller's transaction."""
        position = self.desk.record(connection, event, approved_by)
        if event.kind in stock_facts.KINDS:
            stock_facts.apply(connection, position)


def in_parts(lines: tuple[MovedLine, ...]) -> Iterator[tuple[MovedLine, ...]]:
    """Cut a list into pieces that fit into a fact each."""
    for start in range(0, len(lines), LINES_IN_A_FACT):
        yield lines[start : start + LINES_IN_A_FACT]
