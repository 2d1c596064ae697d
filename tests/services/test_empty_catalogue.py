"""A cloud that has no items for this store yet: the till starts, and says so, and begins later."""

from pos_app.store.catalog_feed import CatalogFeed
from pos_app.store.feeds import TillReference
from tests.builders import MANAGER, WATER, Rig
from tests.store.feed_pages import BASICS, Feed, item


def take(rig: Rig, feed: Feed) -> None:
    """Load a whole feed as sync does."""
    linked = rig.till.linked()
    key = linked.keys.catalog_key
    catalog = CatalogFeed(linked.config.data, key, linked.catalog.note_change)
    side = TillReference(linked.reference, catalog, lambda _: None)
    assert feed.load_into(side)
    side.close()


def test_a_till_whose_cloud_has_no_items_starts_says_so_and_sells_once_there_are_some(
    rig: Rig,
) -> None:
    feed = Feed("cat:z1")
    take(rig, feed)
    rig.reopen()
    assert rig.till.notices == ("CATALOG_EMPTY",)
    rig.open_for(MANAGER)
    with rig.refuses("ITEM_NOT_FOUND"):  # the set-up's own are not brought back
        rig.ring(WATER)
    feed.page([*BASICS, item(WATER, price=250)])
    take(rig, feed)
    rig.ring(WATER)
    assert rig.pay_card().priced.total.minor == 250
    rig.reopen()
    assert rig.till.notices == ()
