"""Paper on screen, in a PDF and in a picture: the rows of receipts/paper.py, painted.

Everything is in dots of a 203 dpi printer, so what is seen is what the printer does: cells of 12
dots, Chinese 24 dots wide, lines of 30.
"""

from collections.abc import Iterator
from itertools import groupby
from pathlib import Path

from PySide6.QtCore import QMarginsF, QPointF, QRectF, QSize, QSizeF, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetricsF,
    QImage,
    QPageLayout,
    QPageSize,
    QPainter,
    QPaintEvent,
    QPdfWriter,
    QPen,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from pos_app.errors import EnvironmentFault
from pos_app.receipts import cells
from pos_app.receipts.paper import (
    CHARACTER_DOTS,
    DOTS_PER_CELL,
    LINE_DOTS,
    Cut,
    Paper,
    Picture,
    Placed,
    Roll,
    Row,
    Run,
    set_paper,
)
from pos_app.ui import theme

DOTS_PER_INCH = 203
MARGIN_DOTS = 40
"""The paper beside and around what is printed: 58 mm of paper carry 48 mm of print."""

_BASELINE_DOTS = 24
_BLACK_ON_WHITE = [QColor("white").rgb(), QColor("black").rgb()]
_FAMILIES = ["Noto Sans Mono CJK SC", *theme.FAMILIES]


def paper_size(placed: tuple[Placed, ...], roll: Roll) -> QSize:
    """Measure paper in dots, margins included."""
    height = sum(_height(entry) for entry in placed)
    return QSize(roll.dots + 2 * MARGIN_DOTS, height + 2 * MARGIN_DOTS)


def paint_paper(painter: QPainter, placed: tuple[Placed, ...], roll: Roll) -> None:
    """Paint paper at the origin, one unit a dot; the background is the caller's."""
    painter.save()
    painter.translate(MARGIN_DOTS, MARGIN_DOTS)
    painter.setPen(QColor("black"))
    for entry in placed:
        match entry:
            case Row():
                _paint_row(painter, entry)
            case Picture():
                left = (roll.dots - entry.width) // 2
                painter.drawImage(QPointF(left, 0), picture_image(entry))
            case Cut():
                _paint_cut(painter, roll)
        painter.translate(0, _height(entry))
    painter.restore()


def picture_image(picture: Picture) -> QImage:
    """Turn dots into an image, one pixel a dot."""
    image = QImage(
        picture.rows, picture.width, picture.height, picture.stride, QImage.Format.Format_Mono
    )
    image.setColorTable(_BLACK_ON_WHITE)
    return image.copy()  # the bytes above are not Qt's


def paper_to_image(paper: Paper, roll: Roll) -> QImage:
    """Paint paper on white, one pixel a dot."""
    placed = set_paper(paper, roll)
    image = QImage(paper_size(placed, roll), QImage.Format.Format_RGB32)
    image.fill(QColor("white"))
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.TextAntialiasing)
    paint_paper(painter, placed, roll)
    painter.end()
    return image


def paper_to_png(paper: Paper, roll: Roll, path: Path) -> None:
    """Write paper as a picture. Raises FILE_NOT_WRITTEN."""
    if not paper_to_image(paper, roll).save(str(path)):
        raise EnvironmentFault("FILE_NOT_WRITTEN", file=path.name)


def paper_to_pdf(paper: Paper, roll: Roll, path: Path) -> None:
    """Write paper as one page of a PDF as long as the paper. Raises FILE_NOT_WRITTEN."""
    placed = set_paper(paper, roll)
    size = QSizeF(paper_size(placed, roll))
    writer = QPdfWriter(str(path))
    writer.setResolution(DOTS_PER_INCH)
    writer.setTitle(paper.title)
    points = size * (72 / DOTS_PER_INCH)
    writer.setPageLayout(
        QPageLayout(
            QPageSize(points, QPageSize.Unit.Point, "", QPageSize.SizeMatchPolicy.ExactMatch),
            QPageLayout.Orientation.Portrait,
            QMarginsF(),
        )
    )
    painter = QPainter()
    if not painter.begin(writer):
        raise EnvironmentFault("FILE_NOT_WRITTEN", file=path.name)
    paint_paper(painter, placed, roll)
    painter.end()


class PaperView(QWidget):
    """A piece of paper, as wide as the widget is, never wider than life times two."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._placed: tuple[Placed, ...] = ()
        self._roll = Roll.MM80
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def show_paper(self, paper: Paper, roll: Roll) -> None:
        """Show another piece of paper."""
        self._placed = set_paper(paper, roll)
        self._roll = roll
        self.setAccessibleName(paper.title)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Qt: life size."""
        return paper_size(self._placed, self._roll)

    def minimumSizeHint(self) -> QSize:
        """Qt: half of life size is the least that can be read."""
        return self.sizeHint() / 2

    def heightForWidth(self, width: int) -> int:
        """Qt: paper keeps its shape."""
        size = self.sizeHint()
        return round(size.height() * self._scale_for(width))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt: paint white paper, centred."""
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        size = self.sizeHint()
        scale = self._scale_for(self.width())
        painter.translate((self.width() - size.width() * scale) / 2, 0)
        painter.scale(scale, scale)
        painter.fillRect(QRectF(0, 0, size.width(), size.height()), QColor("white"))
        paint_paper(painter, self._placed, self._roll)
        painter.end()

    def _scale_for(self, width: int) -> float:
        return min(2.0, width / self.sizeHint().width())


def _height(entry: Placed) -> int:
    match entry:
        case Row():
            return entry.height
        case Picture():
            return entry.height + LINE_DOTS // 3
        case Cut():
            return LINE_DOTS


def _paint_row(painter: QPainter, row: Row) -> None:
    font = QFont()
    font.setFamilies(_FAMILIES)
    font.setPixelSize(CHARACTER_DOTS)
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    if row.is_bold:
        font.setWeight(QFont.Weight.Bold)
    painter.save()
    painter.scale(row.size.across, row.size.down)
    for run in row.runs:
        _paint_run(painter, run, font)
    painter.restore()


def _paint_run(painter: QPainter, run: Run, font: QFont) -> None:
    """Draw Chinese and Latin pieces each at their cell, Latin spaced to one cell a letter."""
    latin = QFont(font)
    advance = QFontMetricsF(font).horizontalAdvance("0")
    latin.setLetterSpacing(QFont.SpacingType.AbsoluteSpacing, DOTS_PER_CELL - advance)
    cell = run.cell
    for is_wide, piece in _pieces(run.text):
        painter.setFont(font if is_wide else latin)
        painter.drawText(QPointF(cell * DOTS_PER_CELL, _BASELINE_DOTS), piece)
        cell += cells.width(piece)


def _pieces(text: str) -> Iterator[tuple[bool, str]]:
    for is_wide, characters in groupby(text, key=_is_wide):
        yield is_wide, "".join(characters)


def _is_wide(character: str) -> bool:
    return character > "~"


def _paint_cut(painter: QPainter, roll: Roll) -> None:
    painter.save()
    painter.setPen(QPen(QColor("#8a93a1"), 2, Qt.PenStyle.DashLine))
    painter.drawLine(-MARGIN_DOTS, LINE_DOTS // 2, roll.dots + MARGIN_DOTS, LINE_DOTS // 2)
    painter.restore()
