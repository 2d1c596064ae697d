"""The scan field and the number typed before an item: ``3*`` sells three of what follows."""

import re

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from pos_app.domain.quantity import Quantity
from pos_app.ui import formats, theme
from pos_app.ui.widgets.label import text_label
from pos_app.ui.widgets.quantity_field import parse_quantity
from pos_app.ui.widgets.scan_field import ScanField

_MULTIPLIER = re.compile(r"(\d{1,5}(?:\.\d{1,3})?)\s*[*×xX](.*)")


class ScanRow(QWidget):
    """Keeps the text being typed and the number that waits for its item.

    Signals: ``searched`` (text) what to look for while it is typed, without its multiplier.
    """

    searched = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.field = ScanField()
        self.field.typed.connect(self._on_typed)
        self._times: Quantity | None = None
        self._taken_times = ""  # as it was typed, to be put back with the text
        self._times_label = text_label("times")
        self._times_label.hide()
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.px(8))
        layout.addWidget(self.field, 1)
        layout.addWidget(self._times_label)

    def take_text(self) -> str:
        """Give what was typed, without a multiplier in front, and empty the field."""
        text = self.field.take_text()
        match = _MULTIPLIER.fullmatch(text)
        quantity = parse_quantity(match[1]) if match else None
        self._taken_times = ""
        if match is None or quantity is None:
            return text
        self._taken_times = f"{match[1]}*"
        self._times = quantity
        self._times_label.setText(f"× {formats.quantity(quantity)}")
        self._times_label.show()
        return match[2].strip()

    def take_times(self) -> Quantity | None:
        """Give the number that waits, once; a scan may follow ``3*`` without Enter between."""
        match = _MULTIPLIER.fullmatch(self.field.text().strip())
        if match and not match[2]:
            self.take_text()
        times, self._times = self._times, None
        self._times_label.hide()
        return times

    def take_quantity(self) -> Quantity | None:
        """Give the text as a number when it is one, and empty the field."""
        quantity = parse_quantity(self.field.text())
        if quantity is not None:
            self.field.take_text()
        return quantity

    def put_back(self, text: str) -> None:
        """Put a text back, marked, so that it can be mended or replaced."""
        if not self.field.text():
            self.field.setText(self._taken_times + text)
            self.field.selectAll()

    def _on_typed(self, text: str) -> None:
        match = _MULTIPLIER.fullmatch(text)
        self.searched.emit(match[2].strip() if match else text)
