"""Asked while the customer waits: one thing, one till, for a while.

The first answer to a ``request_id`` is its only one; a refusal is no answer and may be asked again.
"""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

import sqlalchemy as sa

from sync.cloud.api.endpoint import Call, Endpoint, Refused
from sync.cloud.call import Response
from sync.cloud.clock import CloudClock
from sync.cloud.coupons import holds as coupons
from sync.cloud.database import CloudDatabase
from sync.cloud.inbox.once import Asked, RequestReusedError, answer_once
from sync.cloud.keys import ServerKeys
from sync.cloud.members import points
from sync.cloud.orders import orders
from sync.cloud.payments import stored_value
from sync.cloud.schema.leases import LEASE_MS, Declined, Granting, Till, grant_number
from sync.cloud.schema.ledgers import MEMBER
from sync.wire import holds as wire
from sync.wire.packing import pack

_REQUEST_ID_BYTES: Final = 16
_MEMBER_BYTES: Final = 16
_LONGEST_NAME: Final = 64


@dataclass(frozen=True, slots=True)
class Holds:
    """Handles them. Any thread may call it."""

    database: CloudDatabase
    clock: CloudClock
    keys: ServerKeys

    def coupon_hold(self, call: Call) -> Response:
        """Hold a coupon, or renew a hold of it."""
        asked: wire.CouponHoldRequest = call.message
        _check_name("coupon", asked.coupon)

        def work(connection: sa.Connection) -> wire.CouponHoldAnswer:
            till = _till(call)
            if asked.hold_no:
                number = coupons.renew(connection, till, asked.coupon, asked.hold_no, call.now_ms)
            else:
                number = coupons.hold(connection, till, asked.coupon, asked.campaign, call.now_ms)
            return wire.CouponHoldAnswer(number, LEASE_MS)

        return self._once(call, asked.request_id, work)

    def coupon_release(self, call: Call) -> wire.Done:
        """Give a coupon back."""
        asked: wire.CouponReleaseRequest = call.message
        self.database.write(lambda c: coupons.release(c, _till(call), asked.coupon, asked.hold_no))
        return wire.Done()

    def points_hold(self, call: Call) -> Response:
        """Let this till spend points of a member for a while."""
        asked: wire.PointsHoldRequest = call.message
        if asked.points < 1 or len(asked.member) != _MEMBER_BYTES:
            raise Refused("INVALID", field="points" if asked.points < 1 else "member")
        number = grant_number(self.clock)

        def work(connection: sa.Connection) -> wire.GrantAnswer:
            till = _till(call)
            _check_member(connection, till, asked.member.hex())
            granting = Granting(self.keys, lambda: number, call.now_ms)
            content, key_id, balance = points.allow(
                connection, granting, till, asked.member.hex(), asked.points
            )
            return wire.GrantAnswer(content, key_id, balance)

        return self._once(call, asked.request_id, work)

    def value_hold(self, call: Call) -> Response:
        """Hold an amount of a card."""
        asked: wire.ValueHoldRequest = call.message
        if asked.amount_minor < 1:
            raise Refused("INVALID", field="amount_minor")
        wanted = stored_value.Wanted(
            asked.card, asked.amount_minor, asked.currency, asked.transaction
        )

        def work(connection: sa.Connection) -> wire.ValueHoldAnswer:
            held = stored_value.hold(connection, _till(call), wanted, call.now_ms)
            return wire.ValueHoldAnswer(held.hold, held.state, held.amount, held.left, LEASE_MS)

        return self._once(call, asked.request_id, work)

    def value_renew(self, call: Call) -> wire.ValueRenewAnswer:
        """Give a hold of a card more time."""
        asked: wire.ValueRenewRequest = call.message
        self._declining(lambda c: stored_value.renew(c, _till(call), asked.hold, call.now_ms))
        return wire.ValueRenewAnswer(LEASE_MS)

    def value_release(self, call: Call) -> wire.Done:
        """Give back what is held of a card."""
        asked: wire.ValueReleaseRequest = call.message
        self.database.write(lambda c: stored_value.release(c, _till(call), asked.hold))
        return wire.Done()

    def pickup_claim(self, call: Call) -> Response:
        """Hand an order over here."""
        asked: wire.PickupClaimRequest = call.message
        _check_name("order", asked.order)

        def work(connection: sa.Connection) -> wire.PickupClaimAnswer:
            claimed = orders.claim(connection, _till(call), asked.order, call.now_ms)
            return wire.PickupClaimAnswer(claimed.claim_no, LEASE_MS, claimed.lines)

        return self._once(call, asked.request_id, work)

    def _once(
        self, call: Call, request_id: bytes, work: Callable[[sa.Connection], Any]
    ) -> Response:
        if len(request_id) != _REQUEST_ID_BYTES:
            raise Refused("INVALID", field="request_id")
        asked = Asked(
            tenant=call.terminal.tenant,
            scope=call.terminal.terminal_id.hex(),
            request_id=request_id,
            body_hash=hashlib.sha256(call.request.path.encode() + b"\0" + call.body).digest(),
            now_ms=call.now_ms,
        )
        try:
            answer = self._declining(lambda c: answer_once(c, asked, lambda: pack(work(c))))
        except RequestReusedError as error:
            raise Refused("REQUEST_REUSED") from error
        return Response(200, answer)

    def _declining(self, work: Callable[[sa.Connection], Any]) -> Any:
        try:
            return self.database.write(work)
        except Declined as declined:
            raise Refused("HOLD_REFUSED", why=declined.why, **declined.facts) from declined


def endpoints(holds: Holds) -> tuple[Endpoint, ...]:
    """Give the table."""
    table = (
        ("coupon/hold", holds.coupon_hold, wire.CouponHoldRequest, wire.CouponHoldAnswer),
        ("points/hold", holds.points_hold, wire.PointsHoldRequest, wire.GrantAnswer),
        ("value/hold", holds.value_hold, wire.ValueHoldRequest, wire.ValueHoldAnswer),
        ("pickup/claim", holds.pickup_claim, wire.PickupClaimRequest, wire.PickupClaimAnswer),
    )
    once = ("HOLD_REFUSED", "REQUEST_REUSED", "INVALID")
    held = tuple(
        _endpoint(path, handle, takes, gives, once) for path, handle, takes, gives in table
    )
    renewal = _endpoint(
        "value/renew",
        holds.value_renew,
        wire.ValueRenewRequest,
        wire.ValueRenewAnswer,
        ("HOLD_REFUSED",),
    )
    releases = (
        _endpoint("coupon/release", holds.coupon_release, wire.CouponReleaseRequest, wire.Done),
        _endpoint("value/release", holds.value_release, wire.ValueReleaseRequest, wire.Done),
    )
    return (*held, renewal, *releases)


def _endpoint(
    path: str, handle: Callable[[Call], Any], takes: Any, gives: Any, refuses: tuple[str, ...] = ()
) -> Endpoint:
    return Endpoint(
        method="POST",
        path=f"/sync/v1/{path}",
        handle=handle,
        auth="terminal",
        lane="holds",
        summary=(handle.__doc__ or "").partition("\n")[0],
        takes=takes,
        gives=gives,
        refuses=refuses,
        most_bytes=4_096,
    )


def _till(call: Call) -> Till:
    caller = call.terminal
    return Till(caller.tenant, caller.store, caller.terminal_id)


def _check_name(field: str, name: str) -> None:
    if not 0 < len(name) <= _LONGEST_NAME or "\0" in name:
        raise Refused("INVALID", field=field)


def _check_member(connection: sa.Connection, till: Till, member: str) -> None:
    state = connection.execute(
        sa.select(MEMBER.c.state).where(MEMBER.c.member == member, MEMBER.c.tenant == till.tenant)
    ).scalar()
    if state in (None, "forgotten"):
        raise Declined("unknown")
