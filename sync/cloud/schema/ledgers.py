"""Ledgers that many stores share: coupons, rights, members, points, stored value, orders, proofs.

Entries are added, never changed; what is summed up beside them can be summed up again. Each ledger
has its own distribution column, so that a coupon or a member lives in one place, and is reached
from journals through ``effect`` alone. Personal data is in ``personal`` and nowhere else.
"""

from typing import Final

import sqlalchemy as sa

from sync.cloud.schema.base import BYTES, DISTRIBUTED_BY, KEY, METADATA, WHOLE, WORD
from sync.cloud.schema.facts import BY_STORE


def _ledger(name: str, by: sa.Column[object], *columns: sa.Column[object] | sa.Index) -> sa.Table:
    tenant = sa.Column("tenant", KEY, primary_key=True)
    return sa.Table(name, METADATA, by, tenant, *columns, info={DISTRIBUTED_BY: by.name})


def _key(name: str) -> sa.Column[object]:
    return sa.Column(name, KEY, primary_key=True)


def _number(name: str) -> sa.Column[object]:
    return sa.Column(name, WHOLE, primary_key=True, autoincrement=False)


def _id(name: str) -> sa.Column[object]:
    return sa.Column(name, BYTES, primary_key=True)


def _whole(*names: str) -> tuple[sa.Column[object], ...]:
    return tuple(sa.Column(name, WHOLE, nullable=False) for name in names)


def _word(*names: str) -> tuple[sa.Column[object], ...]:
    return tuple(sa.Column(name, WORD, nullable=False) for name in names)


def _bytes(*names: str) -> tuple[sa.Column[object], ...]:
    return tuple(sa.Column(name, BYTES, nullable=False) for name in names)


# ---- coupons

CAMPAIGN: Final = _ledger(
    "campaign",
    _number("number"),
    *_word("class", "definition", "stores", "when_returned"),
    *_whole("cap", "granted", "grant_size", "low_water", "grant_life_ms"),
    *_whole("until_ms", "is_withdrawn", "changed_ms"),
)
"""``definition``: resources/rules/COUPONS.md. ``stores``: where, with spaces between; none: all.

Of class C: never more than ``cap`` uses are ``granted`` and not come back; each grant is of
``grant_size`` uses for ``grant_life_ms``, another when fewer than ``low_water`` are left at a till.
"""

CAMPAIGN_RIGHT: Final = _ledger(
    "campaign_right",
    _number("number"),
    _number("grant_no"),
    *_word("store", "state"),
    *_bytes("terminal"),
    *_whole("amount", "used", "epoch", "expires_ms", "granted_ms"),
    sa.Index("ix_right_terminal", "terminal"),
)
"""Uses that one till may spend by itself. ``state``: open, or closed when what was left came back.

``epoch``: the till's when it was granted; it is worth nothing there in a later one.
``used`` counts what the till recorded; more than ``amount`` is a copied disk's doing, and a case.
"""

COUPON: Final = _ledger(
    "coupon",
    _key("coupon"),
    *_word("state", "member", "stores"),
    *_whole("campaign", "hold_no", "lease_until", "max_uses", "kind", "value", "min_spend"),
    *_whole("from_ms", "until_ms"),
    sa.Column("holder", BYTES),
    sa.Index("ix_coupon_member", "member"),
)
"""``state``: active, held, redeemed or void. A coupon that only its token knew of comes to be here
when it is first held or used; ``until_ms`` 0: unknown. ``stores``: numbers, as tokens have them."""

COUPON_REDEMPTION: Final = _ledger(
    "coupon_redemption",
    _key("coupon"),
    _id("sale_id"),
    *_word("store", "class", "receipt", "outcome", "case_id"),
    *_bytes("terminal"),
    *_whole("campaign", "value", "hold_no", "at_ms"),
)
"""A use. ``outcome``: redeemed, or disputed when it is one too many."""

COUPON_UNDONE: Final = _ledger(
    "coupon_undone",
    _key("coupon"),
    _id("sale_id"),
    _id("by_sale"),
    *_whole("stands"),
)
"""A use that a return or a post void took back; ``stands`` 0: that was itself cancelled."""

COUPON_LOSS: Final = _ledger(
    "coupon_loss",
    _key("coupon"),
    _id("sale_id"),
    *_word("store", "state", "case_id"),
    *_whole("campaign", "amount_minor", "at_ms"),
)
"""What a second use cost. ``state``: open, written_off, charged or reversed; closed once."""

# ---- members

MEMBER: Final = _ledger(
    "member",
    _key("member"),
    *_word("number", "tier", "store_group", "home_store", "state", "masked_name", "last4"),
    *_word("initials", "cards", "last_visit", "birthday", "phone_hash", "detail"),
    *_whole("joined_ms", "changed_ms"),
    sa.Index("ix_member_group", "tenant", "store_group"),
)
"""``member``: 16 bytes as hex. ``state``: provisional, active or forgotten. What tills may show."""

MEMBER_ALIAS: Final = _ledger("member_alias", _key("alias"), *_word("member"), *_whole("at_ms"))
"""Names by which records call a member: ``h:{day}:{handle}``."""

CONSENT: Final = _ledger(
    "consent",
    _key("member"),
    _id("event_id"),
    *_word("purpose", "notice", "lang", "channel"),
    *_whole("is_granted", "at_ms", "received_ms"),
)
"""Answers, only ever added; of two at one moment the more restrictive counts."""

PERSONAL: Final = _ledger(
    "personal", _key("member"), *_word("phone", "name", "language"), *_whole("at_ms")
)
"""Who somebody is. Read by what may see it, deleted by forgetting; in no feed, log or report."""

POINTS_ENTRY: Final = _ledger(
    "points_entry",
    _key("member"),
    _id("entry_id"),
    *_word("reason", "expires_on", "store"),
    *_bytes("terminal", "sale_id"),
    *_whole("points", "purchase", "grant_no", "at_ms"),
)
"""The ledger of points; ``purchase`` is what counts towards the tier, minor units."""

POINTS_BALANCE: Final = _ledger(
    "points_balance", _key("member"), *_whole("balance", "purchases", "entries", "as_of_ms")
)
"""The sum of the entries, brought forward with them. Below nothing, nothing is granted."""

POINTS_ALLOWANCE: Final = _ledger(
    "points_allowance",
    _key("member"),
    _number("grant_no"),
    *_word("store", "state"),
    *_bytes("terminal"),
    *_whole("points", "used", "expires_ms", "granted_ms"),
    sa.Index("ix_allowance_terminal", "terminal"),
)
"""Points that one till may spend by itself; what is unused stays promised until it comes back."""

# ---- stored value

VALUE_ACCOUNT: Final = _ledger(
    "value_account",
    _key("account"),
    *_word("currency", "state", "mask", "kind", "member"),
    *_whole("balance", "next_hold", "issued_ms"),
)
"""A gift card or a wallet. ``state``: issued (not sold yet), active or void; ``balance`` less holds
is what may be held."""

VALUE_TOKEN: Final = _ledger("value_token", _key("token"), *_word("account"))
"""By what tills ask for a card: a hash of its number."""

VALUE_HOLD: Final = _ledger(
    "value_hold",
    _key("account"),
    _number("hold_no"),
    *_word("store", "state"),
    *_bytes("terminal", "transaction"),
    *_whole("amount", "lease_until"),
)
"""A part promised to one till. ``state``: held, spent, released or ended."""

VALUE_ENTRY: Final = _ledger(
    "value_entry",
    _key("account"),
    _id("entry_id"),
    *_word("kind", "store"),
    *_bytes("sale_id"),
    *_whole("amount", "hold_no", "at_ms"),
)
"""``kind``: issue, spend or refund. The balance is their sum."""

# ---- orders and proofs

ORDER: Final = sa.Table(
    "pickup_order",
    METADATA,
    sa.Column("store", KEY, primary_key=True),
    sa.Column("order_id", KEY, primary_key=True),
    sa.Column("tenant", KEY, nullable=False),
    *_word("number", "state", "how", "due", "who"),
    *_whole("total", "paid", "claim_no", "lease_until", "changed_ms"),
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
    *_whole("number", "since_ms"),
    info=BY_STORE,
)
"""The one till of a store that decides for coupons bound to it; ``number`` rises with each move."""

COUPON_SYNC: Final = sa.Table(
    "coupon_sync",
    METADATA,
    sa.Column("store", KEY, primary_key=True),
    sa.Column("terminal", BYTES, primary_key=True),
    sa.Column("tenant", KEY, nullable=False),
    *_whole("epoch", "seq", "at_ms"),
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
    *_word("transport", "meaning", "scopes", "reason"),
    *_whole("is_proved", "at_ms"),
    *_bytes("evidence", "question_sig", "sig", "answer"),
    info=BY_STORE,
)
"""A day of a terminal as it was last compared. ``answer``: the proof as the till got it."""

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
