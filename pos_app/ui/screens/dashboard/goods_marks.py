"""Goods, categories, rules and reasons as marks of a ranking."""

from PySide6.QtCore import QCoreApplication

from pos_app.domain.insight.figures import CategoryFigure, GoodsFigure, PromotionFigure
from pos_app.domain.insight.part import Part
from pos_app.domain.money import Money
from pos_app.ui import figure_words, formats
from pos_app.ui.counted_words import CountedWords
from pos_app.ui.screens.dashboard.contract import Bar
from pos_app.ui.screens.dashboard.page import named
from pos_app.ui.widgets.chart import Mark

translate = QCoreApplication.translate


def goods_mark(goods: GoodsFigure) -> Mark:
    """Show an item by what it brought, with how many went and what stays of it."""
    notes = [_sold(goods.quantity_thousandths), _margin(goods.net, goods.cost)]
    return Mark(
        named(goods.name_zh, goods.name_en, goods.sku),
        goods.net.minor,
        formats.money(goods.net),
        note="  ".join(note for note in notes if note),
        key=Bar(Part(sku=goods.sku), goods.name_zh, goods.name_en),
    )


def category_mark(of: CategoryFigure) -> Mark:
    """Show a category by what it brought."""
    notes = [CountedWords().receipts(of.transactions), _margin(of.net, of.cost)]
    return Mark(
        of.category[-1] if of.category else figure_words.category(()),
        of.net.minor,
        formats.money(of.net),
        note="  ".join(note for note in notes if note),
        key=Bar(Part(category=of.category)),
    )


def promotion_mark(of: PromotionFigure) -> Mark:
    """Show a rule by what it took off, with what was sold under it."""
    words = translate("GoodsMarks", "on {amount}").replace("{amount}", formats.money(of.net))
    return Mark(
        named(of.name_zh, of.name_en, of.rule),
        of.off.minor,
        formats.money(of.off),
        note=f"{CountedWords().receipts(of.transactions)}  {words}",
        key=Bar(Part(rule=of.rule), of.name_zh, of.name_en),
    )


def _sold(thousandths: int) -> str:
    words = translate("GoodsMarks", "{quantity} sold")
    return words.replace("{quantity}", figure_words.pieces(thousandths))


def _margin(net: Money, cost: Money | None) -> str:
    if cost is None:
        return ""
    words = translate("GoodsMarks", "margin {share}")
    return words.replace("{share}", figure_words.margin_share(net - cost, net))
