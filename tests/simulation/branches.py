"""Counts rare branches of the product as they are passed (marks.py), without asking it to.

Each is a function that is called through and looked at from outside.
"""

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from typing import Any, Final
from unittest.mock import patch

from pos_app.store.feeds import TillReference
from pos_app.store.journal import JournalWriter
from sync import repair
from sync.cloud.api import exchange
from sync.cloud.call import Response
from sync.cloud.feeds import pages
from sync.cloud.inbox import generation
from sync.cloud.inbox.taking import Batch, Parted, Taken
from sync.cloud.projectors import quarantine
from sync.cloud.projectors.taking import Taking
from sync.cloud.service import Cloud
from sync.wire.packing import unpack
from sync.wire.refusals import Problem
from tests.simulation.network import Trip
from tests.simulation.world import Broken, World

_SAID: Final = {
    "CHANNEL_LOST": "channel_lost",
    "FEED_GEN": "feed_of_another_generation",
    "GONE": "cursor_too_old",
    "REVOKED": "revoked_key_refused",
    "OVERLOADED": "overloaded",
}
"""Refusals of the cloud's that count by their code."""

_WENT_BACK: Final = ("cloud_restored", "cloud_restored_unmarked", "failed_over")

_After = Callable[..., None]


def _looked_at(owner: Any, name: str, look: _After) -> Any:
    """Call through; ``look`` is given the result and then the arguments."""
    real = getattr(owner, name)

    def called(*args: Any, **named: Any) -> Any:
        found = real(*args, **named)
        look(found, *args, **named)
        return found

    return patch.object(owner, name, called)


@contextmanager
def watched(world: World) -> Iterator[None]:
    """Watch for as long as a run lasts."""
    looks = _Looks(world)
    with ExitStack() as stack:
        for owner, name, look in (
            (exchange, "take", looks.at_take),
            (Cloud, "handle", looks.at_answer),
            (generation, "raise_to", looks.at_generation),
            (pages, "read_page", looks.at_page),
            (Taking, "take_all", looks.at_rows),
            (Taking, "replay", looks.at_replay),
            (quarantine, "set_aside", looks.at_quarantine),
            (quarantine, "park", looks.at_park),
            (repair, "compared", looks.at_ranges),
            (TillReference, "apply", looks.at_apply),
            (TillReference, "replace", looks.at_repair),
            (TillReference, "finish_snapshot", looks.at_snapshot),
            (JournalWriter, "renew_open", looks.at_renewed),
            (Trip, "lie", looks.at_lie),
        ):
            stack.enter_context(_looked_at(owner, name, look))
        yield


class _Looks:
    def __init__(self, world: World) -> None:
        self._mark = world.sometimes
        self._marks = world.marks

    def at_take(self, found: Taken | Parted, _connection: Any, batch: Batch) -> None:
        was_restored = any(self._marks[mark] for mark in _WENT_BACK)
        if isinstance(found, Taken):
            if found.added < len(batch.rows):
                self._mark("rows_sent_again")
        elif found.code == "FORK":
            self._mark("fork_in_an_exchange")
        elif found.code == "GAP" and was_restored:
            self._mark("gap_after_server_restore")

    def at_answer(self, response: Response, *_: Any) -> None:
        if response.status < 400:
            return
        code = unpack(response.body, Problem).code
        if code in _SAID:
            self._mark(_SAID[code])

    def at_generation(self, *_: Any) -> None:
        self._mark("loss_told_by_an_anchor")

    def at_page(self, page: Any, *_: Any) -> None:
        if page.rows and page.after < page.compacted_to:
            self._mark("page_inside_the_compacted")

    def at_rows(self, _: None, taking: Any, rows: Any) -> None:
        for row in rows:
            first = taking._seen[row.event_id]
            if first[:3] != (row.terminal, row.epoch, row.seq):
                is_same = first[3] == row.digest
                self._mark("relogged_with_repeat" if is_same else "event_id_reused")

    def at_replay(self, is_taken: bool, *_: Any) -> None:
        if is_taken:
            self._mark("quarantine_replayed")

    def at_quarantine(self, *_: Any) -> None:
        self._mark("quarantined")

    def at_park(self, *_: Any) -> None:
        self._mark("parked_behind_quarantine")

    def at_ranges(self, found: Any, *_: Any) -> None:
        if found[1] is not None:
            self._mark("ranges_in_rounds")

    def at_apply(self, is_right: bool, _reference: Any, page: Any) -> None:
        """Invariant 14: only a cloud that went back may have told of other rows before."""
        if not is_right and page.rows:
            self._mark("page_with_another_digest")
            if not any(self._marks[mark] for mark in _WENT_BACK):
                raise Broken(14, f"{page.feed} has another digest at {page.to} than its page")

    def at_repair(self, _: None, _reference: Any, _feed: str, rows: Any) -> None:
        if rows:
            self._mark("rows_repaired")

    def at_snapshot(self, is_right: bool, *_: Any) -> None:
        if is_right:
            self._mark("snapshot_loaded")

    def at_renewed(self, renewed: Any, *_: Any) -> None:
        if renewed:
            self._mark("open_basket_renamed")

    def at_lie(self, answered: Any, *_: Any) -> None:
        if answered is not None:
            self._mark(f"gateway_{answered.status}")
