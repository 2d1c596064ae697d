"""What a finished transaction moves in the points ledger: a sale, a return, a post void."""

from collections.abc import Iterable
from dataclasses import replace

from pos_app.domain.identifiers import BusinessDate
from pos_app.domain.money import allocate
from pos_app.domain.points import SPENT, PointsKnown, PointsMove
from pos_app.domain.pricing.earning import PURCHASE
from pos_app.domain.pricing.spending import POINTS_RULE
from pos_app.domain.pricing.trace import PriceTrace
from pos_app.domain.returns import ReturnableLine, ReturnableSale
from pos_app.domain.transaction import Line, ReturnLine


def points_spent(trace: PriceTrace) -> int:
    """Say how many points a priced basket takes for money off."""
    return sum(entry.times for entry in trace.applications if entry.rule == POINTS_RULE)


def moves_of_sale(
    trace: PriceTrace, known: PointsKnown, expires_on: BusinessDate | None
) -> tuple[PointsMove, ...]:
    """Give the moves of a member's sale; spending uses the allowance first that ends first.

    The purchase itself always stands in the ledger, also when it earned nothing: it counts for the
    tier. An allowance that ended since the points were taken is used all the same: a price does not
    change under the customer's eyes.
    """
    earned = {entry.rule: entry.points for entry in trace.points}
    earned.setdefault(PURCHASE, 0)
    moves = [PointsMove(rule, points, 0, expires_on) for rule, points in earned.items()]
    open_points = points_spent(trace)
    for one in sorted(known.allowances, key=lambda one: (one.expires_ms, one.grant_no)):
        used = min(open_points, one.left)
        if used:
            moves.append(PointsMove(SPENT, -used, one.grant_no))
            open_points -= used
    if open_points:
        # The disk was restored while this was being paid: no allowance of it counts any more, and
        # the price stands all the same. The cloud sees by the missing grant what it was.
        moves.append(PointsMove(SPENT, -open_points))
    return tuple(moves)


def moves_of_return(
    sale: ReturnableSale, lines: Iterable[Line], recorded: Iterable[PointsMove]
) -> tuple[PointsMove, ...]:
    """Give the opposite moves for goods of one sale that come back with these lines.

    Each move of the sale goes back by what was paid for the lines it was for (points spent: by what
    they took off them), cumulatively: in any order and any split, in all exactly what was moved.
    """
    receipt = sale.completed.receipt
    back = {line.sold.line.number: 0 for line in sale.lines}
    for line in lines:
        original = line.original if isinstance(line, ReturnLine) and not line.is_voided else None
        if original is not None and original.receipt == receipt:
            back[original.line_number] += line.quantity.thousandths
    moves = []
    for move in recorded:
        is_own = move.points < 0 if move.reason == SPENT else move.points >= 0
        if not is_own:
            continue
        weights = _weights(sale, move.reason)
        before = sum(_part(line, weight, 0) for line, weight in weights)
        after = sum(_part(line, weight, back[line.sold.line.number]) for line, weight in weights)
        whole = sum(weight for _, weight in weights)
        part = _share(move.points, after, whole) - _share(move.points, before, whole)
        if part or move.reason == PURCHASE:
            moves.append(replace(move, points=-part, of=str(receipt)))
    return tuple(moves)


def moves_of_post_void(recorded: Iterable[PointsMove], receipt: str) -> tuple[PointsMove, ...]:
    """Give the mirror image of what a transaction moved."""
    return tuple(
        replace(move, points=-move.points, of=f"{receipt}#{at}") for at, move in enumerate(recorded)
    )


def _weights(sale: ReturnableSale, reason: str) -> list[tuple[ReturnableLine, int]]:
    """Give what a move hangs on: lines of the sale, each with its weight."""
    trace = sale.completed.priced.trace
    by_line: dict[int, int] = {}
    if reason == SPENT:
        for application in trace.applications:
            if application.rule == POINTS_RULE:
                by_line = {share.line: share.off for share in application.shares}
    else:
        named = [set(entry.lines) for entry in trace.points if entry.rule == reason]
        by_line = {
            line.sold.line.number: line.sold.amount.minor
            for line in sale.lines
            if any(line.sold.line.number in lines for lines in named)
        }
    return [(line, by_line.get(line.sold.line.number, 0)) for line in sale.lines]


def _part(line: ReturnableLine, weight: int, more: int) -> int:
    """Say how much of a line's weight has come back, with so many thousandths more."""
    whole = line.sold.line.quantity.thousandths
    back = min(line.returned.thousandths + more, whole)
    return allocate(weight, [back, whole - back])[0]


def _share(points: int, part: int, whole: int) -> int:
    """Give the share of a move; rounding towards nothing until all has come back."""
    if not whole:
        return 0
    shared = abs(points) * part // whole
    return shared if points >= 0 else -shared
