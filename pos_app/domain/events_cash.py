"""What the journal records of the safe, and of a till that is counted once more."""

from dataclasses import dataclass
from typing import ClassVar

from pos_app.domain.money import Money
from pos_app.domain.safe import SafeEntry
from pos_app.domain.shift import Counts


@dataclass(frozen=True, slots=True)
class SafeChanged:
    """An entry of the safe's ledger. Its kind is the entry's."""

    schema: ClassVar[int] = 1
    entry: SafeEntry

    @property
    def kind(self) -> str:
        """``safe_open``, ``safe_count``, ``safe_pickup``, ``bank_deposit`` and so on."""
        return self.entry.kind.value


@dataclass(frozen=True, slots=True)
class TillCounted:
    """A till's count at the end of a shift that differed too much and was asked for once more."""

    kind: ClassVar[str] = "till_count"
    schema: ClassVar[int] = 1
    shift: int
    counted: Money
    counts: Counts


CashEvent = SafeChanged | TillCounted
