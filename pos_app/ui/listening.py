"""Scanner, camera and scale of this workstation, joined to the window once there is a till.

What they bring goes to whoever has the focus; how they are goes to the status bar and to the screen
that tests them; that nothing comes any more locks the till.
"""

from PySide6.QtCore import QObject
from PySide6.QtGui import QWindow

from pos_app.config import Config
from pos_app.devices.camera import CameraScanner
from pos_app.devices.print_queue import PrintQueue
from pos_app.devices.scale import ScaleDesk
from pos_app.devices.scanner import ScannerBase, SerialScanner, WedgeScanner
from pos_app.devices.station import build_camera, build_scale, build_scanner
from pos_app.ui.bench import Bench
from pos_app.ui.device_watch import DeviceWatch
from pos_app.ui.idle import IdleWatch
from pos_app.ui.wiring import Wiring


class Listening(QObject):
    """Listens from ``begin`` on until ``stop``, which also ends what ``begin`` only half built."""

    def __init__(self, config: Config, wiring: Wiring, parent: QObject) -> None:
        super().__init__(parent)
        self._config = config
        self._wiring = wiring
        self._window = wiring.window
        self._watch = DeviceWatch(self._window.status, self._window.clock, self)
        self._scanner: WedgeScanner | SerialScanner | None = None
        self._camera: CameraScanner | None = None
        self.scale: ScaleDesk | None = None

    def begin(self, queue: PrintQueue, lock_after_minutes: int) -> None:
        """Take scans and weights, watch the printer, notice when nobody is here any more."""
        window = self._window.windowHandle()
        assert window is not None, "the window has been shown"
        self._watch.watch_printer(queue)
        scanners = self._build_scanners(window)
        self.scale = build_scale(self._config)
        if self.scale is not None:
            self.scale.setParent(self)
            self._wiring.attach_scale(self.scale)
        self._wiring.attach_bench(Bench(self._watch.board, self.scale))
        # After the scanner: the last filter sees a key first, also one that the scanner keeps.
        idle = IdleWatch(window, lock_after_minutes)
        for scanner in scanners:
            self._take_scans(scanner, idle)
        idle.left_alone.connect(self._wiring.sign_on.on_left_alone)
        self._window.profile_changed.connect(idle.on_profile_changed)

    def on_room_changed(self, has_room: object) -> None:
        """Let the devices deliver, or hold them back while the till thread is behind."""
        for scanner in (self._scanner, self._camera):
            if scanner is not None:
                scanner.set_data_event_enabled(is_enabled=bool(has_room))

    def stop(self) -> None:
        """Let go of the devices."""
        for device in (self._scanner, self._camera, self.scale):
            if device is not None:
                device.stop()

    def _build_scanners(self, window: QWindow) -> tuple[ScannerBase, ...]:
        self._scanner = build_scanner(self._config, window)
        self._scanner.restored.connect(self._on_scanner_restored)
        self._watch.watch_scanner(self._scanner)
        self._camera = build_camera(self._config, self._window.clock)
        if self._camera is None:
            return (self._scanner,)
        self._camera.restored.connect(self._on_camera_restored)
        self._watch.watch_camera(self._camera)
        return (self._scanner, self._camera)

    def _take_scans(self, scanner: ScannerBase, idle: IdleWatch) -> None:
        scanner.setParent(self)
        scanner.scanned.connect(self._window.focus.on_scanned)
        scanner.scanned.connect(idle.on_active)
        scanner.refused.connect(self._window.trouble)
        scanner.failed.connect(self._window.trouble)

    def _on_scanner_restored(self) -> None:
        self._window.withdraw(frozenset({"SCANNER_OFF"}))

    def _on_camera_restored(self) -> None:
        self._window.withdraw(frozenset({"CAMERA_OFF", "CAMERA_UNFIT"}))
