"""What must be true of points at every cut: they move with their transaction, and with its row."""

import json
from collections.abc import Iterator, Sequence
from typing import Any

import sqlalchemy as sa

_MOVES = """SELECT number, reason, points, grant_no, expires_on FROM points_entry
 WHERE points <> 0 ORDER BY number, reason, grant_no, points"""
_ROWS = """SELECT t.number, CAST(j.body AS TEXT) FROM retail_transaction AS t JOIN journal AS j
 ON j.epoch = t.journal_epoch AND j.seq = t.journal_seq ORDER BY t.number"""
_ORPHANS = """SELECT number FROM points_entry
 WHERE number NOT IN (SELECT number FROM retail_transaction)"""
_USED = """SELECT grant_no, used, amount, coalesce((SELECT -sum(points) FROM points_entry AS e
 WHERE e.grant_no = g.grant_no), 0) FROM spending_grant AS g WHERE kind = 'allowance'"""
_LEDGER = """SELECT (SELECT coalesce(sum(points), 0) FROM points_entry),
 (SELECT coalesce(sum(used), 0) FROM spending_grant WHERE kind = 'allowance')"""


def check_points(
    connection: sa.Connection, acks: Sequence[str], later: Sequence[str]
) -> Iterator[str]:
    """Compare the ledger with the sales' journal rows, with the allowances and with the acks."""
    told = [
        (number, move["r"], move["n"], move.get("g", 0), move.get("x"))
        for number, body in connection.exec_driver_sql(_ROWS)
        for move in json.loads(body)["d"].get("points", ())
    ]
    found: list[tuple[Any, ...]] = [tuple(row) for row in connection.exec_driver_sql(_MOVES)]
    if told != found:
        yield f"points of journal and ledger differ: {set(told) ^ set(found)}"
    for row in connection.exec_driver_sql(_ORPHANS):
        yield f"points without their transaction: {row[0]}"
    for grant_no, used, amount, spent in connection.exec_driver_sql(_USED):
        if used != spent or used > amount:
            yield f"allowance {grant_no}: {used} of {amount} used, {spent} spent"
    if later or not any(ack.startswith("fault ") for ack in acks):
        yield from _check_acknowledged(connection, acks, later)


def _check_acknowledged(
    connection: sa.Connection, acks: Sequence[str], later: Sequence[str]
) -> Iterator[str]:
    """Let the ledger be the last that was acknowledged, or all that the next sale moves too.

    Other acts than those of points.py may move points before the first of its own: what they
    leave is compared with the journal alone.
    """
    said = [ack for ack in acks if ack.startswith("points ")]
    if not said:
        return
    coming = [ack for ack in later if ack.startswith("points ")]
    ledger = "points {} {}".format(*connection.exec_driver_sql(_LEDGER).one())
    if ledger not in {said[-1], *coming[:1]} and not _may_move_otherwise(acks):
        yield f"'{ledger}' after '{said[-1]}'"


def _may_move_otherwise(acks: Sequence[str]) -> bool:
    """Tell whether the step at hand is not one of points.py."""
    steps = [ack for ack in acks if ack.startswith("step ")]
    return bool(steps) and not steps[-1].startswith("step points ")
