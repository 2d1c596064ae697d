"""The cloud's side of coupons for a shop under test: campaigns, vouchers, wallets, rights."""

import itertools
from dataclasses import dataclass, field
from typing import Any

from pos_app.demo.issuer import GRANT_KEY_ID, VOUCHER_KEY_ID, DemoIssuer
from pos_app.demo.issuer_keys import load_keys
from pos_app.domain.campaign import Coupon, coupon_of
from pos_app.domain.codes.payloads import Voucher, VoucherKind, bind_of
from pos_app.domain.grant import Hold
from pos_app.errors import Refusal
from pos_app.services.coupon_judge import CouponSources
from pos_app.services.coupons import Coupons
from pos_app.services.grants import Grants
from pos_app.store import campaigns, wallets
from pos_app.store.settings import put_setting
from pos_app.vault.keys import KeyStore
from pos_app.vault.pseudonyms import Pseudonyms
from tests.builders import Rig
from tests.services.club import ZHANG, directory, issuer_trust, reference

DAY_S = 86_400
HOUR_MS = 3_600_000
STORE_NUMBER = 12
HERE = (STORE_NUMBER,)
YUAN = 156


class Book:
    """Writes campaigns and issues their coupons."""

    def __init__(self, rig: Rig) -> None:
        self.rig = rig
        self.issuer = DemoIssuer(load_keys(rig.folder))
        self._ids = itertools.count(1)

    def begin_at(self, number: int) -> None:
        """Let the vouchers be others than those of an earlier book."""
        self._ids = itertools.count(number)

    def campaign(self, number: int = 1, coupon_class: str = "d", **more: Any) -> int:
        body = {
            "format": "ronghe-campaign/1",
            "number": number,
            "class": coupon_class,
            "name": {"zh": f"券{number}", "en": f"Coupon {number}"},
        }
        with reference(self.rig).write() as connection:
            campaigns.put_campaigns(connection, [(number, body | more)])
        return number

    def made(self, campaign: int = 1, value: int = 100, **more: Any) -> Voucher:
        """A voucher; ``from_days``, ``days``, ``member`` and the fields of ``Voucher``."""
        voucher_id = next(self._ids).to_bytes(12, "big")
        now_s = self.rig.clock.wall // 1000
        nbf = now_s + int(more.pop("from_days", 0) * DAY_S)
        member = more.pop("member", None)
        known = directory(self.rig).find_by_number(member) if member else None
        days = more.pop("days", 30)
        fields: dict[str, Any] = {
            "key_id": VOUCHER_KEY_ID,
            "voucher_id": voucher_id,
            "campaign": campaign,
            "kind": VoucherKind.AMOUNT_OFF,
            "value": value,
            "currency": YUAN,
            "min_spend_minor": 0,
            "nbf": nbf,
            "exp": nbf + int(days * DAY_S),
            "stores": None,
            "bind": bind_of(voucher_id, known.id) if known else None,
            "max_uses": 1,
        }
        return Voucher(**fields | more)

    def voucher(self, campaign: int = 1, value: int = 100, **more: Any) -> str:
        """The code of a new voucher."""
        return self.issuer.voucher(self.made(campaign, value, **more))

    def text(self, voucher: Voucher) -> str:
        return self.issuer.voucher(voucher)

    def owned(self, campaign: int = 1, value: int = 100, owner: str = ZHANG, **more: Any) -> Coupon:
        """A coupon in a member's wallet."""
        coupon = coupon_of(self.made(campaign, value, **more))
        member = directory(self.rig).find_by_number(owner)
        assert member is not None
        with reference(self.rig).write() as connection:
            wallets.put_coupons(connection, [(member.id, coupon)])
        return coupon

    @property
    def grants(self) -> Grants:
        desk, keys = self.rig.counter._real.desk, KeyStore(self.rig.folder).load()
        names = Pseudonyms(keys.phone_pepper)
        return Grants(desk.till, issuer_trust(self.rig), desk.time, names, keys.terminal_id)

    def grant(self, campaign: int, uses: int, *, grant_no: int = 1, days: float = 1) -> bytes:
        ends_ms = self.rig.clock.wall + int(days * DAY_S * 1000)
        return self.issuer.right(self.grants.terminal_id, campaign, grant_no, uses, ends_ms)

    def give_right(self, campaign: int, uses: int, *, grant_no: int = 1, days: float = 1) -> None:
        content = self.grant(campaign, uses, grant_no=grant_no, days=days)
        assert self.grants.take_right(content, GRANT_KEY_ID)

    def exchanged(self, hours_ago: float = 0, *, through: int = 0, epoch: int = 1) -> None:
        """Let the till have met its cloud."""
        at_ms = self.rig.clock.wall - int(hours_ago * HOUR_MS)
        with self.rig.database.write() as connection:
            body = {"at_ms": at_ms, "through": through, "epoch": epoch}
            put_setting(connection, "coupon_exchange", body)

    def refuse(self, text: str, code: str) -> dict[str, object]:
        """Try a voucher that is refused and changes nothing; give the facts."""
        with self.rig.refuses(code) as caught:
            self.rig.counter.coupons.accept(text)
        return caught.value.facts


@dataclass
class Cloud:
    """A cloud at the other end of the network: it holds each coupon for one till at a time."""

    ttl_ms: int = 180_000
    trouble: str = ""
    answers_after_ms: int = 0
    held: dict[str, int] = field(default_factory=dict)
    released: list[tuple[str, int]] = field(default_factory=list)
    rig: Rig | None = None
    is_connected: bool = True

    def hold(self, coupon: str, campaign: int, hold_no: int) -> Hold:
        del campaign
        assert self.rig is not None
        self.rig.clock.pass_ms(self.answers_after_ms)
        if self.trouble:
            raise Refusal(self.trouble)
        if coupon in self.held and self.held[coupon] != hold_no:
            raise Refusal("COUPON_HELD_ELSEWHERE")
        self.held[coupon] = self.held.get(coupon, 0) + 1
        return Hold(self.held[coupon], self.ttl_ms)

    def release(self, coupon: str, hold_no: int) -> None:
        self.released.append((coupon, hold_no))
        self.held.pop(coupon, None)


def connect(rig: Rig, cloud: Cloud) -> Coupons:
    """Let the till's coupons ask this cloud."""
    cloud.rig = rig
    services = rig.counter._real
    sources = CouponSources(reference(rig), issuer_trust(rig), directory(rig), cloud)
    coupons = Coupons(services.desk, sources)
    object.__setattr__(services, "coupons", coupons)
    services.checkout._coupons = coupons
    return coupons


def take_member(rig: Rig, number: str = ZHANG) -> None:
    rig.counter.members.take(rig.counter.members.find(number)[0])


def settle(rig: Rig) -> None:
    """Finish the sale at hand, also one that its coupon has paid whole."""
    if rig.basket.due:
        rig.pay_card()
    else:
        rig.counter.tendering.complete_even()
