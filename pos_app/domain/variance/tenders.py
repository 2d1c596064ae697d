"""What may go wrong with a receipt's money: the tender, the amount keyed, change, refunds."""

from collections.abc import Iterator
from typing import Final

from pos_app.domain.variance.facts import Deal, ShiftFacts
from pos_app.domain.variance.possibility import Cause, Evidence, Possibility, one_in, slips_of_key

_EXACT_CASH: Final = one_in(1_500)
"""Cash of exactly the sum due is one key; a note keyed for a card payment is a deliberate act."""
_CASH_WITH_CHANGE: Final = one_in(15_000)
_CARD: Final = one_in(4_000)
_KEYED: Final = one_in(800)
_CHANGE: Final = one_in(4_000)
_REFUND: Final = one_in(100)
_NOTES: Final = (1_000, 2_000, 5_000, 10_000)
"""The notes that stand beside one another, on the keys and in the hand, in minor units."""


def possibilities(facts: ShiftFacts) -> Iterator[Possibility]:
    """Go through the receipts of a shift."""
    for deal in facts.deals:
        if deal.cash_minor > 0 and deal.handed_minor > 0:
            yield from _paid_cash(deal, facts.step_minor)
        if deal.card_minor > 0:
            yield _of(Cause.PAID_IN_CASH, deal, deal.card_minor, _CARD, deal.card_minor)
        if deal.kind.value != "post_void":
            yield from _given_back(deal)


def _paid_cash(deal: Deal, step_minor: int) -> Iterator[Possibility]:
    cash = deal.cash_minor
    rate = _CASH_WITH_CHANGE if deal.change_minor else _EXACT_CASH
    yield _of(Cause.PAID_OTHERWISE, deal, -cash, rate, cash)
    if not deal.change_minor:
        return
    yield from _keyed(deal, step_minor)
    yield from _change(deal)


def _keyed(deal: Deal, step_minor: int) -> Iterator[Possibility]:
    """Suppose another amount was handed over than was keyed; the change followed the keys."""
    keyed, due = deal.handed_minor, deal.cash_minor
    meant = {
        amount * step_minor: weight
        for amount, weight in slips_of_key(keyed // step_minor).items()
        if keyed % step_minor == 0
    }
    for note in _NOTES:
        meant[note] = max(meant.get(note, 0), 3 if keyed in _NOTES else 1)
    likely = {
        amount: weight
        for amount, weight in meant.items()
        if amount >= due and amount != keyed and _is_natural(amount, due)
    }
    whole = sum(likely.values())
    # An amount nobody hands over was surely mis-keyed: who pays 36 with 1000?
    rate = _KEYED if _is_natural(keyed, due) else 20 * _KEYED
    for amount, weight in likely.items():
        yield _of(Cause.TENDER_KEYED, deal, amount - keyed, rate * weight // whole, amount, keyed)


def _change(deal: Deal) -> Iterator[Possibility]:
    """Suppose the keys were right, but change was counted out as for another note."""
    handed = deal.handed_minor
    if handed not in _NOTES:
        return
    larger = [note for note in _NOTES if note > handed]
    for at, note in enumerate(larger):
        rate = _CHANGE // (1 + at)
        yield _of(Cause.CHANGE_GIVEN, deal, handed - note, rate, note, handed)
    for note in _NOTES:
        if deal.cash_minor <= note < handed:  # whoever gets too little says so
            yield _of(Cause.CHANGE_GIVEN, deal, handed - note, _CHANGE // 8, note, handed)


def _given_back(deal: Deal) -> Iterator[Possibility]:
    if deal.cash_minor < 0:
        rate = _by_origin(was_paid_in_cash=deal.was_paid_in_cash, booked_in_cash=True)
        back = -deal.cash_minor
        yield _of(Cause.REFUNDED_OTHERWISE, deal, back, rate, back)
    if deal.card_minor < 0:
        rate = _by_origin(was_paid_in_cash=deal.was_paid_in_cash, booked_in_cash=False)
        yield _of(Cause.REFUNDED_IN_CASH, deal, deal.card_minor, rate, -deal.card_minor)


def _by_origin(*, was_paid_in_cash: bool | None, booked_in_cash: bool) -> int:
    """Weigh a refund by how the goods had been paid: it usually goes back the same way."""
    if was_paid_in_cash is None:
        return _REFUND
    return 4 * _REFUND if was_paid_in_cash is not booked_in_cash else _REFUND // 3


def _is_natural(amount: int, due: int) -> bool:
    """Tell whether somebody would hand this over for that: notes, or notes and the odd coins."""
    for note in _NOTES:
        covering = -(-due // note) * note
        odd = due % 1_000
        if amount in (covering, covering + odd) and amount - due <= max(_NOTES):
            return True
    return amount == due


def _of(
    cause: Cause, deal: Deal, effect_minor: int, rate: int, supposed: int, booked: int | None = None
) -> Possibility:
    booked = supposed if booked is None else booked
    evidence = Evidence(deal.at_ms, deal.receipt, booked, supposed)
    return Possibility(cause, effect_minor, rate, (evidence,))
