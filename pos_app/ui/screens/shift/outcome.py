"""What closing came to, large enough to be read across the counter."""

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QVBoxLayout

from pos_app.domain.report import XReport, ZReport
from pos_app.ui import formats, theme
from pos_app.ui.action_names import ActionName
from pos_app.ui.actions import Actions
from pos_app.ui.widgets.buttons import ActionButton
from pos_app.ui.widgets.label import (
    FittedAmount,
    amount_label,
    set_role,
    text_label,
    wrapped_label,
)

_CENTRE = Qt.AlignmentFlag.AlignCenter


class OutcomePage(QFrame):
    """Stands beside the paper: over, short or even after a count; the sales so far for an X."""

    def __init__(self, actions: Actions) -> None:
        super().__init__()
        self.setProperty("role", "card")
        self._report: XReport | ZReport | None = None
        self._title = text_label("brand")
        self._verdict = text_label("title")
        self._difference = FittedAmount("change", 84)
        self._labels = tuple(text_label("text") for _ in range(3))
        self._amounts = tuple(amount_label("amount-large") for _ in range(3))
        self._next = wrapped_label("text")
        for label in (self._title, self._verdict, self._difference, self._next):
            label.setAlignment(_CENTRE)
        self._lay_out(actions)
        self.show_outcome(None)

    def _lay_out(self, actions: Actions) -> None:
        grid = QGridLayout()
        grid.setVerticalSpacing(theme.px(8))
        grid.setHorizontalSpacing(theme.px(30))
        for row, (label, amount) in enumerate(zip(self._labels, self._amounts, strict=True)):
            grid.addWidget(label, row, 1)
            grid.addWidget(amount, row, 2)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(3, 1)
        keys = QHBoxLayout()
        keys.setSpacing(theme.px(10))
        keys.addWidget(ActionButton(actions[ActionName.LEAVE_PAPER]), 1)
        keys.addWidget(ActionButton(actions[ActionName.PRINT_PAPER], "pay"), 2)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(theme.px(24), theme.px(20), theme.px(24), theme.px(20))
        outer.setSpacing(theme.px(8))
        outer.addStretch(1)
        outer.addWidget(self._title)
        outer.addSpacing(theme.px(16))
        outer.addWidget(self._verdict)
        outer.addWidget(self._difference)
        outer.addSpacing(theme.px(10))
        outer.addLayout(grid)
        outer.addStretch(1)
        outer.addWidget(self._next)
        outer.addSpacing(theme.px(14))
        outer.addLayout(keys)

    def show_outcome(self, report: XReport | ZReport | None) -> None:
        """Show the count against the records, or the sales so far."""
        self._report = report
        self.retranslate()

    def changeEvent(self, event: QEvent) -> None:
        """Take the words again when the language changes."""
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def retranslate(self) -> None:
        """Set words and amounts."""
        if isinstance(self._report, ZReport):
            self._show_closed(self._report)
        elif self._report is not None:
            self._show_so_far(self._report)

    def _show_so_far(self, report: XReport) -> None:
        figures = report.figures
        self._title.setText(self.tr("X report"))
        self._verdict.setText(self.tr("Net sales so far"))
        set_role(self._difference, "total")
        self._difference.setText(formats.money(figures.net_total))
        self._show_rows(
            (self.tr("Transactions"), str(figures.transaction_count)),
            (self.tr("Before discounts"), formats.money(figures.gross)),
            (self.tr("Opening float"), formats.money(figures.cash.opening_float)),
        )
        self._next.setText(self.tr("Nothing was closed. Print it, or go on."))

    def _show_closed(self, report: ZReport) -> None:
        shift = report.x.shift
        title = self.tr("Shift {name} is closed") if shift else self.tr("Day {name} is closed")
        name = str(shift.number) if shift else report.x.business_date
        self._title.setText(title.replace("{name}", name))
        difference = report.over_short
        if difference.minor > 0:
            self._verdict.setText(self.tr("OVER"))
        elif difference.minor < 0:
            self._verdict.setText(self.tr("SHORT"))
        else:
            self._verdict.setText(self.tr("EXACT"))
        set_role(self._difference, "change-off" if difference.minor else "change")
        self._difference.setText(formats.money(abs(difference)))
        self._show_rows(
            (self.tr("Counted"), formats.money(report.counted)),
            (self.tr("Expected"), formats.money(report.expected)),
            (self.tr("Net sales"), formats.money(report.x.figures.net_total)),
        )
        self._next.setText(self.tr("The report is recorded, whether or not it was printed."))

    def _show_rows(self, *rows: tuple[str, str]) -> None:
        for label, value, row in zip(self._labels, self._amounts, rows, strict=True):
            label.setText(row[0])
            value.setText(row[1])
