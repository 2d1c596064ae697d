"""What the open transaction comes to: goods back, goods sold, and who owes whom."""

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QFrame, QGridLayout

from pos_app.domain.money import Money
from pos_app.domain.pricing.priced import PricedTransaction
from pos_app.domain.transaction import ReturnLine
from pos_app.ui import formats, theme
from pos_app.ui.widgets.label import FittedAmount, amount_label, text_label


class BasketCard(QFrame):
    """Three sums; the last one large."""

    def __init__(self, currency: str) -> None:
        super().__init__()
        self._currency = currency
        self.setProperty("role", "card")
        self._basket: PricedTransaction | None = None
        self._back_label = text_label("text")
        self._back = amount_label("amount-off")
        self._sold_label = text_label("text")
        self._sold = amount_label()
        self._due_label = text_label("heading")
        self._due = FittedAmount("total", 40)
        grid = QGridLayout(self)
        grid.setContentsMargins(theme.px(18), theme.px(12), theme.px(18), theme.px(10))
        grid.setVerticalSpacing(theme.px(6))
        grid.addWidget(self._back_label, 0, 0)
        grid.addWidget(self._back, 0, 1)
        grid.addWidget(self._sold_label, 1, 0)
        grid.addWidget(self._sold, 1, 1)
        grid.addWidget(self._due_label, 2, 0)
        grid.addWidget(self._due, 2, 1)
        grid.setColumnStretch(1, 1)
        self.retranslate()

    def show_basket(self, basket: PricedTransaction | None) -> None:
        """Replace the basket."""
        self._basket = basket
        self.retranslate()

    def changeEvent(self, event: QEvent) -> None:
        """Take the words again when the language changes."""
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def retranslate(self) -> None:
        """Set words and amounts."""
        basket = self._basket
        live = [line for line in basket.lines if not line.line.is_voided] if basket else []
        back = [line for line in live if isinstance(line.line, ReturnLine)]
        zero = Money(0, self._currency)
        taken = sum((line.amount for line in back), basket.rounding_back if basket else zero)
        due = basket.payable if basket else zero
        count = self.tr("Taken back ({count})").replace("{count}", str(len(back)))
        self._back_label.setText(count)
        self._back.setText(formats.money(taken))
        count = self.tr("Sold ({count})").replace("{count}", str(len(live) - len(back)))
        self._sold_label.setText(count)
        self._sold.setText(formats.money(due - taken))
        self._due_label.setText(self.tr("To refund") if due.minor < 0 else self.tr("To pay"))
        self._due.setText(formats.money(abs(due)))
