"""Head office says with the code which till the new one takes the place of."""

from typing import Final

from alembic import op

from sync.cloud.migrations import change

revision = "0010"
down_revision = "0009"

_STATEMENTS: Final = "ALTER TABLE enrolment_code ADD COLUMN replaces {bytes};"


def upgrade() -> None:
    """Add it; codes of earlier versions replace nobody."""
    change(op.get_bind(), _STATEMENTS)
