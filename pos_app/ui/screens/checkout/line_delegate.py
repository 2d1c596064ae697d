"""Paints a line of the basket: the name, under it the code and what is special about the line."""

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QStyleOptionViewItem, QWidget

from pos_app.domain.pricing.priced import PricedLine
from pos_app.domain.transaction import ReturnLine, SaleLine
from pos_app.ui import theme
from pos_app.ui.screens.checkout.basket_model import (
    AMOUNT,
    ITEM,
    NUMBER,
    OFF,
    PRICE,
    BasketModel,
    is_return,
    item_code,
)
from pos_app.ui.widgets.table import LEFT, RIGHT, CellDelegate, Index
from pos_app.ui.withheld_words import withheld_words


class LineDelegate(CellDelegate):
    """One or two ``drawText`` per cell; only visible lines are painted."""

    def __init__(self, model: BasketModel, parent: QWidget) -> None:
        super().__init__(17, parent)
        self._model = model
        self.small = theme.font(13)
        self._small_metrics = QFontMetrics(self.small)
        self.struck = theme.font(17)
        self.struck.setStrikeOut(True)
        self._split = theme.px(30)
        self._words = {"return": "", "void": "", "override": ""}

    def show_words(self, *, returned: str, voided: str, overridden: str) -> None:
        """Take the words for special lines in the language spoken now."""
        self._words = {"return": returned, "void": voided, "override": overridden}

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint one cell of a line."""
        line = self._model.rows[index.row()]
        column = index.column()
        is_voided = line.line.is_voided
        rect = self.paint_ground(painter, option, theme.ROW_VOIDED if is_voided else theme.ROW)
        if column == ITEM:
            self._paint_item(painter, rect, line)
        elif column == OFF:
            self._paint_off(painter, rect, line)
        else:
            self._paint_number(painter, rect, line, column)

    def _paint_number(self, painter: QPainter, rect: QRect, line: PricedLine, column: int) -> None:
        spec = self._model.columns[column]
        text = spec.text(line)
        if not text:
            return
        font, colour = (self.strong if spec.is_strong else self.normal), theme.INK
        if line.line.is_voided:
            font, colour = self.struck, theme.INK_FAINT
        elif column == NUMBER:
            colour = theme.INK_SOFT
        elif column == AMOUNT and is_return(line):
            colour = theme.RED
        elif column == PRICE and isinstance(line.line, SaleLine) and line.line.price_override:
            colour = theme.BLUE
        self.paint_text(painter, rect, text, font, spec.alignment, colour)

    def _paint_item(self, painter: QPainter, rect: QRect, line: PricedLine) -> None:
        upper = QRect(rect.left(), rect.top() + theme.px(4), rect.width(), self._split)
        lower_top = rect.top() + self._split
        lower = QRect(rect.left(), lower_top, rect.width(), rect.bottom() - lower_top - theme.px(4))
        font, colour = self.strong, theme.INK
        if line.line.is_voided:
            font, colour = self.struck, theme.INK_FAINT
        name = self._model.columns[ITEM].text(line)
        self.paint_text(painter, upper, name, font, LEFT, colour)
        self._paint_small(painter, lower, self._about(line), LEFT, line)

    def _paint_off(self, painter: QPainter, rect: QRect, line: PricedLine) -> None:
        text, reasons = self._model.columns[OFF].text(line), self._model.reasons_of(line)
        if not text:
            return
        if not reasons:
            self.paint_text(painter, rect, text, self.normal, RIGHT, theme.RED)
            return
        upper = QRect(rect.left(), rect.top() + theme.px(4), rect.width(), self._split)
        lower_top = rect.top() + self._split
        lower = QRect(rect.left(), lower_top, rect.width(), rect.bottom() - lower_top - theme.px(4))
        self.paint_text(painter, upper, text, self.normal, RIGHT, theme.RED)
        self._paint_small(painter, lower, reasons, RIGHT, line)

    def _paint_small(
        self,
        painter: QPainter,
        rect: QRect,
        text: str,
        alignment: Qt.AlignmentFlag,
        line: PricedLine,
    ) -> None:
        if not text:
            return
        if self._small_metrics.horizontalAdvance(text) > rect.width():
            text = self._small_metrics.elidedText(text, Qt.TextElideMode.ElideRight, rect.width())
        painter.setFont(self.small)
        painter.setPen(theme.RED if is_return(line) else theme.INK_SOFT)
        painter.drawText(rect, int(alignment), text)

    def _about(self, line: PricedLine) -> str:
        parts = [item_code(line.line.item)]
        if line.line.is_voided:
            parts.append(self._words["void"])
        if is_return(line):
            parts.append(self._words["return"])
        if isinstance(line.line, SaleLine) and line.line.price_override is not None:
            reason = self._model.reason_name(line.line.price_override.reason_code)
            parts.append(f"{self._words['override']} {reason}".strip())
        parts.append(self._model.rules_of(line))
        if isinstance(line.line, ReturnLine):
            parts.append(withheld_words(line.line))
        if line.line.note:
            parts.append(f"“{line.line.note}”")
        return "  ·  ".join(part for part in parts if part)
