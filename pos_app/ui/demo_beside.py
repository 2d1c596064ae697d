"""The demo store's own cloud: started beside the till, met with its one-time code, ended with it.

The till is open and sells before this begins, and goes on selling when it comes to nothing.
"""

from PySide6.QtCore import QObject, QTimer, Signal

from pos_app.domain.synced import CloudConnection
from pos_app.errors import EnvironmentFault
from pos_app.services.counter import Counter
from pos_app.services.demo_process import DemoProcess, Whereabouts
from pos_app.ui.cloud_watch import CloudWatch
from pos_app.ui.ports import Front, Trouble

_LOOK_AGAIN_MS = 100


class DemoBeside(QObject):
    """One beside a window. ``ready()`` once the till belongs to it."""

    ready = Signal()

    def __init__(
        self,
        process: DemoProcess,
        counter: Counter,
        front: Front,
        watch: CloudWatch,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self.process = process
        self._counter = counter
        self._front = front
        self._watch = watch
        self.is_elsewhere = False
        """The till was given to another cloud, which keeps it: this one stays away."""
        self._look_again = QTimer(self, interval=_LOOK_AGAIN_MS)
        self._look_again.timeout.connect(self._on_look)

    def start(self) -> None:
        """Start it, or say why not; for a till of another cloud do neither."""
        if not self.process.is_possible():
            self._on_failed(EnvironmentFault("DEMO_CLOUD_NOT_INSTALLED"))
            return
        self._front.run(self._counter.cloud.connection, self._on_known, self._on_failed)

    def stop(self) -> None:
        """End it: it finishes what it has begun, within seconds."""
        self._look_again.stop()
        self.process.stop()

    def _on_known(self, known: CloudConnection | None) -> None:
        self.is_elsewhere = known is not None and not self.process.is_of(known.store)
        if not self.is_elsewhere:
            self._front.run(self.process.start, self._on_started, self._on_failed)

    def _on_started(self, _nothing: None) -> None:
        self._look_again.start()

    def _on_look(self) -> None:
        found = self.process.whereabouts()
        if found is not None:
            self._look_again.stop()
            self._front.run(
                lambda: self._counter.cloud.connection(),
                lambda known: self._meet(known, found),
            )
        elif not self.process.is_running:
            self._look_again.stop()
            self._on_failed(
                EnvironmentFault("DEMO_CLOUD_NOT_STARTED", file=self.process.folder.name)
            )

    def _meet(self, known: CloudConnection | None, found: Whereabouts) -> None:
        """Belong to it, unless that is so already and it answers where it did."""
        if known is not None and known.url == found.url:
            self.ready.emit()
            return
        self._watch.enrol(found.url, found.code, self._on_enrolled, self._on_failed)

    def _on_enrolled(self, _fingerprint: str) -> None:
        self.ready.emit()

    def _on_failed(self, trouble: Trouble) -> None:
        self._front.notices.tell(trouble.code, **trouble.facts)
