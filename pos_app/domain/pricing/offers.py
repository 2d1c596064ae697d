"""Gifts and add-ons that a basket has earned, and of which it holds nothing yet."""

from pos_app.domain.pricing.board import Board
from pos_app.domain.pricing.bundle import RuleBundle, sets_touched
from pos_app.domain.pricing.circumstances import Circumstances, why_not_live
from pos_app.domain.pricing.sums import needs_met
from pos_app.domain.pricing.trace import OpenOffer

MOST_OFFERS = 3


def open_offers(board: Board, bundle: RuleBundle, around: Circumstances) -> tuple[OpenOffer, ...]:
    """List what the customer may have now: the cashier scans it, and the rule gives it.

    Only what something has to be done for (goods bought, a right of the member): an ordinary
    reduction of goods that are not there is an advertisement.
    """
    found = [
        OpenOffer(rule.id, rule.name_zh, rule.name_en)
        for rule in bundle.earned
        if not any(board.of(items) for items in sets_touched(rule))
        and not why_not_live(rule, around)
        and needs_met(rule.needs, board, None)
    ]
    return tuple(found[:MOST_OFFERS])
