"""What a transaction costs: lines, discounts and their shares, tax per group. Pure and whole.

The whole basket is priced every time; 500 lines take about two milliseconds. Inside, amounts are
bare integers of the transaction's minor unit and become Money at the end.

Order of things: unit price × quantity (or the price printed in the code), the line's discounts one
after the other, then the transaction's discounts shared over the sale lines by what is left of
them, then tax. Tax is found once per group on the group's sum and shared back over its lines, so
the lines add up to the receipt. A return line brings its own amounts with it.
"""

from dataclasses import dataclass

from pos_app.domain.catalog import TaxGroup
from pos_app.domain.identifiers import OperatorId
from pos_app.domain.money import Money, Rounding, allocate, extend, percent, tax
from pos_app.domain.transaction import Discount, Line, RetailTransaction, ReturnLine, SaleLine


@dataclass(frozen=True, slots=True)
class PriceModifier:
    """What one discount took off one line (positive lowers), and on whose word.

    ``is_share`` marks a line's share of a discount on the whole transaction.
    """

    amount: Money
    reason_code: str
    given_by: OperatorId
    rate_ppm: int | None = None
    approved_by: OperatorId | None = None
    is_share: bool = False


@dataclass(frozen=True, slots=True)
class PricedLine:
    """A line with its amounts, signed: negative when goods come back; zero when voided.

    ``net`` = ``extended`` − modifiers; ``amount`` is what the customer pays for the line: ``net``,
    plus ``tax`` in a group whose prices do not contain it.
    """

    line: Line
    extended: Money
    modifiers: tuple[PriceModifier, ...]
    net: Money
    tax: Money
    amount: Money


@dataclass(frozen=True, slots=True)
class TaxTotal:
    """One tax group's part of a transaction, signed; ``base`` is the sum of the lines' ``net``."""

    group: TaxGroup
    base: Money
    tax: Money


@dataclass(frozen=True, slots=True)
class PricedTransaction:
    """A transaction with every amount worked out: the snapshot that screens and paper show.

    ``subtotal`` − ``discount`` + ``tax_added`` = ``total``. ``rounding_back`` is cash rounding of
    earlier sales that comes back with returned goods; the customer owes ``payable`` = total +
    rounding_back.
    """

    transaction: RetailTransaction
    lines: tuple[PricedLine, ...]
    taxes: tuple[TaxTotal, ...]
    subtotal: Money
    discount: Money
    tax_added: Money
    total: Money
    rounding_back: Money

    @property
    def payable(self) -> Money:
        """What has to be settled by tenders, before cash rounding; negative is owed to them."""
        return self.total + self.rounding_back

    @property
    def tendered(self) -> Money:
        """The sum of the tenders taken so far."""
        minor = sum(tender.amount.minor for tender in self.transaction.tenders)
        return Money(minor, self.transaction.currency)

    @property
    def due(self) -> Money:
        """What is still open before cash rounding; negative is owed to the customer."""
        return self.payable - self.tendered

    @property
    def item_count(self) -> int:
        """Pieces for the counter's check: a weighed line counts as one."""
        return sum(
            line.line.quantity.thousandths // 1000 if not line.line.item.unit.is_measured else 1
            for line in self.lines
            if not line.line.is_voided
        )


@dataclass(frozen=True, slots=True)
class VoidedTransaction:
    """What was in a transaction when it was dropped before it was paid, and when that was."""

    priced: PricedTransaction
    at_ms: int


class _Working:
    """A line while it is being priced; amounts are bare minor units."""

    __slots__ = ("extended", "line", "modifiers", "net", "tax")

    def __init__(self, line: Line, extended: int) -> None:
        self.line = line
        self.extended = extended
        self.net = extended
        self.tax = 0
        self.modifiers: list[PriceModifier] = []

    def take(self, minor: int, discount: Discount, currency: str, *, is_share: bool) -> None:
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


def price(
    transaction: RetailTransaction,
    *,
    extend_rounding: Rounding = Rounding.HALF_UP,
    tax_rounding: Rounding = Rounding.HALF_UP,
) -> PricedTransaction:
    """Work out every amount of a transaction.

    Rounding: once per line when a weighed quantity is extended, once per percentage, once per tax
    group; shares never lose a unit.
    """
    currency = transaction.currency
    working = [_start(line, extend_rounding) for line in transaction.lines]
    _take_line_discounts(working, currency)
    for discount in transaction.discounts:
        _share_discount(discount, working, currency)
    taxes = _find_taxes(working, currency, tax_rounding)
    lines = tuple(_finish(entry, currency) for entry in working)
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
    )
    check_sums(result)
    return result


def check_sums(priced: PricedTransaction) -> None:
    """Assert that the parts make the whole: after pricing, before the write, after reading back."""
    currency = priced.transaction.currency
    total = sum(line.amount.minor for line in priced.lines)
    assert priced.total == Money(total, currency)
    assert priced.subtotal - priced.discount + priced.tax_added == priced.total
    for line in priced.lines:
        taken = sum(modifier.amount.minor for modifier in line.modifiers)
        assert line.extended.minor - taken == line.net.minor
    tax_sum = sum(line.tax.minor for line in priced.lines)
    assert tax_sum == sum(entry.tax.minor for entry in priced.taxes)


def _start(line: Line, rounding: Rounding) -> _Working:
    if line.is_voided:
        return _Working(line, 0)
    if isinstance(line, ReturnLine):
        entry = _Working(line, -line.net.minor)
        entry.tax = -line.tax.minor
        return entry
    if line.fixed_price is not None:
        return _Working(line, line.fixed_price.minor)
    return _Working(line, extend(line.unit_price, line.quantity.thousandths, rounding).minor)


def _take_line_discounts(working: list[_Working], currency: str) -> None:
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


def _share_discount(discount: Discount, working: list[_Working], currency: str) -> None:
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


def _find_taxes(working: list[_Working], currency: str, rounding: Rounding) -> tuple[TaxTotal, ...]:
    groups: dict[TaxGroup, list[_Working]] = {}
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


def _finish(entry: _Working, currency: str) -> PricedLine:
    added = 0 if entry.line.item.tax_group.is_inclusive else entry.tax
    return PricedLine(
        entry.line,
        Money(entry.extended, currency),
        tuple(entry.modifiers),
        Money(entry.net, currency),
        Money(entry.tax, currency),
        Money(entry.net + added, currency),
    )
