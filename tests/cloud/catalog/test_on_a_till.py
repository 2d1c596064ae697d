"""What head office puts in is what the till's own tables say, row by row and digest by digest."""

import contextlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pos_app.domain.gtin import check_digit
from pos_app.store import catalog
from pos_app.store.catalog_feed import CatalogFeed
from pos_app.store.catalog_files import Catalog
from pos_app.store.feeds import TillReference
from pos_app.store.promotions import bundle_in_force
from pos_app.store.reference_file import open_reference
from sync.cloud.api.catalog import CatalogAdmin
from sync.cloud.api.endpoint import Admin, Call, Refused
from sync.cloud.call import Request
from sync.cloud.database import CloudDatabase
from sync.cloud.feeds.frozen import hashes_at
from sync.cloud.feeds.heads import Scope
from sync.cloud.feeds.snapshots import build_now
from sync.cloud.schema.base import METADATA
from sync.wire.catalog import ItemFields, TaxGroupFields, ZoneFields
from sync.wire.exchange import Cursor
from tests.cloud.feeds.feed_copy import CAT, TENANT, FeedWorld, add_store

KEY = bytes(32)
PROMO = "promo:z1"
WHO = Admin(TENANT, "owner", "owner")


class Pair:
    """A cloud's half with its head office, and a till's reference data."""

    def __init__(self, folder: Path) -> None:
        self.database = CloudDatabase(f"sqlite:///{folder / 'cloud.db'}")
        METADATA.create_all(self.database.engine)
        self.database.write(add_store)
        self.world = FeedWorld(self.database)
        self.admin = CatalogAdmin(self.database)
        self.catalog = Catalog(folder, KEY)
        self.reference = open_reference(folder, KEY)
        feed = CatalogFeed(folder, KEY, self.catalog.note_change)
        self.till = TillReference(self.reference, feed, lambda _: None)
        self.admin.put_zone(self.call(ZoneFields("CNY"), zone="z1"))
        for code in ("standard", "food"):
            group = TaxGroupFields(130_000, inclusive=True)
            self.admin.put_tax_group(self.call(group, code=code))
        self.world.write_all()

    def call(self, message: Any = None, body: bytes = b"", **path: str) -> Call:
        request = Request("PUT", "")
        return Call(request, self.world.now_ms, body, message, admin=WHO, path=path)

    def put(self, item: ItemFields) -> None:
        self.admin.put_item(self.call(item, sku=item.sku))

    def bootstrap(self, feed: str) -> None:
        now_ms = self.world.now_ms
        scope = Scope(TENANT, feed)
        manifest = self.database.write(lambda c: build_now(c, scope, now_ms))
        assert manifest is not None
        for sha256 in self.till.begin_snapshot(manifest):
            list(self.till.load_segment(feed, sha256, self.world.segment(sha256).body))
        assert self.till.finish_snapshot(manifest)

    def catch_up(self, feed: str) -> None:
        self.world.write_all()
        while True:
            cursor = self.till.cursor(feed)
            assert cursor is not None
            page = self.world.page(cursor.gen, cursor.pos, feed=feed)
            if not page.rows:
                return
            for sha256 in self.till.needs_content(page):
                self.till.keep_content(sha256, self.world.segment(sha256).body)
            assert self.till.apply(page)

    def check(self, feed: str) -> None:
        cursor = self.till.cursor(feed)
        assert isinstance(cursor, Cursor)
        theirs = self.database.read(lambda c: hashes_at(c, Scope(TENANT, feed), cursor))
        ours = self.till.hashes(feed)
        assert ours.listed(0, len(ours)) == theirs.listed(0, len(theirs))

    def close(self) -> None:
        self.till.close()
        self.catalog.close()
        self.reference.close()
        self.database.close()


@pytest.fixture
def pair(tmp_path: Path) -> Iterator[Pair]:
    pair = Pair(tmp_path)
    yield pair
    pair.close()


def _gtin(digits: str) -> str:
    return digits + check_digit(digits)


TEXTS = st.text("茶绿é—ab1 '\"\\&", max_size=12).map(str.strip)
PRICES = st.integers(0, 10_000)
ITEMS = st.builds(
    ItemFields,
    sku=st.sampled_from([f"A{at}" for at in range(6)]),
    tax=st.sampled_from(["standard", "food"]),
    unit=st.sampled_from(["EA", "KGM", "LTR", "MTR"]),
    zh=TEXTS,
    en=TEXTS.map(lambda text: f"n{text}"),
    cat=st.sampled_from(["", "茶", "饮料/茶"]),
    brand=TEXTS,
    pop=st.none() | st.integers(0, 10**9),
    recalled=st.booleans(),
    lots=st.sampled_from(["", "L7", "L7 L8"]),
    price=st.none() | PRICES,
)


def test_the_tills_tables_say_what_the_feed_says_through_any_changes(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    @settings(max_examples=15, deadline=None)
    @given(changes=st.lists(ITEMS | st.just("gone"), min_size=1, max_size=12), at=st.integers(0, 6))
    def check(changes: list[ItemFields | str], at: int) -> None:
        pair = Pair(tmp_path_factory.mktemp("pair"))
        for number, change in enumerate(changes):
            if number == min(at, len(changes) - 1):
                pair.world.write_all()
                pair.bootstrap(CAT)
            if isinstance(change, ItemFields):
                pair.put(change)
            elif any(isinstance(one, ItemFields) for one in changes[:number]):
                first = next(one for one in changes if isinstance(one, ItemFields))
                with contextlib.suppress(Refused):  # it may be gone already
                    pair.admin.remove_item(pair.call(sku=first.sku))
            if number > at:
                pair.catch_up(CAT)
        pair.catch_up(CAT)
        pair.check(CAT)
        pair.close()

    check()


def test_an_item_with_everything_is_sold_at_the_price_that_was_put(pair: Pair) -> None:
    pair.put(
        ItemFields(
            "A1",
            "food",
            "EA",
            zh="绿茶",
            en="Green tea",
            cat="饮料/茶",
            gtin=_gtin("690123456789"),
            plu="42",
            brand="山",
            pop=3,
            price=350,
            regular=400,
            lowest=300,
        )
    )
    pair.world.write_all()
    pair.bootstrap(CAT)
    pair.check(CAT)
    with pair.catalog.read() as connection:
        found = catalog.find_by_sku(connection, "A1")
    assert found is not None
    assert (found.price and found.price.minor, found.brand) == (350, "山")
    assert found.regular_price is not None
    assert found.regular_price.minor == 400


def test_a_bundle_reaches_the_till_as_it_was_written(pair: Pair) -> None:
    rule = b'{"id":"r1","kind":"percent_off","items":{},"percent":10}'
    content = b'{"format": "ronghe-rules/1", "id": "b", "version": 7, "rules": [' + rule + b"]}"
    pair.bootstrap(PROMO)
    pair.admin.publish_bundle(pair.call(body=content, zone="z1"))
    pair.catch_up(PROMO)
    pair.check(PROMO)
    with pair.reference.read() as connection:
        bundle = bundle_in_force(connection)
    assert bundle is not None
    assert (bundle.version, bundle.content) == (7, content)
