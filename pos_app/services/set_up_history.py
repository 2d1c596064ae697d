"""What was changed of the set-up, by whom and on whose word, for whoever may read the journal."""

from dataclasses import dataclass
from typing import Final

from pos_app.domain.operators import Approval, Privilege
from pos_app.services.admission import Admissions
from pos_app.services.desk import Desk
from pos_app.store import operators, set_up_changes
from pos_app.store.set_up_changes import MadeChange

MOST_SHOWN: Final = 500
"""Years of changes in a shop; all of them stand in the journal."""

_FOR_EVER_MS: Final = 1 << 60


@dataclass(frozen=True, slots=True)
class ToldChange:
    """A change, with the names of who made and who approved it as they are called now.

    ``about_zh`` and ``about_en`` name the person or the role that was changed.
    """

    change: MadeChange
    operator_name: str
    approver_name: str
    about_zh: str = ""
    about_en: str = ""


class SetUpHistory:
    """Reads the changes. Till thread."""

    def __init__(self, desk: Desk, admissions: Admissions) -> None:
        self._desk = desk
        self._admissions = admissions

    def read(self, approval: Approval | None = None) -> tuple[ToldChange, ...]:
        """List the newest changes first.

        Refuses: what Admissions.admit refuses for AUDIT.
        """
        self._admissions.admit(Privilege.AUDIT, "set_up_changes", approval)
        with self._desk.till.read() as connection:
            made = set_up_changes.list_changes(connection, 0, _FOR_EVER_MS, MOST_SHOWN)
            people = [known.operator for known in operators.list_all(connection)]
            roles = operators.list_roles(connection)
        names = {str(person.id): person.name for person in people}
        about = {id_: (name, name) for id_, name in names.items()}
        about |= {role.code: (role.name_zh, role.name_en) for role in roles}
        return tuple(
            ToldChange(
                change,
                names.get(change.operator, change.operator),
                names.get(change.approved_by or "", change.approved_by or ""),
                *about.get(change.key.split("/")[0], ("", "")),
            )
            for change in made
        )
