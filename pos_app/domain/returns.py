"""What may still come back of a finished sale, and what the customer gets for it.

The share of a line is found cumulatively: what all returned so far is worth, less what earlier
returns were given. So the parts of a line add up to the line, in any order and in any split, and
all lines together to what was paid.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from pos_app.domain.identifiers import OperatorId
from pos_app.domain.money import Money, allocate
from pos_app.domain.pricing.priced import PricedLine, PricedTransaction, TaxTotal
from pos_app.domain.quantity import Quantity, check_sellable
from pos_app.domain.settlement import CompletedTransaction
from pos_app.domain.tender import TenderLine
from pos_app.domain.transaction import Line, OriginalLine, ReturnLine, SaleLine
from pos_app.errors import Refusal


@dataclass(frozen=True, slots=True)
class ReturnableLine:
    """A sold line, its share of the sale's cash rounding, and how much has come back already.

    ``returned`` counts finished returns and, in the basket at hand, lines not finished yet.
    """

    sold: PricedLine
    rounding: Money
    returned: Quantity

    @property
    def remaining(self) -> Quantity:
        """What may still come back."""
        return self.sold.line.quantity - self.returned

    def share(self, quantity: Quantity) -> tuple[Money, Money, Money]:
        """Give net, tax and rounding of the next ``quantity`` to come back, all as sold.

        What was paid is shared, and the rounding is what is left of it: a piece may lie on the
        other side of a cent than its part of the rounding, and still nobody pays for a return.
        """
        sold = self.sold
        whole = sold.line.quantity.thousandths
        before = self.returned.thousandths
        after = before + quantity.thousandths
        net, tax, paid = (
            _part(amount, after, whole) - _part(amount, before, whole)
            for amount in (sold.net, sold.tax, sold.amount + self.rounding)
        )
        is_inclusive = sold.line.item.tax_group.is_inclusive
        return net, tax, paid - (net if is_inclusive else net + tax)

    def refund(self, quantity: Quantity) -> Money:
        """Say what the customer gets for the next ``quantity``."""
        net, tax, rounding = self.share(quantity)
        added = net if self.sold.line.item.tax_group.is_inclusive else net + tax
        return added + rounding


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
        return sum((line.refund(line.remaining) for line in self.lines), zero)

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
    return ReturnLine(
        number=new_number,
        item=line.sold.line.item,
        quantity=quantity,
        net=net,
        tax=tax,
        rounding=rounding,
        reason_code=reason_code,
        original=OriginalLine(sale.completed.receipt, number),
    )


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
    return tuple(
        make_return_line(sale, line.sold.line.number, line.remaining, reason_code, number)
        for number, line in enumerate(left, first_number)
    )


def check_still_returnable(sale: ReturnableSale, lines: Iterable[Line]) -> None:
    """Refuse to settle return lines when their goods have come back another way meanwhile.

    Why: a transaction that was suspended does not hold what it takes back.

    Refuses: SALE_POST_VOIDED, RETURN_ABOVE_SOLD.
    """
    wanted: dict[int, Quantity] = {}
    for line in lines:
        original = line.original if isinstance(line, ReturnLine) else None
        if original is not None and original.receipt == sale.completed.receipt:
            before = wanted.get(original.line_number, Quantity(0))
            wanted[original.line_number] = before + line.quantity
    for number, quantity in wanted.items():
        remaining = sale.find_line(number).remaining
        if remaining < quantity:
            raise Refusal("RETURN_ABOVE_SOLD", remaining=remaining)


def reverse(completed: CompletedTransaction, operator: OperatorId) -> PricedTransaction:
    """Cancel a finished transaction by its mirror image: every amount and tender negated.

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
    sums: dict[tuple[object, object], TenderLine] = {}
    for tender in tenders:
        key = (tender.tender_type, tender.card)
        before = sums.get(key)
        amount = -tender.amount if before is None else before.amount - tender.amount
        sums[key] = TenderLine(0, tender.tender_type, amount, tender.card)
    return tuple(
        replace(tender, number=at)
        for at, tender in enumerate((entry for entry in sums.values() if entry.amount), 1)
    )


def _reversed_line(line: PricedLine) -> PricedLine:
    modifiers = tuple(replace(entry, amount=-entry.amount) for entry in line.modifiers)
    return PricedLine(line.line, -line.extended, modifiers, -line.net, -line.tax, -line.amount)
