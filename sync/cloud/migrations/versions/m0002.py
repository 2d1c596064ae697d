"""Feeds and what they are cut into."""

from typing import Final

from alembic import op

from sync.cloud.migrations import create

revision = "0002"
down_revision = "0001"

_BY_FEED: Final = """
CREATE TABLE feed_head (
    tenant {key} NOT NULL, feed {key} NOT NULL, pos BIGINT NOT NULL, min_pos BIGINT NOT NULL,
    compacted_to BIGINT NOT NULL, digest {bytes} NOT NULL, PRIMARY KEY (tenant, feed)
) {rowless};
CREATE TABLE feed_row (
    tenant {key} NOT NULL, feed {key} NOT NULL, pos BIGINT NOT NULL, "key" {key} NOT NULL,
    op SMALLINT NOT NULL, body {bytes} NOT NULL, rowhash {bytes} NOT NULL, at_ms BIGINT NOT NULL,
    digest {bytes}, PRIMARY KEY (tenant, feed, pos)
) {rowless};
CREATE INDEX feed_row_key ON feed_row (tenant, feed, "key", pos);
CREATE TABLE feed_state (
    tenant {key} NOT NULL, feed {key} NOT NULL, "key" {key} NOT NULL, ver BIGINT NOT NULL,
    rowhash {bytes} NOT NULL, PRIMARY KEY (tenant, feed, "key")
) {rowless};
CREATE TABLE feed_todo (
    tenant {key} NOT NULL, feed {key} NOT NULL, "key" {key} NOT NULL, op SMALLINT NOT NULL,
    body {bytes} NOT NULL, PRIMARY KEY (tenant, feed, "key")
) {rowless};
CREATE TABLE feed_lease (
    tenant {key} NOT NULL, feed {key} NOT NULL, holder TEXT NOT NULL, until_ms BIGINT NOT NULL,
    PRIMARY KEY (tenant, feed)
) {rowless};
CREATE TABLE segment (
    tenant {key} NOT NULL, feed {key} NOT NULL, sha256 TEXT NOT NULL, bytes BIGINT NOT NULL,
    is_kept SMALLINT NOT NULL, touched_ms BIGINT NOT NULL, content {bytes} NOT NULL,
    PRIMARY KEY (tenant, feed, sha256)
);
CREATE INDEX segment_name ON segment (tenant, sha256);
CREATE TABLE snapshot (
    tenant {key} NOT NULL, feed {key} NOT NULL, pos BIGINT NOT NULL, digest {bytes} NOT NULL,
    summed {bytes} NOT NULL, done_key {key} NOT NULL, rows BIGINT NOT NULL,
    begun_ms BIGINT NOT NULL, built_ms BIGINT, superseded_ms BIGINT,
    PRIMARY KEY (tenant, feed, pos)
) {rowless};
CREATE TABLE snapshot_segment (
    tenant {key} NOT NULL, feed {key} NOT NULL, pos BIGINT NOT NULL, first_key {key} NOT NULL,
    sha256 TEXT NOT NULL, bytes BIGINT NOT NULL, raw_bytes BIGINT NOT NULL, rows BIGINT NOT NULL,
    PRIMARY KEY (tenant, feed, pos, first_key)
) {rowless};
CREATE INDEX snapshot_segment_name ON snapshot_segment (tenant, feed, sha256);
"""


def upgrade() -> None:
    """Make them."""
    create(op.get_bind(), _BY_FEED, by="feed")
