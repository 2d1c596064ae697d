"""Cancels the last sale by a new record, with a reason; F9, never Enter."""

from pos_app.domain.identifiers import ReceiptNumber
from pos_app.domain.money import Money
from pos_app.ui import formats
from pos_app.ui.actions import Actions
from pos_app.ui.widgets.label import wrapped_label
from pos_app.ui.widgets.reason_panel import ReasonPanel


class PostVoidPanel(ReasonPanel):
    """Says which sale, and asks why."""

    def __init__(self, actions: Actions) -> None:
        super().__init__(actions, is_danger=True)
        self._receipt, self._paid = "", ""
        self._question = wrapped_label("text")
        self.body.addWidget(self._question)
        self.body.addWidget(self.reasons)

    def ask(self, receipt: ReceiptNumber, paid: Money) -> None:
        """Begin with no reason."""
        self._receipt, self._paid = str(receipt), formats.money(paid)
        self.begin()

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
