"""The safe: what arrives from tills, goes to the bank, comes as change, and what a count finds.

The ledger is kept at the till where the safe is managed; what another till brings or takes is
entered here with its name.
"""

from dataclasses import dataclass

from pos_app.domain.events_cash import SafeChanged
from pos_app.domain.money import Money
from pos_app.domain.operators import Approval, ApprovalRequest, Privilege
from pos_app.domain.safe import (
    OnTheWay,
    SafeEntry,
    SafeEntryKind,
    SafeRecord,
    check_move,
    check_reference,
    check_till,
)
from pos_app.domain.shift import Counts, count_total
from pos_app.errors import Refusal
from pos_app.services.desk import Authority, Desk
from pos_app.store import safe, safe_facts, shifts

_SUBJECT = "safe"
_SENT_ONCE = frozenset({SafeEntryKind.DEPOSIT, SafeEntryKind.CHANGE_ORDER})
"""What has a number of its own: a sealed bag, an order."""


@dataclass(frozen=True, slots=True)
class SafeState:
    """The safe as its ledger has it. ``expected`` is None while it has not begun."""

    expected: Money | None
    on_the_way: tuple[OnTheWay, ...]
    entries: tuple[SafeRecord, ...]
    counts: tuple[SafeRecord, ...]
    is_count_waiting: bool

    @property
    def last_count(self) -> SafeRecord | None:
        """The count that is believed now."""
        return next((record for record in self.counts if record.entry.is_believed), None)


class Safe:
    """Keeps the ledger. Every method that writes is one transaction and one journal row."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def state(self, limit: int = 200) -> SafeState:
        """Show the safe to whoever manages it.

        Refuses: NOT_SIGNED_ON, SCREEN_LOCKED, NOT_PERMITTED, APPROVAL_NEEDED.
        """
        self._desk.allow(Privilege.MANAGE_SAFE, _SUBJECT, None)
        currency = self._desk.profile.currency
        with self._desk.till.read() as connection:
            return SafeState(
                expected=safe.expected(connection, currency),
                on_the_way=safe.on_the_way(connection, currency),
                entries=safe.ledger(connection, currency, limit),
                counts=safe.counts(connection, currency, limit),
                is_count_waiting=safe.is_count_waiting(connection),
            )

    def count(self, counts: Counts, approval: Approval | None = None) -> SafeEntry:
        """Count the safe; the first count begins the ledger.

        A count that differs from what should lie there is kept, but not believed: it is asked for
        once more, and the second one counts whatever it says.

        Refuses: NOT_SIGNED_ON, SCREEN_LOCKED, DAY_NOT_OPEN, DENOMINATION_UNKNOWN,
        COUNT_OUT_OF_RANGE, NOT_PERMITTED, APPROVAL_NEEDED, APPROVAL_EXPIRED.
        """
        self._require_day()
        profile = self._desk.profile
        counted = count_total(counts, profile.denominations, profile.currency)
        with self._desk.till.read() as connection:
            expected = safe.expected(connection, profile.currency)
            is_second = safe.is_count_waiting(connection)
        is_first = expected is None
        entry = SafeEntry(
            SafeEntryKind.OPEN if is_first else SafeEntryKind.COUNT,
            counted,
            counts,
            expected=counted if expected is None else expected,
            is_believed=is_first or is_second or counted == expected,
        )
        authority = self._desk.allow(Privilege.MANAGE_SAFE, _SUBJECT, approval)
        return self._record(entry, authority)

    def receive(
        self, pickup: OnTheWay, arrived: Money, approval: Approval | None = None
    ) -> SafeEntry:
        """Take in a pickup of this till, as it was counted on arrival.

        The safe has what arrived; what is missing of what was sent is missing in the till.

        Refuses: what ``_move`` refuses, PICKUP_UNKNOWN.
        """
        with self._desk.till.read() as connection:
            waiting = safe.on_the_way(connection, self._desk.profile.currency)
        if pickup not in waiting:
            raise Refusal("PICKUP_UNKNOWN")
        entry = SafeEntry(
            SafeEntryKind.PICKUP, arrived, expected=pickup.amount, moved_ms=pickup.at_ms
        )
        return self._move(entry, Privilege.MANAGE_SAFE, approval)

    def receive_from(self, till: str, amount: Money, approval: Approval | None = None) -> SafeEntry:
        """Take in what another till brought.

        Refuses: REFERENCE_WRONG, TILL_IS_THIS_ONE, what ``_move`` refuses.
        """
        entry = SafeEntry(SafeEntryKind.PICKUP, amount, reference=self._other_till(till))
        return self._move(entry, Privilege.MANAGE_SAFE, approval)

    def lend_to(self, till: str, amount: Money, approval: Approval | None = None) -> SafeEntry:
        """Give float to another till; this one's loans are entered on its shift screen.

        Refuses: REFERENCE_WRONG, TILL_IS_THIS_ONE, what ``_move`` refuses.
        """
        entry = SafeEntry(SafeEntryKind.LOAN, amount, reference=self._other_till(till))
        return self._move(entry, Privilege.MANAGE_SAFE, approval)

    def deposit(self, bag: str, amount: Money, approval: Approval | None = None) -> SafeEntry:
        """Send a bag to the bank.

        Refuses: REFERENCE_WRONG, what ``_move`` refuses.
        """
        entry = SafeEntry(SafeEntryKind.DEPOSIT, amount, reference=check_reference(bag))
        return self._move(entry, Privilege.BANK_DEPOSIT, approval)

    def order_change(
        self, order: str, amount: Money, approval: Approval | None = None
    ) -> SafeEntry:
        """Send notes to the bank for coins.

        Refuses: REFERENCE_WRONG, what ``_move`` refuses.
        """
        entry = SafeEntry(SafeEntryKind.CHANGE_ORDER, amount, reference=check_reference(order))
        return self._move(entry, Privilege.BANK_DEPOSIT, approval)

    def receive_change(
        self, order: str, amount: Money, approval: Approval | None = None
    ) -> SafeEntry:
        """Take in the coins the bank sent.

        Refuses: REFERENCE_WRONG, what ``_move`` refuses.
        """
        entry = SafeEntry(SafeEntryKind.CHANGE_RECEIVED, amount, reference=check_reference(order))
        return self._move(entry, Privilege.MANAGE_SAFE, approval)

    def _other_till(self, till: str) -> str:
        profile = self._desk.profile
        return check_till(till, profile.store, profile.workstation)

    def _move(self, entry: SafeEntry, privilege: Privilege, approval: Approval | None) -> SafeEntry:
        """Record a move.

        Refuses: NOT_SIGNED_ON, SCREEN_LOCKED, DAY_NOT_OPEN, SAFE_NOT_COUNTED,
        AMOUNT_NOT_POSITIVE, AMOUNT_TOO_LARGE, MORE_THAN_IN_SAFE, REFERENCE_USED (a bag or an order
        that went to the bank already), NOT_PERMITTED, APPROVAL_NEEDED, APPROVAL_EXPIRED.
        """
        self._require_day()
        currency = self._desk.profile.currency
        with self._desk.till.read() as connection:
            in_safe = safe.expected(connection, currency)
            used = safe.find_used(connection, entry.kind, entry.reference, currency)
        if in_safe is None:
            raise Refusal("SAFE_NOT_COUNTED")
        check_move(entry, in_safe)
        if used is not None and entry.kind in _SENT_ONCE:
            amount, day = used
            raise Refusal("REFERENCE_USED", reference=entry.reference, amount=amount, date=day)
        request = ApprovalRequest(privilege, _SUBJECT, amount=entry.amount)
        return self._record(entry, self._desk.authorise(request, approval))

    def _record(self, entry: SafeEntry, authority: Authority) -> SafeEntry:
        desk = self._desk
        with desk.till.write() as connection:
            desk.record_authority(connection, authority)
            place = desk.record(connection, SafeChanged(entry), authority.approved_by)
            safe_facts.apply(connection, place)
        return entry

    def _require_day(self) -> None:
        """Have a business day to book on: that of the till, or the open one."""
        session = self._desk.require_session()
        if session.business_date is None:
            with self._desk.till.read() as connection:
                if shifts.open_business_date(connection) is None:
                    raise Refusal("DAY_NOT_OPEN")
