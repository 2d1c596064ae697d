"""What a search found, shown while typing. The keyboard stays in the scan field."""

from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, QRect, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QFrame, QStyleOptionViewItem, QVBoxLayout, QWidget

from pos_app.ui import theme
from pos_app.ui.widgets.label import ElidedLabel
from pos_app.ui.widgets.table import (
    RIGHT,
    CellDelegate,
    Column,
    Index,
    SnapshotModel,
    SnapshotTable,
)

_MOST_SHOWN = 8
_ROW_HEIGHT = 52


@dataclass(frozen=True, slots=True)
class Found:
    """One item found, as text: what it is called, its code, its price."""

    sku: str
    name: str
    code: str
    price: str


class _FoundDelegate(CellDelegate):
    """Names with their code beside them in grey."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint as ever, the code column softer."""
        if index.column() != 1:
            super().paint(painter, option, index)
            return
        model = index.model()
        assert isinstance(model, SnapshotModel)
        rect = self.paint_ground(painter, option)
        found: Found = model.rows[index.row()]
        self.paint_text(painter, rect, found.code, self.normal, RIGHT, theme.INK_SOFT)


class SearchBox(QFrame):
    """The list under the scan field: Up and Down mark, Enter or a touch takes.

    Signals: ``taken(str)`` with the sku.
    """

    taken = Signal(str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setProperty("role", "panel")
        self.model: SnapshotModel[Found] = SnapshotModel(
            (
                Column(0, lambda found: found.name, is_strong=True),
                Column(190, lambda found: found.code, RIGHT),
                Column(130, lambda found: found.price, RIGHT, is_strong=True),
            ),
            self,
        )
        self.table = SnapshotTable(self.model, _ROW_HEIGHT)
        self.table.horizontalHeader().hide()
        self.table.setItemDelegate(_FoundDelegate(parent=self.table))
        self.table.clicked.connect(self._on_clicked)
        self._hint = ElidedLabel("caption")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(theme.px(4), theme.px(4), theme.px(4), theme.px(4))
        layout.setSpacing(theme.px(4))
        layout.addWidget(self.table)
        layout.addWidget(self._hint)
        self.hide()

    def show_found(self, found: tuple[Found, ...], room: QRect) -> None:
        """Show what was found within ``room``; nothing found says so."""
        self.model.show_rows(found)
        row, around = theme.px(_ROW_HEIGHT), theme.px(40)
        rows = max(1, min(len(found), _MOST_SHOWN, (room.height() - around) // row))
        self.setGeometry(room.x(), room.y(), room.width(), rows * row + around)
        self._hint.setText(
            self.tr("Up and Down choose, Enter adds, Esc closes")
            if found
            else self.tr("Nothing found. Try fewer letters, initials, or the end of the barcode.")
        )
        self.show()
        self.raise_()

    def marked(self) -> str | None:
        """Give the sku that is marked by Up and Down."""
        row = self.table.selected_row()
        return self.model.rows[row].sku if self.isVisible() and row is not None else None

    def _on_clicked(self, index: QModelIndex) -> None:
        self.taken.emit(self.model.rows[index.row()].sku)
