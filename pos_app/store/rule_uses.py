"""How often rules whose uses or budget are bounded were used at this till, and what they gave."""

from collections.abc import Iterable

import sqlalchemy as sa

from pos_app.domain.pricing.circumstances import UsedSoFar
from pos_app.domain.pricing.trace import Application

_INSERT = """INSERT INTO rule_use (number, application, rule, times, off_minor, member_key)
 VALUES (?, ?, ?, ?, ?, ?)"""
_TAKE_BACK = """INSERT INTO rule_use (number, application, rule, times, off_minor, member_key)
 SELECT ?, application, rule, -times, -off_minor, member_key FROM rule_use WHERE number = ?"""
_SUM = """SELECT coalesce(sum(times), 0), coalesce(sum(off_minor), 0),
 coalesce(sum(CASE WHEN member_key = ? THEN times END), 0) FROM rule_use WHERE rule = ?"""


def record_uses(
    connection: sa.Connection,
    number: int,
    used: Iterable[tuple[int, Application]],
    member_key: bytes | None,
) -> None:
    """Note the uses of a finished sale, in its own commit.

    ``used`` are the applications of bounded rules with their place in the trace.
    """
    rows = [(number, at, entry.rule, entry.times, entry.off, member_key) for at, entry in used]
    if rows:
        connection.connection.cursor().executemany(_INSERT, rows)


def take_back_uses(connection: sa.Connection, number: int, voided: int) -> None:
    """Note in the commit of a post void that what its sale used was not used, by nobody."""
    connection.exec_driver_sql(_TAKE_BACK, (number, voided))


def used_so_far(
    connection: sa.Connection, rules: Iterable[str], member_key: bytes | None
) -> dict[str, UsedSoFar]:
    """Add up the uses of bounded rules, in all and by one member."""
    found = {}
    for rule in rules:
        times, off, by_member = connection.exec_driver_sql(_SUM, (member_key or b"", rule)).one()
        found[rule] = UsedSoFar(times, by_member, off)
    return found
