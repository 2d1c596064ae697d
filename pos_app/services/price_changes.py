"""Shelf prices of a shop with its own catalogue: planned for a business date, applied at its start.

Where the catalogue comes from head office, so do its prices: one item has one price in all
channels, and a till that changed it would be a second truth. What a cashier may do then is override
one line, with a reason. Prices are this till's own: each till of a shop without head office is told
by itself.
"""

import logging
from dataclasses import dataclass
from datetime import date as calendar_date
from datetime import timedelta
from typing import Final

from pos_app.domain.catalog import Item
from pos_app.domain.events_set_up import PriceStage, ShelfPrice
from pos_app.domain.gtin import parse_gtin
from pos_app.domain.identifiers import BusinessDate, OperatorId
from pos_app.domain.item_limits import HIGHEST_PRICE_MINOR
from pos_app.domain.money import Money
from pos_app.domain.operators import Approval, Privilege
from pos_app.domain.plain_text import storable
from pos_app.errors import EnvironmentFault, Refusal
from pos_app.services.business_dates import check_not_too_far, check_written, suggested
from pos_app.services.change_record import ChangeRecord
from pos_app.services.desk import ALONE, Authority, Desk
from pos_app.store import catalog, search, shelf_prices, shifts
from pos_app.store.catalog_changes import CatalogChanges
from pos_app.store.catalog_feed import is_from_cloud
from pos_app.store.catalog_files import Catalog
from pos_app.store.database import Connection
from pos_app.store.shelf_prices import PriceEntry, PrintedLabel

_log = logging.getLogger(__name__)

MOST_SHOWN: Final = 200
"""Of goods found and of changes done: what is older is read in the list of changes."""


@dataclass(frozen=True, slots=True)
class PriceRow:
    """A planned or finished change with the item as it is now; None when it is sold no more."""

    entry: PriceEntry
    item: Item | None


@dataclass(frozen=True, slots=True)
class LabelDue:
    """An item whose shelf label is not right; ``printed`` is None where none was printed here."""

    item: Item
    printed: PrintedLabel | None


@dataclass(frozen=True, slots=True)
class PriceBook:
    """What the price screen shows. ``next_date`` is the next business date to be opened."""

    coming: tuple[PriceRow, ...]
    done: tuple[PriceRow, ...]
    next_date: BusinessDate
    is_from_cloud: bool


class PriceChanges:
    """Plans, withdraws and applies. Till thread; each stage is one commit with its journal row.

    Every change refuses first: NOT_IN_TRAINING, NOT_SIGNED_ON, SCREEN_LOCKED, NOT_PERMITTED,
    APPROVAL_NEEDED, APPROVAL_EXPIRED.
    """

    def __init__(
        self, desk: Desk, items: Catalog, changes: CatalogChanges, record: ChangeRecord
    ) -> None:
        self._desk = desk
        self._items = items
        self._changes = changes
        self._record = record

    def book(self) -> PriceBook:
        """Read what is coming and what is done.

        Refuses: NOT_SIGNED_ON, SCREEN_LOCKED.
        """
        self._desk.require_session()
        with self._desk.till.read() as connection, self._items.read() as items:
            latest = shifts.latest_date(connection)
            coming = shelf_prices.coming(connection)
            done = shelf_prices.done(connection, MOST_SHOWN)
            return PriceBook(
                tuple(PriceRow(entry, catalog.find_by_sku(items, entry.sku)) for entry in coming),
                tuple(PriceRow(entry, catalog.find_by_sku(items, entry.sku)) for entry in done),
                suggested(latest, self._desk.clock),
                is_from_cloud(items),
            )

    def find(self, text: str) -> tuple[Item, ...]:
        """Find goods by SKU, short number or barcode, or else by what their name begins with.

        Refuses: NOT_SIGNED_ON, SCREEN_LOCKED, ITEM_NOT_FOUND.
        """
        self._desk.require_session()
        words = storable(text).strip()
        gtin = parse_gtin(words)
        with self._items.read() as connection:
            exact = catalog.find_by_sku(connection, words) or catalog.find_by_plu(connection, words)
            if exact is None and gtin is not None:
                exact = catalog.find_by_gtin(connection, gtin)
            found = [exact] if exact else search.search(connection, words, MOST_SHOWN)
        if not found:
            raise Refusal("ITEM_NOT_FOUND")
        return tuple(found)

    def plan(
        self,
        sku: str,
        price: Money,
        date: BusinessDate | None = None,
        approval: Approval | None = None,
        until: BusinessDate | None = None,
    ) -> PriceRow:
        """Plan an item's price for a business date, or put it in force at once (no date).

        The business date that is open has begun already: a price for it is put in force at once.
        Lines already rung up keep their price. A second plan for the same item and day stands
        beside the first and is applied after it. ``until``: the last business date of a mark-down;
        the price there would be without it is planned for the day after, in the same commit, and
        may be withdrawn by itself.

        Refuses: CATALOG_IS_THE_CLOUDS, ITEM_NOT_FOUND, SHELF_PRICE_WRONG, SHELF_PRICE_IS_SO (at
        once only), SHELF_PRICE_BELOW_LOWEST, DATE_WRONG, DATE_TOO_FAR, SHELF_PRICE_DATE_PAST,
        SHELF_PRICE_END_WRONG, and at once what CatalogChanges.put_prices refuses.
        """
        said = f"price:{sku}:{price.minor}:{date or 'at_once'}"
        authority = self._allow(f"{said}:{until}" if until else said, approval)
        item = self._find(sku)
        self._check(item, price, is_at_once=date is None)
        with self._desk.till.read() as connection:
            today = shifts.open_business_date(connection)
            latest = shifts.latest_date(connection)
        if date is not None:
            check_written(date)
            check_not_too_far(date, latest, self._desk.clock)
            if date < (today or latest or ""):
                raise Refusal("SHELF_PRICE_DATE_PAST", date=date)
            date = None if date == today else date
        effective = date or today or suggested(latest, self._desk.clock)
        change = self._desk.clock.new_id().bytes
        planned = [self._event(change, PriceStage.PLANNED, sku, (item.price, price), effective)]
        if until is not None:
            check_written(until)
            check_not_too_far(until, latest, self._desk.clock)
            planned.append(self._return(planned[0], item, until))
        with self._desk.till.write() as connection:
            self._desk.record_authority(connection, authority)
            for event in planned:
                self._write(connection, event, authority)
        if date is None:
            self._apply_at_once(tuple(self._entry(event.change) for event in planned), authority)
        return PriceRow(self._entry(change), item)

    def _return(self, markdown: ShelfPrice, item: Item, until: BusinessDate) -> ShelfPrice:
        """Plan what an item costs after a mark-down: what it would cost then without it."""
        if until < markdown.effective_on or item.price is None:
            raise Refusal("SHELF_PRICE_END_WRONG", first=markdown.effective_on)
        last = calendar_date.fromisoformat(until)
        after = BusinessDate((last + timedelta(days=1)).isoformat())
        with self._desk.till.read() as connection:
            others = [e for e in shelf_prices.coming(connection, after) if e.sku == item.sku]
        back = self._price(others[-1]) if others else item.price
        change = self._desk.clock.new_id().bytes
        prices = (markdown.after, back)
        return self._event(change, PriceStage.PLANNED, item.sku, prices, after)

    def withdraw(self, change: bytes, approval: Approval | None = None) -> None:
        """Take a planned price back.

        Refuses: PRICE_CHANGE_UNKNOWN, for one that is done too.
        """
        authority = self._allow(f"withdraw:{change.hex()}", approval)
        with self._desk.till.write() as connection:
            entry = next(
                (found for found in shelf_prices.coming(connection) if found.change == change), None
            )
            if entry is None:
                raise Refusal("PRICE_CHANGE_UNKNOWN")
            self._desk.record_authority(connection, authority)
            prices = (self._money(entry.before_minor), self._price(entry))
            event = self._event(change, PriceStage.WITHDRAWN, entry.sku, prices, entry.effective_on)
            self._write(connection, event, authority)

    def apply_due(self, date: BusinessDate) -> int:
        """Put into the catalogue what is planned for a date or before it; say how many prices.

        At the opening of a day, by whoever opens it. What cannot be written now (an import runs,
        the disk is full) stays planned, is logged, and keeps no day shut: it is tried again when
        the next day opens or somebody asks for it.
        """
        with self._desk.till.read() as connection:
            due = shelf_prices.coming(connection, date)
        if not due:
            return 0
        try:
            self._apply(due)
        except (Refusal, EnvironmentFault) as trouble:
            _log.warning("prices not applied code=%s due=%d", trouble.code, len(due))
            return 0
        return len(due)

    def apply_now(self, approval: Approval | None = None) -> int:
        """Put into force what is due and could not be applied when the day opened.

        Refuses: PRICES_NONE_DUE, what CatalogChanges.put_prices refuses.
        """
        authority = self._allow("apply", approval)
        with self._desk.till.read() as connection:
            today = shifts.open_business_date(connection)
            due = shelf_prices.coming(connection, today or "")
        if not due:
            raise Refusal("PRICES_NONE_DUE")
        self._apply(due, authority)
        return len(due)

    def labels_due(self) -> tuple[LabelDue, ...]:
        """List items whose shelf label does not say their price.

        Those whose price was changed here since their last label, and those that have a label
        printed here with another price, wherever the new one came from.

        Refuses: NOT_SIGNED_ON, SCREEN_LOCKED.
        """
        self._desk.require_session()
        with self._desk.till.read() as connection:
            changed = shelf_prices.changed_items(connection)
            printed = shelf_prices.labels(connection)
        due = []
        with self._items.read() as connection:
            for sku in sorted({*changed, *printed}):
                item = catalog.find_by_sku(connection, sku)
                if item is not None and _is_due(item, printed.get(sku)):
                    due.append(LabelDue(item, printed.get(sku)))
        return tuple(due)

    def labels_printed(self, items: tuple[Item, ...]) -> None:
        """Remember that these items have labels that say these prices. No fact of the books.

        Refuses: NOT_IN_TRAINING, NOT_SIGNED_ON, SCREEN_LOCKED.
        """
        self._record.check_real()
        self._desk.require_session()
        at_ms = self._desk.clock.wall_ms()
        with self._desk.till.write() as connection:
            for item in items:
                minor = item.price.minor if item.price is not None else None
                shelf_prices.put_label(connection, PrintedLabel(item.sku, minor, at_ms))

    def _apply_at_once(self, entries: tuple[PriceEntry, ...], authority: Authority) -> None:
        """Put the first price in force that was planned a moment ago; with it stand the others.

        Why not in the same commit: the catalogue is another file, and a power cut between the two
        must leave a plan that is due, never a price that nobody decided.
        """
        try:
            self._apply(entries[:1], Authority(approved_by=authority.approved_by))
        except (Refusal, EnvironmentFault):
            with self._desk.till.write() as connection:
                for entry in entries:
                    prices = (self._money(entry.before_minor), self._price(entry))
                    said = (entry.sku, prices, entry.effective_on)
                    withdrawn = self._event(entry.change, PriceStage.WITHDRAWN, *said)
                    self._write(connection, withdrawn, authority)
            raise

    def _entry(self, change: bytes) -> PriceEntry:
        """Give a change at the stage it has come to."""
        with self._desk.till.read() as connection:
            entries = (*shelf_prices.coming(connection), *shelf_prices.done(connection, 1))
        return next(entry for entry in entries if entry.change == change)

    def _apply(self, due: tuple[PriceEntry, ...], authority: Authority = ALONE) -> None:
        """Write the journal's rows and the catalogue together; the later of two prices wins."""
        prices = {entry.sku: entry.after_minor for entry in due}
        with self._items.read() as connection:
            items = {sku: catalog.find_by_sku(connection, sku) for sku in prices}
        standing = {sku: item.price if item else None for sku, item in items.items()}
        with self._desk.till.write() as connection:
            self._desk.record_authority(connection, authority)
            for entry in due:
                after = self._price(entry)
                before = standing[entry.sku]
                if before == after:  # a power cut came between the catalogue and this row
                    before = self._money(entry.before_minor)
                event = self._event(
                    entry.change, PriceStage.APPLIED, entry.sku, (before, after), entry.effective_on
                )
                self._write(connection, event, authority)
                standing[entry.sku] = after
            self._changes.put_prices(prices)

    def _allow(self, what: str, approval: Approval | None) -> Authority:
        self._record.check_real()
        return self._desk.allow(Privilege.CHANGE_PRICE, what, approval)

    def _find(self, sku: str) -> Item:
        with self._items.read() as connection:
            if is_from_cloud(connection):
                raise Refusal("CATALOG_IS_THE_CLOUDS")
            item = catalog.find_by_sku(connection, sku)
        if item is None:
            raise Refusal("ITEM_NOT_FOUND")
        return item

    def _check(self, item: Item, price: Money, *, is_at_once: bool) -> None:
        if not 0 <= price.minor <= HIGHEST_PRICE_MINOR:
            raise Refusal("SHELF_PRICE_WRONG")
        if is_at_once and item.price == price:
            raise Refusal("SHELF_PRICE_IS_SO")
        if item.lowest_price is not None and price.minor < item.lowest_price.minor:
            raise Refusal("SHELF_PRICE_BELOW_LOWEST", lowest=item.lowest_price)

    def _event(
        self,
        change: bytes,
        stage: PriceStage,
        sku: str,
        prices: tuple[Money | None, Money],
        effective: BusinessDate,
    ) -> ShelfPrice:
        id_ = self._desk.clock.new_id().bytes
        return ShelfPrice(id_, change, stage, sku, *prices, effective)

    def _write(self, connection: Connection, event: ShelfPrice, authority: Authority) -> None:
        desk = self._desk
        desk.record(connection, event, authority.approved_by)
        who: OperatorId = desk.require_session().operator.id
        at_ms = desk.clock.wall_ms()
        shelf_prices.insert(connection, event, at_ms, who, authority.approved_by)

    def _price(self, entry: PriceEntry) -> Money:
        return Money(entry.after_minor, self._desk.profile.currency)

    def _money(self, minor: int | None) -> Money | None:
        return None if minor is None else Money(minor, self._desk.profile.currency)


def _is_due(item: Item, printed: PrintedLabel | None) -> bool:
    minor = item.price.minor if item.price is not None else None
    return printed is None or minor != printed.price_minor
