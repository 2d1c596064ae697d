"""The promotions of a transaction: which rules are alive, what they take off, and why."""

from collections.abc import Sequence

from pos_app.domain.pricing.applied import applications_of
from pos_app.domain.pricing.board import Board, lay_out
from pos_app.domain.pricing.bundle import Choose, RuleBundle, sets_touched
from pos_app.domain.pricing.choosing import choose
from pos_app.domain.pricing.circumstances import Circumstances, left_of, why_not_live
from pos_app.domain.pricing.hints import next_reductions, why_unused
from pos_app.domain.pricing.offers import open_offers
from pos_app.domain.pricing.plan import Plan
from pos_app.domain.pricing.rule import Phase, Rule, fewer
from pos_app.domain.pricing.sums import LiveRule, needs_met
from pos_app.domain.pricing.trace import NO_TRACE, Application, PriceTrace, UnusedCoupon
from pos_app.domain.pricing.working import Working
from pos_app.domain.transaction import SaleLine


def promote(
    working: Sequence[Working], bundle: RuleBundle, around: Circumstances, currency: str
) -> PriceTrace:
    """Take off what the rules give, and say why; the lines in ``working`` are changed."""
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
    applications = applications_of(board, plan, lines)
    for at, application in enumerate(applications):
        is_share = application.phase is Phase.TRANSACTION
        by_line: dict[int, int] = {}
        for share in application.shares:
            by_line[share.line] = by_line.get(share.line, 0) + share.off
        for number, off in by_line.items():
            if off:
                working[number - 1].take_by_rule(off, at, currency, is_share=is_share)
    sums = [live for live in rules if live.rule.phase is Phase.TRANSACTION]
    return PriceTrace(
        bundle=bundle.id,
        version=bundle.version,
        hash=bundle.hash,
        is_best=bundle.policy.choose is Choose.BEST,
        is_proved=plan.is_proved,
        steps=steps,
        applications=tuple(applications),
        next_reductions=next_reductions(board, sums, plan, bundle.policy),
        open_offers=open_offers(board, bundle, around) if board.lines else (),
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
    return fewer(caps.most_off, budget), fewer(caps.most_times, times)


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
