"""Opens and closes day and shift, moves cash, and puts on paper what was recorded."""

from collections.abc import Callable

from pos_app.domain.identifiers import BusinessDate
from pos_app.domain.money import Money
from pos_app.domain.operators import Approval, Level, Privilege
from pos_app.domain.report import XReport, ZReport
from pos_app.domain.scan_data import ScanData
from pos_app.domain.shift import CashMovement, CashMovementKind, Counts
from pos_app.errors import Refusal
from pos_app.receipts import reports, slips
from pos_app.receipts.paper import Paper
from pos_app.services.counter import Counter
from pos_app.services.desk import Session
from pos_app.services.shifts import TillStatus
from pos_app.ui.approving import Approving
from pos_app.ui.ports import Front, Printing, ScreenName
from pos_app.ui.scanning import read_scan, take_badge
from pos_app.ui.screens.shift.contract import ShiftScreen

_DONE = {
    CashMovementKind.PAID_IN: "PAID_IN_DONE",
    CashMovementKind.PAID_OUT: "PAID_OUT_DONE",
    CashMovementKind.TENDER_PICKUP: "PICKUP_DONE",
    CashMovementKind.TENDER_LOAN: "LOAN_DONE",
}


class ShiftPresenter:
    """Every act is recorded first; paper and drawer follow, and none of them is waited for."""

    def __init__(
        self, view: ShiftScreen, counter: Counter, front: Front, printing: Printing
    ) -> None:
        self._view = view
        self._counter = counter
        self._front = front
        self._printing = printing
        self.approving = Approving(view, front, lambda: counter.approvals)
        self._status: TillStatus | None = None
        self._shown_report: XReport | ZReport | None = None
        self._opens_shift = False

    # ------------------------------------------------------------------ coming

    def on_shown(self) -> None:
        """Read what is open; a till with nothing open asks for the next step by itself."""
        session = self._front.attendance.session
        self._opens_shift = session is not None and _may_open(session)
        self._refresh()

    def on_scan(self, scan: ScanData) -> None:
        """Take a badge into the approval panel; nothing else is scanned here."""
        notices = self._front.notices
        take_badge(read_scan(scan, notices), self._view.offer_badge, notices)

    def _refresh(self) -> None:
        self._front.run(lambda: self._counter.shifts.status(), self._on_status)

    def _on_status(self, status: TillStatus) -> None:
        self._status = status
        session = self._front.attendance.session
        is_own = bool(session and status.shift and status.shift.operator == session.operator.id)
        is_training = bool(session and session.is_training)
        may_open = session is not None and _may_open(session)
        self._view.show_state(status, is_own=is_own, is_training=is_training, may_open=may_open)
        if self._opens_shift and status.shift is None:
            self.on_open_shift()
        self._opens_shift = False

    # ------------------------------------------------------------------ opening

    def on_open_shift(self) -> None:
        """F1: the day first when none is open, then the float."""
        status = self._status
        if status is None:
            return
        if status.business_date is None:
            self._view.ask_day(status.suggested_date)
        else:
            profile = self._counter.profile
            standard = profile.cash.standard_float_minor
            self._view.ask_float(None if standard is None else Money(standard, profile.currency))

    def on_day_chosen(self, date: str) -> None:
        """Open the day, then ask for the float."""
        wanted = BusinessDate(date)
        self.approving.attempt(
            lambda _alone: self._counter.shifts.open_day(wanted), self._on_day_opened
        )

    def on_counted(self, counts: Counts) -> None:
        """Take a count: the float opens the shift; a closing count may have to be made again."""
        session = self._front.attendance.session
        if session is None or session.shift is None:
            self.approving.attempt(
                lambda _alone: self._counter.shifts.open_shift(counts), self._opened_with(counts)
            )
            return
        number = session.shift.number
        self._front.run(
            lambda: self._counter.shifts.count_till(counts),
            lambda again: self._on_till_counted(counts, number, is_again_needed=again),
        )

    def _on_till_counted(self, counts: Counts, shift: int, *, is_again_needed: bool) -> None:
        self._front.notices.clear()
        if is_again_needed:
            self._view.ask_count(is_again=True)
            self._front.notices.tell("COUNT_AGAIN")
            return
        currency = self._counter.profile.currency
        counted = Money(sum(value * pieces for value, pieces in counts), currency)
        facts: dict[str, object] = {"counted": counted, "shift": shift}
        self._view.ask_sure("CLOSE_SHIFT", facts, lambda: self._close_shift(counts))

    def _on_day_opened(self, session: Session) -> None:
        self._front.notices.clear()
        self._front.attendance.note(session)
        self._opens_shift = True
        self._refresh()

    def _opened_with(self, counts: Counts) -> Callable[[Session], None]:
        def on_opened(session: Session) -> None:
            self._front.notices.clear()
            self._front.attendance.note(session)
            self._view.close_panel()
            self._open_drawer(session)
            if session.shift is not None:
                head = self._printing.letterhead()
                slip = slips.float_slip(
                    session.shift, counts, head, is_training=session.is_training
                )
                self._printing.print_paper(slip)
            self._refresh()
            self._front.navigator.go(ScreenName.CHECKOUT)
            self._front.notices.tell("SHIFT_OPENED")

        return on_opened

    # ------------------------------------------------------------------ money without a sale

    def on_cash_key(self, kind: CashMovementKind | None) -> None:
        """Ask how much and why; without a kind only why the drawer opens."""
        self._view.ask_cash(kind)

    def on_moved(self, kind: CashMovementKind, amount: Money, reason: str) -> None:
        """Move cash."""

        def move(approval: Approval | None) -> tuple[CashMovement, str]:
            shifts = self._counter.shifts
            of_kind = {
                CashMovementKind.PAID_IN: shifts.paid_in,
                CashMovementKind.PAID_OUT: shifts.paid_out,
                CashMovementKind.TENDER_PICKUP: shifts.pickup,
                CashMovementKind.TENDER_LOAN: shifts.loan,
            }
            movement = of_kind[kind](amount, reason, approval)
            return movement, self._counter.approvals.name_of(movement.approved_by)

        self.approving.attempt(move, self._on_cash_moved)

    def on_no_sale(self, reason: str) -> None:
        """Open the drawer, once it is recorded why."""

        def on_recorded(at_ms: int) -> None:
            self._on_no_sale(reason, at_ms)

        self.approving.attempt(
            lambda approval: self._counter.shifts.no_sale(reason, approval), on_recorded
        )

    def on_number_missing(self) -> None:
        """Say that the panel wants a number."""
        self._front.notices.trouble(Refusal("NUMBER_MISSING"))

    def on_date_missing(self) -> None:
        """Say that the panel wants a date."""
        self._front.notices.trouble(Refusal("DATE_WRONG"))

    def on_count_missing(self) -> None:
        """Say that nothing was counted yet."""
        self._front.notices.trouble(Refusal("COUNT_MISSING"))

    def on_reason_missing(self) -> None:
        """Say that the panel wants a reason."""
        self._front.notices.trouble(Refusal("REASON_MISSING"))

    def _on_cash_moved(self, moved: tuple[CashMovement, str]) -> None:
        movement, approver_name = moved
        self._view.close_panel()
        session = self._front.attendance.session
        self._open_drawer(session)
        if session is not None:
            slip = slips.cash_movement_slip(
                movement,
                self._printing.letterhead(),
                operator_name=session.operator.name,
                approver_name=approver_name,
                business_date=session.business_date or "",
                is_training=session.is_training,
            )
            self._printing.print_paper(slip)
        self._front.notices.clear()
        self._front.notices.tell(_DONE[movement.kind], amount=movement.amount)

    def _on_no_sale(self, reason: str, at_ms: int) -> None:
        self._view.close_panel()
        session = self._front.attendance.session
        self._open_drawer(session)
        if session is not None:
            slip = slips.no_sale_slip(
                self._printing.letterhead(),
                reason_code=reason,
                operator_name=session.operator.name,
                at_ms=at_ms,
                business_date=session.business_date or "",
                is_training=session.is_training,
            )
            self._printing.print_paper(slip)
        self._front.notices.clear()
        self._front.notices.tell("DRAWER_OPENED")

    def _open_drawer(self, session: Session | None) -> None:
        """Let the drawer follow what was recorded; training does not open it."""
        if session is not None and not session.is_training:
            self._printing.open_drawer()

    # ------------------------------------------------------------------ reports and closing

    def on_x_report(self) -> None:
        """Read the shift without closing it."""
        self.approving.attempt(
            lambda approval: self._counter.shifts.x_report(approval), self._on_x_read
        )

    def on_close_shift(self) -> None:
        """Ask for the blind count."""
        self._view.ask_count(is_again=False)

    def on_close_day(self) -> None:
        """Ask before the day is closed."""
        status = self._status
        if status is not None and status.business_date is not None:
            facts: dict[str, object] = {"date": status.business_date}
            self._view.ask_sure("CLOSE_DAY", facts, self._close_day)

    def on_confirm_clock(self) -> None:
        """Ask whether the machine's clock is right, then take a manager's word for it."""
        self._view.ask_sure("CONFIRM_CLOCK", {}, self._confirm_clock)

    def on_print(self) -> None:
        """Print what is on the screen."""
        if self._shown_report is not None:
            self._printing.print_paper(self._set(self._shown_report))
            self._front.notices.tell("REPORT_SENT_TO_PRINTER")

    def on_paper_left(self) -> None:
        """Go on: what is open may have changed."""
        self._shown_report = None
        self._refresh()

    def on_language_changed(self) -> None:
        """Set the paper on the screen again in the language spoken now."""
        self._show_report()

    def _confirm_clock(self) -> None:
        self.approving.attempt(
            lambda approval: self._counter.shifts.confirm_clock(approval), self._on_clock_confirmed
        )

    def _on_clock_confirmed(self, status: TillStatus) -> None:
        self._view.close_panel()
        self._front.notices.clear()
        self._on_status(status)
        self._front.notices.tell("CLOCK_CONFIRMED")

    def _close_shift(self, counts: Counts) -> None:
        self.approving.attempt(
            lambda approval: (
                self._counter.shifts.close_shift(counts, approval),
                self._counter.sign_on.session(),
            ),
            self._on_closed,
        )

    def _close_day(self) -> None:
        self.approving.attempt(
            lambda approval: (
                self._counter.shifts.close_day(approval),
                self._counter.sign_on.session(),
            ),
            self._on_closed,
            about={"detail": self._status.business_date if self._status else ""},
        )

    def _on_closed(self, closed: tuple[ZReport, Session | None]) -> None:
        report, session = closed
        self._front.notices.clear()
        self._front.attendance.note(session)
        self._shown_report = report
        self._show_report()
        shift = report.x.shift
        if shift is not None:
            self._open_drawer(session)
            count = slips.count_slip(
                shift,
                report.counts,
                self._printing.letterhead(),
                at_ms=shift.closed_ms or report.x.taken_ms,
                is_training=report.x.is_training,
            )
            self._printing.print_paper(count)
        self._printing.print_paper(self._set(report))
        self._refresh()

    def _on_x_read(self, report: XReport) -> None:
        self._front.notices.clear()
        self._shown_report = report
        self._show_report()

    def _show_report(self) -> None:
        report = self._shown_report
        if isinstance(report, ZReport):
            self._view.show_z(report, self._set(report))
        elif isinstance(report, XReport):
            self._view.show_x(report, self._set(report))

    def _set(self, report: XReport | ZReport) -> Paper:
        return reports.report(report, self._printing.letterhead())

    # ------------------------------------------------------------------ training

    def on_training(self) -> None:
        """Begin training, or go back to the real till."""
        session = self._front.attendance.session
        if session is not None and session.is_training:
            self.approving.attempt(
                lambda _alone: self._counter.leave_training(), self._on_left_training
            )
        else:
            self.approving.attempt(
                lambda approval: self._counter.enter_training(approval), self._on_training
            )

    def _on_training(self, session: Session) -> None:
        self._view.close_panel()
        self._front.notices.clear()
        self._front.attendance.note(session)
        self._refresh()
        self._front.navigator.go(ScreenName.CHECKOUT)
        self._front.notices.tell("TRAINING_ON")

    def _on_left_training(self, session: Session) -> None:
        self._front.notices.clear()
        self._front.attendance.note(session)
        self._refresh()
        self._front.notices.tell("TRAINING_OFF")


def _may_open(session: Session) -> bool:
    return session.operator.role.permission(Privilege.SHIFT_OPEN).level is not Level.NO
