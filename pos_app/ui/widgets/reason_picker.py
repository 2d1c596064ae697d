"""Why: one of at most eight reasons, by touch or by F1–F8."""

from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QButtonGroup, QGridLayout, QWidget

from pos_app.ui import language, theme
from pos_app.ui.widgets.buttons import TouchButton, plain_text

MOST_CHOICES = 8
_IN_A_ROW = 4


@dataclass(frozen=True, slots=True)
class Choice:
    """Something to choose: a code for the record, a name in each language for the person."""

    code: str
    name_zh: str
    name_en: str


class ReasonPicker(QWidget):
    """Shows choices as keys in rows of four; one may be chosen.

    Signals: ``picked(str)`` with the code.
    """

    picked = Signal(str)

    def __init__(self, first_key: int = 1, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._first_key = first_key
        self._choices: tuple[Choice, ...] = ()
        self._buttons: list[TouchButton] = []
        self._group = QButtonGroup(self)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(theme.px(8))

    def show_choices(self, choices: tuple[Choice, ...]) -> None:
        """Replace the choices; none is chosen."""
        for button in self._buttons:
            self._group.removeButton(button)
            self._grid.removeWidget(button)
            button.hide()
            button.deleteLater()
        self._choices = choices[:MOST_CHOICES]
        self._buttons = []
        for number, choice in enumerate(self._choices):
            button = TouchButton("choice")
            button.setCheckable(True)
            button.clicked.connect(partial(self._on_clicked, choice.code))
            self._group.addButton(button)
            self._grid.addWidget(button, number // _IN_A_ROW, number % _IN_A_ROW)
            self._buttons.append(button)
        for column in range(_IN_A_ROW):
            self._grid.setColumnStretch(column, 1)
        self.retranslate()

    def chosen(self) -> str | None:
        """Give the code that is chosen."""
        for choice, button in zip(self._choices, self._buttons, strict=True):
            if button.isChecked():
                return choice.code
        return None

    def clear_choice(self) -> None:
        """Let none be chosen."""
        self._group.setExclusive(False)
        for button in self._buttons:
            button.setChecked(False)
        self._group.setExclusive(True)

    def choose(self, number: int) -> None:
        """Choose by number, counted from 0; a number past the last one is no choice."""
        at = number - (self._first_key - 1)
        if 0 <= at < len(self._buttons):
            self._buttons[at].setChecked(True)
            self.picked.emit(self._choices[at].code)

    def choose_code(self, code: str) -> None:
        """Choose by code; one that is not offered is no choice."""
        for choice, button in zip(self._choices, self._buttons, strict=True):
            if choice.code == code:
                button.setChecked(True)
                self.picked.emit(code)

    def changeEvent(self, event: QEvent) -> None:
        """Take the words again when the language changes."""
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def retranslate(self) -> None:
        """Name the choices in the language spoken now, with their keys."""
        named = zip(self._choices, self._buttons, strict=True)
        for key, (choice, button) in enumerate(named, self._first_key):
            name = language.name_of(choice)
            button.setText(plain_text(f"F{key} {name}"))

    def _on_clicked(self, code: str) -> None:
        self.picked.emit(code)
