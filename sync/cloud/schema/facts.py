"""Who the terminals are, what they uploaded, and what the cloud keeps of its conversations.

Written by api/ and inbox/. ``inbox`` is append-only but for ``status`` and ``packet``; everything
else can be recomputed from it or is state of a conversation.
"""

from typing import Final

import sqlalchemy as sa

from sync.cloud.schema.base import BYTES, DISTRIBUTED_BY, KEY, METADATA, WHOLE, WORD

BY_STORE: Final = {DISTRIBUTED_BY: "store"}
EVERYWHERE: Final = {DISTRIBUTED_BY: "reference"}

SERVER_HEAD: Final = sa.Table(
    "server_head",
    METADATA,
    sa.Column("one", WHOLE, primary_key=True, autoincrement=False),
    sa.Column("server_gen", WHOLE, nullable=False),
    sa.Column("incarnation", BYTES, nullable=False),
    info=EVERYWHERE,
)
"""One row. ``incarnation`` is compared with a copy outside the database (inbox/generation.py)."""

TENANT: Final = sa.Table(
    "tenant",
    METADATA,
    sa.Column("tenant", KEY, primary_key=True),
    sa.Column("name", WORD, nullable=False),
    sa.Column("created_ms", WHOLE, nullable=False),
    info=EVERYWHERE,
)

STORE: Final = sa.Table(
    "store",
    METADATA,
    sa.Column("store", KEY, primary_key=True),
    sa.Column("tenant", KEY, nullable=False),
    sa.Column("zh", WORD, nullable=False),
    sa.Column("en", WORD, nullable=False),
    sa.Column("zone", KEY, nullable=False),
    sa.Column("store_group", KEY, nullable=False),
    sa.Column("created_ms", WHOLE, nullable=False),
    info=EVERYWHERE,
)
"""``store`` is unique over all tenants."""

TERMINAL: Final = sa.Table(
    "terminal",
    METADATA,
    sa.Column("store", KEY, primary_key=True),
    sa.Column("terminal", BYTES, primary_key=True),
    sa.Column("tenant", KEY, nullable=False),
    sa.Column("workstation", WORD, nullable=False),
    sa.Column("state", WORD, nullable=False),
    sa.Column("machine_mark", WORD, nullable=False),
    sa.Column("app", WORD, nullable=False),
    sa.Column("fingerprint", WORD, nullable=False),
    sa.Column("replaces", BYTES),
    sa.Column("enrolled_ms", WHOLE, nullable=False),
    sa.Column("epoch", WHOLE, nullable=False),
    sa.Column("seq", WHOLE, nullable=False),
    sa.Column("chain", BYTES, nullable=False),
    sa.Column("fork_epoch", WHOLE, nullable=False),
    sa.Column("safe_epoch", WHOLE, nullable=False),
    sa.Column("safe_seq", WHOLE, nullable=False),
    sa.Column("safe_chain", BYTES, nullable=False),
    sa.Column("projected_epoch", WHOLE, nullable=False),
    sa.Column("projected_seq", WHOLE, nullable=False),
    sa.Column("head_epoch", WHOLE, nullable=False),
    sa.Column("head_seq", WHOLE, nullable=False),
    sa.Column("channel", KEY, nullable=False),
    sa.Column("nonce", BYTES, nullable=False),
    sa.Column("was_well", WHOLE, nullable=False),
    sa.Column("last_seen_ms", WHOLE, nullable=False),
    sa.Column("gaps", WHOLE, nullable=False),
    sa.Column("forks", WHOLE, nullable=False),
    info=BY_STORE,
)
"""One till. ``state``: pending, active, sealed (replaced) or revoked.

``epoch, seq, chain``: the last row held; epoch 0 before the first. ``fork_epoch``: journals up to
this epoch have parted from ours; the till goes on above it. ``projected_*``: the projector's
cursor, moved with its tables. ``head_*``: what the till last said it has. ``channel`` and
``nonce``: of its latest start; ``was_well``: in this start its journal has once ended where ours
does, so it cannot fall behind ours or part from it any more.
"""

TERMINAL_KEY: Final = sa.Table(
    "terminal_key",
    METADATA,
    sa.Column("public_key", BYTES, primary_key=True),
    sa.Column("tenant", KEY, nullable=False),
    sa.Column("store", KEY, nullable=False),
    sa.Column("terminal", BYTES, nullable=False),
    sa.Column("state", WORD, nullable=False),
    sa.Column("added_ms", WHOLE, nullable=False),
    info=EVERYWHERE,
)
"""Whose a key is. ``state``: active or revoked; two may be active while a key is changed."""

EPOCH: Final = sa.Table(
    "epoch",
    METADATA,
    sa.Column("store", KEY, primary_key=True),
    sa.Column("terminal", BYTES, primary_key=True),
    sa.Column("epoch", WHOLE, primary_key=True, autoincrement=False),
    sa.Column("tenant", KEY, nullable=False),
    sa.Column("public_key", BYTES, nullable=False),
    sa.Column("chain_before", BYTES, nullable=False),
    sa.Column("start_chain", BYTES, nullable=False),
    sa.Column("opened_ms", WHOLE, nullable=False),
    sa.Column("sealed_seq", WHOLE),
    sa.Column("sealed_why", WORD),
    info=BY_STORE,
)
"""``sealed_*`` once no further row of the epoch is taken: next, fork or replaced."""

INBOX: Final = sa.Table(
    "inbox",
    METADATA,
    sa.Column("store", KEY, primary_key=True),
    sa.Column("terminal", BYTES, primary_key=True),
    sa.Column("epoch", WHOLE, primary_key=True, autoincrement=False),
    sa.Column("seq", WHOLE, primary_key=True, autoincrement=False),
    sa.Column("tenant", KEY, nullable=False),
    sa.Column("event_id", BYTES, nullable=False),
    sa.Column("kind", WORD, nullable=False),
    sa.Column("schema", WHOLE, nullable=False),
    sa.Column("body", BYTES, nullable=False),
    sa.Column("hash", BYTES, nullable=False),
    sa.Column("chain", BYTES, nullable=False),
    sa.Column("sig", BYTES),
    sa.Column("packet", BYTES),
    sa.Column("received_ms", WHOLE, nullable=False),
    info=BY_STORE,
)
"""Rows as they came, never refused for what they say, and not read before they are projected.

``sig`` on the last row of each batch. ``packet`` is sealed.
"""

SET_ASIDE: Final = sa.Table(
    "set_aside",
    METADATA,
    sa.Column("store", KEY, primary_key=True),
    sa.Column("terminal", BYTES, primary_key=True),
    sa.Column("epoch", WHOLE, primary_key=True, autoincrement=False),
    sa.Column("seq", WHOLE, primary_key=True, autoincrement=False),
    sa.Column("chain", BYTES, primary_key=True),
    sa.Column("tenant", KEY, nullable=False),
    sa.Column("chain_before", BYTES, nullable=False),
    sa.Column("event_id", BYTES, nullable=False),
    sa.Column("kind", WORD, nullable=False),
    sa.Column("schema", WHOLE, nullable=False),
    sa.Column("body", BYTES, nullable=False),
    sa.Column("hash", BYTES, nullable=False),
    sa.Column("sig", BYTES),
    sa.Column("packet", BYTES),
    sa.Column("received_ms", WHOLE, nullable=False),
    info=BY_STORE,
)
"""Rows of revoked keys, kept apart and whole; ``chain`` tells the branches of copies apart."""

CHANNEL: Final = sa.Table(
    "channel",
    METADATA,
    sa.Column("store", KEY, primary_key=True),
    sa.Column("terminal", BYTES, primary_key=True),
    sa.Column("channel", KEY, primary_key=True),
    sa.Column("tenant", KEY, nullable=False),
    sa.Column("public_key", BYTES, nullable=False),
    sa.Column("counter", WHOLE, nullable=False),
    sa.Column("seen", BYTES, nullable=False),
    sa.Column("said", BYTES, nullable=False),
    sa.Column("is_suspect", WHOLE, nullable=False),
    sa.Column("opened_ms", WHOLE, nullable=False),
    info=BY_STORE,
)
"""A conversation that hello opened. ``seen``: marks of the newest requests (api/auth.py).

``said``: the hello, until this channel or another is used and one's hello counts; then empty.
``is_suspect``: only a second machine with the same key can use it.
"""

BOOT: Final = sa.Table(
    "boot",
    METADATA,
    sa.Column("store", KEY, primary_key=True),
    sa.Column("terminal", BYTES, primary_key=True),
    sa.Column("nonce", BYTES, primary_key=True),
    sa.Column("tenant", KEY, nullable=False),
    sa.Column("is_over", WHOLE, nullable=False),
    sa.Column("first_ms", WHOLE, nullable=False),
    info=BY_STORE,
)
"""Starts of a terminal by their nonce. ``is_over``: a later start was seen."""

ENROLMENT_CODE: Final = sa.Table(
    "enrolment_code",
    METADATA,
    sa.Column("name", KEY, primary_key=True),
    sa.Column("tenant", KEY, nullable=False),
    sa.Column("store", KEY, nullable=False),
    sa.Column("secret_hash", BYTES, nullable=False),
    sa.Column("workstation", WORD, nullable=False),
    sa.Column("is_confirmed_by_hand", WHOLE, nullable=False),
    sa.Column("expires_ms", WHOLE, nullable=False),
    sa.Column("tries_left", WHOLE, nullable=False),
    sa.Column("used_by", BYTES),
    sa.Column("replaces", BYTES),
    info={DISTRIBUTED_BY: "name"},
)
"""``name``: the code's first four characters; the rest is kept as a hash.

``replaces``: the till of the same store whose place the new one takes.
"""

ENVELOPE: Final = sa.Table(
    "recovery_envelope",
    METADATA,
    sa.Column("store", KEY, primary_key=True),
    sa.Column("terminal", BYTES, primary_key=True),
    sa.Column("tenant", KEY, nullable=False),
    sa.Column("sealed", BYTES, nullable=False),
    sa.Column("received_ms", WHOLE, nullable=False),
    info=BY_STORE,
)

REQUEST_SEEN: Final = sa.Table(
    "request_seen",
    METADATA,
    sa.Column("scope", KEY, primary_key=True),
    sa.Column("request_id", BYTES, primary_key=True),
    sa.Column("tenant", KEY, nullable=False),
    sa.Column("body_hash", BYTES, nullable=False),
    sa.Column("answer", BYTES, nullable=False),
    sa.Column("at_ms", WHOLE, nullable=False),
    info={DISTRIBUTED_BY: "scope"},
)
"""The first answer to a request with an id of its own; ``scope`` names the terminal."""

ADMIN_KEY: Final = sa.Table(
    "admin_key",
    METADATA,
    sa.Column("key_hash", BYTES, primary_key=True),
    sa.Column("tenant", KEY, nullable=False),
    sa.Column("name", WORD, nullable=False),
    sa.Column("role", WORD, nullable=False),
    sa.Column("state", WORD, nullable=False),
    sa.Column("created_ms", WHOLE, nullable=False),
    info=EVERYWHERE,
)
"""``role``: reader, manager or owner."""

CASE: Final = sa.Table(
    "case_",
    METADATA,
    sa.Column("store", KEY, primary_key=True),
    sa.Column("case_id", KEY, primary_key=True),
    sa.Column("tenant", KEY, nullable=False),
    sa.Column("terminal", BYTES),
    sa.Column("code", WORD, nullable=False),
    sa.Column("who", WORD, nullable=False),
    sa.Column("state", WORD, nullable=False),
    sa.Column("subject", WORD, nullable=False),
    sa.Column("amount_minor", WHOLE, nullable=False),
    sa.Column("facts", BYTES, nullable=False),
    sa.Column("opened_ms", WHOLE, nullable=False),
    sa.Column("closed_ms", WHOLE),
    sa.Column("closed_as", WORD),
    info=BY_STORE,
)
"""What somebody must look at. ``case_id`` is derived from its cause, so that it opens once.

``facts``: canonical JSON, no personal data.
"""

TABLES: Final = (
    SERVER_HEAD,
    TENANT,
    STORE,
    TERMINAL,
    TERMINAL_KEY,
    EPOCH,
    INBOX,
    SET_ASIDE,
    CHANNEL,
    BOOT,
    ENROLMENT_CODE,
    ENVELOPE,
    REQUEST_SEEN,
    ADMIN_KEY,
    CASE,
)
