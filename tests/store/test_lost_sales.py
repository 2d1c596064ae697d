"""A transaction that a restored disk had lost is written as the journal tells it."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from pos_app.store import lost_facts
from pos_app.store.journal_line import LineRow
from tests.store.disks import Disks

EARNED = [{"r": "#purchase", "n": -33, "x": "2027-11-21"}, {"r": "#purchase", "n": 16}]
"""What an exchange moves: the points of what comes back, and those of what is bought."""


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
    told = disks.cloud.rows[-1]
    body = json.loads(told.event.body)
    body["d"]["points"] = EARNED
    event = told.event
    row = LineRow(
        told.epoch,
        event.seq,
        event.id,
        event.kind,
        event.schema,
        json.dumps(body).encode(),
        told.hash,
        told.chain,
        b"",
    )
    disks.restore(is_noticed=False)
    for _ in range(2):
        with disks.trade.database.write() as connection:
            lost_facts.bring_back(connection, row, lambda _sku: None)
    with disks.trade.database.read() as connection:
        points = connection.exec_driver_sql("SELECT points FROM points_entry ORDER BY 1").scalars()
        assert list(points) == [-33, 16]
