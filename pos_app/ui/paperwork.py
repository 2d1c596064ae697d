"""Puts on paper what was recorded. Nothing here waits for the printer, and nothing can undo a sale.

The papers are set in the language the till speaks, then handed to the printer's queue; what goes
wrong there comes back as a notice, with the key that prints again.
"""

import functools
from collections.abc import Callable

from pos_app import resources
from pos_app.clock import Clock
from pos_app.devices.interfaces import PrintJob, PrintOutcome, PrintResult
from pos_app.devices.print_queue import PrintQueue
from pos_app.domain.settlement import CompletedTransaction
from pos_app.domain.shop import StoreProfile
from pos_app.domain.tender import TenderType
from pos_app.errors import EnvironmentFault
from pos_app.receipts.heads import Letterhead
from pos_app.receipts.layout import receipt
from pos_app.receipts.logo import load_logo
from pos_app.receipts.paper import Paper, Picture
from pos_app.ui import language
from pos_app.ui.ports import Notices

_MENDED = frozenset(
    {
        "PRINTER_BUSY",
        "PRINTER_COVER_OPEN",
        "PRINTER_NO_PAPER",
        "PRINTER_OFF",
        "PRINTER_OFFLINE",
    }
)
"""Over when the printer says that it is well again."""
_LOOK_AT_PAPER = frozenset({"PRINTER_ERROR", "PRINTER_GONE", "PRINTER_TIMEOUT"})
"""Over when the next paper is out: until then a person should look at the last one."""


class Paperwork:
    """Meets ``ports.Printing`` for the presenters."""

    def __init__(
        self,
        profile: StoreProfile,
        invitation: Callable[[CompletedTransaction], str],
        queue: PrintQueue,
        clock: Clock,
        notices: Notices,
    ) -> None:
        self._profile = profile
        self._invitation = invitation
        self._queue = queue
        self._clock = clock
        self._notices = notices
        queue.finished.connect(self.on_finished)
        queue.checked.connect(self.on_checked)
        queue.drawer_failed.connect(notices.trouble)

    def on_profile_changed(self, profile: StoreProfile) -> None:
        """Print the store's new texts from the next paper on."""
        self._profile = profile

    def letterhead(self) -> Letterhead:
        """Give the head of every paper, in the language spoken now."""
        return Letterhead(
            self._profile,
            language.current().value,
            self._clock.utc_offset_minutes(),
            self._logo,
            self._invitation,
        )

    @functools.cached_property
    def _logo(self) -> Picture:
        """Not before the first paper: the way to the first sale is shorter without."""
        return load_logo(resources.path("images", "logo.png"))

    def print_receipt(self, completed: CompletedTransaction) -> None:
        """Print a receipt or a copy, and open the drawer when cash changed hands for a new one."""
        cash = any(
            tender.tender_type is TenderType.CASH for tender in completed.priced.transaction.tenders
        )
        if cash and not completed.copy and not completed.is_training:
            self.open_drawer()
        paper = receipt(completed, self.letterhead())
        # Training numbers its receipts anew, so a receipt number alone would not be unique.
        transaction = completed.priced.transaction.id.hex()
        self._queue.submit(PrintJob(f"{transaction}/{completed.copy}", paper))

    def print_paper(self, paper: Paper) -> None:
        """Print anything else: reports, slips."""
        self._queue.submit(PrintJob(self._clock.random_bytes(16).hex(), paper))

    def open_drawer(self) -> None:
        """Kick the drawer; the caller has recorded why."""
        self._queue.open_drawer()

    def print_again(self) -> int:
        """Try again what is known not to be on paper, and say how many papers that is."""
        return self._queue.retry()

    def on_finished(self, outcome: PrintOutcome) -> None:
        """Tell the cashier what a person has to do about a paper."""
        if outcome.fault is not None:
            self._notices.trouble(outcome.fault)
            return
        if not self._queue.not_printed:
            self._notices.withdraw(_MENDED | _LOOK_AT_PAPER)
        if outcome.result is PrintResult.PRINTED and outcome.is_paper_low:
            self._notices.tell("PRINTER_PAPER_LOW")

    def on_checked(self, fault: EnvironmentFault | None) -> None:
        """Take a notice away whose cause is gone, unless a paper still waits for its turn."""
        if fault is None and not self._queue.not_printed:
            self._notices.withdraw(_MENDED)
