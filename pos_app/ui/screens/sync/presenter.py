"""Shows how till and cloud stand, has everything synced at once, and connects a till to a cloud."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Protocol

from pos_app.domain.identifiers import ReceiptNumber
from pos_app.domain.money import Money
from pos_app.domain.scan import ReceiptScan
from pos_app.domain.scan_data import ScanData
from pos_app.domain.synced import Lasting, Place, Receipts
from pos_app.errors import Refusal
from pos_app.services.counter import Counter
from pos_app.ui.approving import Approving
from pos_app.ui.ports import Front, Trouble
from pos_app.ui.sale_rows import receipt_meant
from pos_app.ui.scanning import read_scan, take_badge
from pos_app.ui.screens.sync.contract import ReceiptRow, SyncScreen
from sync.status import Contact, Marking, Round, RoundState, SyncStatus, marking

if TYPE_CHECKING:  # Qt's words only pass through here
    from pos_app.ui.cloud_words import CloudWords


class Watch(Protocol):
    """What is known of the cloud this minute, and whom to ask: cloud_watch.py."""

    @property
    def status(self) -> SyncStatus | None:
        """The newest picture; None before the first."""

    @property
    def is_attached(self) -> bool:
        """There is a link to ask."""

    def words(self) -> "CloudWords | None":
        """Give the picture in words."""

    def sync_now(self) -> None:
        """Have everything done at once."""

    def enrol(
        self,
        url: str,
        code: str,
        then: Callable[[str], None],
        refused: Callable[[Trouble], None],
    ) -> None:
        """Become a terminal of a store."""


class SyncPresenter:
    """Reads the page anew whenever the picture has changed while somebody looks at it."""

    def __init__(self, view: SyncScreen, counter: Counter, front: Front, watch: Watch) -> None:
        self._view = view
        self._counter = counter
        self._front = front
        self._watch = watch
        self.approving = Approving(view, front, lambda: counter.approvals)
        self._is_in_front = False
        self._is_reading = False
        self._wanted: ReceiptNumber | None = None
        self._receipts: Receipts | None = None
        self._address = ""
        self._asked_round: int | None = None

    def on_shown(self) -> None:
        """Begin with the newest receipts."""
        self._is_in_front = True
        self._wanted = None
        self._view.begin_receipts()
        self._show_now()
        self._read()

    def on_hidden(self) -> None:
        """Read nothing while nobody looks."""
        self._is_in_front = False

    def on_changed(self) -> None:
        """Take a new picture."""
        self._tell_round()
        if self._is_in_front:
            self._show_now()
            self._read()

    def on_searched(self, text: str) -> None:
        """Show the receipt of a number; the newest when nothing is typed."""
        try:
            wanted = receipt_meant(text, self._counter.profile) if text.strip() else None
        except Refusal as refusal:
            self._front.notices.trouble(refusal)
            return
        self._front.notices.clear()
        self._wanted = wanted
        self._read()

    def on_scan(self, scan: ScanData) -> None:
        """Show a scanned receipt; a badge names the second person."""
        notices = self._front.notices
        scanned = read_scan(scan, notices)
        if isinstance(scanned, ReceiptScan):
            self._wanted = scanned.receipt
            self._view.begin_receipts()
            self._read()
        else:
            take_badge(scanned, self._view.offer_badge, notices, "SCAN_A_RECEIPT_HERE")

    def on_sync_now(self) -> None:
        """Have everything done at once; how it goes stands on the page."""
        if not self._can_sync():
            self._front.notices.trouble(Refusal("CLOUD_NOT_CONNECTED"))
            return
        status = self._watch.status
        self._asked_round = status.round.number if status and status.round else 0
        self._watch.sync_now()

    def on_connect(self) -> None:
        """Ask for the address and the code, once somebody who may has agreed."""
        if not self._watch.is_attached:
            self._front.notices.trouble(Refusal("CLOUD_LINK_MISSING"))
            return
        self.approving.attempt(
            lambda approval: self._counter.cloud.allow_connecting(approval), self._on_allowed
        )

    def on_connection_answered(self, address: str, code: str) -> None:
        """Connect; the counter goes on meanwhile."""
        if not (address.strip() and code.strip()):
            self._front.notices.trouble(Refusal("CLOUD_FIELD_MISSING"))
            return
        self._front.notices.clear()
        self._watch.enrol(address, code, self._on_enrolled, self._front.notices.trouble)

    def _on_allowed(self, _nothing: None) -> None:
        self._front.notices.clear()
        self._view.ask_connection(self._address)

    def _on_enrolled(self, fingerprint: str) -> None:
        self._view.close_panel()
        self._front.notices.tell("CLOUD_ENROLLED", fingerprint=fingerprint)
        self._read()

    def _can_sync(self) -> bool:
        status = self._watch.status
        is_ours = status is not None and status.contact is not Contact.ALONE
        return self._watch.is_attached and is_ours

    def _tell_round(self) -> None:
        """Say how a round that was asked for here has ended."""
        status = self._watch.status
        found: Round | None = status.round if status else None
        if found is None or self._asked_round is None or found.number <= self._asked_round:
            return
        if found.state is RoundState.DONE:
            sent, applied = found.rows_sent, found.rows_applied
            self._front.notices.tell("SYNC_DONE", sent=sent, applied=applied)
        elif found.state is RoundState.FAILED:
            self._front.notices.tell("SYNC_FAILED", why=found.code)
        else:
            return
        self._asked_round = None

    def _read(self) -> None:
        """Read the till's files, unless that is being done already."""
        if self._is_reading:
            return
        self._is_reading = True
        wanted = self._wanted
        self._front.run(
            lambda: (
                self._counter.cloud.receipts(receipt=wanted),
                self._counter.cloud.lasting(),
            ),
            lambda found: self._on_read(wanted, *found),
            self._on_unread,
        )

    def _on_read(self, wanted: ReceiptNumber | None, receipts: Receipts, lasting: Lasting) -> None:
        self._is_reading = False
        self._receipts = receipts
        self._address = lasting.connection.url if lasting.connection else ""
        self._view.show_lasting(lasting)
        self._show_now()
        if wanted != self._wanted:  # looked for meanwhile
            self._read()

    def _on_unread(self, trouble: Trouble) -> None:
        self._is_reading = False
        self._front.notices.trouble(trouble)

    def _show_now(self) -> None:
        session = self._front.attendance.session
        self._view.show_state(self._watch.words())
        self._view.show_possible(
            can_sync=self._can_sync(),
            can_connect=session is not None and not session.is_training,
        )
        if self._receipts is not None:
            self._view.show_receipts(self._rows(self._receipts))

    def _rows(self, receipts: Receipts) -> tuple[ReceiptRow, ...]:
        return tuple(
            ReceiptRow(
                str(row.receipt),
                row.completed_ms,
                Money(row.paid_minor, row.currency),
                self._marking(row.place, receipts.proved).value,
            )
            for row in receipts.rows
        )

    def _marking(self, place: Place, proved: Place | None) -> Marking:
        status = self._watch.status
        if proved is not None and place <= proved:
            return Marking.RECONCILED
        if status is None or status.reached is None:
            return Marking.RECORDED
        return marking(place, status.reached, None)
