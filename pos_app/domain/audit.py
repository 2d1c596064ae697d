"""The journal as a manager reads it: rows in order, what stands out, and a shift step by step.

Nothing here is a sum of its own: every value is read out of one row of the journal, so that what
is shown to a cashier in her defence is what was signed when it happened.
"""

from collections import deque
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from pos_app.domain.acts import Act, ActKind, worth_of_override, worth_of_void
from pos_app.domain.identifiers import BusinessDate, OperatorId
from pos_app.domain.money import Money
from pos_app.domain.safe import SafeEntryKind
from pos_app.domain.shift import CashMovementKind
from pos_app.domain.transaction import TransactionKind

Fact = str | int | bool


@dataclass(frozen=True, slots=True)
class AuditFilter:
    """Which rows: business dates from ``first`` to ``last``; None and empty take everything.

    ``receipt``: rows of it and about it, such as copies, by its whole name or its number alone.
    """

    first: BusinessDate
    last: BusinessDate
    kinds: frozenset[str] = frozenset()
    operator: OperatorId | None = None
    shift: int | None = None
    only_approved: bool = False
    receipt: str = ""

    def takes(self, row: "AuditRow") -> bool:
        """Tell whether a row is wanted."""
        return (
            self.first <= row.business_date <= self.last
            and (not self.kinds or row.kind in self.kinds)
            and self.operator in (None, row.operator)
            and self.shift in (None, row.shift)
            and (not self.only_approved or bool(row.approvers))
            and (not self.receipt or row.is_about(self.receipt))
        )


@dataclass(frozen=True, slots=True)
class AuditRow:
    """One row. ``amount_minor`` is what it moved or was about, None where it was about no money.

    ``drawer_minor`` is by how much it changed what should lie in the drawer. ``said`` are the
    plain values of its body, lists left out; ``tenders`` what of each tender was taken, change off,
    by its code. ``is_lost``: this disk had lost the row and fetched it
    back from the cloud.
    """

    epoch: int
    seq: int
    kind: str
    at_ms: int
    business_date: BusinessDate
    operator: OperatorId | None
    approved_by: OperatorId | None
    shift: int | None
    receipt: str
    amount_minor: int | None
    drawer_minor: int
    acts: tuple[Act, ...]
    said: Mapping[str, Fact]
    tenders: tuple[tuple[str, int], ...] = ()
    is_training: bool = False
    is_lost: bool = False

    def is_about(self, receipt: str) -> bool:
        """Tell whether it is a receipt's row or about it; a number alone is one of any till."""
        named = {self.receipt, str(self.said.get("of", ""))} - {""}
        if receipt.isdecimal():
            numbers = {name.rpartition("-")[2] for name in named}
            return int(receipt) in {int(number) for number in numbers if number.isdecimal()}
        return receipt in named

    @property
    def skus(self) -> frozenset[str]:
        """Name the goods that the row is about, as far as it is told in a line."""
        return frozenset({str(self.said.get("sku", "")), *(act.sku for act in self.acts)} - {""})

    @property
    def approvers(self) -> tuple[str, ...]:
        """List who consented to the row or to a part of it."""
        parts = (act.approved_by for act in self.acts)
        return tuple(dict.fromkeys(who for who in (self.approved_by or "", *parts) if who))


@dataclass(frozen=True, slots=True)
class ActFigure:
    """How often one operator did one thing, beside how often all did it for as many receipts.

    ``per_thousand`` and ``all_per_thousand`` are for 1,000 transactions, half up; None without any.
    """

    operator: OperatorId | None
    kind: ActKind
    count: int
    amount_minor: int
    approved: int
    per_thousand: int | None
    all_per_thousand: int | None

    @property
    def stands_out(self) -> bool:
        """At least three times, and more than twice as often as everybody together."""
        if self.per_thousand is None or self.all_per_thousand is None:
            return False
        return self.count >= _FEW and self.per_thousand > 2 * self.all_per_thousand


MOST_ROWS: Final = 5_000
"""Of one list: more is nothing that a person reads. The latest are kept."""

_FEW: Final = 3
"""Once or twice is chance: a new cashier's first day."""


@dataclass(frozen=True, slots=True)
class Exceptions:
    """What stands out in a period: figures by operator and kind, and the rows, the newest first.

    The figures are of all rows, ``rows`` are the latest ``MOST_ROWS``.
    """

    transactions: int
    figures: tuple[ActFigure, ...]
    rows: tuple[AuditRow, ...]


@dataclass(frozen=True, slots=True)
class ReplayStep:
    """One row of a shift and what should lie in the drawer after it."""

    row: AuditRow
    drawer: Money


@dataclass(frozen=True, slots=True)
class Replay:
    """A shift as the journal holds it. ``counted`` and ``expected`` are None while it is open."""

    shift: int
    steps: tuple[ReplayStep, ...]
    counted: Money | None
    expected: Money | None


TRANSACTIONS: Final = frozenset(kind.value for kind in TransactionKind)
"""The rows that are finished transactions."""

_IN: Final = frozenset(kind.value for kind in CashMovementKind if kind.is_inward)
_OUT: Final = frozenset(kind.value for kind in CashMovementKind if not kind.is_inward)
_SAFE: Final = tuple(kind.value for kind in SafeEntryKind)
_AMOUNTS: Final = {
    **dict.fromkeys(("sale", "return", "post_void", "void", "suspend"), "total"),
    **dict.fromkeys((*_IN, *_OUT, *_SAFE, "override"), "amount"),
    "shift_open": "float",
    "till_count": "counted",
    "shift_close": "counted",
    "shelf_price": "after",
    "business_date_close": "net",
}
_SIMPLE: Final = {
    kind.value: kind
    for kind in (
        ActKind.POST_VOID,
        ActKind.VOID,
        ActKind.NO_SALE,
        ActKind.PAID_OUT,
        ActKind.PAID_IN,
        ActKind.REPRINT,
        ActKind.LOCK_OUT,
        ActKind.CLOCK_CHANGE,
    )
}
"""Rows that are an act, whatever else they say."""


def amount_of(kind: str, data: Mapping[str, Any]) -> int | None:
    """Say what a row is about, in minor units."""
    value = data.get(_AMOUNTS.get(kind, ""))
    return int(value) if value is not None else None


def drawer_change(kind: str, data: Mapping[str, Any]) -> int:
    """Say by how much a row changes what should lie in the drawer, in minor units."""
    if kind in TRANSACTIONS:
        return sum(int(tender["a"]) for tender in data["tenders"] if tender["t"] == "cash")
    if kind in _IN:
        return int(data["amount"])
    if kind in _OUT:
        return -int(data["amount"])
    return int(data["float"]) if kind == "shift_open" else 0


def tenders_of(kind: str, data: Mapping[str, Any]) -> tuple[tuple[str, int], ...]:
    """Add up what of each tender was taken, change off, in minor units."""
    sums: dict[str, int] = {}
    for tender in data["tenders"] if kind in TRANSACTIONS else ():
        sums[tender["t"]] = sums.get(tender["t"], 0) + int(tender["a"])
    return tuple(sums.items())


def acts_of(
    kind: str, data: Mapping[str, Any], operator: str = "", approver: str = ""
) -> tuple[Act, ...]:
    """List what stands out in a row; ``approver`` is who consented to all of it, empty: nobody."""
    found = []
    if kind in _SIMPLE:
        amount = abs(amount_of(kind, data) or 0)
        found.append(Act(_SIMPLE[kind], amount, str(data.get("reason", "")), approver))
    elif kind in ("sale", "return"):
        found.extend(_acts_of_lines(data["lines"]))
    elif kind == "shift_close" and data["counted"] != data["expected"]:
        found.append(Act(ActKind.OVER_SHORT, int(data["counted"]) - int(data["expected"])))
    if operator and operator in {approver, *(act.approved_by for act in found)}:
        found.insert(0, Act(ActKind.SELF_APPROVAL))
    return tuple(found)


def _acts_of_lines(lines: Iterable[Mapping[str, Any]]) -> Iterable[Act]:
    for line in lines:
        if line.get("v"):
            # It was priced at nothing. Of goods taken back no price is told: none was to be paid.
            worth = worth_of_void(int(line.get("price", 0)), int(line["q"]))
            yield Act(ActKind.VOID_LINE, worth, sku=str(line.get("sku", "")))
        elif line.get("back"):
            kind = ActKind.RETURN if line.get("of") else ActKind.RETURN_WITHOUT_RECEIPT
            yield Act(kind, abs(int(line["amount"])), *_why(line), str(line.get("sku", "")))
        else:
            yield from _given(line)


def _given(line: Mapping[str, Any]) -> Iterable[Act]:
    """List what a person, not a rule, took off a line that was sold."""
    sku = str(line.get("sku", ""))
    if "why" in line:
        price = int(line["price"])
        off = worth_of_override(int(line.get("list", price)), price, int(line["q"]))
        yield Act(ActKind.OVERRIDE, off, *_why(line), sku)
    for modifier in line.get("mods", ()):
        if "who" in modifier:
            yield Act(ActKind.DISCOUNT, abs(int(modifier["a"])), *_why(modifier), sku)


def _why(part: Mapping[str, Any]) -> tuple[str, str]:
    """Give the reason of a line or a modifier, and who consented to it."""
    return str(part.get("why", "")), str(part.get("ok", ""))


def summed(rows: Iterable[AuditRow]) -> Exceptions:
    """Add up what stands out, the costliest kind first, within it whoever stands out first."""
    transactions: dict[OperatorId | None, int] = {}
    tally: dict[tuple[OperatorId | None, ActKind], list[int]] = {}
    standing_out: deque[AuditRow] = deque(maxlen=MOST_ROWS)
    for row in rows:
        took_part = row.kind in TRANSACTIONS
        transactions[row.operator] = transactions.get(row.operator, 0) + took_part
        if row.acts:
            standing_out.append(row)
        for act in row.acts:
            entry = tally.setdefault((row.operator, act.kind), [0, 0, 0])
            entry[0] += 1
            entry[1] += act.amount_minor
            entry[2] += bool(act.approved_by)
    total = sum(transactions.values())
    of_kind: dict[ActKind, int] = {}
    for (_, kind), entry in tally.items():
        of_kind[kind] = of_kind.get(kind, 0) + entry[0]
    figures = [
        ActFigure(
            operator,
            kind,
            entry[0],
            entry[1],
            entry[2],
            _per_thousand(entry[0], transactions[operator]),
            _per_thousand(of_kind[kind], total),
        )
        for (operator, kind), entry in tally.items()
    ]
    order = list(ActKind)
    figures.sort(key=lambda figure: (order.index(figure.kind), -(figure.per_thousand or 0)))
    return Exceptions(total, tuple(figures), tuple(reversed(standing_out)))


def _per_thousand(count: int, transactions: int) -> int | None:
    if not transactions:
        return None
    return (2000 * count + transactions) // (2 * transactions)


def replayed(shift: int, rows: Iterable[AuditRow], currency: str) -> Replay:
    """Step through the rows of one shift, in the order in which they were written."""
    drawer, steps = 0, []
    counted = expected = None
    for row in rows:
        drawer += row.drawer_minor
        steps.append(ReplayStep(row, Money(drawer, currency)))
        if row.kind == "shift_close":
            counted = Money(int(row.said["counted"]), currency)
            expected = Money(int(row.said["expected"]), currency)
    return Replay(shift, tuple(steps), counted, expected)
