"""The tables of catalog.db: items in the order of their popularity, tax groups, the search index.

The row number of an item is its rank: 1 sells best. Search answers in that order without sorting.
A published file of the shop's own lists is changed by single shelf prices and tax groups alone
(``catalog_changes``): an older one is read as it is, and the next import that changes anything
starts from a copy brought up to date (``catalog_files.bring_up_to_date``). One that came from the
cloud has a row in ``feed_state``; it is changed in commits of at most 500 rows, each with the
digest and the cursor (catalog_feed.py).
"""

from typing import Final

SCHEMA_VERSION: Final = 4
"""Kept in the file's user_version. Raise it with any change to what is declared here."""

WITHOUT_RECALLED_LOTS: Final = 1
"""The version before items had recalled lots."""

WITH_MARKDOWNS: Final = 3
"""The version since which items have what promotions look at."""

MARKED_DOWN: Final = (
    "brand TEXT NOT NULL DEFAULT ''",
    "regular_price_minor INTEGER CHECK (regular_price_minor >= 0)",
    "lowest_price_minor INTEGER CHECK (lowest_price_minor >= 0)",
)
"""What promotions look at beside the price; versions before 3 have none of it."""

RECALLED_LOTS: Final = "recalled_lots TEXT NOT NULL DEFAULT ''"
"""Lot numbers of the item's GTIN that were called back, with spaces between them."""

FEED_VERSION: Final = "feed_ver INTEGER NOT NULL DEFAULT 0"
"""Of a row that came from the cloud: it rises with every change of it. Versions before 4 have none.
"""

FEED_STATE: Final = """
CREATE TABLE feed_state (
    feed TEXT PRIMARY KEY NOT NULL,
    gen INTEGER NOT NULL,
    pos INTEGER NOT NULL,
    digest BLOB NOT NULL CHECK (length(digest) = 32),
    indexed_upto INTEGER NOT NULL
) WITHOUT ROWID, STRICT
"""
"""Where the file stands in its feed. Names up to item ``indexed_upto`` can be searched for."""

TAX_GROUP: Final = f"""
CREATE TABLE tax_group (
    code TEXT PRIMARY KEY NOT NULL,
    rate_ppm INTEGER NOT NULL CHECK (rate_ppm BETWEEN 0 AND 1000000),
    is_inclusive INTEGER NOT NULL CHECK (is_inclusive IN (0, 1)),
    {FEED_VERSION}
) STRICT
"""

HEAD: Final = f"""
CREATE TABLE catalog_head (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    currency TEXT NOT NULL CHECK (length(currency) = 3),
    {FEED_VERSION}
) STRICT
"""
"""One row: what is true of every item."""

ITEM_COLUMNS: Final = f"""
    id INTEGER PRIMARY KEY,
    sku TEXT NOT NULL,
    gtin INTEGER,
    plu TEXT,
    name_zh TEXT NOT NULL,
    name_en TEXT NOT NULL,
    category TEXT NOT NULL,
    tax_group TEXT NOT NULL REFERENCES tax_group (code),
    unit TEXT NOT NULL CHECK (unit IN ('EA', 'KGM', 'LTR', 'MTR')),
    price_minor INTEGER CHECK (price_minor >= 0),
    price_version INTEGER NOT NULL,
    popularity INTEGER,
    is_recalled INTEGER NOT NULL CHECK (is_recalled IN (0, 1)),
    {RECALLED_LOTS},
    {", ".join(MARKED_DOWN)},
    {FEED_VERSION}
"""
"""``popularity`` is what the last list said; an item without one comes after all that have one."""

ITEM: Final = f"CREATE TABLE item ({ITEM_COLUMNS}) STRICT"

ITEM_INDEXES: Final = (
    "CREATE UNIQUE INDEX item_sku ON item (sku)",
    "CREATE UNIQUE INDEX item_gtin ON item (gtin) WHERE gtin IS NOT NULL",
    "CREATE UNIQUE INDEX item_plu ON item (plu) WHERE plu IS NOT NULL",
    # The last digits, which a cashier reads off a torn label; the row number comes with them.
    "CREATE INDEX item_gtin_tail ON item (gtin % 10000) WHERE gtin IS NOT NULL",
)
"""Apart from the table, because a bulk load fills it first and indexes it afterwards."""

CLOUD_ITEM_INDEXES: Final = (
    ITEM_INDEXES[0],
    # Two items may swap their numbers, and the second change may come a page later.
    "CREATE INDEX item_gtin ON item (gtin) WHERE gtin IS NOT NULL",
    "CREATE INDEX item_plu ON item (plu) WHERE plu IS NOT NULL",
    ITEM_INDEXES[3],
)
"""The same look-ups over items that come from the cloud."""

LOADING: Final = (
    """CREATE TABLE staged (
    id INTEGER PRIMARY KEY,
    ver INTEGER NOT NULL,
    pop INTEGER,
    body TEXT NOT NULL
) STRICT""",
    """CREATE TABLE loaded_segment (
    id INTEGER PRIMARY KEY,
    sha256 TEXT NOT NULL UNIQUE,
    rows INTEGER NOT NULL
) STRICT""",
)
"""In a file that is being loaded: items as they came, and how far each segment is.

An ``id`` of ``staged`` says, from above, in which slot of popularity an item is, its segment (24
bits) and its place in it (24 bits).
"""

SEARCH: Final = """
CREATE VIRTUAL TABLE search USING fts5 (
    han, initials, pinyin, words, heads,
    content = '', contentless_delete = 1, tokenize = 'ascii'
)
"""
"""Contentless: the tokens are made by search_terms.py, and the names stand in the item table. The
ascii tokenizer only splits at the spaces between them. Its rowid is the item's."""
