"""The demonstration store's head office: it says what the till's own set-up folder says.

Items, campaigns, rules and members come from resources/demo, gift cards and orders from here, and
everything goes the way an administrator's programs go. Who the members are beside their numbers
(phone pseudonyms, initials) the till beside it says in a file, for only that till has the key.
"""

import hashlib
import json
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final

import sqlalchemy as sa

from sync.cloud import feeds
from sync.cloud.api.auth import hash_admin_key, new_admin_key
from sync.cloud.call import Request, Response
from sync.cloud.clock import CloudClock
from sync.cloud.coupons import wallets
from sync.cloud.inbox import directory
from sync.cloud.members.directory import NewMember, name_days, put_member
from sync.cloud.members.points import Entry, enter
from sync.cloud.rules import card_token
from sync.cloud.schema.leases import Till
from sync.cloud.schema.ledgers import MEMBER
from sync.cloud.service import Cloud
from sync.cloud.settings import Settings
from sync.cloud.standing import write_private
from sync.wire import reference
from sync.wire.packing import unpack

TENANT: Final = "demo"
ZONE: Final = "demo"
GROUP: Final = "demo"
STORES: Final = (
    directory.NewStore("S12", TENANT, "悦选便利 人民路店", "Renmin Road", ZONE, GROUP),
    directory.NewStore("S13", TENANT, "悦选便利 河滨店", "Riverside", ZONE, GROUP),
)
SETTINGS: Final = Settings(next_ms=15_000, requests_a_minute=6_000)
SET_UP: Final = Path(__file__).parents[2] / "resources" / "demo"

_ADMIN_KEY_FILE: Final = "admin.key"
_DONE_FILE: Final = "filled"
_DAY_MS: Final = 86_400_000
_WALLETS: Final = {"amount": 1, "percent": 2, "price": 3, "item": 4}
_ORDERS: Final = (
    ("100035", "叶小满奶茶 原味 500ml", 2_000, 1_000),
    ("100383", "现磨拿铁咖啡", 3_000, 3_870),
)
"""Paid for on the web: item, name, thousandths, total in minor units."""

_GIFT_CARDS: Final = (("95200001", 20_000), ("95200002", 5_000))
"""Numbers that a customer may show, and what is on them."""


class DemoStoreError(Exception):
    """The cloud refused what the demonstration brought; the text says what."""


class HeadOffice:
    """Speaks to the cloud as an administrator's program does, without a network between."""

    def __init__(self, cloud: Cloud, key: str) -> None:
        self._cloud = cloud
        self._headers = {"authorization": f"Bearer {key}"}

    def say(self, method: str, path: str, body: bytes, content_type: str = "") -> Response:
        """Say something. Raises ``DemoStoreError``."""
        headers = {**self._headers, "content-type": content_type or "application/json"}
        response = self._cloud.handle(Request(method, path, "", headers, body, "demo"))
        if response.status != 200:
            raise DemoStoreError(f"{method} {path}: {response.body.decode()[:200]}")
        return response

    def put(self, path: str, **fields: Any) -> None:
        """Put something with these fields."""
        self.say("PUT", f"/admin/v1/{path}", json.dumps(fields).encode())


def admin_key(cloud: Cloud, clock: CloudClock, folder: Path) -> str:
    """Give the owner's key, made at the first start and kept in the folder."""
    file = folder / _ADMIN_KEY_FILE
    if not file.exists():
        write_private(file, new_admin_key(clock))
    key, now_ms = file.read_text(encoding="ascii").strip(), clock.wall_ms()

    def who(connection: sa.Connection) -> None:
        directory.add_tenant(connection, TENANT, "悦选便利", now_ms)
        for store in STORES:
            directory.add_store(connection, store, now_ms)
        directory.add_admin_key(connection, TENANT, "owner", "owner", hash_admin_key(key), now_ms)

    cloud.database.write(who)
    return key


def set_up(cloud: Cloud, clock: CloudClock, folder: Path, members: Path | None) -> None:
    """Fill an empty cloud; once done it is never done again. Safe to begin anew.

    All of it stands in the feeds then: a till that comes at once finds no half of a catalogue.

    Raises ``DemoStoreError``.
    """
    office = HeadOffice(cloud, admin_key(cloud, clock, folder))
    done = folder / _DONE_FILE
    if done.exists():
        return
    now_ms = clock.wall_ms()
    _goods(office)
    _coupons(cloud, office, now_ms)
    if members is not None and members.exists():
        rows = unpack(members.read_bytes(), tuple[reference.Member, ...])
        cloud.database.write(lambda connection: _members(connection, cloud, rows, now_ms))
    _cards_and_orders(office, now_ms)
    while cloud.work():
        pass
    done.touch()


def code(cloud: Cloud, clock: CloudClock) -> str:
    """Make a one-time code for the demo's till; nobody has to compare fingerprints."""
    random = clock.random_bytes(directory.CODE_RANDOM_BYTES)
    until_ms = clock.wall_ms() + cloud.settings.code_life_ms
    new = directory.NewCode(TENANT, STORES[0].store)
    return cloud.database.write(
        lambda connection: directory.issue_code(connection, new, until_ms, random)
    )


def _goods(office: HeadOffice) -> None:
    """Bring the zone, tax groups, items with their prices, and the rules."""
    store = _read("store.json")
    office.put(f"zones/{ZONE}", currency=store["currency"])
    for group in store["tax_groups"]:
        office.put(
            f"tax-groups/{group['code']}",
            rate_ppm=group["rate_ppm"],
            inclusive=group["is_inclusive"],
        )
    items = (SET_UP / "items.csv").read_bytes()
    office.say("POST", "/admin/v1/items/import", items, "text/csv")
    rules = (SET_UP / "rules.json").read_bytes()
    office.say("PUT", f"/admin/v1/promotions/{ZONE}", rules)


def _coupons(cloud: Cloud, office: HeadOffice, now_ms: int) -> None:
    """Bring campaigns, what members have of them, and what was called back."""
    said = _read("campaigns.json")
    rights = {one["campaign"]: one["uses"] for one in said["rights"]}
    for campaign in said["campaigns"]:
        uses = rights.get(campaign["number"], 0)
        office.put(
            f"campaigns/{campaign['number']}",
            definition=json.dumps(campaign, ensure_ascii=False),
            cap=uses * 50,
            grant_size=uses,
            low_water=uses // 4,
            grant_life_ms=30 * _DAY_MS,
        )

    def tell(connection: sa.Connection) -> None:
        for wallet in said["wallets"]:
            wallets.issue(connection, TENANT, _wallet_coupon(wallet, now_ms))
        for store in STORES:
            feed = f"coupon:{store.store}"
            for gone in said["revoked"]:
                spent = reference.Spent("revoked", now_ms + gone["days"] * _DAY_MS)
                feeds.put(connection, TENANT, feed, f"x:{gone['voucher']}", spent)

    cloud.database.write(tell)


def _wallet_coupon(said: dict[str, Any], now_ms: int) -> reference.WalletCoupon:
    from_ms = now_ms + said["from_days"] * _DAY_MS
    return reference.WalletCoupon(
        id=said["voucher"],
        member=said["member"],
        campaign=said["campaign"],
        kind=_WALLETS[said["kind"]],
        value=said["value"],
        from_ms=from_ms,
        until_ms=from_ms + said["days"] * _DAY_MS,
        min_spend=said.get("min_spend", 0),
        stores=tuple(said.get("stores", ())),
        max_uses=said.get("uses", 1),
    )


def _members(
    connection: sa.Connection, cloud: Cloud, rows: Iterable[reference.Member], now_ms: int
) -> None:
    """Bring the ladder, the members as the till beside this knows them, points and day names."""
    for tier in _read("members.json")["tiers"]:
        row = reference.Tier(tier["code"], tier["zh"], tier["en"], tier["min_spend_minor"])
        feeds.put(connection, TENANT, f"member:{GROUP}", f"tier:{tier['code']}", row)
    home = Till(TENANT, STORES[0].store, b"")
    for member in rows:
        opening = hashlib.sha256(b"demo opening" + bytes.fromhex(member.id)).digest()[:16]
        entry = Entry(
            home,
            member.id,
            opening,
            b"",
            now_ms,
            "#opening",
            points=member.points,
            purchase=member.spent,
        )
        enter(connection, [entry])
        new = NewMember(
            tenant=TENANT,
            member=member.id,
            number=member.number,
            store_group=GROUP,
            home_store=home.store,
            masked_name=member.name,
            last4=member.last4,
            tier=member.tier,
            initials=member.initials,
            cards=member.cards,
            birthday=member.birthday,
            last_visit=member.last_visit,
            phone_hash=member.phone,
            detail=member.detail,
        )
        put_member(connection, new, now_ms)
        kept = connection.execute(
            sa.select(MEMBER.c.member, MEMBER.c.store_group).where(
                MEMBER.c.member == member.id, MEMBER.c.tenant == TENANT
            )
        ).all()
        name_days(connection, cloud.keys, TENANT, kept, now_ms)


def _cards_and_orders(office: HeadOffice, now_ms: int) -> None:
    tomorrow = datetime.fromtimestamp((now_ms + _DAY_MS) // 1000, UTC).date().isoformat()
    for card, amount in _GIFT_CARDS:
        office.put(
            "cards",
            token=card_token(card),
            mask=f"****{card[-4:]}",
            currency=_read("store.json")["currency"],
            amount_minor=amount,
        )
    for number, (sku, name, quantity, total) in enumerate(_ORDERS, 1):
        office.put(
            f"stores/{STORES[0].store}/orders/demo-{number}",
            number=f"W{1000 + number}",
            how="pickup",
            due=tomorrow,
            total=total,
            paid=total,
            lines=[[sku, name, quantity]],
            who="张**",
        )


def _read(name: str) -> dict[str, Any]:
    body: dict[str, Any] = json.loads((SET_UP / name).read_text(encoding="utf-8"))
    return body
