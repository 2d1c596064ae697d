"""A line while it is being priced; amounts are bare minor units of the transaction's currency."""

from pos_app.domain.catalog import TaxGroup
from pos_app.domain.identifiers import OperatorId
from pos_app.domain.money import Money, Rounding, allocate, extend, percent, tax
from pos_app.domain.pricing.priced import PricedLine, PriceModifier, TaxTotal
from pos_app.domain.transaction import Discount, Line, ReturnLine, SaleLine


class Working:
    """A line on its way from its shelf price to what the customer pays."""

    __slots__ = ("extended", "line", "modifiers", "net", "tax")

    def __init__(self, line: Line, extended: int) -> None:
        self.line = line
        self.extended = extended
        self.net = extended
        self.tax = 0
        self.modifiers: list[PriceModifier] = []

    def take(self, minor: int, discount: Discount, currency: str, *, is_share: bool) -> None:
        """Take off what an operator gave."""
        self.net -= minor
        self.modifiers.append(
            PriceModifier(
                Money(minor, currency),
                discount.reason_code,
                discount.given_by,
                discount.rate_ppm,
                discount.approved_by,
                is_share,
            )
        )

    def take_by_rule(self, minor: int, application: int, currency: str, *, is_share: bool) -> None:
        """Take off what a rule gave."""
        self.net -= minor
        self.modifiers.append(
            PriceModifier(Money(minor, currency), "", _NOBODY, None, None, is_share, application)
        )


_NOBODY = OperatorId("")
"""A rule acts on nobody's word."""


def start(line: Line, rounding: Rounding) -> Working:
    """Begin with the shelf price; a return line brings its own amounts."""
    if line.is_voided:
        return Working(line, 0)
    if isinstance(line, ReturnLine):
        entry = Working(line, -line.net.minor)
        entry.tax = -line.tax.minor
        return entry
    if line.fixed_price is not None:
        return Working(line, line.fixed_price.minor)
    whole, part = divmod(line.unit_price.minor * line.quantity.thousandths, 1000)
    if not part:
        return Working(line, whole)
    return Working(line, extend(line.unit_price, line.quantity.thousandths, rounding).minor)


def take_line_discounts(working: list[Working], currency: str) -> None:
    """Take off what operators gave on single lines, in the order they gave it."""
    for entry in working:
        if not isinstance(entry.line, SaleLine) or entry.line.is_voided:
            continue
        for discount in entry.line.discounts:
            entry.take(_worth(discount, entry.net, currency), discount, currency, is_share=False)


def _worth(discount: Discount, base: int, currency: str) -> int:
    """Say what a discount takes off a sum: never more than the sum."""
    if discount.rate_ppm is not None:
        return percent(Money(base, currency), discount.rate_ppm, Rounding.HALF_UP).minor
    assert discount.amount is not None
    return min(discount.amount.minor, base)


def share_discount(discount: Discount, working: list[Working], currency: str) -> None:
    """Share what an operator gave on the whole over the sale lines."""
    sold = [
        entry
        for entry in working
        if isinstance(entry.line, SaleLine) and not entry.line.is_voided and entry.net > 0
    ]
    if not sold:
        return
    whole = sum(entry.net for entry in sold)
    shares = allocate(_worth(discount, whole, currency), [entry.net for entry in sold])
    for entry, share in zip(sold, shares, strict=True):
        if share:
            entry.take(share, discount, currency, is_share=True)


def find_taxes(working: list[Working], currency: str, rounding: Rounding) -> tuple[TaxTotal, ...]:
    """Find the tax of each group once, and share it over the group's lines."""
    groups: dict[TaxGroup, list[Working]] = {}
    for entry in working:
        if not entry.line.is_voided:
            groups.setdefault(entry.line.item.tax_group, []).append(entry)
    totals = []
    for group, entries in groups.items():
        sold = [entry for entry in entries if isinstance(entry.line, SaleLine)]
        if sold:
            nets = [entry.net for entry in sold]
            whole = Money(sum(nets), currency)
            minor = tax(
                whole, group.rate_ppm, is_inclusive=group.is_inclusive, rounding=rounding
            ).minor
            for entry, share in zip(sold, allocate(minor, nets), strict=True):
                entry.tax = share
        totals.append(
            TaxTotal(
                group,
                Money(sum(entry.net for entry in entries), currency),
                Money(sum(entry.tax for entry in entries), currency),
            )
        )
    return tuple(sorted(totals, key=lambda total: (-total.group.rate_ppm, total.group.code)))


def finish(entry: Working, currency: str) -> PricedLine:
    """Give the line as it will be shown and recorded."""
    extended = Money(entry.extended, currency)
    net = Money(entry.net, currency) if entry.modifiers else extended
    tax_minor = entry.tax
    amount = net
    if tax_minor and not entry.line.item.tax_group.is_inclusive:
        amount = Money(entry.net + tax_minor, currency)
    modifiers = tuple(entry.modifiers)
    return PricedLine(entry.line, extended, modifiers, net, Money(tax_minor, currency), amount)
