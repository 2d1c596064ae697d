"""till.db learns of a cloud: what it acknowledged, what it left here, what this disk had lost.

Frozen: never edit this text, write the next migration. The journal's own tables stay as they are.
"""

from typing import Final

import sqlalchemy as sa

COLUMNS: Final = ("ALTER TABLE retail_transaction ADD COLUMN printed_number INTEGER",)

TABLES: Final = (
    """CREATE TABLE cloud_head (
  one INTEGER NOT NULL, acked_epoch INTEGER, acked_seq INTEGER, acked_chain BLOB, safe_epoch
  INTEGER, safe_seq INTEGER, safe_chain BLOB, projected_epoch INTEGER, projected_seq INTEGER,
  projected_chain BLOB, anchor BLOB NOT NULL, anchor_ms INTEGER NOT NULL,
  server_gen INTEGER NOT NULL, answered_ms INTEGER
  NOT NULL, nonce BLOB NOT NULL, nonce_before BLOB NOT NULL, is_in_doubt INTEGER NOT NULL,
  settled_epoch INTEGER NOT NULL, control_gen INTEGER NOT NULL, control_pos INTEGER NOT NULL,
  control_epoch INTEGER NOT NULL, void_gen INTEGER NOT NULL, void_pos INTEGER NOT NULL,
  PRIMARY KEY (one), CHECK (one = 1), CHECK (is_in_doubt IN (0, 1))
) STRICT""",
    """CREATE TABLE anchor (
  epoch INTEGER NOT NULL, seq INTEGER NOT NULL, server_gen INTEGER NOT NULL, chain BLOB NOT
  NULL, server_ms INTEGER NOT NULL, sig BLOB NOT NULL, PRIMARY KEY (epoch, seq, server_gen)
) WITHOUT ROWID, STRICT""",
    """CREATE TABLE journal_lost (
  epoch INTEGER NOT NULL, seq INTEGER NOT NULL, event_id BLOB NOT NULL, kind TEXT NOT NULL,
  schema INTEGER NOT NULL, body BLOB NOT NULL, hash BLOB NOT NULL, chain BLOB NOT NULL, sig
  BLOB NOT NULL, PRIMARY KEY (epoch, seq)
) STRICT""",
    """CREATE TABLE journal_lost_epoch (
  epoch INTEGER NOT NULL, public_key BLOB NOT NULL, chain_before BLOB NOT NULL, PRIMARY KEY
  (epoch)
) STRICT""",
    """CREATE TABLE journal_fork (
  epoch INTEGER NOT NULL, common_epoch INTEGER NOT NULL, common_seq INTEGER NOT NULL,
  have_epoch INTEGER NOT NULL, have_seq INTEGER NOT NULL, lost INTEGER NOT NULL,
  again INTEGER NOT NULL, PRIMARY KEY (epoch)
) STRICT""",
    """CREATE TABLE row_result (
  epoch INTEGER NOT NULL, seq INTEGER NOT NULL, outcome TEXT NOT NULL, code TEXT NOT NULL, who
  TEXT NOT NULL, state TEXT NOT NULL, case_id TEXT NOT NULL, receipt TEXT NOT NULL, PRIMARY
  KEY (epoch, seq), CHECK (outcome IN ('quarantined', 'conflict')), CHECK (state IN ('open',
  'closed'))
) WITHOUT ROWID, STRICT""",
    """CREATE TABLE case_notice (
  id TEXT NOT NULL, code TEXT NOT NULL, who TEXT NOT NULL, state TEXT NOT NULL, at_ms INTEGER
  NOT NULL, amount_minor INTEGER NOT NULL, subject TEXT NOT NULL, PRIMARY KEY (id), CHECK
  (state IN ('open', 'closed'))
) WITHOUT ROWID, STRICT""",
    """CREATE TABLE day_proof (
  business_date TEXT NOT NULL, is_proved INTEGER NOT NULL, reason TEXT NOT NULL, content TEXT
  NOT NULL, PRIMARY KEY (business_date)
) WITHOUT ROWID, STRICT""",
    "CREATE INDEX ix_retail_transaction_printed ON retail_transaction (printed_number, "
    "workstation) WHERE printed_number IS NOT NULL",
)

ONE_HEAD: Final = """INSERT INTO cloud_head (one, anchor, anchor_ms, server_gen, answered_ms, nonce,
 nonce_before, is_in_doubt, settled_epoch, control_gen, control_pos, control_epoch, void_gen,
 void_pos) VALUES (1, x'', 0, 0, 0, x'', x'', 0, 0, 0, 0, 0, 0, 0)"""

PERMISSIONS: Final = (
    ("cashier", "connect_cloud", "approval"),
    ("senior", "connect_cloud", "approval"),
    ("shift_manager", "connect_cloud", "approval"),
    ("store_manager", "connect_cloud", "yes"),
)
"""What the shipped roles may do besides; a role that is not there gets nothing."""

_PERMIT: Final = """INSERT INTO permission (role, privilege, level)
 SELECT code, ?, ? FROM role WHERE code = ? ON CONFLICT DO NOTHING"""

APPEND_ONLY: Final = ("anchor", "journal_lost", "journal_lost_epoch", "journal_fork")


def apply(connection: sa.Connection) -> None:
    """Add a column, tables, their one row, triggers that keep what was given, a privilege."""
    for statement in (*COLUMNS, *TABLES, ONE_HEAD):
        connection.exec_driver_sql(statement)
    for role, privilege, level in PERMISSIONS:
        connection.exec_driver_sql(_PERMIT, (privilege, level, role))
    for table in APPEND_ONLY:
        for verb in ("UPDATE", "DELETE"):
            connection.exec_driver_sql(
                f"CREATE TRIGGER {table}_refuses_{verb.lower()} BEFORE {verb} ON {table} "
                f"BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"
            )
