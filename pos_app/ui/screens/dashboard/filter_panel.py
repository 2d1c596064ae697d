"""What of a period is looked at: a till, a shift, an operator, a category, or all of it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial

from PySide6.QtCore import QModelIndex, Signal
from PySide6.QtWidgets import QGridLayout, QStackedWidget, QWidget

from pos_app.domain.insight.figures import Dashboard
from pos_app.domain.insight.period import Lens
from pos_app.ui import figure_words, formats, theme
from pos_app.ui.actions import Actions
from pos_app.ui.widgets.buttons import TouchButton, plain_text
from pos_app.ui.widgets.fields import EntryField
from pos_app.ui.widgets.panel import Panel
from pos_app.ui.widgets.table import RIGHT, Column, SnapshotModel, SnapshotTable

_TILL, _OPERATOR, _CATEGORY, _SHIFT, _ALL = range(5)


@dataclass(frozen=True, slots=True)
class _Choice:
    """Something to look at, and what it brought; ``lens`` is the whole question with it."""

    name: str
    amount: str
    lens: Lens


class FilterPanel(Panel):
    """F1–F4 choose by what, Up and Down which one, F9 looks at it; F5 looks at all of it again.

    Signals: ``answered(Lens)``; ``chosen()`` when the keyboard goes elsewhere.
    """

    answered = Signal(object)
    chosen = Signal()

    def __init__(self, actions: Actions) -> None:
        super().__init__(actions)
        self._lens = Lens()
        self._tills: tuple[str, ...] = ()
        self._dashboard: Dashboard | None = None
        self._by = _TILL
        self._keys = tuple(TouchButton("choice") for _ in range(_ALL + 1))
        self.model: SnapshotModel[_Choice] = SnapshotModel(
            (
                Column(0, lambda row: row.name, is_strong=True),
                Column(180, lambda row: row.amount, RIGHT),
            ),
            self,
        )
        self.table = SnapshotTable(self.model, 48)
        self.table.horizontalHeader().hide()
        self.table.clicked.connect(self._on_touched)
        self.shift = EntryField("pin")
        self.shift.setMaxLength(6)
        self.shift.entered.connect(self._on_entered)
        keys = QGridLayout()
        keys.setSpacing(theme.px(8))
        for number, key in enumerate(self._keys):
            key.setCheckable(number != _ALL)
            key.clicked.connect(partial(self.on_choice, number))
            keys.addWidget(key, 0, number)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.table)
        self._stack.addWidget(self.shift)
        self.body.addLayout(keys)
        self.body.addWidget(self._stack, 1)

    def ask(self, lens: Lens, tills: Sequence[str], dashboard: Dashboard | None) -> None:
        """Begin with what is looked at; operators and categories are those of the figures shown.

        ``tills`` begin with this one.
        """
        self._lens, self._tills, self._dashboard = lens, tuple(tills), dashboard
        self.shift.setText(str(lens.shift) if lens.shift is not None else "")
        self._choose(_TILL)

    def retranslate(self) -> None:
        """Set the words."""
        self.heading.setText(self.tr("Look at which part?"))
        names = (
            self.tr("Till"),
            self.tr("Operator"),
            self.tr("Category"),
            self.tr("Shift"),
            self.tr("All of it"),
        )
        for number, (key, name) in enumerate(zip(self._keys, names, strict=True), 1):
            key.setText(plain_text(f"F{number} {name}"))
        self.shift.setPlaceholderText(self.tr("Number of the shift"))
        self.model.show_rows(self._choices())
        self.table.select(0)

    def keyboard_owner(self) -> QWidget | None:
        """Type the number of a shift; there is nothing else to type."""
        return self.shift if self._by == _SHIFT else None

    def on_choice(self, number: int) -> None:
        """Choose by what, or look at all of it."""
        if number < _ALL:
            self._choose(number)
        elif number == _ALL:
            self.answered.emit(Lens())

    def on_step(self, step: int) -> None:
        """Mark another one."""
        self.table.move_mark(step)

    def on_confirm(self) -> None:
        """Look at the marked one."""
        if self._by == _SHIFT:
            typed = self.shift.text().strip()
            number = int(typed) if typed.isdecimal() and typed.isascii() else None
            self.answered.emit(replace(self._lens, shift=number))
            return
        row = self.table.selected_row()
        if row is not None:
            self.answered.emit(self.model.rows[row].lens)

    def _choices(self) -> list[_Choice]:
        lens, shown = self._lens, self._dashboard
        if self._by == _TILL:
            here = self.tr("this till")
            return [
                _Choice(till, "" if number else here, replace(lens, till=till))
                for number, till in enumerate(self._tills)
            ]
        if shown is None:
            return []
        if self._by == _OPERATOR:
            return [
                _Choice(one.name, formats.money(one.takings), replace(lens, operator=one.operator))
                for one in shown.operators
            ]
        return [
            _Choice(
                figure_words.category(one.category),
                formats.money(one.net),
                replace(lens, category=one.category),
            )
            for one in shown.categories
        ]

    def _choose(self, number: int) -> None:
        self._by = number
        self._stack.setCurrentIndex(1 if number == _SHIFT else 0)
        for at, key in enumerate(self._keys):
            key.setChecked(at == number)
        self.retranslate()
        self.chosen.emit()

    def _on_entered(self, _text: str) -> None:
        self.on_confirm()

    def _on_touched(self, _index: QModelIndex) -> None:
        self.on_confirm()
