"""Tenders, change and the moment a sale becomes final.

``finish`` is one transaction on the disk: everything the sale changes, and its journal row. The
printer and the drawer hear of it only after the commit has returned.
"""

from dataclasses import dataclass, replace

from pos_app.domain import events
from pos_app.domain.maker_coupon import CouponReference, worth
from pos_app.domain.maker_goods import find_goods, read_scanned
from pos_app.domain.money import Money
from pos_app.domain.operators import Approval, ApprovalRequest, Privilege
from pos_app.domain.pricing.priced import PricedTransaction, check_sums
from pos_app.domain.returns import check_still_returnable
from pos_app.domain.settlement import (
    CompletedTransaction,
    JournalPosition,
    Settlement,
    cash_due,
    remove_tender,
    settle_even,
    take_card,
    take_cash,
    take_named,
)
from pos_app.domain.tender import CardSlip, TenderType, quick_amounts
from pos_app.domain.transaction import ReturnLine
from pos_app.errors import Refusal
from pos_app.services.coupon_effects import record_coupons
from pos_app.services.desk import ALONE, Authority, Desk
from pos_app.services.points_effects import find_moves
from pos_app.services.ports import OnlineDesk
from pos_app.services.rule_effects import record_rule_uses
from pos_app.services.value_holds import ValueHolds
from pos_app.store import open_transactions, points, returnable, stored_value, transactions

_NOT_YET_WRITTEN = JournalPosition(0, 0, b"")


@dataclass(frozen=True, slots=True)
class TenderOutcome:
    """After a tender: the basket as it stands, or the finished transaction."""

    basket: PricedTransaction | None
    completed: CompletedTransaction | None = None


class Tendering:
    """Takes tenders for the open transaction and finishes it."""

    def __init__(self, desk: Desk, online: OnlineDesk) -> None:
        self._desk = desk
        self._holds = ValueHolds(online, desk.clock)

    def cash_due(self) -> Money:
        """Say what settles the rest in cash, rounded to the smallest coin; negative is owed."""
        return cash_due(self._basket(), self._desk.profile.cash_rounding)

    def quick_amounts(self) -> tuple[Money, ...]:
        """Suggest what the customer may hand over."""
        return quick_amounts(self.cash_due(), self._desk.profile.quick_notes)

    def tender_cash(self, amount: Money, approval: Approval | None = None) -> TenderOutcome:
        """Take cash; a negative amount is given back. Finishes when nothing is open any more.

        Refuses: what Desk.transaction, check_still_returnable and settlement.take_cash refuse; for
        a refund that was not paid in cash: NOT_PERMITTED, APPROVAL_NEEDED, APPROVAL_EXPIRED.
        """
        basket = self._basket_to_settle()
        settlement = take_cash(basket, amount, self._desk.profile.cash_rounding)
        authority = self._check_refund_route(basket, TenderType.CASH, amount, approval)
        return self._apply(basket, settlement, authority)

    def tender_card(
        self, amount: Money, slip: CardSlip, approval: Approval | None = None
    ) -> TenderOutcome:
        """Note what the stand-alone terminal approved; finishes when nothing is open any more.

        Refuses: what Desk.transaction, check_still_returnable and settlement.take_card refuse; for
        a refund that was not paid by card: NOT_PERMITTED, APPROVAL_NEEDED, APPROVAL_EXPIRED.
        """
        basket = self._basket_to_settle()
        settlement = take_card(basket, amount, slip)
        authority = self._check_refund_route(basket, TenderType.CARD, amount, approval)
        return self._apply(basket, settlement, authority)

    def tender_coupon(
        self, number: str, lines: tuple[int, ...] = (), typed: Money | None = None
    ) -> TenderOutcome:
        """Take a maker's coupon for goods of this basket; finishes when nothing is open any more.

        ``lines`` are the goods a person has named, without them those of the maker; ``typed`` is
        what the paper says where its number does not. It pays at most what the goods cost and what
        is open; nothing of it is given as change. Price and tax stay as they are.

        Refuses: what Desk.transaction, check_still_returnable, maker_goods.read_scanned,
        maker_coupon.worth and settlement.take_named refuse.
        """
        basket = self._basket_to_settle()
        coupon = read_scanned(number, basket.transaction.currency)
        goods = find_goods(basket, coupon, lines)
        value = worth(coupon, goods, typed, basket.transaction.currency)
        if basket.due.minor > 0:
            value = Money(min(value.minor, basket.due.minor), value.currency)
        reference = CouponReference(coupon.number, tuple(one.line for one in goods))
        settlement = take_named(basket, TenderType.COUPON, value, str(reference))
        return self._apply(basket, settlement, ALONE)

    def tender_stored_value(self, card: str, amount: Money | None = None) -> TenderOutcome:
        """Pay by a gift card or wallet, as far as the cloud holds it for this sale.

        ``amount`` is all that is open where it is not said; the card may have less on it. The hold
        comes first and the tender after: whatever fails between leaves a hold that ends by itself.
        The till may sleep inside the question, so the price is asked about once more after it.

        Refuses: what Desk.transaction and check_still_returnable refuse, NOTHING_TO_SETTLE,
        TENDER_ZERO, TENDER_TOO_LARGE, TENDER_WRONG_WAY, CARD_ABOVE_DUE, what ValueHolds.ask
        refuses: STORED_VALUE_NEEDS_HOLD above all, where nobody can be asked; what
        PriceRules.check_before_tender refuses by then.
        """
        basket = self._basket_to_settle()
        wanted = basket.due if amount is None else amount
        take_named(basket, TenderType.STORED_VALUE, wanted, "")
        if wanted.minor < 0:
            raise Refusal("TENDER_WRONG_WAY")
        hold, reference = self._holds.ask(card, wanted, basket.transaction.id)
        try:
            self._desk.rules.check_before_tender(basket)
        except Refusal:
            self._holds.let_go(hold.hold)
            raise
        settlement = take_named(basket, TenderType.STORED_VALUE, hold.amount, reference)
        return self._apply(basket, settlement, ALONE)

    def refund_stored_value(self, amount: Money, approval: Approval | None = None) -> TenderOutcome:
        """Put money back onto the card that paid; a negative amount, as with cash.

        Nobody has to be asked for that: the cloud credits it when the sale arrives there.

        Refuses: what Desk.transaction and check_still_returnable refuse, STORED_VALUE_NOT_PAID_SO,
        what settlement.take_named refuses; for more than was paid so: NOT_PERMITTED,
        APPROVAL_NEEDED, APPROVAL_EXPIRED.
        """
        basket = self._basket_to_settle()
        with self._desk.till.read() as connection:
            paid_by = [
                tender.reference
                for receipt in basket.transaction.originals
                for tender in returnable.tenders_of(connection, receipt, TenderType.STORED_VALUE)
            ]
        if not paid_by or amount.minor > 0:
            raise Refusal("STORED_VALUE_NOT_PAID_SO")
        settlement = take_named(basket, TenderType.STORED_VALUE, amount, paid_by[0])
        authority = self._check_refund_route(basket, TenderType.STORED_VALUE, amount, approval)
        return self._apply(basket, settlement, authority)

    def complete_even(self) -> TenderOutcome:
        """Finish when nothing is owed either way.

        Refuses: what Desk.transaction, check_still_returnable and settlement.settle_even refuse.
        """
        basket = self._basket_to_settle()
        settlement = settle_even(basket, self._desk.profile.cash_rounding)
        return self._apply(basket, settlement, ALONE)

    def begin(self) -> bool:
        """Price a basket once more in which a coupon has ended since it was priced; tell if so.

        Asked as somebody begins to take money, who then sees what there is to take. A price for
        which money has been taken stands.

        Refuses: what Desk.transaction and Desk.save refuse.
        """
        basket = self._basket()
        if basket.transaction.tenders or not self._desk.rules.has_ended(basket):
            return False
        self._desk.save(basket.transaction)
        return True

    def remove_tender(self, number: int) -> PricedTransaction:
        """Take a tender out again; cash goes back to the customer, a card slip is cancelled.

        Also out of a transaction that somebody else left behind, so that it can be put aside.
        What the cloud held of a gift card is given back to it.

        Refuses: what Desk.transaction_at_hand refuses, TENDER_UNKNOWN.
        """
        self._desk.transaction_at_hand()
        basket = self._desk.basket
        assert basket is not None
        tenders = remove_tender(basket, number)
        saved = self._desk.save(basket.transaction.with_tenders(tenders))
        self._holds.release(basket.transaction.tenders[number - 1])
        return saved

    def _basket(self) -> PricedTransaction:
        self._desk.transaction()
        assert self._desk.basket is not None
        return self._desk.basket

    def _basket_to_settle(self) -> PricedTransaction:
        """Give the basket once it is sure that what it takes back may still come back.

        Refuses: what Desk.transaction, PriceRules.check_before_tender and check_still_returnable
        refuse.
        """
        basket = self._basket()
        self._desk.rules.check_before_tender(basket)
        lines = basket.transaction.live_lines
        for receipt in basket.transaction.originals:
            with self._desk.till.read() as connection:
                sale = returnable.find_returnable(connection, receipt)
            assert sale is not None, receipt
            check_still_returnable(sale, lines)
        return basket

    def _apply(
        self, basket: PricedTransaction, settlement: Settlement, authority: Authority
    ) -> TenderOutcome:
        transaction = basket.transaction.with_tenders(settlement.tenders)
        if not settlement.is_complete:
            return TenderOutcome(self._desk.save(transaction, authority))
        self._holds.check_alive(transaction)
        if stored_value.has_spent(self._desk.till, transaction.tenders):
            raise Refusal("STORED_VALUE_HOLD_ENDED")
        if authority.approved_by is not None:
            approvals = (*transaction.approvals, authority.approved_by)
            transaction = replace(transaction, approvals=approvals)
        priced = replace(basket, transaction=transaction)
        return TenderOutcome(None, finish(self._desk, priced, settlement, authority))

    def _check_refund_route(
        self,
        basket: PricedTransaction,
        tender_type: TenderType,
        amount: Money,
        approval: Approval | None,
    ) -> Authority:
        """Give back by the way it was paid; any other way is a privilege with a limit.

        The limit holds for all that goes another way in this transaction, not for each piece.
        """
        if amount.minor >= 0:
            return ALONE
        paid = self._paid_by(tender_type, basket)
        given = sum(
            -tender.amount.minor
            for tender in basket.transaction.tenders
            if tender.tender_type is tender_type
        )
        beyond = given - amount.minor - paid
        if beyond <= 0:
            return ALONE
        request = ApprovalRequest(
            Privilege.REFUND_OTHER_TENDER,
            self._desk.subject(),
            amount=Money(beyond, amount.currency),
        )
        return self._desk.authorise(request, approval)

    def _paid_by(self, tender_type: TenderType, basket: PricedTransaction) -> int:
        """Add up what the originals of the returned lines still hold of a tender type.

        Goods taken back without a receipt were approved as a refund in cash.
        """
        with self._desk.till.read() as connection:
            paid = sum(
                returnable.tender_balance(
                    connection, receipt, tender_type, basket.transaction.currency
                ).minor
                for receipt in basket.transaction.originals
            )
        if tender_type is TenderType.CASH:
            # What is given back may be rounded up to the next coin.
            paid += self._desk.profile.cash_rounding.step_minor - 1
            paid += sum(
                -line.amount.minor
                for line in basket.lines
                if isinstance(line.line, ReturnLine)
                and not line.line.is_voided
                and line.line.original is None
            )
        return paid


def finish(
    desk: Desk, priced: PricedTransaction, settlement: Settlement, authority: Authority
) -> CompletedTransaction:
    """Record a settled transaction: the one way a transaction becomes final.

    Atomicity: receipt number, lines, tenders, the approval, the journal row, uses of rules, coupons
    and held value, points, and the end of the open transaction in one commit. When this returns,
    the sale survives a power cut. Coupons that did nothing are no part of what is recorded: the
    customer has them still. It is of the shift at hand: the one it was begun in may be among what a
    restored disk got back, and closed.
    """
    session, shift = desk.require_shift()
    used = set(priced.trace.coupons_used)
    transaction = replace(
        priced.transaction,
        coupons=tuple(held for held in priced.transaction.coupons if held.number in used),
        operator=session.operator.id,
        shift=shift.number,
        business_date=shift.business_date,
    )
    priced = replace(priced, transaction=transaction)
    assert priced.tendered == priced.payable + settlement.rounding
    check_sums(priced)
    with desk.till.write() as connection:
        moves = find_moves(desk, connection, priced)
        completed = CompletedTransaction(
            priced=priced,
            receipt=transactions.next_receipt(connection),
            completed_ms=desk.clock.wall_ms(),
            rounding=settlement.rounding,
            change=settlement.change,
            position=_NOT_YET_WRITTEN,
            operator_name=session.operator.name,
            is_training=desk.is_training,
            points=tuple(move for _, move in moves if move.points),
        )
        desk.record_authority(connection, authority)
        position = desk.record(connection, events.TransactionRecorded(completed))
        completed = replace(completed, position=position)
        transactions.record(connection, completed)
        record_rule_uses(desk, connection, completed)
        record_coupons(desk, connection, completed)
        stored_value.record_uses(connection, completed)
        points.record_moves(
            connection, transaction.id, completed.receipt.number, moves, desk.time.now_ms()
        )
        open_transactions.drop(connection, transaction.id)
    desk.basket = None
    return completed
