"""A panel of one part of the program in a screen of another, which gives it room and no more."""

from PySide6.QtCore import Signal

from pos_app.ui.widgets.panel import Panel


class GuestPanel(Panel):
    """Asks its host for room, and leaves it only when it has it.

    Signals: ``opened()`` when it wants its room.
    """

    opened = Signal()

    def leave(self) -> None:
        """Go, unless something else has the room already."""
        if not self.isHidden():
            self.left.emit()
