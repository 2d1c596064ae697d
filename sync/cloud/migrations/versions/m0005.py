"""What terminals say of themselves."""

from typing import Final

from alembic import op

from sync.cloud.migrations import create

revision = "0005"
down_revision = "0004"

_BY_STORE: Final = """
CREATE TABLE terminal_report (
    store {key} NOT NULL, terminal {bytes} NOT NULL, tenant {key} NOT NULL, boot TEXT NOT NULL,
    heartbeat BIGINT NOT NULL, beat_ms BIGINT NOT NULL, received_ms BIGINT NOT NULL,
    said {bytes} NOT NULL, PRIMARY KEY (store, terminal)
);
"""


def upgrade() -> None:
    """Make them."""
    create(op.get_bind(), _BY_STORE, by="store")
