"""Lets the status strip say how printer, scanner and camera are, and since when.

What a cashier has to do about it is said once, in the notice bar; the strip goes on showing it
after that notice is gone.
"""

from PySide6.QtCore import QObject, QTimer

from pos_app.clock import Clock
from pos_app.devices.health import Device, Health, HealthBoard
from pos_app.devices.interfaces import PrintOutcome
from pos_app.devices.print_queue import PrintQueue
from pos_app.devices.scanner import ScannerBase
from pos_app.errors import EnvironmentFault
from pos_app.ui import formats
from pos_app.ui.widgets.status_strip import DeviceState, StatusStrip

_ASK_AGAIN_MS = 30_000


class DeviceWatch(QObject):
    """Hears of every printed paper and every lost scanner. A printer in trouble is asked again."""

    def __init__(self, strip: StatusStrip, clock: Clock, parent: QObject) -> None:
        super().__init__(parent)
        self._strip = strip
        self._clock = clock
        self.board = HealthBoard(clock)
        self._ask_again = QTimer(self, singleShot=True, interval=_ASK_AGAIN_MS)

    def watch_printer(self, queue: PrintQueue) -> None:
        """Ask how the printer is before the first sale, and listen from then on."""
        queue.finished.connect(self.on_printed)
        queue.checked.connect(self.on_checked)
        self._ask_again.timeout.connect(queue.check)
        queue.check()

    def watch_scanner(self, scanner: ScannerBase) -> None:
        """Listen to a scanner; one that types cannot be missed before it is used."""
        scanner.failed.connect(self.on_scanner_failed)
        scanner.restored.connect(self.on_scanner_restored)

    def watch_camera(self, camera: ScannerBase) -> None:
        """Listen to a camera, which stands beside the scanner."""
        camera.failed.connect(self.on_camera_failed)
        camera.restored.connect(self.on_camera_restored)

    def on_printed(self, outcome: PrintOutcome) -> None:
        """Take down how a paper ended."""
        self._note_printer(outcome.fault)

    def on_checked(self, fault: EnvironmentFault | None) -> None:
        """Take down what the printer says of itself."""
        self._note_printer(fault)

    def on_scanner_failed(self, fault: EnvironmentFault) -> None:
        """Take down that the scanner is gone."""
        self.board.note(Device.SCANNER, fault.code)
        self._show()

    def on_scanner_restored(self) -> None:
        """Take down that the scanner is there."""
        self.board.note(Device.SCANNER)
        self._show()

    def on_camera_failed(self, fault: EnvironmentFault) -> None:
        """Take down that the camera is gone."""
        self.board.note(Device.CAMERA, fault.code)
        self._show()

    def on_camera_restored(self) -> None:
        """Take down that the camera is there."""
        self.board.note(Device.CAMERA)
        self._show()

    def _note_printer(self, fault: EnvironmentFault | None) -> None:
        self.board.note(Device.RECEIPT_PRINTER, fault.code if fault else "")
        if fault is None:
            self._ask_again.stop()
        else:
            self._ask_again.start()
        self._show()

    def _show(self) -> None:
        self._strip.show_devices(
            printer=self._state(self.board.find(Device.RECEIPT_PRINTER)),
            scanner=self._state(self.board.find(Device.SCANNER)),
            camera=self._state(self.board.find(Device.CAMERA)),
        )

    def _state(self, health: Health | None) -> DeviceState | None:
        if health is None:
            return None
        since = formats.local_time(health.since_ms, self._clock.utc_offset_minutes())
        return DeviceState(health.is_working, since)
