"""till.db learns what was set up anew: changes of the set-up, shelf prices, copies made.

Frozen: never edit this text, write the next migration.
"""

from typing import Final

import sqlalchemy as sa

TABLES: Final = (
    """CREATE TABLE set_up_change (
  number INTEGER NOT NULL, id BLOB NOT NULL, at_ms INTEGER NOT NULL, operator TEXT NOT NULL,
  approved_by TEXT, subject TEXT NOT NULL, name TEXT NOT NULL, value_before TEXT NOT NULL,
  value_after TEXT NOT NULL, PRIMARY KEY (number), UNIQUE (id)
) STRICT""",
    """CREATE TABLE shelf_price (
  number INTEGER NOT NULL, id BLOB NOT NULL, change BLOB NOT NULL, stage TEXT NOT NULL, sku TEXT
  NOT NULL, before_minor INTEGER, after_minor INTEGER NOT NULL, effective_on TEXT NOT NULL,
  at_ms INTEGER NOT NULL, operator TEXT NOT NULL, approved_by TEXT, PRIMARY KEY (number), CHECK
  (stage IN ('planned', 'withdrawn', 'applied')), CHECK (before_minor BETWEEN -10000000000000
  AND 10000000000000), CHECK (after_minor BETWEEN -10000000000000 AND 10000000000000), CHECK
  (after_minor >= 0), UNIQUE (change, stage), UNIQUE (id)
) STRICT""",
    "CREATE INDEX ix_shelf_price_sku ON shelf_price (sku)",
    """CREATE TABLE label_printed (
  sku TEXT NOT NULL, price_minor INTEGER, at_ms INTEGER NOT NULL, PRIMARY KEY (sku), CHECK
  (price_minor BETWEEN -10000000000000 AND 10000000000000)
) WITHOUT ROWID, STRICT""",
    """CREATE TABLE copy_made (
  number INTEGER NOT NULL, id BLOB NOT NULL, at_ms INTEGER NOT NULL, work TEXT NOT NULL, code
  TEXT NOT NULL, file TEXT NOT NULL, bytes INTEGER NOT NULL, epoch INTEGER NOT NULL, seq INTEGER
  NOT NULL, sales INTEGER NOT NULL, took_ms INTEGER NOT NULL, PRIMARY KEY (number), CHECK (work
  IN ('backup', 'rehearsal')), UNIQUE (id)
) STRICT""",
)

APPEND_ONLY: Final = ("set_up_change", "shelf_price", "copy_made")


def apply(connection: sa.Connection) -> None:
    """Make the tables, and let nothing in them be changed."""
    for statement in TABLES:
        connection.exec_driver_sql(statement)
    for table in APPEND_ONLY:
        for verb in ("UPDATE", "DELETE"):
            connection.exec_driver_sql(
                f"CREATE TRIGGER {table}_refuses_{verb.lower()} BEFORE {verb} ON {table} "
                f"BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"
            )
