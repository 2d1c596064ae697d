"""A scale that answers on a real serial line, and the board that says what works."""

from pathlib import Path

import pytest

from pos_app.config import Config, load
from pos_app.devices.health import Device, HealthBoard
from pos_app.devices.scale import SerialScale, check_byte, read_frame
from pos_app.devices.serial_port import SerialPort, SerialSettings
from pos_app.devices.simulators import SimulatedScale
from pos_app.devices.station import build_scale
from pos_app.domain.quantity import Quantity
from pos_app.errors import EnvironmentFault
from tests.devices.conftest import Answering, SerialFarEnd, wait_until


def a_frame(body: bytes) -> bytes:
    return b"\x01\x02" + body + bytes((check_byte(body),)) + b"\x03\x04"


def test_a_weight_is_read_to_the_gram_over_the_line(
    serial_far_end: SerialFarEnd, answering: Answering
) -> None:
    far_end = SimulatedScale(Quantity(1_256))
    answering(far_end.answer)
    port = SerialPort(SerialSettings(serial_far_end.name), off_code="SCALE_OFF")
    scale = SerialScale(port)
    assert scale.read_weight() == Quantity(1_256)
    assert far_end.read_weight() == Quantity(1_256)
    far_end.is_stable = False
    for weighs in (scale, far_end):
        with pytest.raises(EnvironmentFault, match="SCALE_UNSTABLE"):
            weighs.read_weight()
    far_end.is_stable, far_end.quantity = True, Quantity(0)
    for weighs in (scale, far_end):
        with pytest.raises(EnvironmentFault, match="SCALE_EMPTY"):
            weighs.read_weight()
    far_end.is_on = False
    for weighs in (scale, far_end):
        with pytest.raises(EnvironmentFault, match="SCALE_OFF"):
            weighs.read_weight()
    port.close()


def test_the_scale_of_the_settings_weighs_on_its_carrier(
    serial_far_end: SerialFarEnd, answering: Answering, tmp_path: Path
) -> None:
    far_end = SimulatedScale(Quantity(1_256))
    answering(far_end.answer)
    (tmp_path / "workstation.toml").write_text(f'[scale]\ndevice = "{serial_far_end.name}"\n')
    scale = build_scale(load(tmp_path))
    assert scale is not None
    weights: list[Quantity] = []
    faults: list[str] = []
    scale.weighed.connect(weights.append)
    scale.failed.connect(lambda fault: faults.append(fault.code))
    scale.weigh()
    wait_until(lambda: weights == [Quantity(1_256)])
    far_end.is_stable = False
    scale.weigh()
    wait_until(lambda: faults == ["SCALE_UNSTABLE"])
    scale.stop()
    assert build_scale(Config(tmp_path)) is None


def test_a_scale_that_is_not_known_is_refused_in_the_settings(tmp_path: Path) -> None:
    (tmp_path / "workstation.toml").write_text('[scale]\nkind = "usb"\n')
    with pytest.raises(EnvironmentFault, match="SETTINGS_UNREADABLE"):
        load(tmp_path)


@pytest.mark.parametrize(
    ("answer", "code"),
    [
        (a_frame(b"S-00.120kg"), "SCALE_BELOW_ZERO"),
        (a_frame(b"SF99.999kg"), "SCALE_OVERLOAD"),
        (a_frame(b"S 00.000kg"), "SCALE_EMPTY"),
        (a_frame(b"U 01.000kg"), "SCALE_UNSTABLE"),
        (a_frame(b"S 1.2.34kg"), "SCALE_BAD_ANSWER"),
        (a_frame(b"S 0.1234kg"), "SCALE_BAD_ANSWER"),
        (a_frame(b"S       kg"), "SCALE_BAD_ANSWER"),
        (a_frame(b"S 01.000kg")[:-1], "SCALE_BAD_ANSWER"),
        (b"\x01\x02S 01.000kg?\x03\x04", "SCALE_BAD_ANSWER"),
        (b"", "SCALE_BAD_ANSWER"),
    ],
)
def test_an_answer_that_is_no_weight_is_named(answer: bytes, code: str) -> None:
    with pytest.raises(EnvironmentFault) as caught:
        read_frame(answer)
    assert caught.value.code == code


@pytest.mark.parametrize(
    ("body", "thousandths"),
    [(b"S 01.234kg", 1_234), (b"S  0.500kg", 500), (b"S   1250 g", 1_250), (b"S      2kg", 2_000)],
)
def test_weights_are_read_exactly(body: bytes, thousandths: int) -> None:
    assert read_frame(a_frame(body)) == Quantity(thousandths)


class Minutes:
    """A clock that a test sets."""

    def __init__(self) -> None:
        self.now = 1_000

    def wall_ms(self) -> int:
        return self.now


def test_the_board_says_what_works_since_when() -> None:
    clock = Minutes()
    board = HealthBoard(clock)
    board.note(Device.SCANNER)
    board.note(Device.RECEIPT_PRINTER, "PRINTER_NO_PAPER")
    clock.now = 2_000
    board.note(Device.RECEIPT_PRINTER, "PRINTER_NO_PAPER")
    printer, scanner = board.find(Device.RECEIPT_PRINTER), board.find(Device.SCANNER)
    assert printer is not None
    assert scanner is not None
    assert (printer.device, printer.code, printer.since_ms) == (
        Device.RECEIPT_PRINTER,
        "PRINTER_NO_PAPER",
        1_000,
    )
    assert scanner.is_working
    assert board.note(Device.RECEIPT_PRINTER).since_ms == 2_000
