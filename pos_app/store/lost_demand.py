"""What customers asked for while the books had none of it: reads of ``out_of_stock``."""

from dataclasses import dataclass
from typing import Final

import sqlalchemy as sa

from pos_app.domain.identifiers import BusinessDate

_LAST: Final = "SELECT max(at_ms) FROM out_of_stock WHERE sku = ?"
_OUT: Final = """SELECT sku, count(*), max(at_ms) FROM out_of_stock
 WHERE business_date BETWEEN ? AND ? GROUP BY sku ORDER BY 2 DESC, 1"""


@dataclass(frozen=True, slots=True)
class AskedFor:
    """How often an item was asked for while the books had none; at most once an hour counts."""

    sku: str
    times: int
    last_ms: int


def last_out_of_stock(connection: sa.Connection, sku: str) -> int | None:
    """Say when an item was last found missing."""
    return connection.exec_driver_sql(_LAST, (sku,)).scalar()


def out_of_stock(
    connection: sa.Connection, first: BusinessDate, last: BusinessDate
) -> tuple[AskedFor, ...]:
    """List items that were asked for and not there, the most wanted first."""
    return tuple(AskedFor(*row) for row in connection.exec_driver_sql(_OUT, (first, last)))
