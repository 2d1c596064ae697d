"""X and Z reports as tables: sales, taxes, tenders, discounts, cash and what a manager looks at."""

from collections.abc import Sequence

from pos_app.domain.insight.completeness import Completeness, TillMark
from pos_app.domain.insight.table import Column, Kind, ReportTable, Value
from pos_app.domain.money import Money
from pos_app.domain.report import Figures, XReport, ZReport
from pos_app.domain.shop import Reason
from pos_app.services.report_tables import totals_of


def closing_tables(report: XReport | ZReport, reasons: Sequence[Reason]) -> tuple[ReportTable, ...]:
    """Lay out a report; ``reasons`` name their codes. A blind X report says no expected cash."""
    x = report.x if isinstance(report, ZReport) else report
    completeness = _completeness(x, is_closed=isinstance(report, ZReport))
    return (
        _summary(report, completeness),
        _kinds(x.figures, completeness),
        _tenders(x.figures, completeness),
        _taxes(x.figures, completeness),
        _discounts(x.figures, completeness, reasons),
        _cash(report, completeness),
        _control(x.figures, completeness),
    )


def _completeness(report: XReport, *, is_closed: bool) -> Completeness:
    mark = TillMark(report.workstation, is_here=True, until_ms=report.taken_ms)
    open_days = () if is_closed else (report.business_date,)
    return Completeness(report.taken_ms, (mark,), open_days=open_days)


def _summary(report: XReport | ZReport, completeness: Completeness) -> ReportTable:
    x = report.x if isinstance(report, ZReport) else report
    figures = x.figures
    columns = (
        Column("business_date", Kind.DATE),
        Column("report_number", Kind.COUNT),
        Column("first_receipt", Kind.TEXT),
        Column("last_receipt", Kind.TEXT),
        Column("before_discounts", Kind.MONEY),
        Column("takings", Kind.MONEY),
        Column("perpetual_net", Kind.MONEY),
        Column("perpetual_all", Kind.MONEY),
    )
    row = (
        x.business_date,
        report.number if isinstance(report, ZReport) else None,
        str(figures.first_receipt) if figures.first_receipt else None,
        str(figures.last_receipt) if figures.last_receipt else None,
        figures.gross,
        figures.net_total,
        x.grand_totals.net,
        x.grand_totals.absolute,
    )
    return ReportTable("summary", columns, (row,), completeness)


def _kinds(figures: Figures, completeness: Completeness) -> ReportTable:
    columns = (
        Column("act", Kind.CODE),
        Column("times", Kind.COUNT),
        Column("amount", Kind.MONEY),
    )
    rows = [(one.kind.value, one.count, one.total) for one in figures.kinds]
    return _table("trade", columns, rows, completeness)


def _tenders(figures: Figures, completeness: Completeness) -> ReportTable:
    columns = (
        Column("tender", Kind.CODE),
        Column("times", Kind.COUNT),
        Column("received", Kind.MONEY),
        Column("given_back", Kind.MONEY),
        Column("amount", Kind.MONEY),
    )
    rows = [
        (one.tender_type.value, one.count, one.received, one.given_back, one.net)
        for one in figures.tenders
    ]
    return _table("tenders", columns, rows, completeness)


def _taxes(figures: Figures, completeness: Completeness) -> ReportTable:
    columns = (
        Column("tax_group", Kind.TEXT),
        Column("tax_rate", Kind.PPM),
        Column("tax_kind", Kind.CODE),
        Column("tax_base", Kind.MONEY),
        Column("tax", Kind.MONEY),
    )
    rows = [
        (
            one.code,
            one.rate_ppm,
            "tax_inside" if one.is_inclusive else "tax_on_top",
            one.base,
            one.tax,
        )
        for one in figures.taxes
    ]
    return _table("taxes", columns, rows, completeness)


def _discounts(
    figures: Figures, completeness: Completeness, reasons: Sequence[Reason]
) -> ReportTable:
    columns = (
        Column("reason", Kind.NAME),
        Column("times", Kind.COUNT),
        Column("amount", Kind.MONEY),
    )
    names = {reason.code: (reason.name_zh, reason.name_en) for reason in reasons}
    names[""] = ("促销规则", "Promotion rules")
    rows = [
        (
            names.get(one.reason_code, (one.reason_code, one.reason_code)),
            one.count,
            one.amount,
        )
        for one in figures.discounts
    ]
    return _table("discounts", columns, rows, completeness)


def _cash(report: XReport | ZReport, completeness: Completeness) -> ReportTable:
    x = report.x if isinstance(report, ZReport) else report
    figures = x.figures
    rows: list[tuple[str, Money]] = [
        ("opening_float", figures.cash.opening_float),
        ("tender_loan", figures.cash.loans),
        ("tender_pickup", -figures.cash.pickups),
        ("paid_in", figures.cash.paid_in),
        ("paid_out", -figures.cash.paid_out),
        ("rounding", figures.rounding),
    ]
    if x.tells_expected:
        rows.append(("expected_cash", figures.expected_cash))
    if isinstance(report, ZReport):
        rows += [("counted_cash", report.counted), ("over_short", report.over_short)]
    columns = (Column("cash", Kind.CODE), Column("amount", Kind.MONEY))
    return ReportTable("cash", columns, tuple(rows), completeness)


def _control(figures: Figures, completeness: Completeness) -> ReportTable:
    control = figures.control
    columns = (
        Column("act", Kind.CODE),
        Column("times", Kind.COUNT),
        Column("amount", Kind.MONEY),
    )
    rows = (
        ("void_line", control.voided_lines, control.voided_lines_amount),
        ("void", control.voided_transactions, None),
        ("override", control.price_overrides, None),
        ("no_sale", control.no_sales, None),
        ("reprint", control.reprints, None),
    )
    return ReportTable("control", columns, rows, completeness)


def _table(
    name: str,
    columns: tuple[Column, ...],
    rows: Sequence[tuple[Value, ...]],
    completeness: Completeness,
) -> ReportTable:
    total = totals_of(rows, [column.kind for column in columns])
    return ReportTable(name, columns, tuple(rows), completeness, total)
