"""A bundle of promotion rules in force: versioned, hashed, and indexed by what an item is.

Which sets an item belongs to is found once for every item and remembered; the remembering changes
no result. One thread at a time.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum

from pos_app.domain.catalog import Item
from pos_app.domain.money import Rounding
from pos_app.domain.pricing.rule import EVERYTHING, Benefit, GroupCut, ItemSet, Rule, UnitCut

FORMAT = "ronghe-rules/1"

DEFAULT_STEPS = 1000
"""Steps of the search for the best combination; 2 to 5 ms, then it says "not proved"."""


class Choose(StrEnum):
    """Who decides between rules that compete: the customer's advantage, or their order."""

    BEST = "best"
    PRIORITY = "priority"


class PercentOf(StrEnum):
    """What a rate of a later rule is taken of: what earlier rules left, or the shelf price."""

    REMAINING = "remaining"
    SHELF_PRICE = "shelf_price"


@dataclass(frozen=True, slots=True)
class Policy:
    """What the retailer decided for the whole bundle.

    ``round_each_unit`` rounds a rate once for a unit instead of once for a line.
    ``overridden_too``: rules also touch lines whose price an operator has set.
    """

    choose: Choose = Choose.BEST
    rounding: Rounding = Rounding.HALF_UP
    percent_of: PercentOf = PercentOf.REMAINING
    round_each_unit: bool = False
    overridden_too: bool = False
    steps: int = DEFAULT_STEPS


@dataclass(frozen=True, slots=True)
class PointsProgram:
    """How points are earned and spent; zero ``earn_per`` or ``spend_block`` means not at all.

    ``earn_points`` for every full ``earn_per`` minor units of what is paid; ``spend_block`` points
    take ``block_worth`` minor units off, up to ``most_ppm`` of the total. Points lapse after
    ``months``; 0 is never.
    """

    earn_points: int = 0
    earn_per: int = 0
    earn_items: int = 0
    spend_block: int = 0
    block_worth: int = 0
    most_ppm: int = 1_000_000
    months: int = 0


@dataclass(frozen=True, slots=True)
class Floor:
    """No rule goes below this price of a unit, or this share of its shelf price."""

    items: int
    price: int = 0
    rate_ppm: int = 0


@dataclass(frozen=True)
class RuleBundle:
    """The rules in force. ``sets[0]`` is everything that may be promoted."""

    id: str
    version: int
    hash: str
    rules: tuple[Rule, ...]
    sets: tuple[ItemSet, ...] = (ItemSet(is_everything=True),)
    policy: Policy = Policy()
    floors: tuple[Floor, ...] = ()
    points: PointsProgram = PointsProgram()
    unknown: tuple[str, ...] = ()
    """What this program does not know and leaves out, by path: reported, never guessed."""
    earned: list[Rule] = field(init=False, default_factory=list, compare=False, repr=False)
    """The rules for some units that ask for something first: gifts, add-ons, entitlements."""
    _sets_of_item: dict[tuple[object, ...], tuple[int, ...]] = field(
        init=False, default_factory=dict, compare=False, repr=False
    )
    _rules_of_set: dict[int, tuple[int, ...]] = field(
        init=False, default_factory=dict, compare=False, repr=False
    )
    _floors_of_set: dict[int, list[Floor]] = field(
        init=False, default_factory=dict, compare=False, repr=False
    )

    def __post_init__(self) -> None:
        touching: dict[int, list[int]] = {}
        for at, rule in enumerate(self.rules):
            for items in sets_touched(rule):
                touching.setdefault(items, []).append(at)
            if is_earned(rule):
                self.earned.append(rule)
        self._rules_of_set.update((items, tuple(found)) for items, found in touching.items())
        for floor in self.floors:
            self._floors_of_set.setdefault(floor.items, []).append(floor)

    def within_steps(self, most: int) -> "RuleBundle":
        """Give the same rules with a search of so many steps at most."""
        if self.policy.steps <= most:
            return self
        return RuleBundle(
            self.id,
            self.version,
            self.hash,
            self.rules,
            self.sets,
            replace(self.policy, steps=most),
            self.floors,
            self.points,
            self.unknown,
        )

    def sets_of(self, item: Item, unit_price: int) -> tuple[int, ...]:
        """Give the sets an item at this price belongs to, ascending."""
        regular = item.regular_price
        full_price = None if regular is None else regular.minor
        key = (item.sku, unit_price, item.brand, item.category, full_price)
        found = self._sets_of_item.get(key)
        if found is None:
            found = tuple(
                at for at, items in enumerate(self.sets) if _holds(items, item, unit_price)
            )
            if EVERYTHING not in found:
                found = ()
            if len(self._sets_of_item) > _MOST_REMEMBERED:
                self._sets_of_item.clear()
            self._sets_of_item[key] = found
        return found

    def rules_touching(self, sets: Mapping[int, object]) -> list[int]:
        """Give the rules whose goods are in the basket, in the order of the bundle."""
        touched: set[int] = set()
        for items in sets:
            touched.update(self._rules_of_set.get(items, ()))
        return sorted(touched)

    def floor_of(self, sets: tuple[int, ...], unit_price: int) -> int:
        """Give the lowest price of a unit that rules may come to."""
        lowest = 0
        if self._floors_of_set:
            for items in sets:
                for floor in self._floors_of_set.get(items, ()):
                    share = -(-unit_price * floor.rate_ppm // 1_000_000)
                    lowest = max(lowest, floor.price, share)
        return min(lowest, unit_price)


_MOST_REMEMBERED = 100_000


def sets_touched(rule: Rule) -> tuple[int, ...]:
    """List the sets a rule takes from, without those it only needs."""
    return sets_of_benefit(rule.benefit)


def sets_of_benefit(benefit: Benefit) -> tuple[int, ...]:
    """List the sets a benefit takes units or sums of."""
    if isinstance(benefit, GroupCut):
        return tuple(part.items for part in benefit.parts)
    return (benefit.items,)


def is_earned(rule: Rule) -> bool:
    """Tell whether a rule gives some units for something else; a coupon's rule is not meant."""
    benefit = rule.benefit
    return (
        isinstance(benefit, UnitCut)
        and benefit.most_units is not None
        and bool(rule.needs or rule.entitlement)
        and rule.campaign is None
    )


NO_RULES = RuleBundle("none", 0, "", ())
"""A shop without promotions."""


def _holds(items: ItemSet, item: Item, unit_price: int) -> bool:
    if item.sku in items.not_skus or item.brand in items.not_brands:
        return False
    path = category_names(item)
    if not items.not_categories.isdisjoint(path):
        return False
    if items.price_from is not None and unit_price < items.price_from:
        return False
    if items.price_to is not None and unit_price > items.price_to:
        return False
    if items.is_full_price and is_marked_down(item, unit_price):
        return False
    return (
        items.is_everything
        or item.sku in items.skus
        or (bool(item.brand) and item.brand in items.brands)
        or not items.categories.isdisjoint(path)
    )


def category_names(item: Item) -> tuple[str, ...]:
    """Give the names by which a category may be meant: each level, and each path from the top."""
    paths = tuple("/".join(item.category[: depth + 1]) for depth in range(len(item.category)))
    return (*item.category, *paths)


def is_marked_down(item: Item, unit_price: int) -> bool:
    """Tell whether an item is sold below its regular price already."""
    regular = item.regular_price
    return regular is not None and regular.minor > unit_price
