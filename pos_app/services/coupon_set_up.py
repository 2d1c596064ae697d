"""The campaigns and members' coupons a store begins with, from campaigns.json of its set-up folder.

resources/demo/campaigns.json is an example of every key; a campaign itself is in the form that
resources/rules/COUPONS.md describes. Dates are counted in days from the set-up.
"""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from pos_app.domain.campaign import Coupon, read_campaign
from pos_app.domain.codes.payloads import VoucherKind
from pos_app.domain.member import MemberId
from pos_app.errors import Refusal
from pos_app.store import campaigns, wallets
from pos_app.store.campaigns import Definition
from pos_app.store.database import Database

CAMPAIGNS_FILE: Final = "campaigns.json"
KINDS: Final = {
    "amount": VoucherKind.AMOUNT_OFF,
    "percent": VoucherKind.PERCENT_OFF,
    "price": VoucherKind.FIXED_PRICE,
    "item": VoucherKind.FREE_ITEM,
}
_DAY_MS: Final = 86_400_000


@dataclass(frozen=True, slots=True)
class CouponSetUp:
    """What campaigns.json says. ``rights`` are uses of campaigns of class C by their number.

    ``revoked`` are vouchers that were called back, each with its end in trusted time.
    """

    definitions: tuple[tuple[int, Definition], ...]
    owned: tuple[tuple[MemberId, Coupon], ...]
    rights: tuple[tuple[int, int], ...]
    revoked: tuple[tuple[bytes, int], ...]


def read_coupons(file: Path, now_ms: int) -> CouponSetUp:
    """Read campaigns and wallets; ``now_ms`` is the moment the days are counted from.

    Refuses: COUPON_CAMPAIGN_WRONG; PROFILE_WRONG, with the key that is missing or unreadable.
    """
    body = json.loads(file.read_text(encoding="utf-8"))
    try:
        definitions = tuple((read_campaign(entry).number, entry) for entry in body["campaigns"])
        owned = tuple(_owned(entry, now_ms) for entry in body["wallets"])
        rights = tuple((entry["campaign"], entry["uses"]) for entry in body["rights"])
        revoked = tuple(
            (bytes.fromhex(entry["voucher"]), now_ms + entry["days"] * _DAY_MS)
            for entry in body["revoked"]
        )
    except KeyError as error:
        raise Refusal("PROFILE_WRONG", key=str(error.args[0])) from error
    except (TypeError, ValueError) as error:
        raise Refusal("PROFILE_WRONG", key=CAMPAIGNS_FILE) from error
    return CouponSetUp(definitions, owned, rights, revoked)


def fill_campaigns(reference: Database, file: Path, now_ms: int) -> None:
    """Give a store without campaigns, and its members' wallets, those of its set-up folder."""
    with reference.read() as connection:
        if campaigns.list_campaigns(connection) or not file.exists():
            return
    fill_coupons(reference, read_coupons(file, now_ms))


def fill_coupons(reference: Database, set_up: CouponSetUp) -> None:
    """Give a file without campaigns those of the set-up, and its members their coupons.

    Atomicity: one commit.
    """
    with reference.write() as connection:
        campaigns.put_campaigns(connection, set_up.definitions)
        campaigns.revoke_vouchers(connection, set_up.revoked)
        wallets.put_coupons(connection, set_up.owned)


def _owned(entry: dict[str, Any], now_ms: int) -> tuple[MemberId, Coupon]:
    from_ms = now_ms + entry["from_days"] * _DAY_MS
    stores = entry.get("stores")
    coupon = Coupon(
        number=bytes.fromhex(entry["voucher"]).hex(),
        campaign=entry["campaign"],
        kind=KINDS[entry["kind"]],
        value=entry["value"],
        min_spend_minor=entry.get("min_spend", 0),
        from_ms=from_ms,
        until_ms=from_ms + entry["days"] * _DAY_MS,
        stores=tuple(stores) if stores else None,
        max_uses=entry.get("uses", 1),
    )
    return MemberId(bytes.fromhex(entry["member"])), coupon
