"""Sheets for the tests of files: everything a column can hold, and texts that mean harm."""

from pos_app.domain.insight.table import Kind
from pos_app.domain.money import Money
from pos_app.exports.spoken_table import Cell, SpokenTable

KINDS = tuple(kind for kind in Kind if kind is not Kind.CODE)
HARMFUL = (
    "=1+1",
    "+1",
    "-1+cmd|' /C calc'!A0",
    "@SUM(1)",
    "\t=1",
    "\r=1",
    "＝1+1",
    "＋1",
    "－1",
    "＠SUM(1)",
    " =1+1",
    "\u3000=1+1",
    '"=1+1',
    'a","=1+1',
    "a\n=1+1",
    "{=1}",
    "https://example.com/x",
    "mailto:a@example.com",
    "00012",
    "6901234567892",
    "1e5",
)


def a_table(
    *texts: str, title: str = "商品", total: tuple[Cell, ...] = (), notes: tuple[str, ...] = ()
) -> SpokenTable:
    """One row for each text, with a value of every kind beside it."""
    rows = tuple(
        (text, text, Money(-1050 * at, "CNY"), at, 1000 * at + at % 2 * 256, 351_234, day, MOMENT)
        for at, text in enumerate(texts, 1)
        for day in ["2026-11-21"]
    )
    headings = ("货号", "名称", "金额", "次数", "数量", "占比", "日期", "时间")
    said = notes or ("演示门店 · 收银台 T01 · 2026-11-21", "完整：T01 至 22:05")
    return SpokenTable(title, said, headings, KINDS, rows, total, 480)


MOMENT = 1_795_262_400_000  # 2026-11-21 20:00 of the shop's own clock
TOTAL: tuple[Cell, ...] = ("合计", None, Money(-2100), 3, None, None, None, None)
