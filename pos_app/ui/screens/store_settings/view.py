"""The store's decisions in a list, a form for each shape of them, a sample receipt beside."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QCoreApplication, Signal

from pos_app.receipts.paper import Paper, Roll
from pos_app.ui import language, theme
from pos_app.ui.action_names import Scope
from pos_app.ui.actions import Actions
from pos_app.ui.forms import Entry, Form, Kind
from pos_app.ui.list_screen import ListScreen
from pos_app.ui.marked import marked
from pos_app.ui.screens.store_settings.actions import StoreAction
from pos_app.ui.screens.store_settings.contract import Decision, Part, Shape
from pos_app.ui.widgets.form_panel import FormPanel
from pos_app.ui.widgets.paper_frame import PaperFrame
from pos_app.ui.widgets.reason_picker import Choice
from pos_app.ui.widgets.table import Column, SnapshotModel

_PARTS = {
    Part.TEXTS: StoreAction.TEXTS,
    Part.REASONS: StoreAction.REASONS,
    Part.MONEY: StoreAction.MONEY,
    Part.BARCODES: StoreAction.BARCODES,
}
_SIDE_COLUMN = 2
_LABEL_WIDTH, _KIND_WIDTH = 330, 240
_PARTS_WITH_SIDE = frozenset({Part.REASONS, Part.MONEY})
_CODE = Entry("code", marked("Forms", "Code: capitals and digits"), longest=16)
_FORMS = {
    Shape.TEXT: Form(
        marked("Forms", "Change the text"),
        (Entry("text", marked("Forms", "As it is to be printed"), longest=300),),
    ),
    Shape.NUMBER: Form(
        marked("Forms", "Change the number"),
        (Entry("number", marked("Forms", "Number"), Kind.DIGITS, 3),),
    ),
    Shape.AMOUNTS: Form(
        marked("Forms", "Change the amounts"),
        (Entry("amounts", marked("Forms", "Amounts with blanks between them"), longest=120),),
    ),
    Shape.ROUNDING: Form(
        marked("Forms", "How cash is rounded"),
        (Entry("step", marked("Forms", "The smallest step"), Kind.MONEY),),
        has_choices=True,
    ),
    Shape.CASH: Form(
        marked("Forms", "Rule for cash"),
        (Entry("amount", marked("Forms", "Amount; left empty there is no such rule"), Kind.MONEY),),
    ),
    Shape.TAX: Form(
        marked("Forms", "Tax group"),
        (
            _CODE,
            Entry("rate", marked("Forms", "Rate in per cent"), Kind.DIGITS, 8),
            Entry(
                "from", marked("Forms", "First day, such as 20270101; empty: at once"), Kind.DATE
            ),
        ),
        note=marked(
            "Forms",
            "At once between two business days only. The rate as it is, with a day, takes a plan "
            "back.",
        ),
        has_choices=True,
    ),
    Shape.REASON: Form(
        marked("Forms", "Reason"),
        (
            Entry("zh", marked("Forms", "In Chinese"), longest=32),
            Entry("en", marked("Forms", "In English"), longest=32),
            _CODE,
        ),
    ),
    Shape.PATTERN: Form(
        marked("Forms", "Barcodes that the scale prints"),
        (
            Entry("prefix", marked("Forms", "They begin with"), Kind.DIGITS, 4),
            Entry("item", marked("Forms", "Digits of the item"), Kind.DIGITS, 2),
            Entry("value", marked("Forms", "Digits of the value"), Kind.DIGITS, 2),
            Entry("decimals", marked("Forms", "Of these after the point"), Kind.DIGITS, 2),
        ),
        has_choices=True,
    ),
}
_CHOICES = {
    Shape.ROUNDING: (
        Choice("down", "向下取整", "Down"),
        Choice("half_up", "四舍五入", "Half up"),
        Choice("half_even", "五成双", "Half even"),
        Choice("half_down", "五舍六入", "Half down"),
        Choice("up", "向上取整", "Up"),
    ),
    Shape.TAX: (
        Choice("included", "价内税", "In the price"),
        Choice("added", "价外税", "On top"),
    ),
    Shape.PATTERN: (
        Choice("weight", "重量", "Weight"),
        Choice("price", "金额", "Price"),
        Choice("count", "件数", "Pieces"),
        Choice("weight_checked", "重量带校验", "Weight, checked"),
        Choice("price_checked", "金额带校验", "Price, checked"),
    ),
}


class StoreView(ListScreen):
    """Shows what the store has decided.

    Signals: ``part_chosen(Part)``; ``answered(Answer)``; ``edited(str)`` while a text is typed;
    ``sure()`` when an entry is to be removed.
    """

    scope = Scope.STORE
    part_chosen = Signal(object)
    answered = Signal(object)
    edited = Signal(str)
    sure = Signal()

    def __init__(self, actions: Actions, currency: str, roll: Roll) -> None:
        self._part = Part.TEXTS
        self._scan = ""
        self.paper = PaperFrame(roll)
        self.forms = {shape: FormPanel(actions, form, currency) for shape, form in _FORMS.items()}
        model: SnapshotModel[Decision] = SnapshotModel(
            (
                Column(_LABEL_WIDTH, self._label),
                Column(0, self._text, is_strong=True),
                Column(190, _side),
            )
        )
        super().__init__(
            actions,
            model,
            tuple(StoreAction),
            tuple(self.forms.values()),
            beside=self.paper,
            side_width=440,
        )
        for panel in self.forms.values():
            panel.answered.connect(self.answered)
        self.forms[Shape.TEXT].fields[0].textChanged.connect(self._on_edited)
        for part, name in _PARTS.items():
            actions[name].triggered.connect(partial(self.part_chosen.emit, part))
        for key in self.keys[1 : len(_PARTS) + 1]:
            key.setCheckable(True)
        self.row_marked.connect(self._say_detail)
        self.retranslate()

    def show_decisions(self, part: Part, rows: Sequence[Decision]) -> None:
        """Replace the list by a part's."""
        if part is not self._part:
            self._part, self._scan = part, ""
            self.table.select(0)
        for key, known in zip(self.keys[1:], _PARTS, strict=False):
            key.setChecked(known is part)
        self.table.setColumnHidden(_SIDE_COLUMN, part not in _PARTS_WITH_SIDE)
        width = _KIND_WIDTH if part is Part.REASONS else _LABEL_WIDTH
        self.table.setColumnWidth(0, theme.px(width))
        self.replace_rows(rows)
        self.retranslate()

    def marked_decision(self) -> Decision | None:
        """Give the one that is marked."""
        decision: Decision | None = self.marked()
        return decision

    def ask(self, decision: Decision, *, is_new: bool) -> None:
        """Open the form of a decision, empty for a new entry beside it."""
        panel = self.forms[decision.shape]
        choices = _CHOICES.get(decision.shape, ())
        is_named = decision.shape in (Shape.TAX, Shape.PATTERN)

        def subject() -> str:
            if not is_named:
                return _translated(decision.label)
            return "" if is_new else decision.text

        panel.ask(subject, {} if is_new else decision.values, choices, decision.choice)
        self.ask_form(panel)

    def ask_sure(self, subject: str) -> None:
        """Ask before an entry is removed."""
        self.confirm_panel.ask("STORE_REMOVE", {"subject": subject}, self._on_sure)
        self.open_panel(self.confirm_panel)

    def show_paper(self, paper: Paper) -> None:
        """Show how a receipt would look."""
        self.paper.show_paper(paper)

    def show_panel_place(self, *, is_open: bool) -> None:
        """Leave the receipt above the keypad while a text is being typed."""
        super().show_panel_place(is_open=is_open)
        if is_open and self.panel is self.forms[Shape.TEXT]:
            self.show_beside(is_shown=True)

    def show_scan(self, text: str) -> None:
        """Say what a scanned barcode would be read as."""
        self._scan = text
        self._say_detail()

    def show_possible(self, *, can_add: bool, can_remove: bool) -> None:
        """Grey out what makes no sense for the marked row."""
        self.actions_table.set_possible(StoreAction.ADD, is_possible=can_add)
        self.actions_table.set_possible(StoreAction.REMOVE, is_possible=can_remove)

    def retranslate(self) -> None:
        """Set the words."""
        side = {Part.REASONS: self.tr("Code"), Part.MONEY: self.tr("Planned")}
        value = self.tr("As it is")
        if self._part is Part.BARCODES:
            value = self.tr("As it is: I item, N value, V its check digit, C check digit")
        self.model.show_headings((self.tr("What"), value, side.get(self._part, "")))
        self._say_detail()
        self.table.viewport().update()

    def _label(self, decision: Decision) -> str:
        return _translated(decision.label)

    def _text(self, decision: Decision) -> str:
        choice = next(
            (c for c in _CHOICES.get(decision.shape, ()) if c.code == decision.choice), None
        )
        text = decision.text
        if choice is not None:
            text = f"{text}  {language.name_of(choice)}"
        if decision.coming and not decision.coming_from:
            text += "  " + self.tr("→ {value} next day").replace("{value}", decision.coming)
        return text

    def _say_detail(self) -> None:
        """Say when a change of the marked row counts, or what was scanned."""
        decision = self.marked_decision()
        if self._part is Part.BARCODES:
            text = self._scan or self.tr("Scan a label of the scale to see how it will be read.")
            self.detail.setText(text)
        elif decision is not None:
            self.detail.setText(self._when(decision))

    def _when(self, decision: Decision) -> str:
        if decision.shape is Shape.TAX:
            return self.tr(
                "Changes between two business days, or from a day that is named. Head office "
                "rules its own."
            )
        return {
            "at_once": self.tr("A change counts at once, at this till."),
            "next_day": self.tr("A change counts from the next business day on, at this till."),
            "next_start": self.tr("A change counts when this till is started the next time."),
        }[decision.applies]

    def _on_edited(self, text: str) -> None:
        if self.panel is self.forms[Shape.TEXT]:
            self.edited.emit(text)

    def _on_sure(self) -> None:
        self.close_panel()
        self.sure.emit()


def _translated(source: str) -> str:
    return QCoreApplication.translate("Decisions", source)


def _side(decision: Decision) -> str:
    """Show a reason's code, or what is planned for a tax group and from which day on."""
    if decision.coming_from:
        return f"→ {decision.coming}  {decision.coming_from}"
    return decision.values.get("code", "") if decision.shape is Shape.REASON else ""
