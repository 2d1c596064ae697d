"""A till that nobody answers: what only the cloud can promise is refused, the rest goes on."""

from pos_app.domain.grant import Hold
from pos_app.errors import Refusal


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

    def release(self, coupon: str, hold_no: int) -> None:
        """See ``OnlineDesk``: nobody holds anything."""
