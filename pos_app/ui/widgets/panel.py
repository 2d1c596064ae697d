"""The ground of every inline panel: it stands in the screen, answered by F9 and left by Esc.

A panel is never a window of its own. While it is open the scope is PANEL, so the function keys
are its own; a scan goes to the screen unless the panel asks for one.
"""

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from pos_app.domain.scan_data import ScanData
from pos_app.ui import theme
from pos_app.ui.action_names import ActionName
from pos_app.ui.actions import Actions
from pos_app.ui.widgets.buttons import ActionButton
from pos_app.ui.widgets.fields import EntryField
from pos_app.ui.widgets.label import ElidedLabel


class Panel(QFrame):
    """A heading, a body, and the two keys that every panel has.

    Signals: ``left()`` after Esc, when it closed without an answer.
    """

    left = Signal()

    def __init__(self, actions: Actions, *, is_danger: bool = False) -> None:
        super().__init__()
        self.actions_table = actions
        self.setProperty("role", "panel-danger" if is_danger else "panel")
        self.heading = ElidedLabel("heading")
        self.confirm = ActionButton(
            actions[ActionName.CONFIRM], "confirm-danger" if is_danger else "confirm"
        )
        self.cancel = ActionButton(actions[ActionName.CANCEL])
        for button in (self.confirm, self.cancel):
            button.setMinimumWidth(theme.px(150))
            button.setMaximumWidth(theme.px(260))
        top = QHBoxLayout()
        top.setSpacing(theme.px(8))
        top.addWidget(self.heading, 1)
        top.addWidget(self.cancel)
        top.addWidget(self.confirm)
        self.body = QVBoxLayout()
        self.body.setSpacing(theme.px(8))
        outer = QVBoxLayout(self)
        outer.setContentsMargins(theme.px(14), theme.px(10), theme.px(14), theme.px(12))
        outer.setSpacing(theme.px(8))
        outer.addLayout(top)
        outer.addLayout(self.body, 1)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.hide()

    def changeEvent(self, event: QEvent) -> None:
        """Take the words again when the language changes."""
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def retranslate(self) -> None:
        """Set every text of the panel; the two keys take theirs from the actions."""

    def keyboard_owner(self) -> QWidget | None:
        """Name the field that typed keys belong to; None leaves them with the screen."""
        return None

    def keypad_target(self) -> EntryField | None:
        """Name the field that the keypad types into."""
        owner = self.keyboard_owner()
        return owner if isinstance(owner, EntryField) else None

    def take_scan(self, _scan: ScanData) -> bool:
        """Take a scan for the panel itself; False leaves it to the screen."""
        return False

    def on_confirm(self) -> None:
        """F9, or Enter in an entry panel: give the answer."""

    def on_choice(self, number: int) -> None:
        """Take one of F1–F8, counted from 0."""

    def on_step(self, step: int) -> None:
        """Take Up (-1) or Down (1), for panels with a list."""

    def on_cancel(self) -> None:
        """Esc: close without an answer."""
        self.left.emit()
