"""Counting the drawer, or the safe, by denomination: by keys alone, by touch alone, and blind.

What the till expects is not known here, so it cannot be shown before the count is confirmed.
"""

from enum import Enum, auto
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QSizePolicy, QWidget

from pos_app.domain.money import Money
from pos_app.domain.shift import Counts
from pos_app.ui import formats, theme
from pos_app.ui.actions import Actions
from pos_app.ui.widgets.buttons import TouchButton
from pos_app.ui.widgets.fields import EntryField, plain_digits
from pos_app.ui.widgets.label import FittedAmount, amount_label, text_label, wrapped_label
from pos_app.ui.widgets.panel import Panel

_MOST_DIGITS = 4
_IN_A_COLUMN = 4


class _CountOf(Enum):
    """What is counted, and whether it is for the second time."""

    FLOAT = auto()
    TILL = auto()
    TILL_AGAIN = auto()
    SAFE = auto()
    SAFE_AGAIN = auto()


class PiecesField(EntryField):
    """Takes a number of notes or coins."""

    def __init__(self) -> None:
        super().__init__("count")
        self.setMaxLength(_MOST_DIGITS)
        self.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, on=False)
        self.textChanged.connect(self._on_changed)

    def pieces(self) -> int | None:
        """Read the number; None while nothing is typed."""
        return int(self.text()) if self.text() else None

    def _on_changed(self, text: str) -> None:
        digits = "".join(filter(str.isdecimal, plain_digits(text)))
        if digits != text:
            self.setText(digits)


class CountPanel(Panel):
    """A field for each denomination, largest first; Enter and Down go on, Up goes back.

    Signals: ``answered(Counts)`` at F9; ``left_empty()`` when nothing at all was typed.
    """

    answered = Signal(object)
    left_empty = Signal()

    def __init__(self, actions: Actions, denominations: tuple[int, ...], currency: str) -> None:
        super().__init__(actions)
        self._currency = currency
        self._denominations = denominations
        self._counted = _CountOf.TILL
        self._standard: Money | None = None
        self._at = 0
        self._why = wrapped_label("text")
        self._zero_key = TouchButton("choice")
        self._zero_key.clicked.connect(self.fill_with_zero)
        self._zero_key.setFixedSize(theme.px(270), theme.px(54))
        self._total_label = text_label("heading")
        self._total = FittedAmount("total", 40)
        self.fields = tuple(PiecesField() for _ in denominations)
        self._sums = tuple(amount_label("heading") for _ in denominations)
        self._lay_out()
        for number, field in enumerate(self.fields):
            field.entered.connect(self._on_entered)
            field.textChanged.connect(self._on_typed)
            field.focused.connect(partial(self._on_focused, number))

    def _lay_out(self) -> None:
        grid = QGridLayout()
        grid.setHorizontalSpacing(theme.px(10))
        grid.setVerticalSpacing(theme.px(6))
        rows = max(_IN_A_COLUMN, (len(self.fields) + 1) // 2)
        for number, field in enumerate(self.fields):
            row, column = number % rows, number // rows * 5
            grid.addWidget(self._value_label(number), row, column)
            grid.addWidget(text_label("caption", "×"), row, column + 1)
            grid.addWidget(field, row, column + 2)
            grid.addWidget(self._sums[number], row, column + 3)
            field.setFixedSize(theme.px(130), theme.px(54))
            self._sums[number].setMinimumWidth(theme.px(124))
            grid.setRowStretch(row, 1)
            grid.setColumnStretch(column + 4, 1)
        top = QHBoxLayout()
        top.setSpacing(theme.px(12))
        top.addWidget(self._why, 1)
        top.addWidget(self._zero_key)
        bottom = QHBoxLayout()
        bottom.addWidget(self._total_label)
        bottom.addWidget(self._total, 1)
        self.body.addLayout(top)
        self.body.addLayout(grid, 1)
        self.body.addLayout(bottom)

    def _value_label(self, number: int) -> QLabel:
        money = Money(self._denominations[number], self._currency)
        label = amount_label("heading")
        label.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Expanding)
        label.setText(formats.money(money).removesuffix(".00"))
        return label

    def ask_float(self, standard: Money | None) -> None:
        """Begin the count of a shift's float; ``standard`` is what it should be."""
        self._standard = standard
        self._begin(_CountOf.FLOAT)

    def ask_all(self, *, is_again: bool) -> None:
        """Begin the count that closes a shift, or begin it once more."""
        self._begin(_CountOf.TILL_AGAIN if is_again else _CountOf.TILL)

    def ask_safe(self, *, is_again: bool) -> None:
        """Begin a count of the safe, or begin it once more."""
        self._begin(_CountOf.SAFE_AGAIN if is_again else _CountOf.SAFE)

    def _begin(self, counted: _CountOf) -> None:
        self._counted = counted
        self._at = 0
        for field in self.fields:
            field.clear()
        self.retranslate()

    def retranslate(self) -> None:
        """Set the words."""
        heading, why = self._words()
        self.heading.setText(heading)
        self._why.setText(why)
        self._zero_key.setText("F1 " + self.tr("The rest is zero"))
        self._show_sums()

    def _words(self) -> tuple[str, str]:
        again = self.tr("Please count everything again, from the first note. Both counts are kept.")
        return {
            _CountOf.FLOAT: (self.tr("Open the shift: count the float"), self._float_words()),
            _CountOf.TILL: (
                self.tr("Count the drawer"),
                self.tr(
                    "Count everything in the drawer. What should be there is shown afterwards."
                ),
            ),
            _CountOf.TILL_AGAIN: (self.tr("Count the drawer once more"), again),
            _CountOf.SAFE: (
                self.tr("Count the safe"),
                self.tr("Count everything in the safe, bags that wait for the bank included."),
            ),
            _CountOf.SAFE_AGAIN: (self.tr("Count the safe once more"), again),
        }[self._counted]

    def _float_words(self) -> str:
        if self._standard is None:
            return self.tr("Count what is in the drawer before the first sale.")
        words = self.tr("Count what is in the drawer before the first sale. It should be {float}.")
        return words.replace("{float}", formats.money(self._standard))

    def _total_words(self, total: Money) -> str:
        """Say what the sum is, and how far a float is from the standard one."""
        if self._counted is not _CountOf.FLOAT:
            return self.tr("Counted")
        if self._standard is None or not total or total == self._standard:
            return self.tr("Opening float")
        if total > self._standard:
            words = self.tr("Opening float, {amount} above the standard")
        else:
            words = self.tr("Opening float, {amount} below the standard")
        return words.replace("{amount}", formats.money(abs(total - self._standard)))

    def keyboard_owner(self) -> QWidget:
        """Type into one field after the other."""
        return self.fields[self._at]

    def fill_with_zero(self) -> None:
        """Say that there is nothing of what was not typed."""
        for field in self.fields:
            if not field.text():
                field.setText("0")

    def on_choice(self, number: int) -> None:
        """F1: nothing more in the drawer."""
        if number == 0:
            self.fill_with_zero()

    def on_step(self, step: int) -> None:
        """Go to the field above or below."""
        at = max(0, min(len(self.fields) - 1, self._at + step))
        self.fields[at].setFocus()
        self.fields[at].selectAll()

    def on_confirm(self) -> None:
        """Give the count; what was left empty is none."""
        if all(field.pieces() is None for field in self.fields):
            self.left_empty.emit()
            return
        pieces = (field.pieces() or 0 for field in self.fields)
        self.answered.emit(tuple(zip(self._denominations, pieces, strict=True)))

    def counts(self) -> Counts:
        """Give what is typed so far."""
        return tuple(
            (value, field.pieces() or 0)
            for value, field in zip(self._denominations, self.fields, strict=True)
        )

    def _show_sums(self) -> None:
        for (value, pieces), label in zip(self.counts(), self._sums, strict=True):
            sum_ = Money(value * pieces, self._currency)
            label.setText(formats.money(sum_) if pieces else "")
        total = Money(sum(value * pieces for value, pieces in self.counts()), self._currency)
        self._total.setText(formats.money(total))
        self._total_label.setText(self._total_words(total))

    def _on_entered(self, _text: str) -> None:
        self.on_step(1)

    def _on_typed(self, _text: str) -> None:
        self._show_sums()

    def _on_focused(self, number: int) -> None:
        self._at = number
