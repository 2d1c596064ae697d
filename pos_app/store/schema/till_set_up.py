"""The tables of till.db about the shop's own decisions: what was changed, prices, copies made."""

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from pos_app.store.schema.till import CLUSTERED, PLAIN, TillRow, money


class SetUpChangeRow(TillRow):
    """One change, as the journal has it. ``id`` is the journal row's; values are JSON or empty."""

    __tablename__ = "set_up_change"
    __table_args__ = (PLAIN,)

    number: Mapped[int] = mapped_column(primary_key=True)
    id: Mapped[bytes] = mapped_column(unique=True)
    at_ms: Mapped[int]
    operator: Mapped[str]
    approved_by: Mapped[str | None]
    subject: Mapped[str]
    name: Mapped[str]
    value_before: Mapped[str]
    value_after: Mapped[str]


class ShelfPriceRow(TillRow):
    """One stage of a price change, as the journal has it. ``id`` is the journal row's."""

    __tablename__ = "shelf_price"
    __table_args__ = (
        sa.CheckConstraint("stage IN ('planned', 'withdrawn', 'applied')"),
        *money("before", "after"),
        sa.CheckConstraint("after_minor >= 0"),
        sa.UniqueConstraint("change", "stage"),
        sa.Index("ix_shelf_price_sku", "sku"),
        PLAIN,
    )

    number: Mapped[int] = mapped_column(primary_key=True)
    id: Mapped[bytes] = mapped_column(unique=True)
    change: Mapped[bytes]
    stage: Mapped[str]
    sku: Mapped[str]
    before_minor: Mapped[int | None]
    after_minor: Mapped[int]
    effective_on: Mapped[str]
    at_ms: Mapped[int]
    operator: Mapped[str]
    approved_by: Mapped[str | None]


class LabelPrintedRow(TillRow):
    """The price on an item's shelf label as it was last printed here; no fact of the books."""

    __tablename__ = "label_printed"
    __table_args__ = (*money("price"), CLUSTERED)

    sku: Mapped[str] = mapped_column(primary_key=True)
    price_minor: Mapped[int | None]
    at_ms: Mapped[int]


class CopyMadeRow(TillRow):
    """A backup or a rehearsal of one, as the journal has it; ``code`` is empty when it went well.

    ``file`` is the name without its folder, ``took_ms`` how long the work took.
    """

    __tablename__ = "copy_made"
    __table_args__ = (sa.CheckConstraint("work IN ('backup', 'rehearsal')"), PLAIN)

    number: Mapped[int] = mapped_column(primary_key=True)
    id: Mapped[bytes] = mapped_column(unique=True)
    at_ms: Mapped[int]
    work: Mapped[str]
    code: Mapped[str]
    file: Mapped[str]
    bytes: Mapped[int]
    epoch: Mapped[int]
    seq: Mapped[int]
    sales: Mapped[int]
    took_ms: Mapped[int]
