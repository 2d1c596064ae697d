"""The store's cash outside the drawers: rules for floats and pickups, and the safe's own ledger.

What should lie in the safe is never kept anywhere: it is the last count that was believed, and what
moved since.
"""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from pos_app.domain.identifiers import BusinessDate, OperatorId, StoreId, WorkstationId
from pos_app.domain.money import LARGEST_MINOR, Money
from pos_app.domain.shift import LARGEST_MOVE_MINOR, Counts
from pos_app.errors import Refusal

TO_THE_SAFE: Final = "SAFE"
"""The reason of a pickup whose money is on its way to the safe; others go elsewhere."""

_SAME_MOMENT_MS: Final = 5_000
"""A movement that a restored disk got back has its journal row's time, not its own."""
_REFERENCE: Final = re.compile(r"[0-9A-Za-z][0-9A-Za-z ./-]{0,31}")


@dataclass(frozen=True, slots=True)
class CashPolicy:
    """What the store has decided about cash; None where it has no rule. Minor units.

    A till opens with the standard float. Above the pickup limit it is told to bring cash to the
    safe. A count that differs by more than the tolerance is made once more.
    """

    standard_float_minor: int | None = None
    pickup_limit_minor: int | None = None
    tolerance_minor: int | None = None

    def __post_init__(self) -> None:
        for value in (self.standard_float_minor, self.pickup_limit_minor, self.tolerance_minor):
            if value is not None and (type(value) is not int or not 0 <= value <= LARGEST_MINOR):
                raise ValueError(value)

    def asks_again(self, difference: Money) -> bool:
        """Tell whether a count that is so far off is to be made once more."""
        return self.tolerance_minor is not None and abs(difference.minor) > self.tolerance_minor

    def is_pickup_due(self, in_till: Money) -> bool:
        """Tell whether a till holds more cash than the store wants there."""
        return self.pickup_limit_minor is not None and in_till.minor > self.pickup_limit_minor


NO_CASH_RULES: Final = CashPolicy()


class SafeEntryKind(StrEnum):
    """What happens to the safe; the code is the journal's word."""

    OPEN = "safe_open"  # the first count: what is there when the ledger begins
    COUNT = "safe_count"
    PICKUP = "safe_pickup"  # a till's cash has arrived
    LOAN = "safe_loan"  # for another till; those of this one stand with its movements
    DEPOSIT = "bank_deposit"
    CHANGE_ORDER = "change_order"  # notes that went to the bank for coins
    CHANGE_RECEIVED = "change_received"

    @property
    def is_count(self) -> bool:
        """It says what lay there, instead of moving it."""
        return self in (SafeEntryKind.OPEN, SafeEntryKind.COUNT)

    @property
    def is_inward(self) -> bool:
        """The safe holds more after it."""
        return self in (SafeEntryKind.PICKUP, SafeEntryKind.CHANGE_RECEIVED)


@dataclass(frozen=True, slots=True)
class SafeEntry:
    """One entry of the ledger, its amount positive; of a count what was counted.

    ``expected`` is what a count should have come to, or what the till said it sent; None for other
    moves. ``reference`` is the bag's number, the order's, or another till's name. ``moved_ms`` is
    when the pickup that arrives here was booked at this till. A count that was to be made again is
    not believed.
    """

    kind: SafeEntryKind
    amount: Money
    counts: Counts = ()
    expected: Money | None = None
    reference: str = ""
    moved_ms: int | None = None
    is_believed: bool = True

    @property
    def effect(self) -> Money:
        """What it adds to the safe; nothing for a count."""
        if self.kind.is_count:
            return self.amount - self.amount
        return self.amount if self.kind.is_inward else -self.amount

    @property
    def difference(self) -> Money:
        """Counted less expected, or arrived less sent."""
        return self.amount - (self.amount if self.expected is None else self.expected)


@dataclass(frozen=True, slots=True)
class SafeRecord:
    """An entry as it was recorded: who, when."""

    entry: SafeEntry
    operator: OperatorId
    operator_name: str
    approved_by: OperatorId | None
    business_date: BusinessDate
    at_ms: int


@dataclass(frozen=True, slots=True)
class OnTheWay:
    """A pickup that left this till for the safe and was not yet seen there."""

    shift: int
    amount: Money
    operator: OperatorId
    at_ms: int


def expected_content(base: SafeEntry, since: Iterable[SafeEntry], loans: Money) -> Money:
    """Add up what should lie in the safe: the last believed count and what moved since.

    ``loans``: what this till took since then.
    """
    return sum((entry.effect for entry in since), base.amount - loans)


def check_reference(text: str) -> str:
    """Give a bag's or order's number as it is kept: full-width letters made plain ones.

    Refuses: REFERENCE_WRONG.
    """
    wanted = unicodedata.normalize("NFKC", text).strip()
    if not _REFERENCE.fullmatch(wanted):
        raise Refusal("REFERENCE_WRONG")
    return wanted


def check_till(text: str, store: StoreId, workstation: WorkstationId) -> str:
    """Give another till's name as it is kept.

    Refuses: REFERENCE_WRONG, TILL_IS_THIS_ONE (also where it is named as on its receipts).
    """
    till = check_reference(text)
    own = rf"({re.escape(store)}[ -])?{re.escape(workstation)}(E[0-9]+)?"
    if re.fullmatch(own, till, re.IGNORECASE):
        raise Refusal("TILL_IS_THIS_ONE", till=workstation)
    return till


Sent = tuple[int, int]
"""When a pickup was booked, and its amount in minor units."""


def match_arrivals(sent: Sequence[Sent], arrived: Sequence[Sent]) -> tuple[int | None, ...]:
    """Say for each pickup which arrival is its own; each arrival is that of one pickup.

    Arrivals carry time and amount of what was sent, to the moment; after a restored disk nearly so.
    """
    of_amount: dict[int, list[int]] = defaultdict(list)
    for at, (_, amount) in enumerate(arrived):
        of_amount[amount].append(at)
    matched: dict[int, int] = {}
    for reach_ms in (0, _SAME_MOMENT_MS):
        for number, (at_ms, amount) in enumerate(sent):
            near = [at for at in of_amount[amount] if abs(arrived[at][0] - at_ms) <= reach_ms]
            if near and number not in matched:
                matched[number] = min(near, key=lambda at: abs(arrived[at][0] - at_ms))
                of_amount[amount].remove(matched[number])
    return tuple(matched.get(number) for number in range(len(sent)))


def check_move(entry: SafeEntry, in_safe: Money) -> None:
    """Refuse a move of nothing, or of more than the safe should hold.

    Of a pickup that was sent nothing may have arrived.

    Refuses: AMOUNT_NOT_POSITIVE, AMOUNT_TOO_LARGE, MORE_THAN_IN_SAFE.
    """
    kind, amount = entry.kind, entry.amount
    if amount.minor < 0 or (not amount and entry.moved_ms is None):
        raise Refusal("AMOUNT_NOT_POSITIVE")
    if amount.minor > LARGEST_MOVE_MINOR:
        raise Refusal("AMOUNT_TOO_LARGE")
    if not kind.is_inward and amount > in_safe:
        raise Refusal("MORE_THAN_IN_SAFE")
