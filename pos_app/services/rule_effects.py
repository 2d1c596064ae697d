"""What a finished transaction does to rules of which only so much may be given: uses are counted.

Runs inside the commit of the transaction, so a use is counted exactly with its sale.
"""

from pos_app.domain.pricing.rule import Phase
from pos_app.domain.pricing.trace import Application, PointsEarned
from pos_app.domain.settlement import CompletedTransaction
from pos_app.services.desk import Desk
from pos_app.store import rule_uses
from pos_app.store.database import Connection
from pos_app.store.transactions import key_of


def record_rule_uses(desk: Desk, connection: Connection, completed: CompletedTransaction) -> None:
    """Count the uses of rules that are bounded, or take back those of a cancelled transaction."""
    transaction, number = completed.priced.transaction, completed.receipt.number
    if transaction.post_void_of is not None:
        voided = key_of(connection, transaction.post_void_of)
        rule_uses.take_back_uses(connection, number, voided)
        return
    names = desk.rules.bounded_rules(transaction)
    trace = completed.priced.trace
    used = enumerate((*trace.applications, *map(_used_for_points, trace.points)))
    bounded = [(at, entry) for at, entry in used if entry.rule in names]
    member_key = transaction.member.member_key if transaction.member else None
    rule_uses.record_uses(connection, number, bounded, member_key)


def _used_for_points(entry: PointsEarned) -> Application:
    """Count a rule that gave points like one that gave money: its bounds are bounds on uses."""
    return Application(entry.rule, entry.name_zh, entry.name_en, Phase.POINTS, entry.seen, 0, ())
