"""The desk: what the services of one till share, and the only place that saves the basket.

Owned by the till thread. The open transaction here is always the one on the disk: it changes after
the commit, never before.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from pos_app.clock import Clock
from pos_app.domain import events
from pos_app.domain.identifiers import BusinessDate, OperatorId, TransactionId
from pos_app.domain.operators import (
    Approval,
    ApprovalRequest,
    Level,
    Operator,
    Privilege,
    check_permission,
)
from pos_app.domain.pricing.earning import with_points
from pos_app.domain.pricing.engine import StoreRounding, price
from pos_app.domain.pricing.priced import PricedTransaction
from pos_app.domain.returns import renew
from pos_app.domain.settlement import JournalPosition
from pos_app.domain.shift import Shift
from pos_app.domain.shop import StoreProfile
from pos_app.domain.transaction import RetailTransaction
from pos_app.errors import Refusal
from pos_app.services.price_rules import PriceRules
from pos_app.store import journal, open_transactions, returnable
from pos_app.store.database import Connection, Database
from pos_app.store.outgoing import body_bytes, fits_surely

APPROVAL_LASTS_MS = 60_000

LARGEST_BASKET_BYTES = 240 * 1024
"""A journal body has 256 KiB, and tenders and discounts on the whole come last."""


@dataclass(frozen=True, slots=True)
class Session:
    """Who is signed on, and what they may work with. ``shift`` is the till's open shift."""

    operator: Operator
    business_date: BusinessDate | None = None
    shift: Shift | None = None
    is_locked: bool = False
    is_training: bool = False

    @property
    def can_sell(self) -> bool:
        """The day is open, the shift is theirs and the screen is not locked."""
        return (
            self.shift is not None
            and self.shift.operator == self.operator.id
            and not self.is_locked
        )


@dataclass(frozen=True, slots=True)
class Authority:
    """Leave to act, already checked; ``approved_by`` is empty when the operator acts alone."""

    request: ApprovalRequest | None = None
    approved_by: OperatorId | None = None


ALONE = Authority()


class Desk:
    """The till's own file, its clock and profile, who is signed on, and the open transaction."""

    def __init__(
        self,
        till: Database,
        writer: journal.JournalWriter,
        clock: Clock,
        profile: StoreProfile,
        rules: PriceRules,
        *,
        is_training: bool = False,
    ) -> None:
        self.till = till
        self.clock = clock
        self.profile = profile
        self.rules = rules
        self.time = rules.time
        self.is_training = is_training
        self.session: Session | None = None
        self.basket: PricedTransaction | None = None
        self._writer = writer
        self._approvals_given: set[str] = set()

    def require_session(self) -> Session:
        """Give the session of an operator who is there.

        Refuses: NOT_SIGNED_ON, SCREEN_LOCKED.
        """
        if self.session is None:
            raise Refusal("NOT_SIGNED_ON")
        if self.session.is_locked:
            raise Refusal("SCREEN_LOCKED")
        return self.session

    def require_shift(self) -> tuple[Session, Shift]:
        """Give the session and the shift it answers for.

        Refuses: NOT_SIGNED_ON, SCREEN_LOCKED, SHIFT_NOT_OPEN, SHIFT_OF_ANOTHER_OPERATOR.
        """
        session = self.require_session()
        if session.shift is None:
            raise Refusal("SHIFT_NOT_OPEN")
        if session.shift.operator != session.operator.id:
            raise Refusal("SHIFT_OF_ANOTHER_OPERATOR", operator=session.shift.operator_name)
        return session, session.shift

    def give_approval(self, approval: Approval) -> None:
        """Remember an approval until it is used."""
        self._approvals_given.add(approval.nonce)

    def authorise(self, request: ApprovalRequest, approval: Approval | None) -> Authority:
        """Decide whether the signed-on operator may act, alone or with an approval.

        An approval counts once, for the very request it was given for, within a minute.

        Refuses: NOT_SIGNED_ON, SCREEN_LOCKED, NOT_PERMITTED, APPROVAL_NEEDED, APPROVAL_EXPIRED.
        """
        session = self.require_session()
        if approval is None or approval.request != request:
            check_permission(session.operator, request)
            return ALONE
        age_ms = self.clock.mono_ms() - approval.given_mono_ms
        is_known = approval.nonce in self._approvals_given
        self._approvals_given.discard(approval.nonce)
        if not is_known or age_ms > APPROVAL_LASTS_MS:
            raise Refusal("APPROVAL_EXPIRED")
        return Authority(request, approval.approved_by)

    def allow(self, privilege: Privilege, subject: str, approval: Approval | None) -> Authority:
        """Authorise an action that has neither rate nor amount; see ``authorise``."""
        return self.authorise(ApprovalRequest(privilege, subject), approval)

    def check_may(self, privilege: Privilege) -> Session:
        """Let whoever may do it, alone or with an approval, look and prepare; not yet act.

        Refuses: NOT_SIGNED_ON, SCREEN_LOCKED, NOT_PERMITTED.
        """
        session = self.require_session()
        if session.operator.role.permission(privilege).level is Level.NO:
            raise Refusal("NOT_PERMITTED", privilege=privilege.value)
        return session

    def transaction(self) -> RetailTransaction:
        """Give the open transaction.

        Refuses: NOT_SIGNED_ON, SCREEN_LOCKED, SHIFT_NOT_OPEN, SHIFT_OF_ANOTHER_OPERATOR,
        NO_OPEN_TRANSACTION.
        """
        self.require_shift()
        return self.transaction_at_hand()

    def transaction_at_hand(self) -> RetailTransaction:
        """Give the open transaction also to somebody whose shift it is not, to be put aside.

        Refuses: NOT_SIGNED_ON, SCREEN_LOCKED, NO_OPEN_TRANSACTION.
        """
        self.require_session()
        if self.basket is None:
            raise Refusal("NO_OPEN_TRANSACTION")
        return self.basket.transaction

    def transaction_or_new(self) -> RetailTransaction:
        """Give the open transaction or begin one; a new one is saved with its first line.

        Refuses: what require_shift refuses, NOT_PERMITTED.
        """
        session, shift = self.require_shift()
        check_permission(session.operator, ApprovalRequest(Privilege.SELL, "sell"))
        if self.basket is not None:
            return self.basket.transaction
        self.rules.refresh()
        return RetailTransaction(
            id=TransactionId(self.clock.new_id().bytes),
            operator=session.operator.id,
            business_date=shift.business_date,
            shift=shift.number,
            opened_ms=self.clock.wall_ms(),
            currency=self.profile.currency,
        )

    def take_ids(self, renewed: Mapping[TransactionId, TransactionId]) -> None:
        """Follow the disk, where open transactions have been given other ids."""
        basket = self.basket
        if basket is not None and basket.transaction.id in renewed:
            id_now = renewed[basket.transaction.id]
            self.basket = replace(basket, transaction=replace(basket.transaction, id=id_now))

    def subject(self, line: int | None = None) -> str:
        """Name the open transaction, or a line of it, for an approval."""
        assert self.basket is not None
        name = self.basket.transaction.id.hex()
        return name if line is None else f"{name}:{line}"

    def price(self, transaction: RetailTransaction) -> PricedTransaction:
        """Price by the rules in force and the rounding of this store."""
        rounding = StoreRounding(self.profile.extend_rounding, self.profile.tax_rounding)
        bundle, around = self.rules.around(transaction, self.profile.store)
        return with_points(price(transaction, bundle, around, rounding), bundle, around)

    def _price_standing(self, transaction: RetailTransaction) -> PricedTransaction | None:
        """Give the price at hand once money is taken for it; None while it may still change.

        Nothing that prices are made of can be changed then: only tenders, and notes on lines.
        """
        before = self.basket
        if not transaction.tenders or before is None or before.transaction.id != transaction.id:
            return None
        pairs = zip(before.lines, transaction.lines, strict=True)
        lines = tuple(replace(priced, line=line) for priced, line in pairs)
        return replace(before, transaction=transaction, lines=lines)

    def renew_returns(
        self, connection: Connection, transaction: RetailTransaction
    ) -> RetailTransaction:
        """Work out anew what its return lines give: another line, or another dealing, may matter.

        Lines that can't come back any more stay as they are; settling refuses them.
        """
        lines = transaction.lines
        for receipt in transaction.originals:
            sale = returnable.find_returnable(connection, receipt)
            assert sale is not None, receipt
            lines = renew(sale, lines)
        return replace(transaction, lines=lines)

    def save(
        self,
        transaction: RetailTransaction,
        authority: Authority = ALONE,
        also: Callable[[Connection], None] | None = None,
    ) -> PricedTransaction:
        """Price the transaction and make it the open one, on the disk first.

        Atomicity: the changed lines, the approval's journal row and what ``also`` writes, in one
        commit.

        Refuses: TRANSACTION_TOO_LARGE.
        """
        if authority.approved_by is not None:
            approvals = (*transaction.approvals, authority.approved_by)
            transaction = replace(transaction, approvals=approvals)
        if transaction.originals and not transaction.tenders:
            with self.till.read() as connection:
                transaction = self.renew_returns(connection, transaction)
        priced = self._price_standing(transaction) or self.price(transaction)
        if not fits_surely(priced) and body_bytes(priced) > LARGEST_BASKET_BYTES:
            raise Refusal("TRANSACTION_TOO_LARGE")
        before = self.basket.transaction if self.basket else None
        with self.till.write() as connection:
            open_transactions.save_open(connection, priced, before, self.clock.wall_ms())
            self.record_authority(connection, authority)
            if also is not None:
                also(connection)
        self.basket = priced
        return priced

    def record(
        self, connection: Connection, event: events.Event, approved_by: OperatorId | None = None
    ) -> JournalPosition:
        """Append an event to the journal in the caller's transaction."""
        if not self.is_training:
            self.time.keep(connection)
        session = self.session
        shift = session.shift if session else None
        date = session.business_date if session else None
        return self._writer.append(
            connection,
            event,
            business_date=shift.business_date if shift else date,
            operator=session.operator.id if session else None,
            shift=shift.number if shift else None,
            approved_by=approved_by,
        )

    def record_authority(self, connection: Connection, authority: Authority) -> None:
        """Journal an approval that was used; an operator acting alone leaves no row of it."""
        request = authority.request
        if request is None:
            return
        event = events.Override(
            request.privilege.value, request.subject, request.rate_ppm, request.amount
        )
        self.record(connection, event, authority.approved_by)
