"""What terminals say of themselves."""

from alembic import op

from sync.cloud.migrations import create
from sync.cloud.schema import reports

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    """Make the tables of schema/reports.py."""
    create(op.get_bind(), *reports.TABLES)
