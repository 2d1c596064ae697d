"""What a transaction costs: lines, promotions, discounts and their shares, tax. Pure and whole.

The whole basket is priced every time. Inside, amounts are bare integers of the transaction's minor
unit and become Money at the end.

Order of things: unit price × quantity (or the price printed in the code); the rules of the bundle
(units, then stacked on lines, then on sums, see choosing.py); what an operator gives, first on
lines, then on the whole; points for money off; then tax. Tax is found once per group on the
group's sum and shared back over its lines, so the lines add up to the receipt. A return line brings
its own amounts with it.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

from pos_app.domain.money import Money, Rounding, allocate
from pos_app.domain.pricing.board import Board, lay_out
from pos_app.domain.pricing.bundle import NO_RULES, Choose, RuleBundle, sets_touched
from pos_app.domain.pricing.choosing import choose
from pos_app.domain.pricing.circumstances import (
    NOBODY,
    Circumstances,
    left_of,
    why_not_live,
)
from pos_app.domain.pricing.hints import next_reductions, why_unused
from pos_app.domain.pricing.plan import Plan
from pos_app.domain.pricing.priced import PricedTransaction, check_sums
from pos_app.domain.pricing.rule import GroupCut, Ladder, Phase, Rule
from pos_app.domain.pricing.sums import LiveRule, needs_met
from pos_app.domain.pricing.trace import (
    NO_TRACE,
    Application,
    PriceTrace,
    TracedNeed,
    TracedShare,
    UnusedCoupon,
)
from pos_app.domain.pricing.working import (
    Working,
    find_taxes,
    finish,
    share_discount,
    start,
    take_line_discounts,
)
from pos_app.domain.transaction import RetailTransaction, ReturnLine, SaleLine

POINTS_RULE = "points"
"""The name under which points for money off stand in the trace."""


@dataclass(frozen=True, slots=True)
class StoreRounding:
    """How this store rounds what is weighed, and tax."""

    extend: Rounding = Rounding.HALF_UP
    tax: Rounding = Rounding.HALF_UP


def price(
    transaction: RetailTransaction,
    bundle: RuleBundle = NO_RULES,
    around: Circumstances = NOBODY,
    rounding: StoreRounding = StoreRounding(),
) -> PricedTransaction:
    """Work out every amount of a transaction.

    Rounding: once per line when a weighed quantity is extended, once per percentage, once per tax
    group; shares never lose a unit.
    """
    currency = transaction.currency
    working = [start(line, rounding.extend) for line in transaction.lines]
    trace = _promote(working, bundle, around, currency)
    take_line_discounts(working, currency)
    for discount in transaction.discounts:
        share_discount(discount, working, currency)
    if around.points_to_spend:
        trace = _spend_points(working, bundle, around, currency, trace)
    taxes = find_taxes(working, currency, rounding.tax)
    lines = tuple(finish(entry, currency) for entry in working)
    subtotal = sum(entry.extended for entry in working)
    net = sum(entry.net for entry in working)
    total = sum(line.amount.minor for line in lines)
    back = sum(
        -line.rounding.minor for line in transaction.live_lines if isinstance(line, ReturnLine)
    )
    result = PricedTransaction(
        transaction=transaction,
        lines=lines,
        taxes=taxes,
        subtotal=Money(subtotal, currency),
        discount=Money(subtotal - net, currency),
        tax_added=Money(total - net, currency),
        total=Money(total, currency),
        rounding_back=Money(back, currency),
        trace=trace,
    )
    check_sums(result)
    return result


def _promote(
    working: Sequence[Working], bundle: RuleBundle, around: Circumstances, currency: str
) -> PriceTrace:
    if not bundle.rules and not around.coupons:
        return NO_TRACE
    sold = (
        (at, entry.line, entry.extended)
        for at, entry in enumerate(working)
        if isinstance(entry.line, SaleLine) and not entry.line.is_voided
    )
    board = lay_out(sold, bundle)
    rules, sleeping = _live_rules(board, bundle, around)
    usable = [
        live
        for live in rules
        if not live.rule.needs
        or live.rule.phase is Phase.TRANSACTION
        or needs_met(live.rule.needs, board, None)
    ]
    plan, steps = choose(board, usable, bundle.policy)
    lines = [working[line.at].line.number for line in board.lines]
    applications = _applications(board, plan, lines)
    for at, application in enumerate(applications):
        is_share = application.phase is Phase.TRANSACTION
        by_line: dict[int, int] = {}
        for share in application.shares:
            by_line[share.line] = by_line.get(share.line, 0) + share.off
        for number, off in by_line.items():
            if off:
                working[number - 1].take_by_rule(off, at, currency, is_share=is_share)
    given = {use.live.order: use.off for use in plan.sums}
    sums = [live for live in rules if live.rule.phase is Phase.TRANSACTION]
    return PriceTrace(
        bundle=bundle.id,
        version=bundle.version,
        hash=bundle.hash,
        is_best=bundle.policy.choose is Choose.BEST,
        is_proved=plan.is_proved,
        steps=steps,
        applications=tuple(applications),
        next_reductions=next_reductions(board, sums, plan.left, given, bundle.policy),
        unused_coupons=_unused(board, around, sleeping, applications, plan),
    )


def _live_rules(
    board: Board, bundle: RuleBundle, around: Circumstances
) -> tuple[list[LiveRule], dict[str, str]]:
    """List the rules that may be used, in order; and of coupons' rules why they may not."""
    wanted: list[tuple[Rule, str]] = []
    for at in bundle.rules_touching(board.members):
        rule = bundle.rules[at]
        if (
            rule.campaign is None
            and rule.phase is not Phase.POINTS
            and not why_not_live(rule, around)
        ):
            wanted.append((rule, ""))
    sleeping: dict[str, str] = {}
    if around.coupons:
        for coupon in around.coupons:
            sleeping[coupon.number] = coupon.why_not or why_not_live(coupon.rule, around)
            if not sleeping[coupon.number] and any(
                board.of(items) for items in sets_touched(coupon.rule)
            ):
                wanted.append((coupon.rule, coupon.number))
        wanted.sort(key=lambda pair: (-pair[0].priority, pair[0].id, pair[1]))
    live = []
    coupons_of: dict[str, int] = {}
    for order, (rule, coupon_number) in enumerate(wanted):
        place = coupons_of.get(rule.id, 0)
        coupons_of[rule.id] = place + 1
        count = sum(other is rule for other, _ in wanted) if coupon_number else 1
        most_off, most_times = _leave(rule, around, place, count)
        live.append(LiveRule(order, rule, coupon_number, most_off, most_times))
    return live, sleeping


def _leave(
    rule: Rule, around: Circumstances, place: int, count: int
) -> tuple[int | None, int | None]:
    """Say how much and how often a rule may be used here; None is no limit.

    Coupons of one campaign share what is left of its uses and its budget, so that together they
    never exceed it: one use each, the rest to the first; the budget to the first that may need it.
    """
    caps = rule.caps
    times, budget = left_of(rule, around.used)
    if times is not None and count > 1:
        usable = min(times, count)
        times = 0 if place >= usable else 1 if place else times - usable + 1
    if budget is not None and place:
        budget = 0 if caps.most_off is None else max(budget - place * caps.most_off, 0)
    return _fewer(caps.most_off, budget), _fewer(caps.most_times, times)


def _fewer(a: int | None, b: int | None) -> int | None:
    if a is None:
        return b
    return a if b is None else min(a, b)


def _applications(board: Board, plan: Plan, lines: Sequence[int]) -> list[Application]:
    """Bring what a plan uses into one application for each rule (and coupon), in their order."""
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


def _unused(
    board: Board,
    around: Circumstances,
    sleeping: dict[str, str],
    applications: Sequence[Application],
    plan: Plan,
) -> tuple[UnusedCoupon, ...]:
    used = {application.coupon for application in applications}
    return tuple(
        why_unused(coupon, sleeping[coupon.number], board, plan.left)
        for coupon in around.coupons
        if coupon.number not in used
    )


def points_worth(bundle: RuleBundle, points: int, total: int) -> tuple[int, int]:
    """Say how many of these points can be spent on a total, and what they take off it.

    Whole blocks only, within the share of the total that the program allows.
    """
    program = bundle.points
    if not program.spend_block or points <= 0 or total <= 0:
        return 0, 0
    most = total * program.most_ppm // 1_000_000
    blocks = min(points // program.spend_block, most // program.block_worth)
    return blocks * program.spend_block, blocks * program.block_worth


def _spend_points(
    working: Sequence[Working],
    bundle: RuleBundle,
    around: Circumstances,
    currency: str,
    trace: PriceTrace,
) -> PriceTrace:
    sold = [
        entry
        for entry in working
        if isinstance(entry.line, SaleLine) and not entry.line.is_voided and entry.net > 0
    ]
    total = sum(entry.net for entry in sold)
    points = min(around.points_to_spend, around.buyer.points)
    points, off = points_worth(bundle, points, total)
    if not off:
        return trace
    at = len(trace.applications)
    shares = []
    for entry, share in zip(sold, allocate(off, [entry.net for entry in sold]), strict=True):
        if share:
            entry.take_by_rule(share, at, currency, is_share=True)
            shares.append(TracedShare(entry.line.number, 1, share))
    application = Application(
        POINTS_RULE,
        "积分抵现",
        "Points for money off",
        Phase.POINTS,
        total,
        off,
        tuple(shares),
        points,
    )
    return PriceTrace(
        bundle=trace.bundle or bundle.id,
        version=trace.version or bundle.version,
        hash=trace.hash or bundle.hash,
        is_best=trace.is_best,
        is_proved=trace.is_proved,
        steps=trace.steps,
        applications=(*trace.applications, application),
        next_reductions=trace.next_reductions,
        unused_coupons=trace.unused_coupons,
    )
