"""till.db learns how coupons fare before they are redeemed: shown, and taken into a basket.

Frozen: never edit this text, write the next migration.
"""

from typing import Final

import sqlalchemy as sa

TABLES: Final = (
    """CREATE TABLE coupon_step (
  id INTEGER NOT NULL, stage TEXT NOT NULL, campaign INTEGER NOT NULL, coupons INTEGER NOT NULL,
  operator TEXT NOT NULL, shift INTEGER, business_date TEXT NOT NULL, at_ms INTEGER NOT NULL,
  journal_epoch INTEGER NOT NULL, journal_seq INTEGER NOT NULL, PRIMARY KEY (id), CHECK (stage IN
  ('shown', 'taken')), CHECK (coupons > 0), UNIQUE (journal_epoch, journal_seq, campaign)
) STRICT""",
    "CREATE INDEX ix_coupon_step_day ON coupon_step (business_date)",
)

APPEND_ONLY: Final = ("coupon_step",)


def apply(connection: sa.Connection) -> None:
    """Make the table, and let no fact in it be changed."""
    for statement in TABLES:
        connection.exec_driver_sql(statement)
    for verb in ("UPDATE", "DELETE"):
        connection.exec_driver_sql(
            f"CREATE TRIGGER coupon_step_refuses_{verb.lower()} BEFORE {verb} ON coupon_step "
            f"BEGIN SELECT RAISE(ABORT, 'coupon_step is append-only'); END"
        )
