"""One line at the bottom that says how the till itself is: nothing here needs an answer."""

from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from pos_app.ui import theme
from pos_app.ui.widgets.label import ElidedLabel, set_role, text_label


class Health(StrEnum):
    """How a part of the till is."""

    GOOD = "good"
    BAD = "bad"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class TillHealth:
    """A frozen picture of what the strip shows."""

    is_saving: bool = True
    printer: Health = Health.UNKNOWN
    suspended: int = 0


class StatusStrip(QWidget):
    """Shows that sales are kept on this till, how the printer is, and how many are suspended."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._health = TillHealth()
        self._saving = text_label("caption")
        self._printer = text_label("caption")
        self._hint = ElidedLabel("caption")
        layout = QHBoxLayout(self)
        layout.setContentsMargins(theme.px(4), 0, theme.px(4), 0)
        layout.setSpacing(theme.px(18))
        layout.addWidget(self._saving)
        layout.addWidget(self._printer)
        layout.addWidget(self._hint, 1)
        self.retranslate()

    def show_health(self, health: TillHealth) -> None:
        """Replace the picture."""
        self._health = health
        self.retranslate()

    def changeEvent(self, event: QEvent) -> None:
        """Take the words again when the language changes."""
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def retranslate(self) -> None:
        """Set the words."""
        self._saving.setText(self.tr("● Sales are kept on this till; no network needed"))
        words = {
            Health.GOOD: self.tr("● Printer ready"),
            Health.BAD: self.tr("● Printer does not answer: sales go on, print later"),
            Health.UNKNOWN: "",
        }
        self._printer.setText(words[self._health.printer])
        set_role(self._printer, "bad" if self._health.printer is Health.BAD else "caption")
