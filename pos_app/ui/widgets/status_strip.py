"""One line at the bottom that says how the till itself is: nothing here needs an answer."""

from dataclasses import dataclass
from typing import Protocol

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from pos_app.ui import theme
from pos_app.ui.widgets.label import ElidedLabel, set_role, text_label


class Said(Protocol):
    """Words about the cloud and how they look: cloud_words.py."""

    @property
    def text(self) -> str:
        """What is said."""

    @property
    def role(self) -> str:
        """``caption``, ``good``, ``warn`` or ``bad``."""


@dataclass(frozen=True, slots=True)
class DeviceState:
    """How a device is, and since what time of day."""

    is_working: bool
    since: str


class StatusStrip(QWidget):
    """Shows where sales are safe, and how printer, scanner and camera are.

    Nothing is shown of a device that nothing is known of, such as a scanner that types.

    Signals: ``tapped()`` anywhere on it.
    """

    tapped = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._printer_state: DeviceState | None = None
        self._scanner_state: DeviceState | None = None
        self._camera_state: DeviceState | None = None
        self._is_cloud_known = False
        self._saving = text_label("caption")
        self._printer = text_label("caption")
        self._scanner = text_label("caption")
        self._camera = text_label("caption")
        self._notes = ElidedLabel("caption")
        self._notes.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(theme.px(4), 0, theme.px(4), 0)
        layout.setSpacing(theme.px(18))
        layout.addWidget(self._saving)
        layout.addWidget(self._printer)
        layout.addWidget(self._scanner)
        layout.addWidget(self._camera)
        layout.addWidget(self._notes, 1)
        self.retranslate()

    def show_cloud(self, contact: Said, notes: Said) -> None:
        """Say how till and cloud stand; whoever calls says it again in another language."""
        self._is_cloud_known = True
        self._saving.setText(contact.text)
        set_role(self._saving, contact.role)
        self._notes.setText(notes.text)
        set_role(self._notes, notes.role)

    def show_devices(
        self,
        *,
        printer: DeviceState | None,
        scanner: DeviceState | None,
        camera: DeviceState | None,
    ) -> None:
        """Replace the picture."""
        self._printer_state, self._scanner_state = printer, scanner
        self._camera_state = camera
        self.retranslate()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Take a tap: a finger need not hit a word."""
        if self.rect().contains(event.position().toPoint()):
            self.tapped.emit()
        super().mouseReleaseEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        """Take the words again when the language changes."""
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def retranslate(self) -> None:
        """Set the words."""
        if not self._is_cloud_known:
            self._saving.setText(self.tr("● Sales are kept on this till; no network needed"))
        _say(
            self._printer,
            self._printer_state,
            self.tr("● Printer ready"),
            self.tr("● Printer in trouble since {time}: sales go on, print later"),
        )
        _say(
            self._scanner,
            self._scanner_state,
            self.tr("● Scanner ready"),
            self.tr("● No scanner since {time}: type the codes"),
        )
        _say(
            self._camera,
            self._camera_state,
            self.tr("● Camera ready"),
            self.tr("● No camera since {time}"),
        )


def _say(label: QLabel, state: DeviceState | None, ready: str, bad: str) -> None:
    """Say nothing of a device that nothing is known of."""
    is_bad = state is not None and not state.is_working
    words = ready if state is not None else ""
    label.setText(bad.replace("{time}", state.since) if state is not None and is_bad else words)
    set_role(label, "bad" if is_bad else "caption")
