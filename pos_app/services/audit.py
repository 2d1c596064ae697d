"""The journal on the manager's desk: its rows, what stands out, and a shift step by step."""

from collections import deque

from pos_app.domain.audit import (
    MOST_ROWS,
    AuditFilter,
    AuditRow,
    Exceptions,
    Replay,
    replayed,
    summed,
)
from pos_app.domain.operators import Privilege
from pos_app.errand import Errand
from pos_app.errors import Refusal
from pos_app.services.admission import Admission
from pos_app.store import audit, operators
from pos_app.store.database import Database


class Audit:
    """Reads the journal of one till. Any thread: where the reading is done, not on the till's."""

    def __init__(self, till: Database, currency: str) -> None:
        self._till = till
        self._currency = currency

    def rows(
        self, admission: Admission, wanted: AuditFilter, errand: Errand
    ) -> tuple[AuditRow, ...]:
        """List rows in the order in which they were written, the latest ``MOST_ROWS`` of them."""
        _check(admission)
        with self._till.read() as connection:
            found = audit.list_rows(connection, wanted, errand.check)
            return tuple(deque(found, MOST_ROWS))

    def exceptions(self, admission: Admission, wanted: AuditFilter, errand: Errand) -> Exceptions:
        """Add up what stands out; the figures are of all rows that the filter takes."""
        _check(admission)
        with self._till.read() as connection:
            return summed(audit.list_rows(connection, wanted, errand.check))

    def replay(self, admission: Admission, shift: int, errand: Errand) -> Replay:
        """Step through a shift, open or closed.

        Refuses: SHIFT_UNKNOWN.
        """
        _check(admission)
        with self._till.read() as connection:
            date = audit.date_of_shift(connection, shift)
            if date is None:
                raise Refusal("SHIFT_UNKNOWN", number=shift)
            wanted = AuditFilter(date, date, shift=shift)
            rows = audit.list_rows(connection, wanted, errand.check)
            return replayed(shift, rows, self._currency)

    def names(self, admission: Admission) -> dict[str, str]:
        """Give the names of all operators by id, those who left included."""
        _check(admission)
        with self._till.read() as connection:
            known = operators.list_all(connection)
        return {entry.operator.id: entry.operator.name for entry in known}


def _check(admission: Admission) -> None:
    assert admission.privilege is Privilege.AUDIT
