"""The figures of a dashboard as tables, one shape for screen, paper and files. Pure; any thread.

Words are codes here; ui/report_words.py has them. X and Z reports: services/closing_tables.py.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Final

from pos_app.domain.insight.figures import ControlFigure, Dashboard, GoodsFigure, Headline
from pos_app.domain.insight.period import Period
from pos_app.domain.insight.table import Column, Kind, ReportTable, Value
from pos_app.domain.money import Money
from pos_app.domain.shop import Reason

_PPM: Final = 1_000_000


def dashboard_tables(dashboard: Dashboard, reasons: Sequence[Reason]) -> tuple[ReportTable, ...]:
    """Lay out all of a dashboard, in the order of its pages; ``reasons`` name their codes."""
    return (
        headline_table(dashboard),
        hours_table(dashboard),
        days_table(dashboard),
        tenders_table(dashboard),
        goods_table("top_goods", dashboard.top_goods, dashboard),
        goods_table("slow_goods", dashboard.slow_goods, dashboard),
        categories_table(dashboard),
        operators_table(dashboard),
        members_table(dashboard),
        coupons_table(dashboard),
        promotions_table(dashboard),
        control_table("control", dashboard.control, dashboard, reasons),
        control_table("lost_sales", dashboard.lost_sales, dashboard, reasons),
    )


def headline_table(dashboard: Dashboard) -> ReportTable:
    """Lay out what a manager reads in ten seconds, with the period it is measured against."""
    columns = (
        Column("first_day", Kind.DATE),
        Column("last_day", Kind.DATE),
        Column("takings", Kind.MONEY),
        Column("net", Kind.MONEY),
        Column("transactions", Kind.COUNT),
        Column("sales", Kind.COUNT),
        Column("average_basket", Kind.MONEY),
        Column("items", Kind.COUNT),
        Column("items_per_basket", Kind.THOUSANDTHS),
        Column("discounts", Kind.MONEY),
        Column("returns", Kind.MONEY),
        Column("return_count", Kind.COUNT),
        Column("cost", Kind.MONEY),
        Column("margin", Kind.MONEY),
        Column("margin_share", Kind.PPM),
    )
    rows = (
        _headline(dashboard.period, dashboard.headline),
        _headline(dashboard.compared, dashboard.before),
    )
    made, before = dashboard.completeness, dashboard.completeness_before
    return ReportTable("headline", columns, rows, made, compared=before)


def hours_table(dashboard: Dashboard) -> ReportTable:
    """Lay out the hours of the day beside those of the period before."""
    columns = (
        Column("hour", Kind.TEXT),
        Column("takings", Kind.MONEY),
        Column("transactions", Kind.COUNT),
        Column("takings_before", Kind.MONEY),
        Column("transactions_before", Kind.COUNT),
    )
    now = {figure.hour: figure for figure in dashboard.hours}
    then = {figure.hour: figure for figure in dashboard.hours_before}
    nothing = _nothing(dashboard)
    rows: list[tuple[Value, ...]] = []
    for hour in sorted(now.keys() | then.keys()):
        here, before = now.get(hour), then.get(hour)
        rows.append(
            (
                f"{hour:02d}:00–{hour + 1:02d}:00",
                here.takings if here else nothing,
                here.transactions if here else 0,
                before.takings if before else nothing,
                before.transactions if before else 0,
            )
        )
    table = _with_total("hours", columns, rows, dashboard)
    return replace(table, compared=dashboard.completeness_before)


def days_table(dashboard: Dashboard) -> ReportTable:
    """Lay out the business days that were traded on."""
    columns = (
        Column("business_date", Kind.DATE),
        Column("takings", Kind.MONEY),
        Column("transactions", Kind.COUNT),
    )
    rows = [(one.business_date, one.takings, one.transactions) for one in dashboard.days]
    return _with_total("days", columns, rows, dashboard)


def tenders_table(dashboard: Dashboard) -> ReportTable:
    """Lay out what stayed of each tender, and what rounding makes of it."""
    columns = (
        Column("tender", Kind.CODE),
        Column("times", Kind.COUNT),
        Column("amount", Kind.MONEY),
    )
    rows = [(one.tender_type.value, one.count, one.net) for one in dashboard.tenders]
    if dashboard.rounding.minor:
        rows.append(("rounding", 0, -dashboard.rounding))
    return _with_total("tenders", columns, rows, dashboard)


def goods_table(name: str, goods: Iterable[GoodsFigure], dashboard: Dashboard) -> ReportTable:
    """Lay out goods."""
    columns = (
        Column("sku", Kind.TEXT),
        Column("goods", Kind.NAME),
        Column("category", Kind.TEXT),
        Column("quantity", Kind.THOUSANDTHS),
        Column("net", Kind.MONEY),
        Column("cost", Kind.MONEY),
        Column("margin", Kind.MONEY),
        Column("last_sold", Kind.DATE),
    )
    rows = tuple(
        (
            one.sku,
            (one.name_zh, one.name_en),
            _path(one.category),
            one.quantity_thousandths,
            one.net,
            one.cost,
            None if one.cost is None else one.net - one.cost,
            one.last_sold,
        )
        for one in goods
    )
    return ReportTable(name, columns, rows, dashboard.completeness)


def categories_table(dashboard: Dashboard) -> ReportTable:
    """Lay out categories, with the share each has of what all of them brought."""
    columns = (
        Column("category", Kind.TEXT),
        Column("quantity", Kind.THOUSANDTHS),
        Column("baskets_with_it", Kind.COUNT),
        Column("net", Kind.MONEY),
        Column("share", Kind.PPM),
        Column("cost", Kind.MONEY),
    )
    whole = sum(one.net.minor for one in dashboard.categories)
    rows = tuple(
        (
            _path(one.category),
            one.quantity_thousandths,
            one.transactions,
            one.net,
            _ppm(one.net.minor, whole),
            one.cost,
        )
        for one in dashboard.categories
    )
    return ReportTable("categories", columns, rows, dashboard.completeness)


def operators_table(dashboard: Dashboard) -> ReportTable:
    """Lay out operators: trade, and what a manager asks about."""
    columns = (
        Column("operator", Kind.TEXT),
        Column("takings", Kind.MONEY),
        Column("transactions", Kind.COUNT),
        Column("sales", Kind.COUNT),
        Column("average_basket", Kind.MONEY),
        Column("returns", Kind.COUNT),
        Column("voids", Kind.COUNT),
        Column("overrides", Kind.COUNT),
        Column("no_sales", Kind.COUNT),
    )
    rows = [
        (
            one.name,
            one.takings,
            one.transactions,
            one.sales,
            one.average_basket,
            one.returns,
            one.voids,
            one.overrides,
            one.no_sales,
        )
        for one in dashboard.operators
    ]
    table = _with_total("operators", columns, rows, dashboard)
    if not rows:
        return table
    at = [column.heading for column in columns].index("average_basket")
    average = dashboard.headline.average_basket  # averages do not add up
    return replace(table, total=(*table.total[:at], average, *table.total[at + 1 :]))


def members_table(dashboard: Dashboard) -> ReportTable:
    """Lay out members' part; nobody is named."""
    columns = (
        Column("members", Kind.COUNT),
        Column("new_members", Kind.COUNT),
        Column("member_visits", Kind.COUNT),
        Column("repeat_members", Kind.COUNT),
        Column("repeat_rate", Kind.PPM),
        Column("takings", Kind.MONEY),
        Column("share", Kind.PPM),
    )
    one = dashboard.members
    row = (
        one.members,
        one.new_members,
        one.visits,
        one.repeat_members,
        one.repeat_rate_ppm,
        one.takings,
        _ppm(one.takings.minor, dashboard.headline.takings.minor),
    )
    return ReportTable("members", columns, (row,), dashboard.completeness)


def coupons_table(dashboard: Dashboard) -> ReportTable:
    """Lay out what became of each campaign's coupons."""
    columns = (
        Column("campaign_number", Kind.TEXT),
        Column("campaign", Kind.NAME),
        Column("shown", Kind.COUNT),
        Column("taken", Kind.COUNT),
        Column("redeemed", Kind.COUNT),
        Column("given_away", Kind.MONEY),
    )
    rows = [
        (
            str(one.campaign),
            (one.name_zh, one.name_en),
            one.shown,
            one.taken,
            one.redeemed,
            one.cost,
        )
        for one in dashboard.coupons
    ]
    return _with_total("coupons", columns, rows, dashboard)


def promotions_table(dashboard: Dashboard) -> ReportTable:
    """Lay out what each rule sold and took off."""
    columns = (
        Column("rule", Kind.TEXT),
        Column("promotion", Kind.NAME),
        Column("transactions", Kind.COUNT),
        Column("net", Kind.MONEY),
        Column("given_away", Kind.MONEY),
    )
    rows = tuple(
        (one.rule, (one.name_zh, one.name_en), one.transactions, one.net, one.off)
        for one in dashboard.promotions
    )
    return ReportTable("promotions", columns, rows, dashboard.completeness)


def control_table(
    name: str, acts: Iterable[ControlFigure], dashboard: Dashboard, reasons: Sequence[Reason]
) -> ReportTable:
    """Lay out what a manager asks about, or why sales were lost."""
    columns = (
        Column("act", Kind.CODE),
        Column("reason", Kind.NAME),
        Column("times", Kind.COUNT),
        Column("amount", Kind.MONEY),
    )
    names = {reason.code: (reason.name_zh, reason.name_en) for reason in reasons}
    rows = tuple(
        (
            one.kind,
            names.get(one.reason_code, (one.reason_code, one.reason_code)),
            one.count,
            one.amount,
        )
        for one in acts
    )
    return ReportTable(name, columns, rows, dashboard.completeness)


def totals_of(rows: Sequence[tuple[Value, ...]], kinds: Sequence[Kind]) -> tuple[Value, ...]:
    """Add up the columns of counts and amounts; empty without rows, and no cell where one lacks."""
    if not rows:
        return ()
    return tuple(
        _sum([row[at] for row in rows]) if kind in (Kind.COUNT, Kind.MONEY) else None
        for at, kind in enumerate(kinds)
    )


def _sum(cells: Sequence[Value]) -> Value:
    counts = [cell for cell in cells if isinstance(cell, int)]
    amounts = [cell for cell in cells if isinstance(cell, Money)]
    if len(counts) == len(cells):
        return sum(counts)
    if len(amounts) == len(cells):
        return Money(sum(amount.minor for amount in amounts), amounts[0].currency)
    return None


def _with_total(
    name: str,
    columns: tuple[Column, ...],
    rows: Sequence[tuple[Value, ...]],
    dashboard: Dashboard,
) -> ReportTable:
    total = totals_of(rows, [column.kind for column in columns])
    return ReportTable(name, columns, tuple(rows), dashboard.completeness, total)


def _headline(period: Period, headline: Headline) -> tuple[Value, ...]:
    hundredths = headline.items_per_basket_hundredths
    margin = headline.margin
    return (
        period.first,
        period.last,
        headline.takings,
        headline.net,
        headline.transactions,
        headline.sales,
        headline.average_basket,
        headline.items,
        None if hundredths is None else 10 * hundredths,
        headline.discounts,
        headline.returns,
        headline.return_count,
        headline.cost,
        margin,
        None if margin is None else _ppm(margin.minor, headline.costed_net.minor),
    )


def _ppm(part: int, whole: int) -> int | None:
    """Give a share in parts per million, half up; None of nothing."""
    return None if whole <= 0 else (2 * _PPM * part + whole) // (2 * whole)


def _path(category: tuple[str, ...]) -> str | None:
    """Write a category's path; None for goods that stand in none."""
    return " › ".join(category) or None


def _nothing(dashboard: Dashboard) -> Money:
    return Money(0, dashboard.headline.takings.currency)
