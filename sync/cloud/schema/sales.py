"""What the projectors make of the journals: one row for each thing recorded, never updated.

Every table can be made anew from the inbox, ``stock_on_hand`` from ``stock_move``. Amounts are
minor units as signed in the record, quantities thousandths. ``event_seen`` says which position of
which terminal a record was taken from.
"""

from typing import Final

import sqlalchemy as sa

from sync.cloud.schema.base import BYTES, KEY, METADATA, ident, number, wholes, words
from sync.cloud.schema.facts import BY_STORE


def _of_store(name: str, *columns: sa.Column[object] | sa.Index) -> sa.Table:
    first = (sa.Column("store", KEY, primary_key=True), sa.Column("tenant", KEY, nullable=False))
    return sa.Table(name, METADATA, *first, *columns, info=BY_STORE)


def _origin() -> tuple[sa.Column[object], ...]:
    """Whose journal it stands in; what a terminal's projections are found and deleted by."""
    return (sa.Column("terminal", BYTES, nullable=False),)


EVENT_SEEN: Final = _of_store(
    "event_seen",
    ident("event_id"),
    *_origin(),
    *wholes("epoch", "seq"),
    sa.Column("digest", BYTES, nullable=False),
)
"""Where an event id was first seen, and SHA-256 over kind, schema and body; kept for ever."""

SALE: Final = _of_store(
    "sale",
    ident("sale_id"),
    *_origin(),
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

SALE_LINE: Final = _of_store(
    "sale_line",
    ident("sale_id"),
    number("n"),
    *_origin(),
    *words("sku", "tax_code", "of_receipt"),
    *wholes("of_line", "quantity", "extended", "net", "tax", "amount", "is_voided", "is_return"),
    sa.Index("ix_sale_line_of", "store", "of_receipt", "of_line"),
)

TENDER: Final = _of_store(
    "tender",
    ident("sale_id"),
    number("n"),
    *_origin(),
    *words("type", "reference"),
    *wholes("amount", "is_change"),
)

SALE_TAX: Final = _of_store(
    "sale_tax",
    ident("sale_id"),
    number("n"),
    *_origin(),
    *words("code"),
    *wholes("rate_ppm", "is_inclusive", "base", "tax"),
)

SALE_COUPON: Final = _of_store(
    "sale_coupon",
    ident("sale_id"),
    sa.Column("coupon", KEY, primary_key=True),
    *_origin(),
    *words("coupon_class", "lines"),
    *wholes("campaign", "value", "grant_no", "off"),
)
"""A use of a coupon, or in a post void its mirror. ``lines``: numbers of those it took off."""

SALE_POINTS: Final = _of_store(
    "sale_points",
    ident("sale_id"),
    number("n"),
    *_origin(),
    *words("reason", "expires_on"),
    *wholes("points", "grant_no"),
)

CASH_MOVEMENT: Final = _of_store(
    "cash_movement",
    ident("event_id"),
    *_origin(),
    *words("kind", "reason", "day"),
    *wholes("shift", "amount", "wall_ms"),
)

SHIFT: Final = _of_store(
    "shift",
    ident("event_id"),
    *_origin(),
    *words("act", "day", "operator"),
    *wholes("number", "opening_float", "counted", "expected", "net", "transactions", "wall_ms"),
)
"""``act``: opened or closed, each with its own event; amounts of the other are 0."""

BUSINESS_DAY: Final = _of_store(
    "business_day",
    ident("event_id"),
    *_origin(),
    *words("day"),
    *wholes("z", "net", "transactions", "over_short", "epoch", "seq", "wall_ms"),
    sa.Index("ix_business_day", "store", "day"),
)
"""A day as a terminal closed it."""

STOCK_MOVE: Final = _of_store(
    "stock_move",
    ident("event_id"),
    number("n"),
    *_origin(),
    sa.Column("sku", KEY, nullable=False),
    *words("reason"),
    *wholes("quantity", "wall_ms"),
    sa.Index("ix_stock_move_sku", "store", "sku"),
)
"""Goods out (negative) and in. Deltas commute: their order means nothing."""

STOCK_ON_HAND: Final = _of_store(
    "stock_on_hand",
    sa.Column("sku", KEY, primary_key=True),
    *wholes("on_hand", "moves", "told", "as_of_ms"),
)
"""The sum of the moves, brought forward with them; below nothing it stays and is flagged.

``told``: of how many moves the neighbours know."""

EFFECT: Final = _of_store(
    "effect",
    ident("event_id"),
    number("n"),
    *_origin(),
    *wholes("epoch", "seq", "has_failed"),
    *words("kind"),
    sa.Column("body", BYTES, nullable=False),
    sa.Index("ix_effect_order", "store", "terminal", "epoch", "seq", "n"),
)
"""What a record does to ledgers of other shards; deleted when the ledger has it (flows/).

A ledger knows an effect it had before by its id, so delivering twice changes nothing. One that a
ledger cannot take ``has_failed``: it stays, with a case, and those after it go on.
"""

QUARANTINE: Final = _of_store(
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

PARKED: Final = _of_store(
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
)
"""Made of one terminal's journal and of nothing else."""

TABLES: Final = (*PROJECTED, EVENT_SEEN, STOCK_ON_HAND, EFFECT, QUARANTINE, PARKED)
