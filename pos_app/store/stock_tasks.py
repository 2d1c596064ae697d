"""Receivings, transfers and counts that are not finished: they outlive a restart, and count not.

A line is one item of one lot. What was found is added up scan by scan, or typed.
"""

from typing import Any, Final

import sqlalchemy as sa

from pos_app.domain.money import Money
from pos_app.domain.stock import Mark, MovedLine
from pos_app.domain.stock_task import Task, TaskKind, TaskLine

_PUT: Final = """INSERT INTO stock_task (id, kind, reference, partner, opened_ms, mark_epoch,
 mark_seq, mark_number) VALUES (?, ?, ?, ?, ?, ?, ?, ?)"""
_TASKS: Final = """SELECT id, kind, reference, partner, opened_ms, mark_epoch, mark_seq, mark_number
 FROM stock_task WHERE kind = ? ORDER BY opened_ms, id"""
_TASK: Final = """SELECT id, kind, reference, partner, opened_ms, mark_epoch, mark_seq, mark_number
 FROM stock_task WHERE id = ?"""
_MARK: Final = """UPDATE stock_task SET mark_epoch = ?, mark_seq = ?, mark_number = ?
 WHERE id = ?"""
_DROP: Final = "DELETE FROM stock_task WHERE id = ?"
_SELECT: Final = """SELECT line, sku, lot, expires_on, expected_thousandths, found_thousandths,
 cost_minor, pack_thousandths, mark_epoch, mark_seq, mark_number, has_moved, is_again,
 earlier_thousandths, books_thousandths FROM stock_task_line"""
_LINES: Final = f"{_SELECT} WHERE task = ? ORDER BY line"
_OF_SKU: Final = f"{_SELECT} WHERE task = ? AND sku = ? ORDER BY line"
_NEXT: Final = "SELECT coalesce(max(line), 0) + 1 FROM stock_task_line WHERE task = ?"
_PUT_LINE: Final = """INSERT INTO stock_task_line (task, line, sku, lot, expires_on,
 expected_thousandths, found_thousandths, cost_minor, pack_thousandths, mark_epoch, mark_seq,
 mark_number, has_moved, is_again, earlier_thousandths, books_thousandths)
 VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (task, line) DO UPDATE SET
 found_thousandths = excluded.found_thousandths, cost_minor = excluded.cost_minor,
 mark_epoch = excluded.mark_epoch, mark_seq = excluded.mark_seq,
 mark_number = excluded.mark_number, has_moved = excluded.has_moved,
 is_again = excluded.is_again,
 earlier_thousandths = excluded.earlier_thousandths,
 books_thousandths = excluded.books_thousandths"""
_DROP_LINE: Final = "DELETE FROM stock_task_line WHERE task = ? AND line = ?"


def put(connection: sa.Connection, task: Task) -> None:
    """Keep a new task."""
    mark = (task.mark.epoch, task.mark.seq, task.mark.number)
    row = (task.id, task.kind.value, task.reference, task.partner, task.opened_ms, *mark)
    connection.exec_driver_sql(_PUT, row)


def list_open(connection: sa.Connection, kind: TaskKind) -> tuple[Task, ...]:
    """List what is not finished, the oldest first."""
    return tuple(_task(row) for row in connection.exec_driver_sql(_TASKS, (kind.value,)))


def find(connection: sa.Connection, task: bytes) -> Task | None:
    """Find a task that is not finished."""
    row = connection.exec_driver_sql(_TASK, (task,)).first()
    return None if row is None else _task(row)


def set_mark(connection: sa.Connection, task: bytes, mark: Mark) -> None:
    """Say where the count of the next item begins."""
    connection.exec_driver_sql(_MARK, (mark.epoch, mark.seq, mark.number, task))


def drop(connection: sa.Connection, task: bytes) -> None:
    """Forget a task and its lines: it is finished, or given up."""
    connection.exec_driver_sql(_DROP, (task,))


def lines_of(connection: sa.Connection, task: bytes, currency: str) -> tuple[TaskLine, ...]:
    """List the lines of a task in the order they were made."""
    rows = connection.exec_driver_sql(_LINES, (task,))
    return tuple(_line(row, currency) for row in rows)


def lines_of_sku(
    connection: sa.Connection, task: bytes, sku: str, currency: str
) -> tuple[TaskLine, ...]:
    """List the lines of one item, a line for each lot."""
    rows = connection.exec_driver_sql(_OF_SKU, (task, sku))
    return tuple(_line(row, currency) for row in rows)


def put_line(connection: sa.Connection, task: bytes, line: TaskLine) -> None:
    """Keep a line, new (number 0) or changed."""
    number = line.line or connection.exec_driver_sql(_NEXT, (task,)).scalar_one()
    cost = line.cost.minor if line.cost is not None else None
    mark = (line.mark.epoch, line.mark.seq, line.mark.number)
    said = (number, line.sku, line.lot, line.expires_on, line.expected, line.found, cost)
    kept = (int(line.has_moved), int(line.is_again), line.earlier, line.books)
    row = (task, *said, line.pack, *mark, *kept)
    connection.exec_driver_sql(_PUT_LINE, row)


def drop_line(connection: sa.Connection, task: bytes, line: int) -> None:
    """Take a line off."""
    connection.exec_driver_sql(_DROP_LINE, (task, line))


def moved_of(line: TaskLine) -> MovedLine:
    """Make the line of a document of what was found."""
    return MovedLine(
        sku=line.sku,
        thousandths=line.found or 0,
        cost=line.cost,
        lot=line.lot,
        expires_on=line.expires_on,
        expected=line.expected,
        pack=line.pack,
    )


def _task(row: Any) -> Task:
    return Task(row[0], TaskKind(row[1]), row[2], row[3], row[4], Mark(*row[5:8]))


def _line(row: Any, currency: str) -> TaskLine:
    return TaskLine(
        line=row[0],
        sku=row[1],
        lot=row[2],
        expires_on=row[3],
        expected=row[4],
        found=row[5],
        cost=None if row[6] is None else Money(row[6], currency),
        pack=row[7],
        mark=Mark(*row[8:11]),
        has_moved=bool(row[11]),
        is_again=bool(row[12]),
        earlier=row[13],
        books=row[14],
    )
