"""Hands closed days out by the store's plan: soon after the close, or when the folder is there.

Nothing waits for it, least of all the close. What could not be written is told and tried again: at
the next start, and every quarter of an hour until then.
"""

from dataclasses import dataclass
from pathlib import Path
from typing import Final

from PySide6.QtCore import QObject, QTimer

from pos_app.domain.events_export import FileFormat
from pos_app.domain.identifiers import BusinessDate
from pos_app.errand import Errand
from pos_app.errors import EnvironmentFault
from pos_app.services.counter import Counter
from pos_app.services.day_reports import DayReports
from pos_app.services.export_plan import Z_DAY, DayReport
from pos_app.services.exporting import Exporting, ExportRun, Leave, Wanted
from pos_app.services.insights import Insights
from pos_app.ui.exporting import about_of, write_tables
from pos_app.ui.ports import Front, Reports, Trouble

_LOOK_EVERY_MS: Final = 20_000
"""A day that was closed is handed out while whoever closed it still stands there."""

_TRY_AGAIN_LOOKS: Final = 45
"""After a failure: every quarter of an hour, or at once when somebody wants it."""

_ASKER: Final = "planned_export"
_Fault = tuple[DayReport, EnvironmentFault]


@dataclass(frozen=True, slots=True)
class _Due:
    """A day to be handed out, with leave for each file that was not written yet."""

    exporting: Exporting
    insights: Insights
    date: BusinessDate
    folder: str
    leaves: tuple[Leave, ...]


@dataclass(frozen=True, slots=True)
class _Done:
    """What was written of it, and what kept the rest from being."""

    written: dict[DayReport, tuple[str, ...]]
    faults: tuple[_Fault, ...]


class ExportClock(QObject):
    """Looks every twenty seconds, one day at a time, the oldest first."""

    def __init__(self, counter: Counter, front: Front, reports: Reports, parent: QObject) -> None:
        super().__init__(parent)
        self._counter = counter
        self._front = front
        self._reports = reports
        self._wait_looks = 0
        self._is_working = False
        self._begun: tuple[BusinessDate, str] | None = None
        self._written: dict[DayReport, tuple[str, ...]] = {}
        self._timer = QTimer(self, interval=_LOOK_EVERY_MS)
        self._timer.timeout.connect(self.on_look)
        self._timer.start()

    def on_look(self) -> None:
        """Ask whether a day is due, unless one is being written.

        After a failure it asks again when the pause is over or somebody wants it now.
        """
        self._wait_looks = max(0, self._wait_looks - 1)
        if not self._is_working:
            self._is_working = True
            if not self._front.run(self._due, self._on_due, self._on_trouble):
                self._is_working = False

    def _due(self) -> _Due | None:
        """Till thread. While somebody buys nothing is even begun."""
        counter = self._counter
        if counter.is_training or counter.checkout.basket() is not None:
            return None
        exporting = counter.office.exporting
        if not exporting.take_wanted() and self._wait_looks:
            return None
        days = exporting.due()
        if not days:
            return None
        plan = exporting.book().plan
        self._begin(days[0], plan.folder)
        left = [one for one in plan.reports if one not in self._written]
        wanted = [Wanted(one.what, one.format, days[0], days[0]) for one in left]
        try:
            leaves = tuple(exporting.begin_planned(one) for one in wanted)
        except EnvironmentFault as fault:
            run = ExportRun(exporting.now_ms, Z_DAY, days[0], (), fault.code, tuple(left))
            exporting.note(run)
            raise
        return _Due(exporting, counter.office.insights, days[0], plan.folder, leaves)

    def _begin(self, day: BusinessDate, folder: str) -> None:
        """Forget what was written of another day, elsewhere, or onto a stick that is gone."""
        if (day, folder) != self._begun:
            self._begun, self._written = (day, folder), {}
        for report, files in tuple(self._written.items()):
            if not all(Path(folder, name).exists() for name in files):
                del self._written[report]

    def _on_due(self, due: _Due | None) -> None:
        if due is None:
            self._is_working = False
            return
        self._reports.run(
            _ASKER,
            lambda errand: self._write(due, errand),
            lambda done: self._on_done(due, done),
            lambda trouble: self._on_not_read(due, trouble),
        )

    def _write(self, due: _Due, errand: Errand) -> _Done:
        """Report thread. A file that cannot be written keeps no other from being."""
        profile = self._counter.profile
        made = DayReports(due.insights, due.exporting.closed_day(due.date), profile.reasons)
        written, faults = dict[DayReport, tuple[str, ...]](), list[_Fault]()
        for leave in due.leaves:
            errand.check()
            report = DayReport(leave.wanted.what, leave.wanted.format)
            try:
                written[report] = self._put(due, leave, made, errand)
            except EnvironmentFault as fault:
                faults.append((report, fault))
        return _Done(written, tuple(faults))

    def _put(self, due: _Due, leave: Leave, made: DayReports, errand: Errand) -> tuple[str, ...]:
        if leave.wanted.format is FileFormat.ARCHIVE:
            return (due.exporting.put_archive(leave),)
        about = about_of(self._counter.profile, leave.wanted, due.exporting.utc_offset_minutes)
        return write_tables(due.exporting, leave, made.of(leave.wanted.what, errand), about)

    def _on_done(self, due: _Due, done: _Done) -> None:
        """Write down how it went; what is missing of the day is tried again."""
        self._is_working = False
        self._written |= done.written
        code, failed = "", tuple(report for report, _ in done.faults)
        if done.faults:
            self._wait_looks = _TRY_AGAIN_LOOKS
            code = done.faults[0][1].code
            self._front.notices.trouble(done.faults[0][1])
        else:
            self._tell_done(due)
        what = failed[0].what if failed else Z_DAY
        run = ExportRun(due.exporting.now_ms, what, due.date, self._files(), code, failed)
        self._front.run(lambda: due.exporting.note(run, is_day_done=not failed), _nothing)

    def _on_not_read(self, due: _Due, trouble: Trouble) -> None:
        left = tuple(DayReport(one.wanted.what, one.wanted.format) for one in due.leaves)
        run = ExportRun(due.exporting.now_ms, Z_DAY, due.date, (), trouble.code, left)
        self._front.run(lambda: due.exporting.note(run), _nothing)
        self._on_trouble(trouble)

    def _files(self) -> tuple[str, ...]:
        return tuple(name for files in self._written.values() for name in files)

    def _tell_done(self, due: _Due) -> None:
        facts: dict[str, object] = {"date": due.date, "count": len(self._files())}
        self._front.notices.tell("EXPORT_DAY_DONE", **facts, folder=due.folder)

    def _on_trouble(self, trouble: Trouble) -> None:
        self._is_working = False
        self._wait_looks = _TRY_AGAIN_LOOKS
        self._front.notices.trouble(trouble)


def _nothing(_result: None) -> None:
    """Need no answer."""
