"""Which date a business day may have, and which one a new day would suggest."""

from datetime import UTC, datetime, timedelta
from datetime import date as calendar_date
from typing import Final

from pos_app.clock import Clock
from pos_app.domain.identifiers import BusinessDate
from pos_app.errors import Refusal

_FARTHEST: Final = timedelta(days=31)


def suggested(latest: BusinessDate | None, clock: Clock) -> BusinessDate:
    """Suggest the shop's local date, or the day after the latest one if the clock is behind."""
    local_ms = clock.wall_ms() + clock.utc_offset_minutes() * 60_000
    today = datetime.fromtimestamp(local_ms / 1000, UTC).date()
    if latest is not None:
        today = max(today, calendar_date.fromisoformat(latest) + timedelta(days=1))
    return BusinessDate(today.isoformat())


def check_written(text: BusinessDate) -> None:
    """Refuse what is no date, or not written as records write it, or of no shop's time.

    Refuses: DATE_WRONG.
    """
    try:
        date = calendar_date.fromisoformat(text)
    except ValueError as error:
        raise Refusal("DATE_WRONG") from error
    # Dates are compared as text; the day after the last one has to exist.
    if date.isoformat() != text or not 2000 <= date.year <= 2999:
        raise Refusal("DATE_WRONG")


def check_not_too_far(date: BusinessDate, latest: BusinessDate | None, clock: Clock) -> None:
    """Refuse a date too far after the suggested one; a till's first day is not judged.

    Refuses: DATE_TOO_FAR.
    """
    if latest is None:
        return
    farthest = calendar_date.fromisoformat(suggested(latest, clock)) + _FARTHEST
    if calendar_date.fromisoformat(date) > farthest:
        raise Refusal("DATE_TOO_FAR", date=farthest.isoformat())
