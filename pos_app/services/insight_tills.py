"""Which tills are in a report up to when, what of them is still to come, and what came late.

The cloud says which tills the store has and what it knows of their days; the sums say what of it
is here. A till that was not heard of for half an hour may have sold since, and counts as silent
where the period is not over for it; one that was shut out or replaced, until then.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from typing import Final

from pos_app.domain.identifiers import BusinessDate
from pos_app.domain.insight.completeness import (
    Completeness,
    MissingDay,
    Restatement,
    TillMark,
)
from pos_app.domain.insight.period import Lens, Period
from pos_app.store.insight.others import Known, TakenIn
from pos_app.store.insight.reading import Reading
from pos_app.store.sheets import OtherDay, OtherTill, TillDay, Told

SILENT_MS: Final = 30 * 60_000
"""Three times as long as a till takes to tell of its day when nothing is wrong."""

SEEN_EVERY_MS: Final = 10 * 60_000
"""How seldom the cloud says of a till that it was heard of again."""

_ONE_EACH_WAY: Final = 2
_NOTHING: Final = TakenIn()

_MINUTE_MS: Final = 60_000


@dataclass(frozen=True, slots=True)
class Asked:
    """A question as far as completeness goes, when it was asked, and the shop's own clock then."""

    here: str
    period: Period
    lens: Lens
    made_ms: int
    utc_offset_minutes: int

    @property
    def today(self) -> BusinessDate:
        """The date on the shop's clock."""
        at_s = (self.made_ms + self.utc_offset_minutes * _MINUTE_MS) / 1000
        return BusinessDate(datetime.fromtimestamp(at_s, UTC).date().isoformat())

    @property
    def minutes_today(self) -> int:
        """How many minutes of the day have gone by on the shop's clock."""
        return (self.made_ms // _MINUTE_MS + self.utc_offset_minutes) % (24 * 60)

    @property
    def ends_ms(self) -> int:
        """When the last day of the period ends by the clock, or now if that is sooner."""
        return min(self._midnight_ms(self.period.last, 1), self.made_ms)

    @property
    def begins_ms(self) -> int:
        """When the first day of the period begins by the clock."""
        return self._midnight_ms(self.period.first, 0)

    def has(self, day: BusinessDate) -> bool:
        """Tell whether a day is in the period."""
        return self.period.has(day)

    def looks_at(self, till: str) -> bool:
        """Tell whether a till is looked at."""
        return self.lens.till in (None, till)

    def _midnight_ms(self, day: BusinessDate, later: int) -> int:
        """Say when a day so many days after another begins on the shop's clock."""
        found = date.fromisoformat(day) + timedelta(days=later)
        midnight = datetime(found.year, found.month, found.day, tzinfo=UTC)
        return int(midnight.timestamp() * 1000) - self.utc_offset_minutes * _MINUTE_MS


class TillBook:
    """What is known of the other tills, beside the sums of all."""

    def __init__(self, known: Known) -> None:
        self._known = known
        self._taken_in: Mapping[TillDay, TakenIn] = dict(known.taken_in)
        self._told: Mapping[TillDay, Told] = dict(known.told)

    def completeness(self, reading: Reading, asked: Asked) -> Completeness:
        """Say how far a report can be relied on."""
        own = [
            TillMark(till, is_here=True, until_ms=until_ms)
            for till, until_ms in reading.marks().items()
            if asked.looks_at(till)
        ]
        others = [self._mark(till, asked) for till in self._tills(asked)]
        open_there = {
            day.business_date
            for day in self._days_in(asked)
            if asked.looks_at(day.till) and day.closed_ms is None
        }
        own_open = reading.open_days() if asked.looks_at(asked.here) else ()
        return Completeness(
            asked.made_ms,
            (*own, *others),
            (*reading.restated(), *self._restated(asked)),
            tuple(sorted({*own_open, *open_there})),
        )

    def news(self, asked: Asked, closed_here: frozenset[BusinessDate]) -> dict[TillDay, Told]:
        """Give what reports say for the first time, or otherwise than before, of days gone by.

        A day counts as over for the store when this till has closed it, or its date has passed, and
        the other till has closed it too or is not heard of. What comes after a report has said so
        restates it.
        """
        silent = {till.name: self._is_silent(till, asked) for till in self._known.tills}
        over = {
            (till.name, day): _NOTHING
            for till in self._tills(asked)
            for day in closed_here
            if asked.has(day) and silent[till.name]
        }
        today = asked.today
        for day in self._days_in(asked):
            key = (day.till, day.business_date)
            is_past = day.business_date in closed_here or day.business_date < today
            is_done = day.closed_ms is not None or silent.get(day.till, True)
            if (is_past and is_done) or key in self._told:
                over[key] = self._in_sums(day)
        news = {}
        for key, taken in over.items():
            before = self._told.get(key)
            now = _retold(before, taken, asked.made_ms)
            if now != before:
                news[key] = now
        return news

    def _days_in(self, asked: Asked) -> list[OtherDay]:
        """List the days of the period."""
        return [day for day in self._known.days if asked.has(day.business_date)]

    def _tills(self, asked: Asked) -> list[OtherTill]:
        """List the tills that reports reckon with.

        Those that are gone only by their days, and where they may have traded unheard.
        """
        with_days = {day.till for day in self._days_in(asked)}
        return [
            till
            for till in self._known.tills
            if asked.looks_at(till.name)
            and (not till.is_out or till.name in with_days or self._is_silent(till, asked))
        ]

    def _mark(self, till: OtherTill, asked: Asked) -> TillMark:
        days = [day for day in self._known.days if day.till == till.name]
        until = [day.until_ms for day in days if self._is_in(day)]
        missing = [
            MissingDay(day.business_date, max(day.known - self._in_sums(day).transactions, 0))
            for day in days
            if asked.has(day.business_date) and (day.is_behind or not self._is_in(day))
        ]
        return TillMark(
            till.name,
            is_here=False,
            until_ms=max(until, default=None),
            missing=tuple(missing),
            heard_ms=self._heard_ms(till),
            is_silent=self._is_silent(till, asked),
            is_left_out=bool(asked.lens.category),
            out_ms=till.out_ms if till.is_out else None,
        )

    def _is_silent(self, till: OtherTill, asked: Asked) -> bool:
        """Tell whether it may have traded in the period, while it was in, and not been heard of."""
        until_ms = min(asked.ends_ms, till.out_ms) if till.is_out else asked.ends_ms
        is_over = till.is_out and till.out_ms <= asked.begins_ms
        if is_over or self._heard_ms(till) >= until_ms - SILENT_MS:
            return False
        return not any(
            day.closed_ms is not None
            for day in self._known.days
            if (day.till, day.business_date) == (till.name, asked.period.last)
        )

    def _heard_ms(self, till: OtherTill) -> int:
        """Say when a till was last heard of: a fact of its that is known here was told since.

        Its clock may be ahead of the cloud's: no fact counts as later than the cloud would tell.
        """
        facts = (day.until_ms for day in self._known.days if day.till == till.name)
        return max(till.last_seen_ms, min(max(facts, default=0), till.last_seen_ms + SEEN_EVERY_MS))

    def _is_in(self, day: OtherDay) -> bool:
        taken = self._taken_in.get((day.till, day.business_date))
        return taken is not None and bool(day.sha256) and taken.sha256 == day.sha256

    def _in_sums(self, day: OtherDay) -> TakenIn:
        return self._taken_in.get((day.till, day.business_date), _NOTHING)

    def _restated(self, asked: Asked) -> list[Restatement]:
        return [
            Restatement(day, till, told.late_ms, told.late_transactions)
            for (till, day), told in sorted(self._told.items())
            if told.late_transactions and asked.has(day) and asked.looks_at(till)
        ]

    def with_news(self, news: Mapping[TillDay, Told]) -> "TillBook":
        """Give the book with what reports say from now on."""
        told = {**self._told, **news}
        return TillBook(replace(self._known, told=tuple(told.items())))


def _retold(before: Told | None, taken: TakenIn, now_ms: int) -> Told:
    """Say what is told of a day from now on: a late post void takes one off, and is late too.

    Where as many as before come to something else, one came and one was taken off, at the least.
    """
    if before is None:
        return Told(taken.transactions, taken.takings_minor)
    late = abs(taken.transactions - before.transactions)
    if not late and before.takings_minor not in (None, taken.takings_minor):
        late = _ONE_EACH_WAY
    if late == before.late_transactions:
        return before
    return replace(before, late_transactions=late, late_ms=now_ms)
