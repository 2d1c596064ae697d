"""The payment screen: what is owed, what was taken, and one way to pay at a time."""

from PySide6.QtCore import QModelIndex, Signal
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QSizePolicy,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from pos_app.domain.maker_coupon import CouponReference
from pos_app.domain.money import Money
from pos_app.domain.pricing.priced import PricedTransaction
from pos_app.domain.stored_value import ValueReference
from pos_app.domain.tender import CardSlip, TenderLine, TenderType
from pos_app.ui import formats, theme
from pos_app.ui.action_names import QUICK_KEYS, ActionName, Scope
from pos_app.ui.actions import Actions
from pos_app.ui.screen import Screen
from pos_app.ui.screens.tender.methods import (
    CardPage,
    CashPage,
    Method,
    MethodPage,
    WalletPage,
)
from pos_app.ui.screens.tender.paper_pages import CouponPage, GiftCardPage
from pos_app.ui.widgets.buttons import ActionButton
from pos_app.ui.widgets.function_key import FunctionKey
from pos_app.ui.widgets.keypad import Keypad
from pos_app.ui.widgets.label import ElidedLabel, FittedAmount, text_label
from pos_app.ui.widgets.table import RIGHT, Column, SnapshotModel, SnapshotTable

_A = ActionName
_METHOD_KEYS = {
    Method.CASH: _A.TENDER_CASH,
    Method.CARD: _A.TENDER_CARD,
    Method.WECHAT: _A.TENDER_WECHAT,
    Method.ALIPAY: _A.TENDER_ALIPAY,
    Method.COUPON: _A.TENDER_COUPON,
    Method.GIFT_CARD: _A.TENDER_GIFT_CARD,
}
_RIGHT_WIDTH = 444


class TenderView(Screen):
    """Shows what is owed and takes amounts.

    Signals: ``cash_taken(object)`` with the Money typed or None; ``card_taken(object, CardSlip)``;
    ``cash_edited(object)`` while typing; ``even_taken()`` when nothing is owed either way;
    ``wallet_taken()`` for WeChat and Alipay; ``coupon_taken(str, object, tuple)`` with a maker's
    coupon's number, the Money typed or None, and the lines it is for; ``gift_card_taken(str,
    object)`` with number and Money or None; ``tender_removed(int)`` with the tender's number;
    ``basket_shown(PricedTransaction)`` with what is paid now.
    """

    scope = Scope.TENDER
    basket_shown = Signal(object)
    cash_taken = Signal(object)
    cash_edited = Signal(object)
    card_taken = Signal(object, CardSlip)
    even_taken = Signal()
    wallet_taken = Signal()
    coupon_taken = Signal(str, object, tuple)
    gift_card_taken = Signal(str, object)
    tender_removed = Signal(int)

    def __init__(self, actions: Actions, currency: str) -> None:
        super().__init__(actions)
        self._basket: PricedTransaction | None = None
        self._cash_due: Money | None = None
        self.method = Method.CASH
        self.cash = CashPage(actions, currency)
        self.card = CardPage(actions, currency)
        self.coupon = CouponPage(actions, currency)
        self.gift_card = GiftCardPage(currency)
        self._pages: dict[Method, MethodPage] = {
            Method.CASH: self.cash,
            Method.CARD: self.card,
            Method.WECHAT: WalletPage(Method.WECHAT),
            Method.ALIPAY: WalletPage(Method.ALIPAY),
            Method.COUPON: self.coupon,
            Method.GIFT_CARD: self.gift_card,
        }
        self._stack = QStackedWidget()
        for page in self._pages.values():
            self._stack.addWidget(page)
        self.model: SnapshotModel[TenderLine] = SnapshotModel(
            (
                Column(52, lambda tender: str(tender.number)),
                Column(0, self._name, is_strong=True),
                Column(180, self._amount, RIGHT, is_strong=True),
            ),
            self,
        )
        self.table = SnapshotTable(self.model, 52)
        self._due_name = text_label("title")
        self._due = FittedAmount("total", 120, 76)
        self._about = ElidedLabel("caption")
        self._method_keys = {
            method: FunctionKey(actions[name], "tender") for method, name in _METHOD_KEYS.items()
        }
        self._take = ActionButton(actions[_A.TAKE_TENDER], "pay")
        self._back = ActionButton(actions[_A.BACK])
        self._remove = ActionButton(actions[_A.REMOVE_TENDER], "danger")
        self.keypad = Keypad()
        self._lay_out()
        self._connect(actions)
        self.show_method(Method.CASH)
        self.retranslate()

    # ------------------------------------------------------------------ building

    def _lay_out(self) -> None:
        due_card = _card()
        due = QVBoxLayout(due_card)
        due.setContentsMargins(theme.px(18), theme.px(10), theme.px(18), theme.px(10))
        line = QHBoxLayout()
        line.addWidget(self._due_name)
        line.addWidget(self._due, 1)
        due.addLayout(line)
        due.addWidget(self._about)
        taken_card = _card()
        taken = QVBoxLayout(taken_card)
        taken.setContentsMargins(theme.px(3), theme.px(3), theme.px(3), theme.px(3))
        taken.addWidget(self.table)
        method_card = _card()
        method = QVBoxLayout(method_card)
        method.setContentsMargins(theme.px(16), theme.px(12), theme.px(16), theme.px(14))
        method.setSpacing(theme.px(10))
        keys = QHBoxLayout()
        keys.setSpacing(theme.px(8))
        for key in self._method_keys.values():
            key.setCheckable(True)
            keys.addWidget(key, 1)
        method.addLayout(keys)
        method.addWidget(self._stack)
        left = QVBoxLayout()
        left.setSpacing(theme.px(8))
        self._taken_card = taken_card
        left.addWidget(due_card, 1)
        left.addWidget(taken_card, 2)
        left.addWidget(method_card)
        left.addWidget(self.confirm_panel)
        left.addWidget(self.approval_panel)
        left.addLayout(self.letters_place)
        left.addLayout(self._bottom())
        outer = QHBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(theme.px(10))
        outer.addLayout(left, 1)
        outer.addWidget(self._side())

    def _bottom(self) -> QHBoxLayout:
        bottom = QHBoxLayout()
        bottom.setSpacing(theme.px(8))
        bottom.addWidget(self._back, 1)
        bottom.addWidget(self._remove, 1)
        return bottom

    def _side(self) -> QWidget:
        side = QWidget()
        side.setFixedWidth(theme.px(_RIGHT_WIDTH))
        right = QVBoxLayout(side)
        right.setContentsMargins(0, 0, 0, 0)
        right.setSpacing(theme.px(8))
        assert self.keypad is not None
        right.addWidget(self.keypad, 1)
        right.addWidget(self._take)
        return side

    def _connect(self, actions: Actions) -> None:
        self.cash.edited.connect(self.cash_edited)
        self.cash.quick_taken.connect(self.cash_taken)
        self.cash.entered.connect(self._on_take)
        self.card.entered.connect(self._on_take)
        self.card.owner_changed.connect(self.move_keyboard)
        for page in (self.coupon, self.gift_card):
            page.entered.connect(self._on_take)
            page.owner_changed.connect(self.move_keyboard)
        self.table.clicked.connect(self._on_tender_clicked)
        for name in QUICK_KEYS:
            actions[name].triggered.connect(self._on_quick)
        actions[_A.TAKE_TENDER].triggered.connect(self._on_take)
        actions[_A.REMOVE_TENDER].triggered.connect(self._on_remove)

    # ------------------------------------------------------------------ what the desk asks

    def home_field(self) -> QWidget:
        """Type into the field of the way to pay."""
        return self._pages[self.method].owner()

    def on_step(self, step: int) -> None:
        """Mark a tender; with a coupon in hand, the goods it is for."""
        if self.method is Method.COUPON:
            self.coupon.step(step)
        else:
            self.table.move_mark(step)

    def show_letters_place(self, *, is_open: bool) -> None:
        """Let what was taken so far give way while a code in letters is typed."""
        self._taken_card.setVisible(bool(self.model.rows) and not is_open)

    # ------------------------------------------------------------------ what the presenter shows

    def show_basket(
        self, basket: PricedTransaction, cash_due: Money, quick: tuple[Money, ...]
    ) -> None:
        """Say what is still owed, what was taken, and which notes are likely."""
        self._basket, self._cash_due = basket, cash_due
        self.model.show_rows(basket.transaction.tenders)
        self.table.select(len(self.model.rows) - 1)
        self.actions_table.set_possible(_A.REMOVE_TENDER, is_possible=bool(self.model.rows))
        self._taken_card.setVisible(bool(self.model.rows) and not self.has_letters)
        self.cash.show_quick(quick if cash_due else (), is_refund=basket.payable.minor < 0)
        self.cash.field.clear()
        self.cash.show_change(None)
        self.card.begin(basket.due)
        self.coupon.begin(basket.lines)
        self.gift_card.begin(basket.due)
        self.retranslate()
        self.move_keyboard()
        self.basket_shown.emit(basket)

    def show_method(self, method: Method) -> None:
        """Bring a way to pay to the front."""
        self.method = method
        for name, page in self._pages.items():  # the one in front takes the height it needs
            policy = QSizePolicy.Policy.Preferred if name is method else QSizePolicy.Policy.Ignored
            page.setSizePolicy(QSizePolicy.Policy.Preferred, policy)
        self._stack.setCurrentWidget(self._pages[method])
        for name, key in self._method_keys.items():
            key.setChecked(name is method)
        if self._basket is not None and method is Method.CARD:
            self.card.begin(self._basket.due)
        self.retranslate()
        self.move_keyboard()

    def show_coupon(self, number: str) -> None:
        """Bring a maker's coupon that was scanned to the front."""
        self.show_method(Method.COUPON)
        self.coupon.take_number(number)

    def take_gift_card(self, number: str) -> bool:
        """Fill a scan into the gift card in front; False when another way to pay is."""
        if self.method is not Method.GIFT_CARD:
            return False
        self.gift_card.take_number(number)
        return True

    def show_change(self, change: Money | None) -> None:
        """Say what would be handed back."""
        self.cash.show_change(change)

    # ------------------------------------------------------------------ words

    def retranslate(self) -> None:
        """Set the words."""
        if self._basket is None or self._cash_due is None:
            return
        due, payable = self._basket.due, self._basket.payable
        is_cash, is_refund = self.method is Method.CASH, payable.minor < 0
        so_far = self.tr("Given back so far") if is_refund else self.tr("Received so far")
        self.model.show_headings(("#", so_far, self.tr("Amount")))
        self._due_name.setText(self.tr("To refund") if is_refund else self.tr("To pay"))
        self._due.setText(formats.money(abs(self._shown_due())))
        total = self.tr("Refund {amount}") if is_refund else self.tr("Total {amount}")
        about = [total.replace("{amount}", formats.money(abs(payable)))]
        if self._basket.discount:
            saved = self.tr("Discounts {amount}")
            about.append(saved.replace("{amount}", formats.money(-self._basket.discount)))
        self._take.set_words(self.tr("Give refund") if is_refund else "")
        if not self._shown_due():
            self._take.set_words(self.tr("Finish"))
        if is_cash and self._cash_due != due:
            rounded = self.tr("rounded in cash from {amount}")
            about.append(rounded.replace("{amount}", formats.money(abs(due))))
        self._about.setText("   ·   ".join(about))
        for key in self._method_keys.values():
            key.refresh()
        self.table.viewport().update()

    def _shown_due(self) -> Money:
        """Say what is open by the way to pay in front: cash may be rounded, to nothing even."""
        assert self._basket is not None
        assert self._cash_due is not None
        return self._cash_due if self.method is Method.CASH else self._basket.due

    def _amount(self, tender: TenderLine) -> str:
        is_refund = self._basket is not None and self._basket.payable.minor < 0
        return formats.money(-tender.amount if is_refund else tender.amount)

    def _name(self, tender: TenderLine) -> str:
        if tender.tender_type is TenderType.CARD and tender.card is not None:
            card = tender.card
            slip = f"{card.brand} ****{card.last_four}  {card.approval_code}"
            return "  ".join((self.tr("Card"), slip))
        if tender.tender_type is TenderType.COUPON:
            number = CouponReference.parse(tender.reference).number
            return "  ".join((self.tr("Maker's coupon"), number))
        if tender.tender_type is TenderType.STORED_VALUE:
            account = ValueReference.parse(tender.reference).account
            return "  ".join((self.tr("Gift card"), account))
        return self.tr("Cash")

    # ------------------------------------------------------------------ keys

    def _on_take(self) -> None:
        if not self.isVisible():
            return
        if self._basket is not None and not self._shown_due():
            self.even_taken.emit()
        elif self.method is Method.CASH:
            self.cash_taken.emit(self.cash.field.money())
        elif self.method is Method.CARD:
            self.card_taken.emit(self.card.amount.money(), CardSlip(*self.card.slip()))
        elif self.method is Method.COUPON:
            self.coupon_taken.emit(*self.coupon.coupon(), self.coupon.lines())
        elif self.method is Method.GIFT_CARD:
            self.gift_card_taken.emit(*self.gift_card.card())
        else:
            self.wallet_taken.emit()

    def _on_quick(self) -> None:
        name = ActionName[self.sender().objectName()]
        self._pages[self.method].on_quick(QUICK_KEYS.index(name))

    def _on_remove(self) -> None:
        row = self.table.selected_row()
        if row is not None:
            self.tender_removed.emit(self.model.rows[row].number)

    def _on_tender_clicked(self, index: QModelIndex) -> None:
        self.table.select(index.row())


def _card() -> QFrame:
    card = QFrame()
    card.setProperty("role", "card")
    return card
