"""Tables say what the figures say: nothing left out, totals that add up, nothing known invented."""

from dataclasses import replace

from pos_app.domain.insight.period import Lens
from pos_app.domain.insight.table import Kind
from pos_app.domain.money import Money
from pos_app.domain.shop import SHIPPED_REASONS
from pos_app.services.closing_tables import closing_tables
from pos_app.services.report_tables import dashboard_tables
from tests.builders import BOOK, BREAD, MANAGER, WATER, Rig, off, yuan
from tests.ui.figures import a_day, a_month


def _named(tables, name):
    return next(table for table in tables if table.name == name)


def test_a_dashboard_is_laid_out_whole_with_its_completeness() -> None:
    day = a_day()
    tables = dashboard_tables(day, SHIPPED_REASONS)
    assert len({table.name for table in tables}) == len(tables) == 13
    assert {table.completeness for table in tables} == {day.completeness}
    headline = _named(tables, "headline")
    assert headline.rows[0][2] == day.headline.takings
    assert headline.rows[0][6] == day.headline.average_basket
    assert headline.rows[1][2] == day.before.takings
    days = _named(tables, "days")
    assert days.total[1] == Money(sum(one.takings.minor for one in day.days))
    hours = _named(tables, "hours")
    assert [row[0] for row in hours.rows[:2]] == ["08:00–09:00", "09:00–10:00"]
    assert hours.total[4] == sum(one.transactions for one in day.hours_before)


def test_goods_without_a_known_cost_have_no_margin() -> None:
    table = _named(dashboard_tables(a_day(), SHIPPED_REASONS), "top_goods")
    unknown = [row for row in table.rows if row[5] is None]
    assert unknown
    assert all(row[6] is None for row in unknown)


def test_the_average_of_all_operators_is_that_of_the_day_and_no_sum() -> None:
    day = a_day()
    table = _named(dashboard_tables(day, SHIPPED_REASONS), "operators")
    assert table.columns[4].heading == "average_basket"
    assert [row[4] for row in table.rows] == [one.average_basket for one in day.operators]
    assert table.total[4] == day.headline.average_basket
    nobody = replace(day, operators=())
    assert _named(dashboard_tables(nobody, SHIPPED_REASONS), "operators").total == ()


def test_coupons_have_the_names_of_their_campaigns_beside_the_numbers() -> None:
    table = _named(dashboard_tables(a_day(), SHIPPED_REASONS), "coupons")
    assert [column.kind for column in table.columns[:2]] == [Kind.TEXT, Kind.NAME]
    assert [row[:2] for row in table.rows] == [
        ("4021", ("双十一满减券", "11.11 money off")),
        ("4033", ("#4033", "#4033")),
    ]


def test_the_shares_of_categories_are_parts_per_million_of_their_sum() -> None:
    table = _named(dashboard_tables(a_day(), SHIPPED_REASONS), "categories")
    at = [column.kind for column in table.columns].index(Kind.PPM)
    assert abs(sum(row[at] for row in table.rows) - 1_000_000) <= len(table.rows)


def test_reasons_have_their_names_in_both_languages() -> None:
    table = _named(dashboard_tables(a_day(), SHIPPED_REASONS), "lost_sales")
    assert ("缺货", "Out of stock") in [row[1] for row in table.rows]


def test_tenders_with_what_was_rounded_come_to_the_takings() -> None:
    month = a_month()
    table = _named(dashboard_tables(month, SHIPPED_REASONS), "tenders")
    assert table.rows[-1] == ("rounding", 0, yuan(87))
    assert table.total[-1] == month.headline.takings
    narrowed = replace(month, lens=Lens(category=("饮料",)))
    assert narrowed.rounding == yuan(0)


def test_a_z_report_is_laid_out_with_what_was_counted(managed: Rig) -> None:
    managed.sell(WATER, BOOK)
    managed.ring(BREAD)
    managed.counter.checkout.discount_line(1, off(minor=33))
    managed.pay_card()
    managed.counter.shifts.close_shift(((10_000, 3),))
    report = managed.counter.shifts.close_day()
    tables = closing_tables(report, managed.counter.profile.reasons)
    (summary,) = _named(tables, "summary").rows
    assert summary[:2] == ("2026-11-21", 1)
    assert summary[4:] == (yuan(1533), yuan(1630), yuan(1630), yuan(1630))
    assert _named(tables, "trade").total[1:] == (2, yuan(1630))
    assert _named(tables, "tenders").rows == (
        ("card", 1, yuan(300), yuan(0), yuan(300)),
        ("cash", 1, yuan(1330), yuan(0), yuan(1330)),
    )
    cash = dict(_named(tables, "cash").rows)
    assert cash["counted_cash"] == yuan(30_000)
    assert cash["over_short"] == report.over_short
    assert _named(tables, "discounts").rows[0][2] == yuan(33)
    assert all(table.completeness.is_whole for table in tables)


def test_a_blind_x_report_says_nothing_of_the_cash_that_should_be_there(shop: Rig) -> None:
    shop.sell(WATER)
    report = shop.approved(shop.counter.shifts.x_report, by=MANAGER)
    tables = closing_tables(report, shop.counter.profile.reasons)
    cash = dict(_named(tables, "cash").rows)
    assert report.tells_expected == ("expected_cash" in cash)
    assert not tables[0].completeness.is_whole
