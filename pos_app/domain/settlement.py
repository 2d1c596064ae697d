"""How a transaction is settled: tenders taken, cash rounded, change given, money given back.

Only a remainder that is settled in cash is rounded; a card pays the exact minor unit. A refund
mirrors a sale: every amount is negative and rounds the same way.
"""

from dataclasses import dataclass, replace

from pos_app.domain.identifiers import ReceiptNumber
from pos_app.domain.money import Money, allocate, round_cash
from pos_app.domain.points import PointsMove
from pos_app.domain.pricing.priced import PricedTransaction
from pos_app.domain.shop import CashRounding
from pos_app.domain.tender import CardSlip, TenderLine, TenderType, check_card_slip
from pos_app.domain.transaction import LARGEST_PRICE_MINOR
from pos_app.errors import Refusal

LARGEST_CHANGE_MINOR = 100_000
"""Nobody hands over notes to get a thousand yuan back: a PIN or a code was typed as the amount."""


@dataclass(frozen=True, slots=True)
class Settlement:
    """The tenders after one more; ``is_complete`` when nothing is open any more.

    Complete means: sum of the tenders = payable + ``rounding``.
    """

    tenders: tuple[TenderLine, ...]
    rounding: Money
    change: Money
    is_complete: bool


@dataclass(frozen=True, slots=True)
class JournalPosition:
    """Where in the terminal's journal a thing stands; ``chain`` is the hash up to and with it."""

    epoch: int
    seq: int
    chain: bytes

    @property
    def printed(self) -> str:
        """What paper carries of it, e.g. ``E1 #3 6655 B844 8674 5E4C``."""
        digits = self.chain[:8].hex().upper()
        groups = " ".join(digits[at : at + 4] for at in range(0, 16, 4))
        return f"E{self.epoch} #{self.seq} {groups}"


@dataclass(frozen=True, slots=True)
class CompletedTransaction:
    """A finished transaction as recorded; it never changes. ``copy`` counts reprints from 1.

    ``points`` are what it moved of its members' points, spending and returns included.
    """

    priced: PricedTransaction
    receipt: ReceiptNumber
    completed_ms: int
    rounding: Money
    change: Money
    position: JournalPosition
    operator_name: str
    is_training: bool = False
    copy: int = 0
    points: tuple[PointsMove, ...] = ()

    @property
    def paid(self) -> Money:
        """What the customer paid in the end; negative when money was given back."""
        return self.priced.payable + self.rounding


def cash_due(priced: PricedTransaction, policy: CashRounding) -> Money:
    """Say what settles the rest in cash: rounded to the smallest step, signed like ``due``."""
    return round_cash(priced.due, policy.step_minor, policy.rounding)


def take_cash(priced: PricedTransaction, amount: Money, policy: CashRounding) -> Settlement:
    """Take cash, or give it back when the customer is owed (a negative amount).

    Where cash is rounded up, the exact sum in smaller coins is enough as well.

    Refuses: NOTHING_TO_SETTLE, TENDER_ZERO, TENDER_TOO_LARGE, TENDER_WRONG_WAY,
    REFUND_ABOVE_DUE.
    """
    due = cash_due(priced, policy)
    _check_amount(priced, amount)
    taken = (*priced.transaction.tenders, _line(priced, TenderType.CASH, amount))
    change = amount - due
    if priced.due.minor < 0 and change.minor < 0:
        raise Refusal("REFUND_ABOVE_DUE", due=-due)
    if change.minor > LARGEST_CHANGE_MINOR:
        raise Refusal("TENDER_TOO_LARGE")
    if abs(amount) < abs(due):
        if abs(amount) < abs(priced.due):
            return _open(priced, taken)
        due, change = amount, _zero(priced)
    if change:
        taken = (
            *taken,
            TenderLine(len(taken) + 1, TenderType.CASH, -change, is_change=True),
        )
    return Settlement(taken, rounding=due - priced.due, change=change, is_complete=True)


def take_card(priced: PricedTransaction, amount: Money, slip: CardSlip) -> Settlement:
    """Take what the stand-alone terminal has approved, or has given back (a negative amount).

    Refuses: NOTHING_TO_SETTLE, TENDER_ZERO, TENDER_TOO_LARGE, TENDER_WRONG_WAY, CARD_ABOVE_DUE,
    then what check_card_slip refuses.
    """
    _check_amount(priced, amount)
    if abs(amount) > abs(priced.due):
        raise Refusal("CARD_ABOVE_DUE", due=abs(priced.due))
    check_card_slip(slip)
    taken = (*priced.transaction.tenders, _line(priced, TenderType.CARD, amount, slip))
    if amount != priced.due:
        return _open(priced, taken)
    zero = _zero(priced)
    return Settlement(taken, rounding=zero, change=zero, is_complete=True)


def take_named(
    priced: PricedTransaction, kind: TenderType, amount: Money, reference: str
) -> Settlement:
    """Take a maker's coupon or stored value: exact, never more than is open, never change.

    Refuses: NOTHING_TO_SETTLE, TENDER_ZERO, TENDER_TOO_LARGE, TENDER_WRONG_WAY, CARD_ABOVE_DUE.
    """
    _check_amount(priced, amount)
    if abs(amount) > abs(priced.due):
        raise Refusal("CARD_ABOVE_DUE", due=abs(priced.due))
    line = replace(_line(priced, kind, amount), reference=reference)
    taken = (*priced.transaction.tenders, line)
    if amount != priced.due:
        return _open(priced, taken)
    zero = _zero(priced)
    return Settlement(taken, rounding=zero, change=zero, is_complete=True)


def settle_even(priced: PricedTransaction, policy: CashRounding) -> Settlement:
    """Finish a transaction in which nothing is owed either way: an even exchange, a gift.

    Less than the smallest coin counts as nothing and becomes rounding.

    Refuses: NOTHING_TO_SETTLE, STILL_DUE.
    """
    if not priced.transaction.live_lines:
        raise Refusal("NOTHING_TO_SETTLE")
    if cash_due(priced, policy):
        raise Refusal("STILL_DUE", due=abs(priced.due))
    return Settlement(
        priced.transaction.tenders, rounding=-priced.due, change=_zero(priced), is_complete=True
    )


def remove_tender(priced: PricedTransaction, number: int) -> tuple[TenderLine, ...]:
    """Take a tender out again and number the rest anew.

    Refuses: TENDER_UNKNOWN.
    """
    tenders = priced.transaction.tenders
    if not 1 <= number <= len(tenders):
        raise Refusal("TENDER_UNKNOWN")
    rest = [tender for tender in tenders if tender.number != number]
    return tuple(replace(tender, number=at) for at, tender in enumerate(rest, 1))


def rounding_shares(priced: PricedTransaction, rounding: Money) -> tuple[Money, ...]:
    """Share the cash rounding of a sale over its lines, so that returns give back what was paid.

    One entry per line; by amount, over the lines that have one; largest remainder.
    """
    weights = [max(line.amount.minor, 0) for line in priced.lines]
    if not any(weights) or not rounding:
        return tuple(Money(0, rounding.currency) for _ in weights)
    shares = allocate(rounding.minor, weights)
    return tuple(Money(share, rounding.currency) for share in shares)


def _check_amount(priced: PricedTransaction, amount: Money) -> None:
    if not priced.transaction.live_lines or not priced.due:
        raise Refusal("NOTHING_TO_SETTLE")
    if not amount:
        raise Refusal("TENDER_ZERO")
    if abs(amount.minor) > LARGEST_PRICE_MINOR:
        raise Refusal("TENDER_TOO_LARGE")
    if (amount.minor > 0) != (priced.due.minor > 0):
        raise Refusal("TENDER_WRONG_WAY")


def _line(
    priced: PricedTransaction, kind: TenderType, amount: Money, card: CardSlip | None = None
) -> TenderLine:
    return TenderLine(len(priced.transaction.tenders) + 1, kind, amount, card)


def _open(priced: PricedTransaction, tenders: tuple[TenderLine, ...]) -> Settlement:
    zero = _zero(priced)
    return Settlement(tenders, rounding=zero, change=zero, is_complete=False)


def _zero(priced: PricedTransaction) -> Money:
    return Money(0, priced.transaction.currency)
