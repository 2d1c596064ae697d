"""Goods, prices and offers as head office keeps them; tills get them as feed rows.

Written by catalog/ alone. Copied everywhere where the database is spread (sync.md section 19).
"""

from typing import Final

import sqlalchemy as sa

from sync.cloud.schema.base import DISTRIBUTED_BY, KEY, METADATA, WHOLE, WORD

_EVERYWHERE: Final = {DISTRIBUTED_BY: "reference"}

CATALOG_HEAD: Final = sa.Table(
    "catalog_head",
    METADATA,
    sa.Column("tenant", KEY, primary_key=True),
    sa.Column("list_version", WHOLE, nullable=False),
    info=_EVERYWHERE,
)
"""``list_version`` rises with every list of prices. Whoever tells zones of items locks it, shared;
whoever adds a zone, alone: no item is written between the two."""

ZONE: Final = sa.Table(
    "zone",
    METADATA,
    sa.Column("tenant", KEY, primary_key=True),
    sa.Column("zone", KEY, primary_key=True),
    sa.Column("currency", WORD, nullable=False),
    sa.Column("filled_to", KEY),
    info=_EVERYWHERE,
)
"""``filled_to``: the last item its feed was told of while it is new; NULL once it has all."""

TAX_GROUP: Final = sa.Table(
    "tax_group",
    METADATA,
    sa.Column("tenant", KEY, primary_key=True),
    sa.Column("code", KEY, primary_key=True),
    sa.Column("rate_ppm", WHOLE, nullable=False),
    sa.Column("is_inclusive", sa.SmallInteger, nullable=False),
    info=_EVERYWHERE,
)

ITEM: Final = sa.Table(
    "item",
    METADATA,
    sa.Column("tenant", KEY, primary_key=True),
    sa.Column("sku", KEY, primary_key=True),
    sa.Column("zh", WORD, nullable=False),
    sa.Column("en", WORD, nullable=False),
    sa.Column("cat", WORD, nullable=False),
    sa.Column("tax", WORD, nullable=False),
    sa.Column("unit", WORD, nullable=False),
    sa.Column("gtin", WHOLE),
    sa.Column("plu", WORD),
    sa.Column("brand", WORD, nullable=False),
    sa.Column("pop", WHOLE),
    sa.Column("recalled", sa.SmallInteger, nullable=False),
    sa.Column("lots", WORD, nullable=False),
    sa.Index("item_gtin", "tenant", "gtin", unique=True),
    sa.Index("item_plu", "tenant", "plu", unique=True),
    info=_EVERYWHERE,
    sqlite_with_rowid=False,
)

PRICE: Final = sa.Table(
    "price",
    METADATA,
    sa.Column("tenant", KEY, primary_key=True),
    sa.Column("sku", KEY, primary_key=True),
    sa.Column("zone", KEY, primary_key=True),
    sa.Column("from_ms", WHOLE, primary_key=True, autoincrement=False),
    sa.Column("price", WHOLE, nullable=False),
    sa.Column("regular", WHOLE),
    sa.Column("lowest", WHOLE),
    sa.Column("list_version", WHOLE, nullable=False),
    sa.Column("is_told", sa.SmallInteger, nullable=False),
    sa.Index("price_due", "is_told", "from_ms"),
    info=_EVERYWHERE,
    sqlite_with_rowid=False,
)
"""Effective-dated; zone "" holds where a zone has none of its own. ``is_told``: its time has come
and the feeds know."""

BUNDLE: Final = sa.Table(
    "bundle",
    METADATA,
    sa.Column("tenant", KEY, primary_key=True),
    sa.Column("zone", KEY, primary_key=True),
    sa.Column("version", WHOLE, primary_key=True, autoincrement=False),
    sa.Column("sha256", WORD, nullable=False),
    sa.Column("bytes", WHOLE, nullable=False),
    sa.Column("at_ms", WHOLE, nullable=False),
    sa.Column("published_by", WORD, nullable=False),
    info=_EVERYWHERE,
)
"""Which rules a zone had, from when; the content stays a segment of its promo feed."""

TABLES: Final = (CATALOG_HEAD, ZONE, TAX_GROUP, ITEM, PRICE, BUNDLE)
