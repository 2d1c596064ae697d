"""The jiao of many receipts: change brought to whole yuan by hand adds up to a little."""

from typing import Final

from pos_app.domain.variance.facts import Deal, ShiftFacts
from pos_app.domain.variance.possibility import Cause, Evidence, Possibility, one_in

_HABIT: Final = one_in(8)
_WHOLE: Final = 100
_MOST_NAMED: Final = 12


def small_change(facts: ShiftFacts, amount_minor: int) -> Possibility | None:
    """Explain a small amount by change that was not given, or given too well, to the jiao.

    None where the amount is larger than such slips add up to, or no receipt had odd change. A
    receipt's evidence supposes the whole yuan where that is the amount, else what was booked.
    """
    odd = [deal for deal in facts.deals if deal.change_minor % _WHOLE]
    step = facts.step_minor
    if not amount_minor or not odd or amount_minor % step:
        return None
    # A slip is a few steps either way: n of them drift by about their square root.
    reach = 3 * step * max(1, _root(len(odd)))
    if abs(amount_minor) > 2 * reach:
        return None
    amounts = 2 * (2 * reach // step)
    nearness = 2 if abs(amount_minor) <= reach else 1
    evidence = tuple(
        Evidence(deal.at_ms, deal.receipt, deal.change_minor, _supposed(deal, amount_minor))
        for deal in sorted(odd, key=lambda deal: _fit(deal.change_minor, amount_minor))
    )[:_MOST_NAMED]
    rate = _HABIT * nearness // amounts
    return Possibility(Cause.SMALL_CHANGE, amount_minor, rate, evidence)


def _supposed(deal: Deal, amount_minor: int) -> int:
    is_all = not _fit(deal.change_minor, amount_minor)
    return deal.change_minor - amount_minor if is_all else deal.change_minor


def _fit(change_minor: int, amount_minor: int) -> int:
    """Say how far one receipt's odd change is from the whole amount."""
    odd = change_minor % _WHOLE
    return abs(odd - amount_minor) if amount_minor > 0 else abs(_WHOLE - odd + amount_minor)


def _root(number: int) -> int:
    root = 0
    while (root + 1) ** 2 <= number:
        root += 1
    return root
