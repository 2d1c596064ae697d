"""Find a receipt by what a customer remembers: number, day, amount, item, last four of the card."""

from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QStackedWidget, QWidget

from pos_app.domain.identifiers import BusinessDate
from pos_app.domain.money import Money
from pos_app.ui import formats, theme
from pos_app.ui.actions import Actions
from pos_app.ui.widgets.buttons import TouchButton, plain_text
from pos_app.ui.widgets.date_field import DateField
from pos_app.ui.widgets.fields import EntryField
from pos_app.ui.widgets.money_field import MoneyField
from pos_app.ui.widgets.panel import Panel

_RECEIPT, _DATE, _AMOUNT, _ITEM, _CARD, _ALL = range(6)


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is looked for; what is empty matches everything. ``receipt`` may be its last digits."""

    receipt: str = ""
    business_date: BusinessDate | None = None
    total: Money | None = None
    item_text: str = ""
    card_last_four: str = ""


class FindPanel(Panel):
    """One field at a time, F1–F5 choose which; what is typed in each stays and is asked together.

    Signals: ``answered(Wanted)`` at Enter or F9; ``stepped(int)`` for Up (-1) and Down (1), which
    belong to the list.
    """

    answered = Signal(Wanted)
    stepped = Signal(int)

    def __init__(self, actions: Actions, currency: str) -> None:
        super().__init__(actions)
        self.receipt = EntryField("pin")
        self.receipt.setMaxLength(40)
        self.date = DateField()
        self.amount = MoneyField(currency)
        self.amount.setProperty("role", "pin")
        self.item = EntryField("pin", takes_letters=True)
        self.item.setMaxLength(40)
        self.card = EntryField("pin")
        self.card.setMaxLength(4)
        self.fields = (self.receipt, self.date, self.amount, self.item, self.card)
        self._keys = tuple(TouchButton("choice") for _ in range(_ALL + 1))
        self._stack = QStackedWidget()
        grid = QGridLayout()
        grid.setSpacing(theme.px(8))
        for number, key in enumerate(self._keys):
            key.setCheckable(number < _ALL)
            key.clicked.connect(partial(self._on_key, number))
            grid.addWidget(key, number // 3, number % 3)
        for field in self.fields:
            self._stack.addWidget(field)
            field.entered.connect(self._on_entered)
            field.textChanged.connect(self._on_changed)
        self._stack.setFixedHeight(theme.px(64))
        self.body.addLayout(grid)
        self.body.addWidget(self._stack)
        self._choose(_RECEIPT)

    def ask(self, today: BusinessDate | None) -> None:
        """Begin with nothing looked for, at the receipt number; ``today`` gives the year."""
        for field in self.fields:
            field.clear()
        if today is not None:
            self.date.show_date(today)
            self.date.clear()
        self._choose(_RECEIPT)

    def retranslate(self) -> None:
        """Set the words."""
        self.heading.setText(self.tr("Find a receipt"))
        self.receipt.setPlaceholderText(self.tr("Scan it, or type the number or its end"))
        self.date.setPlaceholderText(self.tr("Day, such as 1121 or 2026-11-21"))
        self.amount.setPlaceholderText(self.tr("Amount paid"))
        self.item.setPlaceholderText(self.tr("An item's name, pinyin, initials or SKU"))
        self.card.setPlaceholderText(self.tr("Last four digits of the card"))
        names = (
            self.tr("Number"),
            self.tr("Day"),
            self.tr("Amount"),
            self.tr("Item"),
            self.tr("Card"),
            self.tr("Everything"),
        )
        values = (
            self.receipt.text(),
            self.date.date() or "",
            self._amount_text(),
            self.item.text(),
            self.card.text(),
            "",
        )
        for number, (key, name, value) in enumerate(zip(self._keys, names, values, strict=True), 1):
            key.setText(plain_text(f"F{number} {name} {_shortened(value)}".rstrip()))

    def keyboard_owner(self) -> QWidget:
        """Type into the field that is chosen."""
        return self.fields[self._stack.currentIndex()]

    def on_choice(self, number: int) -> None:
        """F1–F5 choose a field, F6 looks for nothing in particular."""
        if number < _ALL:
            self._choose(number)
        elif number == _ALL:
            self._on_all()

    def on_step(self, step: int) -> None:
        """Let the list move its mark."""
        self.stepped.emit(step)

    def on_confirm(self) -> None:
        """Give what is looked for."""
        self.answered.emit(
            Wanted(
                receipt=self.receipt.text().strip(),
                business_date=self.date.date(),
                total=self.amount.money(),
                item_text=self.item.text().strip(),
                card_last_four=self.card.text().strip(),
            )
        )

    def _choose(self, number: int) -> None:
        self._stack.setCurrentIndex(number)
        for at, key in enumerate(self._keys):
            key.setChecked(at == number)
        self.retranslate()
        if self.isVisible():
            self.fields[number].setFocus()

    def _amount_text(self) -> str:
        amount = self.amount.money()
        return formats.money(amount) if amount is not None else ""

    def _on_key(self, number: int) -> None:
        self.on_choice(number)

    def _on_all(self) -> None:
        for field in self.fields:
            field.clear()
        self.on_confirm()

    def _on_entered(self, _text: str) -> None:
        self.on_confirm()

    def _on_changed(self, _text: str) -> None:
        self.retranslate()


def _shortened(text: str) -> str:
    return text if len(text) <= 12 else f"{text[:11]}…"
