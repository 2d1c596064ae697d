"""The table of till.db for coupons before they are redeemed; see till.py for the others."""

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from pos_app.store.schema.till import PLAIN, TillRow


class CouponStepRow(TillRow):
    """Coupons of a campaign that were shown at the till, or one that was taken into a basket."""

    __tablename__ = "coupon_step"
    __table_args__ = (
        sa.CheckConstraint("stage IN ('shown', 'taken')"),
        sa.CheckConstraint("coupons > 0"),
        sa.UniqueConstraint("journal_epoch", "journal_seq", "campaign"),
        sa.Index("ix_coupon_step_day", "business_date"),
        PLAIN,
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    stage: Mapped[str]
    campaign: Mapped[int]
    coupons: Mapped[int]
    operator: Mapped[str]
    shift: Mapped[int | None]
    business_date: Mapped[str]
    at_ms: Mapped[int]
    journal_epoch: Mapped[int]
    journal_seq: Mapped[int]
