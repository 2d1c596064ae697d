"""One line at the bottom that says how the till itself is: nothing here needs an answer."""

from dataclasses import dataclass

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from pos_app.ui import theme
from pos_app.ui.widgets.label import set_role, text_label


@dataclass(frozen=True, slots=True)
class DeviceState:
    """How a device is, and since what time of day."""

    is_working: bool
    since: str


class StatusStrip(QWidget):
    """Shows that sales are kept on this till, and how printer and scanner are.

    Nothing is shown of a device that nothing is known of, such as a scanner that types.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._printer_state: DeviceState | None = None
        self._scanner_state: DeviceState | None = None
        self._saving = text_label("caption")
        self._printer = text_label("caption")
        self._scanner = text_label("caption")
        layout = QHBoxLayout(self)
        layout.setContentsMargins(theme.px(4), 0, theme.px(4), 0)
        layout.setSpacing(theme.px(18))
        layout.addWidget(self._saving)
        layout.addWidget(self._printer)
        layout.addWidget(self._scanner)
        layout.addStretch(1)
        self.retranslate()

    def show_devices(self, *, printer: DeviceState | None, scanner: DeviceState | None) -> None:
        """Replace the picture."""
        self._printer_state, self._scanner_state = printer, scanner
        self.retranslate()

    def changeEvent(self, event: QEvent) -> None:
        """Take the words again when the language changes."""
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def retranslate(self) -> None:
        """Set the words."""
        self._saving.setText(self.tr("● Sales are kept on this till; no network needed"))
        printer, scanner = self._printer_state, self._scanner_state
        words = ""
        if printer is not None:
            ready = self.tr("● Printer ready")
            bad = self.tr("● Printer in trouble since {time}: sales go on, print later")
            words = ready if printer.is_working else bad.replace("{time}", printer.since)
        self._printer.setText(words)
        set_role(self._printer, "caption" if printer is None or printer.is_working else "bad")
        words = ""
        if scanner is not None:
            ready = self.tr("● Scanner ready")
            bad = self.tr("● No scanner since {time}: type the codes")
            words = ready if scanner.is_working else bad.replace("{time}", scanner.since)
        self._scanner.setText(words)
        set_role(self._scanner, "caption" if scanner is None or scanner.is_working else "bad")
