"""Sell real baskets through the checkout and compare every total with the data, to the cent.

The data is a year of American supermarket baskets (see its own README for the columns). What a
line's columns say becomes what happens at a till:

* the shelf price without the card is the catalogue's price; a product has an item for each price
  it ever had, and a bundle of rules gives members the card's price of it;
* the shop's top-up of a coupon is a store coupon, with a rule of its own on that line;
* the maker's coupon is a tender: by its own number where the data has it and the till reads the
  same value from it, else by the value on its paper. It pays no more than its goods cost, and
  nothing without goods;
* a line whose price is no whole number of cents for one piece (fuel, three for ten dollars) is
  sold by a label with the price of the whole printed in its barcode, as a scale prints it;
* each shop's day is a shift: opened with a float, counted from the data, closed with a Z report.
  The data's dates are the business dates of one till.

Names and categories are left out: they are in a parquet file, and a reader of those is larger than
all other libraries of the tests together.
"""

import itertools
import tempfile
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path

from pos_app.assembly import Till, open_counter
from pos_app.clock import SystemClock
from pos_app.config import Config
from pos_app.domain.coupon import CouponClass, HeldCoupon
from pos_app.domain.gtin import check_digit
from pos_app.domain.identifiers import BusinessDate
from pos_app.domain.money import Money
from pos_app.domain.quantity import Quantity
from pos_app.domain.report import ZReport
from pos_app.domain.scan_data import ScanData, Source
from pos_app.domain.settlement import CompletedTransaction
from pos_app.domain.tender import CardSlip
from pos_app.errors import Refusal
from pos_app.vault.pins import PinCost
from tests.cases.coupon_oracle import Oracle
from tests.cases.journey_data import (
    CARD_PRICE,
    CURRENCY,
    DENOMINATIONS,
    LABEL_PREFIX,
    MANAGER,
    MATCH,
    MATCH_CAMPAIGN,
    Basket,
    Data,
    Expected,
    Line,
    card_of,
    match_rule,
    read_labels,
    write_set_up,
)

FLOAT = ((2_000, 5), (100, 50), (25, 40), (1, 100))
FLOAT_MINOR = sum(value * pieces for value, pieces in FLOAT)
LARGEST_LABEL = 99_999
SLIP = CardSlip("Visa", "4242", "A1B2C3")
PAPER = "990000000000" + check_digit("990000000000")
"""A coupon whose number says nothing of its value."""

NEVER_MS = 2**52


class Shop:
    """One till of the product, trading the baskets of the data; counts what agrees with it."""

    def __init__(self, till: Till, labels: dict[str, str], numbers: Mapping[str, str]) -> None:
        self._services = till.counter
        self._desk = till.counter._real.desk
        self._labels = labels
        self._numbers = numbers
        self.passed: Counter[str] = Counter()
        self.failed: Counter[str] = Counter()
        self.notes: Counter[str] = Counter()
        self.skipped = 0

    def trade(self, baskets: Sequence[Basket]) -> None:
        """Trade date after date; on each date one shift for each shop that sold something."""
        self._services.sign_on.sign_on(*MANAGER)
        for date, of_date in itertools.groupby(baskets, key=lambda one: one.date):
            self._services.shifts.open_day(BusinessDate(date))
            whole = Expected()
            for store, of_store in itertools.groupby(of_date, key=lambda one: one.store):
                self._trade_shift(f"{date} shop {store}", list(of_store), whole)
            report = self._services.shifts.close_day()
            self._judge("dates", date, whole.differences(report.x.figures))
        self._services.sign_on.sign_off()

    def _trade_shift(self, name: str, baskets: Sequence[Basket], whole: Expected) -> None:
        self._services.shifts.open_shift(FLOAT)
        expected = Expected()
        for number, basket in enumerate(baskets):
            if not basket.lines:
                self.skipped += 1
                continue
            cash = _cash_part(basket.total - basket.coupons, number)
            expected.add(basket, cash)
            whole.add(basket, cash)
            self._judge("baskets", f"{name} basket {basket.id}", self._trade_basket(basket, cash))
        counts = _counted(FLOAT_MINOR + expected.cash)
        report = self._services.shifts.close_shift(counts)
        self._judge("store-days", name, _differences(report, expected))

    def _trade_basket(self, basket: Basket, cash: int) -> list[str]:
        try:
            self._services.checkout.scan(ScanData(card_of(basket.household)))
            numbers = [self._ring_up(line) for line in basket.lines]
            self._top_up(basket)
            return _compare(basket, self._tender(basket, numbers, cash))
        except (Refusal, AssertionError) as error:
            self._drop()
            return [f"{type(error).__name__}: {error}"]

    def _drop(self) -> None:
        """Leave nothing of a basket that did not go through."""
        while (open_one := self._services.checkout.basket()) and open_one.transaction.tenders:
            self._services.tendering.remove_tender(1)
        if self._services.checkout.basket() is not None:
            self._services.checkout.void_transaction("CHANGED")

    def _ring_up(self, line: Line) -> int:
        checkout = self._services.checkout
        if line.unit_price is None:
            outcome = checkout.scan(ScanData(self._label(line), source=Source.SCANNED))
        else:
            outcome = checkout.add_item(line.sku, Quantity.of(line.quantity))
        assert outcome.line is not None
        return outcome.line

    def _label(self, line: Line) -> str:
        assert line.shelf_value <= LARGEST_LABEL, line
        digits = f"{LABEL_PREFIX}{self._labels[line.sku]}{line.shelf_value:05d}"
        return f"{digits}{check_digit(digits)}"

    def _top_up(self, basket: Basket) -> None:
        """Bring the shop's own coupons: one for each amount it gives."""
        skus: dict[int, list[str]] = {}
        for line in basket.lines:
            if line.coupon_match:
                skus.setdefault(line.coupon_match, []).append(line.sku)
        if not skus:
            return
        transaction = self._desk.transaction()
        for amount, named in sorted(skus.items()):
            coupon = HeldCoupon(
                f"{basket.id}-{amount}",
                MATCH_CAMPAIGN,
                CouponClass.BOUNDED,
                "优惠券加倍",
                "Coupon topped up",
                match_rule(amount, named),
                NEVER_MS,
            )
            transaction = transaction.with_coupon(coupon)
        self._desk.save(transaction)

    def _tender(self, basket: Basket, numbers: list[int], cash: int) -> CompletedTransaction:
        """Pay by coupons, the cash part with a note, the rest by card; nothing where none is due.

        ``numbers`` are the lines' on the till, in the order of the basket's.
        """
        tendering = self._services.tendering
        outcome = None
        for line, number in zip(basket.lines, numbers, strict=True):
            if line.coupon_that_pays:
                outcome = self._tender_coupon(basket, line, number)
        open_one = self._services.checkout.basket()
        if open_one is not None:
            if not open_one.due:
                outcome = tendering.complete_even()
            if by_card := open_one.due.minor - cash:
                outcome = tendering.tender_card(Money(by_card, CURRENCY), SLIP)
            if cash:
                outcome = tendering.tender_cash(tendering.quick_amounts()[-1])
        assert outcome is not None
        assert outcome.completed is not None, "still something due"
        return outcome.completed

    def _tender_coupon(self, basket: Basket, line: Line, number: int) -> object:
        tendering = self._services.tendering
        known = self._numbers.get(f"{basket.id}-{line.product}")
        if known:
            self.notes["coupons tendered by their own number"] += 1
            return tendering.tender_coupon(known, (number,))
        self.notes["coupons tendered by the value on their paper"] += 1
        return tendering.tender_coupon(PAPER, (number,), Money(line.coupon, CURRENCY))

    def _judge(self, kind: str, name: str, differences: list[str]) -> None:
        if differences:
            self.failed[kind] += 1
            print(f"FAILED {name}: {'; '.join(differences)}")
        else:
            self.passed[kind] += 1


def _cash_part(due: int, number: int) -> int:
    """Pay by turns in cash, by card, and half and half."""
    return (due, 0, due // 2)[number % 3]


def _counted(minor: int) -> tuple[tuple[int, int], ...]:
    counts = []
    for value in DENOMINATIONS:
        pieces, minor = divmod(minor, value)
        counts.append((value, pieces))
    return tuple(counts)


def _compare(basket: Basket, completed: CompletedTransaction) -> list[str]:
    """Name what is not the data's: the total, a line, what each kind of rule gave, the coupons."""
    priced = completed.priced
    ours = (priced.total.minor, completed.paid.minor)
    found = []
    if ours != (basket.total, basket.total):
        found.append(f"total {ours[0]}, paid {ours[1]}, data {basket.total}")
    lines = [line.amount.minor for line in priced.lines]
    if lines != [line.sales_value for line in basket.lines]:
        found.append(f"lines {lines}, data {[line.sales_value for line in basket.lines]}")
    given: Counter[str] = Counter()
    for use in priced.trace.applications:
        given[MATCH if use.coupon else CARD_PRICE] += use.off
    wanted = {
        CARD_PRICE: sum(line.card_discount for line in basket.lines),
        MATCH: sum(line.coupon_match for line in basket.lines),
    }
    found += [
        f"{name} {given[name]}, data {data}" for name, data in wanted.items() if given[name] != data
    ]
    return found


def _differences(report: ZReport, expected: Expected) -> list[str]:
    found = expected.differences(report.x.figures)
    if report.over_short:
        found.append(f"over/short {report.over_short.minor}")
    return found


def run_set_up(set_up: Path, data: Data, numbers: Mapping[str, str]) -> Shop:
    """Trade the data on a new till that is set up from a folder."""
    with tempfile.TemporaryDirectory(prefix="journey-") as folder:
        till = open_counter(
            Config(Path(folder)), SystemClock(), set_up=set_up, pin_cost=PinCost(1, 8, 1)
        )
        shop = Shop(till, read_labels(set_up), numbers)
        shop.trade(data.baskets)
        till.close()
    return shop


def run_folder(folder: Path, baskets: int) -> int:
    """Trade the first baskets of a data folder and print what agrees with it."""
    data = Data(folder, baskets)
    oracle = Oracle(folder)
    print(f"journey: {len(data.baskets)} baskets of {folder.name}")
    clock = SystemClock()
    with tempfile.TemporaryDirectory(prefix="journey-shop-") as set_up:
        write_set_up(Path(set_up), data.baskets)
        started_ms = clock.mono_ms()
        shop = run_set_up(Path(set_up), data, oracle.numbers)
    seconds = (clock.mono_ms() - started_ms) / 1000
    for what, count in sorted((data.notes + shop.notes).items()):
        print(f"  {count:>9,} {what}")
    print("  names and categories left out (parquet)")
    print(
        f"  {len(data.baskets) / seconds:,.0f} baskets a second, all included, in {seconds:.0f} s"
    )
    oracle.tell()
    return _report(shop, oracle)


def _report(shop: Shop, oracle: Oracle) -> int:
    for kind in ("baskets", "store-days", "dates"):
        print(f"  {kind}: {shop.passed[kind]:,} agree, {shop.failed[kind]:,} differ")
    if shop.skipped:
        print(f"  skipped: {shop.skipped:,} baskets in which nothing sells (quantity 0, value 0)")
    passed = shop.passed.total() + oracle.agree
    failed = shop.failed.total() + len(oracle.unexplained)
    skipped = shop.skipped + len(oracle.explained)
    print(f"{passed} passed, {failed} failed, {skipped} skipped")
    return 1 if failed else 0
