"""Planted bugs in what a store has of its goods (bugs.py)."""

import contextlib
from collections.abc import Collection, Iterator
from typing import Any, Final
from unittest.mock import patch

import sqlalchemy as sa

from sync.cloud.schema.facts import TERMINAL
from sync.cloud.stock import counts
from sync.cloud.stock.vectors import Mark
from tests.simulation.bugs import NEVER_BACK, Bite, Bug


@contextlib.contextmanager
def _vector_of_what_had_arrived(bite: Bite) -> Iterator[None]:
    """B20: a count has in it what the cloud had of the other tills when the count came."""
    real = counts.acts_of
    had: dict[bytes, dict[bytes, list[Mark]]] = {}

    def acts_of(connection: sa.Connection, store: str, ids: Collection[bytes]) -> Any:
        found = real(connection, store, ids)
        of = TERMINAL.c
        tills = connection.execute(
            sa.select(of.terminal, of.projected_epoch, of.projected_seq).where(of.store == store)
        )
        arrived = {row[0]: [Mark((row[1], row[2]), 0)] for row in tills}
        for count, acts in found.items():
            if acts.parts:
                bite()
                acts.marks = had.setdefault(count, arrived)
        return found

    with patch.object(counts, "acts_of", acts_of):
        yield


BUGS: Final[dict[str, Bug]] = {
    "B20": Bug(
        "count vector of what had arrived",
        _vector_of_what_had_arrived,
        {"stock_counted": 0.3, "partition": 0.2} | NEVER_BACK,
    )
}
