"""What the journals say, and the ledgers they move."""

from typing import Final

from alembic import op

from sync.cloud.migrations import create

revision = "0003"
down_revision = "0002"

_BY_STORE: Final = """
CREATE TABLE sale (
    store {key} NOT NULL, tenant {key} NOT NULL, sale_id {bytes} NOT NULL,
    terminal {bytes} NOT NULL, epoch BIGINT NOT NULL, seq BIGINT NOT NULL, kind TEXT NOT NULL,
    receipt TEXT NOT NULL, cancels TEXT NOT NULL, day TEXT NOT NULL, operator TEXT NOT NULL,
    handle TEXT NOT NULL, tier TEXT NOT NULL, shift BIGINT NOT NULL, opened_ms BIGINT NOT NULL,
    wall_ms BIGINT NOT NULL, handle_day BIGINT NOT NULL, subtotal BIGINT NOT NULL,
    discount BIGINT NOT NULL, tax_added BIGINT NOT NULL, total BIGINT NOT NULL,
    rounding BIGINT NOT NULL, rounding_back BIGINT NOT NULL, PRIMARY KEY (store, sale_id)
);
CREATE INDEX ix_sale_cancels ON sale (store, cancels);
CREATE INDEX ix_sale_day ON sale (store, terminal, day);
CREATE INDEX ix_sale_receipt ON sale (store, receipt);
CREATE TABLE sale_line (
    store {key} NOT NULL, tenant {key} NOT NULL, sale_id {bytes} NOT NULL, n BIGINT NOT NULL,
    terminal {bytes} NOT NULL, sku TEXT NOT NULL, tax_code TEXT NOT NULL,
    of_receipt TEXT NOT NULL, of_line BIGINT NOT NULL, quantity BIGINT NOT NULL,
    extended BIGINT NOT NULL, net BIGINT NOT NULL, tax BIGINT NOT NULL, amount BIGINT NOT NULL,
    is_voided BIGINT NOT NULL, is_return BIGINT NOT NULL, PRIMARY KEY (store, sale_id, n)
);
CREATE INDEX ix_sale_line_of ON sale_line (store, of_receipt, of_line);
CREATE TABLE tender (
    store {key} NOT NULL, tenant {key} NOT NULL, sale_id {bytes} NOT NULL, n BIGINT NOT NULL,
    terminal {bytes} NOT NULL, type TEXT NOT NULL, reference TEXT NOT NULL,
    amount BIGINT NOT NULL, is_change BIGINT NOT NULL, PRIMARY KEY (store, sale_id, n)
);
CREATE TABLE sale_tax (
    store {key} NOT NULL, tenant {key} NOT NULL, sale_id {bytes} NOT NULL, n BIGINT NOT NULL,
    terminal {bytes} NOT NULL, code TEXT NOT NULL, rate_ppm BIGINT NOT NULL,
    is_inclusive BIGINT NOT NULL, base BIGINT NOT NULL, tax BIGINT NOT NULL,
    PRIMARY KEY (store, sale_id, n)
);
CREATE TABLE sale_coupon (
    store {key} NOT NULL, tenant {key} NOT NULL, sale_id {bytes} NOT NULL, coupon {key} NOT NULL,
    terminal {bytes} NOT NULL, coupon_class TEXT NOT NULL, lines TEXT NOT NULL,
    campaign BIGINT NOT NULL, value BIGINT NOT NULL, grant_no BIGINT NOT NULL,
    "off" BIGINT NOT NULL, PRIMARY KEY (store, sale_id, coupon)
);
CREATE TABLE sale_points (
    store {key} NOT NULL, tenant {key} NOT NULL, sale_id {bytes} NOT NULL, n BIGINT NOT NULL,
    terminal {bytes} NOT NULL, reason TEXT NOT NULL, expires_on TEXT NOT NULL,
    points BIGINT NOT NULL, grant_no BIGINT NOT NULL, PRIMARY KEY (store, sale_id, n)
);
CREATE TABLE cash_movement (
    store {key} NOT NULL, tenant {key} NOT NULL, event_id {bytes} NOT NULL,
    terminal {bytes} NOT NULL, kind TEXT NOT NULL, reason TEXT NOT NULL, day TEXT NOT NULL,
    shift BIGINT NOT NULL, amount BIGINT NOT NULL, wall_ms BIGINT NOT NULL,
    PRIMARY KEY (store, event_id)
);
CREATE TABLE shift (
    store {key} NOT NULL, tenant {key} NOT NULL, event_id {bytes} NOT NULL,
    terminal {bytes} NOT NULL, act TEXT NOT NULL, day TEXT NOT NULL, operator TEXT NOT NULL,
    number BIGINT NOT NULL, opening_float BIGINT NOT NULL, counted BIGINT NOT NULL,
    expected BIGINT NOT NULL, net BIGINT NOT NULL, transactions BIGINT NOT NULL,
    wall_ms BIGINT NOT NULL, PRIMARY KEY (store, event_id)
);
CREATE TABLE business_day (
    store {key} NOT NULL, tenant {key} NOT NULL, event_id {bytes} NOT NULL,
    terminal {bytes} NOT NULL, day TEXT NOT NULL, z BIGINT NOT NULL, net BIGINT NOT NULL,
    transactions BIGINT NOT NULL, over_short BIGINT NOT NULL, epoch BIGINT NOT NULL,
    seq BIGINT NOT NULL, wall_ms BIGINT NOT NULL, PRIMARY KEY (store, event_id)
);
CREATE INDEX ix_business_day ON business_day (store, day);
CREATE TABLE stock_move (
    store {key} NOT NULL, tenant {key} NOT NULL, event_id {bytes} NOT NULL, n BIGINT NOT NULL,
    terminal {bytes} NOT NULL, sku {key} NOT NULL, reason TEXT NOT NULL, quantity BIGINT NOT NULL,
    wall_ms BIGINT NOT NULL, PRIMARY KEY (store, event_id, n)
);
CREATE INDEX ix_stock_move_sku ON stock_move (store, sku);
CREATE TABLE event_seen (
    store {key} NOT NULL, tenant {key} NOT NULL, event_id {bytes} NOT NULL,
    terminal {bytes} NOT NULL, epoch BIGINT NOT NULL, seq BIGINT NOT NULL,
    digest {bytes} NOT NULL, PRIMARY KEY (store, event_id)
);
CREATE TABLE stock_on_hand (
    store {key} NOT NULL, tenant {key} NOT NULL, sku {key} NOT NULL, on_hand BIGINT NOT NULL,
    moves BIGINT NOT NULL, told BIGINT NOT NULL, as_of_ms BIGINT NOT NULL,
    PRIMARY KEY (store, sku)
);
CREATE TABLE effect (
    store {key} NOT NULL, tenant {key} NOT NULL, event_id {bytes} NOT NULL, n BIGINT NOT NULL,
    terminal {bytes} NOT NULL, epoch BIGINT NOT NULL, seq BIGINT NOT NULL,
    has_failed BIGINT NOT NULL, kind TEXT NOT NULL, body {bytes} NOT NULL,
    PRIMARY KEY (store, event_id, n)
);
CREATE INDEX ix_effect_order ON effect (store, terminal, epoch, seq, n);
CREATE TABLE quarantine (
    store {key} NOT NULL, tenant {key} NOT NULL, terminal {bytes} NOT NULL, epoch BIGINT NOT NULL,
    seq BIGINT NOT NULL, event_id {bytes} NOT NULL, kind TEXT NOT NULL, reason TEXT NOT NULL,
    state TEXT NOT NULL, receipt TEXT NOT NULL, attempts BIGINT NOT NULL,
    first_ms BIGINT NOT NULL, last_ms BIGINT NOT NULL, PRIMARY KEY (store, terminal, epoch, seq)
);
CREATE INDEX ix_quarantine_state ON quarantine (store, state);
CREATE TABLE parked (
    store {key} NOT NULL, tenant {key} NOT NULL, terminal {bytes} NOT NULL, epoch BIGINT NOT NULL,
    seq BIGINT NOT NULL, behind TEXT NOT NULL, receipt TEXT NOT NULL, since_ms BIGINT NOT NULL,
    PRIMARY KEY (store, terminal, epoch, seq)
);
CREATE TABLE pickup_order (
    store {key} NOT NULL, order_id {key} NOT NULL, tenant {key} NOT NULL, number TEXT NOT NULL,
    state TEXT NOT NULL, how TEXT NOT NULL, due TEXT NOT NULL, who TEXT NOT NULL,
    total BIGINT NOT NULL, paid BIGINT NOT NULL, claim_no BIGINT NOT NULL,
    lease_until BIGINT NOT NULL, changed_ms BIGINT NOT NULL, lines {bytes} NOT NULL,
    claimed_by {bytes}, PRIMARY KEY (store, order_id)
);
CREATE TABLE coupon_authority (
    store {key} NOT NULL, tenant {key} NOT NULL, terminal {bytes} NOT NULL,
    number BIGINT NOT NULL, since_ms BIGINT NOT NULL, PRIMARY KEY (store)
);
CREATE TABLE coupon_sync (
    store {key} NOT NULL, terminal {bytes} NOT NULL, tenant {key} NOT NULL, epoch BIGINT NOT NULL,
    seq BIGINT NOT NULL, at_ms BIGINT NOT NULL, PRIMARY KEY (store, terminal)
);
CREATE TABLE reconciliation (
    store {key} NOT NULL, terminal {bytes} NOT NULL, day {key} NOT NULL, tenant {key} NOT NULL,
    transport TEXT NOT NULL, meaning TEXT NOT NULL, scopes TEXT NOT NULL, reason TEXT NOT NULL,
    is_proved BIGINT NOT NULL, at_ms BIGINT NOT NULL, evidence {bytes} NOT NULL,
    question_sig {bytes} NOT NULL, sig {bytes} NOT NULL, answer {bytes} NOT NULL,
    PRIMARY KEY (store, terminal, day)
);
"""

_BY_NUMBER: Final = """
CREATE TABLE campaign (
    number BIGINT NOT NULL, tenant {key} NOT NULL, coupon_class TEXT NOT NULL,
    definition TEXT NOT NULL, stores TEXT NOT NULL, when_returned TEXT NOT NULL,
    cap BIGINT NOT NULL, granted BIGINT NOT NULL, grant_size BIGINT NOT NULL,
    low_water BIGINT NOT NULL, grant_life_ms BIGINT NOT NULL, until_ms BIGINT NOT NULL,
    is_withdrawn BIGINT NOT NULL, changed_ms BIGINT NOT NULL, PRIMARY KEY (number, tenant)
);
CREATE TABLE campaign_right (
    number BIGINT NOT NULL, tenant {key} NOT NULL, grant_no BIGINT NOT NULL, store TEXT NOT NULL,
    state TEXT NOT NULL, terminal {bytes} NOT NULL, amount BIGINT NOT NULL, used BIGINT NOT NULL,
    epoch BIGINT NOT NULL, expires_ms BIGINT NOT NULL, granted_ms BIGINT NOT NULL,
    PRIMARY KEY (number, tenant, grant_no)
);
CREATE INDEX ix_right_terminal ON campaign_right (terminal);
"""

_BY_COUPON: Final = """
CREATE TABLE coupon (
    coupon {key} NOT NULL, tenant {key} NOT NULL, state TEXT NOT NULL, member TEXT NOT NULL,
    stores TEXT NOT NULL, campaign BIGINT NOT NULL, hold_no BIGINT NOT NULL,
    lease_until BIGINT NOT NULL, max_uses BIGINT NOT NULL, kind BIGINT NOT NULL,
    value BIGINT NOT NULL, min_spend BIGINT NOT NULL, from_ms BIGINT NOT NULL,
    until_ms BIGINT NOT NULL, holder {bytes}, PRIMARY KEY (coupon, tenant)
);
CREATE INDEX ix_coupon_member ON coupon (member);
CREATE TABLE coupon_redemption (
    coupon {key} NOT NULL, tenant {key} NOT NULL, sale_id {bytes} NOT NULL, store TEXT NOT NULL,
    coupon_class TEXT NOT NULL, receipt TEXT NOT NULL, outcome TEXT NOT NULL,
    case_id TEXT NOT NULL, terminal {bytes} NOT NULL, campaign BIGINT NOT NULL,
    value BIGINT NOT NULL, hold_no BIGINT NOT NULL, at_ms BIGINT NOT NULL,
    PRIMARY KEY (coupon, tenant, sale_id)
);
CREATE TABLE coupon_undone (
    coupon {key} NOT NULL, tenant {key} NOT NULL, sale_id {bytes} NOT NULL,
    by_sale {bytes} NOT NULL, stands BIGINT NOT NULL,
    PRIMARY KEY (coupon, tenant, sale_id, by_sale)
);
CREATE TABLE coupon_loss (
    coupon {key} NOT NULL, tenant {key} NOT NULL, sale_id {bytes} NOT NULL, store TEXT NOT NULL,
    state TEXT NOT NULL, case_id TEXT NOT NULL, campaign BIGINT NOT NULL,
    amount_minor BIGINT NOT NULL, at_ms BIGINT NOT NULL, PRIMARY KEY (coupon, tenant, sale_id)
);
"""

_BY_MEMBER: Final = """
CREATE TABLE member (
    member {key} NOT NULL, tenant {key} NOT NULL, number TEXT NOT NULL, tier TEXT NOT NULL,
    store_group TEXT NOT NULL, home_store TEXT NOT NULL, state TEXT NOT NULL,
    masked_name TEXT NOT NULL, last4 TEXT NOT NULL, initials TEXT NOT NULL, cards TEXT NOT NULL,
    last_visit TEXT NOT NULL, birthday TEXT NOT NULL, phone_hash TEXT NOT NULL,
    detail TEXT NOT NULL, joined_ms BIGINT NOT NULL, changed_ms BIGINT NOT NULL,
    PRIMARY KEY (member, tenant)
);
CREATE INDEX ix_member_group ON member (tenant, store_group);
CREATE TABLE consent (
    member {key} NOT NULL, tenant {key} NOT NULL, event_id {bytes} NOT NULL,
    purpose TEXT NOT NULL, notice TEXT NOT NULL, lang TEXT NOT NULL, channel TEXT NOT NULL,
    is_granted BIGINT NOT NULL, at_ms BIGINT NOT NULL, received_ms BIGINT NOT NULL,
    PRIMARY KEY (member, tenant, event_id)
);
CREATE TABLE personal (
    member {key} NOT NULL, tenant {key} NOT NULL, phone TEXT NOT NULL, name TEXT NOT NULL,
    language TEXT NOT NULL, at_ms BIGINT NOT NULL, PRIMARY KEY (member, tenant)
);
CREATE TABLE points_entry (
    member {key} NOT NULL, tenant {key} NOT NULL, entry_id {bytes} NOT NULL, reason TEXT NOT NULL,
    expires_on TEXT NOT NULL, store TEXT NOT NULL, terminal {bytes} NOT NULL,
    sale_id {bytes} NOT NULL, points BIGINT NOT NULL, purchase BIGINT NOT NULL,
    grant_no BIGINT NOT NULL, at_ms BIGINT NOT NULL, PRIMARY KEY (member, tenant, entry_id)
);
CREATE TABLE points_balance (
    member {key} NOT NULL, tenant {key} NOT NULL, balance BIGINT NOT NULL,
    purchases BIGINT NOT NULL, entries BIGINT NOT NULL, as_of_ms BIGINT NOT NULL,
    PRIMARY KEY (member, tenant)
);
CREATE TABLE points_allowance (
    member {key} NOT NULL, tenant {key} NOT NULL, grant_no BIGINT NOT NULL, store TEXT NOT NULL,
    state TEXT NOT NULL, terminal {bytes} NOT NULL, points BIGINT NOT NULL, used BIGINT NOT NULL,
    expires_ms BIGINT NOT NULL, granted_ms BIGINT NOT NULL, PRIMARY KEY (member, tenant, grant_no)
);
CREATE INDEX ix_allowance_terminal ON points_allowance (terminal);
"""

_BY_ALIAS: Final = """
CREATE TABLE member_alias (
    alias {key} NOT NULL, tenant {key} NOT NULL, member TEXT NOT NULL, at_ms BIGINT NOT NULL,
    PRIMARY KEY (alias, tenant)
);
"""

_BY_ACCOUNT: Final = """
CREATE TABLE value_account (
    account {key} NOT NULL, tenant {key} NOT NULL, currency TEXT NOT NULL, state TEXT NOT NULL,
    mask TEXT NOT NULL, kind TEXT NOT NULL, member TEXT NOT NULL, balance BIGINT NOT NULL,
    next_hold BIGINT NOT NULL, issued_ms BIGINT NOT NULL, PRIMARY KEY (account, tenant)
);
CREATE TABLE value_hold (
    account {key} NOT NULL, tenant {key} NOT NULL, hold_no BIGINT NOT NULL, store TEXT NOT NULL,
    state TEXT NOT NULL, terminal {bytes} NOT NULL, "transaction" {bytes} NOT NULL,
    amount BIGINT NOT NULL, lease_until BIGINT NOT NULL, PRIMARY KEY (account, tenant, hold_no)
);
CREATE TABLE value_entry (
    account {key} NOT NULL, tenant {key} NOT NULL, entry_id {bytes} NOT NULL, kind TEXT NOT NULL,
    store TEXT NOT NULL, sale_id {bytes} NOT NULL, amount BIGINT NOT NULL,
    hold_no BIGINT NOT NULL, at_ms BIGINT NOT NULL, PRIMARY KEY (account, tenant, entry_id)
);
"""

_BY_HASHED_NUMBER: Final = """
CREATE TABLE value_token (
    token {key} NOT NULL, tenant {key} NOT NULL, account TEXT NOT NULL,
    PRIMARY KEY (token, tenant)
);
"""


def upgrade() -> None:
    """Make them."""
    create(op.get_bind(), _BY_STORE, by="store")
    create(op.get_bind(), _BY_NUMBER, by="number")
    create(op.get_bind(), _BY_COUPON, by="coupon")
    create(op.get_bind(), _BY_MEMBER, by="member")
    create(op.get_bind(), _BY_ALIAS, by="alias")
    create(op.get_bind(), _BY_ACCOUNT, by="account")
    create(op.get_bind(), _BY_HASHED_NUMBER, by="token")
