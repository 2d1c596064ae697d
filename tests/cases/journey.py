"""Sell real baskets through the checkout and compare every total with the data, to the cent.

The data is a year of American supermarket baskets (see its own README for the columns). What a
line's columns say becomes what a cashier would do:

* the shelf price without the card is the catalogue's price; a product has an item for each price
  it ever had;
* the card's reduction and the store's top-up of a coupon are price modifiers on the line;
* a line whose price is no whole number of cents for one piece (fuel, three for ten dollars) is
  sold by a label with the price of the whole printed in its barcode, as a scale prints it;
* a maker's coupon is a tender, and the till takes cash and cards only: the customer of the data
  who used one pays the whole in money;
* each shop's day is a shift: opened with a float, counted from the data, closed with a Z report.
  The data's dates are the business dates of one till.

Names and categories are left out: they are in a parquet file, and a reader of those is larger than
all other libraries of the tests together.
"""

import csv
import gzip
import itertools
import json
import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pos_app import resources
from pos_app.assembly import open_counter
from pos_app.clock import SystemClock
from pos_app.config import Config
from pos_app.domain.gtin import check_digit
from pos_app.domain.identifiers import BusinessDate
from pos_app.domain.money import Money
from pos_app.domain.quantity import Quantity
from pos_app.domain.report import Figures, ZReport
from pos_app.domain.scan_data import ScanData, Source
from pos_app.domain.settlement import CompletedTransaction
from pos_app.domain.tender import CardSlip, TenderType
from pos_app.domain.transaction import Discount
from pos_app.errors import Refusal
from pos_app.services.counter import Counter as Services
from pos_app.vault.pins import PinCost

CURRENCY = "USD"
DENOMINATIONS = (10_000, 5_000, 2_000, 1_000, 500, 100, 25, 10, 5, 1)
FLOAT = ((2_000, 5), (100, 50), (25, 40), (1, 100))
FLOAT_MINOR = sum(value * pieces for value, pieces in FLOAT)
LABEL_PREFIX = "23"
LARGEST_LABEL = 99_999
CARD_PRICE, COUPON_MATCH = "CARD", "MATCH"
MANAGER = ("9001", "518396")
SLIP = CardSlip("Visa", "4242", "A1B2C3")


@dataclass(frozen=True)
class Line:
    """A line of the data that sells something; amounts in cents for the whole line."""

    product: str
    quantity: int
    sales_value: int
    card_discount: int
    coupon_match: int

    @property
    def shelf_value(self) -> int:
        return self.sales_value + self.card_discount + self.coupon_match

    @property
    def unit_price(self) -> int | None:
        """Cents for one piece; None when the line has none, so that a label must carry it."""
        if self.quantity == 0 or self.shelf_value % self.quantity:
            return None
        return self.shelf_value // self.quantity

    @property
    def sku(self) -> str:
        return self.product if self.unit_price is None else f"{self.product}-{self.unit_price}"


@dataclass
class Basket:
    """What one customer bought, and where and when."""

    id: str
    store: str
    date: str
    lines: list[Line] = field(default_factory=list)

    @property
    def total(self) -> int:
        return sum(line.sales_value for line in self.lines)


@dataclass
class Expected:
    """A shop's day or a whole date as the data adds up: no product code is involved."""

    count: int = 0
    gross: int = 0
    card_discount: int = 0
    coupon_match: int = 0
    cash: int = 0
    by_card: int = 0

    @property
    def net(self) -> int:
        return self.gross - self.card_discount - self.coupon_match

    def add(self, basket: Basket, cash: int) -> None:
        self.count += 1
        self.gross += sum(line.shelf_value for line in basket.lines)
        self.card_discount += sum(line.card_discount for line in basket.lines)
        self.coupon_match += sum(line.coupon_match for line in basket.lines)
        self.cash += cash
        self.by_card += basket.total - cash

    def differences(self, figures: Figures) -> list[str]:
        """Name every figure of a report that is not the data's."""
        given = {entry.reason_code: entry.amount.minor for entry in figures.discounts}
        tendered = {entry.tender_type: entry.net.minor for entry in figures.tenders}
        pairs = {
            "transactions": (figures.transaction_count, self.count),
            "gross": (figures.gross.minor, self.gross),
            "net": (figures.net_total.minor, self.net),
            "card price": (given.get(CARD_PRICE, 0), self.card_discount),
            "coupon match": (given.get(COUPON_MATCH, 0), self.coupon_match),
            "cash": (tendered.get(TenderType.CASH, 0), self.cash),
            "card": (tendered.get(TenderType.CARD, 0), self.by_card),
            "rounding": (figures.rounding.minor, 0),
        }
        return [
            f"{name} {ours}, data {data}" for name, (ours, data) in pairs.items() if ours != data
        ]


class Data:
    """The first so many baskets of the file, in the order in which they were bought."""

    def __init__(self, folder: Path, most_baskets: int) -> None:
        self.notes: Counter[str] = Counter()
        baskets = self._read(folder / "transactions_sample.csv.gz")
        self.baskets = sorted(baskets.values(), key=lambda one: (one.date, one.store, one.id))
        del self.baskets[most_baskets:]
        for basket in self.baskets:
            self._count(basket)

    def _read(self, path: Path) -> dict[str, Basket]:
        baskets: dict[str, Basket] = {}
        self._nothing_sold: Counter[str] = Counter()
        self._makers_coupons: Counter[str] = Counter()
        with gzip.open(path, "rt", encoding="utf-8", newline="") as text:
            for row in csv.DictReader(text):
                key = row["basket_id"]
                if key not in baskets:
                    date = row["transaction_timestamp"][:10]
                    baskets[key] = Basket(key, row["store_id"], date)
                self._makers_coupons[key] += int(row["coupon_disc_c"])
                line = Line(
                    row["product_id"],
                    int(row["quantity"]),
                    int(row["sales_value_c"]),
                    int(row["retail_disc_c"]),
                    int(row["coupon_match_disc_c"]),
                )
                if line.quantity == 0 and line.shelf_value == 0:
                    self._nothing_sold[key] += 1
                else:
                    baskets[key].lines.append(line)
        return baskets

    def _count(self, basket: Basket) -> None:
        nothing = self._nothing_sold[basket.id]
        self.notes["lines left out because they sell nothing (quantity 0, value 0)"] += nothing
        coupons = self._makers_coupons[basket.id]
        self.notes["cents of makers' coupons, a tender to come, paid in money instead"] += coupons
        for line in basket.lines:
            self.notes["lines"] += 1
            self.notes["lines sold by a label with its price"] += line.unit_price is None
            self.notes["lines with a card price"] += line.card_discount > 0
            self.notes["lines with a coupon topped up"] += line.coupon_match > 0


def write_set_up(folder: Path, baskets: Sequence[Basket]) -> None:
    """Write the shop that the data describes: store.json, operators.json and items.csv."""
    store: dict[str, Any] = json.loads(resources.path("demo", "store.json").read_text("utf-8"))
    store |= {
        "store": "CJ",
        "workstation": "T01",
        "currency": CURRENCY,
        "cash_rounding": {"step_minor": 1, "rounding": "half_up"},
        "denominations": list(DENOMINATIONS),
        "quick_notes": [500, 1_000, 2_000, 10_000],
        "tax_groups": [{"code": "NT", "rate_ppm": 0, "is_inclusive": True}],
        "barcode_patterns": [
            {
                "prefix": LABEL_PREFIX,
                "item_digits": 5,
                "value_digits": 5,
                "value": "price",
                "decimals": 2,
                "price_check_digit": False,
            }
        ],
    }
    store["reasons"]["discount"] = [
        {"code": CARD_PRICE, "zh": "会员价", "en": "Card price"},
        {"code": COUPON_MATCH, "zh": "优惠券加倍", "en": "Coupon topped up"},
    ]
    manager = {"id": "op9001", "name": "Manager", "role": "store_manager"}
    manager |= {"number": MANAGER[0], "pin": MANAGER[1]}
    (folder / "store.json").write_text(json.dumps(store), "utf-8")
    (folder / "operators.json").write_text(json.dumps({"operators": [manager]}), "utf-8")
    with (folder / "items.csv").open("w", encoding="utf-8", newline="") as text:
        writer = csv.writer(text)
        writer.writerow(["sku", "plu", "name_en", "tax_group", "unit", "price"])
        writer.writerows(_items(baskets))


def _items(baskets: Sequence[Basket]) -> Iterator[tuple[str, ...]]:
    """Give an item for each product and price, and one with a short number for each label."""
    lines = {line.sku: line for basket in baskets for line in basket.lines}
    numbers = itertools.count(10_000)
    for sku, line in sorted(lines.items()):
        name = f"Product {line.product}"
        if line.unit_price is None:
            yield sku, str(next(numbers)), name, "NT", "EA", ""
        else:
            price = f"{line.unit_price // 100}.{line.unit_price % 100:02d}"
            yield sku, "", name, "NT", "EA", price


def read_labels(folder: Path) -> dict[str, str]:
    """Give the short number of every item that is sold by a label."""
    with (folder / "items.csv").open(encoding="utf-8", newline="") as text:
        return {row["sku"]: row["plu"] for row in csv.DictReader(text) if row["plu"]}


class Shop:
    """One till of the product, trading the baskets of the data; counts what agrees with it."""

    def __init__(self, services: Services, labels: dict[str, str]) -> None:
        self._services = services
        self._labels = labels
        self.passed: Counter[str] = Counter()
        self.failed: Counter[str] = Counter()
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
            cash = _cash_part(basket.total, number)
            expected.add(basket, cash)
            whole.add(basket, cash)
            self._judge("baskets", f"{name} basket {basket.id}", self._trade_basket(basket, cash))
        counts = _counted(FLOAT_MINOR + expected.cash)
        report = self._services.shifts.close_shift(counts)
        self._judge("store-days", name, _differences(report, expected))

    def _trade_basket(self, basket: Basket, cash: int) -> list[str]:
        try:
            for line in basket.lines:
                self._ring_up(line)
            return _compare(basket, self._tender(cash))
        except (Refusal, AssertionError) as error:
            if self._services.checkout.basket() is not None:
                self._services.checkout.void_transaction("CHANGED")
            return [f"{type(error).__name__}: {error}"]

    def _ring_up(self, line: Line) -> None:
        checkout = self._services.checkout
        if line.unit_price is None:
            outcome = checkout.scan(ScanData(self._label(line), source=Source.SCANNED))
        else:
            outcome = checkout.add_item(line.sku, Quantity.of(line.quantity))
        assert outcome.line is not None
        for reason, minor in ((CARD_PRICE, line.card_discount), (COUPON_MATCH, line.coupon_match)):
            if minor:
                discount = Discount(reason, "", amount=Money(minor, CURRENCY))
                checkout.discount_line(outcome.line, discount)

    def _label(self, line: Line) -> str:
        assert line.shelf_value <= LARGEST_LABEL, line
        digits = f"{LABEL_PREFIX}{self._labels[line.sku]}{line.shelf_value:05d}"
        return f"{digits}{check_digit(digits)}"

    def _tender(self, cash: int) -> CompletedTransaction:
        """Pay the cash part with a note, the rest by card; nothing when nothing is due."""
        tendering = self._services.tendering
        basket = self._services.checkout.basket()
        assert basket is not None
        outcome = None
        if not basket.due:
            outcome = tendering.complete_even()
        if by_card := basket.due.minor - cash:
            outcome = tendering.tender_card(Money(by_card, CURRENCY), SLIP)
        if cash:
            outcome = tendering.tender_cash(tendering.quick_amounts()[-1])
        assert outcome is not None
        assert outcome.completed is not None, "still something due"
        return outcome.completed

    def _judge(self, kind: str, name: str, differences: list[str]) -> None:
        if differences:
            self.failed[kind] += 1
            print(f"FAILED {name}: {'; '.join(differences)}")
        else:
            self.passed[kind] += 1


def _cash_part(total: int, number: int) -> int:
    """Pay by turns in cash, by card, and half and half."""
    return (total, 0, total // 2)[number % 3]


def _counted(minor: int) -> tuple[tuple[int, int], ...]:
    counts = []
    for value in DENOMINATIONS:
        pieces, minor = divmod(minor, value)
        counts.append((value, pieces))
    return tuple(counts)


def _compare(basket: Basket, completed: CompletedTransaction) -> list[str]:
    ours = (completed.priced.total.minor, completed.paid.minor)
    if ours != (basket.total, basket.total):
        return [f"total {ours[0]}, paid {ours[1]}, data {basket.total}"]
    return []


def _differences(report: ZReport, expected: Expected) -> list[str]:
    found = expected.differences(report.x.figures)
    if report.over_short:
        found.append(f"over/short {report.over_short.minor}")
    return found


def run_set_up(set_up: Path, data: Data) -> Shop:
    """Trade the data on a new till that is set up from a folder."""
    with tempfile.TemporaryDirectory(prefix="journey-") as folder:
        till = open_counter(
            Config(Path(folder)), SystemClock(), set_up=set_up, pin_cost=PinCost(1, 8, 1)
        )
        shop = Shop(till.counter, read_labels(set_up))
        shop.trade(data.baskets)
        till.close()
    return shop


def run_folder(folder: Path, baskets: int) -> int:
    """Trade the first baskets of a data folder and print what agrees with it."""
    data = Data(folder, baskets)
    print(f"journey: {len(data.baskets)} baskets of {folder.name}")
    clock = SystemClock()
    with tempfile.TemporaryDirectory(prefix="journey-shop-") as set_up:
        write_set_up(Path(set_up), data.baskets)
        started_ms = clock.mono_ms()
        shop = run_set_up(Path(set_up), data)
    seconds = (clock.mono_ms() - started_ms) / 1000
    for what, count in sorted(data.notes.items()):
        print(f"  {count:>9,} {what}")
    print("  names and categories left out (parquet)")
    print(
        f"  {len(data.baskets) / seconds:,.0f} baskets a second, all included, in {seconds:.0f} s"
    )
    return _report(shop)


def _report(shop: Shop) -> int:
    for kind in ("baskets", "store-days", "dates"):
        print(f"  {kind}: {shop.passed[kind]:,} agree, {shop.failed[kind]:,} differ")
    failed = shop.failed.total()
    if shop.skipped:
        print(f"  skipped: {shop.skipped:,} baskets in which nothing sells (quantity 0, value 0)")
    print(f"{shop.passed.total()} passed, {failed} failed, {shop.skipped} skipped")
    return 1 if failed else 0
