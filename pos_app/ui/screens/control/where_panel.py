"""Where to look: two dates, the number of a shift, or the number of a receipt."""

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QStackedWidget, QWidget

from pos_app.domain.audit import AuditFilter
from pos_app.ui import theme
from pos_app.ui.actions import Actions
from pos_app.ui.screens.control.contract import Where
from pos_app.ui.widgets.buttons import TouchButton, plain_text
from pos_app.ui.widgets.date_field import DateField
from pos_app.ui.widgets.fields import EntryField
from pos_app.ui.widgets.panel import Panel

_FROM, _TO, _SHIFT, _RECEIPT = range(4)


class WherePanel(Panel):
    """F1–F4 choose what is typed; Enter or F9 looks there.

    Signals: ``answered(Where)``; ``chosen()`` when the keyboard goes to another field.
    """

    answered = Signal(object)
    chosen = Signal()

    def __init__(self, actions: Actions) -> None:
        super().__init__(actions)
        self._dates = (DateField(), DateField())
        self._shift = EntryField("pin")
        self._shift.setMaxLength(6)
        self._receipt = EntryField("pin")
        self._receipt.setMaxLength(40)
        self.fields = (*self._dates, self._shift, self._receipt)
        self._keys = tuple(TouchButton("choice") for _ in self.fields)
        self._stack = QStackedWidget()
        self._at = _FROM
        grid = QGridLayout()
        grid.setSpacing(theme.px(8))
        for number, (key, field) in enumerate(zip(self._keys, self.fields, strict=True)):
            key.setCheckable(True)
            key.clicked.connect(partial(self.on_choice, number))
            grid.addWidget(key, 0, number)
            self._stack.addWidget(field)
            field.entered.connect(self._on_entered)
        self._stack.setFixedHeight(theme.px(64))
        self.body.addLayout(grid)
        self.body.addWidget(self._stack)

    def ask(self, wanted: AuditFilter, *, is_of_shifts: bool) -> None:
        """Begin with the days that are looked at, or with a shift's number."""
        for field, day in zip(self._dates, (wanted.first, wanted.last), strict=True):
            field.show_date(day)
        self._shift.clear()
        self._receipt.setText(wanted.receipt)
        self.retranslate()
        self.on_choice(_SHIFT if is_of_shifts else _FROM)

    def retranslate(self) -> None:
        """Set the words."""
        self.heading.setText(self.tr("Look where?"))
        names = (self.tr("From"), self.tr("To"), self.tr("Shift"), self.tr("Receipt"))
        for number, (key, name) in enumerate(zip(self._keys, names, strict=True), 1):
            key.setText(plain_text(f"F{number} {name}"))
        for field in self._dates:
            field.setPlaceholderText(self.tr("such as 1121"))
        self._shift.setPlaceholderText(self.tr("Number of the shift"))
        self._receipt.setPlaceholderText(self.tr("Number of the receipt"))

    def keyboard_owner(self) -> QWidget:
        """Type into the field that is chosen."""
        return self.fields[self._at]

    def on_choice(self, number: int) -> None:
        """Choose what is typed."""
        if number < len(self.fields):
            self._at = number
            self._stack.setCurrentIndex(number)
            for at, key in enumerate(self._keys):
                key.setChecked(at == number)
            self.fields[number].selectAll()
            self.chosen.emit()

    def on_confirm(self) -> None:
        """Look there."""
        shift = self._shift.text().strip()
        if self._at == _SHIFT and shift.isdecimal():
            self.answered.emit(Where(shift=int(shift)))
        elif self._at == _RECEIPT:
            self.answered.emit(Where(receipt=self._receipt.text().strip().upper()))
        else:
            first, last = (field.date() for field in self._dates)
            self.answered.emit(Where(first, last))

    def on_step(self, step: int) -> None:
        """Go a day up or down in the chosen date."""
        if self._at in (_FROM, _TO):
            self._dates[self._at].step(-step)

    def _on_entered(self, _text: str) -> None:
        """Go on to the second date, then answer."""
        if self._at == _FROM:
            self.on_choice(_TO)
        else:
            self.on_confirm()
