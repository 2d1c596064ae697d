"""Reports on A4: pages with heads and numbers, headings on every page, text that can be selected.

Laid out first and painted afterwards, for a page says how many there are. Works on any thread; the
widths of columns are reckoned from the letters and not measured, which is most of the speed.
"""

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import zip_longest
from pathlib import Path
from typing import Final

from PySide6.QtCore import QBuffer, QCoreApplication, QIODevice, QMarginsF, QRectF, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QPageLayout,
    QPageSize,
    QPainter,
    QPdfWriter,
    QPen,
    QPicture,
)

from pos_app.domain.insight.table import WORDS, Kind
from pos_app.domain.money import Money
from pos_app.exports.spoken_table import Cell, SpokenTable
from pos_app.ui import figure_words, formats, theme
from pos_app.ui.pdf_text import mended, use_plain_digits
from pos_app.ui.widgets import chart_picture

_UNIT: Final = 10
"""Steps to the point: fine enough for hair lines, and whole numbers to the PDF."""

_DPI: Final = 72 * _UNIT
_MARGIN_MM: Final = 14.0
_BODY_POINTS, _NOTE_POINTS, _TITLE_POINTS, _HEAD_POINTS = 8.5, 8.5, 13.0, 8.0
_LINE: Final = 12.5 * _UNIT
_TITLE_LINE: Final = 24 * _UNIT
_HEAD_LINE: Final = 20 * _UNIT
_GAP: Final = 10 * _UNIT
_PADDING: Final = 4 * _UNIT
_MOST_LINES: Final = 4
_SMALL: Final = 0.4
"""A table that takes no more of a page than this stands on one page as a whole."""
_BOLDER: Final = 1.06
"""How much more room the letters of headings and totals take."""

_WIDE_COLUMNS: Final = 8
"""A table of more columns turns the paper."""

_PICTURE_WIDTH: Final = 372.0 * _UNIT
_PICTURE_HEIGHT: Final = _PICTURE_WIDTH * chart_picture.HEIGHT / chart_picture.WIDTH

_FLOWING: Final = frozenset({Kind.TEXT, Kind.NAME, Kind.CODE})
"""What may take several lines; numbers and dates never do."""

_LEFT = Qt.AlignmentFlag.AlignLeft
_RIGHT = Qt.AlignmentFlag.AlignRight
_TOP = Qt.AlignmentFlag.AlignTop
_MIDDLE = Qt.AlignmentFlag.AlignVCenter
_BY_WORDS = Qt.TextFlag.TextWordWrap
_ANYWHERE = Qt.TextFlag.TextWrapAnywhere
_INK, _SOFT, _HAIR, _BAND = "#1a1a1a", "#555555", "#c8c8c8", "#f1f3f5"


@dataclass(frozen=True, slots=True)
class _Band:
    """Something that takes a strip of a page: a title, notes, headings or a row."""

    kind: str
    height: float
    texts: tuple[str, ...]
    table: "_Table | None" = None
    pictures: tuple[QPicture, ...] = ()


@dataclass(frozen=True, slots=True)
class _Table:
    """A table's columns on paper."""

    spoken: SpokenTable
    widths: tuple[float, ...]


@dataclass(slots=True)
class _Pages:
    """Bands filled into pages, from the top down."""

    height: float
    pages: list[list[_Band]] = field(default_factory=lambda: [[]])
    used: float = 0.0

    def add(self, band: _Band, *, keep_with: float = 0.0) -> None:
        """Put a band down, on a new page where it and what must follow it have no room."""
        if self.used + band.height + keep_with > self.height and self.pages[-1]:
            self.turn(band.table if band.kind in ("row", "total") else None)
        self.pages[-1].append(band)
        self.used += band.height

    def turn(self, table: _Table | None) -> None:
        """Begin a page; a table that goes on has its headings again."""
        self.pages.append([])
        self.used = 0.0
        if table is not None:
            self.add(_headings(table))


def write_pdf(
    path: Path, head: str, tables: tuple[SpokenTable, ...], pictures: Sequence[QPicture] = ()
) -> int:
    """Write a report and say how many pages it has. ``head`` stands at the top of each.

    ``pictures`` are charts (widgets/chart_picture.py); they stand on the first page, below what it
    says of its completeness. Raises ``OSError``.
    """
    buffer = QBuffer()  # Qt would not say that a disk was full
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setResolution(_DPI)
    writer.setTitle(head)
    is_wide = any(len(spoken.headings) > _WIDE_COLUMNS for spoken in tables)
    orientation = QPageLayout.Orientation.Landscape if is_wide else QPageLayout.Orientation.Portrait
    margins = QMarginsF(_MARGIN_MM, _MARGIN_MM, _MARGIN_MM, _MARGIN_MM)
    writer.setPageLayout(
        QPageLayout(
            QPageSize(QPageSize.PageSizeId.A4), orientation, margins, QPageLayout.Unit.Millimeter
        )
    )
    room = QRectF(0, 0, writer.width(), writer.height())
    pages = _laid_out(tables, tuple(pictures), room)
    painter = QPainter()
    painter.begin(writer)
    try:
        for number, bands in enumerate(pages, 1):
            if number > 1:
                writer.newPage()
            _paint_page(painter, room, bands, (head, number, len(pages)))
    finally:
        painter.end()
    path.write_bytes(mended(bytes(buffer.data().data()), _family()))
    return len(pages)


def shown(spoken: SpokenTable, cell: Cell, kind: Kind) -> str:
    """Write a cell as a person reads it."""
    if cell is None:
        return "–"
    if isinstance(cell, Money):
        return formats.amount(cell)
    if isinstance(cell, str):
        return cell
    if kind is Kind.THOUSANDTHS:
        return figure_words.pieces(cell)
    if kind is Kind.PPM:
        return figure_words.percent(cell, 1_000_000)
    if kind is Kind.MOMENT:
        return spoken.local(cell).strftime("%Y-%m-%d %H:%M")
    return f"{cell:,}"


# ---------------------------------------------------------------- laying out


def _laid_out(
    tables: tuple[SpokenTable, ...], pictures: tuple[QPicture, ...], room: QRectF
) -> list[list[_Band]]:
    pages = _Pages(room.height() - 2 * _HEAD_LINE)
    said: tuple[str, ...] = ()
    for spoken in tables:
        table = _Table(spoken, _widths(spoken, room.width()))
        headings = _headings(table)
        rows = [_row("row", table, row) for row in spoken.rows]
        rows += [_row("total", table, spoken.total)] if spoken.total else []
        whole = headings.height + sum(row.height for row in rows)
        is_small = whole <= pages.height * _SMALL
        first = whole if is_small else headings.height + _LINE + _PADDING
        pages.add(_Band("title", _TITLE_LINE, (spoken.title,)), keep_with=first)
        if spoken.notes != said:
            said = spoken.notes
            for note in spoken.notes:
                pages.add(_Band("note", _lines(note, room.width()) * _LINE, (note,)))
            pages.add(_Band("gap", _GAP / 2, ()))
            for band in _rows_of(pictures, room):
                pages.add(band)
            pictures = ()
        pages.add(headings, keep_with=_LINE + _PADDING)
        for row, after in zip_longest(rows, rows[1:]):
            is_last = after is not None and after.kind == "total"  # a total does not stand alone
            pages.add(row, keep_with=after.height if is_last else 0.0)
        pages.add(_Band("gap", _GAP, ()))
    return pages.pages


def _rows_of(pictures: tuple[QPicture, ...], room: QRectF) -> list[_Band]:
    """Set charts side by side, as many as the paper is wide."""
    many = max(1, int(room.width() / _PICTURE_WIDTH))
    rows = [pictures[at : at + many] for at in range(0, len(pictures), many)]
    return [_Band("pictures", _PICTURE_HEIGHT + _GAP, (), pictures=row) for row in rows]


def _headings(table: _Table) -> _Band:
    return _band("headings", table, table.spoken.headings)


def _row(kind: str, table: _Table, cells: tuple[Cell, ...]) -> _Band:
    kinds = table.spoken.kinds
    is_total = kind == "total"
    texts = tuple(
        "" if is_total and cell is None else shown(table.spoken, cell, of)
        for cell, of in zip(cells, kinds, strict=True)
    )
    return _band(kind, table, texts)


def _band(kind: str, table: _Table, texts: tuple[str, ...]) -> _Band:
    columns = zip(texts, table.widths, table.spoken.kinds, strict=True)
    wrapped = [
        _lines(text, width - 2 * _PADDING)
        for text, width, of in columns
        if kind == "headings" or of in _FLOWING
    ]
    lines = max(wrapped, default=1)
    return _Band(kind, lines * _LINE + _PADDING, texts, table)


def _lines(text: str, width: float) -> int:
    """Reckon how many lines a text takes in a width, at most four."""
    return min(_MOST_LINES, max(1, -int(-_length(text) // max(width, 1))))


def _length(text: str) -> float:
    """Reckon how long a text is: letters by their kind, a little too long rather than too short."""
    if text.isascii():
        return len(text) * 0.6 * _BODY_POINTS * _UNIT
    letters = sum(1.03 if unicodedata.east_asian_width(one) in "WFA" else 0.6 for one in text)
    return letters * _BODY_POINTS * _UNIT


def _widths(spoken: SpokenTable, room: float) -> tuple[float, ...]:
    """Share the paper out: numbers get what they need, texts what is left."""
    needs = []
    for at, kind in enumerate(spoken.kinds):
        cells = [row[at] for row in (*spoken.rows, spoken.total) if row]
        longest = max((_length(shown(spoken, cell, kind)) for cell in cells), default=0.0)
        heading = spoken.headings[at]
        words = max(map(_length, heading.split()), default=0.0) if heading.isascii() else 0.0
        needs.append(max(longest, words, _length(heading) * 0.6) * _BOLDER + 2 * _PADDING)
    over = sum(needs) - room
    texts = [at for at, kind in enumerate(spoken.kinds) if kind in (Kind.TEXT, Kind.NAME)]
    soft = sum(needs[at] for at in texts)
    if over > 0 and soft > 2 * over:
        needs = [
            need - over * need / soft if at in texts else need for at, need in enumerate(needs)
        ]
    factor = min(room / sum(needs), 1.6)
    return tuple(need * factor for need in needs)


# ---------------------------------------------------------------- painting


def _paint_page(
    painter: QPainter, room: QRectF, bands: list[_Band], place: tuple[str, int, int]
) -> None:
    head, number, count = place
    painter.setFont(_font(_HEAD_POINTS))
    painter.setPen(QColor(_SOFT))
    top = QRectF(0, 0, room.width(), _HEAD_LINE * 0.7)
    painter.drawText(top, _LEFT | _MIDDLE, head)
    painter.drawText(top, _RIGHT | _MIDDLE, _page_words(number, count))
    _rule(painter, top.bottom(), room.width())
    y = float(_HEAD_LINE)
    for band in bands:
        _paint_band(painter, band, QRectF(0, y, room.width(), band.height))
        y += band.height


def _page_words(number: int, count: int) -> str:
    words = QCoreApplication.translate("Reports", "Page {number} of {count}")
    return words.replace("{number}", str(number)).replace("{count}", str(count))


def _paint_band(painter: QPainter, band: _Band, place: QRectF) -> None:
    painter.setPen(QColor(_INK))
    if band.kind == "title":
        painter.setFont(_font(_TITLE_POINTS, is_strong=True))
        painter.drawText(place, _LEFT | _MIDDLE, band.texts[0])
    elif band.kind == "note":
        painter.setFont(_font(_NOTE_POINTS))
        painter.drawText(place, int(_LEFT | _TOP) | int(_BY_WORDS), band.texts[0])
    elif band.pictures:
        _paint_pictures(painter, band.pictures, place)
    elif band.table is not None:
        _paint_cells(painter, band, band.table, place)


def _paint_pictures(painter: QPainter, pictures: tuple[QPicture, ...], place: QRectF) -> None:
    for at, picture in enumerate(pictures):
        painter.save()
        painter.translate(place.left() + at * (_PICTURE_WIDTH + _GAP), place.top())
        # Qt itself makes a picture as much larger as the paper is finer than the screen.
        factor = _PICTURE_WIDTH / theme.px(chart_picture.WIDTH) * picture.logicalDpiX() / _DPI
        painter.scale(factor, factor)
        painter.drawPicture(0, 0, picture)
        painter.restore()


def _paint_cells(painter: QPainter, band: _Band, table: _Table, place: QRectF) -> None:
    is_strong = band.kind != "row"
    points = _HEAD_POINTS if band.kind == "headings" else _BODY_POINTS
    painter.setFont(_font(points, is_strong=is_strong))
    if band.kind == "headings":
        band_width = sum(table.widths)
        painter.fillRect(QRectF(0, place.top(), band_width, place.height()), QColor(_BAND))
    x = 0.0
    for text, width, kind in zip(band.texts, table.widths, table.spoken.kinds, strict=True):
        if text:
            side = _LEFT if kind in WORDS else _RIGHT
            cell = QRectF(x, place.top(), width, place.height())
            cell.adjust(_PADDING, _PADDING / 2, -_PADDING, 0)
            is_long = max(map(_length, text.split()), default=0.0) > width
            wrapped = _ANYWHERE if is_long else _BY_WORDS
            painter.drawText(cell, int(side | _TOP) | int(wrapped), text)
        x += width
    _rule(painter, place.bottom(), x)


def _rule(painter: QPainter, y: float, width: float) -> None:
    pen = painter.pen()
    painter.setPen(QPen(QColor(_HAIR), _UNIT / 3))
    painter.drawLine(0, int(y), int(width), int(y))
    painter.setPen(pen)


def _family() -> str:
    return theme.family() or theme.FAMILIES[0]


def _font(points: float, *, is_strong: bool = False) -> QFont:
    font = QFont(_family())
    font.setPointSizeF(points)
    font.setBold(is_strong)
    use_plain_digits(font)
    return font
