"""Rows of the cloud's feeds -> the tables of reference.db that the till reads, in one commit.

One function for a kind of key (sync/wire/reference.py). A row that cannot be read, or that a table
does not take, makes no table row and stays in ``feed_row``: the digest knows it, a later version of
the program may read it.
"""

import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, Final

import sqlalchemy as sa

from pos_app.domain.campaign import Coupon
from pos_app.domain.codes.payloads import VoucherKind
from pos_app.domain.identifiers import BusinessDate
from pos_app.domain.member import BirthdayWindow, Consent, Member, MemberId, Purpose, Tier
from pos_app.store import campaigns, members, orders, promotions, sheets, store_stock, wallets
from pos_app.store.database import Connection
from pos_app.store.members import MemberRecord
from sync.wire import reference as wire
from sync.wire.feeds import BundleNotice
from sync.wire.packing import UnreadableError, unpack
from sync.wire.sheet_content import SHAPE as SHEET_SHAPE

_CONTENT: Final = "SELECT content FROM feed_content WHERE sha256 = ?"
_PUT_CONTENT: Final = "INSERT OR REPLACE INTO feed_content (sha256, content) VALUES (?, ?)"
_DROP_CONTENT: Final = """DELETE FROM feed_content
 WHERE sha256 NOT IN (SELECT sha256 FROM sheet_notice)"""
_BUNDLE: Final = "SELECT body FROM feed_row WHERE feed = ? AND key = 'bundle'"
_BUNDLES: Final = """SELECT feed, body FROM feed_row
 WHERE feed LIKE 'promo:%' AND key = 'bundle'"""
_IN_FORCE: Final = "SELECT 1 FROM rule_bundle WHERE sha256 = ?"
_BODY: Final = "SELECT body FROM feed_row WHERE feed = ? AND key = ?"
_FIRST_HANDLE: Final = "SELECT min(key) FROM feed_row WHERE feed = ? AND key >= 'h:' AND key < 'h;'"
_LAST_HANDLE: Final = "SELECT max(key) FROM feed_row WHERE feed = ? AND key >= 'h:' AND key < 'h;'"

_UNUSABLE: Final = (
    *(UnreadableError, ValueError, TypeError, LookupError),
    *(OverflowError, sa.exc.IntegrityError),  # SQLite undoes that statement and goes on
)
"""What is that one row's fault. A full disk, a broken file or a lock are the whole page's."""

_SHEETS: Final = "sheet:"

BUNDLE: Final = "bundle"
"""The key of the one row of a promo feed."""


@dataclass(frozen=True, slots=True)
class Change:
    """One row of a feed: what its key says after the kind, and its body; None is deleted."""

    feed: str
    key: str
    body: bytes | None

    @property
    def kind(self) -> str:
        """What the key begins with: the order in which rows are made use of."""
        return self.key.partition(":")[0]

    @property
    def name(self) -> str:
        """The rest of the key."""
        return self.key.partition(":")[2]

    @property
    def about(self) -> str:
        """What the feed is of, without whose it is: ``stk:own``."""
        return self.feed.rpartition(":")[0]


def project(connection: Connection, changes: Iterable[Change]) -> bool:
    """Carry rows over into the tables; True when somebody was erased: then ``press_out``.

    Members go before their handles.
    """
    was_erased = False
    ordered = sorted(changes, key=lambda change: _ORDER.get(change.kind, len(_ORDER)))
    for change in ordered:
        make = _MAKERS_OF.get(change.about, _MAKERS).get(change.kind)
        if make is None:
            continue
        try:
            make(connection, change)
        except _UNUSABLE:
            continue
        was_erased |= change.kind == "m" and change.body is None
    return was_erased


# ---- offers


def find_missing_content(
    connection: Connection, feed: str, changes: Iterable[Change]
) -> tuple[str, ...]:
    """Name the content that rows on their way, or here already, speak of and that is not here."""
    if feed.startswith(_SHEETS):
        return _missing_sheets(connection, feed, changes)
    kept = connection.exec_driver_sql(_BUNDLE, (feed,)).scalar_one_or_none()
    bodies: dict[str, bytes | None] = {BUNDLE: kept}
    bodies |= {change.key: change.body for change in changes if change.key == BUNDLE}
    wanted = []
    for body in bodies.values():
        sha256 = unpack(body, BundleNotice).sha256 if body is not None else ""
        if sha256 and not _has_content(connection, sha256):
            wanted.append(sha256)
    return tuple(wanted)


def _missing_sheets(
    connection: Connection, feed: str, changes: Iterable[Change]
) -> tuple[str, ...]:
    lacking = dict.fromkeys(sheets.lacking_content(connection, feed))
    for change in changes:
        if change.kind != "s" or change.body is None:
            continue
        try:
            row = unpack(change.body, wire.SheetNotice)
        except UnreadableError:
            continue
        is_wanted = row.sha256 and row.shape == SHEET_SHAPE
        if is_wanted and not sheets.has_content(connection, row.sha256):
            lacking[row.sha256] = None
    return tuple(lacking)


def _has_content(connection: Connection, sha256: str) -> bool:
    if connection.exec_driver_sql(_CONTENT, (sha256,)).first() is not None:
        return True
    known = (bytes.fromhex(sha256),)
    return connection.exec_driver_sql(_IN_FORCE, known).first() is not None


def keep_content(connection: Connection, sha256: str, content: bytes) -> tuple[str, ...]:
    """Keep content, and make use of the rows that speak of it: give their feeds."""
    connection.exec_driver_sql(_PUT_CONTENT, (sha256, content))
    feeds = []
    for feed, body in connection.exec_driver_sql(_BUNDLES).all():
        if unpack(body, BundleNotice).sha256 == sha256:
            project(connection, [Change(feed, BUNDLE, body)])
            feeds.append(feed)
    return tuple(feeds)


def _bundle(connection: Connection, change: Change) -> None:
    if change.body is None:
        promotions.withdraw_bundle(connection)
        return
    notice = unpack(change.body, BundleNotice)
    content = connection.exec_driver_sql(_CONTENT, (notice.sha256,)).scalar_one_or_none()
    if content is not None:
        promotions.replace_bundle(connection, notice.version, content)
        connection.exec_driver_sql(_DROP_CONTENT)


def _campaign(connection: Connection, change: Change) -> None:
    if change.body is None:
        campaigns.drop_campaign(connection, int(change.name))
        return
    row = unpack(change.body, wire.Campaign)
    campaigns.put_campaigns(connection, [(row.number, json.loads(row.definition))])


def _spent(connection: Connection, change: Change) -> None:
    voucher = bytes.fromhex(change.name)
    if change.body is None:
        campaigns.restore_voucher(connection, voucher)
        return
    row = unpack(change.body, wire.Spent)
    campaigns.revoke_vouchers(connection, [(voucher, row.until_ms)])


def _wallet(connection: Connection, change: Change) -> None:
    if change.body is None:
        wallets.drop_coupon(connection, change.name)
        return
    row = unpack(change.body, wire.WalletCoupon)
    coupon = Coupon(
        number=row.id,
        campaign=row.campaign,
        kind=VoucherKind(row.kind),
        value=row.value,
        min_spend_minor=row.min_spend,
        from_ms=row.from_ms,
        until_ms=row.until_ms,
        stores=row.stores or None,
        max_uses=row.max_uses,
    )
    wallets.put_coupons(connection, [(MemberId(bytes.fromhex(row.member)), coupon)])


# ---- members


def _tier(connection: Connection, change: Change) -> None:
    if change.body is None:
        members.drop_tier(connection, change.name)
        return
    row = unpack(change.body, wire.Tier)
    members.put_tier(connection, Tier(row.code, row.zh, row.en, row.min_spend))


def _member(connection: Connection, change: Change) -> None:
    member = MemberId(bytes.fromhex(change.name))
    if change.body is None:
        members.erase(connection, member)
        return
    row = unpack(change.body, wire.Member)
    is_new = members.find_member(connection, member) is None
    members.put_members(connection, [_record_of(row)])
    if is_new:
        _handles_of(connection, change)


def _record_of(row: wire.Member) -> MemberRecord:
    detail: dict[str, Any] = json.loads(row.detail)
    member = Member(
        id=MemberId(bytes.fromhex(row.id)),
        as_of_ms=row.as_of_ms,
        number=row.number,
        name_masked=row.name,
        phone_last4=row.last4,
        tier=row.tier,
        spent_minor=row.spent,
        points=row.points,
        tags=tuple(detail.get("tags", ())),
        segments=tuple(detail.get("segments", ())),
        last_visit=BusinessDate(row.last_visit) if row.last_visit else None,
        usual_skus=tuple(detail.get("usual_skus", ())),
        birthday=BirthdayWindow(*map(BusinessDate, row.birthday)) if row.birthday else None,
        consents=tuple(
            Consent(Purpose(purpose), *answer) for purpose, *answer in detail.get("consents", ())
        ),
        is_provisional=row.provisional,
        entitlements=tuple(detail.get("entitlements", ())),
    )
    phone_key = bytes.fromhex(row.phone) or None
    return MemberRecord(member, phone_key, row.cards, row.initials)


def _handles_of(connection: Connection, change: Change) -> None:
    """Take up the handles of a member that came after them."""
    first, last = (
        connection.exec_driver_sql(statement, (change.feed,)).scalar_one()
        for statement in (_FIRST_HANDLE, _LAST_HANDLE)
    )
    if first is None:
        return
    for day in range(int(first.split(":")[1]), int(last.split(":")[1]) + 1):
        key = f"h:{day}:{change.name}"
        body = connection.exec_driver_sql(_BODY, (change.feed, key)).scalar_one_or_none()
        if body is not None:
            _handle(connection, Change(change.feed, key, body))


def _handle(connection: Connection, change: Change) -> None:
    day, _, member = change.name.partition(":")
    owner = MemberId(bytes.fromhex(member))
    if change.body is None:
        members.drop_handle(connection, int(day), owner)
        return
    row = unpack(change.body, wire.DayHandle)
    members.put_handles(connection, row.day, [(bytes.fromhex(row.handle), owner)])


# ---- orders, and stock of this store and of others


def _order(connection: Connection, change: Change) -> None:
    if change.body is None:
        orders.drop_order(connection, change.name)
        return
    orders.put_order(connection, unpack(change.body, wire.Order))


def _stock(connection: Connection, change: Change) -> None:
    store, _, sku = change.name.partition(":")
    if change.body is None:
        orders.drop_nearby(connection, store, sku)
        return
    orders.put_nearby(connection, unpack(change.body, wire.NearbyStock))


def _store(connection: Connection, change: Change) -> None:
    if change.body is None:
        orders.drop_nearby_store(connection, change.name)
        return
    orders.put_nearby_store(connection, unpack(change.body, wire.NearbyStore))


def _own_stock(connection: Connection, change: Change) -> None:
    if change.body is None:
        store_stock.drop(connection, change.name)
        return
    store_stock.put(connection, unpack(change.body, wire.StoreStock))


def _store_till(connection: Connection, change: Change) -> None:
    if change.body is None:
        sheets.drop_till(connection, change.feed, change.name)
        return
    sheets.put_till(connection, change.feed, unpack(change.body, wire.StoreTill))


def _till_day(connection: Connection, change: Change) -> None:
    if change.body is None:
        sheets.drop_day(connection, change.feed, change.name)
        return
    sheets.put_day(connection, change.feed, unpack(change.body, wire.SheetNotice))


_MAKERS: Final[dict[str, Callable[[Connection, Change], None]]] = {
    "bundle": _bundle,
    "tier": _tier,
    "m": _member,
    "h": _handle,
    "c": _campaign,
    "w": _wallet,
    "x": _spent,
    "o": _order,
    "n": _store,
    "s": _stock,
}
_MAKERS_OF: Final = {
    "stk:own": {"o": _own_stock},
    "sheet": {"t": _store_till, "s": _till_day},
}
"""Of feeds whose keys begin as those of another feed do."""

_ORDER: Final = {kind: at for at, kind in enumerate(_MAKERS)}
