"""What the journal records of a shop that is set up anew: people, store, devices, prices."""

from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar

from pos_app.domain.identifiers import BusinessDate
from pos_app.domain.money import Money


class Subject(StrEnum):
    """What a change of the set-up is about."""

    OPERATOR = "operator"
    ROLE = "role"
    STORE = "store"
    DEVICES = "devices"
    BACKUPS = "backups"


@dataclass(frozen=True, slots=True)
class SetUpChange:
    """A decision of the shop was changed.

    ``key`` names it below its subject (``op1001/role``). ``before`` and ``after`` are JSON; both
    are empty where the value is personal, such as a name or a PIN: then only that it changed.
    """

    kind: ClassVar[str] = "set_up_change"
    schema: ClassVar[int] = 1
    id: bytes
    subject: Subject
    key: str
    before: str
    after: str


class PriceStage(StrEnum):
    """How far a change of a shelf price has come."""

    PLANNED = "planned"
    WITHDRAWN = "withdrawn"
    APPLIED = "applied"


@dataclass(frozen=True, slots=True)
class ShelfPrice:
    """A shelf price was planned for a business date, withdrawn, or put into the catalogue.

    ``change`` is the same in all of a change's rows. ``before`` is None for goods that had none.
    """

    kind: ClassVar[str] = "shelf_price"
    schema: ClassVar[int] = 1
    id: bytes
    change: bytes
    stage: PriceStage
    sku: str
    before: Money | None
    after: Money
    effective_on: BusinessDate


class CopyWork(StrEnum):
    """What was done for the day on which the disk breaks."""

    BACKUP = "backup"
    REHEARSAL = "rehearsal"


@dataclass(frozen=True, slots=True)
class CopyMade:
    """A copy of till.db was made and checked, or one was restored aside, checked and thrown away.

    ``code`` says why it came to nothing and is empty when all was well; ``epoch`` and ``seq`` are
    the journal's end inside the copy.
    """

    kind: ClassVar[str] = "copy_made"
    schema: ClassVar[int] = 1
    id: bytes
    work: CopyWork
    code: str
    epoch: int
    seq: int
    sales: int
