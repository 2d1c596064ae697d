"""Points that a priced basket earns for its member, and which rule gives how many of them."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Final

from pos_app.domain.pricing.board import lay_out
from pos_app.domain.pricing.bundle import PointsProgram, RuleBundle
from pos_app.domain.pricing.circumstances import Circumstances, why_not_live
from pos_app.domain.pricing.priced import PricedLine, PricedTransaction
from pos_app.domain.pricing.rule import WHOLE_PPM, Phase, PointsCut, Rule
from pos_app.domain.pricing.sums import needs_met
from pos_app.domain.pricing.trace import PointsEarned
from pos_app.domain.transaction import SaleLine

PURCHASE: Final = "#purchase"
"""The reason of what the program itself gives; no rule is called like this."""

MOST_POINTS = 10**12
"""What one rule gives for one sale at most: a record has no room for more, nor anybody a use."""


def with_points(
    priced: PricedTransaction, bundle: RuleBundle, around: Circumstances
) -> PricedTransaction:
    """Add to a priced basket what its member earns by it; nobody in particular earns nothing."""
    points = _earned(priced, bundle, around) if around.buyer.is_member else ()
    if not points:
        return priced
    trace = priced.trace
    trace = replace(
        trace,
        bundle=bundle.id,
        version=bundle.version,
        hash=bundle.hash,
        points=points,
    )
    return replace(priced, trace=trace)


def _earned(
    priced: PricedTransaction, bundle: RuleBundle, around: Circumstances
) -> tuple[PointsEarned, ...]:
    """Say which rule gives how many points for what is paid after all discounts, tax included.

    The program gives ``earn_points`` for every full ``earn_per``. Of several multipliers on a line
    the highest counts, which is the best for the member; it multiplies the points for the full
    ``earn_per`` of all the lines it is the highest on. Bonuses add up, once for each rule.

    Rounding: down, once for the program and once for each multiplier.
    """
    program = bundle.points
    sold = [line for line in priced.lines if _is_paid(line)]
    sets = {line.line.number: _sets_of(bundle, line) for line in sold}
    base = [line for line in sold if program.earn_items in sets[line.line.number]]
    if not program.earn_per or not base:
        return ()
    found = [_of(PURCHASE, "购物积分", "Points for the purchase", base, program)]
    rules = _live(priced, bundle, around)
    best = _highest(base, sets, rules)
    for rule, cut in rules:
        lines = [line for line in base if best.get(line.line.number) == rule.id]
        more = _of(rule.id, rule.name_zh, rule.name_en, lines, program)
        times = more.points * max(cut.times_ppm - WHOLE_PPM, 0) // WHOLE_PPM
        touched = [line for line in sold if cut.items in sets[line.line.number]]
        if cut.bonus and touched:
            seen = sum(line.amount.minor for line in touched)
            numbers = tuple(line.line.number for line in touched)
            more = replace(more, lines=numbers, seen=seen)
            times += cut.bonus
        found.append(replace(more, points=times))
    return tuple(
        replace(entry, points=min(entry.points, MOST_POINTS)) for entry in found if entry.points
    )


def _is_paid(line: PricedLine) -> bool:
    return isinstance(line.line, SaleLine) and not line.line.is_voided and line.amount.minor > 0


def _sets_of(bundle: RuleBundle, line: PricedLine) -> tuple[int, ...]:
    assert isinstance(line.line, SaleLine)
    return bundle.sets_of(line.line.item, line.line.unit_price.minor)


def _of(
    rule: str, name_zh: str, name_en: str, lines: Sequence[PricedLine], program: PointsProgram
) -> PointsEarned:
    seen = sum(line.amount.minor for line in lines)
    points = program.earn_points * (seen // program.earn_per)
    numbers = tuple(line.line.number for line in lines)
    return PointsEarned(rule, name_zh, name_en, points, seen, numbers)


def _live(
    priced: PricedTransaction, bundle: RuleBundle, around: Circumstances
) -> list[tuple[Rule, PointsCut]]:
    """List the multipliers and bonuses that may be used now, in the bundle's order."""
    live = [
        (rule, rule.benefit)
        for rule in bundle.rules
        if rule.phase is Phase.POINTS
        and isinstance(rule.benefit, PointsCut)
        and rule.campaign is None
        and not why_not_live(rule, around)
    ]
    if not any(rule.needs for rule, _ in live):
        return live
    board = lay_out(
        (
            (at, line.line, line.extended.minor)
            for at, line in enumerate(priced.lines)
            if isinstance(line.line, SaleLine) and not line.line.is_voided
        ),
        bundle,
    )
    left = [priced.lines[line.at].net.minor for line in board.lines]
    return [(rule, cut) for rule, cut in live if needs_met(rule.needs, board, left)]


def _highest(
    lines: Iterable[PricedLine],
    sets: dict[int, tuple[int, ...]],
    rules: Sequence[tuple[Rule, PointsCut]],
) -> dict[int, str]:
    """Give each line the rule that multiplies most; of equals the first in the bundle's order."""
    best: dict[int, str] = {}
    for line in lines:
        number = line.line.number
        most = WHOLE_PPM
        for rule, cut in rules:
            if cut.times_ppm > most and cut.items in sets[number]:
                best[number], most = rule.id, cut.times_ppm
    return best
