"""A case's effects -> kinds of the public bundle format. What a case leaves open stays as it is."""

from collections.abc import Callable
from dataclasses import dataclass
from decimal import ROUND_CEILING, ROUND_HALF_UP, Decimal
from enum import Enum
from typing import Any

from pos_app.domain.pricing.fields import Fields
from tests.cases.promotion_basket import FEE, Goods
from tests.cases.promotion_case import Facts, Policy, Skipped, decimal, done, minor, percentage

GREATEST_LINE = "line with the greatest price x quantity first"
OPEN_PICK = "(open)"
"""A case does not say which of several units it means: promotion_cart.run_cart decides."""

_PICKS = {
    "cheapest": "cheapest",
    "cheapest first": "cheapest",
    "dearest": "dearest",
    "dearest first": "dearest",
    "most expensive": "dearest",
}


class Level(Enum):
    """Where an effect works: on groups of units, on lines, on the whole, on a fee."""

    GROUPS = 1
    LINES = 2
    WHOLE = 3
    FEES = 4


@dataclass
class Effect:
    """One effect as the fields of a rule; ``is_reward`` marks units that come free."""

    level: Level
    rule: Facts
    is_reward: bool = False
    gift: Facts | None = None
    must_not_stack: bool = False


class Effects:
    """Makes effects of a case's words; one method for each kind, found by its name."""

    def __init__(self, goods: Goods) -> None:
        self._goods = goods
        self.makers: dict[str, Callable[[Fields, Facts], Effect]] = {
            "percent_off_items": self._percent_off_items,
            "fixed_off_each_unit": self._fixed_off_each_unit,
            "fixed_off_each_line": self._fixed_off_each_line,
            "percent_off_order": self._percent_off_order,
            "fixed_off_order": self._fixed_off_order,
            "set_order_price": self._set_order_price,
            "free_shipping": self._free_shipping,
            "buy_x_get_y": self._buy_x_get_y,
            "free_gift": self._free_gift,
            "tiered_percent_off_order": self._tiered_percent,
            "tiered_percent_off_items_by_quantity": self._tiered_percent_by_count,
            "tiered_fixed_off_order": self._tiered_fixed,
            "percent_off_each_unit_in_complete_groups": self._groups_percent,
            "fixed_off_each_unit_in_complete_groups": self._groups_fixed,
            "cheapest_unit_free": self._cheapest_free,
            "percent_off_cheapest_unit": self._percent_off_cheapest,
            "bundle_price": self._bundle_price,
        }

    def make(self, fields: Fields, about: Facts) -> Effect:
        """Make one effect; ``about`` is what its promotion says of how often it applies."""
        kind = fields.any("type")
        if kind not in self.makers:
            raise Skipped(f"has an effect not known here: {kind}")
        self._take_remainder(fields)
        cap, cap_base = fields.any("max_amount", None), fields.any("max_amount_base", None)
        effect = self.makers[kind](fields, about)
        if cap is not None:
            skus = self.skus(effect.rule.get("items", "all"))
            effect.rule["caps"] = {"most_off": self.amount(cap, cap_base, skus)}
        done(fields)
        return effect

    def _take_remainder(self, fields: Fields) -> None:
        rule = fields.any("remainder", None)
        if rule is not None:
            self._goods.policies.append(
                Policy(
                    f"gives the leftover units so: {rule}; the product by largest remainder",
                    frozenset({"line_discounts", "unit_discounts"}),
                    within=1,
                )
            )

    def money(self, value: Any) -> int:
        return minor(value, self._goods.money.places)

    def amount(self, value: Any, base: Any, skus: list[str], *, up: bool = False) -> int:
        """Give an amount in the price mode of the shelf."""
        if base not in (None, "net", "gross"):
            raise Skipped(f"states an amount in a way not known here: {base}")
        mode = self._goods.price_mode
        wanted = {"tax_exclusive": "net", "tax_inclusive": "gross"}.get(mode)
        if base is None or base == wanted or mode == "no_tax":
            return self.money(value)
        if wanted is None:
            raise Skipped("states an amount by tax for prices of mixed modes")
        rate = 1 + self._goods.rate_of(skus) / 100
        shelf = decimal(value) / rate if base == "gross" else decimal(value) * rate
        scaled = shelf.scaleb(self._goods.money.places)
        return int(scaled.to_integral_value(ROUND_CEILING if up else ROUND_HALF_UP))

    def scope(self, value: Any, path: str) -> Any:
        """Give the set of goods that a scope means."""
        if value in (None, "all"):
            return {"not": {"categories": [FEE]}} if self._goods.has_fees else "all"
        fields = Fields(path, value)
        items: Facts = {}
        skus, categories = fields.any("items", []), fields.any("categories", [])
        if skus and categories:
            raise Skipped("names goods by number and by category at once")
        if skus or categories:
            items["skus" if skus else "categories"] = list(skus or categories)
        without = {
            "skus": list(fields.any("exclude_items", [])),
            "categories": [FEE, *fields.any("exclude_categories", [])],
        }
        items["not"] = without
        for key in ("unit_price_from", "unit_price_to"):
            price = fields.any(key, None)
            if price is not None:
                items[key.removeprefix("unit_")] = self.money(price)
        fields.any("only_undiscounted")
        if fields.any("exclude_already_discounted", False):
            items["full_price_only"] = True
        done(fields)
        return items

    def skus(self, items: Any) -> list[str]:
        """List the goods of a set, as the basket has them."""
        held = []
        for line in self._goods.lines:
            if line["category"] == [FEE]:
                continue
            chosen = items if isinstance(items, dict) else {}
            is_named = not (chosen.keys() & {"skus", "categories"})
            is_named |= line["sku"] in chosen.get("skus", ())
            is_named |= not set(line["category"]).isdisjoint(chosen.get("categories", ()))
            if is_named and line["sku"] not in chosen.get("not", {}).get("skus", ()):
                held.append(line["sku"])
        return held

    def _units(self, fields: Fields, items: Any) -> Facts:
        """Take how many units an effect touches, and which."""
        most, pick = fields.any("max_units", None), fields.any("unit_pick", None)
        if most is None:
            return {}
        return {"most_units": int(most), "pick": self._pick(pick) if pick else OPEN_PICK}

    def _count(self, items: Any) -> Decimal:
        held = self.skus(items)
        lines = [line for line in self._goods.lines if line["sku"] in held]
        return sum((decimal(line.get("quantity", 1)) for line in lines), Decimal(0))

    def _pick(self, pick: str) -> str:
        if pick == GREATEST_LINE:
            lines = [line for line in self._goods.lines if line["category"] != [FEE]]
            by_worth = sorted(lines, key=lambda at: -at["price"] * decimal(at.get("quantity", 1)))
            by_price = sorted(lines, key=lambda at: -at["price"])
            if by_worth != by_price:
                raise Skipped(f"picks units by a line's worth: {pick}; the product by unit price")
            return "dearest"
        if pick not in _PICKS:
            raise Skipped(f"picks units in a way not known here: {pick}")
        return _PICKS[pick]

    def _line_cut(self, kind: str, fields: Fields, cut: Facts) -> Effect:
        value = fields.any("scope", "all")
        is_first = isinstance(value, dict) and bool(value.get("only_undiscounted"))
        items = self.scope(value, fields.at("scope"))
        rule = {"kind": kind, "items": items} | cut | self._units(fields, items)
        return Effect(Level.LINES, rule, must_not_stack=is_first)

    def _percent_off_items(self, fields: Fields, _: Facts) -> Effect:
        return self._line_cut("percent_off", fields, {"percent": percentage(fields.any("percent"))})

    def _fixed_off_each_unit(self, fields: Fields, _: Facts) -> Effect:
        return self._line_cut("amount_off", fields, {"amount": self.money(fields.any("amount"))})

    def _fixed_off_each_line(self, fields: Fields, _: Facts) -> Effect:
        cut = {"amount": self.money(fields.any("amount")), "per": "line"}
        return self._line_cut("amount_off", fields, cut)

    def _whole(self, kind: str, fields: Fields, cut: Facts) -> Effect:
        items = self.scope(fields.any("scope", "all"), fields.at("scope"))
        return Effect(Level.WHOLE, {"kind": kind, "per": "transaction", "items": items} | cut)

    def _percent_off_order(self, fields: Fields, _: Facts) -> Effect:
        return self._whole("percent_off", fields, {"percent": percentage(fields.any("percent"))})

    def _set_order_price(self, fields: Fields, _: Facts) -> Effect:
        return self._whole("fixed_price", fields, {"price": self.money(fields.any("amount"))})

    def _fixed_off_order(self, fields: Fields, about: Facts) -> Effect:
        value, base = fields.any("amount"), fields.any("amount_base", None)
        effect = self._whole("amount_off", fields, {})
        items = effect.rule["items"]
        units = self._units(fields, items)
        amount = self.amount(value, base, self.skus(items))
        if units and units["most_units"] >= self._count(items):
            units = {}
        if units.get("most_units", 0) > 1:
            raise Skipped("shares an amount over so many units and no more")
        if units:
            rule = {"kind": "amount_off", "items": effect.rule["items"], "amount": amount}
            return Effect(Level.LINES, rule | units)
        if about["times"] == 1:
            effect.rule["amount"] = amount
            return effect
        if not about["every"]:
            raise Skipped("applies several times, and does not say for how much each")
        return Effect(
            Level.WHOLE,
            {
                "kind": "every_full",
                "items": effect.rule["items"],
                "amount": amount,
                "most_times": about["times"],
            }
            | about["every"],
        )

    def _free_shipping(self, _: Fields, __: Facts) -> Effect:
        rule = {"kind": "percent_off", "items": {"categories": [FEE]}, "percent": 100}
        return Effect(Level.FEES, rule)

    def _buy_x_get_y(self, fields: Fields, _: Facts) -> Effect:
        buy = self.scope(fields.any("buy_scope", "all"), fields.at("buy_scope"))
        get = self.scope(fields.any("get_scope", "all"), fields.at("get_scope"))
        buys, gets = int(fields.any("buy_qty")), int(fields.any("get_qty"))
        pick, most = fields.any("reward_pick", None), fields.any("max_rewards", None)
        is_added = fields.any("reward_added_to_cart", False)
        may_overlap = fields.any("buy_and_get_may_overlap", False)
        is_consumed = fields.any("buy_units_consumed", None)
        if is_consumed is None:
            overlap = not set(self.skus(buy)).isdisjoint(self.skus(get))
            is_consumed = overlap and not may_overlap
        reward: Facts = {
            "items": get,
            "count": gets,
            "pick": self._pick(pick) if pick else OPEN_PICK,
        }
        percent, amount = fields.any("percent", None), fields.any("amount_each", None)
        if (percent is None) == (amount is None):
            raise Skipped("rewards in a way not known here")
        reward |= (
            {"amount": self.money(amount)} if percent is None else {"percent": percentage(percent)}
        )
        rule: Facts = {"kind": "buy_get", "buy": {"items": buy, "count": buys}, "get": reward}
        if not is_consumed:
            rule["bought_stay_free"] = reward["up_to"] = True
            if most is not None:
                reward["most"] = int(most)
        elif most is not None:
            rule["caps"] = {"most_times": -(-int(most) // gets)}
        added = None
        if is_added:
            added = {"like": self.skus(get), "bought": self.skus(buy), "every": buys, "get": gets}
        return Effect(Level.GROUPS, rule, is_added, added)

    def _free_gift(self, fields: Fields, _: Facts) -> Effect:
        sku, count = str(fields.any("item")), int(fields.any("qty", 1))
        price = self.money(fields.any("gift_unit_price"))
        if sku in self.skus("all"):
            raise Skipped("gives goods that are also bought in the same basket")
        rule = {"kind": "gift", "items": {"skus": [sku]}, "count": count}
        gift = {"sku": sku, "category": [], "price": price, "quantity": str(count)}
        return Effect(Level.GROUPS, rule, is_reward=True, gift=gift)

    def _tiers(self, fields: Fields, *, cut: str, by_count: bool) -> Effect:
        fields.any("tier_basis")
        base = fields.any(f"base_{cut}", None)
        of = percentage if cut == "percent" else self.money
        tiers = fields.any("tiers")
        steps = [] if base is None else [{"at": 0, cut: of(base)}]
        for at, value in tiers.items():
            steps.append({"at": int(at) if by_count else self.money(at), cut: of(value)})
        items = self.scope(fields.any("scope", "all"), fields.at("scope"))
        rule = {"kind": "ladder", "items": items, "steps": steps}
        return Effect(Level.WHOLE, rule | ({"by": "count"} if by_count else {}))

    def _tiered_percent(self, fields: Fields, _: Facts) -> Effect:
        return self._tiers(fields, cut="percent", by_count=False)

    def _tiered_percent_by_count(self, fields: Fields, _: Facts) -> Effect:
        return self._tiers(fields, cut="percent", by_count=True)

    def _tiered_fixed(self, fields: Fields, _: Facts) -> Effect:
        return self._tiers(fields, cut="amount", by_count=False)

    def _groups(self, fields: Fields, cut: Facts) -> Effect:
        items = self.scope(fields.any("scope", "all"), fields.at("scope"))
        group = {"items": items, "count": int(fields.any("group_size")), "pick": "as_rung"}
        return Effect(Level.GROUPS, {"kind": "combo", "per": "unit", "parts": [group]} | cut)

    def _groups_percent(self, fields: Fields, _: Facts) -> Effect:
        return self._groups(fields, {"percent": percentage(fields.any("percent"))})

    def _groups_fixed(self, fields: Fields, _: Facts) -> Effect:
        return self._groups(fields, {"amount": self.money(fields.any("amount"))})

    def _cheapest_free(self, fields: Fields, about: Facts) -> Effect:
        if about["times"] != 1:
            raise Skipped("gives the cheapest free more than once, and does not say of how many")
        return self._cheapest(fields, 100)

    def _percent_off_cheapest(self, fields: Fields, _: Facts) -> Effect:
        return self._cheapest(fields, percentage(fields.any("percent")))

    def _cheapest(self, fields: Fields, percent: Any) -> Effect:
        effect = self._line_cut("percent_off", fields, {"percent": percent})
        effect.rule |= {"most_units": 1, "pick": "cheapest"}
        return effect

    def _bundle_price(self, fields: Fields, about: Facts) -> Effect:
        rule: Facts = {
            "kind": "n_for_price",
            "items": self.scope(fields.any("scope", "all"), fields.at("scope")),
            "count": int(fields.any("count")),
            "price": self.money(fields.any("price")),
        }
        if about["limit"] is not None:
            rule["caps"] = {"most_times": about["limit"]}
        return Effect(Level.GROUPS, rule)
