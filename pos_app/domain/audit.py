"""The journal as a manager reads it: rows in order, what stands out, and a shift step by step.

Nothing here is a sum of its own: every value is read out of one row of the journal, so that what
is shown to a cashier in her defence is what was signed when it happened.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from pos_app.domain.acts import Act, ActKind, worth_of_override, worth_of_void
from pos_app.domain.identifiers import BusinessDate, OperatorId
from pos_app.domain.money import Money

Fact = str | int | bool


@dataclass(frozen=True, slots=True)
class AuditFilter:
    """Which rows: business dates from ``first`` to ``last``; None and empty take everything."""

    first: BusinessDate
    last: BusinessDate
    kinds: frozenset[str] = frozenset()
    operator: OperatorId | None = None
    shift: int | None = None
    only_approved: bool = False
    receipt: str = ""

    def takes(self, row: "AuditRow") -> bool:
        """Tell whether a row of these dates is wanted."""
        return (
            (not self.kinds or row.kind in self.kinds)
            and self.operator in (None, row.operator)
            and self.shift in (None, row.shift)
            and (not self.only_approved or row.approved_by is not None)
            and self.receipt in ("", row.receipt)
        )


@dataclass(frozen=True, slots=True)
class AuditRow:
    """One row. ``amount_minor`` is what it moved or was about, None where it was about no money.

    ``drawer_minor`` is by how much it changed what should lie in the drawer. ``said`` are the
    plain values of its body, lists left out. ``is_lost``: this disk had lost the row and fetched it
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
    is_training: bool = False
    is_lost: bool = False


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


_FEW: Final = 3
"""Once or twice is chance: a new cashier's first day."""


@dataclass(frozen=True, slots=True)
class Exceptions:
    """What stands out in a period: figures by operator and kind, and the rows, the newest first."""

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


TRANSACTIONS: Final = frozenset({"sale", "return", "post_void"})
_IN: Final = frozenset({"tender_loan", "paid_in"})
_OUT: Final = frozenset({"tender_pickup", "paid_out"})
_AMOUNTS: Final = {
    **dict.fromkeys(("sale", "return", "post_void", "void", "suspend"), "total"),
    **dict.fromkeys((*_IN, *_OUT, "override"), "amount"),
    "shift_open": "float",
    "shift_close": "counted",
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


def acts_of(kind: str, data: Mapping[str, Any], *, approved_self: bool = False) -> tuple[Act, ...]:
    """List what stands out in a row; ``approved_self``: one person is named as both."""
    found = [Act(ActKind.SELF_APPROVAL)] if approved_self else []
    if kind in _SIMPLE:
        amount = abs(amount_of(kind, data) or 0)
        found.append(Act(_SIMPLE[kind], amount, str(data.get("reason", ""))))
    elif kind in ("sale", "return"):
        found.extend(_acts_of_lines(data["lines"]))
    elif kind == "shift_close" and data["counted"] != data["expected"]:
        found.append(Act(ActKind.OVER_SHORT, int(data["counted"]) - int(data["expected"])))
    return tuple(found)


def _acts_of_lines(lines: Iterable[Mapping[str, Any]]) -> Iterable[Act]:
    for line in lines:
        if line.get("v"):
            # It was priced at nothing. Of goods taken back no price is told: none was to be paid.
            yield Act(ActKind.VOID_LINE, worth_of_void(int(line.get("price", 0)), int(line["q"])))
        elif line.get("back"):
            kind = ActKind.RETURN if line.get("of") else ActKind.RETURN_WITHOUT_RECEIPT
            yield Act(kind, abs(int(line["amount"])), str(line.get("why", "")))
        else:
            yield from _given(line)


def _given(line: Mapping[str, Any]) -> Iterable[Act]:
    """List what a person, not a rule, took off a line that was sold."""
    if "why" in line:
        price = int(line["price"])
        off = worth_of_override(int(line.get("list", price)), price, int(line["q"]))
        yield Act(ActKind.OVERRIDE, off, str(line["why"]))
    for modifier in line.get("mods", ()):
        if "who" in modifier:
            yield Act(ActKind.DISCOUNT, abs(int(modifier["a"])), str(modifier.get("why", "")))


def summed(rows: Sequence[AuditRow]) -> Exceptions:
    """Add up what stands out, the costliest kind first, within it whoever stands out first."""
    transactions = {row.operator: 0 for row in rows}
    tally: dict[tuple[OperatorId | None, ActKind], list[int]] = {}
    for row in rows:
        transactions[row.operator] += row.kind in TRANSACTIONS
        for act in row.acts:
            entry = tally.setdefault((row.operator, act.kind), [0, 0, 0])
            entry[0] += 1
            entry[1] += act.amount_minor
            entry[2] += row.approved_by is not None
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
    standing_out = tuple(row for row in reversed(rows) if row.acts)
    return Exceptions(total, tuple(figures), standing_out)


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
