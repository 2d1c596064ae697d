"""The store's other tills in the sums: their day sheets, as far as they have come.

Taken in when a question is asked, one day in a commit. What comes of the feed meanwhile waits for
the next question.
"""

import logging
from collections.abc import Callable
from dataclasses import dataclass, replace
from itertools import count
from typing import Final

from pos_app.domain.identifiers import BusinessDate
from pos_app.store import cloud_head, operators, sheets
from pos_app.store.database import Connection, Database, Progress
from pos_app.store.insight import marks
from pos_app.store.insight.following import Record
from pos_app.store.insight.shared_members import MemberNames, Sharing, forget_shared
from pos_app.store.insight.sheet_in import (
    Person,
    SheetRefusedError,
    put_sheet,
    read_sheet,
    refuse_sheet,
    take_out,
)
from pos_app.store.reference_file import MOST_ROWS_AT_ONCE
from pos_app.store.sheets import OtherDay, OtherTill, TillDay, Told

SHEET_FEED: Final = "sheet:"

_HERE: Final = """SELECT till, business_date, sha256, transactions, takings_minor, refused
 FROM sheet"""
_CLOSED: Final = "SELECT business_date FROM day WHERE till = ? AND closed_ms IS NOT NULL"
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class OtherTills:
    """Where they are told of, and how this till names members and itself (``terminal``, hex)."""

    reference: Database
    names: MemberNames
    terminal: str


@dataclass(frozen=True, slots=True)
class TakenIn:
    """What of a day is in the sums."""

    sha256: str = ""
    transactions: int = 0
    takings_minor: int = 0
    refused: str = ""


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of the other tills, and what of it is in the sums; empty without a cloud."""

    feed: str = ""
    tills: tuple[OtherTill, ...] = ()
    days: tuple[OtherDay, ...] = ()
    taken_in: tuple[tuple[TillDay, TakenIn], ...] = ()
    told: tuple[tuple[TillDay, Told], ...] = ()


def find_feed(till: Connection) -> str:
    """Give the feed of the store's sheets; nothing where the till belongs to no cloud."""
    enrolment = cloud_head.find_enrolment(till)
    return f"{SHEET_FEED}{enrolment.store}" if enrolment else ""


def name_members(
    cube: Database,
    record: Record,
    others: OtherTills,
    met: dict[bytes, bytes],
    check: Callable[[], None],
) -> None:
    """Look for the names that the store group shares; ``check`` may end it by raising."""
    with cube.read() as connection:
        mark = marks.load(connection, record.name)
    if mark.group_mark != others.names.group_mark:
        with cube.write() as connection:
            for (till, day), _ in _taken_in(connection):
                take_out(connection, till, day)
            forget_shared(connection)
            changed = replace(mark, group_mark=others.names.group_mark)
            marks.save(connection, record.name, changed)
    sharing = Sharing(cube, record.till, others.reference, record.name)
    for _ in sharing.steps(others.names, met):
        check()


def take_in(cube: Database, record: Record, others: OtherTills, progress: Progress) -> Known:
    """Bring the sums up to what has come of the other tills; ``progress`` may end it by raising."""
    with record.till.read() as till:
        feed = find_feed(till)
        people = _people(till) if feed else {}
    with others.reference.read() as reference:
        is_whole = bool(feed) and sheets.is_whole(reference, feed)
        tills = sheets.list_tills(reference, feed)
        days = sheets.list_days(reference, feed)
    called = {record.name: _another_name(record.name, tills)}
    tills = tuple(
        replace(one, name=called.get(one.name, one.name))
        for one in tills
        if not _is_own(one.terminal, one.name, record, others)
    )
    days = tuple(
        replace(day, till=called.get(day.till, day.till))
        for day in days
        if not _is_own(day.terminal, day.till, record, others)
    )
    with cube.read() as connection:
        here = dict(_taken_in(connection))
    _drop_unknown(cube, here, days if is_whole else None)
    changed = [day for day in days if _is_new(day, here.get((day.till, day.business_date)))]
    for at, day in enumerate(changed):
        progress(at / len(changed))
        _take(cube, others.reference, day, people)
    with cube.read() as connection, others.reference.read() as reference:
        told = sheets.told(reference, feed)
        taken = tuple(_taken_in(connection))
    return Known(feed, tills, days, taken, tuple(told.items()))


def keep_told(reference: Database, feed: str, news: dict[TillDay, Told]) -> None:
    """Keep what reports say of days gone by, few enough in a commit to hold nobody up."""
    left = list(news.items())
    for at in range(0, len(left), MOST_ROWS_AT_ONCE):
        with reference.write() as connection:
            sheets.note_told(connection, feed, dict(left[at : at + MOST_ROWS_AT_ONCE]))


def own_closed_days(sums: Connection, till: str) -> frozenset[BusinessDate]:
    """Give the days that this till has closed."""
    return frozenset(BusinessDate(day) for day in sums.exec_driver_sql(_CLOSED, (till,)).scalars())


def _is_new(day: OtherDay, here: TakenIn | None) -> bool:
    return bool(day.sha256) and (here is None or day.sha256 not in (here.sha256, here.refused))


def _take(cube: Database, reference: Database, day: OtherDay, people: dict[str, Person]) -> None:
    with reference.read() as connection:
        content = sheets.find_content(connection, day.sha256)
    if content is None:
        return
    try:
        sheet = read_sheet(content, day)
    except SheetRefusedError as error:
        _log.warning("day sheet refused till=%s day=%s why=%s", day.till, day.business_date, error)
        with cube.write() as connection:
            refuse_sheet(connection, day.till, day)
        return
    with cube.write() as connection:
        put_sheet(connection, day.till, day, sheet, people)


def _drop_unknown(
    cube: Database, here: dict[TillDay, TakenIn], days: tuple[OtherDay, ...] | None
) -> None:
    """Take days out that the whole feed does not name any more; None: it is not whole."""
    if days is None:
        return
    for till, day in here.keys() - {(one.till, one.business_date) for one in days}:
        with cube.write() as connection:
            take_out(connection, till, day)


def _taken_in(cube: Connection) -> list[tuple[TillDay, TakenIn]]:
    rows = cube.exec_driver_sql(_HERE)
    return [((till, BusinessDate(day)), TakenIn(*rest)) for till, day, *rest in rows]


def _is_own(terminal: str, name: str, record: Record, others: OtherTills) -> bool:
    """Tell this till by its id; by its name where the cloud does not say ids."""
    return terminal == others.terminal if terminal else name == record.name


def _another_name(own: str, tills: tuple[OtherTill, ...]) -> str:
    """Name the till that head office calls as this one calls itself, and as nobody else."""
    taken = {one.name for one in tills}
    names = (f"{own} ({number})" for number in count(2))
    return next(name for name in names if name not in taken)


def _people(till: Connection) -> dict[str, Person]:
    known = [one.operator for one in operators.list_all(till)]
    return {one.number: Person(one.id, one.name) for one in known}
