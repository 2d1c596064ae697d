"""Find items while the cashier types: Chinese, pinyin, initials, English, digits; several words.

What is in the index is made by search_terms.py, what is asked by search_query.py. Every keystroke
is one call; the caller drops answers to text that is no longer the newest.
"""

from typing import Final

import sqlalchemy as sa

from pos_app.domain.catalog import Item
from pos_app.store import catalog
from pos_app.store.search_query import match_expression

MOST_HITS: Final = 50

# The inner query lets FTS5 walk its lists in rank order and stop at the limit.
_RANKED: Final = "SELECT rowid FROM search WHERE search MATCH ? ORDER BY rowid LIMIT ?"
_BY_NAME: Final = f"{catalog.ITEM} WHERE i.id IN ({_RANKED}) ORDER BY i.id"


def search(connection: sa.Connection, text: str, limit_rows: int = MOST_HITS) -> list[Item]:
    """Find items by whatever was typed so far, the best sellers first.

    Digits may be a PLU or an SKU, which come first, the end of a barcode (from four digits on),
    and part of a name, in this order. Several words must all match.
    """
    typed = text.strip()
    found: dict[str, Item] = {}
    if typed.isascii() and typed.isalnum():
        exact = (catalog.find_by_plu(connection, typed), catalog.find_by_sku(connection, typed))
        _add(found, [item for item in exact if item is not None])
        _add(found, catalog.find_by_tail(connection, typed, limit_rows))
    expression = match_expression(typed)
    if expression is not None:
        rows = catalog.read_items(connection, _BY_NAME, (expression, limit_rows))
        _add(found, [catalog.item_of(row) for row in rows])
    return list(found.values())[:limit_rows]


def _add(found: dict[str, Item], items: list[Item]) -> None:
    for item in items:
        found.setdefault(item.sku, item)
