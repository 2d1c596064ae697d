"""Return random promoted baskets in random order and splits, and add up what was given.

``python -m tests.domain.pricing.refunds COUNT [SEED]`` prints what was returned and every sum that
is not right; ends with 0 when all were.
"""

import sys
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from random import Random

from pos_app.domain.money import Rounding
from pos_app.domain.pricing.circumstances import PresentedCoupon
from pos_app.domain.pricing.engine import price
from pos_app.domain.pricing.priced import PricedTransaction
from pos_app.domain.pricing.reading import bundle_of
from pos_app.domain.pricing.rule import OnReturn
from pos_app.domain.quantity import Quantity
from pos_app.domain.returns import ReturnableSale, make_return_line, refund_of, renew
from pos_app.domain.settlement import cash_due
from pos_app.domain.shop import CashRounding
from pos_app.domain.transaction import ReturnLine
from tests.domain.baskets import GROUPS, a_transaction, complete, returnable
from tests.domain.pricing.random_shop import shop

FEW_STEPS = 400


@dataclass(slots=True)
class Result:
    """How many baskets came back, in how many dealings, and what was not right."""

    counts: Counter[str] = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)


def promoted(source: Random) -> PricedTransaction:
    """Buy something under random rules of both policies, in one tax group or in several."""
    case = shop(source, steps=FEW_STEPS)
    for rule in case.data["rules"]:
        rule["on_return"] = source.choice(("keep", "reprice", "reprice"))
    bundle = bundle_of(case.data, "")
    by_campaign = {rule.campaign: rule for rule in bundle.rules}
    coupons = tuple(
        PresentedCoupon(held.number, held.campaign, by_campaign[held.campaign])
        for held in case.around.coupons
    )
    groups = source.choice((GROUPS[:1], GROUPS[3:4], GROUPS))
    group_of = {sku: source.choice(groups) for sku in "ABCDEFGH"}
    lines = (
        replace(line, item=replace(line.item, tax_group=group_of[line.item.sku]))
        for line in case.transaction.lines
    )
    return price(a_transaction(*lines), bundle, replace(case.around, coupons=coupons))


def pieces(sale: ReturnableSale, source: Random) -> list[list[tuple[int, Quantity]]]:
    """Cut every line into pieces, shuffle them and deal them out over some transactions."""
    cut = []
    for line in sale.lines:
        left = line.sold.line.quantity.thousandths
        while left:
            step = 1000 if not line.sold.line.item.unit.is_measured else source.randint(1, left)
            size = min(left, step * source.randint(1, 2))
            cut.append((line.sold.line.number, Quantity(size)))
            left -= size
    source.shuffle(cut)
    dealings: list[list[tuple[int, Quantity]]] = [[]]
    for piece in cut:
        if dealings[-1] and source.random() < 0.6:
            dealings.append([])
        dealings[-1].append(piece)
    return dealings


def take_back(
    sale: ReturnableSale, dealing: Sequence[tuple[int, Quantity]]
) -> tuple[ReturnLine, ...]:
    """Put pieces into one basket, one after the other, as the till does."""
    lines: tuple[ReturnLine, ...] = ()
    for at, (number, quantity) in enumerate(dealing, 1):
        line = make_return_line(sale.less(lines), number, quantity, "FAULTY", at)
        renewed = renew(sale, (*lines, line))
        lines = tuple(entry for entry in renewed if isinstance(entry, ReturnLine))
    return lines


def wrong_with(basket: PricedTransaction, source: Random, counts: Counter[str]) -> str:
    """Return a whole basket; say what does not add up, or nothing."""
    policy = CashRounding(source.choice((1, 5, 10)), source.choice(list(Rounding)))
    sold = complete(basket, cash_due(basket, policy) - basket.due)
    sale = returnable(sold)
    lines: tuple[ReturnLine, ...] = ()
    for dealing in pieces(sale, source):
        back = take_back(sale, dealing)
        sale = sale.less(back)
        found = wrong_step(sale, back, basket)
        if found:
            return found
        counts["dealings"] += 1
        lines += back
    keeps = all(entry.on_return is OnReturn.KEEP for entry in basket.trace.applications)
    has_withheld = any(line.withheld for line in lines)
    counts["with something withheld"] += has_withheld
    if keeps and has_withheld:
        return "withheld although every rule keeps"
    refunded = sum(refund_of(line).minor for line in lines)
    if refunded != sold.paid.minor:
        return f"paid {sold.paid}, given {refunded}"
    return wrong_tax(basket, lines) if keeps or len(basket.taxes) == 1 else ""


def wrong_step(sale: ReturnableSale, lines: tuple[ReturnLine, ...], sold: PricedTransaction) -> str:
    """Say what is wrong with one return; ``sale`` counts it already."""
    for line in lines:
        if min(line.net.minor, line.tax.minor, refund_of(line).minor) < 0:
            return f"a negative step: {line}"
    back = price(a_transaction(*lines))
    if -back.payable.minor != sum(refund_of(line).minor for line in lines):
        return "lines and transaction differ"
    withheld = sum(line.withheld[0].minor for line in sale.lines)
    given = sold.subtotal + sold.tax_added - sold.total
    return "" if 0 <= withheld <= 2 * given.minor else f"withheld {withheld}"


def wrong_tax(sold: PricedTransaction, lines: tuple[ReturnLine, ...]) -> str:
    """Say in which tax group not all tax came back."""
    for entry in sold.taxes:
        back = sum(line.tax.minor for line in lines if line.item.tax_group == entry.group)
        if back != entry.tax.minor:
            return f"tax {entry}, given {back}"
    return ""


def run(count: int, seed: int) -> Result:
    """Buy and return ``count`` baskets that a rule has reduced."""
    result = Result()
    at = 0
    while result.counts["baskets"] < count:
        source = Random(seed * 1_000_003 + at)
        at += 1
        basket = promoted(source)
        if not basket.trace.applications:
            continue
        result.counts["baskets"] += 1
        for entry in basket.trace.applications:
            result.counts[f"rules that {entry.on_return.value}"] += 1
        found = wrong_with(basket, source, result.counts)
        if found:
            result.wrong.append(f"basket {at - 1}: {found}")
    return result


def main(arguments: Sequence[str]) -> int:
    """Run and print."""
    count = int(arguments[0]) if arguments else 10_000
    seed = int(arguments[1]) if len(arguments) > 1 else 20261122
    result = run(count, seed)
    for line in result.wrong[:20]:
        print(line)
    print(f"seed {seed}; " + ", ".join(f"{n} {what}" for what, n in result.counts.items()))
    print(f"{result.counts['baskets']} returned, {len(result.wrong)} wrong")
    return 1 if result.wrong else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
