"""A category looked at: no sum of insight.db tells transactions with such goods from the others.

Their part of the days in question is added up from till.db into a file of its own, by the same
fold, and thrown away after the answer.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from pos_app.domain.insight.period import Period
from pos_app.store.database import Database, Progress
from pos_app.store.insight.file import opened, throw_away
from pos_app.store.insight.folding import Fold
from pos_app.store.insight.following import Record
from pos_app.store.insight.marks import MOST_AT_ONCE

_NUMBERS: Final = """SELECT number FROM retail_transaction
 WHERE business_date BETWEEN ? AND ? ORDER BY business_date"""


@dataclass(frozen=True, slots=True)
class Narrowing:
    """Goods of a category, in some periods; days that are in several count once."""

    category: tuple[str, ...]
    periods: tuple[Period, ...]


@contextmanager
def narrowed(
    path: Path, key: bytes, record: Record, question: Narrowing, progress: Progress
) -> Iterator[Database]:
    """Add up what the question is about; the file goes when the block ends.

    ``progress`` may end it by raising.
    """
    throw_away(path)
    try:
        with opened(path, key) as cube:
            _fill(cube, record, question, progress)
            yield cube
    finally:
        throw_away(path)


def _fill(cube: Database, record: Record, question: Narrowing, progress: Progress) -> None:
    numbers: dict[int, None] = {}
    with record.till.read() as till:
        for period in question.periods:
            found = till.exec_driver_sql(_NUMBERS, (period.first, period.last)).scalars()
            numbers |= dict.fromkeys(found)
    listed = tuple(numbers)
    with cube.write() as connection:
        fold = Fold(connection, record.name, question.category)
        for at in range(0, len(listed), MOST_AT_ONCE):
            progress(at / len(listed))
            with record.till.read() as till:
                some = listed[at : at + MOST_AT_ONCE]
                fold.add(till, some, record.utc_offset_minutes)
