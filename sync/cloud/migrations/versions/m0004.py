"""Goods, prices and offers."""

from alembic import op

from sync.cloud.migrations import create
from sync.cloud.schema import catalog

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    """Make the tables of schema/catalog.py."""
    create(op.get_bind(), *catalog.TABLES)
