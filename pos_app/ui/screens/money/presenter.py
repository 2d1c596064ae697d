"""Reads and moves the store's cash outside the sale; looks into shifts that were off."""

from collections.abc import Callable
from typing import Final

from pos_app.domain.identifiers import ReceiptNumber
from pos_app.domain.money import Money
from pos_app.domain.operators import Approval, Privilege
from pos_app.domain.over_short import OperatorHistory
from pos_app.domain.safe import OnTheWay, SafeEntry, SafeEntryKind
from pos_app.domain.scan_data import ScanData
from pos_app.domain.shift import Counts
from pos_app.errors import Refusal
from pos_app.services.cash_control import Finding
from pos_app.services.counter import Counter
from pos_app.services.safe import Safe, SafeState
from pos_app.ui.approving import Approving
from pos_app.ui.ports import Front, Printing, Trouble
from pos_app.ui.scanning import read_scan, take_badge
from pos_app.ui.screens.money.contract import MoneyScreen, Page
from pos_app.ui.shown_receipt import ShownReceipt

_DAYS: Final = (30, 90, 365)


class MoneyPresenter:
    """One page at a time is read when it is asked for; nothing here is older than that."""

    def __init__(
        self, view: MoneyScreen, counter: Counter, front: Front, printing: Printing
    ) -> None:
        self._view = view
        self._counter = counter
        self._front = front
        self.approving = Approving(view, front, lambda: counter.approvals)
        self._safe: SafeState | None = None
        self._days = _DAYS[0]
        self._pickup: OnTheWay | None = None
        self._kind = SafeEntryKind.DEPOSIT
        self._shown = ShownReceipt(view, printing)

    # ------------------------------------------------------------------ pages

    def on_shown(self) -> None:
        """Begin at the safe, or at the till for who may not see the safe."""
        session = self._front.attendance.session
        may_see_safe = session is not None and (
            session.operator.role.permission(Privilege.MANAGE_SAFE).allows()
        )
        self.on_page(Page.SAFE if may_see_safe else Page.TILL)

    def on_scan(self, scan: ScanData) -> None:
        """Take a badge into the approval panel; nothing else is scanned here."""
        notices = self._front.notices
        take_badge(read_scan(scan, notices), self._view.offer_badge, notices)

    def on_page(self, page: Page) -> None:
        """Read a page and bring it to the front."""
        self._view.show_page(page)
        read = {
            Page.SAFE: self._read_safe,
            Page.TILL: self._read_till,
            Page.HISTORY: self._read_history,
            Page.SHIFTS: self._read_shifts,
        }
        read[page]()

    def _read_safe(self) -> None:
        self._front.run(lambda: self._counter.office.safe.state(), self._on_safe)

    def _on_safe(self, state: SafeState) -> None:
        self._safe = state
        self._view.show_safe(state)

    def _read_till(self) -> None:
        self._front.run(lambda: self._counter.office.cash_control.till_now(), self._view.show_till)

    def _read_history(self) -> None:
        days = self._days

        def on_read(histories: tuple[OperatorHistory, ...]) -> None:
            self._view.show_history(days, histories)

        self._front.run(lambda: self._counter.office.cash_control.history(days), on_read)

    def _read_shifts(self) -> None:
        self._front.run(
            lambda: self._counter.office.cash_control.closed_shifts(), self._view.show_shifts
        )

    def on_days(self) -> None:
        """F6: look further back, and from the farthest to the nearest again."""
        self._days = _DAYS[(_DAYS.index(self._days) + 1) % len(_DAYS)]
        self._read_history()

    # ------------------------------------------------------------------ the safe

    def on_count(self) -> None:
        """Ask for a count."""
        self._view.ask_count(is_again=bool(self._safe and self._safe.is_count_waiting))

    def on_counted(self, counts: Counts) -> None:
        """Record a count."""
        self.approving.attempt(
            lambda approval: self._counter.office.safe.count(counts, approval),
            self._on_counted,
        )

    def on_count_missing(self) -> None:
        """Say that nothing was counted yet."""
        self._front.notices.trouble(Refusal("COUNT_MISSING"))

    def on_arrived(self) -> None:
        """Ask how much of the first pickup on its way has arrived."""
        if self._safe is not None and self._safe.on_the_way:
            self._ask_arrived(self._safe.on_the_way[0])

    def on_other_pickup(self, step: int) -> None:
        """Up, Down: ask for another pickup; they may arrive in any order."""
        waiting = self._safe.on_the_way if self._safe is not None else ()
        if self._pickup in waiting:
            self._ask_arrived(waiting[(waiting.index(self._pickup) + step) % len(waiting)])

    def _ask_arrived(self, pickup: OnTheWay) -> None:
        self._pickup, self._kind = pickup, SafeEntryKind.PICKUP
        of_many = self._safe is not None and len(self._safe.on_the_way) > 1
        self._view.ask_move(SafeEntryKind.PICKUP, pickup, of_many=of_many)

    def on_move_key(self, kind: SafeEntryKind) -> None:
        """Ask how much moves, and under which number."""
        self._pickup, self._kind = None, kind
        self._view.ask_move(kind, None)

    def on_moved(self, reference: str, amount: Money) -> None:
        """Record what moves."""
        self.approving.attempt(self._move(reference, amount), self._on_moved)

    def on_amount_missing(self) -> None:
        """Say that the panel wants an amount."""
        self._front.notices.trouble(Refusal("NUMBER_MISSING"))

    def _move(self, reference: str, amount: Money) -> Callable[[Approval | None], SafeEntry]:
        kind, pickup = self._kind, self._pickup

        def move(approval: Approval | None) -> SafeEntry:
            safe: Safe = self._counter.office.safe
            if pickup is not None:
                return safe.receive(pickup, amount, approval)
            by_kind = {
                SafeEntryKind.PICKUP: safe.receive_from,
                SafeEntryKind.LOAN: safe.lend_to,
                SafeEntryKind.DEPOSIT: safe.deposit,
                SafeEntryKind.CHANGE_ORDER: safe.order_change,
                SafeEntryKind.CHANGE_RECEIVED: safe.receive_change,
            }
            return by_kind[kind](reference, amount, approval)

        return move

    def _on_counted(self, entry: SafeEntry) -> None:
        self._front.notices.clear()
        if entry.is_believed:
            self._view.close_panel()
            self._front.notices.tell(
                "SAFE_COUNTED", counted=entry.amount, difference=entry.difference
            )
        else:
            self._view.ask_count(is_again=True)
            self._front.notices.tell("SAFE_COUNT_AGAIN")
        self._read_safe()

    def _on_moved(self, entry: SafeEntry) -> None:
        self._view.close_panel()
        self._front.notices.clear()
        self._front.notices.tell("SAFE_MOVED", amount=entry.amount)
        self._read_safe()

    # ------------------------------------------------------------------ a shift that was off

    def on_look_into(self) -> None:
        """F9: look into the marked shift; an even one needs no looking into."""
        shift = self._view.marked_shift()
        if shift is None:
            return
        if not shift.over_short:
            self._front.notices.tell("SHIFT_EVEN", shift=shift.number)
            return
        number = shift.number
        self.approving.attempt(
            lambda approval: self._counter.office.cash_control.explain(number, approval),
            self._on_found,
        )

    def on_leave_finding(self) -> None:
        """Esc: back to the shifts."""
        self._view.show_page(Page.SHIFTS)

    def on_evidence_marked(self) -> None:
        """Show the receipt behind the marked line."""
        receipt = ReceiptNumber.parse(self._view.marked_receipt())
        if receipt is None:
            self._shown.show(None)
            return
        wanted = receipt
        self._front.run(
            lambda: self._counter.history.find(wanted), self._shown.show, self._on_receipt_missing
        )

    def on_language_changed(self) -> None:
        """Set the paper again in the language spoken now."""
        self._shown.set_again()

    def _on_found(self, finding: Finding) -> None:
        self._front.notices.clear()
        self._view.show_page(Page.FINDING)
        self._view.show_finding(finding)

    def _on_receipt_missing(self, trouble: Trouble) -> None:
        self._shown.show(None)
        self._front.notices.trouble(trouble)
