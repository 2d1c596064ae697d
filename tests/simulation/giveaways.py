"""What head office gives away: coupons of every class, points, gift cards; and who may have them.

Filled in once, before the tills are enrolled. Vouchers are minted as they are shown, by the keys of
the simulated cloud, which are the same in every run.
"""

import json
from typing import Final

import sqlalchemy as sa

from pos_app.demo.issuer import VOUCHER_KEY_ID, DemoIssuer
from pos_app.demo.issuer_keys import IssuerKeys
from pos_app.domain.codes.key_ring import KeyUse
from pos_app.domain.codes.payloads import Voucher, VoucherKind
from sync.cloud.catalog import promotions
from sync.cloud.coupons import authority, campaigns, wallets
from sync.cloud.feeds.heads import Scope
from sync.cloud.keys import ServerKeys
from sync.cloud.members import points
from sync.cloud.members.directory import NewMember, put_member
from sync.cloud.payments import stored_value
from sync.cloud.rules import card_token
from sync.cloud.schema.leases import Till
from sync.wire import reference
from tests.simulation.clocks import START_MS
from tests.simulation.cloud import CloudNode
from tests.simulation.head_office import TENANT, ZONE

GROUP: Final = "g1"
STORE_NUMBERS: Final = {"S01": 1, "S02": 2}
_YUAN: Final = 156
_DAY_MS: Final = 86_400_000
_HOUR_MS: Final = 3_600_000

HOLD, STORE_BOUND, SCARCE, BOUNDED, KEPT, PLENTY = 9001, 9002, 9003, 9004, 9005, 9006
"""Campaigns: of class A, B, C with few uses, D, D that stays spent, C with many uses."""

CLASSES: Final = {
    HOLD: "a",
    STORE_BOUND: "b",
    SCARCE: "c",
    BOUNDED: "d",
    KEPT: "d",
    PLENTY: "c",
}
CAPS: Final = {SCARCE: 5, PLENTY: 60}
"""Uses of class C in all, over all tills."""

_GRANTS: Final = {SCARCE: (3, 2, _HOUR_MS), PLENTY: (4, 2, 2 * _HOUR_MS)}
"""Size of a grant, when another is given, and how long it lives."""

MOST_VALUE, MOST_TOTAL = 2_500, 6_000
"""Of class D at one till: of one coupon, and between two exchanges; minor units."""

MEMBERS: Final = {f"{n:02x}" * 16: f"8800010{n}" for n in range(1, 5)}
"""Id as hex to number."""

OPENING: Final = 1_200
"""Points that each begins with."""

CARDS: Final = {"95200001": 20_000, "95200002": 3_000}
"""Gift cards and what is on them."""

_POINTS: Final = {
    "format": "ronghe-rules/1",
    "id": "simulated",
    "version": 1,
    "currency": "CNY",
    "points": {
        "earn": {"points": 1, "per": 100},
        "spend": {"points": 50, "off": 50, "most_percent": "50"},
        "months": 12,
    },
    "rules": [],
}


def fill(cloud: CloudNode) -> None:
    """Bring campaigns, members with points and wallets, and cards."""
    now_ms = cloud.clock.wall_ms()

    def work(connection: sa.Connection) -> None:
        scope = Scope(TENANT, f"promo:{ZONE}")
        content = json.dumps(_POINTS).encode()
        promotions.publish_bundle(connection, scope, content, 1, ("owner", now_ms))
        for number, coupon_class in CLASSES.items():
            campaigns.put_campaign(connection, _campaign(number, coupon_class), now_ms)
        for number, (member, shown) in enumerate(MEMBERS.items()):
            _join(connection, member, shown, now_ms)
            for coupon in _wallet(number, member):
                wallets.issue(connection, TENANT, coupon)
        for card, amount in CARDS.items():
            account = f"account{card}"
            new = stored_value.NewCard(TENANT, account, card_token(card), f"****{card[-4:]}", "CNY")
            stored_value.issue(connection, new, amount, now_ms)

    cloud.database.write(work)


def let_decide(cloud: CloudNode, store: str, terminal: bytes) -> None:
    """Let a till decide for the coupons that are bound to its store."""
    now_ms = cloud.clock.wall_ms()
    till = Till(TENANT, store, terminal)
    cloud.database.write(lambda connection: authority.move(connection, till, now_ms))


def _campaign(number: int, coupon_class: str) -> campaigns.NewCampaign:
    kept = "keep_spent" if number == KEPT else "give_back"
    definition = {
        "format": "ronghe-campaign/1",
        "number": number,
        "class": coupon_class,
        "name": {"zh": f"券{number}", "en": f"Coupon {number}"},
        "rule": {},
        "on_return": kept,
    }
    size, low, life_ms = _GRANTS.get(number, (0, 0, 0))
    return campaigns.NewCampaign(
        TENANT,
        number,
        coupon_class,
        json.dumps(definition, sort_keys=True),
        kept,
        cap=CAPS.get(number, 0),
        grant_size=size,
        low_water=low,
        grant_life_ms=life_ms,
    )


def _join(connection: sa.Connection, member: str, number: str, now_ms: int) -> None:
    home = Till(TENANT, "S01", b"")
    entry = bytes.fromhex(member)[::-1]
    opening = points.Entry(home, member, entry, b"", now_ms, "#opening", points=OPENING)
    points.enter(connection, [opening])
    new = NewMember(TENANT, member, number, GROUP, "S01", masked_name="张*", cards=(number,))
    put_member(connection, new, now_ms)


def _wallet(number: int, member: str) -> list[reference.WalletCoupon]:
    from_ms = START_MS - _DAY_MS
    return [
        reference.WalletCoupon(
            id=f"{campaign:08x}{number:08x}{place:08x}",
            member=member,
            campaign=campaign,
            kind=VoucherKind.AMOUNT_OFF,
            value=150 + 100 * place,
            from_ms=from_ms,
            until_ms=from_ms + 30 * _DAY_MS,
            max_uses=1 + place % 2,
        )
        for campaign in (HOLD, SCARCE, BOUNDED)
        for place in range(3)
    ]


_NO_WALLET: Final = 1 << 63
"""Keeps a voucher from having the number of a coupon in a wallet, as any issuer does."""


class Mint:
    """Makes the vouchers that customers show."""

    def __init__(self, keys: ServerKeys) -> None:
        signing = {use: keys.signing[use.value] for use in KeyUse if use.value in keys.signing}
        self._issuer = DemoIssuer(
            IssuerKeys(keys.made_s, keys.roots, signing, keys.handle_secret, keys.sealing)
        )
        self._vouchers: dict[tuple[int, int, str], str] = {}

    def voucher(self, campaign: int, number: int, store: str = "") -> str:
        """Give the code of a campaign's voucher; the same one for the same number."""
        name = (campaign, number, store)
        if name not in self._vouchers:
            self._vouchers[name] = self._write(*name)
        return self._vouchers[name]

    def _write(self, campaign: int, number: int, store: str) -> str:
        nbf = START_MS // 1000 - 86_400
        return self._issuer.voucher(
            Voucher(
                key_id=VOUCHER_KEY_ID,
                voucher_id=campaign.to_bytes(4, "big") + (_NO_WALLET + number).to_bytes(8, "big"),
                campaign=campaign,
                kind=VoucherKind.AMOUNT_OFF,
                value=300 + 220 * (number % 11),
                currency=_YUAN,
                min_spend_minor=0,
                nbf=nbf,
                exp=nbf + 30 * 86_400,
                stores=(STORE_NUMBERS[store],) if store else None,
                bind=None,
                max_uses=1,
            )
        )
