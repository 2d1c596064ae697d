"""The sums beside the record: they follow it through restores, and say what came late."""

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from pos_app.domain.insight.figures import Dashboard
from pos_app.domain.insight.period import Lens, single_day
from pos_app.domain.money import Money
from pos_app.domain.operators import Privilege
from pos_app.domain.quantity import Quantity
from pos_app.domain.transaction import Entry, SaleLine
from pos_app.services.admission import Admission
from pos_app.services.insight_sums import InsightGround
from pos_app.services.insights import Insights
from pos_app.store import shifts
from pos_app.store.reference_file import open_reference
from tests.store.disks import Disks
from tests.store.trade import DATE, RICE, TEA, Trade

SUMS = "insight.db"
SOMEBODY: Any = None


class Waiting:
    def check(self) -> None:
        """Still wanted."""

    def say(self, done: float) -> None:
        """Nobody listens."""


@pytest.fixture
def disks(tmp_path: Path) -> Iterator[Disks]:
    disks = Disks(tmp_path)
    disks.trade.open_shift()
    disks.trade.sell()
    yield disks
    disks.trade.close()


def dashboard(trade: Trade) -> Dashboard:
    key = trade.keys.catalog_key
    reference = open_reference(trade.database.path.parent, key)
    ground = InsightGround(trade.database, "T03", "CNY", key, trade.clock, reference)
    admission = Admission(Privilege.VIEW_REPORTS, SOMEBODY)
    try:
        return Insights(ground).dashboard(admission, single_day(DATE), Lens(), Waiting())
    finally:
        reference.close()


def is_right(trade: Trade) -> bool:
    """Compare with what the rows of till.db come to."""
    with trade.database.read() as connection:
        count, total = connection.exec_driver_sql(
            "SELECT sum(iif(kind = 'post_void', -1, 1)), sum(total_minor) FROM retail_transaction"
        ).one()
    headline = dashboard(trade).headline
    return (headline.transactions, headline.takings.minor) == (count, total)


def test_sums_of_another_past_are_made_again(disks: Disks) -> None:
    disks.back_up()
    disks.trade.sell()
    disks.trade.sell()
    assert is_right(disks.trade)
    disks.restore(is_noticed=False)
    for _ in range(3):
        shutil.copy(disks.folder / "a" / SUMS, disks.folder / "b" / SUMS)
        assert is_right(disks.trade)
        disks.trade.sell()
    assert is_right(disks.trade)


def test_acts_of_another_past_are_made_again(disks: Disks) -> None:
    disks.back_up()
    disks.trade.pay_out(700)
    assert [one.kind for one in dashboard(disks.trade).control] == ["discount", "paid_out"]
    disks.restore(is_noticed=False)
    shutil.copy(disks.folder / "a" / SUMS, disks.folder / "b" / SUMS)
    assert [one.kind for one in dashboard(disks.trade).control] == ["discount"]


@pytest.mark.parametrize("is_noticed", [False, True])
def test_sales_that_come_back_restate_a_day_that_was_closed(disks: Disks, is_noticed: bool) -> None:
    disks.back_up()
    lost = [disks.trade.sell() for _ in range(3)]
    disks.trade.give_back(lost[0].receipt)
    disks.trade.cancel(lost[1].receipt)
    disks.upload()
    disks.restore(is_noticed=is_noticed)
    disks.trade.sell()
    with disks.trade.database.write() as connection:
        shifts.close_day(connection, DATE, 1, disks.trade.clock.wall_ms())
    before = dashboard(disks.trade)
    assert before.completeness.is_whole
    assert before.headline.transactions == 2
    disks.recover()
    assert is_right(disks.trade)
    found = dashboard(disks.trade)
    (restated,) = found.completeness.restated
    assert (restated.business_date, restated.late_transactions) == (DATE, 5)
    assert found.headline.transactions == 2 + 3
    assert found.headline.return_count == 1


def test_sales_that_come_back_one_after_the_other_are_all_counted(disks: Disks) -> None:
    disks.back_up()
    for _ in range(6):
        disks.trade.sell()
    disks.upload()
    disks.restore(is_noticed=True)
    disks.trade.sell()
    disks.side.note_doubt()
    cloud = disks.cloud
    rows = [row for row in cloud.rows if disks.side.chain_at(row.epoch, row.event.seq) != row.chain]
    for at in range(0, len(rows), 2):
        disks.side.keep_lost(rows[at : at + 2], cloud.starts)
        assert is_right(disks.trade)
        disks.trade.sell()
        assert is_right(disks.trade)


def test_a_sale_that_was_cancelled_on_both_disks_takes_off_twice(disks: Disks) -> None:
    sold = disks.trade.sell()
    disks.upload()
    disks.back_up()
    disks.trade.cancel(sold.receipt)
    disks.upload()
    disks.restore(is_noticed=True)
    disks.trade.cancel(sold.receipt)
    disks.recover()
    with disks.trade.database.read() as connection:
        totals = connection.exec_driver_sql("SELECT sum(total_minor) FROM retail_transaction")
        assert dashboard(disks.trade).headline.takings.minor == totals.scalar_one()


def test_what_was_cancelled_on_a_copy_is_not_taken_for_what_was_sold_here(disks: Disks) -> None:
    """Both disks gave the same number out, and only one of the two sales was cancelled."""
    disks.back_up()
    lost = disks.trade.sell(SaleLine(1, TEA, Quantity.of(3), Money(450), Entry.SCANNED))
    disks.trade.cancel(lost.receipt)
    disks.upload()
    disks.restore(is_noticed=False)
    own = disks.trade.sell(SaleLine(1, RICE, Quantity.of(2), Money(598), Entry.SCANNED))
    assert own.receipt == lost.receipt
    disks.recover()
    goods = {one.sku: one.quantity_thousandths for one in dashboard(disks.trade).top_goods}
    assert goods == {TEA.sku: 2_000, RICE.sku: 1_250 + 2_000}
    assert is_right(disks.trade)
