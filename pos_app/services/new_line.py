"""How an item that was scanned or found becomes a line: quantity, printed price, lot, one more."""

from dataclasses import dataclass
from datetime import date

from pos_app.domain.barcode.item import ItemScan
from pos_app.domain.barcode.lots import find_last_day
from pos_app.domain.catalog import Item
from pos_app.domain.money import Money
from pos_app.domain.quantity import ONE, Quantity
from pos_app.domain.transaction import Entry, Lot, RetailTransaction, SaleLine
from pos_app.errors import Refusal


@dataclass(frozen=True, slots=True)
class Wanted:
    """An item on its way to becoming a line; ``fixed_price`` is for all of it."""

    item: Item
    quantity: Quantity
    entry: Entry
    fixed_price: Money | None = None
    lot: Lot | None = None


def check_currency(item: Item, currency: str) -> None:
    """Refuse goods whose price is other money than this till counts: a cloud may mistake its zone.

    Refuses: ITEM_OTHER_CURRENCY.
    """
    if item.price is not None and item.price.currency != currency:
        raise Refusal("ITEM_OTHER_CURRENCY", sku=item.sku, currency=item.price.currency)


def weight_needed(item: Item) -> Refusal:
    """Say what the question for the weight needs: the item, its name and in what it is measured."""
    return Refusal(
        "WEIGHT_NEEDED",
        sku=item.sku,
        unit=item.unit,
        name_zh=item.name_zh,
        name_en=item.name_en,
    )


def wanted_of(
    scanned: ItemScan, item: Item, entry: Entry, typed: Quantity | None, today: date
) -> Wanted:
    """Read what a code says of this very piece; a typed quantity counts where it says nothing.

    A price in the code is the price of what it is stuck on: one piece, or the weight it pays for.

    Refuses: WEIGHT_NEEDED.
    """
    lot = _lot_of(scanned, today)
    in_code = scanned.weight or scanned.count
    if scanned.price is not None:
        quantity = in_code or _weight_of(scanned.price, item) or ONE
        return Wanted(item, quantity, entry, scanned.price, lot)
    if item.unit.is_measured and in_code is None and typed is None:
        raise weight_needed(item)
    return Wanted(item, in_code or typed or ONE, entry, None, lot)


def one_more(
    transaction: RetailTransaction, wanted: Wanted
) -> tuple[RetailTransaction, int] | None:
    """Count up the last line when the same piece is scanned again and nothing tells them apart."""
    last = transaction.lines[-1] if transaction.lines else None
    is_same = (
        isinstance(last, SaleLine)
        and not last.is_voided
        and last.item == wanted.item
        and not wanted.item.unit.is_measured
        and (wanted.fixed_price, wanted.lot) == (None, None)
        and (last.fixed_price, last.lot, last.price_override) == (None, None, None)
        and not last.discounts
        and not last.note
    )
    if not is_same or last is None:
        return None
    return transaction.set_quantity(last.number, last.quantity + wanted.quantity), last.number


def line_of(transaction: RetailTransaction, wanted: Wanted) -> SaleLine:
    """Make the line to come."""
    return SaleLine(
        number=transaction.next_line_number,
        item=wanted.item,
        quantity=wanted.quantity,
        unit_price=wanted.item.price or wanted.fixed_price or Money(0, transaction.currency),
        entry=wanted.entry,
        fixed_price=wanted.fixed_price,
        lot=wanted.lot,
    )


def _weight_of(price: Money, item: Item) -> Quantity | None:
    """Work out what a pack with a printed price weighs, to the nearest thousandth."""
    if not item.unit.is_measured or not item.price:
        return None
    per_unit = item.price.minor
    return Quantity(max((price.minor * 2000 + per_unit) // (2 * per_unit), 1))


def _lot_of(scanned: ItemScan, today: date) -> Lot | None:
    values = {element.ai: element.value for element in scanned.elements if not element.problem}
    last_day = find_last_day(scanned.elements, today)
    lot = Lot(values.get("10", ""), values.get("21", ""), last_day.isoformat() if last_day else "")
    return lot if lot != Lot() else None
