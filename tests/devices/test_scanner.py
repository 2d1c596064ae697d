"""The wedge in a real window: scans arrive as scans, typing in the field, and nothing is lost."""

import os
from pathlib import Path
from threading import Event

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLayout, QLineEdit, QVBoxLayout, QWidget

from pos_app.devices.io_worker import IoWorker, Result
from pos_app.devices.scanner import SerialScanner, WedgeScanner
from pos_app.devices.serial_port import SerialPort, SerialSettings
from pos_app.devices.simulators import SimulatedScanner, strike
from pos_app.devices.wedge import WedgeSettings
from pos_app.domain.scan_data import ScanData
from pos_app.errors import EnvironmentFault, Refusal
from tests.devices.conftest import SerialFarEnd, wait_until

GTIN = "6901234567892"


class Till(QWidget):
    """A window with two fields, the first of which has the keyboard."""

    def __init__(self, settings: WedgeSettings | None = None) -> None:
        super().__init__()
        layout = QVBoxLayout(self)
        layout.setSizeConstraint(QLayout.SizeConstraint.SetNoConstraint)  # offscreen has no hints
        self.amount, self.note = QLineEdit(), QLineEdit()
        layout.addWidget(self.amount)
        layout.addWidget(self.note)
        self.entered: list[str] = []
        self.amount.returnPressed.connect(self.on_return)
        self.show()
        self.activateWindow()
        self.amount.setFocus()
        window = self.windowHandle()
        self.scanner = WedgeScanner(window, settings)
        self.gun = SimulatedScanner(window, prefix=settings.prefix if settings else "")
        self.scans: list[ScanData] = []
        self.refusals: list[Refusal] = []
        self.scanner.scanned.connect(self.scans.append)
        self.scanner.refused.connect(self.refusals.append)

    def on_return(self) -> None:
        self.entered.append(self.amount.text())

    def type(self, text: str, at_ms: int, gap_ms: int = 150) -> None:
        for character in text:
            strike(self.windowHandle(), character, at_ms)
            at_ms += gap_ms

    def texts(self) -> list[str]:
        return [scan.text for scan in self.scans]


@pytest.fixture
def till(application: QCoreApplication) -> Till:
    made = Till()
    wait_until(made.amount.hasFocus)
    yield made
    made.close()


def test_a_scan_arrives_and_leaves_no_trace_in_the_field(till: Till) -> None:
    till.gun.scan(GTIN, 1_000)
    assert till.texts() == [GTIN]
    assert till.amount.text() == ""
    assert till.entered == []


def test_typing_arrives_in_the_field_in_its_order(till: Till) -> None:
    till.type("12.50", 1_000)
    wait_until(lambda: till.amount.text() == "12.50")
    assert till.texts() == []


def test_enter_after_typing_comes_after_what_was_typed(till: Till) -> None:
    till.type("12.50\r", 1_000)
    assert till.entered == ["12.50"]


def test_fast_typing_that_is_no_scan_arrives_whole(till: Till) -> None:
    till.type("1250\r", 1_000, gap_ms=20)
    assert till.entered == ["1250"]
    assert till.texts() == []


def test_a_scan_works_whatever_has_the_focus(till: Till) -> None:
    till.note.setFocus()
    till.gun.scan(GTIN, 1_000)
    assert till.texts() == [GTIN]
    assert till.note.text() == ""


def test_what_was_half_typed_stays_when_a_scan_follows(till: Till) -> None:
    till.type("12", 1_000)
    till.gun.scan(GTIN, 2_000)
    assert till.texts() == [GTIN]
    assert till.amount.text() == "12"


def test_two_scans_in_a_row_are_two_scans(till: Till) -> None:
    last = till.gun.scan(GTIN, 1_000)
    till.gun.scan("S12-T03-000001", last + 120)
    assert till.texts() == [GTIN, "S12-T03-000001"]


def test_keys_typed_into_a_blocked_window_are_still_typing(till: Till) -> None:
    """All at once for us, 51 ms apart in truth: their own times decide."""
    till.type(f"{GTIN}\r", 1_000, gap_ms=51)
    assert till.texts() == []
    assert till.entered == [GTIN]


def test_a_scan_into_a_window_that_was_blocked_in_the_middle_is_still_a_scan(till: Till) -> None:
    """The second half comes only after our timer would have fired, with its true times."""
    window = till.windowHandle()
    for at, character in enumerate(GTIN[:5]):
        strike(window, character, 1_000 + at * 10)
    rest = [*GTIN[5:], "\r"]
    for at, character in enumerate(rest, 5):
        QCoreApplication.postEvent(window, _press(character, 1_000 + at * 10))
    blocked = Event()
    blocked.wait(0.15)
    wait_until(lambda: bool(till.scans))
    assert till.texts() == [GTIN]
    assert till.amount.text() == ""


def _press(character: str, at_ms: int) -> QKeyEvent:
    key = Qt.Key.Key_Return if character == "\r" else Qt.Key(ord(character))
    event = QKeyEvent(QEvent.Type.KeyPress, key, Qt.KeyboardModifier.NoModifier, character)
    event.setTimestamp(at_ms)
    return event


def test_a_key_held_down_is_typing(till: Till) -> None:
    window = till.windowHandle()
    for at in range(20):
        event = QKeyEvent(
            QEvent.Type.KeyPress,
            Qt.Key.Key_0,
            Qt.KeyboardModifier.NoModifier,
            "0",
            autorep=at > 0,
        )
        event.setTimestamp(1_000 + at * 30)
        QCoreApplication.sendEvent(window, event)
    wait_until(lambda: till.amount.text() == "0" * 20)


def test_shift_keys_between_letters_do_not_break_a_scan(till: Till) -> None:
    window = till.windowHandle()
    for at, character in enumerate("AB-CD-EF\r"):
        shift = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_Shift, Qt.KeyboardModifier.ShiftModifier)
        shift.setTimestamp(1_000 + at * 10)
        QCoreApplication.sendEvent(window, shift)
        strike(window, character, 1_000 + at * 10 + 2)
    assert till.texts() == ["AB-CD-EF"]


def test_a_function_key_lets_go_what_is_held_and_passes(till: Till) -> None:
    window = till.windowHandle()
    strike(window, "1", 1_000)
    strike(window, "2", 1_020)
    left = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_Home, Qt.KeyboardModifier.NoModifier)
    left.setTimestamp(1_030)
    QCoreApplication.sendEvent(window, left)
    assert till.amount.text() == "12"
    assert till.amount.cursorPosition() == 0


def test_a_group_separator_inside_a_gs1_code_is_kept(till: Till) -> None:
    till.gun.scan("]d2010690123456789210LOT7\x1d17261130", 1_000)
    assert till.texts() == ["]d2010690123456789210LOT7\x1d17261130"]


def test_a_code_of_seven_thousand_characters_is_refused_and_typed_nowhere(till: Till) -> None:
    till.gun.scan("7" * 7_089, 1_000)
    (refusal,) = till.refusals
    assert refusal.code == "SCAN_TOO_LONG"
    assert refusal.facts == {"length": 7_089, "longest": 700}
    assert till.amount.text() == ""


def test_scans_are_dropped_with_a_sign_while_the_till_takes_none(till: Till) -> None:
    till.scanner.set_data_event_enabled(is_enabled=False)
    till.gun.scan(GTIN, 1_000)
    till.scanner.set_data_event_enabled(is_enabled=True)
    assert (till.texts(), till.amount.text()) == ([], "")
    assert [refusal.code for refusal in till.refusals] == ["TILL_BUSY"]


def test_a_prefix_makes_short_codes_scans_and_typing_immediate(
    application: QCoreApplication,
) -> None:
    till = Till(WedgeSettings(prefix="~"))
    wait_until(till.amount.hasFocus)
    till.gun.scan("4011", 1_000)
    assert till.texts() == ["4011"]
    strike(till.windowHandle(), "5", 5_000)
    assert till.amount.text() == "5"
    till.close()


def test_a_serial_scanner_delivers_what_its_line_carries(
    application: QCoreApplication, serial_far_end: SerialFarEnd
) -> None:
    worker = IoWorker("scanner")
    port = SerialPort(SerialSettings(serial_far_end.name), off_code="SCANNER_OFF")
    scanner = SerialScanner(port, worker)
    scans: list[ScanData] = []
    refusals: list[Refusal] = []
    scanner.scanned.connect(scans.append)
    scanner.refused.connect(refusals.append)
    opened: list[Result] = []
    worker.submit(lambda: None, opened.append)
    wait_until(lambda: bool(opened))
    os.write(serial_far_end.file, f"{GTIN}\r\n可乐".encode())
    wait_until(lambda: len(scans) == 1)
    os.write(serial_far_end.file, b"\r\n" + b"7" * 9_000 + b"\r" + b"4011\r")
    wait_until(lambda: len(scans) == 3)
    assert [scan.text for scan in scans] == [GTIN, "可乐", "4011"]
    assert refusals
    scanner.stop()
    worker.stop()
    port.close()


def test_a_serial_scanner_that_is_unplugged_says_so_once(application: QCoreApplication) -> None:
    worker = IoWorker("scanner")
    port = SerialPort(SerialSettings("/dev/does-not-exist"), off_code="SCANNER_OFF")
    scanner = SerialScanner(port, worker)
    faults: list[EnvironmentFault] = []
    scanner.failed.connect(faults.append)
    wait_until(lambda: bool(faults))
    assert [fault.code for fault in faults] == ["SCANNER_OFF"]
    scanner.stop()
    worker.stop()


def test_a_serial_scanner_that_is_plugged_in_again_is_heard_again(
    application: QCoreApplication, serial_far_end: SerialFarEnd, tmp_path: Path
) -> None:
    name = tmp_path / "scanner"
    worker = IoWorker("scanner")
    scanner = SerialScanner(
        SerialPort(SerialSettings(str(name)), off_code="SCANNER_OFF"), worker, retry_ms=20
    )
    faults: list[EnvironmentFault] = []
    scans: list[ScanData] = []
    restored: list[bool] = []
    scanner.failed.connect(faults.append)
    scanner.restored.connect(lambda: restored.append(True))
    scanner.scanned.connect(scans.append)
    wait_until(lambda: bool(faults))
    assert not restored
    name.symlink_to(serial_far_end.name)
    timer = QTimer(interval=50)
    timer.timeout.connect(lambda: os.write(serial_far_end.file, b"4011\r"))
    timer.start()
    wait_until(lambda: bool(scans))
    timer.stop()
    assert (len(faults), restored) == (1, [True])
    scanner.stop()
    worker.stop()


def test_a_line_that_breaks_while_it_is_used_is_a_fault_and_opens_again(
    serial_far_end: SerialFarEnd, tmp_path: Path
) -> None:
    far, near = os.openpty()
    name = tmp_path / "line"
    name.symlink_to(os.ttyname(near))
    port = SerialPort(SerialSettings(str(name)), off_code="SCANNER_OFF")
    port.open()
    os.close(near)
    os.close(far)
    for use in (
        lambda: port.read(1, 50),
        lambda: port.read_until(b"\r", 9, 50),
        lambda: port.write(b"x", 50),
        port.forget_input,
    ):
        with pytest.raises(EnvironmentFault, match="SCANNER_OFF"):
            use()
    name.unlink()
    name.symlink_to(serial_far_end.name)
    assert port.read(1, 20) == b""
    port.close()
