"""A panel that asks for nothing but the reason: what is done and what it costs stand above."""

from PySide6.QtCore import Signal

from pos_app.ui.actions import Actions
from pos_app.ui.widgets.panel import Panel
from pos_app.ui.widgets.reason_picker import Choice, ReasonPicker


class ReasonPanel(Panel):
    """Answers with a reason by F9, never by Enter. The heir sets the words and places ``reasons``.

    Signals: ``answered(str)`` with the reason's code; ``reason_missing()``.
    """

    answered = Signal(str)
    reason_missing = Signal()

    def __init__(self, actions: Actions, *, is_danger: bool = False) -> None:
        super().__init__(actions, is_danger=is_danger)
        self.reasons = ReasonPicker()

    def show_reasons(self, reasons: tuple[Choice, ...]) -> None:
        """Offer the store's reasons."""
        self.reasons.show_choices(reasons)

    def begin(self) -> None:
        """Begin with no reason."""
        self.reasons.clear_choice()
        self.retranslate()

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
