"""What services need from below without knowing which class it is; assembly brings it."""

from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Protocol

from pos_app.domain.grant import Hold
from pos_app.domain.member import Member, MemberId, MemberRef
from pos_app.domain.money import Money
from pos_app.domain.stored_value import ValueHold
from pos_app.store.database import Connection


class CatalogFile(Protocol):
    """The catalogue in force: always the newest finished file."""

    def read(self) -> AbstractContextManager[Connection]:
        """Give a connection for one look-up."""


class KnowsMembers(Protocol):
    """Who a pseudonym of a day stands for."""

    def find_by_ref(self, ref: MemberRef) -> Member | None:
        """Find the member; None for somebody this till does not know."""


@dataclass(frozen=True, slots=True)
class PointsGrant:
    """A signed leave to spend points, for services/grants.py, and what the cloud says is there."""

    content: bytes
    key_id: bytes
    balance: int


class OnlineDesk(Protocol):
    """The cloud, asked while the customer waits.

    It answers or refuses within its deadline of 1.5 s: the till thread waits for it.
    """

    @property
    def is_connected(self) -> bool:
        """Whether there is anybody to ask at all."""

    def hold(self, coupon: str, campaign: int, hold_no: int) -> Hold:
        """Have a coupon held for this till, or a hold of it renewed; 0 asks for a new one.

        Refuses: COUPON_NEEDS_HOLD (nobody can be asked), COUPON_HOLD_UNANSWERED (no answer that
        can be relied on: unknown, not failed), COUPON_HELD_ELSEWHERE, COUPON_SPENT_ELSEWHERE.
        """

    def hold_points(self, member: MemberId, points: int) -> PointsGrant:
        """Have leave to spend up to so many points of a member, at this till alone.

        Refuses: POINTS_NO_ALLOWANCE (nobody can be asked, or not for this member),
        POINTS_NOT_ENOUGH, POINTS_UNANSWERED.
        """

    def hold_value(self, card: str, amount: Money, transaction: bytes) -> ValueHold:
        """Have an amount of a gift card or wallet held for a transaction; less where less is there.

        ``card`` is stored_value.token of its number.

        Refuses: STORED_VALUE_NEEDS_HOLD (nobody can be asked), STORED_VALUE_UNANSWERED (no answer
        that can be relied on: unknown, not failed), STORED_VALUE_UNKNOWN_CARD.
        """

    def renew_value(self, hold: str) -> int:
        """Have a hold renewed and give its milliseconds from the answer on.

        Refuses: STORED_VALUE_NEEDS_HOLD, STORED_VALUE_UNANSWERED, STORED_VALUE_HOLD_ENDED.
        """

    def release_value(self, hold: str) -> None:
        """Give what is held back to the card. A word that is lost does no harm, as above."""

    def release(self, coupon: str, hold_no: int) -> None:
        """Give a hold back. A word that is lost does no harm: the lease ends by itself."""
