"""What was always the same of a card: it is sold when it is made, and nobody's."""

from typing import Final

from alembic import op

from sync.cloud.migrations import change

revision = "0011"
down_revision = "0010"

_STATEMENTS: Final = """
ALTER TABLE value_account DROP COLUMN state;
ALTER TABLE value_account DROP COLUMN kind;
ALTER TABLE value_account DROP COLUMN member;
"""


def upgrade() -> None:
    """Let it go."""
    change(op.get_bind(), _STATEMENTS)
