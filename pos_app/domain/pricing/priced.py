"""A transaction with every amount worked out, as screens, paper and records take it."""

from dataclasses import dataclass

from pos_app.domain.catalog import TaxGroup
from pos_app.domain.identifiers import OperatorId
from pos_app.domain.money import Money
from pos_app.domain.pricing.trace import NO_TRACE, PriceTrace
from pos_app.domain.transaction import Line, RetailTransaction


@dataclass(frozen=True, slots=True)
class PriceModifier:
    """What one discount took off one line (positive lowers), and on whose word.

    ``is_share`` marks a line's share of a discount on the whole transaction. What a rule took off
    has no reason and nobody's word: ``application`` is its place in the price trace.
    """

    amount: Money
    reason_code: str
    given_by: OperatorId
    rate_ppm: int | None = None
    approved_by: OperatorId | None = None
    is_share: bool = False
    application: int | None = None


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
    trace: PriceTrace = NO_TRACE

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
