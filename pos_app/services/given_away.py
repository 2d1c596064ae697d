"""What share of the price an operator gives away: the figure that limits and approvals go by.

In parts per million, rounded up; but a percentage that was rounded by half a minor unit is no gift.
"""

from collections.abc import Iterable

from pos_app.domain.pricing.priced import PricedLine, PricedTransaction, PriceModifier
from pos_app.domain.transaction import SaleLine

_ALL_PPM = 1_000_000


def share_of_override(line: SaleLine, price_minor: int) -> int:
    """Say how far a new price lies from the list price, up or down; up counts too.

    A price from the barcode is the list price until it has been overridden once.
    """
    listed = line.item.price if line.price_override or line.item.price else line.unit_price
    if listed is None or listed.minor == 0:
        return 0 if price_minor == 0 and listed is not None else _ALL_PPM
    return -(-abs(listed.minor - price_minor) * _ALL_PPM // listed.minor)


def share_of_line(line: PricedLine) -> int:
    """Say what the line's own discounts take off what the rules left of it."""
    own = (entry for entry in given_by_people(line) if not entry.is_share)
    return _share(own, _left_by_rules(line), 0)


def share_of_whole(priced: PricedTransaction) -> int:
    """Say what the discounts on the whole take off the goods sold."""
    rates = sum(discount.rate_ppm is not None for discount in priced.transaction.discounts)
    return _share(_shares(priced), _whole(priced), rates)


def largest_grown(before: PricedTransaction, after: PricedTransaction) -> int:
    """Say how large the largest share is that a fixed amount takes and that a change made larger.

    0 when none grew. Both have the same lines.
    """
    pairs = zip(_shares_by_amount(before), _shares_by_amount(after), strict=True)
    return max((now for was, now in pairs if now > was), default=0)


def _shares_by_amount(priced: PricedTransaction) -> tuple[int, ...]:
    lines = (
        _share(
            (e for e in given_by_people(line) if not e.is_share and e.rate_ppm is None),
            _left_by_rules(line),
            0,
        )
        for line in priced.lines
    )
    whole = (entry for entry in _shares(priced) if entry.rate_ppm is None)
    return (*lines, _share(whole, _whole(priced), 0))


def _shares(priced: PricedTransaction) -> list[PriceModifier]:
    return [entry for line in priced.lines for entry in given_by_people(line) if entry.is_share]


def given_by_people(line: PricedLine) -> list[PriceModifier]:
    """List what operators took off a line; what rules took off is nobody's gift."""
    return [entry for entry in line.modifiers if entry.application is None]


def _left_by_rules(line: PricedLine) -> int:
    by_rules = sum(e.amount.minor for e in line.modifiers if e.application is not None)
    return line.extended.minor - by_rules


def _whole(priced: PricedTransaction) -> int:
    return sum(max(_left_by_rules(line), 0) for line in priced.lines)


def _share(modifiers: Iterable[PriceModifier], whole: int, rates: int) -> int:
    """Divide. ``rates`` is how often a percentage was rounded, where the modifiers do not tell."""
    given = list(modifiers)
    rounded = rates or sum(not entry.is_share and entry.rate_ppm is not None for entry in given)
    doubled = 2 * sum(entry.amount.minor for entry in given) - rounded
    return -(-doubled * _ALL_PPM // (2 * whole)) if whole > 0 and doubled > 0 else 0
