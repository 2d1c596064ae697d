"""What a basket's goods are to a shop, and what one rule takes off them: no choice is made here."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from pos_app.domain.money import Rounding, allocate, allocate_within, extend, percent_minor
from pos_app.domain.pricing.bundle import PercentOf, Policy, RuleBundle
from pos_app.domain.pricing.rule import (
    Benefit,
    Cut,
    GroupCut,
    Ladder,
    Part,
    Phase,
    Pick,
    Rule,
    Rung,
    UnitCut,
)
from pos_app.domain.transaction import SaleLine

Amounts = tuple[int, ...]
"""One number for each line of the basket."""


@dataclass(frozen=True, slots=True)
class Good:
    """A line as a shop sees it: what a unit costs, how many, how low it may go, its sets."""

    sku: str
    price: int
    units: int
    floor: int
    sets: tuple[int, ...]
    measured: int = 0
    """Thousandths of a unit of measure, for one that was weighed."""


@dataclass(frozen=True, slots=True)
class Offer:
    """A rule that may be used now, and what caps, budget and earlier uses leave of it."""

    rule: Rule
    most_off: int | None = None
    most_times: int | None = None

    @property
    def leave(self) -> int:
        """How much it may give, as a number."""
        return 10**12 if self.most_off is None else self.most_off

    @property
    def often(self) -> int:
        """How often it may be used, as a number."""
        return 10**9 if self.most_times is None else self.most_times


def goods_of(lines: Iterable[SaleLine], bundle: RuleBundle) -> list[Good]:
    """Look at the lines of a basket; those that no rule may touch are left out."""
    found = []
    for line in lines:
        if line.item.unit.is_measured:
            price = extend(line.unit_price, line.quantity.thousandths, Rounding.HALF_UP).minor
            units, measured = 1, line.quantity.thousandths
        else:
            price, units, measured = line.unit_price.minor, line.quantity.thousandths // 1000, 0
        sets = bundle.sets_of(line.item, price)
        floors = [
            max(floor.price, -(-price * floor.rate_ppm // 1_000_000))
            for floor in bundle.floors
            if floor.items in sets
        ]
        if line.item.lowest_price is not None:
            lowest = line.item.lowest_price.minor
            floors.append(-(-lowest * measured // 1000) if measured else lowest)
        floor = min(price, max(floors, default=0))
        if price and sets:
            found.append(Good(line.item.sku, price, units, floor, sets, measured))
    return found


class Reductions:
    """What rules take off the goods of one basket, each by itself."""

    def __init__(self, goods: Sequence[Good], policy: Policy) -> None:
        self.goods = goods
        self.policy = policy

    def scope(self, items: int) -> list[int]:
        return [at for at, good in enumerate(self.goods) if items in good.sets]

    def has_needs(self, rule: Rule, left: Sequence[int] | None) -> bool:
        for need in rule.needs:
            scope = self.scope(need.items)
            shelf = sum(self.goods[at].price * self.goods[at].units for at in scope)
            whole = shelf if left is None or need.of_shelf_price else sum(left[at] for at in scope)
            counts = [self.goods[at].units for at in scope]
            if whole < need.spend or sum(counts) < need.count:
                return False
            if max(counts, default=0) < need.count_of_one_line:
                return False
        return True

    def in_order(self, part: Part) -> list[int]:
        scope = self.scope(part.items)
        if part.pick is Pick.AS_RUNG:
            return scope
        if part.pick is Pick.CHEAPEST:
            return sorted(scope, key=lambda at: self.goods[at].price)
        return sorted(scope, key=lambda at: -self.goods[at].price)

    def off_group(
        self, benefit: Benefit, chosen: list[tuple[int, ...]], counts: list[int]
    ) -> list[int]:
        if isinstance(benefit, UnitCut):
            return self.off_reward(benefit.cut, chosen[0], benefit)
        assert isinstance(benefit, GroupCut)
        if benefit.steps:
            return self.off_steps(benefit.steps, counts)
        if benefit.reward is not None:
            return self.off_reward(benefit.reward, chosen[-1], None)
        assert benefit.whole is not None
        return self.off_whole(benefit.whole, counts)

    def off_steps(self, steps: tuple[int, ...], counts: list[int]) -> list[int]:
        offs = [0] * len(counts)
        units = [at for at, count in enumerate(counts) for _ in range(count)]
        units.sort(key=lambda at: -self.goods[at].price)
        for rate_ppm, at in zip(steps, units, strict=True):
            good = self.goods[at]
            off = percent_minor(good.price, rate_ppm, self.policy.rounding)
            offs[at] += min(off, good.price - good.floor)
        return offs

    def off_reward(self, cut: Cut, lines: tuple[int, ...], plain: UnitCut | None) -> list[int]:
        per_unit = UnitCut(0, cut, prices=plain.prices if plain else ())
        return [
            self.off_line(per_unit, at, lines.count(at)) if at in lines else 0
            for at in range(len(self.goods))
        ]

    def off_whole(self, cut: Cut, counts: list[int]) -> list[int]:
        worth = [good.price * count for good, count in zip(self.goods, counts, strict=True)]
        rooms = [
            (good.price - good.floor) * count
            for good, count in zip(self.goods, counts, strict=True)
        ]
        off = self.off_sum(cut, sum(worth), sum(worth))
        return allocate_within(off, worth, rooms)

    def off_sum(self, cut: Cut, base: int, rate_base: int) -> int:
        if cut.rate_ppm is not None:
            off = percent_minor(rate_base, cut.rate_ppm, self.policy.rounding)
        elif cut.amount is not None:
            off = cut.amount
        else:
            assert cut.price is not None
            off = base - cut.price
        return max(0, min(off, base))

    def off_line(self, benefit: UnitCut, at: int, units: int) -> int:
        """Say what a plain cut takes off some units of one line."""
        good, cut = self.goods[at], benefit.cut
        if benefit.prices:
            listed = dict(benefit.prices)
            if good.sku not in listed:
                return 0
            off = (good.price - self.extended(listed[good.sku], good)) * units
        elif cut.rate_ppm is not None and self.policy.round_each_unit:
            off = percent_minor(good.price, cut.rate_ppm, self.policy.rounding) * units
        elif cut.rate_ppm is not None:
            off = percent_minor(good.price * units, cut.rate_ppm, self.policy.rounding)
        elif cut.amount is not None:
            off = cut.amount if benefit.per_line else self.extended(cut.amount, good) * units
        else:
            assert cut.price is not None
            off = (good.price - self.extended(cut.price, good)) * units
        return max(0, min(off, (good.price - good.floor) * units))

    def extended(self, amount: int, good: Good) -> int:
        return -(-amount * good.measured // 1000) if good.measured else amount

    def reduced(self, offer: Offer, left: list[int]) -> Amounts:
        rule = offer.rule
        benefit = rule.benefit
        if offer.often and self.has_needs(rule, None if rule.phase is Phase.STACKED else left):
            if isinstance(benefit, UnitCut):
                self.stack(benefit, offer.leave, left)
            else:
                assert isinstance(benefit, Ladder)
                self.climb(benefit, offer, left)
        return tuple(left)

    def stack(self, benefit: UnitCut, room: int, left: list[int]) -> None:
        scope = self.scope(benefit.items)
        counts = {at: self.goods[at].units for at in scope}
        if benefit.most_units is not None:
            part = Part(benefit.items, benefit.most_units, benefit.pick)
            units = [at for at in self.in_order(part) for _ in range(self.goods[at].units)]
            counts = {at: units[: benefit.most_units].count(at) for at in scope}
        for at in scope:
            good = self.goods[at]
            rate_ppm = benefit.cut.rate_ppm
            off = self.off_line(benefit, at, counts[at]) if counts[at] else 0
            is_of_rest = self.policy.percent_of is PercentOf.REMAINING and not benefit.prices
            if rate_ppm is not None and is_of_rest:
                theirs = allocate(left[at], [counts[at], good.units - counts[at]])[0]
                off = percent_minor(theirs, rate_ppm, self.policy.rounding)
            off = max(0, min(off, left[at] - good.floor * good.units, room))
            left[at] -= off
            room -= off

    def climb(self, benefit: Ladder, offer: Offer, left: list[int]) -> None:
        scope = self.scope(benefit.items)
        base = sum(left[at] for at in scope)
        shelf = sum(self.goods[at].price * self.goods[at].units for at in scope)
        count = sum(self.goods[at].units for at in scope)
        rung, times = self.rung(benefit, count if benefit.by_count else base)
        if rung is None:
            return
        times = min(times, offer.often)
        if rung.cut.amount is not None:
            off = min(rung.cut.amount * times, base)
        else:
            is_of_rest = self.policy.percent_of is PercentOf.REMAINING
            off = self.off_sum(rung.cut, base, base if is_of_rest else shelf)
        rooms = [max(left[at] - self.goods[at].floor * self.goods[at].units, 0) for at in scope]
        shares = allocate_within(min(off, offer.leave), [left[at] for at in scope], rooms)
        for at, share in zip(scope, shares, strict=True):
            left[at] -= share

    def rung(self, benefit: Ladder, reached: int) -> tuple[Rung | None, int]:
        if benefit.every:
            times = reached // benefit.rungs[0].at
            if benefit.most_times is not None:
                times = min(times, benefit.most_times)
            return (benefit.rungs[0], times) if times else (None, 0)
        above = [rung for rung in benefit.rungs if rung.at <= reached]
        return (max(above, key=lambda rung: rung.at), 1) if above else (None, 0)


def less(amounts: Amounts, at: int, off: int) -> Amounts:
    """Take something off one line."""
    return (*amounts[:at], amounts[at] - off, *amounts[at + 1 :])
