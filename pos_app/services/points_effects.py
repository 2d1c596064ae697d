"""What a transaction that is about to be recorded moves of its members' points.

Runs inside the commit of the transaction, so that points move exactly with it.
"""

from pos_app.domain.identifiers import ReceiptNumber
from pos_app.domain.points import PointsMove, expiry
from pos_app.domain.points_moves import moves_of_post_void, moves_of_return, moves_of_sale
from pos_app.domain.pricing.priced import PricedTransaction
from pos_app.domain.transaction import ReturnLine, SaleLine
from pos_app.services.desk import Desk
from pos_app.store import points as ledger
from pos_app.store import returnable
from pos_app.store.database import Connection
from pos_app.store.transactions import key_of

OwnedMove = tuple[bytes, PointsMove]
"""A move and the member whose points it moves."""


def find_moves(
    desk: Desk, connection: Connection, priced: PricedTransaction
) -> tuple[OwnedMove, ...]:
    """Give the moves of a transaction in the ledger's order: of its sale and of what comes back."""
    transaction = priced.transaction
    voided = transaction.post_void_of
    if voided is not None:
        recorded = ledger.moves_of(connection, key_of(connection, voided))
        found = [
            (key, mirrored)
            for (key, _), mirrored in zip(
                recorded,
                moves_of_post_void((move for _, move in recorded), str(voided)),
                strict=True,
            )
        ]
    else:
        found = _sold(desk, connection, priced) + _returned(connection, priced)
    return tuple(sorted(found, key=lambda owned: owned[1].place))


def _sold(desk: Desk, connection: Connection, priced: PricedTransaction) -> list[OwnedMove]:
    transaction = priced.transaction
    member = transaction.member
    if member is None or not any(isinstance(one, SaleLine) for one in transaction.live_lines):
        return []
    known = ledger.points_known(connection, member.member_key, member.as_of_ms)
    expires_on = expiry(desk.rules.bundle.points, transaction.business_date)
    moves = moves_of_sale(priced.trace, known, expires_on)
    return [(member.member_key, move) for move in moves]


def _returned(connection: Connection, priced: PricedTransaction) -> list[OwnedMove]:
    lines = priced.transaction.live_lines
    originals = [line.original for line in lines if isinstance(line, ReturnLine)]
    found: list[OwnedMove] = []
    for receipt in {original.receipt for original in originals if original}:
        found += _returned_of(connection, priced, receipt)
    return found


def _returned_of(
    connection: Connection, priced: PricedTransaction, receipt: ReceiptNumber
) -> list[OwnedMove]:
    recorded = ledger.moves_of(connection, key_of(connection, receipt))
    if not recorded:
        return []
    sale = returnable.find_returnable(connection, receipt)
    assert sale is not None, receipt
    lines = priced.transaction.live_lines
    return [(key, back) for key, move in recorded for back in moves_of_return(sale, lines, (move,))]
