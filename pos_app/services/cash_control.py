"""The cash of the tills for whoever answers for it: now, over time, and why a shift was off."""

from dataclasses import dataclass
from datetime import date as calendar_date
from datetime import timedelta

from pos_app.domain.identifiers import BusinessDate
from pos_app.domain.money import Money
from pos_app.domain.operators import Approval, Privilege
from pos_app.domain.over_short import CountedShift, OperatorHistory, histories
from pos_app.domain.report import CashFigures
from pos_app.domain.shift import Counts, Shift
from pos_app.domain.variance.explain import Explanation, explain
from pos_app.errors import Refusal
from pos_app.services import till_count
from pos_app.services.desk import Desk
from pos_app.store import reporting, safe, shifts, till_counts, variance

_SUBJECT = "cash"


@dataclass(frozen=True, slots=True)
class TillNow:
    """This till: what it began with, what moved, and the store's rules where it has some.

    ``in_till`` is None for who may not know it.
    """

    shift: Shift | None
    cash: CashFigures | None
    in_till: Money | None
    limit: Money | None
    standard_float: Money | None
    tolerance: Money | None
    is_pickup_due: bool
    on_the_way: Money


@dataclass(frozen=True, slots=True)
class Finding:
    """A closed shift, its difference, and what may explain it, likeliest first."""

    shift: CountedShift
    counted: Money
    expected: Money
    counted_before: tuple[Counts, ...]
    explanations: tuple[Explanation, ...]


class CashControl:
    """Reads only; nothing here writes but the approval that let somebody read."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def till_now(self) -> TillNow:
        """Show this till's cash; what should lie in it only to who may close others' shifts.

        Refuses: NOT_SIGNED_ON, SCREEN_LOCKED, NOT_PERMITTED, APPROVAL_NEEDED.
        """
        desk = self._desk
        desk.allow(Privilege.VIEW_REPORTS, _SUBJECT, None)
        role, currency = desk.require_session().operator.role, desk.profile.currency
        may_know = role.permission(Privilege.CLOSE_OTHERS_SHIFT).allows()
        rules = desk.profile.cash
        with desk.till.read() as connection:
            shift = shifts.open_shift(connection, currency)
            figures = reporting.shift_figures(connection, shift, currency) if shift else None
            waiting = safe.on_the_way(connection, currency)
            return TillNow(
                shift=shift,
                cash=figures.cash if figures else None,
                in_till=figures.expected_cash if figures and may_know else None,
                limit=_money(rules.pickup_limit_minor, currency),
                standard_float=_money(rules.standard_float_minor, currency),
                tolerance=_money(rules.tolerance_minor, currency),
                is_pickup_due=till_count.is_pickup_due(desk, connection, shift),
                on_the_way=sum((pickup.amount for pickup in waiting), Money(0, currency)),
            )

    def history(self, days: int) -> tuple[OperatorHistory, ...]:
        """Show how each operator's tills came out in the last ``days`` days before the latest.

        Refuses: NOT_SIGNED_ON, SCREEN_LOCKED, NOT_PERMITTED, APPROVAL_NEEDED.
        """
        desk = self._desk
        desk.allow(Privilege.VIEW_REPORTS, _SUBJECT, None)
        with desk.till.read() as connection:
            latest = shifts.latest_date(connection)
            if latest is None:
                return ()
            first = calendar_date.fromisoformat(latest) - timedelta(days=days - 1)
            closed = shifts.closed_since(
                connection, BusinessDate(first.isoformat()), desk.profile.currency
            )
        return histories((_counted(one) for one in closed), desk.profile.currency)

    def closed_shifts(self, limit: int = 200) -> tuple[CountedShift, ...]:
        """List the latest closed shifts, newest first.

        Refuses: NOT_SIGNED_ON, SCREEN_LOCKED, NOT_PERMITTED, APPROVAL_NEEDED.
        """
        desk = self._desk
        desk.allow(Privilege.VIEW_REPORTS, _SUBJECT, None)
        with desk.till.read() as connection:
            closed = shifts.latest_closed(connection, limit, desk.profile.currency)
        return tuple(_counted(one) for one in closed)

    def explain(self, number: int, approval: Approval | None = None) -> Finding:
        """Look into a closed shift.

        Refuses: NOT_SIGNED_ON, SCREEN_LOCKED, NOT_PERMITTED, APPROVAL_NEEDED, APPROVAL_EXPIRED,
        SHIFT_NOT_CLOSED.
        """
        desk = self._desk
        authority = desk.allow(Privilege.VIEW_REPORTS, f"shift:{number}", approval)
        with desk.till.read() as connection:
            closed = shifts.find_closed(connection, number, desk.profile.currency)
            facts = variance.shift_facts(connection, number, desk.profile)
            if closed is None or facts is None:
                raise Refusal("SHIFT_NOT_CLOSED")
            before = till_counts.before(connection, number, closed.shift.opened_ms)
        if authority.approved_by is not None:
            with desk.till.write() as connection:
                desk.record_authority(connection, authority)
        return Finding(_counted(closed), closed.counted, closed.expected, before, explain(facts))


def _money(minor: int | None, currency: str) -> Money | None:
    return None if minor is None else Money(minor, currency)


def _counted(closed: shifts.ClosedShift) -> CountedShift:
    shift = closed.shift
    return CountedShift(
        number=shift.number,
        operator=shift.operator,
        operator_name=shift.operator_name,
        business_date=shift.business_date,
        over_short=closed.counted - closed.expected,
    )
