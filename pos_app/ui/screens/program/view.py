"""What runs here, what was found, and what is in the way, line by line."""

from dataclasses import dataclass

from PySide6.QtCore import Signal

from pos_app.autostart import StartsFor
from pos_app.ui import language, messages
from pos_app.ui.action_names import Scope
from pos_app.ui.actions import Actions
from pos_app.ui.list_screen import ListScreen
from pos_app.ui.screens.program.actions import ProgramAction
from pos_app.ui.screens.program.contract import ProgramShown
from pos_app.ui.widgets.table import Column, SnapshotModel


@dataclass(frozen=True, slots=True)
class _Row:
    what: str
    words: str


class ProgramView(ListScreen):
    """Shows the program.

    Signals: ``sure()`` when the till is to be closed for an update, ``ended()`` when it may be;
    ``leave_sure()`` and ``left()``, the same without an update; ``filled(bool)`` when the window is
    to fill the screen, or not any more.
    """

    scope = Scope.PROGRAM
    sure = Signal()
    ended = Signal()
    leave_sure = Signal()
    left = Signal()
    filled = Signal(object)

    def __init__(self, actions: Actions) -> None:
        self._shown = ProgramShown()
        model: SnapshotModel[_Row] = SnapshotModel(
            (Column(190, lambda row: row.what), Column(0, lambda row: row.words, is_strong=True))
        )
        super().__init__(actions, model, tuple(ProgramAction))
        self.row_marked.connect(self._say_detail)
        self.retranslate()

    def show_program(self, shown: ProgramShown) -> None:
        """Show it anew."""
        self._shown = shown
        can_look = shown.can_trust and not shown.is_looking
        possible = self.actions_table.set_possible
        possible(ProgramAction.LOOK, is_possible=can_look and bool(shown.address))
        possible(ProgramAction.LOOK_ON_STICK, is_possible=can_look)
        possible(ProgramAction.INSTALL, is_possible=bool(shown.found) and not shown.is_looking)
        self.retranslate()

    def ask_sure(self, version: str) -> None:
        """Ask before the till is closed for an installation."""
        self.confirm_panel.ask("UPDATE_SURE", {"there": version}, self.sure.emit)
        self.open_panel(self.confirm_panel)

    def end(self) -> None:
        """Close the till and have the installer run."""
        self.ended.emit()

    def ask_leave(self) -> None:
        """Ask before the till is closed."""
        self.confirm_panel.ask("CLOSE_TILL", {}, self.leave_sure.emit)
        self.open_panel(self.confirm_panel)

    def leave(self) -> None:
        """Close the till."""
        self.left.emit()

    def fill_screen(self, *, is_full: bool) -> None:
        """Let the window fill the screen, or not any more."""
        self.filled.emit(is_full)

    def retranslate(self) -> None:
        """Set the words."""
        self.model.show_headings(("", self.tr("Program")))
        self.replace_rows(self._rows())
        self.card.show_words(
            self.tr("Program"),
            [
                self.tr(
                    "An update is taken only with the shift closed, no sale begun or put aside, "
                    "and nothing waiting for the cloud. The records are copied first."
                ),
                self.tr(
                    "The new program tries itself on a copy of the records before it opens; if "
                    "that fails, the old one goes on by itself."
                ),
                self.tr(
                    "Only what the release keys have signed is installed, from the network or "
                    "from a stick. There is no way back to an older version."
                ),
                self.tr(
                    "In full screen nobody leaves by mistake: only F10 here closes the till. "
                    "Windows' own keys, and turning the computer off, work as ever; a sale that is "
                    "begun is there again."
                ),
            ],
        )
        self._say_detail()

    def _rows(self) -> list[_Row]:
        shown = self._shown
        rows = [_Row(self.tr("Version"), shown.version)]
        if not shown.can_trust:
            rows.append(_Row(self.tr("Updates"), messages.sentence("UPDATE_NO_ROOT", {})))
        else:
            place = shown.address or self.tr("No address; from a stick alone")
            rows.append(_Row(self.tr("Updates from"), place))
        if shown.rejected:
            words = messages.sentence("UPDATE_WAS_REJECTED", {"there": shown.rejected})
            rows.append(_Row(self.tr("Not taken"), words))
        if shown.is_looking:
            rows.append(_Row(self.tr("Update"), self.tr("At work. Go on selling.")))
        elif shown.found:
            words = self.tr("{version} is here and may be installed.")
            if shown.hindrances:
                words = self.tr("{version} is here and waits.")
            rows.append(_Row(self.tr("Update"), words.replace("{version}", shown.found)))
            notes = language.choose(shown.notes_zh, shown.notes_en)
            rows += [_Row(self.tr("New in it"), line) for line in notes.splitlines() if line]
        rows += [
            _Row(self.tr("In the way"), messages.sentence(code, {})) for code in shown.hindrances
        ]
        return [*rows, *self._kiosk_rows()]

    def _kiosk_rows(self) -> list[_Row]:
        fills = self.tr("No: it stands in a window that anybody may close")
        if self._shown.is_full_screen:
            fills = self.tr(
                "Yes: it stays open until F10 here, or until the computer is turned off"
            )
        starts = {
            StartsFor.NOBODY: self.tr("No"),
            StartsFor.THIS_USER: self.tr("Yes: when this user signs on to the computer"),
            StartsFor.EVERYBODY: self.tr(
                "Yes: when anybody signs on to the computer, as set up by Setup"
            ),
        }
        return [
            _Row(self.tr("Full screen"), fills),
            _Row(self.tr("Opens by itself"), starts[self._shown.starts_for]),
        ]

    def _say_detail(self) -> None:
        row: _Row | None = self.marked()
        self.detail.setText(row.words if row is not None else "")
