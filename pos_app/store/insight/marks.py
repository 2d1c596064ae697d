"""How far insight.db has come in till.db, and whether that is still the same record.

Transactions are numbered upwards from 1; those that a restored disk got back under a number given
out twice downwards from -1 (store/recovery.py). So what is new lies above the top or below the
bottom. A till.db that was put back from a copy has other transactions there, or none.
"""

from dataclasses import astuple, dataclass, replace
from typing import Final

from pos_app.store.database import Connection

MOST_AT_ONCE: Final = 4_000
"""Transactions in one commit: a tenth of a second's work, so that a question can be given up."""

FEW_AT_ONCE: Final = 250
"""In one commit of what nobody waits for: done between two scans."""

_LOAD: Final = """SELECT top, top_id, bottom, bottom_id, counted, lost, movement, control, consent,
 lost_sale, out_of_stock, coupon_step, epoch, seq, group_mark, until_ms
 FROM mark WHERE till = ?"""
_SAVE: Final = f"INSERT OR REPLACE INTO mark VALUES (?{', ?' * 16})"
_ID: Final = "SELECT id, completed_ms FROM retail_transaction WHERE number = ?"
_ABOVE: Final = "SELECT number FROM retail_transaction WHERE number > ? ORDER BY number LIMIT ?"
_BELOW: Final = """SELECT number FROM retail_transaction WHERE number < ?
 ORDER BY number DESC LIMIT ?"""
_ENDS: Final = """SELECT (SELECT coalesce(max(id), 0) FROM cash_movement),
 (SELECT coalesce(max(id), 0) FROM control_event), (SELECT coalesce(max(id), 0) FROM lost_sale),
 (SELECT coalesce(max(id), 0) FROM out_of_stock), (SELECT coalesce(max(id), 0) FROM coupon_step),
 (SELECT count(*) FROM journal_lost)"""
_COUNT: Final = "SELECT count(*) FROM retail_transaction"
_ENDS_OF_NUMBERS: Final = """SELECT (SELECT max(number) FROM retail_transaction),
 (SELECT min(number) FROM retail_transaction)"""


@dataclass(frozen=True, slots=True)
class Mark:
    """The last transaction either way and its id, how many there are, and the last other facts.

    ``lost``: how many rows of the journal the till had got back by then. ``epoch`` and ``seq``: the
    last row of the journal then. ``group_mark`` tells under whose names members are shared.
    ``until_ms`` is the time of the last fact; None before the first.
    """

    top: int = 0
    top_id: bytes = b""
    bottom: int = 0
    bottom_id: bytes = b""
    counted: int = 0
    lost: int = 0
    movement: int = 0
    control: int = 0
    consent: int = 0
    lost_sale: int = 0
    out_of_stock: int = 0
    coupon_step: int = 0
    epoch: int = 0
    seq: int = 0
    group_mark: bytes = b""
    until_ms: int | None = None


def load(cube: Connection, till_name: str) -> Mark:
    """Read how far the file has come with a till."""
    row = cube.exec_driver_sql(_LOAD, (till_name,)).first()
    return Mark(*row) if row else Mark()


def save(cube: Connection, till_name: str, mark: Mark) -> None:
    """Write how far it has come, in the commit that brought it there."""
    cube.exec_driver_sql(_SAVE, (till_name, *astuple(mark)))


def is_of(till: Connection, mark: Mark) -> bool:
    """Tell whether all that is in the file is in till.db too, as far as its ends tell."""
    for number, id_ in ((mark.top, mark.top_id), (mark.bottom, mark.bottom_id)):
        if number and _id(till, number) != id_:
            return False
    known = (mark.movement, mark.control, mark.lost_sale, mark.out_of_stock, mark.coupon_step)
    ends = till.exec_driver_sql(_ENDS).one()
    return all(mine <= there for mine, there in zip((*known, mark.lost), ends, strict=True))


def new_numbers(till: Connection, mark: Mark, most: int) -> tuple[int, ...]:
    """List transactions that are not in the file yet: so many at once, upwards first."""
    found = till.exec_driver_sql(_ABOVE, (mark.top, most)).scalars().all()
    if not found:
        found = till.exec_driver_sql(_BELOW, (mark.bottom, most)).scalars().all()
    return tuple(found)


def open_count(till: Connection, mark: Mark) -> int:
    """Say about how many are still to be added."""
    top, bottom = till.exec_driver_sql(_ENDS_OF_NUMBERS).one()
    return max(top or 0, 0) - mark.top + mark.bottom - min(bottom or 0, 0)


def has_passed_over(till: Connection, mark: Mark) -> bool:
    """Tell whether a transaction lies between the ends that was not there when they were passed.

    Looked at only after the till got rows of its journal back: nothing else could do it.
    """
    if lost_rows(till) == mark.lost:
        return False
    return int(till.exec_driver_sql(_COUNT).scalar_one()) != mark.counted


def lost_rows(till: Connection) -> int:
    """Count the rows of its journal that the till got back."""
    return int(till.exec_driver_sql(_ENDS).one()[-1])


def after(till: Connection, mark: Mark, numbers: tuple[int, ...]) -> Mark:
    """Give the mark after these transactions."""
    number = numbers[-1]
    id_, completed_ms = till.exec_driver_sql(_ID, (number,)).one()
    counted, until_ms = mark.counted + len(numbers), max(mark.until_ms or 0, completed_ms)
    if number < 0:
        return replace(mark, bottom=number, bottom_id=id_, counted=counted, until_ms=until_ms)
    return replace(mark, top=number, top_id=id_, counted=counted, until_ms=until_ms)


def _id(till: Connection, number: int) -> bytes | None:
    row = till.exec_driver_sql(_ID, (number,)).first()
    return bytes(row.id) if row else None
