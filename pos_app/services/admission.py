"""Leave to read for long: judged once on the till thread, then carried to where the reading is."""

from dataclasses import dataclass
from typing import Final

from pos_app.domain.operators import Approval, Operator, Privilege
from pos_app.services.desk import Desk


@dataclass(frozen=True, slots=True)
class Admission:
    """Who may read what, already judged. Made by ``Admissions`` alone.

    ``operator`` is None where it is a plan of the store that reads, with nobody there.
    """

    privilege: Privilege
    operator: Operator | None


PLANNED: Final = Admission(Privilege.VIEW_REPORTS, None)
"""What the store has decided to hand out is read for its plan."""


class Admissions:
    """Judges who may read at the manager's desk."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def admit(
        self, privilege: Privilege, subject: str, approval: Approval | None = None
    ) -> Admission:
        """Let the operator read, alone or with an approval, which the journal then has.

        Refuses: NOT_SIGNED_ON, SCREEN_LOCKED, NOT_PERMITTED, APPROVAL_NEEDED, APPROVAL_EXPIRED.
        """
        authority = self._desk.allow(privilege, subject, approval)
        if authority.request is not None:
            with self._desk.till.write() as connection:
                self._desk.record_authority(connection, authority)
        return Admission(privilege, self._desk.require_session().operator)
