"""A cart case -> a bundle and a basket in the product's public formats, priced by the product.

The case's free units are put on the counter as a cashier would scan them: a till gives no goods
that are not in the basket.
"""

import json
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Any

from pos_app.commands.basket_file import FORMAT as BASKET_FORMAT
from pos_app.commands.basket_file import read_basket
from pos_app.domain.pricing.bundle import FORMAT as BUNDLE_FORMAT
from pos_app.domain.pricing.bundle import NO_RULES, RuleBundle
from pos_app.domain.pricing.circumstances import Circumstances
from pos_app.domain.pricing.engine import price
from pos_app.domain.pricing.fields import Fields
from pos_app.domain.pricing.priced import PricedTransaction
from pos_app.domain.pricing.reading import read_bundle
from tests.cases.promotion_basket import NOW, PER_THOUSAND, Goods, read_goods, read_money
from tests.cases.promotion_case import Facts, Policy, Skipped, done, open_case, part
from tests.cases.promotion_effects import OPEN_PICK, Effect, Effects, Level
from tests.cases.promotion_rules import Promotion, read_promotion

_ITEM_FIRST = "item level first"
_ORDER_OF_PHASES = Policy(
    "runs a promotion of the whole before one on lines; the product always after"
)
_TAXED = frozenset(
    {"total", "tax", "by_tax", "net", "discount_gross", "discount_total", "by_tax_discount_gross"}
)


@dataclass
class Semantics:
    """How a case combines promotions."""

    percent_of: str = "remaining"
    compete: bool = False
    lower_first: bool = False
    item_first: bool = False


@dataclass
class Cart:
    """A case in the product's words."""

    goods: Goods
    bundle: Facts
    basket: Facts
    promotions: list[Promotion]
    expect: Facts
    policies: list[Policy] = field(default_factory=list)
    added_lines: frozenset[int] = frozenset()

    def promotion_of(self, rule: str) -> Promotion:
        return next(promotion for promotion in self.promotions if rule in promotion.rules)


@dataclass
class Outcome:
    """What the product made of a case, and what it would cost without any rule."""

    cart: Cart
    bundle: RuleBundle
    around: Circumstances
    priced: PricedTransaction
    plain: PricedTransaction


def read_cart(case: Facts) -> Cart:
    """Translate a case; skips in words what has no translation."""
    fields = open_case(case)
    semantics = _semantics(part(fields, "semantics"))
    money = read_money(fields, _amounts(case))
    goods = read_goods(fields, money)
    effects = Effects(goods)
    promotions = [
        read_promotion(Fields(f"case.promotions[{at}]", entry), goods, effects)
        for at, entry in enumerate(fields.any("promotions", []))
    ]
    # Python's sort is stable: promotions of one rank stay in the order of the case.
    promotions.sort(key=lambda promotion: promotion.rank or (Decimal(0), Decimal(0)))
    if semantics.lower_first:
        promotions.reverse()
    member = part(fields, "member")
    groups = member.any("groups", None)
    done(member)
    expect = fields.any("expect")
    done(fields)
    cart = Cart(goods, _bundle_head(goods, semantics), {}, promotions, expect, goods.policies)
    _check_units(cart)
    cart.policies += _tax_policies(goods)
    _put_rules(cart, semantics)
    cart.basket = _basket(cart, groups)
    return cart


def _check_units(cart: Cart) -> None:
    """A price finer than a cent is sold by the thousand: then no rule can look at single pieces."""
    if all(line.get("unit") != PER_THOUSAND for line in cart.goods.lines):
        return
    effects = [effect for promotion in cart.promotions for effect in promotion.effects]
    by_pieces = any(effect.level in (Level.LINES, Level.GROUPS) for effect in effects)
    counts = any(
        need.keys() & {"count", "count_of_one_line"}
        for promotion in cart.promotions
        for need in promotion.common.get("needs", ())
    )
    asked = {name for name in cart.expect if name.startswith("unit")}
    if by_pieces or counts or asked:
        raise Skipped("has a shelf price finer than the currency's minor unit")


def _tax_policies(goods: Goods) -> list[Policy]:
    """Say where a case may differ by a few cents, because others round tax line by line."""
    taxed = [line["tax"] for line in goods.lines if "tax" in line]
    policies = []
    if goods.money.keeps_parts:
        reason = "keeps amounts in parts of a cent; the product's are whole"
        policies.append(Policy(reason, _TAXED | {"line_discounts"}, within=1))
    if len(taxed) > len(set(taxed)):
        reason = "rounds tax for each line; the product once for each tax on the receipt"
        policies.append(Policy(reason, _TAXED, within=len(taxed)))
    return policies


def _amounts(case: Facts) -> list[object]:
    prices = [item.get("unit_price", 0) for item in case["items"]]
    fees = [fee.get("gross", 0) for fee in case.get("fees", ())]
    total = case["expect"].get("total", 0)
    return [*prices, *fees, total, "0.00"]


def _semantics(fields: Fields) -> Semantics:
    """Read how promotions combine; a policy in words not known here is not guessed."""
    found = Semantics()
    for key in fields.names():
        words = str(fields.any(key)).lower()
        if key == "coupons" and "original price" in words:
            found.percent_of = "shelf_price"
        elif key == "combination" and "compete" in words and "largest" in words:
            found.compete = True
        elif key == "higher_number" and words in ("first", "last"):
            found.lower_first = words == "last"
        elif key == "order" and words.startswith(_ITEM_FIRST):
            found.item_first = True
        elif not _is_ours(key, words):
            raise Skipped(f"combines promotions in a way not known here: {key}: {words}")
    return found


def _is_ours(key: str, words: str) -> bool:
    """Tell whether the product does by itself what these words say."""
    ours = {
        "condition_base": "running discounted total",
        "min_spend_base": "fees do not count",
        "base": "what the earlier ones left",
        "coupons": "what earlier ones left",
        "exclusive": "shuts out the others",
        "amounts": "net prices",
        "bound": "negative lines",
    }
    return key in ours and ours[key] in words


def _bundle_head(goods: Goods, semantics: Semantics) -> Facts:
    return {
        "format": BUNDLE_FORMAT,
        "id": "case",
        "version": 1,
        "policy": {
            "choose": "best" if semantics.compete else "priority",
            "rounding": goods.money.rule_mode,
            "percent_of": semantics.percent_of,
            "round_each_unit": goods.money.each_unit,
        },
        "rules": [],
    }


def _put_rules(cart: Cart, semantics: Semantics) -> None:
    """Write the rules in their order; ``priority`` falls from one to the next."""
    on_lines = [
        (promotion, effect)
        for promotion in cart.promotions
        for effect in promotion.effects
        if effect.level in (Level.LINES, Level.GROUPS)
    ]
    claims = sum(promotion.times for promotion, _ in on_lines)
    whole_came = False
    for rank, promotion in enumerate(cart.promotions):
        for at, effect in enumerate(promotion.effects):
            rule = promotion.common | effect.rule
            if whole_came and effect.level in (Level.LINES, Level.GROUPS):
                _put_after_whole(cart, promotion, effect, rule, semantics)
            is_plain = effect.level is Level.LINES and rule.get("per") != "transaction"
            if is_plain and claims > 1 and not effect.must_not_stack:
                rule["stacks"] = True
            rule["id"] = promotion.id if len(promotion.effects) == 1 else f"{promotion.id}/{at}"
            rule["priority"] = 1000 * (len(cart.promotions) - rank) - at
            if promotion.needs_code or promotion.times > 1:
                rule["coupon"] = rank + 1
            if semantics.compete and effect.level is Level.WHOLE and not promotion.needs_code:
                rule["exclusivity"] = "competing"
            promotion.rules.append(rule["id"])
            cart.bundle["rules"].append(rule)
        whole_came |= any(effect.level is Level.WHOLE for effect in promotion.effects)


def _put_after_whole(
    cart: Cart, promotion: Promotion, effect: Effect, rule: Facts, semantics: Semantics
) -> None:
    """Let a cut on lines that a case puts after one of the whole work on what that left."""
    is_explicit = bool(promotion.rank) and not semantics.item_first
    if not is_explicit:
        return
    is_share = rule["kind"] == "percent_off" and "most_units" not in rule
    if is_share and effect.level is Level.LINES:
        rule["per"] = "transaction"
    else:
        cart.policies.append(_ORDER_OF_PHASES)


def _basket(cart: Cart, groups: Any) -> Facts:
    goods = cart.goods
    lines = _with_rewards(cart)
    basket: Facts = {
        "format": BASKET_FORMAT,
        "currency": "XXX",
        "at": NOW,
        "rounding": {"extend": goods.money.mode, "tax": goods.money.tax_mode},
        "taxes": goods.taxes,
        "lines": lines,
        "used": {rule: each.used for each in cart.promotions for rule in each.rules},
    }
    if groups is not None:
        basket["member"] = {"segments": list(groups)}
    coupons = [
        {"campaign": at + 1, "number": f"{promotion.id}#{time}"}
        for at, promotion in enumerate(cart.promotions)
        if promotion.is_entered and (promotion.needs_code or promotion.times > 1)
        for time in range(promotion.times)
    ]
    return basket | ({"coupons": coupons} if coupons else {})


def _with_rewards(cart: Cart) -> list[Facts]:
    """Put the goods on the counter, then those a promotion adds."""
    lines = list(cart.goods.lines)
    added = []
    for promotion in cart.promotions:
        for effect in promotion.effects:
            if effect.gift and "sku" in effect.gift:
                added.append(effect.gift)
            elif effect.gift:
                added.append(_reward_line(effect.gift, lines))
    lines, added = _shown(lines), _shown(added)
    cart.added_lines = frozenset(range(len(lines) + 1, len(lines) + len(added) + 1))
    return lines + added


def _shown(lines: list[Facts]) -> list[Facts]:
    return [line for line in lines if line.get("quantity") != "0"]


def _reward_line(reward: Facts, lines: list[Facts]) -> Facts:
    bought = sum(
        int(Decimal(line["quantity"])) for line in lines if line["sku"] in reward["bought"]
    )
    units = bought // reward["every"] * reward["get"]
    like = next((line for line in lines if line["sku"] in reward["like"]), None)
    if like is None or len(reward["like"]) > 1:
        raise Skipped("adds a reward to the cart and does not say what it costs")
    return like | {"quantity": str(units)}


def run_cart(cart: Cart, choose: str | None = None, pick: str = "best") -> Outcome:
    """Price a case with the product, through both public formats.

    ``pick`` is what a case leaves open: which of several units are meant.
    """
    head = cart.bundle
    if choose is not None:
        head = head | {"policy": head["policy"] | {"choose": choose}}
    bundle = read_bundle(json.dumps(head).replace(OPEN_PICK, pick).encode())
    assert not bundle.unknown, bundle.unknown
    basket = read_basket(json.dumps(cart.basket).encode())
    around = basket.before(bundle)
    priced = price(basket.transaction, bundle, around, basket.rounding)
    bare = replace(around, coupons=())
    alone = replace(
        basket.transaction,
        lines=tuple(
            line for line in basket.transaction.lines if line.number not in cart.added_lines
        ),
    )
    plain = price(alone, NO_RULES, bare, basket.rounding)
    return Outcome(cart, bundle, around, priced, plain)


def make_cart(items: list[Facts], promotions: list[Facts] | None = None, **more: Any) -> Facts:
    """Make a cart case of what another kind of case says."""
    case = {"id": "", "kind": "cart", "source": "", "price_mode": "no_tax", "items": items}
    return case | {"promotions": promotions or [], "expect": {}} | more


def run_raw(rules: list[Facts], basket: Facts, **head: Any) -> PricedTransaction:
    """Price a basket by rules, both as the public formats have them."""
    policy = {"policy": {"choose": head.pop("choose")}} if "choose" in head else {}
    whole = {"format": BUNDLE_FORMAT, "id": "case", "version": 1, "rules": rules} | policy | head
    bundle = read_bundle(json.dumps(whole).encode())
    assert not bundle.unknown, bundle.unknown
    held = read_basket(json.dumps({"format": BASKET_FORMAT, "at": NOW} | basket).encode())
    return price(held.transaction, bundle, held.before(bundle), held.rounding)
