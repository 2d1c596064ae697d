"""Day sheets: what the reports of each till know of a day, for the store's other tills."""

from typing import Final

from alembic import op

from sync.cloud.migrations import change, create

revision = "0012"
down_revision = "0011"

_BY_STORE: Final = """
CREATE TABLE day_sheet (
    store {key} NOT NULL, terminal {bytes} NOT NULL, day {key} NOT NULL, tenant {key} NOT NULL,
    shape BIGINT NOT NULL, epoch BIGINT NOT NULL, seq BIGINT NOT NULL, transactions BIGINT NOT NULL,
    takings BIGINT NOT NULL, until_ms BIGINT NOT NULL, bytes BIGINT NOT NULL, closed_ms BIGINT,
    sha256 TEXT NOT NULL, known BIGINT NOT NULL, known_minor BIGINT NOT NULL,
    differs BIGINT NOT NULL, counted_ms BIGINT NOT NULL, received_ms BIGINT NOT NULL,
    PRIMARY KEY (store, terminal, day)
);
CREATE INDEX ix_day_sheet_differs ON day_sheet (store) WHERE differs = 1;
CREATE TABLE day_touched (
    store {key} NOT NULL, terminal {bytes} NOT NULL, day {key} NOT NULL, tenant {key} NOT NULL,
    changes BIGINT NOT NULL, PRIMARY KEY (store, terminal, day)
);
CREATE TABLE till_told (
    store {key} NOT NULL, terminal {bytes} NOT NULL, tenant {key} NOT NULL, name TEXT NOT NULL,
    state TEXT NOT NULL, enrolled_ms BIGINT NOT NULL, last_seen_ms BIGINT NOT NULL,
    PRIMARY KEY (store, terminal)
);
"""

_KNOWN_ALREADY: Final = """
INSERT INTO day_touched (store, terminal, day, tenant, changes)
    SELECT store, terminal, day, tenant, count(*) FROM sale GROUP BY store, terminal, day, tenant;
"""


def upgrade() -> None:
    """Make them; the days that journals tell of already are counted by and by."""
    create(op.get_bind(), _BY_STORE, by="store")
    change(op.get_bind(), _KNOWN_ALREADY)
