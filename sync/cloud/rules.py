"""The one door to rules that till and cloud share; what they say is the till's own domain."""

import json
from dataclasses import dataclass
from typing import Final

from pos_app.domain import item_limits as item_limits
from pos_app.domain import stored_value
from pos_app.domain.campaign import read_campaign
from pos_app.domain.codes.payloads import MEMBER_ID_BYTES, VOUCHER_ID_BYTES, VoucherKind
from pos_app.domain.gtin import parse_gtin
from pos_app.domain.member import LAST_DIGITS, mask_name
from pos_app.domain.pricing.reading import LONGEST_BUNDLE, read_bundle
from pos_app.domain.quantity import Unit
from pos_app.errors import Refusal

LARGEST_BUNDLE: Final = LONGEST_BUNDLE
COUPON_HEX: Final = VOUCHER_ID_BYTES * 2
MEMBER_HEX: Final = MEMBER_ID_BYTES * 2
COUPON_KINDS: Final = frozenset(kind.value for kind in VoucherKind)
UNITS: Final = frozenset(unit.value for unit in Unit)


class RuleRefusedError(Exception):
    """A record that a till would not use. ``facts``: where, and what was expected."""

    def __init__(self, code: str, facts: dict[str, str | int]) -> None:
        super().__init__(code)
        self.code = code
        self.facts = facts


@dataclass(frozen=True, slots=True)
class CampaignSaid:
    """What the cloud's ledger needs of a campaign's definition."""

    number: int
    coupon_class: str
    stores: tuple[str, ...]
    when_returned: str
    is_withdrawn: bool


def campaign_said(definition: str) -> CampaignSaid:
    """Read a campaign as a till will read it. Raises ``RuleRefusedError``."""
    try:
        campaign = read_campaign(json.loads(definition))
    except Refusal as refusal:
        facts = {name: str(value) for name, value in refusal.facts.items()}
        raise RuleRefusedError(refusal.code, {**facts}) from refusal
    except (ValueError, RecursionError) as error:
        raise RuleRefusedError("COUPON_CAMPAIGN_WRONG", {"path": "campaign"}) from error
    return CampaignSaid(
        number=campaign.number,
        coupon_class=campaign.coupon_class.value,
        stores=tuple(sorted(campaign.stores)),
        when_returned=campaign.when_returned.value,
        is_withdrawn=campaign.is_withdrawn,
    )


def card_token(number: str) -> str:
    """Give what a gift card is found by; no full number is kept."""
    return stored_value.token(stored_value.read_card_number(number))


def masked(name: str, phone: str) -> tuple[str, str]:
    """Give the face of a member that tills may show: the name's mask, the phone's last digits."""
    return mask_name(name), phone[-LAST_DIGITS:]


@dataclass(frozen=True, slots=True)
class BundleSaid:
    """What a bundle of promotion rules says of itself; ``unknown``: rules a till leaves out."""

    version: int
    rules: int
    unknown: tuple[str, ...]


def bundle_said(content: bytes) -> BundleSaid:
    """Read a bundle as a till will read it. Raises ``RuleRefusedError``."""
    try:
        bundle = read_bundle(content)
    except Refusal as refusal:
        facts = {name: str(value) for name, value in refusal.facts.items()}
        raise RuleRefusedError(refusal.code, {**facts}) from refusal
    return BundleSaid(bundle.version, len(bundle.rules), bundle.unknown)


def gtin_of(digits: str) -> int | None:
    """Read a barcode's number; None for one with a wrong length or check digit."""
    return parse_gtin(digits)
