"""till.db learns of goods: documents, counts, balances, unfinished tasks, sales not made.

Frozen: never edit this text, write the next migration.
"""

from typing import Final

import sqlalchemy as sa

TABLES: Final = (
    """CREATE TABLE stock_document (
  id INTEGER NOT NULL, kind TEXT NOT NULL, reference TEXT NOT NULL, partner TEXT NOT NULL,
  reason_code TEXT NOT NULL, operator TEXT NOT NULL, approved_by TEXT, business_date TEXT NOT
  NULL, at_ms INTEGER NOT NULL, journal_epoch INTEGER NOT NULL, journal_seq INTEGER NOT NULL,
  PRIMARY KEY (id), CHECK (kind IN ('stock_receive', 'stock_transfer_in', 'stock_transfer_out',
  'stock_adjust', 'stock_count')), UNIQUE (journal_epoch, journal_seq)
) STRICT""",
    """CREATE TABLE stock_movement (
  document INTEGER NOT NULL, line INTEGER NOT NULL, sku TEXT NOT NULL, quantity_thousandths
  INTEGER NOT NULL, expected_thousandths INTEGER, cost_minor INTEGER, lot TEXT NOT NULL,
  expires_on TEXT NOT NULL, pack_thousandths INTEGER, PRIMARY KEY (document, line), CHECK
  (quantity_thousandths <> 0 OR expected_thousandths IS NOT NULL), CHECK (cost_minor BETWEEN
  -10000000000000 AND 10000000000000), FOREIGN KEY(document) REFERENCES stock_document (id)
) WITHOUT ROWID, STRICT""",
    """CREATE TABLE stock_counted (
  document INTEGER NOT NULL, line INTEGER NOT NULL, sku TEXT NOT NULL, counted_thousandths INTEGER
  NOT NULL, before_thousandths INTEGER NOT NULL, mark_epoch INTEGER NOT NULL, mark_seq INTEGER NOT
  NULL, mark_number INTEGER NOT NULL, PRIMARY KEY (document, line), CHECK (counted_thousandths >=
  0), FOREIGN KEY(document) REFERENCES stock_document (id)
) WITHOUT ROWID, STRICT""",
    """CREATE TABLE stock_balance (
  sku TEXT NOT NULL, quantity_thousandths INTEGER NOT NULL, has_received INTEGER NOT NULL,
  counted_on TEXT, mark_epoch INTEGER, mark_seq INTEGER, PRIMARY KEY (sku)
) WITHOUT ROWID, STRICT""",
    """CREATE TABLE stock_sold (
  business_date TEXT NOT NULL, sku TEXT NOT NULL, quantity_thousandths INTEGER NOT NULL, PRIMARY
  KEY (business_date, sku)
) WITHOUT ROWID, STRICT""",
    """CREATE TABLE stock_task (
  id BLOB NOT NULL, kind TEXT NOT NULL, reference TEXT NOT NULL, partner TEXT NOT NULL, opened_ms
  INTEGER NOT NULL, mark_epoch INTEGER NOT NULL, mark_seq INTEGER NOT NULL, mark_number INTEGER
  NOT NULL, PRIMARY KEY (id), CHECK (kind IN ('receive', 'transfer_in', 'transfer_out', 'count'))
) WITHOUT ROWID, STRICT""",
    """CREATE TABLE stock_task_line (
  task BLOB NOT NULL, line INTEGER NOT NULL, sku TEXT NOT NULL, lot TEXT NOT NULL, expires_on TEXT
  NOT NULL, expected_thousandths INTEGER, found_thousandths INTEGER, cost_minor INTEGER,
  pack_thousandths INTEGER, mark_epoch INTEGER NOT NULL, mark_seq INTEGER NOT NULL, mark_number
  INTEGER NOT NULL, has_moved INTEGER NOT NULL, is_again INTEGER NOT NULL, earlier_thousandths
  INTEGER, PRIMARY KEY (task, line), CHECK (cost_minor BETWEEN -10000000000000 AND
  10000000000000), UNIQUE (task, sku, lot, expires_on), FOREIGN KEY(task) REFERENCES stock_task
  (id) ON DELETE CASCADE
) WITHOUT ROWID, STRICT""",
    """CREATE TABLE stock_pack (
  sku TEXT NOT NULL, pack_thousandths INTEGER NOT NULL, PRIMARY KEY (sku), CHECK (pack_thousandths
  > 0)
) WITHOUT ROWID, STRICT""",
    """CREATE TABLE lost_sale (
  id INTEGER NOT NULL, reason_code TEXT NOT NULL, sku TEXT NOT NULL, operator TEXT NOT NULL, shift
  INTEGER, business_date TEXT NOT NULL, at_ms INTEGER NOT NULL, journal_epoch INTEGER NOT NULL,
  journal_seq INTEGER NOT NULL, PRIMARY KEY (id), UNIQUE (journal_epoch, journal_seq)
) STRICT""",
    """CREATE TABLE out_of_stock (
  id INTEGER NOT NULL, sku TEXT NOT NULL, on_hand_thousandths INTEGER NOT NULL, found_by TEXT NOT
  NULL, operator TEXT NOT NULL, shift INTEGER, business_date TEXT NOT NULL, at_ms INTEGER NOT
  NULL, journal_epoch INTEGER NOT NULL, journal_seq INTEGER NOT NULL, PRIMARY KEY (id), CHECK
  (found_by IN ('scan', 'search')), UNIQUE (journal_epoch, journal_seq)
) STRICT""",
    "CREATE INDEX ix_stock_movement_sku ON stock_movement (sku, document)",
    "CREATE INDEX ix_stock_counted_sku ON stock_counted (sku, mark_epoch, mark_seq)",
    "CREATE INDEX ix_lost_sale_day ON lost_sale (business_date)",
    "CREATE INDEX ix_out_of_stock_day ON out_of_stock (business_date)",
    "CREATE INDEX ix_out_of_stock_sku ON out_of_stock (sku, at_ms)",
)

APPEND_ONLY: Final = (
    "stock_document",
    "stock_movement",
    "stock_counted",
    "lost_sale",
    "out_of_stock",
)


def apply(connection: sa.Connection) -> None:
    """Make the tables, and let no fact in them be changed."""
    for statement in TABLES:
        connection.exec_driver_sql(statement)
    for table in APPEND_ONLY:
        for verb in ("UPDATE", "DELETE"):
            connection.exec_driver_sql(
                f"CREATE TRIGGER {table}_refuses_{verb.lower()} BEFORE {verb} ON {table} "
                f"BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"
            )
