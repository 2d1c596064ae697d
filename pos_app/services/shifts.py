"""The business day, the shift, the money in the till, and the reports that close them.

A shift always closes: nothing here waits for a printer or a network, and a report that could not be
printed is printed again from the record.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace

from pos_app.domain import events
from pos_app.domain.identifiers import BusinessDate
from pos_app.domain.money import Money
from pos_app.domain.operators import Approval, ApprovalRequest, Privilege
from pos_app.domain.report import XReport, ZReport
from pos_app.domain.shift import (
    CashMovement,
    CashMovementKind,
    Counts,
    Shift,
    check_movement,
    count_total,
)
from pos_app.domain.shop import ReasonFor
from pos_app.errors import Refusal
from pos_app.services import till_count
from pos_app.services.business_dates import check_not_too_far, check_written, suggested
from pos_app.services.coming_profile import take_up_coming
from pos_app.services.desk import Desk, Session
from pos_app.services.reasons import check_reason
from pos_app.services.report_making import day_report, read_figures, shift_report
from pos_app.store import open_transactions, reporting, shifts
from pos_app.store.database import Connection


@dataclass(frozen=True, slots=True)
class TillStatus:
    """What is open: the day, the shift, and how many transactions wait suspended.

    ``is_pickup_due``: the till holds more cash than the store wants there.
    """

    business_date: BusinessDate | None
    shift: Shift | None
    suspended_count: int
    suggested_date: BusinessDate
    is_time_sure: bool = True
    is_pickup_due: bool = False


@dataclass(frozen=True, slots=True)
class ClosedReport:
    """A Z report that can be read again: of a shift, or of a whole day when ``shift`` is None."""

    business_date: BusinessDate
    number: int
    shift: Shift | None
    counted: Money
    over_short: Money


_PRIVILEGE_OF = {kind: Privilege(kind.value) for kind in CashMovementKind}
_REASON_OF = {kind: ReasonFor(kind.value) for kind in CashMovementKind}


class Shifts:
    """Opens and closes the day and the till; moves cash in and out of it."""

    def __init__(self, desk: Desk, apply_prices: Callable[[BusinessDate], None]) -> None:
        """``apply_prices`` puts the shelf prices into force that were planned for a date."""
        self._desk = desk
        self._apply_prices = apply_prices

    def status(self) -> TillStatus:
        """Say what is open, and which date a new day would suggest (the shop's local date)."""
        with self._desk.till.read() as connection:
            shift = shifts.open_shift(connection, self._desk.profile.currency)
            return TillStatus(
                business_date=shifts.open_business_date(connection),
                shift=shift,
                suspended_count=open_transactions.count_suspended(connection),
                suggested_date=suggested(shifts.latest_date(connection), self._desk.clock),
                is_time_sure=self._desk.time.is_sure,
                is_pickup_due=till_count.is_pickup_due(self._desk, connection, shift),
            )

    def confirm_clock(self, approval: Approval | None = None) -> TillStatus:
        """Take the machine's clock for right, on a manager's word (services/trusted_time.py).

        Refuses: NOT_IN_TRAINING, NOT_SIGNED_ON, SCREEN_LOCKED, APPROVAL_NEEDED, APPROVAL_EXPIRED.
        """
        desk = self._desk
        if desk.is_training:
            raise Refusal("NOT_IN_TRAINING")
        authority = desk.allow(Privilege.CONFIRM_CLOCK, "clock", approval)

        def record(connection: Connection) -> None:
            desk.record_authority(connection, authority)
            changed = events.SettingsChange("trusted_time")
            desk.record(connection, changed, authority.approved_by)

        desk.time.confirm(desk.till, record)
        return self.status()

    def open_day(self, date: BusinessDate) -> Session:
        """Open the business day; what was decided for it comes into force.

        A date a month ahead of the suggested one is a slip of the keys, and no earlier day could
        be opened after it. A till's first day is not judged: only its clock could tell, and a clock
        with an empty battery would keep the shop shut.

        Refuses: NOT_SIGNED_ON, SCREEN_LOCKED, NOT_PERMITTED, DAY_ALREADY_OPEN, DATE_WRONG,
        DATE_TOO_FAR, DATE_BEFORE_LAST.
        """
        session = self._desk.require_session()
        self._desk.allow(Privilege.SHIFT_OPEN, date, None)
        if session.business_date is not None:
            raise Refusal("DAY_ALREADY_OPEN", date=session.business_date)
        check_written(date)
        with self._desk.till.read() as connection:
            latest = shifts.latest_date(connection)
        check_not_too_far(date, latest, self._desk.clock)
        with self._desk.till.write() as connection:
            shifts.open_day(connection, date, self._desk.clock.wall_ms())
            profile = take_up_coming(connection, self._desk.profile)
        self._desk.profile = profile
        self._desk.session = replace(session, business_date=date)
        self._apply_prices(date)
        return self._desk.session

    def open_shift(self, counts: Counts) -> Session:
        """Take the till over with a counted float.

        What could not be put into force when the day opened, such as beside an import, is tried
        once more: after a day's first shift no tax of that day changes.

        Refuses: NOT_SIGNED_ON, SCREEN_LOCKED, NOT_PERMITTED, DAY_NOT_OPEN, SHIFT_ALREADY_OPEN (also
        one a restored disk got back since sign-on), DENOMINATION_UNKNOWN, COUNT_OUT_OF_RANGE.
        """
        desk = self._desk
        session = desk.require_session()
        desk.allow(Privilege.SHIFT_OPEN, "shift", None)
        if session.business_date is None:
            raise Refusal("DAY_NOT_OPEN")
        self._apply_prices(session.business_date)
        with desk.till.write() as connection:
            there = session.shift or shifts.open_shift(connection, desk.profile.currency)
            if there is not None:
                desk.session = replace(session, shift=there)
                raise Refusal("SHIFT_ALREADY_OPEN", operator=there.operator_name)
            opening_float = count_total(counts, desk.profile.denominations, desk.profile.currency)
            shift = Shift(
                number=shifts.next_number(connection),
                operator=session.operator.id,
                operator_name=session.operator.name,
                business_date=session.business_date,
                opened_ms=desk.clock.wall_ms(),
                opening_float=opening_float,
            )
            shifts.insert(connection, shift, counts)
            desk.record(connection, events.ShiftOpen(shift.number, opening_float, counts))
        desk.session = replace(session, shift=shift)
        return desk.session

    def paid_in(
        self, amount: Money, reason_code: str, approval: Approval | None = None
    ) -> CashMovement:
        """Put money in with no sale; see ``_move``."""
        return self._move(CashMovementKind.PAID_IN, amount, reason_code, approval)

    def paid_out(
        self, amount: Money, reason_code: str, approval: Approval | None = None
    ) -> CashMovement:
        """Take money out with no sale; see ``_move``."""
        return self._move(CashMovementKind.PAID_OUT, amount, reason_code, approval)

    def loan(
        self, amount: Money, reason_code: str, approval: Approval | None = None
    ) -> CashMovement:
        """Bring more float from the safe; see ``_move``."""
        return self._move(CashMovementKind.TENDER_LOAN, amount, reason_code, approval)

    def pickup(
        self, amount: Money, reason_code: str, approval: Approval | None = None
    ) -> CashMovement:
        """Take cash to the safe; see ``_move``."""
        return self._move(CashMovementKind.TENDER_PICKUP, amount, reason_code, approval)

    def no_sale(self, reason_code: str, approval: Approval | None = None) -> int:
        """Record that the drawer is opened without a transaction, and give the time for the slip.

        The drawer opens after this returned.

        Refuses: what Desk.require_shift refuses, REASON_UNKNOWN, NOT_PERMITTED, APPROVAL_NEEDED,
        APPROVAL_EXPIRED.
        """
        desk = self._desk
        _, shift = desk.require_shift()
        check_reason(desk.profile, ReasonFor.NO_SALE, reason_code)
        authority = desk.allow(Privilege.NO_SALE, f"shift:{shift.number}", approval)
        with desk.till.write() as connection:
            desk.record_authority(connection, authority)
            desk.record(connection, events.NoSale(reason_code), authority.approved_by)
            at_ms = desk.clock.wall_ms()
            shifts.insert_no_sale(connection, shift.number, reason_code, at_ms)
        return at_ms

    def x_report(self, approval: Approval | None = None) -> XReport:
        """Read the shift without closing it.

        What should lie in the till is told only to those who may close the shifts of others:
        whoever counts their own till counts it blind.

        Refuses: NOT_SIGNED_ON, SCREEN_LOCKED, SHIFT_NOT_OPEN, NOT_PERMITTED, APPROVAL_NEEDED,
        APPROVAL_EXPIRED.
        """
        desk = self._desk
        session = desk.require_session()
        if session.shift is None:
            raise Refusal("SHIFT_NOT_OPEN")
        shift = session.shift
        authority = desk.allow(Privilege.X_REPORT, f"shift:{shift.number}", approval)
        with desk.till.write() as connection:
            desk.record_authority(connection, authority)
            desk.record(connection, events.XReportTaken(shift.number))
            report = read_figures(desk, connection, shift.business_date, shift)
        may_know = session.operator.role.permission(Privilege.CLOSE_OTHERS_SHIFT).allows()
        return replace(report, tells_expected=may_know)

    def count_till(self, counts: Counts) -> bool:
        """Count the till blind; True when it is to be counted once more: see till_count.py."""
        return till_count.count_till(self._desk, counts)

    def close_shift(self, counts: Counts, approval: Approval | None = None) -> ZReport:
        """Close the shift on a blind count: what was expected is only told afterwards.

        Refuses: NOT_SIGNED_ON, SCREEN_LOCKED, SHIFT_NOT_OPEN, TRANSACTION_IS_OPEN,
        DENOMINATION_UNKNOWN, COUNT_OUT_OF_RANGE, COUNT_AGAIN (``count_till`` was not asked first),
        NOT_PERMITTED, APPROVAL_NEEDED, APPROVAL_EXPIRED.
        """
        desk = self._desk
        still_open = till_count.shift_to_count(desk)
        session = desk.require_session()
        counted = count_total(counts, desk.profile.denominations, desk.profile.currency)
        with desk.till.read() as connection:
            if till_count.is_again_needed(desk, connection, still_open, counted):
                raise Refusal("COUNT_AGAIN")
        is_own = still_open.operator == session.operator.id
        privilege = Privilege.SHIFT_CLOSE if is_own else Privilege.CLOSE_OTHERS_SHIFT
        authority = desk.allow(privilege, f"shift:{still_open.number}", approval)
        with desk.till.write() as connection:
            desk.record_authority(connection, authority)
            shift = replace(still_open, closed_ms=desk.clock.wall_ms())
            figures = reporting.shift_figures(connection, shift, desk.profile.currency)
            desk.record(
                connection,
                events.ShiftClose(
                    shift=shift.number,
                    counted=counted,
                    expected=figures.expected_cash,
                    counts=counts,
                    net_total=figures.net_total,
                    transaction_count=figures.transaction_count,
                ),
            )
            shifts.close(connection, shift, counted, figures.expected_cash, counts)
            report = shift_report(desk, connection, shift.number)
        desk.session = replace(session, shift=None)
        assert report is not None, "it was closed in this very transaction"
        return report

    def close_day(self, approval: Approval | None = None) -> ZReport:
        """Close the business day over all its shifts.

        Refuses: NOT_SIGNED_ON, SCREEN_LOCKED, DAY_NOT_OPEN, SHIFT_STILL_OPEN (also one a restored
        disk got back since sign-on), SUSPENDED_REMAIN, NOT_PERMITTED, APPROVAL_NEEDED,
        APPROVAL_EXPIRED.
        """
        desk = self._desk
        session = desk.require_session()
        if session.business_date is None:
            raise Refusal("DAY_NOT_OPEN")
        date = session.business_date
        with desk.till.read() as connection:
            there = session.shift or shifts.open_shift(connection, desk.profile.currency)
            waiting = open_transactions.count_suspended(connection)
        if there is not None:
            desk.session = replace(session, shift=there)
            raise Refusal("SHIFT_STILL_OPEN", operator=there.operator_name)
        if waiting:
            raise Refusal("SUSPENDED_REMAIN", count=waiting)
        authority = desk.allow(Privilege.BUSINESS_DATE_CLOSE, date, approval)
        with desk.till.write() as connection:
            desk.record_authority(connection, authority)
            number = shifts.next_z_number(connection)
            report = day_report(desk, connection, date, number, is_closed=False)
            desk.record(
                connection,
                events.BusinessDateClose(
                    date=date,
                    number=number,
                    net_total=report.x.figures.net_total,
                    transaction_count=report.x.figures.transaction_count,
                    over_short=report.over_short,
                ),
            )
            shifts.close_day(connection, date, number, desk.clock.wall_ms())
            report = day_report(desk, connection, date, number, is_closed=True)
        desk.session = replace(session, business_date=None)
        return report

    def shift_report(self, number: int) -> ZReport:
        """Give the Z report of a closed shift again, from the record.

        Refuses: NOT_SIGNED_ON, SCREEN_LOCKED, SHIFT_UNKNOWN.
        """
        self._desk.require_session()
        with self._desk.till.read() as connection:
            report = shift_report(self._desk, connection, number)
        if report is None:
            raise Refusal("SHIFT_UNKNOWN", number=number)
        return report

    def day_report(self, date: BusinessDate) -> ZReport:
        """Give the Z report of a closed day again, from the record.

        Refuses: NOT_SIGNED_ON, SCREEN_LOCKED, DAY_UNKNOWN.
        """
        self._desk.require_session()
        with self._desk.till.read() as connection:
            number = shifts.z_number(connection, date)
            if number is None:
                raise Refusal("DAY_UNKNOWN", date=date)
            return day_report(self._desk, connection, date, number, is_closed=True)

    def recent_reports(self, limit: int = 60) -> tuple[ClosedReport, ...]:
        """List the Z reports of the latest shifts and days; each day before its shifts.

        Refuses: NOT_SIGNED_ON, SCREEN_LOCKED.
        """
        self._desk.require_session()
        currency = self._desk.profile.currency
        found = []
        with self._desk.till.read() as connection:
            for entry in shifts.latest_closed(connection, limit, currency):
                shift = entry.shift
                over_short = entry.counted - entry.expected
                found.append(
                    ClosedReport(
                        shift.business_date, shift.number, shift, entry.counted, over_short
                    )
                )
            for day in shifts.closed_days(connection, limit):
                closed = shifts.closed_on(connection, day.date, currency)
                counted = sum((entry.counted for entry in closed), Money(0, currency))
                expected = sum((entry.expected for entry in closed), Money(0, currency))
                found.append(ClosedReport(day.date, day.number, None, counted, counted - expected))
        found.sort(key=lambda entry: (entry.business_date, entry.shift is None, entry.number))
        return tuple(reversed(found))[:limit]

    def _move(
        self,
        kind: CashMovementKind,
        amount: Money,
        reason_code: str,
        approval: Approval | None,
    ) -> CashMovement:
        """Move cash, with a reason.

        Refuses: what Desk.require_shift refuses, REASON_UNKNOWN, AMOUNT_NOT_POSITIVE,
        AMOUNT_TOO_LARGE, MORE_THAN_IN_TILL, NOT_PERMITTED, APPROVAL_NEEDED, APPROVAL_EXPIRED.
        """
        desk = self._desk
        session, shift = desk.require_shift()
        check_reason(desk.profile, _REASON_OF[kind], reason_code)
        with desk.till.read() as connection:
            in_till = reporting.shift_figures(
                connection, shift, desk.profile.currency
            ).expected_cash
        check_movement(kind, amount, in_till)
        request = ApprovalRequest(_PRIVILEGE_OF[kind], f"shift:{shift.number}", amount=amount)
        authority = desk.authorise(request, approval)
        movement = CashMovement(
            kind=kind,
            amount=amount,
            reason_code=reason_code,
            operator=session.operator.id,
            approved_by=authority.approved_by,
            at_ms=desk.clock.wall_ms(),
        )
        with desk.till.write() as connection:
            desk.record_authority(connection, authority)
            desk.record(connection, events.CashMoved(movement), authority.approved_by)
            shifts.insert_movement(connection, shift.number, movement)
        return movement
