"""What a rule takes off units, groups of units and sums. Bare minor units, never negative."""

from bisect import bisect_left
from collections.abc import Sequence

from pos_app.domain.money import allocate_within, percent_minor
from pos_app.domain.pricing.board import Board, BoardLine
from pos_app.domain.pricing.bundle import Policy
from pos_app.domain.pricing.rule import Cut, GroupCut, Ladder, Rung, UnitCut

Units = tuple[tuple[int, int], ...]
"""Lines of the board and how many units of each, ascending by line."""


def off_sum(cut: Cut, base: int, rate_base: int, policy: Policy) -> int:
    """Say what a cut takes off a sum; a rate is taken of ``rate_base``. At most the sum."""
    if cut.rate_ppm is not None:
        off = percent_minor(rate_base, cut.rate_ppm, policy.rounding)
    elif cut.amount is not None:
        off = cut.amount
    else:
        assert cut.price is not None
        off = base - cut.price
    return max(0, min(off, base))


def off_units(benefit: UnitCut, line: BoardLine, units: int, policy: Policy) -> int:
    """Say what a cut takes off some units of a line, down to their floor.

    Rounding: a rate once for the line, or once for a unit where the bundle says so.
    """
    room = (line.price - line.floor) * units
    if benefit.prices:
        listed = _listed(benefit.prices, line.item.sku)
        if listed is None:
            return 0
        return max(0, min((line.price - _measured(listed, line)) * units, room))
    cut = benefit.cut
    if cut.rate_ppm is not None:
        if policy.round_each_unit:
            off = percent_minor(line.price, cut.rate_ppm, policy.rounding) * units
        else:
            off = percent_minor(line.price * units, cut.rate_ppm, policy.rounding)
    elif cut.amount is not None:
        off = cut.amount if benefit.per_line else _measured(cut.amount, line) * units
    else:
        assert cut.price is not None
        off = (line.price - _measured(cut.price, line)) * units
    return max(0, min(off, room))


def _listed(prices: Sequence[tuple[str, int]], sku: str) -> int | None:
    """Find an item's price in a list that may hold all a shop sells."""
    at = bisect_left(prices, (sku,))
    return prices[at][1] if at < len(prices) and prices[at][0] == sku else None


def _measured(amount: int, line: BoardLine) -> int:
    """Extend an amount for a whole unit of measure over what was measured; up, never to nothing."""
    if not line.thousandths or not line.item.unit.is_measured:
        return amount
    return -(-amount * line.thousandths // 1000)


def off_group(
    benefit: GroupCut, board: Board, units: Units, reward: Units, policy: Policy
) -> list[int]:
    """Say what one complete group takes off each of its lines, in the order of ``units``.

    ``reward`` are the units of the last part. A cut on the whole is shared by price; nothing goes
    below a floor.
    """
    lines = board.lines
    if benefit.steps:
        return _off_steps(benefit.steps, board, units, policy)
    if benefit.reward is not None:
        cut = UnitCut(0, benefit.reward)
        rewarded = {at: off_units(cut, lines[at], count, policy) for at, count in reward}
        return [rewarded.get(at, 0) for at, _ in units]
    assert benefit.whole is not None
    worth = [lines[at].price * count for at, count in units]
    base = sum(worth)
    off = off_sum(benefit.whole, base, base, policy)
    rooms = [(lines[at].price - lines[at].floor) * count for at, count in units]
    return allocate_within(off, worth, rooms)


def _off_steps(steps: tuple[int, ...], board: Board, units: Units, policy: Policy) -> list[int]:
    lines = board.lines
    singles = [
        (-lines[at].price, place) for place, (at, count) in enumerate(units) for _ in range(count)
    ]
    singles.sort()
    taken = [0] * len(units)
    for rate_ppm, (minus_price, place) in zip(steps, singles, strict=True):
        if rate_ppm:
            room = -minus_price - lines[units[place][0]].floor
            taken[place] += min(percent_minor(-minus_price, rate_ppm, policy.rounding), room)
    return taken


def climb(benefit: Ladder, reached: int) -> tuple[Rung | None, int]:
    """Find the rung that a sum or count reaches, and how many times over it counts."""
    if benefit.every:
        rung = benefit.rungs[0]
        times = reached // rung.at
        if benefit.most_times is not None:
            times = min(times, benefit.most_times)
        return (rung, times) if times else (None, 0)
    best = None
    for rung in benefit.rungs:
        if reached >= rung.at:
            best = rung
    return best, 1 if best else 0


def off_ladder(rung: Rung, times: int, base: int, rate_base: int, policy: Policy) -> int:
    """Say what a rung takes off a sum, so many times over."""
    cut = rung.cut
    if cut.amount is not None:
        return min(cut.amount * times, base)
    return off_sum(cut, base, rate_base, policy)
