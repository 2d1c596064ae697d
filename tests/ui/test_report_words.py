"""Every code that a table can show has words, in both languages."""

import ast
from pathlib import Path

import pytest

from pos_app.domain.acts import ActKind
from pos_app.domain.insight.table import Kind
from pos_app.domain.money import Money
from pos_app.domain.shop import SHIPPED_REASONS
from pos_app.domain.tender import TenderType
from pos_app.domain.transaction import TransactionKind
from pos_app.services.closing_tables import closing_tables
from pos_app.services.report_tables import dashboard_tables
from pos_app.ui import act_words, language, report_words
from tests.ui.figures import a_day
from tests.ui.looks_dashboard import sign_on_as
from tests.ui.shop import MANAGER, Shop

SOURCES = Path(__file__).parents[2] / "pos_app"
WORDS = report_words.WORDS.keys() | act_words.ACTS.keys()


def codes_of(path: Path) -> set[str]:
    """The names and headings of tables in a file, wherever they are written out."""
    found = set()
    text = path.read_text("utf-8")
    if "insight.table import" not in text:
        return found
    for call in ast.walk(ast.parse(text)):
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.args:
            first = call.args[0]
            is_ours = call.func.id in ("Column", "ReportTable")
            if is_ours and isinstance(first, ast.Constant):
                found.add(first.value)
    return found


def test_no_table_and_no_heading_is_without_words() -> None:
    codes = set().union(*(codes_of(path) for path in SOURCES.rglob("*.py")))
    assert "average_basket" in codes
    assert sorted(codes - WORDS) == []


def test_no_tender_no_kind_and_no_act_is_without_words() -> None:
    codes = {*TenderType, *TransactionKind, *ActKind, "lost_sale"}
    assert sorted({str(code) for code in codes} - WORDS) == []


@pytest.mark.usefixtures("chinese")
def test_every_code_in_the_cells_of_reports_has_words(shop: Shop) -> None:
    counter = shop.till.counter
    tables = dashboard_tables(a_day(), SHIPPED_REASONS)
    sign_on_as(shop, MANAGER)
    tables += closing_tables(counter.shifts.x_report(None), counter.profile.reasons)
    for table in tables:
        for row in table.rows:
            for column, cell in zip(table.columns, row, strict=True):
                if column.kind is Kind.CODE:
                    assert cell in WORDS, (table.name, cell)


@pytest.mark.usefixtures("chinese")
def test_a_sheet_speaks_one_language_and_says_how_complete_it_is() -> None:
    table = dashboard_tables(a_day(), SHIPPED_REASONS)[4]
    about = report_words.About("融合超市", "T01 · 2026-11-22", 480)
    chinese = report_words.spoken_table(table, about)
    language.switch(language.Language.ENGLISH)
    english = report_words.spoken_table(table, about)
    language.switch(language.Language.CHINESE)
    assert (chinese.title, english.title) == ("畅销商品", "Best-selling goods")
    assert chinese.rows[0][1] == "农夫山泉饮用天然水 550ml"
    assert english.rows[0][1] == "Nongfu Spring Drinking Water 550ml"
    assert chinese.notes[0] == "融合超市 · T01 · 2026-11-22"
    assert chinese.notes[1].startswith("数据尚不完整")
    assert chinese.notes[2] == "金额单位：CNY"
    assert set(chinese.headings).isdisjoint(english.headings)
    assert chinese.rows[0][4] == english.rows[0][4] == Money(42_800)
