"""What a store's tills tell one another of their days: sheets, tills, and what is to be counted."""

from typing import Final

import sqlalchemy as sa

from sync.cloud.schema.base import KEY, METADATA, WHOLE, ident, key, wholes, words
from sync.cloud.schema.facts import BY_STORE

DAY_SHEET: Final = sa.Table(
    "day_sheet",
    METADATA,
    key("store"),
    ident("terminal"),
    key("day"),
    sa.Column("tenant", KEY, nullable=False),
    *wholes("shape", "epoch", "seq", "transactions", "takings", "until_ms", "bytes"),
    sa.Column("closed_ms", WHOLE),
    *words("sha256"),
    *wholes("known", "known_minor", "differs", "counted_ms", "received_ms"),
    sa.Index(
        "ix_day_sheet_differs",
        "store",
        sqlite_where=sa.text("differs = 1"),
        postgresql_where=sa.text("differs = 1"),
    ),
    info=BY_STORE,
)
"""A business day of a till: the newest sheet's head (wire.sheets.SheetHead) and its content's name,
empty before the first. ``known``, ``known_minor``: the same figures, as ``sale`` had them at
``counted_ms``.
``differs``: the sheet holds all that the journal has of the day, and says something else."""

DAY_TOUCHED: Final = sa.Table(
    "day_touched",
    METADATA,
    key("store"),
    ident("terminal"),
    key("day"),
    sa.Column("tenant", KEY, nullable=False),
    *wholes("changes"),
    info=BY_STORE,
)
"""Days of which ``sale`` got rows: work of whoever counts them, used up by deleting it."""

TILL_TOLD: Final = sa.Table(
    "till_told",
    METADATA,
    key("store"),
    ident("terminal"),
    sa.Column("tenant", KEY, nullable=False),
    *words("name", "state"),
    *wholes("enrolled_ms", "last_seen_ms", "out_ms"),
    info=BY_STORE,
)
"""What a store's tills were told of each till, as ``terminal`` had it then; ``name``: in keys.

``out_ms``: when it was first told as out; 0: it is in, or when is not known.
"""

TABLES: Final = (DAY_SHEET, DAY_TOUCHED, TILL_TOLD)
