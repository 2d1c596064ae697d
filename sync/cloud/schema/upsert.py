"""Inserts that may be repeated, said once for both engines."""

from collections.abc import Mapping, Sequence
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite

Values = Mapping[str, Any]


def insert_new(connection: sa.Connection, table: sa.Table, rows: Sequence[Values]) -> int:
    """Insert what is not there yet, by the table's key; say how many were not.

    The number is right for one row alone; drivers do not count a batch.
    """
    if not rows:
        return 0
    statement = _insert(connection, table).on_conflict_do_nothing(
        index_elements=[column.name for column in table.primary_key]
    )
    counted = statement.execution_options(preserve_rowcount=True)
    return connection.execute(counted, rows[0] if len(rows) == 1 else list(rows)).rowcount


def put(connection: sa.Connection, table: sa.Table, row: Values) -> None:
    """Insert a row or replace all of it but its key."""
    keys = {column.name for column in table.primary_key}
    insert = _insert(connection, table)
    statement = insert.on_conflict_do_update(
        index_elements=sorted(keys),
        set_={name: insert.excluded[name] for name in row if name not in keys},
    )
    connection.execute(statement, dict(row))


def add_up(
    connection: sa.Connection,
    table: sa.Table,
    rows: Sequence[Values],
    sums: Sequence[str],
    latest: Sequence[str] = (),
) -> None:
    """Bring sums forward: insert, or add ``sums`` and keep the greater of ``latest``.

    Rows in the order of their keys: two writers that lock the same ones then never wait for each
    other in a circle.
    """
    if not rows:
        return
    insert = _insert(connection, table)
    of = insert.excluded
    changes: dict[str, Any] = {name: table.c[name] + of[name] for name in sums}
    for name in latest:
        changes[name] = sa.case((table.c[name] > of[name], table.c[name]), else_=of[name])
    keys = [column.name for column in table.primary_key]
    statement = insert.on_conflict_do_update(index_elements=keys, set_=changes)
    connection.execute(statement, sorted(rows, key=lambda row: tuple(row[key] for key in keys)))


def _insert(connection: sa.Connection, table: sa.Table) -> Any:
    if connection.dialect.name == "postgresql":
        return postgresql.insert(table)
    return sqlite.insert(table)
