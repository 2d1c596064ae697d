"""The ways to pay, and what each of them asks for."""

from enum import Enum, auto

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from pos_app.domain.money import Money
from pos_app.ui import formats, theme
from pos_app.ui.action_names import QUICK_KEYS
from pos_app.ui.actions import Actions
from pos_app.ui.widgets.buttons import ActionButton
from pos_app.ui.widgets.fields import EntryField, plain_digits
from pos_app.ui.widgets.label import FittedAmount, text_label, wrapped_label
from pos_app.ui.widgets.money_field import MoneyField

BRANDS = ("UnionPay", "Visa", "Mastercard", "Other")
"""What stands on the slips of the terminals in use, as records carry it."""


class Method(Enum):
    """The ways to pay that have a key."""

    CASH = auto()
    CARD = auto()
    WECHAT = auto()
    ALIPAY = auto()
    COUPON = auto()
    GIFT_CARD = auto()


class MethodPage(QWidget):
    """One way to pay: its fields, and F1–F5."""

    def __init__(self) -> None:
        super().__init__()
        self.grid = QGridLayout(self)
        self.grid.setContentsMargins(0, 0, 0, 0)
        self.grid.setSpacing(theme.px(8))

    def owner(self) -> QWidget:
        """Name the field that typed keys belong to."""
        return self

    def on_quick(self, number: int) -> None:
        """Take one of F1–F5, counted from 0."""

    def retranslate(self) -> None:
        """Set the words."""

    def changeEvent(self, event: QEvent) -> None:
        """Take the words again when the language changes."""
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)


class CashPage(MethodPage):
    """Cash: what was handed over, by key or by note, and the change to come.

    Signals: ``edited(object)`` with the Money typed so far, or None; ``quick_taken(Money)``;
    ``entered()``.
    """

    edited = Signal(object)
    quick_taken = Signal(Money)
    entered = Signal()

    def __init__(self, actions: Actions, currency: str) -> None:
        super().__init__()
        self._quick: tuple[Money, ...] = ()
        self.keys = [ActionButton(actions[name], "note") for name in QUICK_KEYS]
        self._label = text_label("caption")
        self.field = MoneyField(currency)
        self._change_label = text_label("caption")
        self._change = FittedAmount("change", 44)
        notes = QHBoxLayout()
        notes.setSpacing(theme.px(8))
        for key in self.keys:
            notes.addWidget(key, 1)
        self.grid.addLayout(notes, 0, 0, 1, 2)
        self.grid.addWidget(self._label, 1, 0)
        self.grid.addWidget(self._change_label, 1, 1)
        self.grid.addWidget(self.field, 2, 0)
        self.grid.addWidget(self._change, 2, 1)
        self.grid.setColumnStretch(0, 1)
        self.grid.setColumnStretch(1, 1)
        self.field.textChanged.connect(self._on_edited)
        self.field.entered.connect(self._on_entered)
        self._is_refund = False
        self.retranslate()

    def owner(self) -> QWidget:
        """Type the amount."""
        return self.field

    def on_quick(self, number: int) -> None:
        """Take a note at once."""
        if number < len(self._quick):
            self.quick_taken.emit(self._quick[number])

    def show_quick(self, quick: tuple[Money, ...], *, is_refund: bool) -> None:
        """Offer the exact amount and round sums above it."""
        self._quick, self._is_refund = quick, is_refund
        self.retranslate()

    def show_change(self, change: Money | None) -> None:
        """Say what would be handed back for the amount typed so far."""
        self._change.setText(formats.money(change) if change is not None else "")

    def retranslate(self) -> None:
        """Set the words."""
        self._label.setText(
            self.tr("Give back in cash") if self._is_refund else self.tr("Received")
        )
        self._change_label.setText("" if self._is_refund else self.tr("Change"))
        exact = self.tr("exact")
        for number, key in enumerate(self.keys):
            is_there = number < len(self._quick)
            key.setVisible(is_there)
            if is_there:
                text = formats.money(abs(self._quick[number]))
                key.set_detail(f"{exact} {text}" if number == 0 else text)

    def _on_edited(self, _text: str) -> None:
        self.edited.emit(self.field.money())

    def _on_entered(self, _text: str) -> None:
        self.entered.emit()


class CardPage(MethodPage):
    """A card on the stand-alone terminal: what its slip says. Never a card number.

    Signals: ``entered()`` after the last field; ``owner_changed()``.
    """

    entered = Signal()
    owner_changed = Signal()

    def __init__(self, actions: Actions, currency: str) -> None:
        super().__init__()
        self.keys = [ActionButton(actions[name], "choice") for name in QUICK_KEYS[: len(BRANDS)]]
        self.brand = 0
        self.amount = MoneyField(currency)
        self.last_four = EntryField("entry")
        self.last_four.setMaxLength(4)
        self.approval = EntryField("entry", takes_letters=True)
        self.approval.setMaxLength(12)
        self._fields: tuple[EntryField, ...] = (self.amount, self.last_four, self.approval)
        self._labels = [text_label("caption") for _ in self._fields]
        self._owner: EntryField = self.last_four
        brands = QHBoxLayout()
        brands.setSpacing(theme.px(8))
        for key in self.keys:
            key.setCheckable(True)
            brands.addWidget(key, 1)
        self.grid.addLayout(brands, 0, 0, 1, 3)
        for column, (label, field) in enumerate(zip(self._labels, self._fields, strict=True)):
            self.grid.addWidget(label, 1, column)
            self.grid.addWidget(field, 2, column)
            self.grid.setColumnStretch(column, 1)
            field.entered.connect(self._on_entered)
            field.cursorPositionChanged.connect(self._on_touched)
        self.on_quick(0)
        self.retranslate()

    def owner(self) -> QWidget:
        """Type what the slip says, one field after the other."""
        return self._owner

    def on_quick(self, number: int) -> None:
        """Choose the brand."""
        if number < len(BRANDS):
            self.brand = number
        for at, key in enumerate(self.keys):
            key.setChecked(at == self.brand)

    def begin(self, due: Money) -> None:
        """Suggest the whole amount; the slip's fields are empty."""
        self.amount.show_money(abs(due))
        self.last_four.clear()
        self.approval.clear()
        self._owner = self.last_four

    def slip(self) -> tuple[str, str, str]:
        """Give brand, last four digits and approval code as typed."""
        return (
            BRANDS[self.brand],
            plain_digits(self.last_four.text()),
            self.approval.text().strip(),
        )

    def retranslate(self) -> None:
        """Set the words."""
        words = (self.tr("Amount"), self.tr("Last four digits"), self.tr("Approval code"))
        for label, text in zip(self._labels, words, strict=True):
            label.setText(text)
        names = (self.tr("UnionPay"), "Visa", "Mastercard", self.tr("Other card"))
        for key, name in zip(self.keys, names, strict=True):
            key.set_detail(name)

    def _on_entered(self, _text: str) -> None:
        at = self._fields.index(self._owner)
        if at + 1 < len(self._fields):
            self._owner = self._fields[at + 1]
            self.owner_changed.emit()
        else:
            self.entered.emit()

    def _on_touched(self) -> None:
        for field in self._fields:
            if field.hasFocus() and field is not self._owner:
                self._owner = field
                self.owner_changed.emit()


class WalletPage(MethodPage):
    """WeChat and Alipay: the key is there, the connection is not yet."""

    def __init__(self, method: Method) -> None:
        super().__init__()
        self._method = method
        self._title = text_label("heading")
        self._text = wrapped_label("text")
        inside = QVBoxLayout()
        inside.addWidget(self._title)
        inside.addWidget(self._text)
        inside.addStretch(1)
        self.grid.addLayout(inside, 0, 0)
        self.retranslate()

    def retranslate(self) -> None:
        """Set the words."""
        is_wechat = self._method is Method.WECHAT
        self._title.setText(self.tr("WeChat Pay") if is_wechat else self.tr("Alipay"))
        self._text.setText(
            self.tr(
                "Wallet payments are not connected to this till yet. Take cash, or a card on the "
                "terminal. A pay code scanned here is recognised and not stored."
            )
        )
