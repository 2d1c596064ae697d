"""Hands closed days out by the store's plan: soon after the close, or when the folder is there.

Nothing waits for it, least of all the close. What could not be written is told and tried again: at
the next start, and every quarter of an hour until then.
"""

from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QObject, QTimer

from pos_app.domain.events_export import FileFormat
from pos_app.domain.identifiers import BusinessDate
from pos_app.domain.ticket import Ticket
from pos_app.errors import EnvironmentFault
from pos_app.services.closing_tables import closing_tables
from pos_app.services.counter import Counter
from pos_app.services.exporting import Exporting, ExportRun, Leave, Wanted
from pos_app.ui.exporting import about_of, write_tables
from pos_app.ui.ports import Front, Reports, Trouble

_LOOK_EVERY_MS: Final = 20_000
_TRY_AGAIN_LOOKS: Final = 45
_ASKER: Final = "planned_export"
_WHAT: Final = "z_day"


@dataclass(frozen=True, slots=True)
class _Due:
    """A day to be handed out, with leave for each kind of file."""

    exporting: Exporting
    date: BusinessDate
    leaves: tuple[Leave, ...]


class ExportClock(QObject):
    """Looks every twenty seconds, one day at a time, the oldest first."""

    def __init__(self, counter: Counter, front: Front, reports: Reports, parent: QObject) -> None:
        super().__init__(parent)
        self._counter = counter
        self._front = front
        self._reports = reports
        self._wait_looks = 0
        self._is_working = False
        self._timer = QTimer(self, interval=_LOOK_EVERY_MS)
        self._timer.timeout.connect(self.on_look)
        self._timer.start()

    def on_look(self) -> None:
        """Ask whether a day is due, unless one is being written or has just failed."""
        self._wait_looks = max(0, self._wait_looks - 1)
        if not self._is_working and not self._wait_looks:
            self._is_working = True
            if not self._front.run(self._due, self._on_due, self._on_trouble):
                self._is_working = False

    def _due(self) -> _Due | None:
        """Till thread. While somebody buys nothing is even begun."""
        if self._counter.is_training or self._counter.checkout.basket() is not None:
            return None
        exporting = self._counter.office.exporting
        days = exporting.due()
        if not days:
            return None
        formats = exporting.book().plan.formats
        wanted = [Wanted(_WHAT, format_, days[0], days[0]) for format_ in formats]
        try:
            leaves = tuple(exporting.begin_planned(one) for one in wanted)
        except EnvironmentFault as fault:
            exporting.note(ExportRun(exporting.now_ms, _WHAT, days[0], (), fault.code))
            raise
        return _Due(exporting, days[0], leaves)

    def _on_due(self, due: _Due | None) -> None:
        if due is None:
            self._is_working = False
            return
        self._reports.run(
            _ASKER,
            lambda ticket: self._write(due, ticket),
            lambda files: self._on_written(due, files),
            lambda trouble: self._on_not_written(due, trouble),
        )

    def _write(self, due: _Due, ticket: Ticket) -> tuple[str, ...]:
        """Report thread."""
        profile, files = self._counter.profile, []
        report = due.exporting.closed_day(due.date)
        for leave in due.leaves:
            ticket.check()
            if leave.wanted.format is FileFormat.ARCHIVE:
                files.append(due.exporting.put_archive(leave))
                continue
            about = about_of(profile, leave.wanted, due.exporting.utc_offset_minutes)
            tables = closing_tables(report, profile.reasons)
            files += write_tables(due.exporting, leave, tables, about)
        return tuple(files)

    def _on_written(self, due: _Due, files: tuple[str, ...]) -> None:
        self._is_working = False
        leave = due.leaves[0]
        facts: dict[str, object] = {"folder": str(leave.folder), "count": len(files)}
        self._front.notices.tell("EXPORT_DAY_DONE", date=due.date, **facts)
        run = due.exporting.ended(leave, files)
        self._front.run(lambda: due.exporting.note(run, is_day_done=True), _nothing)

    def _on_not_written(self, due: _Due, trouble: Trouble) -> None:
        run = due.exporting.ended(due.leaves[0], (), trouble.code)
        self._front.run(lambda: due.exporting.note(run), _nothing)
        self._on_trouble(trouble)

    def _on_trouble(self, trouble: Trouble) -> None:
        self._is_working = False
        self._wait_looks = _TRY_AGAIN_LOOKS
        self._front.notices.trouble(trouble)


def _nothing(_result: None) -> None:
    """Need no answer."""
