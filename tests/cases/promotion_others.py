"""Cases that are no carts: shares, rewards, codes, refunds, points, stored value, tiers."""

from collections.abc import Callable, Mapping
from decimal import Decimal

from pos_app.domain.member import Tier, TierLadder
from pos_app.domain.money import Money, Rounding, allocate
from pos_app.domain.pricing.earning import with_points
from pos_app.domain.pricing.engine import price
from pos_app.domain.pricing.fields import Fields
from pos_app.domain.pricing.priced import PricedTransaction
from pos_app.domain.settlement import cash_due
from pos_app.domain.shop import CashRounding
from pos_app.domain.tender import TenderLine, TenderType
from pos_app.errors import Refusal
from tests.cases.promotion_basket import NOW
from tests.cases.promotion_cart import make_cart, read_cart, run_cart, run_raw
from tests.cases.promotion_case import (
    CENTS,
    Facts,
    Skipped,
    decimal,
    done,
    minor,
    money_of,
    open_case,
    part,
    told_of,
    words_of,
)
from tests.cases.promotion_effects import Effects
from tests.cases.promotion_refunds import judge_refund
from tests.cases.promotion_rules import window_of


def _allocation(case: Facts) -> list[str]:
    fields = open_case(case)
    rule = fields.any("remainder_rule", "")
    agrees = fields.any("largest_remainder_agrees", True)
    amount, weights = fields.any("amount_minor"), fields.any("weights")
    wanted = part(fields, "expect")
    parts = wanted.any("parts_minor")
    done(wanted)
    done(fields)
    if min(weights, default=-1) < 0:
        raise Skipped("shares over negative weights")
    got = allocate(amount, weights)
    if got != parts and not agrees:
        raise Skipped(f"gives the leftover units so: {rule}; the product by largest remainder")
    return told_of(parts, got, "parts_minor")


def _reward_quantity(case: Facts) -> list[str]:
    """Buy so many of one thing, and have more of the other on the counter than can come free."""
    fields = open_case(case)
    bought, buy, get = (int(fields.any(key)) for key in ("bought", "buy_qty", "get_qty"))
    most = fields.any("max_rewards", None)
    words_of(fields, "pools", "separate", "added on top")
    wanted = part(fields, "expect")
    reward = wanted.any("reward_qty")
    done(wanted)
    done(fields)
    effect = {
        "type": "buy_x_get_y",
        "buy_qty": buy,
        "buy_scope": {"items": ["bought"]},
        "get_qty": get,
        "get_scope": {"items": ["reward"]},
        "percent": 100,
    } | ({} if most is None else {"max_rewards": most})
    plenty = [
        {"id": "bought", "unit_price": "2.00", "qty": bought},
        {"id": "reward", "unit_price": "1.00", "qty": (bought + 1) * get},
    ]
    items = [item for item in plenty if item["qty"]]
    cart = make_cart(items, [{"id": "p", "trigger": "auto", "effect": effect}])
    off = run_cart(read_cart(cart)).priced.discount.minor
    return told_of(reward, off // 100, "reward_qty")


def _coupon_validity(case: Facts) -> list[str]:
    """Present a code on a basket of one thing and see whether its rule is used, or why not."""
    fields = open_case(case)
    given = fields.any("promotion", None)
    promotion = Fields("case.promotion", given or {})
    code = promotion.any("code", "CODE")
    limits = part(promotion, "limits")
    caps = {
        ours: limits.any(theirs)
        for theirs, ours in (("total", "uses_in_total"), ("per_member", "uses_per_member"))
        if limits.has(theirs)
    }
    when = window_of(promotion.any("starts", None), promotion.any("ends", None))
    entered = fields.any("entered_code", code)
    codes = entered if isinstance(entered, list) else [entered]
    used = _used_before(fields)
    words_of(fields, "code_match", "case sensitive")
    wanted = part(fields, "expect")
    accepted, reason = wanted.any("accepted"), wanted.any("reason", None)
    on_cart = wanted.any("codes_on_cart", None)
    for left in (limits, promotion, wanted, fields):
        done(left)
    rule = {"id": "r", "kind": "percent_off", "percent": 10, "coupon": 1, "caps": caps}
    got = _present(rule | {"when": when}, [code] if given is not None else [], codes, used)
    told = told_of(accepted, not got.why, "accepted")
    if reason is not None:
        told += told_of(reason, got.why, "reason")
    return told + ([] if on_cart is None else told_of(on_cart, got.used, "codes_on_cart"))


def _used_before(fields: Fields) -> Facts:
    member, usage = part(fields, "member"), part(fields, "usage")
    kind = member.any("kind", "signed_in")
    if kind not in ("signed_in", "guest"):
        raise Skipped(f"is for somebody not known here: {kind}")
    cancelled = int(member.any("previous_orders_cancelled", 0))
    mine = int(member.any("previous_uses", 0)) - cancelled
    all_uses = int(usage.any("previous_uses", 0))
    done(member)
    done(usage)
    return {"times": all_uses, "times_by_member": mine}


class _Presented:
    def __init__(self, why: str, used: int) -> None:
        self.why = why
        self.used = used


_WHY = {"USED_UP": "limit_reached", "BASKET_COUPON_UNKNOWN": "unknown"}


def _present(rule: Facts, known: list[str], codes: list[str], used: Facts) -> _Presented:
    coupons = [{"number": code, "campaign": 1 if code in known else 2} for code in codes]
    line = {"sku": "a", "price": 10_000}
    try:
        priced = run_raw([rule], {"lines": [line], "coupons": coupons, "used": {"r": used}})
    except Refusal as refusal:
        return _Presented(_WHY.get(refusal.code, refusal.code), 0)
    unused = priced.trace.unused_coupons
    why = unused[0].why if unused else ""
    if why == "NOT_ALIVE":
        why = "expired" if rule["when"].get("until", NOW) < NOW else "not_started"
    return _Presented(_WHY.get(why, why), len(priced.trace.coupons_used))


def _loyalty(case: Facts) -> list[str]:
    return _redeem(case) if "redeem_rule" in case else _earn(case)


def _redeem(case: Facts) -> list[str]:
    """Spend what may be spent of a balance on a purchase."""
    fields = open_case(case)
    rule, wanted = part(fields, "redeem_rule"), part(fields, "expect")
    block, each = int(rule.any("block", 1)), decimal(rule.any("value_per_point"))
    balance, now = int(fields.any("points_balance")), int(fields.any("points_earned_now", 0))
    total = minor(fields.any("order_total"), CENTS)
    points, discount = wanted.any("points_used"), wanted.any("discount", None)
    for left in (rule, wanted, fields):
        done(left)
    program = {"spend": {"points": block, "off": minor(each * block, CENTS)}}

    def told_when(held: int) -> list[str]:
        basket = {"lines": [{"sku": "a", "price": total}], "points_to_spend": held}
        priced = run_raw([], basket | {"member": {"points": held}}, points=program)
        used = sum(use.times for use in priced.trace.applications)
        told = told_of(points, used, "points_used")
        off = money_of(priced.discount.minor)
        return told if discount is None else told + told_of(decimal(discount), off, "discount")

    told = told_when(balance)
    if told and now and not told_when(balance + now):
        raise Skipped("spends points in the very purchase that earns them")
    return told


def _earn(case: Facts) -> list[str]:
    """Earn by what is paid for the goods that earn."""
    fields = open_case(case)
    rule, wanted = part(fields, "earn_rule"), part(fields, "expect")
    per_unit, scope = decimal(rule.any("points_per_currency_unit")), rule.any("scope", "all")
    semantics = words_of(fields, "note", "not charged to the category")
    cart = read_cart(make_cart(fields.any("items"), fields.any("promotions", [])))
    points, total = wanted.any("points_earned"), wanted.any("total", None)
    for left in (rule, wanted, fields):
        done(left)
    if per_unit != per_unit.to_integral_value():
        raise Skipped("earns a part of a point for a unit of money")
    items = Effects(cart.goods).scope(scope, "case.earn_rule.scope")
    earns = {"earn": {"points": int(per_unit), "per": 100, "items": items}}
    cart.bundle["points"] = earns
    cart.basket["member"] = {}
    outcome = run_cart(cart)
    earned = with_points(outcome.priced, outcome.bundle, outcome.around)
    got = sum(entry.points for entry in earned.trace.points)
    told = []
    if total is not None:
        told += told_of(decimal(total), money_of(outcome.priced.total.minor), "total")
    if not told and got != points and semantics:
        raise Skipped("charges a discount of the whole to no line; the product shares it")
    return told + told_of(points, got, "points_earned")


def _stored_value(case: Facts) -> list[str]:
    """Price first, then let cards and wallet pay: a tender never lowers price or tax."""
    fields = open_case(case)
    part(fields, "expect")
    cards = [Fields("card", entry) for entry in fields.any("gift_cards", [])]
    wallet = part(fields, "wallet")
    balances = {str(card.any("id")): decimal(card.any("balance")) for card in cards}
    if wallet.has("balance"):
        balances["wallet"] = decimal(wallet.any("balance"))
    key = "wallet" if "wallet" in case else "order"
    words_of(fields, key, "before payments", "never lowers the tax")
    due = fields.any("due_before_promotions", None) or fields.any("due", None)
    amounts = ["40.00", "250.00"] if due == "any" else [due]
    told = []
    more = {key: fields.any(key) for key in ("price_mode", "tax_rates", "items") if fields.has(key)}
    promotions = fields.any("promotions", [])
    fields.any("due")
    for left in (*cards, wallet, fields):
        done(left)
    for amount in amounts:
        items = [{"id": "a", "unit_price": amount, "qty": 1}]
        priced = run_cart(read_cart(make_cart(items, promotions) | more)).priced
        told += _pay(priced, balances, dict(case["expect"]))
    return told


_CONSERVED = "amount taken off the order equals the drop of the card balance"


def _pay(priced: PricedTransaction, balances: dict[str, Decimal], wanted: Facts) -> list[str]:
    told, left = [], dict(balances)
    before = priced.due.minor
    if "total_before" in wanted:
        total = money_of(priced.total.minor)
        told += told_of(decimal(wanted.pop("total_before")), total, "total_before")
    tenders: tuple[TenderLine, ...] = ()
    for number, name in enumerate(balances, 1):
        open_minor = before - sum(tender.amount.minor for tender in tenders)
        taken = min(minor(left[name], CENTS), open_minor)
        left[name] -= money_of(taken)
        amount = Money(taken, priced.transaction.currency)
        tenders += (TenderLine(number, TenderType.STORED_VALUE, amount, reference=name),)
    paid = price(priced.transaction.with_tenders(tenders))
    due = before - paid.tendered.minor
    tax = money_of(sum(line.tax.minor for line in priced.lines))
    got: Facts = {"remaining_due": money_of(due), "tax": tax}
    for name, value in wanted.items():
        if name == "property" and value == _CONSERVED:
            drop = sum(balances.values()) - sum(left.values())
            told += told_of(money_of(before - due), drop, name)
        elif name == "balances_after":
            told += told_of({key: decimal(each) for key, each in value.items()}, left, name)
        elif name in got:
            told += told_of(decimal(value), got[name], name)
        else:
            raise Skipped(f"expects something not known here: {name}")
    return told


def _cash_rounding(case: Facts) -> list[str]:
    fields = open_case(case)
    rounding, wanted = part(fields, "rounding"), part(fields, "expect")
    total, paid_by = fields.any("total"), fields.any("paid_by", "cash")
    fields.any("net_price")
    fields.any("tax")
    mode, step = rounding.any("mode", "half_up"), rounding.any("step")
    only_for = rounding.any("only_for", "cash")
    paid = decimal(wanted.any("amount_paid"))
    difference = wanted.any("rounding_difference", None)
    for left in (rounding, wanted, fields):
        done(left)
    if mode not in list(Rounding) or only_for != "cash":
        raise Skipped(f"rounds what is paid in a way not known here: {mode} for {only_for}")
    cart = read_cart(make_cart([{"id": "a", "unit_price": total, "qty": 1}]))
    priced = run_cart(cart).priced
    policy = CashRounding(minor(step, CENTS), Rounding(mode))
    got = money_of(cash_due(priced, policy).minor if paid_by == "cash" else priced.due.minor)
    told = told_of(paid, got, "amount_paid")
    if difference is not None:
        told += told_of(decimal(difference), got - decimal(total), "rounding_difference")
    return told


def _member_tier(case: Facts) -> list[str]:
    fields = open_case(case)
    steps = [(str(tier["name"]), minor(tier["min_spent"], CENTS)) for tier in fields.any("tiers")]
    ladder = TierLadder(
        tuple(
            Tier(name, name, name, spend) for name, spend in sorted(steps, key=lambda step: step[1])
        )
    )
    before, now = fields.any("spent_before", 0), fields.any("this_purchase", 0)
    words_of(fields, "note", "counts towards the tier")
    wanted = part(fields, "expect")
    name = wanted.any("tier")
    done(wanted)
    done(fields)
    reached = ladder.reached(minor(decimal(before) + decimal(now), CENTS))
    return told_of(name, reached.code if reached else None, "tier")


def _per_unit_schedule(case: Facts) -> list[str]:
    """So much off the first unit, so much off each further one: two rules, the first goes first."""
    fields = open_case(case)
    first, further = (minor(fields.any(key), CENTS) for key in ("first_unit", "each_additional"))
    most, qty = fields.any("max_units", None), int(fields.any("qty"))
    wanted = part(fields, "expect")
    discount = decimal(wanted.any("discount_total"))
    done(wanted)
    done(fields)
    cut: Facts = {"kind": "amount_off", "items": {"skus": ["a"]}}
    rules = [cut | {"id": "first", "priority": 2, "amount": first, "most_units": 1}]
    rest = cut | {"id": "further", "priority": 1, "amount": further}
    if most is None or int(most) > 1:
        rules.append(rest | ({} if most is None else {"most_units": int(most) - 1}))
    line = {"sku": "a", "price": 100 * (first + further), "quantity": qty}
    priced = run_raw(rules, {"lines": [line] if qty else []}, choose="priority")
    return told_of(discount, money_of(priced.discount.minor), "discount_total")


def _priority_order(case: Facts) -> list[str]:
    """Put the rules into a bundle as they come; the product sorts them by priority, then by id."""
    fields = open_case(case)
    numbers = words_of(fields, "higher_number", "first", "last")
    sign = -1 if numbers == "last" else 1
    rules, ties = [], set()
    for at, entry in enumerate(fields.any("promotions")):
        promotion = Fields(f"case.promotions[{at}]", entry)
        rank = sign * int(promotion.any("priority", 0))
        ties.add(rank)
        rules.append(
            {
                "id": str(promotion.any("id")),
                "kind": "percent_off",
                "percent": 1,
                "stacks": True,
                "priority": rank,
            }
        )
        done(promotion)
    wanted = part(fields, "expect")
    order = [str(name) for name in wanted.any("order")]
    done(wanted)
    done(fields)
    priced = run_raw(rules, {"lines": [{"sku": "a", "price": 100_000}]}, choose="priority")
    got = [use.rule for use in priced.trace.applications]
    if got != order and len(ties) < len(rules):
        raise Skipped("orders promotions of one priority in its own way; the product by their id")
    return told_of(order, got, "order")


JUDGES: Mapping[str, Callable[[Facts], list[str]]] = {
    "allocation": _allocation,
    "reward_quantity": _reward_quantity,
    "coupon_validity": _coupon_validity,
    "refund": judge_refund,
    "loyalty": _loyalty,
    "stored_value": _stored_value,
    "cash_rounding": _cash_rounding,
    "member_tier": _member_tier,
    "per_unit_schedule": _per_unit_schedule,
    "priority_order": _priority_order,
}
"""How each kind of case is judged that is no cart."""
