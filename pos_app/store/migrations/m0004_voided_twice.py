"""A receipt may have been cancelled on two disks, before a restore and after it.

Frozen: never edit this text, write the next migration. Both cancellations were printed and told, so
both are kept; that one till cancels nothing twice is its services' to see to.
"""

from typing import Final

import sqlalchemy as sa

INDEX: Final = (
    "DROP INDEX ix_retail_transaction_post_void",
    "CREATE INDEX ix_retail_transaction_post_void ON retail_transaction "
    "(post_void_of) WHERE post_void_of IS NOT NULL",
)


def apply(connection: sa.Connection) -> None:
    """Let the index find them and forbid none."""
    for statement in INDEX:
        connection.exec_driver_sql(statement)
