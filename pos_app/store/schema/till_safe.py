"""The tables of till.db about the safe, and about counts of the till that were made again."""

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from pos_app.store.schema.till import PLAIN, TillRow, money


class SafeEntryRow(TillRow):
    """One entry of the safe's ledger; the place names its journal row.

    ``counts`` is JSON pairs as in ``shift``; ``expected_minor`` is set for counts and for pickups
    that arrived.
    """

    __tablename__ = "safe_entry"
    __table_args__ = (
        sa.CheckConstraint(
            "kind IN ('safe_open', 'safe_count', 'safe_pickup', 'safe_loan', 'bank_deposit', "
            "'change_order', 'change_received')"
        ),
        *money("amount", "expected"),
        sa.CheckConstraint("amount_minor >= 0"),
        sa.UniqueConstraint("journal_epoch", "journal_seq"),
        PLAIN,
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str]
    amount_minor: Mapped[int]
    expected_minor: Mapped[int | None]
    counts: Mapped[str]
    reference: Mapped[str]
    moved_ms: Mapped[int | None]
    is_believed: Mapped[int]
    operator: Mapped[str]
    approved_by: Mapped[str | None]
    business_date: Mapped[str]
    at_ms: Mapped[int]
    journal_epoch: Mapped[int]
    journal_seq: Mapped[int]


class TillCountRow(TillRow):
    """A closing count that was asked for once more; the one that was believed stands in shift."""

    __tablename__ = "till_count"
    __table_args__ = (
        *money("counted"),
        sa.UniqueConstraint("journal_epoch", "journal_seq"),
        sa.Index("ix_till_count_shift", "shift"),
        PLAIN,
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    shift: Mapped[int]
    counted_minor: Mapped[int]
    counts: Mapped[str]
    operator: Mapped[str]
    at_ms: Mapped[int]
    journal_epoch: Mapped[int]
    journal_seq: Mapped[int]
