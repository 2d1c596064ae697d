"""Since when a till is out: what it traded until then, unheard, is wanting in reports."""

from typing import Final

from alembic import op

from sync.cloud.migrations import change

revision = "0014"
down_revision = "0013"

_OUT: Final = """
ALTER TABLE till_told ADD COLUMN out_ms BIGINT NOT NULL DEFAULT 0;
"""


def upgrade() -> None:
    """Make it; of those that were out before this it is not known."""
    change(op.get_bind(), _OUT)
