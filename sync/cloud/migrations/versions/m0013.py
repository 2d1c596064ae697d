"""Stock of a store over all its tills: deliveries, transfers, adjustments and counts."""

from typing import Final

from alembic import op

from sync.cloud.migrations import change, create

revision = "0013"
down_revision = "0012"

_BY_STORE: Final = """
CREATE TABLE count_act (
    store {key} NOT NULL, tenant {key} NOT NULL, event_id {bytes} NOT NULL,
    terminal {bytes} NOT NULL, epoch BIGINT NOT NULL, seq BIGINT NOT NULL,
    count_id {bytes} NOT NULL, act TEXT NOT NULL, section TEXT NOT NULL, day TEXT NOT NULL,
    part BIGINT NOT NULL, parts BIGINT NOT NULL, wall_ms BIGINT NOT NULL,
    PRIMARY KEY (store, event_id)
);
CREATE INDEX ix_count_act_count ON count_act (store, count_id);
CREATE TABLE stock_counted (
    store {key} NOT NULL, tenant {key} NOT NULL, event_id {bytes} NOT NULL, n BIGINT NOT NULL,
    terminal {bytes} NOT NULL, sku {key} NOT NULL, quantity BIGINT NOT NULL,
    mark_epoch BIGINT NOT NULL, mark_seq BIGINT NOT NULL, from_ms BIGINT NOT NULL,
    until_ms BIGINT NOT NULL, PRIMARY KEY (store, event_id, n)
);
CREATE INDEX ix_stock_counted_sku ON stock_counted (store, sku);
CREATE TABLE stock_count (
    store {key} NOT NULL, tenant {key} NOT NULL, count_id {bytes} NOT NULL,
    is_settled BIGINT NOT NULL, PRIMARY KEY (store, count_id)
);
"""

_MOVES_HAVE_A_PLACE: Final = """
ALTER TABLE stock_move ADD COLUMN epoch BIGINT NOT NULL DEFAULT 0;
ALTER TABLE stock_move ADD COLUMN seq BIGINT NOT NULL DEFAULT 0;
UPDATE stock_move SET
    epoch = coalesce((SELECT seen.epoch FROM event_seen AS seen
        WHERE seen.store = stock_move.store AND seen.event_id = stock_move.event_id), 0),
    seq = coalesce((SELECT seen.seq FROM event_seen AS seen
        WHERE seen.store = stock_move.store AND seen.event_id = stock_move.event_id), 0);
DROP INDEX ix_stock_move_sku;
CREATE INDEX ix_stock_move_place ON stock_move (store, sku, terminal, epoch, seq);
"""

_FIGURES_HAVE_A_COUNT: Final = """
ALTER TABLE stock_on_hand DROP COLUMN told;
ALTER TABLE stock_on_hand ADD COLUMN has_received BIGINT NOT NULL DEFAULT 0;
ALTER TABLE stock_on_hand ADD COLUMN count_id {bytes} NOT NULL DEFAULT '';
ALTER TABLE stock_on_hand ADD COLUMN counter {bytes} NOT NULL DEFAULT '';
ALTER TABLE stock_on_hand ADD COLUMN counted_on TEXT NOT NULL DEFAULT '';
ALTER TABLE stock_on_hand ADD COLUMN mark_epoch BIGINT NOT NULL DEFAULT 0;
ALTER TABLE stock_on_hand ADD COLUMN mark_seq BIGINT NOT NULL DEFAULT 0;
ALTER TABLE stock_on_hand ADD COLUMN from_ms BIGINT NOT NULL DEFAULT 0;
ALTER TABLE stock_on_hand ADD COLUMN until_ms BIGINT NOT NULL DEFAULT 0;
ALTER TABLE stock_on_hand ADD COLUMN is_doubtful BIGINT NOT NULL DEFAULT 0;
ALTER TABLE stock_on_hand ADD COLUMN near_due BIGINT NOT NULL DEFAULT 1;
ALTER TABLE stock_on_hand ADD COLUMN own_due BIGINT NOT NULL DEFAULT 1;
UPDATE stock_on_hand SET count_id = CAST('' AS {bytes}), counter = CAST('' AS {bytes});
CREATE INDEX ix_stock_on_hand_near ON stock_on_hand (store, sku) WHERE near_due = 1;
CREATE INDEX ix_stock_on_hand_own ON stock_on_hand (store, sku) WHERE own_due = 1;
"""


def upgrade() -> None:
    """Make them; what moved before has the place of the row it was taken from."""
    create(op.get_bind(), _BY_STORE, by="store")
    change(op.get_bind(), _MOVES_HAVE_A_PLACE)
    change(op.get_bind(), _FIGURES_HAVE_A_COUNT)
