"""A manager at one till reads of all tills of the shop, through the shop's own cloud."""

from dataclasses import replace

from pos_app.clock import SystemClock
from pos_app.domain.identifiers import BusinessDate
from pos_app.domain.insight.completeness import MissingDay, TillMark
from pos_app.domain.insight.figures import Dashboard
from pos_app.domain.insight.period import Lens, single_day
from pos_app.domain.operators import Privilege
from pos_app.services.insights import Insights
from sync.cloud.reports import counting
from tests.journeys.shop import DEAR, WATER, ZHANG, Shop, ShopTill

_HOUR_MS = 3_600_000


class Patient:
    """An errand that nobody takes back."""

    def check(self) -> None:
        """Still wanted."""

    def say(self, done: float) -> None:
        """Nobody listens."""


class LaterClock(SystemClock):
    """What the clock on the wall says an hour from now."""

    def wall_ms(self) -> int:
        return super().wall_ms() + _HOUR_MS


def tell(till: ShopTill) -> None:
    """Have the till's days made ready, and sent."""
    sheets = till.do(lambda: till.counter.office.day_sheets)
    while sheets.step(Patient()):
        pass
    outbox = till.till.linked().sheets
    till.exchange_until(lambda: outbox.due_sheet() is None, "the cloud has the day")


def read(till: ShopTill, day: str, *, is_later: bool = False) -> Dashboard:
    """Ask for a day as the manager, now or an hour later."""
    office = till.do(lambda: till.counter.office)
    admission = till.do(lambda: office.admissions.admit(Privilege.VIEW_REPORTS, "journey"))
    insights = office.insights
    if is_later:
        insights = Insights(replace(insights._ground, clock=LaterClock()))
    return insights.dashboard(admission, single_day(BusinessDate(day)), Lens(), Patient())


def mark_of(till: ShopTill, day: str, name: str) -> TillMark | None:
    marks = read(till, day).completeness.tills
    return next((mark for mark in marks if mark.till == name), None)


def is_told(till: ShopTill, day: str, name: str, *, closed: bool = False) -> bool:
    """Tell whether another till is in the report with everything."""
    mark = mark_of(till, day, name)
    is_open = BusinessDate(day) in read(till, day).completeness.open_days
    return mark is not None and mark.is_whole and mark.until_ms is not None and closed != is_open


def test_a_manager_sees_the_sum_of_two_tills_and_who_bought_at_both(
    shop: Shop, first: ShopTill, second: ShopTill
) -> None:
    sold = 0
    for till in (first, second):
        till.ring(WATER, DEAR)
        till.take_member(ZHANG)
        sold += till.pay().priced.total.minor
    sold += second.sell(WATER, WATER).priced.total.minor
    day = str(first.do(first.counter.shifts.status).business_date)
    for till in (first, second):
        till.settle()
        tell(till)
    first.exchange_until(lambda: is_told(first, day, "T2"), "the second till's day has come")
    second.exchange_until(lambda: is_told(second, day, "T1"), "the first till's day has come")
    for till in (first, second):
        found = read(till, day)
        assert found.headline.takings.minor == sold
        assert (found.headline.sales, found.members.members) == (3, 1)
        assert found.members.repeat_members == 1
    assert read(first, day).headline == read(second, day).headline


def test_what_the_cloud_knows_of_and_no_sheet_has_told_is_still_to_come(
    shop: Shop, first: ShopTill, second: ShopTill
) -> None:
    second.sell(WATER)
    second.sell(WATER)
    day = str(first.do(first.counter.shifts.status).business_date)
    second.settle()
    # The cloud counts its journals every few minutes, for which nobody waits here.
    shop.cloud.database.write(lambda c: counting.count_some(c, SystemClock().wall_ms()))

    def is_missing() -> bool:
        mark = mark_of(first, day, "T2")
        return mark is not None and mark.missing == (MissingDay(BusinessDate(day), 2),)

    first.exchange_until(is_missing, "two transactions are known to be missing")
    tell(second)
    first.exchange_until(lambda: is_told(first, day, "T2"), "they have come")
    assert read(first, day).headline.sales == 2


def test_a_till_that_comes_back_after_the_close_restates_the_day(
    shop: Shop, first: ShopTill, second: ShopTill
) -> None:
    first.sell(WATER)
    second.sell(WATER)
    day = str(first.do(first.counter.shifts.status).business_date)
    for till in (first, second):
        till.settle()
        tell(till)
    first.exchange_until(lambda: is_told(first, day, "T2"), "the second till's day has come")
    shop.network.cut_network()
    second.sell(WATER)
    second.sell(DEAR)
    second.close_day()
    first.close_day()
    before = read(first, day, is_later=True)
    assert before.completeness.restated == ()
    (_, silent) = before.completeness.tills
    assert silent.is_silent
    assert not before.completeness.is_whole
    shop.network.restore_network()
    for till in (first, second):
        till.settle()
        tell(till)
    first.exchange_until(
        lambda: is_told(first, day, "T2", closed=True), "the second till's day has come whole"
    )
    after = read(first, day)
    (restated,) = after.completeness.restated
    assert (restated.till, restated.business_date, restated.late_transactions) == ("T2", day, 2)
    assert after.headline.sales == before.headline.sales + 2
    assert after.completeness.is_whole
