"""What a finished sale does besides being recorded: uses of rules, coupons and points, one commit.

``record_effects`` runs inside the commit of the sale, so at every power cut a coupon is spent
exactly with its sale and points move exactly with it.
"""

from pos_app.domain.pricing.rule import Phase
from pos_app.domain.pricing.trace import Application, PointsEarned
from pos_app.domain.settlement import CompletedTransaction
from pos_app.services.coupon_effects import record_coupons
from pos_app.services.desk import Desk
from pos_app.store import rule_uses
from pos_app.store.database import Connection


def record_effects(desk: Desk, connection: Connection, completed: CompletedTransaction) -> None:
    """Write what goes with a finished sale, in its own transaction."""
    _record_uses(desk, connection, completed)
    record_coupons(desk, connection, completed)


def _record_uses(desk: Desk, connection: Connection, completed: CompletedTransaction) -> None:
    transaction, number = completed.priced.transaction, completed.receipt.number
    if transaction.post_void_of is not None:
        rule_uses.take_back_uses(connection, number, transaction.post_void_of.number)
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
