"""till.db keeps the goods' facts of the last days by place, to be held against the cloud's figures.

Balances are made anew by whoever next adds sales up. A count's line learns what the books had,
so what was counted before is asked for again.

Frozen: never edit this text, write the next migration.
"""

from typing import Final

import sqlalchemy as sa

STATEMENTS: Final = (
    """CREATE TABLE stock_recent (
  sku TEXT NOT NULL, place INTEGER NOT NULL, business_date TEXT NOT NULL, quantity_thousandths
  INTEGER NOT NULL, PRIMARY KEY (sku, place)
) WITHOUT ROWID, STRICT""",
    "DROP TABLE stock_balance",
    """CREATE TABLE stock_balance (
  sku TEXT NOT NULL, quantity_thousandths INTEGER NOT NULL, has_received INTEGER NOT NULL,
  counted_on TEXT, mark_epoch INTEGER, mark_seq INTEGER, dropped_place INTEGER NOT NULL, PRIMARY
  KEY (sku)
) WITHOUT ROWID, STRICT""",
    "DELETE FROM stock_sold",
    "DELETE FROM setting WHERE name IN ('stock_folded', 'stock_recent_from')",
    "ALTER TABLE stock_task_line ADD COLUMN books_thousandths INTEGER",
    """UPDATE stock_task_line SET found_thousandths = NULL
  WHERE task IN (SELECT id FROM stock_task WHERE kind = 'count')""",
)


def apply(connection: sa.Connection) -> None:
    """Make the table, and let balances begin again."""
    for statement in STATEMENTS:
        connection.exec_driver_sql(statement)
