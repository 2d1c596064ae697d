"""Feeds and what they are cut into."""

from alembic import op

from sync.cloud.migrations import create
from sync.cloud.schema import feeds

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Make the tables of schema/feeds.py."""
    create(op.get_bind(), *feeds.TABLES)
