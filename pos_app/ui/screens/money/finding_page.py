"""What was found about a shift: explanations and where to look, the receipt beside it."""

from collections.abc import Iterator, Sequence

from PySide6.QtCore import QModelIndex, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QFrame, QHBoxLayout, QStyleOptionViewItem, QVBoxLayout, QWidget

from pos_app.domain.money import Money
from pos_app.domain.variance.explain import Explanation, undecided
from pos_app.receipts.paper import Roll
from pos_app.ui import formats, theme, variance_words
from pos_app.ui.screens.money.contract import Found, FoundRow
from pos_app.ui.screens.money.list_pages import signed
from pos_app.ui.widgets.label import ElidedLabel, text_label, wrapped_label
from pos_app.ui.widgets.paper_frame import PaperFrame
from pos_app.ui.widgets.table import (
    RIGHT,
    CellDelegate,
    Column,
    Index,
    SnapshotModel,
    SnapshotTable,
)

_PAPER_WIDTH = 430
_MOST_EVIDENCE = 6
_LIKELY_PPM = 500_000
_WORTH_SHOWING_PPM = 20_000
"""What is less likely than one in fifty only stands in the way of what is likelier."""


class _FoundDelegate(CellDelegate):
    """Paints explanations strong on a ground of their own, and where to look below them."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint a cell as its row wants it."""
        model = index.model()
        assert isinstance(model, SnapshotModel)
        column, row = model.columns[index.column()], model.rows[index.row()]
        is_heading = row.evidence is None
        ground = theme.ROW_HEADING if is_heading else theme.ROW
        rect = self.paint_ground(painter, option, ground)
        font = self.strong if is_heading else self.normal
        self.paint_text(painter, rect, column.text(row), font, column.alignment)


class FindingPage(QWidget):
    """Shows one finding.

    Signals: ``marked()`` when another row is marked.
    """

    marked = Signal()

    def __init__(self, roll: Roll, currency: str) -> None:
        super().__init__()
        self._currency = currency
        self._found: Found | None = None
        self._offset_minutes = 0
        self.model: SnapshotModel[FoundRow] = SnapshotModel(
            (Column(110, self._first), Column(0, self._words), Column(130, self._amount, RIGHT)),
            self,
        )
        self.table = SnapshotTable(self.model, 44)
        self.table.setItemDelegate(_FoundDelegate(parent=self.table))
        self.table.horizontalHeader().hide()
        self._title = ElidedLabel("title")
        self._sums = wrapped_label("text")
        self._rare = wrapped_label("caption")
        self._nothing = wrapped_label("warn")
        self._beside = text_label("caption")
        self.paper = PaperFrame(roll)
        self._lay_out()
        self.table.selectionModel().currentRowChanged.connect(self._on_marked)

    def _lay_out(self) -> None:
        card = QFrame()
        card.setProperty("role", "card")
        inside = QVBoxLayout(card)
        inside.setContentsMargins(theme.px(16), theme.px(14), theme.px(16), theme.px(12))
        inside.setSpacing(theme.px(8))
        inside.addWidget(self._title)
        inside.addWidget(self._sums)
        inside.addWidget(self._nothing)
        inside.addWidget(self.table, 1)
        inside.addWidget(self._rare)
        self.paper.setFixedWidth(theme.px(_PAPER_WIDTH))
        outer = QHBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(theme.px(10))
        outer.addWidget(card, 1)
        outer.addWidget(self.paper)

    def show_time_zone(self, utc_offset_minutes: int) -> None:
        """Say how far the shop's own time is from UTC."""
        self._offset_minutes = utc_offset_minutes

    def show_finding(self, found: Found) -> None:
        """Replace what is shown and mark the first place to look at."""
        self._found = found
        rows = rows_of(found.explanations)
        self.model.show_rows(rows)
        self.table.select(min(1, len(rows) - 1))
        self.retranslate()
        if not rows:
            self.marked.emit()

    def marked_row(self) -> FoundRow | None:
        """Give the row that is marked."""
        row = self.table.selected_row()
        return self.model.rows[row] if row is not None and self.model.rows else None

    def retranslate(self) -> None:
        """Set the words."""
        self.paper.show_nothing(self.tr("Mark a line with a receipt, and the receipt stands here."))
        found = self._found
        if found is None:
            return
        self._show_doubt(found)
        is_over = found.shift.over_short.minor > 0
        over, short = (
            self.tr("Shift {number}: {amount} over"),
            self.tr("Shift {number}: {amount} short"),
        )
        self._title.setText(
            (over if is_over else short)
            .replace("{number}", str(found.shift.number))
            .replace("{amount}", formats.money(abs(found.shift.over_short)))
        )
        self._sums.setText(self._sums_words(found))
        self._show_rare()
        self.table.viewport().update()

    def _show_doubt(self, found: Found) -> None:
        """Say so where what was found is little more than chance, or the first is not alone."""
        tied = undecided(found.explanations)
        likely = sum(explanation.score_ppm for explanation in found.explanations)
        if not found.explanations:
            words = self.tr("Nothing in the record fits. Count the drawer and the safe again.")
        elif likely < _LIKELY_PPM:
            words = self.tr("None of this is likely. Count the drawer and the safe again first.")
        else:
            words = self.tr("The record cannot tell the first {number} apart: look at each.")
            words = words.replace("{number}", str(tied))
        self._nothing.setText(words)
        self._nothing.setVisible(likely < _LIKELY_PPM or tied > 1)

    def _sums_words(self, found: Found) -> str:
        words = self.tr("{name}, {date}. Counted {counted}, expected {expected}.")
        words = (
            words.replace("{name}", found.shift.operator_name)
            .replace("{date}", found.shift.business_date)
            .replace("{counted}", formats.money(found.counted))
            .replace("{expected}", formats.money(found.expected))
        )
        for counts in found.counted_before:
            first = Money(sum(value * pieces for value, pieces in counts), self._currency)
            before = self.tr("The first count was {amount}.")
            words = f"{words} {before.replace('{amount}', formats.money(first))}"
        return words

    def _first(self, row: FoundRow) -> str:
        if row.evidence is not None:
            return formats.local_time(row.evidence.at_ms, self._offset_minutes)
        if row.is_rest:
            return "…"
        if row.is_second:
            return "+"
        percent = row.score_ppm // 10_000
        words = self.tr("{share} likely")
        return words.replace("{share}", f"{percent}%" if percent else "<1%")

    def _words(self, row: FoundRow) -> str:
        if row.evidence is not None:
            return variance_words.where(row.evidence, self._currency)
        words = variance_words.look_at(row.part.cause)
        more = self.tr("More places that fit")
        return f"{more} · {words}" if row.is_rest else words

    def _amount(self, row: FoundRow) -> str:
        return "" if row.evidence is not None or row.is_rest else signed(row.part.amount)

    def _show_rare(self) -> None:
        row = self.marked_row()
        is_one_of_many = row is not None and row.part.of > 1
        self._rare.setText(variance_words.how_rare(row.part) if row and is_one_of_many else "")

    def _on_marked(self, _now: QModelIndex, _before: QModelIndex) -> None:
        self._show_rare()
        self.marked.emit()


def rows_of(explanations: Sequence[Explanation]) -> list[FoundRow]:
    """Give the rows of what is worth showing; what the first had no room for comes last."""
    first = undecided(explanations)
    shown = [
        (rank, explanation)
        for rank, explanation in enumerate(explanations, 1)
        if rank <= first or explanation.score_ppm >= _WORTH_SHOWING_PPM
    ]
    rows = [row for rank, explanation in shown for row in _rows(rank, explanation)]
    return rows + [row for rank, one in shown[:first] for row in _rest(rank, one)]


def _rows(rank: int, explanation: Explanation) -> Iterator[FoundRow]:
    """Give the rows of one explanation: each part, and below it where to look."""
    for at, part in enumerate(explanation.parts):
        yield FoundRow(rank, explanation.score_ppm, part, is_second=at > 0)
        for evidence in part.evidence[:_MOST_EVIDENCE]:
            yield FoundRow(rank, explanation.score_ppm, part, at > 0, evidence)


def _rest(rank: int, explanation: Explanation) -> Iterator[FoundRow]:
    for part in explanation.parts:
        if len(part.evidence) > _MOST_EVIDENCE:
            yield FoundRow(rank, explanation.score_ppm, part, is_rest=True)
        for evidence in part.evidence[_MOST_EVIDENCE:]:
            yield FoundRow(rank, explanation.score_ppm, part, evidence=evidence)
