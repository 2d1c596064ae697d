"""The fire drill: a day in small at a till of its own, with the door to the cloud shut.

Done by the very services that sell, step by step, so that a screen can show how far it is. Nothing
of it reaches the real till but one journal row that says how each step went.
"""

from collections.abc import Callable
from typing import Final

from pos_app.domain.fire_drill import Drill, DrillHeld, DrillOutcome, DrillStep, StepDone
from pos_app.domain.grant import Allowance
from pos_app.domain.identifiers import ReceiptNumber
from pos_app.domain.member import MemberId
from pos_app.domain.operators import Approval, Operator, Privilege
from pos_app.domain.pricing.priced import PricedTransaction
from pos_app.domain.quantity import Quantity
from pos_app.domain.scan_data import ScanData, Source
from pos_app.domain.shop import ReasonFor
from pos_app.errors import EnvironmentFault, Refusal
from pos_app.services.desk import Desk
from pos_app.services.drill_till import DrillFiles, DrillServices, come_back, rehearsing
from pos_app.store import grants, members
from pos_app.store import readiness as files
from pos_app.store.catalog_files import Catalog
from pos_app.store.database import Database
from pos_app.store.settings import find_setting, put_setting

_LAST: Final = "fire_drill"
_WEIGHED: Final = Quantity(512)
_DAY_MS: Final = 86_400_000
_NOT_TODAY: Final = frozenset({"POINTS_IDENTIFY_BY_CODE", "POINTS_NOT_ENOUGH"})
"""What a drill without a customer's phone, or with a poor member, cannot try."""


class _NothingHere(Exception):
    """This shop has nothing to rehearse a step with."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


class FireDrill:
    """One for the real till. Till thread; each step is an operation of its own."""

    def __init__(
        self, desk: Desk, catalog_: Catalog, reference: Database, files_: DrillFiles
    ) -> None:
        self._desk = desk
        self._catalog = catalog_
        self._reference = reference
        self._files = files_
        self._at: DrillServices | None = None
        self._operator: Operator | None = None
        self._done: list[StepDone] = []
        self._receipt: ReceiptNumber | None = None

    def last(self) -> Drill | None:
        """Give the last drill that was held to its end; None where none was."""
        with self._desk.till.read() as connection:
            kept = find_setting(connection, _LAST)
        if kept is None:
            return None
        steps = (
            StepDone(DrillStep(step), DrillOutcome(outcome), code, took)
            for step, outcome, code, took in kept["steps"]
        )
        return Drill(kept["at_ms"], tuple(steps), kept["held_by"])

    def begin(self, approval: Approval | None = None) -> tuple[DrillStep, ...]:
        """Open the drill's till and name the steps. One that was left half-way begins anew.

        Refuses: NOT_IN_TRAINING, NOT_SIGNED_ON, SCREEN_LOCKED, TRANSACTION_IS_OPEN, NOT_PERMITTED,
        APPROVAL_NEEDED, APPROVAL_EXPIRED.
        """
        desk = self._desk
        if desk.is_training:
            raise Refusal("NOT_IN_TRAINING")
        session = desk.require_session()
        if desk.basket is not None:
            raise Refusal("TRANSACTION_IS_OPEN")
        authority = desk.allow(Privilege.TRAINING, "fire_drill", approval)
        with desk.till.write() as connection:
            desk.record_authority(connection, authority)
        self._leave()
        self._done, self._receipt = [], None
        self._operator = rehearsing(session.operator)
        self._at = self._files.begin(self._operator)
        return tuple(DrillStep)

    def take(self, step: DrillStep) -> StepDone:
        """Rehearse one step; what goes wrong is its result and keeps no other from being tried.

        Refuses: DRILL_OVER when none is being held.
        """
        if self._at is None:
            raise Refusal("DRILL_OVER")
        acts: dict[DrillStep, Callable[[DrillServices], None]] = {
            DrillStep.SELL: self._sell,
            DrillStep.WEIGH: self._weigh,
            DrillStep.OFFERS: self._offers,
            DrillStep.MEMBER: self._member,
            DrillStep.COUPON: self._coupon,
            DrillStep.POINTS: self._points,
            DrillStep.SUSPEND: self._suspend,
            DrillStep.POWER_CUT: self._power_cut,
            DrillStep.RETURN: self._return,
            DrillStep.CLOSE: self._close,
        }
        began_ms = self._desk.clock.mono_ms()
        outcome, code = DrillOutcome.WORKED, ""
        try:
            acts[step](self._at)
        except _NothingHere as nothing:
            outcome, code = DrillOutcome.NOT_HERE, nothing.code
        except (Refusal, EnvironmentFault) as trouble:
            outcome, code = DrillOutcome.FAILED, trouble.code
        if outcome is not DrillOutcome.WORKED:
            self._tidy_up()
        done = StepDone(step, outcome, code, self._desk.clock.mono_ms() - began_ms)
        self._done.append(done)
        return done

    def end(self) -> Drill:
        """Throw the drill's till away and write down how it went, here and in the journal.

        Atomicity: the result and its row in one commit. Nothing is said of a drill without steps.
        """
        desk = self._desk
        self._leave()
        held_by = self._operator.number if self._operator else ""
        drill = Drill(desk.clock.wall_ms(), tuple(self._done), held_by)
        steps = [(d.step.value, d.outcome.value, d.code, d.took_ms) for d in drill.steps]
        kept = {"at_ms": drill.at_ms, "held_by": held_by, "steps": steps}
        with desk.till.write() as connection:
            desk.record(connection, DrillHeld(drill.steps))
            put_setting(connection, _LAST, kept)
        self._done = []
        return drill

    def _leave(self) -> None:
        if self._at is not None:
            self._at.desk.till.close()
            self._files.throw_away()
            self._at = None

    # ---- steps

    def _sell(self, at: DrillServices) -> None:
        self._ring(at)
        self._pay(at)

    def _ring(self, at: DrillServices) -> PricedTransaction:
        """Ring up what sells best, by its barcode."""
        with self._catalog.read() as connection:
            gtin = files.best_seller(connection)
        if gtin is None:
            raise _NothingHere("CATALOG_EMPTY")
        at.checkout.scan(ScanData(f"{gtin:014d}", source=Source.SCANNED))
        return _basket(at)

    def _weigh(self, at: DrillServices) -> None:
        with self._catalog.read() as connection:
            sku = files.weighed_item(connection)
        if sku is None:
            raise _NothingHere("DRILL_NOTHING_WEIGHED")
        at.checkout.add_item(sku, _WEIGHED)
        self._pay(at)

    def _offers(self, at: DrillServices) -> None:
        rules = at.desk.rules
        if rules.problem:
            raise Refusal(rules.problem)
        if not rules.bundle.rules:
            raise _NothingHere("DRILL_NO_OFFERS")
        basket = self._ring(at)
        at.checkout.set_quantity(basket.lines[0].line.number, Quantity(6000))
        self._pay(at)

    def _member(self, at: DrillServices) -> None:
        self._attach(at)
        at.members.leave()

    def _attach(self, at: DrillServices) -> MemberId:
        """Find a member by their card and attach them, as a cashier does."""
        with self._reference.read() as connection:
            card = members.first_card(connection)
        found = at.members.find(card) if card else ()
        if not found or found[0].member is None:
            raise _NothingHere("DRILL_NO_MEMBERS")
        at.members.take(found[0])
        return found[0].member.id

    def _coupon(self, at: DrillServices) -> None:
        self._attach(at)
        self._ring(at)
        for offer in at.coupons.wallet():
            if not offer.why_not.startswith("COUPON_"):
                at.coupons.take_from_wallet(offer.number)
                self._pay(at)
                return
        raise _NothingHere("DRILL_NO_COUPON")

    def _points(self, at: DrillServices) -> None:
        """Spend a block of points within an allowance like one that the real till holds."""
        now_ms = self._desk.time.now_ms()
        with self._desk.till.read() as connection:
            until_ms = files.allowances_until(connection, now_ms)
        block = at.desk.rules.bundle.points.spend_block
        if until_ms is None or not block:
            raise _NothingHere("DRILL_NO_ALLOWANCE")
        member = self._attach(at)
        self._ring(at)
        standing = _basket(at).transaction.member
        assert standing is not None
        allowance = Allowance(1, member, block, min(until_ms, now_ms + _DAY_MS))
        with at.desk.till.write() as connection:
            grants.take_allowance(connection, allowance, standing.member_key)
        try:
            at.points.spend(block)
        except Refusal as refusal:
            if refusal.code in _NOT_TODAY:
                raise _NothingHere(refusal.code) from refusal
            raise
        self._pay(at)

    def _suspend(self, at: DrillServices) -> None:
        before = self._ring(at)
        (waiting,) = at.checkout.suspend()
        after = at.checkout.resume(waiting.id)
        _check_same(before, after)
        self._pay(at)

    def _power_cut(self, at: DrillServices) -> None:
        """Shut the file with a basket open, and open it as a start does: it must be there."""
        assert self._operator is not None
        before = self._ring(at)
        at.desk.till.close()
        self._at = again = self._files.again()
        come_back(again, self._operator)
        _check_same(before, again.desk.basket)
        self._pay(again)

    def _return(self, at: DrillServices) -> None:
        if self._receipt is None:
            raise _NothingHere("DRILL_NOTHING_SOLD")
        reason = self._desk.profile.reasons_for(ReasonFor.RETURN)[0].code
        at.returns.return_all(self._receipt, reason)
        self._pay(at)

    def _close(self, at: DrillServices) -> None:
        """Read X, count nothing, close shift and day: two Z reports."""
        at.shifts.x_report()
        while at.shifts.count_till(()):
            continue  # it asks once more when the count is far off
        at.shifts.close_shift(())
        at.shifts.close_day()

    # ---- within

    def _pay(self, at: DrillServices) -> None:
        """Finish the basket in cash; the last sale is what comes back later."""
        basket = _basket(at)
        due = at.tendering.cash_due()
        if due.minor or basket.payable.minor:
            outcome = at.tendering.tender_cash(due)
        else:
            outcome = at.tendering.complete_even()
        completed = outcome.completed
        if completed is None:
            raise Refusal("DRILL_NOT_FINISHED")
        if basket.payable.minor > 0:
            self._receipt = completed.receipt

    def _tidy_up(self) -> None:
        """Drop what a step left open, so that the next begins with an empty till."""
        at = self._at
        if at is None or at.desk.basket is None:
            return
        transaction = at.desk.basket.transaction
        try:
            for tender in reversed(transaction.tenders):
                at.tendering.remove_tender(tender.number)
            reason = self._desk.profile.reasons_for(ReasonFor.VOID)[0].code
            at.checkout.void_transaction(reason)
        except Refusal:
            at.desk.basket = None  # of a till that is thrown away


def _basket(at: DrillServices) -> PricedTransaction:
    basket = at.desk.basket
    if basket is None:
        raise Refusal("NO_OPEN_TRANSACTION")
    return basket


def _check_same(before: PricedTransaction, after: PricedTransaction | None) -> None:
    """Refuse when what came back is not what was there.

    Refuses: DRILL_BASKET_LOST.
    """
    if after is None:
        raise Refusal("DRILL_BASKET_LOST")
    if (after.transaction.lines, after.total) != (before.transaction.lines, before.total):
        raise Refusal("DRILL_BASKET_LOST")
