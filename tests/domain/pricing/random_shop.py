"""Small random shops: a basket, a bundle in the public format, coupons and what was used before.

Prices are few and close to one another, thresholds near the sums they are compared with: there
rules get into each other's way. The same ``Random`` gives the same shop.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from random import Random
from typing import Any

from pos_app.domain.catalog import Item
from pos_app.domain.money import Money, Rounding
from pos_app.domain.pricing.bundle import FORMAT, Choose, RuleBundle
from pos_app.domain.pricing.circumstances import (
    Circumstances,
    PresentedCoupon,
    UsedSoFar,
    left_of,
)
from pos_app.domain.pricing.reading import bundle_of
from pos_app.domain.pricing.rule import Rule
from pos_app.domain.quantity import Unit
from pos_app.domain.transaction import RetailTransaction, SaleLine
from tests.domain.baskets import GROUPS, a_sale, a_transaction
from tests.domain.pricing.brute_force import lowest_total, total_in_order
from tests.domain.pricing.brute_force_goods import Good, Offer, goods_of

MANY_STEPS = 2_000_000
PRICES = (1, 57, 99, 100, 250, 333, 500, 1000, 1999)
CATEGORIES = ("drinks", "snacks", "toys")
BRANDS = ("", "blue", "red")
Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Shop:
    """One case: what is bought, under which rules, in which circumstances."""

    data: Json
    bundle: RuleBundle
    transaction: RetailTransaction
    around: Circumstances

    @property
    def goods(self) -> list[Good]:
        """The lines that rules may touch, for the judge."""
        sold = [line for line in self.transaction.lines if isinstance(line, SaleLine)]
        return goods_of(sold, self.bundle)

    @property
    def offers(self) -> list[Offer]:
        """The rules and coupons in the order of the bundle, for the judge."""
        rules = [(rule, "") for rule in self.bundle.rules if rule.campaign is None]
        rules += [(coupon.rule, coupon.number) for coupon in self.around.coupons]
        rules.sort(key=lambda pair: (-pair[0].priority, pair[0].id, pair[1]))
        found = []
        for at, (rule, _) in enumerate(rules):
            before = [other for other, _ in rules[:at]].count(rule)
            times, budget = self.shared(rule, before, [other for other, _ in rules].count(rule))
            if times == 0 or budget == 0:
                continue
            offs = [most for most in (rule.caps.most_off, budget) if most is not None]
            often = [most for most in (rule.caps.most_times, times) if most is not None]
            found.append(Offer(rule, min(offs, default=None), min(often, default=None)))
        return found

    def shared(self, rule: Rule, before: int, count: int) -> tuple[int | None, int | None]:
        """Say what is left of a rule for one of its coupons: uses, and budget."""
        times, budget = left_of(rule, self.around.used)
        if times is not None and count > 1:
            first = max(times - (count - 1), 1) if times else 0
            times = ([first] + [1] * (times - first) + [0] * count)[before]
        if budget is not None and before:
            most = rule.caps.most_off
            budget = 0 if most is None else max(0, budget - most * before)
        return times, budget

    def judge(self) -> int:
        """Give the least that the touched goods can cost."""
        return lowest_total(self.goods, self.offers, self.bundle.policy)

    def judge_in_order(self) -> int:
        """Give what the touched goods cost when the rules are used one after the other."""
        return total_in_order(self.goods, self.offers, self.bundle.policy)

    @property
    def in_order(self) -> RuleBundle:
        """The same bundle with the rules used one after the other."""
        return replace(self.bundle, policy=replace(self.bundle.policy, choose=Choose.PRIORITY))


def items(source: Random, count: int = 5) -> list[Item]:
    """Make some items; the first letters of the alphabet are their numbers."""
    made = []
    for at in range(count):
        price = source.choice(PRICES)
        lowest = source.choice((None, None, None, None, price // 2, price - 1))
        made.append(
            Item(
                sku="ABCDEFGH"[at],
                name_zh="",
                name_en="",
                category=(source.choice(CATEGORIES),),
                tax_group=GROUPS[0],
                unit=source.choice((Unit.EACH,) * 8 + (Unit.KILOGRAM,)),
                price=Money(price),
                brand=source.choice(BRANDS),
                lowest_price=Money(lowest) if lowest and lowest > 0 else None,
            )
        )
    return made


def basket(source: Random, goods: list[Item], most_units: int = 8) -> RetailTransaction:
    """Buy some of them, the same item perhaps on two lines."""
    lines, units = [], 0
    for _ in range(source.randint(1, 5)):
        item = source.choice(goods)
        count = min(source.choice((1, 1, 1, 2, 3)), most_units - units)
        if count <= 0:
            break
        if item.unit.is_measured:
            lines.append(a_sale(item, source.choice((250, 1000, 1333))))
            units += 1
        else:
            lines.append(a_sale(item, count * 1000))
            units += count
    return a_transaction(*lines)


def _goods_of_rule(source: Random) -> Any:
    choice = source.randint(0, 5)
    if choice == 0:
        return "all"
    if choice == 1:
        return {"categories": [source.choice(CATEGORIES)]}
    if choice == 2:
        return {"brands": [source.choice(BRANDS[1:])]}
    if choice == 3:
        return {"not": {"skus": [source.choice("ABCDE")]}}
    return {"skus": sorted(source.sample("ABCDE", source.randint(1, 3)))}


def _cut(source: Random, around: int) -> Json:
    choice = source.randint(0, 2)
    if choice == 0:
        return {"percent": source.choice((5, 10, 15, "33.3", 50, 100))}
    if choice == 1:
        return {"amount": source.choice((1, 7, 30, around // 10 + 1))}
    return {"price": source.choice((0, 90, around // 2, around))}


def _plain(source: Random) -> Json:
    kind = source.choice(("percent_off", "amount_off", "fixed_price"))
    field = {"percent_off": "percent", "amount_off": "amount", "fixed_price": "price"}[kind]
    value = {
        "percent": source.choice((5, 10, 15, "33.3", 50, 100)),
        "amount": source.choice((1, 7, 30, 120)),
        "price": source.choice((0, 50, 90, 300)),
    }[field]
    rule: Json = {"kind": kind, field: value, "items": _goods_of_rule(source)}
    if source.random() < 0.15:
        rule["per"] = "transaction"
        return rule
    if kind == "amount_off" and source.random() < 0.3:
        rule["per"] = "line"
    elif source.random() < 0.25:
        rule["most_units"] = source.randint(1, 3)
        rule["pick"] = source.choice(("best", "best", "dearest", "cheapest", "as_rung"))
    if source.random() < 0.2:
        rule["stacks"] = True
    return rule


def _price_list(source: Random) -> Json:
    skus = source.sample("ABCDE", source.randint(1, 4))
    rule: Json = {"kind": "price_list", "prices": {sku: source.choice(PRICES) for sku in skus}}
    if source.random() < 0.2:
        rule["stacks"] = True
    return rule


def _group_of_one_kind(source: Random) -> Json:
    rule: Json = {"items": _goods_of_rule(source)}
    choice = source.randint(0, 2)
    if choice == 0:
        percents = source.choice(([0, 50], [0, 100], [0, 0, 100], [10, 20, 30], [50, 0], [0, 30]))
        rule |= {"kind": "nth", "percents": percents}
    elif choice == 1:
        take = source.randint(2, 4)
        rule |= {"kind": "m_for_n", "take": take, "pay": source.randint(0, take - 1)}
    else:
        rule |= {"kind": "n_for_price", "count": source.randint(1, 3)}
        rule["price"] = source.choice((100, 250, 400, 900))
    if source.random() < 0.3:
        rule["pick"] = source.choice(("dearest", "cheapest", "as_rung"))
    return rule


def _part(source: Random, most: int = 2) -> Json:
    part: Json = {"items": _goods_of_rule(source), "count": source.randint(1, most)}
    if source.random() < 0.2:
        part["pick"] = source.choice(("dearest", "cheapest", "as_rung"))
    return part


def _combo(source: Random) -> Json:
    parts = [_part(source) for _ in range(source.randint(1, 3))]
    rule: Json = {"kind": "combo", "parts": parts, **_cut(source, 600)}
    if len(parts) == 1 and source.random() < 0.4:
        rule["per"] = "unit"
    return rule


def _buy_get(source: Random) -> Json:
    buy = _part(source)
    get = {**_part(source, 1), **_cut(source, 200)}
    if source.random() < 0.3:
        get["items"] = buy["items"]
    rule: Json = {"kind": "buy_get", "buy": buy, "get": get}
    if source.random() < 0.5:
        rule["bought_stay_free"] = True
        if source.random() < 0.4:
            get |= {"up_to": True, "count": source.randint(1, 2)}
            get |= {"most": 3} if source.random() < 0.3 else {}
    return rule


def _gift_or_add_on(source: Random) -> Json:
    rule: Json = {"items": _goods_of_rule(source), "count": source.randint(1, 2)}
    if source.random() < 0.5:
        return rule | {"kind": "gift"}
    return rule | {"kind": "add_on", "price": source.choice((1, 50, 200))}


def _sum_near(source: Random, by_count: bool) -> int:
    return source.randint(1, 6) if by_count else source.choice((100, 300, 500, 900, 1000, 1500))


def _ladder(source: Random) -> Json:
    by_count = source.random() < 0.3
    starts = sorted({_sum_near(source, by_count) for _ in range(source.randint(1, 3))})
    steps = [{"at": at, **_cut(source, 500)} for at in starts]
    return {
        "kind": "ladder",
        "items": _goods_of_rule(source),
        "steps": steps,
        "by": "count" if by_count else "spend",
    }


def _every_full(source: Random) -> Json:
    by_count = source.random() < 0.3
    rule: Json = {
        "kind": "every_full",
        "items": _goods_of_rule(source),
        "at": _sum_near(source, by_count),
        "amount": source.choice((5, 30, 100)),
        "by": "count" if by_count else "spend",
    }
    if source.random() < 0.3:
        rule["most_times"] = source.randint(1, 3)
    return rule


MAKERS: tuple[Callable[[Random], Json], ...] = (
    _plain,
    _plain,
    _price_list,
    _group_of_one_kind,
    _group_of_one_kind,
    _combo,
    _buy_get,
    _gift_or_add_on,
    _ladder,
    _every_full,
)


def _caps(source: Random) -> Json:
    caps = {
        "most_off": (0.2, source.choice((0, 5, 60, 200))),
        "most_times": (0.15, source.randint(0, 2)),
        "budget": (0.1, source.choice((20, 150))),
        "uses_in_total": (0.1, source.randint(1, 3)),
    }
    return {name: most for name, (share, most) in caps.items() if source.random() < share}


def rule(source: Random, name: str) -> Json:
    """Make one rule of any kind."""
    made = source.choice(MAKERS)(source)
    made |= {"id": name, "priority": source.randint(0, 2), "caps": _caps(source)}
    if source.random() < 0.15:
        need: Json = {"items": _goods_of_rule(source)}
        need |= source.choice(
            ({"spend": 400}, {"spend": 800, "of_shelf_price": True}, {"count": 3})
        )
        made["needs"] = [need]
    if source.random() < 0.2:
        made["exclusivity"] = source.choice(("x", "y"))
    if source.random() < 0.05:
        made["exclusive"] = True
    return made


def _lone_group(source: Random) -> Json:
    """A rule with the basket to itself: there the engine takes a short cut."""
    rates: Json = source.choice(
        (
            {"kind": "nth", "percents": source.choice(([10, 30], [15, 35, 100], [5, 50]))},
            {"kind": "combo", "parts": [{"count": 2}], "percent": source.choice((15, "33.3"))},
            {"kind": "combo", "parts": [{"count": 2}], "amount": 150},
            {"kind": "buy_get", "buy": {"count": 1}, "get": {"count": 2, "percent": 15}},
            {"kind": "add_on", "price": source.choice((0, 50)), "count": 2},
        )
    )
    return {**rates, "id": "r0"}


def shop(source: Random, *, most_rules: int = 5, steps: int = MANY_STEPS) -> Shop:
    """Make a whole case."""
    policy: Json = {
        "steps": steps,
        "rounding": source.choice(list(Rounding)).value,
        "percent_of": source.choice(("remaining", "remaining", "shelf_price")),
        "round_each_unit": source.random() < 0.2,
    }
    names = [f"r{at}" for at in range(source.randint(1, most_rules))]
    data: Json = {
        "format": FORMAT,
        "id": "random",
        "version": 1,
        "policy": policy,
        "rules": [_lone_group(source)]
        if source.random() < 0.1
        else [rule(source, name) for name in names],
    }
    if source.random() < 0.15:
        data["floors"] = [{"items": _goods_of_rule(source), "percent": source.choice((50, 90))}]
    is_coupon = source.random() < 0.25
    coupon_rule = {**data["rules"].pop(), "coupon": 7} if is_coupon else None
    if coupon_rule:
        data["rules"].append(coupon_rule)
    bundle = bundle_of(data, "")
    assert not bundle.unknown, bundle.unknown
    coupons: tuple[PresentedCoupon, ...] = ()
    if coupon_rule:
        found = next(rule for rule in bundle.rules if rule.campaign == 7)
        coupons = tuple(PresentedCoupon(n, 7, found) for n in "12"[: source.randint(1, 2)])
    used = {name: UsedSoFar(source.randint(0, 2), 0, source.randint(0, 30)) for name in names}
    bought = basket(source, items(source))
    return Shop(data, bundle, bought, Circumstances(coupons=coupons, used=used))
