"""The changes of the set-up in a list; the marked one in full beside it."""

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication

from pos_app.domain.events_set_up import Subject
from pos_app.ui import formats, language, messages
from pos_app.ui.action_names import Scope
from pos_app.ui.actions import Actions
from pos_app.ui.list_screen import ListScreen
from pos_app.ui.screens.changes.actions import ChangesAction
from pos_app.ui.screens.changes.contract import ChangeRow
from pos_app.ui.set_up_words import key_words
from pos_app.ui.widgets.table import Column, SnapshotModel

_SIDE_WIDTH = 340


class ChangesView(ListScreen):
    """Shows who changed what, and when."""

    scope = Scope.CHANGES

    def __init__(self, actions: Actions, utc_offset_minutes: int) -> None:
        self._offset_minutes = utc_offset_minutes
        model: SnapshotModel[ChangeRow] = SnapshotModel(
            (
                Column(170, self._when),
                Column(110, lambda row: row.who),
                Column(100, self._subject),
                Column(290, self._what, is_strong=True),
                Column(0, _after),
            )
        )
        super().__init__(actions, model, tuple(ChangesAction), side_width=_SIDE_WIDTH)
        self.row_marked.connect(self._say_marked)
        self.retranslate()

    def show_changes(self, rows: Sequence[ChangeRow]) -> None:
        """Replace the list."""
        self.replace_rows(rows)

    def retranslate(self) -> None:
        """Set the words."""
        self.model.show_headings(
            (self.tr("When"), self.tr("Who"), self.tr("Part"), self.tr("What"), self.tr("After"))
        )
        self.say_nothing(self.tr("Nothing of the set-up was changed at this till yet."))
        self._say_marked()
        self.table.viewport().update()

    def _say_marked(self) -> None:
        row: ChangeRow | None = self.marked()
        words = [self.tr("Who changed what of the set-up at this till, with before and after.")]
        if row is not None:
            words = [
                f"{self._when(row)}  {row.who}",
                self._approved(row),
                f"{self._subject(row)} · {self._what(row)}",
                *self._values(row),
            ]
        self.card.show_words(self.tr("Changes"), words)

    def _what(self, row: ChangeRow) -> str:
        """Name whom or which role it is about, and what of them."""
        about, _, key = row.key.rpartition("/")
        if row.subject is Subject.ROLE and key in messages.PRIVILEGES:
            words = QCoreApplication.translate("Privileges", messages.PRIVILEGES[key])
        else:
            words = key_words(key)
        return f"{language.name_of(row) or about} · {words}" if about else words

    def _values(self, row: ChangeRow) -> tuple[str, ...]:
        if not row.before and not row.after:
            return (self.tr("What it is now is personal and not recorded."),)
        before = self.tr("Before: {value}").replace("{value}", row.before or "–")
        return before, self.tr("After: {value}").replace("{value}", row.after or "–")

    def _approved(self, row: ChangeRow) -> str:
        words = self.tr("Approved by {name}") if row.approver else ""
        return words.replace("{name}", row.approver)

    def _when(self, row: ChangeRow) -> str:
        return formats.local_moment(row.at_ms, self._offset_minutes)

    def _subject(self, row: ChangeRow) -> str:
        return {
            Subject.OPERATOR: self.tr("Person"),
            Subject.ROLE: self.tr("Role"),
            Subject.STORE: self.tr("Store"),
            Subject.DEVICES: self.tr("Devices"),
            Subject.BACKUPS: self.tr("Backups"),
        }[row.subject]


def _after(row: ChangeRow) -> str:
    return row.after
