"""What holds of the cloud paid for finished transactions; a card is known by its mask alone."""

import sqlalchemy as sa

from pos_app.domain.settlement import CompletedTransaction
from pos_app.domain.stored_value import ValueReference
from pos_app.domain.tender import TenderType

_INSERT = """INSERT INTO stored_value_use (hold, account, number, amount_minor)
 VALUES (?, ?, ?, ?)"""


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
