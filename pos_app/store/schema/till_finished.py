"""The tables of till.db for finished transactions; see till.py for the others."""

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from pos_app.store.schema.till import CLUSTERED, PLAIN, TillRow, money, number_key


class RetailTransactionRow(TillRow):
    """A finished transaction and the journal row that vouches for it.

    ``id`` is also that row's event id, which the journal keeps unique: no index is needed here.
    ``store`` and ``workstation`` are those on the receipt. ``post_void_of`` is the receipt, as
    printed, that this one cancels: one can be cancelled once. ``printed_number`` is set, and
    ``number`` negative, where this disk had given the same number out again (store/recovery.py).
    """

    __tablename__ = "retail_transaction"
    __table_args__ = (
        sa.CheckConstraint("kind IN ('sale', 'return', 'post_void')"),
        sa.CheckConstraint("(kind = 'post_void') = (post_void_of IS NOT NULL)"),
        *money("subtotal", "discount", "tax_added", "total"),
        *money("rounding_back", "rounding", "change"),
        sa.CheckConstraint("subtotal_minor - discount_minor + tax_added_minor = total_minor"),
        sa.Index("ix_retail_transaction_day", "business_date", "shift"),
        sa.Index(
            "ix_retail_transaction_post_void",
            "post_void_of",
            sqlite_where=sa.text("post_void_of IS NOT NULL"),
        ),
        sa.Index(
            "ix_retail_transaction_printed",
            "printed_number",
            "workstation",
            sqlite_where=sa.text("printed_number IS NOT NULL"),
        ),
        PLAIN,
    )

    number: Mapped[int] = mapped_column(primary_key=True)
    store: Mapped[str]
    workstation: Mapped[str]
    id: Mapped[bytes]
    kind: Mapped[str]
    operator: Mapped[str]
    operator_name: Mapped[str]
    business_date: Mapped[str]
    shift: Mapped[int] = mapped_column(sa.ForeignKey("shift.number"))
    opened_ms: Mapped[int]
    completed_ms: Mapped[int]
    currency: Mapped[str]
    post_void_of: Mapped[str | None]
    subtotal_minor: Mapped[int]
    discount_minor: Mapped[int]
    tax_added_minor: Mapped[int]
    total_minor: Mapped[int]
    rounding_back_minor: Mapped[int]
    rounding_minor: Mapped[int]
    change_minor: Mapped[int]
    journal_epoch: Mapped[int]
    journal_seq: Mapped[int]
    detail: Mapped[str]
    member_handle: Mapped[bytes | None]
    member_day: Mapped[int | None]
    printed_number: Mapped[int | None]


class SaleLineRow(TillRow):
    """A line of a finished transaction, voided ones included; amounts signed as priced.

    Not clustered like its neighbours: wide rows at the end of a clustered table cost three pages
    at every split, and this saves a page and a half a sale.
    ``original_receipt`` and ``original_line`` name what a return line brings back. ``detail`` is
    the item, the override, the lot and the note.
    """

    __tablename__ = "sale_line"
    __table_args__ = (
        sa.CheckConstraint("kind IN ('sale', 'return')"),
        sa.CheckConstraint("quantity_thousandths > 0"),
        *money("unit_price", "extended", "net", "tax", "amount", "rounding"),
        sa.Index(
            "ix_sale_line_original",
            "original_receipt",
            "original_line",
            sqlite_where=sa.text("original_receipt IS NOT NULL"),
        ),
        CLUSTERED,
    )

    number: Mapped[int] = number_key()
    line: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str]
    sku: Mapped[str]
    quantity_thousandths: Mapped[int]
    unit_price_minor: Mapped[int]
    extended_minor: Mapped[int]
    net_minor: Mapped[int]
    tax_minor: Mapped[int]
    amount_minor: Mapped[int]
    rounding_minor: Mapped[int]
    is_voided: Mapped[int]
    is_overridden: Mapped[int]
    original_receipt: Mapped[str | None]
    original_line: Mapped[int | None]
    detail: Mapped[str]


class LineModifierRow(TillRow):
    """What one discount, or one rule (``application`` in the price trace), took off one line."""

    __tablename__ = "line_modifier"
    __table_args__ = (*money("amount"), CLUSTERED)

    number: Mapped[int] = number_key()
    line: Mapped[int] = mapped_column(primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True)
    amount_minor: Mapped[int]
    reason_code: Mapped[str]
    given_by: Mapped[str]
    approved_by: Mapped[str | None]
    rate_ppm: Mapped[int | None]
    is_share: Mapped[int]
    application: Mapped[int | None]


class TenderLineRow(TillRow):
    """What the customer handed over or got back. Never a card number."""

    __tablename__ = "tender_line"
    __table_args__ = (*money("amount"), CLUSTERED)

    number: Mapped[int] = number_key()
    tender: Mapped[int] = mapped_column(primary_key=True)
    tender_type: Mapped[str]
    amount_minor: Mapped[int]
    is_change: Mapped[int]
    card_brand: Mapped[str | None]
    card_last_four: Mapped[str | None]
    card_approval_code: Mapped[str | None]
    reference: Mapped[str | None]


class TransactionTaxRow(TillRow):
    """One tax group's part of a finished transaction."""

    __tablename__ = "transaction_tax"
    __table_args__ = (*money("base", "tax"), CLUSTERED)

    number: Mapped[int] = number_key()
    position: Mapped[int] = mapped_column(primary_key=True)
    tax_code: Mapped[str]
    rate_ppm: Mapped[int]
    is_inclusive: Mapped[int]
    base_minor: Mapped[int]
    tax_minor: Mapped[int]
