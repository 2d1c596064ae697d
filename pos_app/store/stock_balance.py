"""What there is of every item: documents count at once, sales are added up a little later.

A sale writes nothing here: its lines are the movement. They are folded into the balances in steps,
in the order of receipt numbers, by whoever next asks about goods; what is not folded yet is added
when a figure is read. A count sets the figure at its mark; what lies before the mark, whenever it
arrives, changes nothing any more.

Those are the figures of this till alone. Where the cloud says what the whole store has
(store_stock.py), its figure counts, and what this till did since (stock_recent.py).
"""

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date
from typing import Final, NamedTuple

import sqlalchemy as sa

from pos_app.domain.identifiers import BusinessDate
from pos_app.domain.stock import CountedLine, DocumentKind, Mark, OnHand
from pos_app.store import stock_recent
from pos_app.store.settings import find_setting, put_setting
from pos_app.store.stock_recent import PLACE_OF_SALE
from pos_app.store.store_stock import StoreFigure, StoreFigures

RECEIPTS: Final = (DocumentKind.RECEIVE.value, DocumentKind.TRANSFER_IN.value)
"""What makes an item known here: before it, the books say nothing of what there is."""

SALES_KEPT_DAYS: Final = 100
"""What was sold a day is kept for so long: the longest a reorder may look back, and a week."""

MOST_COUNTED: Final = 20_000
"""Counting itself takes time: to a person, more than this left is as good as many."""

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
_FOLD: Final = f"""INSERT INTO stock_balance (sku, quantity_thousandths, has_received,
 dropped_place) SELECT line.sku, -sum(iif({_COUNTS}, {_SOLD}, 0)), 0,
 max(iif(header.business_date < ?, {PLACE_OF_SALE}, -1)) {_FROM_LINES}
 LEFT JOIN stock_balance AS balance USING (sku)
 WHERE header.number > ? AND header.number <= ? AND NOT line.is_voided GROUP BY 1
 ON CONFLICT (sku) DO UPDATE SET quantity_thousandths =
 quantity_thousandths + excluded.quantity_thousandths,
 dropped_place = max(dropped_place, excluded.dropped_place)"""
_FOLD_RECENT: Final = f"""INSERT INTO stock_recent (sku, place, business_date,
 quantity_thousandths) SELECT line.sku, {PLACE_OF_SALE}, header.business_date, -sum({_SOLD})
 {_FROM_LINES} WHERE header.number > ? AND header.number <= ? AND header.business_date >= ?
 AND NOT line.is_voided GROUP BY 1, 2 ON CONFLICT (sku, place) DO UPDATE SET
 quantity_thousandths = quantity_thousandths + excluded.quantity_thousandths"""
_FOLD_SOLD: Final = f"""INSERT INTO stock_sold (business_date, sku, quantity_thousandths)
 SELECT header.business_date, line.sku, sum({_SOLD}) {_FROM_LINES}
 WHERE header.number > ? AND header.number <= ? AND header.business_date >= ?
 AND NOT line.is_voided GROUP BY 1, 2 ON CONFLICT (business_date, sku) DO UPDATE SET
 quantity_thousandths = quantity_thousandths + excluded.quantity_thousandths"""
_LATEST: Final = "SELECT max(business_date) FROM business_day"
_DROP_OLD: Final = "DELETE FROM stock_sold WHERE business_date < ?"
_ADD: Final = """INSERT INTO stock_balance (sku, quantity_thousandths, has_received,
 dropped_place) VALUES (?, ?, ?, -1) ON CONFLICT (sku) DO UPDATE SET quantity_thousandths =
 quantity_thousandths + excluded.quantity_thousandths,
 has_received = max(has_received, excluded.has_received)"""
_MARK_OF: Final = "SELECT mark_epoch, mark_seq FROM stock_balance WHERE sku = ?"
_SET: Final = """INSERT INTO stock_balance (sku, quantity_thousandths, has_received, counted_on,
 mark_epoch, mark_seq, dropped_place) VALUES (?, ?, 0, ?, ?, ?, -1) ON CONFLICT (sku) DO UPDATE SET
 quantity_thousandths = excluded.quantity_thousandths, counted_on = excluded.counted_on,
 mark_epoch = excluded.mark_epoch, mark_seq = excluded.mark_seq"""
_MOVED_AFTER: Final = """SELECT coalesce(sum(quantity_thousandths), 0) FROM stock_movement
 JOIN stock_document ON stock_document.id = document
 WHERE sku = ? AND (journal_epoch, journal_seq) > (?, ?)"""
_FOLDED_AFTER: Final = f"""SELECT coalesce(sum({_SOLD}), 0) {_FROM_LINES}
 WHERE line.sku = ? AND header.number > ? AND header.number <= ? AND NOT line.is_voided
 AND (header.journal_epoch, header.journal_seq) > (?, ?)"""
_BALANCE: Final = """SELECT quantity_thousandths, has_received, counted_on, dropped_place
 FROM stock_balance WHERE sku = ?"""
_TAIL: Final = f"""SELECT coalesce(sum({_SOLD}), 0) {_FROM_LINES}
 LEFT JOIN stock_balance AS balance USING (sku) WHERE header.number > ? AND line.sku = ?
 AND NOT line.is_voided AND {_COUNTS}"""
_TAIL_AFTER: Final = f"""SELECT coalesce(sum({_SOLD}), 0) {_FROM_LINES}
 WHERE header.number > ? AND line.sku = ? AND NOT line.is_voided
 AND (header.journal_epoch, header.journal_seq) > (?, ?)"""
_HELD: Final = "SELECT sku FROM stock_balance WHERE quantity_thousandths > 0 ORDER BY sku"
_SOLD_SINCE: Final = f"""SELECT coalesce(sum({_SOLD}), 0), count(*) {_FROM_LINES}
 WHERE header.number > ? AND line.sku = ? AND NOT line.is_voided"""
_MOVED_SINCE: Final = """SELECT coalesce(sum(quantity_thousandths), 0), count(*)
 FROM stock_movement JOIN stock_document ON stock_document.id = document
 WHERE sku = ? AND (journal_epoch, journal_seq) > (?, ?)"""
_HEAD: Final = "SELECT epoch, seq, last_number FROM head, receipt_counter"
_ALL_COUNTED: Final = """SELECT sku, counted_thousandths, before_thousandths, business_date,
 journal_epoch, journal_seq, mark_epoch, mark_seq, mark_number FROM stock_counted
 JOIN stock_document ON stock_document.id = document ORDER BY document, line"""
_ALL_MOVED: Final = """SELECT sku, quantity_thousandths, kind, business_date, journal_epoch,
 journal_seq FROM stock_movement JOIN stock_document ON stock_document.id = document"""


@dataclass(frozen=True, slots=True)
class Seen:
    """From where a figure is looked at: the day, the time, and whose sales are known here."""

    today: BusinessDate
    at_ms: int
    tills: tuple[str, ...]


def head_mark(connection: sa.Connection) -> Mark:
    """Give the end of this till's journal as a mark."""
    return Mark(*connection.exec_driver_sql(_HEAD).one())


class _Balance(NamedTuple):
    """What this till's own facts make of an item."""

    thousandths: int = 0
    has_received: int = 0
    counted_on: str | None = None
    dropped_place: int = -1


@dataclass(frozen=True, slots=True)
class Origin:
    """The fact that a change comes from: its row in the journal, and its business date."""

    epoch: int
    seq: int
    day: str


def fold(connection: sa.Connection, most: int) -> int:
    """Add so many more transactions up, and say how many are left. The caller's transaction."""
    if find_setting(connection, _FOLDED) is None:
        forget(connection)
    folded = _folded(connection)
    up_to = connection.exec_driver_sql(_UP_TO, (folded, most)).scalar()
    if up_to is None:
        return 0
    latest = connection.exec_driver_sql(_LATEST).scalar_one()
    oldest = date.fromordinal(date.fromisoformat(latest).toordinal() - SALES_KEPT_DAYS).isoformat()
    recent = stock_recent.first_day(latest)
    connection.exec_driver_sql(_FOLD, (recent, folded, up_to))
    connection.exec_driver_sql(_FOLD_RECENT, (folded, up_to, recent))
    connection.exec_driver_sql(_FOLD_SOLD, (folded, up_to, oldest))
    connection.exec_driver_sql(_DROP_OLD, (oldest,))
    stock_recent.drop_old(connection, recent)
    put_setting(connection, _FOLDED, up_to)
    return left_to_fold(connection)


def left_to_fold(connection: sa.Connection, most: int = MOST_COUNTED) -> int:
    """Count the transactions that are not added up yet, up to so many."""
    return int(connection.exec_driver_sql(_LEFT, (_folded(connection), most)).scalar_one())


def move(
    connection: sa.Connection, origin: Origin, sku: str, thousandths: int, *, is_receipt: bool
) -> None:
    """Let a document's line count, unless a count has a later mark."""
    mark = connection.exec_driver_sql(_MARK_OF, (sku,)).first()
    place = (origin.epoch, origin.seq)
    is_before = mark is not None and mark[0] is not None and place <= tuple(mark)
    counts = 0 if is_before else thousandths
    connection.exec_driver_sql(_ADD, (sku, counts, int(is_receipt)))
    stock_recent.add(connection, sku, stock_recent.place_of(*place), origin.day, thousandths)


def count(connection: sa.Connection, origin: Origin, line: CountedLine) -> None:
    """Set an item to what was counted at its mark, and add what has moved since.

    A count whose mark is before that of another one of the same item says nothing new.
    """
    sku, mark = line.sku, line.mark
    place = (mark.epoch, mark.seq)
    moved = connection.exec_driver_sql(_MOVED_AFTER, (sku, *place)).scalar_one()
    folded = (sku, mark.number, _folded(connection), *place)
    sold = connection.exec_driver_sql(_FOLDED_AFTER, folded).scalar_one()
    _set(connection, origin, line, line.counted + moved - sold)


def moved_since(connection: sa.Connection, sku: str, mark: Mark) -> tuple[int, bool]:
    """Add up what moved of an item after a mark; and tell whether anything did."""
    sold, sales = connection.exec_driver_sql(_SOLD_SINCE, (mark.number, sku)).one()
    moved, lines = connection.exec_driver_sql(_MOVED_SINCE, (sku, mark.epoch, mark.seq)).one()
    return moved - sold, bool(sales or lines)


def adjusted_since(connection: sa.Connection, sku: str, mark: Mark) -> int:
    """Add up what counts finished here after a mark did to the books of an item."""
    moved, _ = moved_since(connection, sku, mark)
    return done_since(connection, sku, mark) - moved


def done_since(connection: sa.Connection, sku: str, mark: Mark) -> int:
    """Add up all that was done here to an item after a mark: moves, and counts."""
    return _done_after(connection, sku, (mark.epoch, mark.seq), _folded(connection))


def quantity_of(connection: sa.Connection, sku: str, told: StoreFigures) -> int:
    """Say how much there should be now, in thousandths."""
    balance, folded = _balance(connection, sku), _folded(connection)
    if sku in told and _is_usable(balance, told[sku]):
        return _of_store(connection, sku, told[sku], folded)
    return balance.thousandths - _tail(connection, sku, folded)


def held(connection: sa.Connection, told: StoreFigures) -> tuple[str, ...]:
    """List items of which the books have any, by the sales added up so far."""
    figures = stock_recent.figures(connection, told)
    alone = connection.exec_driver_sql(_HELD).scalars()
    found = {sku for sku in alone if sku not in figures}
    return tuple(sorted(found | {sku for sku, figure in figures.items() if figure > 0}))


def on_hand(
    connection: sa.Connection, skus: Collection[str], seen: Seen, told: StoreFigures
) -> dict[str, OnHand]:
    """Say of each item how much there should be and what that rests on."""
    found = {}
    folded = _folded(connection)
    for sku in skus:
        balance, of_store = _balance(connection, sku), told.get(sku)
        if of_store is not None and _is_usable(balance, of_store):
            figure = _of_store(connection, sku, of_store, folded)
            alone = _alone(sku, balance, figure, seen)
            found[sku] = _in_the_store(connection, alone, seen, of_store)
        else:
            figure = balance.thousandths - _tail(connection, sku, folded)
            found[sku] = _alone(sku, balance, figure, seen)
    return found


def _alone(sku: str, balance: _Balance, figure: int, seen: Seen) -> OnHand:
    """Say what a figure rests on by this till's own facts."""
    return OnHand(
        sku=sku,
        thousandths=figure,
        as_of_ms=seen.at_ms,
        tills=seen.tills,
        counted_on=BusinessDate(balance.counted_on) if balance.counted_on else None,
        has_received=bool(balance.has_received),
        days_since_count=_days_since(balance.counted_on, seen),
    )


def _in_the_store(
    connection: sa.Connection, alone: OnHand, seen: Seen, told: StoreFigure
) -> OnHand:
    """Add what the cloud knows of the other tills."""
    counted_on = max(told.counted_on, alone.counted_on or "")
    is_waiting = stock_recent.has_counted_after(connection, alone.sku, told.place)
    return replace(
        alone,
        tills=tuple(dict.fromkeys((*told.tills, *seen.tills))),
        counted_on=BusinessDate(counted_on) if counted_on else None,
        has_received=told.has_received or alone.has_received,
        days_since_count=_days_since(counted_on, seen),
        told_ms=told.as_of_ms,
        is_provisional=told.is_provisional or is_waiting,
        is_doubtful=told.is_doubtful and not is_waiting,
        unmarked=told.unmarked,
    )


def _balance(connection: sa.Connection, sku: str) -> _Balance:
    row = connection.exec_driver_sql(_BALANCE, (sku,)).first()
    return _Balance() if row is None else _Balance._make(row)


def _tail(connection: sa.Connection, sku: str, folded: int) -> int:
    """Add up what was sold of an item and is in no balance yet."""
    return int(connection.exec_driver_sql(_TAIL, (folded, sku)).scalar_one())


def _of_store(connection: sa.Connection, sku: str, told: StoreFigure, folded: int) -> int:
    """Add to the cloud's figure what this till did after its place in it."""
    return told.thousandths + _done_after(connection, sku, told.place, folded)


def _done_after(connection: sa.Connection, sku: str, place: tuple[int, int], folded: int) -> int:
    after = stock_recent.done_after(connection, sku, place)
    return after - int(connection.exec_driver_sql(_TAIL_AFTER, (folded, sku, *place)).scalar_one())


def _is_usable(balance: _Balance, told: StoreFigure) -> bool:
    """Tell whether everything this till did after a figure's place is still known by place."""
    return balance.dropped_place <= stock_recent.place_of(*told.place)


def _days_since(counted_on: str | None, seen: Seen) -> int | None:
    if not counted_on:
        return None
    return (date.fromisoformat(seen.today) - date.fromisoformat(counted_on)).days


def forget(connection: sa.Connection) -> None:
    """Make balances anew from the documents; sales will be added up from the first one again.

    For when facts of the past have come: a restored disk got back what it had lost.
    """
    connection.exec_driver_sql("DELETE FROM stock_balance")
    connection.exec_driver_sql("DELETE FROM stock_sold")
    stock_recent.forget(connection)
    put_setting(connection, _FOLDED, _LOWEST)
    for row in connection.exec_driver_sql(_ALL_COUNTED).all():
        line = CountedLine(row[0], row[1], row[2], Mark(row[6], row[7], row[8]))
        _set(connection, Origin(row[4], row[5], row[3]), line, line.counted)
    for sku, thousandths, kind, day, epoch, seq in connection.exec_driver_sql(_ALL_MOVED).all():
        is_receipt = kind in RECEIPTS
        move(connection, Origin(epoch, seq, day), sku, thousandths, is_receipt=is_receipt)


def forget_sold(connection: sa.Connection) -> None:
    """Add sales up from the first one again: one that belongs among the earlier ones has come.

    Of many that come one after the other only the first costs anything.
    """
    if _folded(connection) != _LOWEST:
        forget(connection)


def _set(connection: sa.Connection, origin: Origin, line: CountedLine, thousandths: int) -> None:
    """Begin an item anew at a mark, unless it has a later one."""
    sku, mark = line.sku, line.mark
    before = connection.exec_driver_sql(_MARK_OF, (sku,)).first()
    place = (mark.epoch, mark.seq)
    if before is None or before[0] is None or tuple(before) <= place:
        connection.exec_driver_sql(_SET, (sku, thousandths, origin.day, *place))
        at = stock_recent.place_of(origin.epoch, origin.seq)
        stock_recent.add(connection, sku, at, origin.day, line.difference)


def _folded(connection: sa.Connection) -> int:
    folded = find_setting(connection, _FOLDED)
    return _LOWEST if folded is None else int(folded)
