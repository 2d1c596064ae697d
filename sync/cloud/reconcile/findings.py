"""What is behind the numbers of a day that differ: who moved away from the journal, in which rows.

Adds up a row at a time what meaning.py adds up in the database; a test keeps the two alike.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final, Protocol

import sqlalchemy as sa

from sync.cloud.reconcile.meaning import CASH
from sync.cloud.schema.leases import Till
from sync.cloud.schema.ledgers import RECONCILIATION
from sync.cloud.schema.sales import (
    CASH_MOVEMENT,
    SALE,
    SALE_COUPON,
    SALE_LINE,
    SALE_POINTS,
    SALE_TAX,
    SHIFT,
    TENDER,
)
from sync.wire.digests import SET_MASK, DayProof, Difference, receipt_set
from sync.wire.head_office import DayFinding, RowFound
from sync.wire.packing import pack

MOST_ROWS_NAMED: Final = 20

Rows = Mapping[sa.Table, Sequence[Mapping[str, Any]]]
Part = tuple[str, str]
"""A number of the meaning: its section and key."""

Sums = dict[Part, int]

_PARTS_OF_A_SALE: Final = (SALE_LINE, TENDER, SALE_TAX, SALE_COUPON, SALE_POINTS)
_TOTALS: Final = ("total", "discount", "tax_added", "rounding")
_RECEIPTS: Final = ("receipts", "set")


class Witness(Protocol):
    """A row of the journal: projectors/days.py."""

    @property
    def place(self) -> tuple[int, int]:
        """Epoch and row number."""

    @property
    def event_id(self) -> bytes:
        """Its id."""

    @property
    def kind(self) -> str:
        """Its kind."""

    @property
    def rows(self) -> Rows:
        """What it makes; nothing where it cannot be read."""

    @property
    def held(self) -> str:
        """Why the tables do not have it."""


@dataclass(slots=True)
class _Behind:
    """One record: where it stands, and what it adds to each number by journal and tables."""

    place: tuple[int, int] = (0, 0)
    kind: str = ""
    receipt: str = ""
    held: str = ""
    is_readable: bool = True
    journal: Sums = field(default_factory=dict)
    cloud: Sums = field(default_factory=dict)


def keep(
    connection: sa.Connection, till: Till, proof: DayProof, found: Sequence[DayFinding]
) -> None:
    """Keep what was found beside the proof, unless the day has been compared again meanwhile."""
    of = RECONCILIATION.c
    connection.execute(
        sa.update(RECONCILIATION)
        .where(
            of.store == till.store,
            of.terminal == till.terminal,
            of.day == proof.day,
            of.evidence == proof.evidence,
        )
        .values(findings=pack(found))
    )


def find(
    connection: sa.Connection,
    till: Till,
    day: str,
    differences: Sequence[Difference],
    journal: Sequence[Witness] | None,
) -> tuple[DayFinding, ...]:
    """Say what is behind each difference."""
    if journal is None:
        return tuple(DayFinding(one.section, _key(one), one.till, one.cloud) for one in differences)
    records = _records(journal, _booked(connection, till, day), day)
    return tuple(_finding(one, records) for one in differences)


def add_up(rows: Rows, day: str) -> Sums:
    """Say what one record adds to each number of a day: sync/wire/digests.py."""
    sums: Sums = defaultdict(int)
    for sale in rows.get(SALE, ()):
        if sale["day"] == day:
            _add_sale(sums, sale, rows)
    for moved in rows.get(CASH_MOVEMENT, ()):
        if moved["day"] == day:
            sums["cash", CASH[moved["kind"]]] += moved["amount"]
    for shift in rows.get(SHIFT, ()):
        if shift["day"] == day:
            sums["cash", "counted"] += shift["counted"]
            sums["cash", "expected"] += shift["expected"]
    return {part: value for part, value in sums.items() if value}


def _add_sale(sums: Sums, sale: Mapping[str, Any], rows: Rows) -> None:
    is_mirror = sale["kind"] == "post_void"
    sums["count", sale["kind"]] += 1
    sums[_RECEIPTS] += receipt_set([sale["receipt"]])
    for name in _TOTALS:
        sums["total", name] += sale[name]
    for line in rows.get(SALE_LINE, ()):
        if not line["is_voided"]:
            is_taken_back = bool(line["is_return"]) != is_mirror
            sums["count", "lines"] += 1
            sums["total", "lines"] += line["amount"]
            sums["stock", line["sku"]] += -line["quantity"] if is_taken_back else line["quantity"]
    for tender in rows.get(TENDER, ()):
        sums["tender", tender["type"]] += tender["amount"]
    for tax in rows.get(SALE_TAX, ()):
        sums["tax", f"{tax['code']}:base"] += tax["base"]
        sums["tax", f"{tax['code']}:tax"] += tax["tax"]
    for coupon in rows.get(SALE_COUPON, ()):
        sums["coupon", coupon["coupon"]] += -1 if is_mirror else 1
    for move in rows.get(SALE_POINTS, ()):
        sums["points", f"{sale['handle']}:{move['reason']}"] += move["points"]


def _booked(connection: sa.Connection, till: Till, day: str) -> dict[bytes, Rows]:
    """Read the tables' rows of a day, record by record."""
    found: dict[bytes, dict[sa.Table, list[Mapping[str, Any]]]] = defaultdict(dict)

    def read(table: sa.Table, key: str, source: sa.FromClause, of: sa.Table) -> None:
        where = (of.c.store == till.store, of.c.terminal == till.terminal, of.c.day == day)
        rows = connection.execute(sa.select(table).select_from(source).where(*where)).mappings()
        for row in rows:
            found[bytes(row[key])].setdefault(table, []).append(
                {str(name): value for name, value in row.items()}
            )

    read(SALE, "sale_id", SALE, SALE)
    for table in _PARTS_OF_A_SALE:
        same = sa.and_(table.c.store == SALE.c.store, table.c.sale_id == SALE.c.sale_id)
        read(table, "sale_id", table.join(SALE, same), SALE)
    for table in (CASH_MOVEMENT, SHIFT):
        read(table, "event_id", table, table)
    return dict(found)


def _records(
    journal: Sequence[Witness], booked: Mapping[bytes, Rows], day: str
) -> dict[bytes, _Behind]:
    records = {
        row.event_id: _Behind(
            place=row.place,
            kind=row.kind,
            receipt=_receipt(row.rows),
            held=row.held,
            is_readable=bool(row.rows) or not row.held,
            journal=add_up(row.rows, day),
        )
        for row in journal
    }
    for event_id, rows in booked.items():
        known = records.get(event_id) or _stranger(rows)
        records[event_id] = known
        known.cloud = add_up(rows, day)
    return records


def _stranger(rows: Rows) -> _Behind:
    """Make something of a record that the journal has not got in this day."""
    for sale in rows.get(SALE, ()):
        return _Behind((sale["epoch"], sale["seq"]), sale["kind"], sale["receipt"])
    for moved in rows.get(CASH_MOVEMENT, ()):
        return _Behind(kind=moved["kind"])
    return _Behind(kind="shift")


def _receipt(rows: Rows) -> str:
    return next((str(sale["receipt"]) for sale in rows.get(SALE, ())), "")


def _finding(one: Difference, records: Mapping[bytes, _Behind]) -> DayFinding:
    part = (one.section, one.key)
    behind = [
        (event_id, record)
        for event_id, record in records.items()
        if record.journal.get(part, 0) != record.cloud.get(part, 0) or not record.is_readable
    ]
    behind.sort(key=lambda found: (found[1].place, found[0]))
    journal = _sum(part, (record.journal for record in records.values()))
    return DayFinding(
        section=one.section,
        key=_key(one),
        till=one.till,
        cloud=one.cloud,
        journal=journal,
        wrong=_wrong(one, journal) if all(record.is_readable for _, record in behind) else "",
        rows=tuple(_named(event_id, part, record) for event_id, record in behind[:MOST_ROWS_NAMED]),
        rows_in_all=len(behind),
    )


def _sum(part: Part, all_: Iterable[Sums]) -> int:
    total = sum(sums.get(part, 0) for sums in all_)
    return total & SET_MASK if part == _RECEIPTS else total


def _named(event_id: bytes, part: Part, record: _Behind) -> RowFound:
    epoch, seq = record.place
    return RowFound(
        transaction=event_id.hex(),
        kind=record.kind,
        receipt=record.receipt,
        epoch=epoch,
        seq=seq,
        journal=record.journal.get(part, 0),
        cloud=record.cloud.get(part, 0),
        held=record.held,
    )


def _wrong(one: Difference, journal: int) -> str:
    if journal == one.till:
        return "cloud"
    return "till" if journal == one.cloud else "both"


def _key(one: Difference) -> str:
    return one.key.partition(":")[2] if one.section == "points" else one.key
