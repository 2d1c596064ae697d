"""Invitations to join, for the screen and the foot of a receipt. Any thread: it keeps nothing."""

from collections.abc import Callable

from pos_app.domain.join_code import JoinCode
from pos_app.domain.member import day_of
from pos_app.domain.settlement import CompletedTransaction
from pos_app.domain.shop import StoreProfile


class JoinCodes:
    """Makes them for one till. ``sign`` signs with the terminal's key."""

    def __init__(self, profile: StoreProfile, sign: Callable[[bytes], bytes]) -> None:
        self._profile = profile
        self._sign = sign

    def text_for(self, operator: str, at_ms: int) -> str:
        """Give the address for a QR code; empty where the store invites nobody."""
        profile = self._profile
        if not profile.join.address:
            return ""
        code = JoinCode(profile.join, profile.store, profile.workstation, operator, day_of(at_ms))
        return code.text(self._sign(code.signed))

    def text_on_receipt(self, completed: CompletedTransaction) -> str:
        """Give the address for the foot of a receipt; empty for a member and in training.

        A copy carries the same one: it counts for who sold, when they sold.
        """
        transaction = completed.priced.transaction
        if transaction.member_ref is not None or completed.is_training:
            return ""
        return self.text_for(transaction.operator, completed.completed_ms)
