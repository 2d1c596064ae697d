"""A program too old for the feeds is told so, and its sales are taken all the same."""

import pytest

from sync.cloud.api.feeds import is_older
from sync.cloud.settings import Settings
from sync.wire.feeds import FeedPage
from tests.cloud.client import Shop, TestClock
from tests.cloud.conftest import OpenCloud
from tests.cloud.states import refusal


@pytest.mark.parametrize(
    ("least", "is_too_old"), [("", False), ("1.0", False), ("1.0.1", True), ("2", True)]
)
def test_feeds_need_a_program_that_understands_them_and_uploads_never_do(
    open_cloud: OpenCloud, clock: TestClock, least: str, is_too_old: bool
) -> None:
    shop = Shop(open_cloud(settings=Settings(min_client=least)), clock)
    till = shop.till(rows=2)
    target = f"/sync/v1/feeds/cat:zone-{shop.tenant}?gen=1&after=0"
    if is_too_old:
        no = refusal(lambda: till.ask("GET", target, FeedPage))
        assert (no.status, no.code, no.facts) == (426, "TOO_OLD_CLIENT", {"least": least})
    else:
        till.ask("GET", target, FeedPage)
    till.write()
    assert till.exchange().acked.seq == 4


def test_programs_are_compared_by_their_numbers() -> None:
    assert is_older("1.9.2", "1.10")
    assert is_older("nightly", "1")
    assert not is_older("1.10-rc1", "1.10")
    assert not is_older("2", "1.99.99")
