"""The words of reports: names of tables, headings and codes; and a table put into them.

The words follow the language spoken when they are asked for. Screens, paper and files say the same.
"""

from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QCoreApplication

from pos_app.domain.insight.table import Kind, ReportTable, Value
from pos_app.domain.money import Money
from pos_app.exports.spoken_table import Cell, SpokenTable
from pos_app.ui import act_words, completeness_words, language
from pos_app.ui.marked import marked

WORDS: Final[dict[str, str]] = {
    # Tables
    "headline": marked("Reports", "Overview"),
    "hours": marked("Reports", "Hour by hour"),
    "days": marked("Reports", "Day by day"),
    "tenders": marked("Reports", "Tenders"),
    "top_goods": marked("Reports", "Best-selling goods"),
    "slow_goods": marked("Reports", "Slow goods"),
    "categories": marked("Reports", "Categories"),
    "operators": marked("Reports", "Operators"),
    "members": marked("Reports", "Members"),
    "coupons": marked("Reports", "Coupons"),
    "promotions": marked("Reports", "Promotions"),
    "control": marked("Reports", "Control"),
    "lost_sales": marked("Reports", "Lost sales"),
    "summary": marked("Reports", "Summary"),
    "trade": marked("Reports", "Sales"),
    "taxes": marked("Reports", "Taxes"),
    "discounts": marked("Reports", "Discounts"),
    "cash": marked("Reports", "Cash"),
    # Reports of several tables
    "dashboard": marked("Reports", "Dashboard"),
    "x_shift": marked("Reports", "X report, shift"),
    "z_shift": marked("Reports", "Z report, shift"),
    "z_day": marked("Reports", "Z report"),
    "day_archive": marked("Reports", "Day archive"),
    # Headings
    "first_day": marked("Reports", "From"),
    "last_day": marked("Reports", "To"),
    "takings": marked("Reports", "Takings"),
    "takings_before": marked("Reports", "Takings before"),
    "net": marked("Reports", "Goods, net of discounts"),
    "transactions": marked("Reports", "Transactions"),
    "transactions_before": marked("Reports", "Transactions before"),
    "sales": marked("Reports", "Sales transactions"),
    "average_basket": marked("Reports", "Average basket"),
    "items": marked("Reports", "Pieces"),
    "items_per_basket": marked("Reports", "Pieces per basket"),
    "returns": marked("Reports", "Returns"),
    "return_count": marked("Reports", "Number of returns"),
    "cost": marked("Reports", "Cost of goods"),
    "margin": marked("Reports", "Margin"),
    "margin_share": marked("Reports", "Margin %"),
    "hour": marked("Reports", "Hour"),
    "business_date": marked("Reports", "Business day"),
    "report_number": marked("Reports", "Report no."),
    "first_receipt": marked("Reports", "First receipt"),
    "last_receipt": marked("Reports", "Last receipt"),
    "before_discounts": marked("Reports", "Goods before discounts"),
    "perpetual_net": marked("Reports", "Perpetual net total"),
    "perpetual_all": marked("Reports", "Perpetual total of all amounts"),
    "tender": marked("Reports", "Tender"),
    "times": marked("Reports", "Times"),
    "amount": marked("Reports", "Amount"),
    "sku": marked("Reports", "Item no."),
    "goods": marked("Reports", "Goods"),
    "category": marked("Reports", "Category"),
    "quantity": marked("Reports", "Quantity"),
    "last_sold": marked("Reports", "Last sold"),
    "baskets_with_it": marked("Reports", "Transactions with it"),
    "share": marked("Reports", "Share"),
    "operator": marked("Reports", "Operator"),
    "voids": marked("Reports", "Voids"),
    "overrides": marked("Reports", "Changed prices"),
    "no_sales": marked("Reports", "Drawer without sale"),
    "new_members": marked("Reports", "New members"),
    "member_visits": marked("Reports", "Their purchases"),
    "repeat_members": marked("Reports", "Came again"),
    "repeat_rate": marked("Reports", "Repeat rate"),
    "campaign": marked("Reports", "Campaign"),
    "campaign_number": marked("Reports", "Number"),
    "shown": marked("Reports", "Shown"),
    "taken": marked("Reports", "Taken"),
    "redeemed": marked("Reports", "Redeemed"),
    "given_away": marked("Reports", "Given away"),
    "rule": marked("Reports", "Rule"),
    "promotion": marked("Reports", "Promotion"),
    "act": marked("Reports", "What"),
    "reason": marked("Reports", "Reason"),
    "received": marked("Reports", "Received"),
    "given_back": marked("Reports", "Given back"),
    "tax_group": marked("Reports", "Tax group"),
    "tax_rate": marked("Reports", "Rate"),
    "tax_kind": marked("Reports", "Kind"),
    "tax_base": marked("Reports", "Base"),
    "tax": marked("Reports", "Tax"),
    # Codes in cells
    "card": marked("Reports", "Card"),
    "coupon": marked("Reports", "Maker's coupon"),
    "stored_value": marked("Reports", "Gift card"),
    "sale": marked("Reports", "Sale"),
    "lost_sale": marked("Reports", "Lost sale"),
    "tax_inside": marked("Reports", "in the price"),
    "tax_on_top": marked("Reports", "on top"),
    "opening_float": marked("Reports", "Opening float"),
    "tender_loan": marked("Reports", "Float from the safe"),
    "tender_pickup": marked("Reports", "Cash to the safe"),
    "rounding": marked("Reports", "Rounding of cash"),
    "expected_cash": marked("Reports", "Expected cash"),
    "counted_cash": marked("Reports", "Counted cash"),
}
"""Source by code. A code means one thing wherever it stands, so that it has one word; acts have
theirs in act_words."""


@dataclass(frozen=True, slots=True)
class About:
    """What every table says of itself: the store, the till, and the days or the shift."""

    store: str
    subject: str
    utc_offset_minutes: int


def word(code: str) -> str:
    """Say a code; one without words is shown as it is."""
    source = WORDS.get(code)
    return act_words.act(code) if source is None else QCoreApplication.translate("Reports", source)


def spoken_table(table: ReportTable, about: About) -> SpokenTable:
    """Put a table into the words spoken now; what it is of and how complete it is go with it."""
    said = completeness_words.said_of(table.completeness, about.utc_offset_minutes)
    notes = [f"{about.store} · {about.subject}", said.words]
    if table.compared is not None:
        compared = completeness_words.said_of_compared(table.compared, about.utc_offset_minutes)
        notes.append(compared.words)
    currency = _currency(table)
    if currency:
        words = QCoreApplication.translate("Reports", "Amounts in {currency}")
        notes.append(words.replace("{currency}", currency))
    kinds = tuple(column.kind for column in table.columns)
    return SpokenTable(
        title=word(table.name),
        notes=tuple(notes),
        headings=tuple(word(column.heading) for column in table.columns),
        kinds=kinds,
        rows=tuple(_cells(row, kinds) for row in table.rows),
        total=_total(table, kinds),
        utc_offset_minutes=about.utc_offset_minutes,
    )


def spoken_tables(tables: tuple[ReportTable, ...], about: About) -> tuple[SpokenTable, ...]:
    """Put tables into words."""
    return tuple(spoken_table(table, about) for table in tables)


def _total(table: ReportTable, kinds: tuple[Kind, ...]) -> tuple[Cell, ...]:
    if not table.total:
        return ()
    cells = _cells(table.total, kinds)
    return (QCoreApplication.translate("Reports", "Total"), *cells[1:])


def _cells(row: tuple[Value, ...], kinds: tuple[Kind, ...]) -> tuple[Cell, ...]:
    return tuple(_cell(value, kind) for value, kind in zip(row, kinds, strict=True))


def _cell(value: Value, kind: Kind) -> Cell:
    if isinstance(value, tuple):
        return language.choose(*value)
    if kind is Kind.CODE and isinstance(value, str):
        return word(value)
    return value


def _currency(table: ReportTable) -> str:
    amounts = (cell for row in table.rows for cell in row if isinstance(cell, Money))
    first = next(amounts, None)
    return first.currency if first else ""
