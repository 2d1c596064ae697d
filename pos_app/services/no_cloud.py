"""A till that nobody answers: what only the cloud can promise is refused, the rest goes on."""

from pos_app.domain.grant import Hold
from pos_app.domain.member import MemberId
from pos_app.domain.money import Money
from pos_app.domain.stored_value import ValueHold
from pos_app.errors import Refusal
from pos_app.services.ports import PointsGrant


class NoCloud:
    """See ``ports.OnlineDesk``: a shop without a cloud, and every till in training."""

    @property
    def is_connected(self) -> bool:
        """See ``OnlineDesk``."""
        return False

    def hold(self, coupon: str, campaign: int, hold_no: int) -> Hold:
        """See ``OnlineDesk``."""
        del coupon, campaign, hold_no
        raise Refusal("COUPON_NEEDS_HOLD")

    def hold_points(self, member: MemberId, points: int) -> PointsGrant:
        """See ``OnlineDesk``; what was allowed before may still be spent."""
        del member, points
        raise Refusal("POINTS_NO_ALLOWANCE")

    def hold_value(self, card: str, amount: Money, transaction: bytes) -> ValueHold:
        """See ``OnlineDesk``; the sale can be paid otherwise or wait for the network."""
        del card, transaction
        raise Refusal("STORED_VALUE_NEEDS_HOLD", due=amount)

    def renew_value(self, hold: str) -> int:
        """See ``OnlineDesk``."""
        del hold
        raise Refusal("STORED_VALUE_HOLD_ENDED")

    def release_value(self, hold: str) -> None:
        """See ``OnlineDesk``: nobody holds anything."""

    def release(self, coupon: str, hold_no: int) -> None:
        """See ``OnlineDesk``: nobody holds anything."""
