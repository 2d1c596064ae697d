"""The nightly proof of every day that was closed: section 20, 29.

A day is proved only if the cloud's tables hold every receipt that the printer gave out, with its
amount; where all agree it is proved; and where a table of the cloud's is changed afterwards, it is
not. The product compares both sides' tables; this file asks the printer.
"""

from random import Random
from typing import Any, Final

import sqlalchemy as sa

from sync.errors import SyncError
from sync.reconcile import prove
from sync.wire.digests import DayProof
from tests.simulation.cloud import CloudNode
from tests.simulation.synced import SyncedTill
from tests.simulation.world import Broken, World

_CLOSED: Final = """SELECT business_date FROM business_day WHERE closed_ms IS NOT NULL
 ORDER BY business_date"""
_DAYS: Final = "SELECT id, business_date FROM retail_transaction"
_TOTALS: Final = "SELECT sale_id, total FROM sale WHERE terminal = ? AND day = ?"
_OF_DAY: Final = "SELECT sale_id FROM sale WHERE terminal = :terminal AND day = :day"

_CHANGES: Final = (
    ("sale", "total", f"sale_id IN ({_OF_DAY})"),
    ("sale", "discount", f"sale_id IN ({_OF_DAY})"),
    ("sale_line", "quantity", f"sale_id IN ({_OF_DAY}) AND NOT is_voided"),
    ("sale_line", "amount", f"sale_id IN ({_OF_DAY}) AND NOT is_voided"),
    ("tender", "amount", f"sale_id IN ({_OF_DAY})"),
    ("sale_tax", "base", f"sale_id IN ({_OF_DAY})"),
    ("sale_tax", "tax", f"sale_id IN ({_OF_DAY})"),
    ("cash_movement", "amount", "terminal = :terminal AND day = :day AND kind <> 'no_sale'"),
    ("shift", "counted", "terminal = :terminal AND day = :day AND act = 'closed'"),
)
"""What somebody may change by one in the cloud's tables: table, column, which rows."""


class Proofs:
    """Asked at the end of a run, when nothing fails any more."""

    def __init__(self, world: World, cloud: CloudNode) -> None:
        self._world = world
        self._cloud = cloud
        self._rng = Random(f"proofs {world.seed}")

    def check(self, till: SyncedTill) -> None:
        """Have every closed day of a till proved, then spoil one and have it not proved."""
        days = _closed(till)
        for day in days:
            proof = self._prove(till, day)
            if not proof.is_proved:
                said = proof.reason, proof.differences[:3], dict(proof.scopes)
                raise Broken(29, f"{till.name}: {day} is not proved though all agree: {said}")
            self._ask_the_printer(till, day)
        if days:
            self._spoil(till, self._rng.choice(days))

    def _prove(self, till: SyncedTill, day: str) -> DayProof:
        assert till.engine is not None
        try:
            found = till.drive_now(prove(till.engine.line, day))
        except SyncError as error:
            raise Broken(29, f"{till.name}: {day} cannot be proved: {error.code}") from error
        assert found is not None
        self._world.sometimes("day_proved" if found.proof.is_proved else "day_not_proved")
        return found.proof

    def _ask_the_printer(self, till: SyncedTill, day: str) -> None:
        with till.database.read() as connection:
            rows = connection.exec_driver_sql(_DAYS).all()
        here = {bytes(row[0]) for row in rows if row[1] == day}
        held = {
            bytes(row[0]): row[1]
            for row in self._cloud.database.read(
                lambda c: c.exec_driver_sql(_TOTALS, (till.terminal_id, day)).all()
            )
        }
        for event_id, printed in till.expected.receipts.items():
            if event_id in here and held.get(event_id) != printed.total:
                raise Broken(29, f"{till.name}: {day} is proved without {printed.receipt}")

    def _spoil(self, till: SyncedTill, day: str) -> None:
        table, column, where = self._rng.choice(_CHANGES)
        at = {"terminal": till.terminal_id, "day": day}
        row = self._cloud.database.read(lambda c: _some_row(c, table, where, at))
        if row is None:
            return
        self._add(table, column, row, 1)
        proof = self._prove(till, day)
        if proof.is_proved:
            raise Broken(29, f"{till.name}: {day} is proved with another {column} in {table}")
        self._add(table, column, row, -1)
        if not self._prove(till, day).is_proved:
            raise Broken(29, f"{till.name}: {day} stays unproved after {table} was put right")
        self._world.sometimes("divergence_found")

    def _add(self, table: str, column: str, rowid: int, by: int) -> None:
        statement = sa.text(f"UPDATE {table} SET {column} = {column} + :by WHERE rowid = :row")
        self._cloud.database.write(lambda c: c.execute(statement, {"by": by, "row": rowid}))


def _some_row(connection: sa.Connection, table: str, where: str, at: dict[str, Any]) -> int | None:
    found = connection.execute(sa.text(f"SELECT min(rowid) FROM {table} WHERE {where}"), at)
    return found.scalar()


def _closed(till: SyncedTill) -> list[str]:
    with till.database.read() as connection:
        return list(connection.exec_driver_sql(_CLOSED).scalars())
