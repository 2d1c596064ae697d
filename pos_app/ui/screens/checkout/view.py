"""The selling screen: it shows a priced basket and says what the cashier wants, no more."""

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QRect, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from pos_app.domain.catalog import Item
from pos_app.domain.pricing.priced import PricedLine, PricedTransaction
from pos_app.domain.pricing.trace import PriceTrace
from pos_app.domain.quantity import Quantity
from pos_app.domain.settlement import CompletedTransaction
from pos_app.ui import formats, language, theme
from pos_app.ui.action_names import ActionName, Scope
from pos_app.ui.actions import Actions
from pos_app.ui.screens.checkout.basket_model import item_code
from pos_app.ui.screens.checkout.contract import Waiting
from pos_app.ui.screens.checkout.finished import FinishedPage
from pos_app.ui.screens.checkout.key_rows import FIRST, LOYALTY, METHODS, SECOND, KeyRow
from pos_app.ui.screens.checkout.line_delegate import LineDelegate
from pos_app.ui.screens.checkout.questions import Questions
from pos_app.ui.screens.checkout.scan_row import ScanRow
from pos_app.ui.screens.checkout.totals import TotalsCard
from pos_app.ui.widgets.buttons import ActionButton
from pos_app.ui.widgets.guest_panel import GuestPanel
from pos_app.ui.widgets.keypad import Keypad
from pos_app.ui.widgets.search_box import Found, SearchBox
from pos_app.ui.widgets.table import SnapshotTable

_A = ActionName
_NEEDS_BASKET = (*METHODS, _A.PAY, _A.SUSPEND)
_NEEDS_LINE = (_A.WHY, _A.CHANGE_QUANTITY, _A.DISCOUNT, _A.OVERRIDE_PRICE, _A.VOID_LINE, _A.NOTE)
_RIGHT_WIDTH = 444


class CheckoutView(Questions):
    """Scan field, basket, totals, keys and panels.

    Signals: ``entered(str)`` for Enter in the scan field; ``searched(str)`` while typing;
    ``item_taken(str)`` with the sku of a search result; ``basket_shown(object)`` with the basket or
    None; ``completed_shown(object)``. The panels have signals of their own.
    """

    scope = Scope.CHECKOUT
    entered = Signal(str)
    searched = Signal(str)
    item_taken = Signal(str)
    basket_shown = Signal(object)
    completed_shown = Signal(object)

    def __init__(self, actions: Actions, currency: str) -> None:
        super().__init__(actions, currency)
        self._found: tuple[Item, ...] = ()
        self._scan_row = ScanRow()
        self.field = self._scan_row.field
        self.table = SnapshotTable(self.model, 56)
        self._delegate = LineDelegate(self.model, self.table)
        self.table.setItemDelegate(self._delegate)
        self._finished = FinishedPage(ActionButton(actions[_A.PRINT_AGAIN]))
        self._totals = TotalsCard()
        self._first_row = KeyRow(actions, FIRST)
        self._second_row = KeyRow(actions, SECOND)
        self._second_row.hide()
        self._pay = ActionButton(actions[_A.PAY], "pay")
        self.keypad = Keypad()
        self._lay_out(actions)
        self.search_box = SearchBox(self)
        self._connect(actions)
        self.show_basket(None, None)
        self.retranslate()

    # ------------------------------------------------------------------ building

    def _lay_out(self, actions: Actions) -> None:
        left = QVBoxLayout()
        left.setSpacing(theme.px(8))
        left.addWidget(self._scan_row)
        left.addLayout(self.strip_place)
        self._card = self._basket_card()
        left.addWidget(self._card, 1)
        left.addLayout(self.panel_place)
        left.addLayout(self.letters_place)
        left.addWidget(self._first_row)
        left.addWidget(self._second_row)
        right = QVBoxLayout()
        right.setSpacing(theme.px(8))
        right.addWidget(self._totals)
        right.addWidget(KeyRow(actions, LOYALTY))
        right.addWidget(KeyRow(actions, METHODS, "tender"))
        assert self.keypad is not None
        right.addWidget(self.keypad, 1)
        right.addWidget(self._pay)
        side = QWidget()
        side.setFixedWidth(theme.px(_RIGHT_WIDTH))
        side.setLayout(right)
        right.setContentsMargins(0, 0, 0, 0)
        outer = QHBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(theme.px(10))
        outer.addLayout(left, 1)
        outer.addWidget(side)

    def _basket_card(self) -> QFrame:
        card = QFrame()
        card.setProperty("role", "card")
        inside = QVBoxLayout(card)
        inside.setContentsMargins(theme.px(3), theme.px(3), theme.px(3), theme.px(3))
        inside.addWidget(self.table)
        inside.addWidget(self._finished, 1)
        return card

    def _connect(self, actions: Actions) -> None:
        self.field.entered.connect(self._on_entered)
        self._scan_row.searched.connect(self.searched)
        self.search_box.taken.connect(self._on_taken)
        self.table.clicked.connect(self._on_line_clicked)
        actions[_A.FOCUS_SCAN].triggered.connect(self._on_focus_scan)
        actions[_A.CLEAR_FIELD].triggered.connect(self._on_clear)
        actions[_A.MORE].triggered.connect(self._on_more)
        actions[_A.WHY].triggered.connect(self.explain_price)
        self.why_panel.stepped.connect(self._on_why_stepped)
        actions[_A.LEAVE_MORE].triggered.connect(self.leave_more)
        self.shown.connect(self.leave_more)  # who signed off from there comes back to selling

    # ------------------------------------------------------------------ what the desk asks

    def home_field(self) -> QWidget:
        """Everything typed goes to the scan field."""
        return self.field

    def on_step(self, step: int) -> None:
        """Move in the search results while they are shown, in the basket otherwise."""
        if self.search_box.isVisible():
            self.search_box.table.move_mark(step)
        else:
            self.table.move_mark(step)

    def show_panel_place(self, *, is_open: bool) -> None:
        """Let the panel take the place of the function keys."""
        self.hide_found()
        self.scope = Scope.CHECKOUT
        self._second_row.hide()
        self._first_row.setVisible(not is_open)
        if self.strip is not None:
            self.strip.setVisible(not is_open)
        row = self.table.selected_row()
        if row is not None:
            self.table.select(row)

    def show_letters_place(self, *, is_open: bool) -> None:
        """Let the basket give way, wholly to a guest; results are shown anew at the next key."""
        self.hide_found()
        self._card.setVisible(not (is_open and isinstance(self.panel, GuestPanel)))

    # ------------------------------------------------------------------ what the presenter shows

    def show_basket(self, basket: PricedTransaction | None, line_number: int | None) -> None:
        """Replace the basket; mark the line that changed, or the newest."""
        self._basket = basket
        self.model.trace = basket.trace if basket else PriceTrace()
        self.model.show_lines(basket.lines if basket else ())
        self._totals.show_basket(basket)
        has_lines = bool(basket and basket.lines)
        self.table.setVisible(has_lines)
        self._finished.setVisible(not has_lines)
        self._finished.show_completed(None)
        row = self.model.row_of(line_number) if line_number else None
        self.table.select(row if row is not None else self.model.last_live_row() or 0)
        self._show_possible()
        self.basket_shown.emit(basket)

    def show_completed(self, completed: CompletedTransaction) -> None:
        """Show the change until the next scan."""
        self.show_basket(None, None)
        self._finished.show_completed(completed)
        self.completed_shown.emit(completed)
        self.actions_table.set_possible(_A.PRINT_AGAIN, is_possible=True)

    def show_balance(self, balance: int) -> None:
        """Say how many points the member of the finished sale has now."""
        self._finished.show_balance(balance)

    def show_items(self, items: tuple[Item, ...], *, marks_first: bool) -> None:
        """Show search results under the scan field; the first may be marked for Enter."""
        if not self.field.text():
            return
        self._found = items
        found = tuple(
            Found(
                item.sku,
                language.name_of(item),
                item_code(item),
                formats.money(item.price) if item.price else self.tr("no price"),
            )
            for item in items
        )
        row = self._scan_row.geometry()
        below = row.bottom() + theme.px(4)
        end = self.letters.y() - theme.px(4) if self.has_letters else self.height()
        room = QRect(row.x(), below, row.width(), end - below)
        self.search_box.show_found(found, room)
        if marks_first:
            self.search_box.table.select(0)

    def hide_found(self) -> None:
        """Take the results away."""
        self.search_box.hide()

    def show_suspended(self, suspended: Sequence[Waiting]) -> None:
        """Say on the key how many wait."""
        self._waiting = tuple(suspended)
        count = len(self._waiting)
        self._first_row.keys[_A.RESUME].set_detail(f"({count})" if count else "")
        self.actions_table.set_possible(_A.RESUME, is_possible=count > 0)

    def explain_price(self) -> None:
        """Open, or go on with, the explanation of the marked line."""
        line = self.marked_line()
        if line is not None and self._basket is not None:
            self.why_panel.explain(line, self._basket.trace)
            self.open_panel(self.why_panel)

    def _on_why_stepped(self, step: int) -> None:
        self.table.move_mark(step)
        self.explain_price()

    def marked_line(self) -> PricedLine | None:
        """Give the line that the keys act on."""
        row = self.table.selected_row()
        return self.model.rows[row] if row is not None else None

    def take_typed(self) -> str:
        """Give what stands in the scan field, and empty it."""
        self.hide_found()
        return self._scan_row.take_text()

    def take_times(self) -> Quantity | None:
        """Give the number typed with ``×`` before an item, once."""
        return self._scan_row.take_times()

    def take_typed_quantity(self) -> Quantity | None:
        """Give the number in the scan field when it is one, and empty the field."""
        self.hide_found()
        return self._scan_row.take_quantity()

    def put_back(self, text: str) -> None:
        """Put a text back that was refused, marked, so that it can be mended or replaced."""
        self._scan_row.put_back(text)

    def leave_more(self) -> None:
        """Go back to the first row of keys."""
        self.scope = Scope.CHECKOUT
        self._second_row.hide()
        self._first_row.show()
        self.move_keyboard()

    # ------------------------------------------------------------------ words

    def retranslate(self) -> None:
        """Set the words."""
        self.field.setPlaceholderText(self.tr("Scan, or type a code, a name or its initials (F2)"))
        self.model.show_headings(
            (
                "#",
                self.tr("Item"),
                self.tr("Qty"),
                self.tr("Unit price"),
                self.tr("Off"),
                self.tr("Amount"),
            )
        )
        self._delegate.show_words(
            returned=self.tr("RETURN"), voided=self.tr("voided"), overridden=self.tr("new price:")
        )
        self.table.viewport().update()
        if self.search_box.isVisible():
            self.show_items(self._found, marks_first=self.search_box.marked() is not None)
        self._show_pay()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Results do not follow a change of size: they are shown anew at the next key."""
        super().resizeEvent(event)
        self.hide_found()

    def _show_pay(self) -> None:
        due = self._basket.payable if self._basket and self._basket.lines else None
        is_anything = bool(self._basket and self._basket.transaction.live_lines)
        words = ""
        if due is not None and due.minor <= 0 and is_anything:
            words = self.tr("REFUND") if due else self.tr("FINISH")
        self._pay.set_words(words)
        self._pay.set_detail(formats.money(abs(due)) if due is not None else "")

    def _show_possible(self) -> None:
        has_lines = bool(self._basket and self._basket.transaction.live_lines)
        for name in _NEEDS_BASKET:
            self.actions_table.set_possible(name, is_possible=has_lines)
        for name in _NEEDS_LINE:
            self.actions_table.set_possible(name, is_possible=has_lines)
        buyer = self._basket.transaction if self._basket else None
        has_member = buyer is not None and buyer.member is not None
        # A member or a coupon alone opens a transaction too, and there must be a way out of it.
        self.actions_table.set_possible(_A.VOID_TRANSACTION, is_possible=buyer is not None)
        has_coupons = has_member or bool(buyer and buyer.coupons)
        self.actions_table.set_possible(_A.COUPONS, is_possible=has_coupons)
        self.actions_table.set_possible(_A.POINTS, is_possible=has_member)
        self.actions_table.set_possible(_A.PRINT_AGAIN, is_possible=False)
        self._show_pay()

    # ------------------------------------------------------------------ keys

    def _on_entered(self, _text: str) -> None:
        sku = self.search_box.marked()
        text = self.take_typed()
        if sku is not None:
            self.item_taken.emit(sku)
        elif text:
            self.entered.emit(text)

    def _on_taken(self, sku: str) -> None:
        self.take_typed()
        self.item_taken.emit(sku)

    def _on_line_clicked(self, index: QModelIndex) -> None:
        self.table.select(index.row())

    def _on_focus_scan(self) -> None:
        self.field.selectAll()
        self.move_keyboard()

    def _on_clear(self) -> None:
        self.take_typed()

    def _on_more(self) -> None:
        self.hide_found()
        self.scope = Scope.MORE
        self._first_row.hide()
        self._second_row.show()
        self.move_keyboard()
