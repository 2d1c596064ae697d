"""Taking tenders until nothing is owed; then the sale is final and the selling screen shows it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final, Protocol

from pos_app.domain.money import Money
from pos_app.domain.operators import Approval
from pos_app.domain.pricing.priced import PricedTransaction
from pos_app.domain.scan_data import ScanData
from pos_app.domain.settlement import CompletedTransaction
from pos_app.domain.stored_value import read_card_number
from pos_app.domain.tender import CardSlip
from pos_app.errors import Refusal
from pos_app.services.counter import Counter
from pos_app.services.scan_outcome import Happening, ScanOutcome
from pos_app.services.tendering import TenderOutcome
from pos_app.ui.approving import Approving
from pos_app.ui.ports import Front, ScreenName, Trouble

_ENDED: Final = "COUPON_ENDED_IN_BASKET"


class TenderScreen(Protocol):
    """What the view must offer."""

    def show_basket(
        self, basket: PricedTransaction, cash_due: Money, quick: tuple[Money, ...]
    ) -> None:
        """Say what is owed and what was taken."""

    def show_coupon(self, number: str) -> None:
        """Bring a maker's coupon that was scanned to the front."""

    def take_gift_card(self, number: str) -> bool:
        """Fill a scan into the gift card in front; False when another way to pay is."""

    def show_change(self, change: Money | None) -> None:
        """Say what would be handed back."""

    def ask_approval(self, facts: dict[str, object]) -> None:
        """Ask for a second person."""

    def close_panel(self) -> None:
        """Close whatever panel is open."""


@dataclass(frozen=True, slots=True)
class _Owed:
    """What the screen shows, read in one go on the till thread."""

    basket: PricedTransaction
    cash_due: Money
    quick: tuple[Money, ...]


class TenderPresenter:
    """Takes amounts to the till thread; ``completed`` hears of a finished transaction."""

    def __init__(
        self,
        view: TenderScreen,
        counter: Counter,
        front: Front,
        completed: Callable[[CompletedTransaction], None],
    ) -> None:
        self._view = view
        self._counter = counter
        self._front = front
        self._completed = completed
        self._owed: _Owed | None = None
        self.approving = Approving(view, front, lambda: counter.approvals)

    def on_begin(self) -> None:
        """Come from the selling screen; stay there when there is nothing to settle."""
        self._front.run(self._begin, self._on_begun)

    def on_scan(self, scan: ScanData) -> None:
        """Sell one more item as long as no tender was taken; a pay code is answered in words.

        With a gift card in front it is the card's number; a maker's coupon comes to the front.
        """
        if _may_be_gift_card(scan.text) and self._view.take_gift_card(scan.text):
            return

        def add() -> tuple[_Owed, ScanOutcome]:
            outcome = self._counter.checkout.scan(scan)
            return self._read(), outcome

        def on_added(added: tuple[_Owed, ScanOutcome]) -> None:
            owed, outcome = added
            if outcome.happening is Happening.COUNT_CODE:  # no matter of what is being paid
                self._front.notices.tell(outcome.notice)
                return
            is_more = self._owed is not None and owed.basket != self._owed.basket
            self._show(owed)
            if is_more:
                self._front.notices.tell("ADDED_WHILE_PAYING")

        def on_refused(trouble: Trouble) -> None:
            if trouble.code == "COUPON_CODE_HERE":
                self._view.show_coupon(scan.text)
            else:
                self._front.notices.trouble(trouble)

        self._front.run(add, on_added, on_refused)

    def on_cash_edited(self, typed: Money | None) -> None:
        """Work out the change while the amount is typed."""
        if typed is None or self._owed is None or self._owed.cash_due.minor < 0:
            self._view.show_change(None)
            return
        change = typed - self._owed.cash_due
        self._view.show_change(change if change.minor >= 0 else None)

    def on_cash(self, amount: Money | None) -> None:
        """Take cash, or give it back."""
        if amount is None:
            self._front.notices.trouble(Refusal("CASH_AMOUNT_MISSING"))
            return
        signed = self._signed(amount)
        self.approving.attempt(
            lambda approval: self._after(self._counter.tendering.tender_cash(signed, approval)),
            self._on_outcome,
            self._on_refused,
        )

    def on_card(self, amount: Money | None, slip: CardSlip) -> None:
        """Note what the terminal approved."""
        if amount is None:
            self._front.notices.trouble(Refusal("NUMBER_MISSING"))
            return
        signed = self._signed(amount)
        self.approving.attempt(
            lambda approval: self._after(
                self._counter.tendering.tender_card(signed, slip, approval)
            ),
            self._on_outcome,
            self._on_refused,
        )

    def on_coupon(self, number: str, typed: Money | None, lines: tuple[int, ...]) -> None:
        """Take a maker's coupon for goods of this basket."""
        if not number:
            self._front.notices.trouble(Refusal("NUMBER_MISSING"))
            return
        self.approving.attempt(
            lambda _alone: self._after(self._counter.tendering.tender_coupon(number, lines, typed)),
            self._on_outcome,
            self._on_refused,
        )

    def on_gift_card(self, number: str, amount: Money | None) -> None:
        """Have an amount of a gift card held and take it; a refund goes back onto the card."""
        if amount is None:
            self._front.notices.trouble(Refusal("NUMBER_MISSING"))
            return
        signed = self._signed(amount)

        def take(approval: Approval | None) -> CompletedTransaction | _Owed:
            tendering = self._counter.tendering
            if signed.minor < 0:
                return self._after(tendering.refund_stored_value(signed, approval))
            return self._after(tendering.tender_stored_value(number, signed))

        self.approving.attempt(take, self._on_outcome, self._on_refused)

    def on_even(self) -> None:
        """Finish when nothing is owed either way."""
        self.approving.attempt(
            lambda _alone: self._after(self._counter.tendering.complete_even()),
            self._on_outcome,
            self._on_refused,
        )

    def on_wallet(self) -> None:
        """Say that wallets are not connected."""
        self._front.notices.trouble(Refusal("WALLET_NOT_CONNECTED"))

    def on_removed(self, number: int) -> None:
        """Take a tender out again."""

        def remove(_alone: Approval | None) -> _Owed:
            self._counter.tendering.remove_tender(number)
            return self._read()

        self.approving.attempt(remove, self._show)

    def _read(self) -> _Owed:
        tendering = self._counter.tendering
        basket = self._counter.checkout.basket()
        if basket is None:
            raise Refusal("NO_OPEN_TRANSACTION")
        return _Owed(basket, tendering.cash_due(), tendering.quick_amounts())

    def _begin(self) -> tuple[_Owed, bool]:
        is_priced_anew = self._counter.tendering.begin()
        return self._read(), is_priced_anew

    def _after(self, outcome: TenderOutcome) -> CompletedTransaction | _Owed:
        return outcome.completed or self._read()

    def _on_begun(self, begun: tuple[_Owed, bool]) -> None:
        owed, is_priced_anew = begun
        self._front.navigator.go(ScreenName.TENDER)
        self._show(owed)
        if is_priced_anew:
            self._front.notices.tell(_ENDED)

    def _on_refused(self, trouble: Trouble) -> None:
        """Show the price without a coupon that ended before this very moment."""
        if trouble.code == _ENDED:
            self._front.run(self._begin, self._on_begun)
        else:
            self._front.notices.trouble(trouble)

    def _show(self, owed: _Owed) -> None:
        self._front.notices.clear()
        self._owed = owed
        self._view.show_basket(owed.basket, owed.cash_due, owed.quick)

    def _on_outcome(self, outcome: CompletedTransaction | _Owed) -> None:
        if isinstance(outcome, _Owed):
            self._show(outcome)
        else:
            self._owed = None
            self._completed(outcome)

    def _signed(self, amount: Money) -> Money:
        """Give what is typed its direction: a refund goes out, quick amounts have it already."""
        is_refund = self._owed is not None and self._owed.basket.due.minor < 0
        return -abs(amount) if is_refund else amount


def _may_be_gift_card(text: str) -> bool:
    """Tell a card's number from what is far too long for one, such as a member code."""
    try:
        read_card_number(text)
    except Refusal:
        return False
    return True
