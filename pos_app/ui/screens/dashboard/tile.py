"""One figure that is read at a glance: its name, its value, and how it stands against another."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QVBoxLayout

from pos_app.ui import theme
from pos_app.ui.figure_words import Change
from pos_app.ui.widgets.label import ElidedLabel, FittedAmount, set_role, text_label

_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


class Tile(QFrame):
    """``largest`` is the size of the value, in pixels of the design."""

    def __init__(self, largest: int = 26) -> None:
        super().__init__()
        self.setProperty("role", "card")
        self._name = text_label("caption")
        self._value = FittedAmount("amount-large", largest)
        self._value.setAlignment(_LEFT)
        self._change = ElidedLabel("caption")
        self._beside = ElidedLabel("caption")
        inside = QVBoxLayout(self)
        inside.setContentsMargins(theme.px(12), theme.px(6), theme.px(8), theme.px(6))
        inside.setSpacing(0)
        for label in (self._name, self._value, self._change, self._beside):
            inside.addWidget(label)

    def show_name(self, name: str) -> None:
        """Say which figure it is."""
        self._name.setText(name)

    def show_value(self, value: str, change: Change | None = None, beside: str = "") -> None:
        """Show the figure; ``beside`` is what it is measured against, or what explains it.

        The change has an arrow and a sign besides its colour.
        """
        self._value.setText(value)
        self._beside.setText(beside)
        self._change.setText(change.words if change else "")
        is_up = change.is_up if change else None
        set_role(self._change, {True: "good", False: "bad", None: "caption"}[is_up])
