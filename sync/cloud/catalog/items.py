"""Items: put, read, taken out, one or many at a time."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

import sqlalchemy as sa

from sync.cloud.catalog.checking import Amounts, ItemRefused, amounts_of, item_values
from sync.cloud.catalog.prices import Started, begin_prices
from sync.cloud.catalog.zones import lock, prices_in_force, tax_groups_of, tell, zones_of
from sync.cloud.database import Conflicted
from sync.cloud.schema.catalog import ITEM, PRICE
from sync.wire.catalog import ItemFields, ItemSeen, PriceSeen, RowRefusal

MOST_ON_A_PAGE: Final = 500
MOST_NAMED_REFUSALS: Final = 100
_UNIQUE: Final = ("gtin", "plu")


@dataclass(frozen=True, slots=True)
class Line:
    """An item with its place in the list it came in."""

    number: int
    item: ItemFields


@dataclass(slots=True)
class Outcome:
    """What became of lines, added up over the pieces of a list."""

    created: int = 0
    changed: int = 0
    unchanged: int = 0
    refusals: list[RowRefusal] = field(default_factory=list)
    refused: int = 0

    def refuse(self, line: int, sku: str, refused: ItemRefused) -> None:
        """Count a line that was left out; the first ones are named."""
        self.refused += 1
        if len(self.refusals) < MOST_NAMED_REFUSALS:
            self.refusals.append(RowRefusal(line, sku[:40], refused.field, refused.why))

    def add(self, other: "Outcome") -> None:
        """Add another piece's."""
        self.created += other.created
        self.changed += other.changed
        self.unchanged += other.unchanged
        self.refused += other.refused
        room = MOST_NAMED_REFUSALS - len(self.refusals)
        self.refusals += other.refusals[:room]


@dataclass(frozen=True, slots=True)
class _Piece:
    """Lines that passed: the columns of each item and its price, by number."""

    values: Mapping[str, dict[str, Any]]
    amounts: Mapping[str, Amounts]


def put_items(
    connection: sa.Connection, tenant: str, lines: Sequence[Line], started: Started
) -> Outcome:
    """Put items, at most ``zones.ITEMS_AT_ONCE`` and each once, with their prices from now on.

    Part of a transaction; again it changes nothing. Raises ``Conflicted`` when another list with
    the same items came between.
    """
    outcome = Outcome()
    lock(connection, tenant)
    piece = _checked(lines, tax_groups_of(connection, tenant), outcome)
    before = {
        row.sku: row._asdict()
        for row in connection.execute(
            sa.select(ITEM)
            .where(ITEM.c.tenant == tenant, ITEM.c.sku.in_(list(piece.values)))
            .order_by(ITEM.c.sku)
            .with_for_update()
        )
    }
    taken = _taken(connection, tenant, piece.values)
    for line in lines:
        field_taken = taken.get(line.item.sku)
        if field_taken is not None:
            outcome.refuse(line.number, line.item.sku, ItemRefused(field_taken, "taken"))
    values = {sku: row for sku, row in piece.values.items() if sku not in taken}
    try:
        _write(connection, tenant, values, before)
    except sa.exc.IntegrityError as error:  # somebody else put one of them at the same moment
        raise Conflicted from error
    amounts = {sku: one for sku, one in piece.amounts.items() if sku in values}
    priced = begin_prices(connection, tenant, amounts, started)
    changed = {sku for sku in values if _is_other(values[sku], before.get(sku))} | priced
    outcome.created = len(values.keys() - before.keys())
    outcome.changed = len(changed & before.keys())
    outcome.unchanged = len(values) - len(changed)
    tell(connection, tenant, sorted(changed), zones_of(connection, tenant), started.now_ms)
    return outcome


def remove_item(connection: sa.Connection, tenant: str, sku: str, now_ms: int) -> bool:
    """Take an item out with its prices, and tell the zones; False when there was none."""
    lock(connection, tenant)
    of_item = sa.and_(ITEM.c.tenant == tenant, ITEM.c.sku == sku)
    if not connection.execute(sa.delete(ITEM).where(of_item)).rowcount:
        return False
    connection.execute(sa.delete(PRICE).where(PRICE.c.tenant == tenant, PRICE.c.sku == sku))
    tell(connection, tenant, (sku,), zones_of(connection, tenant), now_ms)
    return True


def find_item(connection: sa.Connection, tenant: str, sku: str, now_ms: int) -> ItemSeen | None:
    """Read one item with its prices in force."""
    of_item = sa.select(ITEM).where(ITEM.c.tenant == tenant, ITEM.c.sku == sku)
    row: Any = connection.execute(of_item).first()
    if row is None:
        return None
    prices = prices_in_force(connection, tenant, (sku,), now_ms)
    seen = tuple(
        PriceSeen(one.zone, one.price, one.from_ms, one.list_version) for one in prices.values()
    )
    return ItemSeen(_fields(row._asdict()), seen)


def list_items(connection: sa.Connection, tenant: str, after: str, most: int) -> list[ItemFields]:
    """Read items by number, after one."""
    found = connection.execute(
        sa.select(ITEM)
        .where(ITEM.c.tenant == tenant, ITEM.c.sku > after)
        .order_by(ITEM.c.sku)
        .limit(min(most, MOST_ON_A_PAGE))
    )
    return [_fields(row._asdict()) for row in found]


def _checked(lines: Sequence[Line], tax_groups: frozenset[str], outcome: Outcome) -> _Piece:
    values: dict[str, dict[str, Any]] = {}
    amounts: dict[str, Amounts] = {}
    names: set[tuple[str, Any]] = set()
    for line in lines:
        item = line.item
        try:
            row = item_values(item, tax_groups)
            price = item.price
            priced = None if price is None else amounts_of(price, item.regular, item.lowest)
            own = {(name, row[name]) for name in _UNIQUE if row[name] is not None}
            for name, _ in sorted(own & names):
                raise ItemRefused(name, "taken")
        except ItemRefused as refused:
            outcome.refuse(line.number, item.sku, refused)
            continue
        names |= own
        values[item.sku] = row
        if priced is not None:
            amounts[item.sku] = priced
    return _Piece(values, amounts)


def _taken(
    connection: sa.Connection, tenant: str, values: Mapping[str, Mapping[str, Any]]
) -> dict[str, str]:
    """Find items whose barcode or short number another item has; which of the two it is."""
    taken: dict[str, str] = {}
    for name in _UNIQUE:
        wanted = {row[name]: sku for sku, row in values.items() if row[name] is not None}
        if not wanted:
            continue
        others = connection.execute(
            sa.select(ITEM.c.sku, ITEM.c[name]).where(
                ITEM.c.tenant == tenant, ITEM.c[name].in_(list(wanted))
            )
        )
        for sku, value in others:
            if wanted[value] != sku:
                taken[wanted[value]] = name
    return taken


def _write(
    connection: sa.Connection,
    tenant: str,
    values: Mapping[str, Mapping[str, Any]],
    before: Mapping[str, Mapping[str, Any]],
) -> None:
    new = [{"tenant": tenant, **values[sku]} for sku in sorted(values.keys() - before.keys())]
    if new:
        connection.execute(sa.insert(ITEM), new)
    changed = [
        {"of_tenant": tenant, "of_sku": sku, **values[sku]}
        for sku in sorted(values.keys() & before.keys())
        if _is_other(values[sku], before[sku])
    ]
    if changed:
        connection.execute(_CHANGE, changed)


def _is_other(values: Mapping[str, Any], before: Mapping[str, Any] | None) -> bool:
    return before is None or any(before[name] != value for name, value in values.items())


def _fields(row: Mapping[str, Any]) -> ItemFields:
    return ItemFields(
        sku=row["sku"],
        tax=row["tax"],
        unit=row["unit"],
        zh=row["zh"],
        en=row["en"],
        cat=row["cat"],
        gtin="" if row["gtin"] is None else f"{row['gtin']:014d}",
        plu=row["plu"] or "",
        brand=row["brand"],
        pop=row["pop"],
        recalled=bool(row["recalled"]),
        lots=row["lots"],
    )


_CHANGE: Final = (
    sa.update(ITEM)
    .where(ITEM.c.tenant == sa.bindparam("of_tenant"), ITEM.c.sku == sa.bindparam("of_sku"))
    .values(
        {
            column.name: sa.bindparam(column.name)
            for column in ITEM.columns
            if column.name != "tenant"
        }
    )
)
