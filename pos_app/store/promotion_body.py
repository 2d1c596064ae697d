"""Buyer, coupons and the price trace as JSON and back: how open and finished sales keep them.

Keys are short because a shop keeps a million of these; a key that is missing means the default.
"""

from collections.abc import Sequence
from typing import Any

from pos_app.domain.coupon import CouponClass, HeldCoupon, WhenReturned
from pos_app.domain.member import IdentifiedBy, MemberRef, MemberStanding
from pos_app.domain.pricing.rule import OnReturn, Phase
from pos_app.domain.pricing.trace import (
    Application,
    PointsEarned,
    PriceTrace,
    TracedNeed,
    TracedShare,
)

Body = dict[str, Any]


def standing_body(member: MemberStanding) -> Body:
    """Give the buyer of an open transaction as JSON."""
    return _lean(
        h=member.ref.handle.hex(),
        day=member.ref.day,
        key=member.member_key.hex(),
        by=member.identified_by.value,
        tier=member.tier,
        spent=member.spent_minor,
        seg=list(member.segments),
        bd=int(member.is_birthday),
        pts=member.points_known,
        at=member.as_of_ms,
        prov=int(member.is_provisional),
        ent=list(member.entitlements),
        blind=int(not member.is_time_checked),
    )


def standing_of(body: Body) -> MemberStanding:
    """Read the buyer back."""
    return MemberStanding(
        ref=MemberRef(bytes.fromhex(body["h"]), body["day"]),
        member_key=bytes.fromhex(body["key"]),
        identified_by=IdentifiedBy(body["by"]),
        tier=body.get("tier", ""),
        spent_minor=body.get("spent", 0),
        segments=tuple(body.get("seg", ())),
        is_birthday="bd" in body,
        points_known=body.get("pts", 0),
        as_of_ms=body.get("at", 0),
        is_provisional="prov" in body,
        entitlements=tuple(body.get("ent", ())),
        is_time_checked="blind" not in body,
    )


def held_body(coupon: HeldCoupon) -> Body:
    """Give a coupon of an open transaction as JSON, with whom it was accepted for."""
    return coupon_body(coupon) | _lean(mk=coupon.member_key.hex())


def coupon_body(coupon: HeldCoupon) -> Body:
    """Give a coupon as JSON, as finished records keep it."""
    return _lean(
        n=coupon.number,
        c=coupon.campaign,
        k=coupon.coupon_class.value,
        zh=coupon.name_zh,
        en=coupon.name_en,
        rule=coupon.rule,
        until=coupon.until_ms,
        v=coupon.value_minor,
        back=coupon.when_returned.value,
        g=coupon.grant_no,
        max=coupon.max_uses if coupon.max_uses != 1 else 0,
    )


def coupon_of(body: Body) -> HeldCoupon:
    """Read a coupon back."""
    return HeldCoupon(
        number=body["n"],
        campaign=body["c"],
        coupon_class=CouponClass(body["k"]),
        name_zh=body.get("zh", ""),
        name_en=body.get("en", ""),
        rule=body.get("rule", ""),
        until_ms=body["until"],
        value_minor=body.get("v", 0),
        when_returned=WhenReturned(body["back"]),
        grant_no=body.get("g", 0),
        max_uses=body.get("max", 1),
        member_key=bytes.fromhex(body.get("mk", "")),
    )


def trace_body(trace: PriceTrace) -> Body | None:
    """Give a price trace as JSON; what was only advice at the till is not kept."""
    if not trace.applications and not trace.points:
        return None
    return _lean(
        id=trace.bundle,
        v=trace.version,
        hash=trace.hash,
        best=int(trace.is_best),
        open=int(not trace.is_proved),
        apps=[_application_body(application) for application in trace.applications],
        pts=[
            [one.rule, one.name_zh, one.name_en, one.points, one.seen, list(one.lines)]
            for one in trace.points
        ],
    )


def trace_of(body: Body | None) -> PriceTrace:
    """Read a price trace back."""
    if body is None:
        return PriceTrace()
    return PriceTrace(
        bundle=body.get("id", ""),
        version=body.get("v", 0),
        hash=body.get("hash", ""),
        is_best="best" in body,
        is_proved="open" not in body,
        applications=tuple(_application_of(entry) for entry in body.get("apps", ())),
        points=tuple(_earned_of(entry) for entry in body.get("pts", ())),
    )


def _earned_of(body: Sequence[Any]) -> PointsEarned:
    rule, name_zh, name_en, points, seen, lines = body
    return PointsEarned(rule, name_zh, name_en, points, seen, tuple(lines))


def application_data(application: Application) -> Body:
    """Give what the journal keeps of an application: all but the rule's names."""
    body = _application_body(application)
    return {key: value for key, value in body.items() if key not in ("zh", "en")}


def _application_body(application: Application) -> Body:
    return _lean(
        r=application.rule,
        zh=application.name_zh,
        en=application.name_en,
        p=int(application.phase),
        s=application.seen,
        o=application.off,
        t=application.times if application.times != 1 else 0,
        l=[_share_body(share) for share in application.shares],
        n=[_need_body(need) for need in application.needs],
        c=application.coupon,
        e=application.entitlement,
        ret=application.on_return.value if application.on_return is not OnReturn.KEEP else "",
    )


def _share_body(share: TracedShare) -> Sequence[int]:
    short = [share.line, share.units, share.off]
    return short if share.instance == 1 else [*short, share.instance]


def _need_body(need: TracedNeed) -> Sequence[Any]:
    short = [list(need.lines), need.spend, need.count]
    flags = need.of_shelf_price * _OF_SHELF_PRICE | need.is_each * _IS_EACH
    return [*short, flags] if flags else short


_OF_SHELF_PRICE, _IS_EACH = 1, 2


def _need_of(entry: Sequence[Any]) -> TracedNeed:
    lines, spend, count, *more = entry
    flags = more[0] if more else 0
    return TracedNeed(
        tuple(lines), spend, count, bool(flags & _OF_SHELF_PRICE), bool(flags & _IS_EACH)
    )


def _application_of(body: Body) -> Application:
    return Application(
        rule=body["r"],
        name_zh=body.get("zh", ""),
        name_en=body.get("en", ""),
        phase=Phase(body["p"]),
        seen=body.get("s", 0),
        off=body.get("o", 0),
        shares=tuple(TracedShare(*share) for share in body.get("l", ())),
        times=body.get("t", 1),
        needs=tuple(_need_of(entry) for entry in body.get("n", ())),
        coupon=body.get("c", ""),
        entitlement=body.get("e", ""),
        on_return=OnReturn(body.get("ret", OnReturn.KEEP.value)),
    )


def _lean(**body: Any) -> Body:
    return {key: value for key, value in body.items() if value}
