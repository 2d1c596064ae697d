"""A run of business days, what it is compared with, and what of it is looked at."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

from pos_app.domain.identifiers import BusinessDate, OperatorId
from pos_app.errors import Refusal

LONGEST_DAYS = 3_660
"""Ten years: more is a slip of the keys."""


@dataclass(frozen=True, slots=True)
class Period:
    """Business days from ``first`` to ``last``, both in it.

    Refuses: PERIOD_WRONG when it ends before it begins, or is longer than ten years.
    """

    first: BusinessDate
    last: BusinessDate

    def __post_init__(self) -> None:
        if not 1 <= self.days <= LONGEST_DAYS:
            raise Refusal("PERIOD_WRONG", first=self.first, last=self.last)

    @property
    def days(self) -> int:
        """How many calendar days are in it, traded or not."""
        return (_day(self.last) - _day(self.first)).days + 1

    def has(self, day: BusinessDate) -> bool:
        """Tell whether a day is in it."""
        return self.first <= day <= self.last

    def moved(self, days: int) -> "Period":
        """Give the period so many days later, or earlier when negative."""
        step = timedelta(days=days)
        return Period(_date(_day(self.first) + step), _date(_day(self.last) + step))

    @property
    def is_whole_month(self) -> bool:
        """Whether it is a month of the calendar, from its first day to its last."""
        first, last = _day(self.first), _day(self.last)
        ends = monthrange(first.year, first.month)[1]
        return first.day == 1 and last == first.replace(day=ends)

    def months(self) -> tuple["Period", ...]:
        """Give the months it has a part in, the first and the last as far as they are in it."""
        found = []
        first = _day(self.first)
        while first <= _day(self.last):
            last = first.replace(day=monthrange(first.year, first.month)[1])
            found.append(Period(_date(first), min(_date(last), self.last)))
            first = last + timedelta(days=1)
        return tuple(found)

    def before(self) -> "Period":
        """Give what it is measured against: as many days before, on the same days of the week.

        A day is compared with the same weekday a week ago, a week with the week before, longer
        periods with the last whole weeks before them that are no shorter.
        """
        return self.moved(-7 * -(-self.days // 7))


@dataclass(frozen=True, slots=True)
class Lens:
    """What of a period is looked at; None means all of it.

    ``category`` is the beginning of a path: ``("食品",)`` takes all below it. Figures that do not
    belong to goods (tenders, transactions) are then those of transactions with such goods in them.
    """

    till: str | None = None
    shift: int | None = None
    operator: OperatorId | None = None
    category: tuple[str, ...] = ()

    @property
    def is_open(self) -> bool:
        """Whether it takes everything."""
        return self == Lens()


def single_day(day: BusinessDate) -> Period:
    """Give the period of one day."""
    return Period(day, day)


def _day(day: BusinessDate) -> date:
    return date.fromisoformat(day)


def _date(day: date) -> BusinessDate:
    return BusinessDate(day.isoformat())
