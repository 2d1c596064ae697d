"""A transaction that a restored disk had lost is written as the journal tells it."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from pos_app.store import coupon_uses, lost_facts, transactions
from pos_app.store.journal_line import LineRow
from sync.wire.exchange import LogRow
from tests.store.disks import Disks
from tests.store.test_day_meaning import close_day
from tests.store.trade import DATE

EARNED = [{"r": "#purchase", "n": -33, "x": "2027-11-21"}, {"r": "#purchase", "n": 16}]
"""What an exchange moves: the points of what comes back, and those of what is bought."""


COUPON: dict[str, Any] = {"n": "0000232c0000000000000012", "campaign": 9004, "cls": "b"}


def told(sent: LogRow, **more: Any) -> LineRow:
    """Make a row that the cloud has, with more in what it says of the transaction."""
    event = sent.event
    body = json.loads(event.body)
    body["d"] |= more
    content = json.dumps(body).encode()
    identity = (sent.epoch, event.seq, event.id, event.kind, event.schema)
    return LineRow(*identity, content, sent.hash, sent.chain, b"")


@pytest.fixture
def disks(tmp_path: Path) -> Iterator[Disks]:
    disks = Disks(tmp_path)
    disks.trade.open_shift()
    yield disks
    disks.trade.close()


def test_an_exchange_comes_back_with_the_points_of_both_receipts(disks: Disks) -> None:
    disks.back_up()
    disks.trade.sell()
    disks.upload()
    row = told(disks.cloud.rows[-1], points=EARNED)
    disks.restore(is_noticed=False)
    for _ in range(2):
        with disks.trade.database.write() as connection:
            lost_facts.bring_back(connection, row, lambda _sku: None)
    with disks.trade.database.read() as connection:
        points = connection.exec_driver_sql("SELECT points FROM points_entry ORDER BY 1").scalars()
        assert list(points) == [-33, 16]


def test_a_cancelled_sale_comes_back_with_one_use_of_its_coupon_and_the_day_with_none(
    disks: Disks,
) -> None:
    disks.back_up()
    sale = disks.trade.sell()
    disks.trade.cancel(sale.receipt)
    disks.upload()
    lost = [told(row, coupons=[COUPON]) for row in disks.cloud.rows[-2:]]
    assert [row.kind for row in lost] == ["sale", "post_void"]
    disks.restore(is_noticed=False)
    with disks.trade.database.write() as connection:
        for row in lost:
            lost_facts.bring_back(connection, row, lambda _sku: None)
    with disks.trade.database.read() as connection:
        assert coupon_uses.count_uses(connection, COUPON["n"]) == 1
    close_day(disks.trade)
    digest = disks.side.day_digest(DATE)
    assert digest is not None
    assert not digest.meaning.get("coupon")


def test_a_sale_with_a_coupon_that_came_back_can_be_cancelled_and_that_be_read(
    disks: Disks,
) -> None:
    disks.back_up()
    sale = disks.trade.sell()
    disks.upload()
    row = told(disks.cloud.rows[-1], coupons=[COUPON])
    disks.restore(is_noticed=False)
    with disks.trade.database.write() as connection:
        lost_facts.bring_back(connection, row, lambda _sku: None)
    cancelled = disks.trade.cancel(sale.receipt)
    with disks.trade.database.read() as connection:
        found = transactions.find_finished(connection, cancelled.receipt)
    assert found is not None
    assert [one.number for one in found.priced.transaction.coupons] == [COUPON["n"]]
