"""The history screen: finished transactions on the left, the receipt on the right."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout

from pos_app.domain.identifiers import BusinessDate
from pos_app.receipts.paper import Paper, Roll
from pos_app.ui import theme
from pos_app.ui.action_names import ActionName, Scope
from pos_app.ui.actions import Actions
from pos_app.ui.sale_rows import SaleRow
from pos_app.ui.screen import Screen
from pos_app.ui.screens.history.post_void_panel import PostVoidPanel
from pos_app.ui.widgets.buttons import ActionButton
from pos_app.ui.widgets.find_panel import FindPanel
from pos_app.ui.widgets.function_key import FunctionKey
from pos_app.ui.widgets.keypad import Keypad
from pos_app.ui.widgets.paper_frame import PaperFrame
from pos_app.ui.widgets.sales_list import SalesList

_A = ActionName
_KEYS = ((_A.BACK, "key"), (_A.FIND, "key"), (_A.RETURN_RECEIPT, "key"), (_A.POST_VOID, "danger"))
_RIGHT_WIDTH = 470


class HistoryView(Screen):
    """Shows what was sold. The list and the panels have signals of their own."""

    scope = Scope.HISTORY
    sale_marked = Signal()

    def __init__(self, actions: Actions, currency: str, roll: Roll) -> None:
        super().__init__(actions)
        self.sales = SalesList()
        self.find_panel = FindPanel(actions, currency)
        self.post_void_panel = PostVoidPanel(actions)
        self.paper = PaperFrame(roll)
        self.keypad = Keypad()
        self._right = QStackedWidget()
        self._keys = tuple(FunctionKey(actions[name], role) for name, role in _KEYS)
        self._copy = ActionButton(actions[_A.REPRINT], "pay")
        self._lay_out()
        for panel in (self.find_panel, self.post_void_panel):
            self.prepare_panel(panel)
        self.find_panel.stepped.connect(self.sales.table.move_mark)
        self.sales.marked.connect(self.sale_marked)
        actions[_A.PAPER_UP].triggered.connect(self._on_page_up)
        actions[_A.PAPER_DOWN].triggered.connect(self._on_page_down)
        self.retranslate()

    def _lay_out(self) -> None:
        keys = QHBoxLayout()
        keys.setSpacing(theme.px(8))
        for key in self._keys:
            keys.addWidget(key, 1)
        left = QVBoxLayout()
        left.setSpacing(theme.px(8))
        left.addWidget(self.sales, 1)
        for panel in (self.find_panel, self.post_void_panel, self.approval_panel):
            left.addWidget(panel)
        left.addLayout(self.letters_place)
        left.addLayout(keys)
        assert self.keypad is not None
        self._right.addWidget(self.paper)
        self._right.addWidget(self.keypad)
        self._right.setFixedWidth(theme.px(_RIGHT_WIDTH))
        right = QVBoxLayout()
        right.setSpacing(theme.px(8))
        right.addWidget(self._right, 1)
        right.addWidget(self._copy)
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
        """Put the keypad beside a panel that is typed into."""
        needs_keypad = is_open and self.panel is not self.post_void_panel
        self._right.setCurrentIndex(1 if needs_keypad else 0)
        for key in self._keys:
            key.setVisible(not is_open)

    # ------------------------------------------------------------------ what the presenter shows

    def show_sales(self, rows: Sequence[SaleRow]) -> None:
        """Replace the list and mark the newest."""
        self.sales.show_sales(rows)

    def marked_sale(self) -> SaleRow | None:
        """Give the one that is marked."""
        return self.sales.marked_sale()

    def show_paper(self, paper: Paper | None) -> None:
        """Show the receipt as it was printed."""
        self.paper.show_paper(paper)
        for name in (_A.REPRINT, _A.RETURN_RECEIPT):
            self.actions_table.set_possible(name, is_possible=paper is not None)

    def ask_find(self, today: BusinessDate | None) -> None:
        """Ask what is looked for."""
        self.find_panel.ask(today)
        self.open_panel(self.find_panel)

    def ask_post_void(self, sale: SaleRow) -> None:
        """Ask whether and why the last sale is cancelled."""
        self.post_void_panel.ask(sale.receipt, sale.paid)
        self.open_panel(self.post_void_panel)

    # ------------------------------------------------------------------ words and keys

    def retranslate(self) -> None:
        """Set the words."""
        self.sales.retranslate()
        self.paper.show_nothing(self.tr("Choose a receipt, or scan one."))

    def _on_page_up(self) -> None:
        self.paper.turn(-1)

    def _on_page_down(self) -> None:
        self.paper.turn(1)
