"""What a plan used, as the price trace keeps it: one application for each rule and coupon."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from pos_app.domain.pricing.board import Board
from pos_app.domain.pricing.plan import Plan
from pos_app.domain.pricing.rule import GroupCut, Ladder
from pos_app.domain.pricing.sums import LiveRule
from pos_app.domain.pricing.trace import Application, TracedNeed, TracedShare


def applications_of(board: Board, plan: Plan, lines: Sequence[int]) -> list[Application]:
    """List what a plan used, in the order of the rules; ``lines`` are the numbers of the lines."""
    used: dict[int, _Used] = {}
    for use in plan.assignment.groups:
        live, group = use.live, use.group
        into = used.get(live.order) or used.setdefault(live.order, _Used(live))
        first = into.times + 1
        into.times += group.times
        for (at, count), off in zip(group.units, group.offs, strict=True):
            units = count * group.times
            into.shares.append(TracedShare(lines[at], units, off * group.times, first))
            into.seen += board.lines[at].price * units
    for single in plan.assignment.singles:
        live, at = single.live, single.at
        into = used.get(live.order) or used.setdefault(live.order, _Used(live, times=1))
        into.shares.append(TracedShare(lines[at], single.units, single.off, 0))
        into.seen += board.lines[at].price * single.units
    for sum_use in plan.sums:
        live = sum_use.live
        shares = [TracedShare(lines[at], board.lines[at].units, off) for at, off in sum_use.shares]
        used[live.order] = _Used(live, sum_use.times, sum_use.seen, shares, sum_use.rung_at)
    ordered = sorted(used.values(), key=lambda each: (each.live.rule.phase, each.live.order))
    return [
        Application(
            each.live.rule.id,
            each.live.rule.name_zh,
            each.live.rule.name_en,
            each.live.rule.phase,
            each.seen,
            sum([share.off for share in each.shares]),
            tuple(each.shares),
            each.times,
            _needs(board, each, lines),
            each.live.coupon,
            each.live.rule.entitlement,
            each.live.rule.on_return,
        )
        for each in ordered
    ]


@dataclass(slots=True)
class _Used:
    """A rule as it was used, while its application is put together."""

    live: LiveRule
    times: int = 0
    seen: int = 0
    shares: list[TracedShare] = field(default_factory=list)
    rung_at: int = 0


def _needs(board: Board, used: _Used, lines: Sequence[int]) -> tuple[TracedNeed, ...]:
    """Say over which lines a rule needed what, so that a return can tell what it breaks."""
    rule, rung_at = used.live.rule, used.rung_at
    needs = [
        TracedNeed(
            tuple(lines[at] for at in board.of(need.items)),
            need.spend,
            max(need.count, need.count_of_one_line),
            need.of_shelf_price,
        )
        for need in rule.needs
    ]
    benefit = rule.benefit
    if rung_at and isinstance(benefit, Ladder):
        of_rung = tuple([lines[at] for at in board.of(benefit.items)])
        reached = rung_at * used.times if benefit.every else rung_at
        spend, count = (0, reached) if benefit.by_count else (reached, 0)
        needs.append(TracedNeed(of_rung, spend, count, is_each=benefit.every))
    if isinstance(benefit, GroupCut) and benefit.leaves_bought:
        *bought, reward = benefit.parts
        groups = -(-used.times // reward.count) if benefit.up_to else used.times
        for part in bought:
            beside = tuple(lines[at] for at in board.of(part.items))
            rewarded = sum(share.units for share in used.shares if share.line in beside)
            count = part.count * groups + rewarded
            needs.append(TracedNeed(beside, count=count, is_each=True))
    return tuple(needs)
