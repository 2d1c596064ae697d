"""What there is of every item: documents count at once, sales are added up a little later.

A sale writes nothing here: its lines are the movement. They are folded into the balances in steps,
in the order of receipt numbers, by whoever next asks about goods; what is not folded yet is added
when a figure is read. A count sets the figure at its mark; what lies before the mark, whenever it
arrives, changes nothing any more.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Final

import sqlalchemy as sa

from pos_app.domain.identifiers import BusinessDate
from pos_app.domain.stock import DocumentKind, Mark, OnHand
from pos_app.store.settings import find_setting, put_setting

RECEIPTS: Final = (DocumentKind.RECEIVE.value, DocumentKind.TRANSFER_IN.value)
"""What makes an item known here: before it, the books say nothing of what there is."""

KEPT_DAYS: Final = 100
"""What was sold a day is kept for so long: the longest a reorder may look back, and a week."""

MOST_COUNTED: Final = 20_000

_FOLDED: Final = "stock_folded"
_LOWEST: Final = -(2**62)

_SOLD: Final = """iif((line.kind = 'return') <> (header.kind = 'post_void'),
 -line.quantity_thousandths, line.quantity_thousandths)"""
_FROM_LINES: Final = """FROM retail_transaction AS header JOIN sale_line AS line USING (number)"""
_COUNTS: Final = """(balance.mark_epoch IS NULL OR (header.journal_epoch, header.journal_seq) >
 (balance.mark_epoch, balance.mark_seq))"""
_UP_TO: Final = """SELECT max(number) FROM (SELECT number FROM retail_transaction
 WHERE number > ? ORDER BY number LIMIT ?)"""
_LEFT: Final = """SELECT count(*) FROM (SELECT 1 FROM retail_transaction WHERE number > ?
 LIMIT ?)"""
_FOLD: Final = f"""INSERT INTO stock_balance (sku, quantity_thousandths, has_received)
 SELECT line.sku, -sum(iif({_COUNTS}, {_SOLD}, 0)), 0 {_FROM_LINES}
 LEFT JOIN stock_balance AS balance USING (sku)
 WHERE header.number > ? AND header.number <= ? AND NOT line.is_voided GROUP BY 1
 ON CONFLICT (sku) DO UPDATE SET quantity_thousandths =
 quantity_thousandths + excluded.quantity_thousandths"""
_FOLD_SOLD: Final = f"""INSERT INTO stock_sold (business_date, sku, quantity_thousandths)
 SELECT header.business_date, line.sku, sum({_SOLD}) {_FROM_LINES}
 WHERE header.number > ? AND header.number <= ? AND header.business_date >= ?
 AND NOT line.is_voided GROUP BY 1, 2 ON CONFLICT (business_date, sku) DO UPDATE SET
 quantity_thousandths = quantity_thousandths + excluded.quantity_thousandths"""
_LATEST: Final = "SELECT max(business_date) FROM business_day"
_DROP_OLD: Final = "DELETE FROM stock_sold WHERE business_date < ?"
_ADD: Final = """INSERT INTO stock_balance (sku, quantity_thousandths, has_received)
 VALUES (?, ?, ?) ON CONFLICT (sku) DO UPDATE SET quantity_thousandths =
 quantity_thousandths + excluded.quantity_thousandths,
 has_received = max(has_received, excluded.has_received)"""
_MARK_OF: Final = "SELECT mark_epoch, mark_seq FROM stock_balance WHERE sku = ?"
_SET: Final = """INSERT INTO stock_balance (sku, quantity_thousandths, has_received, counted_on,
 mark_epoch, mark_seq) VALUES (?, ?, 0, ?, ?, ?) ON CONFLICT (sku) DO UPDATE SET
 quantity_thousandths = excluded.quantity_thousandths, counted_on = excluded.counted_on,
 mark_epoch = excluded.mark_epoch, mark_seq = excluded.mark_seq"""
_MOVED_AFTER: Final = """SELECT coalesce(sum(quantity_thousandths), 0) FROM stock_movement
 JOIN stock_document ON stock_document.id = document
 WHERE sku = ? AND (journal_epoch, journal_seq) > (?, ?)"""
_FOLDED_AFTER: Final = f"""SELECT coalesce(sum({_SOLD}), 0) {_FROM_LINES}
 WHERE line.sku = ? AND header.number > ? AND header.number <= ? AND NOT line.is_voided
 AND (header.journal_epoch, header.journal_seq) > (?, ?)"""
_BALANCE: Final = """SELECT quantity_thousandths, has_received, counted_on, mark_epoch, mark_seq
 FROM stock_balance WHERE sku = ?"""
_TAIL: Final = f"""SELECT coalesce(sum({_SOLD}), 0) {_FROM_LINES}
 LEFT JOIN stock_balance AS balance USING (sku) WHERE header.number > ? AND line.sku = ?
 AND NOT line.is_voided AND {_COUNTS}"""
_HELD: Final = "SELECT sku FROM stock_balance WHERE quantity_thousandths > 0 ORDER BY sku"
_SOLD_SINCE: Final = f"""SELECT coalesce(sum({_SOLD}), 0), count(*) {_FROM_LINES}
 WHERE header.number > ? AND line.sku = ? AND NOT line.is_voided"""
_MOVED_SINCE: Final = """SELECT coalesce(sum(quantity_thousandths), 0), count(*)
 FROM stock_movement JOIN stock_document ON stock_document.id = document
 WHERE sku = ? AND (journal_epoch, journal_seq) > (?, ?)"""
_HEAD: Final = "SELECT epoch, seq, last_number FROM head, receipt_counter"
_ALL_COUNTED: Final = """SELECT sku, counted_thousandths, business_date, mark_epoch, mark_seq,
 mark_number FROM stock_counted JOIN stock_document ON stock_document.id = document
 ORDER BY document, line"""
_ALL_MOVED: Final = """SELECT sku, quantity_thousandths, kind, journal_epoch, journal_seq
 FROM stock_movement JOIN stock_document ON stock_document.id = document"""


@dataclass(frozen=True, slots=True)
class Seen:
    """From where a figure is looked at: the day, the time, and whose sales are known here."""

    today: BusinessDate
    at_ms: int
    tills: tuple[str, ...]


def head_mark(connection: sa.Connection) -> Mark:
    """Give the end of this till's journal as a mark."""
    return Mark(*connection.exec_driver_sql(_HEAD).one())


def fold(connection: sa.Connection, most: int) -> int:
    """Add so many more transactions up, and say how many are left. The caller's transaction."""
    folded = _folded(connection)
    up_to = connection.exec_driver_sql(_UP_TO, (folded, most)).scalar()
    if up_to is None:
        return 0
    latest = connection.exec_driver_sql(_LATEST).scalar_one()
    oldest = date.fromordinal(date.fromisoformat(latest).toordinal() - KEPT_DAYS).isoformat()
    connection.exec_driver_sql(_FOLD, (folded, up_to))
    connection.exec_driver_sql(_FOLD_SOLD, (folded, up_to, oldest))
    connection.exec_driver_sql(_DROP_OLD, (oldest,))
    put_setting(connection, _FOLDED, up_to)
    return left_to_fold(connection)


def left_to_fold(connection: sa.Connection, most: int = MOST_COUNTED) -> int:
    """Count the transactions that are not added up yet, up to so many."""
    return int(connection.exec_driver_sql(_LEFT, (_folded(connection), most)).scalar_one())


def move(
    connection: sa.Connection,
    place: tuple[int, int],
    sku: str,
    thousandths: int,
    *,
    is_receipt: bool,
) -> None:
    """Let a document's line count, unless a count has a later mark."""
    mark = connection.exec_driver_sql(_MARK_OF, (sku,)).first()
    is_before = mark is not None and mark[0] is not None and place <= tuple(mark)
    counts = 0 if is_before else thousandths
    connection.exec_driver_sql(_ADD, (sku, counts, int(is_receipt)))


def count(connection: sa.Connection, sku: str, counted: int, mark: Mark, counted_on: str) -> None:
    """Set an item to what was counted at its mark, and add what has moved since.

    A count whose mark is before that of another one of the same item says nothing new.
    """
    place = (mark.epoch, mark.seq)
    moved = connection.exec_driver_sql(_MOVED_AFTER, (sku, *place)).scalar_one()
    folded = (sku, mark.number, _folded(connection), *place)
    sold = connection.exec_driver_sql(_FOLDED_AFTER, folded).scalar_one()
    _set(connection, sku, counted + moved - sold, mark, counted_on)


def moved_since(connection: sa.Connection, sku: str, mark: Mark) -> tuple[int, bool]:
    """Add up what moved of an item after a mark; and tell whether anything did."""
    sold, sales = connection.exec_driver_sql(_SOLD_SINCE, (mark.number, sku)).one()
    moved, lines = connection.exec_driver_sql(_MOVED_SINCE, (sku, mark.epoch, mark.seq)).one()
    return moved - sold, bool(sales or lines)


def quantity_of(connection: sa.Connection, sku: str) -> int:
    """Say how much there should be now, in thousandths."""
    row = connection.exec_driver_sql(_BALANCE, (sku,)).first()
    tail = connection.exec_driver_sql(_TAIL, (_folded(connection), sku)).scalar_one()
    return (row[0] if row else 0) - int(tail)


def held(connection: sa.Connection) -> tuple[str, ...]:
    """List items of which the books have any, by the sales added up so far."""
    return tuple(connection.exec_driver_sql(_HELD).scalars())


def on_hand(connection: sa.Connection, skus: Iterable[str], seen: Seen) -> dict[str, OnHand]:
    """Say of each item how much there should be and what that rests on."""
    found = {}
    folded = _folded(connection)
    for sku in skus:
        row = connection.exec_driver_sql(_BALANCE, (sku,)).first()
        tail = connection.exec_driver_sql(_TAIL, (folded, sku)).scalar_one()
        quantity, has_received, counted_on = row[:3] if row else (0, 0, None)
        days = None
        if counted_on is not None:
            days = (date.fromisoformat(seen.today) - date.fromisoformat(counted_on)).days
        found[sku] = OnHand(
            sku=sku,
            thousandths=quantity - tail,
            as_of_ms=seen.at_ms,
            tills=seen.tills,
            counted_on=BusinessDate(counted_on) if counted_on else None,
            has_received=bool(has_received),
            days_since_count=days,
        )
    return found


def forget(connection: sa.Connection) -> None:
    """Make balances anew from the documents; sales will be added up from the first one again.

    For when facts of the past have come: a restored disk got back what it had lost.
    """
    connection.exec_driver_sql("DELETE FROM stock_balance")
    connection.exec_driver_sql("DELETE FROM stock_sold")
    put_setting(connection, _FOLDED, _LOWEST)
    for sku, counted, day, *mark in connection.exec_driver_sql(_ALL_COUNTED).all():
        _set(connection, sku, counted, Mark(*mark), day)
    for sku, thousandths, kind, *place in connection.exec_driver_sql(_ALL_MOVED).all():
        is_receipt = kind in RECEIPTS
        move(connection, (place[0], place[1]), sku, thousandths, is_receipt=is_receipt)


def forget_sold(connection: sa.Connection) -> None:
    """Add sales up from the first one again: one that belongs among the earlier ones has come.

    Of many that come one after the other only the first costs anything.
    """
    if _folded(connection) != _LOWEST:
        forget(connection)


def _set(
    connection: sa.Connection, sku: str, thousandths: int, mark: Mark, counted_on: str
) -> None:
    """Begin an item anew at a mark, unless it has a later one."""
    before = connection.exec_driver_sql(_MARK_OF, (sku,)).first()
    place = (mark.epoch, mark.seq)
    if before is None or before[0] is None or tuple(before) <= place:
        connection.exec_driver_sql(_SET, (sku, thousandths, counted_on, *place))


def _folded(connection: sa.Connection) -> int:
    folded = find_setting(connection, _FOLDED)
    return _LOWEST if folded is None else int(folded)
