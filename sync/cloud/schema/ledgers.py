"""Ledgers that many stores share: coupons, rights, members, points, stored value, orders, proofs.

Entries are added, never changed; what is summed up beside them can be summed up again. Each ledger
has its own distribution column, so that a coupon or a member lives in one place, and is reached
from journals through ``effect`` alone. Personal data is in ``personal`` and nowhere else.
"""

from typing import Final

import sqlalchemy as sa

from sync.cloud.schema.base import (
    BYTES,
    DISTRIBUTED_BY,
    KEY,
    METADATA,
    ident,
    key,
    number,
    wholes,
    words,
)
from sync.cloud.schema.facts import BY_STORE


def _ledger(name: str, by: sa.Column[object], *columns: sa.Column[object] | sa.Index) -> sa.Table:
    tenant = sa.Column("tenant", KEY, primary_key=True)
    return sa.Table(name, METADATA, by, tenant, *columns, info={DISTRIBUTED_BY: by.name})


def _bytes(*names: str) -> tuple[sa.Column[object], ...]:
    return tuple(sa.Column(name, BYTES, nullable=False) for name in names)


# ---- coupons

CAMPAIGN: Final = _ledger(
    "campaign",
    number("number"),
    *words("coupon_class", "definition", "stores", "when_returned"),
    *wholes("cap", "granted", "grant_size", "low_water", "grant_life_ms"),
    *wholes("until_ms", "is_withdrawn", "changed_ms"),
)
"""``definition``: resources/rules/COUPONS.md. ``stores``: where, with spaces between; none: all.

Of class C: never more than ``cap`` uses are ``granted`` and not come back; each grant is of
``grant_size`` uses for ``grant_life_ms``, another when fewer than ``low_water`` are left at a till.
"""

CAMPAIGN_RIGHT: Final = _ledger(
    "campaign_right",
    number("number"),
    number("grant_no"),
    *words("store", "state"),
    *_bytes("terminal"),
    *wholes("amount", "used", "epoch", "expires_ms"),
    sa.Index("ix_right_terminal", "terminal"),
)
"""Uses that one till may spend by itself. ``state``: open, or closed when what was left came back.

``epoch``: the till's when it was granted; it is worth nothing there in a later one.
``used`` counts what the till recorded; more than ``amount`` is a copied disk's doing, and a case.
"""

COUPON: Final = _ledger(
    "coupon",
    key("coupon"),
    *words("state", "member", "stores"),
    *wholes("campaign", "hold_no", "lease_until", "max_uses", "kind", "value", "min_spend"),
    *wholes("from_ms", "until_ms"),
    sa.Column("holder", BYTES),
    sa.Index("ix_coupon_member", "member"),
)
"""``state``: active, held, redeemed or void. A coupon that only its token knew of comes to be here
when it is first held or used; ``until_ms`` 0: unknown. ``stores``: numbers, as tokens have them."""

COUPON_REDEMPTION: Final = _ledger(
    "coupon_redemption",
    key("coupon"),
    ident("sale_id"),
    *words("store", "coupon_class", "receipt", "outcome", "case_id"),
    *_bytes("terminal"),
    *wholes("campaign", "value", "hold_no", "at_ms"),
)
"""A use. ``outcome``: redeemed, or disputed when it is one too many."""

COUPON_UNDONE: Final = _ledger(
    "coupon_undone",
    key("coupon"),
    ident("sale_id"),
    ident("by_sale"),
    *wholes("stands"),
)
"""A use that a return or a post void took back; ``stands`` 0: that was itself cancelled."""

COUPON_LOSS: Final = _ledger(
    "coupon_loss",
    key("coupon"),
    ident("sale_id"),
    *words("store", "state", "case_id"),
    *wholes("campaign", "amount_minor", "at_ms"),
)
"""What a second use cost. ``state``: open, written_off, charged or reversed; closed once."""

# ---- members

MEMBER: Final = _ledger(
    "member",
    key("member"),
    *words("number", "tier", "store_group", "home_store", "state", "masked_name", "last4"),
    *words("initials", "cards", "last_visit", "birthday", "phone_hash", "detail"),
    *wholes("joined_ms"),
    sa.Index("ix_member_group", "tenant", "store_group"),
)
"""``member``: 16 bytes as hex. ``state``: active or forgotten. What tills may show."""

MEMBER_ALIAS: Final = _ledger("member_alias", key("alias"), *words("member"), *wholes("at_ms"))
"""Names by which records call a member: ``h:{day}:{handle}``."""

CONSENT: Final = _ledger(
    "consent",
    key("member"),
    ident("event_id"),
    *words("purpose", "notice", "lang", "channel"),
    *wholes("is_granted", "at_ms", "received_ms"),
)
"""Answers, only ever added; of two at one moment the more restrictive counts."""

PERSONAL: Final = _ledger(
    "personal", key("member"), *words("phone", "name", "language"), *wholes("at_ms")
)
"""Who somebody is. Read by what may see it, deleted by forgetting; in no feed, log or report."""

POINTS_ENTRY: Final = _ledger(
    "points_entry",
    key("member"),
    ident("entry_id"),
    *words("reason", "expires_on", "store"),
    *_bytes("terminal", "sale_id"),
    *wholes("points", "purchase", "grant_no", "at_ms"),
)
"""The ledger of points; ``purchase`` is what counts towards the tier, minor units."""

POINTS_BALANCE: Final = _ledger(
    "points_balance", key("member"), *wholes("balance", "purchases", "entries", "as_of_ms")
)
"""The sum of the entries, brought forward with them. Below nothing, nothing is granted."""

POINTS_ALLOWANCE: Final = _ledger(
    "points_allowance",
    key("member"),
    number("grant_no"),
    *words("store", "state"),
    *_bytes("terminal"),
    *wholes("points", "used", "expires_ms"),
    sa.Index("ix_allowance_terminal", "terminal"),
)
"""Points that one till may spend by itself; what is unused stays promised until it comes back."""

# ---- stored value

VALUE_ACCOUNT: Final = _ledger(
    "value_account",
    key("account"),
    *words("currency", "mask"),
    *wholes("balance", "next_hold"),
)
"""A gift card that was sold; ``balance`` less holds is what may be held."""

VALUE_TOKEN: Final = _ledger("value_token", key("token"), *words("account"))
"""By what tills ask for a card: a hash of its number."""

VALUE_HOLD: Final = _ledger(
    "value_hold",
    key("account"),
    number("hold_no"),
    *words("store", "state"),
    *_bytes("terminal", "transaction"),
    *wholes("amount", "lease_until"),
)
"""A part promised to one till. ``state``: held, spent, released or ended."""

VALUE_ENTRY: Final = _ledger(
    "value_entry",
    key("account"),
    ident("entry_id"),
    *words("kind", "store"),
    *_bytes("sale_id"),
    *wholes("amount", "hold_no", "at_ms"),
)
"""``kind``: issue, spend or refund. The balance is their sum."""

# ---- orders and proofs

ORDER: Final = sa.Table(
    "pickup_order",
    METADATA,
    sa.Column("store", KEY, primary_key=True),
    sa.Column("order_id", KEY, primary_key=True),
    sa.Column("tenant", KEY, nullable=False),
    *words("number", "state", "how", "due", "who"),
    *wholes("total", "paid", "claim_no", "lease_until", "changed_ms"),
    sa.Column("lines", BYTES, nullable=False),
    sa.Column("claimed_by", BYTES),
    info=BY_STORE,
)
"""An order to come to a store. ``state``: ready, claimed, collected or cancelled. Lines: JSON."""

AUTHORITY: Final = sa.Table(
    "coupon_authority",
    METADATA,
    sa.Column("store", KEY, primary_key=True),
    sa.Column("tenant", KEY, nullable=False),
    *_bytes("terminal"),
    *wholes("number", "since_ms"),
    info=BY_STORE,
)
"""The one till of a store that decides for coupons bound to it; ``number`` rises with each move."""

COUPON_SYNC: Final = sa.Table(
    "coupon_sync",
    METADATA,
    sa.Column("store", KEY, primary_key=True),
    sa.Column("terminal", BYTES, primary_key=True),
    sa.Column("tenant", KEY, nullable=False),
    *wholes("epoch", "seq", "at_ms"),
    info=BY_STORE,
)
"""Up to which row a till's uses are in the ledgers, as it was last told."""

RECONCILIATION: Final = sa.Table(
    "reconciliation",
    METADATA,
    sa.Column("store", KEY, primary_key=True),
    sa.Column("terminal", BYTES, primary_key=True),
    sa.Column("day", KEY, primary_key=True),
    sa.Column("tenant", KEY, nullable=False),
    *words("transport", "meaning", "scopes", "reason"),
    *wholes("is_proved", "at_ms"),
    *_bytes("evidence", "question_sig", "sig", "answer"),
    sa.Column("findings", BYTES),
    info=BY_STORE,
)
"""A day of a terminal as it was last compared. ``answer``: the proof as the till got it.

``findings``: wire.head_office.DayFinding of each number that differs, as JSON."""

TABLES: Final = (
    CAMPAIGN,
    CAMPAIGN_RIGHT,
    COUPON,
    COUPON_REDEMPTION,
    COUPON_UNDONE,
    COUPON_LOSS,
    MEMBER,
    MEMBER_ALIAS,
    CONSENT,
    PERSONAL,
    POINTS_ENTRY,
    POINTS_BALANCE,
    POINTS_ALLOWANCE,
    VALUE_ACCOUNT,
    VALUE_TOKEN,
    VALUE_HOLD,
    VALUE_ENTRY,
    ORDER,
    AUTHORITY,
    COUPON_SYNC,
    RECONCILIATION,
)
