"""Terminals, their journals, conversations, cases."""

from typing import Final

from alembic import op

from sync.cloud.migrations import create

revision = "0001"
down_revision = None

_EVERYWHERE: Final = """
CREATE TABLE server_head (
    one BIGINT NOT NULL, server_gen BIGINT NOT NULL, incarnation {bytes} NOT NULL,
    PRIMARY KEY (one)
);
CREATE TABLE tenant (
    tenant {key} NOT NULL, name TEXT NOT NULL, created_ms BIGINT NOT NULL, PRIMARY KEY (tenant)
);
CREATE TABLE store (
    store {key} NOT NULL, tenant {key} NOT NULL, zh TEXT NOT NULL, en TEXT NOT NULL,
    zone {key} NOT NULL, store_group {key} NOT NULL, created_ms BIGINT NOT NULL,
    PRIMARY KEY (store)
);
CREATE TABLE terminal_key (
    public_key {bytes} NOT NULL, tenant {key} NOT NULL, store {key} NOT NULL,
    terminal {bytes} NOT NULL, state TEXT NOT NULL, added_ms BIGINT NOT NULL,
    PRIMARY KEY (public_key)
);
CREATE TABLE admin_key (
    key_hash {bytes} NOT NULL, tenant {key} NOT NULL, name TEXT NOT NULL, role TEXT NOT NULL,
    state TEXT NOT NULL, created_ms BIGINT NOT NULL, PRIMARY KEY (key_hash)
);
"""

_BY_STORE: Final = """
CREATE TABLE terminal (
    store {key} NOT NULL, terminal {bytes} NOT NULL, tenant {key} NOT NULL,
    workstation TEXT NOT NULL, state TEXT NOT NULL, machine_mark TEXT NOT NULL, app TEXT NOT NULL,
    fingerprint TEXT NOT NULL, replaces {bytes}, enrolled_ms BIGINT NOT NULL,
    epoch BIGINT NOT NULL, seq BIGINT NOT NULL, chain {bytes} NOT NULL,
    fork_epoch BIGINT NOT NULL, safe_epoch BIGINT NOT NULL, safe_seq BIGINT NOT NULL,
    safe_chain {bytes} NOT NULL, projected_epoch BIGINT NOT NULL, projected_seq BIGINT NOT NULL,
    head_epoch BIGINT NOT NULL, head_seq BIGINT NOT NULL, channel {key} NOT NULL,
    nonce {bytes} NOT NULL, was_well BIGINT NOT NULL, last_seen_ms BIGINT NOT NULL,
    gaps BIGINT NOT NULL, forks BIGINT NOT NULL, PRIMARY KEY (store, terminal)
);
CREATE TABLE epoch (
    store {key} NOT NULL, terminal {bytes} NOT NULL, epoch BIGINT NOT NULL, tenant {key} NOT NULL,
    public_key {bytes} NOT NULL, chain_before {bytes} NOT NULL, start_chain {bytes} NOT NULL,
    opened_ms BIGINT NOT NULL, sealed_seq BIGINT, sealed_chain {bytes}, sealed_why TEXT,
    PRIMARY KEY (store, terminal, epoch)
);
CREATE TABLE inbox (
    store {key} NOT NULL, terminal {bytes} NOT NULL, epoch BIGINT NOT NULL, seq BIGINT NOT NULL,
    tenant {key} NOT NULL, event_id {bytes} NOT NULL, kind TEXT NOT NULL, schema BIGINT NOT NULL,
    body {bytes} NOT NULL, hash {bytes} NOT NULL, chain {bytes} NOT NULL, sig {bytes},
    packet {bytes}, received_ms BIGINT NOT NULL, status TEXT NOT NULL,
    PRIMARY KEY (store, terminal, epoch, seq)
);
CREATE TABLE set_aside (
    store {key} NOT NULL, terminal {bytes} NOT NULL, epoch BIGINT NOT NULL, seq BIGINT NOT NULL,
    chain {bytes} NOT NULL, tenant {key} NOT NULL, chain_before {bytes} NOT NULL,
    event_id {bytes} NOT NULL, kind TEXT NOT NULL, schema BIGINT NOT NULL, body {bytes} NOT NULL,
    hash {bytes} NOT NULL, sig {bytes}, packet {bytes}, received_ms BIGINT NOT NULL,
    PRIMARY KEY (store, terminal, epoch, seq, chain)
);
CREATE TABLE channel (
    store {key} NOT NULL, terminal {bytes} NOT NULL, channel {key} NOT NULL,
    tenant {key} NOT NULL, public_key {bytes} NOT NULL, counter BIGINT NOT NULL,
    seen {bytes} NOT NULL, said {bytes} NOT NULL, is_suspect BIGINT NOT NULL,
    opened_ms BIGINT NOT NULL, PRIMARY KEY (store, terminal, channel)
);
CREATE TABLE boot (
    store {key} NOT NULL, terminal {bytes} NOT NULL, nonce {bytes} NOT NULL,
    tenant {key} NOT NULL, is_over BIGINT NOT NULL, first_ms BIGINT NOT NULL,
    PRIMARY KEY (store, terminal, nonce)
);
CREATE TABLE recovery_envelope (
    store {key} NOT NULL, terminal {bytes} NOT NULL, tenant {key} NOT NULL,
    sealed {bytes} NOT NULL, received_ms BIGINT NOT NULL, PRIMARY KEY (store, terminal)
);
CREATE TABLE case_ (
    store {key} NOT NULL, case_id {key} NOT NULL, tenant {key} NOT NULL, terminal {bytes},
    code TEXT NOT NULL, who TEXT NOT NULL, state TEXT NOT NULL, subject TEXT NOT NULL,
    amount_minor BIGINT NOT NULL, facts {bytes} NOT NULL, opened_ms BIGINT NOT NULL,
    closed_ms BIGINT, closed_as TEXT, PRIMARY KEY (store, case_id)
);
"""

_BY_NAME: Final = """
CREATE TABLE enrolment_code (
    name {key} NOT NULL, tenant {key} NOT NULL, store {key} NOT NULL,
    secret_hash {bytes} NOT NULL, workstation TEXT NOT NULL, is_confirmed_by_hand BIGINT NOT NULL,
    expires_ms BIGINT NOT NULL, tries_left BIGINT NOT NULL, used_by {bytes}, PRIMARY KEY (name)
);
"""

_BY_SCOPE: Final = """
CREATE TABLE request_seen (
    scope {key} NOT NULL, request_id {bytes} NOT NULL, tenant {key} NOT NULL,
    body_hash {bytes} NOT NULL, answer {bytes} NOT NULL, at_ms BIGINT NOT NULL,
    PRIMARY KEY (scope, request_id)
);
"""


def upgrade() -> None:
    """Make them."""
    create(op.get_bind(), _EVERYWHERE, by="reference")
    create(op.get_bind(), _BY_STORE, by="store")
    create(op.get_bind(), _BY_NAME, by="name")
    create(op.get_bind(), _BY_SCOPE, by="scope")
