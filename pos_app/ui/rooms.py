"""A hall of rooms: a key for each, and in a line what is done there."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QVBoxLayout

from pos_app.ui import theme
from pos_app.ui.action_names import ActionName
from pos_app.ui.actions import Actions
from pos_app.ui.screen import Screen
from pos_app.ui.widgets.buttons import ActionButton
from pos_app.ui.widgets.function_key import FunctionKey
from pos_app.ui.widgets.label import text_label, wrapped_label

_COLUMNS = 3


@dataclass(frozen=True, slots=True)
class Room:
    """One room; ``purpose`` is the English source, translated in the context Rooms."""

    action: Enum
    purpose: str


class RoomsView(Screen):
    """Shows the rooms. Which of them may be entered the keys know by themselves."""

    def __init__(self, actions: Actions, rooms: Sequence[Room]) -> None:
        super().__init__(actions)
        self._title = text_label("title")
        self._closed = text_label("caption")
        self._rooms = [(room, wrapped_label("caption")) for room in rooms]
        self._back = FunctionKey(actions[ActionName.BACK])
        grid = QGridLayout()
        grid.setSpacing(theme.px(10))
        for place, (room, purpose) in enumerate(self._rooms):
            card = QFrame()
            card.setProperty("role", "card")
            inside = QVBoxLayout(card)
            inside.setContentsMargins(theme.px(14), theme.px(14), theme.px(14), theme.px(14))
            inside.addWidget(ActionButton(actions[room.action], "tender"))
            actions[room.action].changed.connect(self._say_closed)
            inside.addWidget(purpose, 1)
            grid.addWidget(card, place // _COLUMNS, place % _COLUMNS)
        head = QHBoxLayout()
        head.setSpacing(theme.px(16))
        head.addWidget(self._title)
        head.addWidget(self._closed, 1)
        keys = QHBoxLayout()
        keys.addWidget(self._back)
        keys.addStretch(_COLUMNS)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(theme.px(10))
        outer.addLayout(head)
        outer.addLayout(grid)
        outer.addStretch(1)
        outer.addLayout(keys)
        self.retranslate()

    def heading(self) -> str:
        """Say where one is; each hall has its own words."""
        return ""

    def retranslate(self) -> None:
        """Set the words."""
        self._title.setText(self.heading())
        for room, purpose in self._rooms:
            purpose.setText(QCoreApplication.translate("Rooms", room.purpose))
        self._closed.setText(QCoreApplication.translate("Rooms", "Grey: not for your role."))

    def _say_closed(self) -> None:
        actions = (self.actions_table[room.action] for room, _ in self._rooms)
        self._closed.setVisible(not all(action.isEnabled() for action in actions))
