"""The price of an open transaction for which money has been taken, as JSON and back.

From the first tender on a price stands: neither the hour, nor other rules, nor a restart changes
what the customer has begun to pay.
"""

from collections.abc import Sequence
from typing import Any

from pos_app.domain.catalog import TaxGroup
from pos_app.domain.identifiers import OperatorId
from pos_app.domain.money import Money
from pos_app.domain.pricing.priced import (
    PricedLine,
    PricedTransaction,
    PriceModifier,
    TaxTotal,
    check_sums,
)
from pos_app.domain.transaction import Line, RetailTransaction
from pos_app.store.promotion_body import trace_body, trace_of

Body = dict[str, Any]


def price_body(priced: PricedTransaction) -> Body:
    """Give every amount of a priced transaction and the trace, without what it is the price of."""
    sums = (
        priced.subtotal,
        priced.discount,
        priced.tax_added,
        priced.total,
        priced.rounding_back,
    )
    return {
        "lines": [_line_body(line) for line in priced.lines],
        "taxes": [
            [*_group_body(entry.group), entry.base.minor, entry.tax.minor] for entry in priced.taxes
        ],
        "sums": [amount.minor for amount in sums],
        "trace": trace_body(priced.trace),
    }


def price_of(body: Body, transaction: RetailTransaction) -> PricedTransaction:
    """Give a transaction the price that was kept for it."""
    currency = transaction.currency
    lines = zip(transaction.lines, body["lines"], strict=True)
    subtotal, discount, tax_added, total, back = (Money(sum_, currency) for sum_ in body["sums"])
    priced = PricedTransaction(
        transaction=transaction,
        lines=tuple(_line_of(line, entry, currency) for line, entry in lines),
        taxes=tuple(
            TaxTotal(TaxGroup(code, rate, is_in), Money(base, currency), Money(tax, currency))
            for code, rate, is_in, base, tax in body["taxes"]
        ),
        subtotal=subtotal,
        discount=discount,
        tax_added=tax_added,
        total=total,
        rounding_back=back,
        trace=trace_of(body["trace"]),
    )
    check_sums(priced)
    return priced


def _group_body(group: TaxGroup) -> Sequence[Any]:
    return [group.code, group.rate_ppm, group.is_inclusive]


def _line_body(line: PricedLine) -> Sequence[Any]:
    amounts = [line.extended.minor, line.net.minor, line.tax.minor, line.amount.minor]
    return [*amounts, [_modifier_body(modifier) for modifier in line.modifiers]]


def _line_of(line: Line, entry: Sequence[Any], currency: str) -> PricedLine:
    *amounts, modifiers = entry
    extended, net, tax, amount = (Money(minor, currency) for minor in amounts)
    return PricedLine(
        line, extended, tuple(_modifier_of(one, currency) for one in modifiers), net, tax, amount
    )


def _modifier_body(modifier: PriceModifier) -> Sequence[Any]:
    return [
        modifier.amount.minor,
        modifier.reason_code,
        modifier.given_by,
        modifier.rate_ppm,
        modifier.approved_by,
        modifier.is_share,
        modifier.application,
    ]


def _modifier_of(entry: Sequence[Any], currency: str) -> PriceModifier:
    minor, reason, given_by, rate_ppm, approved_by, is_share, application = entry
    return PriceModifier(
        Money(minor, currency),
        reason,
        OperatorId(given_by),
        rate_ppm,
        OperatorId(approved_by) if approved_by is not None else None,
        is_share=is_share,
        application=application,
    )
