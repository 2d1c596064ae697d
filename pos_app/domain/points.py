"""Points: the ledger's moves, and what may be spent of what is known.

A ledger of moves, never a balance: the till adds up what it knows. Earning (pricing/earning.py)
needs no leave and no network; spending offline needs an allowance that the cloud signed for this
till (grant.py). What a sale, a return and a post void move is points_moves.py's.
"""

import calendar
import uuid
from dataclasses import dataclass
from datetime import date
from typing import Final

from pos_app.domain.identifiers import BusinessDate, TransactionId
from pos_app.domain.money import Money
from pos_app.domain.pricing.bundle import PointsProgram
from pos_app.errors import Refusal

SPENT: Final = "#spent"
"""The reason of points for money off; no rule is called like this."""


@dataclass(frozen=True, slots=True)
class PointsMove:
    """One entry of the ledger: points earned or given back (positive), spent or taken back.

    ``reason`` is a rule's id, earning.PURCHASE or SPENT. ``grant_no`` is the allowance a spending
    used. ``of`` names the receipt whose points a return moves; it makes the entry's id its own.
    """

    reason: str
    points: int
    grant_no: int = 0
    expires_on: BusinessDate | None = None
    of: str = ""

    @property
    def place(self) -> tuple[str, int, int, str]:
        """Give the order in which the moves of one transaction stand in every record."""
        return self.reason, self.grant_no, self.points, self.expires_on or ""

    def id_in(self, transaction: TransactionId) -> bytes:
        """Give the entry's id: the same transaction always gives the same."""
        name = ":".join((self.reason, str(self.grant_no), self.of))
        return uuid.uuid5(uuid.UUID(bytes=transaction), name).bytes


def expiry(program: PointsProgram, on: BusinessDate) -> BusinessDate | None:
    """Give the last day that points earned on a day are good for; None is never the last.

    The same day of the month after so many months, or the month's last day where it has no such.
    """
    if not program.months:
        return None
    day = date.fromisoformat(on)
    years, month = divmod(day.month - 1 + program.months, 12)
    year, month = day.year + years, month + 1
    last = calendar.monthrange(year, month)[1]
    return BusinessDate(date(year, month, min(day.day, last)).isoformat())


@dataclass(frozen=True, slots=True)
class AllowanceLeft:
    """What is left of an allowance to spend a member's points offline at this till."""

    grant_no: int
    left: int
    expires_ms: int


@dataclass(frozen=True, slots=True)
class PointsKnown:
    """What the till knows of a member's points beyond the last balance: its own entries since.

    ``spent`` is less what returns gave back; ``earned`` is less what they took back, so it may be
    negative. ``purchases_minor`` counts towards the tier. ``can_ask``: somebody answers who gives
    leave for what no allowance covers.
    """

    spent: int = 0
    earned: int = 0
    purchases_minor: int = 0
    allowances: tuple[AllowanceLeft, ...] = ()
    can_ask: bool = False

    def balance(self, last: int) -> int:
        """Give what the member has, with all this till has seen since the last balance."""
        return last - self.spent + self.earned

    def alive(self, now_ms: int) -> tuple[AllowanceLeft, ...]:
        """List the allowances that still hold at this trusted time, the first to end first."""
        good = [one for one in self.allowances if now_ms < one.expires_ms]
        return tuple(sorted(good, key=lambda one: (one.expires_ms, one.grant_no)))

    def spendable(self, balance: int, now_ms: int) -> int:
        """Say how many points may be spent now: of what is known, within what is allowed.

        Points earned here since are the cloud's to confirm first; points taken back since are gone.
        """
        there = max(balance - self.spent + min(self.earned, 0), 0)
        return there if self.can_ask else min(there, self.allowed(now_ms))

    def allowed(self, now_ms: int) -> int:
        """Say how many points the allowances that still hold have left."""
        return sum(one.left for one in self.alive(now_ms))


def check_spending(
    points: int, balance: int, known: PointsKnown, program: PointsProgram, now_ms: int
) -> None:
    """Refuse to spend what may not be spent.

    Refuses, first reason wins: POINTS_NO_ALLOWANCE, POINTS_ALLOWANCE_ENDED, POINTS_NOT_ENOUGH (with
    what may be spent), POINTS_BELOW_BLOCK (with the smallest number).
    """
    if not (known.allowances or known.can_ask):
        raise Refusal("POINTS_NO_ALLOWANCE")
    if not (known.alive(now_ms) or known.can_ask):
        raise Refusal("POINTS_ALLOWANCE_ENDED")
    spendable = known.spendable(balance, now_ms)
    if points > spendable:
        raise Refusal("POINTS_NOT_ENOUGH", points=spendable)
    if points < program.spend_block:
        raise Refusal("POINTS_BELOW_BLOCK", points=program.spend_block)


@dataclass(frozen=True, slots=True)
class PointsStanding:
    """What the panel says of a member's points.

    ``balance`` is as the cloud knew it at ``as_of_ms``; ``earned_here`` and ``spent_here`` are
    since then at this till. ``spendable`` now, in whole blocks; ``why_not`` is the code of what
    keeps points from being spent, empty when they may. ``block`` points take ``block_worth`` off.
    ``spendable_here`` of it on this basket as it stands; ``spending`` takes ``off`` from it.
    ``purchases_minor`` was bought here since and counts for the tier at once.
    """

    balance: int
    as_of_ms: int
    earned_here: int
    spent_here: int
    spendable: int
    spendable_here: int
    why_not: str
    block: int
    block_worth: Money
    spending: int
    off: Money
    allowed_until_ms: int
    purchases_minor: int
