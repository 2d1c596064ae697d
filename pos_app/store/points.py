"""The points ledger of this till, and what is left of the allowances it may be spent by.

Entries are only ever added, in the commit of the transaction that moved the points; a balance is
added up. ``member_key`` is the till's own pseudonym of a member.
"""

from collections.abc import Iterable

import sqlalchemy as sa

from pos_app.domain.identifiers import BusinessDate, TransactionId
from pos_app.domain.points import SPENT, AllowanceLeft, PointsKnown, PointsMove
from pos_app.store.cloud_head import VALUE_EPOCH

_INSERT = """INSERT INTO points_entry (id, number, member_key, reason, points, grant_no, expires_on,
 at_ms) VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO NOTHING"""
_SUMS = """SELECT coalesce(-sum(CASE WHEN reason = ? THEN points END), 0),
 coalesce(sum(CASE WHEN reason <> ? THEN points END), 0)
 FROM points_entry WHERE member_key = ? AND at_ms > ?"""
_PURCHASES = """SELECT coalesce(sum(total_minor), 0) FROM retail_transaction WHERE number IN
 (SELECT number FROM points_entry WHERE member_key = ? AND at_ms > ?)"""
_BOUGHT = """SELECT 1 FROM points_entry JOIN retail_transaction AS sale USING (number)
 WHERE member_key = ? AND sale.kind = 'sale' AND NOT EXISTS (SELECT 1 FROM retail_transaction
 AS voided WHERE voided.post_void_of = printf('%s-%s-%06d', sale.store, sale.workstation,
 coalesce(sale.printed_number, sale.number))) LIMIT 1"""
# An allowance from before a restored or copied disk may be spent on the other copy: it is nothing.
_ALLOWANCES = """SELECT grant_no, amount - used, expires_ms FROM spending_grant
 WHERE kind = 'allowance' AND subject = ?
 AND json_extract(detail, '$.epoch') = COUNTING""".replace("COUNTING", VALUE_EPOCH)
_USE = """UPDATE spending_grant SET used = max(used + ?, 0)
 WHERE grant_no = ? AND kind = 'allowance'"""
_OF = """SELECT member_key, reason, points, grant_no, expires_on FROM points_entry
 WHERE number = ? ORDER BY reason, grant_no, points, coalesce(expires_on, '')"""


def points_known(connection: sa.Connection, member_key: bytes, since_ms: int) -> PointsKnown:
    """Add up what this till knows of a member's points since a moment, and what allows spending."""
    spent, earned = connection.exec_driver_sql(_SUMS, (SPENT, SPENT, member_key, since_ms)).one()
    rows = connection.exec_driver_sql(_ALLOWANCES, (member_key.hex(),))
    return PointsKnown(
        spent=spent,
        earned=earned,
        purchases_minor=purchases_since(connection, member_key, since_ms),
        allowances=tuple(AllowanceLeft(*row) for row in rows),
    )


def purchases_since(connection: sa.Connection, member_key: bytes, since_ms: int) -> int:
    """Add up what a member has bought here since a moment, less returns, in minor units."""
    return int(connection.exec_driver_sql(_PURCHASES, (member_key, since_ms)).scalar_one())


def has_bought(connection: sa.Connection, member_key: bytes) -> bool:
    """Tell whether a member has bought anything here that was not cancelled, whatever it cost."""
    return connection.exec_driver_sql(_BOUGHT, (member_key,)).first() is not None


def record_moves(
    connection: sa.Connection,
    transaction: TransactionId,
    number: int,
    moves: Iterable[tuple[bytes, PointsMove]],
    at_ms: int,
) -> None:
    """Write what a finished transaction moved and use the allowances, in its own commit.

    ``moves`` come with the member they are of. Writing them a second time changes nothing.
    """
    driver = connection.connection.cursor()
    for member_key, move in moves:
        row = (
            move.id_in(transaction),
            number,
            member_key,
            move.reason,
            move.points,
            move.grant_no,
            move.expires_on,
            at_ms,
        )
        driver.execute(_INSERT, row)
        if move.grant_no and driver.rowcount:
            driver.execute(_USE, (-move.points, move.grant_no))


def moves_of(connection: sa.Connection, number: int) -> list[tuple[bytes, PointsMove]]:
    """List what a finished transaction moved, and of whom."""
    return [
        (key, PointsMove(reason, points, grant_no, BusinessDate(day) if day else None))
        for key, reason, points, grant_no, day in connection.exec_driver_sql(_OF, (number,))
    ]
