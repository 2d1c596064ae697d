"""Terminals, their journals, conversations, cases."""

from alembic import op

from sync.cloud.migrations import create
from sync.cloud.schema import facts

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Make the tables of schema/facts.py."""
    create(op.get_bind(), *facts.TABLES)
