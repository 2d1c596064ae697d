"""Finished transactions in a list: when, which number, what, how much."""

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout

from pos_app.domain.transaction import TransactionKind
from pos_app.ui import formats, language, theme
from pos_app.ui.sale_rows import SaleRow
from pos_app.ui.widgets.label import wrapped_label
from pos_app.ui.widgets.table import RIGHT, Column, SnapshotModel, SnapshotTable


class SalesList(QFrame):
    """The list; Up and Down mark, a touch marks too.

    Signals: ``marked()`` when another row is marked; ``chosen()`` at a double touch.
    """

    marked = Signal()
    chosen = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "card")
        self._offset_minutes = 0
        self._kinds: dict[TransactionKind, str] = {}
        self.model: SnapshotModel[SaleRow] = SnapshotModel(
            (
                Column(130, self._moment),
                Column(118, lambda row: row.receipt.workstation + f"-{row.receipt.number:06d}"),
                Column(0, self._contents),
                Column(84, lambda row: self._kinds.get(row.kind, "")),
                Column(126, lambda row: formats.money(row.paid), RIGHT, is_strong=True),
            ),
            self,
        )
        self.table = SnapshotTable(self.model, 48)
        self.table.selectionModel().currentRowChanged.connect(self._on_marked)
        self.table.doubleClicked.connect(self._on_double_clicked)
        self._nothing = wrapped_label("caption")
        self._nothing.setContentsMargins(theme.px(16), theme.px(16), theme.px(16), theme.px(16))
        inside = QVBoxLayout(self)
        inside.setContentsMargins(theme.px(3), theme.px(3), theme.px(3), theme.px(3))
        inside.addWidget(self.table, 1)
        inside.addWidget(self._nothing)
        self._nothing.hide()
        self.retranslate()

    def show_time_zone(self, utc_offset_minutes: int) -> None:
        """Say how far the shop's own time is from UTC."""
        self._offset_minutes = utc_offset_minutes

    def show_sales(self, rows: Sequence[SaleRow]) -> None:
        """Replace the list and mark the newest."""
        self.model.show_rows(rows)
        self._nothing.setVisible(not rows)
        self.table.select(0)
        if not rows:
            self.marked.emit()

    def marked_sale(self) -> SaleRow | None:
        """Give the row that is marked."""
        row = self.table.selected_row()
        return self.model.rows[row] if row is not None and self.model.rows else None

    def retranslate(self) -> None:
        """Set the words."""
        self._kinds = {
            TransactionKind.SALE: self.tr("Sale"),
            TransactionKind.RETURN: self.tr("Return"),
            TransactionKind.POST_VOID: self.tr("Post void"),
        }
        self.model.show_headings(
            (
                self.tr("Time"),
                self.tr("Receipt"),
                self.tr("Contents"),
                self.tr("Kind"),
                self.tr("Paid"),
            )
        )
        self._nothing.setText(self.tr("No receipt fits. Take a search away or look for less."))
        self.table.viewport().update()

    def _moment(self, row: SaleRow) -> str:
        return formats.local_moment(row.completed_ms, self._offset_minutes)[5:]

    def _contents(self, row: SaleRow) -> str:
        first = language.choose(row.first_item_zh, row.first_item_en)
        if row.line_count <= 1:
            return first
        more = self.tr("{item} and {count} more")
        return more.replace("{item}", first).replace("{count}", str(row.line_count - 1))

    def _on_marked(self, _now: QModelIndex, _before: QModelIndex) -> None:
        self.marked.emit()

    def _on_double_clicked(self, _index: QModelIndex) -> None:
        self.chosen.emit()
