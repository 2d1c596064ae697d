"""Cancels the last sale by a new record, with a reason; F9, never Enter."""

from PySide6.QtCore import Signal

from pos_app.domain.identifiers import ReceiptNumber
from pos_app.domain.money import Money
from pos_app.ui import formats
from pos_app.ui.actions import Actions
from pos_app.ui.widgets.label import wrapped_label
from pos_app.ui.widgets.panel import Panel
from pos_app.ui.widgets.reason_picker import Choice, ReasonPicker


class PostVoidPanel(Panel):
    """Says which sale, and asks why.

    Signals: ``answered(str)`` with the reason's code; ``reason_missing()``.
    """

    answered = Signal(str)
    reason_missing = Signal()

    def __init__(self, actions: Actions) -> None:
        super().__init__(actions, is_danger=True)
        self._receipt, self._paid = "", ""
        self._question = wrapped_label("text")
        self.reasons = ReasonPicker()
        self.body.addWidget(self._question)
        self.body.addWidget(self.reasons)

    def show_reasons(self, reasons: tuple[Choice, ...]) -> None:
        """Offer the store's reasons."""
        self.reasons.show_choices(reasons)

    def ask(self, receipt: ReceiptNumber, paid: Money) -> None:
        """Begin with no reason."""
        self._receipt, self._paid = str(receipt), formats.money(paid)
        self.reasons.clear_choice()
        self.retranslate()

    def retranslate(self) -> None:
        """Set the words."""
        heading = self.tr("Post void {receipt}, {paid}?")
        self.heading.setText(
            heading.replace("{receipt}", self._receipt).replace("{paid}", self._paid)
        )
        self._question.setText(
            self.tr(
                "A new receipt cancels the whole sale and every payment goes back the way it came."
            )
        )

    def on_choice(self, number: int) -> None:
        """Choose a reason."""
        self.reasons.choose(number)

    def on_confirm(self) -> None:
        """Give the reason."""
        reason = self.reasons.chosen()
        if reason is None:
            self.reason_missing.emit()
        else:
            self.answered.emit(reason)
