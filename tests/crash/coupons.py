"""The coupon part of the scripted day: spent, waiting, voided, given back, by right, from a wallet.

Coupons are acknowledged beside the transactions they belong to:

    coupon NUMBER held          it is reserved with the open transaction
    coupon NUMBER spent         its sale is finished
    coupon NUMBER free          nothing holds it: given back, voided, returned or unused
"""

import hashlib
from collections.abc import Callable
from typing import Protocol

from pos_app.demo.issuer import VOUCHER_KEY_ID, DemoIssuer
from pos_app.demo.issuer_keys import load_keys
from pos_app.domain.codes.payloads import VOUCHER_ID_BYTES, Voucher, VoucherKind
from pos_app.domain.identifiers import ReceiptNumber
from pos_app.domain.quantity import Quantity
from pos_app.domain.settlement import CompletedTransaction
from pos_app.domain.shop import ReasonFor
from pos_app.services.counter import Counter
from tests.dated_clock import DatedClock

BOUNDED, BY_RIGHT, KEPT = 7001, 7003, 7005
"""Campaigns of resources/demo/campaigns.json."""

COFFEE, WATER, BREAD_AND_MORE = "100055", "100006", ("100035", "100107", "100299")
MEMBER = "88000101"
_YUAN = 156
_DAY_S = 86_400


class Helpers(Protocol):
    """What the day lends: see day.py."""

    def act(self, name: str, act: Callable[[], None]) -> None: ...
    def say(self, *words: object) -> None: ...
    def ring_up(self, *skus: str) -> None: ...
    def show_basket(self) -> None: ...
    def finished(self, completed: CompletedTransaction) -> None: ...
    def reason(self, purpose: ReasonFor) -> str: ...


class CouponActs:
    """The acts of one round; vouchers are signed by the demo store's own issuer."""

    def __init__(self, counter: Counter, day: Helpers) -> None:
        self._counter = counter
        self._issuer = DemoIssuer(load_keys(counter._real.desk.till.path.parent))
        self._day = day
        self._round = ""

    def trade(self, name: str) -> None:
        """Do each once; ``name`` makes the round's vouchers its own."""
        self._round = name
        for title, act in (
            ("coupon sale", self._sell),
            ("coupon unused", self._leave_unused),
            ("coupon given back", self._give_back),
            ("coupon voided", self._void),
            ("coupon put aside", self._put_aside),
            ("coupon returned", self._take_back),
            ("coupon by right", self._sell_by_right),
            ("coupon sale cancelled", self._cancel),
            ("coupon of a wallet", self._from_wallet),
        ):
            self._day.act(title, act)

    # ---- the acts

    def _sell(self) -> None:
        number = self._take(self._voucher("sell", BOUNDED, 500), COFFEE, *BREAD_AND_MORE)
        self._pay(number)

    def _leave_unused(self) -> None:
        number = self._take(self._voucher("unused", BOUNDED, 500, 90_000), WATER)
        self._pay(number, is_used=False)

    def _give_back(self) -> None:
        number = self._take(self._voucher("back", BOUNDED, 200), WATER)
        self._counter.coupons.give_back(number)
        self._day.say("coupon", number, "free")
        self._day.show_basket()
        self._pay()

    def _void(self) -> None:
        number = self._take(self._voucher("void", BOUNDED, 200), COFFEE)
        self._counter.checkout.void_transaction(self._day.reason(ReasonFor.VOID))
        self._day.say("basket -")
        self._day.say("row void")
        self._day.say("coupon", number, "free")

    def _put_aside(self) -> None:
        number = self._take(self._voucher("aside", BOUNDED, 200), COFFEE)
        waiting = self._counter.checkout.suspend()
        self._day.say("basket -")
        self._day.say("waiting", len(waiting))
        self._counter.checkout.resume(waiting[-1].id)
        self._day.show_basket()
        self._day.say("waiting", len(waiting) - 1)
        self._pay(number)

    def _take_back(self) -> None:
        voucher = self._voucher("return", BOUNDED, 200)
        number = self._take(voucher, COFFEE, WATER)
        sold = self._pay(number)
        for line in (1, 2):
            self._counter.returns.return_line(
                sold, line, Quantity.of(1), self._day.reason(ReasonFor.RETURN)
            )
            self._day.show_basket()
            self._pay()
        self._day.say("coupon", number, "free")
        self._pay(self._take(voucher, WATER))

    def _sell_by_right(self) -> None:
        self._pay(self._take(self._voucher("right", BY_RIGHT, 300), COFFEE))

    def _cancel(self) -> None:
        number = self._take(self._voucher("cancel", KEPT, 300), WATER, COFFEE)
        self._pay(number)
        cancelled = self._counter.returns.post_void(self._day.reason(ReasonFor.VOID))
        self._day.finished(cancelled)
        self._day.say("coupon", number, "free")

    def _from_wallet(self) -> None:
        self._day.ring_up(COFFEE)
        members = self._counter.members
        members.take(members.find(MEMBER)[0])
        self._day.show_basket()
        usable = [each for each in self._counter.coupons.wallet() if not each.why_not]
        if usable:
            self._counter.coupons.take_from_wallet(usable[0].number)
            self._day.say("coupon", usable[0].number, "held")
            self._day.show_basket()
        self._pay(*(each.number for each in usable[:1]))

    # ---- what they share

    def _take(self, text: str, *skus: str) -> str:
        """Scan the voucher first: one that is refused then leaves nothing open."""
        basket = self._counter.coupons.accept(text)
        number = basket.transaction.coupons[-1].number
        self._day.say("coupon", number, "held")
        self._day.show_basket()
        self._day.ring_up(*skus)
        return number

    def _pay(self, number: str = "", *, is_used: bool = True) -> ReceiptNumber:
        tendering = self._counter.tendering
        basket = self._counter.checkout.basket()
        assert basket is not None
        if basket.due:
            outcome = tendering.tender_cash(tendering.cash_due())
        else:
            outcome = tendering.complete_even()
        assert outcome.completed is not None
        self._day.finished(outcome.completed)
        self._day.say("basket -")
        if number:
            assert (number in outcome.completed.priced.trace.coupons_used) is is_used, number
            self._day.say("coupon", number, "spent" if is_used else "free")
        return outcome.completed.receipt

    def _voucher(self, name: str, campaign: int, value: int, min_spend: int = 0) -> str:
        now_s = DatedClock().wall_ms() // 1000
        kind = VoucherKind.FREE_ITEM if campaign == KEPT else VoucherKind.AMOUNT_OFF
        voucher = Voucher(
            key_id=VOUCHER_KEY_ID,
            voucher_id=hashlib.sha256(f"{self._round}/{name}".encode()).digest()[:VOUCHER_ID_BYTES],
            campaign=campaign,
            kind=kind,
            value=value,
            currency=_YUAN,
            min_spend_minor=min_spend,
            nbf=now_s - _DAY_S,
            exp=now_s + _DAY_S,
            stores=None,
            bind=None,
            max_uses=1,
        )
        return self._issuer.voucher(voucher)
