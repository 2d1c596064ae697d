"""A shift that was counted on a lost disk and on this one was counted twice: both counts stay."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from pos_app.domain import events
from pos_app.domain.money import Money
from pos_app.domain.shift import Shift
from pos_app.store import shifts
from sync.wire import canonical
from tests.store.disks import Disks
from tests.store.trade import DATE, OPERATOR


@pytest.fixture
def disks(tmp_path: Path) -> Iterator[Disks]:
    disks = Disks(tmp_path)
    disks.trade.open_shift()
    disks.trade.sell()
    disks.upload()
    disks.back_up()
    yield disks
    disks.trade.close()


def close_shift(disks: Disks, counted: int, number: int = 1) -> None:
    """Count the drawer, as whoever stands at this disk does."""
    trade, counts = disks.trade, ((counted, 1),)
    with trade.database.write() as connection:
        at_ms = trade.clock.wall_ms()
        shift = Shift(number, OPERATOR, "王小明", DATE, at_ms, Money(50_000), at_ms)
        shifts.close(connection, shift, Money(counted), Money(2 * counted), counts)
        said = (Money(counted), Money(2 * counted), counts, Money(3), 1)
        trade.write(connection, events.ShiftClose(number, *said))


def close_day(disks: Disks) -> None:
    trade = disks.trade
    with trade.database.write() as connection:
        shifts.close_day(connection, DATE, 1, trade.clock.wall_ms())
        trade.write(connection, events.BusinessDateClose(DATE, 1, Money(3), 1, Money(-1)))


def count_here_and_there(disks: Disks, order: str) -> None:
    """Count on the lost disk and on this one, here before or after the lost rows are back."""
    close_shift(disks, 100)
    close_day(disks)
    disks.upload()
    disks.restore(is_noticed=False)
    disks.trade.sell()
    if order == "before":
        close_shift(disks, 7_000)
    disks.recover()
    if order == "after":
        close_shift(disks, 7_000)
    disks.upload()


@pytest.mark.parametrize("order", ["before", "after"])
def test_what_was_counted_on_both_disks_stands_in_the_day(disks: Disks, order: str) -> None:
    count_here_and_there(disks, order)
    told = [canonical.decode(row.event.body.encode()) for row in disks.cloud.rows]
    counted = [body["d"]["counted"] for body in told if "counted" in body["d"]]
    assert sorted(counted) == [100, 7_000]
    digest = disks.side.day_digest(DATE)
    assert digest is not None
    assert digest.meaning["cash"] == {"counted": 7_100, "expected": 14_200}


@pytest.mark.parametrize("order", ["before", "after"])
def test_the_report_of_the_shift_is_what_was_counted_here(disks: Disks, order: str) -> None:
    count_here_and_there(disks, order)
    with disks.trade.database.read() as connection:
        own = shifts.find_closed(connection, 1, "CNY")
        assert shifts.open_shift(connection, "CNY") is None
        closed = shifts.closed_on(connection, DATE, "CNY")
    assert own is not None
    assert (own.counted, own.expected) == (Money(7_000), Money(14_000))
    assert sorted(one.counted.minor for one in closed) == [100, 7_000]
    assert disks.difference() is None


def test_a_shift_may_be_counted_on_three_disks(disks: Disks, tmp_path: Path) -> None:
    shutil.copytree(tmp_path / "b", tmp_path / "c")
    count_here_and_there(disks, "before")
    disks.trade.close()
    (tmp_path / "b").rename(tmp_path / "d")
    (tmp_path / "c").rename(tmp_path / "b")
    disks.restore(is_noticed=False)
    disks.trade.sell()
    disks.recover()
    close_shift(disks, 900)
    disks.upload()
    digest = disks.side.day_digest(DATE)
    assert digest is not None
    assert digest.meaning["cash"] == {"counted": 8_000, "expected": 16_000}
    assert disks.difference() is None
