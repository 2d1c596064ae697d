"""Day sheets in reference.db: the store's tills, what is said of their days, what was sent.

Rows of ``sheet:{store}`` are written by the sync thread; ``note_told`` by whoever reads reports.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from pos_app.domain.identifiers import BusinessDate
from pos_app.store.database import Connection
from sync.wire.reference import SheetNotice, StoreTill
from sync.wire.sheet_content import SHAPE

_PUT_TILL: Final = """INSERT OR REPLACE INTO store_till
 (feed, workstation, terminal, last_seen_ms, is_out, out_ms) VALUES (?, ?, ?, ?, ?, ?)"""
_DROP_TILL: Final = "DELETE FROM store_till WHERE (feed, workstation) = (?, ?)"
_TILLS: Final = """SELECT workstation, terminal, last_seen_ms, is_out, out_ms FROM store_till
 WHERE feed = ? ORDER BY workstation"""
_CONTENT_OF: Final = """SELECT sha256 FROM sheet_notice
 WHERE (feed, workstation, business_date) = (?, ?, ?)"""
_PUT: Final = """INSERT OR REPLACE INTO sheet_notice (feed, workstation, business_date, terminal,
 known, known_minor, shape, transactions, takings_minor, until_ms, closed_ms, sha256)
 VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"""
_DROP: Final = "DELETE FROM sheet_notice WHERE (feed, workstation, business_date) = (?, ?, ?)"
_DROP_CONTENT: Final = """DELETE FROM feed_content WHERE sha256 = :sha256
 AND NOT EXISTS (SELECT 1 FROM sheet_notice WHERE sheet_notice.sha256 = :sha256)"""
_LACKING: Final = """SELECT DISTINCT sha256 FROM sheet_notice WHERE feed = ? AND shape = ?
 AND sha256 <> '' AND sha256 NOT IN (SELECT sha256 FROM feed_content)
 AND sha256 NOT IN (SELECT sha256 FROM sheet_sent)"""
_HAS: Final = """SELECT EXISTS (SELECT 1 FROM feed_content WHERE sha256 = :sha256)
 OR EXISTS (SELECT 1 FROM sheet_sent WHERE sha256 = :sha256)"""
_DAYS: Final = """SELECT workstation, business_date, terminal, known, known_minor, shape,
 transactions, takings_minor, until_ms, closed_ms, sha256 FROM sheet_notice
 WHERE feed = ? ORDER BY business_date, workstation"""
_CONTENT: Final = "SELECT content FROM feed_content WHERE sha256 = ?"
_STATE: Final = "SELECT gen, loading IS NULL FROM feed_state WHERE feed = ?"
_SENT: Final = "SELECT business_date, sha256 FROM sheet_sent WHERE feed = ? AND gen = ?"
_NOTE_SENT: Final = """INSERT OR REPLACE INTO sheet_sent (feed, business_date, sha256, gen)
 VALUES (?, ?, ?, ?)"""
_TOLD: Final = """SELECT workstation, business_date, transactions, takings_minor,
 late_transactions, late_ms FROM sheet_told WHERE feed = ?"""
_NOTE_TOLD: Final = """INSERT OR REPLACE INTO sheet_told (feed, workstation, business_date,
 transactions, takings_minor, late_transactions, late_ms) VALUES (?, ?, ?, ?, ?, ?, ?)"""

TillDay = tuple[str, BusinessDate]
"""What another till is called, and one of its business days."""


@dataclass(frozen=True, slots=True)
class OtherTill:
    """A till of the store, as the cloud last heard of it. ``terminal`` is its id, in hex.

    ``out_ms``: since when it is out; 0 where it is in, or that is not known.
    """

    name: str
    terminal: str
    last_seen_ms: int
    is_out: bool
    out_ms: int


@dataclass(frozen=True, slots=True)
class OtherDay:
    """What the cloud says of a till's business day; see ``SheetNotice``."""

    till: str
    business_date: BusinessDate
    terminal: str
    known: int
    known_minor: int
    shape: int
    transactions: int
    takings_minor: int
    until_ms: int
    closed_ms: int | None
    sha256: str

    @property
    def is_behind(self) -> bool:
        """The journal that the cloud has says otherwise than the sheet."""
        return (self.known, self.known_minor) != (self.transactions, self.takings_minor)


@dataclass(frozen=True, slots=True)
class Told:
    """What reports said of a day when it first counted as over, and what came after that."""

    transactions: int
    takings_minor: int | None
    late_transactions: int = 0
    late_ms: int = 0


# ---- rows of the feed


def put_till(connection: Connection, feed: str, row: StoreTill) -> None:
    """Write what is said of a till."""
    said = (row.terminal, row.last_seen_ms, int(row.is_out), row.out_ms)
    values = (feed, row.workstation, *said)
    connection.exec_driver_sql(_PUT_TILL, values)


def drop_till(connection: Connection, feed: str, name: str) -> None:
    """Forget a till; its days go by rows of their own."""
    connection.exec_driver_sql(_DROP_TILL, (feed, name))


def put_day(connection: Connection, feed: str, row: SheetNotice) -> None:
    """Write what is said of a day; content that nothing names any more goes."""
    key = (feed, row.workstation, row.day)
    before = connection.exec_driver_sql(_CONTENT_OF, key).scalar_one_or_none()
    said = (row.terminal, row.known, row.known_minor, row.shape, row.transactions)
    rest = (row.takings_minor, row.until_ms, row.closed_ms, row.sha256)
    connection.exec_driver_sql(_PUT, (*key, *said, *rest))
    if before and before != row.sha256:
        connection.exec_driver_sql(_DROP_CONTENT, {"sha256": before})


def drop_day(connection: Connection, feed: str, name: str) -> None:
    """Forget a day, ``workstation:day``, with its content."""
    workstation, _, day = name.rpartition(":")
    key = (feed, workstation, day)
    before = connection.exec_driver_sql(_CONTENT_OF, key).scalar_one_or_none()
    connection.exec_driver_sql(_DROP, key)
    if before:
        connection.exec_driver_sql(_DROP_CONTENT, {"sha256": before})


def lacking_content(connection: Connection, feed: str) -> tuple[str, ...]:
    """Name contents that days already here speak of, that this version reads and that are not here.

    What this till has sent itself it does not fetch back.
    """
    return tuple(connection.exec_driver_sql(_LACKING, (feed, SHAPE)).scalars())


def has_content(connection: Connection, sha256: str) -> bool:
    """Tell whether a content is here, or came from here."""
    return bool(connection.exec_driver_sql(_HAS, {"sha256": sha256}).scalar_one())


# ---- what reports read


def is_whole(connection: Connection, feed: str) -> bool:
    """Tell whether the feed has come whole at least once: what it does not name is not there."""
    row = connection.exec_driver_sql(_STATE, (feed,)).first()
    return row is not None and bool(row[1])


def list_tills(connection: Connection, feed: str) -> tuple[OtherTill, ...]:
    """List the store's tills, this one among them."""
    rows = connection.exec_driver_sql(_TILLS, (feed,))
    return tuple(
        OtherTill(name, terminal, seen_ms, bool(is_out), out_ms)
        for name, terminal, seen_ms, is_out, out_ms in rows
    )


def list_days(connection: Connection, feed: str) -> tuple[OtherDay, ...]:
    """List the days of all tills, this one's among them, the oldest first."""
    return tuple(_day(row) for row in connection.exec_driver_sql(_DAYS, (feed,)))


def find_content(connection: Connection, sha256: str) -> bytes | None:
    """Find a sheet's content; None while it is on its way."""
    content = connection.exec_driver_sql(_CONTENT, (sha256,)).scalar_one_or_none()
    return None if content is None else bytes(content)


def told(connection: Connection, feed: str) -> dict[TillDay, Told]:
    """Give what reports have said of days that counted as over."""
    rows = connection.exec_driver_sql(_TOLD, (feed,))
    return {(name, BusinessDate(day)): Told(*rest) for name, day, *rest in rows}


def note_told(connection: Connection, feed: str, said: Mapping[TillDay, Told]) -> None:
    """Keep what reports say of days."""
    rows = [
        (feed, name, day, one.transactions, one.takings_minor, one.late_transactions, one.late_ms)
        for (name, day), one in said.items()
    ]
    if rows:
        connection.exec_driver_sql(_NOTE_TOLD, rows)


# ---- what this till sent


def sent(connection: Connection, feed: str) -> dict[BusinessDate, str]:
    """Give by day the content (sha256) that the cloud has acknowledged.

    Nothing of another generation of the feed: a restored cloud has to be told again.
    """
    gen = _gen(connection, feed)
    rows = connection.exec_driver_sql(_SENT, (feed, gen))
    return {BusinessDate(day): sha256 for day, sha256 in rows}


def note_sent(connection: Connection, feed: str, day: str, sha256: str) -> None:
    """Keep that the cloud has a day."""
    connection.exec_driver_sql(_NOTE_SENT, (feed, day, sha256, _gen(connection, feed)))


def _gen(connection: Connection, feed: str) -> int:
    row = connection.exec_driver_sql(_STATE, (feed,)).first()
    return 0 if row is None else int(row[0])


def _day(row: Any) -> OtherDay:
    till, day, *rest = row
    return OtherDay(till, BusinessDate(day), *rest)
