"""The baskets of the journey's data, what they should come to, and the shop that could sell them.

No product code works out an amount here: what is expected is added up from the data's columns.
"""

import csv
import gzip
import itertools
import json
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pos_app import resources
from pos_app.domain.report import Figures
from pos_app.domain.tender import TenderType

CURRENCY = "USD"
DENOMINATIONS = (10_000, 5_000, 2_000, 1_000, 500, 100, 25, 10, 5, 1)
LABEL_PREFIX = "23"
CARD_PREFIX = "CJ"
CARD_DIGITS = 6
CARD_PRICE = "card-price"
MATCH = "match"
MATCH_CAMPAIGN = 1
MANAGER = ("9001", "518396")


@dataclass(frozen=True)
class Line:
    """A line of the data that sells something; amounts in cents for the whole line.

    ``again`` counts the same goods at the same price earlier in the basket: an item of its own.
    """

    product: str
    quantity: int
    sales_value: int
    card_discount: int
    coupon: int
    coupon_match: int
    again: int = 0

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
    def card_unit_price(self) -> int | None:
        """Cents for one piece with the card; None when only the whole line has such a price."""
        if self.unit_price is None or self.card_discount % self.quantity:
            return None
        return self.unit_price - self.card_discount // self.quantity

    @property
    def sku(self) -> str:
        """Name an item for every shelf price, card price and top-up a product ever had."""
        if self.unit_price is None:
            kind = f"L{self.card_discount}"
        elif self.card_unit_price is None:
            kind = f"{self.unit_price}d{self.card_discount}x{self.quantity}"
        else:
            kind = f"{self.unit_price}c{self.card_unit_price}"
        return f"{self.product}-{kind}-m{self.coupon_match}-{self.again}"

    @property
    def coupon_that_pays(self) -> int:
        """What a till takes of the maker's coupon: never more than its goods cost."""
        return min(self.coupon, self.sales_value)


@dataclass
class Basket:
    """What one household bought, and where and when; ``at`` is ``2017-01-02 10:00:00``."""

    id: str
    household: str
    store: str
    at: str
    lines: list[Line] = field(default_factory=list)

    @property
    def date(self) -> str:
        return self.at[:10]

    @property
    def total(self) -> int:
        return sum(line.sales_value for line in self.lines)

    @property
    def coupons(self) -> int:
        return sum(line.coupon_that_pays for line in self.lines)

    def add(self, line: Line) -> None:
        again = sum(other.sku.rsplit("-", 1)[0] == line.sku[:-2] for other in self.lines)
        self.lines.append(
            Line(
                line.product,
                line.quantity,
                line.sales_value,
                line.card_discount,
                line.coupon,
                line.coupon_match,
                again,
            )
        )


@dataclass
class Expected:
    """A shop's day or a whole date as the data adds up."""

    count: int = 0
    gross: int = 0
    by_rules: int = 0
    coupons: int = 0
    cash: int = 0
    by_card: int = 0

    @property
    def net(self) -> int:
        return self.gross - self.by_rules

    def add(self, basket: Basket, cash: int) -> None:
        self.count += 1
        self.gross += sum(line.shelf_value for line in basket.lines)
        self.by_rules += sum(line.card_discount + line.coupon_match for line in basket.lines)
        self.coupons += basket.coupons
        self.cash += cash
        self.by_card += basket.total - basket.coupons - cash

    def differences(self, figures: Figures) -> list[str]:
        """Name every figure of a report that is not the data's."""
        given = {entry.reason_code: entry.amount.minor for entry in figures.discounts}
        tendered = {entry.tender_type: entry.net.minor for entry in figures.tenders}
        pairs = {
            "transactions": (figures.transaction_count, self.count),
            "gross": (figures.gross.minor, self.gross),
            "net": (figures.net_total.minor, self.net),
            "given by rules": (given.get("", 0), self.by_rules),
            "makers' coupons": (tendered.get(TenderType.COUPON, 0), self.coupons),
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
        self._without_goods: Counter[str] = Counter()
        with gzip.open(path, "rt", encoding="utf-8", newline="") as text:
            for row in csv.DictReader(text):
                key = row["basket_id"]
                if key not in baskets:
                    at = row["transaction_timestamp"]
                    baskets[key] = Basket(key, row["household_id"], row["store_id"], at)
                line = Line(
                    row["product_id"],
                    int(row["quantity"]),
                    int(row["sales_value_c"]),
                    int(row["retail_disc_c"]),
                    int(row["coupon_disc_c"]),
                    int(row["coupon_match_disc_c"]),
                )
                if line.quantity == 0 and line.shelf_value == 0:
                    self._nothing_sold[key] += 1
                    self._without_goods[key] += line.coupon
                else:
                    baskets[key].add(line)
        return baskets

    def _count(self, basket: Basket) -> None:
        notes = self.notes
        nothing = self._nothing_sold[basket.id]
        notes["lines left out because they sell nothing (quantity 0, value 0)"] += nothing
        without = self._without_goods[basket.id]
        notes["cents of coupons on such lines: no goods, so the till takes none"] += without
        for line in basket.lines:
            notes["lines"] += 1
            notes["lines sold by a label with its price"] += line.unit_price is None
            notes["lines with a card price"] += line.card_discount > 0
            notes["  of them by the list of card prices"] += bool(
                line.card_discount and line.card_unit_price is not None
            )
            notes["lines with a coupon topped up"] += line.coupon_match > 0
            notes["lines with a maker's coupon"] += line.coupon > 0
            notes["cents paid by makers' coupons"] += line.coupon_that_pays
            beyond = line.coupon - line.coupon_that_pays
            notes["cents of makers' coupons beyond what their goods cost: not taken"] += beyond


def write_set_up(folder: Path, baskets: Sequence[Basket]) -> None:
    """Write the shop that the data describes: its items, its rules, its members."""
    store: dict[str, Any] = json.loads(resources.path("demo", "store.json").read_text("utf-8"))
    store |= {
        "store": "CJ",
        "workstation": "T01",
        "currency": CURRENCY,
        "cash_rounding": {"step_minor": 1, "rounding": "half_up"},
        "denominations": list(DENOMINATIONS),
        "quick_notes": [500, 1_000, 2_000, 10_000],
        "tax_groups": [{"code": "NT", "rate_ppm": 0, "is_inclusive": True}],
        "member_cards": [{"prefix": CARD_PREFIX, "length": len(CARD_PREFIX) + CARD_DIGITS}],
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
    manager = {"id": "op9001", "name": "Manager", "role": "store_manager"}
    manager |= {"number": MANAGER[0], "pin": MANAGER[1]}
    _write(folder / "store.json", store)
    _write(folder / "operators.json", {"operators": [manager]})
    _write(folder / "members.json", _members(baskets))
    _write(folder / "rules.json", rules_of(baskets))
    with (folder / "items.csv").open("w", encoding="utf-8", newline="") as text:
        writer = csv.writer(text)
        writer.writerow(["sku", "plu", "name_en", "tax_group", "unit", "price"])
        writer.writerows(_items(baskets))


def rules_of(baskets: Sequence[Basket]) -> dict[str, Any]:
    """Give the card's prices as rules for members: a list, and amounts where no piece has one."""
    lines = {line.sku: line for basket in baskets for line in basket.lines if line.card_discount}
    listed = {sku: line.card_unit_price for sku, line in lines.items()}
    prices = {sku: price for sku, price in listed.items() if price is not None}
    amounts: dict[int, list[str]] = {}
    for sku, line in lines.items():
        if listed[sku] is None:
            amounts.setdefault(line.card_discount, []).append(sku)
    who = {"members": True}
    rules: list[dict[str, Any]] = [
        {
            "id": f"{CARD_PRICE}-{amount}",
            "kind": "amount_off",
            "amount": amount,
            "per": "line",
            "items": {"skus": sorted(skus)},
            "who": who,
        }
        for amount, skus in sorted(amounts.items())
    ]
    if prices:
        rules.append({"id": CARD_PRICE, "kind": "price_list", "prices": prices, "who": who})
    return {"format": "ronghe-rules/1", "id": "journey", "version": 1, "rules": rules}


def match_rule(amount: int, skus: Sequence[str]) -> str:
    """Give the rule of the shop's own top-up of a coupon: so much off each of these lines."""
    rule = {
        "id": f"{MATCH}-{amount}",
        "kind": "amount_off",
        "amount": amount,
        "per": "line",
        "stacks": True,
        "items": {"skus": list(skus)},
        "coupon": MATCH_CAMPAIGN,
    }
    return json.dumps(rule)


def card_of(household: str) -> str:
    """Give the number of a household's card."""
    return f"{CARD_PREFIX}{int(household):0{CARD_DIGITS}d}"


def read_labels(folder: Path) -> dict[str, str]:
    """Give the short number of every item that is sold by a label."""
    with (folder / "items.csv").open(encoding="utf-8", newline="") as text:
        return {row["sku"]: row["plu"] for row in csv.DictReader(text) if row["plu"]}


def _write(path: Path, content: object) -> None:
    path.write_text(json.dumps(content), "utf-8")


def _members(baskets: Sequence[Basket]) -> dict[str, Any]:
    households = sorted({basket.household for basket in baskets}, key=int)
    return {
        "names_may_be_searched": False,
        "notice_version": "1",
        "tiers": [],
        "members": [
            {
                "id": f"{int(household):032x}",
                "number": card_of(household),
                "cards": [card_of(household)],
                "name": f"Household {household}",
                "phone": f"+1555{int(household):07d}",
                "tier": "",
                "spent_minor": 0,
                "points": 0,
                "tags": [],
                "segments": [],
                "last_visit_days_ago": 1,
                "usual_skus": [],
                "consents": {"membership": True},
            }
            for household in households
        ],
    }


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
