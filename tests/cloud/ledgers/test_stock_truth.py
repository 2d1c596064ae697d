"""Whatever order tills' rows come in, the cloud's books say what the shelf says."""

from collections.abc import Callable, Collection, Iterator
from contextlib import AbstractContextManager, contextmanager
from typing import Any
from unittest.mock import patch

import pytest
import sqlalchemy as sa
from hypothesis import given, settings
from hypothesis import strategies as st

from sync.cloud.projectors.rebuild import find_differing
from sync.cloud.schema import stock
from sync.cloud.schema.facts import TERMINAL
from sync.cloud.stock import counts
from sync.cloud.stock.on_hand import restock
from sync.cloud.stock.vectors import Mark, Vector
from tests.cases.stock_story import Story, a_story
from tests.cloud.ledgers.conftest import open_cloud
from tests.cloud.ledgers.world import World


def lived(story: Story, odd: list[int] | None = None) -> World:
    """Upload it; after each piece make what is on hand anew, and list how much was wrong."""
    world = open_cloud("sqlite://")
    for till in story.tills:
        world.add_terminal(till.store, till.terminal, f"T{till.number:02d}")
    for till, rows in story.pieces():
        world.clock.now = max(world.clock.now, story.now_ms + 1)
        world.receive(till.store, till.terminal, rows)
        world.project()
        if odd is not None:
            odd.append(world.write(lambda c: restock(c, "S1")))
    return world


def wrong(story: Story, world: World) -> dict[str, object]:
    """Items whose figure is not what the shelf says, or that are doubted without a cause."""
    return {
        row["sku"]: row
        for row in world.rows(stock.STOCK_ON_HAND)
        if (
            not story.may_be_doubted(row["sku"], row["count_id"])
            if row["is_doubtful"]
            else row["on_hand"] != story.books[row["sku"]]
        )
    }


@settings(max_examples=40, deadline=None)
@given(seed=st.integers(0, 10**6), forgets_marks=st.booleans())
def test_what_is_on_hand_is_what_was_seen_on_the_shelf_and_what_moved_since(
    seed: int, forgets_marks: bool
) -> None:
    story = a_story(seed, forgets_marks=forgets_marks)
    odd: list[int] = []
    first, second = lived(story, odd), lived(story)
    assert not any(odd)
    assert wrong(story, first) == {}
    tables = (stock.STOCK_ON_HAND, stock.STOCK_MOVE, stock.COUNT_ACT, stock.STOCK_COUNTED)
    assert first.everything(*tables) == second.everything(*tables)
    for till in story.tills:
        found = first.write(lambda c, till=till: find_differing(c, "S1", till.terminal))
        assert found == ()
    for world in (first, second):
        world.database.close()


def test_most_items_are_sure_when_every_till_gave_its_mark() -> None:
    sure = counted = 0
    for seed in range(12):
        world = lived(a_story(seed))
        rows = [row for row in world.rows(stock.STOCK_ON_HAND) if row["count_id"]]
        counted += len(rows)
        sure += sum(not row["is_doubtful"] for row in rows)
        world.database.close()
    assert counted > 20
    assert sure > counted // 4


@contextmanager
def a_vector_of_what_had_arrived() -> Iterator[None]:
    """B20: a count has in it what the cloud had of the other tills when the count came."""
    real = counts.acts_of
    had: dict[bytes, dict[bytes, list[Mark]]] = {}

    def acts_of(connection: sa.Connection, store: str, ids: Collection[bytes]) -> Any:
        found = real(connection, store, ids)
        of = TERMINAL.c
        tills = connection.execute(sa.select(of.terminal, of.projected_epoch, of.projected_seq))
        arrived = {row[0]: [Mark((row[1], row[2]), 0)] for row in tills}
        for count, acts in found.items():
            if acts.parts:
                acts.marks = had.setdefault(count, arrived)
        return found

    with patch.object(counts, "acts_of", acts_of):
        yield


@contextmanager
def what_comes_late_is_added() -> Iterator[None]:
    """Whatever is projected after a count counts, marks or not."""
    with patch.object(Vector, "is_inside", lambda *_: False):
        yield


@pytest.mark.parametrize("bug", [a_vector_of_what_had_arrived, what_comes_late_is_added])
def test_a_planted_bug_is_found(bug: Callable[[], AbstractContextManager[None]]) -> None:
    found = 0
    for seed in range(8):
        story, odd = a_story(seed), list[int]()
        with bug():
            world = lived(story, odd)
        found += bool(wrong(story, world) or any(odd))
        world.database.close()
    assert found
