"""What is missing to the next reduction, and why a coupon does nothing on this basket."""

from collections.abc import Sequence
from dataclasses import dataclass

from pos_app.domain.pricing.benefits import climb
from pos_app.domain.pricing.board import Board
from pos_app.domain.pricing.bundle import Choose, Policy, sets_touched
from pos_app.domain.pricing.circumstances import PresentedCoupon
from pos_app.domain.pricing.plan import Plan
from pos_app.domain.pricing.rule import Ladder, Need, Phase, Rule
from pos_app.domain.pricing.sums import LaterRules, LiveRule, SumUse, sum_of
from pos_app.domain.pricing.trace import NextReduction, UnusedCoupon

MOST_HINTS = 3
_MOST_TRIALS = 4
"""How many hints are tried out at most, nearest first; each prices the later rules again."""

_MOST_RAISES = 5
"""How often the missing sum is raised when earlier rates take a part of what is added."""


@dataclass(frozen=True, slots=True)
class _Lack:
    """What a rule lacks to its next rung."""

    live: LiveRule
    rung_at: int
    money: int
    units: int


def next_reductions(
    board: Board, sums: Sequence[LiveRule], plan: Plan, policy: Policy
) -> tuple[NextReduction, ...]:
    """List what the next rungs ask for and give more, the nearest first.

    Each was tried out: a line of the missing sum (or of so many pieces) that no rule on units
    touches, in the goods of the rule, lowers what the rest costs by the gain at least.
    """
    lacks = []
    for live in sums:
        if not live.coupon and _may_be_used(live, plan):
            lack = _lack_of(board, live, plan)
            if lack is not None:
                lacks.append(lack)
    lacks.sort(key=lambda lack: (lack.money, lack.units, lack.live.order))
    found: list[NextReduction] = []
    for lack in lacks[:_MOST_TRIALS]:
        hint = _try_out(board, lack, _beside(lack.live, sums, plan, policy), plan, policy)
        if hint is not None:
            found.append(hint)
    found.sort(key=lambda hint: (hint.missing, hint.missing_count, -hint.gain, hint.rule))
    return tuple(found[:MOST_HINTS])


def _may_be_used(live: LiveRule, plan: Plan) -> bool:
    """Tell whether a rule can be added to what is used, perhaps in the place of a rival on sums."""
    if live.most_times == 0 or live.most_off == 0:
        return False
    used = [use.live for use in plan.assignment.groups]
    used += [single.live for single in plan.assignment.singles]
    later = [use.live for use in plan.sums]
    if any(other.rule.is_exclusive and other is not live for other in [*used, *later]):
        return False
    if live.rule.is_exclusive and (used or any(other is not live for other in later)):
        return False
    name = live.rule.exclusivity
    return not name or all(other.rule.exclusivity != name for other in used)


def _lack_of(board: Board, live: LiveRule, plan: Plan) -> _Lack | None:
    benefit = live.rule.benefit
    assert isinstance(benefit, Ladder)
    left = _left_before(live, plan.assignment.left(board), plan.sums)
    base = sum_of(board, benefit.items, left)
    reached = board.unit_count(benefit.items) if benefit.by_count else base
    rung_at = _rung_above(live, benefit, reached)
    money, units = _short_of(live.rule.needs, board, left)
    if rung_at is None and (money or units):
        now, times = climb(benefit, reached)
        rung_at = now.at * max(times, 1) if now else None
    if rung_at is None:
        return None
    if benefit.by_count:
        units = max(units, rung_at - reached)
    else:
        money = max(money, rung_at - reached)
    return _Lack(live, rung_at, money, units) if money or units else None


def _left_before(live: LiveRule, left: list[int], uses: Sequence[SumUse]) -> list[int]:
    """Say what is left of each line when a rule has its turn; ``left`` is changed."""
    for use in uses:
        if use.live.order < live.order:
            for at, off in use.shares:
                left[at] -= off
    return left


def _beside(live: LiveRule, sums: Sequence[LiveRule], plan: Plan, policy: Policy) -> list[LiveRule]:
    """List the later rules to be used with one more, which takes the place of its rival.

    In the order of the rules all of them are used that are earned, also by what is added.
    """
    used = [use.live for use in plan.sums]
    if policy.choose is Choose.PRIORITY:
        used = [other for other in used if other.rule.phase is Phase.STACKED] + list(sums)
    name = live.rule.exclusivity
    beside = [
        other for other in used if other is live or not name or other.rule.exclusivity != name
    ]
    return sorted({other.order: other for other in [*beside, live]}.values(), key=_order)


def _order(live: LiveRule) -> int:
    return live.order


def _try_out(
    board: Board, lack: _Lack, rules: Sequence[LiveRule], plan: Plan, policy: Policy
) -> NextReduction | None:
    """Add what is missing; more of it while earlier rates take a part of what is added."""
    rule, money = lack.live.rule, lack.money
    for _ in range(_MOST_RAISES):
        added = max(money, lack.units)
        more = board.with_line(added, max(lack.units, 1), _sets_of(rule))
        left = [*plan.assignment.left(board), added]
        stacked = [live for live in rules if live.rule.phase is Phase.STACKED]
        later = [live for live in rules if live.rule.phase is Phase.TRANSACTION]
        after = list(left)
        uses = LaterRules(more, stacked, later, policy).apply(after)
        short = _lack_in(more, lack, _left_before(lack.live, left, uses))
        if not short:
            gain = plan.total + added - sum(after)
            hint = NextReduction(rule.id, rule.name_zh, rule.name_en, money, lack.units, gain)
            return hint if gain > 0 else None
        money += short
    return None


def _lack_in(board: Board, lack: _Lack, left: Sequence[int]) -> int:
    """Say what is still missing to the rung, or to what its rule needs."""
    benefit = lack.live.rule.benefit
    assert isinstance(benefit, Ladder)
    short, _ = _short_of(lack.live.rule.needs, board, left)
    if benefit.by_count:
        return short
    return max(short, lack.rung_at - sum_of(board, benefit.items, left))


def _sets_of(rule: Rule) -> tuple[int, ...]:
    return (*sets_touched(rule), *(need.items for need in rule.needs))


def _rung_above(live: LiveRule, benefit: Ladder, reached: int) -> int | None:
    if benefit.every:
        at = benefit.rungs[0].at
        times = reached // at
        most = [m for m in (benefit.most_times, live.most_times) if m is not None]
        return None if most and times >= min(most) else at * (times + 1)
    return min([rung.at for rung in benefit.rungs if rung.at > reached], default=None)


def _short_of(needs: Sequence[Need], board: Board, left: Sequence[int]) -> tuple[int, int]:
    money = units = 0
    for need in needs:
        if need.spend:
            whole = sum_of(board, need.items, None if need.of_shelf_price else left)
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
    money, units = _short_of(rule.needs, board, left)
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
