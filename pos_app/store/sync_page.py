"""What the page about the cloud reads: receipts with their place, proofs of days, cursors."""

from typing import Final

from pos_app.domain.identifiers import ReceiptNumber
from pos_app.domain.synced import (
    NOT_COMPARED,
    DayDifference,
    DayOutcome,
    FeedCursor,
    Matter,
    Place,
    Receipts,
    SentReceipt,
)
from pos_app.store import control_feed, journal_line
from pos_app.store.database import Connection
from pos_app.store.sync_batches import line_place
from sync.wire.digests import DayProof
from sync.wire.packing import unpack

_RECEIPTS: Final = """SELECT store, workstation, coalesce(printed_number, number) AS printed,
 completed_ms, total_minor + rounding_minor + rounding_back_minor AS paid_minor, currency,
 journal_epoch, journal_seq, id FROM retail_transaction
 WHERE {} ORDER BY number DESC LIMIT ?"""
_ALL: Final = "number > 0"
_ONE: Final = """(printed_number = ? OR (number = ? AND printed_number IS NULL))
 AND workstation = ?"""
_DAYS: Final = """SELECT business_date, content FROM business_day LEFT JOIN day_proof
 USING (business_date) WHERE closed_ms IS NOT NULL ORDER BY business_date DESC LIMIT ?"""
_PROVED_UPTO: Final = """SELECT max(business_date) FROM business_day WHERE closed_ms IS NOT NULL
 AND business_date < coalesce((SELECT min(business_date) FROM business_day AS open_day
 WHERE NOT EXISTS (SELECT 1 FROM day_proof WHERE day_proof.business_date =
 open_day.business_date AND is_proved)), '9999-99-99')"""
_LAST_OF_DAY: Final = """SELECT journal_epoch, journal_seq, id FROM retail_transaction
 WHERE business_date <= ? AND number > 0 ORDER BY number DESC LIMIT 1"""
_HAS_FEEDS: Final = "SELECT 1 FROM sqlite_master WHERE name = 'feed_state'"
_FEEDS: Final = """SELECT feed, gen, pos, loading IS NOT NULL FROM feed_state ORDER BY feed"""
_CATALOG: Final = "SELECT feed, gen, pos FROM feed_state"


def list_receipts(connection: Connection, limit: int, receipt: ReceiptNumber | None) -> Receipts:
    """List finished transactions, or the one with a printed number."""
    forks = journal_line.forks(connection)
    asked: tuple[str, tuple[object, ...]] = (_RECEIPTS.format(_ALL), (limit,))
    if receipt is not None:
        place = (receipt.number, receipt.number, receipt.workstation, limit)
        asked = (_RECEIPTS.format(_ONE), place)
    rows = tuple(
        SentReceipt(
            ReceiptNumber(row.store, row.workstation, row.printed),
            row.completed_ms,
            row.paid_minor,
            row.currency,
            line_place(connection, forks, (row.journal_epoch, row.journal_seq), row.id),
        )
        for row in connection.exec_driver_sql(*asked)
    )
    return Receipts(rows, _find_proved_place(connection))


def list_matters(connection: Connection, limit: int) -> tuple[Matter, ...]:
    """List what needs somebody: records that were set aside, then open cases."""
    aside = control_feed.open_results(connection, limit)
    cases = control_feed.open_cases(connection, limit)
    rows = tuple(
        Matter(found.result.code, found.result.who, found.result.receipt) for found in aside
    )
    return rows + tuple(
        Matter(
            case.notice.code,
            case.notice.who,
            case.notice.subject,
            case.notice.at_ms,
            case.notice.amount_minor,
        )
        for case in cases
    )


def list_days(connection: Connection, limit: int) -> tuple[DayOutcome, ...]:
    """List closed days and how their proof ended, the newest first."""
    return tuple(
        _outcome(row.business_date, row.content)
        for row in connection.exec_driver_sql(_DAYS, (limit,))
    )


def _outcome(day: str, content: str | None) -> DayOutcome:
    if content is None:
        return DayOutcome(day, is_proved=False, reason=NOT_COMPARED)
    proof = unpack(content.encode(), DayProof)
    differences = tuple(
        DayDifference(one.section, one.key, one.till, one.cloud) for one in proof.differences
    )
    return DayOutcome(day, proof.is_proved, proof.reason, differences)


def list_feeds(connection: Connection) -> tuple[FeedCursor, ...]:
    """List the feeds of reference.db."""
    rows = connection.exec_driver_sql(_FEEDS)
    return tuple(FeedCursor(row[0], row[1], row[2], bool(row[3])) for row in rows)


def list_catalog_feed(connection: Connection) -> tuple[FeedCursor, ...]:
    """List the feed of a catalogue file; nothing where the store's own list stands in it."""
    if connection.exec_driver_sql(_HAS_FEEDS).first() is None:
        return ()  # of an earlier version
    return tuple(FeedCursor(*row) for row in connection.exec_driver_sql(_CATALOG))


def _find_proved_place(connection: Connection) -> Place | None:
    """Find the last sale of the newest day that is proved together with all days before it."""
    day = connection.exec_driver_sql(_PROVED_UPTO).scalar()
    row = connection.exec_driver_sql(_LAST_OF_DAY, (day,)).first() if day else None
    if row is None:
        return None
    return line_place(connection, journal_line.forks(connection), (row[0], row[1]), row[2])
