"""The only place that makes labels: plain text always, so that data cannot carry markup."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from pos_app.ui import theme


def text_label(role: str = "text", text: str = "", parent: QWidget | None = None) -> QLabel:
    """Make a label that shows its text letter by letter; ``role`` is what the QSS knows it by."""
    label = QLabel(parent)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setProperty("role", role)
    label.setText(text)
    return label


def amount_label(role: str = "amount") -> QLabel:
    """Make a label for an amount: to the right, in one line."""
    label = text_label(role)
    label.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
    return label


def wrapped_label(role: str = "text") -> QLabel:
    """Make a label whose sentence may take several lines."""
    label = text_label(role)
    label.setWordWrap(True)
    return label


def set_role(widget: QWidget, role: str) -> None:
    """Let a widget look like another role; the QSS is asked again only when it changed."""
    if widget.property("role") != role:
        widget.setProperty("role", role)
        widget.style().unpolish(widget)
        widget.style().polish(widget)


class ElidedLabel(QLabel):
    """One line of data that gives way: what does not fit ends in an ellipsis."""

    def __init__(self, role: str = "text", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setProperty("role", role)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)

    def minimumSizeHint(self) -> QSize:
        """Ask for room for a few letters only."""
        return QSize(theme.px(40), super().minimumSizeHint().height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint what fits."""
        painter = QPainter(self)
        shown = self.fontMetrics().elidedText(
            self.text(), Qt.TextElideMode.ElideRight, self.contentsRect().width()
        )
        painter.setPen(self.palette().color(self.foregroundRole()))
        painter.drawText(self.contentsRect(), int(self.alignment()), shown)


class FittedAmount(QLabel):
    """An amount in the largest size that fits: a long total grows smaller, it is never cut.

    With ``least`` it takes whatever height there is between the two sizes.
    """

    def __init__(self, role: str, largest: int, least: int | None = None) -> None:
        super().__init__()
        self._largest = largest
        self._least = least or largest
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setProperty("role", role)
        self.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        vertical = QSizePolicy.Policy.Expanding if least else QSizePolicy.Policy.Fixed
        self.setSizePolicy(QSizePolicy.Policy.Ignored, vertical)

    def sizeHint(self) -> QSize:
        """Keep the height of the size, so that nothing below it moves."""
        return QSize(theme.px(80), theme.px(self._least * 3 // 2))

    def minimumSizeHint(self) -> QSize:
        """Never smaller than the hint."""
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the amount, smaller by steps of two until it fits."""
        painter = QPainter(self)
        painter.setPen(self.palette().color(self.foregroundRole()))
        size = min(self._largest, self.height() * 200 // (3 * theme.px(100)))
        painter.setFont(theme.font(size, is_bold=True))
        while size > 14 and painter.fontMetrics().horizontalAdvance(self.text()) > self.width():
            size -= 2
            painter.setFont(theme.font(size, is_bold=True))
        painter.drawText(self.rect(), int(self.alignment()), self.text())
