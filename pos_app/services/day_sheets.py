"""This till's days made ready for the store's other tills, a short piece at a time.

Done on the report thread when nothing else is asked there. A day is written when it has changed
since the cloud had it; that it has it is known when reference.db says so, and then the day is
settled. Where insight.db is begun anew every day is written once more, and is not sent where it is
the same.
"""

from typing import Final

from pos_app.domain.identifiers import BusinessDate
from pos_app.errand import Errand
from pos_app.services.insight_sums import InsightGround, Sums
from pos_app.store import operators, sheets
from pos_app.store.database import Connection, Database
from pos_app.store.insight import stamps
from pos_app.store.insight.following import bring_up_a_little
from pos_app.store.insight.others import OtherTills, find_feed, name_members
from pos_app.store.insight.sheet_out import Written, write_sheet
from pos_app.store.sheet_outbox import SheetOutbox

_TOO_LARGE: Final = ""
"""Made, and never to be sent as it is."""

_LOOKED_AT: Final = 64
"""Days that are due and looked at in one step: more than wait at once."""


class DaySheets:
    """One for a till; a training till and one of no cloud have nothing to tell."""

    def __init__(self, sums: Sums, ground: InsightGround, outbox: SheetOutbox) -> None:
        self._sums = sums
        self._ground = ground
        self._outbox = outbox
        self._file = b""
        self._made: dict[str, tuple[int, str]] = {}

    def step(self, errand: Errand) -> bool:
        """Do a short piece; True while there is more to do now. Report thread.

        Refuses: DISK_FULL, DATABASE_CORRUPT of till.db.
        """
        others = self._ground.others
        if others is None:
            return False
        with self._ground.till.read() as till:
            feed = find_feed(till)
        if not feed:
            return False
        return self._sums.with_file(lambda cube: self._step(cube, others, feed, errand))

    def _step(self, cube: Database, others: OtherTills, feed: str, errand: Errand) -> bool:
        record = self._sums.record()
        is_more, met = bring_up_a_little(cube, record)
        name_members(cube, record, others, met, errand.check)
        if is_more:
            return True
        with others.reference.read() as reference:
            sent = sheets.sent(reference, feed)
        with cube.write() as connection:
            self._forget_other_file(connection)
            stamps.unsettle(connection, sent)
            for day, at in stamps.due(connection, _LOOKED_AT):
                if not self._is_to_be_made(connection, day, at, sent.get(day, "")):
                    continue
                if not self._outbox.has_room:
                    return False
                written = self._write(connection, day)
                self._made[day] = (at, written.sha256)
                if sent.get(day) == written.sha256:
                    stamps.settle(connection, day, at)
                elif not self._outbox.put(written.head, written.content, written.sha256, feed):
                    self._made[day] = (at, _TOO_LARGE)
                return True
        return False

    def _forget_other_file(self, connection: Connection) -> None:
        """Forget what was made of a file that is no more."""
        found = stamps.file_id(connection)
        if found != self._file:
            self._file, self._made = found, {}

    def _is_to_be_made(self, connection: Connection, day: BusinessDate, at: int, sent: str) -> bool:
        """Look whether a day that is due was made ready as it is; settle it if it has arrived."""
        made = self._made.get(day)
        if made is None or made[0] != at:
            return True
        if made[1] == sent:
            stamps.settle(connection, day, at)
            return False
        return made[1] != _TOO_LARGE and not self._outbox.is_waiting(day, made[1])

    def _write(self, connection: Connection, day: BusinessDate) -> Written:
        with self._ground.till.read() as till:
            known = [one.operator for one in operators.list_all(till)]
        numbers = {str(one.id): one.number for one in known}
        return write_sheet(connection, self._ground.till_name, day, numbers)
