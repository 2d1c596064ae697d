"""How much cash a till holds: too much in the middle of a shift, and counted at its end.

It is counted once, and once more where the first count is far off. Whoever counts is not told what
was expected, nor by how much the first count differs; both are kept.
"""

from pos_app.domain import events_cash
from pos_app.domain.money import Money
from pos_app.domain.shift import Counts, Shift, count_total
from pos_app.errors import Refusal
from pos_app.services.desk import Desk
from pos_app.store import reporting, safe_facts, till_counts
from pos_app.store.database import Connection


def count_till(desk: Desk, counts: Counts) -> bool:
    """Take a count of the open shift; True when it is to be made once more, and this one is kept.

    Only the first count of a shift can come to that.

    Refuses: NOT_SIGNED_ON, SCREEN_LOCKED, SHIFT_NOT_OPEN, TRANSACTION_IS_OPEN,
    DENOMINATION_UNKNOWN, COUNT_OUT_OF_RANGE.
    """
    shift = shift_to_count(desk)
    counted = count_total(counts, desk.profile.denominations, desk.profile.currency)
    with desk.till.read() as connection:
        if not is_again_needed(desk, connection, shift, counted):
            return False
    with desk.till.write() as connection:
        event = events_cash.TillCounted(shift.number, counted, counts)
        safe_facts.apply(connection, desk.record(connection, event))
    return True


def shift_to_count(desk: Desk) -> Shift:
    """Give the shift whose till can be counted now.

    Refuses: NOT_SIGNED_ON, SCREEN_LOCKED, SHIFT_NOT_OPEN, TRANSACTION_IS_OPEN.
    """
    session = desk.require_session()
    if session.shift is None:
        raise Refusal("SHIFT_NOT_OPEN")
    if desk.basket is not None:
        raise Refusal("TRANSACTION_IS_OPEN")
    return session.shift


def is_again_needed(desk: Desk, connection: Connection, shift: Shift, counted: Money) -> bool:
    """Tell whether a count is too far off, and the first one of its shift."""
    figures = reporting.shift_figures(connection, shift, desk.profile.currency)
    is_off = desk.profile.cash.asks_again(counted - figures.expected_cash)
    return is_off and not till_counts.before(connection, shift.number, shift.opened_ms)


def is_pickup_due(desk: Desk, connection: Connection, shift: Shift | None) -> bool:
    """Tell whether the till of an open shift holds more cash than the store wants there."""
    rules = desk.profile.cash
    if shift is None or rules.pickup_limit_minor is None:
        return False
    figures = reporting.shift_figures(connection, shift, desk.profile.currency)
    return rules.is_pickup_due(figures.expected_cash)
