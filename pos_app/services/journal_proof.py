"""The whole journal walked through while the till sells on: was anything tampered with?"""

from pos_app.domain.operators import Privilege
from pos_app.services.admission import Admission
from pos_app.store.backup import Terminal
from pos_app.store.database import Database, Progress
from pos_app.store.verification import Verdict, verify_till


class JournalProof:
    """Checks every page, row, signature and sale. Any thread; reads beside the till."""

    def __init__(self, till: Database, terminal: Terminal) -> None:
        self._till = till
        self._terminal = terminal

    def verify(self, admission: Admission, progress: Progress) -> Verdict:
        """Walk the journal; ``progress`` ends it early by raising.

        Refuses: DATABASE_CORRUPT.
        """
        assert admission.privilege is Privilege.AUDIT
        return verify_till(self._till, self._terminal, progress)
