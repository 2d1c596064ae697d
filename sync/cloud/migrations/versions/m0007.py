"""How much room a till's disk has left, as it last said."""

from typing import Final

from alembic import op

from sync.cloud.migrations import change

revision = "0007"
down_revision = "0006"

_STATEMENTS: Final = "ALTER TABLE terminal_report ADD COLUMN disk_free BIGINT;"


def upgrade() -> None:
    """Add it; tills of earlier versions do not say."""
    change(op.get_bind(), _STATEMENTS)
