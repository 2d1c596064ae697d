"""What comes into the safe or leaves it: under which number, and how much."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from pos_app.domain.safe import OnTheWay, SafeEntryKind
from pos_app.ui import formats
from pos_app.ui.actions import Actions
from pos_app.ui.widgets.fields import EntryField
from pos_app.ui.widgets.label import text_label, wrapped_label
from pos_app.ui.widgets.money_field import MoneyField
from pos_app.ui.widgets.panel import Panel

_MOST_LETTERS = 32


class MovePanel(Panel):
    """A number and an amount; of a pickup that arrived only how much there was.

    Signals: ``answered(str, Money)``; ``left_empty()`` without an amount; ``other_wanted(int)``
    for the pickup after or before this one.
    """

    answered = Signal(str, object)
    left_empty = Signal()
    other_wanted = Signal(int)

    def __init__(self, actions: Actions, currency: str) -> None:
        super().__init__(actions)
        self.kind = SafeEntryKind.DEPOSIT
        self.pickup: OnTheWay | None = None
        self._is_at_amount = self._of_many = False
        self._why = wrapped_label("text")
        self._reference_label = text_label("caption")
        self._amount_label = text_label("caption")
        self.reference = EntryField("scan", takes_letters=True)
        self.reference.setMaxLength(_MOST_LETTERS)
        self.amount = MoneyField(currency)
        for widget in (
            self._why,
            self._reference_label,
            self.reference,
            self._amount_label,
            self.amount,
        ):
            self.body.addWidget(widget)
        self.body.addStretch(1)
        self.reference.entered.connect(self._on_reference_entered)
        self.amount.entered.connect(self._on_amount_entered)
        self.reference.focused.connect(self._on_reference_focused)
        self.amount.focused.connect(self._on_amount_focused)

    def ask(self, kind: SafeEntryKind, pickup: OnTheWay | None, *, of_many: bool = False) -> None:
        """Begin with nothing typed; of a pickup, perhaps one of many, with what was sent."""
        self.kind, self.pickup, self._of_many = kind, pickup, of_many
        has_number = pickup is None
        self.reference.clear()
        self.amount.clear()
        self.reference.setVisible(has_number)
        self._reference_label.setVisible(has_number)
        self._is_at_amount = not has_number
        if pickup is not None:
            self.amount.show_money(pickup.amount)
        self.retranslate()

    def retranslate(self) -> None:
        """Set the words."""
        heading, why, number = self._words()
        self.heading.setText(heading)
        self._why.setText(why)
        self._reference_label.setText(number)
        self._amount_label.setText(self.tr("Amount"))

    def _words(self) -> tuple[str, str, str]:
        if self.pickup is not None:
            why = self.tr("{amount} left the till of shift {shift}. Count what arrived.")
            if self._of_many:
                another = self.tr("Up and Down: another pickup.")
                why = f"{why} {another}"
            why = why.replace("{amount}", formats.money(self.pickup.amount))
            why = why.replace("{shift}", str(self.pickup.shift))
            return self.tr("Pickup arrived in the safe"), why, ""
        till = self.tr("Name of the till, such as T04")
        order = self.tr("Number of the order")
        return {
            SafeEntryKind.PICKUP: (
                self.tr("From another till"),
                self.tr("Count what it brought."),
                till,
            ),
            SafeEntryKind.LOAN: (
                self.tr("Float for another till"),
                self.tr("This till's own loans are booked on the shift screen, F6."),
                till,
            ),
            SafeEntryKind.CHANGE_ORDER: (
                self.tr("Notes to the bank for change"),
                self.tr("What leaves the safe now. The coins are entered when they come."),
                order,
            ),
            SafeEntryKind.CHANGE_RECEIVED: (
                self.tr("Change from the bank"),
                self.tr("Count the coins before they go into the safe."),
                order,
            ),
        }.get(
            self.kind,
            (
                self.tr("Bank deposit"),
                self.tr("Seal the bag, then enter its number and what is in it."),
                self.tr("Number of the bag"),
            ),
        )

    def keyboard_owner(self) -> QWidget:
        """Type the number, then the amount."""
        return self.amount if self._is_at_amount else self.reference

    def on_step(self, step: int) -> None:
        """Go between number and amount, or from pickup to pickup."""
        if self.pickup is not None:
            self.other_wanted.emit(step)
        else:
            (self.amount if step > 0 else self.reference).setFocus()

    def on_confirm(self) -> None:
        """Give number and amount."""
        amount = self.amount.money()
        if amount is None:
            self.left_empty.emit()
        else:
            self.answered.emit(self.reference.text(), amount)

    def _on_reference_entered(self, _text: str) -> None:
        self.on_step(1)

    def _on_amount_entered(self, _text: str) -> None:
        self.on_confirm()

    def _on_reference_focused(self) -> None:
        self._is_at_amount = False

    def _on_amount_focused(self) -> None:
        self._is_at_amount = True
