"""The tables of till.db that its people, days and unfinished transactions need.

The journal's own stand in sync/journal.py, finished transactions in till_finished.py, members,
coupons and points in till_loyalty.py, what is agreed with the cloud in till_cloud.py.

What happened is never changed: triggers refuse it. The number of a receipt is the row's key, so a
day's sales lie side by side and a durable sale touches few pages. JSON columns (``detail``) hold
what is only ever read back whole; what a report adds up has a column of its own.
"""

from typing import ClassVar, Final

import sqlalchemy as sa
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

from pos_app.domain.money import LARGEST_MINOR

APPEND_ONLY: Final = (
    "retail_transaction",
    "sale_line",
    "line_modifier",
    "tender_line",
    "transaction_tax",
    "cash_movement",
    "control_event",
    "rule_use",
    "points_entry",
    "consent_given",
    "stored_value_use",
    "anchor",
    "journal_lost",
    "journal_lost_epoch",
    "journal_fork",
    "safe_entry",
    "till_count",
    "stock_document",
    "stock_movement",
    "stock_counted",
    "lost_sale",
    "out_of_stock",
    "set_up_change",
    "shelf_price",
    "copy_made",
    "coupon_step",
)

FORGOTTEN_IN_THE_END: Final = ("coupon_redemption", "coupon_given_back")
"""Never changed, but forgotten some time after the coupon could last have been used."""

TRIGGERS: Final = tuple(
    f"CREATE TRIGGER {table}_refuses_{verb.lower()} BEFORE {verb} ON {table} "
    f"BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"
    for table in (*APPEND_ONLY, *FORGOTTEN_IN_THE_END)
    for verb in (("UPDATE", "DELETE") if table in APPEND_ONLY else ("UPDATE",))
)


class TillRow(DeclarativeBase):
    """A row of till.db. Types are enforced by the file itself (STRICT)."""

    type_annotation_map: ClassVar = {str: sa.Text, bytes: sa.LargeBinary, int: sa.Integer}


def money(*names: str) -> list[sa.CheckConstraint]:
    """Keep amounts within what Money takes."""
    within = f"BETWEEN -{LARGEST_MINOR} AND {LARGEST_MINOR}"
    return [sa.CheckConstraint(f"{name}_minor {within}") for name in names]


def number_key() -> Mapped[int]:
    """Key a row by the receipt it belongs to."""
    return mapped_column(sa.ForeignKey("retail_transaction.number"), primary_key=True)


PLAIN: Final = {"sqlite_strict": True}
CLUSTERED: Final = {"sqlite_strict": True, "sqlite_with_rowid": False}


class SettingRow(TillRow):
    """A setting of this till: a name and a JSON value."""

    __tablename__ = "setting"
    __table_args__ = CLUSTERED

    name: Mapped[str] = mapped_column(primary_key=True)
    value: Mapped[str]


class ReceiptCounterRow(TillRow):
    """The last receipt number given out. It moves inside the sale's transaction: no gap.

    After a restore ``workstation`` carries the epoch (T03E2): numbers given out after the backup
    was made may be on paper somewhere.
    """

    __tablename__ = "receipt_counter"
    __table_args__ = (sa.CheckConstraint("one = 1"), PLAIN)

    one: Mapped[int] = mapped_column(primary_key=True)
    store: Mapped[str]
    workstation: Mapped[str]
    last_number: Mapped[int]


class RoleRow(TillRow):
    """A role, as the permission table names it."""

    __tablename__ = "role"
    __table_args__ = CLUSTERED

    code: Mapped[str] = mapped_column(primary_key=True)
    name_zh: Mapped[str]
    name_en: Mapped[str]


class PermissionRow(TillRow):
    """What a role may do alone, and up to what."""

    __tablename__ = "permission"
    __table_args__ = (
        sa.CheckConstraint("level IN ('no', 'approval', 'yes')"),
        *money("limit"),
        CLUSTERED,
    )

    role: Mapped[str] = mapped_column(
        sa.ForeignKey("role.code", ondelete="CASCADE"), primary_key=True
    )
    privilege: Mapped[str] = mapped_column(primary_key=True)
    level: Mapped[str]
    limit_ppm: Mapped[int | None]
    limit_minor: Mapped[int | None]


class OperatorRow(TillRow):
    """Who may sign on. ``verifier`` is argon2id; no PIN is anywhere."""

    __tablename__ = "operator"
    __table_args__ = CLUSTERED

    id: Mapped[str] = mapped_column(primary_key=True)
    number: Mapped[str] = mapped_column(unique=True)
    name: Mapped[str]
    role: Mapped[str] = mapped_column(sa.ForeignKey("role.code"))
    verifier: Mapped[str]
    is_active: Mapped[int]


class SignOnAttemptRow(TillRow):
    """One try of a PIN, committed before the check: pulling the plug wins nothing."""

    __tablename__ = "sign_on_attempt"
    __table_args__ = (sa.CheckConstraint("outcome IN ('tried', 'right', 'wrong')"), PLAIN)

    id: Mapped[int] = mapped_column(primary_key=True)
    operator_number: Mapped[str] = mapped_column(index=True)
    outcome: Mapped[str]
    wall_ms: Mapped[int]
    mono_ms: Mapped[int]
    boot: Mapped[str]


class BusinessDayRow(TillRow):
    """An accounting day; its Z number when it is closed."""

    __tablename__ = "business_day"
    __table_args__ = CLUSTERED

    business_date: Mapped[str] = mapped_column(primary_key=True)
    opened_ms: Mapped[int]
    closed_ms: Mapped[int | None]
    z_number: Mapped[int | None] = mapped_column(unique=True)


class ShiftRow(TillRow):
    """One operator answerable for the till; counts are JSON pairs of denomination and pieces."""

    __tablename__ = "shift"
    __table_args__ = (
        *money("opening_float", "counted", "expected"),
        sa.Index(
            "one_open_shift", sa.text("1"), unique=True, sqlite_where=sa.text("closed_ms IS NULL")
        ),
        PLAIN,
    )

    number: Mapped[int] = mapped_column(primary_key=True)
    operator: Mapped[str]
    operator_name: Mapped[str]
    business_date: Mapped[str] = mapped_column(
        sa.ForeignKey("business_day.business_date"), index=True
    )
    opened_ms: Mapped[int]
    opening_float_minor: Mapped[int]
    opening_counts: Mapped[str]
    closed_ms: Mapped[int | None]
    counted_minor: Mapped[int | None]
    expected_minor: Mapped[int | None]
    closing_counts: Mapped[str | None]


class CashMovementRow(TillRow):
    """Money in or out of the till with no transaction; the amount is positive either way."""

    __tablename__ = "cash_movement"
    __table_args__ = (
        sa.CheckConstraint("kind IN ('tender_loan', 'tender_pickup', 'paid_in', 'paid_out')"),
        *money("amount"),
        sa.CheckConstraint("amount_minor > 0"),
        PLAIN,
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    shift: Mapped[int] = mapped_column(sa.ForeignKey("shift.number"), index=True)
    kind: Mapped[str]
    amount_minor: Mapped[int]
    reason_code: Mapped[str]
    operator: Mapped[str]
    approved_by: Mapped[str | None]
    at_ms: Mapped[int]


class ControlEventRow(TillRow):
    """What a manager counts: dropped transactions, drawer openings, reprints, by journal kind."""

    __tablename__ = "control_event"
    __table_args__ = (
        sa.CheckConstraint("kind IN ('void', 'no_sale', 'reprint')"),
        sa.Index(
            "ix_control_event_receipt",
            "receipt",
            sqlite_where=sa.text("receipt IS NOT NULL"),
        ),
        PLAIN,
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    shift: Mapped[int | None] = mapped_column(sa.ForeignKey("shift.number"), index=True)
    kind: Mapped[str]
    reason_code: Mapped[str]
    receipt: Mapped[int | None]
    at_ms: Mapped[int]


class OpenTransactionRow(TillRow):
    """A transaction that is not finished: the one at hand, or one put aside.

    ``detail`` holds discounts, tenders, approvals; the lines are rows of their own, so that saving
    one line writes one row.
    """

    __tablename__ = "open_transaction"
    __table_args__ = (
        sa.CheckConstraint("state IN ('current', 'suspended')"),
        sa.Index(
            "one_current_transaction",
            "state",
            unique=True,
            sqlite_where=sa.text("state = 'current'"),
        ),
        CLUSTERED,
    )

    id: Mapped[bytes] = mapped_column(primary_key=True)
    state: Mapped[str]
    operator: Mapped[str]
    business_date: Mapped[str]
    shift: Mapped[int]
    opened_ms: Mapped[int]
    saved_ms: Mapped[int]
    currency: Mapped[str]
    label: Mapped[str]
    detail: Mapped[str]


class OpenLineRow(TillRow):
    """One line of an unfinished transaction, as JSON."""

    __tablename__ = "open_line"
    __table_args__ = CLUSTERED

    transaction_id: Mapped[bytes] = mapped_column(
        sa.ForeignKey("open_transaction.id", ondelete="CASCADE"), primary_key=True
    )
    line: Mapped[int] = mapped_column(primary_key=True)
    detail: Mapped[str]
