"""The list behind a figure on the left, the paper of the marked receipt on the right."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout

from pos_app.domain.insight.part import Part
from pos_app.domain.insight.period import Period
from pos_app.domain.settlement import CompletedTransaction
from pos_app.receipts.paper import Paper, Roll
from pos_app.ui import figure_words, language, theme
from pos_app.ui.action_names import ActionName, Scope
from pos_app.ui.actions import Actions
from pos_app.ui.counted_words import CountedWords
from pos_app.ui.sale_rows import SaleRow
from pos_app.ui.screen import Screen
from pos_app.ui.screens.behind.actions import BehindAction
from pos_app.ui.widgets.buttons import ActionButton
from pos_app.ui.widgets.function_key import FunctionKey
from pos_app.ui.widgets.label import ElidedLabel, text_label, wrapped_label
from pos_app.ui.widgets.paper_frame import PaperFrame
from pos_app.ui.widgets.sales_list import SalesList
from pos_app.ui.widgets.why_panel import WhyPanel

_A = ActionName
_RIGHT_WIDTH = 470


class BehindView(Screen):
    """Shows which receipts a figure is made of. The list has signals of its own.

    Signals: ``hidden()`` when another screen comes to the front.
    """

    scope = Scope.BEHIND
    hidden = Signal()

    def __init__(self, actions: Actions, roll: Roll, reason_name: Callable[[str], str]) -> None:
        super().__init__(actions)
        self._figure: tuple[Period, Part, str, str] | None = None
        self._explained: CompletedTransaction | None = None
        self._line = 0
        self._count: int | None = None
        self._are_all = True
        self._title = ElidedLabel("title")
        self._state = text_label("strong")
        self._elsewhere: tuple[tuple[str, ...], bool] = ((), True)
        self._note = wrapped_label("warn")
        self._away = QFrame()
        self._away_words = wrapped_label("heading")
        self.sales = SalesList()
        self.paper = PaperFrame(roll)
        self.why_panel = WhyPanel(actions, reason_name)
        self._back = FunctionKey(actions[_A.BACK])
        self._why = FunctionKey(actions[BehindAction.WHY_IT_COST])
        self._copy = ActionButton(actions[BehindAction.COPY], "pay")
        self._lay_out()
        self.prepare_panel(self.why_panel)
        self.why_panel.stepped.connect(self._on_why_stepped)
        actions[_A.PAPER_UP].triggered.connect(self._on_page_up)
        actions[_A.PAPER_DOWN].triggered.connect(self._on_page_down)
        self.retranslate()

    def _lay_out(self) -> None:
        keys = QHBoxLayout()
        keys.setSpacing(theme.px(8))
        keys.addWidget(self._back, 1)
        keys.addWidget(self._why, 1)
        keys.addStretch(2)
        self._away.setProperty("role", "card")
        self._away_words.setAlignment(Qt.AlignmentFlag.AlignCenter)
        QVBoxLayout(self._away).addWidget(self._away_words)
        self._note.setContentsMargins(theme.px(4), 0, theme.px(4), 0)
        head = QHBoxLayout()
        head.setContentsMargins(theme.px(4), 0, theme.px(4), 0)
        head.addWidget(self._title, 1)
        head.addWidget(self._state)
        left = QVBoxLayout()
        left.setSpacing(theme.px(8))
        left.addLayout(head)
        left.addWidget(self._note)
        left.addWidget(self.sales, 1)
        left.addWidget(self._away, 1)
        left.addWidget(self.why_panel)
        left.addWidget(self.approval_panel)
        left.addLayout(keys)
        right = QVBoxLayout()
        right.setSpacing(theme.px(8))
        right.addWidget(self.paper, 1)
        right.addWidget(self._copy)
        self.paper.setFixedWidth(theme.px(_RIGHT_WIDTH))
        self._copy.setFixedWidth(theme.px(_RIGHT_WIDTH))
        outer = QHBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(theme.px(10))
        outer.addLayout(left, 1)
        outer.addLayout(right)

    # ------------------------------------------------------------------ what the desk asks

    def on_step(self, step: int) -> None:
        """Mark another receipt."""
        self.sales.table.move_mark(step)

    def show_panel_place(self, *, is_open: bool) -> None:
        """Hide the keys while a panel is open."""
        self._back.setVisible(not is_open)
        self._why.setVisible(not is_open)

    def hideEvent(self, event: QHideEvent) -> None:
        """Say that nobody looks any more."""
        super().hideEvent(event)
        self.hidden.emit()

    # ------------------------------------------------------------------ what the presenter shows

    def show_figure(self, period: Period, part: Part, name_zh: str, name_en: str) -> None:
        """Say which figure it is; the list is empty until it is read."""
        self._figure = (period, part, name_zh, name_en)
        self._count = None
        self.sales.model.show_rows(())
        self.retranslate()

    def show_elsewhere(self, tills: Sequence[str], *, is_here: bool) -> None:
        """Say of which tills the receipts are kept elsewhere; ``is_here``: others are listed."""
        self._elsewhere = (tuple(tills), is_here)
        self.retranslate()

    def show_sales(self, rows: Sequence[SaleRow], *, are_all: bool) -> None:
        """Replace the list and mark the first; say so where there are older ones."""
        self._count, self._are_all = len(rows), are_all
        self.sales.show_sales(rows)
        self.retranslate()

    def show_reading(self, done: float | None) -> None:
        """Show how far reading has come."""
        if done is not None:
            self._state.setText(self.tr("Looking… {share}").replace("{share}", f"{done:.0%}"))
        else:
            self._say_count()

    def marked_sale(self) -> SaleRow | None:
        """Give the receipt that is marked."""
        return self.sales.marked_sale()

    def show_paper(self, paper: Paper | None) -> None:
        """Show the receipt as it was printed."""
        self.paper.show_paper(paper)
        for name in (BehindAction.COPY, BehindAction.WHY_IT_COST):
            self.actions_table.set_possible(name, is_possible=paper is not None)

    def explain(self, completed: CompletedTransaction) -> None:
        """Say why its first line costs what it does; Up and Down go to the others."""
        self._explained, self._line = completed, 0
        self._explain()
        if completed.priced.lines:
            self.open_panel(self.why_panel)

    # ------------------------------------------------------------------ words and keys

    def retranslate(self) -> None:
        """Set the words."""
        self.sales.retranslate()
        self._say_count()
        self._say_elsewhere()
        if self._figure is not None:
            period, part, chinese, english = self._figure
            words = self.tr("Receipts: {figure}")
            figure = figure_words.part(part, language.choose(chinese, english))
            if part.business_date is None:
                figure = f"{figure} · {figure_words.short_period(period)}"
            self._title.setText(words.replace("{figure}", figure))

    def _say_elsewhere(self) -> None:
        tills, is_here = self._elsewhere
        self._note.setVisible(is_here and bool(tills))
        self.sales.setVisible(is_here)
        self._away.setVisible(not is_here)
        between = self.tr(", ")
        listed = self.tr("Only this till's receipts are listed; those of {tills} are kept there.")
        away = self.tr("The receipts of {tills} are kept there; look at them at that till.")
        self._note.setText(listed.replace("{tills}", between.join(tills)))
        self._away_words.setText(away.replace("{tills}", between.join(tills)))
        self.paper.show_nothing(self.tr("Choose a receipt.") if is_here else "")

    def _say_count(self) -> None:
        if self._count is None or not self._elsewhere[1]:
            self._state.setText("")
            return
        words = "{count}" if self._are_all else self.tr("the latest {count}, there are older ones")
        self._state.setText(words.replace("{count}", CountedWords().transactions(self._count)))

    def _explain(self) -> None:
        if self._explained is not None and self._explained.priced.lines:
            priced = self._explained.priced
            self._line = min(max(self._line, 0), len(priced.lines) - 1)
            self.why_panel.explain(priced.lines[self._line], priced.trace)

    def _on_why_stepped(self, step: int) -> None:
        self._line += step
        self._explain()

    def _on_page_up(self) -> None:
        if self.isVisible():
            self.paper.turn(-1)

    def _on_page_down(self) -> None:
        if self.isVisible():
            self.paper.turn(1)
