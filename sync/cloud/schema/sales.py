"""What the projectors make of the journals: one row for each thing recorded, never updated.

Every table can be made anew from the inbox. Amounts are minor units as signed in the record,
quantities thousandths. ``event_seen`` says which position of which terminal a record was taken
from. Goods are in schema/stock.py.
"""

from typing import Final

import sqlalchemy as sa

from sync.cloud.schema.base import BYTES, KEY, ident, number, of_store, origin, wholes, words
from sync.cloud.schema.stock import COUNT_ACT, STOCK_COUNTED, STOCK_MOVE

EVENT_SEEN: Final = of_store(
    "event_seen",
    ident("event_id"),
    *origin(),
    *wholes("epoch", "seq"),
    sa.Column("digest", BYTES, nullable=False),
)
"""Where an event id was first seen, and SHA-256 over kind, schema and body; kept for ever."""

SALE: Final = of_store(
    "sale",
    ident("sale_id"),
    *origin(),
    *wholes("epoch", "seq"),
    *words("kind", "receipt", "cancels", "day", "operator", "handle", "tier"),
    *wholes("shift", "opened_ms", "wall_ms", "handle_day", "subtotal", "discount", "tax_added"),
    *wholes("total", "rounding", "rounding_back"),
    sa.Index("ix_sale_receipt", "store", "receipt"),
    sa.Index("ix_sale_cancels", "store", "cancels"),
    sa.Index("ix_sale_day", "store", "terminal", "day"),
)
"""A finished transaction of any kind. ``cancels``: the receipt a post void is the mirror of.

``handle`` and ``handle_day`` name the member, as the record does.
"""

SALE_LINE: Final = of_store(
    "sale_line",
    ident("sale_id"),
    number("n"),
    *origin(),
    *words("sku", "tax_code", "of_receipt"),
    *wholes("of_line", "quantity", "extended", "net", "tax", "amount", "is_voided", "is_return"),
    sa.Index("ix_sale_line_of", "store", "of_receipt", "of_line"),
)

TENDER: Final = of_store(
    "tender",
    ident("sale_id"),
    number("n"),
    *origin(),
    *words("type", "reference"),
    *wholes("amount", "is_change"),
)

SALE_TAX: Final = of_store(
    "sale_tax",
    ident("sale_id"),
    number("n"),
    *origin(),
    *words("code"),
    *wholes("rate_ppm", "is_inclusive", "base", "tax"),
)

SALE_COUPON: Final = of_store(
    "sale_coupon",
    ident("sale_id"),
    sa.Column("coupon", KEY, primary_key=True),
    *origin(),
    *words("coupon_class", "lines"),
    *wholes("campaign", "value", "grant_no", "off"),
)
"""A use of a coupon, or in a post void its mirror. ``lines``: numbers of those it took off."""

SALE_POINTS: Final = of_store(
    "sale_points",
    ident("sale_id"),
    number("n"),
    *origin(),
    *words("reason", "expires_on"),
    *wholes("points", "grant_no"),
)

CASH_MOVEMENT: Final = of_store(
    "cash_movement",
    ident("event_id"),
    *origin(),
    *words("kind", "reason", "day"),
    *wholes("shift", "amount", "wall_ms"),
)

SHIFT: Final = of_store(
    "shift",
    ident("event_id"),
    *origin(),
    *words("act", "day", "operator"),
    *wholes("number", "opening_float", "counted", "expected", "net", "transactions", "wall_ms"),
)
"""``act``: opened or closed, each with its own event; amounts of the other are 0."""

BUSINESS_DAY: Final = of_store(
    "business_day",
    ident("event_id"),
    *origin(),
    *words("day"),
    *wholes("z", "net", "transactions", "over_short", "epoch", "seq", "wall_ms"),
    sa.Index("ix_business_day", "store", "day"),
)
"""A day as a terminal closed it."""

EFFECT: Final = of_store(
    "effect",
    ident("event_id"),
    number("n"),
    *origin(),
    *wholes("epoch", "seq", "has_failed"),
    *words("kind"),
    sa.Column("body", BYTES, nullable=False),
    sa.Index("ix_effect_order", "store", "terminal", "epoch", "seq", "n"),
)
"""What a record does to ledgers of other shards; deleted when the ledger has it (flows/).

A ledger knows an effect it had before by its id, so delivering twice changes nothing. One that a
ledger cannot take ``has_failed``: it stays, with a case, and those after it go on.
"""

QUARANTINE: Final = of_store(
    "quarantine",
    ident("terminal"),
    number("epoch"),
    number("seq"),
    sa.Column("event_id", BYTES, nullable=False),
    *words("kind", "reason", "state", "receipt"),
    *wholes("attempts", "first_ms", "last_ms"),
    sa.Index("ix_quarantine_state", "store", "state"),
)
"""Rows that were taken and could not be used. ``state``: open, replayed or dismissed."""

PARKED: Final = of_store(
    "parked",
    ident("terminal"),
    number("epoch"),
    number("seq"),
    *words("behind", "receipt"),
    *wholes("since_ms"),
)
"""Rows that wait for a quarantined one: ``behind`` is the receipt they name, besides their own."""

PROJECTED: Final = (
    SALE,
    SALE_LINE,
    TENDER,
    SALE_TAX,
    SALE_COUPON,
    SALE_POINTS,
    CASH_MOVEMENT,
    SHIFT,
    BUSINESS_DAY,
    STOCK_MOVE,
    COUNT_ACT,
    STOCK_COUNTED,
)
"""Made of one terminal's journal and of nothing else."""

TABLES: Final = (*PROJECTED, EVENT_SEEN, EFFECT, QUARANTINE, PARKED)
