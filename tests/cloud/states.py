"""What a cloud holds, for tests that compare it."""

from collections.abc import Callable
from typing import Any

import pytest
import sqlalchemy as sa

from sync.cloud.schema.base import METADATA
from sync.cloud.schema.facts import TERMINAL
from sync.cloud.service import Cloud
from tests.cloud.client import Refusal, Till


def refusal(work: Callable[[], object]) -> Refusal:
    """Do something that is refused, and give the refusal."""
    with pytest.raises(Refusal) as found:
        work()
    return found.value


def value(cloud: Cloud, till: Till, column: str) -> Any:
    """One column of the terminal's row."""
    query = sa.select(TERMINAL.c[column]).where(TERMINAL.c.terminal == till.terminal_id)
    return cloud.database.read(lambda connection: connection.scalar(query))


def dump(cloud: Cloud) -> dict[str, list[str]]:
    """Every row of every table, in one order."""

    def work(connection: sa.Connection) -> dict[str, list[str]]:
        there = set(sa.inspect(connection).get_table_names())
        return {
            table.name: sorted(map(repr, map(tuple, connection.execute(sa.select(table)))))
            for table in METADATA.sorted_tables
            if table.name in there
        }

    return cloud.database.read(work)
