"""Shelf prices in a list: what comes, what was done, which labels are due, what was found."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal

from pos_app.domain.events_set_up import PriceStage
from pos_app.domain.identifiers import BusinessDate
from pos_app.domain.money import Money
from pos_app.ui import formats, language
from pos_app.ui.action_names import Scope
from pos_app.ui.actions import Actions
from pos_app.ui.forms import Entry, Form, Kind
from pos_app.ui.list_screen import ListScreen
from pos_app.ui.marked import marked
from pos_app.ui.screens.prices.actions import PriceAction
from pos_app.ui.screens.prices.contract import Part, PriceLine
from pos_app.ui.widgets.form_panel import FormPanel
from pos_app.ui.widgets.reason_picker import Choice
from pos_app.ui.widgets.table import RIGHT, Column, SnapshotModel

_PARTS = {
    Part.COMING: PriceAction.COMING,
    Part.DONE: PriceAction.DONE,
    Part.LABELS: PriceAction.LABELS,
}
_FIND = Form(
    marked("Forms", "Which goods?"),
    (Entry("text", marked("Forms", "Name, pinyin, barcode or number; or scan it"), longest=40),),
)
_PRICE = Form(
    marked("Forms", "New shelf price"),
    (
        Entry("price", marked("Forms", "Price"), Kind.MONEY),
        Entry("date", marked("Forms", "From this business day on, such as 1122"), Kind.DATE),
        Entry("until", marked("Forms", "Until the end of this day; empty: for good"), Kind.DATE),
    ),
    has_choices=True,
)
_WHEN = (
    Choice("date", "从该营业日起", "From that day on"),
    Choice("at_once", "立即", "At once"),
)


class PricesView(ListScreen):
    """Shows prices and labels.

    Signals: ``part_chosen(Part)``; ``find_answered(Answer)``; ``price_answered(Answer)``.
    """

    scope = Scope.PRICES
    part_chosen = Signal(object)
    find_answered = Signal(object)
    price_answered = Signal(object)

    def __init__(self, actions: Actions, currency: str) -> None:
        self._part = Part.COMING
        self._is_from_cloud = False
        self.find_form = FormPanel(actions, _FIND)
        self.price_form = FormPanel(actions, _PRICE, currency)
        model: SnapshotModel[PriceLine] = SnapshotModel(
            (
                Column(0, _name, is_strong=True),
                Column(130, lambda line: line.sku),
                Column(120, lambda line: _amount(line.before), RIGHT),
                Column(120, lambda line: _amount(line.after), RIGHT, is_strong=True),
                Column(250, self._when, RIGHT),
            )
        )
        forms = (self.find_form, self.price_form)
        super().__init__(actions, model, tuple(PriceAction), forms, side_width=320)
        self.find_form.answered.connect(self.find_answered)
        self.find_form.fields[0].entered.connect(self._on_find_entered)
        self.price_form.answered.connect(self.price_answered)
        for part, name in _PARTS.items():
            actions[name].triggered.connect(partial(self.part_chosen.emit, part))
        for key in self.keys[1 : len(_PARTS) + 1]:
            key.setCheckable(True)
        self.retranslate()

    def show_lines(self, part: Part, rows: Sequence[PriceLine], *, is_from_cloud: bool) -> None:
        """Replace the list by a part's."""
        if part is not self._part:
            self.table.select(0)
        self._part, self._is_from_cloud = part, is_from_cloud
        for key, known in zip(self.keys[1:], _PARTS, strict=False):
            key.setChecked(known is part)
        self.replace_rows(rows)
        self.retranslate()

    def marked_line(self) -> PriceLine | None:
        """Give the one that is marked."""
        line: PriceLine | None = self.marked()
        return line

    def ask_find(self) -> None:
        """Ask for goods."""
        self.find_form.ask()
        self.ask_form(self.find_form)

    def ask_price(self, line: PriceLine, date: BusinessDate) -> None:
        """Ask for an item's new price, and from when on."""
        self.price_form.ask(partial(_name, line), {}, _WHEN, "date")
        self.price_form.show_date("date", date)
        self.price_form.show_year("until", date)
        self.ask_form(self.price_form)

    def show_possible(self, *, can_withdraw: bool, can_note: bool, can_price: bool) -> None:
        """Grey out what makes no sense for the marked row."""
        table = self.actions_table
        table.set_possible(PriceAction.WITHDRAW, is_possible=can_withdraw)
        table.set_possible(PriceAction.LABEL_RIGHT, is_possible=can_note)
        table.set_possible(PriceAction.NEW_PRICE, is_possible=can_price)

    def retranslate(self) -> None:
        """Set the words."""
        is_label = self._part is Part.LABELS
        self.model.show_headings(
            (
                self.tr("Goods"),
                self.tr("SKU"),
                self.tr("On the label") if is_label else self.tr("Before"),
                self.tr("Price"),
                "" if is_label or self._part is Part.FOUND else self.tr("When"),
            )
        )
        self.say_nothing(self._nothing_words())
        self.card.show_words(self.tr("Shelf prices"), self._words())
        self.table.viewport().update()

    def _words(self) -> tuple[str, ...]:
        if self._is_from_cloud:
            return (
                self.tr(
                    "The goods of this store and their prices come from head office, the same for "
                    "every channel; a till changes none of them. Ask there."
                ),
                self.tr(
                    "One line can be given another price at the till with F5, with a reason and "
                    "within what the role may."
                ),
                self.tr("Labels that say an old price stand under F3."),
            )
        return (
            self.tr("F6 finds goods, or scan them; F9 gives the marked goods a new price."),
            self.tr(
                "A price for a day counts from the opening of that business day on; at once, from "
                "the next line on. What is rung up already keeps its price."
            ),
            self.tr(
                "A mark-down, such as near the last day, has an end: the price before it comes "
                "back with the next business day, and its label is due again."
            ),
            self.tr("Each till of the store is told by itself, as with lists of goods."),
            self.tr(
                "A label is due until it was printed (manager's desk, F4 Stock, F5 Labels), or F7 "
                "says that it is right."
            ),
        )

    def _nothing_words(self) -> str:
        coming = self.tr("No price is planned. F6 finds goods to give a new price.")
        if self._is_from_cloud:
            coming = self.tr("No price is planned here. F6 finds goods and shows their price.")
        return {
            Part.COMING: coming,
            Part.DONE: self.tr("No price was changed here yet."),
            Part.LABELS: self.tr("No label is known to be wrong."),
            Part.FOUND: self.tr("Nothing was found."),
        }[self._part]

    def _when(self, line: PriceLine) -> str:
        if line.stage is None:
            return ""
        words = {
            PriceStage.PLANNED: self.tr("from {date} on"),
            PriceStage.APPLIED: self.tr("in force, {date}"),
            PriceStage.WITHDRAWN: self.tr("withdrawn, {date}"),
        }[line.stage]
        return words.replace("{date}", line.date)

    def _on_find_entered(self, _text: str) -> None:
        self.find_form.on_confirm()


def _name(line: PriceLine) -> str:
    return language.name_of(line.item) if line.item is not None else line.sku


def _amount(value: Money | None) -> str:
    return formats.money(value) if value is not None else "–"
