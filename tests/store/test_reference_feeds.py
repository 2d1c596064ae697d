"""Offers, members, orders and stock from the cloud: rows whole, and the tables made of them."""

import hashlib
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pos_app.domain.member import MemberId
from pos_app.store import campaigns, members, wallets
from pos_app.store.catalog_feed import CatalogFeed
from pos_app.store.database import Database
from pos_app.store.feeds import TillReference
from pos_app.store.promotions import bundle_in_force, put_bundle
from pos_app.store.reference_file import REFERENCE_FILE, open_reference, synced_ms
from pos_app.store.store_stock import NOT_IN_IT, StoreStock
from sync.wire import reference as wire
from sync.wire.exchange import Cursor
from sync.wire.feeds import BundleNotice, FeedPage
from sync.wire.packing import pack
from tests.store.feed_pages import Feed

KEY = bytes(32)
ZHANG, WANG = bytes([1]) * 16, bytes([2]) * 16


class Store:
    """A till's reference.db with its feeds."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.changed: list[str] = []
        self.database: Database = open_reference(folder, KEY)
        catalog = CatalogFeed(folder, KEY, lambda: None)
        self.side = TillReference(self.database, catalog, self.changed.append)

    def bootstrap(self, feed: Feed, rows_each: int = 1000) -> bool:
        return feed.load_into(self.side, rows_each)

    def close(self) -> None:
        self.side.close()
        self.database.close()


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    store = Store(tmp_path)
    yield store
    store.close()


def member(id_: bytes, **more: object) -> tuple[str, bytes]:
    fields: dict[str, Any] = {
        "id": id_.hex(),
        "number": f"M{id_[0]}",
        "tier": "gold",
        "points": 120,
        "as_of_ms": 7,
        "name": "张*",
        "last4": "1234",
        "initials": ("zs",),
        "phone": "aa" * 32,
        "cards": ("2900000000017",),
        "birthday": ("03-01", "03-15"),
        "detail": json.dumps({"consents": [["membership", True, "v1", "zh_CN", 3]]}),
    }
    return f"m:{id_.hex()}", wire.body_of(wire.Member(**(fields | more)))


def handle(id_: bytes, day: int) -> tuple[str, bytes]:
    row = wire.DayHandle(day, bytes([day % 256]).hex() * 8, id_.hex())
    return f"h:{day}:{id_.hex()}", wire.body_of(row)


def test_members_are_found_by_all_that_names_them_and_gone_when_erased(store: Store) -> None:
    feed = Feed("member:g1")
    assert store.bootstrap(feed)
    tier = ("tier:gold", wire.body_of(wire.Tier("gold", "金卡", "Gold", 100_000)))
    assert store.side.apply(feed.page([tier, handle(ZHANG, 20_000), member(ZHANG), member(WANG)]))
    with store.database.read() as connection:
        zhang = members.find_by_handle(connection, bytes([20_000 % 256]) * 8, 20_000)
        assert zhang is not None
        assert (zhang.number, zhang.points, zhang.name_masked) == ("M1", 120, "张*")
        assert members.load_tiers(connection).tier("gold") is not None
        assert [one.id for one in members.find_by_initials(connection, "zs", 9)]
    assert store.side.apply(feed.page([(f"m:{ZHANG.hex()}", None)]))
    with store.database.read() as connection:
        assert members.find_member(connection, MemberId(ZHANG)) is None
        assert members.find_member(connection, MemberId(WANG)) is not None
    assert store.changed[-1] == "member:g1"
    wal = store.folder / f"{REFERENCE_FILE}-wal"
    assert not wal.exists() or wal.stat().st_size == 0


def test_a_member_is_known_by_a_handle_that_came_before(store: Store) -> None:
    feed = Feed("member:g1")
    store.bootstrap(feed)
    store.side.apply(feed.page([handle(ZHANG, 20_000), handle(ZHANG, 20_001)]))
    store.side.apply(feed.page([member(ZHANG)]))
    with store.database.read() as connection:
        for day in (20_000, 20_001):
            found = members.find_by_handle(connection, bytes([day % 256]) * 8, day)
            assert found is not None


def test_the_rule_bundle_comes_with_its_content(store: Store) -> None:
    content = b'{"rules":[]}'
    sha256 = hashlib.sha256(content).hexdigest()
    feed = Feed("promo:z1")
    first = feed.page([("bundle", pack(BundleNotice(3, sha256, len(content))))])
    assert store.bootstrap(feed)
    end = replace_rows(first)
    assert store.side.needs_content(end) == (sha256,)
    store.side.keep_content(sha256, content)
    assert store.side.needs_content(end) == ()
    with store.database.read() as connection:
        bundle = bundle_in_force(connection)
    assert bundle is not None
    assert (bundle.version, bundle.content) == (3, content)
    newer = b'{"rules":[1]}'
    name = hashlib.sha256(newer).hexdigest()
    page = feed.page([("bundle", pack(BundleNotice(4, name, len(newer))))])
    assert store.side.needs_content(page) == (name,)
    store.side.keep_content(name, newer)
    assert store.side.apply(page)
    with store.database.read() as connection:
        bundle = bundle_in_force(connection)
    assert bundle is not None
    assert (bundle.version, bundle.content) == (4, newer)


def test_head_offices_bundle_takes_the_place_of_a_higher_one_of_the_shops_own(store: Store) -> None:
    with store.database.write() as connection:
        put_bundle(connection, 10, b"the shop's own")
    feed = Feed("promo:z1")
    for version, content in ((3, b"three"), (2, b"two, as before")):
        name = hashlib.sha256(content).hexdigest()
        page = feed.page([("bundle", pack(BundleNotice(version, name, len(content))))])
        if version == 3:
            assert store.bootstrap(feed)
        store.side.keep_content(name, content)
        store.side.apply(page)
        with store.database.read() as connection:
            bundle = bundle_in_force(connection)
        assert bundle is not None
        assert (bundle.version, bundle.content) == (version, content)


def replace_rows(page: FeedPage) -> FeedPage:
    return FeedPage(page.feed, page.gen, page.to, page.to, page.to, 1, ())


def test_coupons_campaigns_and_what_is_spent_elsewhere(store: Store) -> None:
    feed = Feed("coupon:S12")
    store.bootstrap(feed)
    voucher = bytes(range(12)).hex()
    coupon = wire.WalletCoupon(voucher, ZHANG.hex(), 5, 1, 500, 1, 2**50, stores=(12,))
    store.side.apply(
        feed.page(
            [
                ("c:5", wire.body_of(wire.Campaign(5, '{"number":5}'))),
                (f"w:{voucher}", wire.body_of(coupon)),
                (f"x:{voucher}", wire.body_of(wire.Spent("redeemed", 2**50))),
            ]
        )
    )
    with store.database.read() as connection:
        assert campaigns.find_campaign(connection, 5) == {"number": 5}
        (owned,) = wallets.list_coupons(connection, MemberId(ZHANG))
        assert (owned.number, owned.stores) == (voucher, (12,))
        assert campaigns.is_revoked(connection, bytes.fromhex(voucher))
    gone = [("c:5", None), (f"w:{voucher}", None), (f"x:{voucher}", None)]
    assert store.side.apply(feed.page(gone))
    with store.database.read() as connection:
        assert campaigns.find_campaign(connection, 5) is None
        assert wallets.list_coupons(connection, MemberId(ZHANG)) == ()
        assert not campaigns.is_revoked(connection, bytes.fromhex(voucher))


def test_a_row_that_the_tables_do_not_take_stops_none_beside_it(store: Store) -> None:
    feed = Feed("coupon:S12")
    store.bootstrap(feed)
    good, short = bytes(range(12)).hex(), "ab"
    rows = [
        (f"w:{number}", wire.body_of(wire.WalletCoupon(number, member, 5, 1, 500, 1, 2**50)))
        for number, member in ((short, ZHANG.hex()), ("cd" * 12, "ab"), (good, ZHANG.hex()))
    ]
    assert store.side.apply(feed.page(rows))
    with store.database.read() as connection:
        (owned,) = wallets.list_coupons(connection, MemberId(ZHANG))
        assert owned.number == good
    members_feed = Feed("member:g1")
    store.bootstrap(members_feed)
    huge = member(WANG, points=2**63)
    odd_handle = wire.body_of(wire.DayHandle(20_000, "00", ZHANG.hex()))
    page = [huge, member(ZHANG), (f"h:20000:{ZHANG.hex()}", odd_handle), handle(ZHANG, 20_001)]
    assert store.side.apply(members_feed.page(page))
    with store.database.read() as connection:
        assert members.find_member(connection, MemberId(WANG)) is None
        assert members.find_by_handle(connection, bytes([20_001 % 256]) * 8, 20_001) is not None


def test_orders_and_other_stores_figures(store: Store) -> None:
    order_feed, stock_feed = Feed("order:S12"), Feed("stk:near:S12")
    store.bootstrap(order_feed)
    store.bootstrap(stock_feed)
    order = wire.Order(
        "o1", "A17", "ready", "collect", "2026-11-22", 900, 900, (("a", "茶", 2000),)
    )
    store.side.apply(order_feed.page([("o:o1", wire.body_of(order))]))
    stock = wire.NearbyStock("S13", "a", 5000, 9)
    shop = wire.NearbyStore("S13", "二店", "Second", (("T3", 5),))
    store.side.apply(
        stock_feed.page([("s:S13:a", wire.body_of(stock)), ("n:S13", wire.body_of(shop))])
    )
    with store.database.read() as connection:
        (found,) = connection.exec_driver_sql("SELECT number, lines FROM store_order").all()
        (figure,) = connection.exec_driver_sql(
            "SELECT on_hand_thousandths, silent FROM nearby_stock JOIN nearby_store USING (store)"
        ).all()
    assert tuple(found) == ("A17", '[["a","茶",2000]]')
    assert tuple(figure) == (5000, '[["T3",5]]')
    gone = [("s:S13:a", None), ("n:S13", None)]
    assert store.side.apply(stock_feed.page(gone))
    assert store.side.apply(order_feed.page([("o:o1", None)]))
    with store.database.read() as connection:
        for table in ("store_order", "nearby_stock", "nearby_store"):
            assert connection.exec_driver_sql(f"SELECT 1 FROM {table}").first() is None


def test_stock_of_this_store_is_no_order_though_its_keys_look_alike(store: Store) -> None:
    feed, told = Feed("stk:own:S12"), StoreStock(store.database, "T3", "aa")
    store.bootstrap(feed)
    tills = (("T1", 1, 80), ("T3", 2, 7))
    tea = wire.StoreStock("a", -500, 9, tills, "2026-11-20", True, True, ("T1",), True)
    huge = wire.StoreStock("b", 2**63, 9, ())
    assert store.side.apply(feed.page([("o:a", wire.body_of(tea)), ("o:b", wire.body_of(huge))]))
    (figure,) = told.everything().values()
    assert (figure.thousandths, figure.place, figure.tills) == (-500, (2, 7), ("T1", "T3"))
    assert (figure.counted_on, figure.has_received) == ("2026-11-20", True)
    assert (figure.is_provisional, figure.unmarked, figure.is_doubtful) == (True, ("T1",), True)
    elsewhere = StoreStock(store.database, "T9", "bb")
    assert elsewhere.of(["a", "x"])["a"].place == NOT_IN_IT
    assert elsewhere.other_tills() == ()
    tills = Feed("sheet:S12")
    store.bootstrap(tills)
    named = [("T1", "bb", False), ("T2", "cc", True), ("T3", "aa", False)]
    said = [wire.StoreTill(name, 5, is_out, terminal) for name, terminal, is_out in named]
    store.side.apply(tills.page([(f"t:{row.workstation}", wire.body_of(row)) for row in said]))
    found = elsewhere.of(["a"])["a"]  # head office calls T9 by another number
    assert (found.place, found.tills) == ((1, 80), ("T9", "T3"))
    assert elsewhere.other_tills() == ("T3",)
    assert store.side.apply(feed.page([("o:a", None)]))
    assert told.of(["a"]) == {}


def test_a_snapshot_takes_away_what_it_does_not_have_and_goes_on_after_a_cut(store: Store) -> None:
    feed = Feed("order:S12")
    rows = [(f"o:{n}", order_body(n)) for n in range(1100)]
    feed.page(rows)
    manifest, contents = feed.snapshot(700)
    first, second = store.side.begin_snapshot(manifest)
    loading = store.side.load_segment(feed.name, first, contents[first])
    assert next(loading) == 500
    loading.close()
    assert store.side.cursor(feed.name) is None
    store.close()
    again = Store(store.folder)
    assert again.side.begin_snapshot(manifest) == (first, second)
    assert list(again.side.load_segment(feed.name, first, contents[first])) == [700]
    assert again.side.begin_snapshot(manifest) == (second,)
    list(again.side.load_segment(feed.name, second, contents[second]))
    assert again.side.finish_snapshot(manifest)
    feed.page([(f"o:{n}", None) for n in range(600)])
    assert again.bootstrap(feed)
    assert again.side.cursor(feed.name) == Cursor(1, feed.pos)
    with again.database.read() as connection:
        count = connection.exec_driver_sql("SELECT count(*) FROM store_order").scalar_one()
    assert count == 500
    assert again.side.hashes(feed.name).digest() == feed.digest
    again.close()
    store.database = open_reference(store.folder, KEY)


def order_body(n: int) -> bytes:
    return wire.body_of(wire.Order(str(n), f"A{n}", "ready", "collect", "2026-11-22", n, 0, ()))


def test_what_an_exchange_brought_up_to_date_is_dated(store: Store) -> None:
    store.side.note_exchange(77)
    with store.database.read() as connection:
        assert synced_ms(connection) == 77


def test_when_names_have_been_kept_long_enough_their_rows_go_too(store: Store) -> None:
    feed = Feed("member:g1")
    store.bootstrap(feed)
    store.side.apply(feed.page([member(ZHANG)]))
    store.side.note_exchange(1)
    with store.database.write() as connection:
        members.purge(connection, 1 + members.FACES_KEPT_MS + 1)
    assert store.side.cursor(feed.name) is None
    with store.database.read() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM feed_row").scalar_one() == 0
        assert members.find_member(connection, MemberId(ZHANG)) is not None
    assert store.bootstrap(feed)
    with store.database.read() as connection:
        found = members.find_member(connection, MemberId(ZHANG))
    assert found is not None
    assert found.name_masked == "张*"


CHANGES = st.lists(
    st.tuples(st.integers(0, 5), st.one_of(st.none(), st.integers(0, 999))).map(
        lambda pair: (f"o:{pair[0]}", None if pair[1] is None else order_body(pair[1]))
    ),
    max_size=8,
)


@settings(max_examples=30)
@given(pages=st.lists(CHANGES, max_size=5), skipped=st.sets(st.integers(0, 4)))
def test_after_any_pages_and_a_repair_the_digest_is_the_clouds(
    tmp_path_factory: pytest.TempPathFactory,
    pages: list[list[tuple[str, bytes | None]]],
    skipped: set[int],
) -> None:
    store, feed = Store(tmp_path_factory.mktemp("store")), Feed("order:S12")
    store.bootstrap(feed)
    for at, changes in enumerate(pages):
        page = feed.page(changes)
        if at not in skipped:
            store.side.apply(page)
    ours = store.side.hashes(feed.name)
    held = {key for key, _ in ours.listed(0, len(ours))}
    store.side.replace(feed.name, [feed.row(key) for key in sorted(held | feed.rows.keys())])
    assert store.side.hashes(feed.name).digest() == feed.digest
    assert store.side.apply(feed.page([("o:9", order_body(9))]))
    store.close()
