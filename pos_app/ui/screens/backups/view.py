"""The backups in a list with their age, the plan beside it, and how far a run is."""

from collections.abc import Sequence

from PySide6.QtCore import Signal

from pos_app.ui import formats, messages
from pos_app.ui.action_names import Scope
from pos_app.ui.actions import Actions
from pos_app.ui.forms import Entry, Form, Kind
from pos_app.ui.list_screen import ListScreen
from pos_app.ui.marked import marked
from pos_app.ui.screens.backups.actions import BackupAction
from pos_app.ui.screens.backups.contract import CopyRow, PlanShown
from pos_app.ui.widgets.form_panel import FormPanel
from pos_app.ui.widgets.reason_picker import Choice
from pos_app.ui.widgets.table import RIGHT, Column, SnapshotModel

_MEBIBYTE = 1 << 20
_HOURS_SHOWN = 48
_FORM = Form(
    marked("Forms", "A backup every day"),
    (
        Entry("folder", marked("Forms", "Folder with its whole path"), longest=200),
        Entry("hour", marked("Forms", "At which hour, 0 to 23"), Kind.DIGITS, 2),
        Entry("keep", marked("Forms", "How many to keep"), Kind.DIGITS, 2),
    ),
    note=marked("Forms", "A till that is off at that hour makes it when it is next on."),
    has_choices=True,
)
_ON_OFF = (
    Choice("on", "每天自动备份", "Every day"),
    Choice("off", "只手动备份", "Only by hand"),
)


class BackupsView(ListScreen):
    """Shows what could be restored.

    Signals: ``answered(Answer)`` for the plan.
    """

    scope = Scope.BACKUPS
    answered = Signal(object)

    def __init__(self, actions: Actions, utc_offset_minutes: int) -> None:
        self._offset_minutes = utc_offset_minutes
        self._plan: PlanShown | None = None
        self._done: float | None = None
        self.form = FormPanel(actions, _FORM)
        model: SnapshotModel[CopyRow] = SnapshotModel(
            (
                Column(210, self._made, is_strong=True),
                Column(150, self._age, RIGHT),
                Column(130, _size, RIGHT),
                Column(0, self._rehearsed),
            )
        )
        super().__init__(actions, model, tuple(BackupAction), (self.form,))
        self.form.answered.connect(self.answered)
        self.retranslate()

    def show_copies(self, plan: PlanShown, rows: Sequence[CopyRow]) -> None:
        """Replace the list, and say how the plan is."""
        self._plan = plan
        self.replace_rows(rows)
        self.actions_table.set_possible(BackupAction.REHEARSE, is_possible=bool(rows))
        self.actions_table.set_possible(BackupAction.RUN, is_possible=bool(plan.folder))
        self.retranslate()

    def marked_copy(self) -> CopyRow | None:
        """Give the one that is marked."""
        row: CopyRow | None = self.marked()
        return row

    def ask_plan(self, plan: PlanShown) -> None:
        """Open the form of the plan."""
        values = {"folder": plan.folder, "hour": str(plan.hour), "keep": str(plan.keep)}
        self.form.ask(None, values, _ON_OFF, "on" if plan.is_on else "off")
        self.ask_form(self.form)

    def show_progress(self, done: float | None) -> None:
        """Say how far a copy or a rehearsal is."""
        self._done = done
        for name in (BackupAction.RUN, BackupAction.REHEARSE):
            self.actions_table.set_possible(name, is_possible=done is None)
        self._say_detail()

    def retranslate(self) -> None:
        """Set the words."""
        self.model.show_headings(
            (self.tr("Made"), self.tr("Age"), self.tr("Size"), self.tr("Last good rehearsal"))
        )
        self.say_nothing(self._nothing_words())
        self.card.show_words(self.tr("Backups"), self._words())
        self._say_detail()
        self.table.viewport().update()

    def _nothing_words(self) -> str:
        if self._plan is None or not self._plan.folder:
            return self.tr("No folder is set. Type one with F6, best on a USB stick; then F9.")
        return self.tr("No backup is in the folder yet. F9 makes one now.")

    def _words(self) -> list[str]:
        words = [self._plan_words()]
        plan = self._plan
        if plan is not None and plan.last_ms is not None:
            moment = formats.local_moment(plan.last_ms, self._offset_minutes)
            went = self.tr("Last run {moment}: good.")
            if plan.last_code:
                went = self.tr("Last run {moment}: it did not work.")
            words.append(went.replace("{moment}", moment))
        words.append(
            self.tr(
                "Selling goes on during a backup. It opens on this till only, with its own key; "
                "goods and promotions are not in it, for they can be had again."
            )
        )
        words.append(
            self.tr(
                "A rehearsal restores a backup aside, checks every page, row and signature, and "
                "throws it away. Only a rehearsed backup is a sure one."
            )
        )
        return words

    def _plan_words(self) -> str:
        plan = self._plan
        if plan is None or not plan.folder:
            return self.tr("There is no plan: nothing is backed up by itself.")
        if plan.fault:
            return messages.sentence(plan.fault, {"folder": plan.folder})
        words = self.tr("Only by hand, into {folder}.")
        if plan.is_on:
            words = self.tr("Every day from {hour}:00 on, into {folder}; {keep} are kept.")
        filled = words.replace("{hour}", str(plan.hour)).replace("{keep}", str(plan.keep))
        return filled.replace("{folder}", plan.folder)

    def _made(self, row: CopyRow) -> str:
        return formats.local_moment(row.made_ms, self._offset_minutes)

    def _age(self, row: CopyRow) -> str:
        if not row.age_hours:
            return self.tr("under 1 h")
        if row.age_hours < _HOURS_SHOWN:
            return self.tr("{count} h").replace("{count}", str(row.age_hours))
        return self.tr("{count} days").replace("{count}", str(row.age_hours // 24))

    def _rehearsed(self, row: CopyRow) -> str:
        if row.rehearsed_ms is None:
            return self.tr("never")
        return formats.local_moment(row.rehearsed_ms, self._offset_minutes)

    def _say_detail(self) -> None:
        if self._done is None:
            row = self.marked_copy()
            self.detail.setText(row.name if row is not None else "")
            return
        words = self.tr("At work: {percent}%. Go on selling.")
        self.detail.setText(words.replace("{percent}", str(int(self._done * 100))))


def _size(row: CopyRow) -> str:
    tenths = row.bytes * 10 // _MEBIBYTE
    return f"{tenths // 10}.{tenths % 10} MB"
