"""Column types that mean the same in SQLite and PostgreSQL."""

from typing import Final

import sqlalchemy as sa

METADATA: Final = sa.MetaData()

KEY: Final = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
"""Text ordered by code point on both engines, which ranges of keys depend on."""

WORD: Final = sa.Text()
BYTES: Final = sa.LargeBinary()
WHOLE: Final = sa.BigInteger()
"""64 bits: milliseconds, minor units, positions."""

DISTRIBUTED_BY: Final = "distributed_by"
"""``info`` key of a table: its distribution column, or "reference" for one copied everywhere."""


def key(name: str) -> sa.Column[object]:
    """Make a column of text in the primary key."""
    return sa.Column(name, KEY, primary_key=True)


def number(name: str) -> sa.Column[object]:
    """Make one of whole numbers in the primary key, which the database never makes up."""
    return sa.Column(name, WHOLE, primary_key=True, autoincrement=False)


def ident(name: str) -> sa.Column[object]:
    """Make one of ids in the primary key."""
    return sa.Column(name, BYTES, primary_key=True)


def wholes(*names: str) -> tuple[sa.Column[object], ...]:
    """Make columns of numbers that are always there."""
    return tuple(sa.Column(name, WHOLE, nullable=False) for name in names)


def words(*names: str) -> tuple[sa.Column[object], ...]:
    """Make columns of text that is always there."""
    return tuple(sa.Column(name, WORD, nullable=False) for name in names)


def of_store(name: str, *columns: sa.Column[object] | sa.Index) -> sa.Table:
    """Make a table of what belongs to one store, by which it is distributed."""
    first = (sa.Column("store", KEY, primary_key=True), sa.Column("tenant", KEY, nullable=False))
    return sa.Table(name, METADATA, *first, *columns, info={DISTRIBUTED_BY: "store"})


def origin() -> tuple[sa.Column[object], ...]:
    """Whose journal it stands in; what a terminal's projections are found and deleted by."""
    return (sa.Column("terminal", BYTES, nullable=False),)
