"""Reads the journal beside the till, and narrows what is looked at by the marked row."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from pos_app.domain.audit import AuditFilter, AuditRow, Exceptions, Replay
from pos_app.domain.identifiers import BusinessDate, ReceiptNumber, TransactionId
from pos_app.domain.operators import Privilege
from pos_app.domain.scan_data import ScanData
from pos_app.errand import Errand
from pos_app.services.counter import Counter
from pos_app.ui.approving import Approving
from pos_app.ui.ports import Front, Printing, Reports, Trouble
from pos_app.ui.scanning import read_scan, take_badge
from pos_app.ui.screens.control.contract import ControlScreen, Where
from pos_app.ui.shown_receipt import ShownReceipt

if TYPE_CHECKING:
    from pos_app.domain.operators import Approval
    from pos_app.services.admission import Admission
    from pos_app.services.back_office import BackOffice

_ASKER = "control"
_MOST_NAMED = 500
"""Goods of one list: some tens of milliseconds of the till thread; others have their SKU."""

_STANDING_OUT, _JOURNAL, _REPLAY, _VERIFY = range(4)


class ControlPresenter:
    """Remembers what is looked at; leave to read is judged once, whenever the room is entered.

    Without that leave no key does more than ask for it again, and nothing is left to be read of
    whoever was here before.
    """

    def __init__(
        self,
        view: ControlScreen,
        counter: Counter,
        front: Front,
        printing: Printing,
        reports: Reports,
    ) -> None:
        self._view = view
        self._counter = counter
        self._front = front
        self._reports = reports
        self.approving = Approving(view, front, lambda: counter.approvals)
        self._office: BackOffice | None = None
        self._admission: Admission | None = None
        self._page = _STANDING_OUT
        self._wanted = AuditFilter(BusinessDate(""), BusinessDate(""))
        self._shift: int | None = None
        self._named: set[str] = set()
        self._shown = ShownReceipt(view, printing)

    # ------------------------------------------------------------------ coming and going

    def on_shown(self) -> None:
        """Ask for leave, and begin with what stands out today."""
        self._forget()
        self.approving.attempt(self._enter, self._on_entered)

    def on_hidden(self) -> None:
        """Read nothing while nobody looks, and leave nothing behind."""
        self._reports.cancel(_ASKER)
        self._forget()

    def _forget(self) -> None:
        self._office = self._admission = self._shift = None
        self._page = _STANDING_OUT
        self._view.show_nothing()
        self._shown.show(None)

    def _may_look(self) -> bool:
        """Tell whether leave was given; ask for it again where it was not."""
        if self._admission is None:
            self.approving.attempt(self._enter, self._on_entered)
        return self._admission is not None

    def _enter(
        self, approval: "Approval | None"
    ) -> "tuple[Admission, BackOffice, BusinessDate, int | None, dict[str, str]]":
        office = self._counter.office
        admission = office.admissions.admit(Privilege.AUDIT, "journal", approval)
        status = self._counter.shifts.status()
        shift = status.shift.number if status.shift else None
        today = status.business_date or status.suggested_date
        return admission, office, today, shift, office.audit.names(admission)

    def _on_entered(
        self,
        entered: "tuple[Admission, BackOffice, BusinessDate, int | None, dict[str, str]]",
    ) -> None:
        self._admission, self._office, today, self._shift, names = entered
        self._front.notices.clear()
        self._view.show_names(names)
        self._wanted = AuditFilter(today, today)
        self.read()

    # ------------------------------------------------------------------ what is looked at

    def on_page(self, page: int) -> None:
        """Go to another page; the replay is of the marked row's shift."""
        if not self._may_look():
            return
        marked = self._view.marked_row()
        if page == _REPLAY and marked is not None and marked.shift is not None:
            self._shift = marked.shift
        self._page = page
        self._view.show_page(page)
        self.read()

    def on_day(self, step: int) -> None:
        """Look at the day before or after."""
        if not self._may_look():
            return
        moved = timedelta(days=step)
        first, last = (
            BusinessDate((date.fromisoformat(day) + moved).isoformat())
            for day in (self._wanted.first, self._wanted.last)
        )
        self._wanted = replace(self._wanted, first=first, last=last, receipt="")
        self.read()

    def on_same_operator(self) -> None:
        """Look at what the marked row's operator did, or at everybody's again."""
        if not self._may_look():
            return
        marked = self._view.marked_row()
        operator = marked.operator if marked and self._wanted.operator is None else None
        self._wanted = replace(self._wanted, operator=operator)
        self.read()

    def on_same_kind(self) -> None:
        """Look at rows like the marked one, or at every kind again."""
        if not self._may_look():
            return
        marked = self._view.marked_row()
        kinds = frozenset({marked.kind}) if marked and not self._wanted.kinds else frozenset()
        self._wanted = replace(self._wanted, kinds=kinds)
        self.read()

    def on_approved(self) -> None:
        """Look at what a second person consented to, or at everything again."""
        if not self._may_look():
            return
        self._wanted = replace(self._wanted, only_approved=not self._wanted.only_approved)
        self.read()

    def on_where(self) -> None:
        """Ask for other days, a shift or a receipt."""
        if not self._may_look():
            return
        self._view.ask_where(self._wanted)

    def on_where_answered(self, where: Where) -> None:
        """Look there. A shift is replayed, a receipt looked for in the days that are looked at."""
        if where.shift is not None:
            self._shift, self._page = where.shift, _REPLAY
            self._view.show_page(self._page)
        elif where.receipt:
            self._wanted = replace(self._wanted, receipt=where.receipt)
            self._page = _JOURNAL
            self._view.show_page(self._page)
        elif where.first is None or where.last is None:
            self._front.notices.tell("DATE_MISSING")
            return
        else:
            first, last = sorted((where.first, where.last))
            self._wanted = AuditFilter(first, last)
        self._view.close_panel()
        self.read()

    def on_scan(self, scan: ScanData) -> None:
        """Take a badge into the approval panel; nothing else is scanned here."""
        notices = self._front.notices
        take_badge(read_scan(scan, notices), self._view.offer_badge, notices)

    # ------------------------------------------------------------------ reading

    def read(self) -> None:
        """Read the page in front anew."""
        office, admission = self._office, self._admission
        if office is None or admission is None:
            return
        wanted, shift, audit = self._wanted, self._shift, office.audit
        self._view.show_question(wanted, shift)
        if self._page == _STANDING_OUT:
            self._ask(lambda errand: audit.exceptions(admission, wanted, errand), self._on_summed)
        elif self._page == _JOURNAL:
            self._ask(lambda errand: audit.rows(admission, wanted, errand), self._on_rows)
        elif self._page == _REPLAY and shift is not None:
            self._ask(lambda errand: audit.replay(admission, shift, errand), self._on_replayed)
        elif self._page == _REPLAY:
            self._view.show_replay(None)
        else:
            proof = office.journal_proof
            self._ask(lambda errand: proof.verify(admission, errand.say), self._on_verified)

    def _ask(self, operation: Callable[[Errand], Any], then: Callable[[Any], None]) -> None:
        def read(found: Any) -> None:
            self._view.show_reading(None)
            then(found)

        self._view.show_reading(0.0)
        self._reports.run(_ASKER, operation, read, self._on_refused, self._view.show_reading)

    def _on_summed(self, found: Exceptions) -> None:
        self._view.show_exceptions(found)
        self._name_goods(found.rows)

    def _on_rows(self, rows: tuple[AuditRow, ...]) -> None:
        self._view.show_rows(rows)
        self._name_goods(reversed(rows))

    def _on_replayed(self, replay: Replay) -> None:
        self._view.show_replay(replay)
        self._name_goods(step.row for step in replay.steps)

    def _name_goods(self, rows: Iterable[AuditRow]) -> None:
        """Have the goods of the first rows named that have no name yet."""
        skus = dict.fromkeys(sku for row in rows for sku in sorted(row.skus))
        wanted = [sku for sku in skus if sku not in self._named][:_MOST_NAMED]
        office = self._office
        if wanted and office is not None:
            self._named.update(wanted)
            self._front.run(lambda: office.stock.names(wanted), self._view.show_goods)

    def _on_verified(self, verdict: Any) -> None:
        difference = verdict.difference
        trouble = "" if difference is None else difference.what
        self._view.show_verdict(verdict, trouble)

    def _on_refused(self, trouble: Trouble) -> None:
        self._view.show_reading(None)
        self._front.notices.trouble(trouble)

    # ------------------------------------------------------------------ the receipt

    def on_receipt(self) -> None:
        """Show the receipt of the marked row."""
        if not self._may_look():
            return
        marked = self._view.marked_row()
        receipt, of = _receipt_of(marked), _transaction_of(marked)
        if receipt is None:
            self._shown.show(None)
            self._front.notices.tell("ROW_WITHOUT_RECEIPT")
            return
        self._front.run(lambda: self._counter.history.find(receipt, of), self._shown.show)

    def on_language_changed(self) -> None:
        """Set the paper again in the language spoken now."""
        self._shown.set_again()


def _receipt_of(row: AuditRow | None) -> ReceiptNumber | None:
    """Name the receipt that a row is of, or is about."""
    if row is None:
        return None
    return ReceiptNumber.parse(row.receipt or str(row.said.get("of", "")))


def _transaction_of(row: AuditRow | None) -> TransactionId | None:
    """Name the transaction that a row is of, where the row is one."""
    if row is None or not row.receipt:
        return None
    return TransactionId(bytes.fromhex(str(row.said["txn"])))
