"""What a transaction costs: lines, promotions, discounts and their shares, tax. Pure and whole.

The whole basket is priced every time. Inside, amounts are bare integers of the transaction's minor
unit and become Money at the end.

Order of things: unit price × quantity (or the price printed in the code); the rules of the bundle
(units, then stacked on lines, then on sums, see choosing.py); what an operator gives, first on
lines, then on the whole; points for money off; then tax. Tax is found once per group on the
group's sum and shared back over its lines, so the lines add up to the receipt. A return line brings
its own amounts with it.
"""

from dataclasses import dataclass

from pos_app.domain.money import Money, Rounding
from pos_app.domain.pricing.bundle import NO_RULES, RuleBundle
from pos_app.domain.pricing.circumstances import NOBODY, Circumstances
from pos_app.domain.pricing.priced import PricedTransaction, check_sums
from pos_app.domain.pricing.promotions import promote
from pos_app.domain.pricing.spending import spend_points
from pos_app.domain.pricing.working import (
    find_taxes,
    finish,
    share_discount,
    start,
    take_line_discounts,
)
from pos_app.domain.transaction import RetailTransaction, ReturnLine


@dataclass(frozen=True, slots=True)
class StoreRounding:
    """How this store rounds what is weighed, and tax."""

    extend: Rounding = Rounding.HALF_UP
    tax: Rounding = Rounding.HALF_UP


def price(
    transaction: RetailTransaction,
    bundle: RuleBundle = NO_RULES,
    around: Circumstances = NOBODY,
    rounding: StoreRounding = StoreRounding(),
) -> PricedTransaction:
    """Work out every amount of a transaction.

    Rounding: once per line when a weighed quantity is extended, once per percentage, once per tax
    group; shares never lose a unit.
    """
    currency = transaction.currency
    working = [start(line, rounding.extend) for line in transaction.lines]
    trace = promote(working, bundle, around, currency)
    take_line_discounts(working, currency)
    for discount in transaction.discounts:
        share_discount(discount, working, currency)
    if around.points_to_spend:
        trace = spend_points(working, bundle, around, currency, trace)
    taxes = find_taxes(working, currency, rounding.tax)
    lines = tuple(finish(entry, currency) for entry in working)
    subtotal = sum(entry.extended for entry in working)
    net = sum(entry.net for entry in working)
    total = sum(line.amount.minor for line in lines)
    back = sum(
        -line.rounding.minor for line in transaction.live_lines if isinstance(line, ReturnLine)
    )
    result = PricedTransaction(
        transaction=transaction,
        lines=lines,
        taxes=taxes,
        subtotal=Money(subtotal, currency),
        discount=Money(subtotal - net, currency),
        tax_added=Money(total - net, currency),
        total=Money(total, currency),
        rounding_back=Money(back, currency),
        trace=trace,
    )
    check_sums(result)
    return result
