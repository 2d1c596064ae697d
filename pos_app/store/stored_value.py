"""What holds of the cloud paid for finished transactions; a card is known by its mask alone."""

from collections.abc import Iterable

import sqlalchemy as sa

from pos_app.domain.settlement import CompletedTransaction
from pos_app.domain.stored_value import ValueReference
from pos_app.domain.tender import TenderLine, TenderType
from pos_app.store.database import Database

_INSERT = """INSERT INTO stored_value_use (hold, account, number, amount_minor)
 VALUES (?, ?, ?, ?)"""

_IS_SPENT = "SELECT 1 FROM stored_value_use WHERE hold = ?"


def has_spent(till: Database, tenders: Iterable[TenderLine]) -> bool:
    """Tell whether a hold among tenders has paid for a finished transaction already.

    It has where this disk was put back to before that sale and the cloud then told of it.
    """
    holds = [
        ValueReference.parse(tender.reference).hold
        for tender in tenders
        if tender.tender_type is TenderType.STORED_VALUE and tender.amount.minor > 0
    ]
    if not holds:
        return False
    with till.read() as connection:
        return any(connection.exec_driver_sql(_IS_SPENT, (hold,)).first() for hold in holds)


def record_uses(connection: sa.Connection, completed: CompletedTransaction) -> None:
    """Note what was spent of cards, or came back onto them (negative), in the sale's own commit.

    What comes back is named by its hold and its own receipt: the cloud credits it once.
    """
    number = completed.receipt.number
    rows = []
    for tender in completed.priced.transaction.tenders:
        if tender.tender_type is TenderType.STORED_VALUE:
            reference = ValueReference.parse(tender.reference)
            is_back = tender.amount.minor < 0
            hold = f"{reference.hold}/{number}.{tender.number}" if is_back else reference.hold
            rows.append((hold, reference.account, number, tender.amount.minor))
    if rows:
        connection.connection.cursor().executemany(_INSERT, rows)
