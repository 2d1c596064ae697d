"""Scanners: keyboard wedge and serial; camera.py is the third. Each delivers ``ScanData``.

The wedge watches the window, not a field: a scan works whatever has the focus and is never typed
into it. Keys are held back until wedge.py says what they are; typed ones then go where they were
going, in their order. A Chinese input method takes keys before any program sees them, so a till
with one needs a scanner prefix that is a function key's character, or better a serial scanner.
"""

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QWindow

from pos_app.devices.io_worker import IoWorker, Result
from pos_app.devices.serial_port import SerialPort
from pos_app.devices.wedge import Stroke, Verdict, Wedge, WedgeSettings
from pos_app.domain.barcode.numbers import is_plausible_code
from pos_app.domain.scan_data import LONGEST_SCAN, ScanData
from pos_app.errors import EnvironmentFault, Refusal

_GROUP_SEPARATOR = "\x1d"
"""FNC1 of a GS1 code, the one control character that means something."""

_ENDS = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Tab})
_SILENT = frozenset(
    {
        Qt.Key.Key_Shift,
        Qt.Key.Key_Control,
        Qt.Key.Key_Alt,
        Qt.Key.Key_AltGr,
        Qt.Key.Key_Meta,
        Qt.Key.Key_CapsLock,
        Qt.Key.Key_NumLock,
    }
)
"""A scanner presses these around its letters; they mean nothing by themselves."""

_COMMANDS = (
    Qt.KeyboardModifier.ControlModifier
    | Qt.KeyboardModifier.AltModifier
    | Qt.KeyboardModifier.MetaModifier
)


class ScannerBase(QObject):
    """What all scanners share.

    Signals: ``scanned(ScanData)``, the text as it came, to be cleaned by domain/scan.py;
    ``refused(Refusal)`` for one too long for any code (SCAN_TOO_LONG), or that came while the till
    took none (TILL_BUSY); ``failed(EnvironmentFault)`` once when the scanner goes away, and
    ``restored()`` when it is there again or for the first time.
    """

    scanned = Signal(object)
    refused = Signal(object)
    failed = Signal(object)
    restored = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._is_enabled = True

    def set_data_event_enabled(self, *, is_enabled: bool) -> None:
        """Take scans or not, as UnifiedPOS DataEventEnabled; one not taken is gone, with a sign."""
        self._is_enabled = is_enabled

    def _deliver(self, text: str, length: int, symbology: str | None = None) -> None:
        if not self._is_enabled:
            self.refused.emit(Refusal("TILL_BUSY"))
        elif length > LONGEST_SCAN:
            self.refused.emit(Refusal("SCAN_TOO_LONG", length=length, longest=LONGEST_SCAN))
        elif text:
            self.scanned.emit(ScanData(text, symbology))


class WedgeScanner(ScannerBase):
    """A scanner that types. Watches one window's keys; signals as in ``ScannerBase``."""

    def __init__(self, window: QWindow, settings: WedgeSettings | None = None) -> None:
        super().__init__()
        settings = settings or WedgeSettings()
        self._window = window
        self._wedge = Wedge(settings, is_plausible_code)
        self._is_replaying = False
        self._held_keys: set[int] = set()
        self._pause = QTimer(self, singleShot=True, interval=settings.largest_gap_ms)
        self._pause.timeout.connect(self._on_pause)
        self._last_look = QTimer(self, singleShot=True, interval=0)
        self._last_look.timeout.connect(self._on_last_look)
        window.installEventFilter(self)

    def stop(self) -> None:
        """Let every key pass."""
        self._window.removeEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Hold keys back while it is open whether they are a scan."""
        del watched
        if self._is_replaying or not isinstance(event, QKeyEvent):
            return False
        if event.type() == QEvent.Type.KeyPress:
            return self._on_press(event)
        if event.type() == QEvent.Type.KeyRelease and event.key() in self._held_keys:
            self._held_keys.discard(event.key())
            return True
        return False

    def _on_press(self, event: QKeyEvent) -> bool:
        if event.key() in _SILENT:
            return False
        if event.isAutoRepeat() or not self._is_scannable(event):
            self._settle(self._wedge.interrupt())
            return False
        stroke = Stroke(
            text=event.text(),
            at_ms=event.timestamp(),
            is_terminator=event.key() in _ENDS,
            token=event.clone(),
        )
        verdict = self._wedge.strike(stroke)
        passes = bool(verdict.typed) and verdict.typed[-1] is stroke
        self._settle(
            Verdict(verdict.typed[:-1], verdict.scan, verdict.length) if passes else verdict
        )
        if not passes:
            self._held_keys.add(event.key())
        return not passes

    def _is_scannable(self, event: QKeyEvent) -> bool:
        """Tell keys that carry a character; Ctrl+] is how a wedge types FNC1."""
        if event.text() == _GROUP_SEPARATOR:
            return self._wedge.is_holding
        has_command = bool(event.modifiers() & _COMMANDS)
        return (
            not has_command
            and (event.text().isprintable() or event.key() in _ENDS)
            and bool(event.text() or event.key() in _ENDS)
        )

    def _settle(self, verdict: Verdict) -> None:
        """Replay what was typed, then deliver what was scanned."""
        self._replay(verdict.typed)
        if self._wedge.is_holding:
            self._pause.start()
        else:
            self._pause.stop()
        if verdict.scan is not None:
            self._deliver(verdict.scan, verdict.length)

    def _on_pause(self) -> None:
        """Look once more: keys struck in time may still be queued behind a busy moment of ours."""
        self._last_look.start()

    def _on_last_look(self) -> None:
        if not self._pause.isActive():  # no key came since
            self._settle(self._wedge.pause())

    def _replay(self, strokes: tuple[Stroke, ...]) -> None:
        """Send typed keys on their way, each with its release."""
        self._is_replaying = True
        try:
            for stroke in strokes:
                press = stroke.token
                assert isinstance(press, QKeyEvent)
                QCoreApplication.sendEvent(self._window, press)
                QCoreApplication.sendEvent(self._window, _release_of(press))
        finally:
            self._is_replaying = False


def _release_of(press: QKeyEvent) -> QKeyEvent:
    release = QKeyEvent(
        QEvent.Type.KeyRelease,
        press.key(),
        press.modifiers(),
        press.nativeScanCode(),
        press.nativeVirtualKey(),
        press.nativeModifiers(),
        press.text(),
    )
    release.setTimestamp(press.timestamp())
    return release


class SerialScanner(ScannerBase):
    """A scanner on a serial line, ending each code with CR or LF. Signals as in ``ScannerBase``.

    A line that went away is tried again and again.
    """

    def __init__(self, port: SerialPort, worker: IoWorker, retry_ms: int = 2_000) -> None:
        super().__init__()
        self._port = port
        self._worker = worker
        self._received = bytearray()
        self._is_broken: bool | None = None
        self._is_stopped = False
        self._try_again = QTimer(self, singleShot=True, interval=retry_ms)
        self._try_again.timeout.connect(self._listen)
        self._listen()

    def stop(self) -> None:
        """Listen no more, and end the carrier."""
        self._is_stopped = True
        self._try_again.stop()
        self._worker.stop()

    def _listen(self) -> None:
        if not self._is_stopped:
            self._worker.submit(self._read, self._on_read)

    def _read(self) -> bytes:
        return self._port.read_until(b"\r", _MOST_SERIAL_BYTES, timeout_ms=250)

    def _on_read(self, result: Result) -> None:
        if isinstance(result.error, EnvironmentFault):
            if not self._is_broken:
                self.failed.emit(result.error)
            self._is_broken = True
            self._try_again.start()
            return
        assert isinstance(result.value, bytes), result.error
        if self._is_broken is not False:
            self.restored.emit()
        self._is_broken = False
        self._take(result.value)
        self._listen()

    def _take(self, data: bytes) -> None:
        """Cut what came into codes; a line that never ends is delivered as what it is: too long."""
        self._received += data
        *codes, self._received = self._received.replace(b"\n", b"\r").split(b"\r")
        if len(self._received) > _MOST_SERIAL_BYTES:
            codes.append(self._received)
            self._received = bytearray()
        for code in codes:
            if code:
                self._deliver(code.decode("utf-8", "replace"), len(code))


_MOST_SERIAL_BYTES = 8_192
