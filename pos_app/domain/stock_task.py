"""Receivings, transfers and counts that are not finished: what is at hand, line by line."""

from dataclasses import dataclass
from enum import StrEnum

from pos_app.domain.money import Money
from pos_app.domain.stock import Mark


class TaskKind(StrEnum):
    """What is being done."""

    RECEIVE = "receive"
    TRANSFER_IN = "transfer_in"
    TRANSFER_OUT = "transfer_out"
    COUNT = "count"


@dataclass(frozen=True, slots=True)
class Task:
    """``reference`` is the note's number; ``partner`` the supplier, or the section of a count.

    ``mark`` is where the count of the next item begins: at the entry of the one before it.
    """

    id: bytes
    kind: TaskKind
    reference: str
    partner: str
    opened_ms: int
    mark: Mark


@dataclass(frozen=True, slots=True)
class TaskLine:
    """One item of one lot; ``found`` is None until it was met.

    ``books``: what they had at the mark when it was entered, other tills' goods among it.
    ``is_again``: as it was entered it differed so much that it is to be counted once more.
    """

    line: int
    sku: str
    lot: str
    expires_on: str
    expected: int | None
    found: int | None
    cost: Money | None
    pack: int | None
    mark: Mark
    has_moved: bool = False
    is_again: bool = False
    earlier: int | None = None
    books: int | None = None
