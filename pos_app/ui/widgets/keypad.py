"""The number keys on the screen. They type into whichever field the screen names.

For a field that takes letters there is one key more, which brings the letter keys (letters.py).
"""

from functools import partial

from PySide6.QtWidgets import QGridLayout, QWidget

from pos_app.ui import theme
from pos_app.ui.widgets.buttons import TouchButton
from pos_app.ui.widgets.fields import EntryField

_ROWS = (("7", "8", "9"), ("4", "5", "6"), ("1", "2", "3"), ("0", "00", "."))


class Keypad(QWidget):
    """Digits, point, backspace, clear and Enter, all at least 48 px."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._target: EntryField | None = None
        self._grid = grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(theme.px(8))
        for row, keys in enumerate(_ROWS):
            for column, key in enumerate(keys):
                grid.addWidget(self._digit(key), row, column)
            grid.setRowStretch(row, 1)
        self.backspace = TouchButton("digit")
        self.backspace.set_icon("backspace")
        self.backspace.setAutoRepeat(True)
        self.backspace.clicked.connect(self._on_backspace)
        self.clear_key = TouchButton("digit", "C")
        self.clear_key.clicked.connect(self._on_clear)
        self.enter = TouchButton("digit", "↵")
        self.enter.clicked.connect(self._on_enter)
        grid.addWidget(self.backspace, 0, 3)
        grid.addWidget(self.clear_key, 1, 3)
        self.letters_key = TouchButton("digit", "ABC")
        self.letters_key.setCheckable(True)
        self.letters_key.hide()
        grid.addWidget(self.letters_key, 2, 3)
        grid.addWidget(self.enter, 2, 3, 2, 1)
        for column in range(4):
            grid.setColumnStretch(column, 1)

    def set_target(self, field: EntryField, *, offers_letters: bool = False) -> None:
        """Name the field that the keys type into, and whether letters can be typed into it here."""
        self._target = field
        if offers_letters is self.letters_key.isHidden():
            self._make_room(needs_letters=offers_letters)

    def _make_room(self, *, needs_letters: bool) -> None:
        self._grid.removeWidget(self.enter)
        if needs_letters:
            self._grid.addWidget(self.enter, 3, 3)
        else:
            self._grid.addWidget(self.enter, 2, 3, 2, 1)
        self.letters_key.setVisible(needs_letters)

    def _digit(self, key: str) -> TouchButton:
        button = TouchButton("digit", key)
        button.setObjectName(f"digit_{key}")
        button.clicked.connect(partial(self._on_digit, key))
        return button

    def _on_digit(self, key: str, _checked: bool = False) -> None:  # noqa: FBT001, FBT002 - Qt's own argument
        if self._target is not None:
            self._target.type_text(key)

    def _on_backspace(self) -> None:
        if self._target is not None:
            self._target.type_backspace()

    def _on_clear(self) -> None:
        if self._target is not None:
            self._target.clear()

    def _on_enter(self) -> None:
        if self._target is not None:
            self._target.type_enter()
