"""What people do at a till: sell, take back, cancel, close; by the services the screens use."""

from collections.abc import Callable
from typing import Final, TypeVar

from pos_app.domain import events
from pos_app.domain.operators import Approval, ApprovalNeeded
from pos_app.domain.quantity import Quantity
from pos_app.domain.settlement import CompletedTransaction
from pos_app.domain.shop import ReasonFor
from pos_app.errors import Refusal
from tests.builders import APPLE, BOOK, BREAD, CASHIER, FLOAT, FREE, MANAGER, SLIP, WATER
from tests.simulation.canaries import Canaries
from tests.simulation.customers import Customers, Service
from tests.simulation.faults import Faults
from tests.simulation.oracle import Printed
from tests.simulation.rare_acts import RareActs
from tests.simulation.store_keeper import StoreKeeper
from tests.simulation.synced import SyncedTill
from tests.simulation.world import Broken, World

_GOODS: Final = (WATER, BREAD, APPLE, BOOK, FREE)
_ODD: Final = (
    "nul\x00nul",
    "🧾💴 👩‍👩‍👧",
    "\u202eمرحبا\u202c",
    "x" * 60_000,
    "长" * 80_000,  # near what one row may have
    "'; DROP TABLE journal; --",
    "\ufeff\u0301\u200b",
)
_NOT_FOR_SALE: Final = ("ITEM_NOT_FOUND",)
"""Why an item of the tests' list cannot be sold: head office took it off."""

_T = TypeVar("_T")


class Cashier:
    """Stands at one till."""

    def __init__(
        self,
        world: World,
        faults: Faults,
        node: SyncedTill,
        customers: Customers,
        newcomers: Canaries,
    ) -> None:
        self._world = world
        self._faults = faults
        self._node = node
        self._newcomers = newcomers
        self._sold: list[CompletedTransaction] = []
        self._rare = RareActs(customers, node, self._approved, self._pay)
        self._keeper = StoreKeeper(node)
        self.service = Service(customers, node, self._ring, self._pay, self._printed)

    def act(self) -> None:
        """Do one thing, most often sell."""
        node = self._node
        if not node.is_on:
            return
        with node.guard():
            self._stand_ready()
            self._chosen()()

    def _chosen(self) -> Callable[[], None]:
        if self._keeper.is_asked():
            return self._keeper.mark
        return self._struck() or self._usual()

    def _struck(self) -> Callable[[], None] | None:
        """Give what people do now and then, where it is time for it."""
        rare = {
            "odd_text": self._leave_odd_text,
            "post_void": self._cancel_last,
            "member_joins": self._make_member,
            "practice": self._rare.practise,
            "from_elsewhere": self._rare.take_back_from_elsewhere,
            "goods_received": self._keeper.take_in,
            "stock_counted": self._keeper.count,
        }
        for kind, act in rare.items():
            if self._faults.strikes(kind, self._node.name):
                return act
        return None

    def _usual(self) -> Callable[[], None]:
        if self.service.is_wanted():
            return self.service.serve
        choice = self._world.rng.random()
        if choice < 0.08:
            return self._take_back
        if choice < 0.12:
            return self._move_cash
        if choice < 0.15:
            return self._drop_basket
        if choice < 0.18:
            return self._close
        return self._sell

    # ---- acts

    def _stand_ready(self) -> None:
        counter = self._node.counter
        if counter.sign_on.session() is None:
            counter.sign_on.sign_on(*CASHIER)
        session = counter.sign_on.session()
        assert session is not None
        if session.business_date is None:
            counter.shifts.open_day(counter.shifts.status().suggested_date)
        if session.shift is None:
            counter.shifts.open_shift(FLOAT)

    def _sell(self) -> None:
        """Sell what there is: only the list and the basket may stand in the way, no cloud."""
        try:
            self._ring()
            self._pay()
        except Refusal as refusal:
            if refusal.code not in _NOT_FOR_SALE:
                raise Broken(17, f"{self._node.name}: a sale was refused: {refusal}") from refusal
            raise

    def _make_member(self) -> None:
        self._ring()
        self._newcomers.join(self._node)
        self._pay()

    def _ring(self) -> None:
        """Scan some goods, into a basket that was left half paid too: its card is handed back."""
        counter, rng = self._node.counter, self._world.rng
        basket = counter.checkout.basket()
        for tender in reversed(basket.transaction.tenders if basket is not None else ()):
            counter.tendering.remove_tender(tender.number)
        for _ in range(rng.choice((1, 1, 2, 2, 3, 5))):
            sku = rng.choice(_GOODS)
            thousandths = rng.randrange(50, 4_000) if sku == APPLE else 1000 * rng.randrange(1, 5)
            counter.checkout.add_item(sku, Quantity(thousandths))

    def _pay(self) -> None:
        tendering = self._node.counter.tendering
        basket = self._node.counter.checkout.basket()
        assert basket is not None
        if not tendering.cash_due():
            outcome = tendering.complete_even()
        elif self._world.rng.random() < 0.3:
            outcome = self._approved(lambda ok: tendering.tender_card(basket.due, SLIP, ok))
        else:
            outcome = self._approved(lambda ok: tendering.tender_cash(tendering.cash_due(), ok))
        assert outcome.completed is not None
        self._printed(outcome.completed)

    def _take_back(self) -> None:
        if not self._sold:
            return
        counter = self._node.counter
        sold = self._world.rng.choice(self._sold)
        reason = self._reason(ReasonFor.RETURN)
        self._approved(lambda ok: counter.returns.return_all(sold.receipt, reason, ok))
        self._pay()

    def _cancel_last(self) -> None:
        reason = self._reason(ReasonFor.VOID)
        returns = self._node.counter.returns
        self._printed(self._approved(lambda ok: returns.post_void(reason, ok)))

    def _move_cash(self) -> None:
        shifts = self._node.counter.shifts
        reason = self._reason(ReasonFor.NO_SALE)
        self._approved(lambda ok: shifts.no_sale(reason, ok))

    def _drop_basket(self) -> None:
        checkout = self._node.counter.checkout
        checkout.add_item(WATER, Quantity(1000))
        reason = self._reason(ReasonFor.VOID)
        self._approved(lambda ok: checkout.void_transaction(reason, ok))

    def _close(self) -> None:
        """Close the shift, whatever is still unsent, and now and then the day."""
        shifts = self._node.counter.shifts
        self._approved(lambda ok: shifts.close_shift(FLOAT, ok))
        if self._world.rng.random() < 0.5:
            self._approved(lambda ok: shifts.close_day(ok))

    def _leave_odd_text(self) -> None:
        desk = self._node.counter._real.desk
        with desk.till.write() as connection:
            desk.record(connection, events.SettingsChange(self._world.rng.choice(_ODD)))

    # ---- what they share

    def _printed(self, completed: CompletedTransaction) -> None:
        node = self._node
        if node.disk.is_dead:
            return
        one = Printed(
            node.name,
            str(completed.receipt),
            completed.priced.transaction.id,
            completed.priced.total.minor,
            completed.position.epoch,
            completed.position.seq,
            completed.position.chain,
            self._world.now,
        )
        node.oracle.note(one, node.expected)
        self.service.printed(completed)
        self._world.note(f"printed {one.receipt} {one.total}")
        node.committed()
        if completed.priced.transaction.kind.value == "sale":
            self._sold = [*self._sold[-5:], completed]

    def _reason(self, purpose: ReasonFor) -> str:
        return self._node.counter.profile.reasons_for(purpose)[0].code

    def _approved(self, act: Callable[[Approval | None], _T]) -> _T:
        try:
            return act(None)
        except ApprovalNeeded as needed:
            approval = self._node.counter.approvals.approve(needed.request, *MANAGER)
            return act(approval)
