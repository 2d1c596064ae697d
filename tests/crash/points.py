"""The points part of the scripted day: earned, spent, taken back by a return, cancelled.

After each transaction the ledger is acknowledged: ``points SUM USED`` of all that was moved, and
of what the allowances have been used for.
"""

from dataclasses import replace

from pos_app.domain.member import IdentifiedBy
from pos_app.domain.points import SPENT
from pos_app.domain.quantity import Quantity
from pos_app.domain.settlement import CompletedTransaction
from pos_app.domain.shop import ReasonFor
from pos_app.services.counter import Counter
from tests.crash.coupons import Helpers

MEMBER = "88000101"
GOODS = ("100055", "100035", "100299")
BLOCK = 100


class PointsActs:
    """The acts of one round, for a demo member who may spend at this till."""

    def __init__(self, counter: Counter, day: Helpers) -> None:
        self._counter = counter
        self._day = day
        self._sum = self._used = 0

    def trade(self) -> None:
        """Do each once; the ledger goes on from round to round."""
        self._sum, self._used = self._on_the_disk()
        self._day.say("points", self._sum, self._used)  # other acts have moved some since
        for title, act in (
            ("points earned", self._earn),
            ("points spent", self._spend),
            ("points returned", self._take_back),
            ("points sale cancelled", self._cancel),
        ):
            self._day.act(title, act)

    # ---- the acts

    def _earn(self) -> None:
        self._attach(IdentifiedBy.CARD)
        self._pay()

    def _spend(self) -> None:
        self._attach(IdentifiedBy.CODE)
        self._counter.points.spend(BLOCK)
        self._day.show_basket()
        self._pay()

    def _take_back(self) -> None:
        self._attach(IdentifiedBy.CODE)
        self._counter.points.spend(BLOCK)
        self._day.show_basket()
        sold = self._pay()
        for line in (2, 1):
            reason = self._day.reason(ReasonFor.RETURN)
            self._counter.returns.return_line(sold.receipt, line, Quantity.of(1), reason)
            self._day.show_basket()
            self._pay()

    def _cancel(self) -> None:
        self._attach(IdentifiedBy.CODE)
        self._counter.points.spend(BLOCK)
        self._day.show_basket()
        self._pay()
        self._moved(self._counter.returns.post_void(self._day.reason(ReasonFor.VOID)))

    # ---- what they share

    def _attach(self, by: IdentifiedBy) -> None:
        """Ring up and say who buys; how they showed it is the member codes' own test."""
        self._day.ring_up(*GOODS)
        members = self._counter.members
        members.take(members.find(MEMBER)[0])
        self._day.show_basket()
        desk = self._counter._real.desk
        transaction = desk.transaction()
        assert transaction.member is not None
        desk.save(transaction.with_member(replace(transaction.member, identified_by=by)))

    def _pay(self) -> CompletedTransaction:
        tendering = self._counter.tendering
        outcome = tendering.tender_cash(tendering.cash_due())
        assert outcome.completed is not None
        self._moved(outcome.completed)
        return outcome.completed

    def _moved(self, completed: CompletedTransaction) -> None:
        assert completed.points
        self._day.finished(completed)
        self._day.say("basket -")
        self._sum += sum(move.points for move in completed.points)
        self._used -= sum(move.points for move in completed.points if move.reason == SPENT)
        self._day.say("points", self._sum, self._used)

    def _on_the_disk(self) -> tuple[int, int]:
        """Read where the ledger stands: earlier acts, and rounds, have moved it already."""
        with self._counter._real.desk.till.read() as connection:
            row = connection.exec_driver_sql(
                "SELECT (SELECT coalesce(sum(points), 0) FROM points_entry),"
                " (SELECT coalesce(sum(used), 0) FROM spending_grant WHERE kind = 'allowance')"
            ).one()
        return row[0], row[1]
