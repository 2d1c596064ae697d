"""How long what lies in the till's files goes on without a network: read, never written."""

from typing import Any, Final

import sqlalchemy as sa

from pos_app.store.cloud_head import VALUE_EPOCH

_ROWS_LOOKED_AT: Final = 20_000
"""Journal rows: some two weeks of a busy till, read in hundredths of a second."""

_ROWS_BY_DAY: Final = """SELECT count(*) FROM (SELECT
 json_extract(CAST(body AS TEXT), '$.wall') / 86400000 AS day FROM journal
 ORDER BY rowid DESC LIMIT ?) GROUP BY day ORDER BY 1 DESC LIMIT 1"""
_ROWS: Final = "SELECT coalesce(max(rowid), 0) FROM journal"
_ALLOWED: Final = """SELECT max(expires_ms) FROM spending_grant WHERE kind = 'allowance'
 AND amount > used AND expires_ms > ?
 AND json_extract(detail, '$.epoch') = COUNTING""".replace("COUNTING", VALUE_EPOCH)
_RIGHTS: Final = """SELECT coalesce(sum(left_over), 0), max(expires_ms) FROM
 (SELECT expires_ms, amount - used - (SELECT count(*) FROM coupon_reservation AS held
   WHERE held.coupon_class = 'c' AND held.grant_no = spending_grant.grant_no) AS left_over
  FROM spending_grant WHERE kind = 'right' AND expires_ms > ?
  AND json_extract(detail, '$.epoch') = COUNTING) WHERE left_over > 0""".replace(
    "COUNTING", VALUE_EPOCH
)
_LAST_HANDLE_DAY: Final = "SELECT max(day) FROM day_handle"
_BEST_SELLER: Final = """SELECT gtin FROM item WHERE gtin IS NOT NULL AND price_minor > 0
 AND is_recalled = 0 AND unit = 'EA' ORDER BY id LIMIT 1"""
_WEIGHED: Final = """SELECT sku FROM item WHERE unit = 'KGM' AND price_minor > 0
 AND is_recalled = 0 ORDER BY id LIMIT 1"""
_HAS_FACES: Final = "SELECT 1 FROM member_face LIMIT 1"


def day_bytes(connection: sa.Connection) -> int:
    """Say what the busiest of the last days took on the disk, of everything in the file.

    A journal row brings its share of all tables: the file's size by its rows is what a row takes.
    0 while nothing is recorded.
    """
    rows = _number(connection, _ROWS)
    busiest = connection.exec_driver_sql(_ROWS_BY_DAY, (_ROWS_LOOKED_AT,)).scalar()
    if not rows or busiest is None:
        return 0
    size = _number(connection, "PRAGMA page_count") * _number(connection, "PRAGMA page_size")
    return size * int(busiest) // rows


def allowances_until(connection: sa.Connection, now_ms: int) -> int | None:
    """Say when the last allowance ends that has points left; None when none has."""
    found = connection.exec_driver_sql(_ALLOWED, (now_ms,)).scalar()
    return None if found is None else int(found)


def rights_left(connection: sa.Connection, now_ms: int) -> tuple[int, int | None]:
    """Count the uses left of all rights, and say when the last of them ends."""
    count, until_ms = connection.exec_driver_sql(_RIGHTS, (now_ms,)).one()
    return int(count), until_ms


def last_handle_day(connection: sa.Connection) -> int | None:
    """Give the last UTC day whose pseudonyms of members are here."""
    found = connection.exec_driver_sql(_LAST_HANDLE_DAY).scalar()
    return None if found is None else int(found)


def best_seller(catalogue: sa.Connection) -> int | None:
    """Give the barcode of what is sold most and can be sold by the piece; items stand by that."""
    found = catalogue.exec_driver_sql(_BEST_SELLER).scalar()
    return None if found is None else int(found)


def weighed_item(catalogue: sa.Connection) -> str | None:
    """Give the most popular item that is weighed."""
    found = catalogue.exec_driver_sql(_WEIGHED).scalar()
    return None if found is None else str(found)


def has_faces(connection: sa.Connection) -> bool:
    """Tell whether any member can be named."""
    return connection.exec_driver_sql(_HAS_FACES).first() is not None


def _number(connection: Any, statement: str) -> int:
    return int(connection.exec_driver_sql(statement).scalar_one())
