"""Days are told to the store's other tills when nobody needs the machine; a closed one at once."""

from pathlib import Path

import pytest

from pos_app.domain.money import Money
from pos_app.domain.scan_data import ScanData
from pos_app.store import cloud_head
from pos_app.ui.sheet_clock import SheetClock
from sync.ports import Enrolment
from tests.ui.looking import settle
from tests.ui.looks_dashboard import sign_on_as, trade
from tests.ui.shop import MANAGER, WATER, Shop

ENROLMENT = Enrolment("https://cloud.example", "t1", "S1", bytes(32), (), "123456")
_LOOKS_OF_TEN_MINUTES = 40


@pytest.fixture
def clock(shop: Shop) -> SheetClock:
    """The clock of a till that belongs to a cloud, with four sales to tell of."""
    with shop.till.linked().till.write() as connection:
        cloud_head.keep_enrolment(connection, ENROLMENT, (), bytes(32))
    trade(shop)
    shared = shop.wiring._shared
    return SheetClock(shop.till.counter, shared.front, shared.reports, shop.window)


def due(shop: Shop) -> str | None:
    sheet = shop.till.linked().sheets.due_sheet()
    return sheet.head.day if sheet else None


def look(clock: SheetClock, times: int) -> None:
    for _ in range(times):
        clock.on_look()
        settle()
        while clock._is_working:
            clock._ask()
            settle()


def test_a_day_is_made_ready_a_minute_after_the_start_and_every_ten_minutes(
    clock: SheetClock, shop: Shop
) -> None:
    look(clock, 3)
    assert due(shop) is None
    look(clock, 1)
    sheet = shop.till.linked().sheets.due_sheet()
    assert sheet is not None
    assert sheet.head.transactions == 4
    shop.till.linked().sheets.note_sheet(sheet.head)
    look(clock, _LOOKS_OF_TEN_MINUTES)
    assert due(shop) is None


def test_nothing_is_begun_while_somebody_buys(clock: SheetClock, shop: Shop) -> None:
    shop.till.counter.checkout.scan(ScanData(WATER))
    look(clock, 5)
    assert due(shop) is None
    shop.till.counter.tendering.tender_cash(Money(2_000))
    look(clock, 1)
    assert due(shop) is not None


def test_a_day_that_is_closed_is_told_at_once(clock: SheetClock, shop: Shop) -> None:
    look(clock, 5)
    counter = shop.till.counter
    sign_on_as(shop, MANAGER)
    counter.shifts.count_till(())
    counter.shifts.close_shift(())
    counter.shifts.close_day()
    look(clock, 1)
    sheet = shop.till.linked().sheets.due_sheet()
    assert sheet is not None
    assert sheet.head.closed_ms is not None


def test_a_till_of_no_cloud_tells_nobody(shop: Shop) -> None:
    trade(shop)
    shared = shop.wiring._shared
    look(SheetClock(shop.till.counter, shared.front, shared.reports, shop.window), 5)
    assert due(shop) is None
    assert not (Path(shop.folder) / "insight.db").exists()
