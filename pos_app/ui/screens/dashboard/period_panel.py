"""Which days: a key for those that are asked for most, or two dates; and measured against which."""

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from pos_app.domain.identifiers import BusinessDate
from pos_app.domain.insight.period import Period
from pos_app.ui import theme
from pos_app.ui.actions import Actions
from pos_app.ui.screens.dashboard.contract import Stretch, Wanted
from pos_app.ui.widgets.buttons import TouchButton, plain_text
from pos_app.ui.widgets.date_field import DateField
from pos_app.ui.widgets.label import text_label, wrapped_label
from pos_app.ui.widgets.panel import Panel

_STRETCHES = tuple(Stretch)
_DATES, _COMPARED = len(_STRETCHES), len(_STRETCHES) + 1
_IN_A_ROW = 5
_FIRST, _LAST, _AGAINST = range(3)


class PeriodPanel(Panel):
    """F1–F5 answer at once; F6 and F7 lead to the dates, F9 answers with them.

    Signals: ``answered(Wanted)``; ``chosen()`` when the keyboard goes to another field.
    """

    answered = Signal(object)
    chosen = Signal()

    def __init__(self, actions: Actions) -> None:
        super().__init__(actions)
        self.fields = (DateField(), DateField(), DateField())
        self._labels = tuple(text_label("caption") for _ in self.fields)
        self._keys = tuple(TouchButton("choice") for _ in range(_COMPARED + 1))
        self._why = wrapped_label("caption")
        self._at = _FIRST
        keys = QGridLayout()
        keys.setSpacing(theme.px(8))
        for number, key in enumerate(self._keys):
            key.clicked.connect(partial(self.on_choice, number))
            keys.addWidget(key, number // _IN_A_ROW, number % _IN_A_ROW)
        dates = QGridLayout()
        dates.setSpacing(theme.px(8))
        for number, (label, field) in enumerate(zip(self._labels, self.fields, strict=True)):
            dates.addWidget(label, 0, number)
            dates.addWidget(field, 1, number)
            field.entered.connect(self._on_entered)
            field.focused.connect(partial(self._on_focused, number))
        below = QVBoxLayout()
        below.addLayout(dates)
        below.addWidget(self._why)
        below.addStretch(1)
        self.body.addLayout(keys)
        self.body.addLayout(below, 1)

    def ask(self, period: Period, today: BusinessDate) -> None:
        """Begin with the period that is shown; ``today`` gives short dates their year."""
        shown: tuple[BusinessDate, ...] = (period.first, period.last, today)
        for field, day in zip(self.fields, shown, strict=True):
            field.show_date(day)
        self.fields[_AGAINST].clear()
        self.fields[_LAST].deselect()
        self._at = _FIRST
        self.retranslate()

    def retranslate(self) -> None:
        """Set the words."""
        self.heading.setText(self.tr("Which days?"))
        names = (
            self.tr("Today"),
            self.tr("Yesterday"),
            self.tr("This week"),
            self.tr("This month"),
            self.tr("This year"),
            self.tr("From and to"),
            self.tr("Against"),
        )
        for number, (key, name) in enumerate(zip(self._keys, names, strict=True), 1):
            key.setText(plain_text(f"F{number} {name}"))
        words = (self.tr("From"), self.tr("To"), self.tr("Against the days from"))
        for label, said in zip(self._labels, words, strict=True):
            label.setText(said)
        for field in self.fields[:_AGAINST]:
            field.setPlaceholderText(self.tr("such as 1121"))
        self.fields[_AGAINST].setPlaceholderText(self.tr("the days before"))
        self._why.setText(
            self.tr(
                "F9 takes the two dates. Without a date to measure against, a day is measured "
                "against the same weekday a week before, and longer periods against as many days "
                "before them, weekday by weekday."
            )
        )

    def keyboard_owner(self) -> QWidget:
        """Type into the date that is chosen."""
        return self.fields[self._at]

    def on_choice(self, number: int) -> None:
        """Answer with a stretch, or go to the dates."""
        if number < len(_STRETCHES):
            self._answer(_STRETCHES[number])
        elif number == _DATES:
            self._choose(_FIRST)
        elif number == _COMPARED:
            self._choose(_AGAINST)

    def on_confirm(self) -> None:
        """Answer with the dates."""
        self._answer(None)

    def on_step(self, step: int) -> None:
        """Go a day up or down in the chosen date."""
        self.fields[self._at].step(-step)

    def _answer(self, stretch: Stretch | None) -> None:
        first, last, against = (field.date() for field in self.fields)
        self.answered.emit(Wanted(stretch, first, last, against))

    def _choose(self, number: int) -> None:
        self._at = number
        for at, field in enumerate(self.fields):
            field.selectAll() if at == number else field.deselect()
        self.chosen.emit()

    def _on_focused(self, number: int) -> None:
        self._at = number

    def _on_entered(self, _text: str) -> None:
        """Go on to the second date, then answer."""
        if self._at == _FIRST:
            self._choose(_LAST)
        else:
            self.on_confirm()
