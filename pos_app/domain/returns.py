"""What may still come back of a finished sale, and what the customer gets for it.

The share of a line is found cumulatively: what all returned so far is worth, less what earlier
returns were given. So the parts of a line add up to the line, in any order and in any split, and
all lines together to what was paid.

Rules that say so are looked at again when goods come back (pricing/kept_goods.py): what the goods
that stay would not have earned is *withheld* from the refund, as far as there is any, and the rest
from the next one. Once everything has come back nothing is broken any more, and what was withheld
is given with the last goods. How much is withheld follows from the amounts of the earlier return
lines alone. It lowers the net and the tax of the line that comes back, the tax by the rate of that
line's group; so where a rule reduced goods of several tax groups, tax withheld in one group may be
given back in another, while the amounts stay exact.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from pos_app.domain.identifiers import OperatorId
from pos_app.domain.money import Money, Rounding, allocate
from pos_app.domain.money import tax as tax_of
from pos_app.domain.pricing.kept_goods import KeptGoods
from pos_app.domain.pricing.priced import PricedLine, PricedTransaction, TaxTotal
from pos_app.domain.pricing.rule import OnReturn
from pos_app.domain.pricing.trace import PriceTrace
from pos_app.domain.quantity import Quantity, check_sellable
from pos_app.domain.settlement import CompletedTransaction
from pos_app.domain.tender import TenderLine
from pos_app.domain.transaction import Line, OriginalLine, ReturnLine, SaleLine, Withheld
from pos_app.errors import Refusal


@dataclass(frozen=True, slots=True)
class ReturnableLine:
    """A sold line, its share of the sale's cash rounding, and how much has come back already.

    ``returned`` counts finished returns and, in the basket at hand, lines not finished yet;
    ``given_net`` and ``given_tax`` are what stands on those return lines.
    """

    sold: PricedLine
    rounding: Money
    returned: Quantity
    given_net: Money
    given_tax: Money

    @property
    def remaining(self) -> Quantity:
        """What may still come back."""
        return self.sold.line.quantity - self.returned

    def share(self, quantity: Quantity) -> tuple[Money, Money, Money]:
        """Give net, tax and rounding of the next ``quantity`` to come back, all as sold.

        What was paid is shared, and the rounding is what is left of it: a piece may lie on the
        other side of a cent than its part of the rounding, and still nobody pays for a return.
        """
        net, tax, paid = self._shares(self.returned, self.returned + quantity)
        return net, tax, paid - self.charged(net, tax)

    def charged(self, net: Money, tax: Money) -> Money:
        """Give what a net and its tax come to in this line's tax group."""
        return net if self.sold.line.item.tax_group.is_inclusive else net + tax

    @property
    def withheld(self) -> tuple[Money, Money]:
        """Say what returns of this line gave less than its share: in all, and of the tax."""
        net, tax, _ = self._shares(Quantity(0), self.returned)
        given = self.charged(self.given_net, self.given_tax)
        return self.charged(net, tax) - given, tax - self.given_tax

    def less(self, returned: ReturnLine) -> "ReturnableLine":
        """Count a return line as come back."""
        return replace(
            self,
            returned=self.returned + returned.quantity,
            given_net=self.given_net + returned.net,
            given_tax=self.given_tax + returned.tax,
        )

    def _shares(self, before: Quantity, after: Quantity) -> tuple[Money, Money, Money]:
        sold = self.sold
        whole = sold.line.quantity.thousandths
        net, tax, paid = (
            _part(amount, after.thousandths, whole) - _part(amount, before.thousandths, whole)
            for amount in (sold.net, sold.tax, sold.amount + self.rounding)
        )
        return net, tax, paid


def _part(amount: Money, thousandths: int, whole: int) -> Money:
    return Money(
        allocate(amount.minor, [thousandths, whole - thousandths])[0],
        amount.currency,
    )


@dataclass(frozen=True, slots=True)
class ReturnableSale:
    """A finished sale with what may still come back of it."""

    completed: CompletedTransaction
    lines: tuple[ReturnableLine, ...]
    is_post_voided: bool = False

    @property
    def refund_left(self) -> Money:
        """What the customer gets when all that is left comes back."""
        zero = Money(0, self.completed.priced.transaction.currency)
        shares = [line.share(line.remaining) for line in self.lines]
        parts = zip(self.lines, shares, strict=True)
        paid = sum((line.charged(net, tax) + rest for line, (net, tax, rest) in parts), zero)
        return paid + sum((line.withheld[0] for line in self.lines), zero)

    def find_line(self, number: int) -> ReturnableLine:
        """Give the sold line with this number.

        Refuses: SALE_POST_VOIDED, LINE_NOT_RETURNABLE.
        """
        if self.is_post_voided:
            raise Refusal("SALE_POST_VOIDED")
        for line in self.lines:
            if line.sold.line.number == number:
                return line
        raise Refusal("LINE_NOT_RETURNABLE", line=number)

    def less(self, lines: Iterable[Line]) -> "ReturnableSale":
        """Count return lines that are not finished yet as come back."""
        sale = self
        for line in lines:
            if self.is_of(line):
                assert isinstance(line, ReturnLine)
                assert line.original is not None
                number = line.original.line_number
                after = (e.less(line) if e.sold.line.number == number else e for e in sale.lines)
                sale = replace(sale, lines=tuple(after))
        return sale

    def is_of(self, line: Line) -> bool:
        """Tell whether a line takes goods of this sale back."""
        return (
            isinstance(line, ReturnLine)
            and not line.is_voided
            and line.original is not None
            and line.original.receipt == self.completed.receipt
        )

    def lost(self) -> tuple[int, ...]:
        """Say for each application of the trace what the goods that stay have of it unearned."""
        applications = self.completed.priced.trace.applications
        if not any(entry.on_return is OnReturn.REPRICE for entry in applications):
            return (0,) * len(applications)
        kept = {line.sold.line.number: line.remaining.thousandths for line in self.lines}
        return KeptGoods(self.completed.priced, kept).lost()


def make_return_line(
    sale: ReturnableSale, number: int, quantity: Quantity, reason_code: str, new_number: int
) -> ReturnLine:
    """Take back part or all of a sold line.

    Refuses: SALE_POST_VOIDED, LINE_NOT_RETURNABLE, what check_sellable refuses,
    RETURN_ABOVE_SOLD.
    """
    line = sale.find_line(number)
    check_sellable(quantity, line.sold.line.item.unit)
    if line.remaining < quantity:
        raise Refusal("RETURN_ABOVE_SOLD", remaining=line.remaining)
    net, tax, rounding = line.share(quantity)
    plain = ReturnLine(
        number=new_number,
        item=line.sold.line.item,
        quantity=quantity,
        net=net,
        tax=tax,
        rounding=rounding,
        reason_code=reason_code,
        original=OriginalLine(sale.completed.receipt, number),
    )
    return _withhold(sale, plain, sale.less((plain,)).lost())


def make_all_return_lines(
    sale: ReturnableSale, reason_code: str, first_number: int
) -> tuple[ReturnLine, ...]:
    """Take back whatever is left of a sale, numbered from ``first_number``.

    Refuses: SALE_POST_VOIDED, NOTHING_LEFT_ON_RECEIPT.
    """
    if sale.is_post_voided:
        raise Refusal("SALE_POST_VOIDED")
    left = [line for line in sale.lines if line.remaining.thousandths]
    if not left:
        raise Refusal("NOTHING_LEFT_ON_RECEIPT")
    lines = []
    for number, line in enumerate(left, first_number):
        sold = line.sold.line
        lines.append(make_return_line(sale, sold.number, line.remaining, reason_code, number))
    return tuple(line for line in renew(sale, lines) if isinstance(line, ReturnLine))


def refund_of(line: ReturnLine) -> Money:
    """Say what the customer gets for a return line."""
    added = line.net if line.item.tax_group.is_inclusive else line.net + line.tax
    return added + line.rounding


def renew(sale: ReturnableSale, lines: Sequence[Line]) -> tuple[Line, ...]:
    """Work the amounts of a transaction's return lines out anew, for this sale, all together.

    What a return breaks is judged by what stays after all of them. ``sale`` does not count them
    yet. Lines of other sales stay as they are, and so do those that may not come back any more:
    check_still_returnable refuses them.
    """
    if sale.is_post_voided:
        return tuple(lines)
    renewed: list[Line] = []
    lost = sale.less(lines).lost() if _fit(sale, lines) else None
    for line in lines:
        if lost is None or not sale.is_of(line):
            renewed.append(line)
            continue
        assert isinstance(line, ReturnLine)
        assert line.original is not None
        net, tax, rounding = sale.find_line(line.original.line_number).share(line.quantity)
        plain = replace(line, net=net, tax=tax, rounding=rounding, withheld=())
        fresh = _withhold(sale, plain, lost)
        renewed.append(line if fresh == line else fresh)
        sale = sale.less((fresh,))
    return tuple(renewed)


def _fit(sale: ReturnableSale, lines: Iterable[Line]) -> bool:
    return all(line.remaining.thousandths >= 0 for line in sale.less(lines).lines)


def _withhold(sale: ReturnableSale, plain: ReturnLine, lost: Sequence[int]) -> ReturnLine:
    """Bring a return line to what is given for it when so much of each application is lost.

    Never more is withheld than there is, of what was charged and of what was paid.
    """
    currency = plain.net.currency
    before = sum(line.withheld[0].minor for line in sale.lines)
    added = refund_of(plain) - plain.rounding
    most = max(0, min(added.minor, refund_of(plain).minor))
    less = min(sum(lost) - before, most)
    group = plain.item.tax_group
    alike = [line.withheld for line in sale.lines if line.sold.line.item.tax_group == group]
    of_group = sum(amount.minor for amount, _ in alike)
    tax_before = sum(tax.minor for _, tax in alike)
    if not less and not of_group and not tax_before:
        return plain
    tax_after = _tax_in(Money(of_group + less, currency), group.rate_ppm)
    left = added.minor - less
    tax = max(0, min(plain.tax.minor - (tax_after - tax_before), left))
    return replace(
        plain,
        net=Money(left if group.is_inclusive else left - tax, currency),
        tax=Money(tax, currency),
        withheld=_reasons(sale, lost, Money(less, currency)),
    )


def _tax_in(amount: Money, rate_ppm: int) -> int:
    """Find the tax in an amount that was charged; mirrored below zero."""
    tax = tax_of(abs(amount), rate_ppm, is_inclusive=True, rounding=Rounding.HALF_UP).minor
    return tax if amount.minor >= 0 else -tax


def _reasons(sale: ReturnableSale, lost: Sequence[int], less: Money) -> tuple[Withheld, ...]:
    """Share what is withheld, or given after all, over the rules it is withheld for."""
    if not less:
        return ()
    sign = 1 if less.minor > 0 else -1
    weights = [max(0, sign * (a - b)) for a, b in zip(lost, sale.lost(), strict=True)]
    if not any(weights):
        weights = list(lost) if sign > 0 else list(sale.lost())
    shares = allocate(less.minor, weights)
    applications = sale.completed.priced.trace.applications
    return tuple(
        Withheld(entry.rule, entry.name_zh, entry.name_en, Money(share, less.currency))
        for entry, share in zip(applications, shares, strict=True)
        if share
    )


def check_still_returnable(sale: ReturnableSale, lines: Iterable[Line]) -> None:
    """Refuse to settle return lines when their goods have come back another way meanwhile.

    Why: a transaction that was suspended does not hold what it takes back.

    Refuses: SALE_POST_VOIDED, RETURN_ABOVE_SOLD.
    """
    wanted: dict[int, Quantity] = {}
    for line in lines:
        if sale.is_of(line):
            assert isinstance(line, ReturnLine)
            assert line.original is not None
            before = wanted.get(line.original.line_number, Quantity(0))
            wanted[line.original.line_number] = before + line.quantity
    for number, quantity in wanted.items():
        remaining = sale.find_line(number).remaining
        if remaining < quantity:
            raise Refusal("RETURN_ABOVE_SOLD", remaining=remaining)


def reverse(completed: CompletedTransaction, operator: OperatorId) -> PricedTransaction:
    """Cancel a finished transaction by its mirror image: every amount and tender negated.

    Also in the trace: a report that adds up what rules gave comes to nothing.

    The new transaction still lacks its own id, shift and times; the caller sets them.
    """
    priced = completed.priced
    transaction = replace(
        priced.transaction,
        operator=operator,
        post_void_of=completed.receipt,
        tenders=_reversed_tenders(priced.transaction.tenders),
        label="",
        approvals=(),
    )
    return PricedTransaction(
        transaction=transaction,
        lines=tuple(_reversed_line(line) for line in priced.lines),
        taxes=tuple(TaxTotal(entry.group, -entry.base, -entry.tax) for entry in priced.taxes),
        subtotal=-priced.subtotal,
        discount=-priced.discount,
        tax_added=-priced.tax_added,
        total=-priced.total,
        rounding_back=-priced.rounding_back,
        trace=_reversed_trace(priced.trace),
    )


def sold_lines(completed: CompletedTransaction) -> tuple[PricedLine, ...]:
    """List the lines of a finished transaction that can come back at all."""
    if completed.priced.transaction.post_void_of is not None:
        return ()
    return tuple(
        line
        for line in completed.priced.lines
        if isinstance(line.line, SaleLine) and not line.line.is_voided
    )


def _reversed_tenders(tenders: tuple[TenderLine, ...]) -> tuple[TenderLine, ...]:
    """Mirror the tenders; cash and its change become one amount given back."""
    sums: dict[tuple[object, ...], TenderLine] = {}
    for tender in tenders:
        key = (tender.tender_type, tender.card, tender.reference)
        before = sums.get(key)
        amount = -tender.amount if before is None else before.amount - tender.amount
        sums[key] = TenderLine(
            0, tender.tender_type, amount, tender.card, reference=tender.reference
        )
    return tuple(
        replace(tender, number=at)
        for at, tender in enumerate((entry for entry in sums.values() if entry.amount), 1)
    )


def _reversed_trace(trace: PriceTrace) -> PriceTrace:
    applications = tuple(
        replace(
            entry,
            seen=-entry.seen,
            off=-entry.off,
            times=-entry.times,
            shares=tuple(replace(share, off=-share.off) for share in entry.shares),
        )
        for entry in trace.applications
    )
    return replace(trace, applications=applications)


def _reversed_line(line: PricedLine) -> PricedLine:
    modifiers = tuple(replace(entry, amount=-entry.amount) for entry in line.modifiers)
    return PricedLine(line.line, -line.extended, modifiers, -line.net, -line.tax, -line.amount)
