"""What the window knows of the cloud: the link's picture, brought to the window's thread.

Says it in the status strip, again every half minute, since "offline for four hours" comes true
without anything happening. Nothing here asks anybody to answer.
"""

from collections.abc import Callable
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from pos_app.clock import Clock
from pos_app.devices.io_worker import IoWorker, Result
from pos_app.errors import EnvironmentFault, Refusal
from pos_app.ui.ports import Trouble
from pos_app.ui.widgets.status_strip import StatusStrip

if TYPE_CHECKING:  # sync comes after the window has settled
    from pos_app.ui.cloud_words import CloudWords
    from sync.status import Round, SyncStatus

_SAY_AGAIN_MS = 30_000


class Link(Protocol):
    """The till's link to its cloud: cloud_link.py."""

    def sync_now(self, progress: "Callable[[Round], None]") -> None:
        """Do at once all there is to do."""

    def enrol(self, url: str, code: str) -> str:
        """Become a terminal of a store; waits. Gives the six digits to compare."""


class CloudWatch(QObject):
    """One for a window. Signals: ``changed()`` when the picture has, or a minute has passed."""

    changed = Signal()
    _published = Signal(object)

    def __init__(self, strip: StatusStrip, clock: Clock, currency: str, parent: QObject) -> None:
        super().__init__(parent)
        self.status: SyncStatus | None = None
        self._strip = strip
        self._clock = clock
        self._currency = currency
        self._link: Link | None = None
        self._worker: IoWorker | None = None
        self._published.connect(self._on_published, Qt.ConnectionType.QueuedConnection)
        self._say_again = QTimer(self, interval=_SAY_AGAIN_MS)
        self._say_again.timeout.connect(self.say)

    # the link's side

    def publish(self, status: "SyncStatus") -> None:
        """Take the picture. Any thread."""
        self._published.emit(status)

    def attach(self, link: Link) -> None:
        """Have somebody to ask."""
        self._link = link
        self._say_again.start()

    def stop(self) -> None:
        """Ask nobody any more."""
        self._link = None
        self._say_again.stop()
        if self._worker is not None:
            self._worker.stop()

    # the window's side

    @property
    def is_attached(self) -> bool:
        """There is a link to ask."""
        return self._link is not None

    def sync_now(self) -> None:
        """Have everything done at once; how it goes is in the picture (``status.round``)."""
        if self._link is not None:
            self._link.sync_now(_nothing)

    def enrol(
        self,
        url: str,
        code: str,
        then: Callable[[str], None],
        refused: Callable[[Trouble], None],
    ) -> None:
        """Become a terminal of a store, without making anybody at the counter wait."""
        link = self._link
        if link is None:
            return
        if self._worker is None:
            self._worker = IoWorker("cloud")

        def answered(result: Result) -> None:
            if isinstance(result.error, Refusal | EnvironmentFault):
                refused(result.error)
            elif result.error is None:
                then(str(result.value))

        self._worker.submit(lambda: link.enrol(url, code), answered)

    def say(self) -> None:
        """Say how things stand, in the language spoken now."""
        words = self.words()
        if words is None:
            return
        self._strip.show_cloud(words.contact(), words.notes())
        self.changed.emit()

    def words(self) -> "CloudWords | None":
        """Give the picture in words as of now; None before the first picture."""
        if self.status is None:
            return None
        from pos_app.ui import cloud_words

        now_ms, offset = self._clock.wall_ms(), self._clock.utc_offset_minutes()
        return cloud_words.CloudWords(self.status, self._currency, now_ms, offset)

    def _on_published(self, status: "SyncStatus") -> None:
        self.status = status
        self.say()


def _nothing(_round: object) -> None:
    """Need not be told: the picture says it."""
