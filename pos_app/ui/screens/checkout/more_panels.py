"""More panels of the selling screen: discount, void with a reason, suspended transactions."""

from dataclasses import dataclass
from enum import Enum, auto

from PySide6.QtCore import QDateTime, QModelIndex, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from pos_app.domain.money import Money
from pos_app.domain.pricing.priced import PricedLine
from pos_app.ui import formats, language, theme
from pos_app.ui.actions import Actions
from pos_app.ui.screens.checkout.contract import Waiting
from pos_app.ui.widgets.buttons import TouchButton
from pos_app.ui.widgets.label import wrapped_label
from pos_app.ui.widgets.money_field import MoneyField
from pos_app.ui.widgets.panel import Panel
from pos_app.ui.widgets.reason_panel import ReasonPanel
from pos_app.ui.widgets.reason_picker import Choice, ReasonPicker
from pos_app.ui.widgets.table import RIGHT, Column, SnapshotModel, SnapshotTable

_PPM_PER_PERCENT = 10_000
_REMOVE, _TOGGLE_WHOLE, _TOGGLE_KIND = 5, 6, 7
MOST_REASONS = 5
"""F6 to F8 are taken in the discount panel."""


class DiscountKind(Enum):
    """How the reduction is said."""

    PERCENT = auto()
    AMOUNT = auto()


@dataclass(frozen=True, slots=True)
class DiscountAnswer:
    """What the discount panel gives: a rate (parts per million) or an amount, never both."""

    is_whole: bool
    reason: str
    rate_ppm: int | None = None
    amount: Money | None = None


class DiscountPanel(Panel):
    """Asks what is taken off, from the line or from the whole, and why.

    Signals: ``answered(DiscountAnswer)``; ``removed()`` to take the discounts on the whole off
    again; ``left_empty()``; ``reason_missing()``.
    """

    answered = Signal(DiscountAnswer)
    removed = Signal()
    left_empty = Signal()
    reason_missing = Signal()

    def __init__(self, actions: Actions, currency: str) -> None:
        super().__init__(actions)
        self._line: PricedLine | None = None
        self._is_whole = False
        self._kind = DiscountKind.PERCENT
        self.field = MoneyField(currency)
        self.whole_key = TouchButton("choice")
        self.kind_key = TouchButton("choice")
        self.whole_key.clicked.connect(self._on_whole)
        self.kind_key.clicked.connect(self._on_kind)
        self.remove_key = TouchButton("danger")
        self.remove_key.clicked.connect(self.removed)
        self._can_remove = False
        row = QHBoxLayout()
        row.setSpacing(theme.px(8))
        row.addWidget(self.whole_key, 2)
        row.addWidget(self.kind_key, 2)
        row.addWidget(self.field, 3)
        self.body.addLayout(row)
        self.reasons = ReasonPicker()
        self.body.addWidget(self.reasons)
        self.body.addWidget(self.remove_key)
        self.field.entered.connect(self._on_entered)

    def show_reasons(self, reasons: tuple[Choice, ...]) -> None:
        """Offer the store's reasons."""
        self.reasons.show_choices(reasons[:MOST_REASONS])

    def ask(self, line: PricedLine | None, *, can_remove: bool) -> None:
        """Begin with the marked line, or with the whole when there is none to reduce."""
        self._line = line
        self._can_remove = can_remove
        self._is_whole = line is None
        self.field.clear()
        self.reasons.clear_choice()
        self.retranslate()

    def retranslate(self) -> None:
        """Set the words."""
        if self._is_whole or self._line is None:
            self.heading.setText(self.tr("Discount on the whole transaction"))
        else:
            name = language.name_of(self._line.line.item)
            self.heading.setText(self.tr("Discount on {name}").replace("{name}", name))
        self.remove_key.setVisible(self._can_remove)
        self.remove_key.setText("F6 " + self.tr("Take the whole-transaction discounts off"))
        self.whole_key.setText(
            "F7 " + (self.tr("Whole transaction") if self._is_whole else self.tr("This line"))
        )
        is_percent = self._kind is DiscountKind.PERCENT
        self.kind_key.setText(
            "F8 " + (self.tr("Percent off") if is_percent else self.tr("Amount off"))
        )
        self.field.setPlaceholderText("%" if is_percent else "¥")

    def keyboard_owner(self) -> QWidget:
        """Type into the number."""
        return self.field

    def on_choice(self, number: int) -> None:
        """F6 takes off again, F7 line or whole, F8 percent or amount, the others are reasons."""
        if number == _REMOVE and self._can_remove:
            self.removed.emit()
        elif number == _TOGGLE_WHOLE:
            self._on_whole()
        elif number == _TOGGLE_KIND:
            self._on_kind()
        else:
            self.reasons.choose(number)

    def on_confirm(self) -> None:
        """Give what was chosen."""
        number, reason = self.field.money(), self.reasons.chosen()
        if number is None:
            self.left_empty.emit()
        elif reason is None:
            self.reason_missing.emit()
        elif self._kind is DiscountKind.PERCENT:
            rate = number.minor * _PPM_PER_PERCENT // 10 ** formats.decimals(number.currency)
            self.answered.emit(DiscountAnswer(self._is_whole, reason, rate_ppm=rate))
        else:
            self.answered.emit(DiscountAnswer(self._is_whole, reason, amount=number))

    def _on_whole(self) -> None:
        self._is_whole = self._line is None or not self._is_whole
        self.retranslate()

    def _on_kind(self) -> None:
        is_percent = self._kind is DiscountKind.PERCENT
        self._kind = DiscountKind.AMOUNT if is_percent else DiscountKind.PERCENT
        self.field.clear()
        self.retranslate()

    def _on_entered(self, _text: str) -> None:
        self.on_confirm()


class VoidPanel(ReasonPanel):
    """Drops the unfinished transaction, with a reason; F9, never Enter."""

    def __init__(self, actions: Actions) -> None:
        super().__init__(actions, is_danger=True)
        self._question = wrapped_label("text")
        self.body.addWidget(self._question)
        self.body.addWidget(self.reasons)

    def retranslate(self) -> None:
        """Set the words."""
        self.heading.setText(self.tr("Void the whole transaction?"))
        self._question.setText(
            self.tr("Every line is dropped and nothing is sold. Choose why, then press F9.")
        )


def _time(row: Waiting) -> str:
    return QDateTime.fromMSecsSinceEpoch(row.opened_ms).toString("HH:mm")


class ResumePanel(Panel):
    """Shows what was put aside; Up and Down mark, F9 takes it up again.

    Signals: ``answered(bytes)`` with the id of the row.
    """

    answered = Signal(bytes)

    def __init__(self, actions: Actions) -> None:
        super().__init__(actions)
        self.model: SnapshotModel[Waiting] = SnapshotModel(
            (
                Column(100, _time),
                Column(0, lambda row: row.label, is_strong=True),
                Column(100, lambda row: str(row.line_count), RIGHT),
                Column(150, lambda row: formats.money(row.total), RIGHT, is_strong=True),
            ),
            self,
        )
        self.table = SnapshotTable(self.model, 48)
        self.table.setFixedHeight(theme.px(40 + 48 * 4))
        self.table.doubleClicked.connect(self._on_double_clicked)
        self.body.addWidget(self.table)

    def ask(self, rows: tuple[Waiting, ...]) -> None:
        """Begin with the newest marked."""
        self.model.show_rows(rows)
        self.table.select(0)
        self.retranslate()

    def retranslate(self) -> None:
        """Set the words."""
        self.heading.setText(self.tr("Suspended transactions"))
        self.model.show_headings(
            (
                self.tr("Time"),
                self.tr("Name"),
                self.tr("Lines"),
                self.tr("Total"),
            )
        )

    def on_step(self, step: int) -> None:
        """Mark another one."""
        self.table.move_mark(step)

    def on_confirm(self) -> None:
        """Give the one that is marked."""
        row = self.table.selected_row()
        if row is not None:
            self.answered.emit(bytes(self.model.rows[row].id))

    def _on_double_clicked(self, _index: QModelIndex) -> None:
        self.on_confirm()
