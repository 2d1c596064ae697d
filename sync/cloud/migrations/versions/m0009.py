"""Whether a body can be read is found out when it is projected; nothing is kept of it before."""

from typing import Final

from alembic import op

from sync.cloud.migrations import change

revision = "0009"
down_revision = "0008"

_STATEMENTS: Final = """
ALTER TABLE inbox DROP COLUMN status;
"""


def upgrade() -> None:
    """Let it go."""
    change(op.get_bind(), _STATEMENTS)
