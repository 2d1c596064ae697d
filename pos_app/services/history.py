"""Finished transactions of this till: find them, show them, print them again."""

from dataclasses import replace

from pos_app.domain import events
from pos_app.domain.identifiers import ReceiptNumber, TransactionId
from pos_app.domain.operators import Approval, Privilege
from pos_app.domain.settlement import CompletedTransaction
from pos_app.errors import Refusal
from pos_app.services.desk import Desk
from pos_app.store import sales_search, shifts, transactions


class History:
    """Reads the record; the only thing it writes is that a copy was asked for."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def recent(self, limit: int = 50) -> tuple[sales_search.Summary, ...]:
        """List the latest finished transactions, newest first.

        Refuses: NOT_SIGNED_ON, SCREEN_LOCKED.
        """
        self._desk.require_session()
        with self._desk.till.read() as connection:
            return sales_search.search(connection, limit=limit)

    def find(self, receipt: ReceiptNumber, of: TransactionId | None = None) -> CompletedTransaction:
        """Open a finished transaction; ``of`` tells two of one number apart.

        Refuses: NOT_SIGNED_ON, SCREEN_LOCKED, RECEIPT_UNKNOWN.
        """
        self._desk.require_session()
        with self._desk.till.read() as connection:
            completed = transactions.find_finished(connection, receipt, of)
        if completed is None:
            raise Refusal("RECEIPT_UNKNOWN", receipt=str(receipt))
        return replace(completed, is_training=self._desk.is_training)

    def reprint(
        self, receipt: ReceiptNumber, approval: Approval | None = None
    ) -> CompletedTransaction:
        """Count a copy and give the transaction to print, marked as that copy.

        Refuses: NOT_SIGNED_ON, SCREEN_LOCKED, RECEIPT_UNKNOWN, NOT_PERMITTED, APPROVAL_NEEDED,
        APPROVAL_EXPIRED.
        """
        completed = self.find(receipt)
        shift, clock = self._desk.require_session().shift, self._desk.clock
        authority = self._desk.allow(Privilege.REPRINT, str(receipt), approval)
        with self._desk.till.write() as connection:
            copy = transactions.count_copies(connection, receipt) + 1
            shifts.insert_reprint(
                connection, shift.number if shift else None, receipt.number, clock.wall_ms()
            )
            self._desk.record_authority(connection, authority)
            self._desk.record(connection, events.Reprint(receipt, copy))
        return replace(completed, copy=copy)
