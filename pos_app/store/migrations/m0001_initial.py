"""till.db as it began: the journal, the people, the day, open and finished transactions.

Frozen: never edit this text, write the next migration.
"""

from typing import Final

import sqlalchemy as sa

TABLES: Final = (
    """CREATE TABLE journal (
  epoch INTEGER NOT NULL, seq INTEGER NOT NULL, event_id BLOB NOT NULL, kind TEXT NOT NULL,
  schema INTEGER NOT NULL, body BLOB NOT NULL, hash BLOB NOT NULL, chain BLOB NOT NULL,
  sig BLOB NOT NULL, PRIMARY KEY (epoch, seq), UNIQUE (epoch, event_id)
) STRICT""",
    """CREATE TABLE journal_epoch (
  epoch INTEGER NOT NULL PRIMARY KEY, public_key BLOB NOT NULL, chain_before BLOB NOT NULL
) STRICT""",
    """CREATE TABLE head (
  one INTEGER NOT NULL PRIMARY KEY CHECK (one = 1), terminal_id BLOB NOT NULL,
  epoch INTEGER NOT NULL, seq INTEGER NOT NULL, chain BLOB NOT NULL,
  gt_abs_minor INTEGER NOT NULL CHECK (gt_abs_minor >= 0), gt_net_minor INTEGER NOT NULL
) STRICT""",
    """CREATE TABLE business_day (
  business_date TEXT NOT NULL, opened_ms INTEGER NOT NULL, closed_ms INTEGER, z_number INTEGER,
  PRIMARY KEY (business_date), UNIQUE (z_number)
) WITHOUT ROWID, STRICT""",
    """CREATE TABLE open_transaction (
  id BLOB NOT NULL, state TEXT NOT NULL, operator TEXT NOT NULL, business_date TEXT NOT NULL,
  shift INTEGER NOT NULL, opened_ms INTEGER NOT NULL, saved_ms INTEGER NOT NULL,
  currency TEXT NOT NULL, label TEXT NOT NULL, detail TEXT NOT NULL, PRIMARY KEY (id),
  CHECK (state IN ('current', 'suspended'))
) WITHOUT ROWID, STRICT""",
    "CREATE UNIQUE INDEX one_current_transaction ON open_transaction (state) WHERE state "
    "= 'current'",
    """CREATE TABLE receipt_counter (
  one INTEGER NOT NULL, store TEXT NOT NULL, workstation TEXT NOT NULL,
  last_number INTEGER NOT NULL, PRIMARY KEY (one), CHECK (one = 1)
) STRICT""",
    """CREATE TABLE role (
  code TEXT NOT NULL, name_zh TEXT NOT NULL, name_en TEXT NOT NULL, PRIMARY KEY (code)
) WITHOUT ROWID, STRICT""",
    """CREATE TABLE setting (
  name TEXT NOT NULL, value TEXT NOT NULL, PRIMARY KEY (name)
) WITHOUT ROWID, STRICT""",
    """CREATE TABLE sign_on_attempt (
  id INTEGER NOT NULL, operator_number TEXT NOT NULL, outcome TEXT NOT NULL,
  wall_ms INTEGER NOT NULL, mono_ms INTEGER NOT NULL, boot TEXT NOT NULL, PRIMARY KEY (id),
  CHECK (outcome IN ('tried', 'right', 'wrong'))
) STRICT""",
    "CREATE INDEX ix_sign_on_attempt_operator_number ON sign_on_attempt (operator_number)",
    """CREATE TABLE open_line (
  transaction_id BLOB NOT NULL, line INTEGER NOT NULL, detail TEXT NOT NULL,
  PRIMARY KEY (transaction_id, line),
  FOREIGN KEY(transaction_id) REFERENCES open_transaction (id) ON DELETE CASCADE
) WITHOUT ROWID, STRICT""",
    """CREATE TABLE operator (
  id TEXT NOT NULL, number TEXT NOT NULL, name TEXT NOT NULL, role TEXT NOT NULL,
  verifier TEXT NOT NULL, is_active INTEGER NOT NULL, PRIMARY KEY (id), UNIQUE (number),
  FOREIGN KEY(role) REFERENCES role (code)
) WITHOUT ROWID, STRICT""",
    """CREATE TABLE permission (
  role TEXT NOT NULL, privilege TEXT NOT NULL, level TEXT NOT NULL, limit_ppm INTEGER,
  limit_minor INTEGER, PRIMARY KEY (role, privilege),
  CHECK (level IN ('no', 'approval', 'yes')),
  CHECK (limit_minor BETWEEN -10000000000000 AND 10000000000000),
  FOREIGN KEY(role) REFERENCES role (code) ON DELETE CASCADE
) WITHOUT ROWID, STRICT""",
    """CREATE TABLE shift (
  number INTEGER NOT NULL, operator TEXT NOT NULL, operator_name TEXT NOT NULL,
  business_date TEXT NOT NULL, opened_ms INTEGER NOT NULL, opening_float_minor INTEGER NOT NULL,
  opening_counts TEXT NOT NULL, closed_ms INTEGER, counted_minor INTEGER,
  expected_minor INTEGER, closing_counts TEXT, PRIMARY KEY (number),
  CHECK (opening_float_minor BETWEEN -10000000000000 AND 10000000000000),
  CHECK (counted_minor BETWEEN -10000000000000 AND 10000000000000),
  CHECK (expected_minor BETWEEN -10000000000000 AND 10000000000000),
  FOREIGN KEY(business_date) REFERENCES business_day (business_date)
) STRICT""",
    "CREATE INDEX ix_shift_business_date ON shift (business_date)",
    "CREATE UNIQUE INDEX one_open_shift ON shift (1) WHERE closed_ms IS NULL",
    """CREATE TABLE cash_movement (
  id INTEGER NOT NULL, shift INTEGER NOT NULL, kind TEXT NOT NULL,
  amount_minor INTEGER NOT NULL, reason_code TEXT NOT NULL, operator TEXT NOT NULL,
  approved_by TEXT, at_ms INTEGER NOT NULL, PRIMARY KEY (id),
  CHECK (kind IN ('tender_loan', 'tender_pickup', 'paid_in', 'paid_out')),
  CHECK (amount_minor BETWEEN -10000000000000 AND 10000000000000), CHECK (amount_minor > 0),
  FOREIGN KEY(shift) REFERENCES shift (number)
) STRICT""",
    "CREATE INDEX ix_cash_movement_shift ON cash_movement (shift)",
    """CREATE TABLE control_event (
  id INTEGER NOT NULL, shift INTEGER, kind TEXT NOT NULL, reason_code TEXT NOT NULL,
  receipt INTEGER, at_ms INTEGER NOT NULL, PRIMARY KEY (id),
  CHECK (kind IN ('void', 'no_sale', 'reprint')), FOREIGN KEY(shift) REFERENCES shift (number)
) STRICT""",
    "CREATE INDEX ix_control_event_receipt ON control_event (receipt) WHERE receipt IS NOT NULL",
    "CREATE INDEX ix_control_event_shift ON control_event (shift)",
    """CREATE TABLE retail_transaction (
  number INTEGER NOT NULL, store TEXT NOT NULL, workstation TEXT NOT NULL, id BLOB NOT NULL,
  kind TEXT NOT NULL, operator TEXT NOT NULL, operator_name TEXT NOT NULL,
  business_date TEXT NOT NULL, shift INTEGER NOT NULL, opened_ms INTEGER NOT NULL,
  completed_ms INTEGER NOT NULL, currency TEXT NOT NULL, post_void_of TEXT,
  subtotal_minor INTEGER NOT NULL, discount_minor INTEGER NOT NULL,
  tax_added_minor INTEGER NOT NULL, total_minor INTEGER NOT NULL,
  rounding_back_minor INTEGER NOT NULL, rounding_minor INTEGER NOT NULL,
  change_minor INTEGER NOT NULL, journal_epoch INTEGER NOT NULL, journal_seq INTEGER NOT NULL,
  detail TEXT NOT NULL, PRIMARY KEY (number), CHECK (kind IN ('sale', 'return', 'post_void')),
  CHECK ((kind = 'post_void') = (post_void_of IS NOT NULL)),
  CHECK (subtotal_minor BETWEEN -10000000000000 AND 10000000000000),
  CHECK (discount_minor BETWEEN -10000000000000 AND 10000000000000),
  CHECK (tax_added_minor BETWEEN -10000000000000 AND 10000000000000),
  CHECK (total_minor BETWEEN -10000000000000 AND 10000000000000),
  CHECK (rounding_back_minor BETWEEN -10000000000000 AND 10000000000000),
  CHECK (rounding_minor BETWEEN -10000000000000 AND 10000000000000),
  CHECK (change_minor BETWEEN -10000000000000 AND 10000000000000),
  CHECK (subtotal_minor - discount_minor + tax_added_minor = total_minor),
  FOREIGN KEY(shift) REFERENCES shift (number)
) STRICT""",
    "CREATE INDEX ix_retail_transaction_day ON retail_transaction (business_date, shift)",
    "CREATE UNIQUE INDEX ix_retail_transaction_post_void ON retail_transaction "
    "(post_void_of) WHERE post_void_of IS NOT NULL",
    """CREATE TABLE line_modifier (
  number INTEGER NOT NULL, line INTEGER NOT NULL, position INTEGER NOT NULL,
  amount_minor INTEGER NOT NULL, reason_code TEXT NOT NULL, given_by TEXT NOT NULL,
  approved_by TEXT, rate_ppm INTEGER, is_share INTEGER NOT NULL,
  PRIMARY KEY (number, line, position),
  CHECK (amount_minor BETWEEN -10000000000000 AND 10000000000000),
  FOREIGN KEY(number) REFERENCES retail_transaction (number)
) WITHOUT ROWID, STRICT""",
    """CREATE TABLE sale_line (
  number INTEGER NOT NULL, line INTEGER NOT NULL, kind TEXT NOT NULL, sku TEXT NOT NULL,
  quantity_thousandths INTEGER NOT NULL, unit_price_minor INTEGER NOT NULL,
  extended_minor INTEGER NOT NULL, net_minor INTEGER NOT NULL, tax_minor INTEGER NOT NULL,
  amount_minor INTEGER NOT NULL, rounding_minor INTEGER NOT NULL, is_voided INTEGER NOT NULL,
  is_overridden INTEGER NOT NULL, original_receipt TEXT, original_line INTEGER,
  detail TEXT NOT NULL, PRIMARY KEY (number, line), CHECK (kind IN ('sale', 'return')),
  CHECK (quantity_thousandths > 0),
  CHECK (unit_price_minor BETWEEN -10000000000000 AND 10000000000000),
  CHECK (extended_minor BETWEEN -10000000000000 AND 10000000000000),
  CHECK (net_minor BETWEEN -10000000000000 AND 10000000000000),
  CHECK (tax_minor BETWEEN -10000000000000 AND 10000000000000),
  CHECK (amount_minor BETWEEN -10000000000000 AND 10000000000000),
  CHECK (rounding_minor BETWEEN -10000000000000 AND 10000000000000),
  FOREIGN KEY(number) REFERENCES retail_transaction (number)
) WITHOUT ROWID, STRICT""",
    "CREATE INDEX ix_sale_line_original ON sale_line (original_receipt, original_line) "
    "WHERE original_receipt IS NOT NULL",
    """CREATE TABLE tender_line (
  number INTEGER NOT NULL, tender INTEGER NOT NULL, tender_type TEXT NOT NULL,
  amount_minor INTEGER NOT NULL, is_change INTEGER NOT NULL, card_brand TEXT,
  card_last_four TEXT, card_approval_code TEXT, PRIMARY KEY (number, tender),
  CHECK (amount_minor BETWEEN -10000000000000 AND 10000000000000),
  FOREIGN KEY(number) REFERENCES retail_transaction (number)
) WITHOUT ROWID, STRICT""",
    """CREATE TABLE transaction_tax (
  number INTEGER NOT NULL, position INTEGER NOT NULL, tax_code TEXT NOT NULL,
  rate_ppm INTEGER NOT NULL, is_inclusive INTEGER NOT NULL, base_minor INTEGER NOT NULL,
  tax_minor INTEGER NOT NULL, PRIMARY KEY (number, position),
  CHECK (base_minor BETWEEN -10000000000000 AND 10000000000000),
  CHECK (tax_minor BETWEEN -10000000000000 AND 10000000000000),
  FOREIGN KEY(number) REFERENCES retail_transaction (number)
) WITHOUT ROWID, STRICT""",
)

APPEND_ONLY: Final = (
    "journal",
    "journal_epoch",
    "retail_transaction",
    "sale_line",
    "line_modifier",
    "tender_line",
    "transaction_tax",
    "cash_movement",
    "control_event",
)


def apply(connection: sa.Connection) -> None:
    """Make every table, and the triggers that keep what happened from being changed."""
    for statement in TABLES:
        connection.exec_driver_sql(statement)
    for table in APPEND_ONLY:
        for verb in ("UPDATE", "DELETE"):
            connection.exec_driver_sql(
                f"CREATE TRIGGER {table}_refuses_{verb.lower()} BEFORE {verb} ON {table} "
                f"BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"
            )
