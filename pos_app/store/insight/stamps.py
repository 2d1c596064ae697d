"""Which of this till's days have changed since the cloud was last told of them."""

from collections.abc import Iterable, Mapping
from typing import Final

from pos_app.domain.identifiers import BusinessDate
from pos_app.store.database import Connection

_BUMP: Final = """INSERT INTO stamp (business_date, at, until_ms) VALUES (?, 1, ?)
 ON CONFLICT DO UPDATE SET at = at + 1, until_ms = max(until_ms, excluded.until_ms)"""
_DUE: Final = """SELECT business_date, at FROM stamp WHERE at <> settled
 ORDER BY business_date DESC LIMIT ?"""
_SETTLE: Final = "UPDATE stamp SET settled = ? WHERE business_date = ?"
_UNSETTLE: Final = "UPDATE stamp SET settled = 0 WHERE settled <> 0 AND business_date = ?"
_FILE: Final = "SELECT id FROM file"
_SETTLED: Final = "SELECT business_date FROM stamp WHERE at = settled"


def file_id(cube: Connection) -> bytes:
    """Tell the file from another one: in one begun anew stamps begin anew, too."""
    return bytes(cube.exec_driver_sql(_FILE).scalar_one())


def bump(cube: Connection, days: Mapping[str, int]) -> None:
    """Note that days have changed, each with the time of its last fact that is new."""
    if days:
        cube.exec_driver_sql(_BUMP, list(days.items()))


def due(cube: Connection, most: int) -> tuple[tuple[BusinessDate, int], ...]:
    """List days that have changed since they were settled, the newest first, each with its stamp.

    All have that are in a file begun anew.
    """
    rows = cube.exec_driver_sql(_DUE, (most,))
    return tuple((BusinessDate(day), at) for day, at in rows)


def settle(cube: Connection, day: BusinessDate, at: int) -> None:
    """Note that the cloud has a day as it was at a stamp."""
    cube.exec_driver_sql(_SETTLE, (at, day))


def unsettle(cube: Connection, known: Iterable[str]) -> None:
    """Have days told again that count as settled and of which the cloud knows nothing."""
    settled = cube.exec_driver_sql(_SETTLED).scalars().all()
    for day in set(settled) - set(known):
        cube.exec_driver_sql(_UNSETTLE, (day,))
