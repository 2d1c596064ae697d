"""What the cloud leaves to a till: uses of a campaign, points of a member, one coupon for a while.

Rights and allowances are delivered signed (codes/grants.py makes sure whose word it is) and spent
in till.db, beside the sales that used them. A hold lives as long as its lease, which is counted
without trusting any clock that people can set.
"""

from dataclasses import dataclass
from typing import Any, Final

from pos_app.domain.member import MEMBER_ID_BYTES, MemberId
from pos_app.errors import Refusal

LEASE_DRIFT_PPM: Final = 10_000
LEASE_MARGIN_MS: Final = 30_000
"""A till's lease ends before the cloud's at any drift up to 1 % (sync.md section 10)."""

MOST_USES: Final = 1_000_000
_EVERY_KEY: Final = {"expires_ms", "grant_no", "kind", "terminal"}
_RIGHT_KEYS: Final = _EVERY_KEY | {"amount", "campaign"}
_ALLOWANCE_KEYS: Final = _EVERY_KEY | {"max_points", "member"}
_LATEST: Final = 2**53 - 1


@dataclass(frozen=True, slots=True)
class EscrowRight:
    """So many uses of a campaign, this till's alone until ``expires_ms`` in trusted time."""

    grant_no: int
    campaign: int
    amount: int
    expires_ms: int


@dataclass(frozen=True, slots=True)
class RightLeft:
    """What is left of a right, less what open transactions have reserved of it."""

    grant_no: int
    left: int
    expires_ms: int


@dataclass(frozen=True, slots=True)
class Allowance:
    """So many points of a member, to be spent offline at this till alone."""

    grant_no: int
    member: MemberId
    max_points: int
    expires_ms: int


def right_of(fields: dict[str, Any], terminal_id: bytes) -> EscrowRight:
    """Read a right whose signature holds.

    A field that is not known refuses it: what it would have limited is not known here.

    Refuses: GRANT_UNREADABLE, GRANT_FOR_ANOTHER_TILL.
    """
    try:
        if set(fields) != _RIGHT_KEYS or fields["kind"] != "right":
            raise ValueError("no right")
        right = EscrowRight(
            grant_no=_whole(fields["grant_no"], _LATEST),
            campaign=_whole(fields["campaign"], 2**32 - 1),
            amount=_whole(fields["amount"], MOST_USES),
            expires_ms=_whole(fields["expires_ms"], _LATEST),
        )
        is_ours = bytes.fromhex(fields["terminal"]) == terminal_id
    except (TypeError, ValueError) as error:
        raise Refusal("GRANT_UNREADABLE") from error
    if not is_ours:
        raise Refusal("GRANT_FOR_ANOTHER_TILL", grant=right.grant_no)
    return right


def allowance_of(fields: dict[str, Any], terminal_id: bytes) -> Allowance:
    """Read an allowance whose signature holds.

    Refuses: as ``right_of``.
    """
    try:
        if set(fields) != _ALLOWANCE_KEYS or fields["kind"] != "points":
            raise ValueError("no allowance")
        allowance = Allowance(
            grant_no=_whole(fields["grant_no"], _LATEST),
            member=MemberId(bytes.fromhex(fields["member"])),
            max_points=_whole(fields["max_points"], _LATEST),
            expires_ms=_whole(fields["expires_ms"], _LATEST),
        )
        if len(allowance.member) != MEMBER_ID_BYTES:
            raise ValueError("no member")
        is_ours = bytes.fromhex(fields["terminal"]) == terminal_id
    except (TypeError, ValueError) as error:
        raise Refusal("GRANT_UNREADABLE") from error
    if not is_ours:
        raise Refusal("GRANT_FOR_ANOTHER_TILL", grant=allowance.grant_no)
    return allowance


def _whole(value: object, most: int) -> int:
    if type(value) is not int or not 1 <= value <= most:
        raise ValueError("no whole number")
    return value


@dataclass(frozen=True, slots=True)
class Hold:
    """The cloud's word that one coupon is this till's alone for ``ttl_ms`` from its answer.

    ``hold_no`` rises with every hold of the coupon, so that a late use can be told from a new one.
    """

    hold_no: int
    ttl_ms: int


def lease_end_ms(sent_mono_ms: int, ttl_ms: int) -> int:
    """Say when the till's side of a lease is over, on the clock that counts sleep.

    Counted from the moment the request was *sent*: the cloud counts from when it granted, later.

    Rounding: the drift up, so that the lease is never longer than it may be.
    """
    return sent_mono_ms + ttl_ms + (-ttl_ms * LEASE_DRIFT_PPM // 1_000_000) - LEASE_MARGIN_MS
