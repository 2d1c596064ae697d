"""Random days: any acts in any order, by anybody. What must hold, holds after every step.

A refused act leaves no trace; the basket in hand is the one on the disk; receipts have no gap; no
line comes back more often than it was sold, nor for more than was paid; the drawer's money is what
the journal adds up to; and the record verifies.
"""

import json
import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from pos_app.domain.identifiers import BusinessDate, ReceiptNumber
from pos_app.domain.money import Money
from pos_app.domain.operators import Approval, ApprovalNeeded
from pos_app.domain.quantity import Quantity
from pos_app.domain.transaction import Discount
from pos_app.errors import Refusal
from pos_app.store import open_transactions
from tests.builders import (
    APPLE,
    AUDITOR,
    BOOK,
    BREAD,
    CASHIER,
    FLOAT,
    FREE,
    MANAGER,
    OTHER_CASHIER,
    SENIOR,
    SHIFT_MANAGER,
    SLIP,
    WATER,
    Rig,
    make_rig,
    make_template,
    yuan,
)
from tests.services.test_day_verifies import verdict

PEOPLE = (CASHIER, OTHER_CASHIER, SENIOR, SHIFT_MANAGER, MANAGER, AUDITOR)
numbers = st.integers(1, 4)
small = st.integers(-50, 3_000)
thousandths = st.sampled_from([0, 1, 500, 1000, 1000, 1000, 2000, 3333, 12_000])
discounts = st.builds(
    lambda rate, minor: Discount(
        "GOODWILL", "", rate_ppm=rate or None, amount=None if rate else yuan(minor)
    ),
    st.sampled_from([0, 50_000, 100_000, 333_333, 1_000_000]),
    st.integers(1, 500),
)

_RECEIPTS = """SELECT store, workstation, number FROM retail_transaction
 ORDER BY number DESC LIMIT ?"""


class Days(RuleBasedStateMachine):
    template: Path

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp(prefix="days-"))
        self.rig: Rig = make_rig(self.template, self.folder / "till")
        self.rig.open_for(CASHIER)

    @property
    def counter(self) -> Any:
        return self.rig.counter

    def try_to(self, act: Callable[[Approval | None], object]) -> None:
        """Act, with the manager's approval where one is asked for; a refusal changes nothing."""
        before = self.rig._state()
        refusal = self.act_or_refusal(act)
        if isinstance(refusal, ApprovalNeeded):
            assert self.rig._state() == before
            request = refusal.request
            refusal = self.act_or_refusal(
                lambda _: act(self.counter.approvals.approve(request, *MANAGER))
            )
        if refusal is not None:
            assert self.rig._state() == before, refusal

    @staticmethod
    def act_or_refusal(act: Callable[[Approval | None], object]) -> Refusal | None:
        try:
            act(None)
        except Refusal as refusal:
            return refusal
        return None

    def have_somebody_there(self) -> None:
        """Put whoever holds the shift at the till, or open one: most acts need that."""
        status = self.counter.shifts.status()
        session = self.counter.sign_on.session()
        holder = status.shift.operator if status.shift else None
        if session is not None and (session.is_locked or holder not in (None, session.operator.id)):
            if self.counter.checkout.basket() is not None:
                self.suspend()
            self.try_to(lambda _: self.counter.sign_on.sign_off())
        if self.counter.sign_on.session() is None:
            who = next((one for one in PEOPLE if f"op{one[0]}" == holder), CASHIER)
            self.try_to(lambda _: self.counter.sign_on.sign_on(*who))
        if holder is None:
            self.open_again()

    # ---- acts

    @rule(skus=st.lists(st.sampled_from([WATER, BREAD, BOOK]), min_size=1, max_size=3))
    def come_back_and_ring_up(self, skus: list[str]) -> None:
        self.have_somebody_there()
        for sku in skus:
            self.add(sku, 1000)

    @rule(is_cash=st.booleans(), discount=st.none() | discounts)
    def sell(self, is_cash: bool, discount: Discount | None) -> None:
        self.come_back_and_ring_up([WATER, BREAD, WATER])
        if discount:
            self.discount_whole(discount)
        self.tender_what_is_due(1, is_cash)

    @rule(back=st.integers(1, 6), line=numbers, is_cash=st.booleans(), more=st.booleans())
    def exchange(self, back: int, line: int, is_cash: bool, more: bool) -> None:
        self.have_somebody_there()
        self.take_back(back, line, 1000)
        if more:
            self.add(BOOK, 1000)
        self.tender_what_is_due(1, is_cash)

    @rule(sku=st.sampled_from([WATER, WATER, BREAD, APPLE, BOOK, FREE]), quantity=thousandths)
    def add(self, sku: str, quantity: int) -> None:
        self.try_to(lambda _: self.counter.checkout.add_item(sku, Quantity(quantity)))

    @rule(line=numbers, quantity=thousandths)
    def set_quantity(self, line: int, quantity: int) -> None:
        self.try_to(lambda _: self.counter.checkout.set_quantity(line, Quantity(quantity)))

    @rule(line=numbers, price=small)
    def override(self, line: int, price: int) -> None:
        self.try_to(lambda ok: self.counter.checkout.override_price(line, yuan(price), "TAG", ok))

    @rule(line=numbers, discount=discounts)
    def discount_line(self, line: int, discount: Discount) -> None:
        self.try_to(lambda ok: self.counter.checkout.discount_line(line, discount, ok))

    @rule(discount=discounts)
    def discount_whole(self, discount: Discount) -> None:
        self.try_to(lambda ok: self.counter.checkout.discount_transaction(discount, ok))

    @rule(line=numbers)
    def void_line(self, line: int) -> None:
        self.try_to(lambda ok: self.counter.checkout.void_line(line, ok))

    @rule()
    def void(self) -> None:
        self.try_to(lambda ok: self.counter.checkout.void_transaction("CHANGED", ok))

    @rule()
    def suspend(self) -> None:
        self.try_to(lambda _: self.counter.checkout.suspend("x"))

    @rule()
    def resume(self) -> None:
        with self.rig.database.read() as connection:
            waiting = open_transactions.list_suspended(connection)
        if waiting:
            self.try_to(lambda _: self.counter.checkout.resume(waiting[0].id))

    @rule(amount=small, is_refund=st.booleans())
    def tender_some_cash(self, amount: int, is_refund: bool) -> None:
        minor = -amount if is_refund else amount
        self.try_to(lambda ok: self.counter.tendering.tender_cash(yuan(minor), ok))

    @rule(part=st.sampled_from([1, 1, 2]), is_cash=st.booleans())
    def tender_what_is_due(self, part: int, is_cash: bool) -> None:
        basket = self.counter.checkout.basket()
        if basket is None:
            return
        half = Money(basket.due.minor // part, "CNY")
        tendering = self.counter.tendering

        def pay(approval: Approval | None) -> None:
            if not basket.due:
                tendering.complete_even()
            elif is_cash:
                tendering.tender_cash(tendering.cash_due() if part == 1 else half, approval)
            else:
                tendering.tender_card(half, SLIP, approval)

        self.try_to(pay)

    @rule()
    def complete_even(self) -> None:
        self.try_to(lambda _: self.counter.tendering.complete_even())

    @rule(number=numbers)
    def remove_tender(self, number: int) -> None:
        self.try_to(lambda _: self.counter.tendering.remove_tender(number))

    @rule(back=st.integers(1, 6), line=numbers, quantity=thousandths)
    def take_back(self, back: int, line: int, quantity: int) -> None:
        found = self.rig.rows(_RECEIPTS, back)
        if found:
            receipt = ReceiptNumber(*found[-1])
            self.try_to(
                lambda ok: self.counter.returns.return_line(
                    receipt, line, Quantity(quantity), "FAULTY", ok
                )
            )

    @rule(sku=st.sampled_from([WATER, BOOK, APPLE]), quantity=thousandths)
    def take_back_on_trust(self, sku: str, quantity: int) -> None:
        self.try_to(
            lambda ok: self.counter.returns.return_without_receipt(
                sku, Quantity(quantity), "FAULTY", ok
            )
        )

    @rule()
    def post_void(self) -> None:
        self.try_to(lambda ok: self.counter.returns.post_void("MISTAKE", ok))

    @rule(name=st.sampled_from(["paid_in", "paid_out", "loan", "pickup"]), minor=small)
    def move_cash(self, name: str, minor: int) -> None:
        reason = {"paid_in": "DEPOSIT", "paid_out": "COURIER", "loan": "FLOAT", "pickup": "SAFE"}
        self.try_to(lambda ok: getattr(self.counter.shifts, name)(yuan(minor), reason[name], ok))

    @rule()
    def close_shift(self) -> None:
        self.try_to(lambda ok: self.counter.shifts.close_shift(FLOAT, ok))

    @rule()
    def close_day(self) -> None:
        self.try_to(lambda ok: self.counter.shifts.close_day(ok))

    @rule()
    def open_again(self) -> None:
        date = BusinessDate(self.counter.shifts.status().suggested_date)
        self.try_to(lambda _: self.counter.shifts.open_day(date))
        self.try_to(lambda _: self.counter.shifts.open_shift(FLOAT))

    @rule(who=st.sampled_from(PEOPLE))
    def sign_on(self, who: tuple[str, str]) -> None:
        self.try_to(lambda _: self.counter.sign_on.sign_off())
        self.try_to(lambda _: self.counter.sign_on.sign_on(*who))

    @rule(who=st.sampled_from(PEOPLE))
    def lock_and_unlock(self, who: tuple[str, str]) -> None:
        self.try_to(lambda _: self.counter.sign_on.lock())
        self.try_to(lambda _: self.counter.sign_on.unlock(*who))

    @rule(is_clean=st.booleans())
    def stop(self, is_clean: bool) -> None:
        if is_clean:
            self.rig.reopen()
        else:
            self.rig.lose_power()

    # ---- what must hold

    @invariant()
    def the_basket_is_the_one_on_the_disk(self) -> None:
        basket = self.counter.checkout.basket()
        with self.rig.database.read() as connection:
            saved = open_transactions.load_open(connection)
        if basket is not None or self.counter.sign_on.session() is not None:
            assert (basket.transaction if basket else None) == saved

    @invariant()
    def receipts_have_no_gap(self) -> None:
        numbers = [row[0] for row in self.rig.rows("SELECT number FROM retail_transaction")]
        assert numbers == list(range(1, len(numbers) + 1))

    def teardown(self) -> None:
        try:
            self.check_returns()
            self.check_drawer()
            assert verdict(self.rig).difference is None
        finally:
            self.rig.close()
            shutil.rmtree(self.folder)

    def check_returns(self) -> None:
        """Add returned goods and refunds up from the journal, cancelled dealings left out."""
        bodies = [body["d"] for body in self.rig.bodies("sale", "return", "post_void")]
        cancelled = {body["of"] for body in bodies if "of" in body}
        counted = [body for body in bodies if "of" not in body and body["rcpt"] not in cancelled]
        sold = {
            (body["rcpt"], line["n"]): line
            for body in bodies
            for line in body["lines"]
            if "of" not in body and "back" not in line and "v" not in line
        }
        back: dict[tuple[str, int], list[dict[str, Any]]] = {}
        for body in counted:
            for line in body["lines"]:
                if "of" in line and "v" not in line:
                    back.setdefault((line["of"], line["of_n"]), []).append(line)
        for key, lines in back.items():
            assert sum(line["q"] for line in lines) <= sold[key]["q"]
            refunded = sum(line["amount"] - line.get("rb", 0) for line in lines)
            assert -refunded <= sold[key]["amount"] + sold[key].get("rounding", 0)

    def check_drawer(self) -> None:
        """What every shift expected is what the journal adds up to."""
        expected = 0
        for kind, text in self.rig.rows("SELECT kind, body FROM journal ORDER BY epoch, seq"):
            data = json.loads(text)["d"]
            if kind == "shift_open":
                expected = data["float"]
            elif kind in ("sale", "return", "post_void"):
                expected += sum(one["a"] for one in data["tenders"] if one["t"] == "cash")
            elif kind in ("paid_in", "tender_loan"):
                expected += data["amount"]
            elif kind in ("paid_out", "tender_pickup"):
                expected -= data["amount"]
            elif kind == "shift_close":
                assert data["expected"] == expected


def test_random_days_hold_together(tmp_path: Path) -> None:
    Days.template = make_template(tmp_path / "template")
    case = Days.TestCase()
    case.settings = settings(
        max_examples=25,
        stateful_step_count=60,
        suppress_health_check=list(HealthCheck),
    )
    case.runTest()
