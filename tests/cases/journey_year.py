"""A year of real baskets, traded by the product's own services; its reports against pandas.

One till, a shift a day, every household a member with a card. The till's clock shows each basket's
own time. At the beginning of every month the till is closed and opened again, and the reports are
asked for, so that their sums are brought up to date in a dozen steps.
"""

import calendar
import csv
import itertools
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from pos_app.assembly import Till, open_counter
from pos_app.config import Config
from pos_app.domain.identifiers import BusinessDate
from pos_app.domain.insight.figures import Dashboard
from pos_app.domain.insight.period import Lens, Period
from pos_app.domain.operators import Privilege
from pos_app.domain.tender import TenderType
from pos_app.services.admission import Admission
from pos_app.services.insights import Insights
from pos_app.vault.pins import PinCost
from tests.builders import HandClock
from tests.cases.coupon_oracle import Oracle
from tests.cases.journey import FLOAT, FLOAT_MINOR, Shop, _cash_part, _counted
from tests.cases.journey_data import MANAGER, Basket, Data, Expected, read_labels, write_set_up
from tests.cases.journey_figures import UNNAMED, Figures, read_products


class YearClock(HandClock):
    """Shows the time of the basket at hand, in the shop's own zone."""

    def utc_offset_minutes(self) -> int:
        return 0

    def set_to(self, at: str) -> None:
        moment = datetime.fromisoformat(at).replace(tzinfo=UTC)
        self.pass_ms(max(int(moment.timestamp() * 1000) - self.wall, 0))


class YearShop(Shop):
    """One till that trades day after day."""

    def __init__(
        self, till: Till, clock: YearClock, labels: dict[str, str], numbers: dict[str, str]
    ) -> None:
        super().__init__(till, labels, numbers)
        self._clock = clock

    def trade(self, baskets: Sequence[Basket]) -> None:
        self._services.sign_on.sign_on(*MANAGER)
        for date, of_date in itertools.groupby(baskets, key=lambda one: one.date):
            self._trade_day(date, list(of_date))
        self._services.sign_on.sign_off()

    def _trade_day(self, date: str, baskets: list[Basket]) -> None:
        self._clock.set_to(baskets[0].at)
        self._services.shifts.open_day(BusinessDate(date))
        self._services.shifts.open_shift(FLOAT)
        expected = Expected()
        for number, basket in enumerate(baskets):
            if not basket.lines:
                self.skipped += 1
                continue
            self._clock.set_to(basket.at)
            cash = _cash_part(basket.total - basket.coupons, number)
            expected.add(basket, cash)
            self._judge("baskets", f"{date} basket {basket.id}", self._trade_basket(basket, cash))
        self._services.shifts.close_shift(_counted(FLOAT_MINOR + expected.cash))
        report = self._services.shifts.close_day()
        self._judge("dates", date, expected.differences(report.x.figures))

    def months(self, period: Period) -> dict[str, tuple[int, int, int | None]]:
        """Give takings, baskets and repeat rate of each month."""
        with self._reading() as (insights, admission):
            months = insights.months(admission, period, Lens(), _Waiting())
        return {
            month.period.first[:7]: (
                month.headline.takings.minor,
                month.headline.sales,
                month.members.repeat_rate_ppm,
            )
            for month in months
        }

    def frequencies(self, period: Period) -> dict[int, tuple[int, int]]:
        """Give how many members bought how often, and for how much."""
        with self._reading() as (insights, admission):
            report = insights.members(admission, period, Lens(), _Waiting())
        return {one.purchases: (one.members, one.takings.minor) for one in report.frequencies}

    def dashboard(self, period: Period, lens: Lens) -> Dashboard:
        with self._reading() as (insights, admission):
            return insights.dashboard(admission, period, lens, _Waiting())

    @contextmanager
    def _reading(self) -> Iterator[tuple[Insights, Admission]]:
        self._services.sign_on.sign_on(*MANAGER)
        manager = self._services.office
        yield manager.insights, manager.admissions.admit(Privilege.VIEW_REPORTS, "journey")
        self._services.sign_on.sign_off()


class _Waiting:
    def check(self) -> None:
        """Still wanted."""

    def say(self, done: float) -> None:
        """Nobody listens."""


def trade_year(folder: Path, before: str = "9999") -> Iterator[tuple[str, Any, Any]]:
    """Trade what was bought before a date; give what is compared, the till's word and pandas'."""
    data, figures = Data(folder, 1_000_000), Figures(folder, before)
    baskets = sorted((one for one in data.baskets if one.at < before), key=lambda one: one.at)
    with tempfile.TemporaryDirectory(prefix="year-") as name:
        set_up, till_folder = Path(name) / "shop", Path(name) / "till"
        set_up.mkdir()
        till_folder.mkdir()
        write_set_up(set_up, baskets)
        _write_categories(set_up / "items.csv", folder)
        yield from _traded(set_up, till_folder, baskets, (figures, Oracle(folder).numbers))


def _traded(
    set_up: Path,
    folder: Path,
    baskets: Sequence[Basket],
    against: tuple[Figures, dict[str, str]],
) -> Iterator[tuple[str, Any, Any]]:
    figures, numbers = against
    clock, labels = YearClock(), read_labels(set_up)
    clock.wall = int(datetime.fromisoformat(baskets[0].at).replace(tzinfo=UTC).timestamp() * 1000)
    for month, bought in itertools.groupby(baskets, key=lambda one: one.at[:7]):
        till = open_counter(Config(folder), clock, set_up=set_up, pin_cost=PinCost(1, 8, 1))
        shop = YearShop(till, clock, labels, numbers)
        shop.trade(list(bought))
        yield f"{month} baskets that differ", shop.failed.total(), 0
        of_month = told(shop.dashboard(_month(month), Lens()))
        yield from _compared(month, of_month, figures.of_month(month))
        if month == figures.months[-1]:
            yield from _compare_whole(shop, figures)
        till.close()


def _compare_whole(shop: YearShop, figures: Figures) -> Iterator[tuple[str, Any, Any]]:
    first, last = figures.dates
    period = Period(BusinessDate(first), BusinessDate(last))
    whole = shop.dashboard(period, Lens())
    yield from _compared("whole", told(whole), figures.whole())
    yield "whole: months", shop.months(period), figures.by_month()
    yield "whole: how often members bought", shop.frequencies(period), figures.frequencies()
    for department, _ in figures.ranking("department")[:2]:
        narrowed = shop.dashboard(period, Lens(category=(department,)))
        yield from _compared(department, told(narrowed), figures.of_department(department))


def _compared(
    what: str, ours: dict[str, Any], theirs: dict[str, Any]
) -> Iterator[tuple[str, Any, Any]]:
    for name, value in theirs.items():
        yield f"{what}: {name}", ours[name], value


def told(found: Dashboard) -> dict[str, Any]:
    """Give a dashboard's figures by the names that pandas' have."""
    headline, members = found.headline, found.members
    average = headline.average_basket
    return {
        "takings": headline.takings.minor,
        "net": headline.net.minor,
        "baskets": headline.sales,
        "average basket": average.minor if average else None,
        "discounts": headline.discounts.minor,
        "members": members.members,
        "visits": members.visits,
        "repeat members": members.repeat_members,
        "repeat rate": members.repeat_rate_ppm,
        "takings by hour": {one.hour: one.takings.minor for one in found.hours},
        "baskets by hour": {one.hour: one.transactions for one in found.hours},
        "takings by day": {one.business_date: one.takings.minor for one in found.days},
        "departments": [(one.category[-1], one.net.minor) for one in found.categories],
        "categories": [(one.category[-1], one.net.minor) for one in found.categories],
        "baskets with": {one.category[-1]: one.transactions for one in found.categories},
        "makers' coupons": sum(
            one.net.minor for one in found.tenders if one.tender_type is TenderType.COUPON
        ),
    }


def _month(month: str) -> Period:
    year, number = int(month[:4]), int(month[5:])
    last = calendar.monthrange(year, number)[1]
    return Period(BusinessDate(f"{month}-01"), BusinessDate(f"{month}-{last}"))


def _write_categories(items: Path, folder: Path) -> None:
    """Give the items of a set-up the categories that their products have in the data."""
    products = read_products(folder).fillna(UNNAMED).set_index("product_id")
    with items.open(encoding="utf-8", newline="") as text:
        rows = list(csv.DictReader(text))
    for row in rows:
        product = int(row["sku"].split("-")[0])
        known = product in products.index
        path = products.loc[product] if known else {"department": UNNAMED, "category": UNNAMED}
        row["category"] = f"{path['department']}/{path['category']}"
    with items.open("w", encoding="utf-8", newline="") as text:
        writer = csv.DictWriter(text, [*rows[0]])
        writer.writeheader()
        writer.writerows(rows)


def run_folder(folder: Path, before: str) -> int:
    """Trade the data up to a date and print what agrees with pandas, and how long it took."""
    started = time.process_time()
    agree = differ = 0
    for what, ours, theirs in trade_year(folder, before):
        if ours == theirs:
            agree += 1
        else:
            differ += 1
            print(f"FAILED {what}: ours {ours}, pandas {theirs}")
    print(f"  {time.process_time() - started:.0f} s of CPU, all included")
    print(f"{agree} passed, {differ} failed, 0 skipped")
    return 1 if differ else 0
