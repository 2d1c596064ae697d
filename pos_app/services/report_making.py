"""X and Z reports put together: of what is open now, and of what was closed, as it was then."""

from pos_app.domain.identifiers import BusinessDate
from pos_app.domain.money import Money
from pos_app.domain.report import XReport, ZReport
from pos_app.domain.shift import Shift
from pos_app.services.desk import Desk
from pos_app.store import journal, reporting, shifts
from pos_app.store.database import Connection


def read_figures(
    desk: Desk,
    connection: Connection,
    date: BusinessDate,
    shift: Shift | None,
    closing: reporting.Closing | None = None,
) -> XReport:
    """Read a shift, or a whole day when it is None, as it stands or as it was at its closing."""
    profile = desk.profile
    figures = (
        reporting.shift_figures(connection, shift, profile.currency)
        if shift
        else reporting.day_figures(connection, date, profile.currency)
    )
    figures.check()
    return XReport(
        store=profile.store,
        workstation=profile.workstation,
        business_date=date,
        shift=shift,
        figures=figures,
        taken_ms=closing.at_ms if closing else desk.clock.wall_ms(),
        position=closing.position if closing else journal.head_position(connection),
        grand_totals=closing.grand_totals
        if closing
        else journal.grand_totals(connection, profile.currency),
        is_training=desk.is_training,
    )


def shift_report(desk: Desk, connection: Connection, number: int) -> ZReport | None:
    """Make the Z report of a closed shift; the same every time. None when there is none."""
    currency = desk.profile.currency
    closed = shifts.find_closed(connection, number, currency)
    if closed is None:
        return None
    date = closed.shift.business_date
    closing = reporting.shift_closing(connection, closed.shift, currency)
    return ZReport(
        x=read_figures(desk, connection, date, closed.shift, closing),
        number=number,
        counted=closed.counted,
        counts=closed.counts,
        shifts=(closed.shift,),
    )


def day_report(
    desk: Desk, connection: Connection, date: BusinessDate, number: int, *, is_closed: bool
) -> ZReport:
    """Make the Z report of a day: of a closed one the same every time."""
    currency = desk.profile.currency
    closed = shifts.closed_on(connection, date, currency)
    closing = reporting.day_closing(connection, date, currency) if is_closed else None
    return ZReport(
        x=read_figures(desk, connection, date, None, closing),
        number=number,
        counted=sum((entry.counted for entry in closed), Money(0, currency)),
        shifts=tuple(entry.shift for entry in closed),
    )
