"""The third part of the composition root: what only the manager's desk needs.

Imported when somebody goes there for the first time, so that no till opens later for it.
"""

from pos_app.services.admission import Admissions
from pos_app.services.desk import Desk
from pos_app.services.journal_proof import JournalProof
from pos_app.services.manager import ManagerServices
from pos_app.store.backup import Terminal
from pos_app.vault.keys import DeviceKeys


def manager_services(desk: Desk, keys: DeviceKeys) -> ManagerServices:
    """Build them over the till of a desk. Thread: the till thread."""
    terminal = Terminal(keys.terminal_id, keys.till_key, keys.signing_seed)
    return ManagerServices(
        admissions=Admissions(desk),
        journal_proof=JournalProof(desk.till, terminal),
    )
