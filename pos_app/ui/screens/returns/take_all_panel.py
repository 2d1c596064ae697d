"""Takes back all that is left of a sale, with one reason; F9, never Enter."""

from PySide6.QtWidgets import QHBoxLayout

from pos_app.domain.returns import ReturnableSale
from pos_app.ui import formats, theme
from pos_app.ui.actions import Actions
from pos_app.ui.widgets.label import ElidedLabel, FittedAmount
from pos_app.ui.widgets.reason_panel import ReasonPanel


class TakeAllPanel(ReasonPanel):
    """Says how much comes back and what the customer gets for it, and asks why."""

    def __init__(self, actions: Actions) -> None:
        super().__init__(actions)
        self._sale: ReturnableSale | None = None
        self._about = ElidedLabel("text")
        self._refund = FittedAmount("total", 34)
        row = QHBoxLayout()
        row.setSpacing(theme.px(12))
        row.addWidget(self._about, 3)
        row.addWidget(self._refund, 2)
        self.body.addLayout(row)
        self.body.addWidget(self.reasons)

    def ask(self, sale: ReturnableSale) -> None:
        """Begin with no reason."""
        self._sale = sale
        self.begin()

    def retranslate(self) -> None:
        """Set the words."""
        if self._sale is None:
            return
        heading = self.tr("Take back all that is left of {receipt}")
        self.heading.setText(heading.replace("{receipt}", str(self._sale.completed.receipt)))
        left = sum(bool(line.remaining.thousandths) for line in self._sale.lines)
        lines = self.tr("%n line(s) to take back", "", left)
        self._about.setText(f"{lines}   ·   " + self.tr("Choose why, then press F9."))
        self._refund.setText(formats.money(self._sale.refund_left))
