"""What the journals say, and the ledgers they move."""

from alembic import op

from sync.cloud.migrations import create
from sync.cloud.schema import ledgers, sales

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Make the tables of schema/sales.py and schema/ledgers.py."""
    create(op.get_bind(), *sales.TABLES, *ledgers.TABLES)
