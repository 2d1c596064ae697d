"""Tables of the till: a model over frozen snapshots, fixed rows, and a delegate of our own.

Our delegate costs half of the default one and does not grow with the basket. A snapshot replaces
the one before; it is never patched.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
)
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QScroller,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from pos_app.ui import theme

Row = TypeVar("Row")
Index = QModelIndex | QPersistentModelIndex

_NOTHING_PIXELS = 16

LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


@dataclass(frozen=True, slots=True)
class Column(Generic[Row]):
    """One column: how wide in design pixels (0 takes what is left), and a row's text in it."""

    width: int
    text: Callable[[Row], str]
    alignment: Qt.AlignmentFlag = LEFT
    is_strong: bool = False


class SnapshotModel(QAbstractTableModel, Generic[Row]):
    """Shows a tuple of frozen snapshots, one row each."""

    def __init__(self, columns: Sequence[Column[Row]], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.columns = tuple(columns)
        self.rows: tuple[Row, ...] = ()
        self._headings: tuple[str, ...] = ("",) * len(self.columns)

    def show_rows(self, rows: Sequence[Row]) -> None:
        """Replace what is shown."""
        self.beginResetModel()
        self.rows = tuple(rows)
        self.endResetModel()

    def show_headings(self, headings: Sequence[str]) -> None:
        """Name the columns in the language spoken now."""
        assert len(headings) == len(self.columns)
        self._headings = tuple(headings)
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(self.columns) - 1)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        """Count the snapshots; a table has no children."""
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        """Count the columns."""
        return 0 if parent.isValid() else len(self.columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Give the text of a cell; the delegate knows the rest."""
        if role == Qt.ItemDataRole.DisplayRole and index.isValid():
            return self.columns[index.column()].text(self.rows[index.row()])
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """Give the heading of a column, aligned like its cells."""
        if orientation != Qt.Orientation.Horizontal or not 0 <= section < len(self._headings):
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self._headings[section]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return self.columns[section].alignment
        return None


class CellDelegate(QStyledItemDelegate):
    """Paints a cell with one ``drawText``; what does not fit ends in an ellipsis."""

    def __init__(self, font_pixels: int = 16, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.padding = theme.px(12)
        self.normal = theme.font(font_pixels)
        self.strong = theme.font(font_pixels, is_bold=True)
        self._normal_metrics = QFontMetrics(self.normal)
        self._strong_metrics = QFontMetrics(self.strong)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint the ground, the rule under the row, and the text."""
        model = index.model()
        assert isinstance(model, SnapshotModel)
        column = model.columns[index.column()]
        rect = self.paint_ground(painter, option)
        text = column.text(model.rows[index.row()])
        if text:
            font = self.strong if column.is_strong else self.normal
            self.paint_text(painter, rect, text, font, column.alignment)

    def paint_ground(
        self, painter: QPainter, option: QStyleOptionViewItem, ground: QColor = theme.ROW
    ) -> QRect:
        """Fill the cell and give the room for text; the selected row is marked."""
        rect: QRect = option.rect
        is_selected = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.fillRect(rect, theme.ROW_SELECTED if is_selected else ground)
        painter.setPen(theme.RULE)
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        return rect.adjusted(self.padding, 0, -self.padding, 0)

    def paint_text(
        self,
        painter: QPainter,
        rect: QRect,
        text: str,
        font: QFont,
        alignment: Qt.AlignmentFlag,
        colour: QColor = theme.INK,
    ) -> None:
        """Draw one text, elided only when it is too long."""
        if font is self.normal:
            metrics = self._normal_metrics
        elif font is self.strong:
            metrics = self._strong_metrics
        else:
            metrics = QFontMetrics(font)
        if metrics.horizontalAdvance(text) > rect.width():
            text = metrics.elidedText(text, Qt.TextElideMode.ElideRight, rect.width())
        painter.setFont(font)
        painter.setPen(colour)
        painter.drawText(rect, int(alignment), text)


class SnapshotTable(QTableView):
    """A table of snapshots that the keyboard moves in but never rests on."""

    def __init__(
        self, model: SnapshotModel[Row], row_height: int = 52, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._snapshots = model
        self._nothing = ""
        self.setModel(model)
        self.setItemDelegate(CellDelegate(parent=self))
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setWordWrap(False)
        self.setShowGrid(False)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setDefaultSectionSize(theme.px(row_height))
        self.verticalHeader().setMinimumSectionSize(theme.px(row_height))
        self._lay_out_columns(model)
        QScroller.grabGesture(self.viewport(), QScroller.ScrollerGestureType.TouchGesture)

    def _lay_out_columns(self, model: SnapshotModel[Row]) -> None:
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setSectionsClickable(False)
        header.setFixedHeight(theme.px(40))
        for number, column in enumerate(model.columns):
            if column.width:
                header.setSectionResizeMode(number, QHeaderView.ResizeMode.Fixed)
                self.setColumnWidth(number, theme.px(column.width))
            else:
                header.setSectionResizeMode(number, QHeaderView.ResizeMode.Stretch)

    def selected_row(self) -> int | None:
        """Give the number of the marked row."""
        index = self.currentIndex()
        return index.row() if index.isValid() else None

    def select(self, row: int) -> None:
        """Mark a row and bring it into view."""
        if 0 <= row < len(self._snapshots.rows):
            self.selectRow(row)
            self.scrollTo(self._snapshots.index(row, 0))

    def say_nothing(self, text: str) -> None:
        """Say what stands in an empty table."""
        if text != self._nothing:
            self._nothing = text
            self.viewport().update()

    def move_mark(self, step: int) -> None:
        """Move the mark by so many rows, stopping at the ends."""
        count = len(self._snapshots.rows)
        if count:
            at = self.selected_row()
            self.select(max(0, min(count - 1, (at if at is not None else -1) + step)))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the rows, or the words that stand in their place."""
        super().paintEvent(event)
        if self._nothing and not self._snapshots.rows:
            painter = QPainter(self.viewport())
            painter.setFont(theme.font(_NOTHING_PIXELS))
            painter.setPen(theme.INK)
            margin = theme.px(24)
            room = self.viewport().rect().adjusted(margin, margin, -margin, -margin)
            flags = Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextWordWrap
            painter.drawText(room, int(flags), self._nothing)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the marked row in sight when a panel takes room: the panel is about that row."""
        super().resizeEvent(event)
        if event.size().height() < event.oldSize().height():
            self.select(self.currentIndex().row())

    def sizeHint(self) -> QSize:
        """Ask for little: layouts give the rest."""
        return QSize(theme.px(320), theme.px(160))
