"""What the member of the sale has agreed to, to be changed or ended whole."""

from collections.abc import Mapping

from PySide6.QtCore import Signal

from pos_app.domain.member import Purpose
from pos_app.domain.notice import Notice
from pos_app.ui import theme
from pos_app.ui.actions import Actions
from pos_app.ui.screens.enrol.consent_picker import ConsentPicker
from pos_app.ui.widgets.buttons import TouchButton
from pos_app.ui.widgets.guest_panel import GuestPanel

_END = 7


class ConsentPanel(GuestPanel):
    """F1–F4 change an answer, F9 writes what was changed, F8 ends the membership.

    Signals: ``answered(dict)`` with the purposes that were
    changed; ``end_wanted()``.
    """

    answered = Signal(dict)
    end_wanted = Signal()

    def __init__(self, actions: Actions) -> None:
        super().__init__(actions)
        self._before: frozenset[Purpose] = frozenset()
        self.consents = ConsentPicker()
        self.end_key = TouchButton("danger")
        self.end_key.setMaximumWidth(theme.px(420))
        self.end_key.clicked.connect(self.end_wanted)
        self.body.addWidget(self.consents)
        self.body.addWidget(self.end_key)

    def begin(self, granted: frozenset[Purpose], notices: Mapping[str, tuple[Notice, ...]]) -> None:
        """Open with the answers in force."""
        self._before = granted
        self.consents.begin(granted, notices)
        self.retranslate()
        self.opened.emit()

    def retranslate(self) -> None:
        """Set the words."""
        self.heading.setText(self.tr("What the member agrees to"))
        self.confirm.set_words(self.tr("Write down"))
        self.end_key.setText("F8 " + self.tr("End membership, delete the data"))
        self.consents.retranslate()

    def on_choice(self, number: int) -> None:
        """F1–F4 change an answer, F8 ends the membership."""
        if number == _END:
            self.end_wanted.emit()
        else:
            self.consents.choose(number)

    def on_step(self, step: int) -> None:
        """Read another notice."""
        self.consents.step(step)

    def on_confirm(self) -> None:
        """Give what was changed."""
        answers = self.consents.answers()
        changed = {
            purpose: is_granted
            for purpose, is_granted in answers.items()
            if is_granted != (purpose in self._before)
        }
        self.answered.emit(changed)
