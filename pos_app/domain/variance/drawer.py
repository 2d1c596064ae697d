"""What may happen while the drawer is open without a sale, or after a sale was cancelled."""

from collections.abc import Iterator
from typing import Final

from pos_app.domain.shift import CashMovementKind
from pos_app.domain.variance.facts import Opened, ShiftFacts, Voided
from pos_app.domain.variance.possibility import Cause, Evidence, Possibility, one_in

_OPENING: Final = one_in(40)
_NOTE_SLIPS: Final = {10_000: 12, 5_000: 10, 2_000: 8, 1_000: 12, 500: 4, 100: 2}
"""How change for a note goes wrong, in hundredths of the times it does."""
_OTHER_SHORT: Final = 3
_OTHER_OVER: Final = 10
"""Amounts that are no note: one opening in so many goes wrong like that."""
_UNBOOKED: Final = one_in(40)
_DUE_PICKUP: Final = one_in(120)
_AGAIN: Final = 6
"""An amount that was booked once in the shift is so much likelier a second time."""
_VOIDED: Final = one_in(60)
_HUNDRED: Final = 10_000


def possibilities(facts: ShiftFacts) -> Iterator[Possibility]:
    """Go through openings of the drawer, times at which it was too full, and what was voided."""
    target = facts.over_short_minor
    for opened in facts.openings:
        yield from _opened(opened, target, facts)
    if target < 0:
        yield from _pickup_due(facts)
    for voided in facts.voided:
        yield from _voided(voided)
    for deal in facts.deals:
        if deal.kind.value == "post_void" and deal.cash_minor < 0:
            evidence = Evidence(deal.at_ms, deal.receipt, -deal.cash_minor, -deal.cash_minor)
            yield Possibility(Cause.VOIDED_AFTER_CASH, -deal.cash_minor, _VOIDED, (evidence,))


def _opened(opened: Opened, target: int, facts: ShiftFacts) -> Iterator[Possibility]:
    evidence = (Evidence(opened.at_ms, supposed=abs(target), word=opened.reason_code),)
    for note, weight in _NOTE_SLIPS.items():
        for effect in (-note, note):
            slip = (Evidence(opened.at_ms, supposed=note, word=opened.reason_code),)
            rate = _OPENING * weight // (100 if effect < 0 else 200)
            yield Possibility(Cause.OPENED_WITHOUT_SALE, effect, rate, slip)
    if abs(target) not in _NOTE_SLIPS:
        rate = _OPENING // _spread(abs(target)) // (_OTHER_SHORT if target < 0 else _OTHER_OVER)
        yield Possibility(Cause.OPENED_WITHOUT_SALE, target, rate, evidence)
    yield from _unbooked(opened, target, facts)


def _spread(amount: int) -> int:
    """Say over how many amounts of its kind a round or unround amount is one."""
    if amount % _HUNDRED == 0:
        return 40
    if amount % 1_000 == 0:
        return 100
    return 600 if amount % 100 == 0 else 6_000


def _unbooked(opened: Opened, target: int, facts: ShiftFacts) -> Iterator[Possibility]:
    """Money taken to the safe or paid out, or brought, with the drawer open and nothing booked."""
    amount = abs(target)
    outward = [moved for moved in facts.movements if not moved.kind.is_inward]
    is_known = target < 0 and any(moved.amount_minor == amount for moved in outward)
    factor = _AGAIN if is_known else 1
    if amount % _HUNDRED == 0 and amount >= 3 * _HUNDRED:
        kind = CashMovementKind.TENDER_PICKUP if target < 0 else CashMovementKind.TENDER_LOAN
        rate = _UNBOOKED * factor // 20
    elif target < 0 and amount <= 3 * _HUNDRED:
        kind, rate = CashMovementKind.PAID_OUT, _UNBOOKED * factor // _spread(amount)
    else:
        return
    evidence = (Evidence(opened.at_ms, supposed=amount, word=kind.value),)
    yield Possibility(Cause.NOT_BOOKED, target, rate, evidence)


def _pickup_due(facts: ShiftFacts) -> Iterator[Possibility]:
    """Find when the drawer was first above the store's limit: a pickup may have been made then."""
    amount = -facts.over_short_minor
    limit = facts.pickup_limit_minor
    if limit is None or amount % _HUNDRED or amount < 3 * _HUNDRED:
        return
    content = sum(denomination * pieces for denomination, pieces in facts.opening)
    moments = [(deal.at_ms, deal.cash_minor) for deal in facts.deals]
    moments += [
        (moved.at_ms, moved.amount_minor if moved.kind.is_inward else -moved.amount_minor)
        for moved in facts.movements
    ]
    for at_ms, change in sorted(moments):
        content += change
        if content > limit:
            word = CashMovementKind.TENDER_PICKUP.value
            evidence = (Evidence(at_ms, booked=content, supposed=amount, word=word),)
            yield Possibility(Cause.NOT_BOOKED, -amount, _DUE_PICKUP // 10, evidence)
            return


def _voided(voided: Voided) -> Iterator[Possibility]:
    if voided.total_minor > 0:
        evidence = Evidence(voided.at_ms, booked=voided.total_minor, supposed=voided.total_minor)
        yield Possibility(Cause.VOIDED_AFTER_CASH, voided.total_minor, _VOIDED, (evidence,))
