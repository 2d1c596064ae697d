"""The points of the member at hand: what they are, what the basket earns, spending some of them."""

from dataclasses import dataclass, replace

from pos_app.domain.member import IdentifiedBy, MemberStanding
from pos_app.domain.money import Money
from pos_app.domain.points import PointsKnown, PointsStanding, check_spending
from pos_app.domain.points_moves import points_spent
from pos_app.domain.pricing.priced import PricedTransaction
from pos_app.domain.pricing.spending import POINTS_RULE, points_worth
from pos_app.domain.pricing.trace import PointsEarned
from pos_app.domain.settlement import CompletedTransaction
from pos_app.domain.transaction import SaleLine
from pos_app.errors import Refusal
from pos_app.services.desk import Desk
from pos_app.services.grants import Grants
from pos_app.services.ports import KnowsMembers, OnlineDesk
from pos_app.store import points as ledger


@dataclass(frozen=True, slots=True)
class PointsLeave:
    """Whom to ask for leave that no allowance here gives, and who takes it in."""

    online: OnlineDesk
    members: KnowsMembers
    grants: Grants

    def ask(self, member: MemberStanding, points: int) -> None:
        """Have leave for so many more points, or for fewer where fewer are there.

        Refuses: what ``OnlineDesk.hold_points`` and ``Grants.take_allowance`` refuse,
        POINTS_NO_ALLOWANCE for somebody whom only this till's records know.
        """
        found = self.members.find_by_ref(member.ref)
        if found is None:
            raise Refusal("POINTS_NO_ALLOWANCE")
        leave = self.online.hold_points(found.id, points)
        self.grants.take_allowance(leave.content, leave.key_id)


class Points:
    """Reads and spends; earning happens with every sale by itself. Till thread."""

    def __init__(self, desk: Desk, leave: PointsLeave) -> None:
        self._desk = desk
        self._leave = leave

    def standing(self) -> PointsStanding:
        """Say what the member at hand has, and what keeps it from being spent.

        Refuses: what Desk.transaction_at_hand refuses, NO_MEMBER.
        """
        self._desk.transaction_at_hand()
        basket = self._desk.basket
        assert basket is not None
        member = basket.transaction.member
        if member is None:
            raise Refusal("NO_MEMBER")
        program = self._desk.rules.bundle.points
        known = self._known(member)
        now_ms = self._desk.time.now_ms()
        why_not = self._why_not(member, known)
        spendable = 0
        if not why_not:
            spendable = known.spendable(member.points_known, now_ms)
            spendable -= spendable % program.spend_block
        currency = basket.transaction.currency
        off = sum(one.off for one in basket.trace.applications if one.rule == POINTS_RULE)
        here, _ = points_worth(self._desk.rules.bundle, spendable, _sold(basket) + off)
        return PointsStanding(
            balance=member.points_known,
            as_of_ms=member.as_of_ms,
            earned_here=known.earned,
            spent_here=known.spent,
            spendable=spendable,
            spendable_here=here,
            why_not=why_not,
            block=program.spend_block,
            block_worth=Money(program.block_worth, currency),
            spending=points_spent(basket.trace),
            off=Money(off, currency),
            allowed_until_ms=max((one.expires_ms for one in known.alive(now_ms)), default=0),
            purchases_minor=known.purchases_minor,
        )

    def will_earn(self) -> tuple[PointsEarned, ...]:
        """Say which rule gives how many points for the basket as it stands.

        Refuses: what Desk.transaction_at_hand refuses.
        """
        self._desk.transaction_at_hand()
        assert self._desk.basket is not None
        return self._desk.basket.trace.points

    def balance_after(self, completed: CompletedTransaction) -> int | None:
        """Give what the member of a sale just finished has now, by all that is known here.

        What was earned here is counted, though the cloud has still to confirm it. None without a
        member, and where somebody else's points moved too: goods of theirs were taken back.
        """
        member = completed.priced.transaction.member
        if member is None:
            return None
        with self._desk.till.read() as connection:
            moved = ledger.moves_of(connection, completed.receipt.number)
        if any(key != member.member_key for key, _ in moved):
            return None
        return self._known(member).balance(member.points_known)

    def spend(self, points: int) -> PricedTransaction:
        """Take points for money off this basket, instead of those taken before; 0 takes none.

        Whole blocks, up to what the program allows of the total; what is over stays the member's.
        What no allowance here covers is asked for where somebody answers, 1.5 s at most; leave that
        was given stays, whatever is refused after it.

        Refuses, first reason wins: what Desk.transaction refuses, TENDER_STARTED, NO_MEMBER,
        POINTS_NOT_HERE, POINTS_IDENTIFY_BY_CODE, POINTS_CLOCK_UNSURE, what
        points.check_spending and ``PointsLeave.ask`` refuse.
        """
        transaction = self._desk.transaction().spend_points(points)
        if points:
            member = transaction.member
            assert member is not None
            self._check_person(member)
            self._check_spending(points, member, self._known(member))
            self._have_leave(points, member)
        return self._desk.save(transaction)

    def _have_leave(self, points: int, member: MemberStanding) -> None:
        """See to it that allowances here cover so many points."""
        known = self._known(member)
        missing = points - known.allowed(self._desk.time.now_ms())
        if missing > 0:
            self._leave.ask(member, missing)
            self._check_spending(points, member, replace(self._known(member), can_ask=False))

    def _check_spending(self, points: int, member: MemberStanding, known: PointsKnown) -> None:
        program, now_ms = self._desk.rules.bundle.points, self._desk.time.now_ms()
        check_spending(points, member.points_known, known, program, now_ms)

    def _why_not(self, member: MemberStanding, known: PointsKnown) -> str:
        block = self._desk.rules.bundle.points.spend_block
        try:
            self._check_person(member)
            self._check_spending(block, member, known)
        except Refusal as refusal:
            return refusal.code
        return ""

    def _check_person(self, member: MemberStanding) -> None:
        if not self._desk.rules.bundle.points.spend_block:
            raise Refusal("POINTS_NOT_HERE")
        is_proved = member.identified_by is IdentifiedBy.CODE
        if self._desk.profile.points_need_code and not is_proved:
            raise Refusal("POINTS_IDENTIFY_BY_CODE")
        if not (self._desk.time.is_sure and member.is_time_checked):
            raise Refusal("POINTS_CLOCK_UNSURE")

    def _known(self, member: MemberStanding) -> PointsKnown:
        with self._desk.till.read() as connection:
            known = ledger.points_known(connection, member.member_key, member.as_of_ms)
        return replace(known, can_ask=self._leave.online.is_connected)


def _sold(basket: PricedTransaction) -> int:
    """Add up what is to be paid for what is sold, in minor units."""
    return sum(
        line.net.minor
        for line in basket.lines
        if isinstance(line.line, SaleLine) and not line.line.is_voided
    )
