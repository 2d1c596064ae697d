"""What differed in a day, kept with the proof that found it."""

from typing import Final

from alembic import op

from sync.cloud.migrations import change

revision = "0006"
down_revision = "0005"

_STATEMENTS: Final = "ALTER TABLE reconciliation ADD COLUMN findings {bytes};"


def upgrade() -> None:
    """Add it; days compared before this version have none."""
    change(op.get_bind(), _STATEMENTS)
