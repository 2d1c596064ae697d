"""What is missing to the next reduction, and why a coupon does nothing on this basket."""

from collections.abc import Sequence

from pos_app.domain.pricing.benefits import climb, off_ladder
from pos_app.domain.pricing.board import Board
from pos_app.domain.pricing.bundle import Policy, sets_touched
from pos_app.domain.pricing.circumstances import PresentedCoupon
from pos_app.domain.pricing.rule import Ladder, Need, Rung
from pos_app.domain.pricing.sums import LiveRule, sum_of
from pos_app.domain.pricing.trace import NextReduction, UnusedCoupon

MOST_HINTS = 3


def next_reductions(
    board: Board,
    sums: Sequence[LiveRule],
    left: Sequence[int],
    given: dict[int, int],
    policy: Policy,
) -> tuple[NextReduction, ...]:
    """List what the next rungs ask for and give more, the nearest first.

    ``left`` is what is left of each line, ``given`` what each rule (by order) took off already; a
    rung looks at the sum as it was before its rule.
    """
    found = []
    for live in sums:
        benefit = live.rule.benefit
        if not isinstance(benefit, Ladder) or live.coupon:
            continue
        if live.most_off is not None and given.get(live.order, 0) >= live.most_off:
            continue
        hint = _next_of(board, live, benefit, left, given.get(live.order, 0), policy)
        if hint is not None:
            found.append(hint)
    found.sort(key=lambda hint: (hint.missing, hint.missing_count, -hint.gain, hint.rule))
    return tuple(found[:MOST_HINTS])


def _next_of(
    board: Board,
    live: LiveRule,
    benefit: Ladder,
    left: Sequence[int],
    given: int,
    policy: Policy,
) -> NextReduction | None:
    base = sum_of(board, benefit.items, left) + given
    reached = board.unit_count(benefit.items) if benefit.by_count else base
    rung = _rung_above(live, benefit, reached)
    missing = (rung.at - reached) if rung else 0
    short, short_count = _short_of(live.rule.needs, board, left, given)
    if rung is None and (short or short_count):
        now, _ = climb(benefit, reached)
        rung = now
    if rung is None or not (missing or short or short_count):
        return None
    missing_money = max(0 if benefit.by_count else missing, short)
    missing_count = max(missing if benefit.by_count else 0, short_count)
    base_then = base + missing_money
    times = (base_then // rung.at) if benefit.every else 1
    gain = off_ladder(rung, max(times, 1), base_then, base_then, policy)
    if live.most_off is not None:
        gain = min(gain, live.most_off)
    rule = live.rule
    if gain <= given:
        return None
    return NextReduction(
        rule.id, rule.name_zh, rule.name_en, missing_money, missing_count, gain - given
    )


def _rung_above(live: LiveRule, benefit: Ladder, reached: int) -> Rung | None:
    if benefit.every:
        rung = benefit.rungs[0]
        times = reached // rung.at
        most = [m for m in (benefit.most_times, live.most_times) if m is not None]
        if most and times >= min(most):
            return None
        return Rung((times + 1) * rung.at, rung.cut) if not times else _repeated(rung, times + 1)
    above = [rung for rung in benefit.rungs if rung.at > reached]
    return min(above, key=lambda rung: rung.at) if above else None


def _repeated(rung: Rung, times: int) -> Rung:
    """Give a rung that stands for a repeated one: so many full sums, so many cuts."""
    return Rung(rung.at * times, rung.cut)


def _short_of(
    needs: Sequence[Need], board: Board, left: Sequence[int], given: int
) -> tuple[int, int]:
    money = units = 0
    for need in needs:
        if need.spend:
            whole = sum_of(board, need.items, None if need.of_shelf_price else left)
            if not need.of_shelf_price:
                whole += given
            money = max(money, need.spend - whole)
        units = max(units, need.count - board.unit_count(need.items))
    return money, units


def why_unused(
    coupon: PresentedCoupon, why_not: str, board: Board, left: Sequence[int]
) -> UnusedCoupon:
    """Say why an accepted coupon does nothing here."""
    if why_not:
        return UnusedCoupon(coupon.number, why_not)
    rule = coupon.rule
    if not any(board.of(items) for items in sets_touched(rule)):
        return UnusedCoupon(coupon.number, "NOTHING_ELIGIBLE")
    money, units = _short_of(rule.needs, board, left, 0)
    benefit = rule.benefit
    if isinstance(benefit, Ladder):
        reached = (
            board.unit_count(benefit.items)
            if benefit.by_count
            else sum_of(board, benefit.items, left)
        )
        first = min(rung.at for rung in benefit.rungs)
        if benefit.by_count:
            units = max(units, first - reached)
        else:
            money = max(money, first - reached)
    if money > 0:
        return UnusedCoupon(coupon.number, "NEEDS_MORE", money)
    if units > 0:
        return UnusedCoupon(coupon.number, "NEEDS_MORE_UNITS", units)
    return UnusedCoupon(coupon.number, "BETTER_WITHOUT")
