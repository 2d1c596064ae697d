"""The way to the cloud that services are given: shut until the till has got one.

Services are built before the first sale is possible, the link to the cloud after that (it must not
make the till wait), and an enrolment may come in the middle of a day.
"""

from pos_app.domain.grant import Hold
from pos_app.domain.member import MemberId
from pos_app.domain.money import Money
from pos_app.domain.stored_value import ValueHold
from pos_app.services.no_cloud import NoCloud
from pos_app.services.ports import OnlineDesk, PointsGrant


class CloudDoor:
    """See ``ports.OnlineDesk``: whoever stands behind it, and nobody before ``open``. Till thread.

    ``open`` may come from the thread that links the till: the reference is replaced at once.
    """

    def __init__(self) -> None:
        self._desk: OnlineDesk = NoCloud()

    def open(self, desk: OnlineDesk) -> None:
        """Let this desk be asked from now on."""
        self._desk = desk

    def shut(self) -> None:
        """Ask nobody any more."""
        self._desk = NoCloud()

    @property
    def is_connected(self) -> bool:
        """See ``OnlineDesk``."""
        return self._desk.is_connected

    def hold(self, coupon: str, campaign: int, hold_no: int) -> Hold:
        """See ``OnlineDesk``."""
        return self._desk.hold(coupon, campaign, hold_no)

    def release(self, coupon: str, hold_no: int) -> None:
        """See ``OnlineDesk``."""
        self._desk.release(coupon, hold_no)

    def hold_points(self, member: MemberId, points: int) -> PointsGrant:
        """See ``OnlineDesk``."""
        return self._desk.hold_points(member, points)

    def hold_value(self, card: str, amount: Money, transaction: bytes) -> ValueHold:
        """See ``OnlineDesk``."""
        return self._desk.hold_value(card, amount, transaction)

    def renew_value(self, hold: str) -> int:
        """See ``OnlineDesk``."""
        return self._desk.renew_value(hold)

    def release_value(self, hold: str) -> None:
        """See ``OnlineDesk``."""
        self._desk.release_value(hold)
