"""The catalogue from the cloud: snapshots, changes, and what a till sees of them."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pos_app.errors import EnvironmentFault, Refusal
from pos_app.store import catalog
from pos_app.store.catalog_feed import CatalogFeed
from pos_app.store.catalog_files import LOADING, Catalog, current_file
from pos_app.store.feeds import TillReference
from pos_app.store.reference_file import open_reference
from pos_app.store.search import search
from sync.wire import reference as wire
from sync.wire.exchange import Cursor
from tests.store.feed_pages import BASICS, Feed, item
from tests.store.item_lists import KEY, Shelf, row


class Shop:
    """A till's folder with its catalogue open on both sides."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.catalog = Catalog(folder, KEY)
        self.database = open_reference(folder, KEY)
        self.chances = 0
        self.open_feeds()

    def give_way(self) -> None:
        self.chances += 1

    def open_feeds(self) -> None:
        feed = CatalogFeed(self.folder, KEY, self.catalog.note_change, self.give_way)
        self.side = TillReference(self.database, feed, lambda _: None)

    def bootstrap(self, feed: Feed, rows_each: int = 1000) -> bool:
        return feed.load_into(self.side, rows_each)

    def price(self, sku: str) -> int | None:
        with self.catalog.read() as connection:
            found = catalog.find_by_sku(connection, sku)
        return found.price.minor if found and found.price else None

    def found(self, text: str) -> list[str]:
        with self.catalog.read() as connection:
            return [one.sku for one in search(connection, text)]

    def index_names(self) -> None:
        while self.side.go_on():
            pass

    def close(self) -> None:
        self.side.close()
        self.catalog.close()
        self.database.close()


@pytest.fixture
def shop(tmp_path: Path) -> Iterator[Shop]:
    shop = Shop(tmp_path)
    yield shop
    shop.close()


@pytest.fixture
def feed() -> Feed:
    feed = Feed("cat:z1")
    feed.page([*BASICS, *(item(f"{n:06d}", pop=10_000 - n, gtin=6901 + n) for n in range(1200))])
    return feed


def test_a_till_sells_from_a_snapshot_and_finds_names_a_little_later(
    shop: Shop, feed: Feed
) -> None:
    assert shop.side.cursor("cat:z1") is None
    assert shop.bootstrap(feed)
    assert shop.side.cursor("cat:z1") == Cursor(1, feed.pos)
    assert shop.price("000007") == 450
    with shop.catalog.read() as connection:
        found = catalog.find_by_gtin(connection, 6901 + 3)
        assert found is not None
        assert (found.sku, found.tax_group.rate_ppm) == ("000003", 130_000)
    assert shop.found("商品") == []
    shop.index_names()
    assert shop.found("商品")[:2] == ["001199", "001198"]  # the best sellers first
    assert shop.side.hashes("cat:z1").digest() == feed.digest
    assert not (shop.folder / LOADING).exists()


def test_a_catalogue_that_cannot_be_read_for_a_moment_is_not_forgotten(
    shop: Shop, feed: Feed
) -> None:
    shop.bootstrap(feed)
    shop.side.close()
    shop.catalog.close()
    path = current_file(shop.folder)
    assert path is not None
    content = path.read_bytes()
    path.write_bytes(bytes(len(content)))
    shop.open_feeds()
    with pytest.raises(EnvironmentFault):
        shop.side.cursor("cat:z1")
    path.write_bytes(content)
    assert shop.side.cursor("cat:z1") == Cursor(1, feed.pos)


def test_a_change_is_seen_by_the_next_look_up(shop: Shop, feed: Feed) -> None:
    shop.bootstrap(feed)
    shop.index_names()
    assert shop.price("000001") == 450
    changed = [item("000001", price=399, gtin=6902), item("000999", zh="乌龙茶", gtin=7900)]
    assert shop.side.apply(feed.page([*changed, item("new", zh="新品"), ("i:000002", None)]))
    assert (shop.price("000001"), shop.price("000002")) == (399, None)
    assert shop.found("乌龙") == ["000999"]
    assert shop.found("新品") == ["new"]
    assert shop.side.hashes("cat:z1").digest() == feed.digest


def test_whoever_sells_has_a_chance_to_go_first_between_a_few_rows(shop: Shop, feed: Feed) -> None:
    shop.bootstrap(feed)
    staged = shop.chances
    assert staged >= 1203 // 100
    shop.index_names()
    indexed = shop.chances - staged
    assert indexed >= 1200 // 50
    page = feed.page(item(f"{n:06d}", price=n) for n in range(480))
    assert shop.side.apply(page)
    assert shop.chances - staged - indexed >= 480 // 8


def test_a_look_up_sees_each_step_of_the_index_so_that_none_is_kept_for_it(
    shop: Shop, feed: Feed
) -> None:
    shop.bootstrap(feed)
    loading = "SELECT count(*) FROM search_config WHERE k = 'automerge' AND v = 0"
    seen = []
    is_on = True
    while is_on:
        is_on = shop.side.go_on()
        for _ in range(102):  # the last one stays where it is until something changes
            with shop.catalog.read() as connection:
                seen.append(connection.exec_driver_sql(loading).scalar_one())
    assert (seen[0], seen[-1]) == (1, 0)


def test_items_that_swap_their_barcodes_need_not_come_in_one_page(shop: Shop, feed: Feed) -> None:
    shop.bootstrap(feed)
    assert shop.side.apply(feed.page([item("000001", gtin=6903, pop=1)]))
    assert shop.side.apply(feed.page([item("000002", gtin=6902, pop=2)]))
    with shop.catalog.read() as connection:
        found = catalog.find_by_gtin(connection, 6902)
    assert found is not None
    assert found.sku == "000002"


def test_a_page_whose_digest_differs_is_applied_and_put_right_row_by_row(
    shop: Shop, feed: Feed
) -> None:
    shop.bootstrap(feed)
    feed.page([item("000005", price=1)])  # this page never came
    skipped = feed.page([item("000006", price=2)])
    assert not shop.side.apply(skipped)
    ours = dict(shop.side.hashes("cat:z1").listed(0, len(feed.rows)))
    theirs = Feed("x")
    theirs.rows = feed.rows
    assert len(ours) == len(feed.rows)
    shop.side.replace("cat:z1", [feed.row("i:000005")])
    assert shop.side.hashes("cat:z1").digest() == feed.digest
    assert shop.price("000005") == 1
    assert shop.side.apply(feed.page([item("000007", price=3)]))


def test_a_row_that_cannot_be_an_item_does_not_stop_the_others(shop: Shop, feed: Feed) -> None:
    shop.bootstrap(feed)
    page = feed.page([("i:bad", b'{"sku":1}'), item("000008", unit="BOX"), item("000009", price=9)])
    assert not shop.side.apply(page)
    assert shop.price("000009") == 9
    assert shop.price("000008") == 450


def test_a_load_that_was_cut_off_goes_on_where_it_was(shop: Shop, feed: Feed) -> None:
    manifest, contents = feed.snapshot(1100)
    second, first = shop.side.begin_snapshot(manifest)
    list(shop.side.load_segment("cat:z1", first, contents[first]))
    loading = shop.side.load_segment("cat:z1", second, contents[second])
    assert next(loading) == 1000
    loading.close()
    shop.side.close()
    shop.open_feeds()
    assert shop.price("000001") is None
    assert shop.side.begin_snapshot(manifest) == (second,)
    assert list(shop.side.load_segment("cat:z1", second, contents[second])) == [1100]
    assert shop.side.begin_snapshot(manifest) == ()
    assert shop.side.finish_snapshot(manifest)
    assert shop.price("000001") == 450


def test_of_a_snapshot_that_was_superseded_what_is_still_right_stays(
    shop: Shop, feed: Feed
) -> None:
    manifest, contents = feed.snapshot(200)
    for sha256 in shop.side.begin_snapshot(manifest)[:5]:
        list(shop.side.load_segment("cat:z1", sha256, contents[sha256]))
    feed.page([item("000100", price=1), item("000700", price=7)])
    newer, more = feed.snapshot(200)
    needed = shop.side.begin_snapshot(newer)
    assert len(needed) == 4  # two were never loaded, and of those loaded two have changed
    for sha256 in needed:
        list(shop.side.load_segment("cat:z1", sha256, more[sha256]))
    assert shop.side.finish_snapshot(newer)
    assert (shop.price("000100"), shop.price("000700"), shop.price("000701")) == (1, 7, 450)


def test_a_segment_loaded_again_changes_nothing(shop: Shop, feed: Feed) -> None:
    manifest, contents = feed.snapshot(700)
    shop.side.begin_snapshot(manifest)
    for _ in range(2):
        for sha256, content in contents.items():
            list(shop.side.load_segment("cat:z1", sha256, content))
    assert shop.side.finish_snapshot(manifest)


def test_a_snapshot_that_is_not_what_was_named_is_thrown_away(shop: Shop, feed: Feed) -> None:
    shop.bootstrap(feed)
    shop.side.apply(feed.page([item("000001", price=1)]))
    manifest, contents = feed.snapshot()
    before = current_file(shop.folder)
    feed.page([item("000001", price=2)])
    wrong, _ = feed.snapshot()
    named = type(manifest)(
        feed="cat:z1",
        gen=1,
        pos=wrong.pos,
        shape=1,
        rows=wrong.rows,
        digest=wrong.digest,
        segments=manifest.segments,
    )
    for sha256 in shop.side.begin_snapshot(named):
        list(shop.side.load_segment("cat:z1", sha256, contents[sha256]))
    assert not shop.side.finish_snapshot(named)
    assert current_file(shop.folder) == before
    assert shop.price("000001") == 1
    assert len(shop.side.begin_snapshot(named)) == len(manifest.segments)


def test_a_new_snapshot_takes_the_place_of_the_catalogue_while_it_is_read(
    shop: Shop, feed: Feed
) -> None:
    shop.bootstrap(feed)
    assert shop.price("000001") == 450
    feed.page([item("000001", price=5)])
    assert shop.bootstrap(feed, 300)
    assert shop.price("000001") == 5
    assert shop.side.apply(feed.page([item("000001", price=6)]))
    assert shop.price("000001") == 6


def test_a_list_of_the_shops_own_is_refused_once_head_office_says_what_is_sold(
    shop: Shop, feed: Feed
) -> None:
    shelf = Shelf(shop.folder)
    shelf.bring_in_rows(row("own"))
    assert shop.side.cursor("cat:z1") is None
    shop.bootstrap(feed)
    with pytest.raises(Refusal, match="ITEMS_COME_FROM_CLOUD"):
        shelf.bring_in_rows(row("own2"))
    assert shop.price("000001") == 450


SKUS = st.sampled_from([f"k{n}" for n in range(6)])
ITEMS = st.fixed_dictionaries(
    {"price": st.one_of(st.integers(0, 10**6), st.just(wire.unknown(None)))},
    optional={
        "gtin": st.integers(1, 10**13),
        "plu": st.sampled_from(["1", "22", "333"]),
        "pop": st.integers(1, 9),
        "recalled": st.booleans(),
        "lots": st.sampled_from(["", "L1", "L1 L2"]),
        "brand": st.sampled_from(["", "青牧谷"]),
        "regular": st.integers(0, 99),
        "lowest": st.integers(0, 99),
        "zh": st.text("乌龙茶\U00020000", max_size=4),
        "tax": st.sampled_from(["V13", "V9"]),
    },
)
CHANGES = st.lists(
    st.one_of(
        st.builds(lambda sku, more: item(sku, **more), SKUS, ITEMS),
        SKUS.map(lambda sku: (f"i:{sku}", None)),
        st.integers(0, 10**6).map(
            lambda rate: ("t:V9", wire.body_of(wire.TaxGroup("V9", rate, inclusive=True)))
        ),
        st.just(("t:V9", None)),
        st.sampled_from(["CNY", "HKD"]).map(
            lambda code: ("h", wire.body_of(wire.CatalogHead(code)))
        ),
    ),
    max_size=12,
)


@settings(max_examples=25)
@given(pages=st.lists(CHANGES, min_size=1, max_size=5))
def test_the_digest_of_the_columns_is_that_of_the_rows_after_any_pages(
    tmp_path_factory: pytest.TempPathFactory, pages: list[list[tuple[str, bytes | None]]]
) -> None:
    shop, feed = Shop(tmp_path_factory.mktemp("shop")), Feed("cat:z1")
    feed.page([*BASICS, item("k0")])
    shop.bootstrap(feed)
    for changes in pages:
        assert shop.side.apply(feed.page(changes))
        assert shop.side.hashes("cat:z1").digest() == feed.digest
        assert shop.side.cursor("cat:z1") == Cursor(1, feed.pos)
    shop.index_names()
    shop.close()


def test_look_ups_between_the_pages_do_not_make_the_wal_grow_without_end(
    shop: Shop, feed: Feed
) -> None:
    assert shop.bootstrap(feed)
    shop.index_names()
    sizes = []
    for price in range(100, 140):
        named = [
            item(f"{n:06d}", pop=10_000 - n, gtin=6901 + n, price=price, zh=f"第{price}种{n}")
            for n in range(400)
        ]
        assert shop.side.apply(feed.page(named))
        assert shop.price("000001") == price
        path = current_file(shop.folder)
        assert path is not None
        sizes.append(path.with_name(f"{path.name}-wal").stat().st_size)
    assert max(sizes) < 8 << 20


TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=6)


@settings(max_examples=25)
@given(
    items=st.lists(
        st.fixed_dictionaries(
            {"zh": TEXTS, "en": TEXTS, "cat": TEXTS, "price": st.integers(0, 2**53)},
            optional={
                "pop": st.integers(-5, 2**40),
                "gtin": st.integers(1, 10**13),
                "plu": st.sampled_from(["1", "0"]),
                "recalled": st.booleans(),
                "lots": TEXTS,
                "brand": TEXTS,
                "regular": st.integers(0, 99),
                "lowest": st.integers(0, 99),
            },
        ),
        max_size=8,
    )
)
def test_the_columns_of_a_snapshot_say_what_its_rows_say_the_best_sellers_first(
    tmp_path_factory: pytest.TempPathFactory, items: list[dict[str, object]]
) -> None:
    shop, feed = Shop(tmp_path_factory.mktemp("shop")), Feed("cat:z1")
    feed.page([*BASICS, *(item(f"k{at}", **fields) for at, fields in enumerate(items))])
    assert shop.bootstrap(feed, 3)
    assert shop.side.hashes("cat:z1").digest() == feed.digest
    with shop.catalog.read() as connection:
        found = connection.exec_driver_sql("SELECT popularity FROM item ORDER BY id").scalars()
        ranks = [float("inf") if rank is None else rank for rank in found]
    assert ranks == sorted(ranks)
    shop.close()


def test_a_snapshot_with_a_body_that_is_no_item_is_not_switched_to(shop: Shop, feed: Feed) -> None:
    shop.bootstrap(feed)
    feed.page([item("000001", price=1), item("000002", unit="BOX")])
    assert not shop.bootstrap(feed)
    assert shop.price("000001") == 450
    assert not list(shop.folder.glob("catalog.arranged.db*"))
    feed.page([item("000002", price=2)])
    assert shop.bootstrap(feed)
    assert (shop.price("000001"), shop.price("000002")) == (1, 2)
