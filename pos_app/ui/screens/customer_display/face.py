"""Paints the customer's screen: one widget, no children, so that it costs one painting.

Everything is drawn in units of the window, whatever screen stands there; what does not fit grows
smaller or ends in an ellipsis.
"""

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from pos_app.receipts import qr
from pos_app.ui import formats, theme
from pos_app.ui.screens.customer_display.contract import Page, ShownLine, Stage
from pos_app.ui.screens.customer_display.pictures import Pictures
from pos_app.ui.screens.customer_display.tongue import Tongue

_WIDTH, _HEIGHT = 1024, 600
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_CENTRE = Qt.AlignmentFlag.AlignCenter
_GROUND = QColor("#f1f3f6")
_GREEN = QColor("#0f7a3c")
_ORANGE = QColor("#d97706")
_SIDE = 300
_ROW = 58
_HEAD = 64
_FOOT = 116
_ABOVE = 28
_LEAST = 12


class CustomerFace(QWidget):
    """Shows one page. ``pictures`` fill the time when nobody buys."""

    def __init__(self, pictures: Pictures, tongue: Tongue) -> None:
        super().__init__()
        self._pictures = pictures
        self._tongue = tongue
        self._page = Page()
        self._names = ("", "")
        self._moment = ""

    def show_page(self, page: Page) -> None:
        """Replace what is shown."""
        self._page = page
        self.update()

    def show_store(self, name_zh: str, name_en: str) -> None:
        """Name the store."""
        self._names = (name_zh, name_en)
        self.update()

    def show_moment(self, moment: str) -> None:
        """Set the clock; only a face that shows it is painted anew."""
        if moment != self._moment:
            self._moment = moment
            self.update()

    def sizeHint(self) -> QSize:
        """Ask for what it was drawn for."""
        return QSize(_WIDTH, _HEIGHT)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the page, head and foot included."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), _GROUND)
        page = self._page
        if page.stage is Stage.TEST:
            self._paint_test(painter)
            return
        self._paint_head(painter)
        if page.stage is Stage.IDLE:
            self._paint_idle(painter)
        elif page.stage is Stage.DONE:
            self._paint_done(painter)
        else:
            self._paint_ringing(painter)

    # ---- parts

    def _paint_head(self, painter: QPainter) -> None:
        width = self._wide()
        head = self._area(0, 0, width, _HEAD)
        painter.fillRect(head, _ORANGE if self._page.is_training else theme.BLUE)
        white = QColor(Qt.GlobalColor.white)
        name = self._tongue.name(*self._names)
        if self._page.is_training:
            name = self._tongue.word("practice")
        self._text(painter, self._area(24, 0, width - 260, _HEAD), name, (26, white, _LEFT))
        clock = self._area(width - 224, 0, 200, _HEAD)
        self._text(painter, clock, self._moment[11:], (26, white, _RIGHT))

    def _paint_idle(self, painter: QPainter) -> None:
        page, width, height = self._page, self._wide(), self._high()
        side = _SIDE if page.join else 0
        room = self._area(24, _HEAD + 20, width - 48 - side, height - _HEAD - 110)
        picture = self._pictures.shown(room.size())
        if picture.isNull():
            name = self._tongue.name(*self._names)
            self._text(painter, room, name, (64, theme.BLUE, _CENTRE))
        else:
            place = QRect(room.topLeft(), picture.size())
            place.moveCenter(room.center())
            painter.drawPixmap(place, picture)
        foot = self._area(24, height - 86, width - 48 - side, 76)
        words = self._tongue.word("welcome")
        self._text(painter, foot, words, (34, theme.INK, _CENTRE))
        self._paint_join(painter)

    def _paint_ringing(self, painter: QPainter) -> None:
        page, width, height = self._page, self._wide(), self._high()
        list_width = width - 48 - (_SIDE if page.join else 0)
        top = _HEAD + 8
        rows = max((height - top - _ABOVE - _FOOT) // _ROW, 1)
        lines = page.lines[-rows:]
        hidden = page.hidden + len(page.lines) - len(lines)
        if hidden:
            words = self._tongue.word("before", count=hidden)
            above = self._area(24, top, list_width, _ABOVE)
            self._text(painter, above, words, (17, theme.INK_SOFT, _LEFT))
        top += _ABOVE
        for number, line in enumerate(lines):
            place = (24, top + number * _ROW, list_width)
            self._paint_line(painter, line, place, is_newest=number == len(lines) - 1)
        self._paint_join(painter)
        self._paint_foot(painter)

    def _paint_line(
        self, painter: QPainter, line: ShownLine, place: tuple[int, int, int], *, is_newest: bool
    ) -> None:
        left, top, width = place
        ground = theme.ROW_SELECTED if is_newest else theme.ROW
        painter.fillRect(self._area(left, top, width, _ROW - 4), ground)
        size = 26 if is_newest else 22
        name = self._area(left + 12, top, width - 276, _ROW - 4)
        said = self._tongue.name(line.name_zh, line.name_en)
        if line.amount.minor < 0:
            said = f"{self._tongue.word('back')} · {said}"
        self._text(painter, name, said, (size, theme.INK, _LEFT))
        quantity = self._area(left + width - 260, top, 100, _ROW - 4)
        self._text(painter, quantity, f"× {line.quantity}", (20, theme.INK_SOFT, _RIGHT))
        amount = self._area(left + width - 152, top, 140, _ROW - 4)
        if line.before is None:
            self._text(painter, amount, formats.money(line.amount), (size, theme.INK, _RIGHT))
            return
        upper = amount.adjusted(0, 0, 0, -amount.height() * 3 // 5)
        lower = amount.adjusted(0, amount.height() * 2 // 5, 0, 0)
        self._text(
            painter, upper, formats.money(line.before), (15, theme.INK_SOFT, _RIGHT), is_out=True
        )
        self._text(painter, lower, formats.money(line.amount), (size, _GREEN, _RIGHT))

    def _paint_foot(self, painter: QPainter) -> None:
        page, width, height = self._page, self._wide(), self._high()
        top = height - _FOOT
        painter.fillRect(self._area(0, top, width, _FOOT), QColor(Qt.GlobalColor.white))
        pieces = self._tongue.word("pieces", count=page.pieces)
        if page.is_member:
            pieces += "  ·  " + self._tongue.word("member")
        upper = self._area(24, top + 8, width // 2 - 24, 46)
        self._text(painter, upper, pieces, (20, theme.INK_SOFT, _LEFT))
        if page.saved.minor > 0:
            saved = self._tongue.word("saved", amount=formats.money(page.saved))
            lower = self._area(24, top + 54, width // 2 - 24, 52)
            self._text(painter, lower, saved, (26, _GREEN, _LEFT))
        word = self._tongue.word("refund" if page.is_refund else "total")
        amount = page.amount
        if page.due is not None:
            word, amount = self._tongue.word("due"), page.due
        name = self._area(width // 2, top, 170, _FOOT)
        self._text(painter, name, word, (26, theme.INK, _RIGHT))
        place = self._area(width // 2 + 186, top, width // 2 - 210, _FOOT)
        self._text(painter, place, formats.money(amount), (58, theme.BLUE, _RIGHT))

    def _paint_done(self, painter: QPainter) -> None:
        page, width, height = self._page, self._wide(), self._high()
        room = width - 48 - (_SIDE if page.join else 0)
        middle = (_HEAD + height) // 2
        thanks = self._area(24, _HEAD + 30, room, 70)
        self._text(painter, thanks, self._tongue.word("thanks"), (44, theme.INK, _CENTRE))
        word = self._tongue.word("refund" if page.is_refund else "change")
        if page.amount.minor or page.is_refund:
            self._text(
                painter, self._area(24, middle - 80, room, 44), word, (26, theme.INK_SOFT, _CENTRE)
            )
            place = self._area(24, middle - 36, room, 120)
            self._text(painter, place, formats.money(page.amount), (96, _GREEN, _CENTRE))
        foot = self._tongue.word("paid", amount=formats.money(page.paid))
        if page.saved.minor > 0:
            saved = self._tongue.word("saved", amount=formats.money(page.saved))
            foot = f"{foot}  ·  {saved}"
        self._text(painter, self._area(24, height - 110, room, 60), foot, (24, theme.INK, _CENTRE))
        self._paint_join(painter)

    def _paint_test(self, painter: QPainter) -> None:
        """Paint what shows a person whether all of the screen is seen, and how large it is."""
        width, height, corner = self._wide(), self._high(), 48
        for left in (0, width - corner):
            for top in (0, height - corner):
                painter.fillRect(self._area(left, top, corner, corner), _ORANGE)
        for number, colour in enumerate((theme.BLUE, _GREEN, _ORANGE, theme.INK)):
            step = (width - 2 * corner) // 4
            bar = self._area(corner + number * step, height - 130, step, 60)
            painter.fillRect(bar, colour)
        middle = self._area(24, height // 2 - 120, width - 48, 90)
        self._text(painter, middle, self._tongue.word("test"), (64, theme.INK, _CENTRE))
        below = self._area(24, height // 2 - 20, width - 48, 50)
        self._text(painter, below, self._tongue.word("test_note"), (30, theme.INK, _CENTRE))
        size = self._area(24, height // 2 + 40, width - 48, 40)
        pixels = f"{self.width()} × {self.height()}"
        self._text(painter, size, pixels, (24, theme.INK_SOFT, _CENTRE))

    def _paint_join(self, painter: QPainter) -> None:
        if not self._page.join:
            return
        left = self._wide() - _SIDE
        top = _HEAD + 36
        side = _SIDE - 40
        modules = qr.matrix(self._page.join, qr.QUIET_MODULES_ON_SCREEN)
        place = self._area(left + 16, top, side, side)
        _paint_code(painter, place, modules)
        words = self._area(left + 16, top + side + 6, side, 40)
        self._text(painter, words, self._tongue.word("join"), (22, theme.INK, _CENTRE))

    # ---- means

    def _unit(self) -> float:
        return max(min(self.width() / _WIDTH, self.height() / _HEIGHT), 0.2)

    def _wide(self) -> int:
        return int(self.width() / self._unit())

    def _high(self) -> int:
        return int(self.height() / self._unit())

    def _area(self, left: int, top: int, width: int, height: int) -> QRect:
        unit = self._unit()
        return QRect(int(left * unit), int(top * unit), int(width * unit), int(height * unit))

    def _text(
        self,
        painter: QPainter,
        room: QRect,
        text: str,
        look: tuple[int, QColor, Qt.AlignmentFlag],
        *,
        is_out: bool = False,
    ) -> None:
        """Draw one text: smaller by steps until it fits, then with an ellipsis."""
        size, colour, alignment = look
        font = QFont(theme.family() or theme.FAMILIES[0])
        font.setBold(size >= 22)
        font.setStrikeOut(is_out)
        unit = self._unit()
        least = max(size * 4 // 5, _LEAST)
        font.setPixelSize(max(int(size * unit), 1))
        painter.setFont(font)
        while size > least and painter.fontMetrics().horizontalAdvance(text) > room.width():
            size -= 2
            font.setPixelSize(max(int(size * unit), 1))
            painter.setFont(font)
        metrics = painter.fontMetrics()
        painter.setPen(colour)
        shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, int(alignment), shown)


def _paint_code(painter: QPainter, place: QRect, modules: tuple[tuple[bool, ...], ...]) -> None:
    """Paint whole pixels for every module, white around them."""
    painter.fillRect(place, QColor(Qt.GlobalColor.white))
    count = len(modules)
    step = max(min(place.width(), place.height()) // count, 1)
    left = place.left() + (place.width() - step * count) // 2
    top = place.top() + (place.height() - step * count) // 2
    black = QColor(Qt.GlobalColor.black)
    for row, line in enumerate(modules):
        for column, is_dark in enumerate(line):
            if is_dark:
                painter.fillRect(left + column * step, top + row * step, step, step, black)
