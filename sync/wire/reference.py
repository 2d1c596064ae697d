"""The bodies of feed rows: what the cloud says of goods, offers, members, orders and stock.

Keys: ``cat:*`` has ``h`` (CatalogHead), ``t:{code}`` (TaxGroup), ``i:{sku}`` (Item) · ``promo:*``
has ``bundle`` (feeds.BundleNotice) · ``member:*`` has ``tier:{code}`` (Tier), ``m:{member id hex}``
(Member), ``h:{day}:{member id hex}`` (DayHandle) · ``coupon:*`` has ``c:{number}`` (Campaign),
``w:{voucher id hex}`` (WalletCoupon), ``x:{coupon}`` (Spent) · ``order:*`` has ``o:{order}``
(Order) · ``stk:near:*`` has ``s:{store}:{sku}`` (NearbyStock), ``n:{store}`` (NearbyStore) ·
``stk:own:*`` has ``o:{sku}`` (StoreStock) · ``sheet:*`` has ``t:{workstation}`` (StoreTill),
``s:{workstation}:{day}`` (SheetNotice).

Canonical: sorted keys, defaults left out, so that a till can write the same bytes from its columns.
"""

from typing import Any, TypeVar

import msgspec


class Item(msgspec.Struct, frozen=True, omit_defaults=True):
    """Prices in minor units; ``pop`` its popularity; ``lots`` recalled, with spaces between."""

    sku: str
    zh: str
    en: str
    cat: str
    tax: str
    unit: str
    pv: int
    gtin: int | msgspec.UnsetType = msgspec.UNSET
    plu: str | msgspec.UnsetType = msgspec.UNSET
    price: int | msgspec.UnsetType = msgspec.UNSET
    pop: int | msgspec.UnsetType = msgspec.UNSET
    recalled: bool = False
    lots: str = ""
    brand: str = ""
    regular: int | msgspec.UnsetType = msgspec.UNSET
    lowest: int | msgspec.UnsetType = msgspec.UNSET


class TaxGroup(msgspec.Struct, frozen=True):
    """``rate_ppm``: millionths."""

    code: str
    rate_ppm: int
    inclusive: bool


class CatalogHead(msgspec.Struct, frozen=True):
    """What is true of every item."""

    currency: str


class Tier(msgspec.Struct, frozen=True):
    """A step of the members' ladder."""

    code: str
    zh: str
    en: str
    min_spend: int


class Member(msgspec.Struct, frozen=True, omit_defaults=True):
    """A member as a till may know them: masked name, last four digits, no phone, no birthday.

    ``phone`` is hex of HMAC-SHA-256 under the store group's pepper; ``birthday`` two dates as MM-DD
    around it; ``detail`` what is read back whole (tags, segments, usual goods, consents), JSON.
    """

    id: str
    number: str
    tier: str
    points: int
    as_of_ms: int
    spent: int = 0
    name: str = ""
    last4: str = ""
    initials: tuple[str, ...] = ()
    phone: str = ""
    cards: tuple[str, ...] = ()
    last_visit: str = ""
    birthday: tuple[str, ...] = ()
    provisional: bool = False
    detail: str = "{}"


class DayHandle(msgspec.Struct, frozen=True):
    """By which a member code of one day names its member; eight bytes as hex."""

    day: int
    handle: str
    member: str


class Campaign(msgspec.Struct, frozen=True):
    """A coupon definition, as resources/rules/COUPONS.md has it; JSON as text."""

    number: int
    definition: str


class WalletCoupon(msgspec.Struct, frozen=True, omit_defaults=True):
    """A coupon that a member has. ``stores``: their numbers, as tokens have them; none: everywhere.

    Not their names: one token, read by any till of the company, says the same as this row.
    """

    id: str
    member: str
    campaign: int
    kind: int
    value: int
    from_ms: int
    until_ms: int
    min_spend: int = 0
    stores: tuple[int, ...] = ()
    max_uses: int = 1


class Spent(msgspec.Struct, frozen=True):
    """A coupon that is redeemed elsewhere or revoked: refuse it until ``until_ms``."""

    why: str
    until_ms: int


class Order(msgspec.Struct, frozen=True, omit_defaults=True):
    """An order to come to this store; ``who`` is masked. Lines: sku, name, quantity."""

    id: str
    number: str
    state: str
    how: str
    due: str
    total: int
    paid: int
    lines: tuple[tuple[str, str, int], ...]
    who: str = ""


class NearbyStock(msgspec.Struct, frozen=True):
    """Last known figure of one store, in thousandths; advisory, shown with its age."""

    store: str
    sku: str
    on_hand: int
    as_of_ms: int


class NearbyStore(msgspec.Struct, frozen=True, omit_defaults=True):
    """The store behind it. ``silent``: tills not heard of, with the time of their last upload."""

    store: str
    zh: str
    en: str
    silent: tuple[tuple[str, int], ...] = ()


class StoreStock(msgspec.Struct, frozen=True, omit_defaults=True):
    """What the cloud makes of one item in this store, in thousandths.

    ``tills``: workstation, epoch and row of the last fact about the item that is in it, of each
    till, and never before that till's mark in the count that is in it, for what comes before the
    mark is in the count already; a till adds its own facts that come after its row.
    ``received``: it came by a delivery or a transfer once, at whichever till. ``provisional``: a
    count is in it of which some till's rows, inside the count's marks, are still to come.
    ``unmarked``: tills that gave that count no mark, whose share is by the time of their facts.
    ``again``: it moved at another till while it may have been being counted, or two counts were
    made across one another; it is to be counted again.
    """

    sku: str
    on_hand: int
    as_of_ms: int
    tills: tuple[tuple[str, int, int], ...]
    counted_on: str = ""
    received: bool = False
    provisional: bool = False
    unmarked: tuple[str, ...] = ()
    again: bool = False


class StoreTill(msgspec.Struct, frozen=True, omit_defaults=True):
    """A till of this store that reports reckon with. ``last_seen_ms``: when all of it was here.

    ``is_out``: retired or revoked, since ``out_ms`` where that is known; its days of trade stay in
    the reports. ``terminal``: its id, by which a till knows itself (head office may call it by
    another number than it does). Where two had one number after another, the earlier one is called
    ``T01 (1)``.
    """

    workstation: str
    last_seen_ms: int
    is_out: bool = False
    terminal: str = ""
    out_ms: int = 0


class SheetNotice(msgspec.Struct, frozen=True, omit_defaults=True):
    """A business day of a till (sync/wire/sheets.py). ``sha256`` names the content, as a segment.

    ``workstation`` and ``terminal`` are its StoreTill's; ``known`` and what follows it are counted
    as in sheets.SheetHead.

    No ``sha256``: the cloud knows of the day by the journal, and the till has told nothing of it.
    ``known``: transactions of the day in the journal that the cloud has, ``known_minor`` their
    takings; where they are not the sheet's, the sheet is behind, or the till adds up otherwise.
    """

    workstation: str
    day: str
    known: int
    known_minor: int
    shape: int = 0
    transactions: int = 0
    takings_minor: int = 0
    until_ms: int = 0
    closed_ms: int | None = None
    epoch: int = 0
    seq: int = 0
    sha256: str = ""
    bytes: int = 0
    terminal: str = ""


_T = TypeVar("_T")


def known(field: _T | msgspec.UnsetType) -> _T | None:
    """Give a field as a column keeps it: NULL where it is left out."""
    return None if isinstance(field, msgspec.UnsetType) else field


def unknown(column: _T | None) -> _T | msgspec.UnsetType:
    """Give a column as a field says it."""
    return msgspec.UNSET if column is None else column


def body_of(row: Any) -> bytes:
    """Write a row's body."""
    return msgspec.json.encode(row, order="sorted")
