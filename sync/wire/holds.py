"""Asked while the customer waits: coupons, points, stored value and pickups, held for one till.

sync.md sections 5, 10 and 11. ``request_id``: 16 random bytes; the *first* answer is repeated for
it, and the same id with another body is REQUEST_REUSED. ``ttl_ms`` runs at the till from the moment
it *sent* the request and at the server from the moment it granted, plus grace.

HOLD_REFUSED says in its fact ``why``: held, redeemed, void, not_yet, expired, unknown, too_few,
another_store, ended. Of points, too_few says in ``balance`` what may be spent here all the same:
what earlier leave of this till has left.
"""

import msgspec


class CouponHoldRequest(msgspec.Struct, frozen=True):
    """``hold_no`` 0 asks for a new hold, another number for that hold's renewal."""

    request_id: bytes
    coupon: str
    campaign: int
    hold_no: int = 0


class CouponHoldAnswer(msgspec.Struct, frozen=True):
    """``hold_no`` rises with every hold of the coupon: the fencing number of its redemption."""

    hold_no: int
    ttl_ms: int


class CouponReleaseRequest(msgspec.Struct, frozen=True):
    """Gives a hold back; one that is not held any more is no error."""

    coupon: str
    hold_no: int


class PointsHoldRequest(msgspec.Struct, frozen=True):
    """Asks to spend up to so many points of a member (16 bytes) here; the answer is a grant."""

    request_id: bytes
    member: bytes
    points: int


class GrantAnswer(msgspec.Struct, frozen=True):
    """A signed grant, as the control feed would deliver it, and the key that signed it."""

    content: bytes
    key_id: bytes
    balance: int


class ValueHoldRequest(msgspec.Struct, frozen=True):
    """Asks for an amount of a gift card or wallet; less is held where less is there.

    ``card``: the token of its number (domain/stored_value.py), never the number.
    """

    request_id: bytes
    card: str
    amount_minor: int
    currency: str
    transaction: bytes


class ValueHoldAnswer(msgspec.Struct, frozen=True):
    """``hold`` names it from now on; ``left_minor`` is on the card besides.

    ``state`` of the card: domain/stored_value.py CardState.
    """

    hold: str
    state: str
    amount_minor: int
    left_minor: int
    ttl_ms: int


class ValueRenewRequest(msgspec.Struct, frozen=True):
    """Asks for more time."""

    hold: str


class ValueRenewAnswer(msgspec.Struct, frozen=True):
    """Milliseconds from the answer on."""

    ttl_ms: int


class ValueReleaseRequest(msgspec.Struct, frozen=True):
    """Gives what is held back."""

    hold: str


class PickupClaimRequest(msgspec.Struct, frozen=True):
    """Asks to hand an order over here."""

    request_id: bytes
    order: str


class PickupClaimAnswer(msgspec.Struct, frozen=True):
    """``claim_no`` fences like a hold's."""

    claim_no: int
    ttl_ms: int
    lines: tuple[tuple[str, int], ...]


class Done(msgspec.Struct, frozen=True):
    """Nothing more to say."""

    done: bool = True
