"""What happens when a cashier sells: from a scan to a line, from a key to a changed basket."""

from collections.abc import Callable, Sequence
from functools import partial

from pos_app.domain.catalog import Item
from pos_app.domain.identifiers import ReceiptNumber, TransactionId
from pos_app.domain.money import Money
from pos_app.domain.operators import Approval
from pos_app.domain.pricing.priced import PricedLine, PricedTransaction, VoidedTransaction
from pos_app.domain.quantity import Quantity, Unit
from pos_app.domain.scan_data import ScanData, Source
from pos_app.domain.settlement import CompletedTransaction
from pos_app.domain.transaction import Discount, SaleLine
from pos_app.errors import Refusal
from pos_app.services.counter import Counter
from pos_app.services.desk import Session
from pos_app.services.scan_outcome import Happening, ScanOutcome
from pos_app.ui import consent
from pos_app.ui.approving import Approvable, Approving
from pos_app.ui.ports import Front, Printing, ScreenName, Trouble
from pos_app.ui.screens.checkout.contract import CheckoutScreen, DiscountWanted, Waiting
from pos_app.ui.screens.checkout.put_aside import print_suspended_slip, print_void_slip
from pos_app.ui.shown_receipt import hand_over_copy


class CheckoutPresenter:
    """Takes what the cashier wants to the till thread and shows what came of it."""

    def __init__(
        self, view: CheckoutScreen, counter: Counter, front: Front, printing: Printing
    ) -> None:
        self._view = view
        self._counter = counter
        self._front = front
        self._printing = printing
        self.approving = Approving(view, front, lambda: counter.approvals)
        self.receipt_scanned: Callable[[ReceiptNumber], None] = self._on_receipt
        self._newest_search = ""
        self._weighing = ""
        self._completed: CompletedTransaction | None = None

    # ------------------------------------------------------------------ coming and going

    def on_shown(self) -> None:
        """Show the basket and what waits, as they are on the disk."""
        self._front.run(lambda: self._counter.checkout.basket(), self._on_come_back)
        self._front.run(lambda: self._counter.checkout.suspended(), self._view.show_suspended)

    def _on_come_back(self, basket: PricedTransaction | None) -> None:
        if basket is not None or self._completed is None:
            self._completed = None
            self.show_newest(basket)

    def reload(self) -> None:
        """Read the basket again, such as after a mistake of ours."""
        self._front.run(lambda: self._counter.checkout.basket(), self.show_newest)

    def forget(self) -> None:
        """Keep nothing of the one who signed off; an open basket is read again on coming back."""
        self._completed = None
        self._view.show_basket(None, None)

    def on_completed(self, completed: CompletedTransaction) -> None:
        """Show the change, and print: the sale is final already."""
        self._completed = completed
        self._front.notices.clear()
        self._front.navigator.go(ScreenName.CHECKOUT)
        self._view.show_completed(completed)
        self._printing.print_receipt(completed)

    # ------------------------------------------------------------------ ringing up

    def on_scan(self, scan: ScanData) -> None:
        """Take a scan, whatever is open on the screen."""
        times = self._view.take_times()
        self._front.run(
            lambda: self._counter.checkout.scan(scan, times),
            self._on_outcome,
            self._on_scan_refused,
        )

    def on_entered(self, text: str) -> None:
        """Take what was typed: a code, or else a name to look for."""
        times = self._view.take_times()
        self._newest_search = ""

        def on_outcome(outcome: ScanOutcome) -> None:
            if outcome.happening is Happening.SEARCH:  # several: the cashier chooses
                self._view.put_back(text)
                self._view.show_items(outcome.hits, marks_first=not text.isdigit())
            else:
                self._on_outcome(outcome)

        def on_refused(trouble: Trouble) -> None:
            if isinstance(trouble, Refusal) and trouble.code == "ITEM_NOT_FOUND":
                self._look_for(text, trouble)
            else:
                self._on_scan_refused(trouble)

        typed = ScanData(text, source=Source.TYPED)
        self._front.run(lambda: self._counter.checkout.scan(typed, times), on_outcome, on_refused)

    def on_searched(self, text: str) -> None:
        """Look for what is being typed; only the newest text counts."""
        self._newest_search = text
        if not text:
            self._view.hide_found()
            return

        def on_found(items: tuple[Item, ...]) -> None:
            if self._newest_search == text:
                self._view.show_items(items, marks_first=not text.isdigit())

        self._front.run(lambda: self._counter.checkout.search(text), on_found)

    def on_item_taken(self, sku: str) -> None:
        """Sell an item from the results."""
        times = self._view.take_times()
        self._newest_search = ""
        self._front.run(
            lambda: self._counter.checkout.add_item(sku, times),
            self._on_outcome,
            self._on_scan_refused,
        )

    def _look_for(self, text: str, refusal: Refusal) -> None:
        self._newest_search = text

        def on_found(items: tuple[Item, ...]) -> None:
            if not items:
                self._front.notices.trouble(refusal)
            self._view.put_back(text)
            if items and self._newest_search == text:
                self._view.show_items(items, marks_first=True)

        self._front.run(lambda: self._counter.checkout.search(text), on_found)

    def _on_scan_refused(self, trouble: Trouble) -> None:
        if isinstance(trouble, Refusal) and trouble.code == "WEIGHT_NEEDED":
            facts = {name: str(fact) for name, fact in trouble.facts.items()}
            self._weighing = facts["sku"]
            self._view.ask_weight(Unit(facts["unit"]), facts["name_zh"], facts["name_en"])
        else:
            self._front.notices.trouble(trouble)

    def _on_outcome(self, outcome: ScanOutcome) -> None:
        if outcome.happening is Happening.RECEIPT and outcome.receipt is not None:
            self.receipt_scanned(outcome.receipt)
            return
        if outcome.happening is Happening.OPERATOR_BADGE:
            if not self._view.offer_badge(outcome.operator_number):
                self._front.notices.trouble(Refusal("BADGE_NOT_NEEDED_HERE"))
            return
        if outcome.happening is not Happening.COUNT_CODE:  # which is no matter of this sale
            self._completed = None
            self._view.close_panel()
            self._show(outcome.basket, outcome.line)
        if outcome.notice:
            self._front.notices.tell(outcome.notice)

    def _on_receipt(self, _receipt: ReceiptNumber) -> None:
        self._front.navigator.go(ScreenName.RETURNS)

    # ------------------------------------------------------------------ changing a line

    def on_quantity(self) -> None:
        """F3: a number typed before it counts at once; otherwise ask."""
        line = self._sale_line()
        if line is None:
            return
        typed = self._view.take_typed_quantity()
        if typed is None:
            self._weighing = ""
            self._view.ask_quantity(line)
        else:
            self._set_quantity(line, typed)

    def on_quantity_answered(self, quantity: Quantity) -> None:
        """Take the panel's number: a weight that was asked for, or the marked line's quantity."""
        sku = self._weighing  # until the panel asks something else: a refused weight is mended
        if sku:
            self.approving.attempt(
                lambda _alone: self._counter.checkout.add_item(sku, quantity),
                self._on_outcome,
                self._on_scan_refused,
            )
            return
        line = self._view.marked_line()
        if line is not None:
            self._set_quantity(line, quantity)

    def on_price(self) -> None:
        """F5: ask for a new price."""
        line = self._sale_line()
        if line is not None and isinstance(line.line, SaleLine):
            self._view.ask_price(line, line.line.unit_price)

    def on_price_answered(self, price: Money, reason: str) -> None:
        """Take a new price for the marked line."""
        line = self._view.marked_line()
        if line is not None:
            number = line.line.number
            self._change(
                number,
                lambda approval: self._counter.checkout.override_price(
                    number, price, reason, approval
                ),
                consent.of_override(line, price),
            )

    def on_discount(self) -> None:
        """F4: ask what is taken off the marked line, or off the whole."""
        line = self._view.marked_line()
        is_sale = line is not None and isinstance(line.line, SaleLine) and not line.line.is_voided
        self._view.ask_discount(line if is_sale else None)

    def on_discount_answered(self, wanted: DiscountWanted) -> None:
        """Take something off."""
        session = self._front.attendance.session
        line = self._view.marked_line()
        if session is None or (line is None and not wanted.is_whole):
            return
        discount = Discount(
            wanted.reason, session.operator.id, rate_ppm=wanted.rate_ppm, amount=wanted.amount
        )
        number = line.line.number if line and not wanted.is_whole else None

        def reduce(approval: Approval | None) -> PricedTransaction:
            checkout = self._counter.checkout
            if number is None:
                return checkout.discount_transaction(discount, approval)
            return checkout.discount_line(number, discount, approval)

        self._change(
            number, reduce, consent.of_discount(discount, None if wanted.is_whole else line)
        )

    def on_discounts_removed(self) -> None:
        """Take the discounts on the whole transaction off again."""
        self._front.run(lambda: self._counter.checkout.remove_discounts(), self._changed(None))

    def on_note(self) -> None:
        """Ask for a note on the marked line."""
        line = self._view.marked_line()
        if line is not None:
            self._view.ask_note(line.line.note)

    def on_note_answered(self, text: str) -> None:
        """Write a note on the marked line."""
        line = self._view.marked_line()
        if line is not None:
            number = line.line.number
            self._front.run(
                lambda: self._counter.checkout.note(number, text), self._changed(number)
            )

    def on_void_line(self) -> None:
        """Take the marked line off."""
        line = self._view.marked_line()
        if line is not None:
            number = line.line.number
            self._change(
                None,
                lambda approval: self._counter.checkout.void_line(number, approval),
                consent.of_line(line),
            )

    def on_field_missing(self) -> None:
        """Say that the panel wants a number."""
        self._front.notices.trouble(Refusal("NUMBER_MISSING"))

    def on_reason_missing(self) -> None:
        """Say that the panel wants a reason."""
        self._front.notices.trouble(Refusal("REASON_MISSING"))

    # ------------------------------------------------------------------ the whole of it

    def on_void_transaction(self) -> None:
        """Ask before everything is dropped."""
        self._view.ask_void()

    def on_void_answered(self, reason: str) -> None:
        """Drop the transaction."""
        self.approving.attempt(
            lambda approval: self._counter.checkout.void_transaction(reason, approval),
            partial(self._on_voided, reason),
        )

    def on_suspend(self) -> None:
        """Ask for a name to find it by."""
        self._view.ask_suspend()

    def on_suspend_answered(self, label: str) -> None:
        """Put the transaction aside."""
        self.approving.attempt(
            lambda _alone: (
                self._counter.checkout.basket(),
                self._counter.checkout.suspend(label),
            ),
            self._on_suspended,
        )

    def on_resume(self) -> None:
        """Show what waits."""
        self._view.ask_resume()

    def on_resume_answered(self, key: bytes) -> None:
        """Take one up again."""
        wanted = TransactionId(key)
        self.approving.attempt(
            lambda _alone: self._counter.checkout.resume(wanted), self._on_resumed
        )

    def on_print_again(self) -> None:
        """Print what the printer could not; else the sale just finished once more, as a copy."""
        if again := self._printing.print_again():
            self._front.notices.tell("SENT_TO_PRINTER_AGAIN", count=again)
        elif self._completed is not None:
            receipt = self._completed.receipt
            self.approving.attempt(
                lambda approval: self._counter.history.reprint(receipt, approval),
                partial(hand_over_copy, self._front, self._printing),
                about={"detail": str(receipt)},
            )

    def on_training(self) -> None:
        """Begin training, or go back to real trade."""
        if self._counter.is_training:
            self.approving.attempt(
                lambda _alone: self._counter.leave_training(), self._on_training_changed
            )
        else:
            self.approving.attempt(
                lambda approval: self._counter.enter_training(approval), self._on_training_changed
            )

    # ------------------------------------------------------------------ showing

    def _sale_line(self) -> PricedLine | None:
        line = self._view.marked_line()
        if line is None or line.line.is_voided or not isinstance(line.line, SaleLine):
            self._front.notices.trouble(Refusal("CHOOSE_A_SALE_LINE"))
            return None
        return line

    def _set_quantity(self, line: PricedLine, quantity: Quantity) -> None:
        number = line.line.number
        self.approving.attempt(
            lambda _alone: self._counter.checkout.set_quantity(number, quantity),
            self._changed(number),
        )

    def _change(self, number: int | None, operation: Approvable, about: dict[str, object]) -> None:
        self.approving.attempt(operation, self._changed(number), about=about)

    def _changed(self, number: int | None) -> Callable[[PricedTransaction], None]:
        def on_changed(basket: PricedTransaction) -> None:
            self._view.close_panel()
            self._show(basket, number)

        return on_changed

    def _show(self, basket: PricedTransaction | None, number: int | None) -> None:
        self._front.notices.clear()
        self._view.show_basket(basket, number)

    def show_newest(self, basket: PricedTransaction | None) -> None:
        """Show a basket that was read, or changed from elsewhere."""
        self._view.show_basket(basket, None)

    def _on_voided(self, reason: str, voided: VoidedTransaction) -> None:
        self._view.close_panel()
        self._show(None, None)
        print_void_slip(self._front, self._printing, voided, reason)
        self._front.notices.tell("TRANSACTION_VOIDED")

    def _on_suspended(self, done: tuple[PricedTransaction | None, Sequence[Waiting]]) -> None:
        basket, waiting = done
        self._view.close_panel()
        self._show(None, None)
        self._view.show_suspended(waiting)
        if basket is not None:
            entry = next(entry for entry in waiting if entry.id == basket.transaction.id)
            print_suspended_slip(self._front, self._printing, basket, entry)
        self._front.notices.tell("TRANSACTION_SUSPENDED")

    def _on_resumed(self, basket: PricedTransaction) -> None:
        self._view.close_panel()
        self._completed = None
        self._show(basket, None)
        self._front.run(lambda: self._counter.checkout.suspended(), self._view.show_suspended)

    def _on_training_changed(self, session: Session) -> None:
        self._view.close_panel()
        self._completed = None
        self._front.notices.clear()
        self._front.attendance.note(session)
        self.on_shown()
        self._front.notices.tell("TRAINING_ON" if session.is_training else "TRAINING_OFF")
