"""Points for money off: what they are worth on a total, and their shares on the lines."""

from collections.abc import Sequence
from dataclasses import replace

from pos_app.domain.money import allocate
from pos_app.domain.pricing.bundle import RuleBundle
from pos_app.domain.pricing.circumstances import Circumstances
from pos_app.domain.pricing.rule import Phase
from pos_app.domain.pricing.trace import Application, PriceTrace, TracedShare
from pos_app.domain.pricing.working import Working
from pos_app.domain.transaction import SaleLine

POINTS_RULE = "points"
"""The name under which points for money off stand in the trace."""


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


def spend_points(
    working: Sequence[Working],
    bundle: RuleBundle,
    around: Circumstances,
    currency: str,
    trace: PriceTrace,
) -> PriceTrace:
    """Take off what the points asked for are worth, last of all, and add it to the trace."""
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
    return replace(
        trace,
        bundle=trace.bundle or bundle.id,
        version=trace.version or bundle.version,
        hash=trace.hash or bundle.hash,
        applications=(*trace.applications, application),
    )
