"""till.db learns of promotions, members, coupons and points, and its roles what goes with them.

Frozen: never edit this text, write the next migration.
"""

from typing import Final

import sqlalchemy as sa

COLUMNS: Final = (
    "ALTER TABLE retail_transaction ADD COLUMN member_handle BLOB",
    "ALTER TABLE retail_transaction ADD COLUMN member_day INTEGER",
    "ALTER TABLE line_modifier ADD COLUMN application INTEGER",
    "ALTER TABLE tender_line ADD COLUMN reference TEXT",
)

TABLES: Final = (
    """CREATE TABLE seen_token (
  "key" BLOB NOT NULL, transaction_id BLOB NOT NULL, until_ms INTEGER NOT NULL,
  PRIMARY KEY ("key")
) WITHOUT ROWID, STRICT""",
    """CREATE TABLE coupon_reservation (
  coupon TEXT NOT NULL, transaction_id BLOB NOT NULL, campaign INTEGER NOT NULL,
  coupon_class TEXT NOT NULL, value_minor INTEGER NOT NULL, grant_no INTEGER NOT NULL,
  reserved_ms INTEGER NOT NULL, PRIMARY KEY (coupon),
  CHECK (coupon_class IN ('a', 'b', 'c', 'd')),
  CHECK (value_minor BETWEEN -10000000000000 AND 10000000000000),
  FOREIGN KEY(transaction_id) REFERENCES open_transaction (id) ON DELETE CASCADE
) WITHOUT ROWID, STRICT""",
    "CREATE INDEX ix_coupon_reservation_transaction_id ON coupon_reservation (transaction_id)",
    """CREATE TABLE coupon_redemption (
  coupon TEXT NOT NULL, use INTEGER NOT NULL, number INTEGER NOT NULL,
  campaign INTEGER NOT NULL, coupon_class TEXT NOT NULL, value_minor INTEGER NOT NULL,
  off_minor INTEGER NOT NULL, when_returned TEXT NOT NULL, grant_no INTEGER NOT NULL,
  member_key BLOB, redeemed_ms INTEGER NOT NULL, until_ms INTEGER NOT NULL,
  PRIMARY KEY (coupon, use), CHECK (coupon_class IN ('a', 'b', 'c', 'd')),
  CHECK (when_returned IN ('give_back', 'keep_spent')),
  CHECK (value_minor BETWEEN -10000000000000 AND 10000000000000),
  CHECK (off_minor BETWEEN -10000000000000 AND 10000000000000),
  FOREIGN KEY(number) REFERENCES retail_transaction (number)
) WITHOUT ROWID, STRICT""",
    "CREATE INDEX ix_coupon_redemption_campaign ON coupon_redemption (campaign, member_key)",
    "CREATE INDEX ix_coupon_redemption_number ON coupon_redemption (number)",
    """CREATE TABLE coupon_given_back (
  coupon TEXT NOT NULL, use INTEGER NOT NULL, number INTEGER NOT NULL,
  PRIMARY KEY (coupon, use, number), FOREIGN KEY(number) REFERENCES retail_transaction (number)
) WITHOUT ROWID, STRICT""",
    """CREATE TABLE rule_use (
  number INTEGER NOT NULL, application INTEGER NOT NULL, rule TEXT NOT NULL,
  times INTEGER NOT NULL, off_minor INTEGER NOT NULL, member_key BLOB,
  PRIMARY KEY (number, application),
  CHECK (off_minor BETWEEN -10000000000000 AND 10000000000000),
  FOREIGN KEY(number) REFERENCES retail_transaction (number)
) WITHOUT ROWID, STRICT""",
    "CREATE INDEX ix_rule_use_rule ON rule_use (rule, member_key)",
    """CREATE TABLE spending_grant (
  grant_no INTEGER NOT NULL, kind TEXT NOT NULL, subject TEXT NOT NULL, amount INTEGER NOT NULL,
  used INTEGER NOT NULL, expires_ms INTEGER NOT NULL, detail TEXT NOT NULL,
  PRIMARY KEY (grant_no), CHECK (kind IN ('hold', 'right', 'allowance')),
  CHECK (used BETWEEN 0 AND amount)
) STRICT""",
    "CREATE INDEX ix_spending_grant_subject ON spending_grant (kind, subject)",
    """CREATE TABLE points_entry (
  id BLOB NOT NULL, number INTEGER NOT NULL, member_key BLOB NOT NULL, reason TEXT NOT NULL,
  points INTEGER NOT NULL, grant_no INTEGER NOT NULL, expires_on TEXT, at_ms INTEGER NOT NULL,
  PRIMARY KEY (id), FOREIGN KEY(number) REFERENCES retail_transaction (number)
) WITHOUT ROWID, STRICT""",
    "CREATE INDEX ix_points_entry_member_key ON points_entry (member_key)",
    "CREATE INDEX ix_points_entry_number ON points_entry (number)",
    """CREATE TABLE enrolment (
  member_id BLOB NOT NULL, handle BLOB NOT NULL, day INTEGER NOT NULL,
  member_key BLOB NOT NULL, phone_key BLOB NOT NULL, number TEXT NOT NULL,
  name_masked TEXT NOT NULL, phone_last4 TEXT NOT NULL, enrolled_ms INTEGER NOT NULL,
  PRIMARY KEY (member_id)
) WITHOUT ROWID, STRICT""",
    "CREATE UNIQUE INDEX ix_enrolment_phone_key ON enrolment (phone_key)",
    """CREATE TABLE consent_given (
  id INTEGER NOT NULL, member_handle BLOB NOT NULL, member_day INTEGER NOT NULL,
  purpose TEXT NOT NULL, is_granted INTEGER NOT NULL, notice_version TEXT NOT NULL,
  language TEXT NOT NULL, channel TEXT NOT NULL, operator TEXT NOT NULL,
  at_ms INTEGER NOT NULL, PRIMARY KEY (id),
  CHECK (purpose IN ('membership', 'marketing', 'profiling', 'sharing'))
) STRICT""",
    "CREATE INDEX ix_consent_given_member_handle ON consent_given (member_handle)",
    """CREATE TABLE personal_packet (
  event_id BLOB NOT NULL, sealed BLOB NOT NULL, PRIMARY KEY (event_id)
) WITHOUT ROWID, STRICT""",
    """CREATE TABLE stored_value_use (
  hold TEXT NOT NULL, account TEXT NOT NULL, number INTEGER NOT NULL,
  amount_minor INTEGER NOT NULL, PRIMARY KEY (hold),
  CHECK (amount_minor BETWEEN -10000000000000 AND 10000000000000),
  FOREIGN KEY(number) REFERENCES retail_transaction (number)
) WITHOUT ROWID, STRICT""",
)

APPEND_ONLY: Final = (
    "rule_use",
    "points_entry",
    "consent_given",
    "stored_value_use",
)

PERMISSIONS: Final = (
    ("cashier", "confirm_clock", "approval"),
    ("cashier", "erase_member", "approval"),
    ("senior", "confirm_clock", "approval"),
    ("senior", "erase_member", "approval"),
    ("shift_manager", "confirm_clock", "yes"),
    ("shift_manager", "erase_member", "approval"),
    ("store_manager", "confirm_clock", "yes"),
    ("store_manager", "erase_member", "yes"),
)
"""What the shipped roles may do besides; a role that is not there gets nothing."""

_PERMIT: Final = """INSERT INTO permission (role, privilege, level)
 SELECT code, ?, ? FROM role WHERE code = ? ON CONFLICT DO NOTHING"""

NEVER_CHANGED: Final = ("coupon_redemption", "coupon_given_back")
"""Forgotten some time after the coupon's end, and never changed before."""


def apply(connection: sa.Connection) -> None:
    """Add columns and tables, the triggers that keep what happened, and what roles may do now."""
    for statement in (*COLUMNS, *TABLES):
        connection.exec_driver_sql(statement)
    for role, privilege, level in PERMISSIONS:
        connection.exec_driver_sql(_PERMIT, (privilege, level, role))
    for table in (*APPEND_ONLY, *NEVER_CHANGED):
        for verb in ("UPDATE", "DELETE") if table in APPEND_ONLY else ("UPDATE",):
            connection.exec_driver_sql(
                f"CREATE TRIGGER {table}_refuses_{verb.lower()} BEFORE {verb} ON {table} "
                f"BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"
            )
