"""insight.db of one till: brought up to date, then read, and made again where it is of no use.

Used by reports, and by whoever tells the store's other tills of this one's days.
"""

import threading
from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

from pos_app.clock import Clock
from pos_app.errand import Errand
from pos_app.errors import EnvironmentFault
from pos_app.services.insight_tills import TillBook
from pos_app.store.database import DAMAGED, Database
from pos_app.store.insight.file import INSIGHT_FILE, opened, throw_away
from pos_app.store.insight.following import OtherPastError, Record, bring_up
from pos_app.store.insight.others import Known, OtherTills, name_members, take_in
from pos_app.store.till_file import TILL_FILE

_FOLLOWING = 0.6
"""The share of a question's progress that bringing the sums up to date takes, if it takes long."""

_OTHERS = 0.2
"""And that of the other tills' days, after it."""

Answer = TypeVar("Answer")


@dataclass(frozen=True, slots=True)
class InsightGround:
    """What the reports stand on: a till's file, what it is called there, its money and its keys.

    ``others`` is None for a till that stands alone, such as one for training. ``reference`` has
    the names of campaigns.
    """

    till: Database
    till_name: str
    currency: str
    key: bytes
    clock: Clock
    reference: Database
    others: OtherTills | None = None


@dataclass(frozen=True, slots=True)
class Summed:
    """The sums of one moment, open for reading and writing, and of what and whom they are."""

    cube: Database
    record: Record
    tills: TillBook
    feed: str


class Sums:
    """Any thread; one at a time, others wait."""

    def __init__(self, ground: InsightGround) -> None:
        self._ground = ground
        # Beside the till's own, under its name: a training till's goes with its file.
        file = ground.till.path
        own = INSIGHT_FILE if file.name == TILL_FILE else f"{file.name}.insight"
        self.path = file.with_name(own)
        self.turn = threading.Lock()

    def ask(self, errand: Errand, read: Callable[[Summed], Answer]) -> Answer:
        """Bring the sums up to date and have them read.

        Refuses: DISK_FULL, DATABASE_CORRUPT of till.db.
        """
        return self.with_file(lambda cube: read(self._summed(cube, errand)))

    def with_file(self, work: Callable[[Database], Answer]) -> Answer:
        """Open the file for some work; once more, begun anew, where it proves to be of no use."""
        with self.turn:
            try:
                with opened(self.path, self._ground.key) as cube:
                    return work(cube)
            except OtherPastError:
                throw_away(self.path)
            except EnvironmentFault as fault:
                is_ours = fault.facts.get("file") == self.path.name
                if fault.code not in DAMAGED or not is_ours:
                    raise
                throw_away(self.path)
            with opened(self.path, self._ground.key) as cube:
                return work(cube)

    def record(self) -> Record:
        """Give the record that the sums follow, as of now."""
        ground = self._ground
        clock = ground.clock
        now_ms = clock.wall_ms()
        return Record(ground.till, ground.till_name, clock.utc_offset_minutes(), now_ms)

    def _summed(self, cube: Database, errand: Errand) -> Summed:
        record, others = self.record(), self._ground.others
        met = bring_up(cube, record, lambda done: errand.say(done * _FOLLOWING))
        known = Known()
        if others is not None:
            name_members(cube, record, others, met, errand.check)
            known = take_in(
                cube, record, others, lambda done: errand.say(_FOLLOWING + done * _OTHERS)
            )
        return Summed(cube, record, TillBook(known), known.feed)
