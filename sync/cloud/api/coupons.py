"""Head office's side of coupons: campaigns, single coupons, and who decides for a store's own."""

from dataclasses import dataclass
from typing import Any, Final

import sqlalchemy as sa

from sync.cloud.api.asked import MOST_ROW_BYTES, own_store, read_hex
from sync.cloud.api.endpoint import Call, Endpoint, Refused
from sync.cloud.coupons import authority, campaigns, wallets
from sync.cloud.database import CloudDatabase
from sync.cloud.rules import (
    COUPON_HEX,
    COUPON_KINDS,
    MEMBER_HEX,
    RuleRefusedError,
    campaign_said,
)
from sync.cloud.schema.leases import Declined, Till
from sync.wire import head_office as wire
from sync.wire import reference
from sync.wire.holds import Done

_MOST_USES: Final = 1_000_000
_LARGEST_CAP: Final = 10**9
_LIFE_MS: Final = range(60_000, 400 * 86_400_000)
"""Of a grant: one that is over sooner would be given over and over."""

_LARGEST_STORE: Final = 2**32 - 1


@dataclass(frozen=True, slots=True)
class CampaignAdmin:
    """Handles them. Everything is looked up under the administrator's own tenant."""

    database: CloudDatabase

    def put_campaign(self, call: Call) -> wire.CampaignSeen:
        """Put a campaign into force. Refuses: INVALID with the path of what is wrong in it."""
        fields: wire.CampaignFields = call.message
        try:
            said = campaign_said(fields.definition)
        except RuleRefusedError as refused:
            raise Refused("INVALID", field="definition", **refused.facts) from refused
        if str(said.number) != call.path["number"]:
            raise Refused("INVALID", field="number")
        _check_limits(fields)
        new = campaigns.NewCampaign(
            tenant=call.administrator.tenant,
            number=said.number,
            coupon_class=said.coupon_class,
            definition=fields.definition,
            when_returned=said.when_returned,
            stores=said.stores,
            is_withdrawn=said.is_withdrawn,
            until_ms=fields.until_ms,
            cap=fields.cap,
            grant_size=fields.grant_size,
            low_water=fields.low_water,
            grant_life_ms=fields.grant_life_ms,
        )
        self.database.write(lambda c: campaigns.put_campaign(c, new, call.now_ms))
        return self._campaign(call)

    def campaign(self, call: Call) -> wire.CampaignSeen:
        """Give a campaign. Refuses: NOT_FOUND."""
        return self._campaign(call)

    def put_authority(self, call: Call) -> wire.CouponAuthority:
        """Let a till decide for its store's own coupons. Refuses: NOT_FOUND, CONFLICT."""
        asked: wire.CouponAuthority = call.message

        def work(connection: sa.Connection) -> int:
            store = own_store(connection, call)
            till = Till(call.administrator.tenant, store, read_hex("terminal", asked.terminal))
            return authority.move(connection, till, call.now_ms)

        try:
            return wire.CouponAuthority(asked.terminal, self.database.write(work))
        except Declined as declined:
            code = "NOT_FOUND" if declined.why == "unknown" else "CONFLICT"
            raise Refused(code, why=declined.why) from declined

    def issue(self, call: Call) -> Done:
        """Issue a coupon to a member, or say anew what one is good for. Refuses: INVALID."""
        new = _wallet_coupon(call.path["coupon"], call.message)
        tenant = call.administrator.tenant
        try:
            self.database.write(lambda c: wallets.issue(c, tenant, new))
        except Declined as declined:
            raise Refused("INVALID", field="campaign") from declined
        return Done()

    def revoke(self, call: Call) -> Done:
        """Call a coupon back everywhere. Refuses: INVALID."""
        asked: wire.CouponRevocation = call.message
        _check_coupon(call.path["coupon"])
        tenant = call.administrator.tenant
        self.database.write(
            lambda c: wallets.revoke(c, tenant, call.path["coupon"], asked.campaign, asked.until_ms)
        )
        return Done()

    def _campaign(self, call: Call) -> wire.CampaignSeen:
        number = call.path["number"]
        if not (number.isascii() and number.isdecimal() and len(number) < 11):
            raise Refused("NOT_FOUND")
        row = self.database.read(
            lambda c: campaigns.find_campaign(c, call.administrator.tenant, int(number))
        )
        if row is None:
            raise Refused("NOT_FOUND")
        return wire.CampaignSeen(
            number=row.number,
            coupon_class=row.coupon_class,
            definition=row.definition,
            is_withdrawn=bool(row.is_withdrawn),
            cap=row.cap,
            granted=row.granted,
        )


def endpoints(admin: CampaignAdmin) -> tuple[Endpoint, ...]:
    """Give the table."""
    campaign, coupon = "/admin/v1/campaigns/{number}", "/admin/v1/coupons/{coupon}"
    store = "/admin/v1/stores/{store}"
    return (
        _change("PUT", campaign, admin.put_campaign, wire.CampaignFields, wire.CampaignSeen),
        Endpoint(
            "GET",
            campaign,
            admin.campaign,
            "admin",
            "admin",
            "A campaign, and what is out of its cap",
            gives=wire.CampaignSeen,
            refuses=("NOT_FOUND",),
            role="reader",
        ),
        _change("PUT", coupon, admin.issue, wire.CouponFields, Done),
        _change("POST", f"{coupon}/revoke", admin.revoke, wire.CouponRevocation, Done),
        _change(
            "PUT",
            f"{store}/coupon-authority",
            admin.put_authority,
            wire.CouponAuthority,
            wire.CouponAuthority,
        ),
    )


def _change(method: Any, path: str, handle: Any, takes: Any, gives: Any) -> Endpoint:
    return Endpoint(
        method,
        path,
        handle,
        "admin",
        "admin",
        (handle.__doc__ or "").partition("\n")[0],
        takes=takes,
        gives=gives,
        refuses=("INVALID", "NOT_FOUND", "CONFLICT"),
        most_bytes=MOST_ROW_BYTES,
    )


def _check_limits(fields: wire.CampaignFields) -> None:
    """Refuse limits that grants cannot keep: one grant has to bring a till out of want."""
    for field, is_right in (
        ("cap", 0 <= fields.cap <= _LARGEST_CAP),
        ("grant_size", 0 <= fields.grant_size <= _LARGEST_CAP),
        ("low_water", 0 <= fields.low_water <= fields.grant_size),
        ("grant_life_ms", fields.grant_life_ms in _LIFE_MS),
        ("until_ms", fields.until_ms >= 0),
    ):
        if not is_right:
            raise Refused("INVALID", field=field)


def _wallet_coupon(coupon: str, fields: wire.CouponFields) -> reference.WalletCoupon:
    _check_coupon(coupon)
    member = read_hex("member", fields.member).hex()
    for field, is_right in (
        ("coupon", len(coupon) == COUPON_HEX),  # else no till has room for it
        ("member", len(member) == MEMBER_HEX),
        ("kind", fields.kind in COUPON_KINDS),
        ("until_ms", fields.from_ms < fields.until_ms),
        ("max_uses", 1 <= fields.max_uses <= _MOST_USES),
        ("stores", all(0 <= store <= _LARGEST_STORE for store in fields.stores)),
    ):
        if not is_right:
            raise Refused("INVALID", field=field)
    return reference.WalletCoupon(
        id=coupon,
        member=member,
        campaign=fields.campaign,
        kind=fields.kind,
        value=fields.value,
        from_ms=fields.from_ms,
        until_ms=fields.until_ms,
        min_spend=fields.min_spend,
        stores=fields.stores,
        max_uses=fields.max_uses,
    )


def _check_coupon(coupon: str) -> None:
    if not campaigns.is_voucher(coupon):
        raise Refused("INVALID", field="coupon")
