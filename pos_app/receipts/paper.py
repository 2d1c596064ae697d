"""Paper: what a receipt printer, a screen and a PDF can all show, and how it is set in rows.

A layout says what belongs together in a line; ``set_paper`` places it on a roll of 32 or 48 cells.
Printer, preview and PDF all start from the same rows, so they cannot differ.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum, StrEnum

from pos_app.receipts import cells, qr

DOTS_PER_CELL = 12
LEAST_GROWING_CELLS = 12
"""Below this a wrapped name becomes a tower of syllables: the others take a line of theirs."""

_QR_SHARE = 0.5
_LARGEST_DOT = 8


class Roll(Enum):
    """The width of the paper in cells; 203 dots per inch as all 58 and 80 mm printers have."""

    MM58 = 32
    MM80 = 48

    @property
    def cells(self) -> int:
        """How many ASCII characters fit in a line."""
        return self.value

    @property
    def dots(self) -> int:
        """How many dots a line of a picture has."""
        return self.value * DOTS_PER_CELL


class Align(StrEnum):
    """Where a text stands in its column."""

    LEFT = "left"
    CENTER = "center"
    RIGHT = "right"


class Size(Enum):
    """How many times wider and taller than normal."""

    NORMAL = (1, 1)
    TALL = (1, 2)
    DOUBLE = (2, 2)

    @property
    def across(self) -> int:
        """Multiply of the width."""
        return self.value[0]

    @property
    def down(self) -> int:
        """Multiply of the height."""
        return self.value[1]


LINE_DOTS = 30
"""From one line to the next: an eighth of an inch and a little air around characters of 24 dots."""

CHARACTER_DOTS = 24


@dataclass(frozen=True, slots=True)
class Column:
    """A text in a line. ``grows`` takes what the others leave and wraps; ``least`` in cells."""

    text: str
    align: Align = Align.LEFT
    grows: bool = False
    least: int = 0


@dataclass(frozen=True, slots=True)
class Line:
    """Columns side by side. At most one grows."""

    columns: tuple[Column, ...]
    size: Size = Size.NORMAL
    is_bold: bool = False


@dataclass(frozen=True, slots=True)
class Rule:
    """A line of one character across the paper."""

    character: str = "-"


@dataclass(frozen=True, slots=True)
class Feed:
    """Empty lines."""

    lines: int = 1


@dataclass(frozen=True, slots=True)
class Cut:
    """The end of one piece of paper."""


@dataclass(frozen=True, slots=True)
class Picture:
    """Black dots: rows of whole bytes, the leftmost dot in the highest bit, 1 is black."""

    name: str
    width: int
    height: int
    rows: bytes

    def __post_init__(self) -> None:
        assert len(self.rows) == self.stride * self.height, (len(self.rows), self.width)

    @property
    def stride(self) -> int:
        """How many bytes one row takes."""
        return (self.width + 7) // 8


@dataclass(frozen=True, slots=True)
class Qr:
    """A QR code of a short text, centred."""

    text: str


Part = Line | Rule | Feed | Cut | Picture | Qr


@dataclass(frozen=True, slots=True)
class Paper:
    """One piece of paper to print. The title is for files and windows, it is not printed."""

    title: str
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class Run:
    """A text at a cell, both counted in characters of the row's own size."""

    cell: int
    text: str


@dataclass(frozen=True, slots=True)
class Row:
    """One printed line: runs from left to right that do not touch the right edge's end."""

    runs: tuple[Run, ...] = ()
    size: Size = Size.NORMAL
    is_bold: bool = False

    @property
    def height(self) -> int:
        """How far the paper moves on, in dots."""
        return LINE_DOTS + (self.size.down - 1) * CHARACTER_DOTS

    @property
    def text(self) -> str:
        """The row as one text with its spaces."""
        text = ""
        for run in self.runs:
            text = cells.left(text, run.cell) + run.text
        return text


Placed = Row | Picture | Cut


def set_paper(paper: Paper, roll: Roll) -> tuple[Placed, ...]:
    """Place every part on the roll. Pictures are centred by whoever draws them."""
    return tuple(placed for part in paper.parts for placed in _place(part, roll))


def _place(part: Part, roll: Roll) -> Sequence[Placed]:
    match part:
        case Line():
            return _set_line(part, roll.cells // part.size.across)
        case Rule():
            return [Row((Run(0, part.character * roll.cells),))]
        case Feed():
            return [Row()] * part.lines
        case Qr():
            return [_set_qr(part, roll)]
        case Picture():  # a logo made for the wide roll is left out, not cut
            return [part] if part.width <= roll.dots else []
        case Cut():
            return [part]


def _set_qr(part: Qr, roll: Roll) -> Picture:
    """Draw the code so that it takes about half the paper, in whole dots per module."""
    matrix = qr.matrix(part.text)
    dot = max(1, min(_LARGEST_DOT, int(roll.dots * _QR_SHARE) // len(matrix)))
    side = len(matrix) * dot
    stride = (side + 7) // 8
    rows = bytearray()
    for line in matrix:
        bits = 0
        for is_black in line:
            bits = bits << dot | ((1 << dot) - 1 if is_black else 0)
        rows += (bits << (stride * 8 - side)).to_bytes(stride, "big") * dot
    return Picture(f"qr {part.text}", side, side, bytes(rows))


def _set_line(line: Line, width: int) -> list[Row]:
    """Place the columns; when the growing one would get too narrow, the others go below it."""
    columns = [
        Column(cells.printable(column.text), column.align, column.grows, column.least)
        for column in line.columns
    ]
    growing = [index for index, column in enumerate(columns) if column.grows]
    assert len(growing) <= 1, line
    if not growing:
        return _set_fixed(line, columns, width)
    index = growing[0]
    fixed = sum(_need(column) for column in columns if not column.grows)
    rest = width - fixed - (len(columns) - 1)
    longest = cells.width(columns[index].text)
    if rest < min(longest, LEAST_GROWING_CELLS):
        return _set_below(line, columns, index, width)
    pieces = cells.wrap(columns[index].text, max(rest, 2))
    rows = []
    for number, piece in enumerate(pieces):
        texts = [column.text if number == 0 else "" for column in columns]
        texts[index] = piece
        widths = [rest if c.grows else _need(c) for c in columns]
        rows.append(_row(line, columns, texts, widths))
    return rows


def _set_below(line: Line, columns: list[Column], index: int, width: int) -> list[Row]:
    """Give the growing column lines of its own and set the others under it, to the right."""
    above = [
        Row((Run(0, piece),) if piece else (), line.size, line.is_bold)
        for piece in cells.wrap(columns[index].text, width)
    ]
    others = [column for column in columns[index + 1 :] if column.text]
    before = [column for column in columns[:index] if column.text]
    rows = []
    if before:
        rows += _set_fixed(line, before, width)
    rows += above
    if others:
        text = cells.cut(" ".join(column.text for column in others), width)
        rows.append(Row((Run(width - cells.width(text), text),), line.size, line.is_bold))
    return rows


def _set_fixed(line: Line, columns: list[Column], width: int) -> list[Row]:
    """Place columns that all know their width; one alone has the whole line and may wrap."""
    if len(columns) == 1:
        column = columns[0]
        return [_row(line, columns, [piece], [width]) for piece in cells.wrap(column.text, width)]
    widths = [_need(column) for column in columns]
    spare = width - sum(widths) - (len(columns) - 1)
    if spare < 0:
        return [row for column in columns for row in _set_fixed(line, [column], width)]
    widths[0] += spare
    return [_row(line, columns, [column.text for column in columns], widths)]


def _need(column: Column) -> int:
    return max(cells.width(column.text), column.least)


def _row(line: Line, columns: list[Column], texts: list[str], widths: list[int]) -> Row:
    runs = []
    cell = 0
    for column, text, room in zip(columns, texts, widths, strict=True):
        spare = room - cells.width(text)
        offset = {Align.LEFT: 0, Align.CENTER: spare // 2, Align.RIGHT: spare}[column.align]
        if text:
            runs.append(Run(cell + offset, text))
        cell += room + 1
    return Row(tuple(runs), line.size, line.is_bold)
