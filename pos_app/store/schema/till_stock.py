"""The tables of till.db for goods; see till.py for the others.

Documents, their lines, counts, sales not made: facts, written once. Balances and what was sold a
day are added up from facts and can be made anew (store/stock_balance.py). Tasks are receivings and
counts that are not finished.
"""

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from pos_app.store.schema.till import CLUSTERED, PLAIN, TillRow, money


class StockDocumentRow(TillRow):
    """One list of movements and the journal row that vouches for it.

    ``reference`` is the note's number, or the count's id in hex; ``partner`` the supplier or the
    other store, or the section of a count.
    """

    __tablename__ = "stock_document"
    __table_args__ = (
        sa.CheckConstraint(
            "kind IN ('stock_receive', 'stock_transfer_in', 'stock_transfer_out', "
            "'stock_adjust', 'stock_count')"
        ),
        sa.UniqueConstraint("journal_epoch", "journal_seq"),
        PLAIN,
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str]
    reference: Mapped[str]
    partner: Mapped[str]
    reason_code: Mapped[str]
    operator: Mapped[str]
    approved_by: Mapped[str | None]
    business_date: Mapped[str]
    at_ms: Mapped[int]
    journal_epoch: Mapped[int]
    journal_seq: Mapped[int]


class StockMovementRow(TillRow):
    """One line of a document; ``cost_minor`` is of one unit."""

    __tablename__ = "stock_movement"
    __table_args__ = (
        sa.CheckConstraint("quantity_thousandths <> 0 OR expected_thousandths IS NOT NULL"),
        *money("cost"),
        sa.Index("ix_stock_movement_sku", "sku", "document"),
        CLUSTERED,
    )

    document: Mapped[int] = mapped_column(sa.ForeignKey("stock_document.id"), primary_key=True)
    line: Mapped[int] = mapped_column(primary_key=True)
    sku: Mapped[str]
    quantity_thousandths: Mapped[int]
    expected_thousandths: Mapped[int | None]
    cost_minor: Mapped[int | None]
    lot: Mapped[str]
    expires_on: Mapped[str]
    pack_thousandths: Mapped[int | None]


class StockCountedRow(TillRow):
    """One item of a count: what was there, and what the books had at the same mark."""

    __tablename__ = "stock_counted"
    __table_args__ = (
        sa.CheckConstraint("counted_thousandths >= 0"),
        sa.Index("ix_stock_counted_sku", "sku", "mark_epoch", "mark_seq"),
        CLUSTERED,
    )

    document: Mapped[int] = mapped_column(sa.ForeignKey("stock_document.id"), primary_key=True)
    line: Mapped[int] = mapped_column(primary_key=True)
    sku: Mapped[str]
    counted_thousandths: Mapped[int]
    before_thousandths: Mapped[int]
    mark_epoch: Mapped[int]
    mark_seq: Mapped[int]
    mark_number: Mapped[int]


class StockBalanceRow(TillRow):
    """What there is of an item by the documents and the sales that were added up so far.

    ``dropped_place``: facts of the item up to there are in no row of ``stock_recent`` any more;
    -1: none was dropped.
    """

    __tablename__ = "stock_balance"
    __table_args__ = CLUSTERED

    sku: Mapped[str] = mapped_column(primary_key=True)
    quantity_thousandths: Mapped[int]
    has_received: Mapped[int]
    counted_on: Mapped[str | None]
    mark_epoch: Mapped[int | None]
    mark_seq: Mapped[int | None]
    dropped_place: Mapped[int]


class StockRecentRow(TillRow):
    """What one fact of the last days did to an item; signed, what comes in is positive.

    ``place`` is epoch and row in one number (stock_recent.py).
    """

    __tablename__ = "stock_recent"
    __table_args__ = CLUSTERED

    sku: Mapped[str] = mapped_column(primary_key=True)
    place: Mapped[int] = mapped_column(primary_key=True)
    business_date: Mapped[str]
    quantity_thousandths: Mapped[int]


class StockSoldRow(TillRow):
    """What was sold of an item on a day, less what came back."""

    __tablename__ = "stock_sold"
    __table_args__ = CLUSTERED

    business_date: Mapped[str] = mapped_column(primary_key=True)
    sku: Mapped[str] = mapped_column(primary_key=True)
    quantity_thousandths: Mapped[int]


class StockTaskRow(TillRow):
    """A receiving or a count that is not finished. Where a count stands is its mark."""

    __tablename__ = "stock_task"
    __table_args__ = (
        sa.CheckConstraint("kind IN ('receive', 'transfer_in', 'transfer_out', 'count')"),
        CLUSTERED,
    )

    id: Mapped[bytes] = mapped_column(primary_key=True)
    kind: Mapped[str]
    reference: Mapped[str]
    partner: Mapped[str]
    opened_ms: Mapped[int]
    mark_epoch: Mapped[int]
    mark_seq: Mapped[int]
    mark_number: Mapped[int]


class StockTaskLineRow(TillRow):
    """One item of an unfinished task. ``found_thousandths`` is None until it was met.

    ``has_moved``: the item was sold or moved between its mark and its entry.
    ``is_again``: it differed too much from the books then, or from the count before, which
    ``earlier_thousandths`` keeps. ``books_thousandths``: what the books had at the mark.
    """

    __tablename__ = "stock_task_line"
    __table_args__ = (
        *money("cost"),
        sa.UniqueConstraint("task", "sku", "lot", "expires_on"),
        CLUSTERED,
    )

    task: Mapped[bytes] = mapped_column(
        sa.ForeignKey("stock_task.id", ondelete="CASCADE"), primary_key=True
    )
    line: Mapped[int] = mapped_column(primary_key=True)
    sku: Mapped[str]
    lot: Mapped[str]
    expires_on: Mapped[str]
    expected_thousandths: Mapped[int | None]
    found_thousandths: Mapped[int | None]
    cost_minor: Mapped[int | None]
    pack_thousandths: Mapped[int | None]
    mark_epoch: Mapped[int]
    mark_seq: Mapped[int]
    mark_number: Mapped[int]
    has_moved: Mapped[int]
    is_again: Mapped[int]
    earlier_thousandths: Mapped[int | None]
    books_thousandths: Mapped[int | None]


class StockPackRow(TillRow):
    """How many of an item come in one box, by the latest note that said so."""

    __tablename__ = "stock_pack"
    __table_args__ = (sa.CheckConstraint("pack_thousandths > 0"), CLUSTERED)

    sku: Mapped[str] = mapped_column(primary_key=True)
    pack_thousandths: Mapped[int]


class LostSaleRow(TillRow):
    """A customer who left without buying, and why."""

    __tablename__ = "lost_sale"
    __table_args__ = (
        sa.Index("ix_lost_sale_day", "business_date"),
        sa.UniqueConstraint("journal_epoch", "journal_seq"),
        PLAIN,
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    reason_code: Mapped[str]
    sku: Mapped[str]
    operator: Mapped[str]
    shift: Mapped[int | None]
    business_date: Mapped[str]
    at_ms: Mapped[int]
    journal_epoch: Mapped[int]
    journal_seq: Mapped[int]


class OutOfStockRow(TillRow):
    """An item that was asked for when the books had none of it."""

    __tablename__ = "out_of_stock"
    __table_args__ = (
        sa.CheckConstraint("found_by IN ('scan', 'search')"),
        sa.Index("ix_out_of_stock_day", "business_date"),
        sa.Index("ix_out_of_stock_sku", "sku", "at_ms"),
        sa.UniqueConstraint("journal_epoch", "journal_seq"),
        PLAIN,
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    sku: Mapped[str]
    on_hand_thousandths: Mapped[int]
    found_by: Mapped[str]
    operator: Mapped[str]
    shift: Mapped[int | None]
    business_date: Mapped[str]
    at_ms: Mapped[int]
    journal_epoch: Mapped[int]
    journal_seq: Mapped[int]
