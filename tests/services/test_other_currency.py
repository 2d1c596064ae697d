"""Goods that the cloud prices in another money than this till counts."""

from pos_app.domain.quantity import Quantity
from sync.wire import reference as wire
from tests.builders import MANAGER, WATER, Rig
from tests.services.test_empty_catalogue import take
from tests.store.feed_pages import BASICS, Feed, item


def test_goods_priced_in_another_currency_are_not_sold_and_it_is_said_why(rig: Rig) -> None:
    feed = Feed("cat:z1")
    feed.page([*BASICS, item(WATER, price=250)])
    feed.page([("h", wire.body_of(wire.CatalogHead("USD")))])
    take(rig, feed)
    rig.reopen()
    rig.open_for(MANAGER)
    with rig.refuses("ITEM_OTHER_CURRENCY"):
        rig.ring(WATER)
    with rig.refuses("ITEM_OTHER_CURRENCY"):
        rig.till.counter.returns.return_without_receipt(WATER, Quantity(1_000), "FAULTY")
    feed.page([("h", wire.body_of(wire.CatalogHead("CNY")))])
    take(rig, feed)
    rig.ring(WATER)
    assert rig.pay_card().priced.total.minor == 250
