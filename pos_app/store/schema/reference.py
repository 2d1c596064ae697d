"""The tables of reference.db: what the cloud, or the shop's set-up, says of members and offers.

No foreign keys: one file of functions writes the members, and a whole table can be emptied at once
when its time is over. ``member`` holds what is said of a pseudonym; whatever could name a person to
somebody at the counter is in ``member_face`` and ``member_initials``, which go after hours without
an exchange.

Measured with 100,000 members: 530 bytes each, and 45 more for each day's handle. Three million with
four days of handles are 2.1 GB; a look-up takes 0.05 ms.
"""

from typing import Final

MEMBER: Final = """
CREATE TABLE member (
    id INTEGER PRIMARY KEY,
    member_id BLOB NOT NULL CHECK (length(member_id) = 16),
    number TEXT NOT NULL,
    tier TEXT NOT NULL,
    spent_minor INTEGER NOT NULL,
    points INTEGER NOT NULL,
    as_of_ms INTEGER NOT NULL,
    last_visit TEXT,
    birthday_first TEXT,
    birthday_last TEXT,
    is_provisional INTEGER NOT NULL CHECK (is_provisional IN (0, 1)),
    detail TEXT NOT NULL
) STRICT
"""
"""``detail`` is JSON that is only ever read back whole: tags, segments, usual goods, consents."""

STEP_1: Final = (
    """CREATE TABLE reference_head (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    synced_ms INTEGER
) STRICT""",
    "INSERT INTO reference_head (id) VALUES (1)",
    """CREATE TABLE tier (
    code TEXT PRIMARY KEY NOT NULL,
    name_zh TEXT NOT NULL,
    name_en TEXT NOT NULL,
    min_spend_minor INTEGER NOT NULL UNIQUE
) WITHOUT ROWID, STRICT""",
    MEMBER,
    "CREATE UNIQUE INDEX member_by_id ON member (member_id)",
    """CREATE TABLE member_face (
    member INTEGER PRIMARY KEY,
    name_masked TEXT NOT NULL,
    phone_last4 TEXT NOT NULL
) STRICT""",
    """CREATE TABLE member_initials (
    initials TEXT NOT NULL,
    member INTEGER NOT NULL,
    PRIMARY KEY (initials, member)
) WITHOUT ROWID, STRICT""",
    "CREATE INDEX initials_of_member ON member_initials (member)",
    """CREATE TABLE member_alias (
    kind TEXT NOT NULL CHECK (kind IN ('card', 'phone')),
    key BLOB NOT NULL,
    member INTEGER NOT NULL,
    PRIMARY KEY (kind, key)
) WITHOUT ROWID, STRICT""",
    "CREATE INDEX alias_of_member ON member_alias (member)",
    """CREATE TABLE day_handle (
    day INTEGER NOT NULL,
    handle BLOB NOT NULL CHECK (length(handle) = 8),
    member INTEGER NOT NULL,
    PRIMARY KEY (day, handle)
) WITHOUT ROWID, STRICT""",
    "CREATE UNIQUE INDEX handle_of_member ON day_handle (member, day)",
    """CREATE TABLE campaign (
    number INTEGER PRIMARY KEY,
    definition TEXT NOT NULL
) STRICT""",
    """CREATE TABLE revoked_voucher (
    voucher_id BLOB PRIMARY KEY NOT NULL,
    until_ms INTEGER NOT NULL
) WITHOUT ROWID, STRICT""",
    """CREATE TABLE rule_bundle (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    version INTEGER NOT NULL,
    sha256 BLOB NOT NULL CHECK (length(sha256) = 32),
    content BLOB NOT NULL
) STRICT""",
    """CREATE TABLE key_ring (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    version INTEGER NOT NULL,
    content BLOB NOT NULL
) STRICT""",
)
"""Frozen, like every step: another shape of the file is another step."""

STEP_2: Final = (
    """CREATE TABLE wallet_coupon (
    voucher_id BLOB PRIMARY KEY NOT NULL CHECK (length(voucher_id) = 12),
    member_id BLOB NOT NULL CHECK (length(member_id) = 16),
    campaign INTEGER NOT NULL,
    kind INTEGER NOT NULL,
    value INTEGER NOT NULL,
    min_spend_minor INTEGER NOT NULL,
    from_ms INTEGER NOT NULL,
    until_ms INTEGER NOT NULL,
    stores TEXT NOT NULL,
    max_uses INTEGER NOT NULL
) WITHOUT ROWID, STRICT""",
    "CREATE INDEX coupons_of_member ON wallet_coupon (member_id)",
)
"""Coupons that members have, as the cloud or the set-up says; ``stores`` is a JSON list or null."""

STEP_3: Final = (
    """CREATE TABLE feed_state (
    feed TEXT PRIMARY KEY NOT NULL,
    gen INTEGER NOT NULL,
    pos INTEGER NOT NULL,
    digest BLOB NOT NULL CHECK (length(digest) = 32),
    loading INTEGER
) WITHOUT ROWID, STRICT""",
    """CREATE TABLE feed_row (
    feed TEXT NOT NULL,
    key TEXT NOT NULL,
    ver INTEGER NOT NULL,
    body BLOB NOT NULL,
    hash BLOB NOT NULL CHECK (length(hash) = 32),
    loaded INTEGER NOT NULL,
    PRIMARY KEY (feed, key)
) WITHOUT ROWID, STRICT""",
    """CREATE TABLE feed_loaded (
    feed TEXT NOT NULL,
    sha256 TEXT NOT NULL,
    rows INTEGER NOT NULL,
    PRIMARY KEY (feed, sha256)
) WITHOUT ROWID, STRICT""",
    """CREATE TABLE feed_content (
    sha256 TEXT PRIMARY KEY NOT NULL,
    content BLOB NOT NULL
) WITHOUT ROWID, STRICT""",
    """CREATE TABLE store_order (
    id TEXT PRIMARY KEY NOT NULL,
    number TEXT NOT NULL,
    state TEXT NOT NULL,
    how TEXT NOT NULL,
    due TEXT NOT NULL,
    total_minor INTEGER NOT NULL,
    paid_minor INTEGER NOT NULL,
    who TEXT NOT NULL,
    lines TEXT NOT NULL
) WITHOUT ROWID, STRICT""",
    "CREATE INDEX orders_due ON store_order (state, due)",
    """CREATE TABLE nearby_stock (
    sku TEXT NOT NULL,
    store TEXT NOT NULL,
    on_hand_thousandths INTEGER NOT NULL,
    as_of_ms INTEGER NOT NULL,
    PRIMARY KEY (sku, store)
) WITHOUT ROWID, STRICT""",
    """CREATE TABLE nearby_store (
    store TEXT PRIMARY KEY NOT NULL,
    name_zh TEXT NOT NULL,
    name_en TEXT NOT NULL,
    silent TEXT NOT NULL
) WITHOUT ROWID, STRICT""",
)
"""What comes from the cloud in feeds: every row whole, and the tables the till reads made of it.

``loading`` of a feed is the snapshot position that is being loaded, while it has no cursor;
``loaded`` of a row is the one it came with. ``silent`` is a JSON list of till and last upload.
"""

STEP_4: Final = (
    """CREATE TABLE store_stock (
    sku TEXT PRIMARY KEY NOT NULL,
    on_hand_thousandths INTEGER NOT NULL,
    as_of_ms INTEGER NOT NULL,
    tills TEXT NOT NULL,
    counted_on TEXT NOT NULL,
    has_received INTEGER NOT NULL,
    is_provisional INTEGER NOT NULL,
    unmarked TEXT NOT NULL
) WITHOUT ROWID, STRICT""",
)
"""What the cloud makes of this store's stock over all its tills. ``tills``: JSON, name, epoch, row.

``unmarked`` is a JSON list of tills.
"""

STEP_5: Final = (
    """CREATE TABLE store_till (
    feed TEXT NOT NULL,
    workstation TEXT NOT NULL,
    terminal TEXT NOT NULL,
    last_seen_ms INTEGER NOT NULL,
    is_out INTEGER NOT NULL CHECK (is_out IN (0, 1)),
    PRIMARY KEY (feed, workstation)
) WITHOUT ROWID, STRICT""",
    """CREATE TABLE sheet_notice (
    feed TEXT NOT NULL,
    workstation TEXT NOT NULL,
    business_date TEXT NOT NULL,
    terminal TEXT NOT NULL,
    known INTEGER NOT NULL,
    known_minor INTEGER NOT NULL,
    shape INTEGER NOT NULL,
    transactions INTEGER NOT NULL,
    takings_minor INTEGER NOT NULL,
    until_ms INTEGER NOT NULL,
    closed_ms INTEGER,
    sha256 TEXT NOT NULL,
    PRIMARY KEY (feed, workstation, business_date)
) WITHOUT ROWID, STRICT""",
    "CREATE INDEX sheet_of_content ON sheet_notice (sha256)",
    """CREATE TABLE sheet_sent (
    feed TEXT NOT NULL,
    business_date TEXT NOT NULL,
    sha256 TEXT NOT NULL,
    gen INTEGER NOT NULL,
    PRIMARY KEY (feed, business_date)
) WITHOUT ROWID, STRICT""",
    """CREATE TABLE sheet_told (
    feed TEXT NOT NULL,
    workstation TEXT NOT NULL,
    business_date TEXT NOT NULL,
    transactions INTEGER NOT NULL,
    late_transactions INTEGER NOT NULL,
    late_ms INTEGER NOT NULL,
    PRIMARY KEY (feed, workstation, business_date)
) WITHOUT ROWID, STRICT""",
)
"""The store's tills and their days (sync/wire/sheets.py); contents are in ``feed_content``.

``sheet_sent``: this till's own, as the cloud has acknowledged them, in which generation of the
feed. ``sheet_told``: what reports have said of another till's day once it counted as over, and how
much has come since; written on the report thread, everything else on the sync thread.
"""

STEP_6: Final = ("ALTER TABLE store_stock ADD COLUMN is_doubtful INTEGER NOT NULL DEFAULT 0",)
"""An item that moved elsewhere while it was counted, or was counted twice at a time."""

STEP_7: Final = ("ALTER TABLE sheet_told ADD COLUMN takings_minor INTEGER",)
"""What reports said was taken; NULL where it was not kept yet."""

STEP_8: Final = ("ALTER TABLE store_till ADD COLUMN out_ms INTEGER NOT NULL DEFAULT 0",)
"""Since when a till is out; 0 where it is in, or that is not known."""
