"""Why this price: the marked line step by step, and what is missing to the next reduction."""

from collections.abc import Callable

from PySide6.QtCore import Signal

from pos_app.domain.pricing.priced import PricedLine
from pos_app.domain.pricing.trace import PriceTrace
from pos_app.domain.transaction import SaleLine
from pos_app.ui import formats, language, theme
from pos_app.ui.actions import Actions
from pos_app.ui.price_words import PriceStep, hints_of, how_chosen, steps_of
from pos_app.ui.widgets.label import wrapped_label
from pos_app.ui.widgets.panel import Panel
from pos_app.ui.widgets.table import RIGHT, Column, SnapshotModel, SnapshotTable

_ROW = 44
_ROWS_SHOWN = 5


class WhyPanel(Panel):
    """Explains one line at a time; Up and Down explain another one. ``reason_name`` names a code.

    Signals: ``stepped(int)`` for the line above or below.
    """

    stepped = Signal(int)

    def __init__(self, actions: Actions, reason_name: Callable[[str], str]) -> None:
        super().__init__(actions)
        self._reason_name = reason_name
        self._line: PricedLine | None = None
        self._trace = PriceTrace()
        self.model: SnapshotModel[PriceStep] = SnapshotModel(
            (
                Column(0, lambda step: step.name, is_strong=True),
                Column(320, lambda step: step.about),
                Column(120, lambda step: formats.money(step.amount), RIGHT, is_strong=True),
            ),
            self,
        )
        self.table = SnapshotTable(self.model, _ROW)
        self.table.horizontalHeader().hide()
        self.table.setFixedHeight(theme.px(_ROW * _ROWS_SHOWN + 6))
        self._chosen = wrapped_label("caption")
        self._next = wrapped_label("good")
        self.body.addWidget(self.table)
        self.body.addWidget(self._next)
        self.body.addWidget(self._chosen)
        self.confirm.hide()

    def explain(self, line: PricedLine, trace: PriceTrace) -> None:
        """Begin with a line, or go on with another."""
        self._line, self._trace = line, trace
        self.retranslate()

    def retranslate(self) -> None:
        """Set the words."""
        self.cancel.set_words(self.tr("Close"))
        if self._line is None:
            return
        name = language.name_of(self._line.line.item)
        self.heading.setText(self.tr("Why this price: {name}").replace("{name}", name))
        self.model.show_rows(steps_of(self._line, self._trace, self._reason_name))
        currency = self._line.net.currency
        is_sold = isinstance(self._line.line, SaleLine)
        hints = hints_of(self._trace, currency) if is_sold else []
        self._next.setText("\n".join(hints))
        self._next.setVisible(bool(hints))
        self._chosen.setText(how_chosen(self._trace) if is_sold else "")

    def on_step(self, step: int) -> None:
        """Explain the line above or below."""
        self.stepped.emit(step)

    def on_confirm(self) -> None:
        """F9 has nothing to confirm here: it closes the panel like Esc."""
        self.on_cancel()
