"""Why a customer left without buying: a reason by one key, and the item if it was said."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from pos_app.domain.scan_data import ScanData, Source
from pos_app.ui.actions import Actions
from pos_app.ui.widgets.fields import EntryField
from pos_app.ui.widgets.guest_panel import GuestPanel
from pos_app.ui.widgets.reason_picker import Choice, ReasonPicker


class LostSalePanel(GuestPanel):
    """F1–F8 choose the reason, F9 writes it down; the item may be scanned or typed before.

    Signals: ``answered(str, object)`` with the reason's code and the item's code as a scan, or
    None; ``reason_missing()``.
    """

    answered = Signal(str, object)
    reason_missing = Signal()

    def __init__(self, actions: Actions) -> None:
        super().__init__(actions)
        self.reasons = ReasonPicker()
        self.field = EntryField("pin", takes_letters=True)
        self.field.setMaxLength(64)
        self.field.entered.connect(self._on_entered)
        self._scanned: ScanData | None = None
        self.body.addWidget(self.reasons)
        self.body.addWidget(self.field)
        self.retranslate()

    def show_reasons(self, reasons: tuple[Choice, ...]) -> None:
        """Offer the store's reasons."""
        self.reasons.show_choices(reasons)

    def open(self) -> None:
        """Begin with neither reason nor item."""
        self.reasons.clear_choice()
        self.field.clear()
        self._scanned = None
        self.opened.emit()

    def retranslate(self) -> None:
        """Set the words."""
        self.heading.setText(self.tr("The customer leaves without buying. Why?"))
        self.field.setPlaceholderText(self.tr("The item, if it was said: scan it or type its code"))

    def keyboard_owner(self) -> QWidget:
        """Type into the item's field."""
        return self.field

    def take_scan(self, scan: ScanData) -> bool:
        """Take a scan for the item that was wanted."""
        self._scanned = scan
        self.field.setText(scan.text)
        return True

    def on_choice(self, number: int) -> None:
        """Choose a reason."""
        self.reasons.choose(number)

    def on_confirm(self) -> None:
        """Give reason and item."""
        reason = self.reasons.chosen()
        if reason is None:
            self.reason_missing.emit()
            return
        text = self.field.text().strip()
        wanted = ScanData(text, source=Source.TYPED) if text else None
        if self._scanned is not None and self._scanned.text.strip() == text:
            wanted = self._scanned
        self.answered.emit(reason, wanted)

    def _on_entered(self, _text: str) -> None:
        self.on_confirm()
