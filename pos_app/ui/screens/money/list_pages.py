"""How operators' shifts came out, and the closed shifts that can be looked into."""

from collections.abc import Sequence

from PySide6.QtWidgets import QFrame, QVBoxLayout

from pos_app.domain.money import Money
from pos_app.domain.over_short import CountedShift, OperatorHistory, Trend
from pos_app.ui import formats, theme
from pos_app.ui.widgets.label import text_label, wrapped_label
from pos_app.ui.widgets.table import RIGHT, Column, SnapshotModel, SnapshotTable


class _ListPage(QFrame):
    """A card: a title, a table, and a sentence below."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "card")
        self.title = text_label("title")
        self.hint = wrapped_label("text")

    def lay_out(self, table: SnapshotTable) -> None:
        """Put the three below one another."""
        inside = QVBoxLayout(self)
        inside.setContentsMargins(theme.px(16), theme.px(14), theme.px(16), theme.px(14))
        inside.setSpacing(theme.px(10))
        inside.addWidget(self.title)
        inside.addWidget(table, 1)
        inside.addWidget(self.hint)


class HistoryPage(_ListPage):
    """One row an operator, whoever was off by most in all first."""

    def __init__(self) -> None:
        super().__init__()
        self._days = 0
        self.model: SnapshotModel[OperatorHistory] = SnapshotModel(
            (
                Column(0, lambda history: history.name, is_strong=True),
                Column(130, lambda history: str(history.shifts), RIGHT),
                Column(150, lambda history: str(history.off), RIGHT),
                Column(170, lambda history: signed(history.net), RIGHT, is_strong=True),
                Column(170, lambda history: signed(history.largest), RIGHT),
                Column(220, self._trend, RIGHT),
            ),
            self,
        )
        self.table = SnapshotTable(self.model, 48)
        self.lay_out(self.table)

    def show_history(self, days: int, histories: Sequence[OperatorHistory]) -> None:
        """Replace what is shown."""
        self._days = days
        self.model.show_rows(histories)
        self.table.select(0)
        self.retranslate()

    def retranslate(self) -> None:
        """Set the words."""
        title = self.tr("Over and short, the last {days} days")
        self.title.setText(title.replace("{days}", str(self._days)))
        self.model.show_headings(
            (
                self.tr("Cashier"),
                self.tr("Shifts"),
                self.tr("Not even"),
                self.tr("In all"),
                self.tr("Largest"),
                self.tr("Trend"),
            )
        )
        self.hint.setText(
            self.tr("Figures to talk about: look into a shift with F4 before saying anything.")
        )
        self.table.viewport().update()

    def _trend(self, history: OperatorHistory) -> str:
        return {
            Trend.UNKNOWN: self.tr("too few shifts"),
            Trend.BETTER: self.tr("↘ nearer to even"),
            Trend.STEADY: self.tr("→ steady"),
            Trend.WORSE: self.tr("↗ further off"),
        }[history.trend]


class ShiftsPage(_ListPage):
    """The closed shifts, newest first."""

    def __init__(self) -> None:
        super().__init__()
        self.model: SnapshotModel[CountedShift] = SnapshotModel(
            (
                Column(170, lambda shift: shift.business_date),
                Column(130, lambda shift: str(shift.number), RIGHT, is_strong=True),
                Column(0, lambda shift: shift.operator_name),
                Column(200, lambda shift: signed(shift.over_short), RIGHT, is_strong=True),
            ),
            self,
        )
        self.table = SnapshotTable(self.model, 48)
        self.lay_out(self.table)

    def show_shifts(self, shifts: Sequence[CountedShift]) -> None:
        """Replace the list and mark the newest that was off."""
        self.model.show_rows(shifts)
        off = (at for at, shift in enumerate(shifts) if shift.over_short)
        self.table.select(next(off, 0))
        self.retranslate()

    def marked(self) -> CountedShift | None:
        """Give the one that is marked."""
        row = self.table.selected_row()
        return self.model.rows[row] if row is not None and self.model.rows else None

    def retranslate(self) -> None:
        """Set the words."""
        self.title.setText(self.tr("Closed shifts"))
        self.model.show_headings(
            (
                self.tr("Business day"),
                self.tr("Shift"),
                self.tr("Cashier"),
                self.tr("Over / short"),
            )
        )
        words = self.tr("F9 looks into the marked shift: what may explain it, and where to look.")
        none = self.tr("No shift was closed yet.")
        self.hint.setText(words if self.model.rows else none)
        self.table.viewport().update()


def signed(amount: Money) -> str:
    """Write a difference with its sign."""
    sign = "+" if amount.minor > 0 else ""
    return f"{sign}{formats.money(amount)}"
