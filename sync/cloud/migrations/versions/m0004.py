"""Goods, prices and offers."""

from typing import Final

from alembic import op

from sync.cloud.migrations import create

revision = "0004"
down_revision = "0003"

_EVERYWHERE: Final = """
CREATE TABLE catalog_head (
    tenant {key} NOT NULL, list_version BIGINT NOT NULL, PRIMARY KEY (tenant)
);
CREATE TABLE zone (
    tenant {key} NOT NULL, zone {key} NOT NULL, currency TEXT NOT NULL, filled_to {key},
    PRIMARY KEY (tenant, zone)
);
CREATE TABLE tax_group (
    tenant {key} NOT NULL, code {key} NOT NULL, rate_ppm BIGINT NOT NULL,
    is_inclusive SMALLINT NOT NULL, PRIMARY KEY (tenant, code)
);
CREATE TABLE item (
    tenant {key} NOT NULL, sku {key} NOT NULL, zh TEXT NOT NULL, en TEXT NOT NULL,
    cat TEXT NOT NULL, tax TEXT NOT NULL, unit TEXT NOT NULL, gtin BIGINT, plu TEXT,
    brand TEXT NOT NULL, pop BIGINT, recalled SMALLINT NOT NULL, lots TEXT NOT NULL,
    PRIMARY KEY (tenant, sku)
) {rowless};
CREATE UNIQUE INDEX item_gtin ON item (tenant, gtin);
CREATE UNIQUE INDEX item_plu ON item (tenant, plu);
CREATE TABLE price (
    tenant {key} NOT NULL, sku {key} NOT NULL, zone {key} NOT NULL, from_ms BIGINT NOT NULL,
    price BIGINT NOT NULL, regular BIGINT, lowest BIGINT, list_version BIGINT NOT NULL,
    is_told SMALLINT NOT NULL, PRIMARY KEY (tenant, sku, zone, from_ms)
) {rowless};
CREATE INDEX price_due ON price (is_told, from_ms);
CREATE TABLE bundle (
    tenant {key} NOT NULL, zone {key} NOT NULL, version BIGINT NOT NULL, sha256 TEXT NOT NULL,
    bytes BIGINT NOT NULL, at_ms BIGINT NOT NULL, published_by TEXT NOT NULL,
    PRIMARY KEY (tenant, zone, version)
);
"""


def upgrade() -> None:
    """Make them."""
    create(op.get_bind(), _EVERYWHERE, by="reference")
