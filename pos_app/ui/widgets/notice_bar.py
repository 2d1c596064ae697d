"""Where refusals, faults and good news appear: over the header, never over the work.

Notices stack with the newest in front, exact repeats are dropped, and nothing here ever takes the
keyboard. What the cashier did right afterwards clears refusals by itself; a fault stays until it
is dismissed or its cause is gone.
"""

from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from pos_app.ui import theme
from pos_app.ui.widgets.buttons import TouchButton
from pos_app.ui.widgets.label import set_role, text_label, wrapped_label

MOST_NOTICES = 5
_INFO_SHOWN_MS = 6_000


class Level(StrEnum):
    """How much a notice wants of the cashier."""

    INFO = "info"
    REFUSAL = "refusal"
    FAULT = "fault"


@dataclass(frozen=True, slots=True)
class Notice:
    """A code and its facts; the sentence is formed when it is shown, in the language of then."""

    level: Level
    code: str
    facts: tuple[tuple[str, object], ...]


class NoticeBar(QFrame):
    """Shows the newest notice, and how many wait behind it.

    Signals: ``noticed(Notice)`` for the sound.
    """

    noticed = Signal(object)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._notices: list[Notice] = []
        self._text = wrapped_label("notice")
        self._count = text_label("caption")
        self._close = TouchButton("header")
        self._close.set_icon("close", 20)
        self._close.setFixedWidth(theme.px(64))
        self._close.clicked.connect(self.dismiss)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(theme.px(16), theme.px(2), theme.px(6), theme.px(2))
        layout.addWidget(self._text, 1)
        layout.addWidget(self._count)
        layout.addWidget(self._close)
        self._fade = QTimer(self)
        self._fade.setSingleShot(True)
        self._fade.setInterval(_INFO_SHOWN_MS)
        self._fade.timeout.connect(self._on_fade)
        self.hide()

    @property
    def notices(self) -> tuple[Notice, ...]:
        """Everything that is shown or waits, newest first."""
        return tuple(self._notices)

    def show_notice(self, level: Level, code: str, facts: dict[str, object]) -> None:
        """Put a notice in front; the same one again only moves to the front."""
        notice = Notice(level, code, tuple(sorted(facts.items())))
        if notice in self._notices:
            self._notices.remove(notice)
        self._notices.insert(0, notice)
        del self._notices[MOST_NOTICES:]
        self._refresh()
        self.noticed.emit(notice)

    def clear(self) -> None:
        """Take refusals and good news away; faults stay."""
        if any(notice.level is not Level.FAULT for notice in self._notices):
            self._notices = [notice for notice in self._notices if notice.level is Level.FAULT]
            self._refresh()

    def withdraw(self, codes: frozenset[str]) -> None:
        """Take away what is no longer so, faults too."""
        if any(notice.code in codes for notice in self._notices):
            self._notices = [notice for notice in self._notices if notice.code not in codes]
            self._refresh()

    def dismiss(self) -> None:
        """Take the one in front away, whatever it is."""
        del self._notices[:1]
        self._refresh()

    def retranslate(self) -> None:
        """Say it again in the language spoken now."""
        self._refresh()

    def _refresh(self) -> None:
        self._fade.stop()
        if not self._notices:
            self.hide()
            return
        from pos_app.ui import messages  # two hundred sentences, not needed for the first paint

        front = self._notices[0]
        set_role(self, f"notice-{front.level.value}")
        self._text.setText(messages.sentence(front.code, dict(front.facts)))
        waiting = len(self._notices) - 1
        self._count.setText(f"+{waiting}" if waiting else "")
        self.show()
        self.raise_()
        if front.level is Level.INFO:
            self._fade.start()

    def _on_fade(self) -> None:
        if self._notices and self._notices[0].level is Level.INFO:
            self.dismiss()
