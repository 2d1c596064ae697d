"""What people do now and then: practise, and bring back goods that were bought somewhere else."""

from collections.abc import Callable
from typing import Any

from pos_app.domain.identifiers import ReceiptNumber
from pos_app.domain.operators import Approval
from pos_app.domain.quantity import Quantity
from pos_app.domain.shop import ReasonFor
from pos_app.errors import Refusal
from tests.builders import WATER
from tests.simulation.customers import Customers
from tests.simulation.synced import SyncedTill

Approved = Callable[[Callable[[Approval | None], Any]], Any]
"""Does something, with an approval where it asks for one."""


class RareActs:
    """At one till."""

    def __init__(
        self,
        customers: Customers,
        node: SyncedTill,
        approved: Approved,
        pay: Callable[[], None],
    ) -> None:
        self._customers = customers
        self._node = node
        self._approved = approved
        self._pay = pay

    def practise(self) -> None:
        """Sell something that must never be heard of."""
        counter = self._node.counter
        self._approved(lambda ok: counter.enter_training(ok))
        try:
            counter.checkout.add_item(WATER, Quantity(1000))
            basket = counter.checkout.basket()
            assert basket is not None
            self._customers.checks.practised.add(basket.transaction.id)
            due = counter.tendering.cash_due()
            done = counter.tendering.tender_cash(due) if due else counter.tendering.complete_even()
            assert done.completed is not None
            assert done.completed.is_training
            self._node.world.sometimes("practised")
        finally:
            if not self._node.disk.is_dead:
                counter.leave_training()

    def take_back_from_elsewhere(self) -> None:
        """Take goods back that another till sold, whether or not it has told anybody so far."""
        node, world = self._node, self._node.world
        others = [one for one in node.oracle.printed.values() if one.till != node.name]
        if not others:
            return
        receipt = ReceiptNumber.parse(world.rng.choice(others).receipt)
        assert receipt is not None
        returns = node.counter.returns
        try:
            returns.find(receipt)
        except Refusal as refusal:
            world.note(f"{node.name} elsewhere {refusal.code}")
        reason = node.counter.profile.reasons_for(ReasonFor.RETURN)[0].code
        self._approved(lambda ok: returns.return_without_receipt(WATER, Quantity(1000), reason, ok))
        world.sometimes("returned_from_elsewhere")
        self._pay()
