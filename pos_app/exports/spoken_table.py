"""A report in the words of one language, with values that are still values: what a file is made of.

``ui/report_words.py`` makes it of a ``ReportTable``. Paper and files show the same.
"""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from pos_app.domain.insight.table import Kind
from pos_app.domain.money import Money, minor_digits

Cell = str | int | Money | None
"""A name is a text here: the one of the language spoken."""


@dataclass(frozen=True, slots=True)
class SpokenTable:
    """One table. ``notes`` say of which store, till and days it is, and how complete.

    ``total`` has a cell for each column, or is empty; its first cell is the word for it.
    """

    title: str
    notes: tuple[str, ...]
    headings: tuple[str, ...]
    kinds: tuple[Kind, ...]
    rows: tuple[tuple[Cell, ...], ...]
    total: tuple[Cell, ...]
    utc_offset_minutes: int

    @property
    def total_kinds(self) -> tuple[Kind, ...]:
        """Give the kinds of the total's cells: the word stands also over a column of days."""
        return (Kind.TEXT, *self.kinds[1:])

    def local(self, wall_ms: int) -> datetime:
        """Give an instant as the shop's own clock showed it, to the second."""
        moment = datetime.fromtimestamp(wall_ms // 1000, UTC)
        return (moment + timedelta(minutes=self.utc_offset_minutes)).replace(tzinfo=None)


def plain_amount(money: Money) -> str:
    """Write an amount as a program reads it: ``1234.50``, ``-0.10``."""
    return _shifted(money.minor, minor_digits(money.currency))


def plain_quantity(thousandths: int) -> str:
    """Write a quantity as a program reads it: ``12``, ``1.256``."""
    return _shifted(thousandths, 3).removesuffix(".000")


def plain_percent(ppm: int) -> str:
    """Write a share as a spreadsheet reads it: ``12.34%``."""
    return f"{_shifted(ppm, 4)}%"


def _shifted(number: int, places: int) -> str:
    whole, rest = divmod(abs(number), 10**places)
    text = f"{whole}.{rest:0{places}d}" if places else str(whole)
    return f"-{text}" if number < 0 else text
