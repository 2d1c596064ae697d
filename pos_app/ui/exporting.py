"""Lets a screen hand a report out: asks how, has leave given, and has the files written aside.

A screen adds it with an ``ExportPanel`` in its layout and ``ask(subject)`` behind a key.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Protocol

from PySide6.QtGui import QPicture

from pos_app.domain.events_export import FileFormat
from pos_app.domain.identifiers import BusinessDate
from pos_app.domain.insight.table import ReportTable
from pos_app.domain.operators import Approval
from pos_app.domain.report import XReport, ZReport
from pos_app.domain.shop import Reason, StoreProfile
from pos_app.errand import Errand
from pos_app.exports.csv_file import write_csv
from pos_app.exports.xlsx_file import write_xlsx
from pos_app.services.closing_tables import closing_tables
from pos_app.services.export_plan import TABLE_FORMATS
from pos_app.services.exporting import ExportBook, Exporting, ExportRun, Leave, Wanted
from pos_app.ui import formats, language, messages, report_words
from pos_app.ui.approving import Approving
from pos_app.ui.connections import Connections
from pos_app.ui.ports import Trouble
from pos_app.ui.report_pdf import write_pdf
from pos_app.ui.report_words import About
from pos_app.ui.sticks import plugged_in
from pos_app.ui.widgets.export_panel import ExportAnswer, ExportPanel, ExportState


class ExportPlace(Protocol):
    """The screen, as far as its panel goes."""

    def open_panel(self, panel: ExportPanel) -> None:
        """Show the panel."""

    def close_panel(self) -> None:
        """Go back to the screen's keys."""


@dataclass(frozen=True, slots=True)
class ExportSubject:
    """A report that can be handed out; ``what`` is a code with words, see ``Wanted`` for the rest.

    ``read`` makes the tables, on the report thread. ``has_archive``: it is one closed day.
    ``pictures`` are its charts, for paper (widgets/chart_picture.py).
    """

    what: str
    first: BusinessDate
    last: BusinessDate
    read: Callable[[Errand], tuple[ReportTable, ...]]
    detail: str = ""
    has_archive: bool = False
    pictures: tuple[QPicture, ...] = ()

    def wanted(self, format_: FileFormat) -> Wanted:
        """Say what leave is asked for."""
        return Wanted(self.what, format_, self.first, self.last, self.detail)


@dataclass(frozen=True, slots=True)
class _Begun:
    """Leave that was given, and the service to write by; both come from the till thread."""

    exporting: Exporting
    leave: Leave
    subject: ExportSubject
    about: About


class HandingOut:
    """One screen's; ``approving`` is the screen's own."""

    def __init__(
        self,
        place: ExportPlace,
        panel: ExportPanel,
        shared: Connections,
        approving: Approving,
    ) -> None:
        self._place = place
        self._panel = panel
        self._counter = shared.counter
        self._front = shared.front
        self._reports = shared.reports
        self._approving = approving
        self._subject: ExportSubject | None = None
        panel.answered.connect(self.on_answered)
        panel.left.connect(self.on_left)

    def ask(self, subject: ExportSubject) -> None:
        """Ask how a report is to be handed out."""
        self._subject = subject

        def look() -> tuple[ExportBook, int]:
            exporting = self._counter.office.exporting
            exporting.check_may_look()
            return exporting.book(), exporting.utc_offset_minutes

        self._front.run(look, self._on_looked)

    def on_answered(self, answer: ExportAnswer) -> None:
        """Have leave given; a new folder or a new plan is remembered first."""
        subject = self._subject
        if subject is None:
            return

        def begin(approval: Approval | None) -> _Begun:
            exporting = self._counter.office.exporting
            plan = exporting.book().plan
            wanted_plan = replace(plan, folder=answer.folder, is_on=answer.is_daily)
            leave = exporting.begin(subject.wanted(answer.format), wanted_plan, approval)
            about = about_of(self._counter.profile, leave.wanted, exporting.utc_offset_minutes)
            return _Begun(exporting, leave, subject, about)

        self._approving.attempt(begin, self._on_begun)

    def on_left(self) -> None:
        """Stop what is being written; nothing of it stays."""
        self._reports.cancel(self._asker)

    @property
    def _asker(self) -> str:
        return f"export {id(self)}"

    def _on_looked(self, looked: tuple[ExportBook, int]) -> None:
        book, offset_minutes = looked
        subject = self._subject
        assert subject is not None
        archive = (FileFormat.ARCHIVE,) if subject.has_archive else ()
        state = ExportState(
            title=lambda: title_of(subject.wanted(FileFormat.PDF)),
            formats=TABLE_FORMATS + archive,
            folder=book.plan.folder,
            is_daily=book.plan.is_on,
            own_folder=book.own_folder,
            last=lambda: said_of(book.last, offset_minutes),
        )
        self._panel.ask(state)
        self._place.open_panel(self._panel)
        self._reports.run(
            f"sticks for {self._asker}",
            lambda _errand: plugged_in(),
            lambda sticks: self._panel.show_places(book.own_folder, sticks),
        )

    def _on_begun(self, begun: _Begun) -> None:
        self._place.open_panel(self._panel)  # an approval had its place
        self._panel.show_progress(0.0)
        self._reports.run(
            self._asker,
            lambda errand: _write(begun, errand),
            lambda files: self._on_written(begun, files),
            lambda trouble: self._on_trouble(begun, trouble),
            self._panel.show_progress,
        )

    def _on_written(self, begun: _Begun, files: tuple[str, ...]) -> None:
        self._panel.show_progress(None)
        self._place.close_panel()
        folder = str(begun.leave.folder)
        self._front.notices.tell("EXPORT_DONE", files=", ".join(files), folder=folder)
        self._note(begun, files, "")

    def _on_trouble(self, begun: _Begun, trouble: Trouble) -> None:
        self._panel.show_progress(None)
        self._front.notices.trouble(trouble)
        self._note(begun, (), trouble.code)

    def _note(self, begun: _Begun, files: tuple[str, ...], code: str) -> None:
        run = begun.exporting.ended(begun.leave, files, code)
        self._front.run(lambda: begun.exporting.note(run), _nothing)


def closing_subject(report: XReport | ZReport, reasons: Sequence[Reason]) -> ExportSubject:
    """Say what an X or Z report is as files: of a closed day there is an archive too."""
    x = report.x if isinstance(report, ZReport) else report
    is_closed = isinstance(report, ZReport)
    return ExportSubject(
        what="z_day" if x.shift is None else "z_shift" if is_closed else "x_shift",
        first=x.business_date,
        last=x.business_date,
        read=lambda _errand: closing_tables(report, reasons),
        detail="" if x.shift is None else str(x.shift.number),
        has_archive=is_closed and x.shift is None,
    )


def about_of(profile: StoreProfile, wanted: Wanted, utc_offset_minutes: int) -> About:
    """Say what the tables of a report say of themselves."""
    parts = (str(profile.workstation), title_of(wanted))
    return About(language.name_of(profile), " · ".join(parts), utc_offset_minutes)


def title_of(wanted: Wanted) -> str:
    """Name a report with its days."""
    days = wanted.first if wanted.first == wanted.last else f"{wanted.first} – {wanted.last}"
    return " ".join(part for part in (report_words.word(wanted.what), wanted.detail, days) if part)


def said_of(run: ExportRun | None, utc_offset_minutes: int) -> str:
    """Say how the last export went; nothing before the first one."""
    if run is None:
        return ""
    facts: dict[str, object] = {
        "time": formats.local_moment(run.at_ms, utc_offset_minutes),
        "what": f"{report_words.word(run.what)} {run.date}",
        "count": len(run.files),
    }
    return messages.sentence("EXPORT_LAST_FAILED" if run.code else "EXPORT_LAST", facts)


def write_tables(
    exporting: Exporting,
    leave: Leave,
    tables: tuple[ReportTable, ...],
    about: About,
    pictures: tuple[QPicture, ...] = (),
) -> tuple[str, ...]:
    """Write a report's tables in the words spoken now, and give the files' names. Any thread.

    Refuses: what ``Exporting.put`` refuses.
    """
    spoken = report_words.spoken_tables(tables, about)
    if leave.wanted.format is FileFormat.PDF:
        head = f"{about.store} · {about.subject}"
        return (exporting.put(leave, lambda path: write_pdf(path, head, spoken, pictures)),)
    if leave.wanted.format is FileFormat.XLSX:
        made_ms = tables[0].completeness.made_ms
        return (exporting.put(leave, lambda path: write_xlsx(path, spoken, made_ms)),)
    return tuple(
        exporting.put(leave, partial(write_csv, spoken=one), table.name)
        for table, one in zip(tables, spoken, strict=True)
    )


def _write(begun: _Begun, errand: Errand) -> tuple[str, ...]:
    if begun.leave.wanted.format is FileFormat.ARCHIVE:
        return (begun.exporting.put_archive(begun.leave),)
    tables = begun.subject.read(errand)
    errand.check()
    pictures = begun.subject.pictures
    return write_tables(begun.exporting, begun.leave, tables, begun.about, pictures)


def _nothing(_result: None) -> None:
    """Need no answer."""
