"""A table of figures under a heading, whose marked row leads down like a bar."""

from collections.abc import Callable, Sequence
from typing import Generic, TypeVar

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from pos_app.ui import theme
from pos_app.ui.widgets.label import text_label
from pos_app.ui.widgets.table import Column, SnapshotModel, SnapshotTable

Row = TypeVar("Row")


class FigureTable(QWidget, Generic[Row]):
    """``key`` says what a row leads down to. Signals: as those of a chart."""

    marked = Signal()
    drilled = Signal(object)
    is_list = True

    def __init__(self, columns: Sequence[Column[Row]], key: Callable[[Row], object]) -> None:
        super().__init__()
        self._key = key
        self._title = text_label("heading")
        self._nothing = text_label("caption")
        self._nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.model: SnapshotModel[Row] = SnapshotModel(columns, self)
        self.table = SnapshotTable(self.model, 44)
        self.table.clicked.connect(self._on_touched)
        inside = QVBoxLayout(self)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(theme.px(4))
        inside.addWidget(self._title)
        inside.addWidget(self.table, 1)
        inside.addWidget(self._nothing, 1)

    def show_words(self, title: str, nothing: str, headings: Sequence[str]) -> None:
        """Name the table and its columns."""
        self._title.setText(title)
        self._nothing.setText(nothing)
        self.model.show_headings(headings)

    def show_rows(self, rows: Sequence[Row]) -> None:
        """Replace the rows; the mark stays on what has the same key."""
        key = self.marked_key()
        self.model.show_rows(rows)
        self.table.setVisible(bool(rows))
        self._nothing.setVisible(not rows)
        keys = [self._key(row) for row in rows]
        if key is not None and key in keys:
            self.table.select(keys.index(key))

    @property
    def has_mark(self) -> bool:
        """A row is marked."""
        return self.table.selected_row() is not None

    def marked_key(self) -> object:
        """Give what the marked row leads down to."""
        row = self.table.selected_row()
        return self._key(self.model.rows[row]) if row is not None else None

    def take_mark(self, *, at_end: bool = False) -> bool:
        """Mark the first or the last row."""
        self.table.select(len(self.model.rows) - 1 if at_end else 0)
        return bool(self.model.rows)

    def drop_mark(self) -> None:
        """Mark nothing."""
        self.table.clearSelection()
        self.table.setCurrentIndex(QModelIndex())

    def move_mark(self, step: int) -> bool:
        """Mark the next row."""
        before = self.table.selected_row()
        self.table.move_mark(step)
        return self.table.selected_row() != before

    def _on_touched(self, index: QModelIndex) -> None:
        self.marked.emit()
        self.drilled.emit(self._key(self.model.rows[index.row()]))
