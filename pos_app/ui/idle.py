"""Notices that nobody has touched the till for a while, so that it can lock itself."""

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtGui import QWindow

from pos_app.domain.shop import StoreProfile

_SIGNS_OF_LIFE = frozenset(
    {
        QEvent.Type.KeyPress,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.TouchBegin,
        QEvent.Type.Wheel,
    }
)


class IdleWatch(QObject):
    """Watches one window's keys and touches; a scan tells ``on_active``.

    Signals: ``left_alone()`` once the time has passed without any; never for 0 minutes.

    Why the window's own events: the application's would bring every paint of every widget here.
    """

    left_alone = Signal()

    def __init__(self, window: QWindow, minutes: int) -> None:
        super().__init__(window)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._set(minutes)
        self._timer.timeout.connect(self.left_alone)
        window.installEventFilter(self)
        self.on_active()

    def on_profile_changed(self, profile: StoreProfile) -> None:
        """Wait as long as the store says now, from here on."""
        self._set(profile.lock_after_minutes)
        self._timer.stop()
        self.on_active()

    def _set(self, minutes: int) -> None:
        self._is_on = minutes > 0
        self._timer.setInterval(minutes * 60_000)

    def on_active(self, _scan: object = None) -> None:
        """Count from now again: somebody is here."""
        if self._is_on:
            self._timer.start()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Count from now again at each sign of life; let every event pass."""
        del watched
        if event.type() in _SIGNS_OF_LIFE:
            self.on_active()
        return False
