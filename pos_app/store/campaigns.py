"""Coupon definitions by campaign number, and the vouchers that were called back.

A definition is the JSON the campaign was written as; domain/coupon reads it. A voucher of a
campaign that is not here is not known to the till.
"""

import json
from collections.abc import Iterable
from typing import Any, Final

from pos_app.store.database import Connection

Definition = dict[str, Any]
"""A campaign as JSON."""

_PUT: Final = """INSERT INTO campaign (number, definition) VALUES (?, ?)
 ON CONFLICT (number) DO UPDATE SET definition = excluded.definition"""
_REVOKE: Final = """INSERT INTO revoked_voucher (voucher_id, until_ms) VALUES (?, ?)
 ON CONFLICT (voucher_id) DO UPDATE SET until_ms = max(until_ms, excluded.until_ms)"""
_IS_REVOKED: Final = "SELECT 1 FROM revoked_voucher WHERE voucher_id = ?"


def put_campaigns(connection: Connection, definitions: Iterable[tuple[int, Definition]]) -> None:
    """Write definitions; one with a known number replaces the one before."""
    for number, definition in definitions:
        text = json.dumps(definition, ensure_ascii=False, separators=(",", ":"))
        connection.exec_driver_sql(_PUT, (number, text))


def drop_campaign(connection: Connection, number: int) -> None:
    """Delete a definition: its vouchers are not known here any more."""
    connection.exec_driver_sql("DELETE FROM campaign WHERE number = ?", (number,))


def find_campaign(connection: Connection, number: int) -> Definition | None:
    """Find the definition of a campaign."""
    text = connection.exec_driver_sql(
        "SELECT definition FROM campaign WHERE number = ?", (number,)
    ).scalar_one_or_none()
    return None if text is None else _definition(text)


def list_campaigns(connection: Connection) -> tuple[tuple[int, Definition], ...]:
    """List all definitions by number."""
    rows = connection.exec_driver_sql("SELECT number, definition FROM campaign ORDER BY number")
    return tuple((int(number), _definition(text)) for number, text in rows)


def revoke_vouchers(connection: Connection, vouchers: Iterable[tuple[bytes, int]]) -> None:
    """Call vouchers back, each until the moment (ms) after which it would be refused anyway."""
    rows = list(vouchers)
    if rows:
        connection.exec_driver_sql(_REVOKE, rows)


def restore_voucher(connection: Connection, voucher_id: bytes) -> None:
    """Take a voucher's revocation back."""
    connection.exec_driver_sql("DELETE FROM revoked_voucher WHERE voucher_id = ?", (voucher_id,))


def is_revoked(connection: Connection, voucher_id: bytes) -> bool:
    """Tell whether a voucher was called back or is known to be spent elsewhere."""
    return connection.exec_driver_sql(_IS_REVOKED, (voucher_id,)).first() is not None


def forget_revoked(connection: Connection, now_ms: int) -> None:
    """Delete what is refused anyway by now, in trusted time."""
    connection.exec_driver_sql("DELETE FROM revoked_voucher WHERE until_ms < ?", (now_ms,))


def _definition(text: str) -> Definition:
    definition: Definition = json.loads(text)
    return definition
