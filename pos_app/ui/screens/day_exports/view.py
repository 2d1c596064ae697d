"""The reports of a day in a list with the files of each, and the plan beside it."""

from collections.abc import Sequence

from PySide6.QtCore import Signal

from pos_app.domain.events_export import FileFormat
from pos_app.ui import formats, language, messages, report_words
from pos_app.ui.action_names import Scope
from pos_app.ui.actions import Actions
from pos_app.ui.forms import Entry, Form
from pos_app.ui.list_screen import ListScreen
from pos_app.ui.marked import marked
from pos_app.ui.screens.day_exports.actions import DayExportAction
from pos_app.ui.screens.day_exports.contract import PlanShown, ReportRow
from pos_app.ui.widgets.form_panel import FormPanel
from pos_app.ui.widgets.reason_picker import Choice
from pos_app.ui.widgets.table import Column, SnapshotModel

_MOST_DAYS_NAMED = 3
_FORM = Form(
    marked("Forms", "Where closed days go"),
    (Entry("folder", marked("Forms", "Folder with its whole path"), longest=400),),
    note=marked("Forms", "A stick that is pulled out gets what it missed when it is back."),
    has_choices=True,
)
_ON_OFF = (
    Choice("on", "每个日结后自动导出", "After each day close"),
    Choice("off", "只手动导出", "Only by hand"),
)


class DayExportsView(ListScreen):
    """Shows what goes out after a day is closed.

    Signals: ``answered(Answer)`` for the folder.
    """

    scope = Scope.DAY_EXPORTS
    answered = Signal(object)

    def __init__(self, actions: Actions, utc_offset_minutes: int) -> None:
        self._offset_minutes = utc_offset_minutes
        self._plan: PlanShown | None = None
        self.form = FormPanel(actions, _FORM)
        model: SnapshotModel[ReportRow] = SnapshotModel(
            (
                Column(0, lambda row: report_words.word(row.what), is_strong=True),
                Column(110, lambda row: _mark(row, FileFormat.PDF)),
                Column(110, lambda row: _mark(row, FileFormat.XLSX)),
                Column(110, lambda row: _mark(row, FileFormat.CSV)),
                Column(130, lambda row: _mark(row, FileFormat.ARCHIVE)),
            )
        )
        super().__init__(actions, model, tuple(DayExportAction), (self.form,))
        self.form.answered.connect(self.answered)
        self.row_marked.connect(self._say_detail)
        self.retranslate()

    def show_reports(self, plan: PlanShown, rows: Sequence[ReportRow]) -> None:
        """Replace the list, and say how the plan is."""
        self._plan = plan
        self.replace_rows(rows)
        self.actions_table.set_possible(DayExportAction.WRITE_NOW, is_possible=bool(plan.waiting))
        self.actions_table.set_possible(DayExportAction.KEEP, is_possible=not plan.is_kept)
        self.retranslate()

    def marked_report(self) -> ReportRow | None:
        """Give the one that is marked."""
        row: ReportRow | None = self.marked()
        return row

    def ask_folder(self, plan: PlanShown) -> None:
        """Open the form of the folder."""
        self.form.ask(None, {"folder": plan.folder}, _ON_OFF, "on" if plan.is_on else "off")
        self.ask_form(self.form)

    def retranslate(self) -> None:
        """Set the words."""
        self.model.show_headings(
            (self.tr("Report of the day"), "PDF", "XLSX", "CSV", self.tr("Archive"))
        )
        self.card.show_words(self.tr("Day exports"), self._words())
        self._say_detail()
        self.table.viewport().update()

    def _words(self) -> list[str]:
        plan = self._plan
        if plan is None:
            return []
        words = [self._plan_words(plan)]
        if plan.is_folder_there is False:
            words.append(
                self.tr("The folder is not there now. Plug the stick in, or name another with F6.")
            )
        words.append(self._last_words(plan))
        words.append(self._waiting_words(plan))
        return words

    def _plan_words(self, plan: PlanShown) -> str:
        words = self.tr("Nothing goes by itself. F6 changes that.")
        if plan.is_on:
            words = self.tr("After each day close the marked files go to {folder} by themselves.")
        words = words.replace("{folder}", plan.folder)
        if plan.is_kept:
            return words
        not_kept = self.tr("Not kept yet: F9 keeps the plan.")
        return f"{words}\n{not_kept}"

    def _last_words(self, plan: PlanShown) -> str:
        if plan.last_ms is None:
            return ""
        moment = formats.local_moment(plan.last_ms, self._offset_minutes)
        words = self.tr("Last {moment}, {date}: {count} files, all well.")
        if plan.last_code:
            words = self.tr("Last {moment}, {date}: {count} files, not all could be written.")
        said = words.replace("{moment}", moment).replace("{date}", plan.last_date)
        said = said.replace("{count}", str(plan.last_count))
        if plan.last_code:
            facts: dict[str, object] = {"folder": plan.folder}
            said = f"{said}\n{messages.sentence(plan.last_code, facts)}"
        return said

    def _waiting_words(self, plan: PlanShown) -> str:
        if not plan.waiting:
            return ""
        days = language.choose("、", ", ").join(plan.waiting[:_MOST_DAYS_NAMED])
        if len(plan.waiting) > _MOST_DAYS_NAMED:
            days += " …"
        words = self.tr("Still to go: {days}. It is tried again by itself; F7 tries now.")
        return words.replace("{days}", days)

    def _say_detail(self) -> None:
        row = self.marked_report()
        if row is None:
            self.detail.setText("")
            return
        words = self.tr("F1–F3 choose the files of: {report}")
        if FileFormat.ARCHIVE in row.possible:
            words = self.tr("F1–F4 choose the files of: {report}. The archive is signed.")
        if row.failed:
            words = self.tr("Could not be written last time: {report}")
        self.detail.setText(words.replace("{report}", report_words.word(row.what)))


def _mark(row: ReportRow, format_: FileFormat) -> str:
    """Show a file as chosen, failed when it was last written, possible, or not possible at all."""
    if format_ not in row.possible:
        return ""
    if format_ not in row.chosen:
        return "–"
    return "✗" if format_ in row.failed else "✓"
