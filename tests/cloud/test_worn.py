"""What conversations leave behind does not pile up, and what still counts stays."""

import sqlalchemy as sa

from sync.cloud.inbox import worn
from sync.cloud.inbox.once import Asked, answer_once
from sync.cloud.schema.facts import BOOT, CHANNEL, REQUEST_SEEN
from tests.cloud.client import Shop, TestClock
from tests.cloud.states import refusal


def count(shop: Shop, table: sa.Table) -> int:
    query = sa.select(sa.func.count()).select_from(table)
    return int(shop.cloud.database.read(lambda c: c.execute(query).scalar_one()))


def work_off(shop: Shop) -> None:
    while shop.cloud.work():
        pass


def test_old_answers_channels_and_starts_go_and_the_conversation_goes_on(
    shop: Shop, clock: TestClock
) -> None:
    till = shop.till(rows=2)
    shop.cloud.database.write(
        lambda c: answer_once(
            c, Asked(shop.tenant, "s", b"q" * 16, b"h", clock.now_ms), lambda: b"a"
        )
    )
    for _ in range(3):
        till.restart()
        till.hello()
        till.exchange()
    channels, starts = count(shop, CHANNEL), count(shop, BOOT)
    assert channels > 2
    assert starts > 2
    clock.now_ms += worn.ANSWER_KEPT_MS
    work_off(shop)
    assert count(shop, REQUEST_SEEN) == 1
    clock.now_ms += 3_600_000
    work_off(shop)
    assert (count(shop, REQUEST_SEEN), count(shop, CHANNEL)) == (0, channels)
    clock.now_ms += worn.CHANNEL_KEPT_MS
    work_off(shop)
    assert (count(shop, CHANNEL), count(shop, BOOT)) == (1, starts)
    till.write()
    till.exchange()
    clock.now_ms += worn.START_KEPT_MS
    work_off(shop)
    assert count(shop, BOOT) == 1
    assert till.exchange().acked.seq == 4


def test_a_hello_played_again_long_after_costs_a_hello_and_no_more(
    shop: Shop, clock: TestClock
) -> None:
    till = shop.till(rows=2)
    till.hello()
    old = till.sent[-1]
    till.hello()
    clock.now_ms += worn.CHANNEL_KEPT_MS + 3_600_001
    work_off(shop)
    shop.cloud.handle(old)
    assert refusal(till.exchange).code == "CHANNEL_LOST"
    assert till.hello().verdict == "ok"
    till.write()
    assert till.exchange().acked.seq == 4
