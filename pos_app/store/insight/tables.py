"""The tables of insight.db. Every sum can be made again: no steps, but a version.

This till's own come from till.db, those of the store's other tills from their day sheets.

A ``turn`` is what one operator did in one shift on one business date at one till: the smallest
part that a report tells apart by any of the four. Every cube is keyed by it first, so that a
period is a few ranges of rows. Sums are signed as in domain/insight/figures.py; a post void stands
in its own turn and hour with what it cancelled, taken off.

``member`` tells members apart and names nobody: it has digests of the till's own names for them,
which give no name back, and what day sheets name them by (``shared``), which only whoever has the
store group's pepper and a member's id can make. So erasing a member leaves nothing to erase
here: how often somebody came stays counted, and nothing in this file leads to who it was.
"""

from typing import Final

VERSION: Final = 7
"""Of the tables and of what is counted how: a file of another one is begun anew."""

JOINED: Final = "joined"
"""The kind under which ``act`` counts who became a member here."""

TABLES: Final = (
    "CREATE TABLE file (id BLOB NOT NULL) STRICT",
    "INSERT INTO file VALUES (randomblob(16))",
    """CREATE TABLE mark (
    till TEXT PRIMARY KEY NOT NULL,
    top INTEGER NOT NULL,
    top_id BLOB NOT NULL,
    bottom INTEGER NOT NULL,
    bottom_id BLOB NOT NULL,
    counted INTEGER NOT NULL,
    lost INTEGER NOT NULL,
    movement INTEGER NOT NULL,
    control INTEGER NOT NULL,
    consent INTEGER NOT NULL,
    lost_sale INTEGER NOT NULL,
    out_of_stock INTEGER NOT NULL,
    coupon_step INTEGER NOT NULL,
    epoch INTEGER NOT NULL,
    seq INTEGER NOT NULL,
    group_mark BLOB NOT NULL,
    until_ms INTEGER
) STRICT, WITHOUT ROWID""",
    """CREATE TABLE day (
    till TEXT NOT NULL,
    business_date TEXT NOT NULL,
    closed_ms INTEGER,
    late_transactions INTEGER NOT NULL DEFAULT 0,
    late_ms INTEGER,
    PRIMARY KEY (till, business_date)
) STRICT, WITHOUT ROWID""",
    """CREATE TABLE stamp (
    business_date TEXT PRIMARY KEY NOT NULL,
    at INTEGER NOT NULL,
    settled INTEGER NOT NULL DEFAULT 0,
    until_ms INTEGER NOT NULL
) STRICT, WITHOUT ROWID""",
    """CREATE TABLE sheet (
    till TEXT NOT NULL,
    business_date TEXT NOT NULL,
    sha256 TEXT NOT NULL,
    transactions INTEGER NOT NULL,
    takings_minor INTEGER NOT NULL,
    refused TEXT NOT NULL,
    PRIMARY KEY (till, business_date)
) STRICT, WITHOUT ROWID""",
    """CREATE TABLE turn (
    id INTEGER PRIMARY KEY,
    till TEXT NOT NULL,
    business_date TEXT NOT NULL,
    shift INTEGER NOT NULL,
    operator TEXT NOT NULL,
    name TEXT NOT NULL,
    UNIQUE (business_date, till, shift, operator)
) STRICT""",
    """CREATE TABLE category (
    id INTEGER PRIMARY KEY,
    path TEXT NOT NULL UNIQUE,
    depth INTEGER NOT NULL
) STRICT""",
    """CREATE TABLE item (
    id INTEGER PRIMARY KEY,
    sku TEXT NOT NULL,
    category INTEGER NOT NULL REFERENCES category,
    name_zh TEXT NOT NULL,
    name_en TEXT NOT NULL,
    first_sold TEXT,
    last_sold TEXT,
    UNIQUE (sku, category)
) STRICT""",
    """CREATE TABLE rule (
    id TEXT PRIMARY KEY NOT NULL,
    name_zh TEXT NOT NULL,
    name_en TEXT NOT NULL
) STRICT, WITHOUT ROWID""",
    """CREATE TABLE member (
    id INTEGER PRIMARY KEY,
    key BLOB UNIQUE,
    shared BLOB UNIQUE,
    sought INTEGER NOT NULL DEFAULT 0
) STRICT""",
    """CREATE TABLE trade (
    turn INTEGER NOT NULL REFERENCES turn,
    hour INTEGER NOT NULL,
    kind TEXT NOT NULL,
    transactions INTEGER NOT NULL,
    takings_minor INTEGER NOT NULL,
    PRIMARY KEY (turn, hour, kind)
) STRICT, WITHOUT ROWID""",
    """CREATE TABLE goods (
    turn INTEGER NOT NULL REFERENCES turn,
    item INTEGER NOT NULL REFERENCES item,
    quantity_thousandths INTEGER NOT NULL,
    net_minor INTEGER NOT NULL,
    PRIMARY KEY (turn, item)
) STRICT, WITHOUT ROWID""",
    """CREATE TABLE month_goods (
    till TEXT NOT NULL,
    month TEXT NOT NULL,
    item INTEGER NOT NULL REFERENCES item,
    quantity_thousandths INTEGER NOT NULL,
    net_minor INTEGER NOT NULL,
    PRIMARY KEY (month, till, item)
) STRICT, WITHOUT ROWID""",
    """CREATE TABLE department (
    turn INTEGER NOT NULL REFERENCES turn,
    category INTEGER NOT NULL REFERENCES category,
    quantity_thousandths INTEGER NOT NULL,
    pieces INTEGER NOT NULL,
    net_minor INTEGER NOT NULL,
    off_minor INTEGER NOT NULL,
    transactions INTEGER NOT NULL,
    PRIMARY KEY (turn, category)
) STRICT, WITHOUT ROWID""",
    """CREATE TABLE tender (
    turn INTEGER NOT NULL REFERENCES turn,
    tender_type TEXT NOT NULL,
    count INTEGER NOT NULL,
    net_minor INTEGER NOT NULL,
    PRIMARY KEY (turn, tender_type)
) STRICT, WITHOUT ROWID""",
    """CREATE TABLE act (
    turn INTEGER NOT NULL REFERENCES turn,
    kind TEXT NOT NULL,
    reason_code TEXT NOT NULL,
    count INTEGER NOT NULL,
    amount_minor INTEGER NOT NULL,
    PRIMARY KEY (turn, kind, reason_code)
) STRICT, WITHOUT ROWID""",
    """CREATE TABLE promotion (
    turn INTEGER NOT NULL REFERENCES turn,
    rule TEXT NOT NULL REFERENCES rule,
    transactions INTEGER NOT NULL,
    net_minor INTEGER NOT NULL,
    off_minor INTEGER NOT NULL,
    PRIMARY KEY (turn, rule)
) STRICT, WITHOUT ROWID""",
    """CREATE TABLE coupon (
    turn INTEGER NOT NULL REFERENCES turn,
    campaign INTEGER NOT NULL,
    redeemed INTEGER NOT NULL,
    off_minor INTEGER NOT NULL,
    PRIMARY KEY (turn, campaign)
) STRICT, WITHOUT ROWID""",
    """CREATE TABLE visit (
    turn INTEGER NOT NULL REFERENCES turn,
    member INTEGER NOT NULL,
    sales INTEGER NOT NULL,
    transactions INTEGER NOT NULL,
    takings_minor INTEGER NOT NULL,
    PRIMARY KEY (turn, member)
) STRICT, WITHOUT ROWID""",
    """CREATE TABLE lost (
    turn INTEGER NOT NULL REFERENCES turn,
    reason_code TEXT NOT NULL,
    sku TEXT NOT NULL,
    count INTEGER NOT NULL,
    PRIMARY KEY (turn, reason_code, sku)
) STRICT, WITHOUT ROWID""",
    """CREATE TABLE absent (
    turn INTEGER NOT NULL REFERENCES turn,
    sku TEXT NOT NULL,
    count INTEGER NOT NULL,
    PRIMARY KEY (turn, sku)
) STRICT, WITHOUT ROWID""",
    """CREATE TABLE step (
    turn INTEGER NOT NULL REFERENCES turn,
    campaign INTEGER NOT NULL,
    shown INTEGER NOT NULL,
    taken INTEGER NOT NULL,
    PRIMARY KEY (turn, campaign)
) STRICT, WITHOUT ROWID""",
)
"""``month_goods`` is ``goods`` once more by month, so that a year of them is read at once.
``department`` has a row for each beginning of a path, the empty one for all goods; a transaction
counts once in each. ``visit`` has member 0 for whoever is known by the handle of a day alone.

``file`` tells this file from one that is begun anew.

``stamp``: how often an own day has changed, and at which change the cloud had it; ``until_ms`` is
the time of the day's last fact. ``sheet``: which content (sha256) of another till's day is in the
sums, with how many transactions and takings, and which was refused, so that it is not read again.
``sought`` of a member is the last row of the directory in which its shared name was looked for.
``lost``: sales not made; ``absent``: goods asked for that the books had none of; ``step``: coupons
before they are redeemed.
"""

CUBES: Final = {
    "trade": (("turn", "hour", "kind"), ("transactions", "takings_minor")),
    "goods": (("turn", "item"), ("quantity_thousandths", "net_minor")),
    "month_goods": (("till", "month", "item"), ("quantity_thousandths", "net_minor")),
    "department": (
        ("turn", "category"),
        ("quantity_thousandths", "pieces", "net_minor", "off_minor", "transactions"),
    ),
    "tender": (("turn", "tender_type"), ("count", "net_minor")),
    "act": (("turn", "kind", "reason_code"), ("count", "amount_minor")),
    "promotion": (("turn", "rule"), ("transactions", "net_minor", "off_minor")),
    "coupon": (("turn", "campaign"), ("redeemed", "off_minor")),
    "visit": (("turn", "member"), ("sales", "transactions", "takings_minor")),
    "lost": (("turn", "reason_code", "sku"), ("count",)),
    "absent": (("turn", "sku"), ("count",)),
    "step": (("turn", "campaign"), ("shown", "taken")),
}
"""Of each cube: what it is keyed by, and what it sums."""

OF_A_TURN: Final = {
    name: (keys[1:], sums) for name, (keys, sums) in CUBES.items() if keys[0] == "turn"
}
"""Of each cube that is keyed by the turn: what else it is keyed by, and what it sums."""
