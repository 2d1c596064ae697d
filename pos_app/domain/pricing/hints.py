"""What is missing to the next reduction, and why a coupon does nothing on this basket."""

from collections.abc import Sequence
from dataclasses import dataclass

from pos_app.domain.pricing.benefits import climb
from pos_app.domain.pricing.board import Board
from pos_app.domain.pricing.bundle import Choose, Policy, sets_touched
from pos_app.domain.pricing.circumstances import PresentedCoupon
from pos_app.domain.pricing.plan import Plan
from pos_app.domain.pricing.rule import EVERYTHING, Ladder, Need, Phase
from pos_app.domain.pricing.sums import LaterRules, LiveRule, SumUse, sum_of
from pos_app.domain.pricing.trace import NextReduction, UnusedCoupon

MOST_HINTS = 2
_MOST_RAISES = 4
"""How often the missing sum is raised when earlier rates take a part of what is added."""


@dataclass(frozen=True, slots=True)
class _Lack:
    """What a rule lacks to its next rung."""

    live: LiveRule
    benefit: Ladder
    rung_at: int
    money: int
    units: int


def next_reductions(
    board: Board, sums: Sequence[LiveRule], plan: Plan, policy: Policy
) -> tuple[NextReduction, ...]:
    """List what the nearest rungs ask for and give more.

    Each was tried out: a line of the missing sum (or of so many pieces) that no rule on units
    touches, in the goods of the rule, lowers what the rest costs by the gain at least.
    """
    lacks = _lacks(board, sums, plan)
    if not lacks:
        return ()
    lacks.sort(key=lambda lack: (lack.money, lack.units, lack.live.order))
    trial = _Trial(board, sums, plan, policy)
    found = [hint for lack in lacks[:MOST_HINTS] if (hint := trial.try_out(lack)) is not None]
    found.sort(key=lambda hint: (hint.missing, hint.missing_count, -hint.gain, hint.rule))
    return tuple(found)


def _lacks(board: Board, sums: Sequence[LiveRule], plan: Plan) -> list[_Lack]:
    """Say what each rule lacks, seen from what is left when it has its turn."""
    left = plan.assignment.left(board)
    uses = list(reversed(plan.sums))
    used = _Used(plan)
    found = []
    for live in sums:
        while uses and _turn(uses[-1].live) < _turn(live):
            for at, off in uses.pop().shares:
                left[at] -= off
        if not live.coupon and used.leaves_room_for(live):
            lack = _lack_of(board, live, left)
            if lack is not None:
                found.append(lack)
    return found


def _turn(live: LiveRule) -> tuple[int, int]:
    return live.rule.phase, live.order


class _Used:
    """What a plan uses, as far as it decides whether one more rule on a sum may be used."""

    def __init__(self, plan: Plan) -> None:
        on_units = {use.live.order: use.live for use in plan.assignment.groups}
        on_units |= {single.live.order: single.live for single in plan.assignment.singles}
        self.names = {live.rule.exclusivity for live in on_units.values()} - {""}
        self.orders = {*on_units, *(use.live.order for use in plan.sums)}
        later = any(use.live.rule.is_exclusive for use in plan.sums)
        self.is_exclusive = later or any(live.rule.is_exclusive for live in on_units.values())

    def leaves_room_for(self, live: LiveRule) -> bool:
        """Tell whether a rule can be added, perhaps in the place of a rival on sums."""
        if live.most_times == 0 or live.most_off == 0 or live.rule.exclusivity in self.names:
            return False
        others = self.orders - {live.order}
        return not others if live.rule.is_exclusive or self.is_exclusive else True


def _lack_of(board: Board, live: LiveRule, left: Sequence[int]) -> _Lack | None:
    benefit = live.rule.benefit
    assert isinstance(benefit, Ladder)
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
    return _Lack(live, benefit, rung_at, money, units) if money or units else None


class _Trial:
    """Prices the later rules again with a line more."""

    def __init__(self, board: Board, sums: Sequence[LiveRule], plan: Plan, policy: Policy) -> None:
        self._board = board
        self._plan = plan
        self._left = plan.assignment.left(board)
        stacked = [use.live for use in plan.sums if use.live.rule.phase is Phase.STACKED]
        self._later = LaterRules(board, stacked, sums, policy)
        self._is_in_order = policy.choose is Choose.PRIORITY
        self._names = _Used(plan).names
        used = {use.live.order for use in plan.sums}
        self._idle = {live.order for live in sums if live.order not in used}
        self._all = [*stacked, *sums]

    def try_out(self, lack: _Lack) -> NextReduction | None:
        """Add what is missing; more of it while earlier rates take a part of what is added."""
        rule, money = lack.live.rule, lack.money
        sets = (EVERYTHING, *sets_touched(rule), *(need.items for need in rule.needs))
        for _ in range(_MOST_RAISES):
            added = max(money, lack.units)
            more = self._board.with_line(added, max(lack.units, 1), sets)
            left = [*self._left, added]
            uses = self._apply(self._later.with_last_line(more, sets), lack.live, left)
            short = self._lack_in(more, lack, uses, added)
            if not short:
                gain = self._plan.total + added - sum(left)
                hint = NextReduction(rule.id, rule.name_zh, rule.name_en, money, lack.units, gain)
                return hint if gain > 0 else None
            money = _raised(money, short)
        return None

    def _apply(self, later: LaterRules, live: LiveRule, left: list[int]) -> list[SumUse]:
        """Use in their order all that are earned; or, for the best, what the plan uses and one."""
        if self._is_in_order:
            return later.apply_in_order(left, set(self._names))
        name = live.rule.exclusivity
        rivals = {other.order for other in self._all if name and other.rule.exclusivity == name}
        return later.apply(left, (self._idle | rivals) - {live.order})

    def _lack_in(self, board: Board, lack: _Lack, uses: Sequence[SumUse], added: int) -> int:
        """Say what is still missing to the rung, or to what its rule needs."""
        left = [*self._left, added]
        for use in uses:
            if _turn(use.live) < _turn(lack.live):
                for at, off in use.shares:
                    left[at] -= off
        short, _ = _short_of(lack.live.rule.needs, board, left)
        if lack.benefit.by_count:
            return short
        return max(short, lack.rung_at - sum_of(board, lack.benefit.items, left))


def _raised(money: int, short: int) -> int:
    """Say what to add after something was short: of what more is added, as much goes as before."""
    if short >= money:
        return money + short
    return max(money + short, money * money // (money - short))


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
