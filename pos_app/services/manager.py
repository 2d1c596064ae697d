"""What the manager's desk works with: services that no sale needs, built when first asked for."""

from dataclasses import dataclass

from pos_app.services.admission import Admissions
from pos_app.services.journal_proof import JournalProof
from pos_app.services.people import People


@dataclass(frozen=True, slots=True)
class ManagerServices:
    """One activity each, over one till's file."""

    admissions: Admissions
    journal_proof: JournalProof
    people: People
