"""The letter keys on the screen, for tills without a keyboard. They stand above the keypad's field.

Letters and spaces only: the digits are on the keypad beside it. Items are found in Chinese by their
pinyin or its initials; a note or a name typed by touch is in letters and digits, for Chinese the
system's input method wants a keyboard.
"""

from functools import partial

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QGridLayout, QWidget

from pos_app.ui import theme
from pos_app.ui.widgets.buttons import TouchButton
from pos_app.ui.widgets.fields import EntryField

_ROWS = ("qwertyuiop", "asdfghjkl", "zxcvbnm")


class Letters(QWidget):
    """QWERTY in three rows of ten keys: letters, backspace, capitals, space and Enter."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._target: EntryField | None = None
        self._letters = {letter: TouchButton("digit", letter) for letter in "".join(_ROWS)}
        for letter, key in self._letters.items():
            key.setObjectName(f"letter_{letter}")
            key.clicked.connect(partial(self._on_letter, letter))
        self.capitals = TouchButton("digit")
        self.capitals.set_icon("shift")
        self.capitals.setCheckable(True)
        self.capitals.clicked.connect(self._on_capitals)
        self.space = TouchButton("key")
        self.space.clicked.connect(partial(self._on_text, " "))
        self.backspace = TouchButton("digit")
        self.backspace.set_icon("backspace")
        self.backspace.setAutoRepeat(True)
        self.backspace.clicked.connect(self._on_backspace)
        self.enter = TouchButton("digit", "↵")
        self.enter.clicked.connect(self._on_enter)
        self._lay_out()
        self.retranslate()

    def _lay_out(self) -> None:
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(theme.px(6))
        first, second, third = ([self._letters[letter] for letter in row] for row in _ROWS)
        rows = (first, [*second, self.backspace], [self.capitals, *third, self.space, self.enter])
        for row, keys in enumerate(rows):
            for column, key in enumerate(keys):
                key.setMinimumWidth(theme.px(48))
                grid.addWidget(key, row, column)
        for column in range(len(first)):
            grid.setColumnStretch(column, 1)

    def set_target(self, field: EntryField) -> None:
        """Name the field that the keys type into; another one begins with small letters."""
        if field is not self._target:
            self.capitals.setChecked(False)
            self._on_capitals()
        self._target = field

    def retranslate(self) -> None:
        """Set the one word."""
        self.space.setText(self.tr("Space"))

    def changeEvent(self, event: QEvent) -> None:
        """Take the word again when the language changes."""
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def _on_letter(self, letter: str, *_checked: object) -> None:
        self._on_text(letter.upper() if self.capitals.isChecked() else letter)

    def _on_text(self, text: str, *_checked: object) -> None:
        if self._target is not None:
            self._target.type_text(text)

    def _on_capitals(self) -> None:
        for letter, key in self._letters.items():
            key.setText(letter.upper() if self.capitals.isChecked() else letter)

    def _on_backspace(self) -> None:
        if self._target is not None:
            self._target.type_backspace()

    def _on_enter(self) -> None:
        if self._target is not None:
            self._target.type_enter()
