"""The inline panels of the selling screen: quantity, price, note, suspend."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from pos_app.domain.money import Money
from pos_app.domain.pricing.priced import PricedLine
from pos_app.domain.quantity import Quantity, Unit
from pos_app.ui import formats, language, theme
from pos_app.ui.actions import Actions
from pos_app.ui.widgets.buttons import TouchButton
from pos_app.ui.widgets.fields import EntryField
from pos_app.ui.widgets.label import ElidedLabel, text_label
from pos_app.ui.widgets.money_field import MoneyField
from pos_app.ui.widgets.panel import Panel
from pos_app.ui.widgets.quantity_field import QuantityField
from pos_app.ui.widgets.reason_picker import Choice, ReasonPicker


class QuantityPanel(Panel):
    """Asks how many, or what the scale said; a scale on a line is asked at once, and again by F1.

    Signals: ``answered(Quantity)``; ``left_empty()`` when there is no number to take;
    ``weight_wanted()`` for the scale, which answers by ``show_weight``.
    """

    answered = Signal(Quantity)
    left_empty = Signal()
    weight_wanted = Signal()

    def __init__(self, actions: Actions) -> None:
        super().__init__(actions)
        self._line: PricedLine | None = None
        self._names = ("", "")
        self._measure = Unit.KILOGRAM
        self._has_scale = False
        self.field = QuantityField()
        self._unit = text_label("title")
        self._hint = ElidedLabel("caption")
        self.scale_key = TouchButton("choice")
        self.scale_key.clicked.connect(self._on_scale)
        row = QHBoxLayout()
        row.setSpacing(theme.px(12))
        row.addWidget(self.field, 2)
        row.addWidget(self._unit)
        row.addWidget(self.scale_key)
        row.addWidget(self._hint, 3)
        self.body.addLayout(row)
        self.field.entered.connect(self._on_entered)

    def offer_scale(self) -> None:
        """Say that a scale stands here."""
        self._has_scale = True

    def ask(self, line: PricedLine) -> None:
        """Begin with the quantity of a line, marked."""
        self._line = line
        self._measure = line.line.item.unit
        self.field.show_quantity(line.line.quantity)
        self.retranslate()

    def ask_weight(self, unit: Unit, name_zh: str, name_en: str) -> None:
        """Begin empty: the item sells by weight or measure and nothing has said yet how much."""
        self._line = None
        self._names = (name_zh, name_en)
        self._measure = unit
        self.retranslate()
        self._on_scale()

    def show_weight(self, weight: Quantity) -> None:
        """Take what the scale says, to be confirmed; what was typed meanwhile goes before it."""
        if self.isVisible() and self._may_weigh() and not self.field.text():
            self.field.show_quantity(weight)

    def retranslate(self) -> None:
        """Set the words."""
        self.scale_key.setText("F1 " + self.tr("Read the scale"))
        self.scale_key.setVisible(self._may_weigh())
        self._unit.setText(formats.unit_sign(self._measure))
        is_weight = self._measure is Unit.KILOGRAM
        line = self._line
        name = language.choose(*self._names) if line is None else language.name_of(line.line.item)
        title = self.tr("Weight of {name}") if is_weight else self.tr("Quantity of {name}")
        self.heading.setText(title.replace("{name}", name))
        self._hint.setText(
            self.tr("Up to three decimals, as on the scale")
            if line is None or line.line.item.unit.is_measured
            else self.tr("Whole pieces; to take the line off use Del")
        )

    def keyboard_owner(self) -> QWidget:
        """Type into the quantity."""
        return self.field

    def on_confirm(self) -> None:
        """Give the quantity."""
        quantity = self.field.quantity()
        if quantity is None:
            self.left_empty.emit()
        else:
            self.answered.emit(quantity)

    def on_choice(self, number: int) -> None:
        """F1 reads the scale."""
        if number == 0 and self._may_weigh():
            self._on_scale()

    def _may_weigh(self) -> bool:
        return self._has_scale and self._measure is Unit.KILOGRAM

    def _on_scale(self) -> None:
        self.field.clear()
        if self._may_weigh():
            self.weight_wanted.emit()

    def _on_entered(self, _text: str) -> None:
        self.on_confirm()


class PricePanel(Panel):
    """Asks for a new unit price and why.

    Signals: ``answered(Money, str)`` with the price and the reason's code; ``left_empty()``;
    ``reason_missing()``.
    """

    answered = Signal(Money, str)
    left_empty = Signal()
    reason_missing = Signal()

    def __init__(self, actions: Actions, currency: str) -> None:
        super().__init__(actions)
        self._line: PricedLine | None = None
        self.field = MoneyField(currency)
        self._before = text_label("text")
        row = QHBoxLayout()
        row.setSpacing(theme.px(12))
        row.addWidget(self._before)
        row.addWidget(self.field, 1)
        self.body.addLayout(row)
        self.reasons = ReasonPicker()
        self.body.addWidget(self.reasons)
        self.field.entered.connect(self._on_entered)

    def show_reasons(self, reasons: tuple[Choice, ...]) -> None:
        """Offer the store's reasons."""
        self.reasons.show_choices(reasons)

    def ask(self, line: PricedLine, price: Money) -> None:
        """Begin with the line's price, marked, and no reason."""
        self._line = line
        self.field.show_money(price)
        self.reasons.clear_choice()
        self.retranslate()

    def retranslate(self) -> None:
        """Set the words."""
        if self._line is not None:
            name = language.name_of(self._line.line.item)
            self.heading.setText(self.tr("New price of {name}").replace("{name}", name))
        self._before.setText(self.tr("Unit price"))

    def keyboard_owner(self) -> QWidget:
        """Type into the price."""
        return self.field

    def on_choice(self, number: int) -> None:
        """Choose a reason."""
        self.reasons.choose(number)

    def on_confirm(self) -> None:
        """Give the price and the reason."""
        price, reason = self.field.money(), self.reasons.chosen()
        if price is None:
            self.left_empty.emit()
        elif reason is None:
            self.reason_missing.emit()
        else:
            self.answered.emit(price, reason)

    def _on_entered(self, _text: str) -> None:
        self.on_confirm()


class TextPanel(Panel):
    """Asks for a short text: a note on a line, a name for a suspended transaction.

    Signals: ``answered(str)``.
    """

    answered = Signal(str)

    def __init__(self, actions: Actions, most: int) -> None:
        super().__init__(actions)
        self.field = EntryField("entry", takes_letters=True)
        self.field.setMaxLength(most)
        self.body.addWidget(self.field)
        self.field.entered.connect(self._on_entered)

    def ask(self, text: str) -> None:
        """Begin with a text, marked."""
        self.field.setText(text)
        self.field.selectAll()
        self.retranslate()

    def keyboard_owner(self) -> QWidget:
        """Type into the text."""
        return self.field

    def on_confirm(self) -> None:
        """Give the text, which may be empty."""
        self.answered.emit(self.field.text().strip())

    def _on_entered(self, _text: str) -> None:
        self.on_confirm()


class NotePanel(TextPanel):
    """A note on a line; it is printed."""

    def retranslate(self) -> None:
        """Set the words."""
        self.heading.setText(self.tr("Note on this line, printed on the receipt"))
        self.field.setPlaceholderText(self.tr("Such as: gift wrapped, no bag"))


class SuspendPanel(TextPanel):
    """Puts the transaction aside; a name helps to find it again."""

    def retranslate(self) -> None:
        """Set the words."""
        self.heading.setText(self.tr("Suspend this transaction"))
        self.field.setPlaceholderText(self.tr("A name to find it by (may stay empty)"))
