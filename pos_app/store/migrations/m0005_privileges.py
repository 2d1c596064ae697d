"""The shipped roles learn what may be done at the manager's desk.

Frozen: never edit this text, write the next migration.
"""

from typing import Final

import sqlalchemy as sa

PERMISSIONS: Final = (
    ("shift_manager", "view_reports", "yes"),
    ("store_manager", "view_reports", "yes"),
    ("auditor", "view_reports", "yes"),
    ("shift_manager", "export", "approval"),
    ("store_manager", "export", "yes"),
    ("auditor", "export", "yes"),
    ("cashier", "audit", "approval"),
    ("senior", "audit", "approval"),
    ("shift_manager", "audit", "approval"),
    ("store_manager", "audit", "yes"),
    ("auditor", "audit", "yes"),
    ("shift_manager", "manage_safe", "yes"),
    ("store_manager", "manage_safe", "yes"),
    ("shift_manager", "bank_deposit", "approval"),
    ("store_manager", "bank_deposit", "yes"),
    ("cashier", "receive_stock", "approval"),
    ("senior", "receive_stock", "yes"),
    ("shift_manager", "receive_stock", "yes"),
    ("store_manager", "receive_stock", "yes"),
    ("senior", "transfer_stock", "approval"),
    ("shift_manager", "transfer_stock", "yes"),
    ("store_manager", "transfer_stock", "yes"),
    ("senior", "adjust_stock", "approval"),
    ("shift_manager", "adjust_stock", "yes"),
    ("store_manager", "adjust_stock", "yes"),
    ("cashier", "count_stock", "yes"),
    ("senior", "count_stock", "yes"),
    ("shift_manager", "count_stock", "yes"),
    ("store_manager", "count_stock", "yes"),
    ("shift_manager", "change_price", "approval"),
    ("store_manager", "change_price", "yes"),
    ("store_manager", "set_up_store", "yes"),
    ("store_manager", "set_up_people", "yes"),
    ("shift_manager", "set_up_devices", "yes"),
    ("store_manager", "set_up_devices", "yes"),
    ("technician", "set_up_devices", "yes"),
    ("shift_manager", "back_up", "yes"),
    ("store_manager", "back_up", "yes"),
    ("technician", "back_up", "yes"),
)
"""What the shipped roles may do besides; a role that is not there gets nothing."""

_PERMIT: Final = """INSERT INTO permission (role, privilege, level)
 SELECT code, ?, ? FROM role WHERE code = ? ON CONFLICT DO NOTHING"""


def apply(connection: sa.Connection) -> None:
    """Permit it."""
    for role, privilege, level in PERMISSIONS:
        connection.exec_driver_sql(_PERMIT, (privilege, level, role))
