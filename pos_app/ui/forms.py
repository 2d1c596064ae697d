"""What a form of the set-up asks, and what was filled in. Plain Python, for presenters too."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum

from pos_app.domain.identifiers import BusinessDate
from pos_app.domain.money import Money


class Kind(Enum):
    """What is typed into a field."""

    TEXT = "text"
    DIGITS = "digits"
    PIN = "pin"
    MONEY = "money"
    DATE = "date"


@dataclass(frozen=True, slots=True)
class Entry:
    """One field of a form; ``label`` is the English source."""

    key: str
    label: str
    kind: Kind = Kind.TEXT
    longest: int = 40


@dataclass(frozen=True, slots=True)
class Form:
    """What a panel asks; ``heading`` and ``note`` are English sources, the note may be empty."""

    heading: str
    entries: tuple[Entry, ...] = ()
    note: str = ""
    has_choices: bool = False


@dataclass(frozen=True, slots=True)
class Answer:
    """What was filled in: texts as typed, amounts and dates None when they are not whole.

    ``texts`` has what was typed for a date as well: none typed is not the same as half of one.
    """

    texts: Mapping[str, str] = field(default_factory=dict)
    money: Mapping[str, Money | None] = field(default_factory=dict)
    dates: Mapping[str, BusinessDate | None] = field(default_factory=dict)
    choice: str = ""
