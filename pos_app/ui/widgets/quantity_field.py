"""The one place where typed text becomes a Quantity."""

import re

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from pos_app.domain.quantity import THOUSAND, Quantity
from pos_app.ui import formats
from pos_app.ui.widgets.fields import EntryField, plain_digits

_QUANTITY = re.compile(r"(\d{1,7})?(?:\.(\d{0,3}))?")


class QuantityField(EntryField):
    """Takes pieces or a weight with up to three decimals: ``3``, ``1.256``."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("money", parent)
        self.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.setMaxLength(11)
        self.setInputMethodHints(Qt.InputMethodHint.ImhFormattedNumbersOnly)
        self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, on=False)
        self.textEdited.connect(self._on_edited)

    def quantity(self) -> Quantity | None:
        """Read the quantity; None while there is no number in the field."""
        return parse_quantity(self.text())

    def show_quantity(self, quantity: Quantity) -> None:
        """Put a quantity in, marked, so that the first digit typed replaces it."""
        self.setText(formats.quantity(quantity).replace(",", ""))
        self.selectAll()

    def type_text(self, text: str) -> None:
        """Type from the keypad under the same rules as keys."""
        self.insert(text)
        self._on_edited(self.text())

    def _on_edited(self, text: str) -> None:
        match = _QUANTITY.match(plain_digits(text))
        allowed = match[0] if match else ""
        if allowed != text:
            self.setText(allowed)


def parse_quantity(text: str) -> Quantity | None:
    """Turn typed text into thousandths; None when it is not a quantity."""
    match = _QUANTITY.fullmatch(plain_digits(text))
    if match is None or not (match[1] or match[2]):
        return None
    return Quantity(int(match[1] or "0") * THOUSAND + int((match[2] or "").ljust(3, "0")))
