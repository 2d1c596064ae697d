"""The ground of the set-up's screens: a list, a line about its marked row, panels, and keys.

Beside it stands a card that says what to know, or the keypad while a panel asks for typing.
"""

from collections.abc import Sequence
from enum import Enum
from typing import Any

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from pos_app.ui import theme
from pos_app.ui.action_names import ActionName
from pos_app.ui.actions import Actions
from pos_app.ui.screen import Screen
from pos_app.ui.widgets.buttons import ActionButton
from pos_app.ui.widgets.form_panel import FormPanel
from pos_app.ui.widgets.function_key import FunctionKey
from pos_app.ui.widgets.keypad import Keypad
from pos_app.ui.widgets.label import ElidedLabel, text_label, wrapped_label
from pos_app.ui.widgets.table import SnapshotModel, SnapshotTable

_SIDE_WIDTH = 380
_ROW_HEIGHT = 44


class SideCard(QFrame):
    """What to know about a screen: a title and a few sentences below each other."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "card")
        self._title = text_label("title")
        self._text = wrapped_label("text")
        self._text.setAlignment(Qt.AlignmentFlag.AlignTop)
        inside = QVBoxLayout(self)
        inside.setContentsMargins(theme.px(18), theme.px(16), theme.px(18), theme.px(16))
        inside.setSpacing(theme.px(10))
        inside.addWidget(self._title)
        inside.addWidget(self._text, 1)

    def show_words(self, title: str, paragraphs: Sequence[str]) -> None:
        """Say it anew."""
        self._title.setText(title)
        self._text.setText("\n\n".join(paragraph for paragraph in paragraphs if paragraph))


class ListScreen(Screen):
    """A list with keys.

    Signals: ``row_marked()`` when another row is marked.
    """

    row_marked = Signal()

    def __init__(
        self,
        actions: Actions,
        model: SnapshotModel[Any],
        keys: Sequence[Enum],
        panels: Sequence[FormPanel] = (),
        *,
        beside: QWidget | None = None,
        side_width: int = _SIDE_WIDTH,
    ) -> None:
        """Lay it out: the last of ``keys`` is the green one; ``beside`` replaces the card."""
        super().__init__(actions)
        self.model = model
        self.table = SnapshotTable(model, _ROW_HEIGHT)
        self.detail = ElidedLabel("caption")
        self.card = SideCard()
        self.keypad = Keypad()
        self._nothing = wrapped_label("text")
        self._nothing.setContentsMargins(theme.px(24), theme.px(24), theme.px(24), theme.px(24))
        self.keys = tuple(FunctionKey(actions[name]) for name in (ActionName.BACK, *keys[:-1]))
        self._main = ActionButton(actions[keys[-1]], "pay")
        self._beside = beside or self.card
        self._panels = tuple(panels)
        self._lay_out(side_width)
        for panel in self._panels:
            self.prepare_panel(panel)
        self.table.selectionModel().currentRowChanged.connect(self._on_marked)

    def _lay_out(self, side_width: int) -> None:
        frame = QFrame()
        frame.setProperty("role", "card")
        inside = QVBoxLayout(frame)
        inside.setContentsMargins(theme.px(3), theme.px(3), theme.px(3), theme.px(3))
        inside.addWidget(self.table, 1)
        inside.addWidget(self._nothing)
        inside.addWidget(self.detail)
        self.detail.setContentsMargins(theme.px(12), theme.px(4), theme.px(12), theme.px(6))
        keys = QHBoxLayout()
        keys.setSpacing(theme.px(8))
        for key in self.keys:
            keys.addWidget(key, 1)
        left = QVBoxLayout()
        left.setSpacing(theme.px(8))
        left.addWidget(frame, 1)
        for panel in self._panels:
            left.addWidget(panel)
        left.addWidget(self.confirm_panel)
        left.addWidget(self.approval_panel)
        left.addLayout(self.letters_place)
        left.addLayout(keys)
        right = QVBoxLayout()
        right.setContentsMargins(0, 0, 0, 0)
        right.setSpacing(theme.px(8))
        right.addWidget(self._beside, 1)
        assert self.keypad is not None
        right.addWidget(self.keypad, 1)
        self.keypad.hide()
        right.addWidget(self._main)
        side = QWidget()
        side.setLayout(right)
        side.setFixedWidth(theme.px(side_width))
        outer = QHBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(theme.px(10))
        outer.addLayout(left, 1)
        outer.addWidget(side)

    def on_step(self, step: int) -> None:
        """Mark another row."""
        self.table.move_mark(step)

    def show_beside(self, *, is_shown: bool) -> None:
        """Show or hide what stands at the side, above the keypad."""
        self._beside.setVisible(is_shown)

    def show_panel_place(self, *, is_open: bool) -> None:
        """Put the panel in place of the keys, and the keypad beside one that asks for typing."""
        assert self.keypad is not None
        is_typed = is_open and self.panel is not None and self.panel.keypad_target() is not None
        self.keypad.setVisible(is_typed)
        self.show_beside(is_shown=not is_typed)
        self._main.setVisible(not is_open)
        for key in self.keys:
            key.setVisible(not is_open)

    def replace_rows(self, rows: Sequence[Any]) -> None:
        """Replace the list; the mark stays where it is."""
        marked = self.table.selected_row() or 0
        self.model.show_rows(rows)
        self._nothing.setVisible(not rows)
        self.table.select(min(marked, max(0, len(rows) - 1)))
        self.row_marked.emit()

    def marked(self) -> Any | None:
        """Give the marked row, None where there is none."""
        row = self.table.selected_row()
        return self.model.rows[row] if row is not None and row < len(self.model.rows) else None

    def say_nothing(self, text: str) -> None:
        """Say what stands in the place of an empty list."""
        self._nothing.setText(text)

    def ask_form(self, panel: FormPanel) -> None:
        """Open one of the screen's forms; what it asks was set before."""
        self.open_panel(panel)

    def _on_marked(self, _now: QModelIndex, _before: QModelIndex) -> None:
        self.row_marked.emit()
