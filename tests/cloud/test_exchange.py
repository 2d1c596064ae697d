"""Rows up: taken in order, compared where they overlap, refused where they part."""

from sync.wire.exchange import Cursor
from sync.wire.feeds import FeedPage
from tests.cloud.client import Shop


def test_a_till_enrols_says_hello_and_uploads_its_journal(shop: Shop) -> None:
    till = shop.till(rows=5)
    assert till.have == till.head
    assert till.have.seq == 6


def test_an_exchange_without_rows_acknowledges_what_is_held(shop: Shop) -> None:
    till = shop.till(rows=3)
    assert till.exchange().acked == till.head


def test_what_a_till_finds_in_its_control_feed_is_written_by_the_work_of_the_cloud(
    shop: Shop,
) -> None:
    till = shop.till()
    while shop.cloud.work():
        pass
    feed = f"ctl:{till.terminal_id.hex()}"
    page = till.ask("GET", f"/sync/v1/feeds/{feed}?gen=1&after=0", FeedPage)
    assert [row.key for row in page.rows] == ["ring:1"]
    assert till.exchange(till.batch(feeds={feed: Cursor(1, 0)})).behind == {feed: 1}
