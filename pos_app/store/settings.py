"""Settings of this till: a name and a JSON value, in the file they must not be separated from."""

import json
from typing import Any

import sqlalchemy as sa

_FIND = "SELECT value FROM setting WHERE name = ?"
_PUT = """INSERT INTO setting (name, value) VALUES (?, ?)
 ON CONFLICT (name) DO UPDATE SET value = excluded.value"""


def find_setting(connection: sa.Connection, name: str) -> Any | None:
    """Read a setting as plain JSON values; None when it was never set."""
    text = connection.exec_driver_sql(_FIND, (name,)).scalar_one_or_none()
    return None if text is None else json.loads(text)


def put_setting(connection: sa.Connection, name: str, value: Any) -> None:
    """Set or replace a setting."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    connection.exec_driver_sql(_PUT, (name, text))


def drop_setting(connection: sa.Connection, name: str) -> None:
    """Forget a setting."""
    connection.exec_driver_sql("DELETE FROM setting WHERE name = ?", (name,))
