"""A second person consents to one action, without the first one being signed off."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from pos_app.ui import consent, theme
from pos_app.ui.actions import Actions
from pos_app.ui.widgets.fields import EntryField
from pos_app.ui.widgets.label import text_label, wrapped_label
from pos_app.ui.widgets.panel import Panel


class ApprovalPanel(Panel):
    """Asks for the second operator's number and PIN.

    Signals: ``approved(str, str)`` with number and PIN; the field is emptied at once.
    """

    approved = Signal(str, str)

    def __init__(self, actions: Actions) -> None:
        super().__init__(actions)
        self._what = wrapped_label("strong")
        self._why = wrapped_label("text")
        self._number_label = text_label("caption")
        self._pin_label = text_label("caption")
        self.number = EntryField("pin")
        self.number.setMaxLength(12)
        self.pin = EntryField("pin")
        self.pin.setMaxLength(32)
        self.pin.setEchoMode(QLineEdit.EchoMode.Password)
        row = QHBoxLayout()
        row.setSpacing(theme.px(10))
        for label, field in ((self._number_label, self.number), (self._pin_label, self.pin)):
            row.addWidget(label)
            row.addWidget(field, 1)
        self.body.addWidget(self._what)
        self.body.addWidget(self._why)
        self.body.addLayout(row)
        self.number.entered.connect(self._on_number_entered)
        self.pin.entered.connect(self._on_pin_entered)
        self.number.focused.connect(self._on_number_focused)
        self.pin.focused.connect(self._on_pin_focused)
        self._facts: dict[str, object] = {}
        self._owner = self.number
        self.retranslate()

    def ask(self, facts: dict[str, object]) -> None:
        """Begin with empty fields; ``facts`` say what is to be approved."""
        self._facts = facts
        self.number.clear()
        self.pin.clear()
        self._owner = self.number
        self.retranslate()

    def take_number(self, number: str) -> None:
        """Fill in a number that came from a badge."""
        self.number.setText(number)
        self._on_number_entered(number)

    def retranslate(self) -> None:
        """Set the words."""
        self.heading.setText(self.tr("A second person must approve this"))
        self._what.setText(consent.sentence(self._facts))
        self._why.setText(self.tr("Nothing has changed yet."))
        self._number_label.setText(self.tr("Operator number"))
        self._pin_label.setText(self.tr("PIN"))

    def keyboard_owner(self) -> QWidget:
        """Let the number be typed first, then the PIN."""
        return self._owner

    def on_confirm(self) -> None:
        """Send number and PIN off; no PIN at all is not counted as a wrong one."""
        pin = self.pin.text()
        if not pin:
            self._on_number_entered(pin)
            return
        self.pin.clear()
        self.approved.emit(self.number.text().strip(), pin)

    def on_cancel(self) -> None:
        """Forget what was typed."""
        self.pin.clear()
        super().on_cancel()

    def _on_number_entered(self, _text: str) -> None:
        self._owner = self.pin
        self.pin.setFocus()

    def _on_number_focused(self) -> None:
        self._owner = self.number

    def _on_pin_focused(self) -> None:
        self._owner = self.pin

    def _on_pin_entered(self, _text: str) -> None:
        self.on_confirm()
