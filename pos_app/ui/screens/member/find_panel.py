"""Find a member by phone, card or member number, or the initials of the name; masked."""

from PySide6.QtCore import QModelIndex, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from pos_app.ui import member_words, theme
from pos_app.ui.actions import Actions
from pos_app.ui.screens.member.contract import Hit
from pos_app.ui.widgets.buttons import TouchButton
from pos_app.ui.widgets.fields import EntryField, plain_digits
from pos_app.ui.widgets.guest_panel import GuestPanel
from pos_app.ui.widgets.label import wrapped_label
from pos_app.ui.widgets.table import RIGHT, Column, SnapshotModel, SnapshotTable

_ROW = 48
_ROWS_SHOWN = 4
_LONGEST = 40
_ENROL, _JOIN = range(2)


def _name(hit: Hit) -> str:
    member = hit.member
    if member is None:
        return ""
    return member_words.name_and_digits(member.name_masked, member.phone_last4, member.number)


def _last_visit(hit: Hit) -> str:
    return (hit.member.last_visit if hit.member else None) or "–"


class FindMemberPanel(GuestPanel):
    """One field and those it found; Up and Down mark, Enter or F9 takes the one marked.

    Signals: ``searched(str)``; ``answered(int)`` with the
    number of a hit, counted from 0; ``enrol_wanted(str)`` with the text typed so far;
    ``join_wanted()``.
    """

    searched = Signal(str)
    answered = Signal(int)
    enrol_wanted = Signal(str)
    join_wanted = Signal()

    def __init__(self, actions: Actions) -> None:
        super().__init__(actions)
        self.field = EntryField("pin", takes_letters=True)
        self.field.setMaxLength(_LONGEST)
        self.field.entered.connect(self._on_entered)
        self.field.textEdited.connect(self._on_edited)
        self._about = wrapped_label("caption")
        self.model: SnapshotModel[Hit] = SnapshotModel(
            (
                Column(0, _name, is_strong=True),
                Column(150, lambda hit: member_words.tier_name(hit.tier)),
                Column(180, _last_visit, RIGHT),
            ),
            self,
        )
        self.table = SnapshotTable(self.model, _ROW)
        self.table.clicked.connect(self._on_clicked)
        self.table.doubleClicked.connect(self._on_double_clicked)
        self.enrol_key = TouchButton("choice")
        self.enrol_key.clicked.connect(self._on_enrol)
        self.join_key = TouchButton("choice")
        self.join_key.clicked.connect(self.join_wanted)
        keys = QHBoxLayout()
        keys.setSpacing(theme.px(8))
        keys.addWidget(self.enrol_key, 1)
        keys.addWidget(self.join_key, 1)
        self.body.addWidget(self.field)
        self.body.addWidget(self._about)
        self.body.addWidget(self.table)
        self.body.addLayout(keys)
        self.table.hide()

    def begin(self, text: str) -> None:
        """Open with nothing found; a text that was typed already stands in the field, marked."""
        self.field.setText(text)
        self.field.selectAll()
        self._show(())
        self.retranslate()
        self.opened.emit()

    def show_hits(self, hits: tuple[Hit, ...]) -> None:
        """List who was found, the first marked."""
        self._show(hits)

    def retranslate(self) -> None:
        """Set the words."""
        self.heading.setText(self.tr("Who is buying?"))
        self.field.setPlaceholderText(self.tr("Phone, card number, or initials of the name"))
        self._about.setText(
            self.tr("The member code is best: scan it now. It also lets points be spent.")
        )
        self.enrol_key.setText("F1 " + self.tr("Enrol a new member"))
        self.join_key.setText("F2 " + self.tr("Code to join by phone"))
        self.confirm.set_words(self.tr("Take") if self.model.rows else self.tr("Find"))
        self.model.show_headings((self.tr("Member"), self.tr("Tier"), self.tr("Last visit")))

    def keyboard_owner(self) -> QWidget:
        """Type what is looked for."""
        return self.field

    def on_choice(self, number: int) -> None:
        """F1 enrols, F2 shows the code to join by."""
        if number == _ENROL:
            self._on_enrol()
        elif number == _JOIN:
            self.join_wanted.emit()

    def on_step(self, step: int) -> None:
        """Mark another hit."""
        self.table.move_mark(step)

    def on_confirm(self) -> None:
        """Take the one marked; without any, look."""
        row = self.table.selected_row()
        text = self.field.text().strip()
        if self.model.rows and row is not None:
            self.answered.emit(row)
        elif text:
            self.searched.emit(text)

    def _show(self, hits: tuple[Hit, ...]) -> None:
        self.model.show_rows(hits)
        self.table.setVisible(bool(hits))
        self.table.setFixedHeight(theme.px(42 + _ROW * min(len(hits), _ROWS_SHOWN)))
        self._about.setVisible(not hits)
        self.table.select(0)
        self.retranslate()

    def _on_edited(self, _text: str) -> None:
        if self.model.rows:
            self._show(())

    def _on_entered(self, _text: str) -> None:
        self.on_confirm()

    def _on_enrol(self) -> None:
        typed = plain_digits(self.field.text())
        self.enrol_wanted.emit(typed if any(sign.isdigit() for sign in typed) else "")

    def _on_clicked(self, index: QModelIndex) -> None:
        self.table.select(index.row())

    def _on_double_clicked(self, _index: QModelIndex) -> None:
        self.on_confirm()
