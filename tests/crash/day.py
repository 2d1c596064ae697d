"""One scripted trading day on the real services: every kind of act that may not be lost.

After each act has returned, one line goes to the acknowledgements: from then on a customer, an
operator or a printer may rely on it.

    step NAME                    from here on it is this part of the day
    ready                        the till is set up
    done KIND RECEIPT TOTAL      a finished transaction: its receipt may be printed now
    basket LINES TOTAL | -       the open transaction as it is shown
    waiting COUNT                so many are suspended
    row KIND                     the journal has one more row of this kind
    items COUNT GENERATION       the catalogue in force, and the how-manieth it is
    copy NAME RECEIPTS           a backup is whole and holds so many finished transactions
    older, migrated              a file of the old version is there, then one of the new
    spare, restored              a second backup is whole; it is in the till's place
    fault CODE                   the act failed for the world's sake; nothing is owed
    refused CODE                 so did this one, because of an earlier one that failed
"""

import os
from collections.abc import Callable
from pathlib import Path

from pos_app.domain.identifiers import BusinessDate
from pos_app.domain.money import Money
from pos_app.domain.quantity import Quantity
from pos_app.domain.scan_data import ScanData, Source
from pos_app.domain.settlement import CompletedTransaction
from pos_app.domain.shop import ReasonFor
from pos_app.domain.tender import CardSlip
from pos_app.domain.transaction import Discount
from pos_app.errors import EnvironmentFault, Refusal
from pos_app.services.counter import Counter
from pos_app.services.tendering import TenderOutcome
from tests.crash.coupons import CouponActs
from tests.crash.points import PointsActs

CARD = CardSlip("UnionPay", "4242", "A1B2C3")


class Acks:
    """The line to the outside world: one write for each line, so that it stands in the trace."""

    def __init__(self, path: Path) -> None:
        self.folder = path.parent
        self._out = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)

    def say(self, *words: object) -> None:
        os.write(self._out, (" ".join(map(str, words)) + "\n").encode())


class Day:
    """The day's acts, each small; a fault ends its act and the day goes on, as in a shop."""

    def __init__(
        self,
        counter: Counter,
        acks: Acks,
        date: str,
        pin: tuple[str, str],
        between: Callable[[], None] = lambda: None,
    ) -> None:
        self._counter = counter
        self._between = between
        self._acks = acks
        self._date = BusinessDate(date)
        self._pin = pin
        self._currency = counter.profile.currency
        self._receipts: list[CompletedTransaction] = []

    def trade(self, rounds: int = 1) -> None:
        """Open, sell in every way, take back, count and close."""
        self.act("sign on", self._sign_on)
        self.act("open the day", self._open)
        for number in range(rounds):
            self.act("sale by cash", lambda number=number: self._sell_for_cash(number))
            self.act("sale by card", self._sell_by_card)
            self.act("mixed tenders", self._sell_for_both)
            self.act("suspend, resume", self._suspend_and_resume)
            self.act("void", self._void)
            self.act("return", self._take_back)
            self.act("cash in and out", self._move_cash)
            self.act("post void", self._post_void)
            CouponActs(self._counter, self).trade(f"{self._date}/{number}")
            PointsActs(self._counter, self).trade()
        self.act("close the shift", self._close_shift)
        self.act("close the day", self._close_day)

    def act(self, name: str, act: Callable[[], None]) -> None:
        self._acks.say("step", name)
        self._between()
        try:
            act()
        except EnvironmentFault as fault:
            self._acks.say("fault", fault.code)
        except Refusal as refusal:  # of what an earlier fault has left undone
            self._acks.say("refused", refusal.code)

    # ---- the acts -------------------------------------------------------------------------

    def _sign_on(self) -> None:
        self._counter.sign_on.sign_on(*self._pin)
        self._acks.say("row sign_on")

    def _open(self) -> None:
        shifts = self._counter.shifts
        if shifts.status().business_date is None:
            shifts.open_day(self._date)
        shifts.open_shift(self._counts(20))
        self._acks.say("row shift_open")

    def ring_up(self, *skus: str) -> None:
        for sku in skus:
            self._counter.checkout.add_item(sku)
            self.show_basket()

    def _sell_for_cash(self, number: int) -> None:
        self.ring_up("100001", "100002", f"{100013 + number % 10}")
        checkout = self._counter.checkout
        checkout.scan(ScanData("9520102000025", source=Source.TYPED))
        self.show_basket()
        checkout.set_quantity(1, Quantity.of(3))
        self.show_basket()
        checkout.void_line(2)
        self.show_basket()
        due = self._counter.tendering.cash_due()
        self._complete(self._counter.tendering.tender_cash(due + self._money(10_000)))

    def _sell_by_card(self) -> None:
        self.ring_up("100004", "100005")
        reason = self.reason(ReasonFor.DISCOUNT)
        operator = self._operator()
        checkout = self._counter.checkout
        checkout.discount_line(1, Discount(reason, operator, rate_ppm=50_000))
        self.show_basket()
        checkout.discount_transaction(Discount(reason, operator, amount=self._money(30)))
        self.show_basket()
        self._complete(self._counter.tendering.tender_card(self._due(), CARD))

    def _sell_for_both(self) -> None:
        self.ring_up("100006", "100007", "100008")
        reason = self.reason(ReasonFor.PRICE_OVERRIDE)
        checkout = self._counter.checkout
        shown = checkout.basket()
        assert shown is not None
        price = shown.lines[0].extended
        checkout.override_price(1, self._money(price.minor - 5), reason)
        self.show_basket()
        self._counter.tendering.tender_card(self._money(100), CARD)
        self.show_basket()
        self._complete(self._counter.tendering.tender_cash(self._counter.tendering.cash_due()))

    def _suspend_and_resume(self) -> None:
        self.ring_up("100009", "100011")
        waiting = self._counter.checkout.suspend("蓝色购物车")
        self._acks.say("basket -")
        self._acks.say("waiting", len(waiting))
        self.ring_up("100012")
        self._complete(self._counter.tendering.tender_cash(self._counter.tendering.cash_due()))
        self._counter.checkout.resume(waiting[-1].id)
        self.show_basket()
        self._acks.say("waiting", len(waiting) - 1)
        self._complete(self._counter.tendering.tender_card(self._due(), CARD))

    def _void(self) -> None:
        self.ring_up("100013", "100014")
        self._counter.checkout.void_transaction(self.reason(ReasonFor.VOID))
        self._acks.say("basket -")
        self._acks.say("row void")

    def _take_back(self) -> None:
        if not self._receipts:
            return
        sold = self._receipts[0]
        self._counter.returns.return_line(
            sold.receipt, 1, Quantity.of(1), self.reason(ReasonFor.RETURN)
        )
        self.show_basket()
        self._complete(self._counter.tendering.tender_cash(self._counter.tendering.cash_due()))
        self._receipts.pop(0)

    def _move_cash(self) -> None:
        shifts = self._counter.shifts
        for kind, move in (
            (ReasonFor.PAID_IN, shifts.paid_in),
            (ReasonFor.PAID_OUT, shifts.paid_out),
            (ReasonFor.TENDER_LOAN, shifts.loan),
            (ReasonFor.TENDER_PICKUP, shifts.pickup),
        ):
            move(self._money(500), self.reason(kind))
            self._acks.say("row", kind.value)
        shifts.no_sale(self.reason(ReasonFor.NO_SALE))
        self._acks.say("row no_sale")
        if self._receipts:
            self._counter.history.reprint(self._receipts[-1].receipt)
            self._acks.say("row reprint")

    def _post_void(self) -> None:
        self.ring_up("100015")
        self._complete(self._counter.tendering.tender_card(self._due(), CARD))
        self._receipts.pop()
        cancelled = self._counter.returns.post_void(self.reason(ReasonFor.VOID))
        self.finished(cancelled)

    def _close_shift(self) -> None:
        self._counter.shifts.x_report()
        self._acks.say("row x_report")
        if self._counter.shifts.count_till(self._counts(25)):  # far off: once more
            self._acks.say("row till_count")
        self._counter.shifts.close_shift(self._counts(25))
        self._acks.say("row shift_close")

    def _close_day(self) -> None:
        self._counter.shifts.close_day()
        self._acks.say("row business_date_close")
        self._counter.sign_on.sign_off()
        self._acks.say("row sign_off")

    # ---- what the acts share --------------------------------------------------------------

    def _complete(self, outcome: TenderOutcome) -> None:
        assert outcome.completed is not None
        self.finished(outcome.completed)
        self._receipts.append(outcome.completed)
        self._acks.say("basket -")

    def say(self, *words: object) -> None:
        self._acks.say(*words)

    def finished(self, completed: CompletedTransaction) -> None:
        kind = completed.priced.transaction.kind.value
        self._acks.say("done", kind, completed.receipt, completed.priced.total.minor)

    def show_basket(self) -> None:
        basket = self._counter.checkout.basket()
        assert basket is not None
        self._acks.say("basket", len(basket.lines), basket.total.minor)

    def _due(self) -> Money:
        basket = self._counter.checkout.basket()
        assert basket is not None
        return basket.due

    def _operator(self) -> str:
        session = self._counter.sign_on.session()
        assert session is not None
        return session.operator.id

    def reason(self, purpose: ReasonFor) -> str:
        return self._counter.profile.reasons_for(purpose)[0].code

    def _money(self, minor: int) -> Money:
        return Money(minor, self._currency)

    def _counts(self, pieces: int) -> tuple[tuple[int, int], ...]:
        return tuple((value, pieces) for value in self._counter.profile.denominations)
