"""Goods of a store: what moved them, what was counted, and what is on hand by that.

``stock_move``, ``count_act`` and ``stock_counted`` are made of the journals, row by row;
``stock_on_hand`` and ``stock_count`` of these three. Quantities are thousandths. ``epoch`` and
``seq`` say where the row stands that a thing was taken from, as the cloud holds that journal.
"""

from typing import Final

import sqlalchemy as sa

from sync.cloud.schema.base import BYTES, KEY, ident, number, of_store, origin, wholes, words

STOCK_MOVE: Final = of_store(
    "stock_move",
    ident("event_id"),
    number("n"),
    *origin(),
    sa.Column("sku", KEY, nullable=False),
    *words("reason"),
    *wholes("quantity", "wall_ms", "epoch", "seq"),
    sa.Index("ix_stock_move_place", "store", "sku", "terminal", "epoch", "seq"),
)
"""Goods out (negative) and in. Deltas commute: their order means nothing.

``reason``: the kind of the row; of an adjustment the reason that was given, after a colon.
"""

COUNT_ACT: Final = of_store(
    "count_act",
    ident("event_id"),
    *origin(),
    *wholes("epoch", "seq"),
    sa.Column("count_id", BYTES, nullable=False),
    *words("act", "section", "day"),
    *wholes("part", "parts", "wall_ms"),
    sa.Index("ix_count_act_count", "store", "count_id"),
)
"""What was done of a count. ``act``: open, mark, part (of what was counted) or drop."""

STOCK_COUNTED: Final = of_store(
    "stock_counted",
    ident("event_id"),
    number("n"),
    *origin(),
    sa.Column("sku", KEY, nullable=False),
    *wholes("quantity", "mark_epoch", "mark_seq", "from_ms", "until_ms"),
    sa.Index("ix_stock_counted_sku", "store", "sku"),
)
"""An item as it was counted; ``event_id`` is that of its part's act.

``mark_*``: the last row of the counting till's journal that the figure has in it, on the journal as
it is held here. The item was counted between ``from_ms`` and ``until_ms``, by that till's clock.
"""

_IS_NEAR_DUE: Final = sa.text("near_due = 1")
_IS_OWN_DUE: Final = sa.text("own_due = 1")

STOCK_ON_HAND: Final = of_store(
    "stock_on_hand",
    sa.Column("sku", KEY, primary_key=True),
    *wholes("on_hand", "moves", "as_of_ms", "has_received"),
    sa.Column("count_id", BYTES, nullable=False),
    sa.Column("counter", BYTES, nullable=False),
    *words("counted_on"),
    *wholes("mark_epoch", "mark_seq", "from_ms", "until_ms", "is_doubtful", "near_due", "own_due"),
    sa.Index(
        "ix_stock_on_hand_near",
        "store",
        "sku",
        sqlite_where=_IS_NEAR_DUE,
        postgresql_where=_IS_NEAR_DUE,
    ),
    sa.Index(
        "ix_stock_on_hand_own",
        "store",
        "sku",
        sqlite_where=_IS_OWN_DUE,
        postgresql_where=_IS_OWN_DUE,
    ),
)
"""What was counted, and the sum of the moves outside that count; below nothing it stays.

Without a ``count_id`` (empty) the sum of all ``moves``, of which there are so many either way.
``counter``, ``mark_*``, ``from_ms``, ``until_ms``: as in ``stock_counted``. ``is_doubtful``: the
item is to be counted again. ``*_due``: the neighbours, the store's own tills are to be told.
"""

STOCK_COUNT: Final = of_store("stock_count", ident("count_id"), *wholes("is_settled"))
"""A count, by which its acts wait for one another. ``is_settled``: no till's rows that may belong
into it are still to come."""

TABLES: Final = (STOCK_MOVE, COUNT_ACT, STOCK_COUNTED, STOCK_ON_HAND, STOCK_COUNT)
