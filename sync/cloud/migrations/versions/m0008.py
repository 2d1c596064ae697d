"""What was written and never read."""

from typing import Final

from alembic import op

from sync.cloud.migrations import change

revision = "0008"
down_revision = "0007"

_STATEMENTS: Final = """
ALTER TABLE epoch DROP COLUMN sealed_chain;
ALTER TABLE campaign_right DROP COLUMN granted_ms;
ALTER TABLE member DROP COLUMN changed_ms;
ALTER TABLE points_allowance DROP COLUMN granted_ms;
ALTER TABLE value_account DROP COLUMN issued_ms;
"""


def upgrade() -> None:
    """Let it go."""
    change(op.get_bind(), _STATEMENTS)
