"""The one place where typed text becomes Money."""

import re

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from pos_app.domain.money import Money
from pos_app.ui import formats
from pos_app.ui.widgets.fields import EntryField, plain_digits

_MOST_WHOLE_DIGITS = 9


class MoneyField(EntryField):
    """Takes an amount in the currency's major unit: ``168.32``, ``.5``, ``200``."""

    def __init__(self, currency: str, parent: QWidget | None = None) -> None:
        super().__init__("money", parent)
        self.currency = currency
        self.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.setMaxLength(_MOST_WHOLE_DIGITS + 4)
        self.setInputMethodHints(Qt.InputMethodHint.ImhFormattedNumbersOnly)
        self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, on=False)
        self.textEdited.connect(self._on_edited)

    def money(self) -> Money | None:
        """Read the amount; None while there is no number in the field."""
        return parse_money(self.text(), self.currency)

    def show_money(self, money: Money) -> None:
        """Put an amount in, marked, so that the first digit typed replaces it."""
        self.setText(formats.amount(money, with_groups=False))
        self.selectAll()

    def type_text(self, text: str) -> None:
        """Type from the keypad under the same rules as keys."""
        self.insert(text)
        self._on_edited(self.text())

    def _on_edited(self, text: str) -> None:
        allowed = _longest_amount(plain_digits(text), formats.decimals(self.currency))
        if allowed != text:
            self.setText(allowed)


def parse_money(text: str, currency: str) -> Money | None:
    """Turn typed text into Money without passing through a fraction type."""
    places = formats.decimals(currency)
    match = re.fullmatch(r"(-?)(\d*)(?:\.(\d*))?", plain_digits(text))
    if match is None or not (match[2] or match[3]):
        return None
    fraction = (match[3] or "").ljust(places, "0")
    if len(fraction) > places or len(match[2]) > _MOST_WHOLE_DIGITS:
        return None
    minor = int(match[2] or "0") * 10**places + int(fraction or "0")
    return Money(-minor if match[1] else minor, currency)


def _longest_amount(text: str, places: int) -> str:
    pattern = rf"\d{{0,{_MOST_WHOLE_DIGITS}}}" + (rf"(?:\.\d{{0,{places}}})?" if places else "")
    match = re.match(pattern, text)
    return match[0] if match else ""
