"""The money side of the selling screen: what the basket comes to."""

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QVBoxLayout

from pos_app.domain.money import Money
from pos_app.domain.pricing.priced import PricedTransaction
from pos_app.ui import formats, theme
from pos_app.ui.price_words import hints_of
from pos_app.ui.widgets.label import ElidedLabel, FittedAmount, amount_label, text_label


class TotalsCard(QFrame):
    """Goods, reductions, tax, and the total, readable from a metre."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "card")
        self._basket: PricedTransaction | None = None
        self._names = [ElidedLabel("caption") for _ in range(3)]
        self._amounts = [amount_label(role) for role in ("amount", "amount-off", "caption")]
        self._hint = ElidedLabel("good")
        self._total_name = text_label("title")
        self._total = FittedAmount("total", 46)
        grid = QGridLayout()
        grid.setHorizontalSpacing(theme.px(8))
        grid.setVerticalSpacing(theme.px(2))
        for row, (name, amount) in enumerate(zip(self._names, self._amounts, strict=True)):
            grid.addWidget(name, row, 0)
            grid.addWidget(amount, row, 1)
        grid.setColumnStretch(0, 1)
        bottom = QHBoxLayout()
        bottom.addWidget(self._total_name)
        bottom.addWidget(self._total, 1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(theme.px(16), theme.px(10), theme.px(16), theme.px(8))
        outer.setSpacing(theme.px(4))
        outer.addLayout(grid)
        outer.addWidget(self._hint)
        outer.addLayout(bottom)
        self.retranslate()

    def show_basket(self, basket: PricedTransaction | None) -> None:
        """Replace what is added up; None is an empty basket."""
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
        if basket is None:
            self._total_name.setText(self.tr("TOTAL"))
            self._total.setText(formats.money(Money(0)))
            for label in (*self._names, *self._amounts):
                label.setText("")
            self._hint.setText("")
            return
        is_refund = basket.payable.minor < 0
        self._total_name.setText(self.tr("REFUND") if is_refund else self.tr("TOTAL"))
        self._total.setText(formats.money(abs(basket.payable)))
        live = len(basket.transaction.live_lines)
        lines = self.tr("%n line(s)", "", live)
        pieces = self.tr("%n piece(s)", "", basket.item_count)
        self._names[0].setText("  ·  ".join((self.tr("Goods"), lines, pieces)))
        self._amounts[0].setText(formats.money(basket.subtotal))
        self._names[1].setText(self.tr("Discounts") if basket.discount else "")
        self._amounts[1].setText(formats.money(-basket.discount) if basket.discount else "")
        hints = hints_of(basket.trace, basket.total.currency)
        self._hint.setText(hints[0] if hints else "")
        self._show_tax(basket)

    def _show_tax(self, basket: PricedTransaction) -> None:
        rates = " / ".join(formats.rate(total.group.rate_ppm) for total in basket.taxes)
        if basket.tax_added:
            words = self.tr("Tax added")
            self._names[2].setText(f"{words} {rates}")
            self._amounts[2].setText(formats.money(basket.tax_added))
            return
        tax = sum(total.tax.minor for total in basket.taxes)
        words = self.tr("Including VAT")
        self._names[2].setText(f"{words} {rates}" if rates else "")
        self._amounts[2].setText(formats.money(Money(tax, basket.total.currency)) if rates else "")
