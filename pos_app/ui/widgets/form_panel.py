"""A few fields and at most one choice, filled in with the keys: what the set-up asks for.

Enter and F8 go on to the next field, F1–F7 choose, F9 answers. Words are English sources in the
context Forms, so that they follow a change of language.
"""

from collections.abc import Callable, Mapping, Sequence
from functools import partial

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QGridLayout, QLineEdit, QWidget

from pos_app.domain.identifiers import BusinessDate
from pos_app.domain.money import Money
from pos_app.ui import formats, theme
from pos_app.ui.actions import Actions
from pos_app.ui.forms import Answer, Entry, Form, Kind
from pos_app.ui.widgets.date_field import DateField
from pos_app.ui.widgets.fields import EntryField
from pos_app.ui.widgets.label import text_label, wrapped_label
from pos_app.ui.widgets.money_field import MoneyField
from pos_app.ui.widgets.panel import Panel
from pos_app.ui.widgets.reason_picker import Choice, ReasonPicker

_NEXT_FIELD = 7
_COLUMNS = 2


class FormPanel(Panel):
    """Shows one form, again and again.

    Signals: ``answered(Answer)``; PINs are emptied as soon as they are given.
    """

    answered = Signal(object)

    def __init__(self, actions: Actions, form: Form, currency: str = "CNY") -> None:
        super().__init__(actions)
        self._form = form
        self._currency = currency
        self._subject: Callable[[], str] = _nothing
        self._at = 0
        self._note = wrapped_label("caption")
        self._labels = [text_label("caption") for _ in form.entries]
        self.fields = [_field_of(entry, currency) for entry in form.entries]
        self.choices = ReasonPicker()
        grid = QGridLayout()
        grid.setHorizontalSpacing(theme.px(12))
        grid.setVerticalSpacing(theme.px(2))
        for number, (label, entry) in enumerate(zip(self._labels, self.fields, strict=True)):
            row, column = 2 * (number // _COLUMNS), number % _COLUMNS
            grid.addWidget(label, row, column)
            grid.addWidget(entry, row + 1, column)
            grid.setColumnStretch(column, 1)
            entry.entered.connect(self._on_entered)
            entry.focused.connect(partial(self._on_focused, number))
        self.body.addWidget(self._note)
        self.body.addLayout(grid)
        self.body.addWidget(self.choices)
        self.choices.setVisible(form.has_choices)
        self._note.setVisible(bool(form.note))
        self.retranslate()

    def ask(
        self,
        subject: Callable[[], str] | None = None,
        values: Mapping[str, str] | None = None,
        choices: Sequence[Choice] = (),
        chosen: str = "",
    ) -> None:
        """Begin with these values at the first field.

        ``subject`` says what it is about, in the language spoken when it is asked.
        """
        self._subject = subject or _nothing
        for entry, widget in zip(self._form.entries, self.fields, strict=True):
            widget.setText((values or {}).get(entry.key, ""))
            widget.selectAll()
        self.choices.show_choices(tuple(choices))
        for number, choice in enumerate(choices):
            if choice.code == chosen:
                self.choices.choose(number)
        self._at = 0
        self.retranslate()

    def field(self, key: str) -> EntryField:
        """Give the field of an entry."""
        at = [entry.key for entry in self._form.entries].index(key)
        return self.fields[at]

    def show_date(self, key: str, date: BusinessDate) -> None:
        """Fill a date in, which also gives the year of what is typed."""
        for entry, widget in zip(self._form.entries, self.fields, strict=True):
            if entry.key == key and isinstance(widget, DateField):
                widget.show_date(date)

    def show_year(self, key: str, date: BusinessDate) -> None:
        """Empty a date and give it the year of what is typed."""
        self.show_date(key, date)
        for entry, widget in zip(self._form.entries, self.fields, strict=True):
            if entry.key == key:
                widget.clear()

    def show_money(self, key: str, money: Money) -> None:
        """Fill an amount in."""
        for entry, widget in zip(self._form.entries, self.fields, strict=True):
            if entry.key == key and isinstance(widget, MoneyField):
                widget.show_money(money)
                widget.selectAll()

    def retranslate(self) -> None:
        """Set the words."""
        heading = _translated(self._form.heading)
        subject = self._subject()
        self.heading.setText(f"{heading} · {subject}" if subject else heading)
        self._note.setText(_translated(self._form.note) if self._form.note else "")
        for label, entry in zip(self._labels, self._form.entries, strict=True):
            label.setText(self._label(entry))
        if len(self.fields) > 1:
            self.fields[-1].setPlaceholderText(self.tr("F8 changes the field"))

    def _label(self, entry: Entry) -> str:
        """Say what is filled in, and in which currency."""
        words = _translated(entry.label)
        if entry.kind is not Kind.MONEY:
            return words
        return (
            self.tr("{amount} ({currency})")
            .replace("{amount}", words)
            .replace("{currency}", formats.symbol(self._currency))
        )

    def keyboard_owner(self) -> QWidget | None:
        """Type into the field it is at."""
        return self.fields[self._at] if self.fields else None

    def on_choice(self, number: int) -> None:
        """F1–F7 choose, F8 goes to the next field."""
        if number == _NEXT_FIELD and self.fields:
            self._go_to((self._at + 1) % len(self.fields))
        else:
            self.choices.choose(number)

    def on_confirm(self) -> None:
        """Give what was filled in."""
        texts, money, dates = {}, {}, {}
        for entry, widget in zip(self._form.entries, self.fields, strict=True):
            if isinstance(widget, MoneyField):
                money[entry.key] = widget.money()
            elif isinstance(widget, DateField):
                texts[entry.key], dates[entry.key] = widget.text(), widget.date()
            else:
                texts[entry.key] = widget.text()
            if entry.kind is Kind.PIN:
                widget.clear()
        choice = self.choices.chosen() or ""
        self.answered.emit(Answer(texts, money, dates, choice))

    def _go_to(self, number: int) -> None:
        self._at = number
        self.fields[number].setFocus()

    def _on_focused(self, number: int) -> None:
        self._at = number

    def _on_entered(self, _text: str) -> None:
        if self._at + 1 < len(self.fields):
            self._go_to(self._at + 1)
        # Enter answers nothing: a scan ends in it.


def _field_of(entry: Entry, currency: str) -> EntryField:
    match entry.kind:
        case Kind.MONEY:
            widget: EntryField = MoneyField(currency)
            widget.setProperty("role", "entry")
        case Kind.DATE:
            widget = DateField()
            widget.setProperty("role", "entry")
        case Kind.TEXT:
            widget = EntryField("entry", takes_letters=True)
            widget.setMaxLength(entry.longest)
        case _:
            widget = EntryField("entry")
            widget.setMaxLength(entry.longest)
    if entry.kind is Kind.PIN:
        widget.setEchoMode(QLineEdit.EchoMode.Password)
    return widget


def _nothing() -> str:
    return ""


def _translated(source: str) -> str:
    return QCoreApplication.translate("Forms", source)
