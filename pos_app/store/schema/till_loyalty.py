"""The tables of till.db for members, coupons and points; see till.py for the others.

``member_key`` is this till's own pseudonym of a member. Nothing here names anybody, but for what
is masked in ``enrolment``, which goes once the cloud has confirmed it.
"""

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from pos_app.store.schema.till import CLUSTERED, PLAIN, TillRow, money, number_key

_CLASSES = "coupon_class IN ('a', 'b', 'c', 'd')"


class SeenTokenRow(TillRow):
    """A member code that was used, until its window is over: no second transaction may use it."""

    __tablename__ = "seen_token"
    __table_args__ = CLUSTERED

    key: Mapped[bytes] = mapped_column(primary_key=True)
    transaction_id: Mapped[bytes]
    until_ms: Mapped[int]


class CouponReservationRow(TillRow):
    """A coupon that belongs to an open transaction; it goes with it."""

    __tablename__ = "coupon_reservation"
    __table_args__ = (sa.CheckConstraint(_CLASSES), *money("value"), CLUSTERED)

    coupon: Mapped[str] = mapped_column(primary_key=True)
    transaction_id: Mapped[bytes] = mapped_column(
        sa.ForeignKey("open_transaction.id", ondelete="CASCADE"), index=True
    )
    campaign: Mapped[int]
    coupon_class: Mapped[str]
    value_minor: Mapped[int]
    grant_no: Mapped[int]
    reserved_ms: Mapped[int]


class CouponRedemptionRow(TillRow):
    """A use of a coupon, made with its sale; ``value_minor`` counts against class D's bound."""

    __tablename__ = "coupon_redemption"
    __table_args__ = (
        sa.CheckConstraint(_CLASSES),
        sa.CheckConstraint("when_returned IN ('give_back', 'keep_spent')"),
        *money("value", "off"),
        sa.Index("ix_coupon_redemption_campaign", "campaign", "member_key"),
        CLUSTERED,
    )

    coupon: Mapped[str] = mapped_column(primary_key=True)
    use: Mapped[int] = mapped_column(primary_key=True)
    number: Mapped[int] = mapped_column(sa.ForeignKey("retail_transaction.number"), index=True)
    campaign: Mapped[int]
    coupon_class: Mapped[str]
    value_minor: Mapped[int]
    off_minor: Mapped[int]
    when_returned: Mapped[str]
    grant_no: Mapped[int]
    member_key: Mapped[bytes | None]
    redeemed_ms: Mapped[int]
    until_ms: Mapped[int]


class CouponGivenBackRow(TillRow):
    """A use that a return undid: the coupon is good again, unless that return was cancelled."""

    __tablename__ = "coupon_given_back"
    __table_args__ = CLUSTERED

    coupon: Mapped[str] = mapped_column(primary_key=True)
    use: Mapped[int] = mapped_column(primary_key=True)
    number: Mapped[int] = number_key()


class RuleUseRow(TillRow):
    """A use of a rule whose uses or budget are bounded; rules without a bound leave no row."""

    __tablename__ = "rule_use"
    __table_args__ = (
        *money("off"),
        sa.Index("ix_rule_use_rule", "rule", "member_key"),
        CLUSTERED,
    )

    number: Mapped[int] = number_key()
    application: Mapped[int] = mapped_column(primary_key=True)
    rule: Mapped[str]
    times: Mapped[int]
    off_minor: Mapped[int]
    member_key: Mapped[bytes | None]


class SpendingGrantRow(TillRow):
    """A limit the cloud signed: one coupon held, uses of a campaign, points or value."""

    __tablename__ = "spending_grant"
    __table_args__ = (
        sa.CheckConstraint("kind IN ('hold', 'right', 'allowance')"),
        sa.CheckConstraint("used BETWEEN 0 AND amount"),
        sa.Index("ix_spending_grant_subject", "kind", "subject"),
        PLAIN,
    )

    grant_no: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str]
    subject: Mapped[str]
    amount: Mapped[int]
    used: Mapped[int]
    expires_ms: Mapped[int]
    detail: Mapped[str]


class PointsEntryRow(TillRow):
    """Points earned (positive) or spent; a balance is never written, only added up."""

    __tablename__ = "points_entry"
    __table_args__ = CLUSTERED

    id: Mapped[bytes] = mapped_column(primary_key=True)
    number: Mapped[int] = mapped_column(sa.ForeignKey("retail_transaction.number"), index=True)
    member_key: Mapped[bytes] = mapped_column(index=True)
    reason: Mapped[str]
    points: Mapped[int]
    grant_no: Mapped[int]
    expires_on: Mapped[str | None]
    at_ms: Mapped[int]


class EnrolmentRow(TillRow):
    """A member enrolled here whom the cloud has not confirmed yet."""

    __tablename__ = "enrolment"
    __table_args__ = CLUSTERED

    member_id: Mapped[bytes] = mapped_column(primary_key=True)
    handle: Mapped[bytes]
    day: Mapped[int]
    member_key: Mapped[bytes]
    phone_key: Mapped[bytes] = mapped_column(index=True, unique=True)
    number: Mapped[str]
    name_masked: Mapped[str]
    phone_last4: Mapped[str]
    enrolled_ms: Mapped[int]


class ConsentGivenRow(TillRow):
    """One answer to one notice; answers are only ever added."""

    __tablename__ = "consent_given"
    __table_args__ = (
        sa.CheckConstraint("purpose IN ('membership', 'marketing', 'profiling', 'sharing')"),
        PLAIN,
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    member_handle: Mapped[bytes] = mapped_column(index=True)
    member_day: Mapped[int]
    purpose: Mapped[str]
    is_granted: Mapped[int]
    notice_version: Mapped[str]
    language: Mapped[str]
    channel: Mapped[str]
    operator: Mapped[str]
    at_ms: Mapped[int]


class PersonalPacketRow(TillRow):
    """Personal data sealed for the cloud, beside the journal row that names it."""

    __tablename__ = "personal_packet"
    __table_args__ = CLUSTERED

    event_id: Mapped[bytes] = mapped_column(primary_key=True)
    sealed: Mapped[bytes]


class StoredValueUseRow(TillRow):
    """What a hold of the cloud paid for a transaction; ``account`` is its masked number."""

    __tablename__ = "stored_value_use"
    __table_args__ = (*money("amount"), CLUSTERED)

    hold: Mapped[str] = mapped_column(primary_key=True)
    account: Mapped[str]
    number: Mapped[int] = mapped_column(sa.ForeignKey("retail_transaction.number"))
    amount_minor: Mapped[int]
