"""till.db learns of the safe, and of counts that were made again.

Frozen: never edit this text, write the next migration.
"""

from typing import Final

import sqlalchemy as sa

TABLES: Final = (
    """CREATE TABLE safe_entry (
  id INTEGER NOT NULL, kind TEXT NOT NULL, amount_minor INTEGER NOT NULL, expected_minor INTEGER,
  counts TEXT NOT NULL, reference TEXT NOT NULL, moved_ms INTEGER, is_believed INTEGER NOT NULL,
  operator TEXT NOT NULL, approved_by TEXT, business_date TEXT NOT NULL, at_ms INTEGER NOT NULL,
  journal_epoch INTEGER NOT NULL, journal_seq INTEGER NOT NULL, PRIMARY KEY (id), CHECK (kind IN
  ('safe_open', 'safe_count', 'safe_pickup', 'safe_loan', 'bank_deposit', 'change_order',
  'change_received')), CHECK (amount_minor BETWEEN -10000000000000 AND 10000000000000), CHECK
  (expected_minor BETWEEN -10000000000000 AND 10000000000000), CHECK (amount_minor >= 0), UNIQUE
  (journal_epoch, journal_seq)
) STRICT""",
    """CREATE TABLE till_count (
  id INTEGER NOT NULL, shift INTEGER NOT NULL, counted_minor INTEGER NOT NULL, counts TEXT NOT
  NULL, operator TEXT NOT NULL, at_ms INTEGER NOT NULL, journal_epoch INTEGER NOT NULL,
  journal_seq INTEGER NOT NULL, PRIMARY KEY (id), CHECK (counted_minor BETWEEN -10000000000000 AND
  10000000000000), UNIQUE (journal_epoch, journal_seq)
) STRICT""",
    "CREATE INDEX ix_till_count_shift ON till_count (shift)",
)

APPEND_ONLY: Final = ("safe_entry", "till_count")


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
