"""The returns screen: find a sale, take its lines back, or take an item back without a receipt."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from pos_app.domain.catalog import Item
from pos_app.domain.identifiers import BusinessDate
from pos_app.domain.money import Money
from pos_app.domain.pricing.priced import PricedTransaction
from pos_app.domain.returns import ReturnableLine, ReturnableSale
from pos_app.ui import theme
from pos_app.ui.action_names import ActionName, Scope
from pos_app.ui.actions import Actions
from pos_app.ui.sale_rows import SaleRow
from pos_app.ui.screen import Screen
from pos_app.ui.screens.returns.basket_card import BasketCard
from pos_app.ui.screens.returns.panels import ItemPanel, TakeBackPanel
from pos_app.ui.screens.returns.sale_card import SaleCard
from pos_app.ui.screens.returns.take_all_panel import TakeAllPanel
from pos_app.ui.widgets.buttons import ActionButton
from pos_app.ui.widgets.find_panel import FindPanel
from pos_app.ui.widgets.function_key import FunctionKey
from pos_app.ui.widgets.keypad import Keypad
from pos_app.ui.widgets.panel import Panel
from pos_app.ui.widgets.reason_picker import Choice
from pos_app.ui.widgets.sales_list import SalesList

_A = ActionName
_KEYS = (
    _A.BACK,
    _A.FIND,
    _A.OTHER_RECEIPT,
    _A.WITHOUT_RECEIPT,
    _A.TAKE_ALL_BACK,
    _A.TO_BASKET,
)
_ONLY_FINDING = frozenset({_A.FIND})
_ONLY_SALE = frozenset({_A.OTHER_RECEIPT, _A.TAKE_ALL_BACK})
_RIGHT_WIDTH = 444


class ReturnsView(Screen):
    """Shows sales to choose from, or one sale. List, card and panels have signals of their own."""

    scope = Scope.FINDING
    sale_chosen = Signal()
    line_chosen = Signal()

    def __init__(self, actions: Actions, currency: str) -> None:
        super().__init__(actions)
        self.sales = SalesList()
        self.sale = SaleCard()
        self.find_panel = FindPanel(actions, currency)
        self.item_panel = ItemPanel(actions)
        self.take_back_panel = TakeBackPanel(actions)
        self.take_all_panel = TakeAllPanel(actions)
        self.basket = BasketCard(currency)
        self.keypad = Keypad()
        self._keys = {name: FunctionKey(actions[name]) for name in _KEYS}
        self._open = ActionButton(actions[_A.OPEN_RECEIPT], "pay")
        self._take_back = ActionButton(actions[_A.TAKE_BACK], "pay")
        self._lay_out()
        for panel in self._panels():
            self.prepare_panel(panel)
        self.find_panel.stepped.connect(self.sales.table.move_mark)
        self.sales.chosen.connect(self.sale_chosen)
        self.sale.chosen.connect(self.line_chosen)
        self._show_mode(Scope.FINDING)
        self.retranslate()

    def _panels(self) -> tuple[Panel, ...]:
        return (self.find_panel, self.item_panel, self.take_back_panel, self.take_all_panel)

    def _lay_out(self) -> None:
        keys = QHBoxLayout()
        keys.setSpacing(theme.px(8))
        for key in self._keys.values():
            keys.addWidget(key, 1)
        left = QVBoxLayout()
        left.setSpacing(theme.px(8))
        left.addWidget(self.sales, 1)
        left.addWidget(self.sale, 1)
        for panel in (*self._panels(), self.approval_panel):
            left.addWidget(panel)
        left.addLayout(self.letters_place)
        left.addLayout(keys)
        side = QWidget()
        side.setFixedWidth(theme.px(_RIGHT_WIDTH))
        right = QVBoxLayout(side)
        right.setContentsMargins(0, 0, 0, 0)
        right.setSpacing(theme.px(8))
        right.addWidget(self.basket)
        assert self.keypad is not None
        right.addWidget(self.keypad, 1)
        right.addWidget(self._open)
        right.addWidget(self._take_back)
        outer = QHBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(theme.px(10))
        outer.addLayout(left, 1)
        outer.addWidget(side)

    # ------------------------------------------------------------------ what the desk asks

    def on_step(self, step: int) -> None:
        """Mark another sale or line."""
        table = self.sales.table if self.scope is Scope.FINDING else self.sale.table
        table.move_mark(step)

    def show_panel_place(self, *, is_open: bool) -> None:
        """Let the panel take the place of the function keys."""
        self._show_keys(is_shown=not is_open)

    # ------------------------------------------------------------------ what the presenter shows

    def show_reasons(self, reasons: tuple[Choice, ...]) -> None:
        """Offer the store's reasons."""
        self.take_back_panel.show_reasons(reasons)
        self.take_all_panel.show_reasons(reasons)

    def show_time_zone(self, utc_offset_minutes: int) -> None:
        """Say how far the shop's own time is from UTC."""
        self.sales.show_time_zone(utc_offset_minutes)
        self.sale.show_time_zone(utc_offset_minutes)

    def show_finding(self, rows: Sequence[SaleRow]) -> None:
        """Show sales to choose from."""
        self.sales.show_sales(rows)
        self.actions_table.set_possible(_A.OPEN_RECEIPT, is_possible=bool(rows))
        self._show_mode(Scope.FINDING)

    def show_sale(self, sale: ReturnableSale) -> None:
        """Show the lines of one sale with what may still come back."""
        self.sale.show_sale(sale)
        is_any = any(line.remaining.thousandths for line in sale.lines)
        can_take = is_any and not sale.is_post_voided
        for name in (_A.TAKE_BACK, _A.TAKE_ALL_BACK):
            self.actions_table.set_possible(name, is_possible=can_take)
        self._show_mode(Scope.RETURNS)

    def show_basket(self, basket: PricedTransaction | None) -> None:
        """Say what the open transaction comes to so far."""
        self.basket.show_basket(basket)
        self.actions_table.set_possible(_A.TO_BASKET, is_possible=basket is not None)

    def ask_find(self, today: BusinessDate | None) -> None:
        """Ask what is looked for."""
        self.find_panel.ask(today)
        self.open_panel(self.find_panel)

    def ask_take_back(self, sale: ReturnableSale, line: ReturnableLine) -> None:
        """Ask how much of a line comes back, and why."""
        self.take_back_panel.ask_line(sale, line)
        self.open_panel(self.take_back_panel)

    def ask_take_all(self, sale: ReturnableSale) -> None:
        """Ask why all that is left of a sale comes back."""
        self.take_all_panel.ask(sale)
        self.open_panel(self.take_all_panel)

    def ask_item(self) -> None:
        """Ask which item comes back without a receipt."""
        self.item_panel.ask()
        self.open_panel(self.item_panel)

    def ask_on_trust(self, item: Item, price: Money) -> None:
        """Ask how much of an item comes back without a receipt, and why."""
        self.take_back_panel.ask_item(item, price)
        self.open_panel(self.take_back_panel)

    def show_items(self, items: tuple[Item, ...]) -> None:
        """Show what a search found."""
        self.item_panel.show_items(items)

    def marked_sale(self) -> SaleRow | None:
        """Give the sale that is marked."""
        return self.sales.marked_sale()

    def marked_line(self) -> ReturnableLine | None:
        """Give the line that is marked."""
        return self.sale.marked_line()

    def mark_line(self, number: int) -> None:
        """Mark a line by its number."""
        self.sale.mark_line(number)

    # ------------------------------------------------------------------ words

    def retranslate(self) -> None:
        """Set the words."""
        self.sales.retranslate()
        self.sale.retranslate()

    def _show_mode(self, scope: Scope) -> None:
        self.scope = scope
        is_finding = scope is Scope.FINDING
        self.sales.setVisible(is_finding)
        self.sale.setVisible(not is_finding)
        self._open.setVisible(is_finding)
        self._take_back.setVisible(not is_finding)
        self._show_keys(is_shown=self.panel is None)
        self.move_keyboard()

    def _show_keys(self, *, is_shown: bool) -> None:
        hidden = _ONLY_SALE if self.scope is Scope.FINDING else _ONLY_FINDING
        for name, key in self._keys.items():
            key.setVisible(is_shown and name not in hidden)
