"""What the projectors make of the journals: one row for each thing recorded, never updated.

Every table can be made anew from the inbox, ``stock_on_hand`` from ``stock_move``. Amounts are
minor units as signed in the record, quantities thousandths. ``event_seen`` says which position of
which terminal a record was taken from.
"""

from typing import Final

import sqlalchemy as sa

from sync.cloud.schema.base import BYTES, KEY, METADATA, WHOLE, WORD
from sync.cloud.schema.facts import BY_STORE


def _of_store(name: str, *columns: sa.Column[object] | sa.Index) -> sa.Table:
    first = (sa.Column("store", KEY, primary_key=True), sa.Column("tenant", KEY, nullable=False))
    return sa.Table(name, METADATA, *first, *columns, info=BY_STORE)


def _id(name: str) -> sa.Column[object]:
    return sa.Column(name, BYTES, primary_key=True)


def _number(name: str) -> sa.Column[object]:
    return sa.Column(name, WHOLE, primary_key=True, autoincrement=False)


def _whole(*names: str) -> tuple[sa.Column[object], ...]:
    return tuple(sa.Column(name, WHOLE, nullable=False) for name in names)


def _word(*names: str) -> tuple[sa.Column[object], ...]:
    return tuple(sa.Column(name, WORD, nullable=False) for name in names)


def _origin() -> tuple[sa.Column[object], ...]:
    """Whose journal it stands in; what a terminal's projections are found and deleted by."""
    return (sa.Column("terminal", BYTES, nullable=False),)


EVENT_SEEN: Final = _of_store(
    "event_seen",
    _id("event_id"),
    *_origin(),
    *_whole("epoch", "seq"),
    sa.Column("digest", BYTES, nullable=False),
)
"""Where an event id was first seen, and SHA-256 over kind, schema and body; kept for ever."""

SALE: Final = _of_store(
    "sale",
    _id("sale_id"),
    *_origin(),
    *_whole("epoch", "seq"),
    *_word("kind", "receipt", "cancels", "day", "operator", "handle", "tier"),
    *_whole("shift", "opened_ms", "wall_ms", "handle_day", "subtotal", "discount", "tax_added"),
    *_whole("total", "rounding", "rounding_back"),
    sa.Index("ix_sale_receipt", "store", "receipt"),
    sa.Index("ix_sale_cancels", "store", "cancels"),
    sa.Index("ix_sale_day", "store", "terminal", "day"),
)
"""A finished transaction of any kind. ``cancels``: the receipt a post void is the mirror of.

``handle`` and ``handle_day`` name the member, as the record does.
"""

SALE_LINE: Final = _of_store(
    "sale_line",
    _id("sale_id"),
    _number("n"),
    *_origin(),
    *_word("sku", "tax_code", "of_receipt"),
    *_whole("of_line", "quantity", "extended", "net", "tax", "amount", "is_voided", "is_return"),
    sa.Index("ix_sale_line_of", "store", "of_receipt", "of_line"),
)

TENDER: Final = _of_store(
    "tender",
    _id("sale_id"),
    _number("n"),
    *_origin(),
    *_word("type", "reference"),
    *_whole("amount", "is_change"),
)

SALE_TAX: Final = _of_store(
    "sale_tax",
    _id("sale_id"),
    _number("n"),
    *_origin(),
    *_word("code"),
    *_whole("rate_ppm", "is_inclusive", "base", "tax"),
)

SALE_COUPON: Final = _of_store(
    "sale_coupon",
    _id("sale_id"),
    sa.Column("coupon", KEY, primary_key=True),
    *_origin(),
    *_word("class", "lines"),
    *_whole("campaign", "value", "grant_no", "off"),
)
"""A use of a coupon, or in a post void its mirror. ``lines``: numbers of those it took off."""

SALE_POINTS: Final = _of_store(
    "sale_points",
    _id("sale_id"),
    _number("n"),
    *_origin(),
    *_word("reason", "expires_on"),
    *_whole("points", "grant_no"),
)

CASH_MOVEMENT: Final = _of_store(
    "cash_movement",
    _id("event_id"),
    *_origin(),
    *_word("kind", "reason", "day"),
    *_whole("shift", "amount", "wall_ms"),
)

SHIFT: Final = _of_store(
    "shift",
    _id("event_id"),
    *_origin(),
    *_word("act", "day", "operator"),
    *_whole("number", "opening_float", "counted", "expected", "net", "transactions", "wall_ms"),
)
"""``act``: opened or closed, each with its own event; amounts of the other are 0."""

BUSINESS_DAY: Final = _of_store(
    "business_day",
    _id("event_id"),
    *_origin(),
    *_word("day"),
    *_whole("z", "net", "transactions", "over_short", "epoch", "seq", "wall_ms"),
    sa.Index("ix_business_day", "store", "day"),
)
"""A day as a terminal closed it."""

STOCK_MOVE: Final = _of_store(
    "stock_move",
    _id("event_id"),
    _number("n"),
    *_origin(),
    sa.Column("sku", KEY, nullable=False),
    *_word("reason"),
    *_whole("quantity", "wall_ms"),
    sa.Index("ix_stock_move_sku", "store", "sku"),
)
"""Goods out (negative) and in. Deltas commute: their order means nothing."""

STOCK_ON_HAND: Final = _of_store(
    "stock_on_hand",
    sa.Column("sku", KEY, primary_key=True),
    *_whole("on_hand", "moves", "told", "as_of_ms"),
)
"""The sum of the moves, brought forward with them; below nothing it stays and is flagged.

``told``: of how many moves the neighbours know."""

EFFECT: Final = _of_store(
    "effect",
    _id("event_id"),
    _number("n"),
    *_origin(),
    *_whole("epoch", "seq", "has_failed"),
    *_word("kind"),
    sa.Column("body", BYTES, nullable=False),
    sa.Index("ix_effect_order", "store", "terminal", "epoch", "seq", "n"),
)
"""What a record does to ledgers of other shards; deleted when the ledger has it (flows/).

A ledger knows an effect it had before by its id, so delivering twice changes nothing. One that a
ledger cannot take ``has_failed``: it stays, with a case, and those after it go on.
"""

QUARANTINE: Final = _of_store(
    "quarantine",
    _id("terminal"),
    _number("epoch"),
    _number("seq"),
    sa.Column("event_id", BYTES, nullable=False),
    *_word("kind", "reason", "state", "receipt"),
    *_whole("attempts", "first_ms", "last_ms"),
    sa.Index("ix_quarantine_state", "store", "state"),
)
"""Rows that were taken and could not be used. ``state``: open, replayed or dismissed."""

PARKED: Final = _of_store(
    "parked",
    _id("terminal"),
    _number("epoch"),
    _number("seq"),
    *_word("behind", "receipt"),
    *_whole("since_ms"),
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
