"""Paper in a frame that scrolls: by touch, by wheel, and by Page Up and Page Down."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QScroller, QVBoxLayout

from pos_app.receipts.paper import Paper, Roll
from pos_app.ui import theme
from pos_app.ui.widgets.label import wrapped_label
from pos_app.ui.widgets.paper_view import PaperView


class PaperFrame(QFrame):
    """Shows one piece of paper, or says in words why there is none."""

    def __init__(self, roll: Roll) -> None:
        super().__init__()
        self.setProperty("role", "paper")
        self._roll = roll
        self.paper: Paper | None = None
        self._view = PaperView()
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self._scroll.setWidget(self._view)
        QScroller.grabGesture(self._scroll.viewport(), QScroller.ScrollerGestureType.TouchGesture)
        self._nothing = wrapped_label("caption")
        self._nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        inside = QVBoxLayout(self)
        inside.setContentsMargins(theme.px(4), theme.px(4), theme.px(4), theme.px(4))
        inside.addWidget(self._scroll, 1)
        inside.addWidget(self._nothing, 1)
        self.show_paper(None)

    def show_paper(self, paper: Paper | None) -> None:
        """Show another piece of paper from its top, or none."""
        self.paper = paper
        if paper is not None:
            self._view.show_paper(paper, self._roll)
        self._scroll.setVisible(paper is not None)
        self._nothing.setVisible(paper is None)
        self._scroll.verticalScrollBar().setValue(0)

    def show_nothing(self, words: str) -> None:
        """Set the words that stand in place of the paper."""
        self._nothing.setText(words)

    def turn(self, step: int) -> None:
        """Go up (-1) or down (1) by most of what is seen."""
        bar = self._scroll.verticalScrollBar()
        bar.setValue(bar.value() + step * bar.pageStep() * 4 // 5)

    def sizeHint(self) -> QSize:
        """Ask for little: layouts give the rest."""
        return QSize(theme.px(320), theme.px(200))
