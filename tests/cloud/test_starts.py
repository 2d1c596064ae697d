"""From when on a start of a till counts, and what a restored server has forgotten of them."""

from collections.abc import Callable
from typing import Any

import sqlalchemy as sa

from sync.cloud.call import Request
from sync.cloud.schema.facts import BOOT, CHANNEL, SERVER_HEAD, TERMINAL
from sync.wire.exchange import LogPage
from tests.cloud.client import Shop, Till
from tests.cloud.states import refusal, value


def remembered(shop: Shop) -> Callable[[], None]:
    """What the cloud knows of its one till's starts; called, it is put back as by a backup."""
    tables = (CHANNEL, BOOT, TERMINAL)

    def copy(connection: sa.Connection) -> list[list[dict[str, Any]]]:
        return [[row._asdict() for row in connection.execute(sa.select(table))] for table in tables]

    channels, boots, (terminal,) = shop.cloud.database.read(copy)

    def put_back(connection: sa.Connection) -> None:
        for table, rows in ((CHANNEL, channels), (BOOT, boots)):
            connection.execute(sa.delete(table))
            connection.execute(sa.insert(table), rows)
        newest = {name: terminal[name] for name in ("channel", "nonce", "was_well")}
        connection.execute(sa.update(TERMINAL).values(newest))
        connection.execute(sa.update(SERVER_HEAD).values(incarnation=b"another"))

    return lambda: shop.cloud.database.write(put_back)


def starts(till: Till) -> list[Request]:
    """Another start of a till: what it sent."""
    till.restart()
    before = len(till.sent)
    till.hello()
    till.exchange()
    return till.sent[before:]


def test_an_old_hello_that_a_restored_server_has_forgotten_shuts_nobody_out(
    shop: Shop,
) -> None:
    till = shop.till(rows=2)
    put_back = remembered(shop)
    late, _ = starts(till)
    starts(till)
    starts(till)
    put_back()
    till.hello()
    till.exchange()
    assert shop.cloud.handle(late).status == 200
    till.write()
    assert till.exchange().acked == till.head, "nobody has used the other channel"
    till.hello()
    assert till.exchange().acked == till.head
    assert value(shop.cloud, till, "state") == "active"


def test_a_whole_conversation_played_again_to_a_restored_server_shuts_nobody_out(
    shop: Shop,
) -> None:
    till = shop.till(rows=2)
    put_back = remembered(shop)
    late = starts(till)
    starts(till)
    starts(till)
    put_back()
    till.hello()
    till.exchange()
    assert [shop.cloud.handle(request).status for request in late] == [200, 401]
    till.hello()
    assert till.exchange().acked == till.head
    assert value(shop.cloud, till, "state") == "active"


def test_a_channel_counts_from_its_first_request_and_a_read_is_one(shop: Shop) -> None:
    till = shop.till(rows=2)
    old = till.channel, till.counter
    till.hello()
    till.channel, new = old[0], till.channel
    till.counter = old[1]
    till.exchange()
    till.channel, till.counter = new, 0
    till.ask("GET", "/sync/v1/log?epoch=1&after=0", LogPage)
    till.channel, till.counter = old[0], old[1] + 1
    assert refusal(till.exchange).code == "CHANNEL_LOST"


def test_a_channel_that_a_later_start_came_before_is_lost_and_no_twin(shop: Shop) -> None:
    till = shop.till(rows=2)
    till.restart()
    till.hello()
    early = till.channel
    starts(till)
    till.channel, till.counter = early, 0
    assert refusal(till.exchange).code == "CHANNEL_LOST"
    assert value(shop.cloud, till, "state") == "active"


def test_what_was_on_its_way_after_an_earlier_hello_ends_no_later_one(shop: Shop) -> None:
    till = shop.till(rows=2)
    till.restart()
    till.hello()
    late = till.request("GET", "/sync/v1/log?epoch=1&after=0")
    till.hello()
    till.exchange()
    assert shop.cloud.handle(late).status == 401
    till.write()
    assert till.exchange().acked == till.head
