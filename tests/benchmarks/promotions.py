"""Re-pricing a basket under promotions: seeded baskets and rules, CPU of the whole price().

Of the rules 70 % cut items, brands and categories, 15 % need groups, 10 % are ladders on sums, 5 %
are for members or take a coupon. Of the ladders on the whole
basket one is used. Three lines in ten carry an item that some rule may name.
"""

import gc
import random
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from pos_app.domain.catalog import Item, TaxGroup
from pos_app.domain.identifiers import BusinessDate, OperatorId, TransactionId
from pos_app.domain.money import Money, Rounding, extend
from pos_app.domain.pricing import promotions
from pos_app.domain.pricing.board import lay_out
from pos_app.domain.pricing.bundle import FORMAT, Choose, RuleBundle
from pos_app.domain.pricing.circumstances import Buyer, Circumstances, PresentedCoupon
from pos_app.domain.pricing.engine import price
from pos_app.domain.pricing.priced import PricedTransaction
from pos_app.domain.pricing.reading import bundle_of
from pos_app.domain.quantity import Quantity, Unit
from pos_app.domain.transaction import Entry, RetailTransaction, SaleLine
from tests.benchmarks.row import Row, median, percentile

Json = dict[str, Any]
CATEGORIES = 120
BRANDS = 300
"""Of a supermarket: a rule for one of them is there for a few lines of a basket."""
PROMOTED_SHARE = 0.3
"""Supermarkets sell a quarter to a third of their goods on promotion."""

SEARCH_MS = 10.0
_TAXES = (TaxGroup("V13", 130_000), TaxGroup("V9", 90_000))


@dataclass(frozen=True, slots=True)
class Size:
    """How large the case is, and what it may take in each mode (milliseconds, p99)."""

    lines: int
    rules: int
    in_order_ms: float
    best_ms: float


SIZES = (Size(50, 200, 0.5, 2.0), Size(200, 1000, 5.0, 20.0))


@dataclass(slots=True)
class Times:
    """CPU milliseconds of each pricing, and what came of it."""

    ms: list[float] = field(default_factory=list)
    not_proved_ms: list[float] = field(default_factory=list)
    used: list[int] = field(default_factory=list)


def run(*, is_quick: bool) -> list[Row]:
    """Measure both sizes in both modes, the bare price without rules, and hard baskets."""
    rounds = 60 if is_quick else 300
    rows = []
    for size in SIZES:
        shop = Shop(size, seed=17)
        bare = measure([partial(price, basket) for basket in shop.baskets(rounds)])
        for choose, goal_ms in ((Choose.PRIORITY, size.in_order_ms), (Choose.BEST, size.best_ms)):
            times = shop.measure(choose, rounds)
            rows.append(_row(size, choose, goal_ms, times, bare))
            rows.append(_decision_row(size, choose, goal_ms, shop.decide(choose, rounds)))
    rows.append(_hard_row(rounds))
    return rows


def _row(size: Size, choose: Choose, goal_ms: float, times: Times, bare: Times) -> Row:
    p50, p99, none = median(times.ms), percentile(times.ms, 0.99), median(bare.ms)
    proved = 1 - len(times.not_proved_ms) / len(times.ms)
    return Row(
        f"re-price {size.lines} lines x {size.rules} rules, {choose.value}, CPU p99",
        f"{p99:.2f} ms",
        f"{none:.2f} ms without rules",
        f"{p99 / none:.1f}",
        f"<= {goal_ms:g} ms",
        p99 <= goal_ms,
        f"p50 {p50:.2f} ms; rules alone p50 {p50 - none:.2f}; {median_of(times.used)} rules used"
        + (f"; {proved:.0%} proved" if choose is Choose.BEST else ""),
    )


def _decision_row(size: Size, choose: Choose, goal_ms: float, ms: list[float]) -> Row:
    return Row(
        f"  of that: which rules, for which units, {choose.value}, CPU p99",
        f"{percentile(ms, 0.99):.2f} ms",
        "",
        "",
        f"<= {goal_ms:g} ms",
        percentile(ms, 0.99) <= goal_ms,
        f"p50 {median(ms):.2f} ms; {size.lines} lines x {size.rules} rules; the rest is objects",
    )


def _hard_row(rounds: int) -> Row:
    """Baskets made so that rules fight: the search has to end in time and say so."""
    worst: list[float] = []
    not_proved = 0
    for seed in range(12):
        shop = HardShop(seed)
        times = shop.measure(Choose.BEST, max(rounds // 12, 4))
        worst += times.ms
        not_proved += len(times.not_proved_ms)
    return Row(
        "re-price where rules fight for units and sums, best, CPU p99",
        f"{percentile(worst, 0.99):.2f} ms",
        "",
        "",
        f"<= {SEARCH_MS:g} ms",
        percentile(worst, 0.99) <= SEARCH_MS,
        f"worst {max(worst):.2f} ms; {not_proved} of {len(worst)} not proved, and said so",
    )


def median_of(values: Sequence[int]) -> int:
    """Give the middle one of whole numbers."""
    return sorted(values)[len(values) // 2]


def measure(pricings: Sequence[Callable[[], PricedTransaction]]) -> Times:
    """Price each basket once to warm up and twice for the clock."""
    times = Times()
    for each in pricings:
        each()
    gc.collect()
    gc.freeze()  # as the till does when it has opened (opening.py)
    for each in pricings * 2:
        cpu_ns = time.thread_time_ns()
        priced = each()
        ms = (time.thread_time_ns() - cpu_ns) / 1e6
        times.ms.append(ms)
        times.used.append(len(priced.trace.applications))
        if not priced.trace.is_proved:
            times.not_proved_ms.append(ms)
    return times


def price_of(line: SaleLine) -> int:
    """Extend a line as pricing does."""
    return extend(line.unit_price, line.quantity.thousandths, Rounding.HALF_UP).minor


class Shop:
    """A shop with so many rules, and customers who buy what is promoted."""

    def __init__(self, size: Size, seed: int) -> None:
        self._source = random.Random(seed)
        self._size = size
        self._items = [self._item(at) for at in range(size.rules * 20)]
        self._data = self._bundle()

    def measure(self, choose: Choose, rounds: int) -> Times:
        """Price baskets in one mode."""
        bundle = bundle_of({**self._data, "policy": {"choose": choose.value}}, "")
        assert not bundle.unknown
        around = self._around(bundle)
        baskets = self.baskets(rounds)
        return measure([partial(price, basket, bundle, around) for basket in baskets])

    def decide(self, choose: Choose, rounds: int) -> list[float]:
        """Time the decision alone: the board is laid out, the live rules are known."""
        bundle = bundle_of({**self._data, "policy": {"choose": choose.value}}, "")
        around = self._around(bundle)
        cases = []
        for basket in self.baskets(rounds):
            sold = [
                (at, line, price_of(line))
                for at, line in enumerate(basket.lines)
                if isinstance(line, SaleLine)
            ]
            board = lay_out(sold, bundle)
            rules, _ = promotions._live_rules(board, bundle, around)
            cases.append((board, rules))
        times = []
        for board, rules in cases * 2:
            cpu_ns = time.thread_time_ns()
            promotions.choose(board, rules, bundle.policy)
            times.append((time.thread_time_ns() - cpu_ns) / 1e6)
        return times

    def baskets(self, count: int) -> list[RetailTransaction]:
        """Make baskets; the same every time."""
        source = random.Random(count)
        return [self._basket(source) for _ in range(count)]

    def _around(self, bundle: RuleBundle) -> Circumstances:
        coupons = [rule for rule in bundle.rules if rule.campaign is not None][:2]
        presented = tuple(PresentedCoupon(rule.id, rule.campaign or 0, rule) for rule in coupons)
        return Circumstances(
            local_ms=1_795_262_400_000, buyer=Buyer(is_member=True, tier="gold"), coupons=presented
        )

    def _item(self, at: int) -> Item:
        source = self._source
        return Item(
            sku=f"{100_000 + at}",
            name_zh="",
            name_en="",
            category=(f"c{at % 8}", f"c{at % 8}.{at % CATEGORIES}"),
            tax_group=source.choice(_TAXES),
            unit=Unit.KILOGRAM if at % 12 == 0 else Unit.EACH,
            price=Money(source.choice((199, 250, 350, 499, 590, 880, 1290, 1990, 3990, 8900))),
            brand=f"b{source.randrange(BRANDS)}",
        )

    def _basket(self, source: random.Random) -> RetailTransaction:
        promoted = self._items[: len(self._items) // 4]
        lines = []
        for number in range(1, self._size.lines + 1):
            item = source.choice(promoted if source.random() < PROMOTED_SHARE else self._items)
            thousandths = source.choice((1000, 1000, 1000, 2000, 3000))
            if item.unit.is_measured:
                thousandths = source.randint(100, 2500)
            assert item.price is not None
            lines.append(SaleLine(number, item, Quantity(thousandths), item.price, Entry.SCANNED))
        return RetailTransaction(
            TransactionId(bytes(16)),
            OperatorId("op1"),
            BusinessDate("2026-11-21"),
            1,
            0,
            "CNY",
            tuple(lines),
        )

    def _bundle(self) -> Json:
        rules = [self._rule(at) for at in range(self._size.rules)]
        return {"format": FORMAT, "id": "bench", "version": 1, "rules": rules}

    def _rule(self, at: int) -> Json:
        source = self._source
        share = at % 20
        if share < 14:
            rule = self._cut(share)
        elif share < 17:
            rule = self._group(at // 20 + share)
        elif share < 19:
            rule = self._ladder(at // 20 + share)
        else:
            rule = self._cut(share)
            rule |= {"coupon": at} if at % 40 < 20 else {"who": {"members": True}}
        rule |= {"id": f"r{at:04}", "priority": source.randint(0, 5)}
        rule |= {"name": {"zh": "促销", "en": "Promotion"}}
        rule |= {"when": {"from": "2026-11-01", "until": "2026-12-31"}}
        if at % 25 == 3:
            rule["exclusivity"] = f"x{at // 50}"
        return rule

    def _skus(self, count: int) -> Json:
        promoted = self._items[: len(self._items) // 4]
        return {"skus": [item.sku for item in self._source.sample(promoted, count)]}

    def _category(self) -> str:
        at = self._source.randrange(CATEGORIES)
        return f"c{at % 8}.{at}"

    def _cut(self, share: int) -> Json:
        source = self._source
        goods: Json
        if share % 5 == 3:
            goods = {"brands": [f"b{source.randrange(BRANDS)}"]}
        elif share % 5 == 4:
            goods = {"categories": [self._category()]}
        else:
            goods = self._skus(source.randint(1, 12))
        kind = source.choice(("percent_off", "percent_off", "amount_off", "fixed_price"))
        value: Json = {
            "percent_off": {"percent": source.choice((5, 10, 15, 20, 30))},
            "amount_off": {"amount": source.choice((50, 100, 200))},
            "fixed_price": {"price": source.choice((190, 450, 990))},
        }[kind]
        return {"kind": kind, "items": goods, **value}

    def _group(self, which: int) -> Json:
        count = self._source.randint(2, 8)
        if which % 5 == 0:
            return {"kind": "nth", "percents": [0, 50], "items": self._skus(count)}
        if which % 5 == 1:
            return {"kind": "m_for_n", "take": 3, "pay": 2, "items": self._skus(count)}
        if which % 5 == 2:
            return {"kind": "n_for_price", "count": 2, "price": 990, "items": self._skus(count)}
        if which % 5 == 3:
            parts = [{"items": self._skus(count), "count": 1} for _ in range(2)]
            return {"kind": "combo", "parts": parts, "price": 1200}
        buy = {"items": self._skus(count), "count": 2}
        get = {"items": self._skus(count), "percent": 100}
        return {"kind": "buy_get", "buy": buy, "get": get}

    def _ladder(self, which: int) -> Json:
        goods: Any = "all"
        if which % 8:
            goods = {"categories": [self._category()]}
        if which % 3 == 0:
            rule = {"kind": "every_full", "at": 10_000, "amount": 500, "items": goods}
            return rule if which % 8 else {**rule, "exclusivity": "basket"}
        steps = [{"at": 9_900, "amount": 1_000}, {"at": 19_900, "amount": 2_500}]
        rule = {"kind": "ladder", "steps": steps, "items": goods}
        return rule if which % 8 else {**rule, "exclusivity": "basket"}


class HardShop(Shop):
    """Everything overlaps: groups of many sets on few goods, rivals, ladders with close rungs."""

    def __init__(self, seed: int) -> None:
        super().__init__(Size(20 + 10 * (seed % 4), 60, 0, SEARCH_MS), seed)

    def _rule(self, at: int) -> Json:
        source = self._source
        if at % 4 == 0:
            rule = self._cut(at % 20)
        elif at % 4 == 3:
            steps = [{"at": 1000 * step, "amount": 37 * step} for step in range(1, 30)]
            goods: Any = "all" if at % 8 == 3 else self._skus(40)
            rule = {"kind": "ladder", "steps": steps, "items": goods}
        else:
            rule = self._group(at)
            for part in (rule, rule.get("buy", {}), rule.get("get", {}), *rule.get("parts", ())):
                if "items" in part:
                    part["items"] = self._skus(30)
        if at % 7 == 0:
            rule["exclusivity"] = source.choice(("x", "y", "z"))
        if at % 5 == 0:
            rule["caps"] = {"most_off": 700}
        return {**rule, "id": f"r{at:04}", "priority": source.randint(0, 3)}
