"""One sale with what was sold, what came back, what may still, and the refund for it."""

from PySide6.QtCore import QModelIndex, Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout

from pos_app.domain.returns import ReturnableLine, ReturnableSale, refund_of
from pos_app.ui import formats, language, theme
from pos_app.ui.screens.returns.panels import preview
from pos_app.ui.widgets.label import ElidedLabel, text_label
from pos_app.ui.widgets.table import RIGHT, Column, SnapshotModel, SnapshotTable


def _sold(line: ReturnableLine) -> str:
    return formats.quantity_with_unit(line.sold.line.quantity, line.sold.line.item.unit)


def _returned(line: ReturnableLine) -> str:
    return formats.quantity(line.returned) if line.returned.thousandths else "–"


def _left(line: ReturnableLine) -> str:
    return formats.quantity(line.remaining)


def _next_left(sale: ReturnableSale, row: int) -> int:
    """Find the next line, this one included, of which anything may still come back."""
    count = len(sale.lines)
    order = ((row + step) % count for step in range(count))
    return next((at for at in order if sale.lines[at].remaining.thousandths), row)


class SaleCard(QFrame):
    """The lines of the sale; Up and Down mark, a double touch takes back.

    Signals: ``chosen()`` at a double touch.
    """

    chosen = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "card")
        self._sale: ReturnableSale | None = None
        self._offset_minutes = 0
        self._title = ElidedLabel("heading")
        self._about = ElidedLabel("caption")
        self._warning = text_label("bad")
        self.model: SnapshotModel[ReturnableLine] = SnapshotModel(
            (
                Column(50, lambda line: str(line.sold.line.number)),
                Column(0, lambda line: language.name_of(line.sold.line.item), is_strong=True),
                Column(110, _sold, RIGHT),
                Column(100, _returned, RIGHT),
                Column(100, _left, RIGHT, is_strong=True),
                Column(130, self._refund, RIGHT, is_strong=True),
            ),
            self,
        )
        self.table = SnapshotTable(self.model, 52)
        self.table.doubleClicked.connect(self._on_double_clicked)
        inside = QVBoxLayout(self)
        inside.setContentsMargins(theme.px(3), theme.px(10), theme.px(3), theme.px(3))
        inside.setSpacing(theme.px(4))
        for label in (self._title, self._about, self._warning):
            label.setContentsMargins(theme.px(12), 0, theme.px(12), 0)
            inside.addWidget(label)
        inside.addWidget(self.table, 1)

    def show_time_zone(self, utc_offset_minutes: int) -> None:
        """Say how far the shop's own time is from UTC."""
        self._offset_minutes = utc_offset_minutes

    def show_sale(self, sale: ReturnableSale) -> None:
        """Replace the sale; the mark stays where it was in the same one."""
        is_same = self._sale is not None and self._sale.completed.receipt == sale.completed.receipt
        row = self.table.selected_row() if is_same else None
        self._sale = sale
        self.model.show_rows(sale.lines)
        self.table.select(_next_left(sale, row or 0))
        self._warning.setVisible(sale.is_post_voided or not sale.lines)
        self.retranslate()

    def marked_line(self) -> ReturnableLine | None:
        """Give the line that is marked."""
        row = self.table.selected_row()
        return self.model.rows[row] if row is not None and self.model.rows else None

    def mark_line(self, number: int) -> None:
        """Mark a line by its number."""
        for row, line in enumerate(self.model.rows):
            if line.sold.line.number == number:
                self.table.select(row)

    def retranslate(self) -> None:
        """Set the words."""
        self.model.show_headings(
            (
                "#",
                self.tr("Item"),
                self.tr("Sold"),
                self.tr("Returned"),
                self.tr("Left"),
                self.tr("Refund"),
            )
        )
        if self._sale is not None and not self._sale.lines:
            self._warning.setText(self.tr("Nothing was sold on this receipt: open another one."))
        else:
            self._warning.setText(
                self.tr("This sale was post voided: nothing of it can come back.")
            )
        if self._sale is not None:
            completed = self._sale.completed
            title = self.tr("Receipt {number}").replace("{number}", str(completed.receipt))
            self._title.setText(title)
            moment = formats.local_moment(completed.completed_ms, self._offset_minutes)
            parts = (moment, completed.operator_name, formats.money(completed.paid))
            self._about.setText("   ·   ".join(parts))
        self.table.viewport().update()

    def _refund(self, line: ReturnableLine) -> str:
        """Say what the rest of a line brings by itself."""
        back = preview(self._sale, line, line.remaining)
        return formats.money(refund_of(back)) if back else "–"

    def _on_double_clicked(self, _index: QModelIndex) -> None:
        self.chosen.emit()
