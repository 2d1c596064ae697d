"""A camera that reads codes, as one more scanner. The only user of zxing-cpp.

Pictures live as long as it takes to look for a code in them: they are not stored, not logged and
never leave the carrier. What is found goes the way of every scan.
"""

from types import ModuleType
from typing import Final

from PySide6.QtCore import QTimer

from pos_app.clock import Clock
from pos_app.devices.camera_frames import FrameSource, GreyFrame
from pos_app.devices.io_worker import IoWorker, Result
from pos_app.devices.scanner import ScannerBase
from pos_app.domain.scan_data import ScanData
from pos_app.errors import EnvironmentFault

SAME_CODE_MS: Final = 2_000
"""A code that was out of sight for less is still the same scan."""

_FORMATS: Final = {"QR": "QRCode", "EAN-13": "EAN13", "DataMatrix": "DataMatrix"}
"""Our names and the library's. One at a time: looking for all of them costs 15 times as much."""

_BY_CHECK_DIGIT: Final = frozenset({"EAN-13"})
"""Not corrected as QR and DataMatrix are: 3 of 240 poor pictures gave another good number."""

_LOOKS_TO_BELIEVE: Final = 3
"""So many times in a row, and alone, such a number is read before it counts."""

_FOR_GOOD: Final = frozenset({"CAMERA_READER_MISSING", "CAMERA_NOT_ON_WINDOWS"})
"""Faults that nothing mends while the till runs: nobody tries again."""


class CodeReader:
    """Finds codes of one kind, ``QR``, ``EAN-13`` or ``DataMatrix``, in a picture."""

    def __init__(self, code: str) -> None:
        self._format = _FORMATS[code]
        self._needs_care = code in _BY_CHECK_DIGIT
        self.looks_needed = _LOOKS_TO_BELIEVE if self._needs_care else 1
        self._library: ModuleType | None = None

    def load(self) -> ModuleType:
        """Load the library, at the first look and not before.

        Raises EnvironmentFault: CAMERA_READER_MISSING where it is not installed.
        """
        if self._library is None:
            try:
                import zxingcpp
            except ImportError as error:
                raise EnvironmentFault("CAMERA_READER_MISSING") from error
            self._library = zxingcpp
        return self._library

    def read(self, frame: GreyFrame) -> tuple[ScanData, ...]:
        """Give what is in sight, from top to bottom; codes that are damaged are not in sight.

        Of two EAN-13 in one picture neither is given: one may be the other, misread.
        """
        library = self.load()
        picture = memoryview(frame.pixels).cast("B", shape=[frame.height, frame.width])
        found = library.read_barcodes(
            picture,
            formats=getattr(library.BarcodeFormat, self._format),
            text_mode=library.TextMode.Plain,  # as a scanner sends it, separators included
        )
        found.sort(key=lambda code: (code.position.top_left.y, code.position.top_left.x))
        if self._needs_care and len({code.text for code in found}) > 1:
            return ()
        return tuple(ScanData(code.text, symbology=code.symbology_identifier) for code in found)


class CameraScanner(ScannerBase):
    """Looks so many times a second at most. Signals as in ``ScannerBase``.

    A code is one scan for as long as it lies before the camera; two of the same side by side are
    one as well, two different ones that the reader gives are two. A camera that went away is tried
    again and again.
    """

    def __init__(
        self,
        frames: FrameSource,
        reader: CodeReader,
        worker: IoWorker,
        clock: Clock,
        looks_per_second: int = 8,
    ) -> None:
        super().__init__()
        self._frames = frames
        self._reader = reader
        self._worker = worker
        self._clock = clock
        self._pause_ms = 1_000 // looks_per_second
        self._seen_ms: dict[str, int] = {}
        self._looks: dict[str, int] = {}
        self._trouble: str | None = None
        self._is_stopped = False
        self._next_look = QTimer(self, singleShot=True)
        self._next_look.timeout.connect(self._look)
        self._look()

    def stop(self) -> None:
        """Look no more, end the carrier, and let go of the camera."""
        self._is_stopped = True
        self._next_look.stop()
        self._worker.stop()
        self._frames.close()

    def _look(self) -> None:
        self._worker.submit(self._read, self._on_read)

    def _read(self) -> tuple[ScanData, ...]:
        self._reader.load()  # before the camera's light goes on
        return self._reader.read(self._frames.read_frame())

    def _on_read(self, result: Result) -> None:
        if self._is_stopped:
            return
        if isinstance(result.error, EnvironmentFault):
            self._break_off(result.error)
            return
        assert isinstance(result.value, tuple), result.error
        if self._trouble != "":
            self.restored.emit()
        self._trouble = ""
        self._take(result.value)
        self._next_look.start(self._pause_ms)

    def _break_off(self, fault: EnvironmentFault) -> None:
        if self._trouble != fault.code:
            self.failed.emit(fault)
        self._trouble = fault.code
        if fault.code not in _FOR_GOOD:
            self._next_look.start(_RETRY_MS)

    def _take(self, scans: tuple[ScanData, ...]) -> None:
        """Deliver what is sure and was not in sight a moment ago; what is older is forgotten."""
        now, needed = self._clock.mono_ms(), self._reader.looks_needed
        recent = {text: at for text, at in self._seen_ms.items() if now - at < SAME_CODE_MS}
        self._looks = {scan.text: self._looks.get(scan.text, 0) + 1 for scan in scans}
        sure = {
            scan.text: scan
            for scan in scans
            if scan.text in recent or self._looks[scan.text] >= needed
        }
        self._seen_ms = recent | dict.fromkeys(sure, now)
        for text, scan in sure.items():
            if text not in recent:
                self._deliver(text, len(text), scan.symbology)


_RETRY_MS = 2_000
