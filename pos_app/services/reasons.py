"""The one check that a reason is on the store's list for what is being done."""

from pos_app.domain.shop import ReasonFor, StoreProfile
from pos_app.errors import Refusal


def check_reason(profile: StoreProfile, purpose: ReasonFor, code: str) -> None:
    """Refuse a reason that the store does not use here.

    Refuses: REASON_UNKNOWN.
    """
    if not any(reason.code == code for reason in profile.reasons_for(purpose)):
        raise Refusal("REASON_UNKNOWN")
