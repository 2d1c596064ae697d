"""What a report is made of: which tills are in it, up to when, and what is still to come.

No figure is shown without it: a manager who signs on at one till of three has to see whose sales
are in the sum.
"""

from dataclasses import dataclass

from pos_app.domain.identifiers import BusinessDate


@dataclass(frozen=True, slots=True)
class MissingDay:
    """A day of another till of which the report has not everything.

    ``transactions`` are known to exist and not in it; 0: how many, or what differs, is not known.
    """

    business_date: BusinessDate
    transactions: int = 0


@dataclass(frozen=True, slots=True)
class TillMark:
    """One till's part. ``until_ms`` is the time of the last fact of it in the report.

    ``is_here``: this very till, which has all of its own. ``missing`` are days of the period that
    it has opened, as far as is known, of which the report has not everything. ``heard_ms``: when
    another till was last heard of; ``is_silent``: too long ago to know what it did in the period.
    ``out_ms``: since when it is no till of the store any more, where it is none.
    ``is_left_out``: the question cannot be answered for it, such as that for a category.
    """

    till: str
    is_here: bool
    until_ms: int | None
    missing: tuple[MissingDay, ...] = ()
    heard_ms: int | None = None
    is_silent: bool = False
    is_left_out: bool = False
    out_ms: int | None = None

    @property
    def is_whole(self) -> bool:
        """Nothing of it is known to be missing. Another till may have done nothing at all."""
        is_there = self.until_ms is not None or not self.is_here
        return is_there and not (self.missing or self.is_silent or self.is_left_out)


@dataclass(frozen=True, slots=True)
class Restatement:
    """A closed day whose figures changed after it was closed, such as by a till's late upload."""

    business_date: BusinessDate
    till: str
    at_ms: int
    late_transactions: int


@dataclass(frozen=True, slots=True)
class Completeness:
    """How far a report can be relied on. ``made_ms`` is when it was added up."""

    made_ms: int
    tills: tuple[TillMark, ...]
    restated: tuple[Restatement, ...] = ()
    open_days: tuple[BusinessDate, ...] = ()

    @property
    def is_whole(self) -> bool:
        """Every till is in it with everything, and no day of it is still open."""
        return not self.open_days and all(mark.is_whole for mark in self.tills)
