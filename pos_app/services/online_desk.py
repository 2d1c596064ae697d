"""The cloud at the counter: what sync's fast lane says, in the words of ``ports.OnlineDesk``.

What was not answered is unknown, not failed: nothing is taken, and nothing is believed to be held.
Till thread; it waits as long as the lane's deadline.
"""

from collections.abc import Callable
from typing import Final, TypeVar

from pos_app.domain.grant import Hold
from pos_app.domain.member import MemberId
from pos_app.domain.money import Money
from pos_app.domain.stored_value import CardState, ValueHold
from pos_app.errors import Refusal
from pos_app.services.ports import PointsGrant
from sync.errors import ServerRefused, SyncError
from sync.interactive import FastLane

_COUPON: Final = {
    "held": "COUPON_HELD_ELSEWHERE",
    "redeemed": "COUPON_SPENT_ELSEWHERE",
    "void": "COUPON_WITHDRAWN",
    "not_yet": "COUPON_NOT_YET_VALID",
    "expired": "COUPON_EXPIRED",
    "another_store": "COUPON_WRONG_STORE",
    "ended": "COUPON_HOLD_ENDED",
    "REVOKED": "COUPON_NEEDS_HOLD",
    "OUT_OF_SCOPE": "COUPON_WRONG_STORE",
}
"""By the fact ``why`` of HOLD_REFUSED, or by the code of another refusal."""

_POINTS: Final = {"REVOKED": "POINTS_NO_ALLOWANCE", "unknown": "POINTS_NO_ALLOWANCE"}

_VALUE: Final = {
    "unknown": "STORED_VALUE_UNKNOWN_CARD",
    "too_few": "STORED_VALUE_EMPTY",
    "redeemed": "STORED_VALUE_EMPTY",
    "ended": "STORED_VALUE_HOLD_ENDED",
    "void": "STORED_VALUE_NOT_ACTIVE",
    "not_yet": "STORED_VALUE_NOT_ACTIVE",
    "expired": "STORED_VALUE_NOT_ACTIVE",
}

_T = TypeVar("_T")


class CloudDesk:
    """See ``ports.OnlineDesk``: a till that belongs to a cloud."""

    def __init__(self, lane: FastLane) -> None:
        self._lane = lane

    @property
    def is_connected(self) -> bool:
        """See ``OnlineDesk``: whether the cloud has answered this till lately."""
        return self._lane.is_open

    def hold(self, coupon: str, campaign: int, hold_no: int) -> Hold:
        """See ``OnlineDesk``; also refuses what the cloud's ledger says of the coupon itself."""
        if not self.is_connected:
            raise Refusal("COUPON_NEEDS_HOLD")
        try:
            answer = self._lane.hold_coupon(coupon, campaign, hold_no)
        except SyncError as error:
            if _why(error) == "unknown":
                raise Refusal("COUPON_UNKNOWN", campaign=campaign) from error
            raise Refusal(_COUPON.get(_why(error), "COUPON_HOLD_UNANSWERED")) from error
        return Hold(answer.hold_no, answer.ttl_ms)

    def hold_points(self, member: MemberId, points: int) -> PointsGrant:
        """See ``OnlineDesk``."""
        if not self.is_connected:
            raise Refusal("POINTS_NO_ALLOWANCE")
        try:
            answer = self._lane.hold_points(member, points)
        except SyncError as error:
            if _why(error) == "too_few":
                left = error.facts.get("balance", 0) if isinstance(error, ServerRefused) else 0
                raise Refusal("POINTS_NOT_ENOUGH", points=left) from error
            raise Refusal(_POINTS.get(_why(error), "POINTS_UNANSWERED")) from error
        return PointsGrant(answer.content, answer.key_id, answer.balance)

    def hold_value(self, card: str, amount: Money, transaction: bytes) -> ValueHold:
        """See ``OnlineDesk``."""
        if not self.is_connected:
            raise Refusal("STORED_VALUE_NEEDS_HOLD", due=amount)
        answer = self._of_value(
            lambda: self._lane.hold_value(card, amount.minor, amount.currency, transaction)
        )
        try:
            state = CardState(answer.state)
        except ValueError as error:
            raise Refusal("STORED_VALUE_UNANSWERED") from error
        held = Money(answer.amount_minor, amount.currency)
        left = Money(answer.left_minor, amount.currency)
        return ValueHold(answer.hold, state, held, left, answer.ttl_ms)

    def renew_value(self, hold: str) -> int:
        """See ``OnlineDesk``."""
        return self._of_value(lambda: self._lane.renew_value(hold))

    def release_value(self, hold: str) -> None:
        """See ``OnlineDesk``."""
        self._lane.release_value(hold)

    def release(self, coupon: str, hold_no: int) -> None:
        """See ``OnlineDesk``."""
        self._lane.release_coupon(coupon, hold_no)

    @staticmethod
    def _of_value(ask: Callable[[], _T]) -> _T:
        try:
            return ask()
        except SyncError as error:
            why = _why(error)
            if _VALUE.get(why) == "STORED_VALUE_NOT_ACTIVE":
                raise Refusal("STORED_VALUE_NOT_ACTIVE", state=why) from error
            raise Refusal(_VALUE.get(why, "STORED_VALUE_UNANSWERED")) from error


def _why(error: SyncError) -> str:
    """Say what a refusal is about; nothing for what is no answer."""
    if not isinstance(error, ServerRefused):
        return ""
    return str(error.facts.get("why", "")) if error.code == "HOLD_REFUSED" else error.code
