"""Shelf labels on A4, three by eight, for a desk printer: those of receipts/labels.py, painted.

Text is text in the PDF, bars are drawn as rectangles, so they are as sharp as the printer is.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from PySide6.QtCore import QBuffer, QIODevice, QMarginsF, QRectF, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetricsF,
    QPageLayout,
    QPageSize,
    QPainter,
    QPdfWriter,
    QPen,
)

from pos_app.durable import put_in_place
from pos_app.errors import EnvironmentFault
from pos_app.receipts import ean, qr
from pos_app.receipts.labels import UNIT_PRICE, WAS, ShelfLabel
from pos_app.ui import theme
from pos_app.ui.pdf_text import mended, use_plain_digits

COLUMNS, ROWS = 3, 8
PER_PAGE = COLUMNS * ROWS
_PAGE_MM = (210.0, 297.0)
_EDGE_MM = 6.0
_PADDING_MM = 2.5
_RESOLUTION = 600
_MM_PER_INCH = 25.4
_FONT_PIXELS = 100
"""Fonts are measured in whole pixels: set large and drawn small."""
_BASELINE = 0.78


@dataclass(frozen=True, slots=True)
class _Style:
    """How tall a text is, and where it stands in its room: 0 left, 0.5 middle, 1 right."""

    millimetres: float
    side: float = 0.0
    is_bold: bool = False


_NAME, _SECOND = _Style(4.4, is_bold=True), _Style(2.8)
_PRICE, _SMALL, _DIGITS = _Style(7.2, 1.0, is_bold=True), _Style(2.5, 1.0), _Style(2.6, 0.5)


def write_label_pages(labels: Sequence[ShelfLabel], file: Path) -> int:
    """Write a PDF of as many pages as it takes, whole or not at all, and say how many.

    Refuses: LABELS_NOT_WRITTEN.
    """
    content = mended(_painted(labels), _family())
    beside = file.with_name(file.name + ".new")
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        beside.write_bytes(content)
        put_in_place(beside, file)
    except OSError as error:
        raise EnvironmentFault("LABELS_NOT_WRITTEN", file=str(file)) from error
    return -(-len(labels) // PER_PAGE)


def _painted(labels: Sequence[ShelfLabel]) -> bytes:
    buffer = QBuffer()  # Qt would not say that a disk was full
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setResolution(_RESOLUTION)
    writer.setTitle("价签 Labels")
    writer.setPageLayout(
        QPageLayout(
            QPageSize(QPageSize.PageSizeId.A4), QPageLayout.Orientation.Portrait, QMarginsF()
        )
    )
    painter = QPainter()
    painter.begin(writer)
    try:
        painter.scale(_RESOLUTION / _MM_PER_INCH, _RESOLUTION / _MM_PER_INCH)
        for number, label in enumerate(labels):
            if number and number % PER_PAGE == 0:
                writer.newPage()
            paint_label(painter, label, _place(number % PER_PAGE))
    finally:
        painter.end()
    return bytes(buffer.data().data())


def paint_label(painter: QPainter, label: ShelfLabel, place: QRectF) -> None:
    """Paint one label into its place, in millimetres: names above, code left, price right."""
    painter.save()
    painter.setPen(QPen(QColor("#b8bfca"), 0.1, Qt.PenStyle.DotLine))
    painter.drawRect(place)
    painter.setPen(QColor("black"))
    room = place.adjusted(_PADDING_MM, _PADDING_MM, -_PADDING_MM, -_PADDING_MM)
    _text(painter, label.name_zh, QRectF(room.x(), room.y(), room.width(), 5.5), _NAME)
    _text(painter, label.name_en, QRectF(room.x(), room.y() + 5.5, room.width(), 4), _SECOND)
    below = room.adjusted(0, 10.5, 0, 0)
    code = QRectF(below.x(), below.y() + 2, 29, below.height() - 2)
    right = below.adjusted(31, 0, 0, 0)
    _paint_code(painter, label, code)
    _text(painter, label.whole_price, QRectF(right.x(), right.y(), right.width(), 9), _PRICE)
    small = QRectF(right.x(), right.y() + 9.5, right.width(), 3.4)
    for said in _small_lines(label):
        _text(painter, said, small, _SMALL)
        small.translate(0, 3.4)
    painter.restore()


def _small_lines(label: ShelfLabel) -> list[str]:
    was = [f"{WAS} {label.was}"] if label.was else []
    return was + ([UNIT_PRICE, label.unit_price] if label.unit_price else [])


def _place(number: int) -> QRectF:
    width = (_PAGE_MM[0] - 2 * _EDGE_MM) / COLUMNS
    height = (_PAGE_MM[1] - 2 * _EDGE_MM) / ROWS
    row, column = divmod(number, COLUMNS)
    return QRectF(_EDGE_MM + column * width, _EDGE_MM + row * height, width, height)


def _paint_code(painter: QPainter, label: ShelfLabel, room: QRectF) -> None:
    digits = QRectF(room.x(), room.bottom() - 3.2, room.width(), 3.2)
    above = QRectF(room.x(), room.y(), room.width(), room.height() - 3.4)
    if label.digits:
        line = ean.modules(label.digits)
        module = above.width() / (len(line) + 2 * ean.QUIET_MODULES)
        for at, is_black in enumerate(line):
            if is_black:
                left = above.x() + (ean.QUIET_MODULES + at) * module
                painter.fillRect(QRectF(left, above.y(), module, above.height()), QColor("black"))
    else:
        _paint_qr(painter, label.sku, above)
    said = label.digits or label.sku
    _text(painter, said, digits, _DIGITS)


def _paint_qr(painter: QPainter, text: str, room: QRectF) -> None:
    matrix = qr.matrix(text)
    side = min(room.width(), room.height())
    module = side / len(matrix)
    left = room.x() + (room.width() - side) / 2
    for row, line in enumerate(matrix):
        for column, is_black in enumerate(line):
            if is_black:
                place = QRectF(left + column * module, room.y() + row * module, module, module)
                painter.fillRect(place, QColor("black"))


def _text(painter: QPainter, text: str, room: QRectF, style: _Style) -> None:
    """Write a text in its size, or as small as it must be to fit in its line."""
    font = QFont(_family())
    use_plain_digits(font)
    font.setBold(style.is_bold)
    font.setPixelSize(_FONT_PIXELS)
    advance = QFontMetricsF(font).horizontalAdvance(text)
    scale = min(style.millimetres / _FONT_PIXELS, room.width() / max(advance, 1.0))
    left = room.x() + (room.width() - advance * scale) * style.side
    painter.save()
    painter.translate(left, room.y() + room.height() * _BASELINE)
    painter.scale(scale, scale)
    painter.setFont(font)
    painter.drawText(0, 0, text)
    painter.restore()


@cache
def _family() -> str:
    return theme.family() or theme.FAMILIES[0]
